package chart

import (
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Point is the value of a year. Without one it is a gap in the line, and its label
// says why.
type Point struct {
	Value *money.Number
	Label []doc.LabelPart
	Part  bool // of a year that is not complete
}

// Series is one measure through the years, drawn in a plot of its own.
type Series struct {
	Name   []doc.LabelPart // above its plot
	Axis   string          // series with the same one share their scale
	Mark   *money.Number   // a value with a line of its own, where the plot reaches beyond it
	Points []Point         // one for each year
}

// Years is how measures went through the years: for each a line with a dot and the
// value for each year, one plot above the other, above the same years. Lines of
// different measures never cross, and none is more important than another.
type Years struct {
	ID, Title, Desc string
	Names           []string // of the years, one for each point
	Series          []Series
}

// Measures of a plot, in thousandths of a rem.
const (
	plotTop    = 3_000 // from the top of a plot's room to its highest value
	plotHeight = 1_750
	plotGap    = 1_000 // below an axis
	overDot    = 600   // from a dot to the baseline above it
	overAxis   = 350   // from the axis to the baseline of what stands in a gap
	underAxis  = 1_250 // from the last axis to the baseline of the years
)

// The share of the width that is kept free beside the outer dots, so that their labels
// have room.
const leastSide, mostSide = 40_000, 250_000

// Draw makes the drawing, and tells for each series where its axis begins. OK is
// false when there is nothing to draw: no year, no series, or a series whose points
// are not those of the years.
func (y Years) Draw() (d doc.Drawing, from []money.Number, ok bool) {
	if len(y.Names) == 0 || len(y.Series) == 0 {
		return doc.Drawing{}, nil, false
	}
	for _, s := range y.Series {
		if len(s.Points) != len(y.Names) {
			return doc.Drawing{}, nil, false
		}
	}
	d = doc.Drawing{ID: y.ID, Title: y.Title, Desc: y.Desc}
	xs := y.positions()
	top := 0
	for _, s := range y.Series {
		a := y.axis(s.Axis)
		from = append(from, a.from)
		drawSeries(&d, s, a, xs, top)
		top += plotTop + plotHeight + plotGap
	}
	axis := top - plotGap
	spots := make([]spot, len(xs))
	for i, name := range y.Names {
		spots[i] = spot{xs[i], doc.Middle, emWidth(name, 560)}
	}
	for i, least := range fitEven(spots) {
		if least != never {
			d.Shapes = append(d.Shapes, doc.Label{X: xs[i], Y: axis + underAxis, Anchor: doc.Middle, Small: true, Least: least, Parts: words(y.Names[i])})
		}
	}
	d.Height = axis + underAxis + foot
	return d, from, true
}

// positions are the places of the years across the drawing. Half the widest label is
// kept free at either side, in large type too where that leaves room for all labels on
// a telephone.
func (y Years) positions() []int {
	n := len(y.Names)
	widest := 0
	for i, name := range y.Names {
		widest = max(widest, emWidth(name, 560))
		for _, s := range y.Series {
			widest = max(widest, widthOf(s.Points[i].Label))
		}
	}
	side := y.side(widest, largeType)
	if n > 1 && (doc.Full-2*side)/(n-1)/1000*phone/1000 < widest+labelGap {
		side = y.side(widest, phone)
	}
	out := make([]int, n)
	for i := range out {
		out[i] = doc.Full / 2
		if n > 1 {
			out[i] = side + (doc.Full-2*side)*i/(n-1)
		}
	}
	return out
}

// side is what the outer dots leave free so that half of the widest label has room in
// a drawing of a width.
func (y Years) side(widest, width int) int {
	return min(max((widest+labelGap)/2*1000/width*1000, leastSide), mostSide)
}

// axis is the stretch of numbers that a plot shows.
type axis struct{ from, to money.Number }

// axis finds where the axis that some series share begins and ends. It begins at
// zero, or at the least value if that is negative. Where all values lie in its upper
// half it begins at a round number above zero, yet never shows less than a tenth of
// its highest value, lest next to nothing look like much.
func (y Years) axis(name string) axis {
	var lo, hi money.Number
	first := true
	for _, s := range y.Series {
		if s.Axis != name {
			continue
		}
		for _, p := range s.Points {
			if p.Value == nil {
				continue
			}
			if first || p.Value.Cmp(lo) < 0 {
				lo = *p.Value
			}
			if first || p.Value.Cmp(hi) > 0 {
				hi = *p.Value
			}
			first = false
		}
	}
	zero := money.Int(0)
	switch {
	case lo.Sign() < 0:
		if hi.Sign() < 0 {
			hi = zero
		}
		return axis{lo, hi}
	case lo.Mul(money.Int(2)).Cmp(hi) < 0 || hi.Sign() == 0:
		return axis{zero, hi}
	}
	span := hi.Sub(lo)
	if least := hi.Mul(money.Frac(1, 10)); span.Cmp(least) < 0 {
		span = least
	}
	step := roundStep(span, 4)
	steps, _ := hi.Sub(span).Quo(step)
	return axis{step.Mul(money.Int(floor(steps, 1_000_000))), hi}
}

// y is how far below the top of its plot a value lies.
func (a axis) y(v money.Number) int {
	span := a.to.Sub(a.from)
	if span.Sign() == 0 {
		return plotHeight
	}
	return scaled(share(a.to.Sub(v), span), plotHeight)
}

// roundStep is the least of 1, 2 and 5 times a power of ten that covers a positive
// span in that many steps.
func roundStep(span money.Number, steps int64) money.Number {
	ten := money.Int(10)
	unit := money.Int(1)
	covers := func(step money.Number) bool { return step.Mul(money.Int(steps)).Cmp(span) >= 0 }
	for covers(unit) {
		unit, _ = unit.Quo(ten)
	}
	for !covers(unit) {
		unit = unit.Mul(ten)
	}
	// Now unit covers the span and a tenth of it does not.
	for _, f := range []money.Number{money.Frac(1, 10), money.Frac(1, 5), money.Frac(1, 2)} {
		if step := unit.Mul(f); covers(step) {
			return step
		}
	}
	return unit
}

// drawSeries draws one plot, the top of its room given: its name, its axis, the
// line, the dots, the values.
func drawSeries(d *doc.Drawing, s Series, a axis, xs []int, top int) {
	appendLabel(d, 0, top+labelLine, doc.Start, s.Name)
	peak, base := top+plotTop, top+plotTop+plotHeight
	zero := base
	if a.from.Sign() < 0 {
		zero = peak + a.y(money.Int(0))
	}
	d.Shapes = append(d.Shapes, doc.Line{X2: doc.Full, Y1: zero, Y2: zero, Stroke: doc.Axis})
	if m := s.Mark; m != nil && m.Cmp(a.from) > 0 && m.Cmp(a.to) < 0 {
		at := peak + a.y(*m)
		d.Shapes = append(d.Shapes, doc.Line{X2: doc.Full, Y1: at, Y2: at, Stroke: doc.Hair})
	}
	for i := 1; i < len(s.Points); i++ {
		p, q := s.Points[i-1], s.Points[i]
		if p.Value == nil || q.Value == nil {
			continue
		}
		l := doc.Line{X1: xs[i-1], X2: xs[i], Y1: peak + a.y(*p.Value), Y2: peak + a.y(*q.Value), Stroke: doc.Data}
		if p.Part || q.Part {
			l.Stroke = doc.Part
		}
		d.Shapes = append(d.Shapes, l)
	}
	for i, p := range s.Points {
		if p.Value != nil {
			d.Shapes = append(d.Shapes, doc.Dot{X: xs[i], Y: peak + a.y(*p.Value), Hollow: p.Part})
		}
	}
	drawValues(d, s, a, xs, top)
}

// drawValues puts the value above each dot, as far as there is room: the last, the
// highest, the lowest and the first before the others.
func drawValues(d *doc.Drawing, s Series, a axis, xs []int, top int) {
	spots := make([]spot, len(xs))
	for i, p := range s.Points {
		spots[i] = spot{xs[i], doc.Middle, widthOf(p.Label)}
	}
	for i, least := range fit(spots, s.order()) {
		p := s.Points[i]
		if least == never || len(p.Label) == 0 {
			continue
		}
		l := doc.Label{X: xs[i], Y: top + plotTop + plotHeight - overAxis, Anchor: doc.Middle, Least: least, Parts: p.Label, Small: p.Value == nil}
		if p.Value != nil {
			l.Y = top + plotTop + a.y(*p.Value) - overDot
		}
		d.Shapes = append(d.Shapes, l)
	}
}

// order is the order in which the labels of a series choose their places.
func (s Series) order() []int {
	var out []int
	low, high := -1, -1
	for i, p := range s.Points {
		if p.Value == nil {
			continue
		}
		if high < 0 || p.Value.Cmp(*s.Points[high].Value) > 0 {
			high = i
		}
		if low < 0 || p.Value.Cmp(*s.Points[low].Value) < 0 {
			low = i
		}
	}
	for _, i := range []int{len(s.Points) - 1, high, low, 0} {
		if i >= 0 {
			out = append(out, i)
		}
	}
	for i := len(s.Points) - 1; i >= 0; i-- {
		out = append(out, i)
	}
	return out
}
