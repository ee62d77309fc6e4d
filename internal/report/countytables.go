package report

import (
	"slices"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// classList is the class of the tables that list departments over the page's
// whole width.
const classList = "list"

func (p *countyPage) table(args []string, _ string, _ source.Place) []doc.Block {
	switch args[0] {
	case "years":
		return p.yearsTable()
	case "differences":
		return p.differencesTable()
	case "functions":
		return p.functionsTable()
	case "grades":
		return p.gradesTable()
	case "ranking":
		return p.rankingTable()
	case "overall":
		return p.overallTable()
	}
	return p.departmentsTable()
}

// listColumns are the columns of a list of reports, by department or by year.
func listColumns() []doc.Column {
	return []doc.Column{{Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Width: 190}, {Align: doc.Right}}
}

// draftMark stands behind the name of a draft.
const draftMark = "（" + draftText + "）"

// draftsNote tells what the mark means, where a list has any.
func draftsNote(reports []Input) [][]doc.Inline {
	if !slices.ContainsFunc(reports, func(in Input) bool { return in.Report.Draft() }) {
		return nil
	}
	return [][]doc.Inline{inlines(text("注：标“草稿”的，" + draftNote))}
}

// reportRow is one report in a list.
func (p *page) reportRow(in Input, name string, scale chart.Scale) doc.Row {
	set := in.Figures
	budget, spent := set.Report("budget"), set.Report("spent")
	bar := doc.Cell{}
	if b, ok := amount(budget); ok && scale.Steps > 0 {
		var done *money.Number
		if s, ok := amount(spent); ok {
			done = &s.num
		}
		d := scale.Budget("bar-"+in.Report.Dept+"-"+itoa(in.Report.Year), b.num, done)
		bar.Drawing = &d
	}
	head := inlines(doc.Link{Href: p.reportAt(in.Report, ""), Content: inlines(text(name))})
	if in.Report.Draft() {
		head = append(head, text(draftMark))
	}
	return doc.Row{Cells: []doc.Cell{
		rowHead(head...),
		p.cell(budget, "预算"), p.cell(spent, "支出"), p.cell(set.Report("execution_rate"), "执行率"),
		bar, differencesCell(p.reportAt(in.Report, "reconciliation"), len(newMarks(nil, in.Findings).findings)),
	}}
}

func differencesCell(href string, n int) doc.Cell {
	c := doc.Cell{Label: "差异", Content: inlines(text("无"))}
	if n > 0 {
		c.Content = inlines(doc.Link{Href: href, Content: inlines(text(itoa(n) + "处"))})
	}
	return c
}

// listScale is the scale that the bars of a list share, in 分.
func listScale(reports []Input) chart.Scale {
	var values []money.Number
	for _, in := range reports {
		for _, name := range []string{"budget", "spent"} {
			if a, ok := amount(in.Figures.Report(name)); ok {
				values = append(values, a.num)
			}
		}
	}
	return chart.NewScale(values)
}

// listHead is the head of a list of reports; its scale is printed in the unit of
// the list.
func listHead(first string, scale chart.Scale, unit money.Unit) []doc.Row {
	h := head(first, "预算", "支出", "执行率", "预算与支出条", "差异")
	c := &h[0].Cells[4]
	c.Hidden = true
	if scale.Steps > 0 {
		step, _ := scale.Step.Quo(money.Int(unit.Fen))
		d := chart.Scale{Step: step, Steps: scale.Steps}.Head("list-scale", "")
		c.Drawing = &d
	}
	return h
}

// unitAmong is the unit in which all reports of a list publish, or none.
func unitAmong(reports []Input) (money.Unit, bool) {
	var unit money.Unit
	for i, in := range reports {
		u, ok := money.UnitNamed(unitOf(in.Figures.Report("budget")))
		if !ok || i > 0 && u != unit {
			return money.WanYuan, false
		}
		unit = u
	}
	return unit, len(reports) > 0
}

// withUnits puts the units back into the cells of a list whose reports publish in
// different ones.
func withUnits(rows []doc.Row, reports []Input, p *page) {
	for i, in := range reports {
		for j, name := range []string{"budget", "spent"} {
			if f := in.Figures.Report(name); f != nil {
				rows[i].Cells[1+j].Content = inlines(p.ref(f))
			}
		}
	}
}

// departmentsTable lists the departments of a year.
func (p *countyPage) departmentsTable() []doc.Block {
	if len(p.reports) == 0 {
		return nil
	}
	scale := listScale(p.reports)
	unit, _ := unitAmong(p.reports)
	if p.figures.Summed {
		unit = unitOfSite(p.site)
	}
	id, number := p.tableNumber()
	t := doc.Table{ID: id, Number: number, Caption: "各部门的预算与支出", Unit: unit.Name, Class: classList,
		Columns: listColumns(), Head: listHead("部门", scale, unit)}
	for _, in := range p.reports {
		row := p.reportRow(in, departmentName(in.Report), scale)
		if p.figures.Summed {
			p.convert(row.Cells, in, unit)
		}
		t.Body = append(t.Body, row)
	}
	if p.bound {
		ends(t.Head[0].Cells[4].Drawing)
	}
	t.Body = append(t.Body, p.absentRows()...)
	if p.figures.Summed {
		t.Foot = []doc.Row{p.totalRow()}
	}
	t.Notes = p.listNotes()
	return []doc.Block{t}
}

// convert puts a report's sums into the unit of the list.
func (p *countyPage) convert(cells []doc.Cell, in Input, unit money.Unit) {
	row := in.Figures.Row(in.Report)
	for i, name := range []string{"budget", "spent"} {
		if f := row.Converted(name, unit); f != nil {
			p.converted = append(p.converted, f)
			cells[1+i].Content = inlines(p.bare(f))
		}
	}
}

// ends leaves the first and the last number of a scale, for which a page of a book
// has room.
func ends(d *doc.Drawing) {
	if d != nil && len(d.Shapes) > 2 {
		d.Shapes = []doc.Shape{d.Shapes[0], d.Shapes[len(d.Shapes)-1]}
	}
}

// absentRows are the departments of which the site has no report of the year.
func (p *countyPage) absentRows() []doc.Row {
	var rows []doc.Row
	for _, d := range p.c.Departments {
		has := false
		for _, in := range p.reports {
			has = has || in.Report.Dept == d.ID
		}
		if has || p.year == 0 {
			continue
		}
		why := none("本站没有收录这个部门" + itoa(p.year) + "年度的报告")
		row := doc.Row{Cells: []doc.Cell{rowHead(doc.Link{Href: departmentPath(d.ID), Content: inlines(text(d.Name.Value))})}}
		for _, label := range []string{"预算", "支出", "执行率", "", "差异"} {
			c := doc.Cell{Label: label}
			if label != "" {
				c.Content = inlines(why)
			}
			row.Cells = append(row.Cells, c)
		}
		rows = append(rows, row)
	}
	return rows
}

func (p *countyPage) totalRow() doc.Row {
	n := 0
	for _, in := range p.reports {
		n += len(newMarks(nil, in.Findings).findings)
	}
	c := differencesCell("", n)
	if n > 0 {
		c.Content = inlines(text(itoa(n) + "处"))
	}
	return doc.Row{Total: true, Cells: []doc.Cell{
		rowHead(text("合计")), p.cell(p.figures.Budget, "预算"), p.cell(p.figures.Spent, "支出"), p.cell(p.figures.Rate, "执行率"), {}, c,
	}}
}

// listNotes say how to read the bars and what the sums take in.
func (p *countyPage) listNotes() [][]doc.Inline {
	notes := [][]doc.Inline{inlines(text("注：条的外框是预算，实心是支出，虚框表示支出未填报。"))}
	if left := len(p.reports) - len(p.figures.Included); p.figures.Summed && left > 0 {
		notes = append(notes, inlines(text("注：合计只包括预算和支出都已填报的"+itoa(len(p.figures.Included))+"个部门。")))
	}
	return append(notes, draftsNote(p.reports)...)
}

// yearsTable lists the years that have reports.
func (p *countyPage) yearsTable() []doc.Block {
	years := p.c.years()
	if len(years) == 0 {
		return nil
	}
	id, number := p.tableNumber()
	t := doc.Table{ID: id, Number: number, Caption: "各年度合计",
		Columns: []doc.Column{{}, {Align: doc.Right}, {Align: doc.Right}, {Align: doc.Right}, {Align: doc.Right}},
		Head:    head("年度", "部门", "预算", "支出", "执行率")}
	for _, y := range years {
		reports := p.c.yearOf(y)
		figures := YearFigures(p.site, y, reports)
		row := doc.Row{Cells: []doc.Cell{
			rowHead(doc.Link{Href: itoa(y) + "/index.html", Content: inlines(text(itoa(y) + "年度"))}),
			{Content: inlines(text(itoa(len(reports)) + "个")), Label: "部门"},
		}}
		for i, f := range []*metric.Figure{figures.Budget, figures.Spent, figures.Rate} {
			row.Cells = append(row.Cells, doc.Cell{Content: inlines(p.ref(f)), Label: []string{"预算", "支出", "执行率"}[i]})
		}
		t.Body = append(t.Body, row)
	}
	return []doc.Block{t}
}

// mostDifferences is how many differences the page of a year lists one by one;
// more are counted by what they are about.
const mostDifferences = 60

// differencesTable lists what the checks found in the reports of the year.
func (p *countyPage) differencesTable() []doc.Block {
	total := 0
	for _, in := range p.reports {
		total += len(newMarks(nil, in.Findings).findings)
	}
	if total > mostDifferences {
		return p.differencesByKind()
	}
	t := doc.Table{Columns: []doc.Column{{Width: 150}, {Width: 180}, {Wide: true}, {Width: 80}}, Head: head("部门", "差异", "说明", "程度")}
	for _, in := range p.reports {
		page := p.reportAt(in.Report, "reconciliation")
		for _, f := range newMarks(in.Figures, in.Findings).findings {
			severity := f.Severity.Label()
			if f.Accepted != nil {
				severity = explainedText
			}
			t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{
				rowHead(text(shortName(in.Report))),
				{Content: inlines(doc.Link{Href: page, Content: inlines(text(findingTitle(&f)))}), Label: "差异"},
				{Content: inlines(text(sentence(f.Message))), Label: "说明"},
				{Content: inlines(text(severity)), Label: "程度"},
			}})
		}
	}
	if len(t.Body) == 0 {
		return nil
	}
	t.ID, t.Number = p.tableNumber()
	t.Caption = "核对发现的差异"
	return []doc.Block{t}
}

