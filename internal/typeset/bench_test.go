package typeset

import (
	"testing"

	"mingbai/internal/doc"
)

// sixPages is a report of six pages with a table of 22 rows.
func sixPages() *doc.Document {
	d := sampleReport()
	t := projectTable()
	t.ID, t.Number = "table-9", "表9"
	for len(t.Body) < 20 {
		t.Body = append(t.Body, t.Body...)
	}
	t.Body = t.Body[:20]
	for i := range t.Body {
		t.Body[i].ID = ""
	}
	d.Body = append(d.Body, t)
	return d
}

func BenchmarkTypeset(b *testing.B) {
	faces := loadFaces(b)
	d := sixPages()
	st := DefaultStyle()
	var pages int
	b.ReportAllocs()
	for b.Loop() {
		l, err := Typeset(d, st, faces)
		if err != nil {
			b.Fatal(err)
		}
		pages = len(l.Pages)
	}
	b.ReportMetric(float64(pages), "pages")
}
