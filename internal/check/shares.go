package check

import (
	"fmt"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// completionRates holds the rate of completion that a form printed beside target
// and actual against what the two give.
func (p *pass) completionRates() {
	for i := range p.forms {
		f := &p.forms[i]
		for j := range f.rows {
			r := &f.rows[j]
			if given(r.Rate) && given(r.Actual) {
				p.completionRate(f, r)
			}
		}
	}
}

func (p *pass) completionRate(f *form, r *row) {
	want, _, ok1 := record.Quantity(r.target)
	have, _, ok2 := record.Quantity(r.actual)
	if !ok1 || !ok2 || !record.SameUnit(r.target, r.actual) {
		return
	}
	done, ok := have.Quo(want)
	if !ok {
		return
	}
	done = done.Mul(money.Int(100))
	what := "完成率"
	var st money.Decimal
	switch v := r.RateValue().(type) {
	case record.Completion:
		st = v.Percent
	case record.Excess:
		st, what, done = v.Percent, "超过目标的比例", done.Sub(money.Int(100))
	default:
		return
	}
	// Where less is better, forms print it either way round.
	reversed, _ := want.Quo(have)
	if st.Fits(done, money.HalfUp) || p.lessIsBetter(r) && st.Fits(reversed.Mul(money.Int(100)), money.HalfUp) {
		return
	}
	digits := max(2, st.Scale)
	computed := done.Text(digits, money.HalfUp) + "%"
	diff := st.Number.Sub(done.Round(digits, money.HalfUp)).Abs().Text(digits, money.HalfUp)
	finding := source.Finding{
		Place: r.Rate.Place, Key: p.rowKey(f, r, "rate"), Title: "完成率不符", Quote: r.Rate.Value,
		Message: fmt.Sprintf("%s目标%s，完成%s，%s应为%s，写作“%s”，相差%s个百分点", f.name(r), said(r.Target), said(r.Actual), what, computed, r.Rate.Value, diff),
		Stated:  r.Rate.Value, Computed: computed, Difference: diff, Unit: "%",
		Hint: "用实际完成值除以目标值；不要把两个数倒过来", Related: rowRelated(r),
	}
	back := reversed.Mul(money.Int(100))
	one := money.Int(1)
	if distanceOf(st.Number, back).Cmp(one) < 0 || what != "完成率" && distanceOf(st.Number, money.Int(100).Sub(back)).Cmp(one) < 0 {
		finding.Message += fmt.Sprintf("；目标值除以完成值是%s%%，疑似除反了", points(back))
	}
	p.add(finding)
}

func (p *pass) lessIsBetter(r *row) bool { return r.rule == "at_most" }

var ruleC15 = Rule{
	ID: "C15", Severity: source.Error,
	Title:     "占比等于部分除以全部",
	Explain:   "各项目的占比按各自的支出除以合计重算（由 C5 核对）；所有占比加起来应当是100%，因舍入差一点的，加注说明。",
	Tolerance: "合计在 99.9% 到 100.1% 之间",
	Source:    "GB/T 8170-2008",
	run: func(p *pass) {
		if len(p.Projects) < 2 || p.Left > 0 {
			return
		}
		sum := money.Number{}
		for _, q := range p.Projects {
			st := q.Stated.Share
			if !st.Set || st.Kind != source.StatedPercent {
				return
			}
			sum = sum.Add(st.Value.Number)
		}
		hundred := money.Int(100)
		diff := distanceOf(sum, hundred)
		if diff.Sign() == 0 {
			return
		}
		f := source.Finding{
			Place: p.Projects[0].Stated.Share.Place, Key: p.keyOf(nil, "share_sum"), Title: "占比合计不是100%",
			Message: fmt.Sprintf("%d个项目印出的占比合计是%s%%", len(p.Projects), plainly(sum)),
			Stated:  plainly(sum) + "%", Computed: "100%", Difference: plainly(diff), Unit: "%",
			Hint: "核对各项占比；确属舍入的，加注“因四舍五入，各项之和不等于100%”",
		}
		tolerance := money.Frac(1, 10)
		if t := p.limits().ShareTolerance; t.Set {
			tolerance = t.Value.Number
		}
		if diff.Cmp(tolerance) <= 0 {
			f.Title = "尾差" + plainly(diff)
			p.addAs(source.Info, f)
			return
		}
		p.add(f)
	},
}

var ruleC33 = Rule{
	ID: "C33", Severity: source.Warning,
	Title:     "部门的项目执行率与各项目相称",
	Explain:   "部门报告的项目支出执行率，应当与各项目支出之和除以预算之和相近；差得多，说明合计和各项目用的不是同一批数。",
	Tolerance: "相差不超过 5 个百分点（规则集可以另定）",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		var budget, spent money.Amount
		n := 0
		for _, q := range p.Projects {
			if q.Funds.Budget.Set && q.Funds.Spent.Set {
				budget, spent, n = budget+q.Funds.Budget.Value, spent+q.Funds.Spent.Value, n+1
			}
		}
		of := p.Figures.Report("project_execution_rate")
		rate, ok1 := percentOf(of)
		each, ok2 := percentOfAmounts(spent, budget)
		if !ok1 || !ok2 || n < len(p.Projects) || p.Left > 0 {
			return
		}
		gap := distanceOf(rate, each)
		if gap.Cmp(percent(p.limits().RateGap, 5)) <= 0 {
			return
		}
		p.add(source.Finding{
			Place: p.at(p.Funds.ProjectSpent.Place), Key: of.Key, Title: "执行率不相称",
			Message: fmt.Sprintf("部门的项目支出执行率是%s，%d个项目合起来是%s%%", of.Shown(), n, points(each)),
			Stated:  of.Shown(), Computed: points(each) + "%", Difference: points(gap), Unit: "%",
			Hint: "核对项目支出的合计和各项目的数",
		})
	},
}

