package record

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"mingbai/internal/source"
)

// extend completes profiles that extend others, whatever order they come in:
// afterwards each holds all of its rules. exists reports whether there is a file,
// also one that could not be parsed.
//
// A field that says nothing takes the other profile's value. Lists are taken
// whole, but for metrics (by scope and key), checks and forms (by id), which are
// replaced one by one, a metric field by field, and the rules of single
// indicators, which come before the other profile's. What clear names is not
// taken at all.
func extend(profiles map[string]*Profile, exists func(path string) bool) []source.Finding {
	e := extender{profiles: profiles, exists: exists, done: map[*Profile]bool{}}
	for _, id := range slices.Sorted(maps.Keys(profiles)) {
		e.visit(profiles[id], nil)
	}
	return e.faults
}

type extender struct {
	profiles map[string]*Profile
	exists   func(string) bool
	done     map[*Profile]bool
	faults   []source.Finding
}

func (e *extender) visit(p *Profile, path []*Profile) {
	if e.done[p] {
		return
	}
	p.Files = []string{p.File}
	id := p.Extends.Value
	if id == "" {
		e.done[p] = true
		return
	}
	base := e.profiles[id]
	p.Lost = base == nil
	switch {
	case base == nil && !e.exists("rules/"+id+".toml"):
		e.faults = append(e.faults, missing(p.Extends.Place, "规则集", "rules", id, slices.Sorted(maps.Keys(e.profiles))))
	case base == p || slices.Contains(path, base) && base != nil:
		e.faults = append(e.faults, fault(source.RuleWrongType, p.Extends.Place, "规则集绕成了一圈：“"+p.ID+"”沿用“"+id+"”，“"+id+"”又沿用它", "只能一个接一个地沿用，删去其中一个 extends"))
	case base != nil:
		e.visit(base, append(path, p))
		p.Lost = base.Lost
		e.omitted(p, base)
		p.inherit(base)
		if n := len(p.Metrics); n > source.MaxItems {
			e.faults = append(e.faults, fault(source.RuleUnsafePath, p.Extends.Place, fmt.Sprintf("连同沿用的，规则集有%d个指标，最多%d个，后面的没有读", n, source.MaxItems), "用 omit 去掉用不着的指标"))
			p.Metrics = p.Metrics[:source.MaxItems]
		}
	}
	e.done[p] = true
}

// omitted reports metrics that a profile does without though there is none.
func (e *extender) omitted(p, base *Profile) {
	var known []string
	for i := range base.Metrics {
		known = append(known, base.Metrics[i].name())
	}
	for _, c := range p.Clear {
		if c.Set && !fieldNamed(reflect.ValueOf(base).Elem(), c.Value).IsValid() {
			e.faults = append(e.faults, fault(source.RuleUnknownKey, c.Place, "规则集没有“"+c.Value+"”这一部分", "写规则集里的键名，例如 dimension"))
		}
	}
	for _, o := range p.Omit {
		if o.Set && !slices.Contains(known, o.Value) {
			e.faults = append(e.faults, fault(source.RuleUnknownKey, o.Place, "沿用的规则里没有指标“"+o.Value+"”", source.DidYouMean(o.Value, known)))
		}
	}
}

// inherit fills what p does not say from base, which is complete.
func (p *Profile) inherit(base *Profile) {
	p.Files = append(p.Files, base.Files...)
	rules := append(slices.Clone(p.ScoreRules), base.ScoreRules...)
	metrics := mergeBy(base.Metrics, p.Metrics, (*Metric).name, func(m, of *Metric) {
		fill(reflect.ValueOf(m).Elem(), reflect.ValueOf(of).Elem())
	})
	forms := mergeBy(base.Forms, p.Forms, func(f *Form) string { return f.ID.Value }, nil)
	checks := mergeBy(base.Checks, p.Checks, func(c *OwnCheck) string { return c.ID.Value }, nil)
	severity := maps.Clone(base.Severity)
	if severity == nil {
		severity = map[string]source.String{}
	}
	maps.Copy(severity, p.Severity)
	extends, omit, clear := p.Extends, p.Omit, p.Clear
	whole := *base
	for _, c := range clear {
		if f := fieldNamed(reflect.ValueOf(&whole).Elem(), c.Value); f.IsValid() {
			f.SetZero()
		}
	}
	fill(reflect.ValueOf(p).Elem(), reflect.ValueOf(&whole).Elem())
	p.Extends, p.Omit, p.Clear = extends, omit, clear
	p.Metrics, p.Severity = metrics, severity
	if whole.ScoreRules != nil || base.ScoreRules == nil {
		p.ScoreRules = rules
	}
	if whole.Forms != nil || base.Forms == nil {
		p.Forms = forms
	}
	if whole.Checks != nil || base.Checks == nil {
		p.Checks = checks
	}
	p.Metrics = slices.DeleteFunc(p.Metrics, func(m Metric) bool {
		return slices.ContainsFunc(omit, func(o source.String) bool { return o.Value == m.name() && m.Key.Place.File != p.File })
	})
}

// fieldNamed is the field with that key in the file, or none. Those that make a
// profile what it is have no other profile's value anyhow.
func fieldNamed(v reflect.Value, key string) reflect.Value {
	for i := range v.NumField() {
		if tag := v.Type().Field(i).Tag.Get("toml"); tag == key && tag != "-" && tag != "" {
			return v.Field(i)
		}
	}
	return reflect.Value{}
}

// name is how a profile speaks of a metric: KEY, or projects.KEY.
func (m *Metric) name() string {
	if m.Scope.Value == "project" {
		return "projects." + m.Key.Value
	}
	return m.Key.Value
}

// mergeBy puts own elements in the place of those of base that have their name,
// and the others behind. complete fills what an element does not say from the one
// that it replaces; nil: it replaces it whole.
func mergeBy[T any](base, own []T, name func(*T) string, complete func(t, of *T)) []T {
	out := slices.Clone(base)
	for i := range own {
		n := name(&own[i])
		at := slices.IndexFunc(out, func(t T) bool { return name(&t) == n })
		if at < 0 || at >= len(base) || n == "" {
			out = append(out, own[i])
			continue
		}
		merged := own[i]
		if complete != nil {
			complete(&merged, &base[at])
		}
		out[at] = merged
	}
	return out
}

// fill copies to v the fields of base that v does not set, structs field by field.
func fill(v, base reflect.Value) {
	t := v.Type()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("toml"); tag == "" || tag == "-" || tag == "@" {
			continue
		}
		f, b := v.Field(i), base.Field(i)
		switch f.Kind() {
		case reflect.Slice, reflect.Map:
			if f.Len() == 0 {
				f.Set(b)
			}
		case reflect.Struct:
			set := f.FieldByName("Set")
			switch {
			case !set.IsValid():
				fill(f, b)
			case !set.Bool():
				f.Set(b)
			}
		}
	}
}
