package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/source"
)

// calculation explains the year's sums; a single report explains its own figures.
func (p *countyPage) calculation([]string, string, source.Place) []doc.Block {
	if !p.figures.Summed {
		return nil
	}
	e := doc.Entries{}
	g := p.figures.Group
	for _, f := range []*metric.Figure{g.Budget, g.Spent, g.Rate, g.Unspent, g.Projects, g.Evaluated, g.Coverage, g.Score, g.ProjectBudget, g.ProjectSpent, g.PRate} {
		if f != nil && (f == g.Budget || f == g.Spent || f == g.Rate || p.refs[f].Key != "") {
			p.addSum(&e, f)
		}
	}
	for _, f := range p.converted {
		e.Items = append(e.Items, p.conversion(f))
	}
	return []doc.Block{e}
}

// conversion explains a department's sum in the county's unit.
func (p *countyPage) conversion(f *metric.Figure) doc.Entry {
	of := f.Inputs()[0]
	words, factor := metric.Conversion(f)
	name := p.inputLabel(of)
	return doc.Entry{ID: anchor(f), Label: name, Figure: p.ref(f), Formula: inlines(text(words)),
		Arithmetic: inlines(p.ref(of), text(factor+" = "), p.ref(f)),
		Inputs:     []doc.EntryInput{{Label: name, Figure: p.ref(of)}}}
}

// addSum adds the entry of a figure of the year, and those of the figures that it
// follows from.
func (p *countyPage) addSum(e *doc.Entries, f *metric.Figure) {
	for i := range e.Items {
		if e.Items[i].Figure.Key == f.Key {
			return
		}
	}
	for _, in := range f.Inputs() {
		if strings.HasPrefix(in.Key, itoa(p.year)+"/") && strings.Count(in.Key, "/") == 1 {
			p.addSum(e, in)
		}
	}
	e.Items = append(e.Items, p.sumEntry(f))
}

// sumEntry explains a figure of the year.
func (p *countyPage) sumEntry(f *metric.Figure) doc.Entry {
	e := doc.Entry{ID: anchor(f), Label: f.Label, Figure: p.ref(f), Reason: f.Reason()}
	words, sign := p.figures.Group.Words(f)
	e.Formula = inlines(text(words))
	for i, in := range f.Inputs() {
		if f.OK() && sign != "" {
			if i > 0 {
				e.Arithmetic = append(e.Arithmetic, text(sign))
			}
			e.Arithmetic = append(e.Arithmetic, p.ref(in))
		}
		e.Inputs = append(e.Inputs, doc.EntryInput{Label: p.inputLabel(in), Figure: p.ref(in)})
	}
	if len(e.Arithmetic) > 0 {
		e.Arithmetic = append(e.Arithmetic, text(" = "), p.ref(f))
	}
	return e
}

// inputLabel names a figure of a report by its department.
func (p *countyPage) inputLabel(f *metric.Figure) string {
	for _, in := range p.reports {
		if strings.HasPrefix(f.Key, in.Report.Key()+"/") {
			return departmentName(in.Report) + "·" + f.Label
		}
	}
	return f.Label
}

// wide fills what a year of several reports has beside its sums.
func (p *countyPage) wide(v *countyView) {
	if !p.figures.Summed {
		return
	}
	if fs := metric.Functions(p.figures.Group.Rows, p.year, unitOfSite(p.site)); len(fs) > 1 && len(p.reports) > len(fs) {
		v.Functions = len(fs)
	}
	v.Graded = len(p.figures.Group.Grades)
	for _, r := range metric.Rank(p.figures.Group.Rows, "execution_rate") {
		if r.Place > 0 {
			v.Ranked++
		}
	}
	if v.Ranked < 3 {
		v.Ranked = 0 // two departments need no ranking
	}
	v.Overall = len(p.overall())
}

// overall are the findings about the year that no single report has.
func (p *countyPage) overall() []source.Finding {
	var out []source.Finding
	for _, f := range p.c.Findings {
		if f.Kind == source.Domain && (f.Key == itoa(p.year) || strings.HasPrefix(f.Key, itoa(p.year)+"/")) {
			out = append(out, f)
		}
	}
	return out
}

