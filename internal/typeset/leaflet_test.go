package typeset

import (
	"errors"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// leaflet is a document of one page: a tight title with a code, and sections whose
// titles stand beside their text.
func leaflet(code *doc.Matrix, sections ...doc.Block) *doc.Document {
	body := append([]doc.Block{doc.Title{Head: doc.Tight, Code: code}}, sections...)
	return &doc.Document{Title: []string{"示例县水务局", "预算绩效自评要点"}, Body: body,
		Last: []doc.Field{{Label: "数据版本", Content: text("abcdef0")}, {Label: "数据摘要", Content: text(strings.Repeat("01234567 ", 8))}}}
}

func beside(title string, lines ...string) doc.Section {
	s := doc.Section{ID: title, Level: 2, Head: doc.Beside, Title: text(title)}
	for _, l := range lines {
		s.Body = append(s.Body, para(l))
	}
	return s
}

// firstRun is the run that begins with a text.
func firstRun(t *testing.T, l *Layout, begin string) GlyphRun {
	t.Helper()
	for _, p := range l.Pages {
		for _, item := range p.Items {
			if r, ok := item.(GlyphRun); ok && strings.HasPrefix(r.Text, begin) {
				return r
			}
		}
	}
	t.Fatalf("nothing begins with %q", begin)
	return GlyphRun{}
}

// A title beside its text is a heading that stands on the first line of the text, in
// a column of its own; it comes first in the page, as it does in the structure.
func TestBeside(t *testing.T) {
	l := set(t, leaflet(nil, beside("办成的事", "清淤到位，"+strings.Repeat("行洪河段没有漫溢", 12)+"。", "第二段。"), beside("存在问题", "没有。")))
	title, first, second := firstRun(t, l, "办"), firstRun(t, l, "清"), firstRun(t, l, "第")
	if title.Y != first.Y || title.X >= first.X || first.X != second.X || second.Y <= first.Y {
		t.Errorf("title at %d,%d, text at %d,%d and %d,%d", title.X, title.Y, first.X, first.Y, second.X, second.Y)
	}
	if title.Of.Tag != "H2" || title.Role != HeadFace {
		t.Errorf("the title is %s in face %d", title.Of.Tag, title.Role)
	}
	order := map[string]int{}
	rules := 0
	for i, item := range l.Pages[0].Items {
		switch v := item.(type) {
		case GlyphRun:
			order[v.Text] = i
		case Rule:
			if v.X2-v.X1 == Mm(15600) && v.Y1 < Mm(25000) {
				rules++
			}
		}
	}
	if order[title.Text] > order[first.Text] {
		t.Error("the text comes before its title")
	}
	if rules != 2 {
		t.Errorf("%d rules above two sections", rules)
	}
}

// Between a table or a summary, which end with a rule, and a section stands no other.
func TestBesideBelowRule(t *testing.T) {
	table := doc.Table{Columns: make([]doc.Column, 1), Body: []doc.Row{{Cells: []doc.Cell{{Content: text("一格")}}}}}
	summary := doc.Summary{Title: "提要", Lead: text("一句话。")}
	for name, above := range map[string]doc.Block{"table": table, "summary": summary} {
		with, without := set(t, leaflet(nil, above, beside("存在问题", "没有。"))), set(t, leaflet(nil, above))
		if a, b := countRules(with), countRules(without); a != b {
			t.Errorf("%s: %d rules, %d with a section below it", name, b, a)
		}
	}
}

func countRules(l *Layout) int {
	n := 0
	for _, item := range l.Pages[0].Items {
		if _, ok := item.(Rule); ok {
			n++
		}
	}
	return n
}

// The code stands beside a tight title, which leaves it room whatever its length,
// above all that follows.
func TestTightTitleWithCode(t *testing.T) {
	for _, long := range []bool{false, true} {
		d := leaflet(pattern(33), beside("存在问题", "没有。"))
		if long {
			d.Title[0] = strings.Repeat("某某县人民政府办公室", 6)
		}
		l := set(t, d)
		page, boxes := boxesOf(t, l)
		var right, foot Length
		for _, b := range boxes {
			right, foot = max(right, b.X+b.W), max(foot, b.Y+b.H)
		}
		if page != 0 {
			t.Errorf("the code is on page %d", page+1)
		}
		for _, item := range l.Pages[0].Items {
			switch v := item.(type) {
			case GlyphRun:
				if v.Role == TitleFace && v.X < right+4*boxes[0].H/4 {
					t.Errorf("%s begins at %d, the code ends at %d", v.Text, v.X, right)
				}
			case Rule:
				if v.Y1 < foot {
					t.Errorf("a rule at %d, the code ends at %d", v.Y1, foot)
				}
			}
		}
	}
}

// A section alone begins a page: with a form close to its title, else like contents.
func TestAlone(t *testing.T) {
	form := doc.Table{Grid: true, Turned: true, Columns: make([]doc.Column, 1), Body: []doc.Row{{Cells: []doc.Cell{{Content: text("一格")}}}}}
	l := set(t, &doc.Document{Title: []string{"自评表"}, Body: []doc.Block{
		doc.Title{Head: doc.Tight}, form,
		doc.Section{ID: "goal", Level: 2, Head: doc.Alone, Title: text("目标表"), Body: []doc.Block{form}},
		doc.Section{ID: "text", Level: 2, Head: doc.Alone, Title: text("说明"), Body: []doc.Block{para("一段。")}},
	}})
	if len(l.Pages) != 3 || l.Pages[0].Rotate != 90 || l.Pages[1].Rotate != 90 || l.Pages[2].Rotate != 0 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	if a, b := firstRun(t, l, "自评表"), firstRun(t, l, "目标表"); a.Y != b.Y || a.Of.Tag != "H1" || b.Of.Tag != "H2" {
		t.Errorf("the titles of two forms are at %d as %s and %d as %s", a.Y, a.Of.Tag, b.Y, b.Of.Tag)
	}
	if len(l.Outline) != 2 || l.Outline[1].Target.Page != 2 {
		t.Errorf("bookmarks %+v", l.Outline)
	}
}

// The last line takes as few rows as its fields need, and none is wider than the page.
func TestLastRows(t *testing.T) {
	for _, tt := range []struct{ address, want int }{{0, 2}, {30, 2}, {60, 3}, {150, 5}} {
		d := leaflet(nil, beside("存在问题", "没有。"))
		if tt.address > 0 {
			at := doc.Field{Label: "网址", Content: text("https://" + strings.Repeat("a.example/", tt.address/10))}
			d.Last = []doc.Field{d.Last[0], at, d.Last[1]}
		}
		l := set(t, d)
		rows := map[Length]bool{}
		for _, item := range l.Pages[0].Items {
			r, ok := item.(GlyphRun)
			if !ok || !r.Furniture || r.Size != 10500 {
				continue
			}
			rows[r.Y] = true
			if r.X+r.Width > Mm(2800+15600)+r.Size {
				t.Errorf("address of %d characters: %q reaches to %d", tt.address, r.Text, r.X+r.Width)
			}
		}
		if len(rows) != tt.want {
			t.Errorf("address of %d characters: %d rows, want %d", tt.address, len(rows), tt.want)
		}
	}
}

// The style of leaflets is checked like that of the other documents.
func TestBriefStyle(t *testing.T) {
	for key, spoil := range map[string]func(*BriefStyle){
		"brief.lines":       func(b *BriefStyle) { b.Lines = 1 },
		"brief.body":        func(b *BriefStyle) { b.Body = 200 },
		"brief.text_height": func(b *BriefStyle) { b.TextHeight = 29000 },
	} {
		st := DefaultStyle()
		spoil(&st.Brief)
		var e *StyleError
		if err := st.Check(); !errors.As(err, &e) || e.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
	if err := DefaultStyle().OfBrief().Check(); err != nil {
		t.Error(err)
	}
}

// A title too long for its line is broken behind the year, not within the name.
func TestTitleKeepsTheName(t *testing.T) {
	d := leaflet(pattern(33), beside("存在问题", "没有。"))
	d.Title[0] = "2024年度示例县文化和旅游局"
	l := set(t, d)
	year, name := firstRun(t, l, "2024"), firstRun(t, l, "示例县文化和旅游局")
	if year.Y >= name.Y {
		t.Errorf("the year is at %d, the name at %d", year.Y, name.Y)
	}
}
