package html

import (
	"strconv"

	"mingbai/internal/doc"
)

// grid knows which cell stands where in a table, spans resolved.
type grid struct {
	id     string // prefix of the anchors of header cells
	cols   int
	rows   []doc.Row
	at     []slot // row by row, cols each
	start  []int  // first column of each cell, rows in order
	offset []int  // index into start of each row's first cell
	merged bool   // some cell spans others
}

// slot is the cell that covers a place of the grid.
type slot struct {
	row, cell int32
	set       bool
}

// newGrid lays the cells of a table out and fails on overlaps and holes.
func (w *writer) newGrid(t doc.Table) *grid {
	if len(t.Columns) == 0 {
		w.fail("table %q has no columns", t.Caption)
		return nil
	}
	g := &grid{id: "t." + strconv.Itoa(w.tables), cols: len(t.Columns)}
	for _, part := range [][]doc.Row{t.Head, t.Body, t.Foot} {
		first := len(g.rows)
		g.rows = append(g.rows, part...)
		g.at = append(g.at, make([]slot, len(part)*g.cols)...)
		for r := first; r < len(g.rows); r++ {
			if fault := g.place(r); fault != "" {
				w.fail("table %q, row %d: %s", t.Caption, r+1, fault)
				return nil
			}
		}
	}
	return g
}

// place puts the cells of row r into the free places of its line.
func (g *grid) place(r int) string {
	g.offset = append(g.offset, len(g.start))
	c := 0
	for i := range g.rows[r].Cells {
		for c < g.cols && g.at[r*g.cols+c].set {
			c++
		}
		g.start = append(g.start, c)
		cell := &g.rows[r].Cells[i]
		cols, rows := max(cell.Cols, 1), max(cell.Rows, 1)
		if cols > 1 || rows > 1 {
			g.merged = true
		}
		if c+cols > g.cols {
			return "more cells than columns"
		}
		if (r+rows)*g.cols > len(g.at) {
			return "a cell reaches below its part of the table"
		}
		for y := r; y < r+rows; y++ {
			for x := c; x < c+cols; x++ {
				if g.at[y*g.cols+x].set {
					return "two cells overlap"
				}
				g.at[y*g.cols+x] = slot{int32(r), int32(i), true}
			}
		}
		c += cols
	}
	for x := range g.cols {
		if !g.at[r*g.cols+x].set {
			return "fewer cells than columns"
		}
	}
	return ""
}

func (g *grid) cell(s slot) *doc.Cell { return &g.rows[s.row].Cells[s.cell] }

// column is the first column of cell i of row r.
func (g *grid) column(r, i int) int { return g.start[g.offset[r]+i] }

// headers appends the anchors of the cells that head the data cell i of row r:
// the nearest headers above its columns, then those before it in its rows.
func (g *grid) headers(b []byte, r, i int) []byte {
	c := g.column(r, i)
	cell := &g.rows[r].Cells[i]
	var seen [8]slot
	found := seen[:0]
	for x := c; x < c+max(cell.Cols, 1); x++ {
		found = g.above(found, r, x)
	}
	for y := r; y < r+max(cell.Rows, 1); y++ {
		for x := range c {
			if s := g.at[y*g.cols+x]; g.heads(s, "row") {
				found = addSlot(found, s)
			}
		}
	}
	for n, s := range found {
		if n > 0 {
			b = append(b, ' ')
		}
		b = g.anchor(b, s)
	}
	return b
}

// above adds the header cells above row r in column x: the nearest one and those
// that stand directly on it.
func (g *grid) above(found []slot, r, x int) []slot {
	met := false
	for y := r - 1; y >= 0; y-- {
		s := g.at[y*g.cols+x]
		if g.heads(s, "col") {
			met = true
			found = addSlot(found, s)
		} else if met {
			break
		}
	}
	return found
}

// heads reports whether the cell at s heads its col or its row.
func (g *grid) heads(s slot, way string) bool {
	c := g.cell(s)
	return c.Header && (c.Scope == way || c.Scope == way+"group")
}

// anchor appends the anchor of a header cell.
func (g *grid) anchor(b []byte, s slot) []byte {
	b = append(b, g.id...)
	b = append(b, '-')
	b = strconv.AppendInt(b, int64(s.row)+1, 10)
	b = append(b, '-')
	return strconv.AppendInt(b, int64(g.column(int(s.row), int(s.cell)))+1, 10)
}

func addSlot(ss []slot, s slot) []slot {
	for _, have := range ss {
		if have == s {
			return ss
		}
	}
	return append(ss, s)
}
