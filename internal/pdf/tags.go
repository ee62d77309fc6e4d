package pdf

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/pdf/object"
	"mingbai/internal/typeset"
)

// tags is the structure of a document, and which pieces of content belong to which element.
type tags struct {
	nodes  []*node // depth first, the root first
	of     map[*typeset.Element]*node
	marked [][]*node // by page and MCID
	annots []*node   // links in the order of their annotations
	named  bool      // elements name the figures that they print
	seq    int       // counts what is painted
}

// node is an element of the structure.
type node struct {
	elem   *typeset.Element
	tag    string
	id     string // "" for none
	ref    object.Ref
	parent *node
	kids   []*node
	figure *node // the figure it is or lies in
	marks  []mark
	links  []annot
	words  []string
	first  int // when the first of its content was painted, its kids' included

	box     rect // of a figure's content
	boxPage int  // page of the box; -1 for none, -2 when there are several
}

// mark is a piece of marked content.
type mark struct{ page, id, seq int }

// annot is the annotation of a link.
type annot struct {
	page int
	ref  object.Ref
}

const never = math.MaxInt

// newTags prepares the structure under root.
func newTags(root *typeset.Element, pages int) (*tags, error) {
	if root == nil {
		return nil, errors.New("PDF 缺少文档结构")
	}
	t := &tags{of: make(map[*typeset.Element]*node), marked: make([][]*node, pages)}
	if _, err := t.add(root, nil); err != nil {
		return nil, err
	}
	return t, t.checkIDs()
}

// add adds an element with all below it.
func (t *tags) add(e *typeset.Element, parent *node) (*node, error) {
	if !isStandard(e.Tag) {
		return nil, fmt.Errorf("不认识的结构类型 %q", e.Tag)
	}
	if t.of[e] != nil {
		return nil, fmt.Errorf("结构元素 %s 出现了两次", e.Tag)
	}
	for _, s := range []string{e.Alt, e.Actual, e.ID, e.Figure} {
		if err := checkText(s); err != nil {
			return nil, err
		}
	}
	n := t.insert(&node{elem: e, tag: e.Tag, id: e.ID, parent: parent})
	t.of[e] = n
	t.named = t.named || e.Figure != ""
	for _, kid := range e.Kids {
		k, err := t.add(kid, n)
		if err != nil {
			return nil, err
		}
		n.kids = append(n.kids, k)
	}
	return n, nil
}

// insert numbers a node.
func (t *tags) insert(n *node) *node {
	n.first, n.boxPage = never, -1
	switch {
	case n.tag == "Figure":
		n.figure = n
	case n.parent != nil:
		n.figure = n.parent.figure
	}
	t.nodes = append(t.nodes, n)
	return n
}

// checkIDs gives every note the ID that it must have, and refuses IDs that are not unique.
func (t *tags) checkIDs() error {
	seen := make(map[string]bool)
	for i, n := range t.nodes {
		if n.id == "" && n.tag == "Note" {
			n.id = "note-" + strconv.Itoa(i)
		}
		if n.id != "" && seen[n.id] {
			return fmt.Errorf("结构元素的标识 %q 重复", n.id)
		}
		seen[n.id] = true
	}
	return nil
}

// markInfo says that the document is tagged, and whether elements have properties of
// our own.
func (t *tags) markInfo() object.Value {
	d := object.Dict{{Key: "Marked", Value: object.Bool(true)}}
	if t.named {
		d = d.With("UserProperties", object.Bool(true))
	}
	return d
}

// isStandard reports whether PDF 1.7 knows the structure type.
func isStandard(tag string) bool {
	switch tag {
	case "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
		"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody",
		"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
		"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
		"Figure", "Formula", "Form":
		return true
	}
	return false
}

// mark opens a piece of marked content of an element on a page and returns its MCID.
func (t *tags) mark(e *typeset.Element, page int) (int, error) {
	n := t.of[e]
	if n == nil {
		return 0, fmt.Errorf("内容所属的结构元素 %s 不在文档结构里", e.Tag)
	}
	id := len(t.marked[page])
	t.marked[page] = append(t.marked[page], n)
	t.seq++
	n.marks = append(n.marks, mark{page, id, t.seq})
	n.touch(t.seq)
	return id, nil
}

// touch notes when content of the node was painted.
func (n *node) touch(seq int) {
	for ; n != nil && seq < n.first; n = n.parent {
		n.first = seq
	}
}

// text adds text of an element.
func (t *tags) text(e *typeset.Element, s string) {
	n := t.of[e]
	n.words = append(n.words, s)
}

// extend lets the box of the figure that holds the element enclose r.
func (t *tags) extend(e *typeset.Element, page int, r rect) {
	f := t.of[e].figure
	switch {
	case f == nil:
	case f.boxPage == -1:
		f.box, f.boxPage = r, page
	case f.boxPage == page:
		f.box = f.box.join(r)
	default:
		f.boxPage = -2
	}
}

// link adds the annotation of a link that belongs to an element, and returns its key in the parent
// tree. An annotation must lie in a Link; one within another element gets its own.
func (t *tags) link(e *typeset.Element, page int, ref object.Ref) (int, error) {
	n := t.of[e]
	if n == nil {
		return 0, errors.New("链接不属于任何结构元素")
	}
	if n.tag != "Link" {
		n = t.insert(&node{elem: new(typeset.Element), tag: "Link", parent: n})
		n.parent.kids = append(n.parent.kids, n)
	}
	n.links = append(n.links, annot{page, ref})
	n.touch(t.seq + 1)
	t.annots = append(t.annots, n)
	return len(t.marked) + len(t.annots) - 1, nil
}

// plain is the text of the node with that of its kids.
func (n *node) plain() string {
	s := strings.Join(n.words, "")
	for _, k := range n.kids {
		s += k.plain()
	}
	return s
}

// prune drops nodes without content, kids or meaning: an empty THead is an error to readers. Cells
// stay, because rows need them.
func (t *tags) prune() {
	for i := len(t.nodes) - 1; i > 0; i-- { // kids come behind their parents
		n := t.nodes[i]
		if len(n.kids)+len(n.marks)+len(n.links) > 0 || n.tag == "TD" || n.tag == "TH" {
			continue
		}
		kids := n.parent.kids
		at := slices.Index(kids, n)
		n.parent.kids = slices.Delete(kids, at, at+1)
		t.nodes[i] = nil
	}
	t.nodes = slices.DeleteFunc(t.nodes, func(n *node) bool { return n == nil })
}
