package money

import (
	"math"
	"math/big"
	"math/bits"
)

// Sum returns the sum of the numbers, 0 for none: what adding them one by one
// gives, for less work where they are decimals.
func Sum(ns ...Number) Number {
	num, den := int64(0), int64(1)
	for i, n := range ns {
		r, d := n.rat(), int64(1)
		if !r.IsInt() {
			if !r.Denom().IsInt64() {
				return addAll(Frac(num, den), ns[i:])
			}
			d = r.Denom().Int64()
		}
		if !r.Num().IsInt64() {
			return addAll(Frac(num, den), ns[i:])
		}
		x, y, ok := addSmall(num, den, r.Num().Int64(), d)
		if !ok {
			return addAll(Frac(num, den), ns[i:])
		}
		num, den = x, y
	}
	return Number{new(big.Rat).SetFrac64(num, den)}
}

func addAll(sum Number, ns []Number) Number {
	for _, n := range ns {
		sum = sum.Add(n)
	}
	return sum
}

// addSmall adds a/b and c/d over a common denominator; ok is false where a step
// does not fit.
func addSmall(a, b, c, d int64) (num, den int64, ok bool) {
	if b == d {
		return plus(a, c, b)
	}
	g := gcd(b, d)
	left, ok1 := times(a, d/g)
	right, ok2 := times(c, b/g)
	den, ok3 := times(b, d/g)
	if !ok1 || !ok2 || !ok3 {
		return 0, 0, false
	}
	return plus(left, right, den)
}

func plus(a, c, den int64) (num, d int64, ok bool) {
	s := a + c
	return s, den, (s > a) == (c > 0)
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// times multiplies by a positive factor.
func times(a, by int64) (int64, bool) {
	if a == math.MinInt64 {
		return 0, false
	}
	size := uint64(max(a, -a))
	hi, lo := bits.Mul64(size, uint64(by))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if a < 0 {
		return -int64(lo), true
	}
	return int64(lo), true
}
