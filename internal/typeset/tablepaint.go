package typeset

import (
	"strings"

	"mingbai/internal/doc"
)

// placed is a row on a page: with a repeated head, row 0 is the whole head.
type placed struct {
	row       int
	y, height Length
}

// paint paints consecutive rows of a table on a page, with the head above them
// where it is repeated.
func (g *grid) paint(p *sheetOf, rows []placed, left Length) {
	if rows[0].row == 0 && g.repeat {
		rows = append(g.headRows(rows[0].y), rows[1:]...)
	}
	if g.rows[rows[0].row].slice {
		rows[0].y, rows[0].height = rows[0].y-g.lead, rows[0].height+g.lead
	}
	all := append(g.paintAbove(p, rows, left), rows...)
	var k ink
	g.scales(&k, all)
	g.rules(&k, all)
	first, last := rows[0].row, rows[len(rows)-1].row
	for i := range g.cells {
		c := &g.cells[i]
		if c.row <= last && c.row+c.rows > first {
			g.paintCell(&k, c, rows, false)
		}
	}
	p.put(&k, left, 0)
}

// headRows are the rows of the head one by one, the first at y.
func (g *grid) headRows(y Length) []placed {
	rows := make([]placed, 0, len(g.rows))
	for r := range g.heads {
		rows = append(rows, placed{r, y, g.rows[r].height})
		y += g.rows[r].height
	}
	return rows
}

// paintCell paints what of a cell stands in the given rows: the whole of it, or
// as many lines as have room where the cell goes on over the page.
func (g *grid) paintCell(k *ink, c *gridCell, rows []placed, again bool) {
	from, to := max(c.row, rows[0].row), min(c.row+c.rows-1, rows[len(rows)-1].row)
	top := rows[from-rows[0].row].y
	foot := rows[to-rows[0].row]
	height := foot.y + foot.height - top
	x, w := g.inner(c)
	whole := from == c.row && to == c.row+c.rows-1
	if c.Drawing != nil && from == c.row {
		g.paintDrawing(k, c, x, top, w, height)
	}
	drawn := c.drawn
	if again {
		drawn = 0
	}
	n := len(c.lines) - drawn
	pitch := g.pitch
	if to < c.row+c.rows-1 {
		room := height - g.lead
		if !g.rows[to+1].slice {
			room -= g.lead
		}
		n = min(n, int(room/pitch))
	} else if Length(n)*pitch > height && n > 0 {
		pitch = height / Length(n)
	}
	if n <= 0 {
		return
	}
	y := top
	switch {
	case g.full && (whole || c.merged && drawn == 0 && n == len(c.lines)):
		y += (height - Length(n)*pitch) / 2
	default:
		y += g.lead
	}
	y += baseline(pitch, g.size)
	for i := range n {
		ln := &c.lines[drawn+i]
		g.emit(k, ln, g.lineX(c, ln, x, w), y+Length(i)*pitch)
	}
	if !again {
		c.drawn += n
	}
}

// lineX is where a line of a cell begins.
func (g *grid) lineX(c *gridCell, ln *textLine, x, w Length) Length {
	col := &g.cols[c.col]
	switch {
	case c.decimal && g.full:
		return x + (w-col.whole-col.frac)/2 + col.whole - c.whole
	case c.decimal:
		return x + w - col.frac - c.whole
	case c.align == doc.Right, c.align == doc.Decimal && !g.full:
		return x + w - ln.width()
	case c.align == doc.Center, c.align == doc.Decimal:
		return x + (w-ln.width())/2
	}
	return x - g.hang(c, ln)
}

// hang is how far a line of a left-aligned cell hangs out of it: an opening mark
// by half an em, into the gap between the columns.
func (g *grid) hang(c *gridCell, ln *textLine) Length {
	if g.full || c.col == 0 || c.align != doc.Left || len(ln.Pieces) == 0 {
		return 0
	}
	p := &ln.Pieces[0]
	if strings.HasPrefix(p.Text, "“") || strings.HasPrefix(p.Text, "‘") {
		return ln.spans[p.Run].size / 2
	}
	return 0
}

