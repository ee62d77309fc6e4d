package check

import (
	"fmt"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC40 = Rule{
	ID: "C40", Severity: source.Error,
	Title:     "偏差有原因",
	Explain:   "没有完成、失了分或者远远超过目标的指标，都要写偏差原因（cause），最好再写改进措施。完成不到七成或超过三成（规则集可以另定）而没有原因，或者失了分而没有原因，是差错；差得不多而没有原因，作提醒。目标定得太低的，按实际说明。",
	Tolerance: "完成值除以目标值在 0.70 到 1.30 之间不算偏差过大",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				if r := &f.rows[j]; !given(r.Cause) && r.rule != "execution" {
					p.deviation(f, r)
				}
			}
		}
	},
}

// deviation finds what an indicator without a cause would have to explain.
func (p *pass) deviation(f *form, r *row) {
	lost := r.Score.Set && r.Weight.Set && r.Score.Value.Number.Cmp(r.Weight.Value.Number) < 0
	if !lost && r.justSo() {
		return
	}
	a, measured := p.achievement(f, r)
	far := measured && (a.Cmp(p.bounds.over) > 0 || a.Cmp(p.bounds.under) < 0)
	if !far && !lost && measured && a.Cmp(money.Int(1)) >= 0 {
		return
	}
	a = a.Mul(money.Int(100))
	finding := source.Finding{
		Place: p.rowPlace(r, r.Actual.Place), Key: p.rowKey(f, r, "cause"), Quote: r.Actual.Value,
		Hint: "在这个指标下写 cause，说明原因；需要改进的写 measure", Related: rowRelated(r),
	}
	switch {
	case far && p.extreme(r):
		finding.Title = "偏差过大没有原因"
		finding.Message = fmt.Sprintf("%s指标值%s，完成%s，是目标的%s%%，没有写原因", f.name(r), said(r.Target), said(orRate(r)), points(a))
		finding.Stated, finding.Computed, finding.Difference, finding.Unit = points(a)+"%", "100%", points(distanceOf(a, money.Int(100))), "%"
		p.add(finding)
	case lost && p.underpaid(r):
		// C11 has said that the score is below what the rules give, and that no cause is given.
	case lost:
		finding.Title = "失分没有原因"
		finding.Place = r.Score.Place
		w, s := r.Weight.Value.Number, r.Score.Value.Number
		finding.Message = fmt.Sprintf("%s分值%s分，得%s分，失%s分没有写原因", f.name(r), scoreText(w), scoreText(s), scoreText(w.Sub(s)))
		finding.Stated, finding.Computed, finding.Difference, finding.Unit = scoreText(s), scoreText(w), scoreText(w.Sub(s)), "分"
		p.add(finding)
	case p.missed(f, r, a, measured):
		finding.Title = "未完成没有原因"
		finding.Message = fmt.Sprintf("%s指标值%s，完成%s，没有写原因", f.name(r), said(r.Target), said(orRate(r)))
		if measured {
			finding.Stated, finding.Computed, finding.Difference, finding.Unit = points(a)+"%", "100%", points(money.Int(100).Sub(a)), "%"
		}
		p.addAs(p.milder(), finding)
	}
}

// justSo reports whether the actual is the very number of the target.
func (r *row) justSo() bool {
	t, ok1 := r.target.(record.Threshold)
	a, ok2 := r.actual.(record.Threshold)
	return ok1 && ok2 && t.Unit == a.Unit && t.Number.Number.Cmp(a.Number.Number) == 0
}

// extreme reports whether being far from the target means anything: not for an
// upper limit kept by far, which is what an upper limit is for, unless it is one
// of money or of what is to be done.
func (p *pass) extreme(r *row) bool {
	switch t := r.target.(type) {
	case record.Threshold:
		return t.Op != record.AtMost && t.Op != record.Under || record.Meets(r.target, r.actual) == record.Missed
	case record.Completion, record.PerRatio:
		return true
	}
	return given(r.Rate)
}

// underpaid reports whether C11 has found the score too low.
func (p *pass) underpaid(r *row) bool {
	for _, f := range p.earlier {
		if f.Rule == "C11" && f.Place == r.Score.Place {
			return true
		}
	}
	return false
}

func (p *pass) missed(f *form, r *row, a money.Number, measured bool) bool {
	if p.stage == record.Draft && !r.Score.Set {
		return false
	}
	switch record.Meets(r.target, r.actual) {
	case record.Missed:
		return !p.overpaid(r)
	case record.Met:
		return false
	}
	if d, ok := r.actual.(record.Done); ok && !d.Yes {
		return true
	}
	return measured && a.Cmp(money.Int(100)) < 0 && !p.overpaid(r)
}

// overpaid reports whether C11 has found that a missed target got too many points;
// it says all that a missing cause would.
func (p *pass) overpaid(r *row) bool { return p.underpaid(r) }

var ruleC41 = Rule{
	ID: "C41", Severity: source.Warning,
	Title:   "满分站得住",
	Explain: "预算只花了八成以下，产出却全部完成，又没有说节约在哪里；或者各项全是满分，其中有只凭评语的定性指标：都要说明。全是定量指标、都真的达到的，只作说明。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			if len(f.rows) > 0 {
				p.allFull(f)
				p.fullOutputs(f)
			}
		}
	},
}

