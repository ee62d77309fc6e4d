package html

import (
	"cmp"
	"strings"

	"mingbai/internal/doc"
)

// entries writes the calculations of figures. A titled group can be folded.
func (w *writer) entries(e doc.Entries) {
	if e.Title != "" {
		w.raw(`<details class="grp full" open><summary>`)
		w.heading("")
		w.raw(">")
		w.text(e.Title)
		w.headingEnd()
		w.raw("</summary>\n")
		w.level++
	}
	w.raw("<div class=\"calcs full\">\n")
	for _, it := range e.Items {
		w.entry(it)
	}
	w.raw("</div>\n")
	if e.Title != "" {
		w.level--
		w.raw("</details>\n")
	}
}

func (w *writer) entry(e doc.Entry) {
	w.raw(`<article class="calc"`)
	w.id(e.ID)
	w.raw(">")
	w.heading("")
	w.raw(">")
	w.text(e.Label)
	w.raw(" <b>")
	w.figure(e.Figure, true)
	w.raw("</b>")
	w.headingEnd()
	w.raw("<div class=\"how\">\n")
	if len(e.Formula) > 0 {
		w.raw(`<p class="f">`)
		w.inlines(e.Formula)
		w.raw("</p>\n")
	}
	if len(e.Arithmetic) > 0 {
		w.raw(`<p class="a">`)
		w.inlines(e.Arithmetic)
		w.raw("</p>\n")
	}
	if e.Reason != "" {
		w.raw(`<div class="why">`)
		w.text(e.Reason)
		w.raw("</div>\n")
	}
	w.inputs(e)
	w.basis(e)
	w.raw("</div></article>\n")
}

// inputs writes what the source printed for a figure, then what it comes from:
// inputs that the arithmetic shows only by their places.
func (w *writer) inputs(e doc.Entry) {
	places := e.Places()
	rows := 0
	row := func(label string) {
		if rows == 0 {
			w.raw("<dl class=\"in\">\n")
		}
		rows++
		w.raw("<div><dt>")
		w.text(label)
		w.raw("</dt> ")
	}
	if len(e.Stated) > 0 {
		row("原文")
		w.raw(`<dd class="s">`)
		w.inlines(e.Stated)
		w.raw("</dd></div>\n")
	}
	for _, it := range e.Inputs {
		if it.Shown {
			continue
		}
		row(it.Label)
		w.raw(`<dd class="v">`)
		w.figure(it.Figure, false)
		w.raw("</dd>")
		if it.Place != nil {
			w.raw(` <dd class="at">`)
			w.place(*it.Place)
			w.raw("</dd>")
		}
		w.raw("</div>\n")
	}
	if len(places) > 0 || e.Elsewhere != "" {
		row("出处")
		w.raw(`<dd class="s">`)
		for i, at := range places {
			if i > 0 {
				w.raw("、")
			}
			w.place(*at)
		}
		w.text(e.Elsewhere)
		w.raw("</dd></div>\n")
	}
	if rows > 0 {
		w.raw("</dl>\n")
	}
}

// basis writes the last line of an entry: its legal basis, and for the screen
// the place of its formula, the key to cite it by and the way back.
func (w *writer) basis(e doc.Entry) {
	w.raw(`<div class="by2">`)
	if e.Basis != "" {
		w.raw(`<span>依据：`)
		w.text(e.Basis)
		w.raw("</span> ")
	}
	if e.Rule != nil {
		w.raw(`<span class="rule"`)
		if e.Placed() {
			w.raw(" data-web")
		}
		w.raw(`>规则：`)
		w.place(*e.Rule)
		w.raw("</span> ")
	}
	w.raw(`<span data-web>引用：<span class="key">`)
	w.text(e.Figure.Key)
	w.raw("</span></span>")
	for _, l := range e.Backlinks {
		w.raw(" <span data-web>")
		w.link(l)
		w.raw("</span>")
	}
	w.raw("</div>\n")
}

func (w *writer) differences(d doc.Differences) {
	w.raw("<div class=\"diffs full\">\n")
	for _, it := range d.Items {
		w.difference(it)
	}
	w.raw("</div>\n")
}

func (w *writer) difference(d doc.Difference) {
	w.raw(`<article class="diff"`)
	w.id(d.ID)
	w.attr("data-rule", d.Rule)
	w.raw("><div>")
	w.heading("")
	w.raw(`><i>`)
	w.text(d.Mark.String())
	w.raw("</i>")
	w.text(d.Title)
	w.headingEnd()
	w.raw("\n")
	if len(d.Stated)+len(d.Computed)+len(d.Diff) > 0 {
		w.raw(`<dl class="vs">`)
		w.compared("原文", d.Stated)
		w.compared(cmp.Or(d.Versus, "重算"), d.Computed)
		w.compared("相差", d.Diff)
		w.raw("</dl>\n")
	}
	if len(d.Text) > 0 {
		w.raw("<p>")
		w.inlines(d.Text)
		w.raw("</p>")
	}
	w.raw("</div>\n<div class=\"ev\"><b>")
	w.text(d.Severity)
	w.raw("：")
	w.text(d.RuleTitle)
	w.raw("</b> ")
	w.place(d.Place)
	w.raw("</div></article>\n")
}

// compared writes one of the three values of a difference, units in small type.
func (w *writer) compared(label string, value []doc.Inline) {
	w.raw("<div><dt>")
	w.raw(label)
	w.raw("</dt> <dd>")
	for _, n := range value {
		switch n := n.(type) {
		case doc.FigureRef:
			w.figure(n, true)
		case doc.Text:
			number, unit := leadingNumber(n.S)
			w.text(number)
			if unit != "" && number != "" {
				w.raw(`<span class="u">`)
				w.text(unit)
				w.raw("</span>")
			} else {
				w.text(unit)
			}
		default:
			w.inline(n)
		}
	}
	w.raw("</dd></div>\n")
}

// leadingNumber parts a number from what stands behind it.
func leadingNumber(s string) (number, rest string) {
	i := 0
	for i < len(s) && strings.IndexByte("0123456789.,%-", s[i]) >= 0 {
		i++
	}
	return s[:i], s[i:]
}
