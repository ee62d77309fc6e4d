// Package html writes documents as HTML: an article with its figures linked to
// their calculations, drawings as SVG, and the frame of the site around it.
//
// An article is appended to a buffer by plain Go, escaped by context, and every
// block and inline of doc is either written or an error. The frame is a template
// of the layouts folder. The package must not know budgets, records or figures:
// what a number says and where it leads is settled in the document.
package html

import (
	"fmt"

	"mingbai/internal/doc"
)

// Options say where a document stands in its site.
type Options struct {
	Root string // from the page to the site's root: "", "../", "../../"
	Kind string // class of the article, for its style: report, home, year …; may be ""
	Side *Nav   // takes the place of the contents list; nil for the contents
}

// Nav is a short list of links with a heading.
type Nav struct {
	Title string
	Items []NavItem
}

// NavItem is one entry of a Nav. Href is relative to the site's root.
type NavItem struct {
	Text    string
	Href    string
	Current bool // the page itself
}

// Article appends the document as <article data-document>.
//
// It fails on anything it cannot show: an unknown type, an address that leads
// nowhere or out of the site, an anchor used twice, a table with holes.
func Article(b []byte, d *doc.Document, opt Options) ([]byte, error) {
	w := &writer{b: b, d: d, opt: opt, level: 1, ids: make(map[string]bool, 128)}
	w.article()
	w.checkRefs()
	if w.err != nil {
		return b, fmt.Errorf("html: %s: %w", d.ID, w.err)
	}
	return w.b, nil
}

// writer appends to b until something fails; then err says what.
type writer struct {
	b      []byte
	d      *doc.Document
	opt    Options
	err    error
	level  int             // level of the heading above
	ids    map[string]bool // anchors written
	refs   []string        // anchors linked to
	inLink bool            // within <a>
	inCell bool            // the drawing stands in a cell
	tables int
	charts int
	hatch  bool // the hatch pattern has been defined
}

// MissingAnchor is the error of a link within a page that leads to no place on it.
type MissingAnchor struct{ Anchor string }

// Error says so in Chinese: the link may be a clerk's.
func (e *MissingAnchor) Error() string {
	return "链接指向 #" + e.Anchor + "，但页面上没有这个位置"
}

func (w *writer) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}

// raw appends markup of our own.
func (w *writer) raw(s string) { w.b = append(w.b, s...) }

// text appends text of the document.
func (w *writer) text(s string) { w.b = appendText(w.b, s) }

// attr appends an attribute with text of the document.
func (w *writer) attr(name, value string) {
	w.b = append(w.b, ' ')
	w.b = append(w.b, name...)
	w.b = append(w.b, `="`...)
	w.b = appendAttr(w.b, value)
	w.b = append(w.b, '"')
}

// href appends the address of a link.
func (w *writer) href(to string) {
	r, err := resolve(w.opt.Root, to)
	if err != nil {
		w.fail("%w", err)
		return
	}
	if r[0] == '#' {
		w.refs = append(w.refs, r[1:])
	}
	w.attr("href", r)
}

// id appends an anchor; "" appends nothing.
func (w *writer) id(id string) {
	if id == "" {
		return
	}
	if !validID(id) {
		w.fail("%q cannot be an anchor", id)
		return
	}
	if w.ids[id] {
		w.fail("the anchor #%s stands twice", id)
		return
	}
	w.ids[id] = true
	w.attr("id", id)
}

// checkRefs fails when a link within the page leads nowhere.
func (w *writer) checkRefs() {
	for _, r := range w.refs {
		if !w.ids[r] {
			if w.err == nil {
				w.err = &MissingAnchor{r}
			}
			return
		}
	}
}

// article writes the front of the document, its contents list, its sections.
func (w *writer) article() {
	w.raw(`<article data-document class="page`)
	if w.opt.Kind != "" {
		if !validName(w.opt.Kind) {
			w.fail("%q cannot be a kind of page", w.opt.Kind)
		}
		w.raw(" ")
		w.raw(w.opt.Kind)
	}
	w.raw("\">\n")
	if w.d.Spine != "" {
		w.raw(`<div class="spine" aria-hidden="true">`)
		w.text(w.d.Spine)
		w.raw("</div>\n")
	}
	front := w.d.Body
	for i, b := range w.d.Body {
		if _, ok := b.(doc.Section); ok {
			front = w.d.Body[:i]
			break
		}
	}
	w.raw("<div class=\"front\">\n")
	w.blocks(front)
	w.raw("</div>\n")
	w.side()
	w.blocks(w.d.Body[len(front):])
	w.raw("</article>\n")
}

// side writes the list beside the text: the contents of the document from its
// summary and its sections, or the list given instead.
func (w *writer) side() {
	nav := w.opt.Side
	if nav == nil {
		nav = contents(w.d, w.opt.Kind)
	}
	if nav == nil {
		return
	}
	w.raw(`<nav class="toc`)
	if w.opt.Side != nil {
		w.raw(" years")
	}
	w.raw(`" data-web aria-labelledby="toc"><h2`)
	w.id("toc")
	w.raw(">")
	w.text(nav.Title)
	w.raw("</h2><ol role=\"list\">\n")
	for _, it := range nav.Items {
		w.raw("<li><a")
		w.href(it.Href)
		if it.Current {
			w.raw(` aria-current="page"`)
		}
		w.raw(">")
		w.text(it.Text)
		w.raw("</a></li>\n")
	}
	w.raw("</ol></nav>\n")
}

// contents is the contents list of a document, nil if it has fewer than three
// sections and so needs none. The home page is a list itself.
func contents(d *doc.Document, kind string) *Nav {
	if kind == "home" {
		return nil
	}
	nav := &Nav{Title: "目录"}
	sections := 0
	for _, b := range d.Body {
		switch b := b.(type) {
		case doc.Summary:
			if b.ID != "" {
				nav.Items = append(nav.Items, NavItem{Text: b.Title, Href: "#" + b.ID})
			}
		case doc.Section:
			if b.ID == "" || b.Level != 2 {
				continue
			}
			short := b.Short
			if short == "" {
				short = doc.PlainText(b.Title)
			}
			nav.Items = append(nav.Items, NavItem{Text: b.Number + short, Href: "#" + b.ID})
			sections++
		}
	}
	if sections < 3 {
		return nil
	}
	return nav
}
