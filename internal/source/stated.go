package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
)

// ParseStated recognises a figure as a document printed it: 95%, ９５％, 7个, 七个,
// 131.73万元, 1,234.50. What is no number stays text; there is no fault in that.
// Only Text, Kind, Value and Unit are set.
func ParseStated(text string) Stated {
	out := Stated{Text: text}
	s := strings.TrimSpace(foldWidth(text))
	if rest, ok := strings.CutPrefix(s, "百分之"); ok {
		if d, ok := spelled(rest); ok {
			out.Kind, out.Value, out.Unit = StatedPercent, d, "%"
		}
		return out
	}
	number, unit := splitUnit(s)
	if rest, ok := strings.CutPrefix(number, "+"); ok && unit == "%" && !strings.HasPrefix(rest, "-") {
		number = rest // growth is printed with its sign
	}
	d, ok := printed(number)
	if number == "" {
		d, unit, ok = spelledWithUnit(s)
	}
	if !ok {
		return out
	}
	_, isMoney := money.UnitNamed(unit)
	switch {
	case unit == "%":
		out.Kind = StatedPercent
	case isMoney:
		out.Kind = StatedAmount
	case isCounter(unit):
		out.Kind = StatedNumber
	default:
		return out
	}
	out.Value, out.Unit = d, unit
	return out
}

// ParsePrinted reads a number as a document prints it, with or without well-formed
// thousands commas.
func ParsePrinted(s string) (money.Decimal, bool) { return printed(s) }

// printed reads digits, with or without well-formed thousands commas.
func printed(s string) (money.Decimal, bool) {
	if plain, ok := ungroup(s); ok {
		s = plain
	}
	d, err := money.ParseDecimal(s)
	return d, err == nil
}

// spelled reads digits or a Chinese numeral.
func spelled(s string) (money.Decimal, bool) {
	if s == "百" {
		return money.Decimal{Number: money.Int(100)}, true
	}
	if d, ok := printed(s); ok {
		return d, true
	}
	n, ok := ParseChinese(s)
	return money.Decimal{Number: money.Int(n)}, ok
}

// counters are the measure words that may follow a spelled number. Without the
// list 一般 would be one 般.
const counters = "个 项 次 人 人次 家 户 件 份 场 期 篇 套 台 辆 条 分 天 届 所 处 名 位 批 批次 公里 平方米 万元 亿元 元"

// spelledWithUnit reads 七个, 十一, 一百二十万元.
func spelledWithUnit(s string) (d money.Decimal, unit string, ok bool) {
	if n, ok := ParseChinese(s); ok {
		return money.Decimal{Number: money.Int(n)}, "", true
	}
	for _, u := range strings.Fields(counters) {
		head, cut := strings.CutSuffix(s, u)
		n, good := ParseChinese(head)
		if cut && good && len(u) > len(unit) {
			d, unit, ok = money.Decimal{Number: money.Int(n)}, u, true
		}
	}
	return d, unit, ok
}

// isCounter reports whether a text may be a unit behind digits: short, letters
// alone, and nothing that starts as money (万元亩).
func isCounter(s string) bool {
	if utf8.RuneCountInString(s) > 6 || strings.Contains(s, "元") {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) < 0
}

// ParseChinese reads a Chinese numeral below 10^16: 七, 十一, 二十三, 一百零五,
// 三万二千, 二〇二三, and the formal digits (壹佰).
func ParseChinese(s string) (int64, bool) {
	if s == "" || utf8.RuneCountInString(s) > 24 {
		return 0, false
	}
	if n, ok := digitByDigit(s); ok {
		return n, true
	}
	var total int64
	for _, big := range []struct {
		name string
		unit int64
	}{{"亿", 100_000_000}, {"万", 10_000}} {
		head, rest, found := strings.Cut(s, big.name)
		if !found {
			continue
		}
		n, ok := section(head, total == 0)
		if !ok || n == 0 {
			return 0, false
		}
		total += n * big.unit
		if rest == "" {
			return total, true
		}
		s = rest
	}
	n, ok := section(s, total == 0)
	return total + n, ok && (n != 0 || total == 0)
}

// digitByDigit reads 二〇二三: digits alone, one of them a zero ring or the only
// one.
func digitByDigit(s string) (int64, bool) {
	var n int64
	for _, r := range s {
		d, ok := chineseDigit(r)
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	return n, utf8.RuneCountInString(s) == 1 || strings.Contains(s, "〇") && utf8.RuneCountInString(s) <= 8
}

// section reads a numeral below 10,000: digits with 千, 百, 十 in falling order.
func section(s string, first bool) (int64, bool) {
	var total, digit int64
	have, zero, unit := false, false, int64(10_000)
	for i, r := range s {
		d, isDigit := chineseDigit(r)
		u, isUnit := chineseUnit(r)
		switch {
		case isDigit && d == 0:
			if have || zero || i == 0 && first && s != string(r) {
				return 0, false
			}
			zero = true
		case isDigit:
			if have {
				return 0, false
			}
			digit, have = d, true
		case isUnit:
			if !have && !(u == 10 && total == 0) || u >= unit {
				return 0, false
			}
			if !have {
				digit = 1
			}
			total += digit * u
			unit, have, zero = u, false, false
		default:
			return 0, false
		}
	}
	if have {
		// 一百五 is 150 in speech, 三万五 is 35000; written 一百五十 or 一百零五.
		if unit > 10 && !zero && (unit < 10_000 || !first) {
			return 0, false
		}
		total += digit
	}
	return total, have || total > 0 && !zero || total == 0 && zero
}

func chineseDigit(r rune) (int64, bool) {
	for i, forms := range [...]string{"零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"} {
		if strings.ContainsRune(forms, r) {
			return int64(i), true
		}
	}
	return 0, false
}

func chineseUnit(r rune) (int64, bool) {
	switch r {
	case '十', '拾':
		return 10, true
	case '百', '佰':
		return 100, true
	case '千', '仟':
		return 1000, true
	}
	return 0, false
}
