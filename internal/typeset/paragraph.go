package typeset

import (
	"strings"

	"mingbai/internal/doc"
)

// bodyStyle is running text on the grid.
func (s *setter) bodyStyle(role Role) textStyle {
	return textStyle{role: role, size: s.bodySize, tracking: s.tracking}
}

// paragraph sets a paragraph and the notes below it.
func (s *setter) paragraph(p *doc.Paragraph) {
	if p.Role == doc.Small {
		s.small(p.Content, s.parent.kid("P"), 0, false)
	} else {
		elem := s.parent.kid("P")
		s.bodyText(s.inlines(nil, p.Content, s.bodyStyle(BodyFace), elem))
		if strings.HasSuffix(doc.PlainText(p.Content), "：") {
			s.keepLast() // it leads to what follows
		}
	}
	s.notesBelow(p.Notes)
}

// notesBelow sets the notes without a mark below their paragraph, and hands
// those whose mark nobody refers to to its last line.
func (s *setter) notesBelow(notes []doc.Note) {
	if len(notes) == 0 {
		return
	}
	if lone := s.loneNotes(notes); len(lone) > 0 {
		if len(s.strips) == 0 {
			s.push(strip{})
		}
		last := &s.strips[len(s.strips)-1]
		last.notes = append(last.notes, lone...)
	}
	for i := range notes {
		if notes[i].Mark == nil {
			s.keepLast()
			s.small(notes[i].Content, s.parent.kid("Note"), 2*s.advance, true)
		}
	}
}

// keepLast keeps the last strip on the page of the next.
func (s *setter) keepLast() {
	if n := len(s.strips); n > 0 {
		s.strips[n-1].keep = true
	}
}

// bodyText sets spans as a justified paragraph on the grid, its first line
// indented by two characters.
func (s *setter) bodyText(spans []span) {
	first := 2 * s.advance
	if s.beside {
		first = 0
	}
	lines := s.breakText(spans, measure{
		width: s.textW - s.indent, first: first, justify: true, em: s.bodySize,
	})
	base := baseline(s.pitch(), s.bodySize)
	for i := range lines {
		v := strip{height: s.pitch(), onGrid: !s.beside, notes: s.takeNotes(&lines[i])}
		s.emit(&v.ink, &lines[i], s.indent, base)
		v.keep = keepsLine(i, len(lines))
		s.push(v)
	}
	s.heading = false
}

// keepsLine says whether line i of n stays with the next: the first two lines of
// a paragraph stand on one page, and so do the last two.
func keepsLine(i, n int) bool { return n > 1 && (i == 0 || i == n-2) }

// small sets text in the size of notes, off the grid. Text that begins with a
// lead like 注： hangs behind it.
func (s *setter) small(in []doc.Inline, elem *Element, indent Length, note bool) {
	size := s.noteSize
	spans := s.inlines(nil, in, textStyle{role: BodyFace, size: size}, elem)
	m := measure{width: s.blockOf(s.wide).width - s.indent - indent, justify: true, em: size}
	if strings.HasPrefix(doc.PlainText(in), "注：") {
		m.hang = 2 * size
	}
	if note {
		s.below++
		s.name(elem, "note-below-"+itoa(s.below))
	}
	lines := s.breakText(spans, m)
	base := baseline(s.notePitch, size)
	for i := range lines {
		v := strip{height: s.notePitch, notes: s.takeNotes(&lines[i])}
		if i == 0 {
			v.space, v.tight = s.noteSpace(), s.noteSpace()
		}
		s.emit(&v.ink, &lines[i], s.indent+indent, base)
		v.keep = keepsLine(i, len(lines))
		s.push(v)
	}
	s.heading = false
}

// noteSpace is the white above small text.
func (s *setter) noteSpace() Length { return s.notePitch / 4 }

// list sets a list: each item is a paragraph with its number run in.
func (s *setter) list(l *doc.List) {
	outer := s.indent
	if s.inList {
		s.indent += 2 * s.advance
	}
	within := s.inList
	s.inList = true
	s.within("L", func(*Element) {
		for i, item := range l.Items {
			s.within("LI", func(e *Element) { s.listItem(l, i, item, e) })
		}
	})
	s.indent, s.inList = outer, within
}

