package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC10 = Rule{
	ID: "C10", Severity: source.Error,
	Title:   "得分在零分和分值之间",
	Explain: "任何一项的得分都不能是负数，也不能超过它的分值；总分不能超过满分。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				r := &f.rows[j]
				for _, s := range []struct {
					label, key string
					n          source.Number
				}{{"得分", "score", r.Score}, {"复核得分", "reviewed_score", r.Reviewed}, {"财政审核得分", "finance_score", r.Finance}, {"第三方得分", "third_score", r.ThirdParty}} {
					if s.n.Set && r.Weight.Set && outside(s.n, r.Weight.Value.Number) {
						p.within(s.n, r.Weight.Value.Number, p.rowKey(f, r, s.key), f.name(r)+"的"+s.label)
					}
				}
			}
			if w := p.executionWeight(f); f.scores.Execution.Set && w.Sign() > 0 {
				p.within(f.scores.Execution, w, p.keyOf(f.q, "execution_score"), f.of()+"的预算执行率得分")
			}
			if f.scores.Total.Set {
				p.within(f.scores.Total, p.outOf(f), p.keyOf(f.q, "total_score"), f.of()+"的总分")
			}
		}
	},
}

func outside(n source.Number, most money.Number) bool {
	return n.Value.Number.Sign() < 0 || n.Value.Number.Cmp(most) > 0
}

func (p *pass) within(n source.Number, most money.Number, key, what string) {
	v := n.Value.Number
	limit := most
	switch {
	case v.Sign() < 0:
		limit = money.Number{}
	case v.Cmp(most) <= 0:
		return
	}
	p.add(source.Finding{
		Place: n.Place, Key: key, Title: "得分超出范围",
		Message: fmt.Sprintf("%s是%s分，应当在0到%s分之间", what, scoreText(v), scoreText(most)),
		Stated:  scoreText(v), Computed: scoreText(limit), Difference: scoreText(distanceOf(v, limit)), Unit: "分",
		Hint: "核对得分和分值",
	})
}

var ruleC11 = Rule{
	ID: "C11", Severity: source.Error,
	Title:     "定量指标按公式计分",
	Explain:   "达到指标值得满分，没有达到的按比例得分（规则集另有规定的按规定）。多给、少给都要改；按实际情况主动扣分的，写 deduction 和原因。有分值而没有目标、没有完成值的，不能给分。",
	Tolerance: "0.005 分；印出的得分位数较少、而按那个位数四舍五入相等的，作提醒",
	Source:    "财预〔2020〕10号；财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				r := &f.rows[j]
				if r.Weight.Set && r.Score.Set && !p.withoutEvidence(f, r) {
					p.byFormula(f, r)
				}
			}
		}
	},
}

// withoutEvidence finds points that were given for nothing: no target and no
// actual.
func (p *pass) withoutEvidence(f *form, r *row) bool {
	_, noActual := r.actual.(record.NotGiven)
	if !noActual || given(r.Rate) || given(r.Band) || r.Score.Value.Number.Sign() <= 0 || r.rule == "execution" {
		return false
	}
	if r.Kind.Value == "direct" && given(r.Evidence) {
		return false
	}
	what := "实际完成值"
	if _, none := r.target.(record.NotGiven); none {
		what = "指标值和实际完成值"
	}
	score := scoreText(r.Score.Value.Number)
	p.add(source.Finding{
		Place: r.Score.Place, Key: p.rowKey(f, r, "score"), Title: "得分没有依据",
		Message: fmt.Sprintf("%s得%s分，却没有写%s", f.name(r), score, what),
		Stated:  score, Computed: "0", Difference: score, Unit: "分",
		Hint: "补上" + what + "；没有的，不能得分",
	})
	return true
}

