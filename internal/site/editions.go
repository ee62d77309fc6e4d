package site

import (
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/html"
	"mingbai/internal/pdf"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// The editions beside the full report: each project's form alone, and a summary on
// one page.

// project writes the page of one project, and its form as a PDF.
func (b *builder) project(o *output, r *computed, in report.Input, p *record.Project) {
	in.Downloads = nil
	if form := b.form(o, in, p); form != nil {
		in.Downloads = []doc.Download{*form}
	}
	d, faults := b.World.pages.Project(in, p)
	o.findings = append(o.findings, faults...)
	if d == nil || source.HasBroken(faults) {
		return
	}
	crumbs := b.reportCrumbs(r)
	crumbs[len(crumbs)-1].Href = r.Key() + "/index.html"
	b.page(o, pageInfo{
		path: r.Key() + "/projects/" + p.ID + ".html", kind: "project", nav: "year", doc: d, files: in.Downloads,
		crumbs: append(crumbs, html.Link{Text: p.Name.Value}), date: in.Version.Date,
	})
}

// form writes the PDF of a project's form, and says what there is to load down; nil
// where there is none.
func (b *builder) form(o *output, in report.Input, p *record.Project) *doc.Download {
	d, faults := b.World.pages.Form(in, p)
	o.findings = append(o.findings, faults...)
	if d == nil || source.HasBroken(faults) {
		return nil
	}
	data, info, err := b.pdf(d, in.Version)
	path := in.Report.Key() + "/projects/" + p.ID + ".pdf"
	if err != nil {
		o.fail(p.File, err)
		return nil
	}
	o.add(path, data)
	o.pdfs++
	return &doc.Download{Href: path, Name: "PDF", Filename: fileName(p.Name.Value+"（"+join(d.Title)+"）") + ".pdf",
		About: "自评表，可打印", Size: pdfSize(info)}
}

func pdfSize(info pdf.Info) string { return fmt.Sprintf("%s · %d页", size(info.Size), info.Pages) }

// brief writes the summary on one page, and says what there is to load down. It is
// the richest that a page can hold.
func (b *builder) brief(o *output, in report.Input) *doc.Download {
	style := b.style.OfBrief()
	for level := range report.BriefLevels() {
		d, faults := b.World.pages.Brief(in, level)
		if d == nil || source.HasBroken(faults) {
			o.findings = append(o.findings, faults...)
			return nil
		}
		l, err := typeset.Typeset(d, style, b.faces)
		if err != nil {
			o.fail(in.Report.File, err)
			return nil
		}
		if len(l.Pages) > 1 {
			continue
		}
		o.findings = append(o.findings, faults...)
		data, info, err := write(l, d, in.Version)
		if err != nil {
			o.fail(in.Report.File, err)
			return nil
		}
		path := in.Report.Key() + "/brief.pdf"
		o.add(path, data)
		o.pdfs++
		return &doc.Download{Href: path, Name: "要点", Filename: fileName(join(d.Title)) + ".pdf", About: "一页纸，可打印", Size: pdfSize(info)}
	}
	o.findings = append(o.findings, source.Finding{
		Rule: source.RuleLayout, Place: source.Place{File: "layouts/brief.md", Line: 1, Column: 1},
		Message: in.Report.Key() + "的要点放不进一页", Hint: "版式里固定的文字少写一些，或者在 layouts/style.toml 的 [brief] 里改小字号",
	})
	return nil
}
