package typeset

import "mingbai/internal/doc"

// footnote is a note with a mark. It is set when the text first refers to its
// mark.
type footnote struct {
	note  *doc.Note
	taken bool
	lines []noteLine
}

// noteLine is a line of a note, measured from the left edge of the block and
// the top of the line.
type noteLine struct{ ink ink }

// take sets the notes of a mark and hands them to the strip that refers to it
// first; later it has none.
func (s *setter) take(n int) []*footnote {
	notes := s.notes[n]
	var taken []*footnote
	for _, f := range notes {
		if !f.taken {
			f.taken = true
			s.setNote(f)
			taken = append(taken, f)
		}
	}
	return taken
}

// setNote breaks a note into lines: the mark, then the text, hanging behind it.
func (s *setter) setNote(f *footnote) {
	elem := s.parent.kid("Note")
	s.name(elem, "note-"+itoa(f.note.Mark.N))
	size := s.noteSize
	st := textStyle{role: BodyFace, size: size}
	lbl := elem.kid("Lbl")
	inner, of := s.linked(f.note.Mark.Href, func() string { return "数据核对" + f.note.Mark.String() }, st, lbl)
	markSpans := s.split(nil, f.note.Mark.String(), inner, of)
	markLines := s.breakText(markSpans, measure{width: endless})
	hang := max(2*size, markLines[0].width()+size/2)
	width := s.blockOf(s.wide).width
	lines := s.breakText(s.inlines(nil, f.note.Content, st, elem), measure{width: width - hang, em: size, justify: true})
	base := baseline(s.notePitch, size)
	f.lines = make([]noteLine, max(len(lines), 1))
	s.emit(&f.lines[0].ink, &markLines[0], 0, base)
	for i := range lines {
		s.emit(&f.lines[i].ink, &lines[i], hang, base)
	}
}

// loneNotes are the notes of a paragraph to whose marks no text refers: they
// stand with their paragraph.
func (s *setter) loneNotes(notes []doc.Note) []*footnote {
	var lone []*footnote
	for i := range notes {
		if m := notes[i].Mark; m != nil && !s.refs[m.N] {
			lone = append(lone, s.take(m.N)...)
		}
	}
	return lone
}

// withNotes is the height of the notes of a page once more are added to it.
func (f *flow) withNotes(height Length, notes []*footnote) Length {
	n := 0
	for _, v := range notes {
		n += len(v.lines)
	}
	return f.withLines(height, n)
}

func (f *flow) withLines(height Length, n int) Length {
	if n == 0 {
		return height
	}
	if height == 0 {
		height = f.footAbove + f.footGap
	}
	return height + Length(n)*f.notePitch
}

// carryHeight is the room that notes of earlier pages take on the next: half of
// it at most, so that the text goes on.
func (f *flow) carryHeight(page Length) Length {
	return min(f.withLines(0, len(f.carry)), page/2)
}

// placeNotes puts the notes at the foot of a page whose text ends at y, as many
// lines as there is room for; the others are carried to the next page.
func (f *flow) placeNotes(p *sheetOf, notes []*footnote, b block, y, foot Length) {
	lines := f.carry
	for _, n := range notes {
		lines = append(lines, n.lines...)
	}
	if len(lines) == 0 {
		return
	}
	room := int((foot - y - f.footAbove - f.footGap) / f.notePitch)
	fit := min(max(room, 0), len(lines))
	if fit == 0 && y == 0 {
		fit = 1 // an empty page takes something, whatever its size
	}
	f.carry = append([]noteLine(nil), lines[fit:]...)
	if fit == 0 {
		return
	}
	top := foot - Length(fit)*f.notePitch
	var rule ink
	rule.rule(0, min(f.footRule, b.width), top-f.footGap, f.thin)
	p.put(&rule, b.left, b.top)
	for i := range fit {
		p.put(&lines[i].ink, b.left, b.top+top+Length(i)*f.notePitch)
	}
}
