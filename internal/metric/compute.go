package metric

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Set is all figures of one report and its projects. It is immutable.
type Set struct {
	ID      string // key of the report: 2023/zhengxie
	c       *Catalogue
	env     *env
	ids     []string  // of the projects
	records []figures // of the report, and behind it of its projects
	sorted  []*Figure
	own     []OwnResult
}

// figures are those of one record.
type figures struct {
	prefix     string    // of their keys
	metrics    []*Figure // by the index of the metric; nil where nothing was given
	stated     []*Figure // what was printed about metrics
	rows       []*Figure // of indicators, fund sources …, and what was printed about them
	items      []*Figure
	labelled   []*Figure // rows that prose may name by their labels: items and printed figures
	indicators []Indicator
}

// Compute computes every figure of the report and its projects. The findings are
// faults of the profile that only these values bring to light, and of formulas in
// the record itself.
func (ctx Context) Compute(r *record.Report, c *Catalogue) (*Set, []source.Finding) {
	m := newComputation(ctx, r, c)
	for p := range m.records() {
		m.said[p+1] = m.statements(p)
		m.listed(p)
	}
	for _, d := range c.order {
		if d.scope == ofReport {
			m.metric(d, -1)
			continue
		}
		for p := range r.Projects {
			m.metric(d, p)
		}
	}
	for p := range m.records() {
		m.scores(p)
		m.stated(p)
	}
	m.grades()
	for p := range m.records() {
		m.printed(p)
	}
	m.ownChecks()
	m.set.sort()
	return m.set, m.findings
}

type computation struct {
	ctx      Context
	r        *record.Report
	set      *Set
	env      *env
	before   Earlier
	unit     money.Unit
	values   []reflect.Value // of the records
	done     []bool          // whose scores are there
	scored   []bool          // that have scores
	said     [][]statement   // what they printed about their metrics
	slab     []Figure
	key      []byte // room to write a key in
	findings []source.Finding
}

// records runs over the report, −1, and its projects.
func (m *computation) records() func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for p := -1; p < len(m.r.Projects); p++ {
			if !yield(p) {
				return
			}
		}
	}
}

func newComputation(ctx Context, r *record.Report, c *Catalogue) *computation {
	n := len(r.Projects)
	e := &env{c: c, basis: strings.TrimSpace(r.Funds.Basis.Value), names: make([]string, n),
		report: make([]result, len(c.report)), project: make([][]result, len(c.project)), records: make([]inputs, n+1)}
	s := &Set{ID: r.Key(), c: c, env: e, ids: make([]string, n), records: make([]figures, n+1)}
	results := make([]result, n*len(c.project))
	for i := range e.project {
		e.project[i], results = results[:n:n], results[n:]
	}
	m := &computation{ctx: ctx, r: r, set: s, env: e, before: ctx.previous(), unit: reportUnit(r),
		values: make([]reflect.Value, n+1), done: make([]bool, n+1), scored: make([]bool, n+1), said: make([][]statement, n+1)}
	e.last = m.last
	m.values[0] = reflect.ValueOf(r).Elem()
	s.records[0] = figures{prefix: s.ID + "/", metrics: make([]*Figure, len(c.report))}
	own := c.scoring.with(&r.Scores)
	e.records[0] = inputs{scoring: own, outOf: outOf(&r.Scores, own)}
	m.scored[0] = hasScores(r.Indicators, &r.Scores)
	for i, p := range r.Projects {
		s.ids[i], e.names[i] = p.ID, p.Name.Value
		if e.names[i] == "" {
			e.names[i] = p.ID
		}
		m.values[i+1] = reflect.ValueOf(p).Elem()
		s.records[i+1] = figures{prefix: s.ID + "/projects/" + p.ID + "/", metrics: make([]*Figure, len(c.project))}
		scoring := m.rulesOf(p).with(&p.Scores)
		e.records[i+1] = inputs{scoring: scoring, outOf: outOf(&p.Scores, scoring), evaluated: evaluated(p)}
		m.scored[i+1] = hasScores(p.Indicators, &p.Scores) || p.Stated.ExecutionScore.Set || p.Stated.TotalScore.Set
	}
	return m
}

