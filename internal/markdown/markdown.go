// Package markdown turns Markdown text into blocks of a document, in the tame
// dialect that clerks need. It alone imports goldmark, and forgets goldmark's
// tree as soon as it is parsed: escapes, entities and line breaks are settled
// here, once, for both outputs.
//
// The dialect:
//
//   - A line is a paragraph. Blanks at its ends, U+3000 included, are dropped.
//   - "## " to "#### " are headings; "{#id short=… appendix=1}" after a heading of
//     a trusted text (a layout) gives its anchor, and <wbr> in it a point where it
//     may be broken; head=alone and head=beside say where print sets the heading.
//   - "1. " and "- " are list items, in at most three levels, numbered without
//     gaps; a number above 99 ("2023. 年度") or "1)" is plain text.
//   - **heavy**, *楷体*, `literal`, [text](address), <https://…>.
//   - {{name}} is a figure, resolved by the caller.
//   - A fenced block names something that the caller builds: ```table projects.
//   - A backslash before a punctuation mark of ASCII takes its meaning away.
//
// Whatever else Markdown knows (tables, images, HTML, quotations, footnotes,
// rules, indented code, setext headings) is either plain text or a finding with
// its line, never dropped. The package must not know budgets, figures or files:
// it asks the caller for what a name stands for.
package markdown

import (
	"fmt"

	"github.com/yuin/goldmark/text"

	"mingbai/internal/doc"
	"mingbai/internal/source"
)

// Limits of one text. They bound the time that hostile input can take.
const (
	maxText = 32 << 10 // bytes of a text
	maxLine = 16 << 10 // bytes of a line
	maxList = 3        // levels of lists
)

// Options say what names stand for and where the text comes from.
type Options struct {
	// At turns a byte offset of the text into a place. Nil gives no places.
	At func(offset int) source.Place
	// Figure resolves {{name}}. Findings mean that there is none. Nil refuses
	// every {{name}}.
	Figure func(name string, at source.Place) (doc.Inline, []source.Finding)
	// Block builds the block that a fence names. Nil refuses every fence.
	Block func(kind string, args []string, body string, at source.Place) ([]doc.Block, []source.Finding)
	// Trusted is set for layouts: it allows anchors and break points in headings.
	Trusted bool
	// Level is the highest level that a heading may have; 0 means 2, and above 4
	// there may be none.
	Level int
	// Quotes are passages that a check takes exception to, in the order of the
	// text.
	Quotes []Quote
}

// Quote is a passage of the text, in bytes. Mark is asked when the passage is
// reached, so that marks can be numbered in the order of the document.
type Quote struct {
	Start, End int
	Mark       func() doc.Mark
}

// Parse turns Markdown into blocks. Headings become nested sections. The blocks
// are those that could be made: where there are findings, something is missing.
func Parse(src string, opt Options) ([]doc.Block, []source.Finding) {
	l := &lowerer{opt: opt}
	if l.opt.Level == 0 {
		l.opt.Level = 2
	}
	if len(src) > maxText {
		l.finding(0, fmt.Sprintf("正文太长：%d字节，最多%d字节", len(src), maxText), "把正文分成几段，或者作为附件公布")
		return nil, l.found
	}
	l.text = clean(src, l.findingAt)
	l.src = l.text.buf
	l.setQuotes()
	root := newParser(opt.Trusted).Parse(text.NewReader(l.src))
	blocks := l.nest(l.blocks(root, 0))
	return blocks, l.found
}

// finding reports a fault at an offset of the cleaned text.
func (l *lowerer) finding(clean int, message, hint string) {
	offset := clean
	if l.text != nil {
		offset = l.text.orig(clean)
	}
	l.findingAt(offset, message, hint)
}

// findingAt reports a fault at an offset of the text as given.
func (l *lowerer) findingAt(offset int, message, hint string) {
	l.found = append(l.found, source.Finding{
		Rule: source.RuleMarkup, Place: l.at(offset), Message: message, Hint: hint,
	})
}

func (l *lowerer) at(offset int) source.Place {
	if l.opt.At == nil {
		return source.Place{}
	}
	return l.opt.At(offset)
}
