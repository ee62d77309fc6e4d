package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// statement is what the report printed about something that is computed, too.
type statement struct {
	q      *record.Project
	metric string // execution_rate, printed/1, parts/2/execution_rate
	key    string
	label  string
	kind   string // of the computed value: ratio, amount, count …
	unit   string
	place  source.Place
	text   string        // as printed
	number bool          // it is one, of the same kind
	v      money.Decimal // as printed; of a ratio in percent
	exact  money.Number  // computed, in the same unit
	ok     bool
	reason string // why there is no exact value
	zero   bool   // because it is nothing of nothing, which is for C19 to say
	lo, hi money.Number
	digits int
	mode   money.Mode
	// addends is how many sums were added up, where the profile has no formula.
	addends int
	of      *metric.Figure // nil where the profile has no figure for it
}

// statements lists everything that the report printed about computed values, but
// for the scores of single indicators, which have rules of their own.
func (s *scene) statements() []statement {
	if s.stated != nil {
		return s.stated
	}
	s.stated = []statement{}
	for _, f := range s.Figures.Stated() {
		o, ok := f.Origin.(metric.Stated)
		if ok && o.Of != nil && !rowRate(o.Of.Metric) && !strings.HasPrefix(o.Of.Metric, "indicators/") && !(s.Left > 0 && overProjects(o.Of)) {
			s.stated = append(s.stated, s.stateOf(f, o))
		}
	}
	s.stated = append(s.stated, s.surveys()...)
	s.stated = append(s.stated, s.rowRates()...)
	return s.stated
}

// overProjects reports whether a figure follows from the list of projects. Where
// some are withheld, the public form of a report cannot be held against what the
// department printed: the difference would be what is withheld.
func overProjects(f *metric.Figure) bool {
	c, ok := f.Origin.(metric.Computed)
	return ok && (strings.Contains(c.Formula, "projects") || strings.Contains(c.Formula, "evaluated") || slices.ContainsFunc(c.Inputs, overProjects))
}

// rowRate reports whether a metric is the rate of a row of funds, which rowRates
// holds against whatever the row gives.
func rowRate(metric string) bool {
	return strings.HasSuffix(metric, "/execution_rate")
}

// stateOf is one printed figure beside its computed one.
func (s *scene) stateOf(f *metric.Figure, o metric.Stated) statement {
	of := o.Of
	st := statement{
		q: s.project(of.Project), metric: of.Metric, key: of.Key, label: of.Label, kind: of.Kind(), unit: of.Unit,
		place: o.Place, text: o.Text, digits: of.Digits, mode: of.Rounding, reason: of.Reason(), of: of,
	}
	if of.Row != "" {
		st.label = "“" + of.Row + "”的" + of.Label
	}
	n, isNumber := f.InUnit()
	st.number = isNumber && f.Kind() == st.kind
	if isNumber && st.kind == "amount" && f.Unit != of.Unit && st.number {
		a, _ := amountOf(f)
		u, _ := money.UnitNamed(f.Unit)
		n, st.unit = a.In(u), f.Unit
	}
	st.v = money.Decimal{Number: n, Scale: o.Scale}
	st.exact, st.ok = of.InUnit()
	if a, isMoney := amountOf(of); isMoney && st.number && st.unit != of.Unit {
		u, _ := money.UnitNamed(st.unit)
		st.exact = a.In(u)
	}
	if !st.ok {
		s.addParts(&st)
	}
	st.lo, st.hi = st.exact, st.exact
	st.quotient(of)
	return st
}

// addParts computes a column of the department from its parts, where the profile
// has no formula for it.
func (s *scene) addParts(st *statement) {
	f := &s.Funds
	parts := map[string][]source.Amount{
		"initial": {f.BasicInitial, f.ProjectInitial},
		"budget":  {f.BasicBudget, f.ProjectBudget, f.OtherBudget},
		"spent":   {f.BasicSpent, f.ProjectSpent, f.OtherSpent},
	}[st.metric]
	u, isMoney := money.UnitNamed(st.unit)
	if st.q != nil || len(parts) == 0 || !parts[0].Set || !parts[1].Set || !isMoney {
		return
	}
	var sum money.Amount
	for _, a := range parts {
		sum += a.Value
		if a.Set {
			st.addends++
		}
	}
	st.exact, st.ok = sum.In(u), true
}

// quotient sets the bounds of a rate that is one sum divided by another, each
// rounded as it is written.
func (st *statement) quotient(of *metric.Figure) {
	c, ok := of.Origin.(metric.Computed)
	if !ok || len(c.Inputs) != 2 || st.kind != "ratio" || strings.Count(c.Formula, "/") != 1 || strings.ContainsAny(c.Formula, "+-*()") {
		return
	}
	part, ok1 := amountOf(c.Inputs[0])
	whole, ok2 := amountOf(c.Inputs[1])
	switch {
	case !ok1 || !ok2:
	case st.ok:
		st.lo, st.hi = quotientBounds(part, whole, c.Inputs[0].Unit, c.Inputs[1].Unit)
	default:
		st.zero = part == 0 && whole == 0
	}
}

