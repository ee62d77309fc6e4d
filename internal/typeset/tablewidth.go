package typeset

import (
	"fmt"

	"mingbai/internal/doc"
)

// setCells turns the content of all cells into spans and learns how wide each
// is on one line, and how narrow it may become.
func (g *grid) setCells() {
	g.base, g.basePitch = g.cellSize, g.cellPitch
	g.padX = g.gap / 2
	if g.src.Small {
		g.base, g.basePitch = g.evidence(), g.evidence()*27/20
	}
	if g.full {
		g.base, g.basePitch = g.formSize, g.formPitch
		g.padX, g.lead = g.gridPad, g.gridLead
	}
	for i := range g.cells {
		c := &g.cells[i]
		g.spanCell(c, g.base)
		c.natural = g.naturalWidth(c)
		c.width = c.natural
		if c.Drawing != nil && c.row >= g.heads && c.row < g.feet {
			g.cols[c.col].bars = true
		}
	}
	g.spanned = g.base
	g.decimals()
	for i := range g.cols {
		g.cols[i].figures = g.cols[i].whole + g.cols[i].frac
	}
}

// spanCell makes the spans of a cell in a size. Text for those who cannot see
// the table is not painted.
func (g *grid) spanCell(c *gridCell, size Length) {
	c.spans = c.spans[:0]
	if c.Hidden {
		return
	}
	c.elem.Kids = nil
	g.self = g.rows[c.row].src.ID
	defer func() { g.self = "" }()
	st := textStyle{role: c.role, size: size}
	content := c.Content
	for i := range content {
		if _, ok := content[i].(doc.Break); ok && !g.full && c.row >= g.heads {
			// A second line explains the first, in smaller type.
			c.spans = g.inlines(c.spans, content[:i+1], st, c.elem)
			st.size, content = size*7/8, content[i+1:]
			break
		}
	}
	c.spans = g.inlines(c.spans, content, st, c.elem)
}

// naturalWidth is the width of a cell's content on one line, or of its widest
// line where it has forced ends.
func (g *grid) naturalWidth(c *gridCell) Length {
	c.lines = g.breakText(c.spans, measure{width: endless})
	var w Length
	for i := range c.lines {
		w = max(w, c.lines[i].width()-g.hang(c, &c.lines[i]))
	}
	return w
}

// decimals finds where the points of the cells in decimal columns are.
func (g *grid) decimals() {
	for i := range g.cols {
		g.cols[i].whole, g.cols[i].frac = 0, 0
	}
	for i := range g.cells {
		c := &g.cells[i]
		c.decimal = false
		if c.align != doc.Decimal || len(c.lines) != 1 {
			continue
		}
		point, end, ok := g.point(&c.lines[0])
		if !ok {
			continue
		}
		c.decimal, c.whole = true, point
		col := &g.cols[c.col]
		col.whole = max(col.whole, point)
		col.frac = max(col.frac, end-point)
	}
}

// point is where the decimal point of a line stands, or where its first number
// ends; and where its text ends, its mark left out, which may hang.
func (s *setter) point(ln *textLine) (point, end Length, ok bool) {
	for i := range ln.Pieces {
		p := &ln.Pieces[i]
		sp := &ln.spans[p.Run]
		if sp.mark > 0 {
			continue
		}
		x := Length(p.X)
		end = max(end, min(x+Length(p.Width), Length(ln.Width)))
		if point > 0 && ok {
			continue
		}
		digits := false
		for _, r := range p.Text {
			switch {
			case r >= '0' && r <= '9', r == ',' && digits:
				digits = true
			case digits:
				point, ok = x, true
			}
			if ok {
				break
			}
			x += (Length(s.faces[sp.role].Advance(r))*sp.size+500)/1000 + Length(p.Tracking)
		}
		if digits && !ok {
			point, ok = x, true
		}
	}
	return point, end, ok
}

