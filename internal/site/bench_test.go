package site

import (
	"testing"

	"mingbai/internal/html"
	"mingbai/internal/testtool"
)

// shipped loads the repository's own content and layouts.
func shipped(tb testing.TB) *World {
	tb.Helper()
	w, findings, err := Load(Options{Content: testtool.Content(tb), Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil || HasBroken(findings) {
		tb.Fatal(err, findings)
	}
	return w
}

// BenchmarkBuild is the whole build of the shipped content, without writing it.
func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		w := shipped(b)
		if built, findings := w.Build(func(int, int) {}); len(built.Files) < 10 || HasBroken(findings) {
			b.Fatal(findings)
		}
	}
}

// BenchmarkReportPage writes the shipped report's document as a page.
func BenchmarkReportPage(b *testing.B) {
	w := shipped(b)
	bl := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	bl.site = bl.frameSite()
	d, _ := w.pages.Report(bl.input(w.reports[0]))
	buf := make([]byte, 0, 1<<20)
	b.ReportAllocs()
	for b.Loop() {
		article, err := html.Article(buf, d, html.Options{Root: "../../", Kind: "report"})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := w.frame.Render(html.Page{Site: bl.site, Path: "2023/zhengxie/index.html", Article: article}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReportPDF lays the shipped report out and writes its PDF with the data
// of the report, which is made and packed anew each time.
func BenchmarkReportPDF(b *testing.B) {
	w := shipped(b)
	bl := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	in := bl.input(w.reports[0])
	d, _ := w.pages.Report(in)
	var size int
	b.ReportAllocs()
	for b.Loop() {
		bl.bundles = bl.prepareBundles()
		data, _, err := bl.pdf(d, in.Version, bl.attachments(w.reports[0]))
		if err != nil {
			b.Fatal(err)
		}
		size = len(data)
	}
	b.ReportMetric(float64(size), "bytes")
}

// BenchmarkFormPDF makes the form of one of the shipped report's projects: document,
// layout and PDF.
func BenchmarkFormPDF(b *testing.B) {
	w := shipped(b)
	bl := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	bl.bundles = bl.prepareBundles()
	in := bl.input(w.reports[0])
	var size int
	b.ReportAllocs()
	for b.Loop() {
		var o output
		if bl.form(&o, w.reports[0], in, w.reports[0].Projects[0]); len(o.files) != 1 {
			b.Fatal(o.findings)
		}
		size = len(o.files[0].Data)
	}
	b.ReportMetric(float64(size), "bytes")
}

// BenchmarkBriefPDF makes the shipped report's summary on one page.
func BenchmarkBriefPDF(b *testing.B) {
	w := shipped(b)
	bl := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	bl.bundles = bl.prepareBundles()
	in := bl.input(w.reports[0])
	var size int
	b.ReportAllocs()
	for b.Loop() {
		var o output
		if bl.brief(&o, w.reports[0], in); len(o.files) != 1 {
			b.Fatal(o.findings)
		}
		size = len(o.files[0].Data)
	}
	b.ReportMetric(float64(size), "bytes")
}
