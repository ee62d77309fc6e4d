package report

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"mingbai/internal/markdown"
	"mingbai/internal/source"
)

// layout is one layout file: a template of Go whose output is Markdown. Its tree
// is rewritten so that the value of every action is escaped, and so that each
// stretch of the output knows where in the file it comes from.
type layout struct {
	kind  string
	text  string // without BOM, with LF
	tmpl  *template.Template
	spots []spot // by the number that the template hands to markFunc
}

// spot is a node of the template that writes something.
type spot struct {
	pos  int  // byte in the file
	text bool // a stretch of the file itself, not the value of an action
}

// Markup is Markdown that needs no escape: what fig and its like return.
type Markup string

// Names that the rewriting puts into templates.
const (
	markFunc   = "_at"
	escapeFunc = "_escape"
)

// parseLayout parses and rewrites a layout.
func parseLayout(kind, text string) (*layout, []source.Finding) {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	l := &layout{kind: kind, text: text}
	t, err := template.New(kind).Option("missingkey=error").Funcs(stubs()).Parse(text)
	if err != nil {
		return l, []source.Finding{l.parseFault(err)}
	}
	var found []source.Finding
	templates := t.Templates()
	slices.SortFunc(templates, func(a, b *template.Template) int { return cmp.Compare(a.Name(), b.Name()) })
	for _, tt := range templates {
		if tt.Tree == nil || tt.Root == nil {
			continue
		}
		c := &literalCheck{layout: l}
		c.list(tt.Root, "")
		found = append(found, c.found...)
		l.rewrite(tt.Root)
	}
	l.tmpl = t
	return l, found
}

// rewrite adds to a list of nodes what says where they come from and escapes
// the values of actions.
func (l *layout) rewrite(list *parse.ListNode) {
	if list == nil {
		return
	}
	var out []parse.Node
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			out = append(out, l.mark(n.Pos, true))
		case *parse.ActionNode:
			if len(n.Pipe.Decl) == 0 {
				out = append(out, l.mark(actionPos(n), false))
				n.Pipe.Cmds = append(n.Pipe.Cmds, &parse.CommandNode{
					NodeType: parse.NodeCommand, Pos: n.Pos,
					Args: []parse.Node{parse.NewIdentifier(escapeFunc).SetPos(n.Pos)},
				})
			}
		case *parse.IfNode:
			l.rewriteBranch(&n.BranchNode)
		case *parse.WithNode:
			l.rewriteBranch(&n.BranchNode)
		case *parse.RangeNode:
			l.rewriteBranch(&n.BranchNode)
		}
		out = append(out, n)
	}
	list.Nodes = out
}

func (l *layout) rewriteBranch(b *parse.BranchNode) {
	l.rewrite(b.List)
	l.rewrite(b.ElseList)
}

// actionPos is the most telling place of an action: the text it hands to a
// function, else the action.
func actionPos(n *parse.ActionNode) parse.Pos {
	if len(n.Pipe.Cmds) == 1 && len(n.Pipe.Cmds[0].Args) == 2 {
		if s, ok := n.Pipe.Cmds[0].Args[1].(*parse.StringNode); ok {
			return s.Pos + 1
		}
	}
	return n.Pos
}

// mark makes an action that writes nothing and records where the output stands.
func (l *layout) mark(pos parse.Pos, text bool) parse.Node {
	l.spots = append(l.spots, spot{int(pos), text})
	n := len(l.spots) - 1
	number := &parse.NumberNode{NodeType: parse.NodeNumber, Pos: pos, IsInt: true, Int64: int64(n), Text: strconv.Itoa(n)}
	cmd := &parse.CommandNode{NodeType: parse.NodeCommand, Pos: pos,
		Args: []parse.Node{parse.NewIdentifier(markFunc).SetPos(pos), number}}
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Pos: pos, Cmds: []*parse.CommandNode{cmd}}
	return &parse.ActionNode{NodeType: parse.NodeAction, Pos: pos, Pipe: pipe}
}

// output is what a layout made, and where each stretch of it comes from.
type output struct {
	layout *layout
	text   string
	from   []stretch
}

type stretch struct {
	offset int // in the output
	spot   spot
}

// run executes the layout with its data and functions.
func (l *layout) run(data any, funcs template.FuncMap) (*output, []source.Finding) {
	if l.tmpl == nil {
		return nil, nil // its faults were reported when it was loaded
	}
	t, err := l.tmpl.Clone()
	if err != nil {
		return nil, []source.Finding{l.finding(0, "版式不能复制："+err.Error(), "")}
	}
	var buf bytes.Buffer
	out := &output{layout: l}
	t.Funcs(funcs).Funcs(template.FuncMap{
		markFunc: func(n int) string {
			out.from = append(out.from, stretch{buf.Len(), l.spots[n]})
			return ""
		},
		escapeFunc: escape,
	})
	if err := t.Execute(&buf, data); err != nil {
		return nil, []source.Finding{l.execFault(err, data)}
	}
	out.text = buf.String()
	return out, nil
}

