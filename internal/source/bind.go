package source

import (
	"fmt"
	"reflect"
	"strings"

	"mingbai/internal/money"
)

// MaxItems is how many items of a list, metrics of a profile or projects of a report
// are read: five times the most that any real one has, so that a file which was put
// together to be slow is refused within seconds.
const MaxItems = 1000

// Context is what values take from outside their file.
type Context struct {
	Unit  money.Unit // of bare amounts; the zero Unit means 万元
	Plans *Plans     // shared by the files of a content; nil is fine
}

// Bind fills a struct from a table. Fields are named by their `toml:"…"` tags
// and may be leafs, structs, slices of both, and maps of leafs by key; "-" is
// passed over, and a field of type Place tagged "@" gets the table's place.
//
// Further tags limit what a field may have, and call it by its Chinese name (zh):
// words lists the texts it may be, form is id or key, least is the smallest Int,
// must gives an example of a field that no such table may lack.
//
// Binding is strict and goes on after a fault: what cannot be bound stays unset,
// and every fault is returned. Bind panics when into is no pointer to a struct of
// such fields.
func Bind(n *Node, into any, ctx Context) []Finding {
	v := reflect.ValueOf(into).Elem()
	if ctx.Unit == (money.Unit{}) {
		ctx.Unit = money.WanYuan
	}
	if ctx.Plans == nil {
		ctx.Plans = new(Plans)
	}
	b := &binder{ctx: ctx, root: v.Type()}
	b.table(n, v, "", "")
	return b.faults
}

type binder struct {
	ctx    Context
	root   reflect.Type
	faults []Finding
}

func (b *binder) fault(rule string, at Place, message, hint string) {
	b.faults = append(b.faults, broken(rule, at, message, hint))
}

// table fills a struct; header is the table's dotted name, and shown is how it is
// written ([funds], [[problem]]).
func (b *binder) table(n *Node, v reflect.Value, header, shown string) {
	p := b.ctx.Plans.of(v.Type())
	if p.place >= 0 {
		*v.Field(p.place).Addr().Interface().(*Place) = n.Place
	}
	for i, key := range n.Keys {
		f := p.fields[key]
		if f == nil {
			b.unknown(n.Items[i], v.Type(), shown)
			continue
		}
		b.field(n.Items[i], v.Field(f.index), f, header)
	}
	if len(p.must) > 0 {
		b.missing(n, p, shown)
	}
}

func join2(header, key string) string {
	if header == "" {
		return key
	}
	return header + "." + key
}

// fieldOf is the index of the field for a key, or -1.
func fieldOf(t reflect.Type, key string) int {
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("toml"); tag == key && tag != "-" && tag != "@" {
			return i
		}
	}
	return -1
}

// keysOf lists the keys of a struct, in the order of its fields.
func keysOf(t reflect.Type) []string {
	var out []string
	for i := range t.NumField() {
		if tag := t.Field(i).Tag.Get("toml"); tag != "" && tag != "-" && tag != "@" {
			out = append(out, tag)
		}
	}
	return out
}

func (b *binder) field(n *Node, v reflect.Value, f *field, header string) {
	if b.leaf(n, v) {
		b.limits(f, v)
		return
	}
	name := join2(header, f.key)
	switch v.Kind() {
	case reflect.Struct:
		if n.Kind != KindTable {
			b.wrongTable(n, name)
			return
		}
		b.table(n, v, name, "["+name+"]")
	case reflect.Slice:
		b.slice(n, v, f, name)
	case reflect.Map:
		b.mapping(n, v, f, name)
	case reflect.Int:
		var i Int
		b.leaf(n, reflect.ValueOf(&i).Elem())
		if i.Set {
			v.SetInt(i.Value)
		}
	case reflect.String:
		var s String
		b.leaf(n, reflect.ValueOf(&s).Elem())
		if s.Set {
			v.SetString(s.Value)
		}
	default:
		panic(fmt.Sprintf("source.Bind: field %s has type %s", name, v.Type()))
	}
}

func (b *binder) wrongTable(n *Node, name string) {
	if n.headers {
		b.fault(RuleWrongType, n.Place, fmt.Sprintf("“%s”只有一组，不是列表", name), "写成一层方括号 ["+name+"]")
		return
	}
	b.fault(RuleWrongType, n.Place, fmt.Sprintf("“%s”下面要写一组键，这里写的是%s", name, n.Kind), "另起一行写 ["+name+"]，再在下面写各个键")
}

