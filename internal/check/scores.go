package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// tolerance is by how many points a score may differ.
func (s *scene) tolerance(q *record.Project) money.Number {
	p := s.rulesOf(q)
	if p == s.Rules {
		return s.bounds.nearly
	}
	if p != nil && p.Thresholds.ScoreTolerance.Set {
		return p.Thresholds.ScoreTolerance.Value.Number
	}
	return money.Frac(5, 1000)
}

// scoreOf is the score that the rules give: rounded as the profile says.
func scoreOf(f *metric.Figure) (rounded, exact money.Number, ok bool) {
	if f == nil {
		return money.Number{}, money.Number{}, false
	}
	v, ok := f.Value.(metric.Score)
	return v.V.Round(f.Digits, f.Rounding), v.V, ok
}

// scoreText prints a score with as many decimals as it has, two at most.
func scoreText(n money.Number) string {
	if text, ok := n.Exact(); ok {
		if _, decimals, _ := strings.Cut(text, "."); len(decimals) <= 2 {
			return text
		}
	}
	return points(n)
}

var ruleC7 = Rule{
	ID: "C7", Severity: source.Error,
	Title:     "预算执行率得分按公式计算",
	Explain:   "执行率得分＝分值×执行率，最多得满分；规则集另有分档的按分档。用的是全年预算数和全年执行数。",
	Tolerance: "0.005 分；印出的得分位数较少、而按那个位数四舍五入相等的，作提醒",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			st, place := f.scores.Execution.Value, f.scores.Execution.Place
			set := f.scores.Execution.Set
			if f.q != nil && f.q.Stated.ExecutionScore.Set {
				s := f.q.Stated.ExecutionScore
				st, place, set = s.Value, s.Place, s.Kind == source.StatedNumber
			}
			if set {
				p.executionScore(f, st, place)
			}
		}
	},
}

func (p *pass) executionScore(f *form, st money.Decimal, place source.Place) {
	of := p.figure(f.q, "execution_score")
	rounded, exact, ok := scoreOf(of)
	if !ok {
		return
	}
	diff := distanceOf(st.Number, rounded)
	if diff.Cmp(p.tolerance(f.q)) <= 0 || distanceOf(st.Number, exact).Cmp(p.tolerance(f.q)) <= 0 {
		return
	}
	finding := source.Finding{
		Place: place, Key: of.Key, Title: "执行率得分不符",
		Message: fmt.Sprintf("%s的预算执行率得分应为%s分，写作%s分，相差%s分", f.of(), of.Shown(), scoreText(st.Number), scoreText(diff)),
		Stated:  st.Number.Text(st.Scale, money.HalfUp), Computed: of.Shown(), Difference: points(diff), Unit: "分",
		Hint: "按分值乘以执行率重新计算，最多得满分",
	}
	if st.Scale > 0 && st.Fits(exact, of.Rounding) {
		finding.Title = "得分的位数不够"
		p.addAs(p.milder(), finding)
		return
	}
	p.add(finding)
}

var ruleC8 = Rule{
	ID: "C8", Severity: source.Error,
	Title:   "分值合计等于满分",
	Explain: "各三级指标的分值加上预算执行率的分值，合计应当等于满分（一般是100）；规则集规定了一级指标分值的，三级指标之和原则上与它相等，报送以后不等的作提醒。不适用的指标，要按规则把分值分给其他指标，或写明满分。",
	Source:  "财预〔2020〕10号；财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			if f := &p.forms[i]; f.weighed {
				p.weights(f)
			}
		}
		for i := range p.statements() {
			st := &p.stated[i]
			if strings.HasPrefix(st.metric, "dimensions/") && strings.HasSuffix(st.metric, "/weight") {
				p.statedNumber(st, "分值小计不符", "核对这一类各指标的分值和小计")
			}
		}
	},
}

// executionWeight is the weight of the execution as a part of its own.
func (s *scene) executionWeight(f *form) money.Number {
	if w := f.scores.ExecutionWeight; w.Set {
		return w.Value.Number
	}
	p := s.rulesOf(f.q)
	if p == nil || !p.Weights.Execution.Set || p.Execution.Row.Value {
		return money.Number{}
	}
	for i := range f.rows {
		if f.rows[i].rule == "execution" {
			return money.Number{} // it stands among the indicators
		}
	}
	return p.Weights.Execution.Value.Number
}

