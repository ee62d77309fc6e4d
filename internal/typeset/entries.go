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

// entries sets 附件1: how each figure was computed, ruled off from each other,
// each whole on a page.
func (s *setter) entries(b *doc.Entries) {
	outer := s.parent
	s.parent = outer.kid("Sect")
	space := Mm(200)
	if b.Title != "" {
		s.blockTitle(b.Title)
		space = 0
	}
	fr := &frame{outer: s.summaryRule, inner: s.thin}
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

// blockTitle is the centred title of a list of entries.
func (s *setter) blockTitle(title string) {
	elem := s.parent.kid("H3")
	st := textStyle{role: HeadFace, size: s.captionSize}
	lines := s.breakText(s.split(nil, title, st, elem), measure{width: s.textW, balance: true, em: s.captionSize})
	v := strip{space: s.blockGap, tight: s.blockTight, keep: true}
	y := Mm(590)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, y)
		y += st.size * 7 / 5
	}
	v.height = y - st.size*7/5 + Mm(270)
	s.push(v)
}

// entry sets one entry: at the left its label and its result, at the right the
// formula, the same in figures, the inputs with their places, and the basis. One
// without a value is set closer: its result stands at the right, the reason
// behind it, and the basis beside the formula where there is room.
func (s *setter) entry(e *doc.Entry) []strip {
	outer := s.parent
	defer func() { s.parent = outer }()
	s.parent = outer.kid("Sect")
	s.name(s.parent, e.ID)
	var k stack
	compact := e.Figure.State != doc.OK || len(e.Formula)+len(e.Arithmetic) == 0
	leftEnd := s.entryLabel(&k, e.Label)
	if !compact {
		leftEnd += Mm(1016)
		k.notes = append(k.notes, s.bigFigure(&k.ink, &e.Figure, s.keySize, s.cellSize, 0, leftEnd, s.entryLeft, s.parent.kid("P"))...)
	}
	k.y = 0
	first, beside := s.formulas(&k, e)
	basis := basisPlace{}
	if compact {
		basis.beside, basis.x = k.y, beside
		first = s.entryResult(&k, e, first)
	} else if first = Mm(660); e.Reason != "" {
		first = s.entryReason(&k, e.Reason, s.entryLeft, first)
	}
	s.entryRows(&k, e, first, basis)
	if len(k.parts) == 0 {
		k.y = max(k.y, leftEnd)
	}
	k.cut(Mm(342))
	return k.parts
}

// entryLabel sets the label and returns its last baseline.
func (s *setter) entryLabel(k *stack, label string) Length {
	st := textStyle{role: HeadFace, size: s.cellSize}
	spans := s.split(nil, label, st, s.parent.kid("P"))
	lines := s.breakText(spans, measure{width: s.entryLeft - Mm(200), em: s.cellSize})
	s.stackLines(k, lines, 0, Mm(644), s.cellSize*13/10)
	return max(k.y, Mm(644))
}

// formulas sets the formula in labels and in figures. It returns the step to the
// line below, and how far the first line reaches; endless if there are more.
func (s *setter) formulas(k *stack, e *doc.Entry) (step, reach Length) {
	step = Mm(644)
	width := s.textW - s.entryLeft
	for _, part := range [...][]doc.Inline{e.Formula, e.Arithmetic} {
		if len(part) == 0 {
			continue
		}
		st := textStyle{role: BodyFace, size: s.cellSize, signs: signsOf(doc.PlainText(part))}
		lines := s.breakText(s.inlines(nil, part, st, s.parent.kid("P")), measure{width: width, hang: s.cellSize, em: s.cellSize})
		s.stackLines(k, lines, s.entryLeft, step, s.cellPitch)
		if reach == 0 && len(lines) == 1 {
			reach = s.entryLeft + lines[0].width()
		} else {
			reach = endless
		}
		step = s.cellPitch
	}
	return step, reach
}

// entryResult sets the result of an entry without a value or without a formula,
// with the reason behind it.
func (s *setter) entryResult(k *stack, e *doc.Entry, first Length) Length {
	k.y += first
	y := k.y
	size := s.cellSize
	if e.Figure.State == doc.OK {
		size = s.valueSize
	}
	before := len(k.ink.runs)
	k.notes = append(k.notes, s.bigFigure(&k.ink, &e.Figure, size, s.noteSize, s.entryLeft, y, s.textW-s.entryLeft, s.parent.kid("P"))...)
	x := s.entryLeft
	for _, run := range k.ink.runs[before:] {
		x = max(x, run.X+run.Width)
	}
	if e.Reason != "" {
		s.entryReason(k, e.Reason, x+s.noteSize/2, 0)
	}
	return Mm(560)
}

// entryReason sets why there is no value, and returns the step to the next line.
func (s *setter) entryReason(k *stack, reason string, x, first Length) Length {
	st := textStyle{role: BodyFace, size: s.noteSize}
	spans := s.split(nil, reason, st, s.parent.kid("P"))
	lines := s.breakText(spans, measure{width: max(s.textW-x, 4*s.noteSize), em: s.noteSize})
	s.stackLines(k, lines, x, first, s.notePitch)
	return s.notePitch
}
