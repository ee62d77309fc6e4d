package source

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
)

// File is one TOML file that could be read.
type File struct {
	Path string
	Data []byte // without byte order mark, with LF line ends
	Root *Node
}

// Parse reads one TOML file. Whatever keeps it from being read is returned as
// findings of broken input, as many as can be told apart; the file is nil then.
func Parse(path string, data []byte) (*File, []Finding) {
	if len(data) > MaxFileSize {
		return nil, []Finding{tooBig(path, int64(len(data)))}
	}
	data = Normalise(data)
	if fs := checkEncoding(path, data); len(fs) > 0 {
		return nil, fs
	}
	x, err := buildIndex(path, data)
	if err != nil {
		return nil, diagnose(path, data)
	}
	if fs := append(x.faults, x.duplicates()...); len(fs) > 0 {
		Sort(fs)
		return nil, fs
	}
	values, err := decode(x.src)
	if err != nil {
		return nil, x.refused(err)
	}
	if at := join(x.root, values); at != nil {
		return nil, []Finding{disagreement(at.Place)}
	}
	if fs := checkStrings(x.root, nil); len(fs) > 0 {
		return nil, fs
	}
	return &File{Path: path, Data: data, Root: x.root}, nil
}

// maxString is how many bytes a text on one line may have: a title, a name, a cell.
// Prose stands between three quotes.
const maxString = 6000

