package typeset

import "mingbai/internal/doc"

// fields sets labels with their contents, a row each, and beside them the code,
// where there is one.
func (s *setter) fields(b *doc.Fields) {
	s.anchor(b.ID)
	outer := s.parent
	table := outer.kid("Table")
	s.name(table, b.ID)
	body := table.kid("TBody")
	label := textStyle{role: BodyFace, size: s.noteSize}
	value := textStyle{role: BodyFace, size: s.noteSize}
	names := make([][]textLine, len(b.Items))
	rows := make([]*Element, len(b.Items))
	var x Length
	for i := range b.Items {
		rows[i] = body.kid("TR")
		th := rows[i].kid("TH")
		th.Scope = "Row"
		names[i] = s.breakText(s.split(nil, b.Items[i].Label, label, th), measure{width: s.textW / 3, em: s.noteSize})
		for j := range names[i] {
			x = max(x, names[i][j].width())
		}
	}
	x += 2 * s.noteSize
	from := len(s.strips)
	fr := &frame{outer: s.thin, inner: s.hair, aside: s.codeWidth(b.Code)}
	space := s.blockGap
	pitch := s.notePitch * 11 / 10
	for i := range b.Items {
		s.parent = rows[i].kid("TD")
		lines := s.breakText(s.inlines(nil, b.Items[i].Content, value, s.parent),
			measure{width: s.textW - x - fr.aside, em: s.noteSize})
		var k stack
		s.stackLines(&k, names[i], 0, baseline(pitch, s.noteSize)+s.noteSize/10, pitch)
		foot := k.y
		k.y = 0
		s.stackLines(&k, lines, x, baseline(pitch, s.noteSize)+s.noteSize/10, pitch)
		k.y = max(k.y, foot)
		k.cut(pitch - baseline(pitch, s.noteSize) + s.noteSize/10)
		s.pushParts(k.parts, fr, space)
		space = 0
	}
	s.parent = outer
	s.keepFields(from, b.Code != nil)
	s.code(b.Code, from)
	s.heading = false
}

// keepFields keeps low grids of fields on one page, as those beside a code are,
// and two rows together in higher ones.
func (s *setter) keepFields(from int, code bool) {
	rows := s.strips[from:]
	if len(rows) == 0 {
		return
	}
	height := s.heightFrom(from)
	for i := range rows[:len(rows)-1] {
		rows[i].keep = height <= s.whole || code || i == 0 || i == len(rows)-2
	}
	rows[len(rows)-1].ends = true
}

// quiet is the white around a code, in modules.
const quiet = 4

// codeSide is the side of a code, its white at the right and the left included.
func (s *setter) codeSide() Length { return min(Mm(2500), s.textW/3) }

// module is the side of a module of a code: a whole number of hundredths of a
// point, which any program reads back exactly.
func (s *setter) module(m *doc.Matrix) Length {
	return s.codeSide() / Length(m.Size+2*quiet) / 10 * 10
}

// codeWidth is what a code takes from the width of the block, the white before
// it included. The white behind it is the margin.
func (s *setter) codeWidth(m *doc.Matrix) Length {
	if m == nil {
		return 0
	}
	return Length(m.Size+quiet) * s.module(m)
}

// code sets a code at the right of the strips from one on, as one picture. They
// get the height that it needs.
func (s *setter) code(m *doc.Matrix, from int) {
	if m == nil {
		return
	}
	if from == len(s.strips) {
		s.push(strip{})
	}
	figure := s.parent.kid("Figure")
	figure.Alt = m.Alt
	unit := s.module(m)
	first, last := &s.strips[from], &s.strips[len(s.strips)-1]
	first.space, first.tight = max(first.space, quiet*unit), max(first.tight, quiet*unit)
	first.ink.boxes = append(first.ink.boxes, boxes(m, s.textW-Length(m.Size)*unit, unit, figure)...)
	if lack := Length(m.Size+1)*unit - s.heightFrom(from); lack > 0 {
		last.height += lack
	}
}

// boxes are the dark modules of a code, joined along rows and, where rows are
// alike, down columns; its left edge stands at x.
func boxes(m *doc.Matrix, x, unit Length, of *Element) []Box {
	var out []Box
	open := map[[2]int]int{} // runs of the row above: the box of each
	for row := range m.Size {
		below := map[[2]int]int{}
		for _, run := range m.Runs(row) {
			at, ok := open[run]
			if ok {
				out[at].H += unit
			} else {
				at = len(out)
				out = append(out, Box{X: x + Length(run[0])*unit, Y: Length(row) * unit, W: Length(run[1]-run[0]) * unit,
					H: unit, Filled: true, Joined: true, Of: of})
			}
			below[run] = at
		}
		open = below
	}
	if n := len(out); n > 0 {
		out[n-1].Joined = false
	}
	return out
}
