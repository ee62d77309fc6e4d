package typeset

import "mingbai/internal/doc"

// stack is a column of lines under construction: ink and the height it takes.
type stack struct {
	ink   ink
	y     Length // baseline of the last line
	notes []*footnote
	parts []strip // finished parts, for a block that may have to be split
}

// cut ends a part of a stack: the block may be split here if it is higher than
// a page. foot is the white below the last line.
func (k *stack) cut(foot Length) {
	h := k.y + foot
	k.parts = append(k.parts, strip{height: h, ink: k.ink, notes: k.notes, joined: len(k.parts) > 0})
	k.ink, k.notes, k.y = ink{}, nil, -foot
}

// lines adds lines to the stack, the first one step below the last.
func (s *setter) stackLines(k *stack, lines []textLine, x, first, pitch Length) {
	for i := range lines {
		if i == 0 {
			k.y += first
		} else {
			k.y += pitch
		}
		s.emit(&k.ink, &lines[i], x, k.y)
		k.notes = append(k.notes, s.takeNotes(&lines[i])...)
	}
}

// pushParts adds the parts of a block as one strip, or one by one where the
// block is higher than a page.
func (s *setter) pushParts(parts []strip, fr *frame, space Length) {
	var total Length
	for i := range parts {
		total += parts[i].height
	}
	if total > s.blockOf(s.wide).height {
		for i := range parts {
			parts[i].frame = fr
			if i == 0 {
				parts[i].space, parts[i].tight = space, space
			}
			s.push(parts[i])
		}
		return
	}
	v := strip{height: total, frame: fr, space: space, tight: space}
	var y Length
	for i := range parts {
		v.ink.add(&parts[i].ink, 0, y)
		v.notes = append(v.notes, parts[i].notes...)
		y += parts[i].height
	}
	s.push(v)
}

// entries sets how figures were computed, ruled off from each other, each whole
// on a page.
func (s *setter) entries(b *doc.Entries) {
	outer := s.parent
	s.parent = outer.kid("Sect")
	space := Mm(200)
	if b.Title != "" {
		s.entriesTitle(b.Title)
		space = 0
	}
	fr := &frame{outer: s.summaryRule, inner: s.hair}
	from := len(s.strips)
	for i := range b.Items {
		e := &b.Items[i]
		s.anchor(e.ID)
		s.pushParts(s.entry(e), fr, space)
		space = 0
	}
	for i := from; i < len(s.strips); i++ {
		s.strips[i].ends = i+1 == len(s.strips) || !s.strips[i+1].joined
	}
	s.parent = outer
	s.heading = false
}

// entriesTitle is the title of a list of entries, at the left above its rule.
func (s *setter) entriesTitle(title string) {
	st := textStyle{role: HeadFace, size: s.cellSize}
	lines := s.breakText(s.split(nil, title, st, s.parent.kid("H3")), measure{width: s.textW, em: s.cellSize})
	v := strip{space: Mm(350), tight: Mm(200), keep: true}
	y := Mm(430)
	for i := range lines {
		s.emit(&v.ink, &lines[i], 0, y)
		y += s.cellSize * 13 / 10
	}
	v.height = y - s.cellSize*13/10 + Mm(180)
	s.push(v)
}

// The lines of an entry: where the first stands, how far the others lie below
// each other, and the white below the last.
func (s *setter) entryFirst() Length { return s.noteSize * 11 / 10 }
func (s *setter) entryPitch() Length { return s.noteSize * 5 / 4 }
func (s *setter) entryFoot() Length  { return s.noteSize * 2 / 5 }

// evidence is the size of formulas and of the tables beside them.
func (s *setter) evidence() Length { return s.noteSize * 20 / 21 }

// fine is the size of the facts behind a figure.
func (s *setter) fine() Length { return s.noteSize * 4 / 5 }

// entry sets one entry in as few lines as it needs: at the left its label and,
// below it, its result; at the right the formula with the same in figures behind
// it, and the facts.
func (s *setter) entry(e *doc.Entry) []strip {
	outer := s.parent
	defer func() { s.parent, s.self = outer, "" }()
	s.parent = outer.kid("Sect")
	s.name(s.parent, e.ID)
	s.self = e.ID
	var k stack
	foot := s.entryHead(&k, e)
	k.y = 0
	step, reach := s.formulas(&k, e)
	s.facts(&k, e, step, reach)
	if len(k.parts) == 0 {
		k.y = max(k.y, foot)
	}
	k.cut(s.entryFoot())
	return k.parts
}

// entryHead sets the label and the result, and returns the last baseline.
func (s *setter) entryHead(k *stack, e *doc.Entry) Length {
	width := s.entryLeft - s.noteSize/2
	st := textStyle{role: HeadFace, size: s.noteSize}
	lines := s.breakText(s.split(nil, e.Label, st, s.parent.kid("P")), measure{width: width, em: s.noteSize})
	s.stackLines(k, lines, 0, s.entryFirst(), s.entryPitch())
	y := max(k.y, s.entryFirst()) + s.entryPitch()
	k.notes = append(k.notes, s.bigFigure(&k.ink, &e.Figure, s.cellSize, s.fine(), 0, y, width, s.parent.kid("P"))...)
	return y
}

// formulas sets the formula in labels, and behind it the same in figures; below
// it where there is no room. It returns the step to the next line, and how far the
// last line reaches; endless if there is none.
func (s *setter) formulas(k *stack, e *doc.Entry) (step, reach Length) {
	step, reach = s.entryFirst(), endless
	width := s.textW - s.entryLeft
	x := s.entryLeft // of the second part
	for _, part := range [...][]doc.Inline{e.Formula, e.Arithmetic} {
		if len(part) == 0 {
			continue
		}
		st := textStyle{role: BodyFace, size: s.evidence(), signs: signsOf(doc.PlainText(part))}
		spans := s.inlines(nil, part, st, s.parent.kid("P"))
		lines := s.breakText(spans, measure{width: endless})
		if len(lines) == 0 {
			continue // nothing visible
		}
		if x > s.entryLeft && len(lines) == 1 && x+lines[0].width() <= s.textW {
			s.stackLines(k, lines, x, 0, 0)
			reach = x + lines[0].width()
			continue
		}
		lines = s.breakText(spans, measure{width: width, hang: st.size, em: st.size})
		s.stackLines(k, lines, s.entryLeft, step, s.entryPitch())
		reach = s.entryLeft + lines[len(lines)-1].width()
		if len(lines) == 1 {
			x = reach + st.size*3/2
		}
		step = s.entryPitch()
	}
	return step, reach
}
