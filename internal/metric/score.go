package metric

import (
	"slices"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// entry is one indicator as the rules see it.
type entry struct {
	ind            *record.Indicator
	target, actual record.Target
	weight         money.Number
	spent, budget  result // of the record, for a row of the execution
}

// way says how a score was reached.
type way int

const (
	wayUndecided way = iota // the rules leave it to whoever evaluates
	wayFull                 // the target is reached
	wayNone                 // the target is missed, and nothing is earned
	wayMissing              // there is no actual
	wayForward              // weight × actual ÷ target
	wayReverse              // weight × target ÷ actual
	wayRate                 // weight × rate of completion
	wayBand                 // weight × share of a band
	waySteps                // weight × (1 − steps × loss)
	wayPass                 // below the pass line
	wayExecution            // weight × spent ÷ budget
)

// outcome is a score by the rules, or the reason why they give none.
type outcome struct {
	score  money.Number
	bad    *problem
	way    way
	number money.Number // share of a band, rate, number of steps, the end of a range that was missed
	rule   *scoreRule
	band   *band
	low    money.Number // of a qualitative one: between which scores one is chosen
	high   money.Number
	tiered bool
	deduct money.Number // deduction that the record itself makes
}

func undecided(why string) outcome { return outcome{bad: &problem{why: why}} }

// score applies the rules to an indicator: between 0 and its weight, exact.
func (s *scoring) score(x *entry) outcome {
	out := s.earned(x)
	if out.bad != nil {
		return out
	}
	if d := x.ind.Deduction; d.Set && out.way != wayMissing {
		out.deduct = d.Value.Number
		out.score = out.score.Sub(out.deduct)
	}
	out.score = clamp(out.score, x.weight)
	return out
}

func clamp(n, most money.Number) money.Number {
	switch {
	case n.Sign() < 0:
		return money.Number{}
	case n.Cmp(most) > 0:
		return most
	}
	return n
}

// earned is the score before any deduction.
func (s *scoring) earned(x *entry) outcome {
	if s.isExecution(x.ind) {
		return s.executed(x.weight, x.spent, x.budget)
	}
	rule := s.ruleFor(x)
	if rule != nil && rule.method == ruleFree {
		return undecided("按规则由评价人评定，没有固定的算法")
	}
	if c, ok := completion(x); ok {
		return s.byRate(x, c)
	}
	if _, none := x.actual.(record.NotGiven); none {
		if b := s.qualitative(x); b.tiered {
			return b
		}
		return outcome{way: wayMissing}
	}
	switch s.kind(x) {
	case "direct":
		return s.direct(x)
	case "tier":
		return s.qualitative(x)
	case "date":
		return s.date(x)
	case "":
		return undecided("没有填报年度指标值，不能按规则计分")
	}
	return s.measured(x, rule)
}

// kind is which rule speaks of an indicator: one of ruleKinds, or "" where there
// is no target.
func (s *scoring) kind(x *entry) string {
	switch x.ind.Kind.Value {
	case "direct", "date":
		return x.ind.Kind.Value
	case "quality":
		return "tier"
	case "satisfaction":
		return "satisfaction"
	}
	switch t := x.target.(type) {
	case record.Threshold:
		return s.opKind(x.ind, t.Op)
	case record.PerRatio:
		return s.opKind(x.ind, t.Op)
	case record.Zero:
		if t.Op == record.AtLeast || t.Op == record.Over {
			return "at_least"
		}
		return "zero"
	case record.Range:
		return "range"
	case record.Date:
		return "date"
	case record.Done, record.Completion:
		return "direct"
	case record.Tier:
		return "tier"
	case record.Text:
		if _, done := x.actual.(record.Done); done {
			return "direct"
		}
		return "tier"
	}
	return ""
}

// opKind is the kind of a number with that operator. A bare number is to be
// reached, but in the levels of cost not to be passed.
func (s *scoring) opKind(ind *record.Indicator, op record.Op) string {
	switch op {
	case record.AtMost, record.Under:
		return "at_most"
	case record.Exactly:
		return "equal"
	case record.Plain:
		if slices.Contains(s.reverseIn, ind.Level1.Value) || slices.Contains(s.reverseIn, ind.Level2.Value) {
			return "at_most"
		}
	}
	return "at_least"
}

func (s *scoring) ruleFor(x *entry) *scoreRule {
	if len(s.rules) == 0 {
		return nil
	}
	kind := s.kind(x)
	for i := range s.rules {
		r := &s.rules[i]
		if r.speaksOf(kind) && (len(r.names) == 0 || slices.Contains(r.names, x.ind.Name.Value)) {
			return r
		}
	}
	return nil
}

// speaksOf reports whether a rule is for that kind. A target of nothing at all is
// an upper limit too, for rules that can tell values above it apart.
func (r *scoreRule) speaksOf(kind string) bool {
	return r.kind == "" || r.kind == kind || r.kind == "at_most" && kind == "zero" && (r.method == ruleValues || r.method == ruleSteps)
}

// completion is the rate of completion, where that is what was given instead of
// an actual, or as the actual of a target that is no percentage.
func completion(x *entry) (money.Number, bool) {
	actual := x.actual
	if _, none := actual.(record.NotGiven); none && x.ind.Rate.Set {
		actual = x.ind.RateValue()
	}
	c, ok := actual.(record.Completion)
	if !ok {
		if e, ok := actual.(record.Excess); ok {
			return money.Int(1).Add(hundredth(e.Percent.Number)), true
		}
		return money.Number{}, false
	}
	if t, isLimit := x.target.(record.Threshold); isLimit && t.Unit == "%" {
		return money.Number{}, false
	}
	return hundredth(c.Percent.Number), true
}

func (s *scoring) byRate(x *entry, rate money.Number) outcome {
	switch {
	case rate.Cmp(money.Int(1)) >= 0:
		return outcome{way: wayFull, score: x.weight}
	case s.forward == ruleZero:
		return outcome{way: wayNone}
	case rate.Cmp(s.pass) < 0:
		return outcome{way: wayPass, number: s.pass}
	}
	return outcome{way: wayRate, score: x.weight.Mul(rate), number: rate}
}

// direct scores 是/否, 完成/未完成: the weight or nothing. A deduction that the
// record states starts from the weight.
func (s *scoring) direct(x *entry) outcome {
	if x.ind.Deduction.Set {
		return outcome{way: wayFull, score: x.weight}
	}
	yes, known := s.reached(x)
	switch {
	case !known:
		return undecided("直接赋分的指标没有写明是否完成，由评价人评定")
	case yes:
		return outcome{way: wayFull, score: x.weight}
	case s.undone == ruleFree:
		return undecided("没有完成，按规则由评价人酌情扣分")
	}
	return outcome{way: wayNone}
}

// reached reports whether a direct indicator was done.
func (s *scoring) reached(x *entry) (yes, known bool) {
	switch a := x.actual.(type) {
	case record.Done:
		return a.Yes, !a.Parts
	case record.Text:
		if slices.Contains(s.doneWords, a.Words) {
			return true, true
		}
	case record.Date:
		if t, ok := x.target.(record.Date); ok {
			v := t.Meets(a)
			return v == record.Met, v != record.Unsure
		}
	}
	if m, ok := compare(x); ok {
		return m.reached(s.opOf(x)), true
	}
	return false, false
}

func (s *scoring) date(x *entry) outcome {
	verdict := record.Unsure
	switch a := x.actual.(type) {
	case record.Date:
		if t, ok := x.target.(record.Date); ok {
			verdict = t.Meets(a)
		}
	case record.Done:
		switch {
		case a.Word == "按时完成" || a.Word == "按期完成" || a.Word == "已按时完成":
			verdict = record.Met
		case !a.Yes && !a.Parts:
			verdict = record.Missed
		}
	}
	switch {
	case verdict == record.Met:
		return outcome{way: wayFull, score: x.weight}
	case verdict == record.Missed && s.late == ruleZero:
		return outcome{way: wayNone}
	case verdict == record.Missed:
		return undecided("没有按时完成，按规则由评价人酌情扣分")
	}
	return undecided("从“" + x.ind.Actual.Value + "”看不出是否按时，不能按规则计分")
}

// qualitative finds the band of a qualitative indicator. Whoever evaluates
// chooses the score within it; only a band that earns a fixed share decides.
func (s *scoring) qualitative(x *entry) outcome {
	b := s.bandOf(x)
	if b < 0 {
		return undecided("定性指标由评价人评定")
	}
	q := &s.qual[b]
	if q.hasShare {
		return outcome{way: wayBand, score: x.weight.Mul(q.share), number: q.share, band: q, tiered: true}
	}
	out := undecided("")
	out.band, out.tiered = q, true
	out.low, out.high = x.weight.Mul(q.from), x.weight
	if b > 0 {
		out.high = x.weight.Mul(s.qual[b-1].from)
	}
	out.bad.why = "定性指标由评价人在“" + q.name + "”一档内评定：" + out.low.Text(s.decimals, s.mode) + "至" + out.high.Text(s.decimals, s.mode) + "分"
	return out
}

func (s *scoring) bandOf(x *entry) int {
	for _, given := range []struct {
		text string
		t    record.Target
	}{{x.ind.Band.Value, x.ind.BandValue()}, {x.ind.Actual.Value, x.actual}} {
		if given.text == "" {
			continue
		}
		for i := range s.qual {
			if slices.Contains(s.qual[i].names, normal(given.text)) {
				return i
			}
		}
		if t, ok := given.t.(record.Tier); ok && t.Band > 0 && t.Band <= len(s.qual) {
			return t.Band - 1
		}
	}
	return -1
}

// isExecution reports whether an indicator is the row of the execution.
func (s *scoring) isExecution(ind *record.Indicator) bool {
	if ind.Kind.Value == "execution" {
		return true
	}
	return !s.execution.part && ind.Kind.Value == "" && slices.Contains(s.execution.names, ind.Name.Value)
}

// executed is the score of an execution (rules 1.2 F4 to F7): never above the
// weight, undefined where there is no budget.
func (s *scoring) executed(weight money.Number, spent, budget result) outcome {
	if bad := merge(spent.bad, budget.bad); bad != nil {
		return outcome{bad: bad}
	}
	rate, ok := spent.n.Quo(budget.n)
	switch {
	case !ok && spent.n.Sign() == 0:
		return undecided("预算和支出都是零，没有执行率，不能计分")
	case !ok:
		return undecided("没有预算而有支出，不能计分")
	case s.execution.linear && rate.Cmp(money.Int(1)) >= 0:
		return outcome{way: wayFull, score: weight, number: rate}
	case s.execution.linear:
		return outcome{way: wayExecution, score: clamp(weight.Mul(rate), weight), number: rate}
	}
	return banded(s.execution.bands, rate, weight)
}

// banded is the share of the first band that holds a value; nothing below all.
func banded(bands []band, v, weight money.Number) outcome {
	for i := range bands {
		b := &bands[i]
		if b.holds(v) {
			return outcome{way: wayBand, score: weight.Mul(b.share), number: b.share, band: b}
		}
	}
	return outcome{way: wayNone}
}

func (b *band) holds(v money.Number) bool {
	return (!b.hasFrom || v.Cmp(b.from) >= 0) && (!b.hasUp || v.Cmp(b.upTo) <= 0)
}

// gradeOf is the grade of a total, scaled to points of 100.
func (s *scoring) gradeOf(total, outOf money.Number) result {
	if len(s.grades) == 0 {
		return broken("规则没有规定等级")
	}
	points := total
	if outOf.Sign() > 0 && outOf.Cmp(money.Int(100)) != 0 {
		points, _ = total.Mul(money.Int(100)).Quo(outOf)
	}
	for i := range s.grades {
		if s.grades[i].holds(points) {
			return result{tier: &tierOf{s.grades[i].name, i + 1}}
		}
	}
	return broken("没有等级包含这个总分")
}

// capOf is the most that a total may be at an execution rate.
func (s *scoring) capOf(spent, budget result) (money.Number, *capRule, *problem) {
	if len(s.caps) == 0 {
		return s.total, nil, nil
	}
	if bad := merge(spent.bad, budget.bad); bad != nil {
		return s.total, nil, bad
	}
	rate, ok := spent.n.Quo(budget.n)
	if !ok {
		return s.total, nil, nil
	}
	best := s.total
	var by *capRule
	for i := range s.caps {
		if c := &s.caps[i]; rate.Cmp(c.below) < 0 && c.total.Cmp(best) < 0 {
			best, by = c.total, c
		}
	}
	return best, by, nil
}

// placeOf is where the rule of an outcome stands: the rule of that indicator, the
// band, or the profile as a whole.
func (s *scoring) placeOf(o *outcome) source.Place {
	switch {
	case o.rule != nil:
		return o.rule.place
	case o.band != nil:
		return o.band.place
	}
	return source.Place{File: s.file}
}
