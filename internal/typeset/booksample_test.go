package typeset

import (
	"testing"

	"mingbai/internal/doc"
)

// longName is a name of 60 characters.
const longName = "乐亭县人民政府办公室机关后勤服务保障与公共机构节能管理中心暨乐亭县政务服务和数据管理局联合工作领导小组综合协调办公室乐亭县"

// sampleBook is a book of n parts: every third is a whole report, every third a short
// one with a turned page, and the others are half a report.
func sampleBook(n int) *doc.Book {
	names := []string{"政协乐亭县委员会", "乐亭县教育局", "乐亭县文化广电和旅游局", longName}
	b := &doc.Book{Front: doc.Document{ID: "2023/book", Title: []string{"乐亭县2023年度", "部门整体绩效自评报告汇编"},
		Last: []doc.Field{{Label: "数据版本", Content: text("3f9c2a1")}, {Content: text("mingbai.example/2023")}}}}
	contents := doc.Contents{ID: "contents", Title: "目录"}
	for i := range n {
		id, name := "2023/d"+itoa(i+1), names[i%len(names)]
		d := sampleReport()
		d.Title = []string{"2023年度" + name, "整体绩效自评工作报告"}
		switch i % 3 {
		case 1:
			form := formTable()
			form.Turned = true
			d.Body = []doc.Block{d.Body[0], doc.Section{ID: "s1", Level: 2, Number: "一、", Title: text("概况"), Body: []doc.Block{para("一段。")}},
				doc.Section{ID: "form", Level: 2, Appendix: 1, Title: text("自评表"), Body: []doc.Block{form}}}
		case 2:
			d.Body = d.Body[:3]
		}
		b.Parts = append(b.Parts, doc.BookPart{ID: id, Head: name, Document: d})
		contents.Items = append(contents.Items, doc.ContentsItem{Title: name, Href: "#" + id},
			doc.ContentsItem{Level: 1, Title: "一、部门整体概况", Href: "#" + id + "#s1"})
	}
	b.Front.Body = []doc.Block{
		doc.Title{By: []doc.Field{{Content: text("乐亭县财政局")}, {Content: text("2024年3月")}}},
		doc.Section{ID: "about", Level: 2, Title: text("编制说明"), Body: []doc.Block{para("按预算编码排列。")}},
		contents,
	}
	return b
}

// layBook lays a book out or fails.
func layBook(t testing.TB, b *doc.Book) *Layout {
	t.Helper()
	l, err := Book(b, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// firstPages tells for each element that has text on which page it first has some.
func firstPages(l *Layout) map[*Element]int {
	pages := map[*Element]int{}
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			if run, ok := item.(GlyphRun); ok && run.Of != nil {
				if _, seen := pages[run.Of]; !seen {
					pages[run.Of] = i
				}
			}
		}
	}
	return pages
}

// find lists the elements with a tag below e, e included.
func find(e *Element, tag string) []*Element {
	var out []*Element
	if e.Tag == tag {
		out = append(out, e)
	}
	for _, k := range e.Kids {
		out = append(out, find(k, tag)...)
	}
	return out
}

// headRuns are the runs and the rules of a page's running head: all furniture above the
// text block of an upright page, or at the right of that of a turned one; the tag apart.
func headRuns(p *Page) (runs []GlyphRun, rules []Rule) {
	b := newSheet(DefaultStyle()).blockOf(p.Rotate != 0)
	outside := func(x, y Length) bool {
		if p.Rotate != 0 {
			return x > b.left+b.width
		}
		return y < b.top
	}
	for _, item := range p.Items {
		switch v := item.(type) {
		case GlyphRun:
			if v.Furniture && outside(v.X, v.Y) && v.Text != "虚构示例" {
				runs = append(runs, v)
			}
		case Rule:
			if outside(v.X1, v.Y1) {
				rules = append(rules, v)
			}
		}
	}
	return runs, rules
}
