package chart

import (
	"strconv"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Classes are neighbouring stretches of numbers into which values fall. Unless Lower
// is set a class holds its upper end, so that 100 % falls into the class that ends
// there; the first class then holds its lower end, too.
type Classes struct {
	Edges []money.Number // ends of the classes, upwards
	Lower bool           // a class holds its lower end instead; the last holds both
}

// mostClasses is how many classes of equal width are made at most.
const mostClasses = 8

// NewClasses divides the stretch that values fill into classes of equal, round
// width: 1, 2 or 5 times a power of ten, as few as show at most eight. Without two
// different values there is one class.
func NewClasses(values []money.Number) Classes {
	if len(values) == 0 {
		return Classes{}
	}
	lo, hi := values[0], values[0]
	for _, v := range values {
		if v.Cmp(lo) < 0 {
			lo = v
		}
		if v.Cmp(hi) > 0 {
			hi = v
		}
	}
	span := hi.Sub(lo)
	if span.Sign() == 0 {
		span = money.Int(1)
	}
	step := roundStep(span, mostClasses)
	for {
		from := floorOf(lo, step)
		edges := []money.Number{from}
		for i := 0; i < mostClasses && edges[len(edges)-1].Cmp(hi) < 0; i++ {
			edges = append(edges, edges[len(edges)-1].Add(step))
		}
		if len(edges) == 1 { // all values are this one
			edges = []money.Number{from.Sub(step), from}
		}
		if edges[len(edges)-1].Cmp(hi) >= 0 {
			return Classes{Edges: edges}
		}
		step = roundStep(step.Mul(money.Frac(11, 10)), 1)
	}
}

// floorOf is the largest multiple of step that is not above n.
func floorOf(n, step money.Number) money.Number {
	q, _ := n.Quo(step)
	whole := q.Round(0, money.HalfUp)
	if whole.Cmp(q) > 0 {
		whole = whole.Sub(money.Int(1))
	}
	return whole.Mul(step)
}

// Of is the class that a value falls into, −1 where it falls into none.
func (c Classes) Of(v money.Number) int {
	n := len(c.Edges) - 1
	for i := range n {
		low, high := v.Cmp(c.Edges[i]), v.Cmp(c.Edges[i+1])
		if c.Lower && low >= 0 && (high < 0 || high == 0 && i == n-1) || !c.Lower && high <= 0 && (low > 0 || low == 0 && i == 0) {
			return i
		}
	}
	return -1
}

// Count tells how many of the values fall into each class.
func (c Classes) Count(values []money.Number) []int {
	out := make([]int, max(len(c.Edges)-1, 0))
	for _, v := range values {
		if i := c.Of(v); i >= 0 {
			out[i]++
		}
	}
	return out
}

// Distribution is how many values fall into each class: a column for each, with its
// number above it. A ring on the axis marks a value, such as the median.
type Distribution struct {
	ID, Title, Desc string
	Classes         Classes
	Values          []money.Number
	Unit            string          // behind the last number of the axis
	Names           []string        // of the classes; none: their ends are printed
	Marks           []money.Number  // values that get a ring
	Mark            []doc.LabelPart // what the rings mark, above the columns
}

// Measures of the columns.
const (
	columnHeight = 4_000  // of the highest, in thousandths of a rem
	columnSide   = 80_000 // kept free at either side of a column, in millionths of its room
	overColumn   = 350    // from a column to the baseline of its number
	columnGap    = 1_750  // between what stands above and the highest column
	underColumns = 1_450  // from the axis to the baseline below it
)

// Draw makes the drawing. OK is false when no value falls into any class.
func (h Distribution) Draw() (d doc.Drawing, ok bool) {
	counts := h.Classes.Count(h.Values)
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	if most == 0 {
		return doc.Drawing{}, false
	}
	d = doc.Drawing{ID: h.ID, Title: h.Title, Desc: h.Desc}
	top := columnGap
	if len(h.Mark) > 0 {
		appendLabel(&d, 0, labelLine, doc.Start, h.Mark)
		top += labelLine
	}
	axis := top + columnHeight
	spots := make([]spot, len(counts))
	for i, n := range counts {
		left, right := h.room(i)
		side := (right - left) * (columnSide / 1000) / 1000
		if n > 0 {
			height := max(columnHeight*n/most, 100)
			d.Shapes = append(d.Shapes, doc.Rect{X: left + side, W: right - left - 2*side, Y: axis - height, H: height, Fill: doc.Solid})
		}
		spots[i] = spot{(left + right) / 2, doc.Middle, emWidth(strconv.Itoa(n), 560)}
	}
	for i, least := range fit(spots, upward(len(spots))) {
		if least != never {
			d.Shapes = append(d.Shapes, doc.Label{X: spots[i].x, Y: axis - columnHeight*counts[i]/most - overColumn, Anchor: doc.Middle, Least: least,
				Parts: words(strconv.Itoa(counts[i]))})
		}
	}
	d.Shapes = append(d.Shapes, doc.Line{X2: doc.Full, Y1: axis, Y2: axis, Stroke: doc.Axis})
	for _, m := range h.Marks {
		if i := h.Classes.Of(m); i >= 0 {
			left, right := h.room(i)
			within := share(m.Sub(h.Classes.Edges[i]), h.Classes.Edges[i+1].Sub(h.Classes.Edges[i]))
			d.Shapes = append(d.Shapes, doc.Dot{X: left + scaled(within, right-left), Y: axis, Hollow: true})
		}
	}
	h.scale(&d, axis+underColumns)
	return d, true
}

// room is the place of class i on the axis.
func (h Distribution) room(i int) (left, right int) {
	n := len(h.Classes.Edges) - 1
	return doc.Full / n * i, doc.Full/n*i + doc.Full/n
}

// scale writes what stands below the columns: the names of the classes in their
// middles, or the numbers at their ends.
func (h Distribution) scale(d *doc.Drawing, y int) {
	d.Height = y + foot
	if n := len(h.Classes.Edges) - 1; len(h.Names) == n {
		spots := make([]spot, n)
		for i, name := range h.Names {
			left, right := h.room(i)
			spots[i] = spot{(left + right) / 2, doc.Middle, emWidth(name, 560)}
		}
		h.labels(d, spots, h.Names, fit(spots, upward(n)), y)
		return
	}
	edges := h.Classes.Edges
	texts, spots := make([]string, len(edges)), make([]spot, len(edges))
	for i, e := range edges {
		text, _ := e.Exact()
		texts[i] = group(text)
		left, _ := h.room(i)
		anchor := doc.Middle
		switch i {
		case 0:
			anchor = doc.Start
		case len(edges) - 1:
			left, anchor = doc.Full, doc.End
			texts[i] += h.Unit
		}
		spots[i] = spot{left, anchor, emWidth(texts[i], 560)}
	}
	h.labels(d, spots, texts, fitEven(spots), y)
}

func (h Distribution) labels(d *doc.Drawing, spots []spot, texts []string, least []int, y int) {
	for i, s := range spots {
		if least[i] != never {
			d.Shapes = append(d.Shapes, doc.Label{X: s.x, Y: y, Anchor: s.anchor, Small: true, Least: least[i], Parts: words(texts[i])})
		}
	}
}
