package typeset

import "mingbai/internal/doc"

// head sets the head of the document, as what follows it wants.
func (s *setter) head(t *doc.Title, rest []doc.Block) {
	if t.Head != doc.Tight {
		s.title(t)
		return
	}
	table := false
	if len(rest) > 0 {
		_, table = rest[0].(doc.Table)
	}
	s.tightTitle(t, table, s.turns(rest))
}

// tightTitle sets the title at the top of the page, and its fields on one line
// below it. The caption of a table that follows stands close to it.
func (s *setter) tightTitle(t *doc.Title, table, wide bool) {
	width, side := s.blockOf(wide).width, Length(0)
	if t.Code != nil {
		side = formCode
		if !table {
			side = leafletCode
		}
	}
	size, pitch, elem := s.titleSize, s.titlePitch, s.parent.kid("H1")
	lines := s.titleLines(elem, size, width-2*side-2*size)
	if len(lines) > mostTitleLines { // a very long name
		size, pitch, elem.Kids = size*4/5, pitch*4/5, nil
		lines = s.titleLines(elem, size, width-2*side-2*size)
	}
	var v strip
	if t.Code != nil {
		figure := s.parent.kid("Figure")
		figure.Alt = t.Code.Alt
		v.ink.boxes = boxes(t.Code, 0, side/Length(t.Code.Size)/10*10, figure)
	}
	s.topHead(v, lines, size, pitch, wide)
	s.reserved = s.lastHeight(wide)
	if last := &s.strips[len(s.strips)-1]; !table {
		last.height = max(last.height+pitch/2, side+codeBelow)
	}
	if len(t.By) == 0 || wide {
		return
	}
	elem = s.parent.kid("P")
	st := textStyle{role: BodyFace, size: s.cellSize}
	var row []textLine
	for i := range t.By {
		row = append(row, s.breakText(s.fieldSpans(&t.By[i], st, elem), measure{width: endless})...)
	}
	v = strip{height: s.cellPitch, space: s.cellPitch / 4, keep: true}
	s.centre(&v.ink, row, baseline(s.cellPitch, s.cellSize))
	s.push(v)
	s.heading = false
}

// alone begins a page with the title of a section: as tight as that of a form where a
// form follows, else with a blank line above and below it.
func (s *setter) alone(b *doc.Section) {
	s.opening = true
	s.anchor(b.ID)
	s.bookmark(b, 0)
	elem := s.parent.kid("H2")
	s.name(elem, b.ID)
	wide := s.turns(b.Body)
	st := textStyle{role: TitleFace, size: s.titleSize}
	spans := s.inlines(s.split(nil, b.Number, st, elem), b.Title, st, elem)
	lines := s.breakText(spans, measure{width: s.blockOf(wide).width, balance: true, em: s.titleSize})
	if len(b.Body) > 0 {
		if t, ok := b.Body[0].(doc.Table); ok && t.Grid {
			s.topHead(strip{}, lines, s.titleSize, s.titlePitch, wide)
			return
		}
	}
	v := strip{onGrid: true, keep: true}
	y := s.gridLine(1) + baseline(s.pitch(), s.titleSize)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, y+Length(i)*s.titlePitch)
	}
	v.height = s.snap(s.gridLine(2) + Length(len(lines)-1)*s.titlePitch + s.pitch())
	s.push(v)
	s.heading = true
}

// mostTitleLines is how many lines a tight title has at most before it is set smaller.
const mostTitleLines = 4

// Sides of the code in the corner above a form and of that on a leaflet, and the white
// below the latter.
const (
	formCode    = 15 * Pt * 72 * 10 / 254
	leafletCode = 21 * Pt * 72 * 10 / 254
	codeBelow   = 2 * Pt * 72 * 10 / 254
)

// Space around a title that stands beside its text.
const (
	besideAbove = 2 * Pt * 72 / 25 // between the text above and the rule
	besideBelow = 3 * Pt           // between the rule and the text
)

// besideTitle sets a section whose title stands in a column of its own, below a
// rule over the whole width.
func (s *setter) besideTitle(b *doc.Section) {
	s.anchor(b.ID)
	elem := s.parent.kid("H2")
	s.name(elem, b.ID)
	st := textStyle{role: HeadFace, size: s.bodySize}
	column := 5 * s.advance
	lines := s.breakText(s.inlines(nil, b.Title, st, elem), measure{width: column - s.advance, em: s.bodySize})
	from := len(s.strips)
	ruled := from != s.closed && (from == 0 || s.strips[from-1].table == nil) // those above have a rule of their own
	s.push(strip{height: besideBelow, space: besideAbove, tight: besideAbove, keep: true})
	if ruled {
		s.strips[from].ink.rule(0, s.textW, 0, s.thin)
	}
	outer := s.indent
	s.indent, s.beside, s.heading = column, true, false
	s.blocks(b.Body)
	s.indent, s.beside = outer, false
	base := baseline(s.pitch(), s.bodySize)
	for i := range lines {
		if from+1+i == len(s.strips) {
			s.push(strip{height: s.pitch()})
		}
		var title ink // which comes before the text, for those who copy it
		s.emit(&title, &lines[i], 0, base)
		text := &s.strips[from+1+i].ink
		title.add(text, 0, 0)
		*text = title
	}
	for i := from; i < len(s.strips)-1; i++ {
		s.strips[i].keep = true
	}
}
