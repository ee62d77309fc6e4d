package html

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// render writes blocks of a document of their own, without the frame of the
// article.
func render(t *testing.T, blocks ...doc.Block) string {
	t.Helper()
	out, err := Article(nil, &doc.Document{ID: "d", Title: []string{"题"}, Body: blocks}, Options{Root: "../"})
	if err != nil {
		t.Fatal(err)
	}
	s := string(out)
	_, s, _ = strings.Cut(s, "<div class=\"front\">\n")
	s = strings.Replace(s, "</div>\n</article>\n", "", 1)
	return s
}

func expectInline(t *testing.T, n doc.Inline, want string) {
	t.Helper()
	if got := render(t, para(n)); got != "<p>"+want+"</p>\n" {
		t.Errorf("%#v\n got %s\nwant <p>%s</p>", n, got, want)
	}
}

func TestInline(t *testing.T) {
	other := doc.FigureRef{Key: "2023/a/spent", Text: "498.31", Href: "2023/a/index.html#spent", Title: "支出"}
	expectInline(t, txt(`a<b>&"c`), `a&lt;b&gt;&amp;"c`)
	expectInline(t, strong("粗"), "<strong>粗</strong>")
	expectInline(t, doc.Emphasis{Content: ins(txt("楷"))}, "<em>楷</em>")
	expectInline(t, doc.Code{S: "a/b"}, "<code>a/b</code>")
	expectInline(t, doc.Missing{S: "待填"}, `<span class="todo">待填</span>`)
	expectInline(t, none("—", `无"数`), `<span class="none" title="无&#34;数">—</span>`)
	expectInline(t, doc.Break{}, "<br>")
	expectInline(t, doc.WordBreak{}, "<wbr>")
	expectInline(t, doc.Link{Href: "rules.html#a", Content: ins(txt("规则"))}, `<a href="../rules.html#a">规则</a>`)
	expectInline(t, doc.Link{Href: "https://example.cn/?a=1&b=2", Content: ins(txt("外"))}, `<a href="https://example.cn/?a=1&amp;b=2" rel="external noreferrer">外</a>`)
	expectInline(t, other, `<a href="../2023/a/index.html#spent" class="fig" data-figure="2023/a/spent" title="支出">498.31</a>`)
	other.Unit = "万元"
	expectInline(t, other, `<span class="nb"><a href="../2023/a/index.html#spent" class="fig" data-figure="2023/a/spent" title="支出">498.31</a>万元</span>`)
	other.Said, other.Mark = true, &doc.Mark{N: 12, Href: "2023/a/index.html#check-12"}
	expectInline(t, other, `<span class="nb"><a href="../2023/a/index.html#spent" class="fig said" data-figure="2023/a/spent" title="支出">498.31</a>万元<a href="../2023/a/index.html#check-12" class="mark" aria-label="核对十二">⑫</a></span>`)
	expectInline(t, doc.FigureRef{Key: "k", Text: "未填报", Href: "x.html#k", State: doc.Absent, Title: "没有公布"}, `<a href="../x.html#k" class="fig none" data-figure="k" title="没有公布">未填报</a>`)
	expectInline(t, doc.Said{Content: ins(txt("不高")), Mark: &doc.Mark{N: 1, Href: "x.html#c"}}, `<span class="nb"><span class="said">不高</span><a href="../x.html#c" class="mark" aria-label="核对一">①</a></span>`)
	expectInline(t, doc.Said{Content: ins(txt("比十个字还要长的一句话"))}, `<span class="said">比十个字还要长的一句话</span>`)
	expectInline(t, doc.PlaceRef{File: "2023/a/report.toml", Line: 4, Col: 2}, `<code class="place">2023/a/<wbr><span class="nb">report.toml:4:2</span></code>`)
	expectInline(t, doc.PlaceRef{File: "site.toml", Href: "https://example.cn/site.toml"}, `<code class="place"><a href="https://example.cn/site.toml"><span class="nb">site.toml</span></a></code>`)
}

