package check

import (
	"fmt"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// threeColumn is one column of the table of the three public costs.
type threeColumn struct {
	key, label string
	of         func(*record.ThreePublicRow) source.Amount
}

func threeColumns() []threeColumn {
	return []threeColumn{
		{"total", "合计", func(r *record.ThreePublicRow) source.Amount { return r.Total }},
		{"abroad", "因公出国（境）费", func(r *record.ThreePublicRow) source.Amount { return r.Abroad }},
		{"car", "公务用车购置及运行维护费", func(r *record.ThreePublicRow) source.Amount { return r.Car }},
		{"car_bought", "公务用车购置费", func(r *record.ThreePublicRow) source.Amount { return r.CarBought }},
		{"car_run", "公务用车运行维护费", func(r *record.ThreePublicRow) source.Amount { return r.CarRun }},
		{"reception", "公务接待费", func(r *record.ThreePublicRow) source.Amount { return r.Reception }},
	}
}

// threeRows are the rows of that table.
func threeRows(t *record.ThreePublic) []struct {
	key, label string
	r          *record.ThreePublicRow
} {
	return []struct {
		key, label string
		r          *record.ThreePublicRow
	}{{"budget", "预算数", &t.Budget}, {"actual", "决算数", &t.Actual}, {"last_budget", "上年预算数", &t.LastBudget}, {"last_actual", "上年决算数", &t.LastActual}}
}

var ruleC22 = Rule{
	ID: "C22", Severity: source.Warning,
	Title:     "“三公”经费表内相符",
	Explain:   "合计等于出国费、用车费、接待费三项之和，用车费等于购置费加运行维护费；有金额的要有批次、人次、辆数，有批次、人次、辆数的要有金额。",
	Tolerance: "同 C3：各数四舍五入时允许尾差",
	Source:    "地方预决算公开操作规程",
	run: func(p *pass) {
		for _, row := range threeRows(&p.ThreePublic) {
			r, key := row.r, "three_public_"+row.key
			p.parts(nil, key+".total", "“三公”经费"+row.label, "出国、用车、接待三项", r.Total, []named{{"因公出国（境）费", r.Abroad}, {"公务用车费", r.Car}, {"公务接待费", r.Reception}})
			p.parts(nil, key+".car", "公务用车费"+row.label, "购置费、运行维护费", r.Car, []named{{"购置费", r.CarBought}, {"运行维护费", r.CarRun}})
		}
		a := &p.ThreePublic.Actual
		p.moneyAndCount("公务接待费", "接待批次", a.Reception, p.ThreePublic.Receptions)
		p.moneyAndCount("公务接待费", "接待人次", a.Reception, p.ThreePublic.Guests)
		p.moneyAndCount("因公出国（境）费", "出国（境）团组", a.Abroad, p.ThreePublic.Groups)
		p.moneyAndCount("因公出国（境）费", "出国（境）人次", a.Abroad, p.ThreePublic.Persons)
		p.moneyAndCount("公务用车购置费", "购置辆数", a.CarBought, p.ThreePublic.Bought)
		p.moneyAndCount("公务用车运行维护费", "公务用车保有量", a.CarRun, p.ThreePublic.Cars)
	},
}

// moneyAndCount finds money without anything that it was for, and the other way
// round. What is not given is not held against anything.
func (p *pass) moneyAndCount(sum, what string, a source.Amount, n source.Int) {
	c := p.cash(nil)
	if !a.Set || !n.Set || (a.Value > 0) == (n.Value > 0) {
		return
	}
	message := fmt.Sprintf("%s是%s，%s却是0", sum, c.with(a.Value), what)
	if a.Value == 0 {
		message = fmt.Sprintf("%s是%d，%s却是0", what, n.Value, sum)
	}
	p.add(source.Finding{
		Place: n.Place, Key: p.keyOf(nil, "three_public"), Title: "金额与数量不符", Message: message,
		Stated: fmt.Sprint(n.Value), Computed: c.shown(a.Value),
		Hint:    "核对“三公”经费表里的金额和数量",
		Related: []source.Related{{Place: a.Place, Message: sum + " " + c.with(a.Value)}},
	})
}

var ruleC23 = Rule{
	ID: "C23", Severity: source.Warning,
	Title:   "控制率不超过100%",
	Explain: "公用经费、“三公”经费的实际支出不应当超过预算；超过的，在 reason 里写明原因。",
	Source:  "财预〔2013〕53号",
	run: func(p *pass) {
		t := &p.ThreePublic
		if !given(t.Reason) {
			for _, c := range threeColumns() {
				// The total says it; where there is none, the parts do.
				if c.key == "total" || !t.Actual.Total.Set || !t.Budget.Total.Set {
					p.controlled("“三公”经费（"+c.label+"）", "three_public."+c.key, c.of(&t.Actual), c.of(&t.Budget))
				}
			}
		}
		if !given(p.Staff.Reason) {
			p.controlled("公用经费", "public_cost", p.Staff.PublicSpent, p.Staff.PublicBudget)
		}
	},
}

func (p *pass) controlled(what, key string, spent, budget source.Amount) {
	c := p.cash(nil)
	limit := percent(p.limits().ControlRate, 100)
	rate, ok := ratePercent(spent, budget)
	if !ok && !(spent.Set && budget.Set && budget.Value == 0 && spent.Value > 0) || ok && rate.Cmp(limit) <= 0 {
		return
	}
	shown := "没有意义"
	if ok {
		shown = points(rate) + "%"
	}
	f := source.Finding{
		Place: spent.Place, Key: p.keyOf(nil, key), Title: "超过预算",
		Message: fmt.Sprintf("%s支出%s，预算%s，控制率%s，没有写原因", what, c.with(spent.Value), c.with(budget.Value), shown),
		Stated:  c.shown(spent.Value), Computed: c.shown(budget.Value), Difference: c.shown(spent.Value - budget.Value), Unit: c.unit.Name,
		Hint:    "核对这两个数；确实超过的，在 reason 里写明原因",
		Related: []source.Related{{Place: budget.Place, Message: "预算数 " + c.with(budget.Value)}},
	}
	p.add(f)
}

var ruleC24 = Rule{
	ID: "C24", Severity: source.Warning,
	Title:   "在职人员不超过编制",
	Explain: "在职人员数按决算口径，不含劳务派遣；超过编制数的，在 [staff] 的 reason 里写明原因。",
	Source:  "财预〔2013〕53号",
	run: func(p *pass) {
		s := &p.Staff
		if !s.Posts.Set || !s.Employed.Set || s.Employed.Value <= s.Posts.Value || given(s.Reason) {
			return
		}
		rate := ""
		if q, ok := money.Int(s.Employed.Value * 100).Quo(money.Int(s.Posts.Value)); ok {
			rate = "，控制率" + points(q) + "%"
		}
		p.add(source.Finding{
			Place: s.Employed.Place, Key: p.keyOf(nil, "staff"), Title: "超编",
			Message: fmt.Sprintf("在职%d人，编制%d人，超%d人%s，没有写原因", s.Employed.Value, s.Posts.Value, s.Employed.Value-s.Posts.Value, rate),
			Stated:  fmt.Sprint(s.Employed.Value), Computed: fmt.Sprint(s.Posts.Value), Difference: fmt.Sprint(s.Employed.Value - s.Posts.Value), Unit: "人",
			Hint: "核对人数的口径；确实超编的，在 reason 里写明原因",
		})
	},
}
