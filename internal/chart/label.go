package chart

import (
	"unicode/utf8"

	"mingbai/internal/doc"
)

// Widths of a drawing in thousandths of the size of its labels: with large type on a
// small telephone, on a small telephone, on one of 360 px, on a wide page and in
// print. A label stands from the first of them on in which it runs into no other.
const (
	largeType = 13_500
	small     = 20_000
	phone     = 22_800
	wide      = 36_000
)

func widths() [4]int { return [...]int{largeType, small, phone, wide} }

// labelGap is kept free between two labels, in thousandths of their size.
const labelGap = 350

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

// never is what fit says of a label for which no drawing is wide enough.
const never = -1

// from is how Least tells a width: the narrowest is any.
func from(width int) int {
	if width == largeType {
		return 0
	}
	return width
}

// stands reports whether spot i lies inside a drawing of a width and clear of the
// spots that stand in it: those whose least is not above it.
func stands(spots []spot, least []int, i, width int) bool {
	start, end := spots[i].ends(width)
	if start < -labelGap/2 || end > width+labelGap/2 {
		return false
	}
	for j, s := range spots {
		if j == i || least[j] == never || least[j] > width {
			continue
		}
		if a, b := s.ends(width); start < b+labelGap && a < end+labelGap {
			return false
		}
	}
	return true
}

// fit tells for each spot from which width of the drawing on its label stands, in
// thousandths of its size: 0 in any drawing, never in none. Those that come first in
// order have the first choice.
func fit(spots []spot, order []int) []int {
	least := make([]int, len(spots))
	for i := range least {
		least[i] = never
	}
	sizes := widths()
	for _, i := range order {
		if spots[i].width == 0 || least[i] != never {
			continue
		}
		for w := len(sizes) - 1; w >= 0 && stands(spots, least, i, sizes[w]); w-- {
			least[i] = from(sizes[w])
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
	every, sizes := 1, widths()
	for w := len(sizes) - 1; w >= 0; w-- {
		k := every
		for ; k < len(spots) && !everyStands(spots, k, sizes[w]); k += every {
		}
		if every = k; !everyStands(spots, every, sizes[w]) {
			continue
		}
		for i := len(spots) - 1; i >= 0; i -= every {
			least[i] = from(sizes[w])
		}
	}
	return least
}

// everyStands reports whether every k-th spot, counted from the last, stands free.
func everyStands(spots []spot, k, width int) bool {
	least := make([]int, len(spots))
	for i := range least {
		least[i] = never
	}
	for i := len(spots) - 1; i >= 0; i -= k {
		if !stands(spots, least, i, width) {
			return false
		}
		least[i] = 0
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