// quotientBounds are the least and the largest percentage that two sums, each
// rounded in its unit, may have.
func quotientBounds(part, whole money.Amount, partUnit, wholeUnit string) (lo, hi money.Number) {
	hundred := money.Int(100)
	n, d := part.Number(), whole.Number()
	a, b := halfIn(part, partUnit), halfIn(whole, wholeUnit)
	lo, ok1 := n.Sub(a).Quo(d.Add(b))
	hi, ok2 := n.Add(a).Quo(d.Sub(b))
	if !ok1 || !ok2 || d.Cmp(b) <= 0 || n.Sign() < 0 {
		q, _ := n.Quo(d)
		return q.Mul(hundred), q.Mul(hundred)
	}
	return lo.Mul(hundred), hi.Mul(hundred)
}

// touches reports whether the value as printed and the computed one have a number
// in common.
func (st *statement) touches() bool {
	half := st.v.Half()
	return st.v.Number.Add(half).Cmp(st.lo) >= 0 && st.v.Number.Sub(half).Cmp(st.hi) <= 0
}

var ruleC4 = Rule{
	ID: "C4", Severity: source.Error,
	Title:   "项目个数一致",
	Explain: "正文写的项目个数，应当等于列出的项目个数；中文数字也算（七个就是7）。请核对是否漏列或多列了项目。两个项目文件的名称和金额都一样，多半是复制以后忘了改，作提醒。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.statements() {
			st := &p.stated[i]
			if st.kind == "count" {
				p.statedNumber(st, "个数不符", "补齐项目文件，或更正报告写的个数")
			}
		}
		p.copiedProjects()
		f := p.Figures.Report("project_count")
		if f == nil || len(p.Projects) == 0 || p.Left > 0 {
			return
		}
		if n, ok := f.Exact(); ok {
			p.countsInProse(f, n)
		}
	},
}

var ruleC5 = Rule{
	ID: "C5", Severity: source.Error,
	Title:     "印出的比率等于重算的比率",
	Explain:   "报告印出的比率，应当等于用它自己的数重算、再四舍五入到同样位数的结果；指标的完成率按实际完成值除以目标值重算。对不上时，常见原因是分母用错、数没有更新、或把比率倒过来算了。",
	Tolerance: "按报告印出的位数四舍五入后相等：95% 与 94.58% 相符，95.00% 与 94.58% 不符；两个数本身经过四舍五入、结果落在可能的范围以内的，是尾差",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.statements() {
			st := &p.stated[i]
			if st.kind == "ratio" {
				p.statedRate(st)
			}
		}
		p.completionRates()
	},
}

// statedRate holds a printed percentage against the computed ratio.
func (p *pass) statedRate(st *statement) {
	if !st.number {
		p.malformed(st)
		return
	}
	if !st.ok {
		p.uncomputable(st)
		return
	}
	if st.v.Fits(st.exact, st.mode) {
		return
	}
	digits := max(st.digits, st.v.Scale)
	computed := st.exact.Text(digits, st.mode)
	diff := st.v.Number.Sub(st.exact.Round(digits, st.mode)).Abs().Text(digits, money.HalfUp)
	f := source.Finding{
		Place: st.place, Key: st.key, Title: "比率不符",
		Message: fmt.Sprintf("%s重算为%s%%，报告写作%s，相差%s个百分点", p.nameOf(st), computed, st.text, diff),
		Stated:  st.text, Computed: computed + "%", Difference: diff, Unit: "%",
		Hint: "核对分子、分母各用了哪个数；数没有错的，更正印出的比率",
	}
	if other := p.otherDenominator(st); other != "" {
		f.Message += "；" + other
	}
	if st.touches() {
		f.Title = "尾差" + diff
		f.Hint = "两个数都经过四舍五入，这个差可能由此而来；用元填报就能算准"
		p.addAs(p.tailSeverity(), f)
		return
	}
	p.add(f)
}

// nameOf is what a statement speaks of, with its project's name.
func (p *pass) nameOf(st *statement) string {
	if st.q != nil {
		return st.q.Title() + "的" + st.label
	}
	return st.label
}

