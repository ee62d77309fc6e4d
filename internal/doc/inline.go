package doc

import (
	"strconv"
	"strings"
)

// Inline is one of Text, Strong, Emphasis, Code, Link, FigureRef, Said, Mark,
// Missing, None, PlaceRef, Break and WordBreak.
type Inline interface{ inline() }

// Text is plain text.
type Text struct{ S string }

// Strong is emphasis in a heavier face.
type Strong struct{ Content []Inline }

// Emphasis is emphasis in 楷体; Chinese has no italics.
type Emphasis struct{ Content []Inline }

// Code is a key, a path or another literal.
type Code struct{ S string }

// Link leads to a place of this document (#id), another page of the site (a
// relative address that names its file) or an outside address (http, https,
// mailto). Print keeps the first and last kind.
type Link struct {
	Href    string
	Content []Inline
}

// State says whether a figure has a value.
type State int

const (
	OK        State = iota
	Absent          // 未填报
	Undefined       // —
)

// FigureRef is a printed figure: never loose text, so that both outputs can lead
// to its calculation.
type FigureRef struct {
	Key   string // 2023/zhengxie/execution_rate, with @stated for a stated one
	Text  string // as printed, exactly the figure's "shown"
	Unit  string // printed behind Text and never parted from it; "" for none
	Href  string // #execution_rate; other pages put the report page before it
	Title string // label, or the reason why it is absent or undefined
	State State
	Said  bool  // printed by the source and different from what was computed
	Mark  *Mark // ① behind it and its unit
}

// Said is text of the source that the check takes exception to.
type Said struct {
	Content []Inline
	Mark    *Mark
}

// Mark is the reference ① to difference n.
type Mark struct {
	N    int
	Href string // #check-1
}

// String is the mark as printed: ① to ⑳, then （21）.
func (m Mark) String() string {
	if m.N >= 1 && m.N <= 20 {
		return string(rune('①' + m.N - 1))
	}
	return "（" + strconv.Itoa(m.N) + "）"
}

// Missing is a duty not yet fulfilled: 待填.
type Missing struct{ S string }

// None stands where no value can be: 未填报 or —, with the reason.
type None struct {
	S     string
	Title string
}

// PlaceRef is a position in an input file.
type PlaceRef struct {
	File string
	Line int
	Col  int
	Href string // address of the file in the repository; "" for none
}

// String is file:line:column.
func (p PlaceRef) String() string {
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// Break ends a line.
type Break struct{}

// WordBreak is a point where a heading may be broken.
type WordBreak struct{}

func (Text) inline()      {}
func (Strong) inline()    {}
func (Emphasis) inline()  {}
func (Code) inline()      {}
func (Link) inline()      {}
func (FigureRef) inline() {}
func (Said) inline()      {}
func (Mark) inline()      {}
func (Missing) inline()   {}
func (None) inline()      {}
func (PlaceRef) inline()  {}
func (Break) inline()     {}
func (WordBreak) inline() {}

// PlainText is the text of the inlines as a reader sees it, marks included.
func PlainText(in []Inline) string {
	var b strings.Builder
	writePlain(&b, in)
	return b.String()
}

func writePlain(b *strings.Builder, in []Inline) {
	for _, n := range in {
		switch n := n.(type) {
		case Text:
			b.WriteString(n.S)
		case Strong:
			writePlain(b, n.Content)
		case Emphasis:
			writePlain(b, n.Content)
		case Code:
			b.WriteString(n.S)
		case Link:
			writePlain(b, n.Content)
		case FigureRef:
			b.WriteString(n.Text)
			b.WriteString(n.Unit)
			writeMark(b, n.Mark)
		case Said:
			writePlain(b, n.Content)
			writeMark(b, n.Mark)
		case Mark:
			b.WriteString(n.String())
		case Missing:
			b.WriteString(n.S)
		case None:
			b.WriteString(n.S)
		case PlaceRef:
			b.WriteString(n.String())
		case Break, WordBreak:
		default:
			panic("doc: unknown inline")
		}
	}
}

func writeMark(b *strings.Builder, m *Mark) {
	if m != nil {
		b.WriteString(m.String())
	}
}
