package typeset

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

func TestOddDocuments(t *testing.T) {
	long := strings.Repeat("名", 60)
	one := []doc.Column{{Width: 5}, {Width: 5}, {}}
	for name, body := range map[string][]doc.Block{
		"empty":            nil,
		"empty blocks":     {doc.Paragraph{}, doc.List{Items: [][]doc.Block{{}, {doc.Paragraph{}}}}, doc.Section{}, doc.Fields{}, doc.Entries{}, doc.Differences{}, doc.Summary{}, doc.Chart{}, doc.Table{}},
		"empty notes":      {doc.Paragraph{Content: inl(*mark(1)), Notes: []doc.Note{{}, {Mark: mark(1)}}}},
		"empty entry":      {doc.Entries{Items: []doc.Entry{{Inputs: []doc.EntryInput{{}}}}}},
		"empty difference": {doc.Differences{Items: []doc.Difference{{}}}},
		"empty cells":      {doc.Table{Columns: one, Head: []doc.Row{cells("", "", "")}, Body: []doc.Row{cells("", "", "")}}},
		"narrow columns":   {doc.Table{Columns: one, Body: []doc.Row{cells("字", "1", long)}}},
		"long names":       {doc.Table{Columns: make([]doc.Column, 7), Body: []doc.Row{cells(long, long, long, long, long, long, long)}}},
		"head only":        {doc.Table{Columns: one, Head: []doc.Row{cells("甲", "乙", "丙")}, Caption: long + long}},
		"huge head":        {doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{cells(strings.Repeat(long, 60))}, Body: []doc.Row{cells("一")}}},
		"long word":        {para(strings.Repeat("x", 3000), "后文。")},
		"long amount":      {para("共", fig("a", strings.Repeat("1234567890", 12), "万元"), "。")},
		"long heading":     {doc.Section{Level: 2, Number: "一、", Title: text(strings.Repeat(long, 20)), Body: []doc.Block{para("文。")}}},
		"last heading":     {doc.Section{Level: 2, Number: "一、", Title: text("末")}},
		"deep lists":       {doc.List{Ordered: true, Start: 9, Items: [][]doc.Block{{para("一。"), doc.List{Items: [][]doc.Block{{para("二。"), doc.List{Items: [][]doc.Block{{para(long)}}}}}}}}}},
		"appendix first":   {doc.Section{Level: 2, Appendix: 1, Title: text(long), Body: []doc.Block{para("文。")}}, doc.Section{Appendix: 2, Title: text("二")}},
		"breaks":           {para("一", doc.Break{}, doc.Break{}, "二", doc.Break{}), para(doc.WordBreak{}, "三", doc.WordBreak{})},
		"long label":       {doc.Fields{Items: []doc.Field{{Label: long, Content: text(long)}, {Content: text("无名")}, {Label: "空"}}}},
		"long key":         {doc.Summary{Title: "提要", Lead: text(long), Keys: []doc.Key{{Label: long, Figure: fig("k", "1234567890123.45", "万元")}, {Label: "二", Figure: fig("k", "1", "")}, {Label: "三"}, {Label: "四", Figure: fig("k", "2.00%", "")}}}},
		"long summary":     {doc.Summary{Title: "提要", Lead: text(strings.Repeat(long, 30)), Chart: sampleChart()}},
		"chart with data":  {dataChart(3), dataChart(60)},
		"high chart":       {doc.Chart{Title: "高", Drawing: doc.Drawing{Height: 80_000, Title: "图", Shapes: []doc.Shape{doc.Rect{W: doc.Full, H: 80_000}, doc.Label{X: 5, Y: 79_000, Parts: []doc.LabelPart{{Text: "字"}}}}}}},
		"title only":       {doc.Title{}},
		"many fields":      {doc.Title{By: []doc.Field{{Label: "发布机构", Content: text(long)}, {Label: "日期", Content: text(long)}}}},
		"missing at end":   {para(strings.Repeat("字", 27), doc.Missing{S: "待填"}, "。")},
		"empty contents":   {doc.Contents{}, doc.Contents{Title: "目录", Items: []doc.ContentsItem{{}, {Level: 3}, {Level: -1, Href: "#"}}}},
		"long contents":    {doc.Contents{ID: "a", Title: long, Items: []doc.ContentsItem{{Title: long + long, Href: "#a"}, {Level: 1, Title: strings.Repeat("x", 300), Href: "#a"}, {Title: "别处", Href: "https://example.cn"}}}},
		"wide behind head": {doc.Section{Level: 2, Number: "一、", Title: text("宽表"), Body: []doc.Block{doc.Table{Columns: make([]doc.Column, 9), Body: []doc.Row{cells("1", "2", "3", "4", "5", "6", "7", "8", "9")}}}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := &doc.Document{Title: []string{"题目", long}, Body: body, Last: []doc.Field{{Label: "索引号", Content: text(strings.Repeat(long, 2))}, {Label: "乙", Content: text("丙")}}}
			l := set(t, d)
			checkText(t, d, l)
			if len(l.Pages) == 0 || len(l.Pages) > 60 {
				t.Errorf("%d pages", len(l.Pages))
			}
		})
	}
}

