package typeset

import "mingbai/internal/doc"

// facts sets in small type, one behind the other, what an entry rests on: why it
// has no value, what the source printed, the inputs, where they are written, and
// the document that the formula rests on. That one stands at the right end of the
// formula where there is room, reach being how far that goes.
func (s *setter) facts(k *stack, e *doc.Entry, step, reach Length) {
	f := factText{setter: s, st: textStyle{role: BodyFace, size: s.fine()}}
	f.sources(e)
	basis := factText{setter: s, st: f.st}
	if e.Basis != "" {
		basis.of = &Element{Tag: "P"}
		basis.label("依据")
		basis.text(e.Basis)
	}
	aside := s.breakText(basis.spans, measure{width: endless})
	y := k.y
	beside := len(aside) == 1 && s.textW-aside[0].width() >= reach+s.noteSize
	if e.Basis != "" && !beside {
		f.next("依据")
		f.text(e.Basis)
	}
	lines := s.breakText(f.spans, measure{width: s.textW - s.entryLeft, em: f.st.size})
	pitch := f.st.size * 5 / 4
	for i := range lines {
		s.stackLines(k, lines[i:i+1], s.entryLeft, step, 0)
		step = pitch
		if i%8 == 7 && i+1 < len(lines) {
			k.cut(0)
		}
	}
	if !beside {
		return
	}
	s.parent.Kids = append(s.parent.Kids, basis.of)
	if len(k.parts) > 0 { // the formula may stand on another page
		s.stackLines(k, aside, s.entryLeft, pitch, 0)
		return
	}
	s.emit(&k.ink, &aside[0], s.textW-aside[0].width(), y)
}

// sources adds all facts but the document that the formula rests on.
func (f *factText) sources(e *doc.Entry) {
	if e.Reason != "" {
		f.next("")
		f.text(e.Reason)
	}
	if len(e.Stated) > 0 {
		f.next("原文")
		f.spans = f.inlines(f.spans, e.Stated, f.st, f.of)
	}
	for i := range e.Inputs {
		if in := &e.Inputs[i]; !in.Shown {
			f.next(in.Label)
			f.spans = f.figure(f.spans, &in.Figure, f.st, f.of)
			if in.Place != nil {
				f.text("，")
				f.at(in.Place)
			}
		}
	}
	for i, at := range e.Places() {
		if i == 0 {
			f.next("出处")
		} else {
			f.text("、")
		}
		f.at(at)
	}
	if e.Elsewhere != "" {
		f.next("出处")
		f.text(e.Elsewhere)
	}
	if e.Rule != nil && !e.Placed() {
		f.next("规则")
		f.at(e.Rule)
	}
}

// factText is the text of the facts under construction.
type factText struct {
	*setter
	st    textStyle
	spans []span
	of    *Element
}

// next begins a fact, a little off the one before.
func (f *factText) next(label string) {
	if f.of == nil {
		f.of = f.parent.kid("P")
	} else {
		f.spans = widen(f.spans, f.st.size)
	}
	f.label(label)
}

// label begins what it names, from which it is never parted.
func (f *factText) label(label string) {
	if label == "" {
		return
	}
	from := len(f.spans)
	f.text(label)
	for i := from; i < len(f.spans); i++ {
		f.spans[i].glue = true
	}
	f.spans = append(f.spans, span{text: string(joiner), role: f.st.role, size: f.st.size, tracking: f.st.size / 3, of: f.of})
}

func (f *factText) text(words string) { f.spans = f.split(f.spans, words, f.st, f.of) }

// at adds a place, which is not broken where a line can hold it.
func (f *factText) at(place *doc.PlaceRef) {
	from := len(f.spans)
	f.spans = f.place(f.spans, place, f.st, f.of)
	var width Length
	for _, sp := range f.spans[from:] {
		width += f.advanceOf(sp.role, sp.size, sp.tracking, sp.text)
	}
	for i := from; i < len(f.spans); i++ {
		f.spans[i].glue = width <= f.textW-f.entryLeft
	}
}
