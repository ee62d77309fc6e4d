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
	var k stack
	head := s.parent.kid("P")
	st := textStyle{role: HeadFace, size: s.cellSize}
	mark := s.breakText(s.split(nil, d.Mark.String(), st.in(BodyFace), head), measure{width: endless})
	left := Mm(800)
	for i := range mark {
		left = max(left, mark[i].width()+s.cellSize/2)
	}
	title := s.breakText(s.split(nil, d.Title, st, head), measure{width: s.textW - left, em: s.cellSize})
	for i := range mark {
		s.emit(&k.ink, &mark[i], 0, Mm(630))
	}
	s.stackLines(&k, title, left, Mm(630), s.cellSize*13/10)
	if len(d.Stated)+len(d.Computed)+len(d.Diff) > 0 { // else there is nothing to compare
		s.comparison(&k, d, left)
	}
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

// compared is one of the values that a difference compares.
type compared struct {
	label string
	in    []doc.Inline
	style textStyle
}

// comparison sets 原文, 重算 and 相差 side by side, their values large; below each
// other where a figure has no room beside the others.
func (s *setter) comparison(k *stack, d *doc.Difference, left Length) {
	parts := [...]compared{{label: "原文", in: d.Stated}, {label: cmp.Or(d.Versus, "重算"), in: d.Computed}, {label: "相差", in: d.Diff}}
	step := (s.textW + Mm(600)) / 3
	room := step - Mm(1200) // of a value beside others
	beside := true
	for i := range parts {
		p := &parts[i]
		p.style = textStyle{role: SansFace, size: s.valueSize}
		if !strings.ContainsAny(doc.PlainText(p.in), "0123456789—") {
			p.style.role = BodyFace // words, not a figure
			continue
		}
		for _, ln := range s.breakText(s.inlines(nil, p.in, p.style, &Element{}), measure{width: endless}) {
			beside = beside && ln.width() <= min(room, s.textW-left-2*step-Mm(1000))
		}
	}
	top, foot := k.y+Mm(770), k.y+Mm(770)
	for i := range parts {
		x := left + Length(i)*step
		end := min(x+step-Mm(200), s.textW)
		if !beside {
			x, end = left, s.textW
			if i > 0 {
				top = foot + s.valueSize*13/10
			}
		}
		foot = max(foot, s.comparedPart(k, &parts[i], x, end, top))
	}
	k.y = foot
}

// comparedPart sets one of them with its label and returns where its last line
// stands.
func (s *setter) comparedPart(k *stack, p *compared, x, end, top Length) Length {
	elem := s.parent.kid("P")
	small := textStyle{role: BodyFace, size: s.noteSize}
	label := s.breakText(s.split(nil, p.label, small, elem), measure{width: endless})
	s.emit(&k.ink, &label[0], x, top)
	x += max(Mm(1000), label[0].width()+s.noteSize/2)
	k.y = top
	lines := s.breakText(s.inlines(nil, p.in, p.style, elem), measure{width: max(end-x, 3*s.valueSize), em: s.valueSize})
	s.stackLines(k, lines, x, 0, s.valueSize*13/10)
	return k.y
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
