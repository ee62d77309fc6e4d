package typeset

import "mingbai/internal/doc"

// structure makes the elements of the table's parts, rows and cells.
func (g *grid) structure() {
	parts := [...]struct {
		tag      string
		from, to int
	}{{"THead", 0, g.heads}, {"TBody", g.heads, g.feet}, {"TFoot", g.feet, len(g.rows)}}
	for _, part := range parts {
		if part.from == part.to {
			continue
		}
		e := g.elem.kid(part.tag)
		for r := part.from; r < part.to; r++ {
			g.rows[r].elem = e.kid("TR")
			g.name(g.rows[r].elem, g.rows[r].src.ID)
		}
	}
	for i := range g.cells {
		c := &g.cells[i]
		c.elem = g.rows[c.row].elem.kid("TD")
		c.elem.ColSpan, c.elem.RowSpan = c.cols, c.rows
		if c.Header || c.row < g.heads {
			c.elem.Tag, c.elem.Scope = "TH", "Row"
			if c.Scope == "col" || c.Scope == "colgroup" || c.Scope == "" && c.row < g.heads {
				c.elem.Scope = "Column"
			}
		}
		if c.Hidden {
			c.elem.Actual = doc.PlainText(c.Content)
		}
	}
}

// inner is the width that a cell has for its content, and where that begins.
func (g *grid) inner(c *gridCell) (x, w Length) {
	last := c.col + c.cols - 1
	x = g.cols[c.col].x + g.left(c.col)
	return x, g.cols[last].x + g.cols[last].w - g.right(last) - x
}

// rounding is by how much a text may be wider at one size than the same text at
// another, scaled: each of its characters is rounded.
const rounding = Pt / 20

// layRows breaks the cells into lines and finds the heights of the rows.
func (g *grid) layRows() {
	g.pitch = g.basePitch * g.size / g.base
	for r := range g.rows {
		g.rows[r].height = 0
	}
	for i := range g.cells {
		c := &g.cells[i]
		_, w := g.inner(c)
		w += rounding
		if c.width > w || len(c.lines) > 1 {
			c.lines = g.breakText(c.spans, measure{width: max(w, 1), em: g.size})
		}
		if c.rows == 1 {
			g.rows[c.row].height = max(g.rows[c.row].height, g.cellHeight(c))
		}
	}
	for i := range g.cells {
		c := &g.cells[i]
		if c.rows == 1 {
			continue
		}
		lack := g.cellHeight(c)
		for r := c.row; r < c.row+c.rows; r++ {
			lack -= g.rows[r].height
		}
		if lack > 0 {
			g.rows[c.row+c.rows-1].height += lack
		}
	}
}

// fitPage fits the table to its width and, if it is a form, to the page below
// what stands above it, where a slightly smaller size is enough for that.
func (g *grid) fitPage(above Length) error {
	page := g.blockOf(g.wide).height
	for size := g.base; ; size -= sizeStep {
		if size < g.base*3/4 { // too small: it may be split
			size = g.base
			page = endless
		}
		if err := g.fit(size); err != nil {
			return err
		}
		g.layRows()
		if height, _ := g.heights(); !g.full || above+height <= page {
			break
		}
	}
	if err := g.relax(); err != nil {
		return err
	}
	g.repeatHead()
	return nil
}

// heights are the height of all rows and of the highest.
func (g *grid) heights() (all, most Length) {
	for r := range g.rows {
		all += g.rows[r].height
		most = max(most, g.rows[r].height)
	}
	return all, most
}

// relax drops the hints of a form's columns where a cell would be higher than a
// page, if the form becomes a good deal shorter by that.
func (g *grid) relax() error {
	before, most := g.heights()
	if most <= g.blockOf(g.wide).height || !g.full {
		return nil
	}
	size, hints, hinted := g.size, make([]int, len(g.cols)), false
	for i := range g.cols {
		hints[i], g.cols[i].Width = g.cols[i].Width, 0
		hinted = hinted || hints[i] > 0
	}
	if !hinted {
		return nil
	}
	if err := g.fit(size); err != nil {
		return err
	}
	g.layRows()
	if after, _ := g.heights(); after*4 <= before*3 {
		return nil
	}
	for i := range g.cols {
		g.cols[i].Width = hints[i]
	}
	if err := g.fit(size); err != nil {
		return err
	}
	g.layRows()
	return nil
}

