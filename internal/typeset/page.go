// Package typeset turns a document into pages of placed items: it breaks lines,
// lays out tables, and breaks pages by GB/T 9704-2012. All lengths are integers
// (thousandths of a point), so the same document gives the same pages on every
// processor.
//
// It must not know gofpdf or budgets, and it decides everything: a painter only
// paints.
package typeset

import "mingbai/internal/font"

// Length is a length in thousandths of a point. Positions are measured from the
// top left corner of the page, y grows downwards.
type Length int64

// Lengths of other units.
const (
	Pt Length = 1000
)

// Mm converts hundredths of a millimetre (15600 is 156 mm), rounding to the
// nearest thousandth of a point.
func Mm(hundredths int64) Length {
	// 1 mm = 72/25.4 pt, so 1/100 mm = 7200/254 thousandths of a point.
	n := hundredths * 7200
	if n < 0 {
		return Length((n - 127) / 254)
	}
	return Length((n + 127) / 254)
}

// Role is what a face is used for; the style file names a font for each.
type Role int

const (
	TitleFace Role = iota // 小标宋: titles
	BodyFace              // 仿宋 or 宋体: running text
	HeadFace              // 黑体: level 1, table heads
	KaiFace               // 楷体: level 2
	SansFace              // light sans: large figures, paths
	LatinFace             // Latin letters and digits in running text
	RoleCount
)

// Faces are the fonts of a style, one for each role. They are immutable and
// shared by all documents.
type Faces [RoleCount]*font.Face

// Layout is a laid-out document.
type Layout struct {
	Pages   []Page
	Root    *Element  // logical structure, in reading order
	Outline []Outline // bookmarks
	Faces   Faces
	Palette Palette
	Loose   []string // lines set looser than the style allows, for the writer to reword
}

// Page is one sheet and what is painted on it, in reading order.
//
// All positions are those of the page as a viewer shows it. With Rotate 90 the
// sheet itself is upright, Height wide and Width high, and is only shown turned
// clockwise: the point (x, y) of the page is (y, Width-x) of the sheet, measured
// from the sheet's top left corner.
type Page struct {
	Width, Height Length
	Rotate        int // degrees by which a viewer turns the sheet clockwise: 0 or 90
	Items         []Item
	Links         []LinkArea
}

// Element is a node of the logical structure: the document's own tree seen as
// PDF structure types (H1, P, Table, TR, TH …). Every placed item names the
// element it belongs to, or none if it is page furniture.
type Element struct {
	Tag     string // Document, Part, Sect, H1, H2, H3, P, L, LI, Lbl, LBody, Table, THead, TBody, TFoot, TR, TH, TD, Caption, Figure, Note, TOC, TOCI, Link, Reference, Span
	Alt     string // text alternative of a Figure
	Actual  string // replacement text, "" for none
	ID      string
	Figure  string // key of the figure that the element prints, "" for none
	Scope   string // Column or Row, of a TH
	ColSpan int
	RowSpan int
	Kids    []*Element
}

// Item is one of GlyphRun, Rule, Box, Disc and Hatching.
type Item interface{ item() }

// GlyphRun is text set in one face and size on one baseline.
type GlyphRun struct {
	X, Y      Length // left end of the baseline
	Role      Role
	Size      Length
	Tracking  Length // added behind every character
	Text      string
	Width     Length // advance of the whole run, tracking included
	Of        *Element
	Furniture bool // page number, repeated head: an artifact of pagination
	Turned    bool // runs down the page, turned clockwise about its starting point: the page number of a turned sheet
}

// Rule is a straight line.
type Rule struct {
	X1, Y1, X2, Y2 Length
	Width          Length
	Dash           Length   // length of dashes and gaps; 0 for a solid line
	Of             *Element // the Figure it belongs to, nil for an artifact
}

// Box is a rectangle: filled black, or outlined.
type Box struct {
	X, Y, W, H Length
	Filled     bool
	Width      Length // of the outline
	Dash       Length
	Joined     bool // filled in one with the box behind it, so that no seam shows between them
	Of         *Element
}

// Disc is a circle: filled black, or outlined over white.
type Disc struct {
	X, Y, R Length // centre and radius
	Filled  bool
	Width   Length // of the outline
	Of      *Element
}

// Hatching fills a rectangle with 45° strokes and outlines it.
type Hatching struct {
	X, Y, W, H Length
	Step       Length // distance between strokes, measured along x
	Width      Length // of the strokes
	Outline    Length // width of the outline, 0 for none
	Of         *Element
}

func (GlyphRun) item() {}
func (Rule) item()     {}
func (Box) item()      {}
func (Disc) item()     {}
func (Hatching) item() {}

// LinkArea is a rectangle that leads somewhere.
type LinkArea struct {
	X, Y, W, H Length
	To         *Target // a place in this document, or nil
	URI        string  // an outside address, or ""
	Alt        string  // what it leads to, in words
	Of         *Element
}

// Target is a place in the document.
type Target struct {
	Page int // 0-based
	Y    Length
}

// Outline is one bookmark; Level 0 is the outermost.
type Outline struct {
	Level  int
	Title  string
	Closed bool // those below it do not show until a reader opens it
	Target Target
}
