package money

import (
	"cmp"
	"math"
	"math/bits"
)

// The arithmetic of numbers that fit two int64. Denominators are positive, and
// ok is false where a step does not fit.

// addSmall adds a/b and c/d over a common denominator.
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

// mulSmall multiplies a/b and c/d, both in lowest terms but for a sign.
func mulSmall(a, b, c, d int64) (Number, bool) {
	if a == 0 || c == 0 {
		return Number{}, true
	}
	g, h := gcd(max(a, -a), d), gcd(max(c, -c), b)
	size, ok1 := times(a/g, max(c, -c)/h)
	den, ok2 := times(b/h, d/g)
	if c < 0 {
		size = -size
	}
	return lowest(size, den), ok1 && ok2
}

// cmpSmall compares a/b with c/d.
func cmpSmall(a, b, c, d int64) int {
	if a < 0 != (c < 0) || a == 0 || c == 0 {
		return cmp.Compare(cmp.Compare(a, 0), cmp.Compare(c, 0))
	}
	hi, lo := bits.Mul64(uint64(max(a, -a)), uint64(d))
	hj, lp := bits.Mul64(uint64(max(c, -c)), uint64(b))
	out := cmp.Or(cmp.Compare(hi, hj), cmp.Compare(lo, lp))
	if a < 0 {
		return -out
	}
	return out
}

// gcd is the greatest common divisor; that of 0 and b is b.
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
	hi, lo := bits.Mul64(uint64(max(a, -a)), uint64(by))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if a < 0 {
		return -int64(lo), true
	}
	return int64(lo), true
}

// tens is 10^n for n up to 18.
func tens(n int) int64 {
	out := int64(1)
	for range n {
		out *= 10
	}
	return out
}