// paintDrawing paints a cell's drawing in the middle of the height that the text
// leaves, a scale in a line with the text of the other heads. Bars without words
// of their own show what stands in another cell, and so are decoration.
func (g *grid) paintDrawing(k *ink, c *gridCell, x, y, w, height Length) {
	text := Length(len(c.lines)) * g.pitch
	var of *Element
	textOf := c.elem
	if alt := drawingAlt(c.Drawing); alt != "" {
		if c.figure == nil {
			c.figure = c.elem.kid("Figure")
			c.figure.Alt = alt
		}
		of, textOf = c.figure, c.figure
	}
	d := g.draw(c.Drawing, w, of, textOf)
	h := g.down(c.Drawing.Height)
	dy := text + (height-text-h)/2
	if !g.full && text == 0 && h < g.pitch {
		dy = (g.pitch - h) / 2 // beside the first line of the other cells
	}
	if len(d.boxes)+len(d.hatches)+len(d.rules) == 0 && len(d.runs) > 0 && text == 0 {
		dy = height - g.lead - g.pitch + baseline(g.pitch, g.size) - d.lastBaseline()
	}
	for i := range d.rules {
		r := &d.rules[i]
		if r.X1 == r.X2 && min(r.Y1, r.Y2) <= 0 && max(r.Y1, r.Y2) >= h {
			r.Y1, r.Y2 = -dy, height-dy // a line through the whole drawing runs through the row
		}
	}
	k.add(&d, x, y+dy)
}

// scales carries the scale in the head of a column of bars down its rows, as
// faint lines.
func (g *grid) scales(k *ink, rows []placed) {
	top, foot := endless, Length(0)
	for _, r := range rows {
		if r.row >= g.heads && r.row < g.feet {
			top, foot = min(top, r.y), max(foot, r.y+r.height)
		}
	}
	if top >= foot {
		return
	}
	for i := range g.cells {
		c := &g.cells[i]
		if c.row >= g.heads || c.Drawing == nil || !g.cols[c.col].bars {
			continue
		}
		x, w := g.inner(c)
		for _, shape := range c.Drawing.Shapes {
			if l, ok := shape.(doc.Label); ok {
				at := x + across(l.X, w)
				k.rules = append(k.rules, Rule{X1: at, Y1: top, X2: at, Y2: foot, Width: g.hair})
			}
		}
	}
}

// rules paints the lines of rows below each other, which end the table or the
// page.
func (g *grid) rules(k *ink, rows []placed) {
	last := rows[len(rows)-1]
	k.rule(0, g.width, rows[0].y, g.outer())
	for i := 1; i < len(rows); i++ {
		a, b := rows[i-1].row, rows[i].row
		if a < g.heads && b >= g.heads || b == g.feet && !g.full {
			k.rule(0, g.width, rows[i].y, g.thin)
			continue
		}
		g.between(k, a, b, rows[i].y)
	}
	foot := last.y + last.height
	if last.row == len(g.rows)-1 {
		k.rule(0, g.width, foot, g.outer())
	} else {
		k.rule(0, g.width, foot, g.thin)
	}
	if g.full {
		g.verticals(k, rows)
	}
}

// outer is the thickness of a table's first and last line.
func (g *grid) outer() Length {
	if g.full {
		return g.thin
	}
	return g.thick
}

// between paints the line between two rows, which leaves out the cells that
// span both, and the columns of bars.
func (g *grid) between(k *ink, a, b int, y Length) {
	width := g.hair
	if g.full {
		width = g.thin
	}
	from := -1
	for col := 0; col <= len(g.cols); col++ {
		line := col < len(g.cols) && g.at[a][col] != g.at[b][col] &&
			(g.full || !g.cols[col].bars || a < g.heads || b > g.feet)
		if line && g.rows[b].slice && a == b-1 {
			line = false
		}
		switch {
		case line && from < 0:
			from = col
		case !line && from >= 0:
			end := g.cols[col-1]
			k.rule(g.cols[from].x, end.x+end.w, y, width)
			from = -1
		}
	}
}

// verticals paints the lines between columns, each as long as it goes.
func (g *grid) verticals(k *ink, rows []placed) {
	for col := 0; col <= len(g.cols); col++ {
		var x, from, to Length
		if col < len(g.cols) {
			x = g.cols[col].x
		} else {
			x = g.width
		}
		open := false
		for _, r := range rows {
			line := (col == 0 || col == len(g.cols) || g.at[r.row][col-1] != g.at[r.row][col])
			if line && !open {
				from, open = r.y, true
			}
			if !line && open {
				k.rules = append(k.rules, Rule{X1: x, Y1: from, X2: x, Y2: to, Width: g.thin})
				open = false
			}
			to = r.y + r.height
		}
		if open {
			k.rules = append(k.rules, Rule{X1: x, Y1: from, X2: x, Y2: to, Width: g.thin})
		}
	}
}
