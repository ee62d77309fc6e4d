package typeset

import (
	"fmt"

	"mingbai/internal/doc"
)

// grid is a table: its cells with their places, its columns and its rows.
type grid struct {
	*setter
	src   *doc.Table
	elem  *Element
	full  bool // a legal form: all lines are drawn
	cols  []gridColumn
	rows  []gridRow
	cells []gridCell
	at    [][]int // row, column → index of the cell that covers it
	heads int     // rows of the head
	feet  int     // index of the first foot row
	width Length
	base  Length // size of the cells before it was fitted
	size  Length // after
	pitch Length // from line to line

	basePitch Length // the same at the size before
	spanned   Length // size for which the cells' spans were made
	padX      Length // at the inner edges of columns; in a grid at all edges
	lead      Length // above and below the text
	headH     Length // of all head rows
	repeat    bool   // the head stands on every page
	again     ink    // （续表） and the unit, above a repeated head
	againH    Length
}

// gridColumn is a column with its place.
type gridColumn struct {
	doc.Column
	x, w     Length
	min, max Length // widths of content, pads included
	whole    Length // of decimals: the widest part before the point,
	frac     Length // and behind it
	figures  Length // both at the size before fitting
	bars     bool   // holds drawings in its body: hairlines stop before it
}

// gridRow is a row. A row that is higher than a page is cut into slices, each
// with the height of a line.
type gridRow struct {
	src    *doc.Row
	elem   *Element
	height Length
	slice  bool // continues the row above: no line between them
	under  int  // the row of captions within the body that it stands under, -1 for none
}

// gridCell is a cell with its place.
type gridCell struct {
	*doc.Cell
	row, col   int
	rows, cols int
	align      doc.Align
	role       Role
	elem       *Element
	spans      []span
	lines      []textLine
	natural    Length // on one line, at the size before fitting
	width      Length // on one line
	least      Length // the widest part that must not be broken, at the size before fitting
	whole      Length // of a decimal: up to the point; 0 for none
	decimal    bool
	figure     *Element
	drawn      int  // lines painted so far
	merged     bool // spans rows of the document, not only slices of one
}

// newGrid places the cells of a table. Its errors name the row.
func (s *setter) newGrid(t *doc.Table, elem *Element) (*grid, error) {
	g := &grid{setter: s, src: t, elem: elem, full: t.Grid, heads: len(t.Head), feet: len(t.Head) + len(t.Body)}
	n := len(t.Columns)
	if n == 0 {
		n = widest(t)
	}
	g.cols = make([]gridColumn, n)
	for i, c := range t.Columns {
		g.cols[i].Column = c
	}
	total := len(t.Head) + len(t.Body) + len(t.Foot)
	g.rows = make([]gridRow, 0, total)
	g.cells = make([]gridCell, 0, total*n)
	g.at = make([][]int, total)
	back := make([]int, total*n)
	for i := range back {
		back[i] = -1
	}
	for i := range g.at {
		g.at[i] = back[i*n : (i+1)*n]
	}
	for _, part := range [...][]doc.Row{t.Head, t.Body, t.Foot} {
		if err := g.placeRows(part); err != nil {
			return nil, fmt.Errorf("表格%s：%w", tableName(t), err)
		}
	}
	return g, nil
}

// tableName is how an error calls a table.
func tableName(t *doc.Table) string {
	switch {
	case t.Number+t.Caption != "":
		return "“" + t.Number + t.Caption + "”"
	case t.ID != "":
		return "“" + t.ID + "”"
	}
	return ""
}

// widest is the number of columns of a table that does not say it: those of its
// first row.
func widest(t *doc.Table) int {
	for _, part := range [...][]doc.Row{t.Head, t.Body, t.Foot} {
		for i := range part {
			n := 0
			for _, c := range part[i].Cells {
				n += max(1, min(c.Cols, 1<<10))
			}
			return n
		}
	}
	return 0
}

// placeRows places the cells of the head, the body or the foot, from which no
// row span may reach out.
func (g *grid) placeRows(part []doc.Row) error {
	first := len(g.rows)
	for r := range part {
		g.rows = append(g.rows, gridRow{src: &part[r], under: -1})
		row, col := first+r, 0
		for i := range part[r].Cells {
			c := &part[r].Cells[i]
			for col < len(g.cols) && g.at[row][col] >= 0 {
				col++
			}
			cell := gridCell{Cell: c, row: row, col: col, rows: max(1, c.Rows), cols: max(1, c.Cols), merged: c.Rows > 1}
			if err := g.occupy(&cell, first+len(part)); err != nil {
				return fmt.Errorf("第%d行第%d格%w", row+1, i+1, err)
			}
			col += cell.cols
		}
		for col = 0; col < len(g.cols); col++ {
			if g.at[row][col] < 0 {
				return fmt.Errorf("第%d行第%d列没有单元格", row+1, col+1)
			}
		}
	}
	return nil
}

