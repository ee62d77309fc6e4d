package site

import (
	"fmt"
	"strconv"

	"mingbai/internal/doc"
	"mingbai/internal/html"
	"mingbai/internal/pdf"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// The editions beside the full report: each project's form alone, a summary on one
// page, and the book of all reports of a year.

// project writes the page of one project, and its form as a PDF.
func (b *builder) project(o *output, r *computed, in report.Input, p *record.Project) {
	in.Downloads = nil
	if form := b.form(o, r, in, p); form != nil {
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
		crumbs: append(crumbs, html.Link{Text: p.Name.Value}), date: in.Version.Date, draft: r.Draft(), inputs: r.Inputs,
	})
}

// form writes the PDF of a project's form, and says what there is to load down; nil
// where there is none.
func (b *builder) form(o *output, r *computed, in report.Input, p *record.Project) *doc.Download {
	d, faults := b.World.pages.Form(in, p)
	o.findings = append(o.findings, faults...)
	if d == nil || source.HasBroken(faults) {
		return nil
	}
	data, info, err := b.pdf(d, in.Version, b.attachments(r))
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
func (b *builder) brief(o *output, r *computed, in report.Input) *doc.Download {
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
		data, info, err := write(l, d, in.Version, b.attachments(r))
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

// book writes the book of a year's reports, and says what there is to load down; nil
// where there are too few of them. It is bound when all else of the year is written,
// so that one year's documents are in memory at a time.
func (b *builder) book(o *output, c *report.County, year int) []doc.Download {
	parts := c.YearReports(year)
	if len(parts) < report.LeastBook {
		return nil
	}
	of := *c
	reports := b.ofYear(year)
	of.Version = b.version(inputsOf(reports))
	book, faults := b.World.pages.Book(&of, year)
	o.findings = append(o.findings, faults...)
	if book == nil || source.HasBroken(faults) {
		return nil
	}
	end := book.Parts
	book.Parts = make([]doc.BookPart, len(parts))
	parallel(len(parts), func(i int) { book.Parts[i], _ = b.World.pages.BookPart(parts[i]) }) // its faults are those of the report
	book.Parts = append(book.Parts, end...)
	for i := range book.Parts {
		if book.Parts[i].Document == nil {
			return nil
		}
	}
	l, err := typeset.Book(book, b.style, b.faces)
	if err != nil {
		o.fail("layouts/book.md", err)
		return nil
	}
	data, info, err := write(l, &book.Front, of.Version, b.bookAttachments(reports))
	if err != nil {
		o.fail("layouts/book.md", err)
		return nil
	}
	path := strconv.Itoa(year) + "/book.pdf"
	o.add(path, data)
	o.pdfs++
	return []doc.Download{{Href: path, Name: "汇编", Filename: fileName(join(book.Front.Title)) + ".pdf", About: "各部门的报告合订，可打印", Size: pdfSize(info)}}
}

// ofYear are the reports of a year.
func (b *builder) ofYear(year int) []*computed {
	var out []*computed
	for _, r := range b.reports {
		if r.Year == year {
			out = append(out, r)
		}
	}
	return out
}
