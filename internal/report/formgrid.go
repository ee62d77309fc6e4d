package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/record"
)

// formCell is a cell of a form before it has its place.
type formCell struct {
	content []doc.Inline
	span    int    // grid columns
	rows    int    // rows that it covers, 0 means 1
	scope   string // of a header cell; "" for data
	align   doc.Align
	merge   string // what equal neighbours below share; "" never merges
	gone    bool   // an earlier row's cell stands here
}

// formRow is a row of a block: cells that together fill the block's columns.
type formRow struct {
	cells []formCell
	total bool
}

// blank is an empty cell that belongs to the form's printed pattern.
func blank(span int) formCell { return formCell{span: span} }

// captionCell is a printed caption that heads what stands below or beside it.
func captionCell(s string, span int, scope string) formCell {
	return formCell{content: captionText(s), span: span, scope: scope, align: doc.Center}
}

// captionText prints a caption; "|" in it ends a line.
func captionText(s string) []doc.Inline {
	var out []doc.Inline
	for i, part := range splitLines(s) {
		if i > 0 {
			out = append(out, doc.Break{})
		}
		if part != "" {
			out = append(out, text(part))
		}
	}
	return out
}

// spans shares the grid columns of a block among its columns: each takes what it
// asks for, the last one what is left. ok is false where they ask for more than
// there are.
func spans(columns []record.FormColumn, room int) (out []int, ok bool) {
	left := room
	for i := range columns {
		n := 1
		if s := columns[i].Span; s.Set {
			n = int(s.Value)
		}
		if i == len(columns)-1 {
			n = left
		}
		if n < 1 || n > left {
			return nil, false
		}
		left -= n
		out = append(out, n)
	}
	return out, len(columns) > 0
}

// mergeDown makes one cell of equal neighbours below each other in the columns
// given, each within the cells of the one before: 产出指标 down its rows, 数量指标
// down those of its own.
func mergeDown(rows []formRow, columns []int) {
	group := make([]int, len(rows)) // rows that may merge share a number
	for _, c := range columns {
		first, n := 0, 0
		next := make([]int, len(rows))
		for r := range rows {
			cell := &rows[r].cells[c]
			above := &rows[first].cells[c]
			if r > 0 && group[r] == group[first] && cell.merge != "" && cell.merge == above.merge {
				above.rows = max(above.rows, 1) + 1
				cell.gone = true
			} else {
				first = r
				n++
			}
			next[r] = n
		}
		group = next
	}
}

// headRows are the captions above a block's columns: one row, or two where
// neighbours share a caption above their own.
func headRows(columns []record.FormColumn, widths []int) []formRow {
	grouped := false
	for i := range columns {
		grouped = grouped || columns[i].Group.Value != ""
	}
	if !grouped {
		var row formRow
		for i := range columns {
			row.cells = append(row.cells, headCell(columns[i].Caption.Value, widths[i], "col"))
		}
		return []formRow{row}
	}
	var upper, lower formRow
	for i := 0; i < len(columns); {
		group := columns[i].Group.Value
		if group == "" {
			c := headCell(columns[i].Caption.Value, widths[i], "col")
			c.rows = 2
			upper.cells = append(upper.cells, c)
			lower.cells = append(lower.cells, formCell{span: widths[i], gone: true})
			i++
			continue
		}
		span := 0
		for ; i < len(columns) && columns[i].Group.Value == group; i++ {
			span += widths[i]
			lower.cells = append(lower.cells, headCell(columns[i].Caption.Value, widths[i], "col"))
		}
		upper.cells = append(upper.cells, headCell(group, span, "colgroup"))
	}
	return []formRow{upper, lower}
}

// headCell is a column's caption; a column without one has an empty cell.
func headCell(s string, span int, scope string) formCell {
	if s == "" {
		return blank(span)
	}
	return captionCell(s, span, scope)
}

// placed turns the rows of a block into rows of a table, its caption merged down
// all of them.
func placed(rows []formRow, caption formCell) []doc.Row {
	var out []doc.Row
	for r := range rows {
		row := doc.Row{Total: rows[r].total}
		if r == 0 && caption.span > 0 {
			caption.rows = len(rows)
			if len(rows) > 1 && caption.scope == "row" {
				caption.scope = "rowgroup"
			}
			row.Cells = append(row.Cells, caption.cell())
		}
		for i := range rows[r].cells {
			if c := &rows[r].cells[i]; !c.gone {
				row.Cells = append(row.Cells, c.cell())
			}
		}
		out = append(out, row)
	}
	return out
}

func (c *formCell) cell() doc.Cell {
	out := doc.Cell{Content: c.content, Header: c.scope != "", Scope: c.scope}
	if c.span > 1 {
		out.Cols = c.span
	}
	if c.rows > 1 {
		out.Rows = c.rows
		if out.Scope == "row" {
			out.Scope = "rowgroup"
		}
	}
	align := c.align
	out.Align = &align
	return out
}
