package money

import (
	"fmt"
	"math/big"
	"strings"
)

// Amount is a sum of money in 分, the smallest unit of account; every unit in
// which a county publishes (元, 万元, 亿元) is a whole number of them.
type Amount int64

// Unit is a unit of money as it is printed, and its size in 分.
type Unit struct {
	Name string // 元, 万元, 亿元
	Fen  int64  // 分 in one unit
}

// The units of account.
var (
	Yuan    = Unit{"元", 100}
	WanYuan = Unit{"万元", 1_000_000}
	YiYuan  = Unit{"亿元", 10_000_000_000}
)

// UnitNamed returns the unit of that Chinese name.
func UnitNamed(name string) (Unit, bool) {
	for _, u := range []Unit{Yuan, WanYuan, YiYuan} {
		if u.Name == name {
			return u, true
		}
	}
	return Unit{}, false
}

// FromUnit turns n units into 分. It refuses what is no whole number of 分 or
// does not fit.
func FromUnit(n Number, u Unit) (Amount, error) {
	fen := n.Mul(Int(u.Fen))
	if !fen.IsInt() {
		return 0, fmt.Errorf("%s%s不是整数分，金额最多精确到分", n, u.Name)
	}
	i, ok := fen.Int64()
	if !ok || i > maxFen || i < -maxFen {
		return 0, fmt.Errorf("%s%s太大，超出可以记录的范围", n, u.Name)
	}
	return Amount(i), nil
}

// maxFen bounds one amount (100 万亿元), so that sums of many stay far from the
// limits of int64.
const maxFen = 10_000_000_000_000_000

// Number returns the amount in 分 as an exact number.
func (a Amount) Number() Number { return Int(int64(a)) }

// In returns the amount in units of u, exactly.
func (a Amount) In(u Unit) Number { return Frac(int64(a), u.Fen) }

// Text prints the amount in that unit with that many decimals, rounded once,
// without the unit's name.
func (a Amount) Text(u Unit, decimals int, mode Mode) string { return a.In(u).Text(decimals, mode) }

// Decimal is a number together with the precision in which it was written:
// 95.10 and 95.1 are the same number but not the same statement.
type Decimal struct {
	Number Number
	Scale  int // decimals written
}

// ParseDecimal reads a plain decimal and keeps its scale.
func ParseDecimal(s string) (Decimal, error) {
	n, err := ParseNumber(s)
	if err != nil {
		return Decimal{}, err
	}
	_, frac, _ := strings.Cut(s, ".")
	return Decimal{n, len(frac)}, nil
}

// Half is half a unit of the last decimal: the printed value stands for
// [Number − Half, Number + Half].
func (d Decimal) Half() Number {
	h, _ := Int(1).Quo(fromRat(new(big.Rat).SetInt(pow10(d.Scale))).Mul(Int(2)))
	return h
}

// Fits reports whether exact, rounded to the decimals of d, prints as d.
func (d Decimal) Fits(exact Number, mode Mode) bool {
	return exact.Round(d.Scale, mode).Cmp(d.Number) == 0
}