// reader makes choices from bytes.
type reader struct{ data []byte }

func (r *reader) n(below int) int {
	if len(r.data) == 0 || below <= 1 {
		return 0
	}
	b := int(r.data[0])
	r.data = r.data[1:]
	return b % below
}

func (r *reader) text() []doc.Inline {
	var out []doc.Inline
	for range 1 + r.n(4) {
		words := [...]string{"项目支出", "131.73万元", "，", "“呔商历史与精神”", "预算执行率94.58%。", "——", "report.toml", "（一）", "很长的一段文字要排许多行才能排完",
			"𬺈𫖯", "https://www.example.invalid/a/b?c=d", "Donaudampfschiff", "“‘（", "）。”", "-98,765,432.10万元"}
		s := words[r.n(len(words))]
		switch r.n(9) {
		case 0:
			out = append(out, fig("e"+itoa(r.n(4)), "12.50", "万元"))
		case 1:
			out = append(out, doc.Said{Content: text(s), Mark: mark(1 + r.n(5))})
		case 2:
			out = append(out, doc.Strong{Content: text(s)})
		case 3:
			out = append(out, doc.Missing{S: "待填"})
		case 4:
			out = append(out, doc.Text{S: strings.Repeat(s, 1+r.n(30))})
		case 5:
			out = append(out, doc.Emphasis{Content: text(s)}, doc.Code{S: "a/b.c"})
		default:
			out = append(out, doc.Text{S: s})
		}
	}
	return out
}

func (r *reader) blocks(depth int, mark *int) []doc.Block {
	var out []doc.Block
	for range r.n(6) {
		switch r.n(10) {
		case 0, 1, 2:
			p := doc.Paragraph{Content: r.text(), Role: doc.Role(r.n(3))}
			if r.n(4) == 0 && *mark < 5 {
				*mark++
				p.Notes = []doc.Note{{Mark: &doc.Mark{N: *mark, Href: "#check"}, Content: r.text()}}
			} else if r.n(4) == 0 {
				p.Notes = []doc.Note{{Content: r.text()}}
			}
			out = append(out, p)
		case 3:
			if depth < 3 {
				out = append(out, doc.Section{ID: "s" + itoa(r.n(99)), Level: 2 + depth, Number: "一、", Title: r.text(), Body: r.blocks(depth+1, mark), Appendix: r.n(2) * (1 - min(depth, 1))})
			}
		case 4:
			out = append(out, r.table())
		case 5:
			out = append(out, doc.List{Ordered: r.n(2) == 0, Start: 1, Items: [][]doc.Block{{doc.Paragraph{Content: r.text()}}, {doc.Paragraph{Content: r.text()}}}})
		case 6:
			e := sampleEntry("e"+itoa(r.n(4)), "名称", "1.00", "万元")
			e.Formula, e.Stated = r.text(), r.text()
			e.Figure.State = doc.State(r.n(3))
			e.Inputs[r.n(2)].Shown = r.n(2) == 0
			out = append(out, doc.Entries{Title: "数", Items: []doc.Entry{e, e}})
		case 7:
			out = append(out, doc.Fields{Items: []doc.Field{{Label: "甲", Content: r.text()}, {Label: "乙", Content: r.text()}}})
		case 8:
			out = append(out, *sampleChart())
		case 9:
			c := doc.Contents{ID: "toc", Title: [...]string{"", "目录", "本报告的内容"}[r.n(3)]}
			for i := range r.n(40) {
				level, title, to := r.n(4), doc.PlainText(r.text()), "s"+itoa(r.n(99))
				// Equal titles lead to one place, or the law could not tell whose page is missing.
				c.Items = append(c.Items, doc.ContentsItem{Level: level, Title: title + itoa(i) + "章" + to, Href: "#" + to})
			}
			out = append(out, c)
		}
	}
	return out
}

