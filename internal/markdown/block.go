package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newParser is goldmark with the constructs of the dialect, and with parsers of
// our own for what CommonMark reads differently from a clerk.
func newParser(trusted bool) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(listParser{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(fenceParser{}, 700),
			util.Prioritized(lineParser{}, 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(footnoteParser{}, 150),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(tagParser{trusted}, 400),
			util.Prioritized(braceParser{trusted}, 420),
			util.Prioritized(starParser{}, 450),
		),
	)
}

var (
	kindLine  = ast.NewNodeKind("MingbaiLine")
	kindFence = ast.NewNodeKind("MingbaiFence")
)

// lineNode is a line of text: a paragraph. It is no ast.Paragraph, so that
// goldmark never continues it.
type lineNode struct{ ast.BaseBlock }

func (n *lineNode) Kind() ast.NodeKind         { return kindLine }
func (n *lineNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type lineParser struct{}

func (lineParser) Trigger() []byte { return nil }

func (lineParser) Open(_ ast.Node, reader text.Reader, _ parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	n := &lineNode{}
	segment = segment.TrimLeftSpace(reader.Source())
	n.Lines().Append(trimRight(segment, reader.Source()))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// trimRight drops blanks of any width at the end.
func trimRight(s text.Segment, src []byte) text.Segment {
	v := src[s.Start:s.Stop]
	return text.NewSegment(s.Start, s.Start+len(bytes.TrimRightFunc(v, isBlank)))
}

func (lineParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (lineParser) Close(ast.Node, text.Reader, parser.Context)                 {}
func (lineParser) CanInterruptParagraph() bool                                 { return true }
func (lineParser) CanAcceptIndentedLine() bool                                 { return true }

// listParser is goldmark's, except that a number above 99, a number with a
// bracket and a fourth level are plain text.
type listParser struct{ parser.BlockParser }

func (p listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if !isListItem(trimLeft(line)) || listDepth(parent) >= maxList {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

func (p listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if last, ok := node.LastChild().(*ast.ListItem); ok && !util.IsBlank(line) {
		indent, _ := util.IndentWidth(line, reader.LineOffset())
		if indent < last.Offset && !isListItem(trimLeft(line)) {
			return parser.Close
		}
	}
	return p.BlockParser.Continue(node, reader, pc)
}

func trimLeft(line []byte) string { return string(bytes.TrimLeft(bytes.TrimRight(line, "\n"), " \t")) }

func listDepth(n ast.Node) int {
	depth := 0
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindList {
			depth++
		}
	}
	return depth
}

// fenceNode is a fenced block, with its positions.
type fenceNode struct {
	ast.BaseBlock
	info     text.Segment
	mark     byte
	length   int
	closed   bool
	contents []text.Segment
}

func (n *fenceNode) Kind() ast.NodeKind         { return kindFence }
func (n *fenceNode) IsRaw() bool                { return true }
func (n *fenceNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

type fenceParser struct{}

func (fenceParser) Trigger() []byte { return []byte{'`', '~'} }

func (fenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	rest := bytes.TrimRight(line[pos:], "\n")
	run := fenceRun(string(rest))
	if len(run) < 3 || run[0] == '`' && bytes.IndexByte(rest[len(run):], '`') >= 0 {
		return nil, parser.NoChildren
	}
	start := segment.Start - segment.Padding + pos + len(run)
	info := text.NewSegment(start, start+len(rest)-len(run))
	info = info.TrimLeftSpace(reader.Source())
	n := &fenceNode{info: trimRight(info, reader.Source()), mark: run[0], length: len(run)}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (fenceParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*fenceNode)
	line, segment := reader.PeekLine()
	run := fenceRun(trimLeft(line))
	if len(run) >= n.length && run[0] == n.mark && util.IsBlank(bytes.TrimLeft(line, " \t"+run[:1])) {
		n.closed = true
		reader.AdvanceToEOL()
		return parser.Close
	}
	n.contents = append(n.contents, segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (fenceParser) Close(ast.Node, text.Reader, parser.Context) {}
func (fenceParser) CanInterruptParagraph() bool                 { return true }
func (fenceParser) CanAcceptIndentedLine() bool                 { return false }
