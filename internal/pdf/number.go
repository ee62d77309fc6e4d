package pdf

import (
	"strconv"

	"mingbai/internal/typeset"
)

// appendDecimal appends v / 10^places without needless zeros.
func appendDecimal(b []byte, v int64, places int) []byte {
	if v < 0 {
		b, v = append(b, '-'), -v
	}
	unit := int64(1)
	for range places {
		unit *= 10
	}
	b = strconv.AppendInt(b, v/unit, 10)
	rest := v % unit
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for ; rest > 0; rest %= unit {
		unit /= 10
		b = append(b, byte('0'+rest/unit))
	}
	return b
}

// appendPoints appends a length in points.
func appendPoints(b []byte, v typeset.Length) []byte { return appendDecimal(b, int64(v), 3) }

// rect is a rectangle on a sheet of paper: in the space of PDF, with the origin at the bottom left.
type rect struct{ x1, y1, x2, y2 typeset.Length }

func (r rect) appendTo(b []byte) []byte {
	b = append(b, '[')
	for i, v := range []typeset.Length{r.x1, r.y1, r.x2, r.y2} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendPoints(b, v)
	}
	return append(b, ']')
}

// outward is the rectangle grown to whole points, for what is clicked and not seen.
func (r rect) outward() rect {
	down := func(v typeset.Length) typeset.Length { return v - (v%typeset.Pt+typeset.Pt)%typeset.Pt }
	return rect{down(r.x1), down(r.y1), -down(-r.x2), -down(-r.y2)}
}

// join is the smallest rectangle around both.
func (r rect) join(s rect) rect {
	return rect{min(r.x1, s.x1), min(r.y1, s.y1), max(r.x2, s.x2), max(r.y2, s.y2)}
}

// sheet relates a page as it is read to the sheet on which it is printed. The sheet of a turned page
// stays upright, and the viewer turns it: the left edge of the sheet becomes the top of the page.
type sheet struct {
	width, height typeset.Length // of the page as it is read
	turned        bool
}

func sheetOf(p *typeset.Page) sheet { return sheet{p.Width, p.Height, p.Rotate == 90} }

// media is the sheet itself.
func (s sheet) media() rect {
	if s.turned {
		return rect{0, 0, s.height, s.width}
	}
	return rect{0, 0, s.width, s.height}
}

// rect places a rectangle of the page, given by its top left corner, on the sheet.
func (s sheet) rect(x, y, w, h typeset.Length) rect {
	if s.turned {
		return rect{y, x, y + h, x + w}
	}
	return rect{x, s.height - y - h, x + w, s.height - y}
}

// appendDest appends a destination's position: the left edge of the page at height y.
func (s sheet) appendDest(b []byte, y typeset.Length) []byte {
	b = append(b, "/XYZ "...)
	if s.turned {
		return append(appendPoints(b, y), " 0 null"...)
	}
	return append(appendPoints(append(b, "0 "...), s.height-y), " null"...)
}
