package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// demoPage parses a page of the fictional county, built in a folder.
func demoPage(t *testing.T, dir, path string) *html.Node {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	page, err := html.Parse(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// The charts of a county of three years and eight departments stand where there is
// something to draw. Each has a title and a description with all its numbers, and
// the PDF prints the same.
func TestContractCharts(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	if _, stderr, code := inProcess("demo", dir); code != 0 {
		t.Fatal(stderr)
	}
	out := filepath.Join(dir, "public")
	if _, stderr, code := inProcess("build", "--quiet", "--content", filepath.Join(dir, "content"), "--layouts", "../../layouts", "--out", out); code > 1 {
		t.Fatalf("build exits %d: %s", code, stderr)
	}
	for path, want := range map[string]string{
		"2022/jiaoyu/index.html":          "预算的执行",
		"2023/jiaoyu/index.html":          "预算的执行 各年度的全年预算数、实际支出和预算执行率",
		"2024/jiaoyu/index.html":          "预算的执行 各年度的全年预算数、实际支出和预算执行率 自评得分与等级",
		"departments/jiaoyu.html":         "各年度的全年预算数、实际支出和预算执行率",
		"departments/nongye.html":         "各年度的全年预算数、实际支出和预算执行率 各年度的项目平均得分",
		"2024/index.html":                 "各部门预算执行率的分布",
		"2024/jiaoyu/projects/anbao.html": "预算的执行 自评得分与等级",
	} {
		page := demoPage(t, out, path)
		var titles []string
		for _, n := range all(page, tag("figcaption")) {
			b := all(n, tag("b"))
			_, title, _ := strings.Cut(printed(b[0], ""), "\u3000")
			titles = append(titles, title)
		}
		if got := strings.Join(titles, " "); got != want {
			t.Errorf("%s has the charts %s, want %s", path, got, want)
		}
		for _, n := range all(page, func(n *html.Node) bool {
			role, _ := attr(n, "role")
			return n.Data == "svg" && (role == "img" || role == "group")
		}) {
			described(t, path, page, n)
		}
	}
	chartsPrinted(t, article(t, demoPage(t, out, "2024/jiaoyu/index.html")), filepath.Join(out, "2024", "jiaoyu", "report.pdf"))
}

// chartsPrinted holds that the PDF prints all numbers of each chart, its caption and
// its data on one page.
func chartsPrinted(t *testing.T, doc *html.Node, pdf string) {
	t.Helper()
	pages := strings.Split(toolOn(t, pdf, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-"), "\f")
	for _, n := range all(doc, tag("figure")) {
		caption := printed(all(all(n, tag("figcaption"))[0], tag("b"))[0], "")
		text := printed(n, " ")
		if next := n.NextSibling; next != nil && next.NextSibling != nil && next.NextSibling.Data == "details" {
			text += printed(next.NextSibling, " ")
		}
		want := tally(numberTokens[1].FindAllString(text, -1))
		found := false
		for _, page := range pages {
			if !strings.Contains(packed(page), packed(caption)) {
				continue
			}
			found = true
			got := tally(numberTokens[1].FindAllString(page, -1))
			for number, times := range want {
				if got[number] < times {
					t.Errorf("%s: %s stands %d times in HTML and %d times in the PDF", caption, number, times, got[number])
				}
			}
		}
		if !found {
			t.Errorf("the PDF has no chart %q", caption)
		}
	}
}

// described holds that a drawing has a title, and a description that tells every
// figure in it.
func described(t *testing.T, path string, page, svg *html.Node) {
	t.Helper()
	said := func(key string) string {
		id, _ := attr(svg, key)
		if n := byID(page, id); n != nil {
			return packed(n.FirstChild.Data)
		}
		return ""
	}
	desc := said("aria-describedby")
	if said("aria-labelledby") == "" || desc == "" {
		t.Errorf("%s: a drawing without title or description", path)
	}
	for _, n := range all(svg, with("data-figure")) {
		if shown := packed(printed(n, "")); !strings.Contains(desc, shown) {
			t.Errorf("%s: the description does not tell %s: %s", path, shown, desc)
		}
	}
	for _, n := range all(svg, tag("text")) {
		for _, number := range regexp.MustCompile(`\d+(?:\.\d+)?`).FindAllString(printed(n, ""), -1) {
			if scale, _ := attr(n, "class"); !strings.Contains(scale, "small") && !strings.Contains(desc, number) {
				t.Errorf("%s: the description does not tell %s: %s", path, number, desc)
			}
		}
	}
}
