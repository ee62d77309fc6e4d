package chart

import (
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Part is a piece of what is left of a whole.
type Part struct {
	Size  money.Number
	Fill  doc.Fill
	Label []doc.LabelPart // below its piece of the second bar
}

// Execution is a whole, how much of it is done, and of what parts the rest
// consists.
type Execution struct {
	ID    string
	Title string
	Desc  string // all values, for those who cannot see it
	Whole money.Number
	Done  *money.Number // nil when it is not reported
	Rest  []Part        // pieces of Whole − Done; drawn apart only if they add up to it
	// Labels above the bar, at its left and right end.
	Left, Right []doc.LabelPart
	// Limit is printed where the whole ends when more was done than the whole.
	Limit []doc.LabelPart
}

// Measures of the drawing, in thousandths of a rem.
const (
	labelLine  = 1_000 // baseline above the first bar
	barTop     = 1_750
	barHeight  = 2_000
	wedge      = 2_000 // between the bars
	clear      = 100   // kept free between the wedge and each bar
	lensHeight = 1_500
	belowBar   = 1_450 // from a bar's foot to the baseline below it
	foot       = 400   // below the last baseline
	tick       = 250   // by which a limit stands out of the bar
	gap        = 3_000 // millionths of paper between what is done and the rest
)

// The second bar leaves this share of the width free at its left (70 of 156 mm),
// where the caption may stand, and it is not drawn where even the strongest
// magnification would show next to nothing.
const (
	freeNum, freeDen = 9, 20
	maxTimes         = 1_000
	minLens          = doc.Full / 50
)

// Draw makes the drawing, and tells by how much the second bar is magnified; 0
// means that there is none. OK is false when there is nothing to draw: no whole
// and nothing done.
func (e Execution) Draw() (d doc.Drawing, times int, ok bool) {
	d = doc.Drawing{ID: e.ID, Title: e.Title, Desc: e.Desc}
	appendLabel(&d, 0, labelLine, doc.Start, e.Left)
	appendLabel(&d, doc.Full, labelLine, doc.End, e.Right)
	switch {
	case e.Whole.Sign() < 0 || e.Done != nil && e.Done.Sign() < 0:
		return doc.Drawing{}, 0, false
	case e.Done == nil:
		if e.Whole.Sign() == 0 {
			return doc.Drawing{}, 0, false
		}
		d.Shapes = append(d.Shapes, doc.Rect{W: doc.Full, Y: barTop, H: barHeight, Fill: doc.Dashed})
		d.Height = barTop + barHeight + foot
	case e.Done.Cmp(e.Whole) > 0:
		e.drawOver(&d)
	case e.Whole.Sign() == 0:
		return doc.Drawing{}, 0, false
	default:
		times = e.drawWithin(&d)
	}
	return d, times, true
}

// drawOver draws what is done as the whole width, with a tick where the whole
// would have ended.
func (e Execution) drawOver(d *doc.Drawing) {
	x := position(share(e.Whole, *e.Done))
	if x > 0 {
		d.Shapes = append(d.Shapes, doc.Rect{W: x, Y: barTop, H: barHeight, Fill: doc.Solid})
	}
	from := min(x+gapFor(doc.Full-x), doc.Full)
	if x == 0 {
		from = 0
	}
	d.Shapes = append(d.Shapes,
		doc.Rect{X: from, W: doc.Full - from, Y: barTop, H: barHeight, Fill: doc.Solid},
		doc.Line{X1: x, X2: x, Y1: barTop - tick, Y2: barTop + barHeight + tick, Stroke: doc.Axis})
	anchor := doc.Start
	if x > doc.Full/2 {
		anchor = doc.End
	}
	appendLabel(d, x, barTop+barHeight+belowBar, anchor, e.Limit)
	d.Height = barTop + barHeight + belowBar + foot
}

// drawWithin draws what is done, the rest, and the rest again, magnified.
func (e Execution) drawWithin(d *doc.Drawing) int {
	rest := e.Whole.Sub(*e.Done)
	x := position(share(*e.Done, e.Whole))
	if x > 0 {
		d.Shapes = append(d.Shapes, doc.Rect{W: x, Y: barTop, H: barHeight, Fill: doc.Solid})
	}
	d.Height = barTop + barHeight + foot
	if rest.Sign() == 0 || x == doc.Full {
		return 0
	}
	parts, apart := e.parts(rest)
	start := x
	if x > 0 {
		start += gapFor(doc.Full - x)
	}
	stack(d, parts, bar{start, doc.Full, x, barTop, barHeight}, rest)
	if !apart {
		return 0
	}
	unspent := share(rest, e.Whole)
	most, _ := money.Frac(freeDen-freeNum, freeDen).Quo(unspent)
	times := floor(most, maxTimes)
	lens := position(unspent.Mul(money.Int(times)))
	if times < 2 || lens < minLens {
		appendPartLabels(d, parts, barTop+barHeight+belowBar, min(x, doc.Full*freeNum/freeDen))
		d.Height = barTop + barHeight + belowBar + foot
		return 0
	}
	top := barTop + barHeight + wedge
	left := doc.Full - lens
	d.Shapes = append(d.Shapes, doc.Area{Points: []doc.Point{
		{X: start, Y: barTop + barHeight + clear}, {X: doc.Full, Y: barTop + barHeight + clear},
		{X: doc.Full, Y: top - clear}, {X: left, Y: top - clear},
	}})
	stack(d, parts, bar{left, doc.Full, left, top, lensHeight}, rest)
	appendPartLabels(d, parts, top+lensHeight+belowBar, left)
	d.Height = top + lensHeight + belowBar + foot
	return int(times)
}

// parts are the pieces of the rest, and whether they can be drawn apart: all are
// positive or nothing, and together they are the rest.
func (e Execution) parts(rest money.Number) ([]Part, bool) {
	sum := money.Int(0)
	var some []Part
	for _, p := range e.Rest {
		sum = sum.Add(p.Size)
		if p.Size.Sign() < 0 {
			return []Part{{Size: rest, Fill: doc.Open}}, false
		}
		if p.Size.Sign() > 0 {
			some = append(some, p)
		}
	}
	if len(some) == 0 || sum.Cmp(rest) != 0 {
		return []Part{{Size: rest, Fill: doc.Open}}, false
	}
	return some, true
}

// bar is where a stack of pieces stands: drawn from left to right, divided as if
// it began at zero.
type bar struct{ left, right, zero, y, h int }

// stack draws pieces side by side.
func stack(d *doc.Drawing, parts []Part, b bar, total money.Number) {
	sum := money.Int(0)
	x := b.left
	for _, p := range parts {
		sum = sum.Add(p.Size)
		end := b.zero + scaled(share(sum, total), b.right-b.zero)
		if end > x {
			d.Shapes = append(d.Shapes, doc.Rect{X: x, W: end - x, Y: b.y, H: b.h, Fill: p.Fill})
			x = end
		}
	}
}

// scaled is share × width, rounded once.
func scaled(share money.Number, width int) int {
	n, _ := share.Mul(money.Int(int64(width))).Round(0, money.HalfUp).Int64()
	return int(n)
}

// appendPartLabels puts the first piece's label at the left end of the second bar
// and the last one's at its right end.
func appendPartLabels(d *doc.Drawing, parts []Part, y, left int) {
	if len(parts) > 1 {
		appendLabel(d, left, y, doc.Start, parts[0].Label)
	}
	appendLabel(d, doc.Full, y, doc.End, parts[len(parts)-1].Label)
}

// gapFor is the paper between what is done and the rest, never more than a third
// of the rest.
func gapFor(rest int) int { return min(gap, rest/3) }

func appendLabel(d *doc.Drawing, x, y int, anchor doc.Anchor, parts []doc.LabelPart) {
	if len(parts) > 0 {
		d.Shapes = append(d.Shapes, doc.Label{X: x, Y: y, Anchor: anchor, Parts: parts})
	}
}
