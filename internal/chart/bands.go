package chart

import (
	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Band is a stretch of a scale that has a name: 优 from 90 on.
type Band struct {
	Name string
	From money.Number // where it begins; the band below ends there
}

// Measured is a value on the scale, with what stands at the ends of the line above
// its bar.
type Measured struct {
	Value       money.Number
	Left, Right []doc.LabelPart
}

// Bands shows how far values reach on a scale from zero to Total that is divided
// into bands: for each value a bar of as many pieces as there are bands, solid up to
// the value and open beyond it. The names of the bands stand below the last bar, and
// below them the numbers where the bands begin.
type Bands struct {
	ID, Title, Desc string
	Total           money.Number
	Bands           []Band // from the lowest up
	Values          []Measured
}

// Measures of the bars, in thousandths of a rem.
const (
	bandTop    = 1_500 // from a value's line to its bar
	bandBar    = 875
	bandPitch  = 3_250 // from value to value
	bandName   = 1_250 // from the last bar to the baseline of the names
	bandNumber = 1_150 // from there to the baseline of the numbers
)

// Draw makes the drawing. OK is false when there is nothing to draw: no value, or a
// scale without length.
func (b Bands) Draw() (d doc.Drawing, ok bool) {
	if len(b.Values) == 0 || b.Total.Sign() <= 0 {
		return doc.Drawing{}, false
	}
	d = doc.Drawing{ID: b.ID, Title: b.Title, Desc: b.Desc}
	edges := b.edges()
	bottom := 0
	for i, v := range b.Values {
		top := i * bandPitch
		appendLabel(&d, 0, top+labelLine, doc.Start, v.Left)
		appendLabel(&d, doc.Full, top+labelLine, doc.End, v.Right)
		x := position(share(v.Value, b.Total))
		for j := range len(edges) - 1 {
			from, to := edges[j], edges[j+1]
			if from > 0 {
				from += gapFor(to - from)
			}
			piece(&d, from, to, x, top+bandTop)
		}
		bottom = top + bandTop + bandBar
	}
	b.name(&d, edges, bottom)
	return d, true
}

// piece draws the piece of a bar between two places: solid up to x, open beyond it.
func piece(d *doc.Drawing, from, to, x, y int) {
	if x = min(x, to); x > from {
		d.Shapes = append(d.Shapes, doc.Rect{X: from, W: x - from, Y: y, H: bandBar, Fill: doc.Solid})
		from = x
	}
	if to > from {
		d.Shapes = append(d.Shapes, doc.Rect{X: from, W: to - from, Y: y, H: bandBar, Fill: doc.Open})
	}
}

// edges are the places where the bands begin, and the end of the scale. A scale
// whose bands are not in order has no bands.
func (b Bands) edges() []int {
	out := []int{0}
	for i := 1; i < len(b.Bands); i++ {
		x := position(share(b.Bands[i].From, b.Total))
		if x <= out[len(out)-1] || x >= doc.Full {
			return []int{0, doc.Full}
		}
		out = append(out, x)
	}
	return append(out, doc.Full)
}

// name writes the names of the bands, each within its band, and the numbers where
// they begin.
func (b Bands) name(d *doc.Drawing, edges []int, bottom int) {
	d.Height = bottom + foot
	if len(b.Bands) == 0 || len(edges) != len(b.Bands)+1 {
		return
	}
	y := bottom + bandName
	names := make([]spot, len(b.Bands))
	for i, band := range b.Bands {
		names[i] = spot{(edges[i] + edges[i+1]) / 2, doc.Middle, emWidth(band.Name, 560)}
	}
	for i, least := range fit(names, upward(len(names))) {
		room := within(names[i].width, edges[i+1]-edges[i])
		if least == never || room > wide {
			continue
		}
		d.Shapes = append(d.Shapes, doc.Label{X: names[i].x, Y: y, Anchor: doc.Middle, Least: max(least, room), Parts: words(b.Bands[i].Name)})
	}
	y += bandNumber
	numbers := make([]spot, len(b.Bands)-1)
	texts := make([]string, len(numbers))
	for i := range numbers {
		text, _ := b.Bands[i+1].From.Exact()
		texts[i] = group(text)
		numbers[i] = spot{edges[i+1], doc.Middle, emWidth(texts[i], 560)}
	}
	for i, least := range fit(numbers, upward(len(numbers))) {
		if least != never {
			d.Shapes = append(d.Shapes, doc.Label{X: numbers[i].x, Y: y, Anchor: doc.Middle, Small: true, Least: least, Parts: words(texts[i])})
		}
	}
	d.Height = y + foot
}

// within is the width of a drawing from which on a label of a width fits into a
// piece of it: 0 for any, more than wide for none.
func within(label, piece int) int {
	for _, width := range widths() {
		if label <= piece/1000*width/1000 {
			return from(width)
		}
	}
	return wide + 1
}

// upward are the numbers from 0 to n − 1.
func upward(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
