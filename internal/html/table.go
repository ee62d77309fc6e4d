package html

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
)

// classList is the class of the tables that take the whole width of the page,
// as the list of a county's departments.
const classList = "list"

// wideTable is the width in em above which a table needs more than the measure.
const wideTable = 38_000

// fullWidth reports whether a table reaches over the margin.
func fullWidth(t doc.Table) bool {
	return t.Grid || t.Class == classList || holdsEvidence(t) || tableWidth(t) > wideTable
}

// holdsEvidence reports whether cells hold what else stands in the margin: bars
// or places.
func holdsEvidence(t doc.Table) bool {
	for _, r := range t.Body {
		for _, c := range r.Cells {
			if c.Drawing != nil || slices.ContainsFunc(c.Content, isPlace) {
				return true
			}
		}
	}
	return false
}

func (w *writer) table(t doc.Table) {
	w.tables++
	g := w.newGrid(t)
	if g == nil {
		return
	}
	k := columnKinds(t)
	w.raw(`<div class="tb`)
	if fullWidth(t) {
		w.raw(" full")
	}
	w.raw(`"`)
	w.id(t.ID)
	w.raw(">")
	caption := g.id
	if t.Grid {
		w.raw(`<div class="scroll" role="region" tabindex="0"`)
		w.attr("aria-labelledby", caption)
		w.raw(">")
	}
	w.raw(`<table role="table"`)
	w.attr("class", w.tableClass(t, k))
	w.raw(">\n")
	w.caption(t, caption)
	w.columns(t, k)
	row := 0
	for _, part := range [...]struct {
		tag  string
		rows []doc.Row
	}{{"thead", t.Head}, {"tbody", t.Body}, {"tfoot", t.Foot}} {
		if len(part.rows) == 0 {
			continue
		}
		w.raw("<")
		w.raw(part.tag)
		w.raw(" role=\"rowgroup\">\n")
		for range part.rows {
			w.row(t, g, k, row, part.tag == "thead")
			row++
		}
		w.raw("</")
		w.raw(part.tag)
		w.raw(">\n")
	}
	w.raw("</table>")
	if t.Grid {
		w.raw("</div>")
	}
	for _, n := range t.Notes {
		w.raw("\n<p class=\"tnote\">")
		w.inlines(n)
		w.raw("</p>")
	}
	w.raw("</div>\n")
}

func (w *writer) tableClass(t doc.Table, k []columnKind) string {
	if t.Grid {
		return strings.TrimSpace("tbl form " + t.Class)
	}
	class := "tbl " + stacking(t, k) + pattern(k)
	for _, name := range strings.Fields(t.Class) {
		if !validName(name) {
			w.fail("%q cannot be the class of a table", name)
		}
		class += " " + name
	}
	if n := scaleSteps(t); n > 0 {
		class += " k" + strconv.Itoa(n)
	}
	return class
}

func (w *writer) caption(t doc.Table, id string) {
	if t.Number == "" && t.Caption == "" {
		if t.Grid {
			w.fail("a form without a caption")
		}
		return
	}
	w.raw("<caption")
	w.id(id)
	w.raw("><b>")
	w.text(t.Number)
	if t.Number != "" && t.Caption != "" {
		w.raw("\u3000")
	}
	w.text(t.Caption)
	w.raw("</b>")
	if t.Unit != "" {
		w.raw(" <span>单位：")
		w.text(t.Unit)
		w.raw("</span>")
	}
	w.raw("</caption>\n")
}

// maxWidthClass is the widest column, in hundredths, that has a class w1, w2 ….
const maxWidthClass = 60

// columns gives the columns their widths. Columns of bars have the width that the
// style sheet gives them: the document's is for print.
func (w *writer) columns(t doc.Table, k []columnKind) {
	width := func(i int) int {
		if pc := (t.Columns[i].Width + 5) / 10; k[i] != kindBar && pc <= maxWidthClass {
			return pc
		}
		return 0
	}
	any := false
	for i := range t.Columns {
		any = any || width(i) > 0
	}
	if !any {
		return
	}
	w.raw("<colgroup>")
	for i := range t.Columns {
		if pc := width(i); pc > 0 {
			w.raw(`<col class="w`)
			w.b = strconv.AppendInt(w.b, int64(pc), 10)
			w.raw(`">`)
		} else {
			w.raw("<col>")
		}
	}
	w.raw("</colgroup>\n")
}

