package read_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/font"
	"mingbai/internal/pdf"
	"mingbai/internal/pdf/read"
	"mingbai/internal/typeset"
)

// sample is a document of two pages as package pdf writes it: two printed figures, one of them in a
// cell that has other attributes, furniture, and three attachments.
func sample(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("../../../layouts/fonts/sans-regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	l := &typeset.Layout{Root: &typeset.Element{Tag: "Document"}}
	for i := range l.Faces {
		l.Faces[i] = face
	}
	add := func(e *typeset.Element, tag, figure string) *typeset.Element {
		k := &typeset.Element{Tag: tag, Figure: figure}
		e.Kids = append(e.Kids, k)
		return k
	}
	const size = 12 * typeset.Pt
	text := func(page int, of *typeset.Element, x, y typeset.Length, s string) {
		l.Pages[page].Items = append(l.Pages[page].Items, typeset.GlyphRun{X: x, Y: y, Size: size, Text: s,
			Width: typeset.Length(len(s)) * size, Of: of, Furniture: of == nil})
	}
	for range 2 {
		l.Pages = append(l.Pages, typeset.Page{Width: 595276, Height: 841890})
	}
	p := add(l.Root, "P", "")
	text(0, p, 90000, 100000, "支出")
	text(0, add(p, "Span", "2023/a/spent"), 120000, 100000, "498.31万元")
	text(0, p, 220000, 100000, "。")
	text(0, nil, 90000, 800000, "— 1 —")
	row := add(add(add(l.Root, "Table", ""), "TBody", ""), "TR", "")
	cell := add(row, "TD", "2023/a/rate")
	cell.ColSpan = 2
	text(1, cell, 90000, 100000, "94.58%")
	var out bytes.Buffer
	if _, err := pdf.Write(&out, l, pdf.Meta{Title: "报告", Language: "zh-CN", Identifier: "sha256:0", Attachments: []pdf.Attachment{
		{Name: "figures.json", MIME: "application/json", Description: "数", Relationship: "Data", Data: []byte("{}\n")},
		{Name: "2023/a/report.toml", MIME: "application/toml", Description: "报告", Relationship: "Source", Data: []byte("title = \"报告\"\n")},
		{Name: "empty.txt", MIME: "text/plain", Description: "空", Data: nil},
	}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestRead(t *testing.T) {
	f, err := read.Open(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	files, err := f.Attachments()
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	var names []string
	for _, a := range files {
		names = append(names, fmt.Sprintf("%s|%s|%s|%s", a.Name, a.MIME, a.Relationship, a.Data))
	}
	slices.Sort(names)
	want := []string{"2023/a/report.toml|application/toml|Source|title = \"报告\"\n", "empty.txt|text/plain|Unspecified|", "figures.json|application/json|Data|{}\n"}
	if !slices.Equal(names, want) {
		t.Errorf("attachments are %q", names)
	}
	if !strings.Contains(string(f.Metadata()), "<dc:identifier>sha256:0</dc:identifier>") {
		t.Error("no identifier in the metadata")
	}
	text, err := f.Text(pdf.FigureProperty)
	if err != nil {
		t.Fatal(err)
	}
	if text.Pages != 2 || text.Whole != "支出498.31万元。94.58%" || text.Rest != "支出\n。\n" || len(text.Loose)+len(text.Foreign) > 0 {
		t.Errorf("text is %+v", text)
	}
	marked := []read.Printed{{Value: "2023/a/spent", Text: "498.31万元", Page: 1}, {Value: "2023/a/rate", Text: "94.58%", Page: 2}}
	if !slices.Equal(text.Marked, marked) {
		t.Errorf("marked are %+v", text.Marked)
	}
}

// plainFile is a file as other programs write it: objects by number, a table as text.
func plainFile(objects ...string) []byte {
	b := []byte("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, len(b))
		b = fmt.Appendf(b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		b = fmt.Appendf(b, "%010d 00000 n \n", n)
	}
	return fmt.Appendf(b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// ordinary is a tagged page of another program, with nested marked content, a font of one byte a
// code, a picture and a note on it.
func ordinary(content string) []byte {
	return plainFile(
		"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents[4 0 R]/Annots[<</Subtype/FreeText>>]>>",
		stream("", content),
		"<</Type/Font/Subtype/TrueType/ToUnicode 8 0 R>>",
		"<</Type/StructTreeRoot/K[7 0 R]>>",
		"<</S/P/Pg 3 0 R/K[0 <</Type/MCR/MCID 1>>]/A[<</O/Layout>><</O/UserProperties/P[<</N(other)/V(x)>><</N(key)/V(k)>>]>>]>>",
		stream("", "1 beginbfrange <41> <5A> <4E00> endbfrange 2 beginbfchar <61> <00410042> <62> <D840DC0B> endbfchar"),
	)
}

func TestReadOrdinary(t *testing.T) {
	f, err := read.Open(ordinary("/P <</MCID 0>> BDC BT /F 9 Tf (AB) Tj /Span BMC [(a)-3(b)] TJ EMC ET EMC " +
		"/Artifact BMC BT (C) Tj ET EMC q /X Do Q /P <</MCID 1>> BDC BT (z) ' ET EMC BT (loose) Tj ET"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := f.Text("key")
	if err != nil {
		t.Fatal(err)
	}
	want := []read.Printed{{Value: "k", Text: "一丁AB\U0002000B\uFFFD", Page: 1}}
	if !slices.Equal(text.Marked, want) || !slices.Equal(text.Loose, []int{1}) || !slices.Equal(text.Foreign, []int{1}) {
		t.Errorf("%+v", text)
	}
	if files, err := f.Attachments(); len(files) > 0 || err != nil {
		t.Errorf("attachments %v, %v", files, err)
	}
}

// TestReadUpdate holds that an object of a later part of the file counts, as a signature adds one.
func TestReadUpdate(t *testing.T) {
	data := sample(t)
	f, err := read.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	before, err := f.Text(pdf.FigureProperty)
	if err != nil {
		t.Fatal(err)
	}
	prev := bytes.LastIndex(data, []byte("startxref\n")) + len("startxref\n")
	number := strings.Fields(string(data[prev:]))[0]
	at := len(data)
	data = fmt.Appendf(data, "1 0 obj\n<</Type/Catalog>>\nendobj\n")
	start := len(data)
	data = fmt.Appendf(data, "xref\n1 1\n%010d 00000 n \ntrailer\n<</Root 1 0 R/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", at, number, start)
	if f, err = read.Open(data); err != nil {
		t.Fatal(err)
	}
	if text, err := f.Text(pdf.FigureProperty); err == nil || before.Pages != 2 {
		t.Errorf("the old catalogue counts: %+v", text)
	}
}

// bomb is a stream that becomes very large.
func bomb(t testing.TB) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	zeros := make([]byte, 1<<20)
	for range 300 {
		if _, err := z.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	z.Close()
	return plainFile("<</Type/Catalog/Pages 2 0 R/StructTreeRoot<<>>/Names<</EmbeddedFiles<</Names[(a) <</EF<</F 3 0 R>>>>]>>>>>>",
		"<</Kids[2 0 R]>>", stream("/Filter/FlateDecode", b.String()))
}

func TestReadHostile(t *testing.T) {
	deep := strings.Repeat("[", 100)
	long := strings.Repeat("<</S/P/K ", 5) + "7 0 R" + strings.Repeat(">>", 5)
	data := sample(t)
	for name, c := range map[string]struct {
		data []byte
		want error // nil for any
	}{
		"nothing":      {nil, read.ErrNotPDF},
		"text":         {[]byte("hello"), read.ErrNotPDF},
		"head":         {[]byte("%PDF-1.7\n"), read.ErrDamaged},
		"cut":          {data[:len(data)/2], read.ErrDamaged},
		"cut tail":     {data[:len(data)-20], read.ErrDamaged},
		"no catalog":   {plainFile("7"), read.ErrDamaged},
		"loop":         {[]byte("%PDF-1.4\nxref\n0 0\ntrailer\n<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF"), read.ErrDamaged},
		"encrypted":    {bytes.Replace(plainFile("<<>>"), []byte("/Root"), []byte("/Encrypt<<>>/Root"), 1), read.ErrEncrypted},
		"itself":       {plainFile("1 0 R"), read.ErrDamaged},
		"deep":         {plainFile(deep), read.ErrDamaged},
		"bomb":         {bomb(t), nil},
		"kids loop":    {plainFile("<</Type/Catalog/Pages 2 0 R/StructTreeRoot<</K 3 0 R>>>>", "<</Kids[2 0 R]>>", "<</S/P/K 3 0 R>>"), nil},
		"struct loop":  {plainFile("<</Pages 2 0 R/StructTreeRoot<</K 3 0 R>>>>", "<</Type/Page>>", "<</S/P/K "+long+">>", "", "", "", "<</S/P/K 3 0 R>>"), nil},
		"length loop":  {plainFile("<</Pages 2 0 R/StructTreeRoot<<>>/Metadata 3 0 R>>", "<</Contents 3 0 R>>", "<</Length 3 0 R>>\nstream\n\nendstream"), nil},
		"names loop":   {plainFile("<</Names<</EmbeddedFiles 2 0 R>>>>", "<</Kids[2 0 R]>>"), nil},
		"many streams": {plainFile("<</Pages 2 0 R/StructTreeRoot<<>>>>", "<</Contents["+strings.Repeat("3 0 R ", 4000)+"]>>", stream("", strings.Repeat("% ", 1<<16))), nil},
	} {
		f, err := read.Open(c.data)
		if err == nil && c.want == nil {
			_, err = f.Text("x")
			if _, err2 := f.Attachments(); err2 != nil {
				err = err2
			}
			f.Metadata()
		}
		if err == nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", name, err, c.want)
		}
	}
}

// FuzzRead holds that no file makes the reader panic or run without end.
func FuzzRead(f *testing.F) {
	f.Add(ordinary("/P <</MCID 0>> BDC BT /F 9 Tf (AB) Tj ET EMC BI /W 1 ID xxx EI"))
	f.Add(plainFile("<</Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) <</EF<</F 3 0 R>>>>]>>>>>>", "<</Type/Page>>", stream("", "x")))
	data := sample(f)
	f.Add(data)
	f.Add(data[len(data)-3000:])
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := read.Open(data)
		if err != nil {
			return
		}
		file.Metadata()
		file.Attachments()
		text, err := file.Text("mingbai:figure")
		if err == nil && text.Pages < 1 {
			t.Errorf("%+v", text)
		}
	})
}
