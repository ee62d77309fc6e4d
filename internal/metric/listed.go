package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// listed makes the figures of a record's lists: fund sources, adjustments, parts,
// subordinate units, states during the year, items. What is not given has none.
func (m *computation) listed(p int) {
	if p < 0 {
		m.approved(p, m.r.Approved)
		m.sources(p, m.r.Funds.Sources)
		m.adjustments(p, m.r.Funds.Adjustments)
		m.subUnits()
		m.items(p, m.r.Items)
		m.indicators(p, m.r.Indicators)
		return
	}
	q := m.r.Projects[p]
	m.approved(p, q.Approved)
	m.sources(p, q.Funds.Sources)
	m.adjustments(p, q.Funds.Adjustments)
	m.parts(p, q.Parts)
	m.monitoring(p, q.Monitoring)
	m.items(p, q.Items)
	m.indicators(p, q.Indicators)
}

// money makes the figure of a sum in a list, and puts it in a column.
func (m *computation) money(p int, a *source.Amount, element, field, label, name string, col int) *Figure {
	var f *Figure
	if a.Set {
		f = m.row(p, element, field, label)
		f.Row, f.Unit, f.Digits, f.kind = name, m.unit.Name, 2, "amount"
		f.Value, f.Origin = Amount{a.Value}, Input{a.Place}
	}
	if col >= 0 {
		r := result{bad: &problem{missing: []string{label}}, none: true}
		if f != nil {
			r = result{n: a.Value.Number()}
		}
		m.env.records[p+1].columns[col].add(r, f, name)
	}
	return f
}

// quotient makes the figure of a ratio of two figures of a list, where both are
// given or the ratio was printed, and sets beside it what was printed.
func (m *computation) quotient(p int, element, field, label, name string, part, whole *Figure, printed *source.Stated) {
	if (part == nil || whole == nil) && (printed == nil || !printed.Set) {
		return
	}
	f := m.row(p, element, field, label)
	f.Row, f.Unit, f.Digits, f.kind = name, "%", m.rateDigits(), "ratio"
	f.how = &how{way: wayQuotient}
	for _, in := range []*Figure{part, whole} {
		if in != nil {
			f.how.parts = append(f.how.parts, in)
		}
	}
	f.Origin = Computed{Formula: "spent / budget", Place: source.Place{File: m.set.c.profile.File}, Inputs: f.how.inputs()}
	if part == nil || whole == nil {
		f.Value = Undefined{"没有填报这一行的预算数或支出数，无法计算"}
	} else {
		a, _ := part.Exact()
		b, _ := whole.Exact()
		f.Value = Undefined{"除数“" + whole.Label + "”为零，无法计算"}
		if q, ok := a.Quo(b); ok {
			f.Value = Ratio{q}
		}
	}
	m.beside(p, f, printed)
}

// beside sets beside a figure of a row what was printed about it.
func (m *computation) beside(p int, f *Figure, printed *source.Stated) {
	if printed == nil || !printed.Set {
		return
	}
	st := m.row(p, f.Metric, statedSuffix, f.Label+"（原文）")
	st.Row = f.Row
	st.Origin = Stated{Place: printed.Place, Of: f, Text: printed.Text, Scale: printed.Value.Scale}
	st.Value, st.Unit = m.statedValue(printed, &def{kind: f.kind, unit: f.Unit})
	if _, isText := st.Value.(Text); !isText {
		st.Digits = printed.Value.Scale
	}
	st.kind = st.Kind()
}

func (m *computation) rateDigits() int {
	if d := m.set.c.profile.Thresholds.RateDecimals; d.Set && d.Value >= 0 && d.Value <= 6 {
		return int(d.Value)
	}
	return 2
}

// fundsRow is what a row of money may say.
type fundsRow struct {
	prefix, name                     string
	initial, budget, received, spent *source.Amount
	rate                             *source.Stated
	out                              bool // the money leaves: sums take it off
}

