package markdown

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	kindFigure = ast.NewNodeKind("MingbaiFigure")
	kindAnchor = ast.NewNodeKind("MingbaiAnchor")
	kindWordBr = ast.NewNodeKind("MingbaiWordBreak")
	kindFault  = ast.NewNodeKind("MingbaiFault")
)

// inlineNode is one of our own inlines: a figure, an anchor, a break point or a
// fault. Text is what stands in the source, without its brackets.
type inlineNode struct {
	ast.BaseInline
	kind          ast.NodeKind
	start         int // of text, in the cleaned source
	text          string
	message, hint string
}

func (n *inlineNode) Kind() ast.NodeKind         { return n.kind }
func (n *inlineNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// starParser is the delimiter parser for *. CommonMark does not let ** open or
// close between a hanzi and a mark of punctuation; here it does. Between two
// digits a star is a star: 2*3*4.
type starParser struct{}

func (starParser) Trigger() []byte { return []byte{'*'} }

func (starParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, before, 1, starProcessor{})
	if d == nil {
		return nil
	}
	after := rune(' ')
	if d.OriginalLength < len(line) {
		after = util.ToRune(line, d.OriginalLength)
	}
	switch {
	case isASCIIDigit(before) && isASCIIDigit(after):
		d.CanOpen, d.CanClose = false, false
	case isWide(before) || isWide(after):
		d.CanOpen, d.CanClose = !unicode.IsSpace(after), !unicode.IsSpace(before)
	}
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	block.Advance(d.OriginalLength)
	pc.PushDelimiter(d)
	return d
}

type starProcessor struct{}

func (starProcessor) IsDelimiter(b byte) bool { return b == '*' }
func (starProcessor) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (starProcessor) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

func isASCIIDigit(r rune) bool { return r >= '0' && r <= '9' }

// isWide reports hanzi and the punctuation that is set with them.
func isWide(r rune) bool {
	switch {
	case unicode.Is(unicode.Han, r):
		return true
	case r >= 0x3000 && r <= 0x303F, r >= 0xFF00 && r <= 0xFFEF:
		return true
	}
	return strings.ContainsRune("“”‘’—…·①②③④⑤⑥⑦⑧⑨⑩", r)
}

// braceParser reads {{name}} and, in a heading of a trusted text, {#anchor}.
type braceParser struct{ trusted bool }

func (braceParser) Trigger() []byte { return []byte{'{'} }

func (p braceParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	line = bytes.TrimRight(line, "\n")
	base := segment.Start - segment.Padding
	switch {
	case bytes.HasPrefix(line, []byte("{{")):
		end := bytes.Index(line, []byte("}}"))
		if end < 0 || bytes.IndexByte(line[2:end], '{') >= 0 {
			block.Advance(2)
			return fault(base, "“{{”没有配对的“}}”", `引用数写作{{预算执行率}}；如果就是花括号，写成\{\{`)
		}
		block.Advance(end + 2)
		name := line[2:end]
		lead := len(name) - len(bytes.TrimLeft(name, " "))
		n := &inlineNode{kind: kindFigure, start: base + 2 + lead, text: string(bytes.TrimSpace(name))}
		n.SetPos(base)
		return n
	case p.trusted && parent.Kind() == ast.KindHeading && bytes.HasPrefix(line, []byte("{#")):
		end := bytes.IndexByte(line, '}')
		if end < 0 {
			return nil
		}
		block.Advance(end + 1)
		n := &inlineNode{kind: kindAnchor, start: base + 2, text: string(line[2:end])}
		n.SetPos(base)
		return n
	}
	return nil
}

// tagParser refuses HTML, except the break point of a trusted text.
type tagParser struct{ trusted bool }

func (tagParser) Trigger() []byte { return []byte{'<'} }

func (p tagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	n := tagLength(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	base := segment.Start - segment.Padding
	if p.trusted && string(line[:n]) == "<wbr>" {
		w := &inlineNode{kind: kindWordBr, start: base}
		w.SetPos(base)
		return w
	}
	return fault(base, "HTML标签暂不支持："+string(line[:n]), `如果就是小于号，写成\<`)
}

// tagLength is the length of what looks like a tag, a comment or a declaration
// of HTML at the start of line, or 0. With hanzi inside it is text: x<y 而 y>z.
func tagLength(line []byte) int {
	end := bytes.IndexByte(line, '>')
	if end < 2 || bytes.ContainsFunc(line[1:end], func(r rune) bool { return r == '<' || r > unicode.MaxASCII }) {
		return 0
	}
	first := line[1]
	if first == '/' {
		first = line[2]
	}
	if isLetter(first) || line[1] == '!' || line[1] == '?' {
		return end + 1
	}
	return 0
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// footnoteParser refuses [^1].
type footnoteParser struct{}

func (footnoteParser) Trigger() []byte { return []byte{'['} }

func (footnoteParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[^")) {
		return nil
	}
	end := bytes.IndexByte(line, ']')
	if end < 3 || bytes.ContainsAny(line[2:end], " [") {
		return nil
	}
	block.Advance(end + 1)
	return fault(segment.Start-segment.Padding, "脚注暂不支持："+string(line[:end+1]), "另起一行，以“注：”开头写在它所说的那一段下面")
}

func fault(pos int, message, hint string) *inlineNode {
	n := &inlineNode{kind: kindFault, start: pos, message: message, hint: hint}
	n.SetPos(pos)
	return n
}
