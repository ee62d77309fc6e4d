package source

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"
)

// maxDepth bounds how deep keys and values may nest; records need four levels.
const maxDepth = 16

// indexer builds the tree of nodes with places and literals. Of a key that is
// defined twice the first stays in the tree and the second is noted; the decoder
// would stop there, or, for a table, drop the second without a word.
type indexer struct {
	src       string // the whole file
	data      []byte
	pl        *placer
	parser    unstable.Parser
	root      *Node
	conflicts []conflict
	faults    []Finding
	slab      []Node    // room for nodes
	keysRoom  []keyPart // room for the keys of an expression
}

// node makes a node; they are made in batches.
func (x *indexer) node(n Node) *Node {
	if len(x.slab) == 0 {
		x.slab = make([]Node, 32)
	}
	at := &x.slab[0]
	x.slab = x.slab[1:]
	*at = n
	return at
}

func (x *indexer) newTable(key string, at Place) *Node {
	return x.node(Node{Kind: KindTable, Key: key, KeyPlace: at, Place: at})
}

// conflict is a key that is defined twice.
type conflict struct {
	key           string // dotted
	place, before Place
}

// buildIndex indexes a file. The error is go-toml's, where its grammar does not
// accept the file.
func buildIndex(path string, data []byte) (*indexer, error) {
	x := &indexer{src: string(data), data: data, pl: newPlacer(path, data)}
	x.root = x.newTable("", Place{File: path, Line: 1, Column: 1})
	x.parser.Reset(data)
	table := x.root
	for x.parser.NextExpression() {
		e := x.parser.Expression()
		keys := x.keys(e, x.keysRoom[:0])
		x.keysRoom = keys
		if len(keys) > maxDepth {
			x.tooDeep(keys[0].place)
			continue
		}
		switch e.Kind {
		case unstable.Table:
			table = x.header(keys, false)
		case unstable.ArrayTable:
			table = x.header(keys, true)
		case unstable.KeyValue:
			value, _ := x.value(e.Value(), keys[len(keys)-1].end, 1)
			x.define(table, keys, value)
		}
	}
	return x, x.parser.Error()
}

// keyPart is one part of a dotted key.
type keyPart struct {
	name  string
	place Place
	end   int // offset behind it
}

// keys appends the parts of an expression's key.
func (x *indexer) keys(e *unstable.Node, out []keyPart) []keyPart {
	for it := e.Key(); it.Next(); {
		k := it.Node()
		off, end := int(k.Raw.Offset), int(k.Raw.Offset+k.Raw.Length)
		name := x.src[off:end]
		if name != string(k.Data) { // in quotes
			name = string(k.Data)
		}
		// The place is taken now: later, the placer has moved on to the value.
		out = append(out, keyPart{name, x.pl.at(off), end})
	}
	return out
}

func dotted(keys []keyPart) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = k.name
	}
	return strings.Join(names, ".")
}

func (x *indexer) tooDeep(at Place) {
	x.faults = append(x.faults, broken(RuleSyntax, at, "这里嵌套得太深", "最多16层；请改成分开的几组键"))
}

func (x *indexer) clash(keys []keyPart, before *Node) {
	last := keys[len(keys)-1]
	x.conflicts = append(x.conflicts, conflict{dotted(keys), last.place, before.KeyPlace})
}

// header enters [a.b] or [[a.b]] and returns the table that the following keys
// belong to; after a clash that is a table outside the tree.
func (x *indexer) header(keys []keyPart, array bool) *Node {
	last := keys[len(keys)-1]
	at := last.place
	parent := x.descend(x.root, keys)
	if parent == nil {
		return x.newTable(last.name, at) // aside
	}
	old := parent.Get(last.name)
	switch {
	case array && old == nil:
		list := x.node(Node{Kind: KindArray, Key: last.name, KeyPlace: at, Place: at, headers: true, Items: []*Node{x.newTable("", at)}})
		parent.put(list)
		return list.Items[0]
	case array && old.headers:
		item := x.newTable("", at)
		old.Items = append(old.Items, item)
		return item
	case array:
		x.clash(keys, old)
		return x.newTable(last.name, at)
	case old == nil:
		t := x.newTable(last.name, at)
		t.header = true
		parent.put(t)
		return t
	case old.Kind != KindTable:
		x.clash(keys, old)
		return x.newTable(last.name, at)
	}
	if old.header || old.inline {
		x.clash(keys, old)
	} else {
		old.header, old.KeyPlace, old.Place = true, at, at
	}
	return old
}