// funds makes the figures of a row of money; first is the first of four columns.
func (m *computation) funds(p int, r fundsRow, first int) {
	m.money(p, r.initial, r.prefix, "initial", "年初预算数", r.name, first)
	budget := m.money(p, r.budget, r.prefix, "budget", "全年预算数", r.name, first+1)
	m.money(p, r.received, r.prefix, "received", "资金到位数", r.name, first+2)
	spent := m.money(p, r.spent, r.prefix, "spent", "全年执行数", r.name, first+3)
	m.quotient(p, r.prefix, "execution_rate", "执行率", r.name, spent, budget, r.rate)
	if !r.out {
		return
	}
	for c := first; c < first+4; c++ {
		v := m.env.records[p+1].columns[c].values
		v[len(v)-1].n = v[len(v)-1].n.Neg()
	}
}

func (m *computation) sources(p int, list []record.FundSource) {
	for i := range list {
		s := &list[i]
		name := s.Name.Value
		if name == "" {
			name = s.Level.Value + "资金"
		}
		m.funds(p, fundsRow{nth("sources", i+1), name, &s.Initial, &s.Budget, &s.Received, &s.Spent, &s.Rate, s.Out.Value}, colSourceInitial)
		m.money(p, &s.CarriedOver, nth("sources", i+1), "carried_over", "结转下年", name, -1)
	}
	m.forget(p, colSourceInitial, 4)
}

// forget drops those of n columns in which nothing at all was given.
func (m *computation) forget(p, first, n int) {
	for c := first; c < first+n; c++ {
		col := &m.env.records[p+1].columns[c]
		given := false
		for _, f := range col.figures {
			given = given || f != nil
		}
		if !given {
			*col = rows{}
		}
	}
}

func (m *computation) adjustments(p int, list []record.Adjustment) {
	cols := &m.env.records[p+1].columns
	for i := range list {
		a := &list[i]
		name := strings.TrimSpace(a.Kind.Value + a.Authority.Value)
		if name == "" {
			name = "第" + itoa(i+1) + "次调整"
		}
		f := m.money(p, &a.Amount, nth("adjustments", i+1), "amount", "预算调整数", name, colAdjusted)
		if f != nil {
			f.Signed = true
		}
		size := cols[colAdjusted].values[i]
		size.n = size.n.Abs()
		cols[colAdjustedSize].add(size, f, name)
		if cols[colAdjustedCounted].there = true; !a.Exempt.Value {
			cols[colAdjustedCounted].add(size, f, name)
		}
		cols[colAdded].there, cols[colCut].there = true, true
		switch {
		case f == nil || a.Kind.Value == "调剂":
		case a.Amount.Value >= 0:
			cols[colAdded].add(size, f, name)
		default:
			cols[colCut].add(size, f, name)
		}
	}
}

// approved makes the figures of the goal table that was approved with the budget.
func (m *computation) approved(p int, list []record.Indicator) {
	for i := range list {
		r := &list[i]
		name := r.Name.Value
		m.measured(p, r.TargetValue(), &r.Target, nth("approved", i+1), "target", "批复的指标值", name)
		f := m.points(p, &r.Weight, nth("approved", i+1), "weight", "批复的分值", name)
		v := result{bad: &problem{missing: []string{"分值"}}, none: true}
		if f != nil {
			v = result{n: r.Weight.Value.Number}
		}
		m.env.records[p+1].columns[colApproved].add(v, f, name)
	}
}

func (m *computation) parts(p int, list []record.Part) {
	for i := range list {
		s := &list[i]
		m.funds(p, fundsRow{nth("parts", i+1), s.Name.Value, &s.Initial, &s.Budget, &s.Received, &s.Spent, &s.Rate, false}, colPartInitial)
	}
	m.forget(p, colPartInitial, 4)
}

// subUnits are the subordinate units, by their id where they have one.
func (m *computation) subUnits() {
	seen := map[string]bool{}
	for i := range m.r.SubUnits {
		s := &m.r.SubUnits[i]
		id, name := s.ID.Value, s.Name.Value
		if !source.IsID(id) || seen[id] {
			id = itoa(i + 1)
		}
		seen[id] = true
		if name == "" {
			name = id
		}
		prefix := "subunits/" + id + "/"
		m.funds(-1, fundsRow{prefix, name, &s.Initial, &s.Budget, &s.Received, &s.Spent, &s.Rate, false}, colSubUnitInitial)
		budget := m.money(-1, &s.ProjectBudget, prefix, "project_budget", "项目支出预算", name, colSubUnitProjectBudget)
		spent := m.money(-1, &s.ProjectSpent, prefix, "project_spent", "项目支出", name, colSubUnitProjectSpent)
		m.quotient(-1, prefix, "project_execution_rate", "项目支出执行率", name, spent, budget, nil)
		m.points(-1, &s.Score, prefix, "score", "自评得分", name)
	}
	m.forget(-1, colSubUnitInitial, 6)
}

