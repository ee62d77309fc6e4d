package check

import (
	"fmt"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC2 = Rule{
	ID: "C2", Severity: source.Error,
	Title:   "总支出等于基本支出加项目支出",
	Explain: "预算数和执行数都应当是基本支出与项目支出之和，所以项目部分不会大于总数，任何一项也不会是负数。请核对 [funds] 里的总数和项目数，常见原因是单位不同（元、万元）或两个数写反了。",
	Source:  "财预〔2013〕53号",
	run:     checkParts,
}

func checkParts(p *pass) {
	for _, pair := range [][2]string{{"budget", "project_budget"}, {"spent", "project_spent"}} {
		whole, part := p.Figures.Report(pair[0]), p.Figures.Report(pair[1])
		w, ok1 := amountOf(whole)
		q, ok2 := amountOf(part)
		if !ok1 || !ok2 || q <= w {
			continue
		}
		p.add(source.Finding{
			Place: p.place(part), Key: part.Key, Title: "部分大于整体",
			Message:    fmt.Sprintf("%s %s%s大于%s %s%s", part.Label, part.Shown(), part.Unit, whole.Label, whole.Shown(), whole.Unit),
			Stated:     part.Shown(),
			Computed:   whole.Shown(),
			Difference: shownAmount(part, q-w), Unit: part.Unit,
			Hint: "核对这两个数和它们的单位",
		})
	}
	for _, f := range p.Figures.All() {
		a, ok := amountOf(f)
		if _, input := f.Origin.(metric.Input); !ok || !input || a >= 0 {
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
	run:       checkProjectSums,
}

func checkProjectSums(p *pass) {
	if len(p.Projects) == 0 {
		return
	}
	for _, m := range []struct {
		metric string
		of     func(*record.Project) source.Amount
		total  source.Amount
	}{
		{"project_budget", func(q *record.Project) source.Amount { return q.Funds.Budget }, p.Funds.ProjectBudget},
		{"project_spent", func(q *record.Project) source.Amount { return q.Funds.Spent }, p.Funds.ProjectSpent},
	} {
		sum, ok := addUp(p.Projects, m.of, m.total)
		if !ok || sum.diff == 0 {
			continue
		}
		p.projectSum(p.Figures.Report(m.metric), sum)
	}
}

// projectSum words the finding that the projects do not add up to their total.
func (p *pass) projectSum(total *metric.Figure, sum addition) {
	if total == nil {
		return
	}
	n := len(p.Projects)
	diff := shownAmount(total, sum.diff)
	f := source.Finding{
		Place: p.place(total), Key: total.Key,
		Stated: total.Shown(), Computed: shownAmount(total, sum.parts), Difference: diff, Unit: total.Unit,
		Related: related(p.projectFigures(total.Metric)),
	}
	if sum.withinTail() {
		f.Title = "尾差" + diff
		f.Message = fmt.Sprintf("%d个项目逐项相加得%s%s，报告写作%s%s；各数分别四舍五入，合计最多可差%s%s，报告没有说明",
			n, f.Computed, f.Unit, f.Stated, f.Unit, sum.tail.Text(2, money.HalfUp), total.Unit)
		f.Hint = "核对各项目的原始数；确属四舍五入的，加注“部分合计数因四舍五入存在尾差”"
		p.addAs(p.milder(), f)
		return
	}
	f.Title = "合计不符"
	f.Message = fmt.Sprintf("%d个项目逐项相加得%s%s，报告写作%s%s，相差%s%s，四舍五入解释不了",
		n, f.Computed, f.Unit, f.Stated, f.Unit, diff, f.Unit)
	f.Hint = "核对各项目的数和合计数，看是否漏了项目或写错了数"
	p.add(f)
}

// projectFigures are the figures of the projects that make up a total.
func (p *pass) projectFigures(total string) []*metric.Figure {
	part := map[string]string{"project_budget": "budget", "project_spent": "spent"}[total]
	var out []*metric.Figure
	for _, q := range p.Projects {
		if f := p.Figures.Project(q.ID, part); f != nil {
			out = append(out, f)
		}
	}
	return out
}

// addition is a sum held against its stated total, all in 分 but for the tail,
// which is in the unit of the total.
type addition struct {
	parts, diff money.Amount
	tail        money.Number // the largest difference that rounding explains
	tailFen     money.Number // the same in 分
}

func (a addition) withinTail() bool { return a.diff.Number().Cmp(a.tailFen) <= 0 }

// addUp adds the projects' amounts and compares them with the total. The common
// precision is the finest that any of them is written in: a bare 7 beside 36.89
// stands for 7.00. Where that precision reaches 分 nothing is rounded and no
// tail is allowed. ok is false unless all of them are given.
func addUp(ps []*record.Project, of func(*record.Project) source.Amount, total source.Amount) (addition, bool) {
	if !total.Set {
		return addition{}, false
	}
	step := stepOf(total)
	var sum money.Amount
	for _, q := range ps {
		a := of(q)
		if !a.Set {
			return addition{}, false
		}
		sum += a.Value
		if s := stepOf(a); s.Cmp(step) < 0 {
			step = s
		}
	}
	diff := sum - total.Value
	if diff < 0 {
		diff = -diff
	}
	out := addition{parts: sum, diff: diff}
	if step.Cmp(money.Int(1)) > 0 {
		out.tailFen = step.Mul(money.Frac(int64(len(ps)+1), 2))
		out.tail, _ = out.tailFen.Quo(money.Int(total.Unit.Fen))
	}
	return out, true
}

// stepOf is the value of the last decimal of an amount as written, in 分.
func stepOf(a source.Amount) money.Number {
	step := money.Int(a.Unit.Fen)
	for range a.Scale {
		step = step.Mul(money.Frac(1, 10))
	}
	return step
}

var ruleC17 = Rule{
	ID: "C17", Severity: source.Error,
	Title:   "支出不超过预算",
	Explain: "没有预算不得支出。执行数大于全年预算数时，先看单位和预算调整是否写对；确有批准的调整，应当把调整后的数写进全年预算数。",
	Source:  "预算法第十三条",
	run: func(p *pass) {
		p.eachBudget(func(budget, spent *metric.Figure, b, s money.Amount) {
			if s <= b || b == 0 {
				return
			}
			p.add(source.Finding{
				Place: p.place(spent), Key: spent.Key, Title: "支出大于预算",
				Message: fmt.Sprintf("%s %s%s大于%s %s%s", spent.Label, spent.Shown(), spent.Unit, budget.Label, budget.Shown(), budget.Unit),
				Stated:  spent.Shown(), Computed: budget.Shown(), Difference: shownAmount(spent, s-b), Unit: spent.Unit,
				Hint:    "核对单位和全年预算数；有追加预算的，预算数应当写调整后的数",
				Related: related([]*metric.Figure{budget}),
			})
		})
	},
}

var ruleC19 = Rule{
	ID: "C19", Severity: source.Error,
	Title:   "预算为零",
	Explain: "全年预算数为零而有支出，是没有预算的支出。预算和支出都是零时，执行率没有意义，印“—”，不印 0% 或 100%。",
	Source:  "预算法第十三条",
	run: func(p *pass) {
		p.eachBudget(func(budget, spent *metric.Figure, b, s money.Amount) {
			if b != 0 || s <= 0 {
				return
			}
			p.add(source.Finding{
				Place: p.place(spent), Key: spent.Key, Title: "没有预算的支出",
				Message: fmt.Sprintf("%s为零，%s却是%s%s", budget.Label, spent.Label, spent.Shown(), spent.Unit),
				Stated:  spent.Shown(), Computed: budget.Shown(), Difference: shownAmount(spent, s), Unit: spent.Unit,
				Hint:    "补上调整后的全年预算数；没有公布预算的，不要写零，把这一行删掉",
				Related: related([]*metric.Figure{budget}),
			})
		})
	},
}

// eachBudget calls f for the report, its projects' total and each project whose
// budget and spending are both given.
func (p *pass) eachBudget(f func(budget, spent *metric.Figure, b, s money.Amount)) {
	try := func(budget, spent *metric.Figure) {
		b, ok1 := amountOf(budget)
		s, ok2 := amountOf(spent)
		if ok1 && ok2 {
			f(budget, spent, b, s)
		}
	}
	try(p.Figures.Report("budget"), p.Figures.Report("spent"))
	if p.Funds.ProjectBudget.Set || p.Funds.ProjectSpent.Set {
		try(p.Figures.Report("project_budget"), p.Figures.Report("project_spent"))
	}
	for _, q := range p.Projects {
		try(p.Figures.Project(q.ID, "budget"), p.Figures.Project(q.ID, "spent"))
	}
}

// amountOf is the sum of money a figure holds; ok is false for nil, for another
// kind of value and for an absent or undefined one.
func amountOf(f *metric.Figure) (money.Amount, bool) {
	if f == nil {
		return 0, false
	}
	a, ok := f.Value.(metric.Amount)
	return a.V, ok
}

// shownAmount prints a sum as the figure prints its own: same unit, decimals and
// rounding.
func shownAmount(like *metric.Figure, a money.Amount) string {
	return metric.Format(metric.Amount{V: a}, like.Unit, like.Digits, like.Rounding)
}
