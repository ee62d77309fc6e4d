package check

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/money"
)

// number is a number in prose, followed by a unit, that no figure stands behind.
type number struct {
	from, to int // bytes, the unit included
	text     string
	value    money.Decimal
	unit     string // 万元, %, 个 …
	about    bool   // 300余, 近300: no exact number
	over     bool   // 300余: at least so many
}

// proseUnits are what a number in prose is followed by, longer ones first.
func proseUnits() []string {
	return []string{"个百分点", "万元", "亿元", "人次", "元", "%", "％", "个", "次", "人", "户", "名", "项", "件", "场", "份", "篇", "期", "家", "条", "台", "辆", "套", "亩", "公里", "万人"}
}

// numbersIn lists the Arabic numbers of a text that are followed by a unit. Dates,
// article numbers, ordinals and numbers of documents are none.
func numbersIn(s string) []number {
	var out []number
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		end := numberEnd(s, i)
		if n, ok := numberAt(s, i, end); ok {
			out = append(out, n)
			end = n.to
		}
		i = end
	}
	return out
}

// numberEnd is the end of the digits, points and commas that begin at i.
func numberEnd(s string, i int) int {
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || (s[i] == '.' || s[i] == ',') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9') {
		i++
	}
	return i
}

func numberAt(s string, from, end int) (number, bool) {
	before := s[:from]
	if partOfName(before) {
		return number{}, false
	}
	rest := s[end:]
	n := number{from: from, text: s[from:end]}
	rest = strings.TrimLeft(rest, " \u3000")
	for _, about := range []string{"余", "多", "几"} {
		if cut, ok := strings.CutPrefix(rest, about); ok {
			rest, n.about, n.over = cut, true, true
		}
	}
	for _, near := range []string{"近", "约", "超", "超过", "将近", "大约", "不到"} {
		n.about = n.about || strings.HasSuffix(before, near)
	}
	for _, u := range proseUnits() {
		if !strings.HasPrefix(rest, u) {
			continue
		}
		after := rest[len(u):]
		if !unitEnds(u, after) {
			continue
		}
		d, err := money.ParseDecimal(strings.ReplaceAll(n.text, ",", ""))
		if err != nil {
			return number{}, false
		}
		if u == "％" {
			u = "%"
		}
		n.value, n.unit, n.to = d, u, len(s)-len(after)
		if strings.HasPrefix(after, "左右") || strings.HasPrefix(after, "以上") || strings.HasPrefix(after, "上下") {
			n.about = true
		}
		return n, true
	}
	return number{}, false
}

// partOfName reports whether digits behind such a text are no quantity: 第3次,
// 〔2020〕10号, GB/T 9704, 2023-, a version, a code.
func partOfName(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	if r == utf8.RuneError {
		return false
	}
	if strings.ContainsRune("第〔[〕届-/.〇", r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
		return true
	}
	return false
}

// unitEnds reports whether a unit really is one: 3个月, 2次会议 and 5人民币 differ
// from 3个, 2次 and 5人.
func unitEnds(unit, after string) bool {
	others := map[string][]string{
		"个": {"月", "工作日", "小时", "方面", "层面", "阶段", "环节", "百分点", "重点", "确保", "坚持", "维护", "意识", "自信", "革命", "先行", "统筹", "聚焦", "强化", "五年"},
		"次": {"年", "月", "日", "性"},
		"人": {"民", "才", "均", "大", "社", "力", "工", "员"},
		"项": {"目标", "原则"},
		"期": {"间", "末", "初", "限"},
		"元": {"旦", "月", "素"},
		"份": {"额"},
		"条": {"例", "件"},
		"家": {"庭", "长", "具"},
		"名": {"称", "单", "额"},
		"户": {"籍", "口"},
		"件": {"事"},
	}
	for _, w := range others[unit] {
		if strings.HasPrefix(after, w) {
			return false
		}
	}
	return true
}

// isMoney and isRate tell the kinds of units apart.
func (n *number) isMoney() bool { return n.unit == "万元" || n.unit == "亿元" || n.unit == "元" }
func (n *number) isRate() bool  { return n.unit == "%" || n.unit == "个百分点" }

// amount is a sum of money in 分, rounded, with half a unit of its last decimal.
func (n *number) amount() (value, half money.Number) {
	u, _ := money.UnitNamed(n.unit)
	fen := money.Int(u.Fen)
	return n.value.Number.Mul(fen), n.value.Half().Mul(fen)
}

// String is the number as the text has it, with its unit.
func (n *number) String() string { return n.text + n.unit }

// countBefore reads the count that ends a text: 共有7, 七; ok is false where none
// does.
func countBefore(s string) (n int64, from int, ok bool) {
	from = len(s)
	for from > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:from])
		if !(r >= '0' && r <= '9') && !strings.ContainsRune("零〇一二两三四五六七八九十百", r) {
			break
		}
		from -= size
	}
	n, ok = countOf(s[from:])
	return n, from, ok
}
