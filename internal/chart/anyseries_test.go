package chart

import (
	"math/rand"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// holds holds that all shapes lie within the drawing, and that no two of its labels
// touch at any width at which both stand.
func holds(t *testing.T, d doc.Drawing) {
	t.Helper()
	inside := func(what any, x1, x2, y1, y2 int) {
		if min(x1, x2) < 0 || max(x1, x2) > doc.Full || min(y1, y2) < 0 || max(y1, y2) > d.Height {
			t.Errorf("%+v lies outside a drawing of height %d", what, d.Height)
		}
	}
	for _, s := range d.Shapes {
		switch s := s.(type) {
		case doc.Rect:
			if inside(s, s.X, s.X+s.W, s.Y, s.Y+s.H); s.W <= 0 || s.H <= 0 {
				t.Errorf("%+v is empty", s)
			}
		case doc.Line:
			inside(s, s.X1, s.X2, s.Y1, s.Y2)
		case doc.Dot:
			inside(s, s.X, s.X, s.Y, s.Y)
		case doc.Label:
			inside(s, s.X, s.X, s.Y-750, s.Y+250)
		}
	}
	for _, width := range widths() {
		labels := standing(d, width)
		for i, a := range labels {
			if a.from < -labelGap || a.to > width+labelGap {
				t.Errorf("%q reaches from %d to %d in a drawing of width %d", a.text, a.from, a.to, width)
			}
			for _, b := range labels[:i] {
				if a.from < b.to && b.from < a.to && a.y-800 < b.y+200 && b.y-800 < a.y+200 {
					t.Errorf("%q and %q touch in a drawing of width %d", a.text, b.text, width)
				}
			}
		}
	}
}

type standingLabel struct {
	text        string
	from, to, y int
}

// standing are the labels that stand in a drawing of a width, with their ends.
func standing(d doc.Drawing, width int) []standingLabel {
	var out []standingLabel
	for _, s := range d.Shapes {
		if l, ok := s.(doc.Label); ok && l.Least <= width {
			from, to := spot{l.X, l.Anchor, widthOf(l.Parts)}.ends(width)
			out = append(out, standingLabel{l.Parts[0].Text, from, to, l.Y})
		}
	}
	return out
}

// Whatever the series, the drawings hold.
func TestAnySeries(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 400 {
		n := 1 + random.Intn(40)
		scale := []int64{1, 10, 100, 1_000_000}[random.Intn(4)]
		var values []string
		var known []money.Number
		for range n {
			v := money.Frac(random.Int63n(2_000_000)-int64(random.Intn(2))*1_000_000, 100).Mul(money.Int(scale))
			if random.Intn(5) == 0 {
				values = append(values, "")
				continue
			}
			known = append(known, v)
			values = append(values, v.Text(2, money.HalfUp)+strings.Repeat("~", random.Intn(2)))
		}
		drawAll(t, values, known)
		if t.Failed() {
			t.Fatalf("%v", values)
		}
	}
}

// drawAll draws every chart that values can give, and holds it.
func drawAll(t *testing.T, values []string, known []money.Number) {
	t.Helper()
	d, _, ok := Years{Names: years(len(values)), Series: []Series{series(values...), series(values...)}}.Draw()
	if !ok {
		t.Fatal("no years are drawn")
	}
	holds(t, d)
	if len(known) == 0 {
		return
	}
	h, ok := Distribution{Classes: NewClasses(known), Values: known, Marks: known[:1], Unit: "%"}.Draw()
	if !ok {
		t.Fatal("no distribution is drawn")
	}
	holds(t, h)
	b := Bands{Total: money.Int(100), Values: []Measured{{Value: known[0], Left: text("自评"), Right: text("优")}}}
	for i, v := range known[:min(len(known), 6)] {
		b.Bands = append(b.Bands, Band{strings.Repeat("等", 1+i%4), v})
	}
	if d, ok = b.Draw(); ok {
		holds(t, d)
	}
}

// Any numbers give a drawing that holds.
func FuzzSeries(f *testing.F) {
	f.Add(int64(809695), int64(860426), int64(845109), int64(2), uint8(3))
	f.Add(int64(0), int64(0), int64(-1), int64(1), uint8(30))
	f.Add(int64(1<<62), int64(-1<<62), int64(7), int64(100), uint8(9))
	f.Fuzz(func(t *testing.T, a, b, c, den int64, n uint8) {
		if den == 0 {
			return
		}
		var values []string
		var known []money.Number
		for i := range int(n%48) + 1 {
			v := money.Frac([]int64{a, b, c}[i%3], 100)
			if i%7 == 5 {
				values = append(values, "")
				continue
			}
			known = append(known, v)
			values = append(values, v.Text(2, money.HalfUp))
		}
		drawAll(t, values, known)
	})
}