// byFormula holds a score against the rules.
func (p *pass) byFormula(f *form, r *row) {
	st := r.Score.Value
	if exact, ok := exactScore(r.fig.Score); !ok || exact.Cmp(st.Number) == 0 {
		return
	}
	rounded, exact, ok := scoreOf(r.fig.Score)
	_, noActual := r.actual.(record.NotGiven)
	if !ok || noActual && !given(r.Rate) && !given(r.Band) && r.rule != "execution" {
		return
	}
	if st.Number.Sign() < 0 || st.Number.Cmp(r.Weight.Value.Number) > 0 {
		return // C10 has said so
	}
	diff := distanceOf(st.Number, rounded)
	near := p.tolerance(f.q)
	if diff.Cmp(near) <= 0 || distanceOf(st.Number, exact).Cmp(near) <= 0 {
		return
	}
	computed := scoreText(rounded)
	finding := source.Finding{
		Place: r.Score.Place, Key: p.rowKey(f, r, "score"), Title: "得分不符",
		Message: fmt.Sprintf("%s指标值%s，完成%s，分值%s分，按规则得%s分，写作%s分", f.name(r), said(r.Target), said(orRate(r)), scoreText(r.Weight.Value.Number), computed, scoreText(st.Number)),
		Stated:  scoreText(st.Number), Computed: computed, Difference: scoreText(diff), Unit: "分",
		Hint:    "按规则改正得分；主动扣分的，写 deduction 和 cause",
		Related: rowRelated(r),
	}
	switch {
	case st.Number.Cmp(rounded) < 0 && !given(r.Cause):
		finding.Title = "失分没有原因"
		finding.Message += "，少" + scoreText(diff) + "分，没有写原因"
	case st.Number.Cmp(rounded) > 0:
		finding.Message += "，多" + scoreText(diff) + "分"
	default:
		finding.Message += "，少" + scoreText(diff) + "分"
	}
	weight := r.Weight.Value.Number
	if st.Scale > 0 && st.Number.Cmp(weight) < 0 && st.Fits(exact, money.HalfUp) {
		finding.Title = "得分的位数不够"
		p.addAs(p.milder(), finding)
		return
	}
	p.add(finding)
}

// exactScore is the score that the rules give, not rounded.
func exactScore(f *metric.Figure) (money.Number, bool) {
	if f == nil {
		return money.Number{}, false
	}
	v, ok := f.Value.(metric.Score)
	return v.V, ok
}

func said(s source.String) string {
	if !given(s) {
		return "没有写"
	}
	return "“" + quoted(s.Value, 20) + "”"
}

// orRate is the actual, or the rate of completion where that is what was given.
func orRate(r *row) source.String {
	if given(r.Actual) {
		return r.Actual
	}
	return r.Rate
}

func rowRelated(r *row) []source.Related {
	var out []source.Related
	for _, c := range []struct {
		label string
		s     source.String
	}{{"年度指标值", r.Target}, {"实际完成值", r.Actual}} {
		if given(c.s) {
			out = append(out, source.Related{Place: c.s.Place, Message: c.label + " " + c.s.Value})
		}
	}
	return out
}

var ruleC12 = Rule{
	ID: "C12", Severity: source.Error,
	Title:     "定性指标的得分在所选的档内",
	Explain:   "定性指标先选档次（达成、部分达成、未达成），再在这一档的范围内打分：达成是分值的80%至100%，部分达成60%至80%，未达成60%以下（规则集另有分档的按规则集）。",
	Tolerance: "0.005 分",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				p.inBand(f, &f.rows[j])
			}
		}
	},
}

func (p *pass) inBand(f *form, r *row) {
	name, low, high, ok := r.fig.Band()
	if !ok || !r.Score.Set || low.Cmp(high) == 0 {
		return
	}
	v, near := r.Score.Value.Number, p.tolerance(f.q)
	top := high.Cmp(r.Weight.Value.Number) == 0
	limit := high
	switch {
	case low.Sub(v).Cmp(near) > 0:
		limit = low
	case v.Sub(high).Cmp(near) > 0 || !top && v.Cmp(high) == 0:
	default:
		return
	}
	p.add(source.Finding{
		Place: r.Score.Place, Key: p.rowKey(f, r, "score"), Title: "得分不在这一档",
		Message: fmt.Sprintf("%s的档次是“%s”，得分应当在%s分到%s分之间，写作%s分", f.name(r), name, scoreText(low), scoreText(high), scoreText(v)),
		Stated:  scoreText(v), Computed: scoreText(limit), Difference: scoreText(distanceOf(v, limit)), Unit: "分",
		Hint: "改正得分，或改选与得分相符的档次",
	})
}

