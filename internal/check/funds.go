package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC1 = Rule{
	ID: "C1", Severity: source.Error,
	Title:     "分项相加等于合计",
	Explain:   "资金来源各行、所属单位、子项、采购分类等相加，应当等于同一列的合计；报告印出的合计也按它的公式重算。没有填的一行不当作零，所以有空行时只在已填各行超过合计时才算差错。常见原因是漏了一行、单位不同，或合计没有随分项更新。",
	Tolerance: "n 行相加，允许相差最末一位的（n＋1）÷2；以元和分填报时不允许有差",
	Source:    "财预〔2020〕10号附件",
	run: func(p *pass) {
		p.fundRows()
		p.subUnits()
		p.projectParts()
		p.procurement()
		p.statedSums(func(st *statement) bool { return !ofDepartment(st) && !ofProjects(st) })
	},
}

// fundRows adds up the sources of the report and of each project.
func (p *pass) fundRows() {
	for _, c := range columns() {
		p.parts(nil, c.key, c.label, "各资金来源", c.report(&p.Funds), rowsOf(p.Funds.Sources, c))
		for _, q := range p.Projects {
			p.parts(q, c.key, c.label, "各资金来源", c.project(&q.Funds), rowsOf(q.Funds.Sources, c))
		}
	}
}

func rowsOf(rows []record.FundSource, c column) []named {
	var out []named
	for i := range rows {
		a := c.row(&rows[i])
		if rows[i].Out.Value {
			a.Value = -a.Value
		}
		out = append(out, named{rows[i].Name.Value, a})
	}
	return out
}

// parts holds parts against their total. Where some part is not given, all that
// can be said is that the others must not exceed the total.
func (p *pass) parts(q *record.Project, key, label, what string, total source.Amount, parts []named) {
	some := givenOf(parts)
	if !total.Set || len(some) == 0 {
		return
	}
	sum, ok := addUp(some, total)
	if !ok || sum.diff == 0 || len(some) < len(parts) && sum.parts <= total.Value {
		return
	}
	p.sumFinding(q, key, label, what, total, sum, some)
}

// sumFinding words a sum that does not give its total.
func (p *pass) sumFinding(q *record.Project, key, label, what string, total source.Amount, sum addition, parts []named) {
	c := p.cash(q)
	f := source.Finding{
		Place: p.at(total.Place), Key: p.keyOf(q, key), Unit: c.unit.Name,
		Stated: c.shown(total.Value), Computed: c.shown(sum.parts), Difference: c.shown(sum.diff),
	}
	for _, a := range parts {
		f.Related = append(f.Related, source.Related{Place: a.Place, Message: a.label + " " + c.with(a.Value)})
	}
	severity := p.severity
	switch {
	case sum.withinTail():
		f.Title, severity = "尾差"+f.Difference, p.tailSeverity()
		f.Message = fmt.Sprintf("%s的%s：%s相加得%s%s，写作%s%s；各数分别四舍五入，最多可差%s%s", subject(q), label, what, f.Computed, f.Unit, f.Stated, f.Unit, plainly(sum.tail), total.Unit.Name)
		f.Hint = "核对原始数；确属四舍五入的，加注“部分合计数因四舍五入存在尾差”"
	default:
		f.Title = "合计不符"
		f.Message = fmt.Sprintf("%s的%s：%s相加得%s%s，写作%s%s，相差%s%s", subject(q), label, what, f.Computed, f.Unit, f.Stated, f.Unit, f.Difference, f.Unit)
		f.Hint = "核对各行和合计，看是否漏了一行、写错了数或单位不同"
	}
	p.addAs(severity, f)
}

// tailSeverity is the severity of a tail of rounding: a reader is told once the
// report itself says so.
func (p *pass) tailSeverity() source.Severity {
	if p.explainsTails() {
		return p.step(2)
	}
	return p.milder()
}

// tailNote says whether the report explains its tails.
func (p *pass) tailNote() string {
	if p.explainsTails() {
		return "报告已有说明"
	}
	return "报告没有说明"
}

