package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// formView is what form.md sees.
type formView struct {
	Title       string // of the form
	Name        string // of the project
	County      string
	Department  string
	Year        int
	Note        string // what the reader must know about a transcribed report
	Transcribed bool
	Given       bool // the record has what the form is there for
	Differences int  // findings about this project
}

// formPage is the document of a project's forms alone.
type formPage struct {
	page
	in      Input
	project *record.Project
	form    *record.Form // which gives the document its title
}

// mainForm is the form of a project's evaluation, whether or not its record has what
// the form is there for; nil where its profile has none.
func mainForm(q *record.Project) *record.Form {
	if q.Rules == nil {
		return nil
	}
	for i := range q.Rules.Forms {
		f := &q.Rules.Forms[i]
		if !ofReport(f) && !aside(f) && (q.Form.Value == "" || q.Form.Value == f.ID.Value) {
			return f
		}
	}
	return nil
}

// formsAlone are the forms of a project's own document, its main one first.
func formsAlone(r *record.Report, q *record.Project) []*record.Form {
	var out []*record.Form
	own := mainForm(q)
	if own != nil {
		out = append(out, own)
	}
	for _, f := range projectForms(r, q) {
		if f != own {
			out = append(out, f)
		}
	}
	return out
}

// Form builds the document of a project's forms alone, each on a page of its own;
// nil where the project has none.
func (l *Layouts) Form(in Input, q *record.Project) (*doc.Document, []source.Finding) {
	r := in.Report
	forms := formsAlone(r, q)
	if len(forms) == 0 {
		return nil, nil
	}
	p := &formPage{in: in, project: q, form: forms[0]}
	p.site, p.version, p.report, p.printed = in.Site, in.Version, r, true
	p.previous, p.path = in.Previous, projectPath(r, q)
	p.marks = newMarks(in.Figures, nil)
	p.figure, p.names = projectFigures(in, q.ID)
	title := p.filler(forms[0]).formTitle()
	p.data = formView{
		Title: title, Name: projectName(q), County: in.Site.County.Value, Department: departmentName(r), Year: r.Year,
		Note: r.Source.Note.Value, Transcribed: record.Stage(r.Stage.Value) == record.Transcribed,
		Given: due(forms[0], r, q), Differences: len(newMarks(in.Figures, in.Findings).project(q.ID)),
	}
	p.doc = doc.Document{
		ID: r.Key() + "/projects/" + q.ID + "/form", Name: projectName(q) + "：" + title, Author: publisher(r),
		Subject:  itoa(r.Year) + "年度" + departmentName(r) + projectName(q),
		Keywords: []string{"预算绩效", "绩效自评", projectName(q), itoa(r.Year) + "年度"},
		Date:     documentDate(r, in.Version), Tag: tag(in.Site, r),
		Last: p.lastFields(),
	}
	p.blocks = map[string]block{
		"title":  {build: p.titleBlock},
		"form":   {build: p.mainTable},
		"forms":  {build: p.others},
		"fields": {args: [][]string{{"verification"}}, build: p.fields},
	}
	return l.build(pageForm, &p.page)
}

func (p *formPage) filler(form *record.Form) *filler {
	return p.newFiller(form, p.in.Report, p.project, p.in.Earlier)
}

func (p *formPage) titleBlock([]string, string, source.Place) []doc.Block {
	p.doc.Title = []string{p.filler(p.form).formTitle()}
	return []doc.Block{doc.Title{Head: doc.Tight, Code: p.code()}}
}

// mainTable is the form that gives the document its title.
func (p *formPage) mainTable([]string, string, source.Place) []doc.Block {
	return []doc.Block{p.filler(p.form).table("form-" + p.form.ID.Value)}
}

// others are the further forms of the project.
func (p *formPage) others([]string, string, source.Place) []doc.Block {
	var out []doc.Block
	for _, form := range formsAlone(p.in.Report, p.project)[1:] {
		f := p.filler(form)
		id := "form-" + form.ID.Value
		out = append(out, doc.Section{ID: id, Level: 2, Head: doc.Alone, Title: inlines(text(f.formTitle())),
			Body: []doc.Block{f.table("table-" + id)}})
	}
	return out
}

func (p *formPage) fields([]string, string, source.Place) []doc.Block {
	return []doc.Block{p.verification()}
}

// addressLabel is the label of the address of a page.
const addressLabel = "网址"

// lastFields are the last line of a document that is printed only: from which data
// it was made, and where the page is that explains it.
func (p *page) lastFields() []doc.Field {
	out := []doc.Field{{Label: "数据版本", Content: inlines(text(p.version.text()))}}
	if base := p.base(); base != "" {
		out = append(out, doc.Field{Label: addressLabel, Content: inlines(text(base + "/" + p.path))})
	}
	if p.version.Hash != "" {
		out = append(out, doc.Field{Label: "数据摘要", Content: inlines(doc.Code{S: groups(p.version.Hash)})})
	}
	return out
}
