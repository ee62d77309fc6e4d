package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"mingbai/internal/source"
)

// compiled is a kind with its schema, as a validator reads it.
type compiled struct {
	kind
	schema *jsonschema.Schema
}

func compile(t testing.TB, k kind) compiled {
	t.Helper()
	data, err := Schema(k.name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(k.name+".json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(k.name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled{k, s}
}

func every(t testing.TB) map[string]compiled {
	out := map[string]compiled{}
	for _, k := range kinds() {
		out[k.name] = compile(t, k)
	}
	return out
}

// verdicts parses a file and asks the decoder and the schema; ok is false for
// what is no TOML.
func (c compiled) verdicts(text string) (faults []source.Finding, refused error, ok bool) {
	f, _ := source.Parse("f.toml", []byte(text))
	if f == nil {
		return nil, nil, false
	}
	return source.Bind(f.Root, reflect.New(c.of).Interface(), source.Context{}), c.schema.Validate(plain(f.Root)), true
}

// plain is a TOML value as editors hand it to a schema: dates are strings.
func plain(n *source.Node) any {
	switch n.Kind {
	case source.KindTable:
		out := map[string]any{}
		for i, k := range n.Keys {
			out[k] = plain(n.Items[i])
		}
		return out
	case source.KindArray:
		out := []any{}
		for _, item := range n.Items {
			out = append(out, plain(item))
		}
		return out
	case source.KindDate, source.KindTime:
		return n.Literal
	}
	return n.Value
}

func (c compiled) agree(t *testing.T, text string) {
	t.Helper()
	faults, refused, ok := c.verdicts(text)
	switch {
	case !ok:
		t.Errorf("%s: no TOML:\n%s", c.name, text)
	case len(faults) > 0 && refused == nil:
		t.Errorf("%s: the decoder refuses, the schema does not:\n%s\n%s %s", c.name, text, faults[0].Place, faults[0].Message)
	case len(faults) == 0 && refused != nil:
		t.Errorf("%s: the schema refuses, the decoder does not:\n%s\n%v", c.name, text, refused)
	}
}

// TestFiles holds that the schemas accept whatever the decoder accepts among the
// files of this repository: the content, the published cases, the style.
func TestFiles(t *testing.T) {
	all := every(t)
	n := 0
	try := func(kind, text string) {
		n++
		faults, refused, ok := all[kind].verdicts(text)
		if !ok || len(faults) > 0 || refused != nil {
			t.Errorf("%s:\n%s\n%v\n%v", kind, text, faults, refused)
		}
	}
	for kind, patterns := range map[string][]string{
		"site": {"site.toml"}, "department": {"departments/*.toml"}, "profile": {"rules/*.toml"},
		"report": {"*/*/report.toml"}, "project": {"*/*/projects/*.toml"}, "style": {"../layouts/style.toml"},
	} {
		for _, p := range patterns {
			files, _ := filepath.Glob(filepath.Join("../../content", p))
			if len(files) == 0 {
				t.Errorf("no %s", p)
			}
			for _, f := range files {
				data, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				try(kind, string(data))
			}
		}
	}
	a, err := txtar.ParseFile("../record/testdata/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		kind := "project"
		if strings.HasSuffix(f.Name, "/report.toml") {
			kind = "report"
		}
		try(kind, string(f.Data))
	}
	if n < 80 {
		t.Errorf("%d files", n)
	}
}

// samples are values of every sort, sound for one type of field and not for
// another. A date in quotes and a whole number with a point are not among them:
// a schema cannot tell them from a date and an integer. Days and times are tried
// on dates alone, because to a schema they are texts.
var samples = []string{
	`"x"`, `""`, `" "`, `"5"`, `"-5.50"`, `" 5 "`, `"5万元"`, `"5 元"`, `"5人"`, `"５"`, `"1,234"`, `"95%"`, `"a_1"`, `"a-1"`, `"A"`, `"中文"`, `"draft"`, `"元"`, `"本级"`, `"自评"`,
	`5`, `0`, `-5`, `1949`, `5.5`, `-0.5`, `true`,
	`[]`, `["x"]`, `["goals"]`, `[5]`, `[true]`, `[["x"]]`, `{}`, `{x = 1}`, `{C3 = "info"}`, `{C3 = 5}`, `[{}]`, `[{x = 1}]`, `["x", {}]`,
}

// TestEveryField holds schema and decoder equal, field by field, over values of
// every sort.
func TestEveryField(t *testing.T) {
	n := 0
	for _, k := range kinds() {
		c := compile(t, k)
		for _, path := range paths(k.of, 0) {
			values := samples
			for w := range strings.FieldsSeq(path.words) {
				name, _, _ := strings.Cut(w, "=")
				values = append(values[:len(values):len(values)], fmt.Sprintf("%q", name), fmt.Sprintf("[%q]", name))
			}
			if path.of == reflect.TypeFor[source.Date]() {
				values = append(values[:len(values):len(values)], "2024-03-31", "2024-03-31T01:02:03Z", "2024-03-31T01:02:03", "01:02:03")
			}
			for _, v := range values {
				n++
				c.agree(t, path.with(v))
			}
		}
		c.agree(t, "unheard = 1\n")
		c.agree(t, "")
	}
	if n < 10_000 {
		t.Errorf("%d values tried", n)
	}
}

// field is the way to one field: a text with a gap for its value.
type field struct {
	before, after, words string
	of                   reflect.Type
}

func (f field) with(value string) string { return f.before + value + f.after + "\n" }

// paths lists every field below a type, each in a file that lacks nothing else.
func paths(t reflect.Type, depth int) []field {
	var out []field
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("toml")
		if key == "" || key == "-" || key == "@" {
			continue
		}
		sep := "\n"
		if depth > 0 {
			sep = ", "
		}
		others := needed(t, key, sep)
		out = append(out, field{key + " = ", others, f.Tag.Get("words"), f.Type})
		of, open, shut := f.Type, "{", "}"
		if of.Kind() == reflect.Slice {
			of, open, shut = of.Elem(), "[{", "}]"
		}
		if of.Kind() != reflect.Struct || isLeaf(of) {
			continue
		}
		for _, p := range paths(of, depth+1) {
			out = append(out, field{key + " = " + open + p.before, p.after + shut + others, p.words, p.of})
		}
	}
	return out
}

// needed writes the fields that no such table may lack, but for one.
func needed(t reflect.Type, but, sep string) string {
	out := ""
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		if must := tag.Get("must"); must != "" && tag.Get("toml") != but {
			out += sep + tag.Get("toml") + " = " + fmt.Sprintf("%q", must)
		}
	}
	return out
}

