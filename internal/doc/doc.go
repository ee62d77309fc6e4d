// Package doc is the document that both writers show: a small closed tree of
// blocks and inlines, in which all text is final (escapes, entities and soft
// line breaks are settled) and every number is a reference to a figure.
//
// The HTML writer and the typesetter each switch over every type below and fail
// on anything else, so whatever a document can say, both outputs show. The
// package must not know budgets, HTML, fonts or PDF.
package doc

import "slices"

// Document is one document: a page of the site and, for a report, a PDF.
type Document struct {
	ID       string   // "2023/zhengxie"
	Title    []string // lines broken by sense; joined they are the title
	Name     string   // what a window calls the PDF; "" means the title
	Author   string   // 发布机构
	Subject  string   // one line for the metadata
	Keywords []string
	Date     string  // ISO date of the document, "" when it has none
	Spine    string  // 二〇二三年度, the ornament beside the title; "" for none
	Tag      string  // 虚构示例: printed on every page of the PDF; the site's frame has it on the web
	Last     []Field // identifiers on the last line of the PDF
	Body     []Block
}

// Block is one of Title, Section, Summary, Paragraph, List, Table, Chart,
// Entries, Differences, Fields, Contents, Downloads and Screen.
type Block interface{ block() }

// Title is the head of the document: its title and the line below it.
type Title struct {
	By   []Field // 发布机构, 成文日期 …
	Head Head    // how print sets it
	Code *Matrix // beside a tight title: the address of the page that explains the document; nil for none
}

// Head says how print sets a title.
type Head int

const (
	Letter Head = iota // of a report: with blank lines around it
	Tight              // of a form or a leaflet: at the top of the page, close to what follows
)

// Section is a heading with what belongs to it.
type Section struct {
	ID       string
	Level    int      // 2 for 一、, 3 for （一）, 4 for 1.
	Number   string   // "一、" with its mark, "" for an unnumbered one
	Title    []Inline // without the number
	Short    string   // for tables of contents; "" means the title
	Appendix int      // n of 附件n, which starts a page of its own; 0 for none
	Head     Place    // where print sets its title
	Body     []Block
}

// Place says where print sets the title of a section.
type Place int

const (
	Above  Place = iota // a line above its text
	Alone               // at the top of a page that it begins, like that of the document
	Beside              // in a column beside its text, ruled off from what is above
)

// Summary is what a citizen understands in ten seconds: a sentence, the key
// figures, one chart.
type Summary struct {
	ID    string
	Title string // 提要
	Lead  []Inline
	Keys  []Key
	Chart *Chart
}

// Key is one large figure of a summary; the first of them is the hero.
type Key struct {
	Label  string
	Figure FigureRef // its Unit is printed small behind it
}

// Role says which kind of text a paragraph is.
type Role int

const (
	Body  Role = iota // running text, indented
	Lead              // the larger first sentence of a page
	Small             // a note in small type (注：…), not indented
)

// Paragraph is a paragraph and the notes that stand beside it (web) or at the
// foot of the page or below it (print).
type Paragraph struct {
	Content []Inline
	Role    Role
	Notes   []Note
}

// Note is a margin note. With a mark it is a footnote in print, set on the page
// of the first reference to that mark; without one it follows its paragraph.
type Note struct {
	Mark       *Mark
	Difference bool     // it tells what the check found
	Content    []Inline // whole text; the lead stands in Strong, with its colon behind it
}

// List is an ordered or plain list. Ordered ones start at Start.
type List struct {
	Ordered bool
	Start   int
	Items   [][]Block
}

// Chart is a drawing with number, caption and the lines that tell how to read it.
type Chart struct {
	ID      string
	Number  string // 图1; "" when it is not numbered
	Title   string
	Reading []string
	Drawing Drawing
	Data    *Table // what it draws, where no table beside it has it; nil for none
}

