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
	base := ascent(s.titleSize)
	v := strip{keep: true}
	s.emit(&v.ink, &label[0], 0, base)
	for i := range v.ink.runs {
		v.ink.runs[i].Furniture = true
	}
	for i := range lines {
		s.emit(&v.ink, &lines[i], (width-lines[i].width())/2, base+Length(i)*s.titlePitch)
		v.notes = append(v.notes, s.takeNotes(&lines[i])...)
	}
	v.height = base + Length(len(lines)-1)*s.titlePitch
	s.wide = true
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
		if s.strips[i].newPage {
			return i
		}
	}
	return from
}

// belowTable is about the height of what stands below a form and belongs on its
// page: its notes, and the white space around its caption.
func (s *setter) belowTable(t *doc.Table) Length {
	if !t.Grid {
		return 0
	}
	return s.blockGap + Length(len(t.Notes))*s.notePitch
}
