package typeset

import (
	"cmp"
	"fmt"

	"mingbai/internal/doc"
)

// across is a position of a drawing in lengths.
func across(x int, width Length) Length { return (Length(x)*width + doc.Full/2) / doc.Full }

// down is a vertical position of a drawing in lengths.
func (s *setter) down(y int) Length { return Length(y) * s.rem / 1000 }

// drawingAlt is a drawing in words.
func drawingAlt(d *doc.Drawing) string {
	switch {
	case d.Desc == "":
		return d.Title
	case d.Title == "":
		return d.Desc
	}
	return d.Title + "。" + d.Desc
}

// draw paints a drawing as wide as given, its top left corner at the origin. Its
// shapes and its text may belong to different elements; shapes that belong to
// none are decoration.
func (s *setter) draw(d *doc.Drawing, width Length, of, textOf *Element) ink {
	var k ink
	var labels []doc.Label
	for _, shape := range d.Shapes {
		switch v := shape.(type) {
		case doc.Rect:
			s.drawRect(&k, v, width, of)
		case doc.Line:
			s.drawLine(&k, v, width, of)
		case doc.Area:
			s.drawArea(&k, v, width, of)
		case doc.Dot:
			k.discs = append(k.discs, Disc{X: across(v.X, width), Y: s.down(v.Y), R: s.rem * 9 / 32,
				Filled: !v.Hollow, Width: s.dataRule, Of: of})
		case doc.Label:
			labels = append(labels, v)
		default:
			s.fail(fmt.Errorf("版式不认识的图形 %T", v))
		}
	}
	s.drawLabels(&k, labels, width, textOf)
	return k
}

// drawRect paints a bar. Outlines run along its edges, so that neighbours share
// one stroke; a solid bar is never thinner than can be seen.
func (s *setter) drawRect(k *ink, r doc.Rect, width Length, of *Element) {
	x, y := across(r.X, width), s.down(r.Y)
	w, h := across(r.X+r.W, width)-x, s.down(r.Y+r.H)-y
	switch r.Fill {
	case doc.Solid:
		if r.W > 0 {
			w = max(w, s.thin)
		}
		if w > 0 {
			k.boxes = append(k.boxes, Box{X: x, Y: y, W: w, H: h, Filled: true, Of: of})
		}
	case doc.Hatch:
		k.hatches = append(k.hatches, Hatching{X: x, Y: y, W: w, H: h, Step: s.hatchStep, Width: s.hatchRule,
			Outline: s.frameRule, Of: of})
	case doc.Open:
		k.boxes = append(k.boxes, Box{X: x, Y: y, W: w, H: h, Width: s.frameRule, Of: of})
	case doc.Dashed:
		k.boxes = append(k.boxes, Box{X: x, Y: y, W: w, H: h, Width: s.frameRule, Dash: 2 * Pt, Of: of})
	}
}

func (s *setter) drawLine(k *ink, l doc.Line, width Length, of *Element) {
	r := Rule{X1: across(l.X1, width), Y1: s.down(l.Y1), X2: across(l.X2, width), Y2: s.down(l.Y2), Of: of}
	switch l.Stroke {
	case doc.Hair:
		r.Width = s.hair
	case doc.Axis:
		r.Width = s.thin
	case doc.Data:
		r.Width = s.dataRule
	case doc.Part:
		r.Width, r.Dash = s.dataRule, 3*Pt
	}
	k.rules = append(k.rules, r)
}

// drawArea draws the edges that open one bar into another, a little free of
// both bars.
func (s *setter) drawArea(k *ink, a doc.Area, width Length, of *Element) {
	free := s.rem / 20
	for i, p := range a.Points {
		q := a.Points[(i+1)%len(a.Points)]
		if p.Y == q.Y {
			continue
		}
		if p.Y > q.Y {
			p, q = q, p
		}
		r := Rule{X1: across(p.X, width), Y1: s.down(p.Y) + free, X2: across(q.X, width), Y2: s.down(q.Y) - free,
			Width: s.hatchRule, Of: of}
		if r.Y1 < r.Y2 {
			k.rules = append(k.rules, r)
		}
	}
}

