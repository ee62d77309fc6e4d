package typeset

// captionRows finds the rows of captions within the body of a form, such as
// 一级指标, 二级指标 …, and the rows that stand under each: those beside the same
// label in the first column, or, where there is no label, those with the same
// columns.
func (g *grid) captionRows() {
	under := -1
	for r := g.heads; r < g.feet; r++ {
		if g.captions(r) {
			under = r
			continue
		}
		if under >= 0 && !g.stands(r, under) {
			under = -1
		}
		g.rows[r].under = under
	}
}

// captions says whether all cells that begin in a row, but for a label in the
// first column that spans more rows, are captions of what is below them.
func (g *grid) captions(r int) bool {
	n := 0
	for col := 0; col < len(g.cols); {
		c := &g.cells[g.at[r][col]]
		col = c.col + c.cols
		switch {
		case c.col == 0 && c.rows > 1:
		case c.row != r || c.rows > 1:
			return false
		case c.Header && (c.Scope == "col" || c.Scope == "colgroup"):
			n++
		case len(c.Content) > 0:
			return false
		}
	}
	return n > 1
}

// stands says whether row r stands under the captions of row under.
func (g *grid) stands(r, under int) bool {
	if label := &g.cells[g.at[under][0]]; label.rows > 1 {
		return g.at[r][0] == g.at[under][0]
	}
	for col := 1; col < len(g.cols); col++ {
		if (g.at[r][col] == g.at[r][col-1]) != (g.at[under][col] == g.at[under][col-1]) {
			return false
		}
	}
	return true
}

// underHeight is the height of the captions over a row, if they are to be
// repeated on a page that begins with it.
func (g *grid) underHeight(r int) Length {
	if under := g.rows[r].under; under >= 0 && g.rows[under].height <= g.blockOf(g.wide).height/4 {
		return g.rows[under].height
	}
	return 0
}

// above is what stands above a row that begins a page: the head of the table
// with （续表）, and the captions over the row, again; and the white space above
// the rest of a row that is continued.
func (g *grid) above(row int) Length {
	var h Length
	if g.repeats(row) {
		h = g.againH + g.headH
	}
	if row < g.heads {
		return h
	}
	h += g.underHeight(row)
	if g.rows[row].slice {
		h += g.lead
	}
	return h
}

// repeats says whether a page that begins with this row begins with the head
// again.
func (g *grid) repeats(row int) bool { return g.repeat && row >= g.heads }

// paintAbove paints what stands above the first of rows on a page, and returns
// it as rows: those of the head, and the one of captions.
func (g *grid) paintAbove(p *sheetOf, rows []placed, left Length) []placed {
	first := rows[0].row
	y := rows[0].y - g.underHeight(first)
	var above []placed
	var again ink
	if g.repeats(first) {
		y -= g.headH
		p.furniture(&g.again, left, y-g.againH)
		above = g.headRows(y)
		y += g.headH
		for i := range g.cells {
			if c := &g.cells[i]; c.row < g.heads {
				g.paintCell(&again, c, above, true)
			}
		}
	}
	if g.underHeight(first) > 0 {
		under := []placed{{g.rows[first].under, y, g.underHeight(first)}}
		for i := range g.cells {
			if c := &g.cells[i]; c.row == under[0].row && c.rows == 1 {
				g.paintCell(&again, c, under, true)
			}
		}
		above = append(above, under...)
	}
	for i := range g.cells {
		g.paintLabel(&again, &g.cells[i], above, rows)
	}
	p.furniture(&again, left, 0)
	return above
}

// paintLabel repeats a cell that is carried over from an earlier page, and was
// painted whole there, if it spans rows or names one.
func (g *grid) paintLabel(k *ink, c *gridCell, above, rows []placed) {
	first, last := rows[0].row, rows[len(rows)-1].row
	n := len(c.lines)
	if c.row >= first || c.row+c.rows <= first || n == 0 || c.drawn < n || !c.merged && !c.Header {
		return
	}
	top := rows[0].y
	if i := len(above) - 1; i >= 0 && above[i].row >= c.row {
		top = above[i].y
	}
	foot := rows[min(c.row+c.rows-1, last)-first]
	height := foot.y + foot.height - top
	if Length(n)*g.pitch > height {
		return // the page holds too little of it
	}
	y := top + g.lead
	if g.full {
		y = top + (height-Length(n)*g.pitch)/2
	}
	y += baseline(g.pitch, g.size)
	x, w := g.inner(c)
	for i := range c.lines {
		ln := &c.lines[i]
		g.emit(k, ln, g.lineX(c, ln, x, w), y+Length(i)*g.pitch)
	}
}

// keepTable says where a table may be split: not behind its caption and its
// head, nor behind captions or titles in its body, not before its second or its last row,
// its foot or its notes, nor before a cell that spans rows has room for its
// text; and not at all where it is low.
func (s *setter) keepTable(from int, g *grid) {
	strips := s.strips[from:]
	if len(strips) == 0 {
		return
	}
	height := s.heightFrom(from)
	bodies := 0
	for i := range strips[:len(strips)-1] {
		v := &strips[i]
		switch {
		case height <= s.whole, v.table == nil, v.row < g.heads:
			v.keep = true
		case v.row < g.feet:
			bodies++
			v.keep = bodies == 1 || i+2 == len(strips) || strips[i+1].table == nil || strips[i+1].row >= g.feet ||
				g.rows[strips[i+1].row].under == v.row || g.titles(v.row)
		default:
			v.keep = true
		}
	}
	strips[len(strips)-1].ends = true
	g.keepLabels(strips)
}

// titles says whether a row is the title of those below it: one head across the
// whole table.
func (g *grid) titles(row int) bool {
	c := &g.cells[g.at[row][0]]
	return c.Header && c.cols == len(g.cols) && c.rows == 1
}

// keepLabels keeps the first rows that a cell spans together, as many as its
// text needs, unless it is long.
func (g *grid) keepLabels(strips []strip) {
	row0 := -1 // strip of row 0 of the body
	for i := range strips {
		if strips[i].table != nil && strips[i].row >= g.heads {
			row0 = i - strips[i].row
			break
		}
	}
	page := g.blockOf(g.wide).height
	for i := range g.cells {
		c := &g.cells[i]
		need := g.cellHeight(c)
		if !c.merged || c.row < g.heads || row0+c.row < 0 || need > page/3 {
			continue
		}
		for r := c.row; r < c.row+c.rows-1; r++ {
			if need -= g.rows[r].height; need <= 0 {
				break
			}
			strips[row0+r].keep = true
		}
	}
}
