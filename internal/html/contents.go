package html

import "mingbai/internal/doc"

// contents writes the list of what a long document holds. The pages that print tells
// are of no use here: each line is a link.
func (w *writer) contents(c doc.Contents) {
	label := c.Title
	if label == "" {
		label = "目录"
	}
	w.raw(`<nav class="contents"`)
	w.id(c.ID)
	w.attr("aria-label", label)
	w.raw(">")
	if c.Title != "" {
		w.heading("")
		w.raw(">")
		w.text(c.Title)
		w.headingEnd()
	}
	if len(c.Items) > 0 {
		w.contentsItems(c.Items, 0)
	}
	w.raw("</nav>\n")
}

// contentsItems writes the items of a level from the first on, with those below them,
// and returns the items behind them.
func (w *writer) contentsItems(items []doc.ContentsItem, level int) []doc.ContentsItem {
	w.raw("<ol role=\"list\">\n")
	for first := true; len(items) > 0 && (first || max(items[0].Level, 0) >= level); first = false {
		it := items[0]
		items = items[1:]
		w.raw("<li>")
		if it.Href == "" {
			w.text(it.Title)
		} else if w.enter(it.Href) {
			w.raw(">")
			w.text(it.Title)
			w.leave()
		}
		if len(items) > 0 && items[0].Level > max(it.Level, level) {
			w.raw("\n")
			items = w.contentsItems(items, max(it.Level, level)+1)
		}
		w.raw("</li>\n")
	}
	w.raw("</ol>")
	return items
}
