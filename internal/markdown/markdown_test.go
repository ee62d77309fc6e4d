package markdown

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/source"
)

// dump prints blocks as text, to hold them against what is expected.
func dump(blocks []doc.Block) string {
	var b strings.Builder
	dumpBlocks(&b, "", blocks)
	return strings.TrimSuffix(b.String(), "\n")
}

func dumpBlocks(b *strings.Builder, indent string, blocks []doc.Block) {
	for _, bl := range blocks {
		switch bl := bl.(type) {
		case doc.Paragraph:
			fmt.Fprintf(b, "%sP %s\n", indent, dumpInlines(bl.Content))
		case doc.Section:
			fmt.Fprintf(b, "%sS%d #%s [%s] %s short=%s appendix=%d\n", indent, bl.Level, bl.ID, bl.Number, dumpInlines(bl.Title), bl.Short, bl.Appendix)
			dumpBlocks(b, indent+"  ", bl.Body)
		case doc.List:
			fmt.Fprintf(b, "%sL ordered=%v start=%d\n", indent, bl.Ordered, bl.Start)
			for _, it := range bl.Items {
				fmt.Fprintf(b, "%s-\n", indent)
				dumpBlocks(b, indent+"  ", it)
			}
		default:
			fmt.Fprintf(b, "%s%T\n", indent, bl)
		}
	}
}

func dumpInlines(in []doc.Inline) string {
	var b strings.Builder
	for _, n := range in {
		switch n := n.(type) {
		case doc.Text:
			b.WriteString(n.S)
		case doc.Strong:
			b.WriteString("<b>" + dumpInlines(n.Content) + "</b>")
		case doc.Emphasis:
			b.WriteString("<i>" + dumpInlines(n.Content) + "</i>")
		case doc.Code:
			b.WriteString("<c>" + n.S + "</c>")
		case doc.Link:
			b.WriteString("<a " + n.Href + ">" + dumpInlines(n.Content) + "</a>")
		case doc.FigureRef:
			b.WriteString("<f " + n.Key + ">")
		case doc.Said:
			b.WriteString("<said>" + dumpInlines(n.Content) + "</said>")
			if n.Mark != nil {
				b.WriteString(n.Mark.String())
			}
		case doc.WordBreak:
			b.WriteString("<wbr>")
		default:
			fmt.Fprintf(&b, "%T", n)
		}
	}
	return b.String()
}

// lineAt counts lines and columns as a TOML string's places would.
func lineAt(src string) func(int) source.Place {
	return func(offset int) source.Place {
		before := src[:offset]
		line := strings.Count(before, "\n") + 1
		col := len([]rune(before[strings.LastIndex(before, "\n")+1:])) + 1
		return source.Place{File: "t", Line: line, Column: col}
	}
}

func testOptions(src string) Options {
	return Options{
		At:      lineAt(src),
		Trusted: true,
		Figure: func(name string, at source.Place) (doc.Inline, []source.Finding) {
			if strings.HasPrefix(name, "无") {
				return nil, []source.Finding{{Rule: source.RuleUnknownFigure, Place: at, Message: name}}
			}
			return doc.FigureRef{Key: name}, nil
		},
		Block: func(kind string, args []string, body string, at source.Place) ([]doc.Block, []source.Finding) {
			return []doc.Block{doc.Paragraph{Content: []doc.Inline{doc.Text{S: "block " + kind + " " + strings.Join(args, ",") + " " + fmt.Sprintf("%q", body)}}}}, nil
		},
	}
}

