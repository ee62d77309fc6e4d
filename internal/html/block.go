package html

import (
	"strconv"
	"unicode/utf8"

	"mingbai/internal/doc"
)

// blocks writes blocks that follow each other.
func (w *writer) blocks(bs []doc.Block) {
	for i, b := range bs {
		w.block(b, bs[i+1:])
		if w.err != nil {
			return
		}
	}
}

// block writes a block; next are the blocks that follow it.
func (w *writer) block(b doc.Block, next []doc.Block) {
	switch b := b.(type) {
	case doc.Title:
		w.title(b)
	case doc.Section:
		w.section(b)
	case doc.Summary:
		w.summary(b)
	case doc.Paragraph:
		w.paragraph(b, next)
	case doc.List:
		w.list(b)
	case doc.Table:
		w.table(b)
	case doc.Chart:
		w.chart(b)
	case doc.Entries:
		w.entries(b)
	case doc.Differences:
		w.differences(b)
	case doc.Fields:
		w.fields(b)
	case doc.Contents:
		w.contents(b)
	case doc.Downloads:
		w.downloads(b)
	case doc.Screen:
		w.raw("<div class=\"web\" data-web>\n")
		w.blocks(b.Body)
		w.raw("</div>\n")
	default:
		w.fail("block %T cannot be shown", b)
	}
}

// heading opens <hN> for a heading below the present one.
func (w *writer) heading(class string) {
	w.raw("<h")
	w.b = strconv.AppendInt(w.b, int64(w.level+1), 10)
	if class != "" {
		w.attr("class", class)
	}
}

// headingEnd closes what heading opened.
func (w *writer) headingEnd() {
	w.raw("</h")
	w.b = strconv.AppendInt(w.b, int64(w.level+1), 10)
	w.raw(">")
}

func (w *writer) section(s doc.Section) {
	if s.Level != w.level+1 {
		w.fail("section #%s: a heading of level %d below one of level %d", s.ID, s.Level, w.level)
		return
	}
	class := "sub"
	if s.Level == 2 {
		class = "sec"
		if s.Appendix > 0 {
			class += " app"
		}
		if bleeds(s.Body) {
			class += " bleed"
		}
	}
	w.raw("<section")
	w.attr("class", class)
	w.id(s.ID)
	w.raw(">")
	w.heading("")
	w.raw(">")
	if s.Number != "" {
		w.raw(`<span class="no">`)
		w.text(s.Number)
		w.raw("</span>")
	}
	w.inlines(s.Title)
	w.headingEnd()
	w.raw("\n")
	w.level++
	w.blocks(s.Body)
	w.level--
	if s.Appendix > 0 && w.ids["toc"] {
		w.raw("<div class=\"up\" data-web><a href=\"#toc\">回到目录</a></div>\n")
	}
	w.raw("</section>\n")
}

// bleeds reports whether a section is there for one list that takes the whole
// width of the page.
func bleeds(body []doc.Block) bool {
	for _, b := range body {
		if t, ok := b.(doc.Table); ok && t.Class == classList {
			return true
		}
	}
	return false
}

func (w *writer) paragraph(p doc.Paragraph, next []doc.Block) {
	if len(p.Notes) > 0 {
		w.raw(`<div class="pn`)
		if hangs(p, next) {
			w.raw(" hang")
		}
		w.raw(`">`)
	}
	switch p.Role {
	case doc.Body:
		w.raw("<p>")
	case doc.Lead:
		w.raw(`<p class="lead">`)
	case doc.Small:
		w.raw(`<p class="tnote">`)
	default:
		w.fail("paragraph of unknown role %d", p.Role)
		return
	}
	w.inlines(p.Content)
	w.raw("</p>")
	if len(p.Notes) > 0 {
		w.raw("\n<aside class=\"notes\">")
		for _, n := range p.Notes {
			w.note(n)
		}
		w.raw("</aside></div>")
	}
	w.raw("\n")
}

func (w *writer) note(n doc.Note) {
	w.raw(`<p class="note`)
	if n.Difference {
		w.raw(" zhu")
	}
	w.raw(`">`)
	if n.Mark != nil {
		w.mark(*n.Mark)
	}
	w.inlines(n.Content)
	w.raw("</p>")
}

