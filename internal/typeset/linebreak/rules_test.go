package linebreak

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// The rules L1 to L12 for lines of Chinese text, each held at all widths, spread
// and ragged.

// eachWidth breaks a text at all widths from least half ems on, in all manners,
// and hands over the lines.
func eachWidth(text string, least int, look func(how string, r Result)) {
	for n := least; n < least+24; n++ {
		for k := range 4 {
			p := Params{Width: halves(n), Justify: k&1 != 0, Hanging: k&2 != 0}
			look(fmt.Sprintf("%d half ems, %+v", n, p), Break(one(text), p))
		}
	}
}

// lineTexts are the lines of a result.
func lineTexts(r Result) []string { return strings.Split(joined(r), "|") }

func TestRuleL1(t *testing.T) {
	for _, c := range notAtStart {
		mark := string(c)
		if c == '—' || c == '…' {
			mark += mark
		}
		text := strings.Repeat("预算绩"+mark+"效自"+mark+"评", 4)
		eachWidth(text, 9, func(how string, r Result) {
			for i, line := range lineTexts(r) {
				if i > 0 && strings.HasPrefix(line, string(c)) {
					t.Errorf("%s: line %d begins with %c: %s", how, i, c, joined(r))
				}
			}
		})
	}
}

func TestRuleL2(t *testing.T) {
	for _, c := range notAtEnd {
		text := strings.Repeat("预算绩"+string(c)+"效自"+string(c)+"评", 4)
		eachWidth(text, 8, func(how string, r Result) {
			for _, line := range lineTexts(r) {
				if strings.HasSuffix(line, string(c)) {
					t.Errorf("%s: a line ends with %c: %s", how, c, joined(r))
				}
			}
		})
	}
}

func TestRuleL3(t *testing.T) {
	for _, unit := range []string{
		"36.89万元", "10号", "2023年", "94.58%", "11月", "7个", "300余人", "≥50个", "〔2023〕10号", "第十二条", "第3条", "——", "……",
		"1,234.5", "±0.1", "-12345678.91万元", "software", "2.5个百分点", "500平方米", "1234.56%", "10～15万元", "￥500元",
	} {
		natural := int(Natural(one(unit))*2/em) + 1
		for before := range 12 {
			text := strings.Repeat("甲乙丙丁戊己庚辛壬癸子丑", 2)[:3*before] + unit + "以上这些都是已经完成的数"
			eachWidth(text, max(natural, 5)+2, func(how string, r Result) {
				if !strings.Contains(joined(r), unit) {
					t.Errorf("%s: %s is parted: %s", how, unit, joined(r))
				}
			})
		}
	}
	// An address is parted at its own marks only.
	url := "https://www.example.invalid/yusuan/2023/zongbiao.html?id=1-2"
	eachWidth("网址是"+url+"，请看。", 32, func(how string, r Result) {
		lines := lineTexts(r)
		for i, line := range lines[:len(lines)-1] {
			next, _ := utf8.DecodeRuneInString(lines[i+1])
			last, _ := utf8.DecodeLastRuneInString(line)
			if strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", next) && !strings.ContainsRune("是/.-?=:", last) {
				t.Errorf("%s: %s", how, joined(r))
			}
		}
	})
}

func TestRuleL4(t *testing.T) {
	for n := 1; n < 20; n++ {
		for i, line := range lineTexts(Break(one("预算绩效自评报告公开透明"), Params{Width: int64(n) * em})) {
			if want := min(n, 12-i*n); n != 11 && i*n < 12 && utf8.RuneCountInString(line) > n || want == n && i == 0 && utf8.RuneCountInString(line) < n-1 {
				t.Errorf("%d em: line %d is %s", n, i, line)
			}
		}
	}
	if got := joined(Break(one("使用TOML文件"), Params{Width: 2 * em})); got != "使用|TOML|文件" {
		t.Errorf("hanzi and Latin: %s", got)
	}
}

func TestRuleL5(t *testing.T) {
	for _, text := range []string{"共36.89万元整", "按GB标准", "第3条"} {
		var want int64
		for _, r := range text {
			want += int64(grid{}.Advance(r)) * em / 1000
		}
		if got := Natural(one(text)); got != want {
			t.Errorf("%s is %d wide, its characters %d", text, got, want)
		}
		eachWidth(text+text+text, 14, func(how string, r Result) {
			if got := strings.ReplaceAll(joined(r), "|", ""); got != text+text+text {
				t.Errorf("%s: %s", how, got)
			}
		})
	}
}

func TestRuleL6(t *testing.T) {
	closing, stops, opening := "）〕］｝〉》」』】〗”’", "。，、；：", "（〔［｛〈《「『【〖“‘"
	width := func(a, b rune) int64 { return Natural(one("甲" + string(a) + string(b) + "乙")) }
	for _, a := range closing + stops {
		for _, b := range closing + stops {
			if got := width(a, b); got != 2*em+em*3/2 {
				t.Errorf("%c%c takes %d", a, b, got-2*em)
			}
		}
		for _, b := range opening {
			if got := width(a, b); got != 2*em+em*3/2 {
				t.Errorf("%c%c takes %d", a, b, got-2*em)
			}
		}
	}
	for _, a := range opening {
		for _, b := range opening {
			if got := width(a, b); got != 2*em+em*3/2 {
				t.Errorf("%c%c takes %d", a, b, got-2*em)
			}
		}
	}
}

