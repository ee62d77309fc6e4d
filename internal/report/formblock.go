package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// block builds the rows of one block on a grid of so many columns.
func (f *filler) block(b *record.FormBlock, cols int) []doc.Row {
	label := captionSpan(b)
	room := cols - label
	if room < 1 && b.Kind.Value != "total" {
		f.wrong(b.Span.Place, "块的名称占满了整行，没有地方放内容", "把 span 写小一些")
		return nil
	}
	var rows []formRow
	switch b.Kind.Value {
	case "pairs":
		rows = f.pairs(b, room)
	case "funds":
		rows = f.funds(b, room)
	case "goals":
		rows = f.fixedRow(b, room, f.goal)
	case "total":
		rows = f.fixedRow(b, room, f.total)
		for i := range rows {
			rows[i].total = true
		}
	case "text":
		rows = f.texts(b, room)
	case "signatures":
		rows = f.signatureRows(b, room)
	case "indicators", "approved", "monitored":
		rows = f.indicators(b, room)
	default:
		rows = f.list(b, room)
	}
	if len(rows) == 0 {
		return nil
	}
	return placed(rows, captionCell(f.years(b.Caption.Value), label, "row"))
}

// wantHead reports whether the columns' captions stand above the rows.
func wantHead(b *record.FormBlock) bool {
	if b.Head.Set {
		return b.Head.Value
	}
	switch b.Kind.Value {
	case "pairs", "signatures", "total", "text":
		return false
	}
	return true
}

// widths shares out the block's columns, or reports that they do not fit.
func (f *filler) widths(b *record.FormBlock, room int) []int {
	out, ok := spans(b.Columns, room)
	if !ok {
		at := b.Kind.Place
		if len(b.Columns) > 0 {
			at = b.Columns[0].Place
		}
		f.wrong(at, "“"+b.Kind.Value+"”这一块的列放不进表格："+itoa(room)+"格", "各列的 span 加起来不能超过表格的列数")
	}
	return out
}

// unknown reports a column that a block of this kind does not have.
func (f *filler) unknown(s slot, known []string) formCell {
	at := s.col.Key.Place
	if at.Line == 0 {
		at = s.col.Place
	}
	hint := source.DidYouMean(s.col.Key.Value, known)
	if hint == "" {
		hint = "可以写：" + joinWords(known)
	}
	f.wrong(at, "“"+s.block.Kind.Value+"”这种块没有栏目“"+s.col.Key.Value+"”", hint)
	return formCell{}
}

// grid builds n rows of a block, each cell given by row and column, under the
// captions of the columns.
func (f *filler) grid(b *record.FormBlock, room, n int, cell func(i int, s slot) formCell) []formRow {
	widths := f.widths(b, room)
	if widths == nil {
		return nil
	}
	var out []formRow
	if wantHead(b) {
		out = headRows(b.Columns, widths)
	}
	for i := range n {
		var row formRow
		for j := range b.Columns {
			s := slot{b, &b.Columns[j]}
			c := blank(1)
			if s.col.Key.Value != "" {
				c = cell(i, s)
			}
			c.span = widths[j]
			row.cells = append(row.cells, c)
		}
		out = append(out, row)
	}
	return out
}

// merge makes one cell of equal neighbours in the columns that the block names.
func merge(b *record.FormBlock, rows []formRow) {
	var columns []int
	for _, key := range b.Merge {
		for j := range b.Columns {
			if b.Columns[j].Key.Value == key.Value {
				columns = append(columns, j)
			}
		}
	}
	if len(columns) > 0 && len(rows) > 0 {
		mergeDown(rows, columns)
	}
}

// pairs are labels with values beside them, as many to a row as name its number.
func (f *filler) pairs(b *record.FormBlock, room int) []formRow {
	var out []formRow
	for _, group := range byRow(b.Columns) {
		var row formRow
		left := room
		for i, c := range group {
			label, value := 1, 1
			if c.LabelAs.Set {
				label = int(c.LabelAs.Value)
			}
			if c.Caption.Value == "" {
				label = 0
			}
			if c.Span.Set {
				value = int(c.Span.Value)
			}
			if i == len(group)-1 {
				value = left - label
			}
			if label < 0 || value < 1 || label+value > left {
				f.wrong(c.Place, "“"+c.Caption.Value+"”这一行放不下："+itoa(room)+"格", "把 span 或 label 写小一些")
				return nil
			}
			left -= label + value
			if label > 0 {
				h := captionCell(f.years(c.Caption.Value), label, "row")
				if len(row.cells) > 0 || captionSpan(b) > 0 {
					h.content = inlines(doc.Strong{Content: h.content})
				}
				row.cells = append(row.cells, h)
			}
			v := f.value(slot{b, c})
			v.span = value
			row.cells = append(row.cells, v)
		}
		out = append(out, row)
	}
	return out
}