func TestParse(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"empty", "", ""},
		{"blank", " \n　　\n\t\n", ""},
		{"a line is a paragraph", "甲\n乙\n\n丙", "P 甲\nP 乙\nP 丙"},
		{"crlf and cr", "甲\r\n乙\r丙", "P 甲\nP 乙\nP 丙"},
		{"leading blanks", "　　甲\n      乙\n\t丙　", "P 甲\nP 乙\nP 丙"},
		{"years are text", "2023. 年度\n100. 不是列表", "P 2023. 年度\nP 100. 不是列表"},
		{"brackets and 、 are text", "1) 甲\n1、乙\n（一）丙\n1.丁", "P 1) 甲\nP 1、乙\nP （一）丙\nP 1.丁"},
		{"list", "1. 甲\n2. 乙", "L ordered=true start=1\n-\n  P 甲\n-\n  P 乙"},
		{"list starts later", "前言\n3. 甲\n4. 乙\n后记", "P 前言\nL ordered=true start=3\n-\n  P 甲\n-\n  P 乙\nP 后记"},
		{"list with a year below", "1. 甲\n2023. 年度", "L ordered=true start=1\n-\n  P 甲\nP 2023. 年度"},
		{"bullets nested", "- 甲\n  - 乙\n\n    丙\n- 丁", "L ordered=false start=0\n-\n  P 甲\n  L ordered=false start=0\n  -\n    P 乙\n    P 丙\n-\n  P 丁"},
		{"line in an item", "1. 甲\n   乙\n　　丙", "L ordered=true start=1\n-\n  P 甲\n  P 乙\nP 丙"},
		{"indented item of no list", "　　1. 甲", "L ordered=true start=1\n-\n  P 甲"},
		{"no setext", "甲\n===", "P 甲\nP ==="},
		{"no indented code", "甲\n\n        乙", "P 甲\nP 乙"},
		{"no references", "[甲]: http://x\n[甲]", "P [甲]: http://x\nP [甲]"},
		{"bold beside punctuation", "为**94.58%。**其中，**集合（set）**是，**“优”**等，**（一）**项，部门**（A）**列", "P 为<b>94.58%。</b>其中，<b>集合（set）</b>是，<b>“优”</b>等，<b>（一）</b>项，部门<b>（A）</b>列"},
		{"emphasis", "*楷体*与***都***", "P <i>楷体</i>与<i><b>都</b></i>"},
		{"product is no emphasis", "2*3*4＝24", "P 2*3*4＝24"},
		{"underscores are text", "project_spent_sum 与 _甲_", "P project_spent_sum 与 _甲_"},
		{"escapes and entities", `\*甲\* \&amp; &lt;b&gt; &#20803; &nosuch; A&T &#0;`, "P *甲* &amp; <b> 元 &nosuch; A&T \uFFFD"},
		{"code", "`a\\*b &amp;`", "P <c>a\\*b &amp;</c>"},
		{"figure", "支出{{支出}}，**{{ 会议费.支出 }}**。", "P 支出<f 支出>，<b><f 会议费.支出></b>。"},
		{"escaped braces", `\{\{支出\}\}`, "P {{支出}}"},
		{"links", "[甲](https://a.cn/x?y=1#z)[乙](#s1)[丙](2023/index.html#s1)<mailto:a@b.cn><a@b.cn>", "P <a https://a.cn/x?y=1#z>甲</a><a #s1>乙</a><a 2023/index.html#s1>丙</a><a mailto:a@b.cn>mailto:a@b.cn</a><a mailto:a@b.cn>a@b.cn</a>"},
		{"less than", "甲<乙，x<y 而 y>z，a < b", "P 甲<乙，x<y 而 y>z，a < b"},
		{"sections", "## 一、甲<wbr>乙 {#s1 short=概况}\n丙\n### （一）丁\n戊\n## 附 {#calculation appendix=1}", "S2 #s1 [一、] 甲<wbr>乙 short=概况 appendix=0\n  P 丙\n  S3 # [（一）] 丁 short= appendix=0\n    P 戊\nS2 #calculation [] 附 short= appendix=1"},
		{"heading without blank", "##甲", "P ##甲"},
		{"fence", "甲\n```table projects x\nb\n```\n乙", "P 甲\nP block table projects,x \"b\\n\"\nP 乙"},
		{"fence keeps blanks", "~~~a\n　 b\n~~~", "P block a  \"\\u3000 b\\n\""},
		{"trailing backslash", "甲\\\n乙", "P 甲\\\nP 乙"},
		{"entity newline", "甲&#10;乙", "P 甲 乙"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, found := Parse(tt.src, testOptions(tt.src))
			if d := dump(got); d != tt.want {
				t.Errorf("got\n%s\nwant\n%s", d, tt.want)
			}
			if len(found) > 0 {
				t.Errorf("findings: %v", found)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	tests := []struct{ name, src, place, message string }{
		{"html", "甲\n乙<br>丙", "t:2:2", "HTML标签暂不支持：<br>"},
		{"comment", "<!-- x -->", "t:1:1", "HTML标签暂不支持：<!-- x -->"},
		{"html block", "<div>\n甲\n</div>", "t:1:1", "HTML标签暂不支持：<div>"},
		{"word break outside headings", "甲<wbr>乙", "t:1:2", "<wbr>只能写在标题里"},
		{"image", "甲![乙](x.png)", "t:1:2", "图片暂不支持"},
		{"table", "甲\n| 乙 | 丙 |\n", "t:2:1", "表格暂不支持"},
		{"quote", "　　> 甲", "t:1:3", "引用块暂不支持"},
		{"rule", "甲\n\n---", "t:3:1", "分隔线暂不支持"},
		{"footnote", "甲[^1]", "t:1:2", "脚注暂不支持：[^1]"},
		{"script link", "甲[乙](javascript:alert)", "t:1:2", "链接的协议不允许：javascript:alert"},
		{"script link in disguise", "[乙](java&#115;cript&colon;x)", "t:1:1", "链接的协议不允许：javascript:x"},
		{"file link", "[乙](file:///etc/passwd)", "t:1:1", "链接的协议不允许：file:///etc/passwd"},
		{"link out of the site", "[乙](../x.html)", "t:1:1", "本站的地址里不能有.、..和空段：../x.html"},
		{"protocol relative link", "[乙](//evil.cn)", "t:1:1", "本站的地址要从站点的根写起，不以/开头：//evil.cn"},
		{"link to a folder", "[乙](2023/)", "t:1:1", "本站的地址要写到文件名：2023/"},
		{"empty link", "[乙]()", "t:1:1", "链接没有地址："},
		{"link title", `[乙](x.html "t")`, "t:1:1", "链接的标题暂不支持"},
		{"code block", "```\n甲\n```", "t:1:1", "代码块暂不支持"},
		{"open fence", "甲\n```table x\n乙", "t:2:1", "围栏块没有结束：table x"},
		{"figure in fence", "```table x\n  {{支出}}\n```", "t:2:3", "围栏块里不能引用数"},
		{"figure in code", "甲`{{支出}}`", "t:1:3", "代码里的{{…}}不会变成数"},
		{"figure in heading", "## 甲{{支出}}", "t:1:7", "标题里不能引用数：{{支出}}"},
		{"figure without end", "甲{{支出\n}}", "t:1:2", "“{{”没有配对的“}}”"},
		{"empty figure", "{{ }}", "t:1:4", "“{{}}”里没有写名字"},
		{"unknown figure", "甲\n　　乙{{ 无此数 }}", "t:2:7", "无此数"},
		{"top heading", "# 甲", "t:1:1", "标题的层次不对：#"},
		{"heading skipped", "## 甲\n#### 乙", "t:2:1", "标题跳了一级"},
		{"empty heading", "## ", "t:1:1", "标题是空的"},
		{"heading in list", "- ## 甲", "t:1:3", "标题不能写在列表里"},
		{"bad anchor", "## 甲 {#甲}", "t:1:8", "标题的锚点不合规则：甲"},
		{"bad place", "## 甲 {#a head=below}", "t:1:8", "标题的属性不认识：head=below"},
		{"bad attribute", "## 甲 {#a onclick=x}", "t:1:8", "标题的属性不认识：onclick=x"},
		{"numbers with a gap", "1. 甲\n3. 乙", "t:2:1", "编号不连续：写的是3，应当是2"},
		{"control character", "甲\n乙\x01丙", "t:2:2", "有看不见的控制字符U+0001"},
		{"turned direction", "甲\u202e乙", "t:1:2", "有看不见的控制字符U+202E"},
		{"bad utf-8", "甲\xff", "t:1:2", "有一个字节不是UTF-8文字"},
		{"too long", strings.Repeat("甲\n", maxText), "t:1:1", "正文太长：131072字节，最多32768字节"},
		{"line too long", "甲\n" + strings.Repeat("乙", maxLine/2), "t:2:1", "一段太长：24576字节，最多16384字节"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, found := Parse(tt.src, testOptions(tt.src))
			if len(found) == 0 {
				t.Fatal("no finding")
			}
			if found[0].Place.String() != tt.place || found[0].Message != tt.message {
				t.Errorf("got %s %q\nwant %s %q", found[0].Place, found[0].Message, tt.place, tt.message)
			}
		})
	}
}

