package html

import (
	"slices"
	"unicode/utf8"

	"mingbai/internal/doc"
)

// columnKind is how the cells of a column are set.
type columnKind int

const (
	kindText columnKind = iota
	kindNumber
	kindCenter
	kindIndex // 序号
	kindBar
	kindPlace // positions in files
)

func (k columnKind) class() string {
	switch k {
	case kindNumber:
		return "num"
	case kindCenter:
		return "c"
	case kindIndex:
		return "i"
	case kindBar:
		return "c-bar"
	case kindPlace:
		return "at"
	}
	return ""
}

func alignKind(a doc.Align) columnKind {
	switch a {
	case doc.Right, doc.Decimal:
		return kindNumber
	case doc.Center:
		return kindCenter
	}
	return kindText
}

// columnKinds finds the kind of each column: bars where cells hold drawings,
// places where they hold positions, an index where a first column of at most three characters stands before the names.
func columnKinds(t doc.Table) []columnKind {
	k := make([]columnKind, len(t.Columns))
	for i, c := range t.Columns {
		k[i] = alignKind(c.Align)
	}
	if t.Grid {
		return k
	}
	index := len(t.Body) > 0
	for _, r := range t.Body {
		if len(r.Cells) != len(k) {
			index = false
			continue
		}
		for i, c := range r.Cells {
			switch {
			case c.Drawing != nil:
				k[i] = kindBar
			case slices.ContainsFunc(c.Content, isPlace):
				k[i] = kindPlace
			}
		}
		index = index && len(k) > 1 && !r.Cells[0].Header && r.Cells[1].Header &&
			utf8.RuneCountInString(doc.PlainText(r.Cells[0].Content)) <= 3
	}
	if index {
		k[0] = kindIndex
	}
	return k
}

// pattern names the tables that have a shape of their own on a phone: an index, a
// name, three figures and a bar, which stand on one line; a name, a figure and
// its place. It begins with a space; "" for all other tables.
func pattern(k []columnKind) string {
	switch {
	case slices.Equal(k, []columnKind{kindIndex, kindText, kindNumber, kindNumber, kindNumber, kindBar}):
		return " bars"
	case slices.Equal(k, []columnKind{kindText, kindNumber, kindPlace}):
		return " kv"
	}
	return ""
}

// Widths, in thousandths of an em of table type, that the table has at its
// steps: the text of a page 320 px wide, of one 768 px wide.
const (
	fit320 = 19_500
	fit768 = 42_000
	barEm  = 12_000
)

// stacking names how a table behaves where it does not fit: s0 stays a table
// down to 20rem, s1 is stacked below 48rem, s2 below 77rem. With nobar its bars are
// left out between 48 and 77rem, so that the rest fits.
func stacking(t doc.Table, k []columnKind) string {
	width := tableWidth(t)
	bars := 0
	for _, kind := range k {
		if kind == kindBar {
			bars += barEm
		}
	}
	switch {
	case bars == 0 && width <= fit320:
		return "s0"
	case width+bars <= fit768:
		return "s1"
	case bars > 0 && width <= fit768:
		return "s1 nobar"
	}
	return "s2"
}

// tableWidth is about the width a table needs so that no number is broken and no
// name is set in very short lines.
func tableWidth(t doc.Table) int {
	need := make([]int, len(t.Columns))
	for _, part := range [][]doc.Row{t.Head, t.Body, t.Foot} {
		for _, r := range part {
			if len(r.Cells) != len(need) {
				continue // spans: the other rows tell
			}
			for i, c := range r.Cells {
				need[i] = max(need[i], cellWidth(t.Columns[i], c))
			}
		}
	}
	sum := 0
	for _, n := range need {
		sum += n
	}
	return sum
}

func cellWidth(col doc.Column, c doc.Cell) int {
	const gap, longest, name = 430, 8_000, 12_000
	if c.Hidden || c.Drawing != nil {
		return 0
	}
	content := c.Content
	if i := slices.IndexFunc(content, isBreak); i >= 0 {
		content = content[:i]
	}
	width := emWidth(doc.PlainText(content))
	switch {
	case c.Header && c.Scope != "row": // small, on two lines
		return max(width*7/16, 2_000) + gap
	case slices.ContainsFunc(content, isPlace): // narrow letters
		return width*3/4 + gap
	case alignKind(col.Align) == kindNumber:
		return width + gap
	}
	if c.Header {
		return min(width, name) + gap
	}
	return min(width, longest) + gap
}

func isPlace(n doc.Inline) bool {
	_, ok := n.(doc.PlaceRef)
	return ok
}

func isBreak(n doc.Inline) bool {
	_, ok := n.(doc.Break)
	return ok
}

// scaleSteps is the number of steps of the scale in a table's head, by which
// faint lines divide its bars; 0 without a scale.
func scaleSteps(t doc.Table) int {
	for _, r := range t.Head {
		for _, c := range r.Cells {
			if c.Drawing == nil {
				continue
			}
			step := 0
			for _, s := range c.Drawing.Shapes {
				if l, ok := s.(doc.Label); ok && l.X > 0 && (step == 0 || l.X < step) {
					step = l.X
				}
			}
			if step == 0 {
				return 0
			}
			if n := (doc.Full + step/2) / step; n >= 2 && n <= 6 {
				return n
			}
		}
	}
	return 0
}