// subUnits adds up what the subordinate units have.
func (p *pass) subUnits() {
	if len(p.SubUnits) == 0 {
		return
	}
	own := false
	var budget, spent []named
	for i := range p.SubUnits {
		u := &p.SubUnits[i]
		own = own || isHeadOffice(u.Name.Value) || u.Name.Value == p.Department.Name.Value
		budget = append(budget, named{u.Name.Value, u.Budget})
		spent = append(spent, named{u.Name.Value, u.Spent})
	}
	for _, c := range []struct {
		key, label string
		total      source.Amount
		parts      []named
	}{{"budget", "全年预算数", p.Funds.Budget, budget}, {"spent", "全年执行数", p.Funds.Spent, spent}} {
		sum, ok := addUp(c.parts, c.total)
		if ok && !own && sum.parts < c.total.Value {
			continue // the rest is the head office's
		}
		p.parts(nil, c.key, c.label, "所属各单位", c.total, c.parts)
	}
}

// projectParts adds up the sub-items of each project.
func (p *pass) projectParts() {
	for _, q := range p.Projects {
		var initial, budget, received, spent []named
		for i := range q.Parts {
			r := &q.Parts[i]
			name := r.Name.Value
			initial, budget = append(initial, named{name, r.Initial}), append(budget, named{name, r.Budget})
			received, spent = append(received, named{name, r.Received}), append(spent, named{name, r.Spent})
		}
		p.parts(q, "initial", "年初预算数", "各子项", q.Funds.Initial, initial)
		p.parts(q, "budget", "全年预算数", "各子项", q.Funds.Budget, budget)
		p.parts(q, "received", "资金到位数", "各子项", q.Funds.Received, received)
		p.parts(q, "spent", "全年执行数", "各子项", q.Funds.Spent, spent)
	}
}

func (p *pass) procurement() {
	b, c := &p.Procurement, p.cash(nil)
	p.parts(nil, "procurement_actual", "政府采购金额", "货物、工程、服务", b.Actual,
		[]named{{"货物", b.Goods}, {"工程", b.Works}, {"服务", b.Services}})
	if b.Small.Set && b.Actual.Set && b.Small.Value > b.Actual.Value {
		p.add(source.Finding{
			Place: b.Small.Place, Key: p.keyOf(nil, "procurement_small"), Title: "部分大于整体",
			Message: fmt.Sprintf("授予中小企业的采购%s大于政府采购总额%s", c.with(b.Small.Value), c.with(b.Actual.Value)),
			Stated:  c.shown(b.Small.Value), Computed: c.shown(b.Actual.Value), Difference: c.shown(b.Small.Value - b.Actual.Value), Unit: c.unit.Name,
			Hint: "核对这两个数和它们的单位",
		})
	}
}

var ruleC2 = Rule{
	ID: "C2", Severity: source.Error,
	Title:     "总支出等于基本支出加项目支出",
	Explain:   "预算数和执行数都应当是基本支出与项目支出（有的部门还有其他支出）之和，所以项目部分不会大于总数，任何一项也不会是负数。请核对 [funds] 里的总数和各部分，常见原因是单位不同（元、万元）或两个数写反了。",
	Tolerance: "三个数分别四舍五入时，允许相差最末一位的一位半；以元和分填报时不允许有差",
	Source:    "财预〔2013〕53号",
	run: func(p *pass) {
		f := &p.Funds
		p.wholeAndParts("initial", "年初预算数", f.Initial, f.BasicInitial, f.ProjectInitial, source.Amount{})
		p.wholeAndParts("budget", "全年预算数", f.Budget, f.BasicBudget, f.ProjectBudget, f.OtherBudget)
		p.wholeAndParts("spent", "全年执行数", f.Spent, f.BasicSpent, f.ProjectSpent, f.OtherSpent)
		p.statedSums(ofDepartment)
		p.negatives()
	},
}

// ofDepartment reports whether a statement is a column of the department as a
// whole; ofProjects, whether it is one of its projects together.
func ofDepartment(st *statement) bool {
	switch st.metric {
	case "initial", "budget", "received", "spent", "basic_budget", "basic_spent":
		return st.q == nil
	}
	return false
}

func ofProjects(st *statement) bool {
	return st.q == nil && (st.metric == "project_budget" || st.metric == "project_spent")
}

// wholeAndParts holds one column of the department: the parts that are given do
// not exceed the whole, and all of them make it.
func (p *pass) wholeAndParts(key, label string, whole, basic, project, other source.Amount) {
	if !whole.Set {
		return
	}
	all := givenOf([]named{{"基本支出", basic}, {"项目支出", project}, {"其他支出", other}})
	if sum, ok := addUp(all, whole); ok && (sum.parts > whole.Value || basic.Set && project.Set) && sum.diff != 0 {
		if len(all) == 1 {
			part, c := all[0], p.cash(nil)
			p.add(source.Finding{
				Place: part.Place, Key: p.keyOf(nil, map[bool]string{true: "project_", false: "basic_"}[project.Set]+key), Title: "部分大于整体",
				Message: fmt.Sprintf("%s的%s %s大于总数 %s", part.label, label, c.with(part.Value), c.with(whole.Value)),
				Stated:  c.shown(part.Value), Computed: c.shown(whole.Value), Difference: c.shown(part.Value - whole.Value), Unit: c.unit.Name,
				Hint: "核对这两个数和它们的单位",
			})
			return
		}
		p.sumFinding(nil, key, label, "基本支出、项目支出等各部分", whole, sum, all)
	}
}

