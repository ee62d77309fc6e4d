package record

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// normal folds full-width forms, makes look-alike operators one, and drops blanks.
func normal(text string) string {
	s := source.FoldWidth(text)
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' }) {
		s = lookAlikes.Replace(s)
	}
	if strings.ContainsAny(s, "=<>") {
		s = asciiPairs.Replace(s)
	}
	return s
}

// lookAlikes are characters that stand for an operator or a sign. Dashes are
// minus signs by now.
var lookAlikes = strings.NewReplacer(
	" ", "", "\t", "", "\n", "", "\r", "", "　", "",
	"≧", "≥", "⩾", "≥", "≮", "≥", "≦", "≤", "⩽", "≤", "≯", "≤",
	"═", "=", "﹦", "=", "﹥", ">", "﹤", "<", "﹪", "%", "٪", "%",
	"∽", "~", "〜", "~", "‑", "-", "―", "-", "─", "-",
	"³", "3", "²", "2", "㎡", "平方米", "㎞", "公里", "㎏", "千克", "㎥", "立方米",
)

// asciiPairs are operators of two characters.
var asciiPairs = strings.NewReplacer("==", "=", ">=", "≥", "=>", "≥", "≥=", "≥", "<=", "≤", "=<", "≤", "≤=", "≤")

// opWord is a word or sign and the operator that it stands for.
type opWord struct {
	word string
	op   Op
}

// prefixes and suffixes are the operators before and behind a number, a longer
// word before its own beginning.
var prefixes = [...]opWord{
	{"≥", AtLeast}, {"≤", AtMost}, {">", Over}, {"<", Under}, {"=", Exactly},
	{"不得少于", AtLeast}, {"不得低于", AtLeast}, {"不少于", AtLeast}, {"不低于", AtLeast}, {"不小于", AtLeast},
	{"大于或者等于", AtLeast}, {"大于或等于", AtLeast}, {"大于等于", AtLeast}, {"高于或等于", AtLeast}, {"高于等于", AtLeast},
	{"至少", AtLeast}, {"最少", AtLeast},
	{"不得超过", AtMost}, {"不得高于", AtMost}, {"不得多于", AtMost}, {"不得大于", AtMost},
	{"不超过", AtMost}, {"不高于", AtMost}, {"不大于", AtMost}, {"不多于", AtMost}, {"不超", AtMost},
	{"小于或者等于", AtMost}, {"小于或等于", AtMost}, {"小于等于", AtMost}, {"低于或等于", AtMost}, {"低于等于", AtMost},
	{"至多", AtMost}, {"最多", AtMost}, {"控制在", AtMost},
	{"等于", Exactly}, {"大于", Over}, {"超过", Over}, {"高于", Over}, {"多于", Over},
	{"小于", Under}, {"低于", Under}, {"少于", Under}, {"不足", Under}, {"不到", Under}, {"不满", Under},
}

var suffixes = [...]opWord{
	{"及以上", AtLeast}, {"或以上", AtLeast}, {"以上", AtLeast},
	{"及以下", AtMost}, {"或以下", AtMost}, {"以下", AtMost}, {"以内", AtMost}, {"之内", AtMost}, {"内", AtMost},
}

// idle are words before a number that change nothing.
var idle = [...]string{"已达到", "达到", "达", "实际完成", "实际", "共计", "共", "累计", "为"}

// included says that a limit belongs to what it limits, as it does anyway.
var included = strings.NewReplacer("(含)", "", "(含本数)", "")

// opWithin is the sign that an indicator's name holds, Plain for none or several.
func opWithin(name string) Op {
	if !strings.ContainsAny(name, "≥≤≧≦⩾⩽≮≯＞＜＝><=═") {
		return Plain
	}
	s, found := normal(name), Plain
	for _, p := range prefixes[:5] {
		if n := strings.Count(s, p.word); n > 1 || n == 1 && found != Plain {
			return Plain
		} else if n == 1 {
			found = p.op
		}
	}
	return found
}

