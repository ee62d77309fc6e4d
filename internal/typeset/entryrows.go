package typeset

import "mingbai/internal/doc"

// basisPlace says where the basis may stand beside the formula: its baseline,
// and how far the formula reaches.
type basisPlace struct{ beside, x Length }

// entryRow is one line below a formula: a label, a value on the decimal point,
// and the place where it was written.
type entryRow struct {
	label, value, place []textLine
	labelSpans          []span
	placeSpans          []span
	before, behind      Length // of the value's point
}

// entryRows sets what the source printed, the inputs, and the basis.
func (s *setter) entryRows(k *stack, e *doc.Entry, first Length, basis basisPlace) {
	st := textStyle{role: BodyFace, size: s.noteSize}
	if len(e.Stated) > 0 {
		first = s.labelled(k, "原文", e.Stated, st, first)
	}
	rows := make([]entryRow, len(e.Inputs))
	for i := range e.Inputs {
		s.entryRow(&rows[i], &e.Inputs[i], st)
	}
	point, place := s.entryColumns(rows)
	for i := range rows {
		s.setEntryRow(k, &rows[i], first, point, place)
		first = s.notePitch
		if i%8 == 7 {
			k.cut(0)
		}
	}
	if basis.beside > 0 && len(k.parts) == 0 && s.basisBeside(k, e, st, basis) {
		return
	}
	elem := s.parent.kid("P")
	label := s.breakText(s.split(nil, "依据", st, elem), measure{width: endless})
	hang := label[0].width() + s.noteSize
	lines := s.breakText(s.basis(nil, e, st, elem), measure{width: s.textW - s.entryLeft - hang, em: s.noteSize})
	s.stackLines(k, label, s.entryLeft, first, s.notePitch)
	s.stackLines(k, lines, s.entryLeft+hang, 0, s.notePitch)
}

// basis is the document that a formula rests on, and the place of the formula in
// the rules.
func (s *setter) basis(spans []span, e *doc.Entry, st textStyle, elem *Element) []span {
	text := e.Basis
	if text == "" {
		text = "—"
	}
	spans = s.split(spans, text, st, elem)
	if e.Rule == nil {
		return spans
	}
	spans = s.split(widen(spans, s.noteSize), "规则", st, elem)
	return s.place(widen(spans, s.noteSize/2), e.Rule, st, elem)
}

// basisBeside sets the basis at the right end of the formula's line, if there is
// room for it.
func (s *setter) basisBeside(k *stack, e *doc.Entry, st textStyle, at basisPlace) bool {
	elem := &Element{Tag: "P"}
	spans := s.basis(widen(s.split(nil, "依据", st, elem), s.noteSize/2), e, st, elem)
	lines := s.breakText(spans, measure{width: endless})
	x := s.textW - lines[0].width()
	if at.x+2*s.noteSize > x {
		return false
	}
	s.parent.Kids = append(s.parent.Kids, elem)
	s.emit(&k.ink, &lines[0], x, at.beside)
	return true
}

// labelled sets a label with a text behind it, and returns the step to the next
// line.
func (s *setter) labelled(k *stack, label string, in []doc.Inline, st textStyle, first Length) Length {
	elem := s.parent.kid("P")
	head := s.breakText(s.split(nil, label, st, elem), measure{width: endless})
	hang := head[0].width() + s.noteSize
	lines := s.breakText(s.inlines(nil, in, st, elem), measure{width: s.textW - s.entryLeft - hang, em: s.noteSize})
	s.stackLines(k, head, s.entryLeft, first, s.notePitch)
	s.stackLines(k, lines, s.entryLeft+hang, 0, s.notePitch)
	return s.notePitch
}

// entryRow measures one input.
func (s *setter) entryRow(r *entryRow, in *doc.EntryInput, st textStyle) {
	elem := s.parent.kid("P")
	r.labelSpans = s.split(nil, in.Label, st, elem)
	r.label = s.breakText(r.labelSpans, measure{width: endless})
	r.value = s.breakText(s.figure(nil, &in.Figure, st, elem), measure{width: endless})
	// A value without a number ends where two decimals would.
	r.behind = s.noteSize * 3 / 2
	if len(r.value) > 0 {
		r.before = r.value[0].width() - r.behind
		if whole, end, ok := s.point(&r.value[0]); ok {
			r.before, r.behind = whole, end-whole
		}
	}
	if in.Place != nil {
		r.placeSpans = s.place(nil, in.Place, st, elem)
		r.place = s.breakText(r.placeSpans, measure{width: endless})
	}
}

// entryColumns is where the points of the values stand and where the places
// begin. Where labels or places are too long for the style's columns, those give
// way that cost the fewest lines.
func (s *setter) entryColumns(rows []entryRow) (point, place Length) {
	var label, before, behind, path Length
	for i := range rows {
		r := &rows[i]
		before, behind = max(before, r.before), max(behind, r.behind)
		if len(r.label) > 0 {
			label = max(label, r.label[0].width())
		}
		if len(r.place) > 0 {
			path = max(path, r.place[0].width())
		}
	}
	gap := s.noteSize / 2
	best := endless
	for _, room := range [...]Length{
		s.entryPoint - s.entryLeft - gap - before, // the style's columns
		label, // labels whole
		s.textW - s.entryLeft - path - behind - before - 2*gap, // places whole
	} {
		room = min(max(room, 5*s.noteSize), (s.textW-s.entryLeft)*3/5)
		x := max(s.entryPoint, s.entryLeft+room+gap+before)
		y := max(s.entryPlace, x+behind+gap)
		if lines := entryLines(rows, x-before-gap-s.entryLeft, s.textW-y); y < s.textW && lines < best {
			best, point, place = lines, x, y
		}
	}
	if best == endless {
		return s.entryPoint, s.entryPlace
	}
	return point, place
}

// entryLines is about how many lines the rows take in columns of these widths.
func entryLines(rows []entryRow, label, place Length) Length {
	var n Length
	for i := range rows {
		r := &rows[i]
		lines := Length(1)
		if len(r.label) > 0 && label > 0 {
			lines = max(lines, (r.label[0].width()+label-1)/label)
		}
		if len(r.place) > 0 && r.place[0].width() > place {
			lines = max(lines, 1+r.place[0].width()/max(place, 1))
		}
		n += lines
	}
	return n
}

// setEntryRow sets one input: label, value and place begin on the same line.
func (s *setter) setEntryRow(k *stack, r *entryRow, first, point, place Length) {
	k.y += first
	top, foot := k.y, k.y
	x := point - r.before
	if room := x - s.entryLeft - s.noteSize/2; len(r.label) > 0 && r.label[0].width() > room {
		r.label = s.breakText(r.labelSpans, measure{width: max(room, 4*s.noteSize), em: s.noteSize})
	}
	if len(r.place) > 0 && r.place[0].width() > s.textW-place {
		r.place = s.breakText(r.placeSpans, measure{width: s.textW - place, em: s.noteSize})
	}
	s.stackLines(k, r.label, s.entryLeft, 0, s.notePitch)
	foot = max(foot, k.y)
	k.y = top
	s.stackLines(k, r.value, x, 0, s.notePitch)
	s.stackLines(k, r.place, place, 0, s.notePitch)
	k.y = max(foot, k.y)
}
