package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// column is a column of a table that stands only where some row has a value.
type column struct {
	name  string
	align doc.Align
	wide  bool
}

// sparse builds a table of rows by columns and leaves out the columns that no row
// has a value for; the first column heads the rows. It is nil without rows.
func (p *page) sparse(caption, unit string, columns []column, rows [][]doc.Cell) []doc.Block {
	if len(rows) == 0 {
		return nil
	}
	t := doc.Table{Caption: caption, Unit: unit, Head: []doc.Row{{}}}
	t.Body = make([]doc.Row, len(rows))
	for j, c := range columns {
		used := j == 0
		for _, r := range rows {
			used = used || len(r[j].Content) > 0
		}
		if !used {
			continue
		}
		t.Columns = append(t.Columns, doc.Column{Align: c.align, Wide: c.wide})
		t.Head[0].Cells = append(t.Head[0].Cells, head(c.name)[0].Cells...)
		for i, r := range rows {
			cell := r[j]
			if len(cell.Content) == 0 {
				cell.Content = inlines(none("没有填报"))
			}
			if j > 0 {
				cell.Label = c.name
			}
			t.Body[i].Cells = append(t.Body[i].Cells, cell)
		}
	}
	t.ID, t.Number = p.tableNumber()
	return []doc.Block{t}
}

// value is a figure in a cell, in the unit of its table; without a figure the cell
// is empty.
func (p *page) value(f *metric.Figure, unit string) doc.Cell {
	if f == nil {
		return doc.Cell{}
	}
	return doc.Cell{Content: p.rowValue(f, unit)}
}

func (p *page) textCell(s source.String) doc.Cell { return doc.Cell{Content: p.plain(s, "")} }

func dateCell(d source.Date) doc.Cell {
	if !d.Set {
		return doc.Cell{}
	}
	return doc.Cell{Content: inlines(text(chineseDate(d)))}
}

// sourcesTable lists where the department's money comes from.
func (p *reportPage) sourcesTable() []doc.Block {
	r, set := p.in.Report, p.in.Figures
	unit := unitOf(set.Report("budget"))
	fields := []string{"initial", "budget", "received", "spent", "execution_rate"}
	columns := []column{{name: "资金来源", wide: true}, {name: "年初预算数", align: doc.Decimal}, {name: "全年预算数", align: doc.Decimal},
		{name: "资金到位数", align: doc.Decimal}, {name: "全年执行数", align: doc.Decimal}, {name: "执行率", align: doc.Decimal}}
	var rows [][]doc.Cell
	for i := range r.Funds.Sources {
		s := &r.Funds.Sources[i]
		name := sourceName(s)
		if s.Level.Value != "" && s.Name.Value != "" && !strings.Contains(s.Name.Value, s.Level.Value) {
			name += "（" + s.Level.Value + "）"
		}
		row := []doc.Cell{rowHead(text(name))}
		for _, field := range fields {
			row = append(row, p.value(set.Report("sources/"+itoa(i+1)+"/"+field), unit))
		}
		rows = append(rows, row)
	}
	return p.sparse("资金来源", unit, columns, rows)
}

// adjustmentsTable lists how the budget was changed in the year.
func (p *reportPage) adjustmentsTable() []doc.Block {
	r, set := p.in.Report, p.in.Figures
	unit := unitOf(set.Report("budget"))
	columns := []column{{name: "批准文号", wide: true}, {name: "种类"}, {name: "日期"}, {name: "金额", align: doc.Decimal}, {name: "原因", wide: true}}
	var rows [][]doc.Cell
	for i := range r.Funds.Adjustments {
		a := &r.Funds.Adjustments[i]
		name := p.plain(a.Authority, "")
		if len(name) == 0 {
			name = inlines(text("第" + itoa(i+1) + "次调整"))
		}
		reason := p.plain(a.Reason, "")
		if a.Exempt.Value {
			if len(reason) > 0 {
				reason = append(withoutStop(reason), text("；"))
			}
			reason = append(reason, text("不计入预算调整率"))
		}
		rows = append(rows, []doc.Cell{rowHead(name...), p.textCell(a.Kind), dateCell(a.Date),
			p.value(set.Report("adjustments/"+itoa(i+1)+"/amount"), unit), {Content: reason}})
	}
	return p.sparse("预算调整", unit, columns, rows)
}

