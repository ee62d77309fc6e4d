package html

import (
	"strings"

	"mingbai/internal/doc"
)

func (w *writer) title(t doc.Title) {
	if len(w.d.Title) == 0 {
		w.fail("the document has no title")
		return
	}
	w.raw("<header class=\"head\">\n<h1>")
	for _, line := range w.d.Title {
		w.raw("<span>")
		w.titleLine(line)
		w.raw("</span>")
	}
	w.raw("</h1>\n")
	if len(t.By) > 0 {
		w.raw(`<div class="by">`)
		for _, f := range t.By {
			w.raw("<span>")
			if f.Label != "" {
				w.text(f.Label)
				w.raw("\u3000")
			}
			w.inlines(f.Content)
			w.raw("</span> ")
		}
		w.raw("</div>\n")
	}
	w.raw("</header>\n")
}

// titleLine writes a line of the title. Where it is too long for a screen it is
// broken at a zero-width space, or else behind the year it begins with.
func (w *writer) titleLine(s string) {
	const space, year = "\u200b", "年度"
	if !strings.Contains(s, space) {
		if i := strings.Index(s, year); i > 0 && i+len(year) < len(s) {
			s = s[:i+len(year)] + space + s[i+len(year):]
		}
	}
	for i, part := range strings.Split(s, space) {
		if i > 0 {
			w.raw("<wbr>")
		}
		w.text(part)
	}
}

func (w *writer) summary(s doc.Summary) {
	w.raw(`<section class="sum"`)
	w.id(s.ID)
	w.raw(">")
	if s.Title != "" {
		w.heading("vh")
		w.raw(">")
		w.text(s.Title)
		w.headingEnd()
	}
	w.raw("\n")
	if len(s.Lead) > 0 {
		w.raw(`<p class="lead">`)
		w.inlines(s.Lead)
		w.raw("</p>\n")
	}
	if len(s.Keys) > 0 {
		w.keys(s.Keys)
	}
	if s.Chart != nil {
		w.level++
		w.chart(*s.Chart)
		w.level--
	}
	w.raw("</section>\n")
}

// longKey is the width in em above which a key figure needs a line of its own
// where the page is narrow: half of a phone's, its unit at half the size.
const longKey = 4_700

func (w *writer) keys(keys []doc.Key) {
	class := "keys"
	for _, k := range keys[1:] {
		if emWidth(k.Figure.Text)+emWidth(k.Figure.Unit)/2 > longKey || emWidth(k.Label) > 6_000 {
			class = "keys long"
		}
	}
	w.raw("<dl")
	w.attr("class", class)
	w.raw(">\n")
	for i, k := range keys {
		if i == 0 {
			w.raw(`<div class="hero">`)
		} else {
			w.raw("<div>")
		}
		w.raw("<dt>")
		w.text(k.Label)
		w.raw("</dt> <dd>")
		w.figure(k.Figure, true)
		w.raw("</dd></div>\n")
	}
	w.raw("</dl>\n")
}