// fit chooses the size of the cells and the widths of the columns: the largest
// size up to most at which no figure and no word is broken.
func (g *grid) fit(most Length) error {
	least := g.least
	if g.full {
		least = g.formLeast
	}
	for g.size = most; ; g.size -= sizeStep {
		if g.size < least {
			return fmt.Errorf("%d列的内容放不进%d毫米，缩小字号也不够", len(g.cols), (g.width*254/7200+50)/100)
		}
		g.widths()
		if g.share() {
			break
		}
	}
	g.respan()
	var x Length
	for i := range g.cols {
		g.cols[i].x = x
		x += g.cols[i].w
	}
	return nil
}

// sizeStep is by how much a table is set smaller: 小四, 五号, and so on.
const sizeStep = 3 * Pt / 4

// respan makes the spans anew when the size has changed.
func (g *grid) respan() {
	if g.size == g.spanned {
		return
	}
	g.spanned = g.size
	for i := range g.cells {
		c := &g.cells[i]
		g.spanCell(c, g.size)
		c.width = g.naturalWidth(c)
	}
	g.decimals()
}

// scaled is a width of the base size at the chosen one.
func (g *grid) scaled(w Length) Length { return (w*g.size + g.base - 1) / g.base }

// left and right are the pads of a column: none at the edges of a three-line table.
func (g *grid) left(col int) Length {
	if col == 0 && !g.full {
		return 0
	}
	return g.scaled(g.padX)
}

func (g *grid) right(col int) Length {
	if col == len(g.cols)-1 && !g.full {
		return 0
	}
	return g.scaled(g.padX)
}

// widths finds how wide each column wants to be and how narrow it may become.
func (g *grid) widths() {
	for i := range g.cols {
		c := &g.cols[i]
		pads := g.left(i) + g.right(i)
		c.min = pads + g.scaled(c.figures)
		c.max = c.min
		if c.bars {
			c.min, c.max = max(c.min, pads+g.bar/2), max(c.max, pads+g.bar)
		}
	}
	for i := range g.cells {
		c := &g.cells[i]
		if c.cols > 1 {
			continue
		}
		col := &g.cols[c.col]
		pads := g.left(c.col) + g.right(c.col)
		col.max = max(col.max, pads+g.scaled(c.natural))
		col.min = max(col.min, pads+g.scaled(g.narrowest(c)))
	}
	for i := range g.cells {
		if c := &g.cells[i]; c.cols > 1 {
			g.widen(c)
		}
	}
}

// widen widens the columns under a spanning cell in equal parts until they hold
// its narrowest form, and wish for so much that a short text stands on one line.
func (g *grid) widen(c *gridCell) {
	cols := g.cols[c.col : c.col+c.cols]
	pads := g.left(c.col) + g.right(c.col+c.cols-1)
	least := pads + g.scaled(g.narrowest(c))
	most := pads + g.scaled(min(c.natural, 14*g.base))
	for i := range cols {
		least -= cols[i].min
		most -= cols[i].max
	}
	n := Length(len(cols))
	for i := range cols {
		if least > 0 {
			cols[i].min += (least + n - 1) / n
		}
		if most > 0 {
			cols[i].max += (most + n - 1) / n
		}
		cols[i].max = max(cols[i].max, cols[i].min)
	}
}

// narrowest is the width of the widest part of a cell that must not be broken.
func (g *grid) narrowest(c *gridCell) Length {
	if c.least > 0 {
		return c.least
	}
	c.least = g.leastWidth(c)
	return c.least
}

func (g *grid) leastWidth(c *gridCell) Length {
	if (c.align == doc.Decimal || c.align == doc.Right) && c.row >= g.heads && c.natural <= 14*g.base {
		return c.natural
	}
	var most, run Length
	for i := range c.spans {
		sp := &c.spans[i]
		face := g.faces[sp.role]
		for _, r := range sp.text {
			w := (Length(face.Advance(r))*sp.size + 500) / 1000
			switch {
			case sp.glue, sp.mark > 0, r < 0x80 && r != ' ' && r != '/':
				run += w
			default:
				most = max(most, run)
				run = w
			}
		}
	}
	most = max(most, run)
	// Four characters are the least at which Chinese reads as lines.
	return min(c.natural, max(most+g.base, 4*g.base))
}