// descend walks to the table that holds the last of the keys, making tables on
// the way. It returns nil after a clash.
func (x *indexer) descend(t *Node, keys []keyPart) *Node {
	for i, k := range keys[:len(keys)-1] {
		next := t.Get(k.name)
		switch {
		case next == nil:
			next = x.newTable(k.name, k.place)
			t.put(next)
		case next.headers:
			next = next.Items[len(next.Items)-1]
		case next.Kind != KindTable:
			x.clash(keys[:i+1], next)
			return nil
		}
		t = next
	}
	return t
}

func (x *indexer) define(t *Node, keys []keyPart, value *Node) {
	t = x.descend(t, keys)
	if t == nil {
		return
	}
	last := keys[len(keys)-1]
	if old := t.Get(last.name); old != nil {
		x.clash(keys, old)
		return
	}
	value.Key, value.KeyPlace = last.name, last.place
	t.put(value)
}

// value makes the node of a value. go-toml's parser gives no range for lists, so
// the value is looked for from an offset before it; the offset behind it is
// returned.
func (x *indexer) value(v *unstable.Node, from, depth int) (*Node, int) {
	if depth > maxDepth {
		at := x.pl.at(from)
		x.tooDeep(at)
		return x.newTable("", at), from
	}
	switch v.Kind {
	case unstable.Array:
		return x.list(v, from, depth)
	case unstable.InlineTable:
		return x.inlineTable(v, depth)
	}
	off := int(v.Raw.Offset)
	end := off + int(v.Raw.Length)
	n := x.node(Node{Kind: scalarKind(v.Kind), Literal: x.src[off:end], Place: x.pl.at(off)})
	n.KeyPlace = n.Place
	if n.Kind == KindDate {
		if _, err := time.Parse(time.DateOnly, n.Literal); err != nil {
			x.faults = append(x.faults, badDate(n))
		}
	}
	return n, end
}

func scalarKind(k unstable.Kind) NodeKind {
	switch k {
	case unstable.String:
		return KindString
	case unstable.Integer:
		return KindInteger
	case unstable.Float:
		return KindFloat
	case unstable.Bool:
		return KindBool
	case unstable.LocalDate:
		return KindDate
	}
	return KindTime
}

func (x *indexer) list(v *unstable.Node, from, depth int) (*Node, int) {
	start := x.seek(from, '[')
	n := x.node(Node{Kind: KindArray, Place: x.pl.at(start)})
	n.KeyPlace = n.Place
	at := start + 1
	for it := v.Children(); it.Next(); {
		var item *Node
		item, at = x.value(it.Node(), at, depth+1)
		n.Items = append(n.Items, item)
	}
	end := x.seek(at, ']') + 1
	n.Literal = x.src[start:end]
	return n, end
}

func (x *indexer) inlineTable(v *unstable.Node, depth int) (*Node, int) {
	start := int(v.Raw.Offset)
	n := x.newTable("", x.pl.at(start))
	at := start + 1
	for it := v.Children(); it.Next(); {
		kv := it.Node()
		keys := x.keys(kv, nil)
		at = int(kv.Raw.Offset + kv.Raw.Length)
		if len(keys) > maxDepth {
			x.tooDeep(keys[0].place)
			continue
		}
		value, _ := x.value(kv.Value(), keys[len(keys)-1].end, depth+1)
		x.define(n, keys, value)
	}
	end := x.seek(at, '}') + 1
	n.inline, n.Literal = true, x.src[start:end]
	return n, end
}

// seek is the offset of a bracket behind blanks, line ends, commas, an equals
// sign and comments.
func (x *indexer) seek(from int, bracket byte) int {
	for i := from; i < len(x.data); i++ {
		switch c := x.data[i]; c {
		case bracket:
			return i
		case '#':
			n := bytes.IndexByte(x.data[i:], '\n')
			if n < 0 {
				return len(x.data) - 1
			}
			i += n
		}
	}
	return len(x.data) - 1
}

// offsetOf is where go-toml's parser stumbled, counted from the data it was
// given.
func offsetOf(p *unstable.Parser, err error) (off int, message string) {
	var pe *unstable.ParserError
	if !errors.As(err, &pe) {
		return 0, err.Error()
	}
	return int(p.Range(pe.Highlight).Offset), pe.Message
}