// occupy marks the places that a cell covers.
func (g *grid) occupy(c *gridCell, end int) error {
	if c.cols > len(g.cols)-c.col {
		return fmt.Errorf("超出了表格的%d列", len(g.cols))
	}
	if c.rows > end-c.row {
		return fmt.Errorf("跨%d行，超出了表格的这一部分", c.rows)
	}
	for y := c.row; y < c.row+c.rows; y++ {
		for x := c.col; x < c.col+c.cols; x++ {
			if g.at[y][x] >= 0 {
				return fmt.Errorf("与别的单元格重叠")
			}
			g.at[y][x] = len(g.cells)
		}
	}
	c.align = g.cols[c.col].Align
	if c.cols > 1 && c.align == doc.Decimal {
		c.align = doc.Center
	}
	if c.row < g.heads && c.align == doc.Decimal {
		c.align = doc.Right
		if g.full {
			c.align = doc.Center
		}
	}
	if c.Align != nil {
		c.align = *c.Align
	}
	c.role = g.cellRole(c)
	g.cells = append(g.cells, *c)
	return nil
}

// cellRole is the face of a cell: 黑体 for heads and totals; in a form also for
// the labels of its first column and for heads within it.
func (g *grid) cellRole(c *gridCell) Role {
	switch {
	case c.row < g.heads, g.rows[c.row].src.Total:
		return HeadFace
	case g.full && c.Header && (c.col == 0 || c.Scope == "col" || c.Scope == "colgroup"):
		return HeadFace
	}
	return BodyFace
}

// tableBlock sets a table with its caption and its notes.
func (s *setter) tableBlock(t *doc.Table) {
	outer := s.parent
	defer func() { s.parent = outer }()
	elem := s.parent.kid("Table")
	s.name(elem, t.ID)
	s.parent = elem
	g, err := s.newGrid(t, elem)
	if err != nil {
		s.fail(err)
		return
	}
	s.anchor(t.ID)
	if (t.Turned || len(g.cols) > s.landscape) && !s.wide {
		s.wide = true
		defer func() { s.wide = false }()
	}
	from := len(s.strips)
	s.caption(g)
	if len(g.cells) == 0 {
		s.parent = outer
		s.tableNotes(t)
		return
	}
	g.structure()
	g.captionRows()
	g.setCells()
	g.width = s.blockOf(s.wide).width
	if err := g.fitPage(s.heightFrom(s.openingOf(from)) + s.belowTable(t)); err != nil {
		s.fail(fmt.Errorf("表格%s：%w", tableName(t), err))
		return
	}
	s.parent = outer // which takes the notes of the rows
	g.pushRows()
	s.tableNotes(t)
	s.keepTable(from, g)
	s.heading = false
}

// heightFrom is the height of the strips from one on.
func (s *setter) heightFrom(from int) Length {
	var height Length
	for i := from; i < len(s.strips); i++ {
		height += s.strips[i].height
	}
	return height
}

// caption sets “表1　name” in the middle, and the unit at the right edge: on
// the same line where there is room, else on a line of its own.
func (s *setter) caption(g *grid) {
	t := g.src
	if t.Number+t.Caption == "" && t.Unit == "" {
		return
	}
	width := s.blockOf(s.wide).width
	elem := s.parent.kid("Caption")
	head := textStyle{role: HeadFace, size: s.captionSize}
	spans := s.split(nil, t.Number, head, elem)
	if t.Caption != "" {
		if len(spans) > 0 {
			spans = widen(spans, s.captionSize)
		}
		spans = s.split(spans, t.Caption, head, elem)
	}
	lines := s.breakText(spans, measure{width: width, balance: true, em: head.size})
	unit := s.unitLine(t.Unit, elem)
	pitch := head.size * 7 / 5
	v := strip{space: s.blockGap, tight: s.blockTight, keep: true}
	y := Mm(590)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (width-lines[i].width())/2, y)
		y += pitch
	}
	if len(lines) > 0 {
		y -= pitch
	}
	if unit != nil {
		if n := len(lines); n > 0 && (width+lines[n-1].width())/2+s.cellSize > width-unit.width() {
			y += pitch
		}
		s.emit(&v.ink, unit, width-unit.width(), y)
	}
	v.height = y + Mm(270)
	s.push(v)
}

// unitLine is 单位：万元, or nil.
func (s *setter) unitLine(unit string, elem *Element) *textLine {
	if unit == "" {
		return nil
	}
	st := textStyle{role: BodyFace, size: s.cellSize}
	lines := s.breakText(s.split(nil, "单位："+unit, st, elem), measure{width: endless})
	return &lines[0]
}

// tableNotes sets the notes below a table.
func (s *setter) tableNotes(t *doc.Table) {
	for i, n := range t.Notes {
		from := len(s.strips)
		s.small(n, s.parent.kid("P"), 0, false)
		if i == 0 && from < len(s.strips) {
			s.strips[from].space, s.strips[from].tight = Mm(119), Mm(119)
		} else if from < len(s.strips) {
			s.strips[from].space, s.strips[from].tight = 0, 0
		}
	}
}