// subUnitsTable lists the subordinate units whose sums the report takes in.
func (p *reportPage) subUnitsTable() []doc.Block {
	r, set := p.in.Report, p.in.Figures
	unit := unitOf(set.Report("budget"))
	columns := []column{{name: "所属单位", wide: true}, {name: "年初预算数", align: doc.Decimal}, {name: "全年预算数", align: doc.Decimal},
		{name: "全年执行数", align: doc.Decimal}, {name: "执行率", align: doc.Decimal}, {name: "自评得分", align: doc.Decimal}, {name: "等级", align: doc.Center}}
	var rows [][]doc.Cell
	for i := range r.SubUnits {
		u := &r.SubUnits[i]
		key := "subunits/" + u.ID.Value + "/"
		if set.Report(key+"budget") == nil && set.Report(key+"spent") == nil {
			key = "subunits/" + itoa(i+1) + "/"
		}
		name := u.Name.Value
		if name == "" {
			name = u.ID.Value
		}
		row := []doc.Cell{rowHead(text(name))}
		for _, field := range []string{"initial", "budget", "spent", "execution_rate", "score"} {
			row = append(row, p.value(set.Report(key+field), unit))
		}
		rows = append(rows, append(row, p.textCell(u.Grade)))
	}
	out := p.sparse("所属单位", unit, columns, rows)
	if len(out) == 1 {
		t := out[0].(doc.Table)
		t.Foot = p.subUnitsFoot(t, unit)
		out[0] = t
	}
	return out
}

// subUnitsFoot adds the units up.
func (p *reportPage) subUnitsFoot(t doc.Table, unit string) []doc.Row {
	budget, spent := p.in.Figures.Report("subunit_budget_sum"), p.in.Figures.Report("subunit_spent_sum")
	if budget == nil && spent == nil {
		return nil
	}
	row := doc.Row{Total: true, Cells: []doc.Cell{rowHead(text("逐项合计"))}}
	for _, h := range t.Head[0].Cells[1:] {
		name := doc.PlainText(h.Content)
		c := doc.Cell{Label: name, Content: inlines(none("没有合计"))}
		switch f := map[string]*metric.Figure{"全年预算数": budget, "全年执行数": spent}[name]; {
		case f != nil:
			c.Content = p.rowValue(f, unit)
		}
		row.Cells = append(row.Cells, c)
	}
	return []doc.Row{row}
}

// figureTable lists figures with the way in which each comes about; nil where the
// report has none of them.
func (p *reportPage) figureTable(caption string, names []string, notes ...[]doc.Inline) []doc.Block {
	set := p.in.Figures
	heads := []string{"名称", "数值", "怎么来的"}
	t := doc.Table{Caption: caption, Head: head(heads...), Columns: []doc.Column{{}, {Align: doc.Right}, {Wide: true}}}
	for _, name := range names {
		f := set.Report(name)
		if f == nil {
			continue
		}
		how := inlines(text("部门填报"))
		if _, computed := f.Origin.(metric.Computed); computed {
			how = p.wordsOnly(set.FormulaLabels(f))
		}
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{
			rowHead(text(f.Label)),
			{Content: p.rowValue(f, ""), Label: heads[1]},
			{Content: how, Label: heads[2]},
		}})
	}
	if len(t.Body) == 0 {
		return nil
	}
	t.ID, t.Number = p.tableNumber()
	for _, n := range notes {
		if len(n) > 0 {
			t.Notes = append(t.Notes, append(inlines(text(notePrefix)), n...))
		}
	}
	return []doc.Block{t}
}

