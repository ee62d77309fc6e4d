package typeset

import (
	"cmp"
	"slices"
)

// ink is what is painted within a strip, measured from the strip's top left
// corner until the strip gets its place.
type ink struct {
	hatches []Hatching
	boxes   []Box
	discs   []Disc
	rules   []Rule
	runs    []GlyphRun
	links   []link
	numbers []pageRef
}

// link is a rectangle that leads somewhere, before it is known where that lies.
type link struct {
	x, y, w, h Length
	href, alt  string
	of         *Element
	paged      bool // a line of the contents: its alternative tells the page
}

// strip is the smallest part of a page: a line of text, a row of a table, an
// entry. It is never split.
type strip struct {
	height  Length
	space   Length // white above it; none at the top of a page
	tight   Length // the least of it, where that lets a block end on the page
	onGrid  bool   // begins on a line of the grid
	keep    bool   // stays on the page of the strip behind it
	ends    bool   // the last of a block whose end is a good end of a page
	newPage bool   // begins a page
	wide    bool   // stands on a turned page
	ink     ink
	notes   []*footnote
	anchors []string
	marks   []int // bookmarks that lead here
	frame   *frame
	joined  bool  // its frame draws no rule above it
	table   *grid // the table it is a row of
	row     int   // its row, headRow or footRow of that table
}

// frame rules off consecutive strips from what is before and behind them, again
// on each page.
type frame struct {
	outer, inner Length // thickness at the ends, and between the strips
	aside        Length // what its rules leave free at the right
}

// rule adds a horizontal line.
func (k *ink) rule(x1, x2, y, width Length) {
	k.rules = append(k.rules, Rule{X1: x1, Y1: y, X2: x2, Y2: y, Width: width})
}

// add puts other into k, moved by dx and dy.
func (k *ink) add(other *ink, dx, dy Length) {
	for _, v := range other.hatches {
		v.X, v.Y = v.X+dx, v.Y+dy
		k.hatches = append(k.hatches, v)
	}
	for _, v := range other.boxes {
		v.X, v.Y = v.X+dx, v.Y+dy
		k.boxes = append(k.boxes, v)
	}
	for _, v := range other.discs {
		v.X, v.Y = v.X+dx, v.Y+dy
		k.discs = append(k.discs, v)
	}
	for _, v := range other.rules {
		v.X1, v.X2, v.Y1, v.Y2 = v.X1+dx, v.X2+dx, v.Y1+dy, v.Y2+dy
		k.rules = append(k.rules, v)
	}
	for _, v := range other.runs {
		v.X, v.Y = v.X+dx, v.Y+dy
		k.runs = append(k.runs, v)
	}
	for _, v := range other.links {
		v.x, v.y = v.x+dx, v.y+dy
		k.links = append(k.links, v)
	}
	for _, v := range other.numbers {
		v.x, v.end, v.y = v.x+dx, v.end+dx, v.y+dy
		k.numbers = append(k.numbers, v)
	}
}

// split cuts a strip that is higher than a page between its lines of text: what
// stands alone on a page elsewhere, like a title, may be that long in a document
// nobody meant.
func (v *strip) split(page Length) []strip {
	var tops []Length // of the parts
	lines := slices.Clone(v.ink.runs)
	slices.SortStableFunc(lines, func(a, b GlyphRun) int { return cmp.Compare(a.Y, b.Y) })
	top := Length(0)
	for _, run := range lines {
		if run.Y+run.Size/4 > top+page {
			tops = append(tops, top)
			top = run.Y - run.Size
		}
	}
	tops = append(tops, top)
	parts := make([]strip, len(tops))
	for i, top := range tops {
		foot := v.height
		if i+1 < len(tops) {
			foot = tops[i+1]
		}
		p := strip{height: min(foot-top, page), wide: v.wide, joined: true, frame: v.frame}
		if i == 0 {
			p = *v
			p.height, p.keep, p.ends, p.ink = min(foot-top, page), false, false, ink{}
		}
		if i+1 == len(tops) {
			p.keep, p.ends = v.keep, v.ends
		}
		if i+1 == len(tops) {
			foot = endless
		}
		v.ink.part(&p.ink, top, foot, i == 0)
		parts[i] = p
	}
	return parts
}

// part copies to out what stands between two heights, or above the first for
// the first part, measured from there.
func (k *ink) part(out *ink, top, foot Length, first bool) {
	in := func(y Length) bool { return (first || y >= top) && y < foot }
	var own ink
	for _, v := range k.hatches {
		if in(v.Y) {
			own.hatches = append(own.hatches, v)
		}
	}
	for _, v := range k.boxes {
		if in(v.Y) {
			own.boxes = append(own.boxes, v)
		}
	}
	for _, v := range k.discs {
		if in(v.Y) {
			own.discs = append(own.discs, v)
		}
	}
	for _, v := range k.rules {
		if in(v.Y1) {
			own.rules = append(own.rules, v)
		}
	}
	for _, v := range k.runs {
		if in(v.Y) {
			own.runs = append(own.runs, v)
		}
	}
	for _, v := range k.links {
		if in(v.y + v.h) {
			own.links = append(own.links, v)
		}
	}
	out.add(&own, 0, -top)
}

// sheetOf is a page under construction.
type sheetOf struct {
	page    *Page
	links   []link    // still without targets
	numbers []pageRef // still without numbers
}

// put paints k on the page, moved by dx and dy: surfaces first, text last.
func (p *sheetOf) put(k *ink, dx, dy Length) {
	items := p.page.Items
	for _, v := range k.hatches {
		v.X, v.Y = v.X+dx, v.Y+dy
		items = append(items, v)
	}
	for _, v := range k.boxes {
		v.X, v.Y = v.X+dx, v.Y+dy
		items = append(items, v)
	}
	for _, v := range k.rules {
		v.X1, v.X2, v.Y1, v.Y2 = v.X1+dx, v.X2+dx, v.Y1+dy, v.Y2+dy
		items = append(items, v)
	}
	for _, v := range k.discs {
		v.X, v.Y = v.X+dx, v.Y+dy
		items = append(items, v)
	}
	for _, v := range k.runs {
		v.X, v.Y = v.X+dx, v.Y+dy
		items = append(items, v)
	}
	p.page.Items = items
	for _, v := range k.links {
		v.x, v.y = v.x+dx, v.y+dy
		p.links = append(p.links, v)
	}
	for _, v := range k.numbers {
		v.x, v.end, v.y = v.x+dx, v.end+dx, v.y+dy
		v.item = len(p.page.Items)
		p.page.Items = append(p.page.Items, GlyphRun{}, GlyphRun{})
		p.numbers = append(p.numbers, v)
	}
}

// furniture paints k as an artifact: a copy of it without elements and links.
func (p *sheetOf) furniture(k *ink, dx, dy Length) {
	copied := ink{hatches: k.hatches, boxes: k.boxes, discs: k.discs, rules: k.rules}
	for _, v := range k.runs {
		v.Of, v.Furniture = nil, true
		copied.runs = append(copied.runs, v)
	}
	from := len(p.page.Items)
	p.put(&copied, dx, dy)
	for i := from; i < len(p.page.Items); i++ {
		switch v := p.page.Items[i].(type) {
		case Rule:
			v.Of = nil
			p.page.Items[i] = v
		case Box:
			v.Of = nil
			p.page.Items[i] = v
		case Disc:
			v.Of = nil
			p.page.Items[i] = v
		case Hatching:
			v.Of = nil
			p.page.Items[i] = v
		}
	}
}
