package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// resolve turns a raw stretch of Markdown into its text: backslash escapes and
// entities stand for characters, each resolved once. Control characters that an
// entity smuggles in become blanks.
func resolve(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '\\' && i+1 < len(raw) && util.IsPunct(raw[i+1]):
			b.WriteByte(raw[i+1])
			i += 2
		case c == '&':
			s, n := entity(raw[i:])
			b.WriteString(s)
			i += n
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// entity resolves the entity at the start of raw and returns its text and
// length; what is no entity is an ampersand.
func entity(raw []byte) (string, int) {
	const longest = 34
	end := strings.IndexByte(string(raw[:min(len(raw), longest)]), ';')
	if end < 2 {
		return "&", 1
	}
	name := string(raw[1:end])
	if name[0] == '#' {
		if s, ok := numeric(name[1:]); ok {
			return s, end + 1
		}
		return "&", 1
	}
	if e, ok := util.LookUpHTML5EntityByName(name); ok {
		return printable(string(e.Characters)), end + 1
	}
	return "&", 1
}

// numeric resolves the number of a numeric character reference.
func numeric(s string) (string, bool) {
	base, digits := rune(10), s
	if s != "" && (s[0] == 'x' || s[0] == 'X') {
		base, digits = 16, s[1:]
	}
	if digits == "" || len(digits) > 7 {
		return "", false
	}
	var r rune
	for i := range len(digits) {
		d := digitValue(digits[i])
		if d < 0 || d >= base {
			return "", false
		}
		r = r*base + d
	}
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return printable(string(r)), true
}

func digitValue(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c >= 'a' && c <= 'f':
		return rune(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}

// printable replaces control characters by blanks.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || isControl(r) {
			return ' '
		}
		return r
	}, s)
}

// Escape makes any text literal text in Markdown, wherever a text may stand: in
// a paragraph or at its start, in a heading, in emphasis, in the text of a link.
// It is no escape for addresses, code spans and fenced blocks. What Parse makes
// of it is Plain of the text.
func Escape(s string) string {
	s = Plain(s)
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := range len(s) {
		if util.IsPunct(s[i]) {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Plain is a text as a line of Markdown can hold it: valid UTF-8, control
// characters and line ends as blanks, a run of ASCII blanks as one, and no white
// space of any width at the ends.
func Plain(s string) string {
	s = printable(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.TrimFunc(s, isBlank)
	if !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == ' ' && s[i-1] == ' ' {
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
