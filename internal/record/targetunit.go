package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
)

// normalUnit gives a unit the one name under which it is compared.
func normalUnit(unit string) string {
	switch strings.ToLower(unit) {
	case "km", "千米":
		return "公里"
	case "m", "公尺":
		return "米"
	case "m2", "平米", "平方":
		return "平方米"
	case "km2", "平方千米":
		return "平方公里"
	case "m3", "立方", "方":
		return "立方米"
	case "kg", "公斤":
		return "千克"
	case "t", "公吨":
		return "吨"
	case "d", "日", "自然日", "日历天":
		return "天"
	case "h", "小时":
		return "小时"
	case "个百分点", "百分点", "%点":
		return "百分点"
	case "rmb", "圆", "块":
		return "元"
	}
	return unit
}

// baseUnits are units that are whole numbers of another one.
func baseUnit(unit string) (times int64, base string, ok bool) {
	switch unit {
	case "公里":
		return 1000, "米", true
	case "平方公里":
		return 1_000_000, "平方米", true
	case "公顷":
		return 15, "亩", true
	case "吨":
		return 1000, "千克", true
	case "千瓦", "千瓦时", "千克", "千伏":
		return 1, unit, true
	}
	return 0, "", false
}

// multiple cuts 十, 百, 千, 万, 亿 and their products off the front of a unit.
func multiple(unit string) (int64, string) {
	for _, m := range []struct {
		word  string
		times int64
	}{
		{"千万", 10_000_000}, {"百万", 1_000_000}, {"十万", 100_000}, {"万亿", 1_000_000_000_000},
		{"亿", 100_000_000}, {"万", 10_000}, {"千", 1000}, {"百", 100}, {"十", 10},
	} {
		if rest, ok := strings.CutPrefix(unit, m.word); ok {
			return m.times, rest
		}
	}
	return 1, unit
}

// Quantity is the number of a target or an actual in the smallest unit of its
// kind: 12000 and 人 of 1.2万人, 0.95 and "" of 95%. It is ok for what is one
// number: Threshold, Zero, PerRatio, Completion.
func Quantity(t Target) (n money.Number, unit string, ok bool) {
	switch v := t.(type) {
	case Threshold:
		n, unit = base(v.Number.Number, v.Unit)
		return n, unit, true
	case Zero:
		_, unit = base(n, v.Unit)
		return n, unit, true
	case Completion:
		n, unit = base(v.Percent.Number, "%")
		return n, unit, true
	case PerRatio:
		n, ok = v.Number.Number.Quo(v.Per.Number)
		return n, v.Unit + "/" + v.PerUnit, ok
	}
	return money.Number{}, "", false
}

// base turns a number and its unit into the smallest unit of the kind.
func base(n money.Number, unit string) (money.Number, string) {
	switch unit {
	case "%":
		return n.Mul(money.Frac(1, 100)), "比率"
	case "‰":
		return n.Mul(money.Frac(1, 1000)), "比率"
	}
	if times, of, ok := baseUnit(unit); ok {
		return n.Mul(money.Int(times)), of
	}
	times, rest := multiple(unit)
	if t, of, ok := baseUnit(rest); ok {
		return n.Mul(money.Int(times * t)), of
	}
	return n.Mul(money.Int(times)), rest
}

// SameUnit reports whether a target and an actual can be held against each other:
// both are numbers, and their units agree or one of them has none.
func SameUnit(a, b Target) bool {
	_, x, ok1 := Quantity(a)
	_, y, ok2 := Quantity(b)
	return ok1 && ok2 && (x == y || x == "" || y == "" || loose(x, y) || loose(y, x))
}

// loose reports whether the second unit only says more of what is counted: 个 and
// 个村. 人 and 人次 differ.
func loose(a, b string) bool {
	return (a == "个" || a == "项" || a == "处" || a == "家") && strings.HasPrefix(b, a)
}

// unitReason says why a text behind a number is no unit; "" where it may be one.
func unitReason(d money.Decimal, unit string) string {
	if unit == "" || unit == "%" || unit == "‰" || unit == "℃" {
		return ""
	}
	for _, bad := range []string{"百分比", "百分数", "百分率", "百分号", "百分之"} {
		if strings.Contains(unit, bad) {
			return "“" + bad + "”不是单位，百分数写成 " + d.Number.Text(d.Scale, money.HalfUp) + "%"
		}
	}
	for _, vague := range []string{"余", "多", "左右", "上下"} {
		if strings.HasPrefix(unit, vague) || len(vague) > len("余") && strings.HasSuffix(unit, vague) {
			return "“" + vague + "”不是确定的数"
		}
	}
	if strings.HasPrefix(unit, "年") && unit != "年" && unit != "年/" || strings.HasPrefix(unit, "月") {
		return "不是日期的正确写法"
	}
	for part := range strings.SplitSeq(unit, "/") {
		if !isUnit(part) {
			return "“" + unit + "”不是单位"
		}
	}
	return ""
}

// isUnit reports whether a text may be a unit: short, letters alone, and money
// with nothing behind it (万元亩).
func isUnit(s string) bool {
	if s == "" || utf8.RuneCountInString(s) > 6 {
		return false
	}
	if i := strings.Index(s, "元"); i >= 0 && (i+len("元") != len(s) || strings.Trim(s[:i], "十百千万亿") != "") {
		return s == "元整" || s == "美元" || s == "欧元" || s == "日元" || s == "单元" || s == "个单元"
	}
	if s == "m2" || s == "m3" || s == "km2" {
		return true
	}
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' }) < 0
}
