package typeset

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"mingbai/internal/doc"
)

func cells(in ...string) doc.Row {
	var r doc.Row
	for _, s := range in {
		r.Cells = append(r.Cells, doc.Cell{Content: text(s)})
	}
	return r
}

// longTable has n rows of a name, an amount and a rate.
func longTable(n int) doc.Table {
	t := doc.Table{Number: "表1", Caption: "很长的表", Unit: "万元", Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}},
		Head: []doc.Row{cells("项目", "支出", "占比")}, Foot: []doc.Row{cells("合计", "1000.00", "100.00%")}, Notes: [][]doc.Inline{text("注：这是注。")}}
	for i := range n {
		r := cells(fmt.Sprintf("第%03d个", i), fmt.Sprintf("%d.%02d", i*7, i%100), fmt.Sprintf("%d%%", i%100))
		r.ID = fmt.Sprint("r", i)
		t.Body = append(t.Body, r)
	}
	return t
}

// A table that is split has its head again on every page, marked （续表）, and
// each of its rows once and whole.
func TestLongTable(t *testing.T) {
	d := &doc.Document{Body: []doc.Block{para("前文。"), longTable(200), para("后文。")}}
	l := set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
	all := ""
	for i := range l.Pages {
		s := pageText(&l.Pages[i])
		all += s
		if strings.Contains(s, "第") && !strings.Contains(s, "项目支出占比") {
			t.Errorf("page %d has no head", i+1)
		}
		if again := strings.Contains(s, "（续表）单位：万元项目支出占比"); again != (i > 0) {
			t.Errorf("page %d: continued %v", i+1, again)
		}
		body := bodyRuns(l, i)
		for _, run := range body {
			if run.Furniture {
				t.Errorf("page %d: furniture among the text", i+1)
			}
		}
	}
	for i := range 200 {
		if n := strings.Count(all, fmt.Sprintf("第%03d个", i)); n != 1 {
			t.Errorf("row %d is printed %d times", i, n)
		}
	}
	if !strings.HasSuffix(strings.TrimSuffix(all, fmt.Sprintf("—%d—", len(l.Pages))), "后文。") {
		t.Error("the text behind the table is not at the end")
	}
}

// The last rows, the foot and the notes of a table are never alone on a page.
func TestTableKeeps(t *testing.T) {
	for n := range 30 {
		var body []doc.Block
		for range 12 {
			body = append(body, para("一行。"))
		}
		d := &doc.Document{Body: append(body, longTable(5+n))}
		l := set(t, d)
		for i := range l.Pages {
			s := pageText(&l.Pages[i])
			rows := strings.Count(s, "个")
			if strings.Contains(s, "表1") && rows < 2 && n > 0 {
				t.Errorf("%d rows: %d below the caption", 5+n, rows)
			}
			if (strings.Contains(s, "合计") || strings.Contains(s, "注：")) && rows == 0 {
				t.Errorf("%d rows: the foot stands alone", 5+n)
			}
		}
		if 5+n <= 10 && strings.Contains(Dump(l), "（续表）") {
			t.Errorf("%d rows: a low table is split", 5+n)
		}
	}
}

// The points of a decimal column stand above each other, in every row and face.
func TestDecimals(t *testing.T) {
	tab := doc.Table{Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}}, Head: []doc.Row{cells("名称", "支出", "率")},
		Body: []doc.Row{cells("甲", "1,234.56", "94.58%"), cells("乙", "7.00", "100%"), cells("丙", "未填报", "—")},
		Foot: []doc.Row{{Total: true, Cells: cells("计", "31.72", "5.3%").Cells}}}
	l := set(t, &doc.Document{Body: []doc.Block{tab}})
	s := newSetterForTest(t)
	points := map[string]bool{}
	right := map[string]Length{}
	for _, item := range l.Pages[0].Items {
		run, ok := item.(GlyphRun)
		if !ok {
			continue
		}
		right[run.Text] = run.X + run.Width
		if whole, _, ok := strings.Cut(run.Text, "."); ok {
			points[millimetres(run.X+s.advanceOf(run.Role, run.Size, run.Tracking, whole))] = true
		}
	}
	if len(points) != 2 {
		t.Errorf("points at %v", points)
	}
	if d := right["未填报"] - right["1,234.56"]; d > Mm(30) || d < -Mm(30) {
		t.Errorf("未填报 ends at %s, the figures at %s", millimetres(right["未填报"]), millimetres(right["1,234.56"]))
	}
	if d := right["支出"] - right["1,234.56"]; d > Mm(30) || d < -Mm(30) {
		t.Errorf("the head ends at %s, the figures at %s", millimetres(right["支出"]), millimetres(right["1,234.56"]))
	}
}

