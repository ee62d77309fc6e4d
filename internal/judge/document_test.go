package judge_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/font"
	"mingbai/internal/pdf"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

func text(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func para(in ...doc.Inline) doc.Paragraph { return doc.Paragraph{Content: in} }

func cell(s string) doc.Cell { return doc.Cell{Content: text(s)} }

// tortureDocument holds what no content file can say: tables of twelve columns,
// cells that span rows and columns across pages, notes longer than a page, lists
// in lists, and headings where pages end. n lines stand above the rest, and the
// title has that many lines too, up to four.
func tortureDocument(n int) *doc.Document {
	d := &doc.Document{ID: fmt.Sprint("torture/", n), Title: []string{"为难排版的文件"}, Author: sixty, Tag: "虚构示例",
		Last: []doc.Field{{Label: "索引号", Content: text("受试000001")}, {Label: "数据版本", Content: []doc.Inline{doc.Missing{S: "待填"}}}}}
	for i := range n % 4 {
		d.Title = append(d.Title, strings.Repeat("标题", 3+4*i))
	}
	d.Body = append(d.Body, doc.Title{By: []doc.Field{{Label: "发布机构", Content: text(sixty)}}})
	for range n {
		d.Body = append(d.Body, para(text("一行。")...))
	}
	mark := &doc.Mark{N: 1, Href: "#check-1"}
	d.Body = append(d.Body, doc.Section{ID: "s1", Level: 2, Number: "一、", Title: text("页末的标题"), Body: []doc.Block{
		doc.Section{ID: "s2", Level: 3, Number: "（一）", Title: text(sixty + rare), Body: []doc.Block{
			doc.Paragraph{Content: []doc.Inline{doc.Text{S: "注释比一页长"}, *mark, doc.Text{S: strings.Repeat("，后面还有正文", 60) + "。"}},
				Notes: []doc.Note{{Mark: mark, Content: text(strings.Repeat("注释写得很长，", 500))}, {Content: text(strings.Repeat("没有编号的注，", 40))}}},
			para(doc.Link{Href: "https://www.example.invalid/" + strings.Repeat("a-b/", 80), Content: text("https://www.example.invalid/" + strings.Repeat("a-b/", 80))},
				doc.Text{S: strings.Repeat("Rindfleischetikettierung", 6)}, doc.Strong{Content: text(rare)}, doc.Emphasis{Content: text(rare)}),
			nested(3, 20),
		}},
	}}, twelve(40), spans(), doc.Section{Level: 2, Appendix: 1, Title: text(sixty), Body: []doc.Block{twelve(1)}})
	return d
}

// nested is a list of lists.
func nested(depth, n int) doc.List {
	l := doc.List{Ordered: depth%2 == 1, Start: 98}
	for i := range n {
		item := []doc.Block{para(text(strings.Repeat("条目", 1+i%30) + "。")...)}
		if depth > 1 && i%9 == 0 {
			item = append(item, nested(depth-1, 3))
		}
		l.Items = append(l.Items, item)
	}
	return l
}

// twelve is a table of twelve columns and n rows, with figures of all kinds.
func twelve(n int) doc.Table {
	figures := []string{"-12345678.91", "0.01", "1234.56%", "—", "98,765,432.10", "3.5‰", "", "-0.01", "100%", "20230630", "±0.1"}
	t := doc.Table{ID: fmt.Sprint("twelve", n), Number: "表1", Caption: strings.Repeat("十二栏的表", 12), Unit: "万元", Columns: make([]doc.Column, 12),
		Notes: [][]doc.Inline{text("注：" + strings.Repeat("表注，", 30))}}
	head := doc.Row{}
	for i := range t.Columns {
		t.Columns[i].Align = doc.Decimal
		head.Cells = append(head.Cells, doc.Cell{Content: text([]string{"名称", "预算数", "很长的栏目名称"}[min(i, 2)]), Header: true, Scope: "col"})
	}
	t.Columns[0].Align = doc.Left
	t.Head = []doc.Row{head}
	for r := range n {
		row := doc.Row{Cells: []doc.Cell{{Content: text(fmt.Sprintf("第%d行", r)), Header: true, Scope: "row"}}}
		for i := range 11 {
			row.Cells = append(row.Cells, cell(figures[(i+r)%len(figures)]))
		}
		t.Body = append(t.Body, row)
	}
	return t
}

// spans is a form whose cells span rows and columns in one another, over pages.
func spans() doc.Table {
	t := doc.Table{ID: "spans", Caption: "层层合并的表", Grid: true, Columns: make([]doc.Column, 6)}
	caption := func(s string) doc.Cell { return doc.Cell{Content: text(s), Header: true, Scope: "col"} }
	label := func(s string, rows int) doc.Cell {
		return doc.Cell{Content: text(s), Header: true, Scope: "rowgroup", Rows: rows}
	}
	const groups, rows = 6, 24
	t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{label("绩效指标", groups*rows+1), caption("一级指标"), caption("二级指标"), caption("三级指标"), caption("完成值"), caption("原因")}})
	for g := range groups {
		for r := range rows {
			var cells []doc.Cell
			if r == 0 {
				cells = append(cells, label(fmt.Sprintf("产出指标之%d", g+1), rows))
			}
			if r%8 == 0 {
				cells = append(cells, label("数量指标", 8))
			}
			cells = append(cells, doc.Cell{Content: text(strings.Repeat("完成的项目", 1+r%4)), Header: true, Scope: "row"})
			switch {
			case r%6 == 5:
				cells = append(cells, doc.Cell{Content: text("合并的两格"), Cols: 2})
			case g == 2 && r == 3:
				cells = append(cells, cell("1234.56%"), cell(strings.Repeat("这一格比一页还要高，", 120)))
			default:
				cells = append(cells, cell("-98.02%"), cell("—"))
			}
			t.Body = append(t.Body, doc.Row{Cells: cells})
		}
	}
	return t
}