func (m *computation) monitoring(p int, list []record.Monitoring) {
	for i := range list {
		s := &list[i]
		name := itoa(s.Date.Month) + "月"
		if !s.Date.Set {
			name = "第" + itoa(i+1) + "次监控"
		}
		planned := m.money(p, &s.Planned, nth("monitoring", i+1), "planned", "计划支出数", name, -1)
		spent := m.money(p, &s.Spent, nth("monitoring", i+1), "spent", "实际支出数", name, -1)
		m.money(p, &s.Expected, nth("monitoring", i+1), "expected", "全年预计执行数", name, -1)
		m.quotient(p, nth("monitoring", i+1), "progress_rate", "支付进度率", name, spent, planned, nil)
	}
}

// items are further inputs, by their own keys. One without a usable key, or with
// that of a metric, is a fault: formulas could not name it.
func (m *computation) items(p int, list []record.Item) {
	rec, in := &m.set.records[p+1], &m.env.records[p+1]
	seen := map[string]bool{}
	for i := range list {
		it := &list[i]
		key := it.Key.Value
		label := it.Label.Value
		if label == "" {
			label = key
		}
		f := m.take(p, "items/"+key, label)
		m.itemValue(p, f, it)
		r := result{bad: &problem{missing: []string{label}}, none: true}
		if n, ok := f.Exact(); ok {
			r = result{n: n}
		}
		rec.items, in.items, in.labels = append(rec.items, f), append(in.items, r), append(in.labels, label)
		switch {
		case key == "": // said when the file was read
		case !validKey(key) || slices.Contains(reserved(), key):
			m.itemFault(it, "“"+key+"”不能作填报项的 key", "用小写英文字母开头，只含小写字母、数字和下划线，最多40个字符；公式里另有含义的词不能用")
		case m.set.c.find(scopeOf(p), key) != nil:
			m.itemFault(it, "“"+key+"”已经是指标“"+m.set.c.find(scopeOf(p), key).label+"”的 key", "换一个名字")
		case !seen[key]:
			rec.rows, rec.labelled = append(rec.rows, f), append(rec.labelled, f)
		}
		seen[key] = true
	}
}

func (m *computation) itemFault(it *record.Item, message, hint string) {
	m.findings = append(m.findings, source.Finding{Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken,
		Place: it.Key.Place, Message: message, Hint: hint})
}

func (m *computation) itemValue(p int, f *Figure, it *record.Item) {
	switch {
	case it.Amount.Set:
		f.Unit, f.Digits, f.kind = m.unit.Name, 2, "amount"
		f.Value, f.Origin = Amount{it.Amount.Value}, Input{it.Amount.Place}
	case it.Number.Set:
		f.Unit, f.Digits, f.kind = it.Unit.Value, it.Number.Value.Scale, "quantity"
		f.Value, f.Origin = Quantity{it.Number.Value.Number}, Input{it.Number.Place}
		switch {
		case f.Unit == "%":
			f.Value, f.kind = Ratio{hundredth(it.Number.Value.Number)}, "ratio"
		case it.Number.Value.Scale == 0 && f.Unit != "":
			f.Value, f.kind = Count{it.Number.Value.Number}, "count"
		}
	default:
		f.Unit, f.kind = it.Unit.Value, "quantity"
		f.Value, f.Origin = Absent{"没有填报“" + f.Label + "”"}, Input{source.Place{File: m.file(p)}}
	}
}

// isMoney reports whether an item is a sum of money.
func isMoney(it *record.Item) bool { return it.Amount.Set }

func one() money.Number { return money.Int(1) }
