package metric

import (
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// ownCheck is a check that the profile adds, compiled.
type ownCheck struct {
	rec   *record.OwnCheck
	scope scope
	root  *node
	uses  []use
}

// OwnResult is a fault that a check of the profile found.
type OwnResult struct {
	Check   *record.OwnCheck
	Project string       // id, "" for the report
	Place   source.Place // of the first figure that the department gives, else of the record
	Message string
	Inputs  []*Figure
}

// Checks lists the checks that the profile adds.
func (c *Catalogue) Checks() []*record.OwnCheck {
	var out []*record.OwnCheck
	for _, k := range c.checks {
		out = append(out, k.rec)
	}
	return out
}

// Own lists the faults that the profile's own checks found, in their order.
func (s *Set) Own() []OwnResult { return s.own }

// ownChecks compiles the checks that the profile adds.
func (k *compiler) ownChecks() {
	seen := map[string]bool{}
	for i := range k.profile.Checks {
		r := &k.profile.Checks[i]
		out := &ownCheck{rec: r}
		id := r.ID.Value
		switch {
		case id == "":
			k.wrong(r.Place, "这条核对没有 id", "给它一个名字，例如 id = \"x-reserve\"")
			continue
		case len(id) > 1 && id[0] == 'C' && strings.Trim(id[1:], "0123456789") == "":
			k.wrong(r.ID.Place, "“"+id+"”是核对规则的编号，规则集不能替换它", "换一个名字，例如 x-"+strings.ToLower(id))
			continue
		case seen[id]:
			k.wrong(r.ID.Place, "核对“"+id+"”写了两次", "换一个名字")
			continue
		}
		seen[id] = true
		switch r.Scope.Value {
		case "", "report":
		case "project":
			out.scope = ofProject
		default:
			k.wrong(r.Scope.Place, "scope 是“"+r.Scope.Value+"”，没有这种范围", "请写 report（整个部门）或 project（每个项目）")
			continue
		}
		k.choice(r.Severity, "warning", "info", "error")
		b := builder{text: r.Formula.Value, scope: out.scope, c: k.c, profile: k.profile, truths: true}
		if r.Formula.Value == "" {
			k.wrong(r.Place, "核对“"+id+"”没有公式", "写一个条件，成立时就是有问题，例如 formula = \"spent > budget\"")
			continue
		}
		root := b.parse()
		for _, f := range b.faults {
			k.fault(r.Formula.PlaceAt(f.at), "核对“"+id+"”的公式："+f.message, f.hint)
		}
		if root == nil || len(b.faults) > 0 {
			continue
		}
		out.root, out.uses = root, b.uses
		k.c.checks = append(k.c.checks, out)
	}
}

// ownChecks runs the profile's checks. A condition that cannot be computed is no
// fault: other checks speak of what is missing.
func (m *computation) ownChecks() {
	for _, c := range m.set.c.checks {
		for p := range m.records() {
			if (c.scope == ofReport) != (p < 0) {
				continue
			}
			if yes, bad := m.env.truth(c.root, p); !yes || bad != nil {
				continue
			}
			out := OwnResult{Check: c.rec, Place: source.Place{File: m.file(p), Line: 1, Column: 1}}
			if p >= 0 {
				out.Project = m.set.ids[p]
			}
			out.Inputs = m.origin(&def{scope: c.scope, uses: c.uses}, p).Inputs
			if at, ok := firstGiven(out.Inputs, 0); ok {
				out.Place = at
			}
			out.Message = m.message(c, p)
			m.set.own = append(m.set.own, out)
		}
	}
}

// firstGiven is the place of the first figure that the department gives, among
// figures and what they are made of.
func firstGiven(figures []*Figure, depth int) (source.Place, bool) {
	for _, f := range figures {
		if in, ok := f.Origin.(Input); ok && in.Place.Line > 0 {
			return in.Place, true
		}
		if depth < maxDepth {
			if at, ok := firstGiven(f.Inputs(), depth+1); ok {
				return at, true
			}
		}
	}
	return source.Place{}, false
}

// message is the check's message with its figures set in.
func (m *computation) message(c *ownCheck, p int) string {
	text := c.rec.Message.Value
	if text == "" {
		text = c.rec.Title.Value
	}
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "{{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}}")
		d := m.set.c.find(c.scope, strings.TrimSpace(name))
		if !closed || d == nil {
			b.WriteString("{{")
			text = rest
			continue
		}
		f := m.figure(d, p)
		b.WriteString(f.Shown())
		if f.OK() && f.Kind() != "ratio" {
			b.WriteString(f.Unit)
		}
		text = after
	}
}
