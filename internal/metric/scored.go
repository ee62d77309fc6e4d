package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// scores makes the scores of a record's indicators by the rules, sets what was
// stated beside them, and fills the columns that totals add up.
func (m *computation) scores(p int) {
	if m.done[p+1] || !m.scored[p+1] {
		return
	}
	m.done[p+1] = true
	rules := m.env.records[p+1].scoring
	list := m.set.records[p+1].indicators
	any := false
	for i := range list {
		any = any || list[i].Applies() && (list[i].Record.Weight.Set || list[i].Record.Score.Set)
	}
	if !any {
		return // a total alone is stated; nothing adds up to it
	}
	m.columns(p, list)
	spent, budget := m.execution(p)
	if rules.execution.part {
		m.executionRow(p, rules)
	}
	for i := range list {
		x := &list[i]
		if !x.Applies() || !x.Record.Weight.Set && !x.Record.Score.Set {
			continue
		}
		x.entry.spent, x.entry.budget = spent, budget
		m.score(p, x, rules)
	}
	m.deductions(p, rules)
	m.formColumns(p, rules)
	m.dimensions(p, rules)
}

// columns opens the columns of scores: those of the self-evaluation, and of others
// who scored.
func (m *computation) columns(p int, list []Indicator) {
	cols := &m.env.records[p+1].columns
	open := [colWeight + 1]bool{colSelf: true, colWeight: true}
	for i := range list {
		x := &list[i]
		open[colReviewed] = open[colReviewed] || x.Reviewed != nil
		open[colFinance] = open[colFinance] || x.Finance != nil
		open[colThird] = open[colThird] || x.ThirdParty != nil
	}
	for c := range open {
		if cols[c].there = open[c]; open[c] {
			cols[c].room(len(list) + 1)
		}
	}
}

// execution is what a record spent and what it had.
func (m *computation) execution(p int) (spent, budget result) {
	look := func(key string) result {
		if d := m.set.c.find(scopeOf(p), key); d != nil {
			return *m.env.result(d, p)
		}
		return result{bad: &problem{missing: []string{key}}, none: true}
	}
	return look("spent"), look("budget")
}

// executionRow puts the score of the execution into the columns: as it was
// stated, else as it is computed.
func (m *computation) executionRow(p int, rules *scoring) {
	d := m.set.c.find(scopeOf(p), "execution_score")
	if d == nil {
		return
	}
	f := m.figure(d, p)
	r := *m.env.result(d, p)
	r.n = r.n.Round(d.digits, rules.mode)
	if st := m.statedOf(p, d); st != nil {
		f = m.statedFigure(p, d, st)
		if n, ok := f.Exact(); ok {
			r = result{n: n}
		}
	}
	cols := &m.env.records[p+1].columns
	for _, col := range []int{colSelf, colReviewed, colFinance, colThird} {
		if cols[col].there {
			cols[col].add(r, f, d.label)
		}
	}
	cols[colWeight].add(result{n: rules.execution.weight}, nil, d.label)
}

// score makes the score of one indicator.
func (m *computation) score(p int, x *Indicator, rules *scoring) {
	name := x.Record.Name.Value
	f := m.row(p, x.at, "score", "得分")
	f.Row, f.Unit, f.Digits, f.kind = name, "分", rules.decimals, "score"
	x.Score = f
	if x.Weight == nil {
		x.outcome = undecided("没有填报分值，不能计分")
	} else {
		x.outcome = rules.score(&x.entry)
	}
	m.explain(f, x, p, rules)
	cols := &m.env.records[p+1].columns
	if s := &x.Record.Score; s.Set {
		x.Self = m.row(p, x.at, "score"+statedSuffix, "自评得分")
		x.Self.Row, x.Self.Unit, x.Self.Digits, x.Self.kind = name, "分", s.Value.Scale, "score"
		x.Self.Value = Score{s.Value.Number}
		x.Self.Origin = Stated{Place: s.Place, Of: f, Text: s.Literal, Scale: s.Value.Scale}
		cols[colSelf].add(result{n: s.Value.Number}, x.Self, name)
	} else {
		cols[colSelf].add(result{bad: x.outcome.bad, n: x.outcome.score.Round(rules.decimals, rules.mode)}, f, name)
	}
	m.column(&cols[colWeight], x.Weight, name, "分值")
	m.column(&cols[colReviewed], x.Reviewed, name, "复核得分")
	m.column(&cols[colFinance], x.Finance, name, "财政审核得分")
	m.column(&cols[colThird], x.ThirdParty, name, "第三方得分")
}

// column adds a figure to a column of scores, in which others may have been scored.
func (m *computation) column(c *rows, f *Figure, name, label string) {
	switch {
	case !c.there:
	case f == nil:
		c.add(result{bad: &problem{missing: []string{label}}, none: true}, nil, name)
	default:
		n, _ := f.Exact()
		c.add(result{n: n}, f, name)
	}
}