func (b *binder) slice(n *Node, v reflect.Value, f *field, name string) {
	elem := v.Type().Elem()
	tables := elem.Kind() == reflect.Struct && !isLeaf(elem)
	if n.Kind != KindArray {
		if tables {
			b.fault(RuleWrongType, n.Place, fmt.Sprintf("“%s”可以有几组，要写成列表", name), "写成两层方括号 [["+name+"]]")
		} else {
			b.fault(RuleWrongType, n.Place, fmt.Sprintf("“%s”要写列表，这里写的是%s", name, n.Kind), "用方括号括起来，各项用英文逗号隔开：[\"…\", \"…\"]")
		}
		return
	}
	items := n.Items
	if len(items) > MaxItems {
		b.fault(RuleUnsafePath, items[MaxItems].Place, fmt.Sprintf("“%s”有%d项，最多%d项，后面的没有读", name, len(items), MaxItems), "看是不是重复粘贴了；确实这样多的，分到几个文件里")
		items = items[:MaxItems]
	}
	out := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		switch {
		case !tables:
			b.leaf(item, out.Index(i))
			b.limits(f, out.Index(i))
		case item.Kind != KindTable:
			b.fault(RuleWrongType, item.Place, fmt.Sprintf("“%s”的每一项要写一组键，这里写的是%s", name, item.Kind), "写成两层方括号 [["+name+"]]")
		default:
			b.table(item, out.Index(i), name, "[["+name+"]]")
		}
	}
	v.Set(out)
}

func (b *binder) mapping(n *Node, v reflect.Value, f *field, name string) {
	if n.Kind != KindTable {
		b.wrongTable(n, name)
		return
	}
	out := reflect.MakeMapWithSize(v.Type(), len(n.Keys))
	for i, key := range n.Keys {
		e := reflect.New(v.Type().Elem()).Elem()
		if !b.leaf(n.Items[i], e) {
			panic(fmt.Sprintf("source.Bind: map %s has elements of type %s", name, e.Type()))
		}
		b.limits(f, e)
		out.SetMapIndex(reflect.ValueOf(key), e)
	}
	v.Set(out)
}

// maxHints bounds for how many faults of a file a hint is looked for.
const maxHints = 100

// unknown reports a key that the record does not have: a slip of the pen, a key
// under the wrong header, or none at all.
func (b *binder) unknown(n *Node, t reflect.Type, shown string) {
	keys := keysOf(t)
	message := "没有“" + short(n.Key) + "”这个键"
	if n.Kind == KindTable || n.headers {
		message = "没有“" + short(n.Key) + "”这一组"
	}
	if shown != "" {
		message = shown + " 下" + message
	}
	if len(b.faults) >= maxHints { // no file of ours, or no file that hints will mend
		b.fault(RuleUnknownKey, n.KeyPlace, message, "")
		return
	}
	hint := ""
	lower := strings.ToLower(n.Key)
	switch {
	case lower != n.Key && fieldOf(t, lower) >= 0:
		hint = "键名一律用小写：" + lower
	case Nearest(n.Key, keys) != "":
		hint = DidYouMean(n.Key, keys)
	default:
		hint = b.elsewhere(lower, shown)
	}
	if len(keys) <= 12 {
		if hint != "" {
			hint += " "
		}
		hint += "这里可以写：" + strings.Join(keys, "、")
	}
	b.fault(RuleUnknownKey, n.KeyPlace, message, hint)
}

// elsewhere tells under which other header of the record a key belongs.
func (b *binder) elsewhere(key, shown string) string {
	for _, path := range pathsTo(b.root, key, "", "", 0) {
		if path == shown {
			continue
		}
		if path == "" {
			return "“" + key + "”要写在所有 [表头] 之前。"
		}
		return "“" + key + "”要写在 " + path + " 下面。"
	}
	return ""
}

// pathsTo lists the headers under which a record has a key, outermost first.
func pathsTo(t reflect.Type, key, header, shown string, depth int) []string {
	var out []string
	if fieldOf(t, key) >= 0 {
		out = append(out, shown)
	}
	for i := range t.NumField() {
		f := t.Field(i)
		tag, of, brackets := f.Tag.Get("toml"), f.Type, [2]string{"[", "]"}
		if of.Kind() == reflect.Slice {
			of, brackets = of.Elem(), [2]string{"[[", "]]"}
		}
		if tag == "" || tag == "-" || tag == "@" || of.Kind() != reflect.Struct || isLeaf(of) || depth > 4 {
			continue
		}
		name := join2(header, tag)
		out = append(out, pathsTo(of, key, name, brackets[0]+name+brackets[1], depth+1)...)
	}
	return out
}
