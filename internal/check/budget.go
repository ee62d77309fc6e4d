package check

import (
	"fmt"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// fundLine is a budget and what was spent of it: of the report, its projects'
// total, a project, a source, a sub-item or a subordinate unit.
type fundLine struct {
	q             *record.Project
	key           string // of the spending
	name          string
	budget, spent source.Amount
	label         string // of the budget: 全年预算数, 资金到位数
	approval      source.String
}

// lines lists every budget of the report. Where a row gives what was received and
// no budget, that is what could be spent.
func (s *scene) lines() []fundLine {
	var out []fundLine
	add := func(q *record.Project, key, name string, budget, received, spent source.Amount, approval source.String) {
		label := s.budgetLabel(q)
		if !budget.Set && received.Set {
			budget, label = received, "资金到位数"
		}
		out = append(out, fundLine{q, key, name, budget, spent, label, approval})
	}
	f, none := &s.Funds, source.Amount{}
	add(nil, "spent", "部门", f.Budget, f.Received, f.Spent, f.Approval)
	add(nil, "project_spent", "项目支出", f.ProjectBudget, none, f.ProjectSpent, f.Approval)
	add(nil, "basic_spent", "基本支出", f.BasicBudget, none, f.BasicSpent, f.Approval)
	for i := range f.Sources {
		r := &f.Sources[i]
		add(nil, "spent", "部门的“"+r.Name.Value+"”", r.Budget, r.Received, r.Spent, f.Approval)
	}
	for i := range s.SubUnits {
		add(nil, "spent", s.SubUnits[i].Name.Value, s.SubUnits[i].Budget, s.SubUnits[i].Received, s.SubUnits[i].Spent, f.Approval)
	}
	for _, q := range s.Projects {
		g := &q.Funds
		add(q, "spent", q.Title(), g.Budget, g.Received, g.Spent, g.Approval)
		for i := range g.Sources {
			r := &g.Sources[i]
			add(q, "spent", q.Title()+"的“"+r.Name.Value+"”", r.Budget, r.Received, r.Spent, g.Approval)
		}
		for i := range q.Parts {
			r := &q.Parts[i]
			add(q, "spent", q.Title()+"的“"+r.Name.Value+"”", r.Budget, r.Received, r.Spent, g.Approval)
		}
	}
	return out
}

// budgetLabel is the word for the budget: the report's own where it has one.
func (s *scene) budgetLabel(q *record.Project) string {
	if q == nil && given(s.Funds.Basis) {
		return strings.TrimSpace(s.Funds.Basis.Value)
	}
	return "全年预算数"
}

var ruleC17 = Rule{
	ID: "C17", Severity: source.Error,
	Title:   "支出不超过预算",
	Explain: "没有预算不得支出。执行数大于全年预算数时，先看单位和预算调整是否写对；确有批准的，在 approval 里写文号，这一条就只作提醒；调整后的数写进全年预算数，就不再有差异。",
	Source:  "预算法第十三条",
	run: func(p *pass) {
		for _, l := range p.lines() {
			b, s := l.budget, l.spent
			if !b.Set || !s.Set || s.Value <= b.Value || b.Value <= 0 {
				continue
			}
			c := p.cash(l.q)
			f := source.Finding{
				Place: p.at(s.Place), Key: p.keyOf(l.q, l.key), Title: "支出大于预算",
				Message: fmt.Sprintf("%s的执行数%s大于%s%s，多%s，没有写批准的文号", l.name, c.with(s.Value), l.label, c.with(b.Value), c.with(s.Value-b.Value)),
				Stated:  c.shown(s.Value), Computed: c.shown(b.Value), Difference: c.shown(s.Value - b.Value), Unit: c.unit.Name,
				Hint:    "核对单位和全年预算数；有追加预算的，预算数应当写调整后的数，或在 approval 里写批准的文号",
				Related: []source.Related{{Place: b.Place, Message: l.label + " " + c.with(b.Value)}},
			}
			severity := p.severity
			if given(l.approval) {
				severity = p.milder()
				f.Message = strings.Replace(f.Message, "没有写批准的文号", "批准文号："+strings.TrimSpace(l.approval.Value), 1)
				f.Hint = "把批准后的数写进全年预算数"
			}
			p.addAs(severity, f)
		}
	},
}

var ruleC18 = Rule{
	ID: "C18", Severity: source.Error,
	Title:     "全年预算数等于年初预算数加调整",
	Explain:   "列出了追加、追减的，全年预算数应当等于年初预算数加上各次调整（追减写负数；年初数不含上年结转的，结转另加）。没有列出调整，而全年预算数比年初少、又正好等于支出数，是把预算改成了支出，执行率的100%没有意义：要在 reason 里写明原因，否则提醒。",
	Tolerance: "同 C3：各数四舍五入时允许尾差",
	Source:    "预算法第六十七条；财预〔2020〕10号",
	run: func(p *pass) {
		f := &p.Funds
		p.adjusted(nil, f.Initial, f.Budget, f.Spent, f.CarriedIn, f.Adjustments, f.Reason)
		for _, q := range p.Projects {
			g := &q.Funds
			reason := g.Reason
			if !given(reason) {
				reason = q.Cause
			}
			p.adjusted(q, g.Initial, g.Budget, g.Spent, g.CarriedIn, g.Adjustments, reason)
		}
	},
}

func (p *pass) adjusted(q *record.Project, initial, budget, spent, carried source.Amount, changes []record.Adjustment, reason source.String) {
	if !initial.Set || !budget.Set {
		return
	}
	if len(changes) == 0 {
		p.cutToSpending(q, initial, budget, spent, reason)
		return
	}
	parts := []named{{"年初预算数", initial}}
	for i := range changes {
		parts = append(parts, named{"调整", changes[i].Amount})
	}
	sum, ok := addUp(parts, budget)
	if !ok || sum.diff == 0 {
		return
	}
	if carried.Set {
		if with, _ := addUp(append(parts, named{"上年结转", carried}), budget); with.diff == 0 {
			return
		}
	}
	p.sumFinding(q, "budget", p.budgetLabel(q), "年初预算数与各次调整", budget, sum, parts)
}

// cutToSpending finds budgets that were cut down to what was spent.
func (p *pass) cutToSpending(q *record.Project, initial, budget, spent source.Amount, reason source.String) {
	if !spent.Set || budget.Value >= initial.Value || budget.Value != spent.Value || given(reason) {
		return
	}
	share, _ := percentOfAmounts(spent.Value, initial.Value)
	c := p.cash(q)
	p.addAs(p.milder(), source.Finding{
		Place: p.at(budget.Place), Key: p.keyOf(q, "budget"), Title: "预算调成了支出数",
		Message: fmt.Sprintf("%s年初预算%s，全年预算%s，正好等于支出数，执行率因此是100%%；按年初预算只执行了%s%%，没有写调整的原因",
			subject(q), c.with(initial.Value), c.with(budget.Value), points(share)),
		Stated: c.shown(budget.Value), Computed: c.shown(initial.Value), Difference: c.shown(initial.Value - budget.Value), Unit: c.unit.Name,
		Hint:    "在 [funds] 的 reason 里写明为什么调减，或用 [[funds.adjustment]] 列出每次调整和文号",
		Related: []source.Related{{Place: initial.Place, Message: "年初预算数 " + c.with(initial.Value)}},
	})
}

var ruleC19 = Rule{
	ID: "C19", Severity: source.Error,
	Title:   "预算为零",
	Explain: "全年预算数为零而有支出，是没有预算的支出。预算和支出都是零时，执行率没有意义，印“—”并加注，不印 0% 或 100%。",
	Source:  "预算法第十三条",
	run: func(p *pass) {
		for _, l := range p.lines() {
			if l.budget.Set && l.spent.Set && l.budget.Value == 0 && l.spent.Value > 0 {
				c := p.cash(l.q)
				p.add(source.Finding{
					Place: p.at(l.spent.Place), Key: p.keyOf(l.q, l.key), Title: "没有预算的支出",
					Message: fmt.Sprintf("%s的%s为零，支出却是%s", l.name, l.label, c.with(l.spent.Value)),
					Stated:  c.shown(l.spent.Value), Computed: c.shown(0), Difference: c.shown(l.spent.Value), Unit: c.unit.Name,
					Hint:    "补上调整后的全年预算数；没有公布预算的，不要写零，把这一行删掉",
					Related: []source.Related{{Place: l.budget.Place, Message: l.label + " " + c.with(l.budget.Value)}},
				})
			}
		}
		p.zeroRates()
	},
}

// zeroRates finds rates that were printed for nothing of nothing.
func (p *pass) zeroRates() {
	rate := func(q *record.Project, key string, st source.Stated, budget, spent source.Amount) {
		if !st.Set || !budget.Set || !spent.Set || budget.Value != 0 || spent.Value != 0 {
			return
		}
		p.add(source.Finding{
			Place: st.Place, Key: p.keyOf(q, key), Title: "零除以零",
			Message: fmt.Sprintf("%s的预算和支出都是零，执行率没有意义，报告写作%s", subject(q), st.Text),
			Stated:  st.Text, Unit: "%",
			Hint: "执行率印“—”，并注明本年没有安排预算",
		})
	}
	rate(nil, "execution_rate", p.Stated.ExecutionRate, p.Funds.Budget, p.Funds.Spent)
	rate(nil, "project_execution_rate", p.Stated.ProjectExecutionRate, p.Funds.ProjectBudget, p.Funds.ProjectSpent)
	for _, q := range p.Projects {
		rate(q, "execution_rate", q.Stated.ExecutionRate, q.Funds.Budget, q.Funds.Spent)
	}
}

var ruleC20 = Rule{
	ID: "C20", Severity: source.Error,
	Title:     "未支出数等于结转、结余与收回之和",
	Explain:   "全年预算数减执行数，就是年末没有支出的数，它应当等于结转、结余、财政收回三项之和。三项没有填全、合计又不够时作提醒。",
	Tolerance: "同 C3：各数四舍五入时允许尾差",
	Source:    "部门决算报表制度",
	run: func(p *pass) {
		f := &p.Funds
		p.remainder(nil, f.Budget, f.Spent, f.CarriedOver, f.Surplus, f.Withdrawn)
		for _, q := range p.Projects {
			g := &q.Funds
			p.remainder(q, g.Budget, g.Spent, g.CarriedOver, g.Surplus, g.Withdrawn)
		}
	},
}

func (p *pass) remainder(q *record.Project, budget, spent, over, surplus, withdrawn source.Amount) {
	all := []named{{"结转", over}, {"结余", surplus}, {"财政收回", withdrawn}}
	parts := givenOf(all)
	if !budget.Set || !spent.Set || len(parts) == 0 {
		return
	}
	left := budget
	left.Value = budget.Value - spent.Value
	left.Scale = max(budget.Scale, spent.Scale)
	sum, _ := addUp(parts, left)
	if sum.diff == 0 {
		return
	}
	c := p.cash(q)
	f := source.Finding{
		Place: p.at(parts[0].Place), Key: p.keyOf(q, "unspent"), Title: "未支出数没有对上",
		Message: fmt.Sprintf("%s全年预算%s、支出%s，未支出%s；结转、结余、收回合计%s，相差%s", subject(q), c.with(budget.Value), c.with(spent.Value),
			c.with(left.Value), c.with(sum.parts), c.with(sum.diff)),
		Stated: c.shown(sum.parts), Computed: c.shown(left.Value), Difference: c.shown(sum.diff), Unit: c.unit.Name,
		Hint: "核对结转、结余、收回三项，没有的不写",
	}
	switch {
	case sum.withinTail():
		f.Title = "尾差" + f.Difference
		p.addAs(p.tailSeverity(), f)
	case len(parts) < len(all) && sum.parts < left.Value:
		p.addAs(p.milder(), f)
	default:
		p.add(f)
	}
}

var ruleC28 = Rule{
	ID: "C28", Severity: source.Error,
	Title:     "自评的支出数等于决算的支出数",
	Explain:   "绩效自评的全年执行数与部门决算的支出数是同一个数，公布在两处，应当一致。两处口径不同的，在 [[accepted]] 里写明口径。",
	Tolerance: "按位数较少的一个四舍五入后相等",
	Source:    "财预〔2020〕10号；部门决算报表制度",
	run: func(p *pass) {
		a, b := p.Funds.Spent, p.Funds.FinalAccount
		if !a.Set || !b.Set || sameSum(a, b) {
			return
		}
		c := p.cash(nil)
		p.add(source.Finding{
			Place: a.Place, Key: p.keyOf(nil, "spent"), Title: "与决算不符",
			Message: fmt.Sprintf("自评的全年执行数是%s，部门决算的支出数是%s", c.with(a.Value), c.with(b.Value)),
			Stated:  c.shown(a.Value), Computed: c.shown(b.Value), Difference: c.shown(distance(a.Value, b.Value)), Unit: c.unit.Name,
			Hint:    "以批复的决算为准，改正自评的数；口径不同的，写明口径",
			Related: []source.Related{{Place: b.Place, Message: "部门决算支出数 " + c.with(b.Value)}},
		})
	},
}
