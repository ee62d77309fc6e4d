package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Set is all figures of one report and its projects. It is immutable.
type Set struct {
	ID       string // key of the report: 2023/zhengxie
	c        *Catalogue
	env      *env
	ids      []string // of the projects
	report   []*Figure
	projects [][]*Figure // by project, then metric
	stated   []*Figure
	sorted   []*Figure
}

// inputKeys are the metrics that departments give themselves.
func inputKeys(s scope) []string {
	if s == ofProject {
		return []string{"budget", "spent"}
	}
	return []string{"budget", "spent", "project_budget", "project_spent"}
}

func isInput(s scope, key string) bool { return slices.Contains(inputKeys(s), key) }

func reportInput(f *record.Funds, key string) *source.Amount {
	switch key {
	case "budget":
		return &f.Budget
	case "spent":
		return &f.Spent
	case "project_budget":
		return &f.ProjectBudget
	case "project_spent":
		return &f.ProjectSpent
	}
	return nil
}

func projectInput(f *record.ProjectFunds, key string) *source.Amount {
	switch key {
	case "budget":
		return &f.Budget
	case "spent":
		return &f.Spent
	}
	return nil
}

// Compute computes every figure of the report and its projects. The findings are
// faults of the profile that only these values bring to light.
func Compute(r *record.Report, c *Catalogue) (*Set, []source.Finding) {
	m := newComputation(r, c)
	for _, d := range c.order {
		if d.scope == ofReport {
			m.figure(m.set.report[d.i], d, -1, reportInput(&r.Funds, d.key))
			continue
		}
		for i, p := range r.Projects {
			m.figure(m.set.projects[i][d.i], d, i, projectInput(&p.Funds, d.key))
		}
	}
	m.stated()
	m.set.sort()
	return m.set, m.findings
}

type computation struct {
	r        *record.Report
	set      *Set
	env      *env
	unit     money.Unit
	findings []source.Finding
}

func newComputation(r *record.Report, c *Catalogue) *computation {
	n := len(r.Projects)
	e := &env{c: c, basis: strings.TrimSpace(r.Funds.Basis.Value), names: make([]string, n),
		report: make([]result, len(c.report)), projects: make([][]result, len(c.project))}
	s := &Set{ID: r.Key(), c: c, env: e, ids: make([]string, n),
		report: make([]*Figure, len(c.report)), projects: make([][]*Figure, n)}
	results := make([]result, n*len(c.project))
	for i := range e.projects {
		e.projects[i], results = results[:n:n], results[n:]
	}
	slab := make([]Figure, len(c.report)+n*len(c.project))
	take := func(d *def, prefix, project string) *Figure {
		f := &slab[0]
		slab = slab[1:]
		*f = Figure{Key: prefix + d.key, Metric: d.key, Project: project, Label: d.label, Unit: d.unit,
			Digits: d.digits, Rounding: c.mode, Note: d.note, kind: d.kind}
		return f
	}
	m := &computation{r: r, set: s, env: e, unit: reportUnit(r)}
	for i, d := range c.report {
		s.report[i] = take(d, s.ID+"/", "")
		s.report[i].Label = e.label(ref{toReport, i})
	}
	for i, p := range r.Projects {
		s.ids[i], e.names[i] = p.ID, p.Name.Value
		if e.names[i] == "" {
			e.names[i] = p.ID
		}
		s.projects[i] = make([]*Figure, len(c.project))
		prefix := s.ID + "/projects/" + p.ID + "/"
		for j, d := range c.project {
			s.projects[i][j] = take(d, prefix, p.ID)
		}
	}
	return m
}

// reportUnit is the unit of money in which the report publishes.
func reportUnit(r *record.Report) money.Unit {
	for _, name := range []string{r.Unit.Value, r.Default.Unit} {
		if u, ok := money.UnitNamed(name); ok {
			return u
		}
	}
	return money.WanYuan
}

