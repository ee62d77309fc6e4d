package typeset

import "mingbai/internal/doc"

// summary sets 提要 between two rules: the sentence, the key figures, the chart.
// It is never split, save where it is higher than a page.
func (s *setter) summary(b *doc.Summary) {
	outer := s.parent
	s.parent = outer.kid("Sect")
	s.anchor(b.ID)
	from := len(s.strips)
	s.lead(b)
	for i := 0; i < len(b.Keys); i += 3 {
		s.keys(b.Keys[i:min(i+3, len(b.Keys))], i == 0)
	}
	if b.Chart != nil {
		s.anchor(b.Chart.ID)
		s.push(s.chartStrip(b.Chart))
	}
	s.parent = outer
	if from == len(s.strips) {
		return
	}
	if n := from - 1; n >= 0 && !s.strips[n].onGrid {
		s.strips[from].space, s.strips[from].tight = s.blockTight, s.blockTight
	}
	s.strips[from].ink.rule(0, s.textW, 0, s.summaryRule)
	last := &s.strips[len(s.strips)-1]
	last.height = last.ink.foot()
	last.ink.rule(0, s.textW, last.height, s.summaryRule)
	for i := from; i < len(s.strips)-1; i++ {
		s.strips[i].keep = true
	}
	last.ends = true
	s.heading = false
	s.closed = len(s.strips)
}

// lead sets the sentence, the title run in. Its lines keep the pitch of the
// grid, a little below the rule.
func (s *setter) lead(b *doc.Summary) {
	st := s.bodyStyle(BodyFace)
	var spans []span
	if b.Title != "" {
		spans = s.split(nil, b.Title, s.bodyStyle(HeadFace), s.parent.kid("H2"))
		spans = widen(spans, s.advance)
	}
	spans = s.inlines(spans, b.Lead, st, s.parent.kid("P"))
	top := Mm(120)
	lines := s.breakText(spans, measure{width: s.textW, justify: true, em: s.bodySize})
	for i := range lines {
		v := strip{height: s.pitch() + top, notes: s.takeNotes(&lines[i])}
		s.emit(&v.ink, &lines[i], 0, top+baseline(s.pitch(), s.bodySize))
		s.push(v)
		top = 0
	}
}

// keys sets a row of up to three key figures; the very first is the largest.
func (s *setter) keys(keys []doc.Key, hero bool) {
	v := strip{height: Mm(2801)}
	labelY, figureY := Mm(741), Mm(2161)
	if !hero {
		v.height, labelY, figureY = Mm(1800), Mm(441), Mm(1341)
	}
	columns := [...]Length{0, Mm(6200), Mm(11200), s.textW}
	if s.textW != Mm(15600) || len(keys) == 2 && !hero {
		for i := range columns {
			columns[i] = s.textW * Length(i) / 3
		}
	}
	for i := range keys {
		size, unit := s.keySize, s.cellSize
		if hero && i == 0 {
			size, unit = s.heroSize, s.heroUnitSize
		}
		elem := s.parent.kid("P")
		label := s.breakText(s.split(nil, keys[i].Label, textStyle{role: SansFace, size: s.cellSize}, elem), measure{width: endless})
		for j := range label {
			s.emit(&v.ink, &label[j], columns[i], labelY)
		}
		end := columns[len(columns)-1]
		if i+1 < len(keys) {
			end = columns[i+1] - Mm(300)
		}
		notes := s.bigFigure(&v.ink, &keys[i].Figure, size, unit, columns[i], figureY, end-columns[i], elem)
		v.notes = append(v.notes, notes...)
	}
	s.push(v)
}

// bigFigure paints a figure in the light sans, its unit small behind it, smaller
// in steps where it is wider than the room.
func (s *setter) bigFigure(k *ink, n *doc.FigureRef, size, unit, x, y, room Length, elem *Element) []*footnote {
	inner, of := s.printing(n, textStyle{role: SansFace}, elem)
	number, tail, gap := n.Text, n.Unit, Length(18)
	if cut := len(number) - 1; tail == "" && cut > 0 && number[cut] == '%' {
		number, tail, gap = number[:cut], "%", 9 // too little for a reader to see two words
	}
	for {
		st := inner
		st.size = size
		spans := s.split(nil, number, st, of)
		if tail != "" {
			spans = widen(spans, gap*size/100)
			st.size = unit
			spans = s.split(spans, tail, st, of)
		}
		for i := range spans {
			spans[i].glue = true
		}
		spans = s.mark(spans, n.Mark, textStyle{role: SansFace, size: unit}, elem)
		lines := s.breakText(spans, measure{width: endless})
		if len(lines) == 0 {
			return nil
		}
		if lines[0].width() <= room || size <= s.noteSize {
			s.emit(k, &lines[0], x, y)
			return s.takeNotes(&lines[0])
		}
		size, unit = size*9/10, max(unit*9/10, min(unit, s.noteSize))
	}
}

// chart sets a chart with its caption, never parted, and its data below it.
func (s *setter) chart(c *doc.Chart) {
	s.anchor(c.ID)
	v := s.chartStrip(c)
	v.space, v.tight, v.ends = s.blockGap, s.blockTight, true
	v.keep = c.Data != nil
	s.push(v)
	s.heading = false
	if c.Data != nil {
		s.tableBlock(c.Data)
	}
}

// chartStrip is the drawing with its caption: in the lower left of the drawing
// where that leaves it free, else below it.
func (s *setter) chartStrip(c *doc.Chart) strip {
	figure := s.parent.kid("Figure")
	figure.Alt = drawingAlt(&c.Drawing)
	width := s.blockOf(s.wide).width
	v := strip{height: s.down(c.Drawing.Height), ink: s.draw(&c.Drawing, width, figure, figure)}
	elem := figure.kid("Caption")
	var spans []span
	head := textStyle{role: HeadFace, size: s.cellSize}
	spans = s.split(spans, c.Number, head, elem)
	if c.Title != "" {
		spans = s.split(widen(spans, s.cellSize), c.Title, head, elem)
	}
	var lines []textLine
	lines = append(lines, s.breakText(spans, measure{width: width, em: s.cellSize})...)
	heads := len(lines)
	for _, r := range c.Reading {
		spans := s.split(nil, r, textStyle{role: BodyFace, size: s.noteSize}, elem.kid("P"))
		lines = append(lines, s.breakText(spans, measure{width: width, em: s.noteSize})...)
	}
	if len(lines) == 0 {
		return v
	}
	var widest, total Length
	offsets := make([]Length, len(lines)) // of baselines below the first
	for i := range lines {
		widest = max(widest, lines[i].width())
		offsets[i] = total
		if i+1 < heads {
			total += s.cellPitch
		} else if i+1 == heads {
			total += Mm(540)
		} else {
			total += Mm(500)
		}
	}
	first := v.ink.lastBaseline() - offsets[len(lines)-1]
	if first < s.cellSize || widest+Mm(200) > v.ink.leftmost(first-ascent(s.cellSize)-Mm(100), v.height) {
		first = v.height + Mm(600)
		v.height = first + offsets[len(lines)-1] + Mm(100)
	}
	for i := range lines {
		s.emit(&v.ink, &lines[i], 0, first+offsets[i])
	}
	return v
}
