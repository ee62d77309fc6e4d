package source

import (
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// Plans remember how the types of a content are bound, so that thousands of files
// look at their tags once. The zero value is ready; it may be shared between
// goroutines.
type Plans struct{ types sync.Map } // reflect.Type → *plan

// plan is how a struct is filled from a table.
type plan struct {
	place  int // index of the field that takes the table's place, or −1
	fields map[string]*field
	must   []*field
}

// field is one field of a record and the limits of its values.
type field struct {
	index int
	key   string
	what  string // its Chinese name
	words string // the words that it may have: "draft=草稿 submitted=已报送", or "元 万元"
	form  string // id, key
	least int64
	limit bool   // least holds
	must  string // an example of a value that every such table has
}

func (p *Plans) of(t reflect.Type) *plan {
	if known, ok := p.types.Load(t); ok {
		return known.(*plan)
	}
	out := &plan{place: -1, fields: map[string]*field{}}
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		switch key := tag.Get("toml"); key {
		case "", "-":
		case "@":
			out.place = i
		default:
			f := &field{index: i, key: key, what: tag.Get("zh"), words: tag.Get("words"), form: tag.Get("form"), must: tag.Get("must")}
			if f.what == "" {
				f.what = key
			}
			if s := tag.Get("least"); s != "" {
				f.limit = true
				f.least, _ = strconv.ParseInt(s, 10, 64)
			}
			out.fields[key] = f
			if f.must != "" {
				out.must = append(out.must, f)
			}
		}
	}
	known, _ := p.types.LoadOrStore(t, out)
	return known.(*plan)
}

// limits checks a value that was bound against the limits of its field.
func (b *binder) limits(f *field, v reflect.Value) {
	if f.words == "" && f.form == "" && !f.limit && f.must == "" {
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *String:
		b.word(f, p)
	case *Int:
		if f.limit && p.Set && p.Value < f.least {
			b.fault(RuleBadNumber, p.Place, f.what+"不能是 "+strconv.FormatInt(p.Value, 10), "至少是 "+strconv.FormatInt(f.least, 10))
			*p = Int{}
		}
	}
}

func (b *binder) word(f *field, s *String) {
	switch {
	case !s.Set:
	case f.must != "" && strings.TrimSpace(s.Value) == "":
		b.fault(RuleWrongType, s.Place, "“"+f.key+"”是空的", "写上"+f.what+"，例如 "+f.key+" = \""+f.must+"\"")
	case f.words != "":
		b.faults = append(b.faults, Allowed(*s, f.what, f.words)...)
	case f.form == "id" && s.Value != "" && !IsID(s.Value):
		b.fault(RuleWrongType, s.Place, "“"+short(s.Value)+"”不是"+f.what, "编号只用小写字母、数字和短横，例如 huiyi")
	case f.form == "key" && !IsName(s.Value):
		b.fault(RuleWrongType, s.Place, "“"+short(s.Value)+"”不能作"+f.what, "用小写英文字母开头，只含小写字母、数字和下划线，例如 "+f.must)
	}
}

// missing reports the fields that every such table has and this one lacks.
func (b *binder) missing(n *Node, p *plan, shown string) {
	for _, f := range p.must {
		if n.Get(f.key) == nil {
			b.fault(RuleWrongType, n.Place, "这一组 "+shown+" 没有 "+f.key, "写上 "+f.key+"，例如 "+f.key+" = \""+f.must+"\"")
		}
	}
}

// Allowed checks a text against the words that it may be, with or without their
// meaning ("draft=草稿 submitted=已报送"); what names the field. A text that is not
// set passes.
func Allowed(s String, what, words string) []Finding {
	if !s.Set {
		return nil
	}
	var names, list []string
	meant := ""
	for w := range strings.FieldsSeq(words) {
		name, meaning, ok := strings.Cut(w, "=")
		if name == s.Value {
			return nil
		}
		if meaning == s.Value && ok {
			meant = "是否想写 " + name + "？"
		}
		names = append(names, name)
		if ok {
			name += "（" + meaning + "）"
		}
		list = append(list, name)
	}
	choices := "可以写：" + strings.Join(list, "、")
	if strings.TrimSpace(s.Value) == "" {
		return []Finding{broken(RuleWrongType, s.Place, what+"是空的", choices+"；没有就删去这一行")}
	}
	if meant == "" {
		meant = DidYouMean(s.Value, names)
	}
	if meant != "" {
		meant += " "
	}
	return []Finding{broken(RuleWrongType, s.Place, "“"+short(s.Value)+"”不是"+what, meant+choices)}
}

// IsName reports whether a text may name a value in formulas: a letter, then
// letters, digits and _, all of them small.
func IsName(s string) bool {
	if s == "" || len(s) > 60 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}) < 0
}
