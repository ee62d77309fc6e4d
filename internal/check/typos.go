package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC55 = Rule{
	ID: "C55", Severity: source.Warning,
	Title:   "错字和标点",
	Explain: "常见的错字、重复的字和标点、中文里的半角标点、不成对的引号括号书名号。一处一处改正；原文就是这样的，转录时照抄，页面会标明。",
	Source:  "GB/T 15834-2011；GB/T 15835-2011",
	run: func(p *pass) {
		for i := range p.texts {
			t := &p.texts[i]
			slips := typos(t.plain)
			for n, s := range slips {
				if n == mostTypos {
					break
				}
				quote := t.plain[s.from:s.to]
				p.add(source.Finding{
					Place: t.place(s.from), Key: t.key, Title: s.what, Quote: quote, Stated: quote, Computed: s.right,
					Message: fmt.Sprintf("“%s”里的“%s”：%s", t.title, strings.ReplaceAll(quote, "\n", ""), s.what),
					Hint:    s.hint(),
				})
			}
		}
	},
}

// mostTypos is how many slips of one text are reported.
const mostTypos = 3

// slip is one typing error.
type slip struct {
	from, to int
	what     string
	right    string // as it should be; "" where that cannot be told
}

func (s slip) hint() string {
	if s.right != "" {
		return "改成“" + s.right + "”"
	}
	return "改正标点"
}

// typos finds slips of the pen. The text is Markdown: its own marks are none.
func typos(s string) []slip {
	var out []slip
	out = append(out, wrongWords(s)...)
	out = append(out, repeated(s)...)
	out = append(out, halfWidth(s)...)
	out = append(out, unpaired(s)...)
	out = append(out, braces(s)...)
	return out
}

// braces finds references to figures that are written with full-width or single
// braces and would be printed as they stand. Right ones are blanked out by now.
func braces(s string) []slip {
	var out []slip
	for i := 0; ; {
		at := strings.IndexAny(s[i:], "{｛")
		if at < 0 {
			return out
		}
		at += i
		name := strings.TrimLeft(s[at:], "{｛")
		end := strings.IndexAny(name, "}｝{｛\n")
		if end < 0 {
			return out
		}
		closed := strings.TrimLeft(name[end:], "}｝")
		i = len(s) - len(closed)
		if inner := strings.TrimSpace(name[:end]); inner != "" && len(closed) < len(name)-end && utf8.RuneCountInString(inner) <= 40 {
			out = append(out, slip{at, i, "花括号写得不对，数不会出现，只会照字面印出来", "{{" + inner + "}}"})
		}
		i = max(i, at+1)
	}
}

// wordList pairs words that are always wrong with what was meant.
func wordList() [36][2]string {
	return [...][2]string{
		{"截止目前", "截至目前"}, {"截止到目前", "截至目前"}, {"既使", "即使"}, {"按装", "安装"}, {"帐目", "账目"}, {"帐户", "账户"}, {"报帐", "报账"},
		{"已经以来", "以来"}, {"预算执行律", "预算执行率"}, {"执行绿", "执行率"}, {"绩效指评", "绩效自评"}, {"资金支附", "资金支付"}, {"必需要", "必须要"},
		{"在在", "在"}, {"的的", "的"}, {"了了", "了"}, {"和和", "和"}, {"与与", "与"}, {"是是", "是"}, {"，并且并", "，并"}, {"做为", "作为"}, {"部份", "部分"},
		{"份外", "分外"}, {"亲睐", "青睐"}, {"布署", "部署"}, {"园满", "圆满"}, {"渡过难关", "度过难关"}, {"一如继往", "一如既往"}, {"再接再励", "再接再厉"},
		{"迫不急待", "迫不及待"}, {"按步就班", "按部就班"}, {"即往", "既往"}, {"凑和", "凑合"}, {"松驰", "松弛"}, {"九洲", "九州"}, {"竞竞业业", "兢兢业业"},
	}
}

// runeSet is a coarse set of the characters of a text: it may hold more of them
// than there are, never fewer.
type runeSet [16]uint64

func runesOf(s string) (set runeSet) {
	for _, r := range s {
		set[r>>6&15] |= 1 << (r & 63)
	}
	return set
}

func (set *runeSet) mayHold(word string) bool {
	for _, r := range word {
		if set[r>>6&15]&(1<<(r&63)) == 0 {
			return false
		}
	}
	return true
}

func wrongWords(s string) []slip {
	var out []slip
	set := runesOf(s)
	for _, w := range wordList() {
		if !set.mayHold(w[0]) {
			continue
		}
		at := strings.Index(s, w[0])
		if at < 0 || w[0] == "了了" && (strings.Contains(s, "了了解") || strings.Contains(s, "不了了之")) || w[0] == "的的" && strings.Contains(s, "的的确") ||
			w[0] == "在在" && strings.Contains(s, "在在建") || w[0] == "部份" && strings.Contains(s, "内部份") {
			continue
		}
		out = append(out, slip{at, at + len(w[0]), "疑似错字", w[1]})
	}
	return out
}