// takeOp cuts the operators before and behind off a text; clash is set where they
// contradict each other.
func takeOp(s string) (op Op, rest string, clash bool) {
	for again := true; again && !startsWithDigit(s); {
		again = false
		for _, p := range prefixes {
			if cut, ok := strings.CutPrefix(s, p.word); ok {
				clash = clash || op != Plain && op != p.op
				op, s, again = p.op, cut, true
				break
			}
		}
		for _, w := range idle {
			if cut, ok := strings.CutPrefix(s, w); ok {
				s, again = cut, true
				break
			}
		}
	}
	s = included.Replace(s)
	for _, p := range suffixes {
		if cut, ok := strings.CutSuffix(s, p.word); ok && cut != "" {
			clash = clash || op != Plain && op != p.op
			return p.op, cut, clash
		}
	}
	return op, s, clash
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// parseNumber reads an operator, a number and a unit, or says why there is none.
func parseNumber(s string) Target {
	op, rest, clash := takeOp(s)
	d, unit, ok := numberAndUnit(rest)
	switch {
	case !ok && op == Plain && !strings.ContainsAny(s, "0123456789%"):
		return Text{Words: s}
	case rest == "":
		return Text{s, "只有符号，没有数"}
	case !ok:
		return Text{s, numberReason(rest)}
	case clash:
		return Text{s, "前后的比较符号互相矛盾"}
	}
	if per, ok := perRatio(op, d, unit); ok {
		return per
	}
	if reason := unitReason(d, unit); reason != "" {
		return Text{s, reason}
	}
	return thresholdOf(op, d, normalUnit(unit))
}

func thresholdOf(op Op, d money.Decimal, unit string) Target {
	if d.Number.Sign() == 0 && (op == Plain || op == Exactly || op == AtMost) {
		return Zero{op, unit}
	}
	return Threshold{op, d, unit}
}

// numberAndUnit cuts the number off the front of a text; it may be spelled.
func numberAndUnit(s string) (money.Decimal, string, bool) {
	if rest, ok := strings.CutPrefix(s, "百分之"); ok {
		st := source.ParseStated("百分之" + rest)
		return st.Value, "%", st.Kind == source.StatedPercent
	}
	i := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != ',' && r != '-' })
	if i < 0 {
		i = len(s)
	}
	if i == 0 {
		st := source.ParseStated(s)
		return st.Value, st.Unit, st.Kind == source.StatedNumber || st.Kind == source.StatedAmount
	}
	d, ok := source.ParsePrinted(s[:i])
	return d, s[i:], ok
}

// numberReason says what keeps a text from being a number and a unit.
func numberReason(s string) string {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case strings.HasPrefix(s, "约") || strings.HasPrefix(s, "大约") || strings.HasPrefix(s, "近"):
		return "“" + string(first) + "”不是确定的数"
	case first >= '0' && first <= '9' || first == '-' || first == '.' || first == ',':
		return "“" + digitsOf(s) + "”不是一个数"
	case strings.HasPrefix(s, "%"):
		return "百分号前面没有数"
	case strings.ContainsAny(s, "≥≤<>="):
		return "符号要写在数的前面"
	}
	return "不是“符号＋数＋单位”的写法"
}

func digitsOf(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.,-", r) })
	if i < 0 {
		return s
	}
	return s[:i]
}

// perRatio reads what follows the number of 3/10万 and 2例/万人; false for a plain
// unit, 元/人 among them.
func perRatio(op Op, d money.Decimal, unit string) (Target, bool) {
	of, per, ok := strings.Cut(unit, "/")
	if !ok || per == "" || unitReason(d, of) != "" && of != "" {
		return nil, false
	}
	i := strings.IndexFunc(per, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
	if i < 0 {
		i = len(per)
	}
	number := money.Decimal{Number: money.Int(1)}
	if i > 0 {
		if number, ok = source.ParsePrinted(per[:i]); !ok {
			return nil, false
		}
	}
	times, rest := multiple(per[i:])
	if i == 0 && times == 1 || number.Number.Sign() <= 0 || unitReason(d, rest) != "" {
		return nil, false
	}
	number.Number = number.Number.Mul(money.Int(times))
	return PerRatio{op, d, normalUnit(of), number, normalUnit(rest)}, true
}

// parseRange reads 0.6~0.8, 63%~68%, 100至150千克, ≥60%且≤80%.
func parseRange(s string) (Target, bool) {
	if t, ok := bounded(s); ok {
		return t, true
	}
	for _, sep := range []string{"~", "至", "到", "--", "-"} {
		from := 0
		if sep == "-" {
			from = min(1, len(s)) // a minus sign is no dash
		}
		i := strings.Index(s[from:], sep)
		if i < 0 {
			continue
		}
		i += from
		lo, unit1, ok1 := numberAndUnit(strings.TrimPrefix(s[:i], "="))
		hi, unit2, ok2 := numberAndUnit(s[i+len(sep):])
		if !ok1 || !ok2 {
			continue
		}
		if unit1 == "" {
			unit1 = unit2
		}
		if unit1 != unit2 || unitReason(lo, unit1) != "" || strings.Contains(unit1, "/") && !strings.ContainsFunc(unit1, unicode.IsLetter) {
			return Text{s, "两头的单位不一样"}, true
		}
		if lo.Number.Cmp(hi.Number) > 0 {
			return Text{s, "区间的下限比上限大"}, true
		}
		return Range{lo, hi, normalUnit(unit1)}, true
	}
	return nil, false
}

// bounded reads a range given by two limits.
func bounded(s string) (Target, bool) {
	for _, sep := range []string{"且", "并且", "同时", ",", "，", "、"} {
		a, b, ok := strings.Cut(s, sep)
		if !ok {
			continue
		}
		x, ok1 := parseNumber(a).(Threshold)
		y, ok2 := parseNumber(b).(Threshold)
		if !ok1 || !ok2 {
			continue
		}
		if x.Op == AtMost {
			x, y = y, x
		}
		if x.Op == AtLeast && y.Op == AtMost && (x.Unit == y.Unit || x.Unit == "") && x.Number.Number.Cmp(y.Number.Number) <= 0 {
			return Range{x.Number, y.Number, y.Unit}, true
		}
	}
	return nil, false
}