// entryHTML is an entry whose arithmetic shows one of its two inputs.
const entryHTML = `<div class="calcs full">
<article class="calc" id="rate"><h2>率 <b><a href="#rate" class="fig" data-figure="rate">50.00%</a></b></h2><div class="how">
<p class="f">支出 ÷ 预算</p>
<p class="a"><a href="#rate" class="fig" data-figure="spent">1.00</a> ÷ 2.00 = 0.5</p>
<dl class="in">
<div><dt>预算</dt> <dd class="v"><a href="#rate" class="fig" data-figure="budget">2.00</a></dd> <dd class="at"><code class="place"><span class="nb">a.toml:1:10</span></code></dd></div>
<div><dt>出处</dt> <dd class="s"><code class="place"><span class="nb">a.toml:2:9</span></code>见别处</dd></div>
</dl>
<div class="by2"><span class="rule" data-web>规则：<code class="place">rules/<wbr><span class="nb">r.toml:3:11</span></code></span> <span data-web>引用：<span class="key">rate</span></span></div>
</div></article>
</div>
`

func TestBlock(t *testing.T) {
	to := func(metric, shown string) doc.FigureRef {
		return doc.FigureRef{Key: metric, Text: shown, Href: "#rate"}
	}
	for _, tt := range []struct {
		name string
		b    doc.Block
		want string
	}{
		{"small", doc.Paragraph{Role: doc.Small, Content: ins(txt("注"))}, "<p class=\"tnote\">注</p>\n"},
		{"notes", doc.Paragraph{Content: ins(txt("文")), Notes: []doc.Note{{Content: ins(strong("注："), txt("一"))}}}, "<div class=\"pn\"><p>文</p>\n<aside class=\"notes\"><p class=\"note\"><strong>注：</strong>一</p></aside></div>\n"},
		{"list", doc.List{Ordered: true, Start: 3, Items: [][]doc.Block{{prose("丙")}}}, "<ol start=\"3\" class=\"items\" role=\"list\">\n<li><span class=\"n\">3.</span> <p>丙</p>\n</li>\n</ol>\n"},
		{"fields", doc.Fields{ID: "f", Items: []doc.Field{{Label: "文号", Content: ins(txt("〔2024〕1号"))}}}, "<dl class=\"meta full\" id=\"f\">\n<div><dt>文号</dt> <dd>〔2024〕1号</dd></div>\n</dl>\n"},
		{"code", doc.Fields{Code: &doc.Matrix{Size: 2, Dark: []bool{true, true, false, true}, Alt: "码"}}, "<div class=\"coded full\"><dl class=\"meta full\">\n</dl>\n" +
			"<svg class=\"qr\" viewBox=\"0 0 10 10\" role=\"img\" focusable=\"false\"><title>码</title>" +
			"<path d=\"M4 4h2v1H4zM5 5h1v1H5z\"/></svg></div>\n"},
		{"entry", doc.Entries{Items: []doc.Entry{{ID: "rate", Label: "率", Figure: to("rate", "50.00%"), Formula: ins(txt("支出 ÷ 预算")), Arithmetic: ins(to("spent", "1.00"), txt(" ÷ 2.00 = 0.5")),
			Inputs: []doc.EntryInput{
				{Label: "支出", Figure: to("spent", "1.00"), Place: &doc.PlaceRef{File: "a.toml", Line: 2, Col: 9}, Shown: true},
				{Label: "预算", Figure: to("budget", "2.00"), Place: &doc.PlaceRef{File: "a.toml", Line: 1, Col: 10}}},
			Elsewhere: "见别处", Rule: &doc.PlaceRef{File: "rules/r.toml", Line: 3, Col: 11}}}}, entryHTML},
		{"screen", doc.Screen{Body: []doc.Block{prose("屏")}}, "<div class=\"web\" data-web>\n<p>屏</p>\n</div>\n"},
		{"title", doc.Title{}, "<header class=\"head\">\n<h1><span>题</span></h1>\n</header>\n"},
		{"downloads", doc.Downloads{Items: []doc.Download{{Href: "a.pdf", Name: "PDF", Filename: "报告.pdf", About: "可打印", Size: "1 KB"}}}, "<div class=\"down full\" data-web><h2 class=\"vh\">下载</h2><ul class=\"get\" role=\"list\">\n<li><a href=\"../a.pdf\" download=\"报告.pdf\"><b>PDF</b> 可打印 <small>1 KB</small></a></li>\n</ul></div>\n"},
	} {
		if got := render(t, tt.b); got != tt.want {
			t.Errorf("%s:\n got %q\nwant %q", tt.name, got, tt.want)
		}
	}
}

