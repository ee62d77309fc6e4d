package typeset

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// sampleBook is a book of n parts.
func sampleBook(n int) *doc.Book {
	names := []string{"政协乐亭县委员会", "乐亭县教育局", "乐亭县文化广电和旅游局", "乐亭县自然资源和规划局", "乐亭县住房和城乡建设局",
		"乐亭县人民政府办公室机关后勤服务保障与公共机构节能管理中心暨乐亭县政务服务和数据管理局联合工作领导小组综合协调办公室"}
	b := &doc.Book{Front: doc.Document{ID: "2023/book", Title: []string{"乐亭县2023年度", "部门整体绩效自评报告汇编"}, Author: "乐亭县财政局",
		Last: []doc.Field{{Label: "数据版本", Content: text("3f9c2a1")}, {Label: "", Content: text("mingbai.example/2023")}}}}
	contents := doc.Contents{ID: "contents", Title: "目录"}
	for i := range n {
		name := names[i%len(names)]
		id := "d" + itoa(i+1)
		d := sampleReport()
		d.Title = []string{"2023年度" + name, "整体绩效自评工作报告"}
		if i%3 == 1 {
			d.Body = d.Body[:3]
		}
		b.Parts = append(b.Parts, doc.BookPart{ID: id, Head: name, Document: d})
		contents.Items = append(contents.Items, doc.ContentsItem{Title: name, Href: "#" + id})
	}
	b.Front.Body = []doc.Block{
		doc.Title{By: []doc.Field{{Content: text("乐亭县财政局")}, {Content: text("2024年3月")}}},
		contents,
	}
	return b
}

// setBook lays a book out or fails.
func layBook(t testing.TB, b *doc.Book) *Layout {
	t.Helper()
	l, err := Book(b, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestBookTry(t *testing.T) {
	l := layBook(t, sampleBook(8))
	s := Dump(l)
	t.Log(s[:min(len(s), 6000)])
	t.Log(s[strings.Index(s, "outline"):])
}
