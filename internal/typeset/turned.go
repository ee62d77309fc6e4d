package typeset

import "mingbai/internal/doc"

// turns reports whether the body of a section begins with a table that needs a
// turned page.
func (s *setter) turns(body []doc.Block) bool {
	if len(body) == 0 {
		return false
	}
	t, ok := body[0].(doc.Table)
	return ok && (t.Turned || len(t.Columns) > s.landscape)
}

// turnedAppendix begins a turned page: a form takes all of it, so 附件n and the
// title stand on one line.
func (s *setter) turnedAppendix(b *doc.Section, elem *Element) {
	width := s.blockOf(true).width
	label := s.breakText(s.split(nil, "附件"+itoa(b.Appendix), s.bodyStyle(HeadFace), nil), measure{width: endless})
	st := textStyle{role: TitleFace, size: s.titleSize}
	spans := s.inlines(s.split(nil, b.Number, st, elem), b.Title, st, elem)
	lines := s.breakText(spans, measure{width: width - 2*label[0].width() - 2*s.titleSize, balance: true, em: s.titleSize})
	var v strip
	s.emit(&v.ink, &label[0], 0, ascent(s.titleSize))
	for i := range v.ink.runs {
		v.ink.runs[i].Furniture = true
	}
	s.topHead(v, lines, s.titleSize, s.titlePitch, true)
}

// topHead pushes a strip with a title at its very top, close to what follows: that
// of a form, which takes the whole page.
func (s *setter) topHead(v strip, lines []textLine, size, pitch Length, wide bool) {
	width, base := s.blockOf(wide).width, ascent(size)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (width-lines[i].width())/2, base+Length(i)*pitch)
		v.notes = append(v.notes, s.takeNotes(&lines[i])...)
	}
	v.keep, v.height = true, base+Length(len(lines)-1)*pitch
	s.wide = wide
	s.push(v)
	s.wide = false
	s.heading = true
}

// openingOf is the strip with which the page of an appendix begins, if nothing but
// its heading stands above strip from; else from.
func (s *setter) openingOf(from int) int {
	if !s.heading {
		return from
	}
	for i := from - 1; i >= 0 && s.strips[i].keep; i-- {
		if s.strips[i].newPage || i == 0 {
			return i
		}
	}
	return from
}

// belowTable is about the height of what stands below a form and belongs on its
// page: its notes, the last line of a document of forms, and the white space around
// its caption.
func (s *setter) belowTable(t *doc.Table) Length {
	if !t.Grid {
		return 0
	}
	width := s.blockOf(s.wide).width
	rows := 0
	for _, n := range t.Notes {
		spans := s.inlines(nil, n, textStyle{role: BodyFace, size: s.noteSize}, &Element{})
		rows += len(s.breakText(spans, measure{width: width, hang: 2 * s.noteSize, em: s.noteSize}))
	}
	return s.blockGap + Length(rows)*s.notePitch + s.reserved
}
