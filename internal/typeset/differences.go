package typeset

import (
	"cmp"
	"strings"

	"mingbai/internal/doc"
)

// differences sets 附件2: what the source printed, what came out when it was
// computed again, and by how much they differ.
func (s *setter) differences(b *doc.Differences) {
	outer := s.parent
	s.parent = outer.kid("Sect")
	fr := &frame{outer: s.thin, inner: s.thin}
	space := Mm(200)
	from := len(s.strips)
	for i := range b.Items {
		d := &b.Items[i]
		s.anchor(d.ID)
		s.pushParts(s.difference(d), fr, space)
		space = 0
	}
	for i := from; i < len(s.strips); i++ {
		s.strips[i].ends = true
	}
	s.parent = outer
	s.heading = false
}

// difference sets one of them.
func (s *setter) difference(d *doc.Difference) []strip {
	outer := s.parent
	defer func() { s.parent = outer }()
	s.parent = outer.kid("Sect")
	s.name(s.parent, d.ID)
	left := Mm(800)
	var k stack
	head := s.parent.kid("P")
	st := textStyle{role: HeadFace, size: s.cellSize}
	mark := s.breakText(s.split(nil, d.Mark.String(), st, head), measure{width: endless})
	title := s.breakText(s.split(nil, d.Title, st, head), measure{width: s.textW - left, em: s.cellSize})
	for i := range mark {
		s.emit(&k.ink, &mark[i], 0, Mm(630))
	}
	s.stackLines(&k, title, left, Mm(630), s.cellSize*13/10)
	s.comparison(&k, d, left)
	k.cut(0)
	note := textStyle{role: BodyFace, size: s.noteSize}
	text := s.breakText(s.inlines(nil, d.Text, note, s.parent.kid("P")),
		measure{width: s.textW - left, justify: true, em: s.noteSize})
	first := Mm(680)
	for i := range text {
		s.stackLines(&k, text[i:i+1], left, first, 0)
		first = s.notePitch
		if i%8 == 7 {
			k.cut(0)
		}
	}
	s.severity(&k, d, left, first)
	k.cut(Mm(350))
	return k.parts
}

// comparison sets 原文, 重算 and 相差 side by side, their values large.
func (s *setter) comparison(k *stack, d *doc.Difference, left Length) {
	small := textStyle{role: BodyFace, size: s.noteSize}
	large := textStyle{role: SansFace, size: s.valueSize}
	top, foot := k.y+Mm(770), k.y+Mm(770)
	step := (s.textW + Mm(600)) / 3
	for i, part := range [...]struct {
		label string
		in    []doc.Inline
	}{{"原文", d.Stated}, {cmp.Or(d.Versus, "重算"), d.Computed}, {"相差", d.Diff}} {
		x := left + Length(i)*step
		end := min(x+step-Mm(200), s.textW)
		elem := s.parent.kid("P")
		label := s.breakText(s.split(nil, part.label, small, elem), measure{width: endless})
		s.emit(&k.ink, &label[0], x, top)
		x += Mm(1000)
		k.y = top
		st := large
		if !strings.ContainsAny(doc.PlainText(part.in), "0123456789—") {
			st.role = BodyFace // words, not a figure
		}
		lines := s.breakText(s.inlines(nil, part.in, st, elem), measure{width: max(end-x, 3*s.valueSize), em: s.valueSize})
		s.stackLines(k, lines, x, 0, s.valueSize*13/10)
		foot = max(foot, k.y)
	}
	k.y = foot
}

// severity sets the last line: how grave it is and the rule's name, the place at
// the right, on the same line if there is room.
func (s *setter) severity(k *stack, d *doc.Difference, left, first Length) {
	elem := s.parent.kid("P")
	head := textStyle{role: HeadFace, size: s.noteSize}
	body := textStyle{role: BodyFace, size: s.noteSize}
	width := s.textW - left
	words := s.split(s.split(nil, d.Severity+"：", head, elem), d.RuleTitle, body, elem)
	lines := s.breakText(words, measure{width: width, em: s.noteSize})
	s.stackLines(k, lines, left, first, s.notePitch)
	spans := s.place(nil, &d.Place, body, s.parent.kid("P"))
	place := s.breakText(spans, measure{width: endless})
	if len(place) == 0 {
		return
	}
	last := lines[len(lines)-1].width()
	if last+s.noteSize+place[0].width() <= width {
		s.emit(&k.ink, &place[0], s.textW-place[0].width(), k.y)
		return
	}
	s.stackLines(k, s.breakText(spans, measure{width: width, em: s.noteSize}), left, s.notePitch, s.notePitch)
}
