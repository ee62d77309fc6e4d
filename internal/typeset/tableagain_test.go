package typeset

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// indicatorForm is a form with n indicators under captions in its body, beside a
// label that spans them all and levels that span some. Every cause has the given
// length.
func indicatorForm(n, cause int) doc.Table {
	head := func(s string) doc.Cell { return doc.Cell{Content: text(s), Header: true, Scope: "col"} }
	t := doc.Table{ID: "f", Caption: "指标很多的表", Grid: true, Columns: make([]doc.Column, 5)}
	t.Body = []doc.Row{
		{Cells: []doc.Cell{{Content: text("项目名称"), Header: true, Scope: "row"}, {Content: text("名称"), Cols: 4}}},
		{Cells: []doc.Cell{{Content: text("绩效指标"), Header: true, Scope: "row", Rows: n + 1}, head("一级"), head("三级"), head("完成值"), head("原因")}},
	}
	for i := range n {
		row := doc.Row{}
		if i%12 == 0 {
			row.Cells = append(row.Cells, doc.Cell{Content: text(fmt.Sprintf("产出%c", 'A'+rune(i/12))), Header: true, Scope: "rowgroup", Rows: min(12, n-i)})
		}
		row.Cells = append(row.Cells, doc.Cell{Content: text(fmt.Sprintf("指标%d。", i)), Header: true, Scope: "row"}, doc.Cell{Content: text("95.06%")},
			doc.Cell{Content: text(strings.Repeat("缘故", cause/2))})
		t.Body = append(t.Body, row)
	}
	t.Foot = []doc.Row{{Cells: []doc.Cell{{Content: text("总分"), Header: true, Scope: "row", Cols: 4}, {Content: text("98.02")}}}}
	return t
}

// Where a form goes on over the page, the captions in its body stand there again,
// and so do the labels that span the break; they are never the last on a page,
// and no label is parted.
func TestCarriedOver(t *testing.T) {
	for above := range 24 {
		d := &doc.Document{}
		for range above {
			d.Body = append(d.Body, para("一行。"))
		}
		d.Body = append(d.Body, indicatorForm(100, 2), para("后文。"))
		l := set(t, d)
		checkText(t, d, l)
		checkWithin(t, l)
		checkOverprint(t, l)
		begun := false
		for i := range l.Pages {
			s := pageText(&l.Pages[i])
			rows := strings.Count(s, "。") - strings.Count(s, "一行。") - strings.Count(s, "后文。")
			captions, label := strings.Contains(s, "一级"), strings.Contains(s, "绩效指标")
			if rows > 0 && (!captions || !label) || rows == 0 && captions {
				t.Errorf("%d lines above: page %d has %d rows, captions %v, label %v", above, i+1, rows, captions, label)
			}
			if again := furnitureText(&l.Pages[i]); strings.Contains(again, "一级") != (begun && rows > 0) {
				t.Errorf("%d lines above: page %d repeats %q", above, i+1, again)
			}
			if rows > 0 && !strings.Contains(s, "产出") {
				t.Errorf("%d lines above: page %d names no level", above, i+1)
			}
			begun = begun || rows > 0
		}
	}
}

// furnitureText is what a page prints without it being of the document.
func furnitureText(p *Page) string {
	var b strings.Builder
	for _, item := range p.Items {
		if run, ok := item.(GlyphRun); ok && run.Furniture {
			b.WriteString(run.Text)
		}
	}
	return b.String()
}

// A cell that is higher than a page is cut between its lines, none of which is
// set closer than another, and every page says whose it is.
func TestCellAbovePage(t *testing.T) {
	for _, n := range []int{400, 900, 2500} {
		d := &doc.Document{Body: []doc.Block{para("前文。"), indicatorForm(3, n), para("后文。")}}
		l := set(t, d)
		checkText(t, d, l)
		checkWithin(t, l)
		checkOverprint(t, l)
		for i := range l.Pages {
			var last GlyphRun
			for _, item := range l.Pages[i].Items {
				run, ok := item.(GlyphRun)
				if !ok || !strings.HasPrefix(run.Text, "缘") && !strings.HasPrefix(run.Text, "故") {
					continue
				}
				if pitch := run.Y - last.Y; last.X == run.X && pitch > 0 && pitch < 12*Pt {
					t.Errorf("%d: lines %d apart on page %d", n, pitch, i+1)
				}
				last = run
			}
			s := pageText(&l.Pages[i])
			if strings.Contains(s, "缘故") && !(strings.Contains(s, "指标") && strings.Contains(s, "一级")) {
				t.Errorf("%d: page %d does not say what it is about", n, i+1)
			}
		}
	}
}

// The hints of a form's columns give way where a cell would be higher than a page
// by them.
func TestHintsGiveWay(t *testing.T) {
	tab := doc.Table{ID: "f", Grid: true, Columns: []doc.Column{{Width: 300}, {Width: 300}, {Width: 100}, {Width: 300}},
		Body: []doc.Row{cells("未填报", "—", strings.Repeat("很长的原因要写很多行，", 80), "未填报")}}
	if n := len(set(t, &doc.Document{Body: []doc.Block{tab}}).Pages); n != 1 {
		t.Errorf("%d pages", n)
	}
}

// No page ends with the first line of a paragraph or begins with its last.
func TestWidows(t *testing.T) {
	for n := 2; n < 9; n++ {
		for above := range 23 {
			d := &doc.Document{}
			for range above {
				d.Body = append(d.Body, para("一行。"))
			}
			d.Body = append(d.Body, para(strings.Repeat("正文", n*14-3)))
			for range 9 {
				d.Body = append(d.Body, para("一行。"))
			}
			l := set(t, d)
			for i := range l.Pages {
				lines := 0
				for _, run := range bodyRuns(l, i) {
					if strings.HasPrefix(run.Text, "正") || strings.HasPrefix(run.Text, "文") {
						lines++
					}
				}
				if lines == 1 {
					t.Errorf("%d lines above a paragraph of %d: one of them on page %d", above, n, i+1)
				}
			}
		}
	}
}

// Figures of a difference are whole, however long, and its mark has its own
// place.
func TestLongDifference(t *testing.T) {
	for _, value := range []string{"0.42万元", "112345578.90万元", "-98765432109.87万元", "1,234,567,890,123.45万元"} {
		d := &doc.Document{Body: []doc.Block{doc.Differences{Items: []doc.Difference{{Rule: "C3", Mark: doc.Mark{N: 163}, Title: "合计",
			Stated: text(value), Computed: text(value), Diff: text(value), Text: text("说明。"), Severity: "差错", RuleTitle: "合计"}}}}}
		l := set(t, d)
		checkText(t, d, l)
		checkOverprint(t, l)
		whole := strings.TrimSuffix(value, "万元")
		n := 0
		for _, item := range l.Pages[0].Items {
			if run, ok := item.(GlyphRun); ok && strings.HasPrefix(run.Text, whole) {
				n++
			}
		}
		if n != 3 {
			t.Errorf("%s is whole %d times:\n%s", value, n, Dump(l))
		}
		title, mark := textAt(t, &l.Pages[0], "合计", 12*Pt), textAt(t, &l.Pages[0], "163", 0)
		if title.X < mark.X+mark.Width {
			t.Errorf("the title begins at %d, its mark ends at %d", title.X, mark.X+mark.Width)
		}
	}
}
