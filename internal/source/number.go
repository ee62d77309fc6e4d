package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
)

// NumberError says in Chinese why a text is no number or no sum of money.
type NumberError struct {
	Text     string // as written
	Reason   string // 里有全角数字
	Proposal string // as it should be written, "" when that cannot be told
	Hint     string // what else to do
}

// Error is the whole sentence.
func (e *NumberError) Error() string {
	s := "“" + e.Text + "”" + e.Reason
	if e.Proposal != "" {
		s += "，应写成 " + e.Proposal
	}
	return s
}

// maxFloatDigits is how many significant digits of a bare decimal every program
// that reads TOML keeps.
const maxFloatDigits = 15

// ParseNumber reads a plain exact decimal as a person writes it in quotes.
func ParseNumber(text string) (money.Decimal, error) {
	if d, err := money.ParseDecimal(text); err == nil {
		return d, nil
	}
	return money.Decimal{}, numberFault(text)
}

// ParseAmount reads a sum of money: a plain decimal in the default unit, or one
// with its unit (498.31万元). Only Value, Unit, Scale and Literal are set.
func ParseAmount(text string, def money.Unit) (Amount, error) {
	number, unit := splitUnit(strings.Trim(text, " \t"))
	u, known := money.UnitNamed(unit)
	if unit == "" {
		u, known = def, true
	}
	d, err := money.ParseDecimal(number)
	if err != nil || !known {
		return Amount{}, amountFault(text, def)
	}
	value, err := money.FromUnit(d.Number, u)
	if err != nil {
		return Amount{}, rangeFault(text, d, u)
	}
	return Amount{Value: value, Unit: u, Scale: d.Scale, Literal: text}, nil
}

// splitUnit cuts a text behind the last character that can belong to a number.
// Blanks before the unit go.
func splitUnit(text string) (number, unit string) {
	i := strings.IndexFunc(text, func(r rune) bool { return !strings.ContainsRune("0123456789.-+,_ \t", r) })
	if i < 0 {
		return strings.TrimRight(text, " \t"), ""
	}
	return strings.TrimRight(text[:i], " \t"), strings.TrimRight(text[i:], " \t")
}

func rangeFault(text string, d money.Decimal, u money.Unit) *NumberError {
	fen := d.Number.Mul(money.Int(u.Fen))
	if fen.IsInt() {
		return &NumberError{Text: text, Reason: "太大，超出可以记录的范围（100万亿元）", Hint: "请核对小数点和单位"}
	}
	digits := len(fmt.Sprint(u.Fen)) - 1
	return &NumberError{Text: text, Reason: "精确到了分以下，金额最多精确到分", Hint: fmt.Sprintf("请核对数和单位；以%s为单位最多%d位小数", u.Name, digits)}
}

// amountFault explains why a text is no sum of money.
func amountFault(text string, def money.Unit) *NumberError {
	e := &NumberError{Text: text, Hint: "写成 498.31、\"498.31万元\" 或 \"4983100元\" 的样子"}
	if strings.TrimSpace(text) == "" {
		return &NumberError{Text: text, Reason: "是空的", Hint: "没有这个数就删去这一行，不要写空的引号，也不要写 0"}
	}
	if saysNothing(text) {
		return &NumberError{Text: text, Reason: "不是数", Hint: leaveOut}
	}
	folded := strings.TrimSpace(foldWidth(text))
	bare := strings.TrimLeft(folded, "¥￥ ")
	spelt := mendLetters(bare)
	number, unit := splitUnit(spelt)
	plain, reason := mendNumber(number)
	if spelt != bare {
		reason = lettersAsDigits
	}
	if reason == "" && bare != folded {
		reason = "前面有货币符号"
	}
	if reason == "" && folded != text {
		reason = foldReason(text)
	}
	name, scale, unitReason := mendUnit(unit)
	if bare != folded && unit == "" {
		name = "?" // 元 or the unit of the file: only the clerk knows
	}
	if number == "" {
		return spelledAmount(e, bare)
	}
	if reason == "" {
		reason = unitReason
	}
	if reason == "" {
		reason = "不是一个金额"
	}
	e.Reason = reason
	if u, ok := money.UnitNamed(name); plain != "" && (ok || name == "") {
		if name == "" {
			u = def
		}
		d, err := money.ParseDecimal(plain)
		if err == nil && scale > 1 {
			d.Number = d.Number.Mul(money.Int(scale))
			plain, _ = d.Number.Exact()
		}
		if _, err2 := money.FromUnit(d.Number, u); err == nil && err2 == nil {
			e.Proposal = plain + name
		}
	}
	return e.settle()
}

// settle picks the hint: with a proposal none is needed, unless it is a guess.
func (e *NumberError) settle() *NumberError {
	switch {
	case e.Reason == badCommas:
		e.Hint = "小数点用英文句点，千分位逗号不写；请对照原件"
	case e.Proposal != "":
		e.Hint = ""
	}
	return e
}