// The margin in which notes hang, in the units of the style sheet: lines of 32
// px with 36 characters beside lines of 24 px with 16.
const (
	textLine, textMeasure = 32, 36
	noteLine, noteMeasure = 24, 16
	noteGap               = 12
)

// hangs reports whether the notes of a paragraph may hang beside the blocks that
// follow: they are longer than the paragraph, and what follows has no notes of
// its own, stays within the measure and is long enough.
func hangs(p doc.Paragraph, next []doc.Block) bool {
	notes := 5
	for i, n := range p.Notes {
		if i > 0 {
			notes += noteGap
		}
		notes += noteLine * lines(n.Content, noteMeasure)
	}
	room := textLine * lines(p.Content, textMeasure)
	if notes <= room {
		return false
	}
	for _, b := range next {
		switch b := b.(type) {
		case doc.Paragraph:
			if len(b.Notes) > 0 {
				return false
			}
			room += textLine * lines(b.Content, textMeasure)
		case doc.List:
			for _, it := range b.Items {
				for _, sub := range it {
					q, ok := sub.(doc.Paragraph)
					if !ok || len(q.Notes) > 0 {
						return false
					}
					room += textLine * lines(q.Content, textMeasure-2)
				}
			}
		case doc.Table:
			if fullWidth(b) {
				return false
			}
			room += 49 * (len(b.Head) + len(b.Body) + len(b.Foot))
		default:
			return false
		}
		if room >= notes {
			return true
		}
	}
	return false
}

// lines is the number of lines that inlines fill, at least one.
func lines(in []doc.Inline, measure int) int {
	return (emWidth(doc.PlainText(in)) + 1000*measure - 1) / (1000 * measure)
}

// emWidth is about how wide a line of text is, in thousandths of an em.
func emWidth(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '.' || r == ',' || r == ' ' || r == ':':
			n += 280
		case r == '%':
			n += 920
		case r < utf8.RuneSelf:
			n += 555
		default:
			n += 1000
		}
	}
	return n
}

// list writes a list. The numbers are text, as in print: a browser's own would
// be in no text that anyone copies.
func (w *writer) list(l doc.List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	w.raw("<")
	w.raw(tag)
	if l.Ordered && l.Start != 1 {
		w.attr("start", strconv.Itoa(l.Start))
	}
	w.raw(" class=\"items\" role=\"list\">\n")
	for i, item := range l.Items {
		w.raw("<li>")
		if l.Ordered {
			w.raw(`<span class="n">`)
			w.b = strconv.AppendInt(w.b, int64(l.Start+i), 10)
			w.raw(".</span> ")
		}
		w.blocks(item)
		w.raw("</li>\n")
	}
	w.raw("</")
	w.raw(tag)
	w.raw(">\n")
}

// longField is the length, in em, above which a field takes two columns.
const longField = 15_000

func (w *writer) fields(f doc.Fields) {
	if f.Code != nil {
		w.raw(`<div class="coded full">`)
		defer func() {
			w.code(f.Code)
			w.raw("</div>\n")
		}()
	}
	w.raw(`<dl class="meta full"`)
	w.id(f.ID)
	w.raw(">\n")
	for _, it := range f.Items {
		w.raw("<div")
		if emWidth(doc.PlainText(it.Content)) > longField {
			w.raw(` class="long"`)
		}
		w.raw("><dt>")
		w.text(it.Label)
		w.raw("</dt> <dd>")
		w.inlines(it.Content)
		w.raw("</dd></div>\n")
	}
	w.raw("</dl>\n")
}

func (w *writer) downloads(d doc.Downloads) {
	w.raw(`<div class="down full" data-web>`)
	if w.level == 1 {
		w.raw(`<h2 class="vh">下载</h2>`)
	}
	w.raw("<ul class=\"get\" role=\"list\">\n")
	for _, it := range d.Items {
		w.raw("<li><a")
		w.href(it.Href)
		if it.Filename != "" {
			w.attr("download", it.Filename)
		}
		w.raw("><b>")
		w.text(it.Name)
		w.raw("</b> ")
		w.text(it.About)
		if it.Size != "" {
			w.raw(" <small>")
			w.text(it.Size)
			w.raw("</small>")
		}
		w.raw("</a></li>\n")
	}
	w.raw("</ul></div>\n")
}
