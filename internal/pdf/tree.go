package pdf

import (
	"mingbai/internal/pdf/object"
)

// fan is how many entries a node of a tree has at most: of pages, of parents, of names.
// Readers need to look into few objects then, however long the document is.
const fan = 64

// keyed is a tree that finds values by their keys, which ascend. PDF has two kinds: of
// numbers and of names.
type keyed struct {
	leaf  string // the key of entries: Nums or Names
	n     int
	key   func(b []byte, i int) []byte
	value func(b []byte, i int) []byte
}

// writeKeyed writes a tree. Up to fan entries stand in its root.
func (r *rewriter) writeKeyed(t keyed) object.Ref {
	type part struct {
		ref      object.Ref
		from, to int // of the entries
	}
	var parts []part
	for from := 0; from == 0 || from < t.n; from += fan {
		to := min(from+fan, t.n)
		p := part{r.file.reserve(), from, to}
		r.file.small(p.ref, func(b []byte) []byte {
			b = append(b, "<<"...)
			if t.n > fan {
				b = t.appendLimits(b, from, to)
			}
			b = append(append(append(b, '/'), t.leaf...), '[')
			for i := from; i < to; i++ {
				b = t.value(append(t.key(b, i), ' '), i)
				b = append(b, ' ')
			}
			return append(b, "]>>"...)
		})
		parts = append(parts, p)
	}
	for len(parts) > 1 {
		var above []part
		for from := 0; from < len(parts); from += fan {
			kids := parts[from:min(from+fan, len(parts))]
			p := part{r.file.reserve(), kids[0].from, kids[len(kids)-1].to}
			r.file.small(p.ref, func(b []byte) []byte {
				b = append(b, "<<"...)
				if len(parts) > fan {
					b = t.appendLimits(b, p.from, p.to)
				}
				b = append(b, "/Kids["...)
				for _, k := range kids {
					b = append(k.ref.AppendTo(b), ' ')
				}
				return append(b, "]>>"...)
			})
			above = append(above, p)
		}
		parts = above
	}
	return parts[0].ref
}

// appendLimits appends the first and the last key of a node.
func (t *keyed) appendLimits(b []byte, from, to int) []byte {
	b = t.key(append(b, "/Limits["...), from)
	return append(t.key(append(b, ' '), to-1), ']')
}

// writePageTree writes the nodes above the pages, and returns the root and the parent of
// each page.
func (r *rewriter) writePageTree(pages []object.Ref) (root object.Ref, parents []object.Ref) {
	type node struct {
		ref  object.Ref
		kids object.Array
		n    int // pages below it
		up   *node
	}
	var all, row []*node
	for i, page := range pages {
		if i%fan == 0 {
			row = append(row, &node{ref: r.file.reserve()})
		}
		last := row[len(row)-1]
		last.kids, last.n = append(last.kids, page), last.n+1
		parents = append(parents, last.ref)
	}
	all = append(all, row...)
	for len(row) > 1 {
		var above []*node
		for i, kid := range row {
			if i%fan == 0 {
				above = append(above, &node{ref: r.file.reserve()})
			}
			last := above[len(above)-1]
			last.kids, last.n, kid.up = append(last.kids, kid.ref), last.n+kid.n, last
		}
		all = append(all, above...)
		row = above
	}
	for _, n := range all {
		d := object.Dict{{Key: "Type", Value: object.Name("Pages")}}
		if n.up != nil {
			d = d.With("Parent", n.up.ref)
		}
		r.file.put(n.ref, d.With("Kids", n.kids).With("Count", object.Int(n.n)))
	}
	return row[0].ref, parents
}