// spelledAmount explains an amount without any digit, which may be spelled out.
func spelledAmount(e *NumberError, text string) *NumberError {
	e.Reason = "不是一个金额"
	for _, name := range []string{"亿元", "万元", "元"} {
		head, ok := strings.CutSuffix(text, name)
		if n, good := ParseChinese(head); ok && good {
			e.Reason = "是中文数字"
			e.Proposal = fmt.Sprintf("%d%s", n, name)
			break
		}
	}
	return e.settle()
}

// mendUnit tells which unit of money was meant: its name, and how many of it one
// written unit is.
func mendUnit(unit string) (name string, scale int64, reason string) {
	if unit == "" {
		return "", 1, ""
	}
	if _, ok := money.UnitNamed(unit); ok {
		return unit, 1, ""
	}
	reason = "的单位“" + unit + "”不是金额单位，只能写元、万元、亿元"
	for _, m := range []struct {
		written, name string
		scale         int64
	}{
		{"千元", "元", 1000}, {"百元", "元", 100}, {"十元", "元", 10}, {"千万元", "万元", 1000}, {"百万元", "万元", 100}, {"十万元", "万元", 10},
		{"千万", "万元", 1000}, {"百万", "万元", 100}, {"万", "万元", 1}, {"亿", "亿元", 1}, {"圆", "元", 1}, {"块", "元", 1}, {"元整", "元", 1}, {"万元整", "万元", 1},
		{"人民币", "元", 1}, {"RMB", "元", 1}, {"CNY", "元", 1},
	} {
		if unit == m.written {
			return m.name, m.scale, reason
		}
	}
	for _, u := range []string{"亿元", "万元", "元"} {
		if strings.HasPrefix(unit, u) {
			return u, 1, reason
		}
	}
	return "?", 1, reason
}

const badCommas = "里的逗号不合规矩"

// leaveOut is what to do about a value that there is none of.
const leaveOut = "没有的数不写：删去这一行，或在行首加 #；不写不是零，页面上印“未填报”"

// saysNothing reports whether people write such a word where they have no value.
func saysNothing(text string) bool {
	switch strings.ToLower(strings.Trim(strings.TrimSpace(text), "（）()")) {
	case "无", "暂无", "没有", "无数据", "未填报", "未填", "未公布", "未公开", "不详", "待定", "待填", "待补", "空", "缺", "不适用", "略",
		"-", "--", "—", "——", "－", "–", "/", "／", "null", "none", "nil", "n/a", "na", "?", "？":
		return true
	}
	return false
}

// numberFault explains why a text is no plain decimal.
func numberFault(text string) *NumberError {
	e := &NumberError{Text: text, Hint: "写成 526.87 的样子"}
	if strings.TrimSpace(text) == "" {
		return &NumberError{Text: text, Reason: "是空的", Hint: "没有这个数就删去这一行"}
	}
	if saysNothing(text) {
		return &NumberError{Text: text, Reason: "不是数", Hint: leaveOut}
	}
	folded := strings.TrimSpace(foldWidth(text))
	plain, reason := mendNumber(mendLetters(folded))
	if mendLetters(folded) != folded {
		reason = lettersAsDigits
	}
	if reason == "" && folded != text {
		reason = foldReason(text)
	}
	e.Reason, e.Proposal = reason, plain
	if n, ok := ParseChinese(folded); ok {
		e.Reason, e.Proposal = "是中文数字", fmt.Sprint(n)
	}
	return e.settle()
}

// mendNumber proposes a plain decimal for half-width text, and says what is
// wrong with it; both are "" for a text that is one.
func mendNumber(s string) (plain, reason string) {
	if isPlain(s) {
		return s, ""
	}
	reason = "不是一个十进制数"
	t := s
	if u := strings.Join(strings.Fields(t), ""); u != t {
		t, reason = u, "中间有空格"
	}
	if strings.Contains(t, "_") {
		t, reason = stripUnderscores(t), "里有下划线"
	}
	if strings.HasPrefix(t, "+") && len(t) > 1 {
		t, reason = t[1:], "不用写正号"
	}
	if strings.Contains(t, ",") {
		if _, ok := ungroup(t); !ok {
			return "", badCommas // a comma may stand for a point: any guess could be a hundredfold off
		}
		reason = "里有千分位逗号"
		t = strings.ReplaceAll(t, ",", "")
	}
	if strings.HasPrefix(t, ".") || strings.HasPrefix(t, "-.") {
		t, reason = strings.Replace(t, ".", "0.", 1), "小数点前要有数字"
	}
	if strings.HasSuffix(t, ".") && len(t) > 1 {
		t, reason = t[:len(t)-1], "小数点后要有数字"
	}
	if !isPlain(t) {
		return "", reason
	}
	return t, reason
}

// isPlain reports whether money reads a text as a plain decimal.
func isPlain(s string) bool {
	digits, point := 0, false
	s = strings.TrimPrefix(s, "-")
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && digits > 0 && !point:
			digits, point = 0, true
		default:
			return false
		}
	}
	return digits > 0 && len(s) <= 200
}

