package source

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/money"
)

const unfinished = "从这里开始的多行文字没有结束"

const wrongQuotes = "“”‘’「」『』＂＇〝〞｢｣"

// explainValue looks for the usual faults of a value that begins at that offset
// of the statement's line.
func (s *statement) explainValue(key string, at int) cause {
	value := strings.TrimRight(s.line[at:], " \t")
	off := s.start + at
	first, _ := utf8.DecodeRuneInString(value)
	switch {
	case value == "" || first == '#':
		return cause{off: off, message: "“" + short(key) + "”等号后面没有值", hint: "没有值就删去这一行，或者在行首加 #"}
	case strings.ContainsRune(wrongQuotes, first):
		return s.wrongQuote(key, value, off)
	case strings.HasPrefix(value, `"""`) || strings.HasPrefix(value, "'''"):
		return s.explainMultiline(value[:3], off)
	case first == '"' || first == '\'':
		return s.explainQuoted(value, off)
	case first == '[' || first == '{':
		return s.explainList(first, off)
	case first == '【' || first == '［' || first == '｛':
		return cause{off: off, message: "括号是全角的", hint: "改成英文的 [ ] 或 { }"}
	}
	return s.explainBare(key, value, off)
}

func (s *statement) wrongQuote(key, value string, off int) cause {
	c := cause{off: off, message: "文字两边用了中文引号", hint: "改用英文双引号"}
	inner := strings.Trim(value, wrongQuotes+"\"'")
	if inner != "" && !strings.ContainsAny(inner, wrongQuotes+"\"\\") && utf8.RuneCountInString(inner) <= 20 {
		c.hint += "：" + key + " = \"" + inner + "\""
	}
	return c
}

// explainMultiline explains a text in three quotes. When its end was forgotten,
// it runs on to the quotes of the next one.
func (s *statement) explainMultiline(quotes string, off int) cause {
	never := cause{off: off, message: unfinished, hint: "在文字后面另起一行写 " + quotes, open: true}
	body := string(s.data[off+3:])
	end := strings.Index(body, quotes)
	if end < 0 || strings.Contains(s.message, "not terminated") {
		if i := strings.IndexAny(body, wrongQuotes); i >= 0 && strings.Contains(body, "”””") {
			never.hint = "结尾的三个引号要用英文的 " + quotes
		}
		return never
	}
	line, lineStart := lineAround(s.data, off+3+end)
	if lineStart > off && beginsStatement(line[:off+3+end-lineStart]+"\"") {
		return never
	}
	return s.generic()
}

// explainQuoted explains a text in single quotes on one line.
func (s *statement) explainQuoted(value string, off int) cause {
	quote := value[0]
	end := closingQuote(value)
	if end < 0 {
		c := cause{off: off, message: "文字后面缺少结尾的引号", hint: "在文字末尾补上英文的 " + string(quote)}
		if r, size := utf8.DecodeLastRuneInString(value); strings.ContainsRune(wrongQuotes, r) {
			c.off, c.message, c.hint = off+len(value)-size, "文字结尾用了中文引号 "+string(r), "改成英文的 "+string(quote)
		}
		return c
	}
	if s.stumble < off+end {
		return s.generic()
	}
	rest := strings.TrimLeft(value[end+1:], " \t")
	at := off + len(value) - len(rest)
	if c, ok := trailing(rest, at); ok {
		return c
	}
	if strings.ContainsRune(rest, rune(quote)) {
		return cause{off: off + end, message: "文字里面的引号把文字截断了", hint: "文字里的引号用中文的“ ”，或写成 \\\""}
	}
	return cause{off: at, message: "引号后面还有“" + short(rest) + "”", hint: "要么写进引号里面，要么前面加 #"}
}

// closingQuote is the offset of the quote that ends a quoted text, or -1.
func closingQuote(value string) int {
	for i := 1; i < len(value); i++ {
		switch {
		case value[i] == '\\' && value[0] == '"':
			i++
		case value[i] == value[0]:
			return i
		}
	}
	return -1
}

// trailing explains punctuation at the end of a line.
func trailing(rest string, at int) (cause, bool) {
	if r, size := utf8.DecodeRuneInString(rest); strings.ContainsRune(",，;；。、", r) && size == len(rest) {
		return cause{off: at, message: "行尾多了“" + rest + "”", hint: "删去它；一行写一个键，行尾不用标点"}, true
	}
	return cause{}, false
}

// explainList explains a list or an inline table, by where the parser gave up.
func (s *statement) explainList(open rune, off int) cause {
	closing := map[rune]string{'[': "]", '{': "}"}[open]
	never := cause{off: off, message: fmt.Sprintf("从这里开始的“%c”没有合上", open), hint: "在最后一项后面写 " + closing, open: true}
	line, lineStart := lineAround(s.data, s.stumble)
	if s.stumble >= len(s.data)-1 && !strings.HasSuffix(strings.TrimSpace(string(s.data)), closing) {
		return never
	}
	r, _ := utf8.DecodeRune(s.data[s.stumble:])
	switch {
	case lineStart > off && beginsStatement(line), r == '\n':
		return never
	case r == '，' || r == '、' || r == '；' || r == ';':
		return cause{off: s.stumble, message: "列表里用了“" + string(r) + "”", hint: "各项之间用英文逗号 ,"}
	case strings.ContainsRune(wrongQuotes, r):
		return cause{off: s.stumble, message: "文字两边用了中文引号", hint: "改用英文双引号"}
	case r == '】' || r == '］':
		return cause{off: s.stumble, message: "方括号是全角的“" + string(r) + "”", hint: "改成英文的 " + closing}
	case strings.Contains(s.message, "expected ','"):
		return cause{off: s.stumble, message: "列表的两项之间没有逗号", hint: "各项之间用英文逗号 ,"}
	case unicode.IsLetter(r):
		return cause{off: s.stumble, message: "列表里的文字没有加引号", hint: "每一项两边加英文双引号 \""}
	case r == '＝' || r == '：' || r == ':':
		return cause{off: s.stumble, message: "键名后面写的是“" + string(r) + "”", hint: "改成英文的等号 ="}
	}
	return s.generic()
}