// drawLabels sets the labels of a drawing. Those of one line that would run into
// each other are set smaller.
func (s *setter) drawLabels(k *ink, labels []doc.Label, width Length, of *Element) {
	done := make([]bool, len(labels))
	elems := labelElements(labels, of)
	for i := range labels {
		if done[i] {
			continue
		}
		for size := Length(100); ; size -= 8 {
			var line ink
			ends := make([]Length, 0, 2*len(labels))
			for j := i; j < len(labels); j++ {
				if labels[j].Y == labels[i].Y {
					done[j] = true
					from, to := s.drawLabel(&line, labels[j], width, size, of, elems)
					ends = append(ends, from, to)
				}
			}
			if size < 60 || !collide(ends, s.noteSize/4) {
				k.add(&line, 0, 0)
				break
			}
		}
	}
}

// labelElements makes the elements of the figures that labels print: a label may be
// set several times before it fits.
func labelElements(labels []doc.Label, of *Element) map[*doc.FigureRef]*Element {
	elems := map[*doc.FigureRef]*Element{}
	for _, l := range labels {
		for _, p := range l.Parts {
			if of != nil && p.Figure != nil && p.Figure.Key != "" && elems[p.Figure] == nil {
				elems[p.Figure] = of.kid("Span")
				elems[p.Figure].Figure = p.Figure.Key
			}
		}
	}
	return elems
}

// collide says whether any two of the stretches, given by their ends, are nearer
// than gap.
func collide(ends []Length, gap Length) bool {
	for i := 0; i < len(ends); i += 2 {
		for j := i + 2; j < len(ends); j += 2 {
			if ends[i] < ends[j+1]+gap && ends[j] < ends[i+1]+gap {
				return true
			}
		}
	}
	return false
}

// drawLabel sets a line of text in percent of its size, its figures in 黑体, and
// returns where it begins and ends.
func (s *setter) drawLabel(k *ink, l doc.Label, width, percent Length, of *Element, elems map[*doc.FigureRef]*Element) (from, to Length) {
	text, figure := textStyle{role: BodyFace, size: s.cellSize}, textStyle{role: HeadFace, size: s.cellSize}
	if l.Small {
		text = textStyle{role: SansFace, size: s.noteSize}
		figure = text
	}
	text.size, figure.size = text.size*percent/100, figure.size*percent/100
	gap := text.size / 5
	var spans []span
	blank := true // no gap is wanted before the next part
	for _, p := range l.Parts {
		st, words, elem := text, p.Text, of
		if p.Figure != nil {
			st, words = figure, p.Figure.Text
			elem = cmp.Or(elems[p.Figure], of)
		}
		if words == "" {
			continue
		}
		if !blank && words[0] != ' ' {
			spans = widen(spans, gap)
		}
		spans = s.split(spans, words, st, elem)
		blank = words[len(words)-1] == ' '
	}
	from = across(l.X, width)
	to = from
	for _, ln := range s.breakText(spans, measure{width: endless}) {
		switch l.Anchor {
		case doc.Middle:
			from -= ln.width() / 2
		case doc.End:
			from -= ln.width()
		}
		to = from + ln.width()
		s.emit(k, &ln, from, s.down(l.Y))
	}
	return from, to
}

// leftmost is the least x of what k paints between two heights, endless where it
// paints nothing there.
func (k *ink) leftmost(top, foot Length) Length {
	x := endless
	see := func(left, y1, y2 Length) {
		if y2 >= top && y1 <= foot {
			x = min(x, left)
		}
	}
	for _, v := range k.hatches {
		see(v.X, v.Y, v.Y+v.H)
	}
	for _, v := range k.boxes {
		see(v.X, v.Y, v.Y+v.H)
	}
	for _, v := range k.discs {
		see(v.X-v.R, v.Y-v.R, v.Y+v.R)
	}
	for _, v := range k.rules {
		see(min(v.X1, v.X2), min(v.Y1, v.Y2), max(v.Y1, v.Y2))
	}
	for _, v := range k.runs {
		see(v.X, v.Y-ascent(v.Size), v.Y)
	}
	return x
}

// foot is where a rule may stand below what k paints.
func (k *ink) foot() Length {
	y := Length(0)
	for _, v := range k.boxes {
		y = max(y, v.Y+v.H+Mm(300))
	}
	for _, v := range k.hatches {
		y = max(y, v.Y+v.H+Mm(300))
	}
	for _, v := range k.rules {
		y = max(y, max(v.Y1, v.Y2)+Mm(300))
	}
	return max(y, k.lastBaseline()+Mm(440))
}

// lastBaseline is that of the lowest text, 0 for none.
func (k *ink) lastBaseline() Length {
	var y Length
	for _, v := range k.runs {
		y = max(y, v.Y)
	}
	return y
}
