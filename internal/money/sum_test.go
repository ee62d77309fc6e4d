package money

import (
	"math"
	"testing"
)

func FuzzSum(f *testing.F) {
	f.Add(int64(1), int64(3), int64(-7), int64(100), int64(math.MaxInt64), int64(1))
	f.Add(int64(math.MinInt64), int64(1), int64(math.MaxInt64), int64(2), int64(5), int64(7))
	f.Add(int64(0), int64(1), int64(0), int64(5), int64(-3), int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g int64) {
		if b == 0 || d == 0 || g == 0 {
			return
		}
		ns := []Number{Frac(a, b), Frac(c, d), Frac(e, g), Frac(c, d), {}}
		want := Number{}
		for _, n := range ns {
			want = want.Add(n)
		}
		if got := Sum(ns...); got.Cmp(want) != 0 {
			t.Errorf("%s, want %s", got, want)
		}
	})
}

func TestSum(t *testing.T) {
	if Sum().Sign() != 0 || Sum(MustParse("0.1"), MustParse("0.2")).Cmp(MustParse("0.3")) != 0 {
		t.Error("0.1 + 0.2")
	}
}
