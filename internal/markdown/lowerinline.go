package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"mingbai/internal/doc"
)

// quoteAt is a quote in offsets of the cleaned text.
type quoteAt struct {
	start, end int
	mark       func() doc.Mark
	done       bool
}

func (l *lowerer) setQuotes() {
	for _, q := range l.opt.Quotes {
		if q.Start < q.End {
			l.quotes = append(l.quotes, quoteAt{l.text.cleanOf(q.Start), l.text.cleanOf(q.End), q.Mark, false})
		}
	}
}

// inlines lowers the inline children of a node. Neighbouring stretches of text
// are joined first, since goldmark cuts them wherever a mark could have stood.
func (l *lowerer) inlines(parent ast.Node, inHeading bool) []doc.Inline {
	var out []doc.Inline
	start, stop := 0, 0
	flush := func() {
		out = l.appendText(out, start, stop)
		start, stop = 0, 0
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			if start == stop {
				start, stop = t.Segment.Start, t.Segment.Start
			}
			if t.Segment.Start != stop {
				flush()
				start = t.Segment.Start
			}
			stop = t.Segment.Stop
			continue
		}
		flush()
		out = append(out, l.inline(n, inHeading)...)
	}
	flush()
	return joinText(out)
}

func (l *lowerer) inline(n ast.Node, inHeading bool) []doc.Inline {
	switch n := n.(type) {
	case *ast.CodeSpan:
		return l.codeSpan(n)
	case *ast.Emphasis:
		content := l.inlines(n, inHeading)
		switch {
		case len(content) == 0:
			return nil
		case n.Level == 1:
			return []doc.Inline{doc.Emphasis{Content: content}}
		}
		return []doc.Inline{doc.Strong{Content: content}}
	case *ast.Link:
		return l.link(n, string(n.Destination), l.inlines(n, inHeading), len(n.Title) > 0)
	case *ast.AutoLink:
		href := string(n.URL(l.src))
		label := doc.Text{S: string(n.Label(l.src))}
		if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(href, "mailto:") {
			href = "mailto:" + href
		}
		return l.link(n, href, []doc.Inline{label}, false)
	case *ast.Image:
		l.finding(max(n.Pos(), 0), "图片暂不支持", "")
		return nil
	case *inlineNode:
		return l.own(n, inHeading)
	}
	l.finding(max(n.Pos(), 0), fmt.Sprintf("%s暂不支持", n.Kind()), "")
	return nil
}

// own lowers the inlines of our dialect.
func (l *lowerer) own(n *inlineNode, inHeading bool) []doc.Inline {
	switch n.kind {
	case kindWordBr:
		if inHeading {
			return []doc.Inline{doc.WordBreak{}}
		}
		l.finding(n.start, "<wbr>只能写在标题里", "")
	case kindAnchor:
		l.finding(n.start, "锚点要写在标题的最后", "")
	case kindFault:
		l.finding(n.start, n.message, n.hint)
	case kindFigure:
		return l.figure(n, inHeading)
	}
	return nil
}

func (l *lowerer) figure(n *inlineNode, inHeading bool) []doc.Inline {
	switch {
	case n.text == "":
		l.finding(n.start, "“{{}}”里没有写名字", "")
	case inHeading:
		l.finding(n.start, "标题里不能引用数：{{"+n.text+"}}", "把数写在正文里")
	case l.opt.Figure == nil:
		l.finding(n.start, "这里不能引用数：{{"+n.text+"}}", `如果就是花括号，写成\{\{`)
	default:
		in, found := l.opt.Figure(n.text, l.at(l.text.orig(n.start)))
		if len(found) > 0 {
			l.found = append(l.found, found...)
			return nil
		}
		return []doc.Inline{in}
	}
	return nil
}

func (l *lowerer) codeSpan(n *ast.CodeSpan) []doc.Inline {
	var b bytes.Buffer
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		raw := l.src[t.Segment.Start:t.Segment.Stop]
		if i := bytes.Index(raw, []byte("{{")); i >= 0 {
			l.finding(t.Segment.Start+i, "代码里的{{…}}不会变成数", "去掉两边的`")
		}
		b.Write(raw)
	}
	s := strings.TrimFunc(printable(b.String()), isBlank)
	if s == "" {
		return nil
	}
	return []doc.Inline{doc.Code{S: s}}
}

// appendText appends the text between two offsets, and wraps the passages that a
// check takes exception to. Of a passage that other markup cuts, the last piece
// carries the mark.
func (l *lowerer) appendText(out []doc.Inline, start, stop int) []doc.Inline {
	for i := range l.quotes {
		q := &l.quotes[i]
		if q.end <= start || q.start >= stop {
			continue
		}
		from, to := max(q.start, start), min(q.end, stop)
		out = l.plain(out, start, from)
		said := doc.Said{Content: l.plain(nil, from, to)}
		if to == q.end && !q.done {
			m := q.mark()
			said.Mark, q.done = &m, true
		}
		out = append(out, said)
		start = to
	}
	return l.plain(out, start, stop)
}

func (l *lowerer) plain(out []doc.Inline, start, stop int) []doc.Inline {
	if start >= stop {
		return out
	}
	return append(out, doc.Text{S: resolve(l.src[start:stop])})
}

// joinText joins neighbouring texts.
func joinText(in []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, n := range in {
		t, ok := n.(doc.Text)
		if ok && len(out) > 0 {
			if last, isText := out[len(out)-1].(doc.Text); isText {
				out[len(out)-1] = doc.Text{S: last.S + t.S}
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

// trimInlines drops blanks at the ends of a heading, where an anchor stood.
func trimInlines(in []doc.Inline) []doc.Inline {
	if len(in) == 0 {
		return in
	}
	if t, ok := in[len(in)-1].(doc.Text); ok {
		t.S = strings.TrimRightFunc(t.S, isBlank)
		in[len(in)-1] = t
		if t.S == "" {
			return trimInlines(in[:len(in)-1])
		}
	}
	if t, ok := in[0].(doc.Text); ok {
		in[0] = doc.Text{S: strings.TrimLeftFunc(t.S, isBlank)}
	}
	return in
}