// explain gives a score its value and its origin.
func (m *computation) explain(f *Figure, x *Indicator, p int, rules *scoring) {
	o := &x.outcome
	h := &how{way: o.way, number: o.number, band: o.band, rule: o.rule, deduct: o.deduct, weight: x.Weight, target: x.Target, actual: x.Actual,
		whole: x.entry.weight}
	c := Computed{Formula: h.formula(), Place: rules.placeOf(o), Basis: rules.basis}
	if o.rule != nil && o.rule.basis != "" {
		c.Basis = o.rule.basis
	}
	c.Inputs = make([]*Figure, 0, 3)
	for _, in := range [...]*Figure{x.Weight, x.Actual, x.Target} {
		if in != nil {
			c.Inputs = append(c.Inputs, in)
		}
	}
	if rules.isExecution(x.Record) {
		for _, key := range []string{"spent", "budget"} {
			if d := m.set.c.find(scopeOf(p), key); d != nil {
				h.parts = append(h.parts, m.figure(d, p))
			}
		}
		c.Inputs = append([]*Figure{}, h.parts...)
		if x.Weight != nil {
			c.Inputs = append(c.Inputs, x.Weight)
		}
	}
	f.how, f.Origin = h, c
	switch {
	case o.bad != nil:
		f.Value = Undefined{o.bad.String()}
	case o.way == wayMissing:
		f.Value, f.Note = Score{o.score}, "没有填报实际完成值，按0分计"
	default:
		f.Value = Score{o.score}
	}
}

// deductions applies the fixed deductions, each application a figure of its own.
func (m *computation) deductions(p int, rules *scoring) {
	if len(rules.deduct) == 0 {
		return
	}
	col := &m.env.records[p+1].columns[colPoints]
	col.there = true
	for i := range rules.deduct {
		d := &rules.deduct[i]
		var taken money.Number
		for _, hit := range m.deducted(p, d, rules) {
			points := d.points
			if d.limited && taken.Add(points).Cmp(d.most) > 0 {
				points = d.most.Sub(taken)
			}
			if points.Sign() <= 0 {
				break
			}
			taken = taken.Add(points)
			f := m.row(p, nth("deductions", len(col.values)+1), "points", d.title)
			f.Row, f.Unit, f.Digits, f.kind = hit.row, "分", rules.decimals, "score"
			f.Value = Score{points}
			f.how = &how{way: wayDeduction, number: points, words: d.title}
			f.Origin = Computed{Formula: d.when, Place: d.place, Basis: rules.basis, Inputs: hit.inputs}
			name := d.title
			if hit.row != "" {
				name = hit.row
			}
			col.add(result{n: points}, f, name)
		}
	}
}

// application is one application of a deduction.
type application struct {
	row    string
	inputs []*Figure
}

func (m *computation) deducted(p int, d *deduction, rules *scoring) []application {
	var out []application
	switch d.when {
	case "formula":
		if d.root[scopeOf(p)] == nil {
			return nil
		}
		if rules.c != m.set.c { // its formula names the metrics of another catalogue
			m.findings = append(m.findings, source.Finding{Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken, Place: d.place,
				Key: m.set.records[p+1].prefix + "total_score", Message: "扣分项“" + d.title + "”用公式判断，不能用于只有项目自己采用的规则集",
				Hint: "让整份报告采用这个规则集，或者把扣分写在指标的 deduction 里"})
			return nil
		}
		if yes, bad := m.env.truth(d.root[scopeOf(p)], p); yes && bad == nil {
			o := m.origin(&def{scope: scopeOf(p), uses: d.uses[scopeOf(p)]}, p)
			out = append(out, application{inputs: o.Inputs})
		}
	case "late":
		if m.late(d) {
			out = append(out, application{inputs: []*Figure{}})
		}
	default:
		list := m.set.records[p+1].indicators
		for i := range list {
			x := &list[i]
			if x.Score == nil || !m.applied(d, x, rules) {
				continue
			}
			a := application{row: x.Record.Name.Value, inputs: []*Figure{}}
			for _, f := range []*Figure{x.Actual, x.Target} {
				if f != nil {
					a.inputs = append(a.inputs, f)
				}
			}
			out = append(out, a)
		}
	}
	return out
}

func (m *computation) applied(d *deduction, x *Indicator, rules *scoring) bool {
	if d.when == "no_evidence" {
		return x.Record.Evidence.Value == ""
	}
	a, ok := rules.achievement(&x.entry)
	if op := rules.opOf(&x.entry); op == record.AtMost || op == record.Under {
		return false // less than the most allowed is no fault of the target
	}
	return ok && a.Cmp(d.above) >= 0
}

// late reports whether the report was signed, or else made, after the day by
// which it was due in the year behind its own.
func (m *computation) late(d *deduction) bool {
	on := m.r.SignOff.Approved.Date
	if !on.Set {
		on = m.r.Disclosure.Made
	}
	if !on.Set {
		return false
	}
	due := m.r.Year + 1
	return on.Year*10000+on.Month*100+on.Day > due*10000+d.month*100+d.day
}
