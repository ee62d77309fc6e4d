package report

import (
	"strings"
	"testing"
	"testing/fstest"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// withLayout loads the shipped layouts with one file replaced.
func withLayout(t testing.TB, kind, text string) (*Layouts, []source.Finding) {
	t.Helper()
	files := fstest.MapFS{}
	for _, k := range pageKinds() {
		files[k+".md"] = &fstest.MapFile{Data: []byte("# 页\n")}
	}
	files[kind+".md"] = &fstest.MapFile{Data: []byte(text)}
	return Load(files)
}

func TestLayoutFaults(t *testing.T) {
	c, _ := county(t)
	in := c.input(t, "2023/shuili")
	head := "```title\n```\n"
	tests := []struct{ name, text, place, message, hint string }{
		{"unknown function", head + "甲{{fgi \"budget\"}}", "3:4", "没有这个函数：fgi", "是否想写 fig？"},
		{"figure as function", head + "{{budget}}", "3:3", "没有这个函数：budget", `引用数写作{{fig "budget"}}；可以用的函数：fig、stated、said、has、positive、negative、differs、link`},
		{"unknown field", head + "\n甲{{.Yaer}}", "4:4", "没有这个名字：.Yaer", "是否想写 .Year？"},
		{"unknown figure", head + "甲乙{{fig \"budgte\"}}丙", "3:10", "没有这个数：budgte", "是否想写 budget？"},
		{"unknown figure in a condition", head + "{{if has \"budgte\"}}甲{{end}}", "3:6", "没有这个数：budgte", "是否想写 budget？"},
		{"unknown figure of a project", head + "{{fig \"guanqu.spend\"}}", "3:8", "没有这个数：guanqu.spend", "是否想写 guanqu.spent？"},
		{"not stated", head + "{{stated \"spent\"}}", "3:11", "原文没有印出这个数：spent", `先用{{if has "…@stated"}}判断`},
		{"no figure name", head + "{{fig \"a b\"}}", "3:3", "这不是数的名称：a b", `名称是规则里的key，如{{fig "budget"}}；项目的写成"huiyi.spent"`},
		{"unclosed", head + "{{if .Year}}甲", "3:1", "模板没有写完", "每个{{if}}、{{with}}、{{range}}都要有{{end}}"},
		{"open action", head + "甲{{.Year", "3:1", "“{{”没有配对的“}}”", ""},
		{"stray end", head + "甲{{end}}", "3:1", "多了一个{{end}}或者{{else}}", ""},
		{"action in fence", head + "```table {{.Year}}\n```", "3:12", "围栏块里不能写模板动作", "围栏块只写名字，不写值"},
		{"action in fence body", head + "```table funds\n{{.Year}}\n```", "4:3", "围栏块里不能写模板动作", "围栏块只写名字，不写值"},
		{"action in code", head + "`甲{{.Year}}`", "3:5", "代码（`…`）里不能写模板动作", "去掉两边的`"},
		{"fence across branches", head + "{{if .Year}}\n```table funds\n{{end}}\n```", "3:6", "围栏块要在同一个{{if}}、{{with}}、{{range}}里开始和结束", ""},
		{"open fence", head + "```table funds", "3:1", "围栏块没有结束：table funds", "用同样长的一行```结束"},
		{"unknown block", head + "```tabel funds\n```", "3:4", "这种版式没有这个块：tabel", "是否想写 table？"},
		{"unknown table", head + "```table fundz\n```", "3:4", "块的名字写得不对：“table fundz”", "是否想写 funds？"},
		{"too many names", head + "```problems x\n```", "3:4", "块的名字写得不对：“problems x”", "这个块后面不写别的"},
		{"block with a body", head + "```problems\n甲\n```", "3:4", "这种块里不写内容：problems", "围栏块只写名字，不写值"},
		{"html", head + "{{.Year}}甲<br>乙", "3:11", "HTML标签暂不支持：<br>", `如果就是小于号，写成\<`},
		{"boolean", head + "{{.Transcribed}}", "3:3", "是非不能写进正文", "用在{{if …}}里"},
		{"no title", "甲", "1:1", "版式没有标题", "第一行写“# 标题”，报告写```title"},
		{"after a loop", head + "{{range $i := .Year}}{{end}}\n<br>", "4:1", "HTML标签暂不支持：<br>", `如果就是小于号，写成\<`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, found := withLayout(t, pageReport, tt.text)
			if len(found) == 0 {
				_, found = l.Report(in)
			}
			if len(found) == 0 {
				t.Fatal("no finding")
			}
			f := found[0]
			if f.Rule != source.RuleLayout || f.Place.String() != "layouts/report.md:"+tt.place || f.Message != tt.message || f.Hint != tt.hint {
				t.Errorf("got  %s %s %q %q\nwant layout layouts/report.md:%s %q %q", f.Rule, f.Place, f.Message, f.Hint, tt.place, tt.message, tt.hint)
			}
		})
	}
}