// A layout says where print sets a heading.
func TestHeadPlaces(t *testing.T) {
	got, found := Parse("## 甲 {#a head=alone}\n## 乙 {#b head=beside}\n## 丙 {#c}", Options{Trusted: true})
	if len(got) != 3 || len(found) > 0 {
		t.Fatalf("got %d blocks, %v", len(got), found)
	}
	for i, want := range []doc.Place{doc.Alone, doc.Beside, doc.Above} {
		if s := got[i].(doc.Section); s.Head != want {
			t.Errorf("%s is at %d, not %d", s.ID, s.Head, want)
		}
	}
}

func TestUntrusted(t *testing.T) {
	for _, src := range []string{"```table x\n```", "甲{{支出}}", "## 甲<wbr>乙"} {
		if _, found := Parse(src, Options{}); len(found) != 1 {
			t.Errorf("%q: got %d findings, want 1", src, len(found))
		}
	}
	got, found := Parse("## 甲 {#x}", Options{})
	if want := "S2 # [] 甲 {#x} short= appendix=0"; dump(got) != want || len(found) > 0 {
		t.Errorf("got %s %v", dump(got), found)
	}
}

func TestQuotes(t *testing.T) {
	src := "　　项目执行率不高，原因是**次数**少。\n又说执行率不高。"
	n := 0
	mark := func() doc.Mark { n++; return doc.Mark{N: n} }
	quote := func(s string, from int) Quote {
		i := strings.Index(src[from:], s) + from
		return Quote{i, i + len(s), mark}
	}
	opt := Options{Quotes: []Quote{
		quote("执行率不高", 0), quote("原因是**次数**少", 0), quote("执行率不高", 60),
	}}
	got, _ := Parse(src, opt)
	want := "P 项目<said>执行率不高</said>①，<said>原因是</said><b><said>次数</said></b><said>少</said>②。\nP 又说<said>执行率不高</said>③。"
	if dump(got) != want {
		t.Errorf("got\n%s\nwant\n%s", dump(got), want)
	}
}
