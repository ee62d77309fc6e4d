package money

import (
	"cmp"
	"math"
	"math/big"
	"testing"
)

// FuzzArithmetic holds every operation, on numbers that fit and on those that do
// not, to math/big, and that equal numbers have the same form.
func FuzzArithmetic(f *testing.F) {
	for _, s := range [][4]int64{{1, 3, 2, 7}, {-5, 2, 5, 2}, {math.MaxInt64, 1, 1, 1}, {math.MinInt64, 1, -1, 1}, {math.MinInt64, 3, math.MinInt64, 5},
		{math.MaxInt64, math.MaxInt64 - 1, math.MaxInt64 - 2, math.MaxInt64 - 3}, {0, 5, -7, 1}, {1, math.MinInt64, 1, 2}, {math.MaxInt64, 1, math.MaxInt64, 1}} {
		f.Add(s[0], s[1], s[2], s[3], 2)
	}
	f.Fuzz(func(t *testing.T, a, b, c, d int64, decimals int) {
		if b == 0 || d == 0 || decimals < 0 || decimals > 25 {
			return
		}
		n, m := Frac(a, b), Frac(c, d)
		x, y := big.NewRat(a, b), big.NewRat(c, d)
		same := func(op string, got Number, want *big.Rat) {
			t.Helper()
			if got.rat().Cmp(want) != 0 {
				t.Errorf("%s %s %s = %s, want %s", x, op, y, got.rat(), want)
			}
			if fits := want.Num().IsInt64() && want.Denom().IsInt64() && want.Num().Int64() != math.MinInt64; fits != (got.r == nil) {
				t.Errorf("%s %s %s has another form than it should", x, op, y)
			}
			if got.r == nil && (got.den == 1 || got != fromRat(want)) {
				t.Errorf("%s %s %s is %+v", x, op, y, got)
			}
		}
		same("", n, x)
		same("+", n.Add(m), new(big.Rat).Add(x, y))
		same("-", n.Sub(m), new(big.Rat).Sub(x, y))
		same("*", n.Mul(m), new(big.Rat).Mul(x, y))
		if q, ok := n.Quo(m); ok {
			same("/", q, new(big.Rat).Quo(x, y))
		} else if y.Sign() != 0 {
			t.Errorf("no quotient of %s and %s", x, y)
		}
		same("neg", n.Neg(), new(big.Rat).Neg(x))
		same("abs", n.Abs(), new(big.Rat).Abs(x))
		if got := n.Cmp(m); got != x.Cmp(y) || m.Cmp(n) != -got || n.Sign() != x.Sign() || n.IsInt() != x.IsInt() {
			t.Errorf("%s against %s: %d", x, y, got)
		}
		for _, mode := range []Mode{HalfUp, HalfEven} {
			if got, want := n.Round(decimals, mode), (Number{r: x}).Round(decimals, mode); got.Cmp(want) != 0 {
				t.Errorf("%s rounds to %s, want %s", x, got, want)
			}
			if got, want := n.Text(decimals, mode), (Number{r: x}).Text(decimals, mode); got != want {
				t.Errorf("%s prints as %s, want %s", x, got, want)
			}
		}
		places, ok := n.places()
		if want, exact := x.FloatPrec(); ok != exact || ok && places != want {
			t.Errorf("%s has %d decimals, want %d", x, places, want)
		}
		if i, ok := n.Int64(); ok != (x.IsInt() && x.Num().IsInt64()) || ok && cmp.Compare(i, x.Num().Int64()) != 0 {
			t.Errorf("%s as a whole number: %d, %v", x, i, ok)
		}
		num, den := n.NumDen()
		if num != x.Num().String() || den != x.Denom().String() {
			t.Errorf("%s is %s/%s", x, num, den)
		}
	})
}

func BenchmarkMul(b *testing.B) {
	x, y := Frac(4983100, 5268700), Int(100)
	b.ReportAllocs()
	for b.Loop() {
		x.Mul(y)
	}
}