// Entry explains one figure: how it was computed, from what, found where.
type Entry struct {
	ID         string // anchor: METRIC, or ID.METRIC for a project
	Label      string
	Figure     FigureRef // the result
	Formula    []Inline  // in labels; empty for an input
	Arithmetic []Inline  // in figures, with the result to some places; may be empty
	Stated     []Inline  // what the source printed for it; may be empty
	Reason     string    // why it is absent or undefined
	Inputs     []EntryInput
	Elsewhere  string    // where to look for the places of the inputs, when they are too many
	Basis      string    // legal basis; "" for none
	Rule       *PlaceRef // the formula's place in the rule profile; nil for an input
	Backlinks  []Link    // where the figure is used; for the screen only
}

// EntryInput is one input of an entry. Place is nil for a computed one, whose
// own entry the figure links to.
type EntryInput struct {
	Label  string
	Figure FigureRef
	Place  *PlaceRef
	Shown  bool // the arithmetic shows it: its place is enough
}

// Places are the places of the inputs that the arithmetic shows, each once.
func (e *Entry) Places() []*PlaceRef {
	var out []*PlaceRef
	for i := range e.Inputs {
		in := &e.Inputs[i]
		if in.Shown && in.Place != nil && !slices.ContainsFunc(out, func(at *PlaceRef) bool { return *at == *in.Place }) {
			out = append(out, in.Place)
		}
	}
	return out
}

// Placed reports whether an entry shows the place of some input. If it does not,
// print shows that of the formula.
func (e *Entry) Placed() bool {
	return slices.ContainsFunc(e.Inputs, func(in EntryInput) bool { return in.Place != nil })
}

// Entries is a list of entries under an optional heading of its own.
type Entries struct {
	Title string
	Items []Entry
}

// Difference is one finding of 数据核对: stated against computed.
type Difference struct {
	ID        string // check-1
	Rule      string // C3
	Mark      Mark
	Title     string
	Stated    []Inline
	Computed  []Inline
	Versus    string // what Computed is; "" means 重算
	Diff      []Inline
	Text      []Inline // the likely reason and what to do
	Severity  string   // 差错, 提醒, 说明
	RuleTitle string   // name of the rule
	Place     PlaceRef
}

// Differences is the list of them, in the order of their marks.
type Differences struct{ Items []Difference }

// Field is a label with its content.
type Field struct {
	Label   string
	Content []Inline
}

// Fields is a grid of labels and contents (公开信息, 核验), with a code beside it
// that a telephone reads.
type Fields struct {
	ID    string
	Items []Field
	Code  *Matrix // nil for none
}

// Matrix is a square pattern of dark and light modules: a QR code.
type Matrix struct {
	Size int    // modules on a side, without the quiet zone
	Dark []bool // row by row, Size × Size
	Text string // what it says: an address
	Alt  string // for those who cannot see it
}

// Contents lists what a long document holds (目录). Print gives each line the page
// on which its target came to stand; the web leads there.
type Contents struct {
	ID    string
	Title string
	Items []ContentsItem
}

// ContentsItem is one line of the contents.
type ContentsItem struct {
	Level int // 0 for a part, 1 for what it holds
	Title string
	Href  string // #id of this document; in the front of a book also #PART, or #PART#id within a part
}

// Download is a file that belongs to the document.
type Download struct {
	Href     string
	Name     string // PDF, JSON
	Filename string // name under which it is saved; "" leaves it to the browser
	About    string // 版式文件，可打印
	Size     string // 212 KB · 9页
}

// Downloads is a list of files; only the screen shows it.
type Downloads struct{ Items []Download }

// Screen wraps what only a screen needs (data-web in HTML); print leaves it out.
type Screen struct{ Body []Block }

func (Title) block()       {}
func (Section) block()     {}
func (Summary) block()     {}
func (Paragraph) block()   {}
func (List) block()        {}
func (Table) block()       {}
func (Chart) block()       {}
func (Entries) block()     {}
func (Differences) block() {}
func (Fields) block()      {}
func (Contents) block()    {}
func (Downloads) block()   {}
func (Screen) block()      {}