func TestTitleBreaksAfterTheYear(t *testing.T) {
	for in, want := range map[string]string{
		"2023年度政协乐亭县委员会":   "2023年度<wbr>政协乐亭县委员会",
		"整体绩效自评\u200b工作报告": "整体绩效自评<wbr>工作报告",
		"2023年度":           "2023年度",
		"算法":               "算法",
	} {
		w := &writer{}
		if w.titleLine(in); string(w.b) != want {
			t.Errorf("%q: got %q", in, w.b)
		}
	}
}

// What cannot be shown is an error, never a silence.
func TestFaults(t *testing.T) {
	here := doc.FigureRef{Key: "k", Text: "1", Href: "x.html#k"}
	link := doc.Link{Href: "x.html", Content: ins(here)}
	rows := func(cells ...doc.Cell) doc.Table {
		return doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{{Cells: cells}, {Cells: []doc.Cell{cell(), cell()}}}}
	}
	drawn := func(s doc.Shape) doc.Block { return doc.Chart{Drawing: doc.Drawing{Shapes: []doc.Shape{s}}} }
	for _, tt := range []struct {
		name string
		b    doc.Block
		want string
	}{
		{"alien block", alienBlock{}, "cannot be shown"},
		{"alien inline", para(alienInline{}), "cannot be shown"},
		{"alien shape", drawn(alienShape{}), "cannot be drawn"},
		{"nil inline", para(nil), "cannot be shown"},
		{"fill", drawn(doc.Rect{Fill: 9}), "fill 9"},
		{"stroke", drawn(doc.Line{Stroke: 9}), "stroke 9"},
		{"flat area", drawn(doc.Area{Points: make([]doc.Point, 4)}), "without height"},
		{"role", doc.Paragraph{Role: 9}, "role 9"},
		{"link in link", para(link), "within a link"},
		{"script address", para(doc.Link{Href: "javascript:alert(1)"}), "neither relative nor"},
		{"figure without key", para(doc.FigureRef{Text: "1", Href: "x.html"}), "without key"},
		{"figure without address", para(doc.FigureRef{Key: "k", Text: "1"}), "without an address"},
		{"absent without reason", para(doc.FigureRef{Key: "k", Text: "未填报", Href: "x.html", State: doc.Absent}), "no reason"},
		{"dangling", para(doc.Link{Href: "#nowhere"}), "#nowhere"},
		{"anchor twice", doc.Screen{Body: []doc.Block{doc.Fields{ID: "a"}, doc.Fields{ID: "a"}}}, "#a stands twice"},
		{"anchor", doc.Fields{ID: "a b"}, "cannot be an anchor"},
		{"heading skipped", doc.Section{Level: 3}, "level 3 below one of level 1"},
		{"no columns", doc.Table{}, "no columns"},
		{"too many cells", rows(cell(), cell(), cell()), "more cells"},
		{"too few cells", rows(cell()), "fewer cells"},
		{"overlap", doc.Table{Columns: make([]doc.Column, 2), Body: []doc.Row{{Cells: []doc.Cell{cell(), {Rows: 2}}}, {Cells: []doc.Cell{{Cols: 2}}}}}, "overlap"},
		{"row span out of the table", rows(cell(), doc.Cell{Rows: 3}), "below its part"},
		{"class", doc.Table{Class: `"x`, Columns: make([]doc.Column, 1)}, "class of a table"},
		{"scope", rows(doc.Cell{Header: true, Scope: "left"}, cell()), "no scope"},
	} {
		_, err := Article(nil, &doc.Document{ID: "d", Title: []string{"题"}, Body: []doc.Block{tt.b}}, Options{})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got error %v, want %q", tt.name, err, tt.want)
		}
	}
	if _, err := Article(nil, &doc.Document{Body: []doc.Block{doc.Title{}}}, Options{}); err == nil {
		t.Error("a document without a title was written")
	}
}

