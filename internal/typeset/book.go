package typeset

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"mingbai/internal/doc"
)

// binding is what being bound in a book means for one of its documents.
type binding struct {
	title string          // of the book, in the heads of its pages
	head  string          // of the part; "" for the front
	front bool            // it is the front, whose title has a page of its own
	parts map[string]bool // places of all parts: PART
}

// bookDepth is how many levels of bookmarks a part has below its own.
const bookDepth = 1

// Book lays out a book: the front, whose contents tell the pages of the parts, and
// the parts, each set by itself as Typeset would set it, so that its notes, marks and
// links are its own.
//
// Pages are numbered through from the title page, which bears no number; a front
// without a body has no pages. A part
// begins on a new page; the pages behind its first have a running head. The last line
// with identifiers is that of the front and closes the book; those of the parts are
// left out. The structure of a part lies in a Part of its own, and its element IDs
// begin with the part's: PART#ID.
//
// The numbers in the contents need two passes: the parts do not depend on where they
// stand, so their pages are counted first, as many at a time as there are processors;
// the contents leave room for any number, so the pages of the front don't depend on
// them. Then all numbers are filled in.
func Book(b *doc.Book, st *Style, faces *Faces) (*Layout, error) {
	if err := st.Check(); err != nil {
		return nil, err
	}
	if _, err := newSetter(&b.Front, st, faces); err != nil {
		return nil, err // of the faces: no part could say more
	}
	ids, err := partIDs(b)
	if err != nil {
		return nil, err
	}
	for digits := leastDigits; ; digits++ {
		flows, err := setBook(b, st, faces, ids, digits)
		if err != nil {
			return nil, err
		}
		pages := 0
		for _, f := range flows {
			pages += len(f.pages)
		}
		if fits(pages, digits) {
			return bind(b, flows), nil
		}
	}
}

// partIDs are the IDs of the parts, which must tell them apart.
func partIDs(b *doc.Book) (map[string]bool, error) {
	ids := make(map[string]bool, len(b.Parts))
	for i := range b.Parts {
		p := &b.Parts[i]
		switch {
		case p.Document == nil:
			return nil, fmt.Errorf("汇编的第%d部分没有内容", i+1)
		case p.ID == "" || ids[p.ID] || strings.Contains(p.ID, "#"):
			return nil, fmt.Errorf("汇编的第%d部分的标识“%s”为空、重复，或者含有 #", i+1, p.ID)
		case headOf(p) == "":
			return nil, fmt.Errorf("汇编的第%d部分（%s）没有书眉，也没有标题", i+1, p.ID)
		}
		ids[p.ID] = true
	}
	return ids, nil
}

// setBook sets the front and all parts, in this order.
func setBook(b *doc.Book, st *Style, faces *Faces, ids map[string]bool, digits int) ([]*flow, error) {
	flows := make([]*flow, 1+len(b.Parts))
	faults := make([]error, len(flows))
	set := func(i int) error {
		bound := &binding{title: joinTitle(&b.Front), front: i == 0, parts: ids}
		d := &b.Front
		if i > 0 {
			bound.head, d = headOf(&b.Parts[i-1]), b.Parts[i-1].Document
		}
		s, err := newSetter(d, st, faces)
		if err != nil {
			return err
		}
		s.bound, s.digits = bound, digits
		if i+1 == len(flows) {
			s.last = b.Front.Last
		}
		if flows[i], err = s.run(); err != nil && i > 0 {
			return fmt.Errorf("%s：%w", bound.head, err)
		}
		return err
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(flows)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(flows); i = int(next.Add(1)) - 1 {
				faults[i] = set(i)
			}
		})
	}
	wg.Wait()
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	if len(b.Front.Body) == 0 && len(b.Parts) > 0 {
		flows[0].pages = nil
	}
	return flows, nil
}

// headOf is how a part is called in the head of its pages and in the outline.
func headOf(p *doc.BookPart) string {
	if p.Head != "" {
		return p.Head
	}
	return joinTitle(p.Document)
}

// joinTitle is the title of a document on one line.
func joinTitle(d *doc.Document) string {
	return strings.ReplaceAll(strings.Join(d.Title, ""), string(wordBreak), "")
}

// bind puts the pages of the front and the parts together.
func bind(b *doc.Book, flows []*flow) *Layout {
	l := &Layout{Root: &Element{Tag: "Document"}, Faces: *flows[0].setter.faces, Palette: flows[0].setter.sheet.palette}
	starts := make(map[string]int, len(b.Parts)) // index of the flow
	first := make([]int, len(flows))
	pages := 0
	for i, f := range flows {
		if i > 0 {
			starts[b.Parts[i-1].ID] = i
		}
		first[i] = pages
		pages += len(f.pages)
	}
	l.Pages = make([]Page, 0, pages)
	inBook := func(id string) (Target, bool) {
		part, id, within := strings.Cut(id, "#")
		i, known := starts[part]
		to := Target{Page: 0}
		if known && within {
			to, known = flows[i].places[id]
		}
		to.Page += first[i]
		return to, known
	}
	for i, f := range flows {
		root := f.setter.root
		root.Tag = "Part"
		l.Root.Kids = append(l.Root.Kids, root)
		f.furnish(first[i])
		if i == 0 {
			f.finish(l, pages, inBook)
			continue
		}
		root.prefixIDs(b.Parts[i-1].ID + "#")
		own := len(l.Outline)
		l.Outline = append(l.Outline, Outline{Title: headOf(&b.Parts[i-1]), Closed: true, Target: Target{Page: first[i]}})
		f.finish(l, pages, nil)
		l.Outline = below(l.Outline, own+1)
	}
	return l
}

// below puts the bookmarks from one on below the one before them, and leaves out
// those that lie too deep.
func below(all []Outline, from int) []Outline {
	kept := all[:from]
	for _, o := range all[from:] {
		if o.Level++; o.Level <= bookDepth {
			kept = append(kept, o)
		}
	}
	return kept
}

// prefixIDs puts a prefix before the IDs of e and all below it.
func (e *Element) prefixIDs(prefix string) {
	if e.ID != "" {
		e.ID = prefix + e.ID
	}
	for _, k := range e.Kids {
		k.prefixIDs(prefix)
	}
}

// isFront reports whether the document is the front of a book.
func (s *setter) isFront() bool { return s.bound != nil && s.bound.front }

// leadsToPart says whether a link of the front leads to a part of the book.
func (s *setter) leadsToPart(href string) bool {
	if !s.isFront() || !strings.HasPrefix(href, "#") {
		return false
	}
	part, _, _ := strings.Cut(href[1:], "#")
	return s.bound.parts[part]
}
