package source

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"
)

// diagnose retells the syntax faults of a file that the parser does not accept.
// After each fault it goes on at the next line that begins a statement, so only
// what really cannot be parsed is reported.
func diagnose(path string, data []byte) []Finding {
	var out []Finding
	pl := newPlacer(path, data)
	for from := 0; from < len(data) && len(out) < maxFaults; {
		s, ok := firstFault(data, from)
		if !ok {
			break
		}
		c := s.explain()
		out = append(out, broken(RuleSyntax, pl.at(c.off), c.message, c.hint))
		from = s.resume(c)
	}
	if len(out) == 0 {
		out = append(out, disagreement(Place{File: path, Line: 1, Column: 1}))
	}
	return out
}

// statement is one that cannot be parsed.
type statement struct {
	data    []byte
	start   int    // where it begins
	line    string // from there to the end of the line
	stumble int    // where the parser gave up
	before  int    // where the value of the statement before begins, or -1
	message string // the parser's own words
}

// cause is what is wrong, and where.
type cause struct {
	off           int
	message, hint string
	open          bool // something begun here is never closed: what follows is suspect
}

// firstFault parses from an offset to the first statement that fails.
func firstFault(data []byte, from int) (statement, bool) {
	var p unstable.Parser
	p.Reset(data[from:])
	good, before := from, -1
	for p.NextExpression() {
		e := p.Expression()
		end := int(e.Raw.Offset + e.Raw.Length)
		if before = -1; e.Kind == unstable.KeyValue {
			before = from + int(e.Value().Raw.Offset)
		} else {
			for it := e.Key(); it.Next(); {
				end = int(it.Node().Raw.Offset + it.Node().Raw.Length)
			}
		}
		good = nextLine(data, from+end)
	}
	err := p.Error()
	if err == nil {
		return statement{}, false
	}
	off, message := offsetOf(&p, err)
	s := statement{data: data, start: skipBlank(data, good), stumble: from + off, before: before, message: message}
	s.start = min(s.start, s.stumble)
	_, lineStart := lineAround(data, s.start)
	line, _ := lineAround(data, s.start)
	s.line = line[s.start-lineStart:]
	return s, true
}

// nextLine is the offset behind the line that holds off.
func nextLine(data []byte, off int) int {
	if i := bytes.IndexByte(data[min(off, len(data)):], '\n'); i >= 0 {
		return off + i + 1
	}
	return len(data)
}

// skipBlank skips blanks, empty lines and comment lines.
func skipBlank(data []byte, off int) int {
	for off < len(data) {
		switch data[off] {
		case ' ', '\t', '\n':
			off++
		case '#':
			off = nextLine(data, off)
		default:
			return off
		}
	}
	return off
}

// resume is where parsing goes on: the next line that begins a statement, behind
// the line where the parser gave up, or behind the one where something was left
// open.
func (s *statement) resume(c cause) int {
	off := s.stumble
	if c.open {
		off = min(c.off, s.start)
	}
	for off = nextLine(s.data, off); off < len(s.data); off = nextLine(s.data, off) {
		if line, _ := lineAround(s.data, off); beginsStatement(line) {
			return off
		}
	}
	return off
}

// beginsStatement reports whether a line looks like key = value or [header].
func beginsStatement(line string) bool {
	line = strings.TrimSpace(line)
	for _, open := range []string{"[", "【", "［"} {
		if rest, ok := strings.CutPrefix(line, open); ok {
			name := strings.Trim(strings.TrimSpace(rest), "[]【】［］")
			return name != "" && strings.IndexFunc(name, func(r rune) bool { return !keyRune(r) && r != '.' }) < 0
		}
	}
	i := strings.IndexAny(line, "=＝")
	if i < 0 {
		return false
	}
	key := strings.Trim(strings.TrimSpace(line[:i]), "\"'")
	return key != "" && len(key) <= 120 && strings.IndexFunc(key, func(r rune) bool { return !keyRune(r) && r != '.' }) < 0
}

func keyRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || r == '-'
}

func bareKeyRune(r rune) bool { return r < utf8.RuneSelf && keyRune(r) }

// explain finds the usual cause of the fault.
func (s *statement) explain() cause {
	if c, ok := s.swallowed(); ok {
		return c
	}
	if strings.IndexAny(s.line, "[【［〔") == 0 {
		return s.explainHeader()
	}
	i, sep := separator(s.line)
	if i < 0 {
		return s.noSeparator()
	}
	if c, ok := s.explainKey(s.line[:i]); ok {
		return c
	}
	switch sep {
	case "＝":
		return cause{off: s.start + i, message: "等号是全角的“＝”", hint: "改成英文的 ="}
	case "：", ":":
		return cause{off: s.start + i, message: "键名后面写的是“" + sep + "”", hint: "改成英文的等号 ="}
	}
	at := i + len(sep)
	value := s.line[at:]
	blank := len(value) - len(strings.TrimLeft(value, " \t"))
	return s.explainValue(strings.TrimSpace(s.line[:i]), at+blank)
}

// swallowed looks at the statement before: a text in three quotes whose end was
// forgotten runs on to the opening quotes of the next text, and only what follows
// those does not parse.
func (s *statement) swallowed() (cause, bool) {
	if s.before < 0 {
		return cause{}, false
	}
	text := string(s.data[s.before:s.start])
	for _, quotes := range []string{`"""`, "'''"} {
		end := strings.LastIndex(text, quotes)
		if end < 3 || !strings.HasPrefix(text, quotes) {
			continue
		}
		line := text[strings.LastIndexByte(text[:end], '\n')+1 : end]
		if beginsStatement(line) {
			return cause{off: s.before, message: unfinished, hint: "在文字后面另起一行写 " + quotes, open: true}, true
		}
	}
	return cause{}, false
}

// separator finds what stands between key and value: =, or what was written in
// its stead.
func separator(line string) (int, string) {
	quote := rune(0)
	colon, which := -1, ""
	for i, r := range line {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '=' || r == '＝':
			if colon >= 0 && strings.IndexFunc(line[:colon], func(r rune) bool { return !keyRune(r) && r != '.' && r != ' ' }) < 0 {
				return colon, which
			}
			return i, string(r)
		case r == '#' && colon < 0:
			return -1, ""
		case (r == ':' || r == '：') && colon < 0:
			colon, which = i, string(r)
		}
	}
	return colon, which
}

func (s *statement) noSeparator() cause {
	word := strings.TrimSpace(s.line)
	if name := strings.TrimRight(word, " \t"); strings.IndexFunc(name, func(r rune) bool { return !bareKeyRune(r) && r != '.' }) < 0 {
		return cause{off: s.start, message: "“" + short(name) + "”后面没有等号和值", hint: "写成 " + short(name) + " = 值；没有值就删去这一行"}
	}
	return cause{off: s.start, message: "“" + short(word) + "”不是“键 = 值”", hint: "多行的文字，前后各用三个英文双引号 \"\"\" 括起来；说明文字前面加 #"}
}

func (s *statement) explainHeader() cause {
	line := strings.TrimRight(s.line, " \t")
	if i := strings.Index(line, "#"); i > 0 {
		line = strings.TrimRight(line[:i], " \t")
	}
	brackets := strings.NewReplacer("【", "[", "】", "]", "［", "[", "］", "]", "〔", "[", "〕", "]")
	plain := brackets.Replace(line)
	name := strings.TrimSpace(strings.Trim(plain, "[]"))
	fixed := "[" + name + "]"
	if strings.HasPrefix(plain, "[[") {
		fixed = "[[" + name + "]]"
	}
	bad := strings.IndexFunc(name, func(r rune) bool { return !bareKeyRune(r) && r != '.' && r != ' ' })
	switch {
	case name == "":
		return cause{off: s.start, message: "方括号里没有名字", hint: "写成 [funds] 的样子"}
	case plain != line && bad < 0:
		return cause{off: s.start, message: "方括号是全角的", hint: "改成英文方括号：" + fixed}
	case bad >= 0 && hasHan(name) && !strings.Contains(name, "="):
		return cause{off: s.start + max(0, strings.Index(s.line, name)), message: "表头“" + short(name) + "”不是英文名", hint: "方括号里用英文小写的名字，见同类文件"}
	case plain != fixed && bad < 0:
		return cause{off: s.start, message: "方括号没有成对：“" + short(line) + "”", hint: "写成 " + fixed}
	}
	return s.generic()
}

