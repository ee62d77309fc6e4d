package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"mingbai/internal/doc"
	"mingbai/internal/source"
)

// lowerer turns goldmark's tree into blocks of a document.
type lowerer struct {
	opt    Options
	text   *cleaned
	src    []byte
	quotes []quoteAt
	found  []source.Finding
}

// heading is a heading among blocks that are not yet nested.
type heading struct {
	sec doc.Section
	pos int
}

// blocks lowers the children of a block. Depth is the number of lists around.
// Headings are returned as they come; nest makes sections of them.
func (l *lowerer) blocks(parent ast.Node, depth int) []any {
	var out []any
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *lineNode:
			if b, ok := l.line(n); ok {
				out = append(out, b)
			}
		case *ast.List:
			out = append(out, l.list(n, depth+1))
		case *ast.Heading:
			if depth > 0 {
				l.finding(n.Pos(), "标题不能写在列表里", "")
				continue
			}
			if h, ok := l.heading(n); ok {
				out = append(out, h)
			}
		case *fenceNode:
			if depth > 0 {
				l.finding(n.Pos(), "围栏块不能写在列表里", "")
				continue
			}
			for _, b := range l.fence(n) {
				out = append(out, b)
			}
		case *ast.ThematicBreak:
			l.finding(n.Pos(), "分隔线暂不支持", "分节请用标题")
		default:
			l.finding(max(n.Pos(), 0), fmt.Sprintf("%s暂不支持", n.Kind()), "")
		}
	}
	return out
}

// line lowers a line of text to a paragraph.
func (l *lowerer) line(n *lineNode) (doc.Block, bool) {
	first := n.Lines().At(0)
	switch raw := l.src[first.Start:first.Stop]; {
	case len(raw) > 0 && raw[0] == '>':
		l.finding(first.Start, "引用块暂不支持", `如果就是大于号，写成\>`)
		return nil, false
	case len(raw) > 0 && raw[0] == '|':
		l.finding(first.Start, "表格暂不支持", `如果就是竖线，写成\|`)
		return nil, false
	}
	content := l.inlines(n, false)
	return doc.Paragraph{Content: content}, len(content) > 0
}

// list lowers a list and holds its numbers against what will be printed.
func (l *lowerer) list(n *ast.List, depth int) doc.Block {
	list := doc.List{Ordered: n.IsOrdered(), Start: n.Start}
	number := n.Start
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if got, ok := l.itemNumber(c); list.Ordered && ok && got != number {
			l.finding(c.Pos(), fmt.Sprintf("编号不连续：写的是%d，应当是%d", got, number), "列表按顺序编号；不连续的编号请写成“1、”")
		}
		number++
		var item []doc.Block
		for _, b := range l.blocks(c, depth) {
			if b, ok := b.(doc.Block); ok {
				item = append(item, b)
			}
		}
		if len(item) == 0 {
			l.finding(max(c.Pos(), 0), "列表里有一项是空的", "")
		}
		list.Items = append(list.Items, item)
	}
	return list
}

func (l *lowerer) itemNumber(item ast.Node) (int, bool) {
	pos := item.Pos()
	if pos < 0 || pos >= len(l.src) {
		return 0, false
	}
	rest := string(l.src[pos:min(len(l.src), pos+12)])
	rest = strings.TrimLeft(rest, " \t")
	n, err := strconv.Atoi(rest[:len(rest)-len(strings.TrimLeft(rest, "0123456789"))])
	return n, err == nil
}

// heading lowers a heading; its section's body follows later.
func (l *lowerer) heading(n *ast.Heading) (heading, bool) {
	pos := max(n.Pos(), 0)
	h := heading{sec: doc.Section{Level: n.Level}, pos: pos}
	if n.Level < l.opt.Level || n.Level > 4 {
		hint := "这里不写标题"
		if l.opt.Level <= 4 {
			hint = fmt.Sprintf("这里的标题从%s到####", strings.Repeat("#", l.opt.Level))
		}
		l.finding(pos, "标题的层次不对："+strings.Repeat("#", n.Level), hint)
		return h, false
	}
	if last, ok := n.LastChild().(*inlineNode); ok && last.kind == kindAnchor {
		l.anchor(&h.sec, last)
		n.RemoveChild(n, last)
	}
	title := trimInlines(l.inlines(n, true))
	if len(title) == 0 {
		l.finding(pos, "标题是空的", "")
		return h, false
	}
	h.sec.Number, h.sec.Title = cutNumber(title, n.Level)
	return h, true
}

