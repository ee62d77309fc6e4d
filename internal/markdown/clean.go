package markdown

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// cleaned is the text as goldmark sees it: LF line ends, no blanks before a line
// that opens no continuation of a list item, no control characters.
type cleaned struct {
	buf   []byte
	lines []linePos
}

// linePos says where a line starts in the cleaned text and in the original.
type linePos struct{ clean, orig int }

// orig turns an offset of the cleaned text into one of the original.
func (c *cleaned) orig(clean int) int {
	i := sort.Search(len(c.lines), func(i int) bool { return c.lines[i].clean > clean }) - 1
	if i < 0 {
		return clean
	}
	return c.lines[i].orig + clean - c.lines[i].clean
}

// clean turns an offset of the original into one of the cleaned text.
func (c *cleaned) cleanOf(orig int) int {
	i := sort.Search(len(c.lines), func(i int) bool { return c.lines[i].orig > orig }) - 1
	if i < 0 {
		return 0
	}
	off := c.lines[i].clean + orig - c.lines[i].orig
	if i+1 < len(c.lines) {
		off = min(off, c.lines[i+1].clean)
	}
	return min(off, len(c.buf))
}

// clean makes the text that goldmark parses. Every line keeps its length from
// its first kept byte on, so that offsets need one correction a line.
func clean(src string, fault func(offset int, message, hint string)) *cleaned {
	c := &cleaned{buf: make([]byte, 0, len(src)+1)}
	var fence string
	inList := false
	for pos := 0; pos < len(src); {
		end := strings.IndexAny(src[pos:], "\r\n")
		next := len(src)
		if end < 0 {
			end = len(src)
		} else {
			end += pos
			next = end + 1
			if src[end] == '\r' && next < len(src) && src[next] == '\n' {
				next++
			}
		}
		line := src[pos:end]
		skip := 0
		if len(line) > maxLine {
			fault(pos, fmt.Sprintf("一段太长：%d字节，最多%d字节", len(line), maxLine), "分成几段来写")
			line = ""
		}
		trimmed := strings.TrimLeftFunc(line, isBlank)
		if fence == "" {
			skip, inList = leadingBlanks(line, trimmed, inList)
		}
		fence = nextFence(fence, trimmed)
		c.lines = append(c.lines, linePos{len(c.buf), pos + skip})
		c.appendLine(line[skip:], pos+skip, fault)
		pos = next
	}
	return c
}

// leadingBlanks says how many bytes to drop at the start of a line, and whether
// the next line may continue a list item. Blanks of ASCII are kept within a list:
// there they say which item a line belongs to.
func leadingBlanks(line, trimmed string, inList bool) (skip int, list bool) {
	blanks := line[:len(line)-len(trimmed)]
	if trimmed == "" {
		return len(line), inList
	}
	ascii := strings.Trim(blanks, " \t") == ""
	if inList && ascii && blanks != "" {
		return 0, true
	}
	return len(blanks), isListItem(trimmed)
}

// nextFence tracks fenced blocks, whose lines are kept as they are.
func nextFence(open, line string) string {
	run := fenceRun(line)
	switch {
	case open == "":
		if len(run) >= 3 && !(run[0] == '`' && strings.Contains(line[len(run):], "`")) {
			return run
		}
		return ""
	case len(run) >= len(open) && run[0] == open[0] && strings.TrimFunc(line[len(run):], isBlank) == "":
		return ""
	}
	return open
}

func fenceRun(line string) string {
	if line == "" || line[0] != '`' && line[0] != '~' {
		return ""
	}
	return line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
}

// appendLine copies a line and a line end. What cannot be printed becomes a
// blank of the same length and is reported.
func (c *cleaned) appendLine(line string, orig int, fault func(int, string, string)) {
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRuneInString(line[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			fault(orig+i, "有一个字节不是UTF-8文字", "把文件另存为UTF-8编码")
		case isControl(r):
			fault(orig+i, fmt.Sprintf("有看不见的控制字符U+%04X", r), "删掉它")
		case r != '\t':
			c.buf = append(c.buf, line[i:i+size]...)
			i += size
			continue
		}
		for range size {
			c.buf = append(c.buf, ' ')
		}
		i += size
	}
	c.buf = append(c.buf, '\n')
}

// isControl reports characters that have no place in a text: controls, line and
// paragraph separators, marks that turn the direction of writing, and a byte
// order mark.
func isControl(r rune) bool {
	switch {
	case r == '\t':
		return false
	case unicode.IsControl(r), r == '\u2028', r == '\u2029', r == '\uFEFF':
		return true
	}
	return r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069'
}

// isBlank reports white space of any width.
func isBlank(r rune) bool { return unicode.IsSpace(r) }

// isListItem reports whether a line opens an item of a list of this dialect.
func isListItem(line string) bool {
	if line == "" {
		return false
	}
	if line[0] == '-' || line[0] == '*' || line[0] == '+' {
		return len(line) == 1 || line[1] == ' ' || line[1] == '\t'
	}
	n := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if n == 0 || n > 2 || n >= len(line) || line[n] != '.' {
		return false
	}
	return len(line) == n+1 || line[n+1] == ' ' || line[n+1] == '\t'
}
