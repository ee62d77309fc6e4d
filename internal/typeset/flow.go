package typeset

import "strings"

// flow distributes strips on pages.
type flow struct {
	*sheet
	strips []strip
	last   *ink   // the last line of the document, or nil
	lastH  Length // what it takes from the foot of the last page
	tag    *ink   // what every page bears, or nil
	heads  *heads // running heads, or nil
	setter *setter
	pages  []sheetOf
	places map[string]Target // where anchors came to stand
	marks  []Target          // where bookmarks lead
	carry  []noteLine        // lines of notes that found no room on their page
}

// block is the text block of a page, upright or turned.
type block struct{ left, top, width, height Length }

// blockOf is the text block of upright or turned pages.
func (h *sheet) blockOf(wide bool) block {
	if wide {
		return block{left: h.height - h.top - h.textH, top: h.left, width: h.textH, height: h.textW}
	}
	return block{left: h.left, top: h.top, width: h.textW, height: h.textH}
}

// run fills page after page until all strips and all notes have their place.
func (f *flow) run() {
	for from := 0; from < len(f.strips) || len(f.carry) > 0; {
		to := from
		if from < len(f.strips) {
			to = f.fit(from, false)
			if tight := f.fit(from, true); tight > to && f.strips[tight-1].ends {
				f.place(from, tight, true)
				from = tight
				continue
			}
		}
		f.place(from, to, false)
		from = to
	}
	if len(f.pages) == 0 {
		f.place(0, 0, false)
	}
}

// cursor is a position on a page that is being filled.
type cursor struct {
	y      Length // from the top of the block
	grid   bool   // the strip above stood on the grid
	first  bool   // nothing stands above
	notes  Length // height of the notes so far
	height Length // of the block
}

// start is the cursor of a page that begins with strip from.
func (f *flow) start(from int) cursor {
	c := cursor{first: true, grid: true}
	wide := from < len(f.strips) && f.strips[from].wide
	c.height = f.blockOf(wide).height
	c.notes = f.carryHeight(c.height)
	if from < len(f.strips) {
		s := &f.strips[from]
		if s.table != nil {
			c.y = s.table.above(s.row)
		}
	}
	return c
}

// next is where the top of strip s stands, c being the cursor above it.
func (f *flow) next(c *cursor, s *strip, tight bool) Length {
	y := c.y
	switch {
	case s.onGrid && c.grid:
		y = f.snap(y)
	case s.onGrid:
		y = f.snap(y + f.gridGap)
	case c.first:
	case tight:
		y += s.tight
	default:
		y += s.space
	}
	return y
}

// fit tells which strip begins the next page when from begins this one.
func (f *flow) fit(from int, tight bool) int {
	c := f.start(from)
	for k := from; k < len(f.strips); k++ {
		s := &f.strips[k]
		if k > from && (s.newPage || s.wide != f.strips[from].wide) {
			return k
		}
		y := f.next(&c, s, tight)
		notes := f.withNotes(c.notes, s.notes)
		room := c.height - min(notes, c.height/2) // what is more goes on over the page
		if k == len(f.strips)-1 {
			room -= f.lastH
		}
		if y+s.height > room {
			return f.backUp(from, k)
		}
		c.y, c.grid, c.first, c.notes = y+s.height, s.onGrid, false, notes
	}
	return len(f.strips)
}

// backUp is the best place to break before strip k: not behind a strip that
// stays with the next, unless the whole page is such a chain.
func (f *flow) backUp(from, k int) int {
	for j := k; j > from; j-- {
		if !f.strips[j-1].keep {
			return j
		}
	}
	return max(k, from+1)
}

