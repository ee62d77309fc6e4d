package main

import (
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pages parses every page of the site.
func pages(t *testing.T) map[string]*html.Node {
	t.Helper()
	out := map[string]*html.Node{}
	for p, text := range theSite(t).files {
		if path.Ext(p) != ".html" {
			continue
		}
		n, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out[p] = n
	}
	return out
}

// all lists the elements below a node, itself included, that match.
func all(n *html.Node, match func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	if n.Type == html.ElementNode && match(n) {
		out = append(out, n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		out = append(out, all(c, match)...)
	}
	return out
}

func tag(name string) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Data == name }
}

func with(key string) func(*html.Node) bool {
	return func(n *html.Node) bool { _, ok := attr(n, key); return ok }
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func byID(n *html.Node, id string) *html.Node {
	found := all(n, func(n *html.Node) bool { v, ok := attr(n, "id"); return ok && v == id })
	if len(found) == 0 {
		return nil
	}
	return found[0]
}

// unprinted reports whether an element is on the screen only, or stands for
// something that is painted.
func unprinted(n *html.Node) bool {
	_, web := attr(n, "data-web")
	hidden, _ := attr(n, "aria-hidden")
	alternative := n.Namespace == "svg" && (n.Data == "title" || n.Data == "desc")
	return web || hidden == "true" || alternative
}

// printed is the text that HTML and PDF share; between elements stands sep.
func printed(n *html.Node, sep string) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && unprinted(n):
			return
		}
		if n.Type == html.ElementNode {
			b.WriteString(sep)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if n.Type == html.ElementNode {
			b.WriteString(sep)
		}
	}
	walk(n)
	return b.String()
}

// packed is a text without white space.
func packed(s string) string { return strings.Join(strings.Fields(s), "") }

func article(t *testing.T, page *html.Node) *html.Node {
	t.Helper()
	found := all(page, func(n *html.Node) bool { _, ok := attr(n, "data-document"); return ok && n.Data == "article" })
	if len(found) != 1 {
		t.Fatalf("%d articles with data-document", len(found))
	}
	return found[0]
}

func TestContractPages(t *testing.T) {
	for p, page := range pages(t) {
		root := all(page, tag("html"))[0]
		if lang, _ := attr(root, "lang"); lang != "zh-CN" {
			t.Errorf("%s: lang is %q", p, lang)
		}
		article(t, page)
		if n := len(all(page, tag("h1"))); n != 1 {
			t.Errorf("%s has %d h1", p, n)
		}
		if title := all(page, tag("title")); len(title) == 0 || packed(printed(title[0], "")) == "" {
			t.Errorf("%s has no title", p)
		}
		ids := map[string]bool{}
		for _, n := range all(page, with("id")) {
			id, _ := attr(n, "id")
			if ids[id] {
				t.Errorf("%s: id %s stands twice", p, id)
			}
			ids[id] = true
		}
	}
}

// scheme begins an address that leads elsewhere: https:, data:, //host.
var scheme = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

func TestContractNothingInline(t *testing.T) {
	for p, page := range pages(t) {
		for _, n := range all(page, func(*html.Node) bool { return true }) {
			if n.Data == "style" {
				t.Errorf("%s has a style element", p)
			}
			kind, _ := attr(n, "type")
			if _, src := attr(n, "src"); n.Data == "script" && !src && kind != "application/ld+json" {
				t.Errorf("%s has an inline script", p)
			}
			for _, a := range n.Attr {
				switch {
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s=%q>", p, n.Data, a.Key, a.Val)
				case (a.Key == "src" || a.Key == "srcset" || a.Key == "poster" || a.Key == "action" || n.Data == "link" && a.Key == "href") && scheme.MatchString(a.Val):
					t.Errorf("%s: <%s %s=%q> leads elsewhere", p, n.Data, a.Key, a.Val)
				}
			}
		}
	}
	for p, text := range theSite(t).files {
		if path.Ext(p) == ".css" && regexp.MustCompile(`(?i)@import|url\(\s*['"]?([a-z]+:|//)`).MatchString(text) {
			t.Errorf("%s loads something from elsewhere", p)
		}
	}
}

