package chart

import (
	"unicode/utf8"

	"mingbai/internal/doc"
)

// Widths of a drawing in thousandths of the size of its labels: with large type on a
// small phone, on a small phone, on a wide page and in print. A label stands from
// the first of them on in which it runs into no other.
const (
	largeType = 13_500
	phone     = 20_000
	wide      = 36_000
)

// labelGap is kept free between two labels, in thousandths of their size.
const labelGap = 450

// spot is a label whose place is known and whose right to stand there is not.
type spot struct {
	x      int // millionths of the width
	anchor doc.Anchor
	width  int // thousandths of an em
}

// ends are where the label begins and ends in a drawing of that width.
func (s spot) ends(width int) (from, to int) {
	from = s.x / 1000 * width / 1000
	switch s.anchor {
	case doc.Middle:
		from -= s.width / 2
	case doc.End:
		from -= s.width
	}
	return from, from + s.width
}

// stands reports whether spot i lies inside the drawing and clear of the spots that
// stand in it already.
func stands(spots []spot, shown []bool, i, width int) bool {
	from, to := spots[i].ends(width)
	if from < -labelGap/2 || to > width+labelGap/2 {
		return false
	}
	for j, s := range spots {
		if j == i || !shown[j] {
			continue
		}
		if a, b := s.ends(width); from < b+labelGap && a < to+labelGap {
			return false
		}
	}
	return true
}

// never is what fit says of a label for which no drawing is wide enough.
const never = -1

// fit tells for each spot from which width of the drawing on its label stands, in
// thousandths of its size: 0 in any drawing, never in none. Those that come first in
// order have the first choice; those of a narrow drawing stay in a wider one.
func fit(spots []spot, order []int) []int {
	least := make([]int, len(spots))
	for i := range least {
		least[i] = never
	}
	shown := make([]bool, len(spots))
	for _, width := range [...]int{largeType, phone, wide} {
		for _, i := range order {
			if shown[i] || spots[i].width == 0 || !stands(spots, shown, i, width) {
				continue
			}
			shown[i] = true
			if least[i] = width; width == largeType {
				least[i] = 0
			}
		}
	}
	return least
}

// fitEven is fit for the labels of an axis: every one, every second, every third …
// counted from the last.
func fitEven(spots []spot) []int {
	least := make([]int, len(spots))
	for i := range least {
		least[i] = never
	}
	every := 1
	for _, width := range [...]int{wide, phone, largeType} {
		k := every
		for ; k < len(spots) && !everyStands(spots, k, width); k += every {
		}
		every = k
		if !everyStands(spots, every, width) {
			continue
		}
		for i := len(spots) - 1; i >= 0; i -= every {
			if least[i] = width; width == largeType {
				least[i] = 0
			}
		}
	}
	return least
}

// everyStands reports whether every k-th spot, counted from the last, stands free.
func everyStands(spots []spot, k, width int) bool {
	shown := make([]bool, len(spots))
	for i := len(spots) - 1; i >= 0; i -= k {
		if !stands(spots, shown, i, width) {
			return false
		}
		shown[i] = true
	}
	return true
}

// widthOf is about how wide a label is, in thousandths of its size. Figures are set
// in a heavier face.
func widthOf(parts []doc.LabelPart) int {
	n := 0
	for _, p := range parts {
		if p.Figure != nil {
			n += emWidth(p.Figure.Text, 600) + emWidth(p.Figure.Unit, 600)
		} else {
			n += emWidth(p.Text, 560)
		}
	}
	return n
}

// emWidth is about how wide a text is whose digits have the width given.
func emWidth(s string, digit int) int {
	n := 0
	for _, r := range s {
		switch {
		case r == '.' || r == ',' || r == ' ' || r == ':':
			n += 280
		case r == '%':
			n += 920
		case r < utf8.RuneSelf:
			n += digit
		default:
			n += 1000
		}
	}
	return n
}

// words is a label of text alone.
func words(s string) []doc.LabelPart { return []doc.LabelPart{{Text: s}} }