// graded is the total of a form that its grade follows from, as published.
func (s *scene) graded(f *form) (published, exact money.Number, place source.Place, ok bool) {
	if f.q != nil && f.q.Stated.TotalScore.Set && f.q.Stated.TotalScore.Kind == source.StatedNumber {
		n := f.q.Stated.TotalScore
		return n.Value.Number, n.Value.Number, n.Place, true
	}
	if n := f.scores.Total; n.Set {
		return n.Value.Number, n.Value.Number, n.Place, true
	}
	of := s.figure(f.q, "total_score")
	published, exact, ok = scoreOf(of)
	if of == nil {
		return published, exact, place, false
	}
	return published, exact, s.place(of), ok
}

// bandsOf are the grades of a form, the best first: its own, or the profile's.
func (s *scene) bandsOf(f *form) []record.Band {
	var out []record.Band
	for i := range f.scores.Scale {
		out = append(out, record.Band{Name: f.scores.Scale[i].Name, From: f.scores.Scale[i].From})
	}
	if p := s.rulesOf(f.q); len(out) == 0 && p != nil {
		return p.Grades
	}
	return out
}

var ruleC13 = Rule{
	ID: "C13", Severity: source.Error,
	Title:   "等级与总分相符",
	Explain: "等级按公布的总分定：90分以上优，80到90良，60到80中，60以下差（规则集或表格另有等级的按那个）。总分或等级有一个写错了。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			grade := f.scores.Grade
			if f.q != nil && given(f.q.Stated.Grade) {
				grade = f.q.Stated.Grade
			}
			if given(grade) {
				p.grade(f, grade)
			}
		}
	},
}

func (p *pass) grade(f *form, grade source.String) {
	bands := p.bandsOf(f)
	total, _, _, ok := p.graded(f)
	if len(bands) == 0 || !ok {
		return
	}
	word := strings.TrimSpace(grade.Value)
	known := false
	for i := range bands {
		known = known || isGrade(&bands[i], word)
	}
	right := bandOf(bands, p.outOfHundred(f, total))
	if right == nil || isGrade(right, word) {
		return
	}
	finding := source.Finding{
		Place: grade.Place, Key: p.keyOf(f.q, "grade"), Title: "等级不符", Quote: word,
		Message: fmt.Sprintf("%s总分%s分，按规则是“%s”，写作“%s”", f.of(), scoreText(total), right.Name.Value, word),
		Stated:  word, Computed: right.Name.Value,
		Hint: "核对总分和等级",
	}
	if !known {
		finding.Title = "没有这个等级"
		finding.Message = fmt.Sprintf("%s的等级“%s”不在规则集的等级里；总分%s分按规则是“%s”", f.of(), word, scoreText(total), right.Name.Value)
		p.addAs(p.milder(), finding)
		return
	}
	p.add(finding)
}

func isGrade(b *record.Band, word string) bool {
	if b.Name.Value == word {
		return true
	}
	for _, a := range b.Alias {
		if a.Value == word {
			return true
		}
	}
	return false
}

// bandOf is the grade of a total of 100, or nil.
func bandOf(bands []record.Band, total money.Number) *record.Band {
	for i := range bands {
		b := &bands[i]
		if !b.From.Set || total.Cmp(b.From.Value.Number) >= 0 {
			return b
		}
	}
	return nil
}

// outOfHundred scales a total to points of 100.
func (s *scene) outOfHundred(f *form, total money.Number) money.Number {
	q, ok := total.Mul(money.Int(100)).Quo(s.outOf(f))
	if !ok {
		return total
	}
	return q
}