// place turns an offset of the output into a place of the layout.
func (o *output) place(offset int) source.Place {
	i, found := slices.BinarySearchFunc(o.from, offset, func(s stretch, off int) int { return cmp.Compare(s.offset, off) })
	if !found {
		i--
	}
	// Of stretches that begin at one offset the last is the one with a length.
	for i+1 < len(o.from) && o.from[i+1].offset == offset {
		i++
	}
	if i < 0 {
		return o.layout.place(0)
	}
	s := o.from[i]
	if s.spot.text {
		return o.layout.place(s.spot.pos + offset - s.offset)
	}
	return o.layout.place(s.spot.pos)
}

// place is the line and column of a byte of the layout.
func (l *layout) place(pos int) source.Place {
	pos = min(max(pos, 0), len(l.text))
	before := l.text[:pos]
	return source.Place{
		File:   layoutFile(l.kind),
		Line:   strings.Count(before, "\n") + 1,
		Column: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1,
	}
}

func (l *layout) finding(pos int, message, hint string) source.Finding {
	return source.Finding{Rule: source.RuleLayout, Place: l.place(pos), Message: message, Hint: hint}
}

// escape makes literal Markdown of a value. Numbers that are figures never come
// this way: they are referred to by fig.
func escape(v any) (Markup, error) {
	switch v := v.(type) {
	case Markup:
		return v, nil
	case string:
		return Markup(markdown.Escape(v)), nil
	case source.String:
		return Markup(markdown.Escape(v.Value)), nil
	case int:
		return Markup(strconv.Itoa(v)), nil
	case bool:
		return "", fault{"是非不能写进正文", "用在{{if …}}里"}
	}
	return "", fault{fmt.Sprintf("这种值不能写进正文：%T", v), `数用{{fig "名称"}}引用`}
}

// fault is an error of a function of ours, in Chinese.
type fault struct{ message, hint string }

func (f fault) Error() string { return f.message }

var (
	parseError = regexp.MustCompile(`(?s)^template: [^:]*:(\d+)(?::(\d+))?: (.*)$`)
	quoted     = regexp.MustCompile(`"([^"]*)"`)
	noField    = regexp.MustCompile(`can't evaluate field (\S+) in type`)
	noTemplate = regexp.MustCompile(`template "([^"]*)" not defined`)
)

// parseFault retells an error of the template parser.
func (l *layout) parseFault(err error) source.Finding {
	m := parseError.FindStringSubmatch(err.Error())
	if m == nil {
		return l.finding(0, "版式读不懂："+err.Error(), "")
	}
	line, _ := strconv.Atoi(m[1])
	f := l.finding(0, "模板写错了："+m[3], "")
	f.Place.Line, f.Place.Column = line, 1
	name := ""
	if q := quoted.FindStringSubmatch(m[3]); q != nil {
		name = q[1]
	}
	switch {
	case strings.Contains(m[3], "not defined"):
		f.Message = "没有这个函数：" + name
		f.Hint = source.DidYouMean(name, functionNames())
		if f.Hint == "" {
			f.Hint = `引用数写作{{fig "` + name + `"}}；可以用的函数：` + strings.Join(functionNames(), "、")
		}
	case strings.Contains(m[3], "undefined variable"):
		f.Message = "没有这个变量：" + name
	case strings.Contains(m[3], "unexpected EOF"):
		f.Message, f.Hint = "模板没有写完", "每个{{if}}、{{with}}、{{range}}都要有{{end}}"
	case strings.Contains(m[3], "unexpected {{end}}"), strings.Contains(m[3], "unexpected {{else}}"):
		f.Message = "多了一个{{end}}或者{{else}}"
	case strings.Contains(m[3], "unclosed action"):
		f.Message = "“{{”没有配对的“}}”"
	}
	if text := l.line(line); name != "" && strings.Contains(text, name) {
		f.Place.Column = utf8.RuneCountInString(text[:strings.Index(text, name)]) + 1
	}
	return f
}

func (l *layout) line(n int) string {
	lines := strings.Split(l.text, "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}

// execFault retells an error that running the template brought up.
func (l *layout) execFault(err error, data any) source.Finding {
	f := l.finding(0, "版式执行出错："+err.Error(), "")
	if m := parseError.FindStringSubmatch(err.Error()); m != nil {
		line, _ := strconv.Atoi(m[1])
		col, _ := strconv.Atoi(m[2])
		text := l.line(line)
		f.Place.Line = line
		f.Place.Column = utf8.RuneCountInString(text[:min(col, len(text))]) + 1
		f.Message = "版式执行出错：" + m[3]
	}
	var own fault
	if errors.As(err, &own) {
		f.Message, f.Hint = own.message, own.hint
	} else if m := noField.FindStringSubmatch(err.Error()); m != nil {
		f.Message = "没有这个名字：." + m[1]
		f.Hint = cmp.Or(source.DidYouMean("."+m[1], fieldNames(data)), "可以用的名字："+strings.Join(fieldNames(data), "、"))
	} else if m := noTemplate.FindStringSubmatch(err.Error()); m != nil {
		f.Message = "没有定义这一段：" + m[1]
	}
	return f
}