// anchor reads "id short=… appendix=1 head=beside".
func (l *lowerer) anchor(s *doc.Section, n *inlineNode) {
	words := strings.Fields(n.text)
	if len(words) == 0 || !isID(words[0]) {
		l.finding(n.start, "标题的锚点不合规则："+n.text, "写作{#summary}，只用小写字母、数字和连字符")
		return
	}
	s.ID = words[0]
	for _, w := range words[1:] {
		key, value, _ := strings.Cut(w, "=")
		appendix, err := strconv.Atoi(value)
		switch {
		case key == "short" && value != "":
			s.Short = value
		case key == "appendix" && err == nil && appendix >= 1 && appendix <= 99:
			s.Appendix = appendix
		case key == "head" && value == "alone":
			s.Head = doc.Alone
		case key == "head" && value == "beside":
			s.Head = doc.Beside
		default:
			l.finding(n.start, "标题的属性不认识："+w, "可以写short=目录里的名字、appendix=附件的序号，印刷品里还可以写head=alone、head=beside")
		}
	}
}

func isID(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && i > 0 || c == '-' && i > 0) {
			return false
		}
	}
	return s != ""
}

// cutNumber splits 一、 （一） or 1. off a heading of its level.
func cutNumber(title []doc.Inline, level int) (string, []doc.Inline) {
	first, ok := title[0].(doc.Text)
	if !ok {
		return "", title
	}
	const numerals = "一二三四五六七八九十百"
	n := 0
	switch level {
	case 2:
		n = cutWith(first.S, "", numerals, "、")
	case 3:
		n = cutWith(first.S, "（", numerals, "）")
	case 4:
		n = cutWith(first.S, "", "0123456789", ".")
	}
	rest := strings.TrimSpace(first.S[n:])
	switch {
	case n == 0:
		return "", title
	case rest == "" && len(title) == 1:
		return "", title
	case rest == "":
		return first.S[:n], title[1:]
	}
	return first.S[:n], append([]doc.Inline{doc.Text{S: rest}}, title[1:]...)
}

// cutWith is the length of a number between two marks at the start of s, or 0.
func cutWith(s, open, digits, end string) int {
	rest, ok := strings.CutPrefix(s, open)
	if !ok {
		return 0
	}
	tail := strings.TrimLeft(rest, digits)
	if tail == rest || !strings.HasPrefix(tail, end) {
		return 0
	}
	return len(s) - len(tail) + len(end)
}

// fence asks the caller for the block that a fence names.
func (l *lowerer) fence(n *fenceNode) []doc.Block {
	info := string(l.src[n.info.Start:n.info.Stop])
	words := strings.Fields(info)
	if l.opt.Block == nil || len(words) == 0 {
		l.finding(max(n.Pos(), 0), "代码块暂不支持", "")
		return nil
	}
	if !n.closed {
		l.finding(max(n.Pos(), 0), "围栏块没有结束："+info, "用同样长的一行```结束")
	}
	var body strings.Builder
	for _, s := range n.contents {
		body.Write(s.Value(l.src))
	}
	for _, s := range append(n.contents, n.info) {
		if i := strings.Index(string(l.src[s.Start:s.Stop]), "{{"); i >= 0 {
			l.finding(s.Start+i, "围栏块里不能引用数", "围栏块只写名字，不写值")
			return nil
		}
	}
	blocks, found := l.opt.Block(words[0], words[1:], body.String(), l.at(l.text.orig(n.info.Start)))
	l.found = append(l.found, found...)
	return blocks
}

// nest turns headings among blocks into sections within sections.
func (l *lowerer) nest(items []any) []doc.Block {
	blocks, rest := l.nestFrom(items, l.opt.Level-1)
	if len(rest) > 0 {
		panic("markdown: headings left over")
	}
	return blocks
}

// nestFrom takes the items that belong to a section of that level.
func (l *lowerer) nestFrom(items []any, level int) ([]doc.Block, []any) {
	var out []doc.Block
	for len(items) > 0 {
		switch it := items[0].(type) {
		case heading:
			if it.sec.Level <= level {
				return out, items
			}
			if it.sec.Level > level+1 {
				l.finding(it.pos, "标题跳了一级", "下一级标题只多一个#")
			}
			it.sec.Body, items = l.nestFrom(items[1:], it.sec.Level)
			out = append(out, it.sec)
		case doc.Block:
			out = append(out, it)
			items = items[1:]
		default:
			panic("markdown: unknown item")
		}
	}
	return out, nil
}
