package metric

import (
	"slices"

	"mingbai/internal/money"
)

// Ranked is a report with its place among others.
type Ranked struct {
	Row   *Row
	Place int // from 1; equal values share it; 0 where there is no value
	Value money.Number
}

// Rank orders reports by one of their metrics, the highest first; equal values
// share a place, and reports without one come last.
func Rank(rows []*Row, metric string) []Ranked {
	out := make([]Ranked, 0, len(rows))
	for _, r := range rows {
		n, ok := r.Number(metric)
		place := 0
		if ok {
			place = 1
		}
		out = append(out, Ranked{r, place, n})
	}
	slices.SortStableFunc(out, func(a, b Ranked) int {
		if a.Place != b.Place {
			return b.Place - a.Place
		}
		if c := b.Value.Cmp(a.Value); c != 0 {
			return c
		}
		return byOrder(a.Row, b.Row)
	})
	for i := range out {
		switch {
		case out[i].Place == 0:
		case i > 0 && out[i].Value.Cmp(out[i-1].Value) == 0:
			out[i].Place = out[i-1].Place
		default:
			out[i].Place = i + 1
		}
	}
	return out
}

// Peers are the other departments of the same function and year, those of other
// counties among them where rows holds them.
func Peers(rows []*Row, of *Row) []*Row {
	var out []*Row
	for _, r := range rows {
		if r != of && r.Year == of.Year && r.Function == of.Function && of.Function != "" {
			out = append(out, r)
		}
	}
	return out
}

// Spread is the mean and the variance of one metric over reports, exact; n is how
// many of them have it.
func Spread(rows []*Row, metric string) (mean, variance money.Number, n int) {
	var values []money.Number
	for _, r := range rows {
		if v, ok := r.Number(metric); ok {
			values = append(values, v)
		}
	}
	return SpreadOf(values)
}

// SpreadOf is the mean and the variance of values.
func SpreadOf(values []money.Number) (mean, variance money.Number, n int) {
	n = len(values)
	if n == 0 {
		return mean, variance, 0
	}
	count := money.Int(int64(n))
	mean, _ = money.Sum(values...).Quo(count)
	squares := make([]money.Number, n)
	for i, v := range values {
		d := v.Sub(mean)
		squares[i] = d.Mul(d)
	}
	variance, _ = money.Sum(squares...).Quo(count)
	return mean, variance, n
}

// Far reports whether a value lies further from the mean than so many standard
// deviations; without spread none does.
func Far(v, mean, variance, deviations money.Number) bool {
	d := v.Sub(mean)
	return variance.Sign() > 0 && d.Mul(d).Cmp(variance.Mul(deviations).Mul(deviations)) > 0
}

// Median is the middle of one metric over reports, the mean of the two middle ones
// where their number is even; ok is false where none has it.
func Median(rows []*Row, metric string) (m money.Number, ok bool) {
	var values []money.Number
	for _, r := range rows {
		if v, ok := r.Number(metric); ok {
			values = append(values, v)
		}
	}
	if len(values) == 0 {
		return m, false
	}
	slices.SortFunc(values, money.Number.Cmp)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half], true
	}
	m, ok = values[half-1].Add(values[half]).Quo(money.Int(2))
	return m, ok
}
