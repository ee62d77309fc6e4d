// Package money holds exact numbers: rationals, sums of money in 分, and the one
// way in which a number becomes text.
//
// Nothing here is a float. A Number is never rounded except by Round and Text,
// and those are called once, when a value is printed. The package must not know
// what a number means: no budgets, no rates, no rules.
package money

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Number is an exact rational number. The zero Number is 0. Numbers are
// immutable and may be shared between goroutines.
//
// Nearly all of them fit two int64; only the others cost a big.Rat. Numbers that
// are equal have the same form.
type Number struct {
	num, den int64    // in lowest terms; of a whole number den is 0
	r        *big.Rat // the number where num and den cannot hold it, else nil
}

// rat is the number as a big.Rat, which must not be changed.
func (n Number) rat() *big.Rat {
	if n.r != nil {
		return n.r
	}
	return big.NewRat(n.num, n.denom())
}

// denom is the denominator of a number that fits.
func (n Number) denom() int64 { return max(n.den, 1) }

// fromRat takes over a big.Rat.
func fromRat(r *big.Rat) Number {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() || r.Num().Int64() == math.MinInt64 {
		return Number{r: r}
	}
	return lowest(r.Num().Int64(), r.Denom().Int64())
}

// lowest is a number that fits and is in lowest terms.
func lowest(num, den int64) Number {
	if den == 1 {
		den = 0
	}
	return Number{num: num, den: den}
}

// reduced is num/den with a positive den.
func reduced(num, den int64) Number {
	g := gcd(max(num, -num), den)
	return lowest(num/g, den/g)
}

// Int returns the whole number i.
func Int(i int64) Number {
	if i == math.MinInt64 {
		return Number{r: new(big.Rat).SetInt64(i)}
	}
	return Number{num: i}
}

// Frac returns num/den. It panics when den is 0: use Quo for computed divisors.
func Frac(num, den int64) Number {
	if den <= 0 || num == math.MinInt64 {
		return fromRat(big.NewRat(num, den))
	}
	return reduced(num, den)
}

// ParseNumber reads a plain decimal: an optional minus sign, digits, and an
// optional point with digits ("526.87", "-3", "0.50"). Anything else, including
// exponents, grouping and full-width digits, is refused.
func ParseNumber(s string) (Number, error) {
	if !isPlainDecimal(s) {
		return Number{}, fmt.Errorf("“%s”不是一个十进制数", s)
	}
	if n, ok := shortDecimal(s); ok {
		return n, nil
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return Number{}, fmt.Errorf("“%s”不是一个十进制数", s)
	}
	return fromRat(r), nil
}

// shortDecimal reads a plain decimal of at most 18 digits.
func shortDecimal(s string) (Number, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	if len(digits) > 19 {
		return Number{}, false
	}
	num, den, point := int64(0), int64(1), false
	n := 0
	for i := range len(digits) {
		if digits[i] == '.' {
			point = true
			continue
		}
		if n++; n > 18 {
			return Number{}, false
		}
		num = num*10 + int64(digits[i]-'0')
		if point {
			den *= 10
		}
	}
	if negative {
		num = -num
	}
	return reduced(num, den), true
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
func (n Number) Add(m Number) Number {
	if n.r == nil && m.r == nil {
		if num, den, ok := addSmall(n.num, n.denom(), m.num, m.denom()); ok && num != math.MinInt64 {
			return reduced(num, den)
		}
	}
	return fromRat(new(big.Rat).Add(n.rat(), m.rat()))
}

// Sub returns n − m.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Mul returns n × m.
func (n Number) Mul(m Number) Number {
	if n.r == nil && m.r == nil {
		if p, ok := mulSmall(n.num, n.denom(), m.num, m.denom()); ok {
			return p
		}
	}
	return fromRat(new(big.Rat).Mul(n.rat(), m.rat()))
}

// Quo returns n ÷ m; ok is false when m is 0.
func (n Number) Quo(m Number) (q Number, ok bool) {
	if m.Sign() == 0 {
		return Number{}, false
	}
	if n.r == nil && m.r == nil {
		num, den := m.denom(), m.num
		if den < 0 {
			num, den = -num, -den
		}
		if q, ok := mulSmall(n.num, n.denom(), num, den); ok {
			return q, true
		}
	}
	return fromRat(new(big.Rat).Quo(n.rat(), m.rat())), true
}

// Neg returns −n.
func (n Number) Neg() Number {
	if n.r == nil {
		return Number{num: -n.num, den: n.den}
	}
	return fromRat(new(big.Rat).Neg(n.r))
}

// Abs returns |n|.
func (n Number) Abs() Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	return n
}

// Cmp is −1, 0 or +1 as n is less than, equal to or greater than m.
func (n Number) Cmp(m Number) int {
	if n.r != nil || m.r != nil {
		return n.rat().Cmp(m.rat())
	}
	if n.den == m.den {
		return cmp.Compare(n.num, m.num)
	}
	return cmpSmall(n.num, n.denom(), m.num, m.denom())
}

