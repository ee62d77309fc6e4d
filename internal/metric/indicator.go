package metric

import (
	"slices"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Indicator is the figures of one indicator; those that were not given are nil.
type Indicator struct {
	Record     *record.Indicator
	Target     *Figure // 年度指标值, where it is a measurement
	Actual     *Figure // 实际完成值, likewise
	Weight     *Figure // 分值
	Score      *Figure // 得分 by the rules, undefined where they leave it open
	Self       *Figure // 得分 as stated by whoever evaluated himself
	Reviewed   *Figure // 复核得分
	Finance    *Figure // 财政审核得分
	ThirdParty *Figure // 第三方得分
	Rate       *Figure // 完成率, where a form of the profile has that column
	// Coefficient, Share and Converted are 得分系数, 权重占比 and 折算得分, where a form
	// of the profile has those columns.
	Coefficient, Share, Converted *Figure

	at      string // what its keys begin with
	called  string // its normal name, by which prose may name it
	entry   entry
	outcome outcome
}

// Applies reports whether the indicator is measured at all.
func (i *Indicator) Applies() bool { return applies(i.Record) && !isNotApplicable(i.entry.target) }

func applies(r *record.Indicator) bool { return !r.Applicable.Set || r.Applicable.Value }

func isNotApplicable(t record.Target) bool {
	_, ok := t.(record.NotApplicable)
	return ok
}

// Parsed are the target and the actual as the rules see them.
func (i *Indicator) Parsed() (target, actual record.Target) { return i.entry.target, i.entry.actual }

// Achievement is how far the target was reached: actual ÷ target, the other way
// round where less is better. ok is false where the two do not compare.
func (s *Set) Achievement(project string, n int) (a money.Number, ok bool) {
	list := s.Indicators(project)
	if n < 1 || n > len(list) {
		return a, false
	}
	return s.rules(project).achievement(&list[n-1].entry)
}

// Band is the tier of a qualitative indicator and the scores between which one is
// chosen; ok is false for indicators that are not qualitative or name no tier.
func (i *Indicator) Band() (name string, low, high money.Number, ok bool) {
	o := &i.outcome
	if !o.tiered || o.band == nil {
		return "", low, high, false
	}
	if o.bad == nil {
		return o.band.name, o.score, o.score, true
	}
	return o.band.name, o.low, o.high, true
}

// Rule is at_least, at_most, equal, range, zero, date, tier, direct, satisfaction
// or execution: the kind of rule by which the indicator is scored; "" where it has
// no target.
func (s *Set) Rule(project string, i *Indicator) string {
	r := s.rules(project)
	if r.isExecution(i.Record) {
		return "execution"
	}
	return r.kind(&i.entry)
}

// Indicators lists the figures of the indicators of a project, or of the whole
// department for "", in their order.
func (s *Set) Indicators(project string) []Indicator {
	if i := s.recordOf(project); i >= 0 {
		return s.records[i].indicators
	}
	return nil
}

func (s *Set) rules(project string) *scoring {
	if i := s.recordOf(project); i >= 0 {
		return s.env.records[i].scoring
	}
	return s.c.scoring
}

// indicators makes the figures of what the record says of its indicators.
func (m *computation) indicators(p int, list []record.Indicator) {
	if len(list) == 0 {
		return
	}
	out := make([]Indicator, len(list))
	rec := &m.set.records[p+1]
	rec.rows = slices.Grow(rec.rows, 5*len(list)+8)
	for i := range list {
		r := &list[i]
		x := &out[i]
		x.Record = r
		x.entry.ind = r
		x.entry.target, x.entry.actual = r.TargetValue(), r.ActualValue()
		if !x.Applies() {
			m.env.records[p+1].partial = true
			continue
		}
		name, at := r.Name.Value, nth("indicators", i+1)
		x.at, x.called = at, normal(name)
		x.Target = m.measured(p, x.entry.target, &r.Target, at, "target", "年度指标值", name)
		x.Actual = m.measured(p, x.entry.actual, &r.Actual, at, "actual", "实际完成值", name)
		x.Weight = m.points(p, &r.Weight, at, "weight", "分值", name)
		x.entry.weight = r.Weight.Value.Number
		x.Reviewed = m.points(p, &r.Reviewed, at, "reviewed_score", "复核得分", name)
		x.Finance = m.points(p, &r.Finance, at, "finance_score", "财政审核得分", name)
		x.ThirdParty = m.points(p, &r.ThirdParty, at, "third_score", "第三方得分", name)
	}
	rec.indicators = out
}

// points makes the figure of a number of points, nil where it is not given.
func (m *computation) points(p int, n *source.Number, element, field, label, name string) *Figure {
	if !n.Set {
		return nil
	}
	f := m.row(p, element, field, label)
	f.Row, f.Unit, f.Digits, f.kind = name, "分", n.Value.Scale, "score"
	f.Value, f.Origin = Score{n.Value.Number}, Input{n.Place}
	return f
}

// measured makes the figure of a target or an actual that is a measurement; words
// have none.
func (m *computation) measured(p int, t record.Target, text *source.String, element, field, label, name string) *Figure {
	v, unit, digits := measurement(t, text.Value)
	if v == nil {
		return nil
	}
	f := m.row(p, element, field, label)
	f.Row, f.Unit, f.Digits = name, unit, digits
	f.Value, f.Origin = v, Input{text.Place}
	return f
}

// measurement is the value of a typed target or actual.
func measurement(t record.Target, text string) (v Value, unit string, digits int) {
	switch t := t.(type) {
	case record.Threshold:
		v, unit = plainValue(t.Number.Number, t.Unit)
		return limit(t.Op, v), unit, t.Number.Scale
	case record.Zero:
		v, unit = plainValue(money.Number{}, t.Unit)
		return limit(t.Op, v), unit, 0
	case record.PerRatio:
		unit := t.Unit + "/" + perText(t.Per.Number) + t.PerUnit
		return limit(t.Op, Quantity{t.Number.Number}), unit, t.Number.Scale
	case record.Range:
		low, unit := plainValue(t.Lo.Number, t.Unit)
		high, _ := plainValue(t.Hi.Number, t.Unit)
		return Range{low, high}, unit, max(t.Lo.Scale, t.Hi.Scale)
	case record.Completion:
		return Ratio{hundredth(t.Percent.Number)}, "%", t.Percent.Scale
	case record.Date:
		return Date{text}, "", 0
	case record.Tier:
		return Tier{t.Word}, "", 0
	case record.Done:
		return Tier{t.Word}, "", 0
	}
	return nil, "", 0
}

func limit(op record.Op, v Value) Value {
	if op == record.Plain {
		return v
	}
	return Limit{op.String(), v}
}

// plainValue is a number with its unit: a ratio, a sum of whole 分, or a quantity.
func plainValue(n money.Number, unit string) (Value, string) {
	if unit == "%" {
		return Ratio{hundredth(n)}, "%"
	}
	if u, ok := money.UnitNamed(unit); ok {
		if a, err := money.FromUnit(n, u); err == nil {
			return Amount{a}, unit
		}
	}
	return Quantity{n}, unit
}

// perText is 10万 of 100000.
func perText(n money.Number) string {
	for _, u := range []struct {
		name string
		of   int64
	}{{"亿", 100_000_000}, {"万", 10_000}} {
		if q, _ := n.Quo(money.Int(u.of)); q.IsInt() && q.Sign() > 0 {
			if q.Cmp(one()) == 0 {
				return u.name
			}
			return q.String() + u.name
		}
	}
	return n.String()
}
