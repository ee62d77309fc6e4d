package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// What is printed beside the full report: summaries on one page, the front of a book
// and one of its parts.
func TestEditions(t *testing.T) {
	c, _ := county(t)
	l := shipped(t)
	show := func(name string, d *doc.Document, found []source.Finding) {
		t.Helper()
		noFindings(t, found)
		golden(t, name, dumpDoc(d))
	}
	in := c.input(t, "2023/shuili")
	d, found := l.Brief(in, 0)
	show("edition_brief.txt", d, found)
	d, found = l.Brief(in, BriefLevels()-1)
	show("edition_brief_least.txt", d, found)
	book, found := l.Book(c, 2023)
	show("edition_book.txt", &book.Front, found)
	if len(book.Parts) != 1 || book.Parts[0].ID != bookEnd || !strings.Contains(dumpDoc(book.Parts[0].Document), "verification") {
		t.Errorf("the book does not close with its verification: %+v", book.Parts)
	}
	part, found := l.BookPart(in)
	show("edition_part.txt", part.Document, found)
	if part.ID != "shuili" || part.Head != "水利局2023年度" {
		t.Errorf("the part is called %s, %s", part.ID, part.Head)
	}
	if d, _ := l.Form(in, in.Report.Projects[0]); d != nil {
		t.Errorf("the profile has no form, yet there is the document %s", d.ID)
	}
	d, found = l.Form(formCounty(t).input(t, "2023/shuiwu"), formCounty(t).input(t, "2023/shuiwu").Report.Projects[0])
	show("edition_form.txt", d, found)
}

// Every form stands on a page of its own, with the last line of its document.
func TestFormsAlone(t *testing.T) {
	l := shipped(t)
	faces, style := shippedFaces(t), typeset.DefaultStyle()
	n := 0
	for _, in := range formCounty(t).Reports {
		for _, q := range in.Report.Projects {
			d, found := l.Form(in, q)
			noFindings(t, found)
			if d == nil {
				t.Fatalf("%s has no form", q.ID)
			}
			lay, err := typeset.Typeset(d, style, faces)
			if err != nil {
				t.Fatal(err)
			}
			n++
			if want := len(formsAlone(in.Report, q)); len(lay.Pages) != want {
				t.Errorf("%s: %d pages, but %d forms", q.ID, len(lay.Pages), want)
			}
		}
	}
	if n < 10 {
		t.Fatalf("only %d projects have forms", n)
	}
}

// A project without indicators has its main form all the same, which says what was
// not reported; forms kept beside it stand only where it has data for them.
func TestEmptyForm(t *testing.T) {
	c := formCounty(t)
	in := c.input(t, "2023/shuiwu")
	full := in.Report.Projects[0]
	bare := &record.Project{ID: full.ID, Rules: full.Rules, Name: full.Name}
	d, found := shipped(t).Form(in, bare)
	noFindings(t, found)
	if len(formsAlone(in.Report, full)) != 3 || len(formsAlone(in.Report, bare)) != 1 {
		t.Errorf("%d forms with data, %d without", len(formsAlone(in.Report, full)), len(formsAlone(in.Report, bare)))
	}
	dump := dumpDoc(d)
	for _, want := range []string{"未填报", "报告没有给出绩效指标"} {
		if !strings.Contains(dump, want) {
			t.Errorf("no %q in the form", want)
		}
	}
}

// Figures of what is printed lead to the page that explains them where the site says
// where it is, else nowhere.
func TestPrintedLinks(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	l := shipped(t)
	for _, base := range []string{"", "https://mingbai.example/"} {
		site := *in.Site
		site.BaseURL.Value = base
		in.Site = &site
		for name, d := range map[string]*doc.Document{"form": first(l.Form(in, in.Report.Projects[0])), "brief": first(l.Brief(in, 0))} {
			lay, err := typeset.Typeset(d, typeset.DefaultStyle(), shippedFaces(t))
			if err != nil {
				t.Fatal(err)
			}
			links := 0
			for _, p := range lay.Pages {
				for _, a := range p.Links {
					links++
					if a.To != nil || !strings.HasPrefix(a.URI, "https://mingbai.example/2023/shuiwu/") {
						t.Errorf("%s: a figure leads to %q %v", name, a.URI, a.To)
					}
				}
			}
			if (links > 0) != (base != "") {
				t.Errorf("%s: %d links with the address %q", name, links, base)
			}
		}
	}
}