func (w *writer) row(t doc.Table, g *grid, k []columnKind, r int, head bool) {
	row := &g.rows[r]
	w.raw(`<tr role="row"`)
	w.id(row.ID)
	if row.Total {
		w.raw(` class="total"`)
	}
	w.raw(">")
	for i := range row.Cells {
		w.cell(t, g, k, r, i, head)
	}
	w.raw("</tr>\n")
}

func (w *writer) cell(t doc.Table, g *grid, k []columnKind, r, i int, head bool) {
	c := &g.rows[r].Cells[i]
	col := g.column(r, i)
	tag := "td"
	if c.Header {
		tag = "th"
	}
	w.raw("<")
	w.raw(tag)
	w.cellRole(c, head)
	if class := cellClass(t, k, c, col); class != "" {
		w.attr("class", class)
	}
	if c.Cols > 1 {
		w.attr("colspan", strconv.Itoa(c.Cols))
	}
	if c.Rows > 1 {
		w.attr("rowspan", strconv.Itoa(c.Rows))
	}
	if g.merged && c.Header {
		w.id(string(g.anchor(nil, slot{int32(r), int32(i), true})))
	} else if g.merged {
		if h := g.headers(nil, r, i); len(h) > 0 {
			w.attr("headers", string(h))
		}
	}
	if c.Label != "" && !c.Header {
		w.attr("data-l", c.Label)
	}
	w.raw(">")
	w.cellContent(t, c)
	w.raw("</")
	w.raw(tag)
	w.raw(">\n")
}

// cellRole writes the scope and, since narrow screens set rows as grids and so
// would lose it, the role.
func (w *writer) cellRole(c *doc.Cell, head bool) {
	role := "cell"
	if c.Header {
		role = "columnheader"
		if c.Scope == "row" || c.Scope == "rowgroup" || c.Scope == "" && !head {
			role = "rowheader"
		}
		switch c.Scope {
		case "":
		case "col", "row", "colgroup", "rowgroup":
			w.attr("scope", c.Scope)
		default:
			w.fail("%q is no scope of a header cell", c.Scope)
		}
	}
	w.attr("role", role)
}

func cellClass(t doc.Table, k []columnKind, c *doc.Cell, col int) string {
	if t.Grid && c.Header && c.Align != nil && *c.Align == doc.Left {
		return "l" // the heads of a form stand in the middle, but for names of rows
	}
	if c.Cols > 1 && c.Align == nil {
		return ""
	}
	kind := k[col]
	if c.Align != nil {
		kind = alignKind(*c.Align)
	}
	if kind == kindText && t.Columns[col].Wide {
		return "w"
	}
	if kind == kindText && !t.Grid && isShort(c.Content) {
		return strings.TrimLeft(kind.class()+" nb", " ")
	}
	return kind.class()
}

// shortCell is how many characters of a cell are never broken: 提醒, 精度不一.
const shortCell = 6

func isShort(in []doc.Inline) bool {
	n := utf8.RuneCountInString(doc.PlainText(in))
	return n > 0 && n <= shortCell
}

func (w *writer) cellContent(t doc.Table, c *doc.Cell) {
	switch rest := afterBreak(t, c); {
	case c.Hidden:
		w.raw(`<span class="vh" data-web>`)
		w.inlines(c.Content)
		w.raw("</span>")
	case rest != nil:
		w.inlines(c.Content[:len(c.Content)-len(rest)-1])
		w.raw("<small>")
		w.inlines(rest)
		w.raw("</small>")
	default:
		w.inlines(c.Content)
	}
	if c.Drawing != nil {
		w.drawing(*c.Drawing, true)
	}
}

// afterBreak is the second line of a row's name, which explains it in small
// type; nil if there is none.
func afterBreak(t doc.Table, c *doc.Cell) []doc.Inline {
	if t.Grid {
		return nil
	}
	for i, n := range c.Content {
		if _, ok := n.(doc.Break); ok && i+1 < len(c.Content) {
			return c.Content[i+1:]
		}
	}
	return nil
}