func TestContractLinks(t *testing.T) {
	b, parsed := theSite(t), pages(t)
	for p, page := range parsed {
		for _, n := range all(page, func(*html.Node) bool { return true }) {
			for _, a := range n.Attr {
				if a.Key != "href" && a.Key != "src" {
					continue
				}
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" || u.Host != "" || strings.HasPrefix(u.Path, "/") {
					t.Errorf("%s: %q is no relative link", p, a.Val)
					continue
				}
				target := p
				if u.Path != "" {
					target = path.Join(path.Dir(p), u.Path)
				}
				if _, ok := b.files[target]; !ok || strings.HasSuffix(u.Path, "/") {
					t.Errorf("%s: %q names no file", p, a.Val)
					continue
				}
				if u.Fragment != "" && (parsed[target] == nil || byID(parsed[target], u.Fragment) == nil) {
					t.Errorf("%s: %q names no place in %s", p, a.Val, target)
				}
			}
		}
		for _, name := range []string{"aria-labelledby", "aria-describedby", "for", "headers"} {
			for _, n := range all(page, with(name)) {
				v, _ := attr(n, name)
				for _, id := range strings.Fields(v) {
					if byID(page, id) == nil {
						t.Errorf("%s: %s=%q names nothing", p, name, id)
					}
				}
			}
		}
	}
	for p := range parsed {
		if p != "404.html" && p != "index.html" && !slices.ContainsFunc(slices.Collect(maps.Keys(parsed)), func(q string) bool { return q != p && linksTo(parsed[q], q, p) }) {
			t.Errorf("no page leads to %s", p)
		}
	}
}

func linksTo(page *html.Node, from, to string) bool {
	return len(all(page, func(n *html.Node) bool {
		v, ok := attr(n, "href")
		file, _, _ := strings.Cut(v, "#")
		return ok && n.Data == "a" && path.Join(path.Dir(from), file) == to
	})) > 0
}

// anchor is the id of a figure's entry.
func anchor(key string) string {
	key = strings.TrimSuffix(strings.TrimPrefix(key, report+"/"), "@stated")
	return strings.ReplaceAll(strings.TrimPrefix(key, "projects/"), "/", ".")
}

func TestContractFigureLinks(t *testing.T) {
	b, parsed := theSite(t), pages(t)
	seen := map[string]bool{}
	for p, page := range parsed {
		for _, n := range all(page, with("data-figure")) {
			key, _ := attr(n, "data-figure")
			f, ok := b.figures[key]
			if !ok || n.Data != "a" {
				t.Errorf("%s: <%s data-figure=%q> is no figure", p, n.Data, key)
				continue
			}
			seen[key] = true
			href, _ := attr(n, "href")
			want := "#" + anchor(key)
			if p != report+"/index.html" {
				want = strings.Repeat("../", strings.Count(p, "/")) + report + "/index.html" + want
			}
			if path.Clean(href) != path.Clean(want) {
				t.Errorf("%s: %s leads to %s, not %s", p, key, href, want)
			}
			if n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != html.TextNode || n.FirstChild.Data != f.Shown {
				t.Errorf("%s: %s does not show %s alone", p, key, f.Shown)
			}
			if title, _ := attr(n, "title"); f.Status != "ok" && title != f.Reason {
				t.Errorf("%s: %s says %q, its reason is %q", p, key, title, f.Reason)
			}
		}
	}
	for key := range b.figures {
		if !seen[key] {
			t.Errorf("no page shows %s", key)
		}
	}
	// What is absent or undefined and no figure has its reason, too.
	for p, page := range parsed {
		for _, n := range all(page, func(n *html.Node) bool {
			return n.Data != "strong" && n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode &&
				(n.FirstChild.Data == "未填报" || n.FirstChild.Data == "—")
		}) {
			if title, _ := attr(n, "title"); title == "" && !within(n, with("data-web")) {
				t.Errorf("%s: <%s>%s has no title", p, n.Data, n.FirstChild.Data)
			}
		}
	}
}

func within(n *html.Node, match func(*html.Node) bool) bool {
	for ; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && match(n) {
			return true
		}
	}
	return false
}

var filePlace = regexp.MustCompile(`[a-z0-9/-]+\.toml:\d+:\d+`)

