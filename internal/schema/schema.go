// Package schema tells editors what may stand in each kind of file: JSON Schema,
// generated from the types that the files are bound to, with Chinese titles and
// descriptions from their tags.
//
// A schema says no more than source.Bind holds, and the tests keep the two equal.
// The package must not know what a field means, and reads no file.
//
// The generator is our own: the leaf types (amounts with a unit, figures as
// printed), the limits in the tags and the place fields are ours, so a library
// would have to be told all of it, and would bring four more modules along.
// Everything is inline: the editor tool that clerks are advised to use does not
// follow references. The draft is 07, which both common TOML tools know.
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// draft is the dialect of every schema.
const draft = "http://json-schema.org/draft-07/schema#"

// kind is one kind of file.
type kind struct {
	name, title, about string
	of                 reflect.Type
}

func kinds() []kind {
	return []kind{
		{"site", "站点", "content/site.toml：县和网站的基本情况", reflect.TypeFor[record.Site]()},
		{"department", "部门", "content/departments/编号.toml：一个部门一个文件", reflect.TypeFor[record.Department]()},
		{"report", "报告", "content/年度/部门编号/report.toml：一个部门一年的自评报告", reflect.TypeFor[record.Report]()},
		{"project", "项目", "content/年度/部门编号/projects/编号.toml：一个项目一个文件", reflect.TypeFor[record.Project]()},
		{"profile", "规则集", "content/rules/编号.toml：指标、分值、打分办法、表样和界限", reflect.TypeFor[record.Profile]()},
		{"style", "版式", "layouts/style.toml：PDF 的纸张、字体和字号", reflect.TypeFor[typeset.Style]()},
	}
}

// Kinds lists the kinds of files that have a schema.
func Kinds() []string {
	var out []string
	for _, k := range kinds() {
		out = append(out, k.name)
	}
	return out
}

// Title is the Chinese name of a kind, "" where there is no such kind.
func Title(name string) string {
	for _, k := range kinds() {
		if k.name == name {
			return k.title
		}
	}
	return ""
}

// Schema is the JSON Schema of a kind of file, ready to be written.
func Schema(name string) ([]byte, error) {
	for _, k := range kinds() {
		if k.name == name {
			return k.schema().bytes()
		}
	}
	return nil, fmt.Errorf("没有“%s”这种文件，可以写：%s", name, strings.Join(Kinds(), "、"))
}

// All is one schema whose definitions are those of every kind.
func All() ([]byte, error) {
	all := &node{Schema: draft, Title: "明白账的全部文件", Description: "每种文件的定义；单独一种用 mingbai schema 种类"}
	for _, k := range kinds() {
		n := k.schema()
		n.Schema = ""
		all.Definitions = append(all.Definitions, property{k.name, n})
	}
	return all.bytes()
}

// Line is the line that leads editors from a file to its schema, where the
// schemas lie in the folder schema beside content: path is the file's path below
// content.
func Line(name, path string) string {
	return "#:schema " + strings.Repeat("../", strings.Count(path, "/")+1) + "schema/" + name + ".json"
}

func (k kind) schema() *node {
	n := object(k.of)
	n.Schema, n.Title, n.Description = draft, k.title, k.about
	return n
}

