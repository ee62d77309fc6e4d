package html

import (
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
)

// Lengths, in characters, up to which text is kept on one line.
const (
	wholeSaid  = 10
	wholePlace = 30
)

func (w *writer) inlines(in []doc.Inline) {
	for _, n := range in {
		w.inline(n)
	}
}

func (w *writer) inline(n doc.Inline) {
	switch n := n.(type) {
	case doc.Text:
		w.text(n.S)
	case doc.Strong:
		w.wrap("strong", n.Content)
	case doc.Emphasis:
		w.wrap("em", n.Content)
	case doc.Code:
		w.raw("<code>")
		w.text(n.S)
		w.raw("</code>")
	case doc.Link:
		w.link(n)
	case doc.FigureRef:
		w.figure(n, false)
	case doc.Said:
		w.said(n)
	case doc.Mark:
		w.mark(n)
	case doc.Missing:
		w.raw(`<span class="todo">`)
		w.text(n.S)
		w.raw("</span>")
	case doc.None:
		w.raw(`<span class="none"`)
		if n.Title != "" {
			w.attr("title", n.Title)
		}
		w.raw(">")
		w.text(n.S)
		w.raw("</span>")
	case doc.PlaceRef:
		w.place(n)
	case doc.Break:
		w.raw("<br>")
	case doc.WordBreak:
		w.raw("<wbr>")
	default:
		w.fail("inline %T cannot be shown", n)
	}
}

// wrap writes inlines within an element of ours.
func (w *writer) wrap(tag string, in []doc.Inline) {
	w.raw("<")
	w.raw(tag)
	w.raw(">")
	w.inlines(in)
	w.raw("</")
	w.raw(tag)
	w.raw(">")
}

func (w *writer) link(n doc.Link) {
	if !w.enter(n.Href) {
		return
	}
	if outside(n.Href) {
		w.raw(` rel="external noreferrer"`)
	}
	w.raw(">")
	w.inlines(n.Content)
	w.leave()
}

// enter opens a link up to its further attributes; links cannot be nested.
func (w *writer) enter(href string) bool {
	if w.inLink {
		w.fail("a link to %q stands within a link", href)
		return false
	}
	w.inLink = true
	w.raw("<a")
	w.href(href)
	return true
}

func (w *writer) leave() {
	w.raw("</a>")
	w.inLink = false
}

// figure writes a figure, its unit and its mark, which are never parted. With
// small the unit stands apart in small type, as behind a large figure.
func (w *writer) figure(f doc.FigureRef, small bool) {
	keep := f.Mark != nil || f.Unit != "" && !small
	if keep {
		w.raw(`<span class="nb">`)
	}
	w.door(f, "")
	if f.Unit != "" && small {
		w.raw(`<span class="u">`)
		w.text(f.Unit)
		w.raw("</span>")
	} else {
		w.text(f.Unit)
	}
	if f.Mark != nil {
		w.mark(*f.Mark)
	}
	if keep {
		w.raw("</span>")
	}
}

// door writes the link that a figure is: one element with nothing but text, so
// that no tag can stand within a number.
func (w *writer) door(f doc.FigureRef, class string) {
	if f.Key == "" || f.Text == "" {
		w.fail("a figure without key or text: %q, %q", f.Key, f.Text)
		return
	}
	if f.State != doc.OK && f.Title == "" {
		w.fail("figure %s has no value and no reason", f.Key)
		return
	}
	if !w.enter(f.Href) {
		return
	}
	w.raw(` class="fig`)
	if class != "" {
		w.raw(" ")
		w.raw(class)
	}
	switch {
	case f.State != doc.OK:
		w.raw(" none")
	case f.Said:
		w.raw(" said")
	}
	w.raw(`"`)
	w.attr("data-figure", f.Key)
	if f.Title != "" {
		w.attr("title", f.Title)
	}
	w.raw(">")
	w.text(f.Text)
	w.leave()
}

func (w *writer) said(n doc.Said) {
	long := utf8.RuneCountInString(doc.PlainText(n.Content)) > wholeSaid
	if !long {
		w.raw(`<span class="nb">`)
	}
	w.raw(`<span class="said">`)
	w.inlines(n.Content)
	w.raw("</span>")
	if n.Mark != nil {
		w.mark(*n.Mark)
	}
	if !long {
		w.raw("</span>")
	}
}

func (w *writer) mark(m doc.Mark) {
	if !w.enter(m.Href) {
		return
	}
	w.raw(` class="mark"`)
	w.attr("aria-label", "核对"+chineseNumber(m.N))
	w.raw(">")
	w.text(m.String())
	w.leave()
}

// place writes a position in a file; it may be broken before the file's name.
func (w *writer) place(p doc.PlaceRef) {
	w.raw(`<code class="place">`)
	linked := p.Href != "" && w.enter(p.Href)
	if linked {
		w.raw(">")
	}
	s := p.String()
	i := strings.LastIndexByte(s, '/') + 1
	w.text(s[:i])
	if i > 0 {
		w.raw("<wbr>")
	}
	if name := s[i:]; len(name) <= wholePlace {
		w.raw(`<span class="nb">`)
		w.text(name)
		w.raw("</span>")
	} else {
		w.text(name)
	}
	if linked {
		w.leave()
	}
	w.raw("</code>")
}

// chineseNumber is n in Chinese, from 一 to 九十九; beyond, in digits.
func chineseNumber(n int) string {
	const digits = "一二三四五六七八九"
	digit := func(d int) string { return digits[(d-1)*3 : d*3] }
	if n < 1 || n > 99 {
		return doc.Mark{N: n}.String()
	}
	s := ""
	if n >= 20 {
		s = digit(n / 10)
	}
	if n >= 10 {
		s += "十"
	}
	if n%10 > 0 {
		s += digit(n % 10)
	}
	return s
}
