package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"

	"mingbai/internal/check"
	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/publish"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// Built is a finished site that has not been published yet.
type Built struct {
	Files   []publish.File
	Reports int
	Pages   int
	PDFs    int
}

// Build makes every file of the site. The findings are the faults that only
// writing could show, and the domain findings that the site publishes; on broken
// ones the site is not complete and must not be published.
func (w *World) Build(progress func(done, total int)) (*Built, []source.Finding) {
	b := &builder{World: w, checks: checkList(), progress: progress}
	b.bundles = b.prepareBundles()
	b.total = len(w.reports) + 1
	b.site = b.frameSite()
	outputs := make([]output, len(w.reports))
	done := make(chan struct{}, len(w.reports))
	go func() {
		for n := range len(w.reports) {
			<-done
			progress(n+1, b.total)
		}
	}()
	parallel(len(w.reports), func(i int) {
		outputs[i] = b.report(w.reports[i])
		done <- struct{}{}
	})
	outputs = append(outputs, b.pages(), b.assetFiles())
	return b.collect(outputs)
}

// builder makes the files of one site.
type builder struct {
	*World
	checks   []report.Check
	site     *frameSite
	bundles  map[*computed]func() *bundle // what the PDFs of each report carry
	trimmed  map[string]bool              // files with rows that are withheld: listed and hashed, not attached
	shared   sync.Map                     // by path: inputs of several reports, packed
	progress func(done, total int)
	total    int
}

// output is what one document gave: files and findings.
type output struct {
	files    []publish.File
	pages    int
	pdfs     int
	findings []source.Finding
}

func (o *output) add(path string, data []byte) {
	o.files = append(o.files, publish.File{Path: path, Data: data})
}

// fail records an error of a writer: a document that cannot be shown is a fault
// of the layout that made it.
func (o *output) fail(where string, err error) {
	var missing *typeset.MissingGlyphs
	f := source.Finding{
		Rule: source.RuleLayout, Place: source.Place{File: where, Line: 1, Column: 1},
		Message: "写不出这一页：" + err.Error(), Hint: "这是版式的问题，请检查 layouts 里对应的文件",
	}
	if errors.As(err, &missing) {
		f.Rule, f.Message, f.Hint = source.RuleNoGlyph, err.Error(), "换掉这些字，或在 layouts/style.toml 里换一个有这些字的字体"
	}
	o.findings = append(o.findings, f)
}

// collect puts the outputs together, with the manifest.
func (b *builder) collect(outputs []output) (*Built, []source.Finding) {
	built := &Built{Reports: len(b.reports)}
	findings := b.Check()
	for _, o := range outputs {
		built.Files = append(built.Files, o.files...)
		built.Pages += o.pages
		built.PDFs += o.pdfs
		findings = append(findings, o.findings...)
	}
	source.Sort(findings)
	findings = source.Unique(findings) // a fault of a layout is one, however many pages it makes
	sort.Slice(built.Files, func(i, j int) bool { return built.Files[i].Path < built.Files[j].Path })
	v := b.version(b.content.Inputs)
	commit := v.Commit
	if commit == "" {
		commit = "未提交"
	}
	m, err := manifest(commit, v.Hash, built.Files)
	if err != nil {
		findings = append(findings, source.Finding{Rule: source.RuleLayout, Message: err.Error()})
	}
	built.Files = append(built.Files, publish.File{Path: publish.Marker, Data: m})
	b.progress(b.total, b.total)
	return built, findings
}

// report makes the files of one department's year: page, PDF, data, projects.
func (b *builder) report(r *computed) output {
	var o output
	dir := r.Key() + "/"
	in := b.input(r)
	data := b.bundles[r]()
	found, err := encode(CheckJSON(append([]source.Finding(nil), r.findings...)))
	if err != nil {
		o.fail(dir, err)
	}
	o.add(dir+figuresJSON, data.figures)
	o.add(dir+figuresCSV, data.table)
	o.add(dir+"findings.json", found)

	d, faults := b.World.pages.Report(in)
	o.findings = append(o.findings, faults...)
	if d == nil || source.HasBroken(faults) {
		return o
	}
	paper, info, err := b.pdf(d, in.Version, b.attachments(r))
	if err != nil {
		o.fail(r.File, err)
		return o
	}
	o.add(dir+"report.pdf", paper)
	o.pdfs++
	in.Downloads = downloads(r, fileName(join(d.Title)), dir, info, data, len(found))
	if brief := b.brief(&o, r, in); brief != nil {
		in.Downloads = slices.Insert(in.Downloads, 1, *brief)
	}
	if d, faults = b.World.pages.Report(in); d == nil {
		return o
	}
	b.page(&o, pageInfo{path: dir + "index.html", kind: "report", nav: "year", doc: d, crumbs: b.reportCrumbs(r), files: in.Downloads, date: in.Version.Date, draft: r.Draft(), inputs: r.Inputs})
	for _, p := range r.Projects {
		b.project(&o, r, in, p)
	}
	return o
}