// checkStrings finds what escapes have smuggled past the check of the file's own
// characters, and texts on one line that no page could set.
func checkStrings(n *Node, out []Finding) []Finding {
	if text, ok := n.Value.(string); ok && n.Kind == KindString && len(out) < maxFaults {
		if strings.Contains(n.Literal, `\`) { // else the file's own characters are all there are
			if i, r, name, hint := firstBadRune(text); name != "" {
				out = append(out, broken(RuleEncoding, n.PlaceAt(i), fmt.Sprintf("这里有%s（U+%04X）", name, r), hint))
			}
		}
		if len(text) > maxString && !strings.Contains(text, "\n") {
			out = append(out, broken(RuleWrongType, n.Place, fmt.Sprintf("一行文字太长：%d个字", utf8.RuneCountInString(text)), "名称、标题一类不超过2000个字；正文用三个英文双引号，分段写"))
		}
	}
	for _, item := range n.Items {
		out = checkStrings(item, out)
	}
	return out
}

func firstBadRune(text string) (at int, r rune, name, hint string) {
	for i, r := range text {
		if name, hint := badRune(r); name != "" && r != '\r' {
			return i, r, name, hint
		}
	}
	return 0, 0, "", ""
}

func tooBig(path string, size int64) Finding {
	return broken(RuleUnsafePath, Place{File: path, Line: 1, Column: 1},
		fmt.Sprintf("文件有%d字节，超过1 MiB的上限", size), "一个文件只写一个部门年度或一个项目；图片、附件不要放进 TOML")
}

// decode runs the decoder. It turns the decoder's own panics into errors.
func decode(src string) (values map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	var v any
	if _, err := toml.Decode(src, &v); err != nil {
		return nil, err
	}
	values, ok := v.(map[string]any)
	if !ok {
		return nil, errors.New("no table")
	}
	return values, nil
}

// duplicates reports the keys that are defined twice.
func (x *indexer) duplicates() []Finding {
	var out []Finding
	for _, c := range x.conflicts[:min(len(x.conflicts), maxFaults)] {
		f := broken(RuleDuplicateKey, c.place, fmt.Sprintf("“%s”写了两次", short(c.key)), "同一个键只能写一次，请删去或合并其中一处")
		f.Related = []Related{{Place: c.before, Message: "第一次写在这里"}}
		out = append(out, f)
	}
	return out
}

// refused retells what the decoder does not accept although the grammar does:
// numbers out of range, days and hours that do not exist.
func (x *indexer) refused(err error) []Finding {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return []Finding{disagreement(x.root.Place)}
	}
	return []Finding{x.retell(pe)}
}

// retell finds the value at which the decoder stopped.
func (x *indexer) retell(pe toml.ParseError) Finding {
	at := x.pl.at(pe.Position.Start)
	n := x.root.scalarAt(at)
	switch {
	case n == nil:
		return broken(RuleSyntax, at, "这里的写法不对", "照同类文件的写法改；文字要加英文双引号")
	case n.Kind == KindInteger:
		return broken(RuleBadNumber, n.Place, fmt.Sprintf("整数 %s 太大，超出可以记录的范围", n.Literal), "请核对；真有这么大的数要加英文双引号")
	case n.Kind == KindFloat:
		return broken(RuleBadNumber, n.Place, fmt.Sprintf("小数 %s 太大，超出可以记录的范围", n.Literal), "请核对；真有这么大的数要加英文双引号")
	case n.Kind == KindDate || n.Kind == KindTime:
		return badDate(n)
	}
	return broken(RuleSyntax, at, "这里的写法不对", "照同类文件的写法改；文字要加英文双引号")
}

func badDate(n *Node) Finding {
	if y, m, d, ok := looseDate(n.Literal); ok {
		return broken(RuleSyntax, n.Place, fmt.Sprintf("日期“%s”应写成 %04d-%02d-%02d", n.Literal, y, m, d), "")
	}
	return broken(RuleSyntax, n.Place, fmt.Sprintf("“%s”不是一个真实存在的日期或时间", n.Literal), "日期写成 2024-03-31 的样子")
}

func disagreement(at Place) Finding {
	return broken(RuleSyntax, at, "这里的写法有歧义，不同的读法得到不同的结果", "请换一种写法：一行写一个键，每组键只写一个表头")
}

// scalarAt finds the value that stands nearest before a place on its line, or
// at the place.
func (n *Node) scalarAt(at Place) *Node {
	var best *Node
	consider := func(c *Node) {
		if c = c.scalarAt(at); c != nil && (best == nil || c.Place.Compare(best.Place) > 0) {
			best = c
		}
	}
	switch n.Kind {
	case KindTable, KindArray:
		for _, c := range n.Items {
			consider(c)
		}
	default:
		if n.Place.Line == at.Line && n.Place.Column <= at.Column {
			return n
		}
	}
	return best
}

// join gives every node the value that the decoder read. It returns the first
// node on which index and decoder differ, or nil.
func join(n *Node, v any) *Node {
	switch n.Kind {
	case KindTable:
		return joinTable(n, v)
	case KindArray:
		return joinList(n, v)
	case KindFloat:
		f, ok := v.(float64)
		g, err := strconv.ParseFloat(strings.TrimPrefix(stripUnderscores(n.Literal), "-"), 64)
		if !ok || err != nil || f != g && f != -g && !(math.IsNaN(f) && math.IsNaN(g)) {
			return n
		}
	case KindInteger:
		i, ok := v.(int64)
		j, err := strconv.ParseInt(n.Literal, 0, 64)
		if !ok || err != nil || i != j {
			return n
		}
	case KindString:
		if _, ok := v.(string); !ok {
			return n
		}
	case KindBool:
		if b, ok := v.(bool); !ok || b != (n.Literal == "true") {
			return n
		}
	default:
		if _, ok := v.(time.Time); !ok {
			return n
		}
	}
	n.Value = v
	return nil
}

func joinTable(n *Node, v any) *Node {
	m, ok := v.(map[string]any)
	if !ok || len(m) != len(n.Keys) {
		return n
	}
	for i, k := range n.Keys {
		w, ok := m[k]
		if !ok {
			return n.Items[i]
		}
		if bad := join(n.Items[i], w); bad != nil {
			return bad
		}
	}
	return nil
}

func joinList(n *Node, v any) *Node {
	at := func(i int) any { return nil }
	size := -1
	switch l := v.(type) {
	case []any:
		size, at = len(l), func(i int) any { return l[i] }
	case []map[string]any:
		size, at = len(l), func(i int) any { return l[i] }
	}
	if size != len(n.Items) {
		return n
	}
	for i, item := range n.Items {
		if bad := join(item, at(i)); bad != nil {
			return bad
		}
	}
	return nil
}
