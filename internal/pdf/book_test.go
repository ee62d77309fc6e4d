//go:build unix

package pdf_test

import (
	"bytes"
	"os"
	"testing"

	"mingbai/internal/pdf"
	"mingbai/internal/typeset"
)

// bookMeta describes the book.
func bookMeta() pdf.Meta {
	return pdf.Meta{Title: "某县2023年度部门整体绩效自评报告汇编", Language: "zh-CN", Date: "2024-03-05", Creator: "mingbai 0.1",
		Attachments: []pdf.Attachment{{Name: "figures.json", MIME: "application/json", Description: "全部数据", Relationship: "Data", Data: []byte("{}")}}}
}

// bookFile is a book of n parts.
func bookFile(t testing.TB, n int) ([]byte, *typeset.Layout) {
	t.Helper()
	faces := pdf.LoadFaces(t)
	l, err := typeset.Book(bookOf(n), typeset.DefaultStyle(), &faces)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := pdf.Write(&out, l, bookMeta()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), l
}

func TestBookTry(t *testing.T) {
	data, l := bookFile(t, 10)
	t.Log(len(data), len(l.Pages))
	os.WriteFile("/tmp/h2book.pdf", data, 0o644)
	pdf.ExpectSound(t, data)
}

// BenchmarkBook1000 makes a book of 1,000 pages: from the document to the bytes. It reports the
// processor time of one book beside the time on the clock, and the most memory that the process has
// had, as the system counts it.
func BenchmarkBook1000(b *testing.B) {
	faces := pdf.LoadFaces(b)
	book := bookOf(71)
	var info pdf.Info
	before, _ := usage(b)
	b.ReportAllocs()
	for b.Loop() {
		l, err := typeset.Book(book, typeset.DefaultStyle(), &faces)
		if err != nil {
			b.Fatal(err)
		}
		if info, err = pdf.Write(new(bytes.Buffer), l, bookMeta()); err != nil {
			b.Fatal(err)
		}
	}
	cpu, peak := usage(b)
	b.ReportMetric(float64((cpu-before).Milliseconds())/float64(b.N), "cpu-ms/op")
	b.ReportMetric(peak, "peak-MB")
	b.ReportMetric(float64(info.Pages), "pages")
	b.ReportMetric(float64(info.Size), "bytes")
}