// negatives finds inputs below zero. Adjustments and items may well be.
func (p *pass) negatives() {
	for _, f := range p.Figures.All() {
		a, ok := amountOf(f)
		if _, input := f.Origin.(metric.Input); !ok || !input || a >= 0 || f.Signed || strings.HasPrefix(f.Metric, "items/") {
			continue
		}
		p.add(source.Finding{
			Place: p.place(f), Key: f.Key, Title: "负数",
			Message: fmt.Sprintf("%s是负数：%s%s", f.Label, f.Shown(), f.Unit),
			Stated:  f.Shown(), Unit: f.Unit,
			Hint: "预算和支出不会小于零；冲减以前年度支出的，写在说明里",
		})
	}
}

var ruleC3 = Rule{
	ID: "C3", Severity: source.Error,
	Title:     "项目之和等于项目支出合计",
	Explain:   "把各项目的数逐项相加，应当等于报告写的合计。各数都经过四舍五入时，允许有小的尾差（提醒），但要写明原因；超过尾差就是差错。",
	Tolerance: "n 个数相加，允许相差最末一位的（n＋1）÷2，例如七个两位小数相加是 0.04；以元和分填报时不允许有差",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		if p.Left > 0 {
			return // what is withheld would be the difference
		}
		for _, m := range []struct {
			key   string
			of    func(*record.ProjectFunds) source.Amount
			total source.Amount
		}{
			{"initial", func(f *record.ProjectFunds) source.Amount { return f.Initial }, p.Funds.ProjectInitial},
			{"budget", func(f *record.ProjectFunds) source.Amount { return f.Budget }, p.Funds.ProjectBudget},
			{"spent", func(f *record.ProjectFunds) source.Amount { return f.Spent }, p.Funds.ProjectSpent},
		} {
			var parts []named
			for _, q := range p.Projects {
				parts = append(parts, named{q.Title(), m.of(&q.Funds)})
			}
			if sum, ok := addUp(parts, m.total); ok && sum.diff != 0 {
				p.projectSum(m.key, m.total, sum, parts)
			}
		}
		p.statedSums(ofProjects)
	},
}

// projectSum words the finding that the projects do not add up to their total.
func (p *pass) projectSum(key string, total source.Amount, sum addition, parts []named) {
	n, c := len(parts), p.cash(nil)
	f := source.Finding{
		Place: p.at(total.Place), Key: p.keyOf(nil, "project_"+key),
		Stated: c.shown(total.Value), Computed: c.shown(sum.parts), Difference: c.shown(sum.diff), Unit: c.unit.Name,
	}
	for i, q := range p.Projects {
		if of := p.Figures.Project(q.ID, key); of != nil && of.OK() {
			f.Related = append(f.Related, related([]*metric.Figure{of})...)
			continue
		}
		f.Related = append(f.Related, source.Related{Place: parts[i].Place, Message: parts[i].label + " " + c.with(parts[i].Value)})
	}
	if sum.withinTail() {
		f.Title = "尾差" + f.Difference
		f.Message = fmt.Sprintf("%d个项目逐项相加得%s%s，报告写作%s%s；各数分别四舍五入，合计最多可差%s%s，%s",
			n, f.Computed, f.Unit, f.Stated, f.Unit, sum.tail.Text(2, money.HalfUp), total.Unit.Name, p.tailNote())
		f.Hint = "核对各项目的原始数；确属四舍五入的，加注“部分合计数因四舍五入存在尾差”"
		p.addAs(p.tailSeverity(), f)
		return
	}
	f.Title = "合计不符"
	f.Message = fmt.Sprintf("%d个项目逐项相加得%s%s，报告写作%s%s，相差%s%s，四舍五入解释不了",
		n, f.Computed, f.Unit, f.Stated, f.Unit, f.Difference, f.Unit)
	f.Hint = "核对各项目的数和合计数，看是否漏了项目或写错了数"
	p.add(f)
}
