package html

import "mingbai/internal/doc"

// Widths of a narrow drawing, in thousandths of the size of its labels: 320 px to 14
// on a phone, 280 to 14 on a small one, 265 to 19 with large type.
const (
	phoneDrawing  = 22_800
	narrowDrawing = 20_000
	largeDrawing  = 13_500
)

// crowded names the labels that must leave their line where a drawing is narrow,
// since there they would run into another label: "low" goes a line down, "high" a
// line up; with 0 behind it only in large type. The second result is the classes
// that the drawing needs to make room. Both are nil or "" when nothing collides.
func crowded(d doc.Drawing) (classes []string, room string) {
	for i, s := range d.Shapes {
		l, ok := s.(doc.Label)
		if !ok || l.Anchor != doc.End {
			continue
		}
		class := ""
		switch below, above := free(d, l); {
		case !below && !above:
			continue
		case below && collides(d, l, narrowDrawing):
			class, room = "low", room+" deep"
		case !collides(d, l, largeDrawing):
			continue
		case below:
			class, room = "low0", room+" deep0"
		default:
			class, room = "high0", room+" tall0"
		}
		if classes == nil {
			classes = make([]string, len(d.Shapes))
		}
		classes[i] = class
	}
	return classes, room
}

// roomy is the class of a label that not every drawing has room for: it stands on
// pages from 20, from 22.5 or from 48rem on.
func roomy(least int) string {
	switch {
	case least > phoneDrawing:
		return "from48"
	case least > narrowDrawing:
		return "from22"
	case least > largeDrawing:
		return "from20"
	}
	return ""
}

// collides reports whether a label that ends at its place would begin before one
// on its line ends, in a drawing as wide as given.
func collides(d doc.Drawing, l doc.Label, width int) bool {
	at := func(x int) int { return x / 1000 * width / 1000 }
	begin := at(l.X) - labelWidth(l)
	for _, s := range d.Shapes {
		m, ok := s.(doc.Label)
		if ok && m.Anchor == doc.Start && m.Y == l.Y && at(m.X)+labelWidth(m)+500 > begin {
			return true
		}
	}
	return false
}

func labelWidth(l doc.Label) int {
	n := 0
	for _, p := range l.Parts {
		if p.Figure != nil {
			n += emWidth(p.Figure.Text) + emWidth(p.Figure.Unit)
		} else {
			n += emWidth(p.Text)
		}
	}
	return n
}

// free reports whether nothing of the drawing stands below a label, or above it.
func free(d doc.Drawing, l doc.Label) (below, above bool) {
	below, above = true, true
	for _, s := range d.Shapes {
		top, bottom := extent(s)
		below = below && bottom <= l.Y
		above = above && (top >= l.Y || bottom == l.Y)
	}
	return below, above
}

// extent is how far a shape reaches down the drawing.
func extent(s doc.Shape) (top, bottom int) {
	switch s := s.(type) {
	case doc.Rect:
		return s.Y, s.Y + s.H
	case doc.Line:
		return min(s.Y1, s.Y2), max(s.Y1, s.Y2)
	case doc.Label:
		return s.Y, s.Y
	case doc.Dot:
		return s.Y, s.Y
	case doc.Area:
		for i, p := range s.Points {
			if i == 0 {
				top, bottom = p.Y, p.Y
			}
			top, bottom = min(top, p.Y), max(bottom, p.Y)
		}
	}
	return top, bottom
}