// byRow groups columns by the row that they name; one that names none has a row
// of its own.
func byRow(columns []record.FormColumn) [][]*record.FormColumn {
	var out [][]*record.FormColumn
	at := map[int64]int{}
	for i := range columns {
		c := &columns[i]
		if k, ok := at[c.Row.Value]; ok && c.Row.Set {
			out[k] = append(out[k], c)
			continue
		}
		if c.Row.Set {
			at[c.Row.Value] = len(out)
		}
		out = append(out, []*record.FormColumn{c})
	}
	return out
}

// fixedRow is the one row of a block.
func (f *filler) fixedRow(b *record.FormBlock, room int, cell func(s slot) formCell) []formRow {
	if room == 0 {
		return []formRow{{}}
	}
	return f.grid(b, room, 1, func(_ int, s slot) formCell { return cell(s) })
}

// goal is what was aimed at, or what came of it.
func (f *filler) goal(s slot) formCell {
	g := &f.report.Goals
	if f.project != nil {
		g = &f.project.Goals
	}
	switch s.col.Key.Value {
	case "expected":
		return f.words(s, g.Expected, absentText, "没有填写预期目标")
	case "achieved":
		return f.words(s, g.Achieved, absentText, "没有填写实际完成情况")
	case "midterm":
		return f.words(s, g.MidTerm, absentText, "没有填写中期目标")
	}
	return f.unknown(s, []string{"expected", "achieved", "midterm"})
}

// texts are texts of the record, each a row.
func (f *filler) texts(b *record.FormBlock, room int) []formRow {
	var out []formRow
	for i := range b.Columns {
		c := f.value(slot{b, &b.Columns[i]})
		row := formRow{}
		if caption := b.Columns[i].Caption.Value; caption != "" && room > 1 {
			label := 1
			if b.Columns[i].LabelAs.Set {
				label = min(max(1, int(b.Columns[i].LabelAs.Value)), room-1)
			}
			row.cells = append(row.cells, captionCell(f.years(caption), label, "row"))
			c.span = room - label
		} else {
			c.span = room
		}
		row.cells = append(row.cells, c)
		out = append(out, row)
	}
	return out
}

// total is one of the sums in the last row.
func (f *filler) total(s slot) formCell {
	sc := &f.report.Scores
	if f.project != nil {
		sc = &f.project.Scores
	}
	var name, why string
	var stated source.Number
	switch key := s.col.Key.Value; key {
	case "weight":
		return f.weightSum(s, sc)
	case "score":
		name, stated, why = "total_score", sc.Total, "没有填报自评总分"
	case "reviewed_score":
		name, stated, why = "reviewed_total", sc.Reviewed, "没有复核"
	case "finance_score":
		name, stated, why = "finance_total", sc.Finance, "财政部门没有审核"
	case "third_score":
		name, stated, why = "third_total", sc.ThirdParty, "没有第三方评价"
	case "grade":
		return f.figureOr(s, f.scored("grade"), func() formCell { return f.words(s, sc.Grade, dashText, "没有评定等级") })
	case "n", "name", "reason":
		return blank(1)
	default:
		return f.unknown(s, []string{"weight", "score", "reviewed_score", "finance_score", "third_score", "grade"})
	}
	std := dashText
	if name == "total_score" {
		std = absentText
	}
	return f.figureOr(s, f.scored(name), func() formCell { return f.number(s, stated, f.scoreDigits(), std, why) })
}

// weightSum is what all points add up to.
func (f *filler) weightSum(s slot, sc *record.Scores) formCell {
	fig := f.figure("total_weight")
	if fig == nil {
		return centred(f.fullMarks(s, sc))
	}
	if n, ok := fig.Exact(); ok && n.Cmp(f.declared(sc)) == 0 {
		return centred(f.fullMarks(s, sc))
	}
	return centred(f.figureOr(s, fig, nil))
}

// declared is the total that the form or its rules declare.
func (f *filler) declared(sc *record.Scores) money.Number {
	switch p := f.rules(); {
	case sc.OutOf.Set:
		return sc.OutOf.Value.Number
	case p != nil && p.Weights.Total.Set:
		return p.Weights.Total.Value.Number
	}
	return money.Int(100)
}

// fullMarks is the declared total of the form.
func (f *filler) fullMarks(s slot, sc *record.Scores) formCell {
	n := sc.OutOf
	if p := f.rules(); !n.Set && p != nil {
		n = p.Weights.Total
	}
	if !n.Set {
		return s.set(inlines(text("100")), doc.Right, "", "")
	}
	return f.number(s, n, -1, "", "")
}

func joinWords(words []string) string {
	out := ""
	for i, w := range words {
		if i > 0 {
			out += "、"
		}
		out += w
	}
	return out
}