// repeated finds marks of punctuation that stand twice.
func repeated(s string) []slip {
	var out []slip
	last, lastAt := rune(0), 0
	for i, r := range s {
		if r == last && strings.ContainsRune("，。、；：？", r) {
			out = append(out, slip{lastAt, i + utf8.RuneLen(r), "标点重复", string(r)})
		}
		if last == '，' && r == '。' || last == '。' && r == '，' || last == '、' && r == '，' {
			out = append(out, slip{lastAt, i + utf8.RuneLen(r), "标点重复", ""})
		}
		last, lastAt = r, i
	}
	return out
}

// halfWidth finds ASCII punctuation between Chinese characters, and full-width
// digits.
func halfWidth(s string) []slip {
	var out []slip
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			continue
		}
		at := strings.IndexByte(",;:?!()", s[i])
		if at < 0 {
			continue
		}
		wide := [...]string{"，", "；", "：", "？", "！", "（", "）"}[at]
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+1:])
		bracket := s[i] == '(' || s[i] == ')'
		if isHan(before) && (isHan(after) || !bracket && i+1 == len(s)) {
			out = append(out, slip{i, i + 1, "中文里用了半角标点", wide})
			break // one is enough to say so
		}
	}
	if !strings.Contains(s, "\xef\xbc") {
		return out // no full-width form at all
	}
	for i, r := range s {
		if r >= '０' && r <= '９' {
			end := i
			for end < len(s) {
				d, size := utf8.DecodeRuneInString(s[end:])
				if d < '０' || d > '９' {
					break
				}
				end += size
			}
			out = append(out, slip{i, end, "数字用了全角", strings.Map(func(r rune) rune { return r - '０' + '0' }, s[i:end])})
			break
		}
	}
	return out
}

// unpaired finds the first quotation mark or bracket of a paragraph that has no
// other half.
func unpaired(s string) []slip {
	var out []slip
	for offset := 0; offset < len(s); {
		line, _, _ := strings.Cut(s[offset:], "\n")
		if at, ok := firstUnpaired(line); ok {
			r, size := utf8.DecodeRuneInString(line[at:])
			out = append(out, slip{offset + at, offset + at + size, "“" + string(r) + "”没有成对", ""})
		}
		offset += len(line) + 1
	}
	return out
}

// opening is the mark that a closing one belongs to, 0 for any other character.
func opening(r rune) rune {
	switch r {
	case '”':
		return '“'
	case '）':
		return '（'
	case '》':
		return '《'
	case '〕':
		return '〔'
	case '】':
		return '【'
	}
	return 0
}

func firstUnpaired(line string) (int, bool) {
	type open struct {
		r  rune
		at int
	}
	var stack []open
	for i, r := range line {
		switch r {
		case '“', '（', '《', '〔', '【':
			stack = append(stack, open{r, i})
		case '”', '）', '》', '〕', '】':
			if enumeration(line, i, r) {
				continue
			}
			if len(stack) == 0 || stack[len(stack)-1].r != opening(r) {
				return i, true
			}
			stack = stack[:len(stack)-1]
		}
	}
	if len(stack) > 0 {
		return stack[0].at, true
	}
	return 0, false
}

// enumeration reports whether a closing bracket ends the mark of an item: 1）, 一）.
func enumeration(line string, at int, r rune) bool {
	before, _ := utf8.DecodeLastRuneInString(line[:at])
	return r == '）' && !strings.Contains(line[:at], "（") && (before >= '0' && before <= '9' || strings.ContainsRune("一二三四五六七八九十", before))
}

var ruleC56 = Rule{
	ID: "C56", Severity: source.Error, Manual: true,
	Title:   "没有不能用的字句",
	Explain: "没写完的占位字样（XX、此处填写、待补充），以及规则集 forbidden 里列出的词，不能出现在报告里。领导人姓名、职务和政治表述要由人核对，程序不作判断。",
	Source:  "政府网站发展指引；网站检查指标",
	run: func(p *pass) {
		words := append([]string{"此处填写", "待补充", "待填写", "请填写", "×××", "XXX", "xxx", "TODO", "示例文字", "在此输入"}, p.forbidden()...)
		severity := p.severity
		if p.stage == record.Draft {
			severity = p.milder()
		}
		for i := range p.texts {
			t := &p.texts[i]
			at, word := findAny(t.plain, words)
			if at < 0 {
				continue
			}
			p.addAs(severity, source.Finding{
				Place: t.place(at), Key: t.key, Title: "不能用的字句", Quote: word, Stated: word,
				Message: fmt.Sprintf("“%s”里有“%s”", t.title, word),
				Hint:    "补齐或者改写；领导人姓名、职务和政治表述还要由人核对",
			})
		}
	},
}

// forbidden are the words that the report's profile does not want.
func (s *scene) forbidden() []string {
	if s.Rules == nil {
		return nil
	}
	var out []string
	for _, w := range s.Rules.Forbidden {
		if given(w) {
			out = append(out, strings.TrimSpace(w.Value))
		}
	}
	return out
}