// place makes a page of the strips from to to.
func (f *flow) place(from, to int, tight bool) {
	wide := from < len(f.strips) && f.strips[from].wide
	b := f.blockOf(wide)
	page := Page{Width: f.width, Height: f.height}
	if wide {
		page = Page{Width: f.height, Height: f.width, Rotate: 90}
	}
	page.Items = make([]Item, 0, 96)
	f.pages = append(f.pages, sheetOf{page: &page})
	p := &f.pages[len(f.pages)-1]
	c := f.start(from)
	var notes []*footnote
	for k := from; k < to; {
		k = f.placeGroup(p, &c, k, to, tight, b)
	}
	for k := from; k < to; k++ {
		notes = append(notes, f.strips[k].notes...)
	}
	done := to >= len(f.strips)
	foot := c.height
	if done && len(f.carry) == 0 {
		foot -= f.lastH
	}
	f.placeNotes(p, notes, b, c.y, foot)
	if done && len(f.carry) == 0 && f.last != nil {
		p.put(f.last, b.left, b.top+b.height-f.lastH)
	}
}

// placeGroup places strip k and those behind it that are painted with it: the
// rows of a table, the strips of a frame. It returns the strip behind them.
func (f *flow) placeGroup(p *sheetOf, c *cursor, k, to int, tight bool, b block) int {
	first := &f.strips[k]
	var rows []placed
	var edges []Length // of a frame: the tops of its strips, and the foot of the last
	for ; k < to; k++ {
		s := &f.strips[k]
		if s.table != first.table || s.frame != first.frame || (s.table == nil && s.frame == nil && s != first) {
			break
		}
		y := f.next(c, s, tight)
		f.note(s, y, b)
		if s.table != nil {
			rows = append(rows, placed{s.row, b.top + y, s.height})
		} else {
			p.put(&s.ink, b.left, b.top+y)
		}
		if !s.joined || len(edges) == 0 {
			edges = append(edges, b.top+y)
		}
		c.y, c.grid, c.first = y+s.height, s.onGrid, false
	}
	if first.frame != nil {
		f.ruleOff(p, first.frame, append(edges, b.top+c.y), b)
	}
	if first.table != nil {
		first.table.paint(p, rows, b.left)
	}
	return k
}

// ruleOff draws the rules of a frame at the tops of its strips and below the
// last of them.
func (f *flow) ruleOff(p *sheetOf, fr *frame, edges []Length, b block) {
	var k ink
	for i, y := range edges {
		width := fr.inner
		if i == 0 || i == len(edges)-1 {
			width = fr.outer
		}
		k.rule(0, b.width-fr.aside, y, width)
	}
	p.put(&k, b.left, 0)
}

// note keeps where the anchors and bookmarks of a strip came to stand.
func (f *flow) note(s *strip, y Length, b block) {
	at := Target{Page: len(f.pages) - 1, Y: b.top + y}
	for _, id := range s.anchors {
		if _, ok := f.places[id]; !ok {
			f.places[id] = at
		}
	}
	for _, m := range s.marks {
		f.marks[m] = at
	}
}

// finish hands the pages over behind those of l, with their links, page numbers
// and bookmarks led to the places where things came to stand. There will be so many
// pages in all. elsewhere finds places that are not in this document; it may be nil.
func (f *flow) finish(l *Layout, pages int, elsewhere func(id string) (Target, bool)) {
	base := len(l.Pages)
	find := func(id string) (Target, bool) {
		to, known := f.places[id]
		to.Page += base
		if !known && elsewhere != nil {
			return elsewhere(id)
		}
		return to, known
	}
	for i := range f.pages {
		p := &f.pages[i]
		f.fillNumbers(p, pages, find)
		for _, v := range p.links {
			area := LinkArea{X: v.x, Y: v.y, W: v.w, H: v.h, Alt: v.alt, Of: v.of}
			if id, ok := strings.CutPrefix(v.href, "#"); ok {
				to, known := find(id)
				if !known {
					continue
				}
				area.To = &to
				if v.paged {
					area.Alt += "，第" + itoa(to.Page+1) + "页"
				}
			} else {
				area.URI = v.href
			}
			p.page.Links = append(p.page.Links, area)
		}
		l.Pages = append(l.Pages, *p.page)
	}
	for i, o := range f.setter.outline {
		o.Target = f.marks[i]
		o.Target.Page += base
		l.Outline = append(l.Outline, o)
	}
	l.Loose = append(l.Loose, f.setter.loose...)
}