func first(d *doc.Document, _ []source.Finding) *doc.Document { return d }

// A part of a book leaves out what only the report's own edition has.
func TestBookPart(t *testing.T) {
	c, _ := county(t)
	part, _ := shipped(t).BookPart(c.input(t, "2023/shuili"))
	dump := dumpDoc(part.Document)
	for _, id := range []string{"#calculation", "#disclosure", "#meta"} {
		if strings.Contains(dump, id) {
			t.Errorf("%s stands in the part", id)
		}
	}
	if !strings.Contains(dump, "#reconciliation") {
		t.Error("the part has no reconciliation, to which its marks lead")
	}
}

func TestClip(t *testing.T) {
	fig := doc.FigureRef{Text: "12.7", Unit: "公里"}
	for _, tt := range []struct {
		name string
		in   []doc.Inline
		most int
		want string
		cut  bool // in the middle of a clause
	}{
		{"short enough", inlines(text("清淤到位。")), 10, "清淤到位。", false},
		{"first sentences", inlines(text("清淤到位。护岸修好。水位正常，没有漫溢。")), 12, "清淤到位。护岸修好。", false},
		{"first clauses", inlines(text("清淤到位，护岸修好，水位正常，没有漫溢。")), 12, "清淤到位，护岸修好……", false},
		{"no clause", inlines(text("清淤到位护岸修好水位正常没有漫溢")), 8, "清淤到位护岸修好……", true},
		{"lists are not cut", inlines(text("清淤、护岸、监测、养护、抢险、验收")), 8, "清淤、护岸、监测……", true},
		{"figure whole", inlines(text("汛前清淤"), fig, text("，洪水后抢修护岸。")), 12, "汛前清淤12.7公里……", false},
		{"figure does not fit", inlines(text("汛前完成河道清淤共"), fig), 12, "汛前完成河道清淤共……", true},
		{"lines are sentences", inlines(text("清淤到位"), doc.Break{}, text("护岸修好，水位正常，没有漫溢")), 10, "清淤到位", false},
		{"beyond the basic plane", inlines(text("𠮷野𠮷野，𠮷野𠮷野，𠮷野")), 10, "𠮷野𠮷野，𠮷野𠮷野……", false},
		{"nothing", nil, 10, "", false},
	} {
		out, whole := clip(tt.in, tt.most)
		if got := doc.PlainText(out); got != tt.want || whole == tt.cut {
			t.Errorf("%s: got %q (whole: %v), want %q", tt.name, got, whole, tt.want)
		}
	}
}

// FuzzClip: what is clipped begins the text, and is no longer than allowed.
func FuzzClip(f *testing.F) {
	f.Add("清淤到位，护岸修好。", "12.7", "水位；正常", 10)
	f.Add("", "，。", "。", 0)
	f.Fuzz(func(t *testing.T, a, b, c string, most int) {
		if !utf8.ValidString(a + b + c) {
			t.Skip()
		}
		most %= 200
		in := inlines(text(a), doc.FigureRef{Text: b}, doc.Break{}, text(c))
		out, _ := clip(in, most)
		got := doc.PlainText(out)
		if n := utf8.RuneCountInString(got); n > max(most, 8)+2 {
			t.Errorf("%d characters of at most %d: %q", n, most, got)
		}
		if !strings.HasPrefix(a+b+c, strings.TrimSuffix(got, leftOut)) {
			t.Errorf("%q does not begin %q", got, a+b+c)
		}
	})
}