func (p *pass) weights(f *form) {
	var all tally
	all.add(p.executionWeight(f))
	if f.withoutWeight*3 > len(f.rows) {
		return // of a form that was copied in part
	}
	for i := range f.rows {
		r := &f.rows[i]
		if !r.Weight.Set {
			p.add(source.Finding{
				Place: p.at(r.Place), Key: p.rowKey(f, r, "weight"), Title: "没有分值",
				Message: fmt.Sprintf("%s没有写分值，别的指标都有", f.name(r)),
				Hint:    "写上分值；不适用的指标写 applicable = false 和原因",
			})
			return
		}
		all.add(r.Weight.Value.Number)
	}
	sum, want := all.sum(), p.outOf(f)
	if sum.Cmp(want) == 0 {
		p.dimensions(f)
		return
	}
	first := &f.rows[0]
	severity := p.severity
	if sum.Cmp(want) < 0 && !p.whole(f) {
		severity = source.Info // a form that is still being filled, or of which a part was copied
	}
	p.addAs(severity, source.Finding{
		Place: p.rowPlace(first, first.Weight.Place), Key: p.keyOf(f.q, "weight_sum"), Title: "分值合计不是满分",
		Message: fmt.Sprintf("%s的分值合计%s分（其中预算执行率%s分），满分是%s分", f.of(), scoreText(sum), scoreText(p.executionWeight(f)), scoreText(want)),
		Stated:  scoreText(sum), Computed: scoreText(want), Difference: scoreText(distanceOf(sum, want)), Unit: "分",
		Hint: "调整各指标的分值；满分不是" + scoreText(want) + "的，在 [scores] 里写 out_of",
	})
}

// whole reports whether a form must be complete: its total is stated, or the
// report was handed in.
func (p *pass) whole(f *form) bool {
	return f.scores.Total.Set || f.q != nil && f.q.Stated.TotalScore.Set || stageRank(p.stage) > 0
}

// dimensions holds the weights of each level-1 indicator against the profile's.
func (p *pass) dimensions(f *form) {
	rules := p.rulesOf(f.q)
	if rules == nil || f.scores.OutOf.Set || p.executionWeight(f).Cmp(rules.Weights.Execution.Value.Number) != 0 {
		return
	}
	for i := range rules.Dimensions {
		d := &rules.Dimensions[i]
		if !d.Weight.Set {
			continue
		}
		any := -1
		var all tally
		for j := range f.rows {
			if ofDimension(d, f.rows[j].Level1.Value) {
				all.add(f.rows[j].Weight.Value.Number)
				if any < 0 {
					any = j
				}
			}
		}
		sum := all.sum()
		if any < 0 || sum.Cmp(d.Weight.Value.Number) == 0 || movedSatisfaction(rules, f) {
			continue
		}
		r := &f.rows[any]
		severity := p.step(2)
		if stageRank(p.stage) > 0 {
			severity = p.milder()
		}
		p.addAs(severity, source.Finding{
			Place: p.rowPlace(r, r.Weight.Place), Key: p.keyOf(f.q, "dimension_weight"), Title: "一级指标的分值与规则不同",
			Message: fmt.Sprintf("%s的%s分值合计%s分，规则集是%s分", f.of(), d.Name.Value, scoreText(sum), scoreText(d.Weight.Value.Number)),
			Stated:  scoreText(sum), Computed: scoreText(d.Weight.Value.Number), Difference: scoreText(distanceOf(sum, d.Weight.Value.Number)), Unit: "分",
			Hint: "按规则集调整分值；有特殊情况的，请审核人在 [[accepted]] 里写明",
		})
	}
}

func ofDimension(d *record.Dimension, level1 string) bool {
	level1 = strings.TrimSpace(level1)
	if level1 == d.Name.Value {
		return true
	}
	for _, a := range d.Alias {
		if a.Value == level1 {
			return true
		}
	}
	return false
}

// movedSatisfaction reports whether a form has no satisfaction, whose points then
// go to other dimensions.
func movedSatisfaction(rules *record.Profile, f *form) bool {
	has := false
	for i := range rules.Dimensions {
		has = has || strings.Contains(rules.Dimensions[i].Name.Value, "满意")
	}
	for i := range f.rows {
		if f.rows[i].isSatisfaction() {
			return false
		}
	}
	return has
}

var ruleC9 = Rule{
	ID: "C9", Severity: source.Error,
	Title:   "总分等于各项得分之和",
	Explain: "总分应当等于各指标得分与预算执行率得分之和（规则集有扣分、封顶的，按规则）；有分值的每一行都要有得分，空白不是零分。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			if f.scored || f.scores.Total.Set || f.scores.ExecutionWeight.Set {
				blank := p.blankScores(f)
				p.totalScore(f, blank)
			}
		}
		p.statedScores()
	},
}

// blankScores finds rows with a weight and no score in a form that is scored. It
// returns how many there are.
func (p *pass) blankScores(f *form) int {
	n := 0
	for i := range f.rows {
		r := &f.rows[i]
		if !r.Weight.Set || r.Score.Set || !f.scored {
			continue
		}
		n++
		p.add(source.Finding{
			Place: p.at(r.Place), Key: p.rowKey(f, r, "score"), Title: "没有得分",
			Message: fmt.Sprintf("%s有分值%s分，没有写得分；空白不是零分", f.name(r), scoreText(r.Weight.Value.Number)),
			Hint:    "写上得分；得零分的写 0",
		})
	}
	if p.blankExecution(f) {
		n++
	}
	return n
}

