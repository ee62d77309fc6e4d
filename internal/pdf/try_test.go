package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/pdf"
	"mingbai/internal/typeset"
)

func TestTry(t *testing.T) {
	faces := pdf.LoadFaces(t)
	d := departmentReport("政协某县委员会", 3)
	d.Tag = "虚构示例"
	c := doc.Contents{ID: "toc", Title: "目录"}
	var walk func(in []doc.Block, level int)
	walk = func(in []doc.Block, level int) {
		for _, b := range in {
			if s, ok := b.(doc.Section); ok {
				c.Items = append(c.Items, doc.ContentsItem{Level: level, Title: s.Number + doc.PlainText(s.Title), Href: "#" + s.ID})
				walk(s.Body, level+1)
			}
		}
	}
	walk(d.Body, 0)
	c.Items = append(c.Items, doc.ContentsItem{Title: "没有去处", Href: "#nowhere"})
	d.Body = append(d.Body[:1:1], append([]doc.Block{c}, d.Body[1:]...)...)
	l, err := typeset.Typeset(d, typeset.DefaultStyle(), &faces)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := pdf.Write(&out, l, bookMeta()); err != nil {
		t.Fatal(err)
	}
	pdf.ExpectSound(t, out.Bytes())
	os.WriteFile("/tmp/h2one.pdf", out.Bytes(), 0o644)
	b := bookOf(10)
	b.Front.Tag = "虚构示例"
	for i := range b.Parts {
		b.Parts[i].Document.Tag = "虚构示例"
	}
	fmt.Println(len(l.Pages))
	l, err = typeset.Book(b, typeset.DefaultStyle(), &faces)
	if err != nil {
		t.Fatal(err)
	}
	out.Reset()
	if _, err := pdf.Write(&out, l, bookMeta()); err != nil {
		t.Fatal(err)
	}
	os.WriteFile("/tmp/h2tag.pdf", out.Bytes(), 0o644)
}