// findingTitle names a finding in a few words.
func findingTitle(f *source.Finding) string {
	if f.Title != "" {
		return f.Title
	}
	return f.Rule
}

// differencesByKind counts the differences of a year by what they are about, the
// most frequent first.
func (p *countyPage) differencesByKind() []doc.Block {
	type kind struct {
		title, severity  string
		found, reporting int
	}
	var kinds []*kind
	at := map[string]*kind{}
	for _, in := range p.reports {
		seen := map[*kind]bool{}
		for _, f := range newMarks(nil, in.Findings).findings {
			k := at[findingTitle(&f)]
			if k == nil {
				k = &kind{title: findingTitle(&f), severity: f.Severity.Label()}
				at[k.title] = k
				kinds = append(kinds, k)
			}
			k.found++
			if !seen[k] {
				seen[k] = true
				k.reporting++
			}
		}
	}
	slices.SortStableFunc(kinds, func(a, b *kind) int { return b.found - a.found })
	var rows [][]doc.Cell
	for _, k := range kinds {
		rows = append(rows, []doc.Cell{rowHead(text(k.title)), {Content: inlines(text(itoa(k.found) + "处"))},
			{Content: inlines(text(itoa(k.reporting) + "个"))}, {Content: inlines(text(k.severity))}})
	}
	return p.sparse("核对发现的差异", "", []column{{name: "差异", wide: true}, {name: "处数", align: doc.Right}, {name: "部门", align: doc.Right}, {name: "程度"}}, rows)
}
