package pdf

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

// textDocument is a document in which two texts stand in all kinds of places.
func textDocument(a, b string, k uint8) *doc.Document {
	in := func(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }
	mark := &doc.Mark{N: 1 + int(k%25), Href: "#check-1"}
	d := &doc.Document{ID: "fuzz", Title: []string{"题" + a, b}, Tag: b[:min(len(b), int(k)%2*3)]}
	if !utf8.ValidString(d.Tag) {
		d.Tag = ""
	}
	table := doc.Table{ID: "t", Caption: a, Unit: "元", Grid: k&1 != 0, Columns: make([]doc.Column, 1+k%12), Notes: [][]doc.Inline{in(b)}}
	for r := range 1 + int(k%7)*9 {
		row := doc.Row{}
		for i := range table.Columns {
			c := doc.Cell{Content: in([]string{a, b, "-12.50%"}[(r+i)%3]), Header: i == 0, Scope: "row"}
			row.Cells = append(row.Cells, c)
		}
		table.Body = append(table.Body, row)
	}
	d.Body = []doc.Block{doc.Title{By: []doc.Field{{Label: a, Content: in(b)}}},
		doc.Section{ID: "s", Level: 2, Number: "一、", Title: in(b), Body: []doc.Block{
			doc.Paragraph{Content: []doc.Inline{doc.Text{S: a}, doc.Link{Href: "https://example.invalid/" + b, Content: in("链接" + b)},
				doc.FigureRef{Key: "x/" + a, Text: "12.50", Unit: b}, *mark, doc.Strong{Content: in(a)}, doc.Code{S: b}},
				Notes: []doc.Note{{Mark: mark, Content: in(a)}, {Content: in(b)}}},
			doc.List{Ordered: k&2 != 0, Start: int(k), Items: [][]doc.Block{{doc.Paragraph{Content: in(a)}}, {doc.Paragraph{Content: in(b)}}}},
			table,
			doc.Fields{ID: "f", Items: []doc.Field{{Label: a, Content: in(b)}, {Label: b}}},
			doc.Entries{Title: a, Items: []doc.Entry{{ID: "e", Label: b, Figure: doc.FigureRef{Key: "x", Text: "1.00", Unit: a}, Formula: in(a), Arithmetic: in(b),
				Inputs: []doc.EntryInput{{Label: a, Figure: doc.FigureRef{Text: "2"}}}, Basis: b}}},
			doc.Differences{Items: []doc.Difference{{ID: "check-1", Mark: *mark, Title: a, Stated: in(b), Computed: in(a), Diff: in("0.1"), Text: in(b), Severity: a, RuleTitle: b}}}}}}
	d.Body = append(d.Body[:1], append([]doc.Block{doc.Summary{ID: "summary", Title: a, Lead: in(b), Keys: []doc.Key{{Label: b, Figure: doc.FigureRef{Text: "94.58%"}}, {Label: a}}}}, d.Body[1:]...)...)
	d.Last = []doc.Field{{Label: a, Content: in(b)}, {}}
	return d
}

// FuzzWrite writes documents of any text: each is refused with a reason, or is a
// file in which our own test finds no fault and from which no character is lost;
// and which qpdf finds valid: in the seeds always, while fuzzing now and then.
func FuzzWrite(f *testing.F) {
	for i, s := range []string{"预算执行率94.58%", "", " ", "a & b < c > d \\ ( ) [ ] / % # {}", "𬺈𫖯", "\u200b\u00a0\u3000", "——……“”‘’", strings.Repeat("长", 900), "e\u0301", "第\n二\t行",
		strings.Repeat("Donaudampfschiff", 20), "endstream endobj\r\n", "\\377\\", "①②（1）", "12345678901234567890.12"} {
		f.Add(s, "乙"+s, uint8(i*17))
		f.Add("甲", s, uint8(i*29+1))
	}
	faces := loadFaces(f)
	qpdf, _ := exec.LookPath("qpdf")
	fuzzing := flag.Lookup("test.fuzz").Value.String() != ""
	var count atomic.Int64
	f.Fuzz(func(t *testing.T, a, b string, k uint8) {
		if len(a)+len(b) > 4000 {
			return
		}
		l, err := typeset.Typeset(textDocument(a, b, k), typeset.DefaultStyle(), &faces)
		var missing *typeset.MissingGlyphs
		if errors.As(err, &missing) || err != nil && strings.Contains(err.Error(), "放不进") {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		m := sampleMeta()
		m.Title, m.Author, m.Keywords = "题"+a, b, []string{a, b}
		m.Attachments = []Attachment{{Name: "数据/" + a, MIME: "text/plain", Description: "说明" + b, Relationship: "Source", Data: []byte(a)}}
		var out bytes.Buffer
		if _, err := Write(&out, l, m); err != nil {
			return
		}
		r := pdfcheck.Check(out.Bytes())
		if len(r.Faults) > 0 {
			t.Fatalf("%q, %q, %d: %v", a, b, k, r.Faults)
		}
		if got, want := letters(r.Text), letters(strings.Join(runsOf(l), "")); got != want {
			t.Errorf("%q, %q, %d: the file has\n%s\nthe pages\n%s", a, b, k, got, want)
		}
		if qpdf == "" || fuzzing && count.Add(1)%300 != 0 {
			return
		}
		file := filepath.Join(t.TempDir(), "f.pdf")
		if err := os.WriteFile(file, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(qpdf, "--check", file).CombinedOutput(); err != nil || bytes.Contains(said, []byte("WARNING")) {
			t.Errorf("%q, %q, %d: %v %s", a, b, k, err, said)
		}
	})
}

// letters are the characters of a text in order of their codes, white space left
// out: notes stand elsewhere in the file than on the pages.
func letters(s string) string {
	r := slices.DeleteFunc([]rune(s), unicode.IsSpace)
	slices.Sort(r)
	return string(r)
}
