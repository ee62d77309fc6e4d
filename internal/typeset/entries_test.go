package typeset

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// Entries are whole, ruled off at the top and the foot of each page.
func TestEntriesWhole(t *testing.T) {
	b := doc.Entries{Title: "计算得出的数"}
	for i := range 20 {
		b.Items = append(b.Items, sampleEntry(fmt.Sprint("e", i), "甲乙丙"+fmt.Sprint(i), "94.58%", ""))
	}
	d := &doc.Document{Body: []doc.Block{b}}
	l := set(t, d)
	checkText(t, d, l)
	for i := range l.Pages {
		s := pageText(&l.Pages[i])
		if a, b := strings.Count(s, "甲乙丙"), strings.Count(s, "依据"); a != b || a == 0 {
			t.Errorf("page %d: %d labels, %d ends", i+1, a, b)
		}
		rules := 0
		for _, item := range l.Pages[i].Items {
			if r, ok := item.(Rule); ok && r.Width == 750 {
				rules++
			}
		}
		if rules != 2 {
			t.Errorf("page %d: %d outer rules", i+1, rules)
		}
	}
	// An entry higher than a page is split between its inputs.
	long := sampleEntry("long", "很长", "1.00", "万元")
	for range 120 {
		long.Inputs = append(long.Inputs, doc.EntryInput{Label: "一个名字很长很长很长很长很长的输入", Figure: fig("spent", "1.00", "万元"),
			Place: &doc.PlaceRef{File: "2023/zhengxie/projects/a-very-long-name-of-a-project.toml", Line: 3, Col: 9}})
	}
	d = &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{long}}}}
	l = set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
}

// A short entry takes two lines: the formula with its figures behind it, and
// where they were written; the result stands below the label.
func TestEntryLines(t *testing.T) {
	e := sampleEntry("execution_rate", "预算执行率", "94.58%", "")
	e.Rule = &doc.PlaceRef{File: "rules/mof-2020.toml", Line: 514, Col: 11}
	l := set(t, &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{e}}}})
	at := func(s string) GlyphRun { return textAt(t, &l.Pages[0], s, 0) }
	label, result, places := at("预算执行率"), at("94.58"), at("2023/zhengxie/report.toml:15:9")
	if a, b := at("实际支出"), at("498.31"); a.Y != label.Y || b.Y != label.Y || b.X <= a.X {
		t.Errorf("formula at %s, figures at %s, label at %s", millimetres(a.Y), millimetres(b.Y), millimetres(label.Y))
	}
	if result.X != label.X || result.Y <= label.Y || places.Y <= label.Y {
		t.Errorf("the result at %s %s and the places at %s do not stand below", millimetres(result.X), millimetres(result.Y), millimetres(places.Y))
	}
	if h := result.Y - label.Y; h > Mm(500) {
		t.Errorf("the result stands %s mm below the label", millimetres(h))
	}
	if s := pageText(&l.Pages[0]); strings.Contains(s, "514:11") || !strings.Contains(s, "report.toml:14:9") {
		t.Errorf("the place of the formula stands beside those of the inputs: %s", s)
	}
	for i := range e.Inputs {
		e.Inputs[i].Place = nil
	}
	l = set(t, &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{e}}}})
	if s := pageText(&l.Pages[0]); !strings.Contains(s, "rules/mof-2020.toml:514:11") {
		t.Errorf("an entry without the places of its inputs has none: %s", s)
	}
}

// A place is not broken where a line can hold it, nor parted from what it is.
func TestEntryPlaces(t *testing.T) {
	for n := 1; n < 40; n++ {
		e := sampleEntry("e", "率", "1.00", "")
		e.Reason = strings.Repeat("因", n)
		e.Inputs[0].Place = &doc.PlaceRef{File: "2023/jiaoyu/projects/yingyang-gaishan.toml", Line: 129, Col: 13}
		d := &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{e}}}}
		l := set(t, d)
		checkText(t, d, l)
		place := textAt(t, &l.Pages[0], "2023/jiaoyu/projects/yingyang-gaishan.toml:129:13", 0)
		if label := textAt(t, &l.Pages[0], "出处", 0); label.Y != place.Y {
			t.Errorf("%d characters before: the label is parted from the place", n)
		}
	}
	e := sampleEntry("e", "率", "1.00", "")
	e.Inputs[0].Place = &doc.PlaceRef{File: strings.Repeat("very-long-folder/", 12) + "a.toml", Line: 1, Col: 1}
	d := &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{e}}}}
	l := set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
}

// A row that heads others never ends a page.
func TestTitleRow(t *testing.T) {
	for lines := range 23 {
		d := &doc.Document{}
		for range lines {
			d.Body = append(d.Body, para("一行。"))
		}
		table := doc.Table{Columns: make([]doc.Column, 2), Small: true}
		for i := range 30 {
			table.Body = append(table.Body, doc.Row{Cells: []doc.Cell{{Content: text("题" + fmt.Sprint(i)), Header: true, Scope: "rowgroup", Cols: 2}}})
			for range 3 {
				table.Body = append(table.Body, doc.Row{Cells: []doc.Cell{{Content: text("名")}, {Content: text("值")}}})
			}
		}
		d.Body = append(d.Body, table)
		l := set(t, d)
		for i := range l.Pages {
			runs := bodyRuns(l, i)
			if last := runs[len(runs)-1]; strings.Contains(last.Text, "题") {
				t.Errorf("%d lines above: page %d ends with %s", lines, i+1, last.Text)
			}
		}
		if size := textAt(t, &l.Pages[len(l.Pages)-1], "名", 0).Size; size != 10*Pt {
			t.Errorf("small type is %d", size)
		}
	}
}

// What leads to the entry or the row that it stands in is no link.
func TestNoLinkToItself(t *testing.T) {
	row := func(id string) doc.Row {
		return doc.Row{ID: id, Cells: []doc.Cell{{Content: text(id)}, {Content: inl(fig(id, "1.00", ""))}, {Content: inl(fig("rate", "2.00", ""))}}}
	}
	e := sampleEntry("rate", "率", "", "")
	e.Figure = fig("rate", "94.58%", "")
	e.Arithmetic = inl(fig("spent", "498.31", ""), " ÷ 2 = ", fig("rate", "94.58%", ""))
	d := &doc.Document{Body: []doc.Block{
		doc.Table{Columns: make([]doc.Column, 3), Body: []doc.Row{row("spent"), row("budget")}},
		doc.Entries{Items: []doc.Entry{e}},
	}}
	l := set(t, d)
	var got []string
	for _, k := range l.Pages[0].Links {
		got = append(got, k.Alt)
	}
	if want := "说明rate：2.00 说明rate：2.00 说明spent：498.31"; strings.Join(got, " ") != want {
		t.Errorf("links are %v, want %s", got, want)
	}
}