func isLeaf(t reflect.Type) bool { return t.PkgPath() == "mingbai/internal/source" }

// TestNeeded holds that a table without what it must have is refused by both.
func TestNeeded(t *testing.T) {
	all := every(t)
	for _, c := range []struct{ kind, text string }{
		{"report", "[[item]]\namount = 5\n"}, {"report", "[[accepted]]\nrule = \"C3\"\nkey = \"x\"\n"}, {"report", "[[printed]]\nvalue = \"5%\"\n"}, {"project", "[[dimension]]\nweight = 5\n"},
		{"report", "[[funds]]\nbudget = 5\n"}, {"report", "[problem]\ntext = \"x\"\n"}, {"report", "[[funds.source]]\nlevel = \"国家\"\n"}, {"report", "[sign_off.prepared]\nname = \"x\"\ndate = 2024-01-31\n"},
	} {
		all[c.kind].agree(t, c.text)
	}
}

// FuzzSchema holds that a schema is never stricter than the decoder, and as
// strict about names and types.
func FuzzSchema(f *testing.F) {
	for _, s := range []string{"stage = \"draft\"\n[funds]\nbudget = 5\n", "[[problem]]\nid = \"a\"\ndue = 2024-01-01\n", "[scores]\ntotal = \"5\"\n", "order = 0x10\n", "name = 1\n", "[[indicator]]\nname = \"x\"\nweight = 5.0\n[[indicator]]\n", "[[item]]\nkey = \"a\"\n", "funds = []\n"} {
		f.Add(s)
	}
	all := []compiled{compile(f, kinds()[2]), compile(f, kinds()[3])}
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range all {
			faults, refused, ok := c.verdicts(text)
			if !ok {
				return
			}
			if refused != nil && len(faults) == 0 {
				t.Fatalf("%s: the schema alone refuses %q: %v", c.name, text, refused)
			}
			for _, fault := range faults {
				if refused == nil && fault.Rule == source.RuleUnknownKey {
					t.Fatalf("%s: the decoder alone refuses %q: %s", c.name, text, fault.Message)
				}
			}
		}
	})
}

// TestTitles: every field has a Chinese name, and whatever editors show is one
// line.
func TestTitles(t *testing.T) {
	for _, k := range kinds() {
		for _, p := range named(k.of, k.name) {
			if p.zh == "" {
				t.Errorf("%s has no zh", p.path)
			}
			if strings.ContainsAny(p.zh+p.desc, "\n\t") {
				t.Errorf("%s: %q %q", p.path, p.zh, p.desc)
			}
		}
	}
}

type name struct{ path, zh, desc string }

func named(t reflect.Type, path string) []name {
	var out []name
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("toml")
		if key == "" || key == "-" || key == "@" {
			continue
		}
		out = append(out, name{path + "." + key, f.Tag.Get("zh"), f.Tag.Get("desc")})
		of := f.Type
		if of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct && !isLeaf(of) {
			out = append(out, named(of, path+"."+key)...)
		}
	}
	return out
}

// TestInOnePiece: a schema is whole by itself, valid, and the same every time.
func TestInOnePiece(t *testing.T) {
	whole, err := All()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range Kinds() {
		one, err := Schema(name)
		again, _ := Schema(name)
		if err != nil || !bytes.Equal(one, again) {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.Contains(one, []byte("$ref")) || !json.Valid(one) || !bytes.HasSuffix(one, []byte("}\n")) {
			t.Errorf("%s is not in one piece", name)
		}
		if !bytes.Contains(whole, []byte("\""+Title(name)+"\"")) {
			t.Errorf("%s is not among all", name)
		}
	}
	if _, err := Schema("rapport"); err == nil || !strings.Contains(err.Error(), "report") {
		t.Errorf("unknown kind: %v", err)
	}
}

// TestLine: the address leads from the file to the folder beside content.
func TestLine(t *testing.T) {
	for path, want := range map[string]string{
		"site.toml": "#:schema ../schema/report.json", "2023/zhengxie/report.toml": "#:schema ../../../schema/report.json", "2023/zhengxie/projects/huiyi.toml": "#:schema ../../../../schema/report.json",
	} {
		if got := Line("report", path); got != want {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// TestCommitted holds the files in schema/ to the types.
func TestCommitted(t *testing.T) {
	for _, name := range Kinds() {
		want, err := Schema(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile("../../schema/" + name + ".json")
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("schema/%s.json is out of date (%v): go run ./cmd/mingbai schema --out schema", name, err)
		}
	}
}