func newSetterForTest(t testing.TB) *setter {
	t.Helper()
	s, err := newSetter(&doc.Document{}, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Before a figure is broken the table is set smaller; what fits in no size is an
// error.
func TestShrink(t *testing.T) {
	row := func(n int) []string {
		var out []string
		for range n {
			out = append(out, "123,456,789.12")
		}
		return out
	}
	for n := 1; n <= 20; n++ {
		tab := doc.Table{ID: "t", Columns: make([]doc.Column, n), Body: []doc.Row{cells(row(n)...), cells(row(n)...)}}
		for i := range tab.Columns {
			tab.Columns[i].Align = doc.Decimal
		}
		d := &doc.Document{Body: []doc.Block{tab}}
		l, err := Typeset(d, DefaultStyle(), loadFaces(t))
		if n == 20 {
			if err == nil || !strings.Contains(err.Error(), "“t”") || !strings.Contains(err.Error(), "20列") {
				t.Errorf("20 columns: error %v", err)
			}
			continue
		}
		if err != nil {
			if n < 14 {
				t.Errorf("%d columns: %v", n, err)
			}
			continue
		}
		whole := 0
		for i := range l.Pages {
			if (l.Pages[i].Rotate == 90) != (n > 7) {
				t.Errorf("%d columns: turned %d", n, l.Pages[i].Rotate)
			}
			whole += strings.Count(pageText(&l.Pages[i]), "123,456,789.12")
		}
		if whole != 2*n {
			t.Errorf("%d columns: %d figures of %d are whole", n, whole, 2*n)
		}
		checkWithin(t, l)
	}
}

// A figure that just fits its column at a smaller size is not broken for the
// rounding of its characters.
func TestShrinkExactly(t *testing.T) {
	for n := 2; n <= 13; n++ {
		for digits := 1; digits < 12; digits++ {
			figure := "-" + strings.Repeat("1234567890", 2)[:digits] + ".91"
			tab := doc.Table{ID: "t", Columns: make([]doc.Column, n), Body: []doc.Row{{}}}
			for i := range n {
				tab.Columns[i].Align = doc.Decimal
				s := figure
				if i%3 > 0 {
					s = "很长的栏目名称，很长的栏目名称，很长的栏目名称，"
				}
				tab.Body[0].Cells = append(tab.Body[0].Cells, doc.Cell{Content: text(s)})
			}
			l, err := Typeset(&doc.Document{Body: []doc.Block{tab}}, DefaultStyle(), loadFaces(t))
			if err != nil {
				continue
			}
			if got := strings.Count(pageText(&l.Pages[0]), figure); got != (n+2)/3 {
				t.Errorf("%d columns: %s is whole %d times:\n%s", n, figure, got, Dump(l))
			}
			for _, item := range l.Pages[0].Items {
				if run, ok := item.(GlyphRun); ok && strings.HasSuffix(run.Text, ".") {
					t.Errorf("%d columns: %q", n, run.Text)
				}
			}
		}
	}
}

func TestTableFaults(t *testing.T) {
	span := func(cols, rows int) doc.Cell { return doc.Cell{Content: text("跨"), Cols: cols, Rows: rows} }
	one := doc.Cell{Content: text("一")}
	for _, tt := range []struct {
		name, want string
		rows       []doc.Row
	}{
		{"hole", "第2行第2列没有单元格", []doc.Row{{Cells: []doc.Cell{one, one}}, {Cells: []doc.Cell{one}}}},
		{"too many", "第1行第3格超出了表格的2列", []doc.Row{{Cells: []doc.Cell{one, one, one}}}},
		{"span too wide", "第1行第1格超出了表格的2列", []doc.Row{{Cells: []doc.Cell{span(3, 1)}}}},
		{"huge span", "第1行第1格超出了表格的2列", []doc.Row{{Cells: []doc.Cell{span(1<<62, 1)}}}},
		{"span too deep", "第1行第1格跨2行", []doc.Row{{Cells: []doc.Cell{span(1, 2), one}}}},
		{"overlap", "第2行第1格与别的单元格重叠", []doc.Row{{Cells: []doc.Cell{one, span(1, 2)}}, {Cells: []doc.Cell{span(2, 1)}}}},
	} {
		tab := doc.Table{Number: "表9", Caption: "坏表", Columns: make([]doc.Column, 2), Body: tt.rows}
		_, err := Typeset(&doc.Document{Body: []doc.Block{tab}}, DefaultStyle(), loadFaces(t))
		if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "“表9坏表”") {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

// Cells that span rows or are higher than a page lose nothing where the page
// breaks.
func TestSplitCells(t *testing.T) {
	long := strings.Repeat("这一格比一页还高，要分开排。", 120)
	for _, full := range []bool{false, true} {
		tab := doc.Table{Caption: "跨页的格", Grid: full, Columns: make([]doc.Column, 3), Head: []doc.Row{cells("甲", "乙", "丙")}}
		tab.Body = append(tab.Body, cells("一", long, "三"))
		tall := doc.Row{Cells: []doc.Cell{{Content: text("跨六十行的名称" + strings.Repeat("，还有说明", 90)), Rows: 60}, {Content: text("值")}, {Content: text("值")}}}
		tab.Body = append(tab.Body, tall)
		for range 59 {
			tab.Body = append(tab.Body, cells("值", "值"))
		}
		tab.Body = append(tab.Body, cells("末", "末", "末"))
		d := &doc.Document{Body: []doc.Block{tab, para("后文。")}}
		l := set(t, d)
		checkText(t, d, l)
		checkWithin(t, l)
		checkOverprint(t, l)
	}
}

// inkOf is where the ink of a run begins and ends: a full-width mark at its end
// may have its blank half cut off, which then lies over what follows, and one at
// its beginning that over what is before.
func inkOf(run *GlyphRun) (from, to Length) {
	from, to = run.X, run.X+run.Width
	first, _ := utf8.DecodeRuneInString(run.Text)
	last, _ := utf8.DecodeLastRuneInString(run.Text)
	if strings.ContainsRune("（〔［｛〈《「『【〖“‘", first) {
		from += run.Size / 2
	}
	if strings.ContainsRune("。，、；：？！）〕］｝〉》」』】〗”’", last) {
		to -= run.Size / 2
	}
	return from, to
}

// checkOverprint fails where two pieces of text are painted over each other.
func checkOverprint(t testing.TB, l *Layout) {
	t.Helper()
	for i := range l.Pages {
		var runs []GlyphRun
		for _, item := range l.Pages[i].Items {
			if run, ok := item.(GlyphRun); ok && !run.Turned && run.Width > 0 {
				runs = append(runs, run)
			}
		}
		for a := range runs {
			for b := a + 1; b < len(runs); b++ {
				p, q := &runs[a], &runs[b]
				if p.Y <= q.Y-q.Size*4/5 || q.Y <= p.Y-p.Size*4/5 {
					continue
				}
				from, to := inkOf(p)
				otherFrom, otherTo := inkOf(q)
				if slack := min(p.Size, q.Size) / 12; to-slack > otherFrom && otherTo-slack > from {
					t.Errorf("page %d: %q and %q at %s, %s and %s", i+1, p.Text, q.Text, millimetres(p.Y), millimetres(p.X), millimetres(q.X))
					return
				}
			}
		}
	}
}

// A three-line table has the rules of one, a form those of a grid.
func TestRules(t *testing.T) {
	widths := func(tab doc.Table) string {
		var out []string
		l := set(t, &doc.Document{Body: []doc.Block{tab}})
		for _, item := range l.Pages[0].Items {
			if r, ok := item.(Rule); ok && r.Y1 == r.Y2 {
				out = append(out, fmt.Sprintf("%d", r.Width/10))
			}
		}
		return strings.Join(out, " ")
	}
	tab := longTable(2)
	tab.Foot = append(tab.Foot, cells("另计", "1.00", "—"))
	if got := widths(tab); got != "100 50 25 50 25 100" {
		t.Errorf("three lines: %s", got)
	}
	tab.Grid = true
	if got := widths(tab); got != "50 50 50 50 50 50" {
		t.Errorf("grid: %s", got)
	}
}

// The structure of a table tells spans and scopes.
func TestTableStructure(t *testing.T) {
	l := set(t, &doc.Document{Body: []doc.Block{formTable(), projectTable()}})
	var tags []string
	for _, e := range l.Root.Kids {
		tags = append(tags, e.Tag)
	}
	if got := strings.Join(tags, " "); got != "Table Table P" {
		t.Fatalf("root has %s", got)
	}
	form := l.Root.Kids[0]
	if form.Kids[0].Tag != "Caption" || form.Kids[1].Tag != "TBody" || form.Kids[2].Tag != "TFoot" {
		t.Errorf("form has %s %s %s", form.Kids[0].Tag, form.Kids[1].Tag, form.Kids[2].Tag)
	}
	first := form.Kids[1].Kids[2].Kids[0]
	if first.Tag != "TH" || first.Scope != "Row" || first.RowSpan != 5 || first.ColSpan != 1 {
		t.Errorf("first cell of the funds: %+v", first)
	}
	projects := l.Root.Kids[1]
	head := projects.Kids[1].Kids[0].Kids
	if projects.Kids[1].Tag != "THead" || len(head) != 6 || head[5].Scope != "Column" || head[5].Actual != "占比条" {
		t.Errorf("head %+v", head[len(head)-1])
	}
}
