package html

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"

	nethtml "golang.org/x/net/html"
)

// allowed are the elements that an article may hold, each with its attributes
// beside the common ones.
var allowed = map[string]string{
	"article": "data-document data-rule", "header": "", "h1": "", "h2": "", "h3": "", "h4": "", "h5": "", "section": "", "div": "role tabindex", "span": "", "p": "",
	"a": "href data-figure rel download", "b": "", "i": "", "em": "", "strong": "", "small": "", "code": "", "br": "", "wbr": "",
	"nav": "", "ol": "role start", "ul": "role", "li": "", "dl": "", "dt": "", "dd": "", "aside": "", "details": "open", "summary": "",
	"figure": "", "figcaption": "", "table": "role", "caption": "", "colgroup": "", "col": "", "thead": "role", "tbody": "role", "tfoot": "role",
	"tr": "role", "th": "role scope colspan rowspan data-l", "td": "role colspan rowspan headers data-l",
	"svg": "width height x y viewBox preserveAspectRatio focusable role", "title": "", "desc": "", "defs": "",
	"pattern": "width height patternUnits patternTransform", "rect": "x y width height fill", "line": "x1 y1 x2 y2", "circle": "cx cy r",
	"path": "d", "text": "x y text-anchor", "tspan": "",
}

const common = "class id title data-web aria-hidden aria-label aria-labelledby aria-describedby aria-current"

var void = map[string]bool{"br": true, "wbr": true, "col": true, "meta": true, "link": true, "input": true}