// Sign is −1, 0 or +1.
func (n Number) Sign() int {
	if n.r != nil {
		return n.r.Sign()
	}
	return cmp.Compare(n.num, 0)
}

// IsInt reports whether n is a whole number.
func (n Number) IsInt() bool {
	if n.r != nil {
		return n.r.IsInt()
	}
	return n.den == 0
}

// Int64 returns n as an int64; ok is false when n is no whole number or too big.
func (n Number) Int64() (i int64, ok bool) {
	switch {
	case n.r == nil:
		return n.num, n.den == 0
	case n.r.IsInt() && n.r.Num().IsInt64():
		return n.r.Num().Int64(), true
	}
	return 0, false
}

// NumDen returns numerator and denominator in lowest terms as decimal text; the
// denominator is positive.
func (n Number) NumDen() (num, den string) {
	if n.r == nil {
		return strconv.FormatInt(n.num, 10), strconv.FormatInt(n.denom(), 10)
	}
	return n.r.Num().String(), n.r.Denom().String()
}

// Mode says how a number that lies exactly between two printable ones is rounded.
type Mode int

const (
	HalfUp   Mode = iota // 四舍五入：half away from zero, as finance offices compute
	HalfEven             // GB/T 8170-2008：half to even
)

// Round returns n rounded to that many decimals. Decimals must not be negative.
func (n Number) Round(decimals int, mode Mode) Number {
	if q, ok := n.digits(decimals, mode); ok && q <= math.MaxInt64 {
		num := int64(q)
		if n.num < 0 {
			num = -num
		}
		return reduced(num, tens(decimals))
	}
	q := n.bigDigits(decimals, mode)
	if n.Sign() < 0 {
		q.Neg(q)
	}
	return fromRat(new(big.Rat).SetFrac(q, pow10(decimals)))
}

// digits is |n| × 10^decimals, rounded; ok is false where a step does not fit.
func (n Number) digits(decimals int, mode Mode) (q uint64, ok bool) {
	if n.r != nil || decimals > 18 {
		return 0, false
	}
	den := uint64(n.denom())
	hi, lo := bits.Mul64(uint64(max(n.num, -n.num)), uint64(tens(decimals)))
	if hi >= den {
		return 0, false
	}
	q, rem := bits.Div64(hi, lo, den)
	if q == math.MaxUint64 {
		return 0, false
	}
	if twice := 2 * rem; twice > den || twice == den && (mode == HalfUp || q&1 == 1) {
		q++
	}
	return q, true
}

// bigDigits is the same without limits.
func (n Number) bigDigits(decimals int, mode Mode) *big.Int {
	r := n.rat()
	num := new(big.Int).Mul(new(big.Int).Abs(r.Num()), pow10(decimals))
	q, rem := new(big.Int).QuoRem(num, r.Denom(), new(big.Int))
	twice := rem.Lsh(rem, 1).Cmp(r.Denom())
	if twice > 0 || twice == 0 && (mode == HalfUp || q.Bit(0) == 1) {
		q.Add(q, big.NewInt(1))
	}
	return q
}

// Text prints n with exactly that many decimals, rounding once. Negative zero
// prints without a sign.
func (n Number) Text(decimals int, mode Mode) string {
	var s string
	if q, ok := n.digits(decimals, mode); ok {
		s = strconv.FormatUint(q, 10)
	} else {
		s = n.bigDigits(decimals, mode).String()
	}
	negative := n.Sign() < 0 && s != "0"
	if len(s) <= decimals {
		s = strings.Repeat("0", decimals-len(s)+1) + s
	}
	if decimals > 0 {
		s = s[:len(s)-decimals] + "." + s[len(s)-decimals:]
	}
	if negative {
		s = "-" + s
	}
	return s
}

// Exact prints n as the shortest decimal that equals it; ok is false when there
// is none (1/3).
func (n Number) Exact() (s string, ok bool) {
	places, exact := n.places()
	if !exact {
		return "", false
	}
	return n.Text(places, HalfUp), true
}

// places is how many decimals n has; ok is false where they do not end.
func (n Number) places() (decimals int, ok bool) {
	if n.r != nil {
		return n.r.FloatPrec()
	}
	twos, fives, den := 0, 0, n.denom()
	for ; den%2 == 0; den /= 2 {
		twos++
	}
	for ; den%5 == 0; den /= 5 {
		fives++
	}
	return max(twos, fives), den == 1
}

// Truncated prints n cut, not rounded, after that many decimals, for showing the
// first digits of an endless decimal ("0.945793…").
func (n Number) Truncated(decimals int) string {
	scale, r := pow10(decimals), n.rat()
	num := new(big.Int).Mul(new(big.Int).Abs(r.Num()), scale)
	num.Quo(num, r.Denom())
	t := fromRat(new(big.Rat).SetFrac(num, scale))
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
