package pdf_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/testtool"
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

// TestBook holds that a book is sound: the trees of its pages, parents and IDs have several levels.
func TestBook(t *testing.T) {
	data, l := bookFile(t, 12)
	text := pdf.ExpectSound(t, data)
	for _, want := range []string{"目录政协某县委员会4", "某县2023年度部门整体绩效自评报告汇编某县财政局", "2023年度第9政协某县委员会整体绩效自评工作报告"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the text", want)
		}
	}
	if len(l.Pages) < 2*64 {
		t.Errorf("a book of %d pages has no tree of them", len(l.Pages))
	}
}

// contentsFile is a report by itself with contents of two levels, and nothing attached.
func contentsFile(t testing.TB) []byte {
	t.Helper()
	d := departmentReport("政协某县委员会", 3)
	c := doc.Contents{ID: "toc", Title: "目录"}
	for _, b := range d.Body {
		s, ok := b.(doc.Section)
		if !ok {
			continue
		}
		c.Items = append(c.Items, doc.ContentsItem{Title: s.Number + doc.PlainText(s.Title), Href: "#" + s.ID})
		for _, b := range s.Body {
			if sub, ok := b.(doc.Section); ok {
				c.Items = append(c.Items, doc.ContentsItem{Level: 1, Title: sub.Number + doc.PlainText(sub.Title), Href: "#" + sub.ID})
			}
		}
	}
	d.Body = slices.Insert(d.Body, 1, doc.Block(c))
	faces, m := pdf.LoadFaces(t), bookMeta()
	l, err := typeset.Typeset(d, typeset.DefaultStyle(), &faces)
	if err != nil {
		t.Fatal(err)
	}
	m.Attachments = nil
	var out bytes.Buffer
	if _, err := pdf.Write(&out, l, m); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestContents holds that a report with contents is sound, and that its text has them.
func TestContents(t *testing.T) {
	text := pdf.ExpectSound(t, contentsFile(t))
	if !strings.Contains(text, "目录一、部门整体概况2（一）总体情况2（二）分项情况3二、") {
		t.Errorf("no contents in %.200q", text)
	}
}

// TestBookSame holds that a book is the same file however many processors make it.
func TestBookSame(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var want []byte
	for _, n := range []int{1, 4, 4} {
		runtime.GOMAXPROCS(n)
		got, _ := bookFile(t, 8)
		if want != nil && !bytes.Equal(got, want) {
			t.Fatalf("with %d processors the file differs", n)
		}
		want = got
	}
}

// TestBookTools lets others read a book: its pages, its links and its outline.
func TestBookTools(t *testing.T) {
	qpdf := testtool.Need(t, "qpdf")
	data, l := bookFile(t, 8)
	name := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(qpdf, "--check", name).CombinedOutput()
	if err != nil || strings.Contains(string(out), "WARNING") {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	out, err = exec.Command(qpdf, "--json=2", "--json-key=pages", "--json-key=outlines", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	var found struct {
		Pages    []struct{ Label any }
		Outlines []struct {
			Title, Open     any
			Kids            []any
			DestPageNumberN int `json:"destpageposfrom1"`
		}
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	if len(found.Pages) != len(l.Pages) || len(found.Outlines) != 9 {
		t.Fatalf("qpdf finds %d pages and %d bookmarks", len(found.Pages), len(found.Outlines))
	}
	for i, o := range found.Outlines {
		if i > 0 && (o.Open != false || len(o.Kids) != 7) {
			t.Errorf("bookmark %v: open %v, with %d below", o.Title, o.Open, len(o.Kids))
		}
		if o.DestPageNumberN != topLevel(l)[i].Target.Page+1 {
			t.Errorf("bookmark %v leads to page %d", o.Title, o.DestPageNumberN)
		}
	}
}

// topLevel are the bookmarks that show first.
func topLevel(l *typeset.Layout) []typeset.Outline {
	return slices.DeleteFunc(slices.Clone(l.Outline), func(o typeset.Outline) bool { return o.Level > 0 })
}
