package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// reportView is what report.md sees. Numbers of the report are not here: they are
// referred to by fig.
type reportView struct {
	County      string
	Department  string // full name
	Short       string
	Year        int
	Title       string
	Basis       string // the report's word for its budget
	Note        string // what the reader must know about a transcribed report
	SourceTitle string // title of the publication it was copied from
	Transcribed bool
	Problems    int    // problems that the report names
	Scored      bool   // the report has a total score
	Graded      bool   // and a grade
	Ledger      bool   // a form of the profile tells what is done about them
	Reviews     int    // re-checks
	Revised     string // day of the last correction, "" for none
	Differences int    // what the checks found
	Explained   int    // of them, those that a reviewer explained
	Incomplete  bool   // a fact of its publication is still missing
	Bound       bool   // it is a part of a book, which explains no figure
}

// reportPage is the document of a department's year.
type reportPage struct {
	page
	in Input
}

func newReportPage(in Input) *reportPage {
	r := in.Report
	p := &reportPage{in: in}
	p.site, p.version = in.Site, in.Version
	p.path, p.report = r.Key()+"/index.html", r
	p.previous = in.Previous
	p.marks = newMarks(in.Figures, in.Findings)
	p.data = reportView{
		County: in.Site.County.Value, Department: departmentName(r), Short: shortName(r), Year: r.Year,
		Title: reportTitle(r), Basis: basis(r), Note: r.Source.Note.Value, SourceTitle: r.Source.Title.Value,
		Transcribed: record.Stage(r.Stage.Value) == record.Transcribed,
		Problems:    len(r.Problems), Differences: len(p.marks.findings),
		Explained: explainedIn(p.marks.findings), Incomplete: incomplete(r),
		Scored: has(p.own(in.Figures.Report("total_score"))), Graded: has(p.own(in.Figures.Report("grade"))),
		Ledger: hasForm(r, "ledger"), Reviews: len(r.Reviews), Revised: revised(r),
	}
	p.figure, p.names = reportFigures(in)
	p.doc = doc.Document{
		ID: r.Key(), Author: publisher(r), Subject: itoa(r.Year) + "年度部门整体绩效自评",
		Keywords: []string{"预算绩效", "绩效自评", departmentName(r), itoa(r.Year) + "年度"},
		Date:     documentDate(r, in.Version), Spine: chineseYear(r.Year) + "年度",
		Last: p.lastLine(), Tag: tag(in.Site, r),
	}
	p.blocks = p.namedBlocks()
	return p
}

// namedBlocks are the blocks that report.md may name.
func (p *reportPage) namedBlocks() map[string]block {
	return map[string]block{
		"title":          {build: p.titleBlock},
		"summary":        {args: [][]string{reportMetrics(p.in.Report)}, more: true, build: p.summary},
		"downloads":      {build: p.downloads},
		"screen":         {text: true, build: p.screen},
		"table":          {args: [][]string{tableNames()}, build: p.table},
		"chart":          {args: [][]string{{"years", "score"}, nil}, more: true, build: p.chart},
		"prose":          {args: [][]string{{"goals", "evaluation", "analysis", "measures", "reason"}}, build: p.prose},
		"problems":       {build: p.problems},
		"projects":       {build: p.projects},
		"forms":          {build: p.forms},
		"use":            {build: p.use},
		"sentence":       {build: p.sentence},
		"calculation":    {build: p.calculation},
		"reconciliation": {build: p.reconciliation},
		"fields":         {args: [][]string{{"disclosure", "verification"}}, build: p.fields},
	}
}

// chart draws metrics through the department's years, or scores on the scale of
// their grades.
func (p *reportPage) chart(args []string, _ string, at source.Place) []doc.Block {
	names := args[1:]
	p.chartNames(names, reportMetrics(p.in.Report), at)
	set := p.in.Figures
	if args[0] == "score" {
		r := p.in.Report
		return p.scoreChart("自评得分与等级", gradingOf(r.Rules, &r.Scores), names, set.Report, reviewOf(r, ""))
	}
	if len(p.in.Past) == 0 {
		return nil
	}
	return p.yearsChart(append([]Past{{p.in.Report.Year, set}}, p.in.Past...), names, true)
}

// reportFigures finds figures as a report's layout names them: METRIC for the
// report's own, ID.METRIC for a project's.
func reportFigures(in Input) (find func(string) *metric.Figure, names func() []string) {
	find = func(name string) *metric.Figure {
		if id, m, ok := strings.Cut(name, "."); ok {
			return in.Figures.Project(id, m)
		}
		return in.Figures.Report(name)
	}
	names = func() []string {
		out := reportMetrics(in.Report)
		for _, q := range in.Report.Projects {
			for _, m := range projectMetrics(in.Report) {
				out = append(out, q.ID+"."+m)
			}
		}
		return out
	}
	return find, names
}

