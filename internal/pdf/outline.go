package pdf

import (
	"slices"

	"mingbai/internal/pdf/object"
)

// outlineNode is a bookmark with its place among the others.
type outlineNode struct {
	ref                     object.Ref
	parent                  object.Ref
	prev, next, first, last object.Ref
	count                   int // bookmarks below it that show when it is open
}

// writeOutline writes the bookmarks. A bookmark lies below the nearest one before it that has a
// smaller level.
func (r *rewriter) writeOutline() object.Ref {
	items := r.layout.Outline
	nodes := make([]outlineNode, len(items)+1) // the last one is the root
	for i := range nodes {
		nodes[i].ref = r.file.reserve()
	}
	root := len(items)
	path := []int{root} // the bookmarks that are open, from the root
	for i, item := range items {
		for len(path) > 1 && items[path[len(path)-1]].Level >= item.Level {
			path = path[:len(path)-1]
		}
		parent := &nodes[path[len(path)-1]]
		nodes[i].parent, nodes[i].prev = parent.ref, parent.last
		if parent.first == 0 {
			parent.first = nodes[i].ref
		} else {
			nodes[parent.last-nodes[0].ref].next = nodes[i].ref
		}
		parent.last = nodes[i].ref
		for _, above := range slices.Backward(path) {
			nodes[above].count++
			if above != root && items[above].Closed {
				break // it doesn't show above
			}
		}
		path = append(path, i)
	}
	for i, n := range nodes {
		r.file.put(n.ref, r.outlineDict(i, n))
	}
	return nodes[root].ref
}

// outlineDict is a bookmark as it is written; the one behind the last is the root.
func (r *rewriter) outlineDict(i int, n outlineNode) object.Dict {
	d := object.Dict{{Key: "Type", Value: object.Name("Outlines")}}
	if i < len(r.layout.Outline) {
		item := r.layout.Outline[i]
		dest, _ := r.dest(item.Target) // Write has checked it
		d = object.Dict{
			{Key: "Title", Value: textString(item.Title)},
			{Key: "Dest", Value: dest},
		}
	}
	for _, link := range []object.Entry{
		{Key: "Parent", Value: n.parent}, {Key: "Prev", Value: n.prev}, {Key: "Next", Value: n.next},
		{Key: "First", Value: n.first}, {Key: "Last", Value: n.last},
	} {
		if link.Value != object.Ref(0) {
			d = append(d, link)
		}
	}
	if n.count > 0 {
		if i < len(r.layout.Outline) && r.layout.Outline[i].Closed {
			n.count = -n.count
		}
		d = d.With("Count", object.Int(n.count))
	}
	return d
}
