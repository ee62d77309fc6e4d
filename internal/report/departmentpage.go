package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// departmentView is what department.md sees.
type departmentView struct {
	County   string
	Name     string
	Short    string
	Function string
	Parent   string // name of the supervising department, "" for none
	Contact  string
	Duties   int
	Reports  int
	Scored   int // reports with scores
	Ledger   int // year of the report whose ledger is the newest, 0 for none
}

// departmentPage is a department through the years.
type departmentPage struct {
	page
	dept    *record.Department
	reports []Input // the newest first
}

// Department builds the page of a department.
func (l *Layouts) Department(c *County, dept *record.Department) (*doc.Document, []source.Finding) {
	p := &departmentPage{dept: dept}
	p.site, p.version, p.path = c.Site, c.Version, departmentPath(dept.ID)
	for _, in := range c.Reports {
		if in.Report.Dept == dept.ID {
			p.reports = append(p.reports, in)
		}
	}
	slices.SortStableFunc(p.reports, func(a, b Input) int { return b.Report.Year - a.Report.Year })
	view := departmentView{County: c.Site.County.Value, Name: dept.Name.Value, Short: dept.Short.Value,
		Function: dept.Function.Value, Contact: dept.Contact.Value, Duties: len(dept.Duties), Reports: len(p.reports)}
	for _, d := range c.Departments {
		if d.ID == dept.Parent.Value && dept.Parent.Value != "" {
			view.Parent = d.Name.Value
		}
	}
	for _, in := range p.reports {
		if f := in.Figures.Report("total_score"); has(f) || has(in.Figures.Report("average_score")) {
			view.Scored++
		}
		if view.Ledger == 0 && hasLedger(in.Report) {
			view.Ledger = in.Report.Year
		}
	}
	p.data = view
	p.figure = p.find
	p.names = func() []string {
		var out []string
		for _, in := range p.reports {
			for _, f := range in.Figures.All() {
				out = append(out, f.Key)
			}
		}
		return out
	}
	p.blocks = map[string]block{
		"table":  {args: [][]string{{"reports", "scores", "ledger"}}, build: p.table},
		"chart":  {args: [][]string{{"years"}, nil}, more: true, build: p.chart},
		"duties": {build: p.duties},
		"screen": {text: true, build: p.screen},
	}
	p.doc = doc.Document{ID: "departments/" + dept.ID, Author: dept.Name.Value, Subject: dept.Name.Value + "历年预算绩效自评",
		Keywords: []string{"预算绩效", dept.Name.Value}, Date: c.Version.Date}
	return l.build(pageDepartment, &p.page)
}

func departmentPath(id string) string { return "departments/" + id + ".html" }

// find finds a figure by its key.
func (p *departmentPage) find(name string) *metric.Figure {
	for _, in := range p.reports {
		if f := in.Figures.Get(name); f != nil {
			return f
		}
	}
	return nil
}

// table lists the department's reports, its scores through the years, or the
// problems that are still followed up.
func (p *departmentPage) table(args []string, _ string, _ source.Place) []doc.Block {
	switch {
	case len(p.reports) == 0:
		return nil
	case args[0] == "scores":
		return p.scoresTable()
	case args[0] == "ledger":
		return p.ledgerTable()
	}
	scale := listScale(p.reports)
	unit, same := unitAmong(p.reports)
	id, number := p.tableNumber()
	t := doc.Table{ID: id, Number: number, Caption: "历年预算与支出", Unit: unit.Name, Class: classList,
		Columns: listColumns(), Head: listHead("年度", scale, unit)}
	for _, in := range p.reports {
		t.Body = append(t.Body, p.reportRow(in, itoa(in.Report.Year)+"年度", scale))
	}
	if !same {
		t.Unit = ""
		withUnits(t.Body, p.reports, &p.page)
	}
	t.Notes = append([][]doc.Inline{inlines(text("注：条的外框是预算，实心是支出，虚框表示支出未填报。"))}, draftsNote(p.reports)...)
	return []doc.Block{t}
}

// chart draws metrics through the department's years. Its tables beside it have the
// figures.
func (p *departmentPage) chart(args []string, _ string, at source.Place) []doc.Block {
	var past []Past
	var known []string
	for _, in := range p.reports {
		past = append(past, Past{in.Report.Year, in.Figures})
		known = append(known, reportMetrics(in.Report)...)
	}
	p.chartNames(args[1:], known, at)
	beside := []string{"budget", "spent", "execution_rate", "total_score", "reviewed_total", "average_score", "coverage"}
	data := slices.ContainsFunc(args[1:], func(name string) bool { return !slices.Contains(beside, name) })
	return p.yearsChart(past, args[1:], data)
}

// duties lists what the department is there for.
func (p *departmentPage) duties([]string, string, source.Place) []doc.Block {
	list := doc.List{Ordered: true, Start: 1}
	for _, d := range p.dept.Duties {
		if s := strings.TrimSpace(d.Value); s != "" {
			list.Items = append(list.Items, []doc.Block{doc.Paragraph{Content: inlines(text(s))}})
		}
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}

// scoresTable sets the scores of the years side by side.
func (p *departmentPage) scoresTable() []doc.Block {
	columns := []column{{name: "年度"}, {name: "执行率", align: doc.Decimal}, {name: "自评总分", align: doc.Decimal}, {name: "复核总分", align: doc.Decimal},
		{name: "等级", align: doc.Center}, {name: "项目平均得分", align: doc.Decimal}, {name: "覆盖率", align: doc.Decimal}}
	var rows [][]doc.Cell
	for _, in := range p.reports {
		head := inlines(doc.Link{Href: in.Report.Key() + "/index.html", Content: inlines(text(itoa(in.Report.Year) + "年度"))})
		if in.Report.Draft() {
			head = append(head, text(draftMark))
		}
		row := []doc.Cell{rowHead(head...)}
		for _, name := range []string{"execution_rate", "total_score", "reviewed_total", "grade", "average_score", "coverage"} {
			c := doc.Cell{}
			if f := in.Figures.Report(name); has(f) {
				c.Content = inlines(p.bare(in.Figures.Adopted(f)))
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	return p.sparse("历年得分", "", columns, rows)
}

// ledgerTable is the ledger of the newest report that has one.
func (p *departmentPage) ledgerTable() []doc.Block {
	for i, in := range p.reports {
		if !hasLedger(in.Report) {
			continue
		}
		p.marks, p.report = newMarks(in.Figures, nil), in.Report
		defer func() { p.marks, p.report = nil, nil }()
		var earlier []*record.Report
		for _, old := range p.reports[i+1:] {
			earlier = append(earlier, old.Report)
		}
		if i+1 < len(p.reports) {
			p.previous = p.reports[i+1].Figures
		}
		return p.ledgerOf(in.Report, earlier)
	}
	return nil
}