// reportMetrics and projectMetrics list the keys of a report's metrics in the
// order of its profile.
func reportMetrics(r *record.Report) []string  { return metricKeys(r, false) }
func projectMetrics(r *record.Report) []string { return metricKeys(r, true) }

func metricKeys(r *record.Report, project bool) []string {
	var out []string
	if r.Rules == nil {
		return nil
	}
	for _, m := range r.Rules.Metrics {
		if isProjectMetric(m) == project {
			out = append(out, m.Key.Value)
		}
	}
	return out
}

func isProjectMetric(m record.Metric) bool { return m.Scope.Value == "project" }

func departmentName(r *record.Report) string {
	if r.Department != nil && r.Department.Name.Value != "" {
		return r.Department.Name.Value
	}
	return r.Dept
}

func shortName(r *record.Report) string {
	if r.Department != nil && r.Department.Short.Value != "" {
		return r.Department.Short.Value
	}
	return departmentName(r)
}

// draftText marks a report that the department is still writing, on its own pages and
// wherever it is listed.
const draftText = "草稿"

// draftNote tells what that means.
const draftNote = "部门还没有报送，数和文字都可能改动，不能引用。"

// tag marks a document of invented data, or of a draft among the reports.
func tag(s *record.Site, reports ...*record.Report) string {
	var out []string
	if s.Fictional.Value {
		out = append(out, "虚构示例")
	}
	if slices.ContainsFunc(reports, (*record.Report).Draft) {
		out = append(out, draftText)
	}
	return strings.Join(out, "·")
}

// revised is the day of the last correction.
func revised(r *record.Report) string {
	if n := len(r.Revisions); n > 0 && r.Revisions[n-1].Date.Set {
		return chineseDate(r.Revisions[n-1].Date)
	}
	return ""
}

func publisher(r *record.Report) string {
	if r.Disclosure.Publisher.Value != "" {
		return r.Disclosure.Publisher.Value
	}
	return departmentName(r)
}

// basis is the word by which the report calls its budget.
func basis(r *record.Report) string {
	if b := strings.TrimSpace(r.Funds.Basis.Value); b != "" {
		return b
	}
	return "全年预算数"
}

func reportTitle(r *record.Report) string {
	if r.Title.Value != "" {
		return r.Title.Value
	}
	return itoa(r.Year) + "年度" + departmentName(r) + "整体绩效自评报告"
}

// titleLines are the lines of the title, broken by sense, if the record breaks it.
func titleLines(r *record.Report) []string {
	var lines []string
	for _, l := range r.TitleLines {
		lines = append(lines, l.Value)
	}
	if title := reportTitle(r); strings.Join(lines, "") != title {
		return []string{title}
	}
	return lines
}

// documentDate is the date of publication, else of signing, else of the commit.
func documentDate(r *record.Report, v Version) string {
	switch {
	case r.Disclosure.Published.Set:
		return isoDate(r.Disclosure.Published)
	case r.Disclosure.Made.Set:
		return isoDate(r.Disclosure.Made)
	}
	return v.Date
}

func (p *reportPage) titleBlock([]string, string, source.Place) []doc.Block {
	r := p.in.Report
	p.doc.Title = titleLines(r)
	title := doc.Title{By: []doc.Field{
		{Label: "发布机构", Content: orMissing(r.Disclosure.Publisher)},
		{Label: "成文日期", Content: dateOrMissing(r.Disclosure.Made)},
	}}
	if !r.Draft() {
		return []doc.Block{title}
	}
	return []doc.Block{title, doc.Paragraph{Role: doc.Small, Content: inlines(doc.Strong{Content: inlines(text(draftText + "："))}, text(draftNote))}}
}

func (p *reportPage) downloads([]string, string, source.Place) []doc.Block {
	return downloadsOf(p.in.Downloads)
}

// downloadsOf lists files for the screen.
func downloadsOf(files []doc.Download) []doc.Block {
	if len(files) == 0 {
		return nil
	}
	return []doc.Block{doc.Screen{Body: []doc.Block{doc.Downloads{Items: files}}}}
}