// otherDenominator tells which other number the printed rate may have been
// divided by.
func (p *pass) otherDenominator(st *statement) string {
	if st.of == nil {
		return ""
	}
	inputs := st.of.Inputs()
	if len(inputs) < 2 {
		return ""
	}
	part, ok := amountOf(inputs[0])
	if !ok {
		return ""
	}
	f := &p.Funds
	wholes := []named{{"年初预算数", f.Initial}, {"全年预算数", f.Budget}, {"资金到位数", f.Received}, {"各资金来源之和", sumOf(f.Sources)}}
	if st.q != nil {
		g := &st.q.Funds
		wholes = []named{{"年初预算数", g.Initial}, {"全年预算数", g.Budget}, {"资金到位数", g.Received}, {"各资金来源之和", sumOf(g.Sources)}}
	}
	for _, d := range wholes {
		if !d.Set || d.Value <= 0 {
			continue
		}
		if rate, ok := percentOfAmounts(part, d.Value); ok && st.v.Fits(rate, st.mode) {
			return "报告写的是除以" + d.label + p.cash(st.q).with(d.Value) + "的结果，分母用错了"
		}
	}
	return ""
}

// sumOf adds up the budgets of fund sources, or what was received where they have
// none.
func sumOf(rows []record.FundSource) source.Amount {
	var out source.Amount
	for i := range rows {
		a := rows[i].Budget
		if !a.Set {
			a = rows[i].Received
		}
		if !a.Set {
			return source.Amount{}
		}
		out.Value += a.Value
		out.Set = true
	}
	return out
}

// malformed reports a printed figure that is no figure, or of another kind.
func (p *pass) malformed(st *statement) {
	computed, unit := "", st.unit
	if st.ok {
		computed = st.exact.Text(max(st.digits, 0), st.mode)
		if st.kind == "ratio" {
			computed += "%"
		}
	}
	f := source.Finding{
		Place: st.place, Key: st.key, Title: "不是一个数",
		Message: fmt.Sprintf("%s写作“%s”，不是一个可以核对的数", p.nameOf(st), st.text),
		Stated:  st.text, Computed: computed, Unit: unit,
		Hint: "照原文抄错的，改正这里；原文就是这样的，保留，页面会标明",
	}
	if computed != "" {
		f.Message += "；重算为" + computed
		if st.kind != "ratio" {
			f.Message += unit
		}
	}
	p.add(f)
}

// uncomputable reports a printed rate that cannot be computed: its inputs are
// missing, or it is divided by zero.
func (p *pass) uncomputable(st *statement) {
	if st.zero {
		return
	}
	severity := source.Info
	if strings.Contains(st.reason, "为零") {
		severity = p.severity
	}
	p.addAs(severity, source.Finding{
		Place: st.place, Key: st.key, Title: "无法计算",
		Message: fmt.Sprintf("%s写作%s，但无法重算：%s", p.nameOf(st), st.text, st.reason),
		Stated:  st.text, Unit: st.unit,
		Hint: "补上缺少的数，这一项就会自动算出",
	})
}

var ruleC6 = Rule{
	ID: "C6", Severity: source.Warning,
	Title:   "比率的精度一致",
	Explain: "四舍五入过的百分比都保留同样的位数（默认两位小数），一份报告只用一种精度。本来就是整数的比率（如 100%）不受限制。",
	Source:  "GB/T 8170-2008；表格惯例",
	run: func(p *pass) {
		want := min(max(int(count(p.limits().RateDecimals, 2)), 0), 6)
		for i := range p.statements() {
			st := &p.stated[i]
			if st.kind == "ratio" && st.number && st.ok {
				p.precision(st, want)
			}
		}
	},
}

func (p *pass) precision(st *statement, want int) {
	if st.v.Scale == want || !st.v.Fits(st.exact, st.mode) || st.exact.Cmp(st.v.Number) == 0 {
		return
	}
	computed := st.exact.Round(want, st.mode)
	text := computed.Text(want, st.mode) + "%"
	f := source.Finding{
		Place: st.place, Key: st.key, Title: "精度不一",
		Message: fmt.Sprintf("%s重算为%s，报告写作%s；%s时两者一致，但一份报告的比率应当保留同样的位数（%s）", p.nameOf(st), text, st.text, rounded(st.v.Scale), decimals(want)),
		Stated:  st.text, Computed: text, Difference: st.v.Number.Sub(computed).Abs().Text(max(want, st.v.Scale), money.HalfUp), Unit: "%",
		Hint: "写成" + text,
	}
	if computed.Cmp(st.v.Number) == 0 {
		p.addAs(p.milder(), f) // only a trailing zero is missing
		return
	}
	p.add(f)
}

func decimals(n int) string {
	if n == 0 {
		return "到个位"
	}
	return fmt.Sprintf("%d位小数", n)
}

// rounded says to how many places a value was rounded.
func rounded(n int) string {
	if n == 0 {
		return "取整到个位"
	}
	return fmt.Sprintf("取%d位小数", n)
}
