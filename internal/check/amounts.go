package check

import (
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// named is an amount with what a reader calls it.
type named struct {
	label string
	source.Amount
}

// addition is a sum held against its stated total, all in 分 but for the tail,
// which is in the unit of the total.
type addition struct {
	parts, diff money.Amount
	tail        money.Number // the largest difference that rounding explains
	tailFen     money.Number // the same in 分
}

func (a addition) withinTail() bool { return a.diff.Number().Cmp(a.tailFen) <= 0 }

// addUp adds amounts and compares them with their total. The common precision is
// the finest that any of them is written in. Where it reaches 分 nothing is
// rounded and no tail is allowed. ok is false unless all of them are given.
func addUp(parts []named, total source.Amount) (addition, bool) {
	if !total.Set || len(parts) == 0 {
		return addition{}, false
	}
	step := stepOf(total)
	var sum money.Amount
	for _, a := range parts {
		if !a.Set {
			return addition{}, false
		}
		sum += a.Value
		step = min(step, stepOf(a.Amount))
	}
	out := addition{parts: sum, diff: distance(sum, total.Value)}
	if step > 1 && out.diff != 0 {
		out.tailFen = money.Frac(step*int64(len(parts)+1), 2)
		out.tail, _ = out.tailFen.Quo(money.Int(total.Unit.Fen))
	}
	return out, true
}

func distance(a, b money.Amount) money.Amount {
	if a < b {
		return b - a
	}
	return a - b
}

// givenOf keeps the amounts that are given.
func givenOf(parts []named) []named {
	var out []named
	for _, a := range parts {
		if a.Set {
			out = append(out, a)
		}
	}
	return out
}

// stepOf is the value of the last decimal of an amount, in 分. Sums in 万元 and
// 亿元 are published with two decimals at least, so a bare 80 stands for 80.00; in
// 元 they are exact.
func stepOf(a source.Amount) int64 {
	step := a.Unit.Fen
	for n := max(a.Scale, 2); n > 0 && step > 1; n-- {
		step /= 10
	}
	return step
}

// sameSum reports whether two publications of one sum agree: rounded to the
// decimals of the coarser one they are equal.
func sameSum(a, b source.Amount) bool {
	if a.Value == b.Value {
		return true
	}
	step := money.Int(max(stepOf(a), stepOf(b)))
	x, _ := a.Value.Number().Quo(step)
	y, _ := b.Value.Number().Quo(step)
	return x.Round(0, money.HalfUp).Cmp(y.Round(0, money.HalfUp)) == 0
}

// halfIn is half a unit of the last decimal of a sum, in 分: see stepOf.
func halfIn(a money.Amount, unit string) money.Number {
	u, ok := money.UnitNamed(unit)
	if !ok {
		return money.Number{}
	}
	step := u.Fen / 100
	for step > 1 && int64(a)%step != 0 {
		step /= 10
	}
	if step <= 1 {
		return money.Number{}
	}
	return money.Frac(step, 2)
}

// cash prints sums of money in one unit.
type cash struct{ unit money.Unit }

// cash is the unit in which a project, or the report, gives its sums.
func (s *scene) cash(q *record.Project) cash {
	if q != nil {
		if u, ok := money.UnitNamed(q.Unit.Value); ok {
			return cash{u}
		}
	}
	return cash{s.unit}
}

// shown prints a sum exactly, with two decimals at least.
func (c cash) shown(a money.Amount) string { return exactly(a.In(c.unit), 2) }

// with is the same with the unit behind it.
func (c cash) with(a money.Amount) string { return c.shown(a) + c.unit.Name }

// exactly prints a number with all of its decimals, and that many at least.
func exactly(n money.Number, least int) string {
	text, ok := n.Exact()
	if !ok {
		return n.Text(max(least, 4), money.HalfUp)
	}
	if _, decimals, _ := strings.Cut(text, "."); len(decimals) >= least {
		return text
	}
	return n.Text(least, money.HalfUp)
}

// plainly prints a number with as many decimals as it needs.
func plainly(n money.Number) string {
	text, ok := n.Exact()
	if ok {
		if _, decimals, _ := strings.Cut(text, "."); len(decimals) <= 6 {
			return text
		}
	}
	return n.Text(2, money.HalfUp)
}

// points prints a difference of percentages, or a score, with two decimals.
func points(n money.Number) string { return n.Text(2, money.HalfUp) }

// amountOf is the sum of money a figure holds; ok is false for nil, for another
// kind of value and for an absent or undefined one.
func amountOf(f *metric.Figure) (money.Amount, bool) {
	if f == nil {
		return 0, false
	}
	a, ok := f.Value.(metric.Amount)
	return a.V, ok
}

// percentOf is a ratio in percent, exactly.
func percentOf(f *metric.Figure) (money.Number, bool) {
	if f == nil {
		return money.Number{}, false
	}
	r, ok := f.Value.(metric.Ratio)
	if !ok {
		return money.Number{}, false
	}
	return r.V.Mul(money.Int(100)), true
}

// ratePercent is spent ÷ budget in percent; ok is false without both, or where
// the budget is zero.
func ratePercent(spent, budget source.Amount) (money.Number, bool) {
	if !spent.Set || !budget.Set {
		return money.Number{}, false
	}
	return percentOfAmounts(spent.Value, budget.Value)
}

func percentOfAmounts(part, whole money.Amount) (money.Number, bool) {
	q, ok := part.Number().Quo(whole.Number())
	return q.Mul(money.Int(100)), ok
}

// column is one column of the fund rows.
type column struct {
	key, label string
	report     func(*record.Funds) source.Amount
	project    func(*record.ProjectFunds) source.Amount
	row        func(*record.FundSource) source.Amount
}

// columns are 年初预算数, 全年预算数, 资金到位数 and 全年执行数.
func columns() []column {
	return []column{
		{"initial", "年初预算数", func(f *record.Funds) source.Amount { return f.Initial }, func(f *record.ProjectFunds) source.Amount { return f.Initial }, func(f *record.FundSource) source.Amount { return f.Initial }},
		{"budget", "全年预算数", func(f *record.Funds) source.Amount { return f.Budget }, func(f *record.ProjectFunds) source.Amount { return f.Budget }, func(f *record.FundSource) source.Amount { return f.Budget }},
		{"received", "资金到位数", func(f *record.Funds) source.Amount { return f.Received }, func(f *record.ProjectFunds) source.Amount { return f.Received }, func(f *record.FundSource) source.Amount { return f.Received }},
		{"spent", "全年执行数", func(f *record.Funds) source.Amount { return f.Spent }, func(f *record.ProjectFunds) source.Amount { return f.Spent }, func(f *record.FundSource) source.Amount { return f.Spent }},
	}
}
