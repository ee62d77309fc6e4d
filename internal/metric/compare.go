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
