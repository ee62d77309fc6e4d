package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC70 = Rule{
	ID: "C70", Severity: source.Warning,
	Title:     "自评得分与复核得分相近",
	Explain:   "抽查复核（或财政审核、第三方评价）的得分与自评相差5分以上的（规则集可以另定），要写明原因，并在以后的自评里改正。",
	Tolerance: "相差不超过 5 分",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.Reviews {
			v := &p.Reviews[i]
			if v.Self.Set && v.Score.Set && !given(v.Reason) {
				p.reviewed(p.project(v.Project.Value), v.Score.Place, v.Self.Value.Number, v.Score.Value.Number, "复核")
			}
		}
		for i := range p.forms {
			f := &p.forms[i]
			self, _, _, ok := p.graded(f)
			if !ok || p.hasReview(f) {
				continue
			}
			for _, s := range []struct {
				who string
				n   source.Number
			}{{"复核", f.scores.Reviewed}, {"财政审核", f.scores.Finance}, {"第三方评价", f.scores.ThirdParty}} {
				if s.n.Set {
					p.reviewed(f.q, s.n.Place, self, s.n.Value.Number, s.who)
				}
			}
		}
	},
}

// hasReview reports whether a review says why its score differs.
func (p *pass) hasReview(f *form) bool {
	return slices.ContainsFunc(p.Reviews, func(v record.Review) bool { return v.Project.Value == f.id() })
}

func (p *pass) reviewed(q *record.Project, at source.Place, self, score money.Number, who string) {
	gap := distanceOf(self, score)
	if gap.Cmp(percent(p.limits().ReviewGap, 5)) <= 0 {
		return
	}
	p.add(source.Finding{
		Place: p.at(at), Key: p.keyOf(q, "total_score"), Title: who + "得分相差较大",
		Message: fmt.Sprintf("%s自评%s分，%s%s分，相差%s分，没有写原因", subject(q), scoreText(self), who, scoreText(score), scoreText(gap)),
		Stated:  scoreText(self), Computed: scoreText(score), Difference: scoreText(gap), Unit: "分",
		Hint: "在 [[review]] 的 reason 里写明原因（资料不全、数据不实、计算错误、指标不合理、未说明偏差）",
	})
}

var ruleC72 = Rule{
	ID: "C72", Severity: source.Warning,
	Title:   "评价结果用在下年预算里",
	Explain: "等级最差、或者执行率不到六成的项目（规则集可以另定），下年预算应当压减；不压减的，写明理由（[result_use] 的 reason，或项目 [funds] 的 reason）。",
	Source:  "预算法第三十二条；财预〔2020〕10号",
	run: func(p *pass) {
		for _, q := range p.Projects {
			p.nextBudget(q)
			p.budgetAfter(q, p.before.project(q.ID))
		}
	},
}

// nextBudget holds next year's budget, as this report announces it, against this
// year's result.
func (p *pass) nextBudget(q *record.Project) {
	next, budget := q.ResultUse.NextBudget, q.Funds.Budget
	if !next.Set || !budget.Set || next.Value < budget.Value || given(q.ResultUse.Reason) || given(p.ResultUse.Reason) {
		return
	}
	rate, ok := ratePercent(q.Funds.Spent, budget)
	poor := ok && rate.Cmp(percent(p.limits().PoorExecution, 60)) < 0
	why := "执行率只有" + points(rate) + "%"
	if !poor && p.worstGrade(q) {
		poor, why = true, "等级是最差的一等"
	}
	if poor {
		p.unused(q, next, budget, why, "下年预算")
	}
}

// budgetAfter holds this year's budget against last year's result.
func (p *pass) budgetAfter(q *record.Project, last *projectDigest) {
	budget := q.Funds.Budget
	if last == nil || !last.poor || last.decided || last.next.Set || !budget.Set || !last.budget.Set || budget.Value < last.budget.Value || given(q.Funds.Reason) {
		return
	}
	p.unused(q, budget, last.budget, "上年结果差（执行率不到六成，或等级最差）", "本年预算")
}

