package html

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"

	nethtml "golang.org/x/net/html"
)

// headersOf finds the data cell with that text and the texts of its headers.
func headersOf(t *testing.T, root *nethtml.Node, text string) []string {
	t.Helper()
	byID := map[string]string{}
	var ids []string
	found := false
	walk(root, func(n *nethtml.Node) {
		if n.Data == "th" {
			byID[attr(n, "id")] = textOf(n)
		}
		if n.Data == "td" && textOf(n) == text {
			found = true
			ids = strings.Fields(attr(n, "headers"))
		}
	})
	if !found {
		t.Fatalf("no cell %q", text)
	}
	var out []string
	for _, id := range ids {
		if byID[id] == "" {
			t.Errorf("cell %q names the header %q, which is not there", text, id)
		}
		out = append(out, byID[id])
	}
	return out
}

func TestHeadersOfMergedCells(t *testing.T) {
	root := parse(t, sampleArticle(t, "2023/zhengxie/projects/form.html"))
	for text, want := range map[string][]string{
		"示例县农村供水设施维修养护": {"项目名称"},
		"示例县农村供水管护中心":   {"主管部门", "实施单位（盖章）"},
		"132.00":        {"全年预算数（A）", "项目资金（万元）", "年度资金总额"},
		"102.80":        {"全年执行数（B）", "项目资金（万元）", "其中：当年财政拨款"},
		"760块":          {"实际完成值", "绩效指标", "产出指标（50分）", "数量指标"},
		"到货推迟，少换40块，转入下年": {"偏差原因分析及改进措施", "绩效指标", "产出指标（50分）", "数量指标"},
	} {
		if got := headersOf(t, root, text); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
}

func TestTableRolesAndLabels(t *testing.T) {
	roles := map[string]int{}
	root := parse(t, sampleArticle(t, "2023/zhengxie/index.html"))
	walk(root, func(n *nethtml.Node) {
		if r := attr(n, "role"); r != "" {
			roles[n.Data+" "+r]++
		}
		if n.Data == "td" && attr(n, "headers") != "" {
			t.Errorf("a plain table names headers: %s", textOf(n))
		}
	})
	for _, want := range []string{"table table", "thead rowgroup", "tbody rowgroup", "tfoot rowgroup", "tr row", "th columnheader", "th rowheader", "td cell"} {
		if roles[want] == 0 {
			t.Errorf("no %s", want)
		}
	}
	if roles["tr row"] != 1+2+1+1+7+2+1+4 {
		t.Errorf("%d rows", roles["tr row"])
	}
}

func TestTableFit(t *testing.T) {
	report, home := sampleReport(), sampleHome()
	for _, tt := range []struct {
		name, want string
		t          doc.Table
		full       bool
	}{
		{"short", "tbl s0", tableOf(report.Body, "表1"), false},
		{"bars", "tbl s1 bars k3", tableOf(report.Body, "表2"), true},
		{"places", "tbl s1 kv", tableOf(report.Body, "表3"), true},
		{"list", "tbl s1 nobar list k4", tableOf(home.Body, "表1"), true},
		{"form", "tbl form", tableOf(sampleForm().Body, ""), true},
		{"wide", "tbl s2", doc.Table{Columns: make([]doc.Column, 6), Body: []doc.Row{{Cells: slices.Repeat([]doc.Cell{cell(txt("八个字以上的文字"))}, 6)}}}, true},
	} {
		w := &writer{}
		if got := w.tableClass(tt.t, columnKinds(tt.t)); got != tt.want || fullWidth(tt.t) != tt.full {
			t.Errorf("%s: got %q, full %v", tt.name, got, fullWidth(tt.t))
		}
	}
}

// tableOf finds the table with that number, or the first one.
func tableOf(bs []doc.Block, number string) doc.Table {
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Section:
			if t := tableOf(b.Body, number); t.Columns != nil {
				return t
			}
		case doc.Table:
			if number == "" || b.Number == number {
				return b
			}
		}
	}
	return doc.Table{}
}

// A label that not every page has room for stands from the step of the style sheet on
// that the drawing names; its data follow the chart, folded.
func TestRoomyLabels(t *testing.T) {
	for least, want := range map[int]string{0: "", 13_500: "", 20_000: "from20", 22_800: "from22", 36_000: "from48"} {
		if got := roomy(least); got != want {
			t.Errorf("from %d on: got %q, want %q", least, got, want)
		}
	}
	out, err := Article(nil, &doc.Document{Title: []string{"题"}, Body: []doc.Block{sampleYears()}}, Options{Root: "../"})
	if err != nil {
		t.Fatal(err)
	}
	page := string(out)
	for _, want := range []string{`<text class="from48" x="`, "</figcaption></figure>\n<details class=\"grp data\"><summary data-web>", "五年执行率的数据</b>"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
}

func TestCrowdedLabels(t *testing.T) {
	label := func(x, y int, a doc.Anchor, s string) doc.Label {
		return doc.Label{X: x, Y: y, Anchor: a, Parts: []doc.LabelPart{{Text: s}}}
	}
	barAt := doc.Rect{W: doc.Full, Y: 1750, H: 2000}
	seven, nine := "一二三四五六七", "一二三四五六七八九"
	for _, tt := range []struct {
		name        string
		shapes      []doc.Shape
		class, room string
	}{
		{"room enough", []doc.Shape{label(0, 1000, doc.Start, "短"), label(doc.Full, 1000, doc.End, "短"), barAt}, "", ""},
		{"above the bar, in large type", []doc.Shape{label(0, 1000, doc.Start, seven), label(doc.Full, 1000, doc.End, seven), barAt}, "high0", " tall0"},
		{"below the bar, in large type", []doc.Shape{barAt, label(0, 5000, doc.Start, seven), label(doc.Full, 5000, doc.End, seven)}, "low0", " deep0"},
		{"below the bar", []doc.Shape{barAt, label(200_000, 5000, doc.Start, nine), label(doc.Full, 5000, doc.End, nine)}, "low", " deep"},
		{"between two bars", []doc.Shape{barAt, label(0, 5000, doc.Start, nine), label(doc.Full, 5000, doc.End, nine), doc.Rect{Y: 6000, H: 10}}, "", ""},
	} {
		classes, room := crowded(doc.Drawing{Shapes: tt.shapes})
		class := strings.Join(classes, "")
		if class != tt.class || room != tt.room {
			t.Errorf("%s: got %q, %q; want %q, %q", tt.name, class, room, tt.class, tt.room)
		}
	}
}
