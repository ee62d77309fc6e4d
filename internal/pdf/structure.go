package pdf

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/pdf/object"
	"mingbai/internal/typeset"
)

// writeTags writes the structure and returns its root.
func (r *rewriter) writeTags() object.Ref {
	r.tags.prune()
	root := r.file.reserve()
	for _, n := range r.tags.nodes {
		n.ref = r.file.reserve()
	}
	for _, n := range r.tags.nodes {
		r.file.small(n.ref, func(b []byte) []byte { return r.appendNode(b, n, root) })
	}
	d := object.Dict{
		{Key: "Type", Value: object.Name("StructTreeRoot")},
		{Key: "K", Value: r.tags.nodes[0].ref},
		{Key: "ParentTree", Value: r.writeParents()},
		{Key: "ParentTreeNextKey", Value: object.Int(len(r.tags.marked) + len(r.tags.annots))},
	}
	if ids := r.writeIDs(); ids != 0 {
		d = d.With("IDTree", ids)
	}
	r.file.put(root, d)
	return root
}

// appendNode appends an element.
func (r *rewriter) appendNode(b []byte, n *node, root object.Ref) []byte {
	b = object.Name(n.tag).AppendTo(append(b, "<</S"...))
	b = append(b, "/P "...)
	if n.parent != nil {
		root = n.parent.ref
	}
	b = root.AppendTo(b)
	page := -1 // the page of numbers in K
	if len(n.marks) > 0 {
		page = n.marks[0].page
		b = r.pages[page].AppendTo(append(b, "/Pg "...))
	}
	b = r.appendKids(append(b, "/K["...), n, page)
	b = append(b, ']')
	for _, s := range []struct{ key, text string }{
		{"/Alt", n.elem.Alt}, {"/ActualText", n.elem.Actual}, {"/ID", n.id},
	} {
		if s.text != "" {
			b = textString(s.text).AppendTo(append(b, s.key...))
		}
	}
	return append(r.appendAttributes(b, n), ">>"...)
}

// appendKids appends what an element consists of in reading order: its kids keep the order of the
// structure, and its own content goes before the first kid whose content was painted later.
func (r *rewriter) appendKids(b []byte, n *node, page int) []byte {
	marks := n.marks
	for _, kid := range n.kids {
		for len(marks) > 0 && kid.first != never && marks[0].seq < kid.first {
			b = r.appendMark(b, marks[0], page)
			marks = marks[1:]
		}
		b = append(kid.ref.AppendTo(b), ' ')
	}
	for _, m := range marks {
		b = r.appendMark(b, m, page)
	}
	for _, l := range n.links {
		b = l.ref.AppendTo(append(b, "<</Type/OBJR/Obj "...))
		if l.page != page {
			b = r.pages[l.page].AppendTo(append(b, "/Pg "...))
		}
		b = append(b, ">>"...)
	}
	return b
}

// appendMark appends a piece of marked content.
func (r *rewriter) appendMark(b []byte, m mark, page int) []byte {
	if m.page == page {
		return append(strconv.AppendInt(b, int64(m.id), 10), ' ')
	}
	b = r.pages[m.page].AppendTo(append(b, "<</Type/MCR/Pg "...))
	b = strconv.AppendInt(append(b, "/MCID "...), int64(m.id), 10)
	return append(b, ">>"...)
}

// appendAttributes appends what readers need to know of tables, lists, figures and
// drawings: as one dictionary, or a list of two.
func (r *rewriter) appendAttributes(b []byte, n *node) []byte {
	own := appendOwn(r.scratch[:0], n)
	r.scratch = own
	key := n.elem.Figure
	switch {
	case key == "" && len(own) == 0:
		return b
	case key == "":
		return append(append(b, "/A"...), own...)
	case len(own) == 0:
		return appendProperty(append(b, "/A"...), key)
	}
	b = append(append(b, "/A["...), own...)
	return append(appendProperty(b, key), ']')
}

// FigureProperty is the name of the user property that tells which figure an element
// prints; its value is the figure's key.
const FigureProperty = "mingbai:figure"

// appendProperty appends the user property of an element that prints a figure.
func appendProperty(b []byte, key string) []byte {
	b = append(b, "<</O/UserProperties/P[<</N("+FigureProperty+")/V"...)
	return append(textString(key).AppendTo(b), ">>]>>"...)
}

// appendOwn appends the attributes that belong to an element by its tag, if any.
func appendOwn(b []byte, n *node) []byte {
	switch n.tag {
	case "TH", "TD":
		return appendCell(b, n.elem)
	case "L":
		if kind := n.numbering(); kind != "" {
			b = append(append(b, "<</O/List/ListNumbering/"...), kind...)
			return append(b, ">>"...)
		}
	case "Figure":
		b = append(b, "<</O/Layout/Placement/Block"...)
		if n.boxPage >= 0 {
			b = n.box.appendTo(append(b, "/BBox"...))
		}
		return append(b, ">>"...)
	}
	return b
}

// appendCell appends the attributes of a cell.
func appendCell(b []byte, e *typeset.Element) []byte {
	if e.Scope == "" && e.ColSpan <= 1 && e.RowSpan <= 1 {
		return b
	}
	b = append(b, "<</O/Table"...)
	if e.Scope != "" {
		b = object.Name(e.Scope).AppendTo(append(b, "/Scope"...))
	}
	for _, span := range []struct {
		key string
		n   int
	}{{"/ColSpan ", e.ColSpan}, {"/RowSpan ", e.RowSpan}} {
		if span.n > 1 {
			b = strconv.AppendInt(append(b, span.key...), int64(span.n), 10)
		}
	}
	return append(b, ">>"...)
}

// numbering is how the items of a list are labelled, as far as the first label tells; "" when the
// list has no labels.
func (n *node) numbering() string {
	for _, item := range n.kids {
		for _, k := range item.kids {
			switch label := k.plain(); {
			case k.tag != "Lbl" || label == "":
			case strings.ContainsAny(label, "0123456789①②③④⑤⑥⑦⑧⑨一二三四五六七八九十"):
				return "Decimal"
			default:
				return "Disc"
			}
		}
	}
	return ""
}

// writeParents writes the tree that leads from content and annotations to their elements.
func (r *rewriter) writeParents() object.Ref {
	pages := len(r.tags.marked)
	return r.writeKeyed(keyed{
		leaf: "Nums", n: pages + len(r.tags.annots),
		key: func(b []byte, i int) []byte { return strconv.AppendInt(b, int64(i), 10) },
		value: func(b []byte, i int) []byte {
			if i >= pages {
				return r.tags.annots[i-pages].ref.AppendTo(b)
			}
			b = append(b, '[')
			for _, n := range r.tags.marked[i] {
				b = append(n.ref.AppendTo(b), ' ')
			}
			return append(b, ']')
		},
	})
}

// writeIDs writes the tree that finds elements by their IDs, or nothing when there are none.
func (r *rewriter) writeIDs() object.Ref {
	type named struct {
		id  object.String
		ref object.Ref
	}
	var all []named
	for _, n := range r.tags.nodes {
		if n.id != "" {
			all = append(all, named{textString(n.id), n.ref})
		}
	}
	if all == nil {
		return 0
	}
	slices.SortFunc(all, func(a, b named) int { return strings.Compare(string(a.id), string(b.id)) })
	return r.writeKeyed(keyed{
		leaf: "Names", n: len(all),
		key:   func(b []byte, i int) []byte { return all[i].id.AppendTo(b) },
		value: func(b []byte, i int) []byte { return all[i].ref.AppendTo(b) },
	})
}