func hasHan(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0
}

// explainKey looks for faults in the part before the separator.
func (s *statement) explainKey(part string) (cause, bool) {
	key := strings.TrimSpace(part)
	at := s.start + len(part) - len(strings.TrimLeft(part, " \t"))
	if key == "" {
		return cause{off: s.start, message: "等号前面没有键名", hint: "写成 键 = 值 的样子"}, true
	}
	bad := strings.IndexFunc(key, func(r rune) bool { return !bareKeyRune(r) })
	if bad < 0 || strings.ContainsAny(key[:1], "\"'") {
		return cause{}, false
	}
	r, _ := utf8.DecodeRuneInString(key[bad:])
	folded := foldWidth(key)
	plain := strings.IndexFunc(folded, func(r rune) bool { return !bareKeyRune(r) && r != '.' }) < 0
	switch {
	case strings.ContainsAny(key[:min(3, len(key))], "“”‘’"):
		return cause{off: at, message: "键名 " + short(key) + " 用了中文引号", hint: "键名不用引号，写英文小写字母"}, true
	case folded != key && plain:
		return cause{off: at + bad, message: "键名“" + short(key) + "”里有全角字符", hint: "改成英文半角：" + folded}, true
	case hasHan(key):
		return cause{off: at, message: "键名“" + short(key) + "”是中文", hint: "等号前面要用英文键名，见同类文件；如果这是正文，前后各用三个英文双引号 \"\"\" 括起来"}, true
	case r == '.' || r == ' ' && plainDotted(key):
		return cause{}, false
	case r == ' ' || r == '\t':
		return cause{off: at, message: "键名“" + short(key) + "”中间有空格", hint: "改用下划线：" + strings.Join(strings.Fields(key), "_")}, true
	}
	return cause{off: at + bad, message: fmt.Sprintf("键名“%s”里不能有“%c”", short(key), r), hint: "键名只用英文小写字母、数字和下划线"}, true
}

// plainDotted reports whether blanks stand only around the points of a key.
func plainDotted(key string) bool {
	for _, part := range strings.Split(key, ".") {
		if strings.ContainsAny(strings.TrimSpace(part), " \t") {
			return false
		}
	}
	return true
}

// generic retells the parser's own message.
func (s *statement) generic() cause {
	c := cause{off: s.stumble}
	r, _ := utf8.DecodeRune(s.data[s.stumble:])
	word := fmt.Sprintf("“%c”", r)
	if r == '\n' || s.stumble >= len(s.data) {
		word = "行尾"
	}
	switch {
	case strings.Contains(s.message, "escape"):
		c.message = "反斜杠 \\ 后面的写法不对"
		c.hint = "文字里要写反斜杠本身，请连写两个 \\\\；路径请用 /"
	case strings.HasPrefix(s.message, "expected newline"):
		c.message, c.hint = word+"多余：值到这里已经写完", "一行只写一个键；说明文字前面加 #"
	case strings.Contains(s.message, "nested"):
		c.message, c.hint = "方括号嵌套得太深", "最多16层"
	case strings.Contains(s.message, "too many quotes"):
		c.message, c.hint = "引号太多", "多行文字前后各用三个英文双引号"
	default:
		c.message, c.hint = word+"这里的写法不对", "照同类文件的写法改；文字要加英文双引号"
	}
	return c
}
