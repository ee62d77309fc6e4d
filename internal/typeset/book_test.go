package typeset

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

var update = flag.Bool("update", false, "write the goldens")

func TestBookGolden(t *testing.T) {
	b := sampleBook(3)
	b.Front.Tag = "虚构示例"
	for i := range b.Parts {
		b.Parts[i].Document.Tag = "虚构示例"
	}
	got := Dump(layBook(t, b))
	name := filepath.Join("testdata", "book.golden")
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(g), len(w)) {
			if g[i] != w[i] {
				t.Fatalf("%s:%d: got %q, want %q; look at the pages, then run with -update", name, i+1, g[i], w[i])
			}
		}
		t.Fatalf("%d lines instead of %d", len(g), len(w))
	}
}

// The contents tell the pages where the parts, and what they lead to within them, really
// are; also when they take several pages themselves.
func TestBookContents(t *testing.T) {
	for _, n := range []int{1, 2, 25, 60} {
		b := sampleBook(n)
		l := layBook(t, b)
		pages := firstPages(l)
		parts := find(l.Root, "Part")
		if len(parts) != n+1 {
			t.Fatalf("%d parts in the structure of a book of %d", len(parts), n)
		}
		starts := map[string]int{} // by where the contents lead
		last := 0
		for i, part := range parts[1:] {
			page := pages[find(part, "H1")[0]]
			starts["#"+b.Parts[i].ID] = page
			for _, h := range find(part, "H2") {
				if id := "#" + h.ID; strings.HasSuffix(id, "#s1") {
					starts[id] = pages[h]
				}
			}
			if page <= last {
				t.Errorf("part %d begins on page %d, where the one before it stands", i+1, page+1)
			}
			last = page
		}
		entries := find(l.Root, "TOCI")
		items := b.Front.Body[2].(doc.Contents).Items
		if len(entries) != len(items) {
			t.Fatalf("%d entries for %d items", len(entries), len(items))
		}
		texts := textOf(l)
		for i, e := range entries {
			links := find(e.Kids[0], "Link")
			if e.Kids[0].Tag != "Reference" || len(links) != 1 {
				t.Fatalf("entry %d: %v", i, e)
			}
			want := items[i].Title + itoa(starts[items[i].Href]+1)
			if got := texts[links[0]]; got != want {
				t.Errorf("book of %d: the contents say %q, want %q", n, got, want)
			}
			for p := range l.Pages {
				for _, k := range l.Pages[p].Links {
					if k.Of == links[0] && k.To.Page != starts[items[i].Href] {
						t.Errorf("%q leads to page %d", want, k.To.Page+1)
					}
				}
			}
		}
		if front := pages[find(parts[1], "H1")[0]]; n == 60 && front < 8 {
			t.Errorf("a front of %d pages is no test", front)
		}
	}
}

// textOf is the text of each element without that of its kids, as it was painted.
func textOf(l *Layout) map[*Element]string {
	out := map[*Element]string{}
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			if run, ok := item.(GlyphRun); ok && run.Of != nil && !run.Furniture {
				out[run.Of] += run.Text
			}
		}
	}
	return out
}

// All text of the front and of the parts is there, in this order, and nothing else.
func TestBookText(t *testing.T) {
	b := sampleBook(4)
	l := layBook(t, b)
	want := expected(&b.Front, l)
	for i := range b.Parts {
		want += expected(b.Parts[i].Document, l)
	}
	// where an item and its number stand apart, the number does not depend on the title
	got := structureText(l)
	for _, s := range []*string{&got, &want} {
		*s = strings.NewReplacer("0", "", "1", "", "2", "", "3", "", "4", "", "5", "", "6", "", "7", "", "8", "", "9", "").Replace(*s)
	}
	if got != want {
		t.Errorf("got %d characters, want %d", len(got), len(want))
	}
	checkWithin(t, l)
	checkOverprint(t, l)
}

// Pages are numbered through; the title page bears no number, nor a head.
func TestBookNumbers(t *testing.T) {
	l := layBook(t, sampleBook(4))
	sheet := newSheet(DefaultStyle())
	for i := range l.Pages {
		p := &l.Pages[i]
		var number string
		var x Length
		for _, item := range p.Items {
			run, ok := item.(GlyphRun)
			switch {
			case !ok || !run.Furniture || run.Size != 14*Pt || run.Text == "虚构示例":
			case p.Rotate != 0:
				number, x = number+run.Text, run.Y
			default:
				number, x = number+run.Text, run.X
			}
		}
		if want := "—" + itoa(i+1) + "—"; i > 0 && number != want || i == 0 && number != "" {
			t.Errorf("page %d bears the number %q", i+1, number)
		}
		if right := x > sheet.left+sheet.textW/2; i > 0 && right != (i%2 == 0) {
			t.Errorf("page %d: the number stands at %s", i+1, millimetres(x))
		}
	}
}