func (p *pass) unused(q *record.Project, next, budget source.Amount, why, what string) {
	c := p.cash(q)
	p.add(source.Finding{
		Place: next.Place, Key: p.keyOf(q, "next_budget"), Title: "结果没有用上",
		Message: fmt.Sprintf("%s%s，%s%s没有比%s压减，也没有写理由", q.Title(), why, what, c.with(next.Value), c.with(budget.Value)),
		Stated:  c.shown(next.Value), Computed: c.shown(budget.Value), Difference: c.shown(distance(next.Value, budget.Value)), Unit: c.unit.Name,
		Hint: "压减预算，或写明不压减的理由",
	})
}

var ruleC73 = Rule{
	ID: "C73", Severity: source.Warning,
	Title:   "上年答应整改的有着落",
	Explain: "上年报告里写了整改措施的问题，今年的整改台账（[[rectification]]）要逐条写明进展和状态，直到销号；到期没有完成的，写明原因和新的期限。",
	Source:  "中发〔2018〕34号",
	run: func(p *pass) {
		p.promises()
		for i := range p.Ledger {
			p.overdue(&p.Ledger[i])
		}
	},
}

// promises finds last year's problems that the ledger does not follow up.
func (p *pass) promises() {
	if p.before == nil {
		return
	}
	var open []problemDigest
	for _, b := range p.before.problems {
		if !b.promised || b.closed {
			continue
		}
		followed := slices.ContainsFunc(p.Ledger, func(l record.Rectification) bool {
			return b.id != "" && l.Problem.Value == b.id || b.id == "" && strings.HasPrefix(compact(l.Text.Value), compact(strings.TrimSuffix(b.text, "…")))
		})
		if !followed && !(b.id == "" && len(p.Ledger) > 0) {
			open = append(open, b)
		}
	}
	if len(open) == 0 {
		return
	}
	f := source.Finding{
		Place: p.start(), Key: p.keyOf(nil, "rectification"), Title: "整改没有下文",
		Message: fmt.Sprintf("上年报告答应整改的问题有%d条在整改台账里没有下文，例如“%s”", len(open), strings.TrimSpace(open[0].text)),
		Hint:    "在 [[rectification]] 里逐条写明进展和状态",
	}
	for _, b := range open {
		f.Related = append(f.Related, source.Related{Place: b.place, Message: "上年的问题：" + strings.TrimSpace(b.text)})
	}
	p.add(f)
}

// overdue finds rows of the ledger without a state, or past their day.
func (p *pass) overdue(l *record.Rectification) {
	status := strings.TrimSpace(l.Status.Value)
	name := strings.TrimSpace(l.Text.Value)
	if name == "" {
		name = l.Problem.Value
	}
	f := source.Finding{Place: p.at(l.Place), Key: p.keyOf(nil, "rectification"), Stated: status}
	today := p.writtenOn()
	switch {
	case status == "":
		f.Title = "整改没有状态"
		f.Message = fmt.Sprintf("整改台账的“%s”没有写状态", quoted(name, 30))
		f.Hint = "写 status：未启动、进行中、已完成或已销号"
	case l.Due.Set && today != "" && dateText(l.Due) < today && status != "已完成" && status != "已销号":
		f.Title = "整改到期未完成"
		f.Message = fmt.Sprintf("整改台账的“%s”应在%s以前完成，截至%s仍是“%s”", quoted(name, 30), dateText(l.Due), today, status)
		f.Computed = dateText(l.Due)
		f.Hint = "写明没有完成的原因和新的期限"
	default:
		return
	}
	p.add(f)
}

// writtenOn is the day of which a report speaks: that of its publication or of its
// signing. One that gives no day speaks of no later one than the end of the year
// after its own, when the next report is due. What came later stands in that.
func (p *pass) writtenOn() string {
	for _, d := range []source.Date{p.Disclosure.Published, p.Disclosure.Made, p.SignOff.Approved.Date, p.SignOff.Secrecy.Date, p.SignOff.Prepared.Date} {
		if d.Set {
			return dateText(d)
		}
	}
	if p.world.AsOf == "" {
		return ""
	}
	return min(p.world.AsOf, fmt.Sprintf("%d-12-31", p.Year+1))
}

// dateText is a day as an ISO date, which sorts like the day.
func dateText(d source.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }
