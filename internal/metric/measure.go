package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/record"
)

// measure is a target and an actual that can be held against each other, in one
// unit: as written, or where their units differ in the smallest of the kind.
type measure struct {
	target, actual money.Number
	percent        bool // of a percentage, 95 as written; else it is 0.95
}

// written is n of the measure as the form writes it: percentages as percent.
func (m measure) written(x *entry, n money.Number) money.Number {
	unit := ""
	switch t := x.target.(type) {
	case record.Threshold:
		unit = t.Unit
	case record.Zero:
		unit = t.Unit
	}
	if unit == "%" && !m.percent {
		return n.Mul(money.Int(100))
	}
	return n
}

// compare takes a target and an actual that are single numbers of one unit.
func compare(x *entry) (measure, bool) {
	t, ok1 := x.target.(record.Threshold)
	if a, ok2 := x.actual.(record.Threshold); ok1 && ok2 && t.Unit == a.Unit {
		return measure{t.Number.Number, a.Number.Number, t.Unit == "%"}, true
	}
	return compareUnits(x)
}

// compareUnits does it where the units are written in different ways.
func compareUnits(x *entry) (measure, bool) {
	if !record.SameUnit(x.target, x.actual) {
		return measure{}, false
	}
	t, _, ok1 := record.Quantity(x.target)
	a, _, ok2 := record.Quantity(x.actual)
	return measure{target: t, actual: a}, ok1 && ok2
}

func (s *scoring) opOf(x *entry) record.Op {
	op := record.Plain
	switch t := x.target.(type) {
	case record.Threshold:
		op = t.Op
	case record.PerRatio:
		op = t.Op
	case record.Zero:
		if op = t.Op; op == record.Plain {
			op = record.AtMost
		}
	}
	if op == record.Plain && s.opKind(x.ind, op) == "at_most" {
		return record.AtMost
	}
	return op
}

// reached reports whether the actual keeps the target.
func (m measure) reached(op record.Op) bool {
	c := m.actual.Cmp(m.target)
	switch op {
	case record.AtMost:
		return c <= 0
	case record.Under:
		return c < 0
	case record.Over:
		return c > 0
	case record.Exactly:
		return c == 0
	}
	return c >= 0
}

// measured scores numbers (rules 1.5).
func (s *scoring) measured(x *entry, rule *scoreRule) outcome {
	if r, ok := x.target.(record.Range); ok {
		return s.within(x, r)
	}
	m, ok := compare(x)
	if !ok {
		return undecided("实际完成值“" + x.ind.Actual.Value + "”与指标值“" + x.ind.Target.Value + "”不能比较，不能按规则计分")
	}
	kind := s.kind(x)
	if kind == "satisfaction" && rule == nil && s.pleased == ruleBands {
		return banded(s.satisfied, hundredth(m.written(x, m.actual)), x.weight)
	}
	if rule != nil && rule.method != ruleProportional && rule.method != ruleZero {
		return s.special(x, m, rule)
	}
	op := s.opOf(x)
	if m.reached(op) {
		return outcome{way: wayFull, score: x.weight, rule: rule}
	}
	way, method := wayForward, s.forward
	switch op {
	case record.AtMost, record.Under:
		way, method = wayReverse, s.reverse
	case record.Exactly:
		if method = s.equal; m.actual.Cmp(m.target) > 0 {
			way = wayReverse
		}
	}
	if rule != nil {
		method = rule.method
	}
	if method == ruleZero || m.target.Sign() == 0 {
		return outcome{way: wayNone, rule: rule}
	}
	return s.proportional(x, m, way, rule)
}

// proportional gives the part of the weight that the target was reached by.
func (s *scoring) proportional(x *entry, m measure, w way, rule *scoreRule) outcome {
	if m.target.Sign() < 0 {
		return undecided("指标值是负数，不能按比例计分")
	}
	part, whole := m.actual, m.target
	if w == wayReverse {
		part, whole = m.target, m.actual
	}
	share, ok := part.Quo(whole)
	switch {
	case !ok || share.Sign() <= 0: // strictly missed at zero
		return outcome{way: wayNone, rule: rule}
	case share.Cmp(money.Int(1)) >= 0: // > or < of just that number: as near as can be
		return outcome{way: wayFull, score: x.weight, rule: rule}
	case share.Cmp(s.pass) < 0:
		return outcome{way: wayPass, number: s.pass, rule: rule}
	}
	return outcome{way: w, score: x.weight.Mul(share), rule: rule}
}

// within scores a target that is a range.
func (s *scoring) within(x *entry, r record.Range) outcome {
	low := entry{ind: x.ind, target: record.Threshold{Number: r.Lo, Unit: r.Unit}, actual: x.actual, weight: x.weight}
	high := entry{ind: x.ind, target: record.Threshold{Number: r.Hi, Unit: r.Unit}, actual: x.actual, weight: x.weight}
	below, ok1 := compare(&low)
	above, ok2 := compare(&high)
	switch {
	case !ok1 || !ok2:
		return undecided("实际完成值“" + x.ind.Actual.Value + "”与指标值“" + x.ind.Target.Value + "”不能比较，不能按规则计分")
	case below.reached(record.AtLeast) && above.reached(record.AtMost):
		return outcome{way: wayFull, score: x.weight}
	case s.ranges == ruleZero:
		return outcome{way: wayNone}
	case below.reached(record.AtLeast):
		out := s.proportional(x, above, wayReverse, nil)
		out.number = r.Hi.Number
		return out
	}
	out := s.proportional(x, below, wayForward, nil)
	out.number = r.Lo.Number
	return out
}

// special applies the rule of single indicators.
func (s *scoring) special(x *entry, m measure, rule *scoreRule) outcome {
	var out outcome
	switch rule.method {
	case ruleValues:
		out = banded(rule.bands, m.written(x, m.actual), x.weight)
	case ruleBands:
		part, whole := m.actual, m.target
		if op := s.opOf(x); op == record.AtMost || op == record.Under {
			part, whole = whole, part
		}
		share, ok := part.Quo(whole)
		switch {
		case m.reached(s.opOf(x)):
			out = banded(rule.bands, money.Int(100), x.weight)
		case !ok:
			out = outcome{way: wayNone}
		default:
			out = banded(rule.bands, share.Mul(money.Int(100)), x.weight)
		}
	case ruleSteps:
		out = steps(x, m, rule, s.opOf(x))
	}
	out.rule = rule
	return out
}

// steps loses a share of the weight for every step beyond the target.
func steps(x *entry, m measure, rule *scoreRule, op record.Op) outcome {
	if m.reached(op) {
		return outcome{way: wayFull, score: x.weight}
	}
	n, _ := m.written(x, m.actual.Sub(m.target).Abs()).Quo(rule.step)
	if rule.whole {
		if floor := n.Round(0, money.HalfUp); floor.Cmp(n) > 0 {
			n = floor.Sub(money.Int(1))
		} else {
			n = floor
		}
	}
	left := money.Int(1).Sub(n.Mul(rule.lose))
	if left.Sign() <= 0 {
		return outcome{way: wayNone}
	}
	return outcome{way: waySteps, score: x.weight.Mul(left), number: n}
}

// Achievement is how far an indicator's target was reached: actual ÷ target, the
// other way round where less is better; ok is false where the two do not compare.
func (s *scoring) achievement(x *entry) (money.Number, bool) {
	if c, ok := completion(x); ok {
		return c, true
	}
	m, ok := compare(x)
	if !ok {
		return money.Number{}, false
	}
	if op := s.opOf(x); op == record.AtMost || op == record.Under {
		return m.target.Quo(m.actual)
	}
	return m.actual.Quo(m.target)
}