// A name stands in the document as it is, whatever it looks like and wherever the
// layout writes it.
func TestHostileNames(t *testing.T) {
	c, _ := county(t)
	in := c.input(t, "2023/shuili")
	for _, name := range []string{
		"招商|联络*费* <b> & #1. {{x}}", "1. 甲", "- 甲", "# 甲", "> 甲", "```table", "~~~", "`甲`", "{{fig}}", "{{budget}}",
		"[甲](javascript:x)", "**", "注：甲", "甲\n\n# 乙", "\\", "&amp;", "一、甲", "<wbr>", "{#id}", "甲\u202e乙",
	} {
		r, dept := *in.Report, *in.Report.Department
		dept.Name.Value = name
		r.Department = &dept
		in.Report = &r
		l, found := withLayout(t, pageReport, "```title\n```\n\n甲{{.Department}}乙**{{.Department}}**丙\n\n## 节{{.Department}}三 {#s}\n\n- 丁{{.Department}}\n\n"+
			"{{link .Department \"rules.html\"}}{{.Department | printf \"%s\"}}戊{{with $x := .Department}}{{$x}}{{end}}{{template \"t\" .}}{{define \"t\"}}己{{.Department}}{{end}}")
		noFindings(t, found)
		d, found := l.Report(in)
		noFindings(t, found)
		n := markdown.Plain(name)
		want := "p 甲" + n + "乙**" + n + "**丙\nsection 2 #s |节" + n + "三||0\n  list false 0\n  -\n    p 丁" + n + "\n  p [" + n + "](rules.html)" + n + "戊" + n + "己" + n + "\n"
		got := dumpDoc(d)
		if _, got, _ = strings.Cut(got, "成文日期: 2024年3月1日\n"); got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", name, got, want)
		}
	}
}

func FuzzTemplateEscape(f *testing.F) {
	for _, s := range []string{"招商|联络*费* <b> & #1. {{x}}", "1. 甲", "\n# 甲", "`", "[甲](x)", "{{budget}}"} {
		f.Add(s)
	}
	c, _ := county(f)
	in := c.input(f, "2023/shuili")
	l, found := withLayout(f, pageReport, "```title\n```\n\n甲{{.Department}}乙\n")
	noFindings(f, found)
	f.Fuzz(func(t *testing.T, name string) {
		if len(name) > 2000 {
			return
		}
		r, dept := *in.Report, *in.Report.Department
		dept.Name.Value = name
		r.Department = &dept
		in := in
		in.Report = &r
		d, found := l.Report(in)
		noFindings(t, found)
		p, ok := d.Body[len(d.Body)-1].(doc.Paragraph)
		want := name
		if want == "" {
			want = r.Dept
		}
		if want = "甲" + markdown.Plain(want) + "乙"; !ok || len(d.Body) != 2 || doc.PlainText(p.Content) != want {
			t.Fatalf("%q: got %q, want %q", name, doc.PlainText(p.Content), want)
		}
	})
}

// No layout makes the program panic.
func FuzzLayout(f *testing.F) {
	for _, s := range []string{"{{fig \"budget\"}}", "{{if has \"x\"}}甲{{else}}乙{{end}}", "```table projects\n```", "{{range $i := .Year}}x{{break}}{{end}}",
		"`{{.Year}}`", "{{define \"a\"}}`{{end}}{{template \"a\"}}", "{{- .Year -}}", "{{/* 注 */}}", "```screen\n甲\n```", "{{.Year | printf \"%d\"}}", "注：甲", "# 甲", "{{block \"b\" .}}甲{{end}}"} {
		f.Add(s)
	}
	c, _ := county(f)
	in := c.input(f, "2023/shuili")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 || strings.Contains(text, "range") {
			return
		}
		l, _ := withLayout(t, pageReport, text)
		_, found := l.Report(in)
		for _, fd := range found {
			if fd.Message == "" || fd.Place.Line < 1 || fd.Place.Column < 1 {
				t.Fatalf("%q: %+v", text, fd)
			}
		}
	})
}

func TestMissingLayout(t *testing.T) {
	l, found := Load(fstest.MapFS{"report.md": {Data: []byte("```title\n```\n")}})
	if len(found) != len(pageKinds())-1 || found[0].Rule != source.RuleMissingFile || found[0].Place.File != "layouts/home.md" {
		t.Errorf("got %d findings, first %+v", len(found), found[0])
	}
	if d, _ := l.Home(&County{Site: &record.Site{}}); d != nil {
		t.Error("a page without a layout")
	}
}