// allFull finds forms in which nothing was lost.
func (p *pass) allFull(f *form) {
	vague := 0
	for j := range f.rows {
		r := &f.rows[j]
		if !r.Score.Set || !r.Weight.Set || r.Score.Value.Number.Cmp(r.Weight.Value.Number) < 0 {
			return
		}
		if !r.quantitative() && r.rule != "execution" {
			vague++
		}
	}
	total, _, place, ok := p.graded(f)
	if !ok || total.Cmp(p.outOf(f)) < 0 || len(f.rows) < 3 {
		return
	}
	finding := source.Finding{
		Place: p.at(place), Key: p.keyOf(f.q, "total_score"), Title: "各项全是满分",
		Message: fmt.Sprintf("%s的%d项指标全是满分，总分%s分", f.of(), len(f.rows), scoreText(total)),
		Stated:  scoreText(total), Unit: "分",
		Hint: "核对每一项的依据；属实的，保留",
	}
	if vague == 0 || p.evidenced(f) {
		p.addAs(p.milder(), finding)
		return
	}
	finding.Message += fmt.Sprintf("，其中%d项是定性的，只凭评语", vague)
	p.add(finding)
}

// evidenced reports whether the qualitative rows of a form have evidence.
func (p *pass) evidenced(f *form) bool {
	for j := range f.rows {
		if r := &f.rows[j]; !r.quantitative() && !given(r.Evidence) && r.rule != "execution" {
			return false
		}
	}
	return true
}

// fullOutputs finds projects that spent little and reached every output.
func (p *pass) fullOutputs(f *form) {
	budget, spent, reason := p.Funds.Budget, p.Funds.Spent, p.Funds.Reason
	if f.q != nil {
		budget, spent, reason = f.q.Funds.Budget, f.q.Funds.Spent, f.q.Funds.Reason
		if given(f.q.Cause) {
			reason = f.q.Cause
		}
	}
	rate, ok := ratePercent(spent, budget)
	least := percent(p.limits().IdleExecution, 80)
	if !ok || rate.Cmp(least) >= 0 || given(reason) {
		return
	}
	n := 0
	for j := range f.rows {
		r := &f.rows[j]
		if !r.isOutput() {
			continue
		}
		a, measured := p.achievement(f, r)
		if !measured || a.Cmp(money.Int(1)) < 0 {
			return
		}
		n++
	}
	if n == 0 {
		return
	}
	p.add(source.Finding{
		Place: p.at(spent.Place), Key: p.keyOf(f.q, "execution_rate"), Title: "花得少而全完成",
		Message: fmt.Sprintf("%s只执行了%s%%，%d项产出却全部完成，没有说明节约在哪里或者为什么没有支付", f.of(), points(rate), n),
		Stated:  points(rate) + "%", Computed: least.String() + "%", Difference: points(least.Sub(rate)), Unit: "%",
		Hint: "写明节约的办法，或未支付的原因（cause）",
	})
}

var ruleC44 = Rule{
	ID: "C44", Severity: source.Warning,
	Title:   "指标没有重复",
	Explain: "同一个项目里不写两个名称一样的指标。几个项目的指标连名称、目标、完成值都一样，多半是套用的，要写出各自的内容（满意度除外）。",
	Source:  "财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			p.twice(&p.forms[i])
		}
		p.acrossProjects()
	},
}

func (p *pass) twice(f *form) {
	seen := make(map[string]*row, len(f.rows))
	for j := range f.rows {
		r := &f.rows[j]
		first := seen[r.name]
		switch {
		case !given(r.Name):
			continue
		case first == nil:
			seen[r.name] = r
			continue
		case compact(first.Level2.Value) != compact(r.Level2.Value):
			key := r.name + "/" + compact(r.Level2.Value)
			if first = seen[key]; first == nil {
				seen[key] = r
				continue
			}
		}
		p.add(source.Finding{
			Place: r.Name.Place, Key: p.rowKey(f, r, "name"), Title: "指标重名", Quote: r.Name.Value, Stated: r.title(),
			Message: fmt.Sprintf("%s有两个指标都叫“%s”", f.of(), r.title()),
			Hint:    "写明各自衡量什么，或合并成一个",
			Related: []source.Related{{Place: first.Name.Place, Message: "第一个写在这里"}},
		})
	}
}

// acrossProjects finds indicators that several projects have word for word.
func (p *pass) acrossProjects() {
	type use struct {
		f *form
		r *row
	}
	named := map[string]int{}
	for i := range p.forms {
		for j := range p.forms[i].rows {
			named[p.forms[i].rows[j].name]++
		}
	}
	uses := map[string][]use{}
	for i := range p.forms {
		f := &p.forms[i]
		seen := map[string]bool{}
		for j := range f.rows {
			r := &f.rows[j]
			if f.q == nil || named[r.name] < 3 || !given(r.Name) || !given(r.Target) || r.isSatisfaction() {
				continue
			}
			key := r.name + "\x00" + r.Target.Value + "\x00" + r.Actual.Value
			if !seen[key] {
				seen[key] = true
				uses[key] = append(uses[key], use{f, r})
			}
		}
	}
	for _, key := range sortedKeys(uses) {
		all := uses[key]
		if len(all) < 3 {
			continue
		}
		var names []string
		finding := source.Finding{Place: all[0].r.Name.Place, Key: p.rowKey(all[0].f, all[0].r, "name"), Title: "指标相同"}
		for i, u := range all {
			names = append(names, u.f.of())
			if i > 0 {
				finding.Related = append(finding.Related, source.Related{Place: u.r.Name.Place, Message: u.f.of() + "也有这个指标"})
			}
		}
		r := all[0].r
		finding.Stated = r.title()
		finding.Message = fmt.Sprintf("%d个项目（%s）的指标“%s”目标、完成值都一样", len(all), quoted(strings.Join(names, "、"), 40), r.title())
		finding.Hint = "写出各项目自己的内容"
		severity := p.milder()
		if 2*len(all) > len(p.Projects) {
			severity = p.severity
		}
		p.addAs(severity, finding)
	}
}