// rulesOf are the rules for the scores of a project: those of its own profile,
// else the report's.
func (m *computation) rulesOf(p *record.Project) *scoring {
	if p.Rules != nil && p.Rules != m.set.c.profile && m.ctx.Catalogue != nil {
		if c := m.ctx.Catalogue(p.Rules); c != nil {
			return c.scoring
		}
	}
	return m.set.c.scoring
}

// with are the rules as a form changes them: its own weight of the execution, its
// own grades.
func (s *scoring) with(form *record.Scores) *scoring {
	if !form.ExecutionWeight.Set && len(form.Scale) == 0 {
		return s
	}
	out := *s
	if w := form.ExecutionWeight; w.Set {
		out.execution.weight, out.execution.part = w.Value.Number, w.Value.Number.Sign() > 0
	}
	if len(form.Scale) > 0 {
		out.grades = nil
		for i := range form.Scale {
			g := &form.Scale[i]
			out.grades = append(out.grades, band{name: g.Name.Value, names: []string{g.Name.Value}, from: g.From.Value.Number, hasFrom: g.From.Set, place: g.Place})
		}
	}
	return &out
}

func outOf(s *record.Scores, rules *scoring) money.Number {
	if s.OutOf.Set && s.OutOf.Value.Number.Sign() > 0 {
		return s.OutOf.Value.Number
	}
	return rules.total
}

// hasScores reports whether a form gives points at all.
func hasScores(rows []record.Indicator, s *record.Scores) bool {
	if s.Execution.Set || s.Total.Set {
		return true
	}
	return slices.ContainsFunc(rows, func(i record.Indicator) bool { return i.Weight.Set || i.Score.Set })
}

// evaluated reports whether a project took part: it says what it spent or what it
// scored, and does not say that it did not.
func evaluated(p *record.Project) bool {
	if p.Evaluated.Set {
		return p.Evaluated.Value
	}
	return p.Funds.Spent.Set || hasScores(p.Indicators, &p.Scores)
}

func scopeOf(p int) scope {
	if p < 0 {
		return ofReport
	}
	return ofProject
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

// result is where the result of a metric is kept.
func (e *env) result(d *def, p int) *result {
	if d.scope == ofReport {
		return &e.report[d.i]
	}
	return &e.project[d.i][p]
}

// metric computes one metric of the report or of a project, and its figure unless
// nothing was given for it.
func (m *computation) metric(d *def, p int) {
	if d.scores {
		m.scores(p)
	}
	out := m.env.result(d, p)
	*out = m.evaluate(d, p)
	if out.gone {
		if said, ok := m.adopt(d, p); ok {
			*out = said
			f := m.figure(d, p)
			f.Value, f.Origin, f.def, f.adopted = valueOf(d.kind, said), Input{m.statedOf(p, d).place()}, nil, true
			return
		}
	}
	if !out.gone {
		m.figure(d, p)
	}
}

func (m *computation) evaluate(d *def, p int) result {
	switch {
	case d.scored && !m.scored[p+1] && !(p < 0 && slices.Contains(m.scored, true)):
		return result{bad: d.lacking, gone: true}
	case d.faulty:
		return broken("规则里这个指标的公式有误，无法计算")
	}
	if d.field != nil {
		if n, _, given := d.field.read(m.values[p+1]); given {
			if d.kind == "ratio" {
				n = hundredth(n)
			}
			return result{n: n}
		}
	}
	if d.root == nil || d.field != nil && d.formulaOptional && m.nothing(d, p) {
		bad := d.lacking
		if d.scope == ofReport {
			if l := m.env.label(ref{toReport, d.i}, p); l != d.label {
				bad = &problem{missing: []string{l}}
			}
		}
		return result{bad: bad, gone: !d.core, none: true}
	}
	if d.optional && m.nothing(d, p) {
		return result{bad: d.lacking, gone: true}
	}
	return m.fits(d, p, m.env.num(d.root, p))
}

// nothing reports whether none of the optional inputs of a formula was given, or
// of one that asks for all of them, not all.
func (m *computation) nothing(d *def, p int) bool {
	rules := m.env.records[p+1].scoring
	if d.executes && !rules.execution.part || d.kind == kindGrade && len(rules.grades) == 0 {
		return true
	}
	optional := false
	for _, u := range d.uses {
		if !m.set.c.mayLack(u.ref) {
			continue
		}
		optional = true
		there := false
		switch {
		case u.ref.to == toList:
			there = m.env.records[p+1].columns[u.ref.i].there
		case u.ref.many():
			there = slices.ContainsFunc(m.env.project[u.ref.i], func(r result) bool { return !r.gone })
		default:
			there = !m.env.look(u.ref, p).gone
		}
		if there != d.complete {
			return d.complete
		}
	}
	return optional && !d.complete
}

// mayLack reports whether a reference can lead to something that was not given.
func (c *Catalogue) mayLack(r ref) bool {
	if r.to == toList || r.to == toLast {
		return true
	}
	t := c.target(r)
	return t != nil && t.optional
}

// fits checks a result against the kind of its metric.
func (m *computation) fits(d *def, p int, out result) result {
	if out.bad != nil {
		return out
	}
	switch d.kind {
	case "count":
		if !out.n.IsInt() {
			return m.misfit(d, p, "算出来的个数不是整数", "请检查公式，或把 kind 写成 quantity")
		}
	case "amount":
		if !out.n.IsInt() {
			return m.misfit(d, p, "算出来的金额不是整数分", "金额最多精确到分：请在公式里用 round( ) 取整到分")
		}
		if _, err := money.FromUnit(out.n, fen()); err != nil {
			return m.misfit(d, p, "算出来的金额太大", "请检查公式")
		}
	}
	return out
}

func fen() money.Unit { return money.Unit{Name: "分", Fen: 1} }

// misfit reports a value that its kind cannot hold. It is a fault of the formula.
func (m *computation) misfit(d *def, p int, message, hint string) result {
	key := m.set.records[p+1].prefix + d.key
	m.findings = append(m.findings, source.Finding{
		Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken, Place: d.formula.Place, Key: key,
		Message: "指标“" + d.key + "”用于 " + key + " 时，" + message, Hint: hint,
	})
	return broken(message)
}

// last is the result of a metric in the year before.
func (m *computation) last(d *def, p int) result {
	f := m.lastFigure(d, p)
	if f == nil {
		return result{bad: &problem{why: "没有上一年公布的“" + d.label + "”，无法比较"}, gone: true}
	}
	n, _ := f.Exact()
	return result{n: n}
}

// lastFigure is that figure, nil where the year before has no such number.
func (m *computation) lastFigure(d *def, p int) *Figure {
	if m.before == nil {
		return nil
	}
	var f *Figure
	if p < 0 {
		f = m.before.Report(d.key)
	} else {
		f = m.before.Project(m.set.ids[p], d.key)
	}
	if f == nil || f.Kind() != d.kind {
		return nil
	}
	if _, ok := f.Exact(); !ok {
		return nil
	}
	return f
}

// take makes a figure of record p; all fields that do not depend on its value are
// set.
func (m *computation) take(p int, metric, label string) *Figure {
	prefix := m.set.records[p+1].prefix
	return m.keyed(p, prefix+metric, len(prefix), label)
}

func (m *computation) keyed(p int, key string, prefix int, label string) *Figure {
	if len(m.slab) == 0 {
		m.slab = make([]Figure, 64)
	}
	f := &m.slab[0]
	m.slab = m.slab[1:]
	f.Key, f.Metric = key, key[prefix:]
	if p >= 0 {
		f.Project = m.set.ids[p]
	}
	f.Label, f.Rounding = label, m.set.c.mode
	return f
}

func itoa(n int) string { return strconv.Itoa(n) }

// nth is what the keys of the n-th element of a list begin with.
func nth(list string, n int) string { return list + "/" + strconv.Itoa(n) + "/" }

// row makes and keeps a figure of an element of a list of record p.
func (m *computation) row(p int, element, field, label string) *Figure {
	rec := &m.set.records[p+1]
	m.key = append(append(append(m.key[:0], rec.prefix...), element...), field...)
	f := m.keyed(p, string(m.key), len(rec.prefix), label)
	rec.rows = append(rec.rows, f)
	return f
}