// Bookmarks: the front's own, then one for each part, closed, with its sections below.
func TestBookOutline(t *testing.T) {
	l := layBook(t, sampleBook(2))
	var got []string
	for _, o := range l.Outline {
		s := strings.Repeat(">", o.Level) + o.Title + " " + itoa(o.Target.Page+1)
		if o.Closed {
			s += " closed"
		}
		got = append(got, s)
	}
	want := []string{"目录 3", "政协乐亭县委员会 4 closed", ">一、部门整体概况 4", ">四、绩效实现情况分析 5", ">计算说明 7", ">数据核对 8",
		"乐亭县教育局 9 closed", ">一、概况 9", ">自评表 10"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The same book gives the same pages, however many parts are set at a time.
func TestBookSame(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var want string
	for _, n := range []int{1, 4, 2, 4} {
		runtime.GOMAXPROCS(n)
		got := Dump(layBook(t, sampleBook(9)))
		if want != "" && got != want {
			t.Fatalf("with %d processors the pages differ", n)
		}
		want = got
	}
}

// The IDs of elements are unique in the book, the marks of a part lead to its own notes,
// and only the book has a last line.
func TestBookPartsApart(t *testing.T) {
	b := sampleBook(7)
	l := layBook(t, b)
	ids := map[string]bool{}
	var walk func(e *Element, prefix string)
	walk = func(e *Element, prefix string) {
		if e.ID != "" && (ids[e.ID] || !strings.HasPrefix(e.ID, prefix)) {
			t.Errorf("ID %q stands twice, or lacks %q", e.ID, prefix)
		}
		ids[e.ID] = true
		for _, k := range e.Kids {
			walk(k, prefix)
		}
	}
	parts := find(l.Root, "Part")
	walk(parts[0], "")
	for i, part := range parts[1:] {
		walk(part, b.Parts[i].ID+"#")
	}
	if !ids["2023/d1#s1"] || !ids["2023/d7#note-1"] || !ids["contents"] {
		t.Errorf("IDs %v", ids)
	}
	pages := firstPages(l)
	part := func(page int) int {
		n := 0
		for n < len(parts)-1 && pages[find(parts[n+1], "H1")[0]] <= page {
			n++
		}
		return n
	}
	last := 0
	for i := range l.Pages {
		for _, k := range l.Pages[i].Links {
			if k.To != nil && part(i) > 0 && part(k.To.Page) != part(i) {
				t.Errorf("page %d: the link %s leads to page %d, in another part", i+1, k.Alt, k.To.Page+1)
			}
		}
		if strings.Contains(pageText(&l.Pages[i]), "索引号") || strings.Contains(pageText(&l.Pages[i]), "数据版本") && i+1 == len(l.Pages) {
			last = i
		}
	}
	if last != len(l.Pages)-1 {
		t.Errorf("the last line stands on page %d of %d", last+1, len(l.Pages))
	}
}

func TestBookRefused(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		spoil      func(b *doc.Book)
	}{
		{"no ID", "标识", func(b *doc.Book) { b.Parts[1].ID = "" }},
		{"ID twice", "标识", func(b *doc.Book) { b.Parts[1].ID = b.Parts[0].ID }},
		{"no document", "第2部分没有内容", func(b *doc.Book) { b.Parts[1].Document = nil }},
		{"no name", "没有书眉", func(b *doc.Book) { b.Parts[1].Head, b.Parts[1].Document.Title = "", nil }},
		{"broken table", "乐亭县教育局：表格", func(b *doc.Book) {
			b.Parts[1].Document.Body = []doc.Block{doc.Table{Columns: make([]doc.Column, 1), Body: []doc.Row{cells("1", "2")}}}
		}},
		{"no glyph", "U+20000", func(b *doc.Book) { b.Parts[1].Document.Body = []doc.Block{para("\U00020000")} }},
		{"no glyph in the head", "U+20000", func(b *doc.Book) { b.Parts[1].Head = "\U00020000" }},
	} {
		b := sampleBook(3)
		tt.spoil(b)
		_, err := Book(b, DefaultStyle(), loadFaces(t))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
		var missing *MissingGlyphs
		if strings.HasPrefix(tt.name, "no glyph") && !errors.As(err, &missing) {
			t.Errorf("%s: %T", tt.name, err)
		}
	}
	if _, err := Book(sampleBook(9), DefaultStyle(), nil); err == nil || strings.Count(err.Error(), "字体") != 1 {
		t.Errorf("without faces: %v", err)
	}
}

// A book may lack its title page, its whole front, or its parts.
func TestBookBare(t *testing.T) {
	b := sampleBook(0)
	l := layBook(t, b)
	if !strings.Contains(pageText(&l.Pages[len(l.Pages)-1]), "3f9c2a1") {
		t.Error("a book without parts lacks its last line")
	}
	b = sampleBook(2)
	b.Front.Body = b.Front.Body[2:]
	l = layBook(t, b)
	if s := pageText(&l.Pages[0]); !strings.Contains(s, "目录") || !strings.HasSuffix(s, "—1—") {
		t.Errorf("a front that begins with the contents says %q", s)
	}
	b.Front.Body = nil
	l = layBook(t, b)
	if s := pageText(&l.Pages[0]); !strings.Contains(s, "2023年度政协乐亭县委员会") || !strings.HasSuffix(s, "—1—") {
		t.Errorf("a book without a front begins with %q", s)
	}
}

// Contents within a part lead to its own sections, by the pages of the book.
func TestBookContentsWithin(t *testing.T) {
	b := sampleBook(2)
	c := doc.Contents{ID: "toc", Title: "目录", Items: []doc.ContentsItem{{Title: "四、绩效实现情况分析", Href: "#s4"}}}
	b.Parts[1].Document = sampleReport()
	b.Parts[1].Document.Body = append([]doc.Block{c}, b.Parts[1].Document.Body...)
	l := layBook(t, b)
	pages, texts := firstPages(l), textOf(l)
	part := find(l.Root, "Part")[2]
	for _, h := range find(part, "H2") {
		if strings.HasPrefix(texts[h], "四、") {
			want := "四、绩效实现情况分析" + itoa(pages[h]+1)
			if got := texts[find(part, "TOCI")[0].Kids[0].Kids[0]]; got != want || pages[h] < 8 {
				t.Errorf("the contents say %q, want %q", got, want)
			}
			return
		}
	}
	t.Error("no section")
}
