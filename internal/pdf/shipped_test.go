package pdf_test

import (
	"bytes"
	"os"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/metric"
	"mingbai/internal/pdf"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/site"
	"mingbai/internal/source"
	"mingbai/internal/testtool"
	"mingbai/internal/typeset"
)

// shippedKey is the report that the repository ships.
const shippedKey = "2023/zhengxie"

// shippedFile is the PDF of the shipped report, as the site has it.
func shippedFile(t testing.TB) []byte {
	t.Helper()
	w, findings, err := site.Load(site.Options{Content: testtool.Content(t), Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil || site.HasBroken(findings) {
		t.Fatal(err, findings)
	}
	built, findings := w.Build(func(int, int) {})
	if site.HasBroken(findings) {
		t.Fatal(findings)
	}
	for _, f := range built.Files {
		if f.Path == shippedKey+"/report.pdf" {
			return f.Data
		}
	}
	t.Fatal("the site has no report.pdf")
	return nil
}

// TestShipped holds that the structural check finds nothing in the shipped report.
func TestShipped(t *testing.T) {
	if text := pdf.ExpectSound(t, shippedFile(t)); len(text) < 10_000 {
		t.Errorf("only %d bytes of text", len(text))
	}
}

// shippedLayout lays the shipped report out.
func shippedLayout(t testing.TB) *typeset.Layout {
	t.Helper()
	tree, faults, err := source.ReadTree(testtool.Content(t))
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	content, _ := record.Load(tree)
	layouts, _ := report.Load(os.DirFS("../../layouts"))
	for _, r := range content.Reports {
		if r.Key() != shippedKey {
			continue
		}
		catalogue, _ := metric.Compile(r.Rules)
		set, _ := metric.Compute(r, catalogue)
		d, _ := layouts.Report(report.Input{Site: content.Site, Report: r, Figures: set, Findings: check.Run(r, set)})
		faces := pdf.LoadFaces(t)
		l, err := typeset.Typeset(d, typeset.DefaultStyle(), &faces)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	t.Fatal("there is no report " + shippedKey)
	return nil
}

// BenchmarkShipped writes the shipped report.
func BenchmarkShipped(b *testing.B) {
	l := shippedLayout(b)
	m := pdf.Meta{Title: "2023年度整体绩效自评工作报告", Language: "zh-CN", Date: "2024-03-05"}
	var info pdf.Info
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if info, err = pdf.Write(new(bytes.Buffer), l, m); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(info.Size), "bytes")
	b.ReportMetric(float64(info.Pages), "pages")
}
