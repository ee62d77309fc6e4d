package typeset

import (
	"slices"
	"testing"

	"mingbai/internal/doc"
)

// printedFigures lists the elements that name a figure, as KEY=TEXT, sorted; those that
// print nothing are left out.
func printedFigures(l *Layout) []string {
	texts := textOf(l)
	var out []string
	var walk func(e *Element)
	walk = func(e *Element) {
		if e.Figure != "" && texts[e] != "" {
			out = append(out, e.Figure+"="+texts[e])
		}
		for _, k := range e.Kids {
			walk(k)
		}
	}
	walk(l.Root)
	slices.Sort(out)
	return out
}

// TestFigureElements holds that each printed figure has an element of its own with its key,
// wherever it stands, and that this element holds the figure and its unit and nothing else.
func TestFigureElements(t *testing.T) {
	named := func(key, s, unit string) doc.FigureRef {
		f := fig(key, s, unit)
		f.Mark = mark(1)
		return f
	}
	plain := named("plain", "1.00", "万元")
	plain.Href = "" // leads nowhere
	inLink := doc.Link{Href: "https://example.invalid/", Content: inl("见", named("link", "2.00", "个"))}
	label := func(y int, key, s string) doc.Label {
		f := doc.FigureRef{Key: "2023/zhengxie/" + key, Text: s}
		return doc.Label{X: 0, Y: y, Parts: []doc.LabelPart{{Text: "支出 "}, {Figure: &f}, {Text: " 万元"}}}
	}
	entry := sampleEntry("a", "执行率", "94.58%", "")
	entry.Figure = named("entry", "94.58%", "")
	entry.Arithmetic = inl("1.00 ÷ 2.00 = ", named("part", "50.00%", ""))
	entry.Inputs = []doc.EntryInput{{Label: "输入", Figure: named("input", "7.00", "万元")}}
	l := set(t, &doc.Document{Body: []doc.Block{
		doc.Summary{Title: "提要", Lead: inl("支出", named("lead", "3.00", "万元"), "。"),
			Keys: []doc.Key{{Label: "执行率", Figure: named("hero", "94.58%", "")}, {Label: "预算", Figure: named("key", "4.00", "万元")}}},
		para("甲", plain, "乙", inLink, "丙", doc.Strong{Content: inl(named("bold", "5.00", ""))}),
		doc.Table{Columns: []doc.Column{{}, {Align: doc.Decimal}}, Body: []doc.Row{{Cells: []doc.Cell{{Content: text("行")}, {Content: inl(named("cell", "6.00", ""))}}}}},
		doc.Chart{Title: "图", Drawing: doc.Drawing{Title: "图", Height: 4000, Shapes: []doc.Shape{label(1000, "drawn", "8.00"), label(1000, "beside", "9.00")}}},
		doc.Section{Level: 2, Title: text("计算"), Body: []doc.Block{doc.Entries{Items: []doc.Entry{entry}}}},
		doc.Differences{Items: []doc.Difference{{ID: "check-1", Title: "差异", Mark: *mark(1), Stated: inl(fig("said", "95%", "")), Severity: "提醒"}}},
	}})
	var want []string
	for key, s := range map[string]string{
		"plain": "1.00万元", "link": "2.00个", "lead": "3.00万元", "hero": "94.58%", "key": "4.00万元", "bold": "5.00", "cell": "6.00",
		"drawn": "8.00", "beside": "9.00", "entry": "94.58%", "part": "50.00%", "input": "7.00万元", "said": "95%",
	} {
		want = append(want, "2023/zhengxie/"+key+"="+s)
	}
	slices.Sort(want)
	if got := printedFigures(l); !slices.Equal(got, want) {
		t.Errorf("printed are\n%q, not\n%q", got, want)
	}
}