// changeTable sets the year beside the year before, as that was published.
func (p *reportPage) changeTable() []doc.Block {
	set := p.in.Figures
	columns := []column{{name: "名称", wide: true}, {name: "上年", align: doc.Right}, {name: "本年", align: doc.Right}, {name: "增减", align: doc.Right}, {name: "增减率", align: doc.Right}}
	var rows [][]doc.Cell
	for _, name := range []string{"budget", "spent", "execution_rate", "total_score", "public_spent", "three_public_actual"} {
		f := set.Report(name)
		before := p.previousOf(f)
		if f == nil || before == nil || !f.OK() || !before.OK() {
			continue
		}
		own := set.Adopted(f)
		rows = append(rows, []doc.Cell{rowHead(text(f.Label)), {Content: inlines(p.ref(before))}, {Content: inlines(p.ref(own))},
			p.value(set.Report(name+"_change"), ""), p.value(set.Report(name+"_change_rate"), "")})
	}
	return p.sparse("与上年比较", "", columns, rows)
}

// scoresList sets the scores and grades of the projects side by side.
func (p *reportPage) scoresList() []doc.Block {
	r, set := p.in.Report, p.in.Figures
	columns := []column{{name: "项目", wide: true}, {name: "执行率", align: doc.Decimal}, {name: "自评得分", align: doc.Decimal}, {name: "复核得分", align: doc.Decimal},
		{name: "财政审核", align: doc.Decimal}, {name: "第三方", align: doc.Decimal}, {name: "等级", align: doc.Center}}
	var rows [][]doc.Cell
	scored := false
	for _, q := range r.Projects {
		row := []doc.Cell{rowHead(doc.Link{Href: projectPath(r, q), Content: inlines(text(projectName(q)))}), p.value(set.Project(q.ID, "execution_rate"), "")}
		for _, name := range []string{"total_score", "reviewed_total", "finance_total", "third_total", "grade"} {
			c := doc.Cell{}
			if f := set.Project(q.ID, name); f != nil {
				scored = scored || name == "total_score"
				c.Content = inlines(p.bareOwn(f))
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	if !scored {
		return nil
	}
	out := p.sparse("各项目的得分", "", columns, rows)
	if f := set.Report("average_score"); f != nil && f.OK() && len(out) == 1 {
		t := out[0].(doc.Table)
		t.Notes = append(t.Notes, inlines(text("注：得分单位是分；按预算数加权，项目平均得分"), p.ref(f), text("。")))
		out[0] = t
	}
	return out
}

// bareOwn is what counts of a score, without its unit: as stated, else as
// computed.
func (p *page) bareOwn(f *metric.Figure) doc.FigureRef {
	r := p.saidRef(p.settled(f))
	r.Unit = ""
	return r
}

// partsTable lists the sub-items of a project.
func (p *projectPage) partsTable() []doc.Block {
	q, set := p.project, p.in.Figures
	unit := unitOf(set.Project(q.ID, "budget"))
	columns := []column{{name: "子项", wide: true}, {name: "批次"}, {name: "全年预算数", align: doc.Decimal}, {name: "资金到位数", align: doc.Decimal}, {name: "全年执行数", align: doc.Decimal},
		{name: "执行率", align: doc.Decimal}, {name: "变动"}}
	var rows [][]doc.Cell
	for i := range q.Parts {
		part := &q.Parts[i]
		row := []doc.Cell{rowHead(text(firstOf(part.Name.Value, "第"+itoa(i+1)+"项"))), p.textCell(part.Batch)}
		for _, field := range []string{"budget", "received", "spent", "execution_rate"} {
			row = append(row, p.value(set.Project(q.ID, "parts/"+itoa(i+1)+"/"+field), unit))
		}
		rows = append(rows, append(row, p.textCell(part.Status)))
	}
	return p.sparse("子项", unit, columns, rows)
}

// hasForm reports whether one of the forms that are due has a block of that kind.
func hasForm(r *record.Report, kind string) bool {
	return slices.ContainsFunc(reportForms(r), func(f *record.Form) bool {
		return slices.ContainsFunc(f.Blocks, func(b record.FormBlock) bool { return b.Kind.Value == kind })
	})
}