func (r *reader) table() doc.Table {
	n := 1 + r.n(12)
	t := doc.Table{Caption: "表", Grid: r.n(2) == 0, Columns: make([]doc.Column, n)}
	for i := range t.Columns {
		t.Columns[i] = doc.Column{Align: doc.Align(r.n(4)), Wide: r.n(4) == 0, Width: r.n(5) * 60}
	}
	if r.n(2) == 0 {
		t.Head = r.rows(1+r.n(2), n)
	}
	t.Body = r.rows(r.n(60), n)
	if r.n(3) == 0 {
		t.Foot = r.rows(1, n)
	}
	return t
}

// rows are rows of n columns whose cells span columns and rows as they like.
func (r *reader) rows(rows, n int) []doc.Row {
	out := make([]doc.Row, rows)
	taken := make([]int, n) // rows that a column is still taken
	for i := range out {
		captions := r.n(9) == 0
		for c := 0; c < n; {
			if taken[c] > 0 {
				c++
				continue
			}
			room := 1
			for c+room < n && taken[c+room] == 0 {
				room++
			}
			cell := doc.Cell{Content: r.text(), Cols: 1 + r.n(min(3, room)), Rows: 1, Header: r.n(3) == 0}
			if r.n(6) == 0 {
				cell.Rows = 1 + r.n(min(25, rows-i))
			}
			if captions {
				cell.Header, cell.Scope = true, "col"
			}
			for k := range cell.Cols {
				taken[c+k] = cell.Rows
			}
			out[i].Cells = append(out[i].Cells, cell)
			c += cell.Cols
		}
		for c := range taken {
			taken[c]--
		}
	}
	return out
}

// sortedRunes are the characters of s in order: with footnotes, where they stand
// among the text is told elsewhere.
func sortedRunes(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}

// Whatever a document holds, it is printed whole, or refused with a reason.
func FuzzTypeset(f *testing.F) {
	for i := range 40 {
		f.Add([]byte(strings.Repeat(fmt.Sprint(i, "abc", i*37, "xyz"), 9+i)))
	}
	faces := loadFaces(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &reader{data}
		n := 0
		d := &doc.Document{Title: []string{"题目"}, Body: []doc.Block{doc.Title{}}}
		d.Body = append(d.Body, r.blocks(0, &n)...)
		l, err := Typeset(d, DefaultStyle(), faces)
		if err != nil {
			if !strings.Contains(err.Error(), "放不进") {
				t.Fatal(err)
			}
			return
		}
		if n == 0 {
			checkText(t, d, l)
		} else if got, want := sortedRunes(structureText(l)), sortedRunes(expected(d, l)); got != want {
			t.Errorf("characters differ:\n%s\n%s", got, want)
		}
		checkWithin(t, l)
		checkOverprint(t, l)
	})
}
