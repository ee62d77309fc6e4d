package typeset

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// withContents is a document with contents of its sections behind its title.
func withContents(items ...doc.ContentsItem) *doc.Document {
	d := sampleReport()
	c := doc.Contents{ID: "toc", Title: "目录", Items: items}
	d.Body = append([]doc.Block{d.Body[0], c}, d.Body[1:]...)
	return d
}

// A document by itself may have contents: each line tells the page of its section, which
// the links and the outline lead to, too.
func TestContents(t *testing.T) {
	d := withContents(doc.ContentsItem{Title: "一、部门整体概况", Href: "#s1"}, doc.ContentsItem{Title: "四、绩效实现情况分析", Href: "#s4"},
		doc.ContentsItem{Level: 1, Title: "（一）总体评价", Href: "#s4-1"}, doc.ContentsItem{Level: 1, Title: "（二）七个项目的支出", Href: "#s4-2"},
		doc.ContentsItem{Title: "数据核对", Href: "#reconciliation"}, doc.ContentsItem{Title: "无处", Href: "#nowhere"})
	l := set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
	pages, texts := firstPages(l), textOf(l)
	at := map[string]int{}
	for _, h := range append(find(l.Root, "H2"), find(l.Root, "H3")...) {
		at[texts[h]] = pages[h] + 1
	}
	links := 0
	for i := range l.Pages {
		for _, k := range l.Pages[i].Links {
			title, page, ok := strings.Cut(k.Alt, "，第")
			if !ok {
				continue
			}
			links++
			if page != itoa(at[title])+"页" || texts[k.Of] != title+itoa(at[title]) || k.To.Page+1 != at[title] {
				t.Errorf("%q leads to page %d, the text is %q, and the section stands on page %d", k.Alt, k.To.Page+1, texts[k.Of], at[title])
			}
			if !near(k.X+k.W, 18400) {
				t.Errorf("the link %q ends at %s", k.Alt, millimetres(k.X+k.W))
			}
		}
	}
	if links != 5 || !strings.Contains(Dump(l), "outline 0 目录 → 1") {
		t.Errorf("%d links, outline\n%s", links, Dump(l)[strings.Index(Dump(l), "outline"):])
	}
	toc := find(l.Root, "TOC")
	if len(toc) != 2 || toc[0].ID != "toc" || len(toc[0].Kids) != 4 || len(toc[1].Kids) != 2 {
		t.Errorf("%d lists in the structure", len(toc))
	}
	for _, e := range find(l.Root, "TOCI") {
		if e.Kids[0].Tag != "Reference" {
			t.Errorf("an entry begins with %s", e.Kids[0].Tag)
		}
	}
}

// Leaders end in one column, stand in those of the grid, and are furniture. Numbers end
// at the right edge. A title of any length keeps clear of them, and its number stands on
// its last line.
func TestContentsLines(t *testing.T) {
	var items []doc.ContentsItem
	for n := range 70 {
		items = append(items, doc.ContentsItem{Title: strings.Repeat("长", n+1), Href: "#s4"}, doc.ContentsItem{Title: strings.Repeat("名11.x", n+1), Level: n % 3, Href: "#s1"})
	}
	d := withContents(items...)
	l := set(t, d)
	checkText(t, d, l)
	sheet := newSheet(DefaultStyle())
	right := sheet.left + sheet.textW
	ends := map[Length]bool{}
	for i := range l.Pages {
		leaders := map[Length]GlyphRun{}
		text := map[Length]Length{} // where it ends
		for _, item := range l.Pages[i].Items {
			run, ok := item.(GlyphRun)
			switch {
			case !ok || run.Size != 16*Pt:
			case strings.HasPrefix(run.Text, "…") && run.Furniture:
				leaders[run.Y] = run
				ends[run.X+run.Width] = true
				if col := (right - run.X) % sheet.advance; run.Of != nil || col != 0 {
					t.Errorf("page %d: leaders from %s, %d off the grid", i+1, millimetres(run.X), col)
				}
			case run.X+run.Width == right && run.Of != nil && run.Of.Tag == "Link":
				if lead, ok := leaders[run.Y]; !ok && run.X-text[run.Y] > 3*sheet.advance || ok && run.X < lead.X+lead.Width {
					t.Errorf("page %d: number %s without leaders, or on them", i+1, run.Text)
				}
				if run.X < text[run.Y]+8*Pt {
					t.Errorf("page %d: number %s touches the title", i+1, run.Text)
				}
			default:
				text[run.Y] = max(text[run.Y], run.X+run.Width)
			}
		}
		for y, lead := range leaders {
			if lead.X < text[y] {
				t.Errorf("page %d: leaders at %s on the title", i+1, millimetres(y))
			}
		}
	}
	if len(ends) != 1 {
		t.Errorf("leaders end in %d columns", len(ends))
	}
	if n := strings.Count(Dump(l), "，第"); n != 0 {
		t.Error("the page is part of the text")
	}
}

// Beyond page 9999 contents leave room for a digit more.
func TestContentsOfMany(t *testing.T) {
	if testing.Short() {
		t.Skip("10,000 pages")
	}
	d := &doc.Document{Title: []string{"题"}}
	long := strings.Repeat("一二三四五六七八九", 3)
	d.Body = []doc.Block{doc.Title{}, doc.Contents{Title: "目录", Items: []doc.ContentsItem{{Title: long, Href: "#s10001"}}}}
	for n := range 10_001 {
		d.Body = append(d.Body, doc.Section{ID: "s" + itoa(n+1), Level: 2, Appendix: 1, Title: text("附")})
	}
	l := set(t, d)
	if s := pageText(&l.Pages[0]); len(l.Pages) != 10_002 || !strings.Contains(s, "…10002") {
		t.Errorf("%d pages, the first says %s", len(l.Pages), s)
	}
}