func TestContractEntries(t *testing.T) {
	b := theSite(t)
	page := pages(t)[report+"/index.html"]
	section := byID(page, "calculation")
	if section == nil || section.Data != "section" {
		t.Fatal("no section calculation")
	}
	for key, f := range b.figures {
		entry := byID(section, anchor(key))
		if entry == nil {
			t.Errorf("no entry %s in the calculation", anchor(key))
			continue
		}
		text := packed(printed(entry, ""))
		for _, want := range []string{f.Shown, f.place()} {
			if f.Origin.Type == "computed" && want == f.place() {
				want = "" // the place of the rule need not be printed
			}
			if !strings.Contains(text, want) {
				t.Errorf("entry of %s does not show %s: %s", key, want, text)
			}
		}
		if f.Origin.Type == "computed" {
			holdEntry(t, b, f, entry, text)
		}
	}
	score := packed(printed(byID(section, "execution_score"), ""))
	if !strings.Contains(score, "按财预〔2020〕10号试算，非该部门公布的得分") {
		t.Errorf("execution_score is not labelled: %s", score)
	}
}

// holdEntry holds that a computed figure's entry shows its formula, its inputs,
// each with its place or a link to its own entry, and some file:line:column.
func holdEntry(t *testing.T, b *built, f figureJSON, entry *html.Node, text string) {
	t.Helper()
	stdout, _, _ := inProcess(onShipped("explain", f.Key)...)
	_, formula, _ := strings.Cut(stdout, "公式：")
	formula, _, _ = strings.Cut(formula, "\n")
	if formula == "" || !strings.Contains(text, packed(formula)) {
		t.Errorf("entry of %s does not show its formula %q: %s", f.Key, formula, text)
	}
	for _, key := range f.Origin.Inputs {
		in := b.figures[key]
		if !strings.Contains(text, in.Shown) || !strings.Contains(text, packed(in.place())) && in.Origin.Type == "input" {
			t.Errorf("entry of %s does not show its input %s = %s at %s: %s", f.Key, key, in.Shown, in.place(), text)
		}
		links := all(entry, func(n *html.Node) bool { v, _ := attr(n, "data-figure"); return v == key })
		if len(links) == 0 {
			t.Errorf("entry of %s does not lead to its input %s", f.Key, key)
		}
	}
	if !filePlace.MatchString(text) {
		t.Errorf("entry of %s shows no file:line:column: %s", f.Key, text)
	}
	if src := f.Origin.Source; src != "" && !strings.Contains(text, packed(src)) {
		t.Errorf("entry of %s does not name its source %s", f.Key, src)
	}
	if stated, ok := b.figures[f.Key+"@stated"]; ok && (!strings.Contains(text, stated.Shown) || !strings.Contains(text, stated.place())) {
		t.Errorf("entry of %s does not show what was printed, %s: %s", f.Key, stated.Shown, text)
	}
}

func TestContractSections(t *testing.T) {
	page := pages(t)[report+"/index.html"]
	doc := article(t, page)
	text := packed(printed(doc, ""))
	at := 0
	for _, want := range []string{
		"2023年度政协乐亭县委员会整体绩效自评工作报告", "一、部门整体概况", "二、部门整体绩效目标和绩效指标设定情况", "三、绩效评价组织情况",
		"四、绩效实现情况分析", "五、存在问题", "六、相关建议、改进措施及结果应用", "计算说明", "数据核对",
	} {
		i := strings.Index(text[at:], want)
		if i < 0 {
			t.Fatalf("the article does not hold %s in its order", want)
		}
		at += i
	}
	section := byID(doc, "reconciliation")
	if section == nil || section.Data != "section" {
		t.Fatal("no section reconciliation")
	}
	var rules []string
	for _, n := range all(section, with("data-rule")) {
		rule, _ := attr(n, "data-rule")
		rules = append(rules, rule)
		if !filePlace.MatchString(packed(printed(n, ""))) {
			t.Errorf("difference %s has no place", rule)
		}
	}
	slices.Sort(rules)
	if !slices.Equal(rules, []string{"C3", "C42", "C45", "C49", "C51", "C52", "C53", "C53", "C54", "C6"}) {
		t.Errorf("differences are %v", rules)
	}
	if all := all(doc, with("data-rule")); len(all) != len(rules) {
		t.Errorf("data-rule stands outside the reconciliation")
	}
	for _, n := range all(page, func(n *html.Node) bool { v, ok := attr(n, "href"); return ok && path.Ext(v) == ".pdf" && n.Data == "a" }) {
		want := "2023年度政协乐亭县委员会整体绩效自评工作报告.pdf"
		if href, _ := attr(n, "href"); path.Base(href) == "brief.pdf" {
			want = "2023年度政协乐亭县委员会预算绩效自评要点.pdf"
		}
		if name, _ := attr(n, "download"); name != want {
			t.Errorf("the PDF downloads as %q, not %q", name, want)
		}
	}
}