// screen is a text that only a screen needs.
func (p *page) screen(_ []string, body string, at source.Place) []doc.Block {
	blocks, found := markdown.Parse(body, markdown.Options{At: func(offset int) source.Place {
		before := body[:offset]
		line := strings.Count(before, "\n")
		col := len([]rune(before[strings.LastIndexByte(before, '\n')+1:]))
		return source.Place{File: at.File, Line: at.Line + 1 + line, Column: col + 1}
	}})
	for _, f := range found {
		p.fault(f.Place, f.Message, f.Hint)
	}
	for i, b := range blocks {
		if para, ok := b.(doc.Paragraph); ok {
			para.Role = doc.Small
			blocks[i] = para
		}
	}
	return []doc.Block{doc.Screen{Body: blocks}}
}

// prose is a section that the clerk wrote.
func (p *reportPage) prose(args []string, _ string, _ source.Place) []doc.Block {
	r := p.in.Report
	switch {
	case args[0] == "reason":
		return paragraphOf(p.plain(r.Funds.Reason, ""))
	case args[0] == "goals" && strings.TrimSpace(r.Goals.Text.Value) == "" && r.Goals.Expected.Value != "":
		return paragraphOf(p.plain(r.Goals.Expected, ""))
	case args[0] == "analysis" && strings.TrimSpace(r.Analysis.Text.Value) == "" && r.Goals.Achieved.Value != "":
		return paragraphOf(p.plain(r.Goals.Achieved, ""))
	}
	s := map[string]source.String{
		"goals": r.Goals.Text, "evaluation": r.Evaluation.Text, "analysis": r.Analysis.Text, "measures": r.Measures.Text,
	}[args[0]]
	return p.proseOf(s, "", 3)
}

// problems are the problems that the report names: one as it is, several as a
// list.
func (p *reportPage) problems([]string, string, source.Place) []doc.Block {
	problems := p.in.Report.Problems
	if len(problems) == 0 {
		return []doc.Block{doc.Paragraph{Content: inlines(doc.None{S: "未填报", Title: "报告没有写存在问题"})}}
	}
	if len(problems) == 1 {
		return p.proseOf(problems[0].Text, "", noHeadings)
	}
	list := doc.List{Ordered: true, Start: 1}
	for _, q := range problems {
		list.Items = append(list.Items, p.proseOf(q.Text, "", noHeadings))
	}
	return []doc.Block{list}
}

// noHeadings is the level of headings for texts that have none.
const noHeadings = 5

// proseOf lowers a clerk's text whose headings begin at a level. In a project's
// text a bare label means the project's figure.
func (p *page) proseOf(s source.String, project string, level int) []doc.Block {
	if strings.TrimSpace(s.Value) == "" {
		return []doc.Block{doc.Paragraph{Content: inlines(doc.None{S: "未填报", Title: "报告没有写这一部分"})}}
	}
	blocks, found := markdown.Parse(s.Value, markdown.Options{
		At:     s.PlaceAt,
		Figure: func(name string, at source.Place) (doc.Inline, []source.Finding) { return p.named(name, project, at) },
		Level:  level,
		Quotes: p.quotes(s),
	})
	p.found = append(p.found, found...)
	return blocks
}

// named resolves a label of the prose to the one figure that it means.
func (p *page) named(name, project string, at source.Place) (doc.Inline, []source.Finding) {
	set := p.marks.set
	switch found := set.Resolve(name, project); len(found) {
	case 1:
		return p.saidRef(found[0]), nil
	case 0:
		f := source.Finding{Rule: source.RuleUnknownFigure, Place: at, Message: "没有名叫“" + name + "”的数"}
		if c := set.Candidates(name, project); len(c) > 0 {
			f.Hint = "可以写：" + strings.Join(c, "、")
		}
		return nil, []source.Finding{f}
	default:
		return nil, []source.Finding{{Rule: source.RuleUnknownFigure, Place: at,
			Message: "“" + name + "”可以指" + itoa(len(found)) + "个数",
			Hint:    "写明是哪一个：" + strings.Join(set.Candidates(name, project), "、")}}
	}
}

// quotes finds the words of a text that a check takes exception to.
func (p *page) quotes(s source.String) []markdown.Quote {
	var out []markdown.Quote
	for i := range p.marks.findings {
		f := &p.marks.findings[i]
		if f.Quote == "" || f.Place.File != s.Place.File {
			continue
		}
		for from := 0; ; {
			at := strings.Index(s.Value[from:], f.Quote)
			if at < 0 {
				break
			}
			at += from
			if s.PlaceAt(at) == f.Place {
				out = append(out, markdown.Quote{Start: at, End: at + len(f.Quote), Mark: func() doc.Mark { return p.marks.mark(i) }})
				break
			}
			from = at + len(f.Quote)
		}
	}
	return out
}