// node is one schema.
type node struct {
	Schema      string     `json:"$schema,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        string     `json:"type,omitempty"`
	Format      string     `json:"format,omitempty"`
	Enum        []string   `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	Minimum     *int64     `json:"minimum,omitempty"`
	AnyOf       []*node    `json:"anyOf,omitempty"`
	Items       *node      `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	Additional  any        `json:"additionalProperties,omitempty"` // false, or a *node
	Definitions properties `json:"definitions,omitempty"`
}

// properties keep the order of the type's fields.
type properties []property

type property struct {
	key  string
	node *node
}

// MarshalJSON writes an object.
func (p properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, e := range p {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := write(&b, e.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := write(&b, e.node); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// write encodes a value as it reads best: ≥ and < as they are.
func write(b *bytes.Buffer, v any) error {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (n *node) bytes() ([]byte, error) {
	var b, out bytes.Buffer
	if err := write(&b, n); err != nil {
		return nil, err
	}
	err := json.Indent(&out, b.Bytes(), "", "  ")
	return out.Bytes(), err
}

// object is the schema of a table.
func object(t reflect.Type) *node {
	n := &node{Type: "object", Additional: false}
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("toml")
		if key == "" || key == "-" || key == "@" {
			continue
		}
		v := value(f.Type, f.Tag)
		v.Title, v.Description = f.Tag.Get("zh"), describe(f)
		n.Properties = append(n.Properties, property{key, v})
		if f.Tag.Get("must") != "" {
			n.Required = append(n.Required, key)
		}
	}
	return n
}

// describe is a field's explanation, with the meaning of the words that it may be.
func describe(f reflect.StructField) string {
	text := f.Tag.Get("desc")
	if words := f.Tag.Get("words"); strings.Contains(words, "=") {
		var list []string
		for w := range strings.FieldsSeq(words) {
			name, meaning, _ := strings.Cut(w, "=")
			list = append(list, name+"（"+meaning+"）")
		}
		if text != "" {
			text += "。"
		}
		text += strings.Join(list, "、")
	}
	return text
}

// The texts that leaf types are written in. RE2 and ECMA 262 read them alike.
const (
	numberPattern = `^[ \t]*-?[0-9]+(\.[0-9]+)?[ \t]*$`
	amountPattern = `^[ \t]*-?[0-9]+(\.[0-9]+)?[ \t]*(元|万元|亿元)?[ \t]*$`
	datePattern   = `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`
	idPattern     = `^[a-z0-9-]{0,40}$`
	keyPattern    = `^[a-z][a-z0-9_]{0,59}$`
	somePattern   = `\S`
)

// value is the schema of a field's type; the limits stand in its tag.
func value(t reflect.Type, tag reflect.StructTag) *node {
	switch reflect.Zero(t).Interface().(type) {
	case source.String:
		return text(tag)
	case source.Bool:
		return &node{Type: "boolean"}
	case source.Int:
		return integer(tag)
	case source.Date:
		return &node{Type: "string", Format: "date", Pattern: datePattern}
	case source.Number:
		return &node{AnyOf: []*node{{Type: "number"}, {Type: "string", Pattern: numberPattern}}}
	case source.Amount:
		return &node{AnyOf: []*node{{Type: "number"}, {Type: "string", Pattern: amountPattern}}}
	case source.Stated:
		return &node{AnyOf: []*node{{Type: "string", Pattern: somePattern}, {Type: "number"}}}
	}
	switch t.Kind() {
	case reflect.Int:
		return integer(tag)
	case reflect.String:
		return text(tag)
	case reflect.Slice:
		return &node{Type: "array", Items: value(t.Elem(), tag)}
	case reflect.Map:
		return &node{Type: "object", Additional: value(t.Elem(), tag)}
	case reflect.Struct:
		return object(t)
	}
	panic(fmt.Sprintf("schema: a field has type %s", t))
}

func text(tag reflect.StructTag) *node {
	n := &node{Type: "string"}
	switch words, form := tag.Get("words"), tag.Get("form"); {
	case words != "":
		for w := range strings.FieldsSeq(words) {
			name, _, _ := strings.Cut(w, "=")
			n.Enum = append(n.Enum, name)
		}
	case form == "id":
		n.Pattern = idPattern
	case form == "key":
		n.Pattern = keyPattern
	case tag.Get("must") != "":
		n.Pattern = somePattern
	}
	return n
}

func integer(tag reflect.StructTag) *node {
	n := &node{Type: "integer"}
	if s := tag.Get("least"); s != "" {
		var least int64
		if _, err := fmt.Sscan(s, &least); err != nil {
			panic("schema: least is " + s)
		}
		n.Minimum = &least
	}
	return n
}