const lettersAsDigits = "里把字母当成了数字"

// mendLetters turns O, o, l and I that stand beside digits into digits.
func mendLetters(s string) string {
	out := []byte(s)
	for i, c := range out {
		beside := i > 0 && numeral(out[i-1]) || i+1 < len(out) && numeral(out[i+1])
		switch {
		case !beside:
		case c == 'O' || c == 'o':
			out[i] = '0'
		case c == 'l' || c == 'I':
			out[i] = '1'
		}
	}
	return string(out)
}

func numeral(c byte) bool { return c >= '0' && c <= '9' || c == '.' }

func stripUnderscores(s string) string { return strings.ReplaceAll(s, "_", "") }

// ungroup removes well-formed thousands commas (1,234,567.89).
func ungroup(s string) (string, bool) {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, point := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	if len(groups) < 2 || len(groups[0]) < 1 || len(groups[0]) > 3 || strings.HasPrefix(groups[0], "0") {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	plain := sign + strings.Join(groups, "")
	if point {
		plain += "." + frac
	}
	return plain, isPlain(plain)
}

// FoldWidth turns full-width forms into the ASCII they stand for, and dashes and
// points that pass for a minus sign or a decimal point into those. It trims the
// text.
func FoldWidth(s string) string { return strings.TrimSpace(foldWidth(s)) }

// foldWidth turns full-width forms into the ASCII they stand for, and the
// dashes and points that pass for a minus sign or a decimal point.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xff01 && r <= 0xff5e:
			return r - 0xfee0
		case r == 0x3000 || r == 0x00a0 || r >= 0x2000 && r <= 0x200a:
			return ' '
		case r == '−' || r == '–' || r == '—':
			return '-'
		case r == '。':
			return '.'
		case r == '、':
			return ','
		}
		return r
	}, s)
}

// foldReason names what foldWidth changed.
func foldReason(s string) string {
	for _, r := range s {
		if r >= '０' && r <= '９' {
			return "里有全角数字"
		}
	}
	for _, r := range s {
		switch {
		case r == '−' || r == '–' || r == '—':
			return "里的负号不是英文减号"
		case r == 0x3000 || r == 0x00a0 || r >= 0x2000 && r <= 0x200a:
			return "里有特殊空格"
		case r >= 0xff01 && r <= 0xff5e || r == '。' || r == '、':
			return "里有全角符号“" + string(r) + "”"
		}
	}
	return "前后有空格"
}

// bareFault explains why a bare TOML number is refused; nil when it is not. The
// literal is valid TOML.
func bareFault(n *Node) *NumberError {
	lit := n.Literal
	if isPlain(lit) {
		if n.Kind == KindFloat && significant(lit) > maxFloatDigits {
			return &NumberError{Text: lit, Reason: fmt.Sprintf("超过%d位有效数字，有的程序读不准", maxFloatDigits), Proposal: "\"" + lit + "\"", Hint: "两边加上英文双引号即可"}
		}
		return nil
	}
	e := &NumberError{Text: lit, Reason: "不是十进制数的普通写法", Hint: "写成 526.87 的样子"}
	switch v := n.Value.(type) {
	case int64:
		e.Proposal = fmt.Sprint(v)
	case float64:
		e.Proposal = expanded(lit)
	}
	switch low := strings.ToLower(lit); {
	case strings.Contains(low, "inf") || strings.Contains(low, "nan"):
		e.Reason, e.Proposal = "不是一个数", ""
	case strings.HasPrefix(low, "0x") || strings.HasPrefix(low, "0o") || strings.HasPrefix(low, "0b"):
	case strings.Contains(low, "e"):
		e.Reason = "是科学记数法"
	case strings.Contains(low, "_"):
		e.Reason = "里有下划线"
	case strings.HasPrefix(low, "+"):
		e.Reason = "不用写正号"
	}
	return e.settle()
}

// significant counts the digits behind leading zeros.
func significant(lit string) int {
	return len(strings.TrimLeft(strings.ReplaceAll(strings.TrimPrefix(lit, "-"), ".", ""), "0"))
}

// expanded writes a literal with an exponent as a plain decimal, "" where that
// would be long.
func expanded(lit string) string {
	lit = strings.TrimPrefix(stripUnderscores(strings.ToLower(lit)), "+")
	mantissa, exp, _ := strings.Cut(lit, "e")
	d, err := money.ParseDecimal(mantissa)
	if err != nil {
		return ""
	}
	shift := 0
	if exp == "" {
		return mantissa
	}
	if _, err := fmt.Sscanf(exp, "%d", &shift); err != nil || shift > 30 || shift < -30 {
		return ""
	}
	n := d.Number
	for ; shift > 0; shift-- {
		n = n.Mul(money.Int(10))
	}
	for ; shift < 0; shift++ {
		n = n.Mul(money.Frac(1, 10))
	}
	s, _ := n.Exact()
	return s
}

// short cuts a long quotation for a message.
func short(s string) string {
	const limit = 30
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + "…"
}
