// Package money holds exact numbers: rationals, sums of money in 分, and the one
// way in which a number becomes text.
//
// Nothing here is a float. A Number is never rounded except by Round and Text,
// and those are called once, when a value is printed. The package must not know
// what a number means: no budgets, no rates, no rules.
package money

import (
	"fmt"
	"math/big"
	"strings"
)

// Number is an exact rational number. The zero Number is 0. Numbers are
// immutable and may be shared between goroutines.
type Number struct{ r *big.Rat }

var zeroRat = new(big.Rat)

func (n Number) rat() *big.Rat {
	if n.r == nil {
		return zeroRat
	}
	return n.r
}

// Int returns the whole number i.
func Int(i int64) Number { return Number{new(big.Rat).SetInt64(i)} }

// Frac returns num/den. It panics when den is 0: use Quo for computed divisors.
func Frac(num, den int64) Number { return Number{big.NewRat(num, den)} }

// ParseNumber reads a plain decimal: an optional minus sign, digits, and an
// optional point with digits ("526.87", "-3", "0.50"). Anything else, including
// exponents, grouping and full-width digits, is refused.
func ParseNumber(s string) (Number, error) {
	if !isPlainDecimal(s) {
		return Number{}, fmt.Errorf("“%s”不是一个十进制数", s)
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Number{}, fmt.Errorf("“%s”不是一个十进制数", s)
	}
	return Number{r}, nil
}

// MustParse is ParseNumber for literals in code and tests; it panics on bad text.
func MustParse(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

func isPlainDecimal(s string) bool {
	s = strings.TrimPrefix(s, "-")
	whole, frac, point := strings.Cut(s, ".")
	if !allDigits(whole) || whole == "" || len(s) > 200 {
		return false
	}
	return !point || (frac != "" && allDigits(frac))
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// Add returns n + m.
func (n Number) Add(m Number) Number { return Number{new(big.Rat).Add(n.rat(), m.rat())} }

// Sub returns n − m.
func (n Number) Sub(m Number) Number { return Number{new(big.Rat).Sub(n.rat(), m.rat())} }

// Mul returns n × m.
func (n Number) Mul(m Number) Number { return Number{new(big.Rat).Mul(n.rat(), m.rat())} }

// Quo returns n ÷ m; ok is false when m is 0.
func (n Number) Quo(m Number) (q Number, ok bool) {
	if m.Sign() == 0 {
		return Number{}, false
	}
	return Number{new(big.Rat).Quo(n.rat(), m.rat())}, true
}

// Neg returns −n.
func (n Number) Neg() Number { return Number{new(big.Rat).Neg(n.rat())} }

// Abs returns |n|.
func (n Number) Abs() Number { return Number{new(big.Rat).Abs(n.rat())} }

// Cmp is −1, 0 or +1 as n is less than, equal to or greater than m.
func (n Number) Cmp(m Number) int {
	a, b := n.rat(), m.rat()
	if a.IsInt() && b.IsInt() {
		return a.Num().Cmp(b.Num())
	}
	return a.Cmp(b)
}

// Sign is −1, 0 or +1.
func (n Number) Sign() int { return n.rat().Sign() }

// IsInt reports whether n is a whole number.
func (n Number) IsInt() bool { return n.rat().IsInt() }

// Int64 returns n as an int64; ok is false when n is no whole number or too big.
func (n Number) Int64() (i int64, ok bool) {
	if !n.IsInt() || !n.rat().Num().IsInt64() {
		return 0, false
	}
	return n.rat().Num().Int64(), true
}

// NumDen returns numerator and denominator in lowest terms as decimal text; the
// denominator is positive.
func (n Number) NumDen() (num, den string) {
	return n.rat().Num().String(), n.rat().Denom().String()
}

// Mode says how a number that lies exactly between two printable ones is rounded.
type Mode int

const (
	HalfUp   Mode = iota // 四舍五入：half away from zero, as finance offices compute
	HalfEven             // GB/T 8170-2008：half to even
)

// Round returns n rounded to that many decimals. Decimals must not be negative.
func (n Number) Round(decimals int, mode Mode) Number {
	scale := pow10(decimals)
	num := new(big.Int).Mul(new(big.Int).Abs(n.rat().Num()), scale)
	q, rem := new(big.Int).QuoRem(num, n.rat().Denom(), new(big.Int))
	twice := rem.Lsh(rem, 1).Cmp(n.rat().Denom())
	if twice > 0 || twice == 0 && (mode == HalfUp || q.Bit(0) == 1) {
		q.Add(q, big.NewInt(1))
	}
	if n.Sign() < 0 {
		q.Neg(q)
	}
	return Number{new(big.Rat).SetFrac(q, scale)}
}

// Text prints n with exactly that many decimals, rounding once. Negative zero
// prints without a sign.
func (n Number) Text(decimals int, mode Mode) string {
	r := n.Round(decimals, mode).rat()
	digits := new(big.Int).Mul(new(big.Int).Abs(r.Num()), pow10(decimals))
	digits.Quo(digits, r.Denom())
	s := digits.String()
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals-len(s)+1) + s
	}
	if decimals > 0 {
		s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
	}
	if r.Sign() < 0 {
		s = "-" + s
	}
	return s
}

// Exact prints n as the shortest decimal that equals it; ok is false when there
// is none (1/3).
func (n Number) Exact() (s string, ok bool) {
	places, exact := n.rat().FloatPrec()
	if !exact {
		return "", false
	}
	return n.Text(places, HalfUp), true
}

// Truncated prints n cut, not rounded, after that many decimals, for showing the
// first digits of an endless decimal ("0.945793…").
func (n Number) Truncated(decimals int) string {
	scale := pow10(decimals)
	num := new(big.Int).Mul(new(big.Int).Abs(n.rat().Num()), scale)
	num.Quo(num, n.rat().Denom())
	t := Number{new(big.Rat).SetFrac(num, scale)}
	if n.Sign() < 0 {
		t = t.Neg()
	}
	return t.Text(decimals, HalfUp)
}

// String prints n exactly: a decimal where there is one, else a fraction. It is
// for debugging and messages, never for publication.
func (n Number) String() string {
	if s, ok := n.Exact(); ok {
		return s
	}
	return n.rat().String()
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

func ratInt(i *big.Int) *big.Rat { return new(big.Rat).SetInt(i) }