// input is what the report's documents are made of.
func (b *builder) input(r *computed) report.Input {
	in := report.Input{
		Site: b.content.Site, Report: r.Report, Figures: r.set, Findings: r.findings,
		Checks: b.checks, Version: b.version(r.Inputs),
	}
	for _, before := range b.reports { // by year
		if before.Dept != r.Dept || before.Year >= r.Year {
			continue
		}
		in.Earlier = append([]*record.Report{before.Report}, in.Earlier...)
		if before.set != nil {
			in.Past = append(in.Past, report.Past{Year: before.Year, Figures: before.set})
		}
		if before.Year == r.Year-1 && before.set != nil {
			in.Previous = before.set
		}
	}
	return in
}

// pdf lays a document out and writes it with its attachments.
func (b *builder) pdf(d *doc.Document, v report.Version, files []pdf.Attachment) ([]byte, pdf.Info, error) {
	l, err := typeset.Typeset(d, b.style, b.faces)
	if err != nil {
		return nil, pdf.Info{}, err
	}
	return write(l, d, v, files)
}

// write writes a document that has been laid out, with its attachments.
func write(l *typeset.Layout, d *doc.Document, v report.Version, files []pdf.Attachment) ([]byte, pdf.Info, error) {
	var out bytes.Buffer
	date := d.Date
	if date == "" {
		date = v.Date
	}
	info, err := pdf.Write(&out, l, pdf.Meta{
		Title: cmp.Or(d.Name, join(d.Title)), Author: d.Author, Subject: d.Subject, Keywords: d.Keywords,
		Language: "zh-CN", Date: date, Creator: Tool,
		Identifier: "sha256:" + v.Hash, Attachments: files,
	})
	return out.Bytes(), info, err
}

// downloads are the files beside a report's page.
func downloads(r *computed, name, dir string, info pdf.Info, data *bundle, found int) []doc.Download {
	return []doc.Download{
		{Href: dir + "report.pdf", Name: "PDF", Filename: name + ".pdf", About: "可打印，附有数据",
			Size: pdfSize(info)},
		{Href: dir + figuresJSON, Name: "JSON", Filename: name + "（数据）.json", About: "数、公式与出处",
			Size: fmt.Sprintf("%s · %d个数", size(len(data.figures)), len(r.set.All()))},
		{Href: dir + figuresCSV, Name: "CSV", Filename: name + "（数据）.csv", About: "用电子表格打开",
			Size: fmt.Sprintf("%s · %d行", size(len(data.table)), len(r.set.All()))},
		{Href: dir + "findings.json", Name: "核对结果", Filename: name + "（核对）.json", About: "每一处差异",
			Size: fmt.Sprintf("%s · %d处", size(found), len(r.findings))},
	}
}

// fileName is a title without what file systems take for something else.
func fileName(title string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, strings.TrimLeft(title, "."))
}

// size prints a number of bytes: 212 KB, 1.4 MB.
func size(n int) string {
	switch {
	case n < 1000:
		return fmt.Sprintf("%d 字节", n)
	case n < 1_000_000:
		return fmt.Sprintf("%d KB", (n+500)/1000)
	}
	return fmt.Sprintf("%d.%d MB", (n+50_000)/1_000_000, (n+50_000)/100_000%10)
}

// assetFiles are the files of layouts/assets, published as they are.
func (b *builder) assetFiles() output {
	var o output
	for _, p := range b.layouts.assets() {
		data, err := fs.ReadFile(b.layouts, p)
		if err != nil {
			o.fail("layouts/"+p, err)
			continue
		}
		o.add(p, data)
	}
	return o
}

// Versus names what a rule holds a stated value against.
func Versus(rule string) string { return check.Versus(rule) }

// checkList is the rules as the page of rules tells about them.
func checkList() []report.Check {
	var out []report.Check
	for _, r := range check.Rules() {
		out = append(out, report.Check{
			ID: r.ID, Severity: r.Severity.Label(), Title: r.Title, Explanation: r.Explain,
			Tolerance: r.Tolerance, Source: r.Source, Versus: check.Versus(r.ID), When: r.When(),
			ByBuild: r.ByBuild, Manual: r.Manual, Decides: r.Decides(),
		})
	}
	return out
}

func join(lines []string) string {
	out := ""
	for _, l := range lines {
		out += l
	}
	return out
}
