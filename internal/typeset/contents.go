package typeset

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
)

// pageRef is the end of a line of the contents: leaders, and the number of the page
// to which the line leads. It is filled in when all places are known.
type pageRef struct {
	id   string
	x    Length // where the text ends
	end  Length // right edge
	y    Length // baseline
	role Role   // of the number
	of   *Element
	item int // of the page: the leaders, with the number behind them
}

// leastDigits is how many digits of a page number contents leave room for at first.
const leastDigits = 4

// fits reports whether numbers up to n have no more digits.
func fits(n, digits int) bool { return len(itoa(n)) <= digits }

// leader is what leads the eye to the number.
const leader = '…'

// contentsBlock sets 目录: its title as that of an appendix, and a line on the grid
// for each item, with its page at the right edge. What the items lead to is known by
// their numbers and links; one that leads nowhere is a line of text.
func (s *setter) contentsBlock(b *doc.Contents) {
	outer := s.parent
	defer func() { s.parent = outer }()
	s.parent = outer.kid("Sect")
	s.anchor(b.ID)
	s.opening = s.opening || s.isFront()
	s.contentsTitle(b)
	s.contents = true
	toc := s.parent.kid("TOC")
	s.name(toc, b.ID)
	deep := slices.ContainsFunc(b.Items, func(it doc.ContentsItem) bool { return it.Level > 0 })
	var path []*Element // of the items above, each with the list of what it holds
	for i := range b.Items {
		it := &b.Items[i]
		level := min(max(it.Level, 0), len(path))
		path = path[:level]
		list := toc
		if level > 0 {
			list = path[level-1].list("TOC")
		}
		entry := list.kid("TOCI")
		path = append(path, entry)
		role := BodyFace
		if deep && level == 0 {
			role = HeadFace
		}
		s.contentsLine(it, level, role, entry.kid("Reference"))
		if i+1 < len(b.Items) && b.Items[i+1].Level > it.Level {
			s.keepLast()
		}
	}
	if n := len(s.strips); len(b.Items) > 0 && !s.isFront() {
		s.strips[n-1].height += s.pitch() // a blank line
	}
	s.heading = false
}

// list is the last kid of e with the tag, which it gets if it has none.
func (e *Element) list(tag string) *Element {
	if n := len(e.Kids); n > 0 && e.Kids[n-1].Tag == tag {
		return e.Kids[n-1]
	}
	return e.kid(tag)
}

// contentsTitle sets the title, with a blank line above and below it. Two characters
// stand apart by the width of a third.
func (s *setter) contentsTitle(b *doc.Contents) {
	if b.Title == "" {
		return
	}
	s.outline = append(s.outline, Outline{Title: b.Title})
	s.marks = append(s.marks, len(s.outline)-1)
	spans := s.split(nil, b.Title, textStyle{role: TitleFace, size: s.titleSize}, s.parent.kid("H2"))
	if head, tail := cutLast(b.Title); len(head) == len(tail) && len(spans) == 1 {
		spans = append(spans, spans[0])
		spans[0].text, spans[1].text = head, tail
		spans[0].tracking += s.titleSize
	}
	lines := s.breakText(spans, measure{width: s.textW, balance: true, em: s.titleSize})
	var v strip
	y := s.gridLine(1) + baseline(s.pitch(), s.titleSize)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, y+Length(i)*s.titlePitch)
	}
	v.height = s.snap(s.gridLine(2) + Length(len(lines)-1)*s.titlePitch + s.pitch())
	v.onGrid, v.keep = true, true
	s.push(v)
}

// contentsLine sets an item. Its lines end where the widest number could begin, with
// two leaders before it, so that the number always stands on the last of them.
func (s *setter) contentsLine(it *doc.ContentsItem, level int, role Role, ref *Element) {
	st := s.bodyStyle(role)
	of := ref
	if s.leads(it.Href) || s.leadsToPart(it.Href) {
		st.link = &linkTo{href: it.Href, alt: it.Title}
		of = ref.kid("Link")
	}
	id, inside := strings.CutPrefix(it.Href, "#")
	spans := s.split(nil, it.Title, st, of)
	digit := s.pick(BodyFace, '0')
	number := Length(s.digits)*s.advanceOf(digit, s.bodySize, 0, "0") + s.bodySize/2
	x := Length(level) * s.advance
	lines := s.breakText(spans, measure{width: s.textW - x - number - 2*s.advance, hang: 2 * s.advance, em: s.bodySize})
	base := baseline(s.pitch(), s.bodySize)
	for i := range lines {
		ln := &lines[i]
		v := strip{height: s.pitch(), onGrid: true, keep: i+1 < len(lines)}
		s.emit(&v.ink, ln, x, base)
		if n := len(v.ink.links); n > 0 && inside && i+1 == len(lines) {
			v.ink.links[n-1].w = s.textW - v.ink.links[n-1].x // the whole line leads there
			v.ink.numbers = append(v.ink.numbers, pageRef{id: id, x: x + ln.width(), end: s.textW, y: base, role: digit, of: of})
		}
		for j := range v.ink.links {
			v.ink.links[j].paged = true
		}
		s.push(v)
	}
}

// fillNumbers fills in the leaders and page numbers of a page. All leaders end before
// the widest number of so many pages.
func (f *flow) fillNumbers(p *sheetOf, pages int, find func(id string) (Target, bool)) {
	for _, v := range slices.Backward(p.numbers) {
		to, known := find(v.id)
		if !known {
			p.page.Items = slices.Delete(p.page.Items, v.item, v.item+2)
			continue
		}
		s := f.setter
		text := itoa(to.Page + 1)
		width := s.advanceOf(v.role, f.bodySize, 0, text)
		p.page.Items[v.item+1] = GlyphRun{X: v.end - width, Y: v.y, Role: v.role, Size: f.bodySize, Text: text, Width: width, Of: v.of}
		widest := s.advanceOf(v.role, f.bodySize, 0, strings.Repeat("0", len(itoa(pages))))
		p.page.Items[v.item] = s.leaders(v, v.end-widest)
	}
}

// leaders are those from the text to a number that begins at end. They stand in the
// columns of the grid, so that those of all lines are above each other.
func (s *setter) leaders(v pageRef, end Length) GlyphRun {
	from := (v.end - v.x - s.bodySize/4) / s.advance
	to := (v.end - end + s.bodySize/4 + s.advance - 1) / s.advance
	run := GlyphRun{Role: s.pick(BodyFace, leader), Size: s.bodySize, Y: v.y, Furniture: true}
	if from <= to {
		return run
	}
	run.X, run.Width = v.end-from*s.advance, (from-to)*s.advance
	run.Tracking = s.advance - s.advanceOf(run.Role, s.bodySize, 0, string(leader))
	run.Text = strings.Repeat(string(leader), int(from-to))
	return run
}
