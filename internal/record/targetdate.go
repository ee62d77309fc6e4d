package record

import (
	"strconv"
	"strings"
)

// parseDate reads a point in time, a limit or a span.
func parseDate(s string) (Target, bool) {
	if strings.HasSuffix(s, "%") || !strings.ContainsAny(s, "年月季旬日-/.") {
		return nil, false
	}
	d := Date{}
	for _, p := range []opWord{
		{"≥", AtLeast}, {"≤", AtMost}, {">", Over}, {"<", Under}, {"=", Exactly},
		{"不晚于", AtMost}, {"不迟于", AtMost}, {"最迟", AtMost}, {"截至", Plain}, {"截止", Plain}, {"于", Plain}, {"在", Plain},
		{"完成时间", Plain}, {"已于", Plain},
	} {
		if rest, ok := strings.CutPrefix(s, p.word); ok {
			d.Op, s = p.op, rest
			break
		}
	}
	s = withoutVerb(s)
	for _, sep := range []string{"至", "到", "~", "--", "-"} {
		a, b, ok := strings.Cut(s, sep)
		if !ok {
			continue
		}
		if t, ok := span(d.Op, a, b); ok {
			return t, true
		}
	}
	p := dateReader{s: s}
	if !p.day() || !p.tail(&d) {
		return nil, false
	}
	return d, true
}

// withoutVerb cuts off the end what is to happen by then: 9月底前完成.
func withoutVerb(s string) string {
	for _, verb := range []string{"全部完成", "已完成", "完成", "完工", "竣工", "到位", "支付", "发放", "上报", "交付", "投入使用", "验收", "开工"} {
		if rest, ok := strings.CutSuffix(s, verb); ok && rest != "" {
			return rest
		}
	}
	return s
}

// span reads two dates, the first of which may leave its units to the second:
// 1-12月, 2023年1月至12月.
func span(op Op, a, b string) (Target, bool) {
	end := dateReader{s: b, dots: true}
	out := Date{Op: op}
	start := dateReader{s: a, dots: true}
	whole := start.day() && start.s == ""
	if n, ok := end.number(2); whole && ok && start.d.Day > 0 && (end.s == "日" || end.s == "号") && n > start.d.Day && n <= 31 {
		return Date{op, start.d, Day{start.d.Year, start.d.Month, n}}, true // 3月1日至15日
	}
	end.s = b
	if !end.day() || !end.tail(&out) {
		return nil, false
	}
	if !whole {
		n, err := strconv.Atoi(a)
		switch {
		case err != nil:
			return nil, false
		case end.d.Day > 0 && end.d.Month == 0 || n < 1:
			return nil, false
		case end.d.Month > 0 && end.d.Day == 0 && n <= 12:
			start.d = Day{Month: n}
		case end.d.Day > 0 && n <= 31:
			start.d = Day{Month: end.d.Month, Day: n}
		case end.d.Month == 0 && isYear(n):
			start.d = Day{Year: n}
		default:
			return nil, false
		}
	}
	if start.d.Year == 0 {
		start.d.Year = end.d.Year
	}
	if out.Day.Year == 0 && start.d.Year != 0 {
		out.Day.Year = start.d.Year
	}
	out.From = start.d
	if out.Op == Plain && out.From == out.Day {
		return nil, false
	}
	return out, true
}

// dateReader reads one day, month, quarter or year off the front of a text.
type dateReader struct {
	d     Day
	s     string
	dots  bool // 2023.9 is a month
	first int  // first month of a quarter or half, whose last one is in d
}

func isYear(n int) bool { return n >= 1949 && n <= 2100 }

// number cuts digits off the front, at most width of them.
func (p *dateReader) number(width int) (n int, ok bool) {
	i := 0
	for i < len(p.s) && i < width && p.s[i] >= '0' && p.s[i] <= '9' {
		i++
	}
	if i == 0 || i < len(p.s) && p.s[i] >= '0' && p.s[i] <= '9' {
		return 0, false
	}
	n, _ = strconv.Atoi(p.s[:i])
	p.s = p.s[i:]
	return n, true
}

// day reads the date itself; what follows stays in s.
func (p *dateReader) day() bool {
	if p.numeric() {
		return true
	}
	start := p.s
	if n, ok := p.number(4); ok && p.cut("年") {
		if !isYear(n) {
			p.s = start
			return false
		}
		p.d.Year = n
		p.cut("度")
	} else {
		p.s = start
		for _, w := range []string{"本年度", "当年度", "本年", "当年", "年度"} {
			if p.cut(w) {
				p.d.Month = 12
				return true
			}
		}
	}
	if p.part() {
		return true
	}
	at := p.s
	n, ok := p.number(2)
	if !ok || !p.cut("月") {
		p.s = at
		return p.d.Year > 0 || strings.HasPrefix(p.s, "年底") || strings.HasPrefix(p.s, "年末") || strings.HasPrefix(p.s, "年内")
	}
	if n < 1 || n > 12 {
		return false
	}
	p.cut("份")
	p.d.Month = n
	at = p.s
	if n, ok := p.number(2); ok && (p.cut("日") || p.cut("号") || p.s == "" || p.s == "前") {
		p.d.Day = n
		return n >= 1 && n <= 31
	}
	p.s = at
	return true
}