var ruleC34 = Rule{
	ID: "C34", Severity: source.Info,
	Title:   "总分紧靠等级的分界",
	Explain: "总分离等级的分界不到0.05分时，把精确的总分写出来，让人看得出等级不是舍入的结果。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			published, exact, place, ok := p.graded(f)
			if !ok {
				continue
			}
			if _, sum, has := scoreOf(p.figure(f.q, "total_score")); has {
				exact = sum
			}
			margin := money.Frac(5, 100)
			if m := p.limits().GradeMargin; m.Set {
				margin = m.Value.Number
			}
			for _, b := range p.bandsOf(f) {
				edge := b.From.Value.Number
				if !b.From.Set || edge.Sign() <= 0 || distanceOf(p.outOfHundred(f, exact), edge).Cmp(margin) > 0 || exact.Cmp(published) == 0 && exact.Cmp(edge) == 0 {
					continue
				}
				p.add(source.Finding{
					Place: p.at(place), Key: p.keyOf(f.q, "total_score"), Title: "紧靠等级分界",
					Message: fmt.Sprintf("%s的总分是%s分（精确值%s），离“%s”的分界%s分不到%s分", f.of(), scoreText(published), plainExact(exact), b.Name.Value, edge, margin),
					Stated:  scoreText(published), Computed: edge.String(), Difference: plainExact(distanceOf(exact, edge)), Unit: "分",
					Hint: "不用改；有疑问时看计算说明里的精确值",
				})
				break
			}
		}
	},
}

// plainExact prints a number with four decimals where it has more.
func plainExact(n money.Number) string {
	if s, ok := n.Exact(); ok {
		if _, d, _ := strings.Cut(s, "."); len(d) <= 4 {
			return s
		}
	}
	return n.Truncated(4) + "…"
}

// averageOf is Σ(score × budget) ÷ Σ budget of the projects that have both; n is
// how many those are.
func (s *scene) averageOf() (weighted, plain money.Number, n int) {
	var sum, points, all money.Number
	for i := range s.forms {
		f := &s.forms[i]
		if f.q == nil || !f.q.Funds.Budget.Set {
			continue
		}
		total, _, _, ok := s.graded(f)
		if !ok {
			continue
		}
		w := f.q.Funds.Budget.Value.Number()
		sum = sum.Add(w)
		points = points.Add(total.Mul(w))
		all = all.Add(total)
		n++
	}
	weighted, _ = points.Quo(sum)
	plain, _ = all.Quo(money.Int(int64(max(n, 1))))
	return weighted, plain, n
}

var ruleC14 = Rule{
	ID: "C14", Severity: source.Error,
	Title:     "部门得分能由项目得分算出",
	Explain:   "部门没有自己的指标表时，部门总分应当是各项目得分按全年预算数加权的平均数。部门另有指标表的，由 C9 核对。",
	Tolerance: "0.005 分；印出的位数较少时按那个位数",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		st := p.Scores.Total
		weighted, plain, n := p.averageOf()
		if !st.Set || len(p.Indicators) > 0 || n == 0 || n < len(p.Projects) || p.Left > 0 {
			return
		}
		if st.Value.Fits(weighted, money.HalfUp) || distanceOf(st.Value.Number, weighted).Cmp(p.tolerance(nil)) <= 0 {
			return
		}
		diff := distanceOf(st.Value.Number, weighted.Round(2, money.HalfUp))
		f := source.Finding{
			Place: st.Place, Key: p.keyOf(nil, "total_score"), Title: "部门得分不符",
			Message: fmt.Sprintf("%d个项目的得分按预算加权平均是%s分，部门总分写作%s分", n, points(weighted), scoreText(st.Value.Number)),
			Stated:  scoreText(st.Value.Number), Computed: points(weighted), Difference: points(diff), Unit: "分",
			Hint: "按各项目的全年预算数加权平均；另有算法的，写出部门的指标表",
		}
		if st.Value.Fits(plain, money.HalfUp) {
			f.Message += "，是没有加权的平均数"
		}
		p.add(f)
	},
}