// figure gives f its value and origin: from the input where there is one, else by
// the formula. p is the index of the project, −1 for the report.
func (m *computation) figure(f *Figure, d *def, p int, input *source.Amount) {
	if d.kind == "amount" && f.Unit == "" {
		f.Unit = m.unit.Name
	}
	var out result
	switch {
	case input != nil && input.Set:
		f.Value, f.Origin = Amount{input.Value}, Input{input.Place}
		out.n = input.Value.Number()
	case d.root != nil && !d.faulty:
		out = m.env.num(d.root, p)
		f.Origin = m.origin(d, p)
		out = m.value(f, d, out)
	case d.faulty:
		out = broken("规则里这个指标的公式有误，无法计算")
		f.Value, f.Origin = Undefined{out.bad.why}, Computed{Formula: d.formula.Value, Place: d.place(), Basis: d.basis}
	default:
		out = result{bad: &problem{missing: []string{f.Label}}}
		f.Value, f.Origin = Absent{"没有填报“" + f.Label + "”"}, Input{source.Place{File: m.file(p)}}
	}
	if p < 0 {
		m.env.report[d.i] = out
	} else {
		m.env.projects[d.i][p] = out
	}
}

func (m *computation) file(p int) string {
	if p < 0 {
		return m.r.File
	}
	return m.r.Projects[p].File
}

func (d *def) place() source.Place {
	if d.formula.Set || d.formula.Value != "" {
		return d.formula.Place
	}
	return d.keyAt
}

// origin lists the figures that the formula names.
func (m *computation) origin(d *def, p int) Computed {
	o := Computed{Formula: d.formula.Value, Place: d.formula.Place, Basis: d.basis, Inputs: make([]*Figure, 0, len(d.uses))}
	for _, u := range d.uses {
		switch u.ref.to {
		case toReport:
			o.Inputs = append(o.Inputs, m.set.report[u.ref.i])
		case toProject:
			o.Inputs = append(o.Inputs, m.set.projects[p][u.ref.i])
		case toEach:
			for _, figures := range m.set.projects {
				if f := figures[u.ref.i]; !slices.Contains(o.Inputs, f) {
					o.Inputs = append(o.Inputs, f)
				}
			}
		case toProjects:
			for i, p := range m.r.Projects {
				at := p.Name.Place
				if at.File == "" {
					at.File = p.File
				}
				o.Counted = append(o.Counted, Counted{p.ID, m.env.names[i], at})
			}
		}
	}
	return o
}

// value turns a result into the value that the metric's kind asks for.
func (m *computation) value(f *Figure, d *def, out result) result {
	if out.bad != nil {
		f.Value = Undefined{out.bad.String()}
		return out
	}
	switch d.kind {
	case "ratio":
		f.Value = Ratio{out.n}
	case "score":
		f.Value = Score{out.n}
	case "quantity":
		f.Value = Quantity{out.n}
	case "count":
		if !out.n.IsInt() {
			return m.misfit(f, d, "算出来的个数不是整数", "请检查公式，或把 kind 写成 quantity")
		}
		f.Value = Count{out.n}
	case "amount":
		if !out.n.IsInt() {
			return m.misfit(f, d, "算出来的金额不是整数分", "金额最多精确到分：请在公式里用 round( ) 取整到分")
		}
		a, err := money.FromUnit(out.n, money.Unit{Name: "分", Fen: 1})
		if err != nil {
			return m.misfit(f, d, "算出来的金额太大", "请检查公式")
		}
		f.Value = Amount{a}
	}
	return out
}

// misfit reports a value that its kind cannot hold. It is a fault of the profile.
func (m *computation) misfit(f *Figure, d *def, message, hint string) result {
	m.findings = append(m.findings, source.Finding{
		Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken, Place: d.formula.Place, Key: f.Key,
		Message: "指标“" + d.key + "”用于 " + f.Key + " 时，" + message, Hint: hint,
	})
	out := broken(message)
	f.Value = Undefined{message}
	return out
}