func (p *dateReader) cut(word string) bool {
	rest, ok := strings.CutPrefix(p.s, word)
	if ok {
		p.s = rest
	}
	return ok
}

// part reads 第三季度, 上半年.
func (p *dateReader) part() bool {
	at := p.s
	p.cut("第")
	for i, names := range [4][2]string{{"一", "1"}, {"二", "2"}, {"三", "3"}, {"四", "4"}} {
		for _, name := range names {
			if p.cut(name + "季度") {
				p.d.Month, p.first = 3*i+3, 3*i+1
				return true
			}
		}
	}
	p.s = at
	if p.cut("上半年") {
		p.d.Month, p.first = 6, 1
		return true
	}
	if p.cut("下半年") {
		p.d.Month, p.first = 12, 7
		return true
	}
	return false
}

// numeric reads 2023-09-30, 2023/9/30, 2023.9.30 and 2023-09; a year and a month
// with a point between them are a number.
func (p *dateReader) numeric() bool {
	at := p.s
	year, ok := p.number(4)
	if !ok || !isYear(year) || p.s == "" || !strings.ContainsRune("-/.", rune(p.s[0])) {
		p.s = at
		return false
	}
	sep := p.s[:1]
	p.s = p.s[1:]
	month, ok := p.number(2)
	if !ok || month < 1 || month > 12 {
		p.s = at
		return false
	}
	p.d.Year, p.d.Month = year, month
	if !p.cut(sep) {
		if sep == "." && !p.dots && p.s != "前" && p.s != "底前" {
			p.s = at
			p.d = Day{}
			return false
		}
		return true
	}
	day, ok := p.number(2)
	if !ok || day < 1 || day > 31 {
		p.s = at
		p.d = Day{}
		return false
	}
	p.d.Day = day
	return true
}

// tail reads what follows the date, and settles the limit.
func (p *dateReader) tail(d *Date) bool {
	end := false
	for _, w := range []string{"年底", "年末", "年内"} {
		if p.cut(w) {
			p.d.Month, end = 12, true
			if w == "年内" {
				d.Op = AtMost
			}
		}
	}
	for i, w := range []string{"上旬", "中旬", "下旬", "月初", "初", "月底", "月末", "底", "末"} {
		if !p.cut(w) {
			continue
		}
		end = true
		if p.d.Month == 0 {
			p.d.Month = 12
		}
		if p.d.Day == 0 && i < 5 {
			p.d.Day = [...]int{10, 20, 0, 10, 10}[i]
		}
		break
	}
	for _, w := range []string{"之前", "以前", "前", "之内", "以内", "内", "期间"} {
		if !p.cut(w) {
			continue
		}
		switch {
		case w == "期间":
		case strings.HasSuffix(w, "内"), end, p.d.Day > 0:
			d.Op = AtMost
		case d.Op == Plain:
			d.Op = Under
			if p.first > 0 {
				p.d.Month = p.first
			}
		}
		break
	}
	d.Day = p.d
	return p.s == "" && d.Day != Day{}
}

// Verdict is whether an actual keeps a target.
type Verdict int

// The verdicts. Unsure is one that the two do not decide: words against a number,
// a month against a day within it.
const (
	Unsure Verdict = iota
	Met
	Missed
)

// Meets holds a day, a month or a year against a date's limit. To be early is to
// keep it, unless the operator says otherwise; a year counts only where both have
// one.
func (d Date) Meets(actual Date) Verdict {
	limit, done := d.Day, actual.Day
	if limit.Year == 0 || done.Year == 0 {
		if limit.Month == 0 || done.Month == 0 {
			return Unsure
		}
		limit.Year, done.Year = 0, 0
	}
	early, late := limit.span()
	first, last := done.span()
	switch d.Op {
	case AtLeast, Over:
		if d.Op == Over {
			early = late + 1
		}
		return decide(first >= early, last < early)
	case Under:
		late = early - 1
	}
	return decide(last <= late, first > late)
}

func decide(met, missed bool) Verdict {
	switch {
	case met:
		return Met
	case missed:
		return Missed
	}
	return Unsure
}

// span is the first and the last day of a day, month or year, as numbers that
// only need to be in order.
func (d Day) span() (first, last int) {
	at := func(month, day int) int { return d.Year*10000 + month*100 + day }
	switch {
	case d.Month == 0:
		return at(1, 1), at(12, 31)
	case d.Day == 0:
		return at(d.Month, 1), at(d.Month, 31)
	}
	return at(d.Month, d.Day), at(d.Month, d.Day)
}