var ruleC45 = Rule{
	ID: "C45", Severity: source.Warning,
	Title:   "整数支出",
	Explain: "项目正好花完预算、而且是整万元，可能是按预算拨出去就算支出（以拨代支）。有一个作说明，一半以上的项目都这样作提醒；没有公布预算的，只看支出是不是整数，作说明。",
	Source:  "部门决算管理办法",
	run: func(p *pass) {
		whole, exact, known := 0, 0, 0
		c := p.cash(nil)
		var first *record.Project
		var names []source.Related
		for _, q := range p.Projects {
			b, s := q.Funds.Budget, q.Funds.Spent
			if !s.Set || s.Value <= 0 {
				continue
			}
			known++
			round := s.Value%money.Amount(money.WanYuan.Fen) == 0
			if !round || b.Set && b.Value != s.Value {
				continue
			}
			if first == nil {
				first = q
			}
			whole++
			if b.Set {
				exact++
			}
			names = append(names, source.Related{Place: s.Place, Message: q.Title() + " " + c.with(s.Value)})
		}
		if whole == 0 || known == 0 || exact == 0 && whole < 2 {
			return
		}
		f := source.Finding{
			Place: first.Funds.Spent.Place, Key: p.keyOf(nil, "project_spent"), Title: "整数支出",
			Message: fmt.Sprintf("%d个项目里有%d个的支出是整万元，没有公布预算，看不出是不是按预算拨付就算支出", known, whole),
			Stated:  fmt.Sprint(whole), Unit: "个",
			Hint: "核对是否实际支付到最终收款人", Related: names,
		}
		if exact > 0 {
			f.Message = fmt.Sprintf("%d个项目里有%d个正好花完预算、而且是整万元", known, exact)
		}
		share := percent(p.limits().RoundShare, 50)
		if exact >= 2 && money.Int(int64(100*exact)).Cmp(share.Mul(money.Int(int64(known)))) >= 0 {
			p.add(f)
			return
		}
		p.addAs(p.milder(), f)
	},
}
