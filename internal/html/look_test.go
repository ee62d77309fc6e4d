package html

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"mingbai/internal/doc"
)

var look = flag.String("look", "", "write the sample pages into this folder, to be looked at")

func sampleSite() *Site {
	return &Site{Name: "乐亭县", Product: "明白账",
		Nav:     []NavLink{{"years", "年度", "index.html"}, {"departments", "部门", "departments/zhengxie.html"}, {"rules", "算法", "rules.html"}, {"about", "关于", "about.html"}},
		Links:   []Link{{"关于本站", "about.html"}, {"我为政府网站找错", "about.html#find"}},
		Duties:  []Duty{{Label: "主办单位"}, {Label: "联系方式"}, {Label: "党政机关标识"}, {Label: "网站标识码"}, {Label: "ICP备案"}, {Label: "公安备案"}},
		Version: "由明白账生成。数据版本3f9c2a1（示例）。同一版本的数据总是生成同样的页面。", Script: true}
}

func samplePages() map[string]struct {
	d   *doc.Document
	opt Options
	nav string
} {
	return map[string]struct {
		d   *doc.Document
		opt Options
		nav string
	}{
		"2023/zhengxie/index.html":         {sampleReport(), Options{Kind: "report"}, "departments"},
		"index.html":                       {sampleHome(), Options{Kind: "home", Side: &Nav{"年度", []NavItem{{"2023", "index.html", true}, {"2022", "2022/index.html", false}, {"2021", "2021/index.html", false}}}}, "years"},
		"2023/zhengxie/projects/form.html": {sampleForm(), Options{Kind: "project"}, "departments"},
	}
}

func TestLook(t *testing.T) {
	if *look == "" {
		t.Skip("no -look folder")
	}
	frame, fs := ParseFrame(os.DirFS("../../layouts"))
	if fs != nil {
		t.Fatal(fs)
	}
	for path, p := range samplePages() {
		p.opt.Root = Root(path)
		a, err := Article(nil, p.d, p.opt)
		if err != nil {
			t.Fatal(err)
		}
		out, err := frame.Render(Page{Site: sampleSite(), Path: path, Title: "样张", Nav: p.nav, Article: a,
			Crumbs: []Link{{"政府信息公开", "index.html"}, {"2023年度", "2023/index.html"}, {Text: "政协乐亭县委员会"}}})
		if err != nil {
			t.Fatal(err)
		}
		write(t, path, out)
	}
	for _, name := range []string{"site.css", "icon.svg", "site.js"} {
		if data, err := os.ReadFile("../../layouts/assets/" + name); err == nil {
			write(t, "assets/"+name, data)
		}
	}
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	path = filepath.Join(*look, path)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}