// repeatHead prepares the head for being repeated, and cuts up the rows that are
// too high for a page under it.
func (g *grid) repeatHead() {
	for r := range g.heads {
		g.headH += g.rows[r].height
	}
	page := g.blockOf(g.wide).height
	g.layAgain()
	g.repeat = g.heads > 0 && g.headH+g.againH <= page/2
	room := page
	if g.repeat {
		room -= g.headH + g.againH
	}
	g.slice(room)
}

// cellHeight is the height that a cell needs.
func (g *grid) cellHeight(c *gridCell) Length {
	n := len(c.lines)
	h := Length(0)
	if c.Drawing != nil {
		h = g.down(c.Drawing.Height)
	}
	if n > 0 || h == 0 {
		h += Length(max(n, 1)) * g.pitch
	}
	return h + 2*g.lead
}

// layAgain prepares what stands above a repeated head: （续表） and the unit.
func (g *grid) layAgain() {
	st := textStyle{role: HeadFace, size: g.captionSize}
	lines := g.breakText(g.split(nil, "（续表）", st, nil), measure{width: endless})
	g.emit(&g.again, &lines[0], (g.width-lines[0].width())/2, Mm(590))
	if unit := g.unitLine(g.src.Unit, nil); unit != nil {
		g.emit(&g.again, unit, g.width-unit.width(), Mm(590))
	}
	g.againH = Mm(860)
}

// slice cuts rows that are higher than a page into slices of one line's height.
// A cell of such a row spans them all, and so is split like any cell that spans
// rows of two pages.
func (g *grid) slice(room Length) {
	first := 0
	if g.repeat {
		first = g.heads
	}
	counts := make([]int, len(g.rows))
	sliced := false
	for r := range g.rows {
		counts[r] = 1
		if r >= first && g.rows[r].height > room-g.underHeight(r) {
			counts[r] = int((g.rows[r].height - 2*g.lead + g.pitch - 1) / g.pitch)
			sliced = sliced || counts[r] > 1
		}
	}
	if !sliced {
		return
	}
	starts := make([]int, len(g.rows)+1)
	var rows []gridRow
	var at [][]int
	for r := range g.rows {
		starts[r] = len(rows)
		for i := range counts[r] {
			row := g.rows[r]
			if counts[r] > 1 {
				row.height, row.slice = g.pitch, i > 0
				if i == 0 || i == counts[r]-1 {
					row.height += g.lead
				}
			}
			rows = append(rows, row)
			at = append(at, g.at[r])
		}
	}
	starts[len(g.rows)] = len(rows)
	for i := range g.cells {
		c := &g.cells[i]
		end := starts[c.row+c.rows]
		c.row = starts[c.row]
		c.rows = end - c.row
	}
	g.heads, g.feet = starts[g.heads], starts[g.feet]
	g.rows, g.at = rows, at
	for r := range g.rows {
		if under := g.rows[r].under; under >= 0 {
			g.rows[r].under = starts[under]
		}
	}
}

// pushRows adds the rows as strips: the head in one, if it is repeated.
func (g *grid) pushRows() {
	firstCell := 0
	for r := 0; r < len(g.rows); {
		v := strip{table: g, row: r, height: g.rows[r].height}
		end := r + 1
		if r == 0 && g.repeat {
			v.height, end = g.headH, g.heads
		}
		for ; firstCell < len(g.cells) && g.cells[firstCell].row < end; firstCell++ {
			c := &g.cells[firstCell]
			for j := range c.lines {
				v.notes = append(v.notes, g.takeNotes(&c.lines[j])...)
			}
		}
		for ; r < end; r++ {
			if id := g.rows[r].src.ID; id != "" && !g.rows[r].slice {
				v.anchors = append(v.anchors, id)
			}
		}
		if v.row == 0 && g.src.Number+g.src.Caption+g.src.Unit == "" {
			v.space, v.tight = g.blockGap, g.blockTight
		}
		g.push(v)
	}
}