// listItem sets one item. Its number belongs to its first paragraph; what
// follows is indented no further, as official texts have it, save that lists in
// lists are.
func (s *setter) listItem(l *doc.List, i int, item []doc.Block, e *Element) {
	label := "·"
	if l.Ordered {
		label = itoa(l.Start+i) + "."
	}
	st := s.bodyStyle(BodyFace)
	lead := s.split(nil, label, st, e.kid("Lbl"))
	if !l.Ordered {
		lead[0].tracking = s.advance - s.advanceOf(lead[0].role, s.bodySize, 0, label)
	}
	outer := s.parent
	s.parent = e.kid("LBody")
	if len(item) > 0 {
		if p, ok := item[0].(doc.Paragraph); ok {
			s.bodyText(s.inlines(lead, p.Content, st, s.parent))
			s.notesBelow(p.Notes)
			item, lead = item[1:], nil
		}
	}
	if lead != nil {
		s.bodyText(lead)
	}
	s.blocks(item)
	s.parent = outer
}

// section sets a heading and what belongs to it.
func (s *setter) section(b *doc.Section) {
	outer := s.parent
	s.parent = outer.kid("Sect")
	switch {
	case b.Appendix > 0:
		s.appendix(b)
	case b.Head == doc.Alone:
		s.alone(b)
	case b.Head == doc.Beside:
		s.besideTitle(b)
		s.parent = outer
		return
	default:
		s.headingLine(b)
	}
	s.blocks(b.Body)
	s.parent = outer
}

// bookmark adds an entry to the outline, which leads to the next strip. The
// outline is that of the report: its numbered sections and its appendices.
func (s *setter) bookmark(b *doc.Section, level int) {
	if level == 0 && b.Number == "" && b.Appendix == 0 && b.Head != doc.Alone {
		return
	}
	s.outline = append(s.outline, Outline{Level: level, Title: b.Number + doc.PlainText(b.Title)})
	s.marks = append(s.marks, len(s.outline)-1)
}

// headingLine sets a heading of a section: 黑体, 楷体 or the body's face, by its
// level, indented like a paragraph.
func (s *setter) headingLine(b *doc.Section) {
	role, tag, level := BodyFace, "H4", 2
	switch {
	case b.Level <= 2:
		role, tag, level = HeadFace, "H2", 0
	case b.Level == 3:
		role, tag, level = KaiFace, "H3", 1
	}
	s.anchor(b.ID)
	s.bookmark(b, level)
	elem := s.parent.kid(tag)
	s.name(elem, b.ID)
	st := s.bodyStyle(role)
	spans := s.inlines(s.split(nil, b.Number, st, elem), b.Title, st, elem)
	lines := s.breakText(spans, measure{width: s.textW, first: 2 * s.advance, em: s.bodySize})
	base := baseline(s.pitch(), s.bodySize)
	for i := range lines {
		v := strip{height: s.pitch(), onGrid: true, keep: true, notes: s.takeNotes(&lines[i])}
		s.emit(&v.ink, &lines[i], 0, base)
		s.push(v)
	}
	s.heading = true
}

// appendix begins a page: 附件n at the top left, the title centred on line 3,
// the text from line 5.
func (s *setter) appendix(b *doc.Section) {
	s.opening = true
	s.anchor(b.ID)
	s.bookmark(b, 0)
	elem := s.parent.kid("H2")
	s.name(elem, b.ID)
	if s.turns(b.Body) {
		s.turnedAppendix(b, elem)
		return
	}
	var v strip
	label := s.breakText(s.split(nil, "附件"+itoa(b.Appendix), s.bodyStyle(HeadFace), nil), measure{width: endless})
	s.emit(&v.ink, &label[0], 0, baseline(s.pitch(), s.bodySize))
	for i := range v.ink.runs {
		v.ink.runs[i].Furniture = true
	}
	st := textStyle{role: TitleFace, size: s.titleSize}
	spans := s.inlines(s.split(nil, b.Number, st, elem), b.Title, st, elem)
	lines := s.breakText(spans, measure{width: s.textW, balance: true, em: s.titleSize})
	pitch := max(s.pitch(), s.titlePitch)
	base := s.gridLine(2) + baseline(s.pitch(), s.titleSize)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, base+Length(i)*pitch)
		v.notes = append(v.notes, s.takeNotes(&lines[i])...)
	}
	v.height = s.snap(s.gridLine(3) + Length(max(len(lines), 1)-1)*pitch + s.pitch())
	v.onGrid, v.keep = true, true
	s.push(v)
	s.heading = true
}
