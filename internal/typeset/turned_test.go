package typeset

import (
	"testing"

	"mingbai/internal/doc"
)

// A form on a turned page has its title beside 附件1, in the middle of the turned
// page, and stands on one page with it.
func TestTurnedAppendix(t *testing.T) {
	form := formTable()
	form.Caption = "（2023年度）"
	d := &doc.Document{ID: "x", Title: []string{"题"}, Tag: "虚构示例", Body: []doc.Block{
		doc.Title{}, doc.Section{ID: "a", Level: 2, Appendix: 1, Title: text("项目支出绩效自评表"), Body: []doc.Block{form}}}}
	l, err := Typeset(d, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Pages) != 2 || l.Pages[1].Rotate != 90 {
		t.Fatalf("%d pages, want the title's and a turned one", len(l.Pages))
	}
	var label, title *GlyphRun
	for i := range l.Pages {
		tags := 0
		for _, it := range l.Pages[i].Items {
			run, ok := it.(GlyphRun)
			switch {
			case !ok:
			case run.Text == "虚构示例":
				tags++
				if !run.Furniture {
					t.Error("the tag is no furniture")
				}
			case run.Role == TitleFace && i == 1 && title == nil:
				title = &run
			case run.Role == HeadFace && i == 1 && label == nil:
				label = &run
			}
		}
		if tags != 1 {
			t.Errorf("page %d bears the tag %d times", i+1, tags)
		}
	}
	if title == nil || label == nil || title.Y != label.Y {
		t.Fatalf("title %+v, label %+v: not on one line", title, label)
	}
	b := newSheet(DefaultStyle()).blockOf(true)
	if title.X < b.left+b.width/4 || title.X > b.left+b.width/2 {
		t.Errorf("the title begins at %d of a block from %d, %d wide", title.X, b.left, b.width)
	}
}

// A table may want a turned page though it has few columns.
func TestTurnedTable(t *testing.T) {
	table := doc.Table{Caption: "表", Turned: true, Columns: make([]doc.Column, 2), Body: []doc.Row{{Cells: []doc.Cell{{Content: text("甲")}, {Content: text("乙")}}}}}
	d := &doc.Document{ID: "x", Title: []string{"题"}, Body: []doc.Block{doc.Title{}, table}}
	l, err := Typeset(d, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(l.Pages); n != 2 || l.Pages[1].Rotate != 90 {
		t.Errorf("%d pages", n)
	}
}
