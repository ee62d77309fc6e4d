package typeset

import (
	"errors"
	"fmt"

	"mingbai/internal/doc"
	"mingbai/internal/typeset/linebreak"
)

// setter lays out one document: it turns its blocks into strips, which the flow
// then distributes on pages.
type setter struct {
	*sheet
	faces   *Faces
	plain   [RoleCount]linebreak.Metrics
	formula [signKinds][RoleCount]linebreak.Metrics
	latin   bool // the Latin face differs from the body's
	scratch linebreak.Scratch
	runs    []linebreak.Run
	doc     *doc.Document
	last    []doc.Field // identifiers for the last line
	bound   *binding    // what a book adds to its pages; nil for a document by itself
	digits  int         // that a page number may have, for which contents leave room

	strips   []strip
	root     *Element
	parent   *Element // element that takes the next block
	self     string   // the entry or row being set: what leads to it leads nowhere else
	ids      map[string]bool
	named    map[string]bool
	refs     map[int]bool // marks that the text refers to
	notes    map[int][]*footnote
	outline  []Outline
	anchors  []string // of blocks that have begun without a strip yet
	marks    []int    // bookmarks in the same state
	below    int      // notes that stand below their paragraphs so far
	heading  bool     // a heading came last
	opening  bool     // an appendix has begun: its heading opens a page
	indent   Length   // of the list being set
	inList   bool     // a list in it is indented
	beside   bool     // the text stands beside the title of its section
	closed   int      // behind so many strips, what came last ended with a rule
	reserved Length   // below a form, for the last line of its document
	wide     bool     // the block being set stands on a turned page
	contents bool     // there are lines that tell pages
	titled   bool     // its first page is the title page of a book
	missing  map[rune]bool
	loose    []string
	failures []error
}

// Typeset lays out a document. Its errors are those of the document: tables
// whose cells overlap or do not fit, and, as *MissingGlyphs, characters that no
// face has.
//
// Contents tell the pages of what stands behind them. What room their numbers
// take is settled first, so one pass finds all places, and the numbers are filled
// in at the end.
func Typeset(d *doc.Document, st *Style, faces *Faces) (*Layout, error) {
	if err := st.Check(); err != nil {
		return nil, err
	}
	for digits := leastDigits; ; digits++ {
		s, err := newSetter(d, st, faces)
		if err != nil {
			return nil, err
		}
		s.digits, s.last = digits, d.Last
		f, err := s.run()
		if err != nil {
			return nil, err
		}
		if s.contents && !fits(len(f.pages), digits) {
			continue
		}
		l := &Layout{Root: s.root, Faces: *s.faces, Palette: s.sheet.palette}
		f.furnish(0)
		f.finish(l, len(f.pages), nil)
		return l, nil
	}
}

// run sets the document and distributes it on pages, which still lack what
// depends on their numbers.
func (s *setter) run() (*flow, error) {
	s.survey(s.doc.Body)
	s.blocks(s.doc.Body)
	tag := s.tagLine()
	s.settleAnchors()
	s.joinStrips()
	f := &flow{sheet: s.sheet, setter: s, strips: s.strips, places: make(map[string]Target, len(s.ids)),
		marks: make([]Target, len(s.outline)), tag: tag}
	f.heads = s.runningHeads(tag)
	f.last, f.lastH = s.lastLine()
	if err := s.missingError(); err != nil {
		s.failures = append(s.failures, err)
	}
	if len(s.failures) > 0 {
		return nil, errors.Join(s.failures...)
	}
	f.run()
	f.strips, s.strips = nil, nil // a book has many of them
	return f, nil
}

// newSetter prepares faces and lengths. Roles without a face of their own take
// the body's.
func newSetter(d *doc.Document, st *Style, faces *Faces) (*setter, error) {
	if faces == nil || faces[BodyFace] == nil {
		return nil, errors.New("没有正文字体")
	}
	own := *faces
	for r := range own {
		if own[r] == nil {
			own[r] = own[BodyFace]
		}
	}
	s := &setter{
		sheet: newSheet(st), faces: &own, doc: d, latin: own[LatinFace] != own[BodyFace],
		root: &Element{Tag: "Document"}, ids: map[string]bool{}, named: map[string]bool{}, refs: map[int]bool{},
		notes: map[int][]*footnote{}, missing: map[rune]bool{},
	}
	for r := range own {
		s.plain[r] = own[r]
		for k := plainSigns; k < signKinds; k++ {
			s.formula[k][r] = formulaFace{own[r], k}
		}
	}
	s.parent = s.root
	s.strips = make([]strip, 0, 256)
	return s, nil
}

// fail keeps an error of the document.
func (s *setter) fail(err error) { s.failures = append(s.failures, err) }

// blocks sets blocks one below the other.
func (s *setter) blocks(in []doc.Block) {
	for i, b := range in {
		switch b := b.(type) {
		case doc.Title:
			s.head(&b, in[i+1:])
		case doc.Section:
			s.section(&b)
		case doc.Summary:
			s.summary(&b)
		case doc.Paragraph:
			s.paragraph(&b)
		case doc.List:
			s.list(&b)
		case doc.Table:
			s.tableBlock(&b)
		case doc.Chart:
			s.chart(&b)
		case doc.Entries:
			s.entries(&b)
		case doc.Differences:
			s.differences(&b)
		case doc.Fields:
			s.fields(&b)
		case doc.Contents:
			s.contentsBlock(&b)
		case doc.Downloads, doc.Screen:
		default:
			s.fail(fmt.Errorf("版式不认识的内容 %T", b))
		}
	}
}

// push adds a strip and gives it the anchors and bookmarks that wait for one.
func (s *setter) push(v strip) *strip {
	v.wide = s.wide
	if len(s.anchors) > 0 {
		v.anchors = append(v.anchors, s.anchors...)
		s.anchors = s.anchors[:0]
	}
	if len(s.marks) > 0 {
		v.marks = append(v.marks, s.marks...)
		s.marks = s.marks[:0]
	}
	if s.opening {
		v.newPage, s.opening = true, false
	}
	if page := s.blockOf(v.wide).height; v.height > page && v.table == nil {
		s.strips = append(s.strips, v.split(page)...)
	} else {
		s.strips = append(s.strips, v)
	}
	return &s.strips[len(s.strips)-1]
}

// anchor makes the next strip the place of id.
func (s *setter) anchor(id string) {
	if id != "" {
		s.anchors = append(s.anchors, id)
	}
}

// name gives an element its ID, unless another bears it already.
func (s *setter) name(e *Element, id string) {
	if id != "" && !s.named[id] {
		s.named[id] = true
		e.ID = id
	}
}

// settleAnchors lets anchors behind the last strip lead to it.
func (s *setter) settleAnchors() {
	if len(s.anchors)+len(s.marks) == 0 && !s.opening {
		return
	}
	s.push(strip{})
}

// joinStrips settles what only the finished row of strips tells: a heading goes
// with a table to its turned page, and no page begins with the last line of a
// chapter and nothing else.
func (s *setter) joinStrips() {
	v := s.strips
	for i := len(v) - 1; i > 0; i-- {
		if v[i].wide && v[i-1].keep && v[i-1].onGrid {
			v[i-1].wide = true
		}
		if i > 1 && (i+1 == len(v) || v[i+1].newPage) && v[i].onGrid && v[i-1].onGrid {
			v[i-1].keep = true
		}
	}
}

// within sets blocks as kids of a new element.
func (s *setter) within(tag string, set func(e *Element)) {
	outer := s.parent
	s.parent = outer.kid(tag)
	set(s.parent)
	s.parent = outer
}