// checkMarkup fails on markup that is not well nested or holds an element or
// attribute that the list above does not know.
func checkMarkup(page []byte) error {
	z := nethtml.NewTokenizer(bytes.NewReader(page))
	var open []string
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			if len(open) > 0 {
				return fmt.Errorf("%v are not closed", open)
			}
			return nil
		case nethtml.CommentToken, nethtml.DoctypeToken:
			return fmt.Errorf("a comment or doctype: %s", z.Raw())
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			raw := string(z.Raw())
			tok := z.Token()
			attrs, known := allowed[tok.Data]
			if !known {
				return fmt.Errorf("element <%s>", tok.Data)
			}
			seen := map[string]bool{}
			for _, a := range tok.Attr {
				if seen[a.Key] || !has(common+" "+attrs, a.Key) {
					return fmt.Errorf("attribute %s in %s", a.Key, raw)
				}
				seen[a.Key] = true
			}
			if tok.Type == nethtml.StartTagToken && !void[tok.Data] {
				open = append(open, tok.Data)
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> within %v", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func has(list, name string) bool {
	for f := range strings.FieldsSeq(list) {
		if strings.EqualFold(f, name) {
			return true
		}
	}
	return false
}

// parse reads an article as a browser does.
func parse(t testing.TB, article []byte) *nethtml.Node {
	t.Helper()
	root, err := nethtml.Parse(bytes.NewReader(append([]byte("<!doctype html><body>"), article...)))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

func walk(n *nethtml.Node, see func(*nethtml.Node)) {
	see(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, see)
	}
}

func attr(n *nethtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *nethtml.Node) string {
	var b strings.Builder
	walk(n, func(n *nethtml.Node) {
		if n.Type == nethtml.TextNode {
			b.WriteString(n.Data)
		}
	})
	return b.String()
}

func sampleArticle(t testing.TB, path string) []byte {
	t.Helper()
	p := samplePages()[path]
	p.opt.Root = Root(path)
	a, err := Article(nil, p.d, p.opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestSamplesAreWellFormed(t *testing.T) {
	for path := range samplePages() {
		a := sampleArticle(t, path)
		if err := checkMarkup(a); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		root, started, level := parse(t, a), 0, 1
		walk(root, func(n *nethtml.Node) {
			if n.Type != nethtml.ElementNode {
				return
			}
			started++
			if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
				if now := int(n.Data[1] - '0'); now > level+1 {
					t.Errorf("%s: <%s> follows a heading of level %d", path, n.Data, level)
				} else {
					level = now
				}
			}
			if n.Data == "a" && attr(n, "data-figure") != "" && (n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != nethtml.TextNode) {
				t.Errorf("%s: figure %s holds more than text", path, attr(n, "data-figure"))
			}
		})
		// html, head and body are the parser's own: it had nothing else to mend
		if tags := bytes.Count(a, []byte("<")) - bytes.Count(a, []byte("</")); started-3 != tags {
			t.Errorf("%s: %d tags, but a browser makes %d elements", path, tags, started-3)
		}
	}
}

// Every kind of text of a document comes out as it went in, whatever it holds.
func FuzzText(f *testing.F) {
	for _, s := range []string{"招商|联络*费* <b> & #1.", "</script><script>alert(1)</script>", `" onload="x`, "]]><!--", "\x00\xff\u202e", "&amp;lt;", "a\r\nb", "<svg/onload=x>", "</title></svg>", "'", "`", "\u200b年度x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		ref := doc.FigureRef{Key: s, Text: s, Unit: s, Href: "x.html", Title: s}
		label := doc.Label{Parts: []doc.LabelPart{{Text: s}, {Figure: &ref}}}
		drawing := doc.Drawing{Title: s, Desc: s, Shapes: []doc.Shape{label}}
		in := ins(txt(s), ref, strong(s), doc.Emphasis{Content: ins(txt(s))}, doc.Code{S: s}, doc.Said{Content: ins(txt(s))}, doc.Missing{S: s}, none(s, s), doc.PlaceRef{File: s}, doc.Link{Href: "x.html", Content: ins(txt(s))})
		d := &doc.Document{ID: s, Title: []string{s}, Spine: s, Body: []doc.Block{
			doc.Title{By: []doc.Field{{Label: s, Content: in}}},
			doc.Summary{ID: "sum", Title: s, Lead: in, Keys: []doc.Key{{Label: s, Figure: ref}}, Chart: &doc.Chart{Number: s, Title: s, Reading: []string{s}, Drawing: drawing}},
			doc.Paragraph{Content: in, Notes: []doc.Note{{Content: in}}},
			doc.Fields{Items: []doc.Field{{Label: s, Content: in}}},
			doc.Downloads{Items: []doc.Download{{Href: "x.pdf", Name: s, Filename: s, About: s, Size: s}}},
			doc.Section{ID: "s", Level: 2, Number: s, Title: ins(txt(s)), Body: []doc.Block{
				doc.List{Ordered: true, Items: [][]doc.Block{{para(in...)}}},
				doc.Chart{Title: s, Drawing: drawing, Data: &doc.Table{Caption: s, Columns: make([]doc.Column, 1), Body: []doc.Row{{Cells: []doc.Cell{{Content: in}}}}}},
				doc.Table{Number: s, Caption: s, Unit: s, Columns: make([]doc.Column, 1), Body: []doc.Row{{Cells: []doc.Cell{{Content: in, Label: s, Drawing: &drawing}}}}, Notes: [][]doc.Inline{in}},
				doc.Entries{Title: s, Items: []doc.Entry{{ID: "e", Label: s, Figure: ref, Formula: in, Arithmetic: in, Stated: in, Reason: s, Inputs: []doc.EntryInput{{Label: s, Figure: ref, Place: &doc.PlaceRef{File: s}}}, Basis: s}}},
				doc.Differences{Items: []doc.Difference{{ID: "c", Rule: s, Mark: doc.Mark{N: 1}, Title: s, Stated: in, Computed: ins(txt(s)), Diff: in, Text: in, Severity: s, RuleTitle: s, Place: doc.PlaceRef{File: s}}}},
			}},
		}}
		out, err := Article(nil, d, Options{Root: "../", Kind: "report"})
		if s == "" {
			if err == nil {
				t.Fatal("a figure without text was written")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := checkMarkup(out); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		want := visible(s)
		paragraphs := 0
		walk(parse(t, out), func(n *nethtml.Node) {
			if n.Type != nethtml.ElementNode {
				return
			}
			for _, a := range n.Attr {
				if (a.Key == "data-figure" || a.Key == "download" || a.Key == "data-l") && a.Val != want {
					t.Fatalf("%s=%q, want %q", a.Key, a.Val, want)
				}
			}
			if n.Data == "p" {
				paragraphs++
				if got, all := textOf(n), want+want+want; !strings.HasPrefix(got, all) {
					t.Fatalf("paragraph %q does not begin with %q", got, all)
				}
			}
		})
		if paragraphs != 8 {
			t.Fatalf("%d paragraphs", paragraphs)
		}
	})
}

// visible is what is to be seen of a text.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// The formats of an element's text are compared with the document's own text: no
// number is printed twice, none is left out.
func TestParagraphsAreTheDocuments(t *testing.T) {
	var want []string
	var collect func(bs []doc.Block)
	collect = func(bs []doc.Block) {
		for _, b := range bs {
			switch b := b.(type) {
			case doc.Summary:
				want = append(want, doc.PlainText(b.Lead))
			case doc.Section:
				collect(b.Body)
			case doc.Screen:
				collect(b.Body)
			case doc.Paragraph:
				want = append(want, doc.PlainText(b.Content))
				for _, n := range b.Notes {
					m := ""
					if n.Mark != nil {
						m = n.Mark.String()
					}
					want = append(want, m+doc.PlainText(n.Content))
				}
			case doc.List:
				for _, it := range b.Items {
					collect(it)
				}
			case doc.Table:
				for _, n := range b.Notes {
					want = append(want, doc.PlainText(n))
				}
			case doc.Entries:
				for _, e := range b.Items {
					for _, l := range [][]doc.Inline{e.Formula, e.Arithmetic} {
						if len(l) > 0 {
							want = append(want, doc.PlainText(l))
						}
					}
				}
			case doc.Differences:
				for _, d := range b.Items {
					want = append(want, doc.PlainText(d.Text))
				}
			}
		}
	}
	collect(sampleReport().Body)
	var got []string
	walk(parse(t, sampleArticle(t, "2023/zhengxie/index.html")), func(n *nethtml.Node) {
		if n.Type == nethtml.ElementNode && n.Data == "p" {
			got = append(got, textOf(n))
		}
	})
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func BenchmarkArticle(b *testing.B) {
	d := sampleReport()
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		out, err := Article(buf[:0], d, Options{Root: "../../", Kind: "report"})
		if err != nil {
			b.Fatal(err)
		}
		buf = out
	}
	b.SetBytes(int64(len(buf)))
}