// blankExecution finds a form whose indicators are scored and whose execution is
// not, and cannot be computed by the rules. A draft is only told so.
func (p *pass) blankExecution(f *form) bool {
	budget, spent := p.Funds.Budget, p.Funds.Spent
	stated := f.scores.Execution.Set
	if f.q != nil {
		budget, spent = f.q.Funds.Budget, f.q.Funds.Spent
		stated = stated || f.q.Stated.ExecutionScore.Set
	}
	if of := p.figure(f.q, "execution_score"); of != nil && of.OK() {
		return false // nobody need write what follows from the sums
	}
	w := p.executionWeight(f)
	_, defined := ratePercent(spent, budget)
	if stated || !defined || !f.scored && !f.scores.ExecutionWeight.Set || w.Sign() == 0 || f.scores.Total.Set && p.consistent(f) {
		return false
	}
	severity, place := p.severity, p.at(spent.Place)
	if p.stage == record.Draft && !f.scores.Total.Set {
		severity = source.Info
	}
	finding := source.Finding{
		Place: place, Key: p.keyOf(f.q, "execution_score"), Title: "没有执行率得分",
		Message: fmt.Sprintf("%s的预算执行率有分值%s分，没有写得分；空白不是零分", f.of(), scoreText(w)), Unit: "分",
		Hint: "在 [scores] 里写 execution",
	}
	p.addAs(severity, finding)
	return true
}

// consistent reports whether the stated total follows from the scores and the
// execution by the rules.
func (p *pass) consistent(f *form) bool {
	sum, ok := p.sumOfScores(f)
	return ok && distanceOf(sum, f.scores.Total.Value.Number).Cmp(p.tolerance(f.q)) <= 0
}

// sumOfScores adds up what is stated; an execution that is not stated counts by
// the rules.
func (p *pass) sumOfScores(f *form) (money.Number, bool) {
	var all tally
	for i := range f.rows {
		r := &f.rows[i]
		if r.Weight.Set && !r.Score.Set {
			return money.Number{}, false
		}
		all.add(r.Score.Value.Number)
	}
	sum := all.sum()
	w := p.executionWeight(f)
	switch {
	case f.scores.Execution.Set:
		sum = sum.Add(f.scores.Execution.Value.Number)
	case f.q != nil && f.q.Stated.ExecutionScore.Kind == source.StatedNumber && f.q.Stated.ExecutionScore.Set:
		sum = sum.Add(f.q.Stated.ExecutionScore.Value.Number)
	case w.Sign() > 0:
		rounded, _, ok := scoreOf(p.figure(f.q, "execution_score"))
		if !ok {
			return sum, false
		}
		sum = sum.Add(rounded)
	}
	return sum, true
}

// totalScore holds the stated total against the scores.
func (p *pass) totalScore(f *form, blank int) {
	st, place := f.scores.Total.Value, f.scores.Total.Place
	set := f.scores.Total.Set
	if f.q != nil && f.q.Stated.TotalScore.Set {
		s := f.q.Stated.TotalScore
		st, place, set = s.Value, s.Place, s.Kind == source.StatedNumber
	}
	if !set || !f.scored || blank > 0 {
		return
	}
	sum, ok := p.sumOfScores(f)
	if !ok {
		return
	}
	if of := p.figure(f.q, "total_score"); of != nil {
		if capped, _, ok := scoreOf(of); ok && capped.Cmp(sum) < 0 && p.limited(f.q) {
			sum = capped
		}
	}
	diff := distanceOf(sum, st.Number)
	if diff.Cmp(p.tolerance(f.q)) <= 0 {
		return
	}
	p.add(source.Finding{
		Place: place, Key: p.keyOf(f.q, "total_score"), Title: "总分不符",
		Message: fmt.Sprintf("%s各项得分合计%s分，总分写作%s分，相差%s分", f.of(), scoreText(sum), scoreText(st.Number), scoreText(diff)),
		Stated:  st.Number.Text(st.Scale, money.HalfUp), Computed: scoreText(sum), Difference: scoreText(diff), Unit: "分",
		Hint: "核对各项得分和总分",
	})
}

// limited reports whether the profile caps totals or takes fixed points off them.
func (s *scene) limited(q *record.Project) bool {
	p := s.rulesOf(q)
	return p != nil && (len(p.Caps) > 0 || len(p.Deductions) > 0)
}

// statedScores holds printed scores that are sums or formulas of others, as a
// whole or of one level of indicators, against what they are. Totals, the
// execution and single indicators have rules of their own.
func (p *pass) statedScores() {
	for i := range p.statements() {
		st := &p.stated[i]
		if st.kind != "score" || strings.HasPrefix(st.metric, "indicators/") || st.metric == "execution_score" || st.metric == "total_score" {
			continue
		}
		if strings.HasPrefix(st.metric, "dimensions/") && strings.HasSuffix(st.metric, "/weight") {
			continue
		}
		p.statedNumber(st, "得分不符", "核对各项得分和合计")
	}
}