// functionsTable adds the departments up by their functions.
func (p *countyPage) functionsTable() []doc.Block {
	groups := metric.Functions(p.figures.Group.Rows, p.year, unitOfSite(p.site))
	if len(groups) == 0 {
		return nil
	}
	id, number := p.tableNumber()
	names := []string{"职能", "部门", "预算", "支出", "执行率"}
	t := doc.Table{ID: id, Number: number, Caption: "按职能汇总", Unit: unitOfSite(p.site).Name, Head: head(names...),
		Columns: []doc.Column{{Wide: true}, {Align: doc.Right}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}}}
	for _, g := range groups {
		row := doc.Row{ID: anchor(g.Budget), Cells: []doc.Cell{rowHead(text(g.Name)),
			{Content: inlines(text(itoa(len(g.Rows)) + "个")), Label: names[1]}}}
		for i, f := range []*metric.Figure{g.Budget, g.Spent, g.Rate} {
			row.Cells = append(row.Cells, doc.Cell{Content: inlines(p.bare(f)), Label: names[i+2]})
		}
		t.Body = append(t.Body, row)
	}
	t.Notes = [][]doc.Inline{inlines(text("注：职能相同的部门相加，只包括预算和支出都已填报的部门；执行率＝支出 ÷ 预算。"))}
	return []doc.Block{t}
}

// gradesTable tells how many reports and projects have each grade.
func (p *countyPage) gradesTable() []doc.Block {
	grades := p.figures.Group.Grades
	if len(grades) == 0 {
		return nil
	}
	id, number := p.tableNumber()
	t := doc.Table{ID: id, Number: number, Caption: "等级分布", Head: head("等级", "部门", "项目"),
		Columns: []doc.Column{{Wide: true}, {Align: doc.Right}, {Align: doc.Right}}}
	for _, g := range grades {
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(text(g.Name)),
			{Content: inlines(text(itoa(g.Reports) + "个")), Label: "部门"}, {Content: inlines(text(itoa(g.Projects) + "个")), Label: "项目"}}})
	}
	return []doc.Block{t}
}

// rankingTable ranks the departments by how they spent their budgets, with the
// places of their scores beside it.
func (p *countyPage) rankingTable() []doc.Block {
	rows := p.figures.Group.Rows
	scores := map[string]metric.Ranked{}
	scored := false
	for _, r := range metric.Rank(rows, "total_score") {
		scores[r.Row.ID] = r
		scored = scored || r.Place > 0
	}
	columns := []column{{name: "部门", wide: true}, {name: "执行率", align: doc.Decimal}, {name: "名次", align: doc.Right}, {name: "自评得分", align: doc.Decimal}, {name: "得分名次", align: doc.Right}}
	var out [][]doc.Cell
	place := func(n int) doc.Cell {
		if n == 0 {
			return doc.Cell{}
		}
		return doc.Cell{Content: inlines(text(itoa(n)))}
	}
	for _, r := range metric.Rank(rows, "execution_rate") {
		head := inlines(doc.Link{Href: p.rowAt(r.Row), Content: inlines(text(r.Row.Name))})
		if r.Row.Draft {
			head = append(head, text(draftMark))
		}
		row := []doc.Cell{rowHead(head...), p.value(r.Row.Report("execution_rate"), ""), place(r.Place), {}, {}}
		if scored {
			row[3], row[4] = p.scoreOf(r.Row), place(scores[r.Row.ID].Place)
		}
		out = append(out, row)
	}
	return p.sparse("各部门的执行率与得分", "", columns, out)
}

// rowAt is how this page links the report of a row.
func (p *countyPage) rowAt(row *metric.Row) string {
	for _, in := range p.reports {
		if in.Report.Key() == row.ID {
			return p.reportAt(in.Report, "")
		}
	}
	return row.ID + "/index.html"
}

func (p *countyPage) scoreOf(r *metric.Row) doc.Cell {
	f := r.Report("total_score")
	if f == nil {
		return doc.Cell{}
	}
	return doc.Cell{Content: inlines(p.bare(f))}
}

// overallTable lists what only all reports together show.
func (p *countyPage) overallTable() []doc.Block {
	found := p.overall()
	columns := []column{{name: "核对"}, {name: "说明", wide: true}, {name: "程度"}}
	var rows [][]doc.Cell
	for i := range found {
		f := &found[i]
		rows = append(rows, []doc.Cell{rowHead(text(findingTitle(f))), {Content: inlines(text(sentence(f.Message)))}, {Content: inlines(text(f.Severity.Label()))}})
	}
	return p.sparse("全县的核对", "", columns, rows)
}
