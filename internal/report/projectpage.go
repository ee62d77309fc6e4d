package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// projectView is what project.md sees.
type projectView struct {
	Name        string
	County      string
	Department  string
	Year        int
	Basis       string
	ReportTitle string
	ReportPage  string // address of the report
	Purpose     bool   // the file says what the money was for
	Result      bool   // the file says what came of it
	Draft       bool   // the report is a draft
	Differences int    // findings about this project
}

// projectPage is the page of one project.
type projectPage struct {
	page
	in          Input
	project     *record.Project
	differences []source.Finding // about this project
}

// Project builds the page of one of the report's projects.
func (l *Layouts) Project(in Input, q *record.Project) (*doc.Document, []source.Finding) {
	r := in.Report
	p := &projectPage{in: in, project: q}
	p.site, p.version, p.report = in.Site, in.Version, r
	p.path = projectPath(r, q)
	p.previous = in.Previous
	p.marks = newMarks(in.Figures, nil)
	all := newMarks(in.Figures, in.Findings)
	for _, i := range all.project(q.ID) {
		p.differences = append(p.differences, all.findings[i])
	}
	p.figure, p.names = projectFigures(in, q.ID)
	p.data = projectView{
		Name: projectName(q), County: in.Site.County.Value, Department: departmentName(r), Year: r.Year, Basis: basis(r),
		ReportTitle: reportTitle(r), ReportPage: r.Key() + "/index.html",
		Purpose: strings.TrimSpace(q.Purpose.Value) != "", Result: strings.TrimSpace(q.Result.Value) != "",
		Draft: r.Draft(), Differences: len(p.differences),
	}
	p.doc = doc.Document{
		ID: r.Key() + "/projects/" + q.ID, Author: publisher(r), Subject: itoa(r.Year) + "年度" + departmentName(r) + "的项目",
		Keywords: []string{"预算绩效", projectName(q)}, Date: documentDate(r, in.Version), Spine: chineseYear(r.Year) + "年度",
	}
	p.blocks = map[string]block{
		"summary":   {args: [][]string{projectMetrics(r)}, more: true, build: p.summary},
		"prose":     {args: [][]string{{"purpose", "result"}}, build: p.prose},
		"forms":     {build: p.forms},
		"downloads": {build: p.downloads},
		"sentence":  {build: p.sentence},
		"table":     {args: [][]string{{"figures", "parts"}}, build: p.table},
		"chart":     {args: [][]string{{"score"}, nil}, more: true, build: p.chart},
		"findings":  {build: p.findings},
		"screen":    {text: true, build: p.screen},
		"fields":    {args: [][]string{{"version"}}, build: p.fields},
	}
	return l.build(pageProject, &p.page)
}

// chart draws the project's scores on the scale of their grades.
func (p *projectPage) chart(args []string, _ string, at source.Place) []doc.Block {
	names, q := args[1:], p.project
	p.chartNames(names, projectMetrics(p.in.Report), at)
	find := func(name string) *metric.Figure { return p.in.Figures.Project(q.ID, name) }
	return p.scoreChart("自评得分与等级", gradingOf(q.Rules, &q.Scores), names, find, reviewOf(p.in.Report, q.ID))
}

// projectFigures finds figures as a project's layout names them: METRIC for the
// project's own, report.METRIC for the report's.
func projectFigures(in Input, id string) (find func(string) *metric.Figure, names func() []string) {
	find = func(name string) *metric.Figure {
		if m, ok := strings.CutPrefix(name, "report."); ok {
			return in.Figures.Report(m)
		}
		return in.Figures.Project(id, name)
	}
	names = func() []string {
		out := projectMetrics(in.Report)
		for _, m := range reportMetrics(in.Report) {
			out = append(out, "report."+m)
		}
		return out
	}
	return find, names
}

func (p *projectPage) summary(args []string, _ string, _ source.Place) []doc.Block {
	find := func(name string) *metric.Figure { return p.in.Figures.Project(p.project.ID, name) }
	return []doc.Block{doc.Summary{Keys: p.keys(args, find), Chart: p.execution(executionFigures{
		budget: find("budget"), spent: find("spent"), unspent: find("unspent"), rate: find("execution_rate"),
	})}}
}

func (p *projectPage) prose(args []string, _ string, _ source.Place) []doc.Block {
	if args[0] == "purpose" {
		return p.proseOf(p.project.Purpose, p.project.ID, noHeadings)
	}
	return p.proseOf(p.project.Result, p.project.ID, noHeadings)
}

// table lists every figure of the project and how it comes about, or its
// sub-items.
func (p *projectPage) table(args []string, _ string, _ source.Place) []doc.Block {
	if args[0] == "parts" {
		return p.partsTable()
	}
	id, number := p.tableNumber()
	names := []string{"名称", "数值", "怎么来的"}
	t := doc.Table{
		ID: id, Number: number, Caption: "这个项目的数",
		Columns: []doc.Column{{}, {Align: doc.Right}, {Wide: true}}, Head: head(names...),
	}
	for _, name := range projectMetrics(p.in.Report) {
		f := p.in.Figures.Project(p.project.ID, name)
		if f == nil {
			continue
		}
		how := inlines(text("直接填报，见"), p.placeRef(f.Place()))
		if _, computed := f.Origin.(metric.Computed); computed {
			how = p.wordsOnly(p.in.Figures.FormulaLabels(f))
		}
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{
			rowHead(text(label(f))),
			{Content: inlines(p.ref(f)), Label: names[1]},
			{Content: how, Label: names[2]},
		}})
	}
	return []doc.Block{t}
}

// wordsOnly is a formula in labels, without links.
func (p *page) wordsOnly(parts []metric.Part) []doc.Inline {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
	}
	if b.Len() == 0 {
		return inlines(none("没有公式"))
	}
	return inlines(text(b.String()))
}

// findings tells what the checks found about the project; the evidence stands on
// the report's page.
func (p *projectPage) findings([]string, string, source.Place) []doc.Block {
	list := doc.List{}
	for i := range p.differences {
		f := &p.differences[i]
		var content []doc.Inline
		if f.Title != "" {
			content = append(content, doc.Strong{Content: inlines(text(f.Title + "："))})
		}
		content = append(content, text(reason(f)), doc.Link{
			Href:    p.in.Report.Key() + "/index.html#reconciliation",
			Content: inlines(text("见报告的数据核对")),
		})
		list.Items = append(list.Items, []doc.Block{doc.Paragraph{Content: content}})
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}

// downloads are the files beside the project's page.
func (p *projectPage) downloads([]string, string, source.Place) []doc.Block {
	return downloadsOf(p.in.Downloads)
}

func (p *projectPage) fields([]string, string, source.Place) []doc.Block {
	return []doc.Block{doc.Fields{ID: "version", Items: p.versionFields()}}
}
