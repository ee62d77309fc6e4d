// Package source reads TOML files: values with their literal and their place,
// and findings for whatever cannot be read.
//
// BurntSushi/toml decodes; an index of the same bytes, built with go-toml's
// parser, knows where everything stands and how it was written. The package
// must not know what a key means: no departments, no budgets, no rules.
package source

// NodeKind is the TOML type of a node.
type NodeKind int

// The kinds of nodes.
const (
	KindTable NodeKind = iota
	KindArray
	KindString
	KindInteger
	KindFloat
	KindBool
	KindDate // a day without a time
	KindTime // any other date or time
)

// String is what a clerk calls such a value.
func (k NodeKind) String() string {
	return [...]string{"一组键（表）", "列表", "文字", "整数", "小数", "true/false", "日期", "时间"}[k]
}

// Node is one TOML value: what it is, how it was written and where it stands.
type Node struct {
	Kind     NodeKind
	Key      string   // last part of its key; "" in a list and at the root
	KeyPlace Place    // of the key; of a list's item: of the item
	Place    Place    // of the value; of a table with a header: of the header's key
	Literal  string   // as written, quotes and brackets included; "" for tables with a header
	Value    any      // as decoded: string, int64, float64, bool, time.Time; nil for tables and lists
	Keys     []string // of a table, in document order
	Items    []*Node  // of a list; of a table the values of its keys

	byKey   map[string]*Node // of a large table
	header  bool             // defined by a [header] of its own
	inline  bool             // written as { … }
	headers bool             // a list written as [[header]]s
}

// Get is the node under that key of a table, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil || n.Kind != KindTable {
		return nil
	}
	if n.byKey != nil {
		return n.byKey[key]
	}
	for i, k := range n.Keys {
		if k == key {
			return n.Items[i]
		}
	}
	return nil
}

// large is from how many keys on a table has an index; nearly all are smaller.
const large = 24

// put adds a child to a table that does not have its key.
func (n *Node) put(child *Node) {
	n.Keys = append(n.Keys, child.Key)
	n.Items = append(n.Items, child)
	switch {
	case n.byKey != nil:
		n.byKey[child.Key] = child
	case len(n.Keys) == large:
		n.byKey = make(map[string]*Node, 2*large)
		for i, k := range n.Keys {
			n.byKey[k] = n.Items[i]
		}
	}
}