// faces are the shipped fonts.
func faces(t testing.TB) *typeset.Faces {
	t.Helper()
	var f typeset.Faces
	for role, name := range map[typeset.Role]string{typeset.TitleFace: "serif-black", typeset.BodyFace: "serif-regular", typeset.LatinFace: "serif-regular",
		typeset.HeadFace: "sans-bold", typeset.KaiFace: "kai", typeset.SansFace: "sans-regular"} {
		data, err := os.ReadFile("../../layouts/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		if f[role], err = font.Parse(data); err != nil {
			t.Fatal(err)
		}
	}
	return &f
}

// written is the PDF of a torture document, with its data attached.
func written(t testing.TB, d *doc.Document, f *typeset.Faces) []byte {
	t.Helper()
	l, err := typeset.Typeset(d, typeset.DefaultStyle(), f)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := pdf.Write(&out, l, pdf.Meta{Title: strings.Join(d.Title, ""), Author: d.Author, Language: "zh-CN", Date: "2024-03-31", Creator: "mingbai",
		Attachments: []pdf.Attachment{{Name: "数据/figures.csv", MIME: "text/csv", Description: "数据", Relationship: "Data", Data: []byte("a,b\n1,2\n")}}}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestTortureDocument holds torture documents whose pages break at every line,
// without Java.
func TestTortureDocument(t *testing.T) {
	f := faces(t)
	for n := range 22 {
		name := fmt.Sprint("document ", n)
		data := written(t, tortureDocument(n), f)
		structure(t, name, data)
		text := pdfcheck.Check(data).Text
		for s, want := range map[string]int{rare: 3, "注释写得很长，": 500, "没有编号的注，": 40, "这一格比一页还要高，": 120, "合并的两格": 24, "第39行": 1, "a-b/": 80} {
			if got := strings.Count(text, s); got != want {
				t.Errorf("%s: %q %d times, want %d", name, s, got, want)
			}
		}
	}
}
