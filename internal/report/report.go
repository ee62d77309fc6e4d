// Package report builds the documents: a department's report, and the pages of
// the site around it. A layout (Markdown with template actions) says what stands
// where; figures, findings and prose fill it; the document that results is what
// both outputs show.
//
// This is where the data side and the document side meet. The package must not
// know tags, fonts or pages, and it computes no figure of a report: every number
// that it prints is one that it was given, as a reference to its calculation.
//
// # Layouts
//
// A layout is a template of Go (text/template) that writes Markdown in the dialect
// of package markdown. Values are escaped by themselves: {{.Department}} stands in
// the document as it is, whatever it holds. What a layout may write behind the
// point are the fields of the views in this package (reportView, countyView …).
//
//	{{fig "budget"}}            a figure; of a project {{fig "huiyi.spent"}}
//	{{stated "execution_rate"}} what the source printed about it, with its mark ①
//	{{said "project_spent"}}    an input as the source has it, with its mark
//	{{if has "budget"}}         it has a value ("execution_rate@stated": it was printed)
//	{{if positive "unspent"}}   it is above zero; negative: below
//	{{if differs "spent"}}      a check found something about it
//	{{link "text" "rules.html"}}
//
// A fenced block names what Go builds, never a value:
//
//	report      title · summary METRIC… · downloads · table funds|projects|sources|… ·
//	            prose goals|evaluation|analysis|measures|reason · sentence · problems ·
//	            projects · use · forms · calculation · reconciliation ·
//	            chart years METRIC… · chart score METRIC… · fields disclosure|version
//	project     summary METRIC… · sentence · prose purpose|result · table figures|parts ·
//	            forms · findings · chart score METRIC… · fields version
//	home, year  summary METRIC… · table departments|years|differences|functions|grades|
//	            ranking|overall · chart distribution METRIC · calculation · fields version
//	department  table reports|scores|ledger · chart years METRIC… · duties
//	rules       metrics · checks · fields version
//	about, 404  fields version
//	form        title · form · forms · fields verification
//	brief       title · summary METRIC… · table largest · achieved · problems ·
//	            gravest · fields verification
//	book        title · contents · summary METRIC… · the tables of a year ·
//	            fields verification
//	all         screen (its body is Markdown that only a screen shows)
//
// But for the blocks that a report always has, a block stands only where the record
// has something for it: a small report stays small. chart years draws the metrics that
// have values in two years or more, chart score scores on the scale of the profile's
// grades, chart distribution five departments or more by classes of a metric. forms are the standard forms of
// the report's profile, each an appendix; the appendices, which a heading marks with
// appendix=1, are numbered in the order of the document.
//
// A page begins with "# title"; a report has the block title. The section that
// holds summary becomes the summary, the paragraphs before it its sentence. A line
// that begins with 注： is a note to the paragraph or table before it.
package report

import (
	"io/fs"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Input is one report with everything that was found out about it.
type Input struct {
	Site      *record.Site
	Report    *record.Report
	Figures   *metric.Set
	Findings  []source.Finding // of the domain, about this report
	Checks    []Check          // to name the rules of the findings
	Version   Version
	Downloads []doc.Download   // addresses relative to the site's root
	Previous  metric.Earlier   // the department's figures of the year before, or nil
	Earlier   []*record.Report // the department's earlier reports, the newest first; for the ledger
	Past      []Past           // and their figures, for the chart of the years
}

// Version says from which state of the data a document was made.
type Version struct {
	Commit string // full name of the commit, "" when there is none
	Short  string
	Dirty  bool   // an input differs from the commit
	Hash   string // SHA-256 of the document's inputs, in hex
	Date   string // of the commit, an ISO date; "" when unknown
}

// Check is a rule as the page of rules tells about it.
type Check struct {
	ID          string // C3
	Severity    string // 差错, 提醒, 说明
	Title       string
	Explanation string
	Tolerance   string
	Source      string
	Versus      string // what a stated value is held against: 重算, 预算, 门槛 …
	When        string // to which reports it applies: 报送以后，转录的除外
	ByBuild     bool   // a part or all of it is held by the build
	Manual      bool   // a part or all of it needs a person
	Decides     bool   // the check itself can find something by it
}

// Layouts are the layouts of a site, parsed and checked. They are immutable and
// may be used by several goroutines at once.
type Layouts struct {
	pages map[string]*layout
}

// The layouts that a site has, by the kind of page.
const (
	pageReport     = "report"
	pageHome       = "home"
	pageYear       = "year"
	pageDepartment = "department"
	pageProject    = "project"
	pageRules      = "rules"
	pageAbout      = "about"
	pageNotFound   = "404"

	// Documents that are printed only.
	pageForm  = "form"
	pageBrief = "brief"
	pageBook  = "book"
)

func pageKinds() []string {
	return []string{pageReport, pageHome, pageYear, pageDepartment, pageProject, pageRules, pageAbout, pageNotFound,
		pageForm, pageBrief, pageBook}
}

// Load reads NAME.md for every kind of page from the folder of layouts and
// reports all faults that can be seen without data.
func Load(fsys fs.FS) (*Layouts, []source.Finding) {
	l := &Layouts{pages: map[string]*layout{}}
	var found []source.Finding
	for _, kind := range pageKinds() {
		data, err := fs.ReadFile(fsys, kind+".md")
		if err != nil {
			found = append(found, source.Finding{
				Rule: source.RuleMissingFile, Place: source.Place{File: layoutFile(kind), Line: 1, Column: 1},
				Message: "没有这个版式文件，或者读不了", Hint: "从程序自带的版式里复制一份",
			})
			continue
		}
		page, fs := parseLayout(kind, string(data))
		found = append(found, fs...)
		l.pages[kind] = page
	}
	return l, found
}

func layoutFile(kind string) string { return "layouts/" + kind + ".md" }

// Report builds the document of a department's year.
func (l *Layouts) Report(in Input) (*doc.Document, []source.Finding) {
	p := newReportPage(in)
	return l.build(pageReport, &p.page)
}