// First marks give away their blank halves, then a 点号 hangs if it may, then
// characters go down to the next line; gaps are at most a quarter em, and the
// last line is not spread.
func TestRuleL7(t *testing.T) {
	for _, tt := range []struct {
		text, want string
		hang       bool
	}{
		{"预算绩效自评报告公，开预算绩效", "预算绩效自评报告公，|开预算绩效", false},
		{"预算、绩效自评报告，开预算绩效", "预算、绩效自评报告，|开预算绩效", false},
		{"预算绩效自评报告公开，预算绩效", "预算绩效自评报告公开，|预算绩效", true},
		{"预算绩效自评报告公开，预算绩效", "预算绩效自评报告公|开，预算绩效", false},
	} {
		r := Break(one(tt.text), Params{Width: 10 * em, Justify: true, Hanging: tt.hang})
		if got := joined(r); got != tt.want {
			t.Errorf("hanging %v: %s, want %s", tt.hang, got, tt.want)
		}
	}
	for _, text := range []string{prose, mixed} {
		eachWidth(text, 20, func(how string, r Result) {
			for i, l := range r.Lines {
				if l.Gap > em/4 || i == len(r.Lines)-1 && l.Gap > 0 {
					t.Errorf("%s: line %d has gaps of %d", how, i, l.Gap)
				}
			}
		})
	}
}

func TestRuleL8(t *testing.T) {
	text := strings.Repeat("预算绩效自评报告公开透明", 8)
	for n := 12; n < 90; n++ {
		for _, end := range []string{"", "。", "。”", "！", "）。"} {
			for width := 8; width <= 28; width++ {
				r := Break(one(text[:3*n]+end), Params{Width: int64(width) * em, First: 2 * em, Justify: true})
				last := lineTexts(r)[len(r.Lines)-1]
				if len(r.Lines) > 1 && utf8.RuneCountInString(strings.TrimSuffix(last, end)) < 2 {
					t.Errorf("%d characters and %q at %d em end with %s", n, end, width, last)
				}
			}
		}
	}
}

func TestRuleL9(t *testing.T) {
	for _, quotes := range []string{"“”", "‘’"} {
		q := []rune(quotes)
		runs := []Run{{Text: "甲" + string(q[0]) + "乙" + string(q[1]) + "丙", Face: grid{narrowQuotes: true}, Size: em}}
		if got := Natural(runs); got != 5*em {
			t.Errorf("%s take %d among hanzi, want an em each", quotes, got-3*em)
		}
	}
	if got := Natural([]Run{{Text: "it’s", Face: grid{narrowQuotes: true}, Size: em}}); got != 15*em/10+em*35/100 {
		t.Errorf("the apostrophe of it’s takes %d", got-15*em/10)
	}
}

// ASCII marks among hanzi are the writer's to mend: the breaker leaves them as
// they are, and treats them like their kin.
func TestRuleL10(t *testing.T) {
	text := strings.Repeat("预算,绩效;自评:报告(公开)透明.", 4)
	eachWidth(text, 8, func(how string, r Result) {
		if got := strings.ReplaceAll(joined(r), "|", ""); got != text {
			t.Errorf("%s: %s", how, got)
		}
		for i, line := range lineTexts(r) {
			if i > 0 && strings.ContainsAny(line[:1], ",;:).") || strings.HasSuffix(line, "(") {
				t.Errorf("%s: %s", how, joined(r))
			}
		}
	})
}

func TestRuleL11(t *testing.T) {
	for indent := int64(0); indent <= 4*em; indent += em {
		r := Break(one(prose), Params{Width: 28 * em, First: indent, Justify: true})
		for i, l := range r.Lines {
			want := int64(0)
			if i == 0 {
				want = indent
			}
			if l.Pieces[0].X != want || strings.HasPrefix(l.Pieces[0].Text, "\u3000") {
				t.Errorf("indent %d: line %d begins at %d with %q", indent, i, l.Pieces[0].X, l.Pieces[0].Text)
			}
		}
	}
}

// The classes of UAX #14 that matter behave as it has them.
func TestRuleL12(t *testing.T) {
	for _, tt := range []struct {
		class, chars  string
		start, end    bool // may a line start, end with it
		before, after string
	}{
		{"CL", "、。〉》」』】〕〗，．：；）］｝", false, true, "甲", "乙"},
		{"CP", ")]", false, true, "甲", "乙"},
		{"OP", "〈《「『【〔〖（［｛([{", true, false, "甲", "乙"},
		{"EX", "！？!?", false, true, "甲", "乙"},
		{"NS", "々〻ぁァー", false, true, "甲", "乙"},
		{"ID", "甲①㎡𠮷", true, true, "乙", "丙"},
		{"PR", "￥$№", true, false, "甲", "5"},
		{"PO", "%‰℃", false, true, "5", "甲"},
		{"GL", "\u00a0\u202f\u2011", false, false, "甲", "乙"},
		{"WJ", "\u2060", false, false, "甲", "乙"},
	} {
		for _, c := range tt.chars {
			mayStart, mayEnd := false, false
			for n := range 24 {
				r := Break(one(strings.Repeat("子丑寅卯", 6)[:3*n]+tt.before+string(c)+tt.after+"子丑寅卯"), Params{Width: halves(8 + n%3)})
				for i, line := range lineTexts(r) {
					mayStart = mayStart || i > 0 && strings.HasPrefix(line, string(c))
					mayEnd = mayEnd || i < len(r.Lines)-1 && strings.HasSuffix(line, string(c))
				}
			}
			if mayStart != tt.start || mayEnd != tt.end {
				t.Errorf("%s %q starts a line: %v, ends one: %v", tt.class, c, mayStart, mayEnd)
			}
		}
	}
}