// explainBare explains a value without quotes.
func (s *statement) explainBare(key, value string, off int) cause {
	if i := strings.Index(value, " #"); i > 0 {
		value = strings.TrimRight(value[:i], " \t")
	}
	last, size := utf8.DecodeLastRuneInString(value)
	if head := value[:len(value)-size]; strings.ContainsRune(",，;；。", last) && bareValue(head) {
		return cause{off: off + len(head), message: "行尾多了“" + string(last) + "”", hint: "删去它；一行写一个键，行尾不用标点"}
	}
	if saysNothing(value) {
		return cause{off: off, message: "“" + value + "”不是值", hint: "没有的不写：删去这一行，或在行首加 #；不写不是零，页面上印“未填报”"}
	}
	if y, m, d, ok := looseDate(value); ok {
		return cause{off: off, message: fmt.Sprintf("日期“%s”应写成 %04d-%02d-%02d", short(value), y, m, d)}
	}
	switch word := strings.ToLower(value); {
	case word == "true" || word == "是" || word == "对" || word == "yes":
		return cause{off: off, message: "“" + value + "”应写成 true"}
	case word == "false" || word == "否" || word == "no":
		return cause{off: off, message: "“" + value + "”应写成 false"}
	}
	if head, rest, ok := strings.Cut(value, " "); ok && bareValue(head) && beginsStatement(rest) {
		return cause{off: off + len(head) + 1, message: "一行里写了两个键", hint: "一行只写一个键，“" + short(rest) + "”另起一行"}
	}
	if strings.ContainsAny(foldWidth(value), "0123456789") {
		return explainBareNumber(value, off)
	}
	if i := strings.IndexAny(value, wrongQuotes+"\""); i > 0 {
		value = value[:i]
	}
	return cause{off: off, message: "文字“" + short(value) + "”没有加引号", hint: "两边加英文双引号：" + short(key) + " = \"…\""}
}

// explainBareNumber explains a value without quotes that has digits in it.
func explainBareNumber(value string, off int) cause {
	trimmed := strings.TrimLeft(value, "0")
	if isPlain(value) && len(value)-len(trimmed) > 0 {
		if trimmed == "" || trimmed[0] == '.' {
			trimmed = "0" + trimmed
		}
		return cause{off: off, message: "“" + value + "”前面多了0，应写成 " + trimmed, hint: "编号一类的文字要加英文双引号：\"" + value + "\""}
	}
	if _, err := ParseNumber(value); err != nil {
		if e := numberFault(value); e.Proposal != "" || e.Reason == badCommas {
			return cause{off: off, message: e.Error(), hint: e.Hint}
		}
	}
	if _, unit := splitUnit(value); unit != "" {
		if _, err := ParseAmount(value, money.Unit{}); err == nil {
			return cause{off: off, message: "“" + short(value) + "”带着单位，要加英文双引号", hint: "写成 \"" + value + "\""}
		}
		if strings.HasPrefix(value, "¥") || strings.HasPrefix(value, "￥") {
			return cause{off: off, message: "“" + short(value) + "”前面有货币符号", hint: "只写数，例如 526.87；单位与报告不同的写成 \"5268700元\""}
		}
		if e := amountFault(value, money.WanYuan); e.Proposal != "" && strings.HasSuffix(e.Proposal, "元") && !strings.Contains(value, "%") {
			return cause{off: off, message: "“" + short(value) + "”" + e.Reason, hint: "写成 \"" + e.Proposal + "\""}
		}
		if st := ParseStated(value); st.Kind != StatedText {
			return cause{off: off, message: "“" + short(value) + "”带着“" + st.Unit + "”，要加英文双引号", hint: "写成 \"" + value + "\""}
		}
	}
	return cause{off: off, message: "“" + short(value) + "”既不是数，也不是加了引号的文字", hint: "数写成 526.87 的样子；带单位、百分号的和文字，两边加英文双引号：\"" + short(value) + "\""}
}

// bareValue reports whether a text is a whole TOML number, date or boolean.
func bareValue(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil || isPlain(s) || s == "true" || s == "false" || len(s) > 1 && closingQuote(s) == len(s)-1 && (s[0] == '"' || s[0] == '\'')
}

// looseDate reads a day as people write it: 2024年3月31日, 2024/3/31, 2024.3.31,
// 2024-3-31.
func looseDate(s string) (year, month, day int, ok bool) {
	s = strings.TrimSuffix(foldWidth(strings.TrimSpace(s)), "日")
	s = strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-", " ", "").Replace(s)
	t, err := time.Parse("2006-1-2", s)
	if err != nil {
		return 0, 0, 0, false
	}
	return t.Year(), int(t.Month()), t.Day(), true
}
