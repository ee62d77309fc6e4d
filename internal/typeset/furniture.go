package typeset

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// pageNumber paints “— n —” at the standard's place: below the text block, at
// the right on odd pages and at the left on even ones, one character in. On a
// turned page it stays where the bound sheet has it, and so runs down the left
// edge as the page is seen.
func (f *flow) pageNumber(p *sheetOf, n int, wide bool) {
	size := f.numberSize
	s := f.setter
	dash, digits := "—", itoa(n)
	role := s.pick(BodyFace, '—')
	own := s.advanceOf(role, size, 0, dash)
	digitRole := s.pick(BodyFace, '0')
	numberW := s.advanceOf(digitRole, size, 0, digits)
	width := 2*size + size/2 + numberW
	x := f.left + f.advance
	if n%2 == 1 {
		x = f.left + f.textW - f.advance - width
	}
	y := f.numberAxis + size*Length(s.faces[role].Middle('—'))/1000
	side := (size - own) / 2
	runs := [...]GlyphRun{
		{X: x + side, Role: role, Text: dash, Width: own},
		{X: x + size + size/4, Role: digitRole, Text: digits, Width: numberW},
		{X: x + size + size/4 + numberW + size/4 + side, Role: role, Text: dash, Width: own},
	}
	for _, run := range runs {
		run.Y, run.Size, run.Furniture = y, size, true
		if wide {
			run.X, run.Y, run.Turned = f.height-run.Y, run.X, true
		}
		p.page.Items = append(p.page.Items, run)
	}
}

// tagLine is what every page of the document bears, in a dashed frame: 虚构示例.
// Its origin is its top right corner. It is nil where there is none.
func (s *setter) tagLine() *ink {
	if s.doc.Tag == "" {
		return nil
	}
	st := textStyle{role: HeadFace, size: s.captionSize}
	spans := s.split(nil, s.doc.Tag, st, nil)
	for i := range spans {
		spans[i].framed = true
	}
	line := s.breakText(spans, measure{width: endless})
	if len(line) == 0 {
		return nil // nothing visible
	}
	k := new(ink)
	s.emit(k, &line[0], -line[0].width()-framePad(st.size), ascent(st.size)+framePadY(st.size))
	for i := range k.runs {
		k.runs[i].Of, k.runs[i].Furniture = nil, true
	}
	return k
}

// tagHeight is the height of the tag's frame, tagWidth how wide it is.
func tagHeight(size Length) Length { return size + 2*framePadY(size) }

func tagWidth(k *ink) Length {
	if len(k.boxes) == 0 {
		return 0
	}
	return -k.boxes[0].X
}

// tagAbove is how far the tag stands above the text block.
const tagAbove = 3 * Pt * 72 / 10

// lastTexts are the fields of the last line, each by itself; one that is wider than
// the page takes several lines.
func (s *setter) lastTexts(width Length) []textLine {
	st := textStyle{role: BodyFace, size: s.noteSize}
	var out []textLine
	for i := range s.last {
		spans := s.fieldSpans(&s.last[i], st, &Element{})
		out = append(out, s.breakText(spans, measure{width: width, em: s.noteSize})...)
	}
	return out
}

// lastHeight is what the last line takes from an upright or a turned page.
func (s *setter) lastHeight(wide bool) Length {
	width := s.blockOf(wide).width
	rows := s.lastRows(s.lastTexts(width), width)
	if len(rows) == 0 {
		return 0
	}
	return s.lastGap + Length(len(rows))*s.notePitch
}

// lastLine is the line of identifiers that closes the document, and the height
// it takes from the last page; its rule is its top.
func (s *setter) lastLine() (*ink, Length) {
	if len(s.last) == 0 {
		return nil, 0
	}
	wide := len(s.strips) > 0 && s.strips[len(s.strips)-1].wide
	width := s.blockOf(wide).width
	rows := s.lastRows(s.lastTexts(width), width)
	height := s.lastGap + Length(len(rows))*s.notePitch
	k := new(ink)
	k.rule(0, width, 0, s.thin)
	for i, row := range rows {
		y := s.lastGap + Length(i)*s.notePitch + baseline(s.notePitch, s.noteSize)
		s.spread(k, row, width, y)
	}
	for i := range k.runs {
		k.runs[i].Of, k.runs[i].Furniture = nil, true
	}
	return k, height
}

// lastRows puts the fields on one row where they fit, else on as few as they need.
func (s *setter) lastRows(lines []textLine, width Length) [][]textLine {
	var rows [][]textLine
	from := 0
	var taken Length
	for i := range lines {
		if w := lines[i].width(); i == from || taken+s.noteSize+w > width {
			if i > from {
				rows = append(rows, lines[from:i])
			}
			from, taken = i, w
		} else {
			taken += s.noteSize + w
		}
	}
	if from < len(lines) {
		rows = append(rows, lines[from:])
	}
	return rows
}

// spread paints texts on one line, the first at the left edge, the last at the
// right, the others with equal space between.
func (s *setter) spread(k *ink, texts []textLine, width, y Length) {
	free := width
	for i := range texts {
		free -= texts[i].width()
	}
	var x Length
	for i := range texts {
		s.emit(k, &texts[i], x, y)
		x += texts[i].width()
		if n := Length(len(texts) - 1); n > 0 {
			x += free / n
		}
	}
}
