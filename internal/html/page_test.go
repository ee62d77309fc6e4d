package html

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"mingbai/internal/source"
)

func sampleFrame(t testing.TB) *Frame {
	t.Helper()
	f, found := ParseFrame(os.DirFS("../../layouts"))
	if found != nil {
		t.Fatal(found)
	}
	return f
}

func samplePage(site *Site) Page {
	return Page{Site: site, Path: "2023/zhengxie/index.html", Title: "报告 · 乐亭县", Description: `"描述"`, Nav: "departments",
		Crumbs:  []Link{{"2023年度", "2023/index.html"}, {Text: "政协乐亭县委员会"}},
		Meta:    []Meta{{"ArticleTitle", "报告<1>"}, {"PubDate", ""}},
		Files:   []File{{"application/pdf", "2023/zhengxie/report.pdf", "PDF"}},
		Data:    map[string]string{"name": "</script><b>"},
		Article: []byte("<article>文</article>")}
}

func TestRender(t *testing.T) {
	out, err := sampleFrame(t).Render(samplePage(sampleSite()))
	if err != nil {
		t.Fatal(err)
	}
	s := string(out)
	for _, want := range []string{
		`<html lang="zh-CN">`, "<title>报告 · 乐亭县</title>", `<meta name="description" content="&#34;描述&#34;">`,
		`<meta name="SiteName" content="乐亭县明白账">`, `<meta name="ArticleTitle" content="报告&lt;1&gt;">`,
		`<link rel="stylesheet" href="../../assets/site.css">`, `<link rel="alternate" type="application/pdf" href="../../2023/zhengxie/report.pdf" title="PDF">`,
		`<li><a href="../../departments/zhengxie.html" aria-current="true">部门</a></li>`, `<li><a href="../../rules.html">算法</a></li>`,
		`<li><a href="../../2023/index.html">2023年度</a></li><li aria-current="page">政协乐亭县委员会</li>`,
		"<article>文</article>", `<div><dt>主办单位</dt><dd><span class="todo">待填</span></dd></div>`,
		`<script src="../../assets/site.js"></script>`, `<a class="skip" href="#main">`, `<main id="main"`,
	} {
		if !strings.Contains(s, want) {
			t.Errorf("missing %s", want)
		}
	}
	for _, bad := range []string{"SiteDomain", "PubDate", "ZgotmplZ", "</script><b>", "style=", "<style", `class="fake"`, " on"} {
		if strings.Contains(s, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if inline := regexp.MustCompile(`<script>|<script [^s][^>]*>`).FindAllString(s, -1); len(inline) != 1 || inline[0] != `<script type="application/ld+json">` {
		t.Errorf("inline scripts: %v", inline)
	}
}

func TestRenderHomeAndNotice(t *testing.T) {
	site := sampleSite()
	site.Notice = &Notice{"虚构示例", "都是编的"}
	site.Script = false
	site.Duties[0].Text = "县政府办公室"
	site.Duties[0].Href = "about.html"
	p := Page{Site: site, Path: "index.html", Title: "首页", Nav: "years", Article: []byte("x"), Notice: &Notice{"草稿", "还没有报送"}}
	if out, err := sampleFrame(t).Render(p); err != nil || !strings.Contains(string(out), "草稿</span>还没有报送") || strings.Contains(string(out), "都是编的") {
		t.Errorf("the page's own notice: %v", err)
	}
	p.Notice = nil
	out, err := sampleFrame(t).Render(p)
	if err != nil {
		t.Fatal(err)
	}
	s := string(out)
	for _, want := range []string{`<a href="index.html" aria-current="page">年度</a>`, `<span class="todo">虚构示例</span>都是编的`, `<dd><a href="about.html">县政府办公室</a></dd>`, `href="assets/site.css"`} {
		if !strings.Contains(s, want) {
			t.Errorf("missing %s", want)
		}
	}
	if strings.Contains(s, "<script") || strings.Contains(s, `class="crumb"`) {
		t.Error("a script or an empty breadcrumb")
	}
}

func TestRenderFaults(t *testing.T) {
	f := sampleFrame(t)
	for name, spoil := range map[string]func(*Page){
		"no site":             func(p *Page) { p.Site = nil },
		"no path":             func(p *Page) { p.Path = "" },
		"script in crumbs":    func(p *Page) { p.Crumbs[0].Href = "javascript:x" },
		"absolute file":       func(p *Page) { p.Files[0].Href = "/report.pdf" },
		"link without target": func(p *Page) { p.Site.Links[0].Href = "" },
		"nav":                 func(p *Page) { p.Site.Nav[0].Href = "//a.cn" },
		"duty":                func(p *Page) { p.Site.Duties[0].Href = "data:x" },
	} {
		p := samplePage(sampleSite())
		spoil(&p)
		if _, err := f.Render(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestParseFrameFaults(t *testing.T) {
	for _, tt := range []struct {
		name, frame, want string
		line              int
	}{
		{"syntax", "<p>\n{{if}}\n", "花括号里的写法不对", 2},
		{"unclosed", "a\nb\n{{range .Nav}}", "花括号里的写法不对", 3},
		{"unknown field", "{{.Article}}\n\n{{.Tilte}}", "Tilte", 3},
		{"unknown function", "{{upper .Title}}", "没有“upper”这个函数", 1},
		{"no article", "<p>{{.Title}}</p>", "{{.Article}}", 1},
		{"article twice", "{{.Article}}{{.Article}}", "{{.Article}}", 1},
		{"ambiguous context", "{{.Article}}\n<a href=\"{{if .Root}}x\"{{end}}>", "会破坏网页的结构", 2},
	} {
		f, found := ParseFrame(fstest.MapFS{FrameFile: {Data: []byte(tt.frame)}})
		if f != nil || len(found) != 1 {
			t.Errorf("%s: got %v", tt.name, found)
			continue
		}
		got := found[0]
		if got.Rule != source.RuleLayout || got.Place.File != "layouts/frame.html" || got.Place.Line != tt.line || !strings.Contains(got.Message, tt.want) {
			t.Errorf("%s: got %+v", tt.name, got)
		}
	}
	if f, found := ParseFrame(fstest.MapFS{}); f != nil || len(found) != 1 {
		t.Errorf("no frame: got %v", found)
	}
}

func BenchmarkRender(b *testing.B) {
	f := sampleFrame(b)
	p := samplePage(sampleSite())
	p.Article = sampleArticle(b, "2023/zhengxie/index.html")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Render(p); err != nil {
			b.Fatal(err)
		}
	}
}
