package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"mingbai/internal/doc"
)

// hostile are texts that have broken escapers.
var hostile = []string{
	"招商|联络*费* <b> & #1. {{x}}", "1. 甲", "2023. 年度", "- 甲", "# 甲 #", "```table x", "> 甲",
	"    甲", "　甲　", "甲  乙", "甲\n乙", "甲\\", "\\", "\\\\*", "`甲`", "[a](javascript:x)", "![](x)",
	"<https://a.cn>", "&amp;", "&#42;", "***", "---", "| a | b |", "[^1]", "{#x}", "<wbr>", "a_b_c", "~~~",
	"$x$", "\x00\x01", "\u2028", "\ufeff甲", "\xff\xfe", "一、甲", "注：甲", "“甲”", "甲\t乙", "_", "=", "+ 甲", "*",
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > maxLine/4 {
			return
		}
		want := Plain(s)
		for _, c := range []struct{ name, before, after string }{
			{"line", "", ""},
			{"after text", "甲", "乙"},
			{"strong", "甲**乙", "丙**丁"},
			{"item", "- 甲", ""},
			{"heading", "## 甲", "乙 {#id}"},
			{"link", "[甲", "乙](x.html)"},
		} {
			blocks, found := Parse(c.before+Escape(s)+c.after, Options{Trusted: true})
			if len(found) > 0 {
				t.Fatalf("%s: %q: finding %s", c.name, s, found[0].Message)
			}
			got := ""
			if len(blocks) > 0 {
				got = plainBlock(blocks[0])
			}
			if len(blocks) > 1 {
				t.Fatalf("%s: %q: %d blocks", c.name, s, len(blocks))
			}
			expect := want
			if c.name != "line" {
				expect = strings.NewReplacer("**", "", "- ", "", "## ", "", " {#id}", "", "[", "", "](x.html)", "").Replace(c.before)
				expect += want + strings.NewReplacer("**", "", " {#id}", "", "](x.html)", "").Replace(c.after)
			}
			if got != expect {
				t.Fatalf("%s: %q: got %q, want %q", c.name, s, got, expect)
			}
		}
		if again := Plain(want); again != want {
			t.Fatalf("Plain is not stable: %q, %q", want, again)
		}
	})
}

// plainBlock is the text of a block, and nothing if its markup is not what the
// escape contexts have.
func plainBlock(b doc.Block) string {
	switch b := b.(type) {
	case doc.Paragraph:
		return doc.PlainText(b.Content)
	case doc.Section:
		return b.Number + doc.PlainText(b.Title)
	case doc.List:
		if len(b.Items) == 1 && len(b.Items[0]) == 1 {
			return plainBlock(b.Items[0][0])
		}
	}
	return "?"
}

func FuzzParse(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
		f.Add("甲\n" + s + "\n\n  " + s)
	}
	f.Add("- - - - - 甲\n1. 乙\n   1. 丙\n")
	f.Add("1.\n\n   甲\n2.\n乙")
	f.Add("```a\n~~~\n```\n~~~b")
	f.Add("**甲*乙**丙*[丁**](x)")
	f.Fuzz(func(t *testing.T, s string) {
		blocks, found := Parse(s, testOptions(s))
		for _, fd := range found {
			if fd.Place.Line < 1 || fd.Message == "" {
				t.Fatalf("%q: finding without place or message: %+v", s, fd)
			}
		}
		text := dump(blocks)
		if !utf8.ValidString(text) {
			t.Fatalf("%q: invalid UTF-8 in %q", s, text)
		}
		if strings.ContainsFunc(text, func(r rune) bool { return r != '\n' && isControl(r) }) {
			t.Fatalf("%q: control character in %q", s, text)
		}
		again, _ := Parse(s, testOptions(s))
		if dump(again) != text {
			t.Fatalf("%q: two results", s)
		}
	})
}

// Every hanzi and digit of the source is in the document, or there is a finding.
func FuzzNothingLost(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		opt := testOptions(s)
		blocks, found := Parse(s, opt)
		if len(found) > 0 || strings.ContainsAny(s, "&{}[]()<>`~#.\\") {
			return
		}
		keep := func(r rune) rune {
			if r >= '0' && r <= '9' || r >= 0x4E00 && r <= 0x9FFF {
				return r
			}
			return -1
		}
		want := strings.Map(keep, s)
		var b strings.Builder
		for _, bl := range blocks {
			b.WriteString(allText(bl))
		}
		if got := strings.Map(keep, b.String()); got != want {
			t.Fatalf("%q: got %q, want %q", s, got, want)
		}
	})
}

func allText(b doc.Block) string {
	switch b := b.(type) {
	case doc.Paragraph:
		return doc.PlainText(b.Content)
	case doc.Section:
		s := b.Number + doc.PlainText(b.Title)
		for _, c := range b.Body {
			s += allText(c)
		}
		return s
	case doc.List:
		s := ""
		for _, it := range b.Items {
			for _, c := range it {
				s += allText(c)
			}
		}
		return s
	}
	return ""
}

// Texts that make parsers slow take no more than a moment.
func TestBounded(t *testing.T) {
	for _, unit := range []string{"*a **", "[", "![", "`", "``a", "- ", "1. ", "{{", "<a", "<", "&", "\\", "**甲", "](", "[^", "a\n", "- a\n", "```\n", "甲*乙_"} {
		src := strings.Repeat(unit, maxText/len(unit))
		if !strings.Contains(unit, "\n") {
			var b strings.Builder
			line := strings.Repeat(unit, maxLine/len(unit))
			for b.Len()+len(line) < maxText {
				b.WriteString(line + "\n")
			}
			src = b.String()
		}
		Parse(src, Options{})
	}
}
