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
		"table":  {args: [][]string{{"reports"}}, build: p.table},
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

// table lists the department's reports.
func (p *departmentPage) table([]string, string, source.Place) []doc.Block {
	if len(p.reports) == 0 {
		return nil
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
	t.Notes = [][]doc.Inline{inlines(text("注：条的外框是预算，实心是支出，虚框表示支出未填报。"))}
	return []doc.Block{t}
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