type (
	alienBlock  struct{ doc.Block }
	alienInline struct{ doc.Inline }
	alienShape  struct{ doc.Shape }
)

// Every type that a document may hold is known to the writer: the lists below
// hold one of each, and the source of doc says that none is missing.
func TestEveryTypeIsWritten(t *testing.T) {
	blocks := []doc.Block{doc.Title{}, doc.Section{Level: 2}, doc.Summary{}, doc.Paragraph{}, doc.List{}, doc.Table{Columns: make([]doc.Column, 1)}, doc.Chart{}, doc.Entries{}, doc.Differences{}, doc.Fields{}, doc.Contents{}, doc.Downloads{}, doc.Screen{}}
	inlines := []doc.Inline{txt("x"), doc.Strong{}, doc.Emphasis{}, doc.Code{}, doc.Link{Href: "x.html"}, doc.FigureRef{Key: "k", Text: "1", Href: "x.html"}, doc.Said{}, doc.Mark{Href: "x.html"}, doc.Missing{}, doc.None{}, doc.PlaceRef{}, doc.Break{}, doc.WordBreak{}}
	shapes := []doc.Shape{doc.Rect{}, doc.Line{}, doc.Area{Points: []doc.Point{{}, {Y: 1}, {X: 1}}}, doc.Dot{}, doc.Label{}}
	counts := receivers(t, "../doc")
	for kind, n := range map[string]int{"block": len(blocks), "inline": len(inlines), "shape": len(shapes)} {
		if counts[kind] != n {
			t.Errorf("doc has %d types of %s, the test knows %d", counts[kind], kind, n)
		}
	}
	for _, n := range inlines {
		blocks = append(blocks, para(n))
	}
	for _, s := range shapes {
		blocks = append(blocks, doc.Chart{Drawing: doc.Drawing{Shapes: []doc.Shape{s}}})
	}
	for _, b := range blocks {
		if _, err := Article(nil, &doc.Document{Title: []string{"题"}, Body: []doc.Block{b}}, Options{}); err != nil {
			t.Errorf("%#v: %v", b, err)
		}
	}
}

// receivers counts the types of a package by the marker method they have.
func receivers(t *testing.T, dir string) map[string]int {
	t.Helper()
	n := map[string]int{}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal("no source", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
				n[fn.Name.Name]++
			}
		}
	}
	return n
}

