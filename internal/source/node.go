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
	Key      string // last part of its key; "" in a list and at the root
	KeyPlace Place  // of the key; of a list's item: of the item
	Place    Place  // of the value; of a table with a header: of the header's key
	Literal  string // as written, quotes and brackets included; "" for tables with a header
	Value    any    // as decoded: string, int64, float64, bool, time.Time; nil for tables and lists
	Table    map[string]*Node
	Keys     []string // of Table, in document order
	Items    []*Node  // of a list

	header  bool // defined by a [header] of its own
	inline  bool // written as { … }
	headers bool // a list written as [[header]]s
}

// Get is the node under that key, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	return n.Table[key]
}

func newTable(key string, at Place) *Node {
	return &Node{Kind: KindTable, Key: key, KeyPlace: at, Place: at, Table: map[string]*Node{}}
}

func (n *Node) put(child *Node) {
	n.Table[child.Key] = child
	n.Keys = append(n.Keys, child.Key)
}