// Contents are a list of links, with what an item holds in a list below it.
func TestContents(t *testing.T) {
	c := doc.Contents{ID: "mulu", Title: "目录", Items: []doc.ContentsItem{
		{Title: "一、<概况>", Href: "#s1"}, {Level: 1, Title: "（一）机构", Href: "#s2"}, {Level: 1, Title: "无处"},
		{Title: "教育局", Href: "2023/jiaoyu/index.html"}}}
	sections := []doc.Block{doc.Section{ID: "s1", Level: 2}, doc.Section{ID: "s2", Level: 2}}
	got, _, _ := strings.Cut(render(t, append([]doc.Block{c}, sections...)...), "<section")
	got, _, _ = strings.Cut(got, "</div>")
	want := `<nav class="contents" id="mulu" aria-label="目录"><h2>目录</h2><ol role="list">
<li><a href="#s1">一、&lt;概况&gt;</a>
<ol role="list">
<li><a href="#s2">（一）机构</a></li>
<li>无处</li>
</ol></li>
<li><a href="../2023/jiaoyu/index.html">教育局</a></li>
</ol></nav>
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// levels that jump or fall below the first one still make sound lists
	for _, levels := range [][]int{{1, 0}, {0, 2, 1, 0}, {2, 0, 3}, {-1, 1, -1}} {
		c := doc.Contents{}
		for _, level := range levels {
			c.Items = append(c.Items, doc.ContentsItem{Level: level, Title: "甲"})
		}
		got := render(t, c)
		if err := checkMarkup([]byte(got)); err != nil || strings.Count(got, "<li>") != len(levels) {
			t.Errorf("%v: %v\n%s", levels, err, got)
		}
	}
}

func TestResolve(t *testing.T) {
	for _, tt := range []struct {
		href, want string // "" for an error
	}{
		{"#a", "#a"}, {"#execution_rate@stated", "#execution_rate@stated"},
		{"index.html", "../../index.html"}, {"2023/a/index.html#b", "../../2023/a/index.html#b"},
		{"a.html?q=a:b", "../../a.html?q=a:b"}, {"中文.html", "../../中文.html"},
		{"http://a.cn/", "http://a.cn/"}, {"https://a.cn/b:c", "https://a.cn/b:c"}, {"mailto:a@b.cn", "mailto:a@b.cn"},
		{"", ""}, {"#", ""}, {"/a", ""}, {"//a.cn", ""}, {"../a", ""}, {"a/../b", ""}, {"./a", ""},
		{"javascript:alert(1)", ""}, {"JAVASCRIPT:x", ""}, {"data:text/html,x", ""}, {"HTTPS://a.cn", ""}, {"file:///a", ""},
		{"java\nscript:x", ""}, {" javascript:x", ""}, {"\x00a", ""}, {`\\a.cn`, ""}, {"a b", ""}, {"a\xff", ""},
	} {
		got, err := resolve("../../", tt.href)
		if got != tt.want || (err == nil) != (tt.want != "") {
			t.Errorf("%q: got %q, %v; want %q", tt.href, got, err, tt.want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct {
		n, places int
		want      string
	}{{945793, 4, "94.5793"}, {doc.Full, 4, "100"}, {0, 4, "0"}, {5, 4, "0.0005"}, {1750, 3, "1.75"}, {-94, 3, "-0.094"}, {1000, 3, "1"}} {
		if got := string(appendDecimal(nil, tt.n, tt.places)); got != tt.want {
			t.Errorf("%d: got %s, want %s", tt.n, got, tt.want)
		}
	}
	for n, want := range map[int]string{1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "（100）"} {
		if got := chineseNumber(n); got != want {
			t.Errorf("%d: got %s, want %s", n, got, want)
		}
	}
}

func TestHangs(t *testing.T) {
	long := strings.Repeat("字", 60)
	p := doc.Paragraph{Content: ins(txt("短")), Notes: []doc.Note{{Content: ins(txt(long))}}}
	for _, tt := range []struct {
		name string
		next []doc.Block
		want bool
	}{
		{"nothing follows", nil, false},
		{"a long paragraph", []doc.Block{prose(long + long)}, true},
		{"short paragraphs", []doc.Block{prose("一"), prose("二"), prose("三")}, true},
		{"a paragraph too short", []doc.Block{prose("一")}, false},
		{"a paragraph with notes", []doc.Block{doc.Paragraph{Content: ins(txt(long + long)), Notes: p.Notes}}, false},
		{"a list", []doc.Block{doc.List{Items: [][]doc.Block{{prose(long)}, {prose(long)}}}}, true},
		{"a form", []doc.Block{doc.Table{Grid: true}}, false},
		{"a section", []doc.Block{doc.Section{}}, false},
	} {
		if got := hangs(p, tt.next); got != tt.want {
			t.Errorf("%s: got %v", tt.name, got)
		}
	}
}
