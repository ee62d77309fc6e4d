package source

import (
	"slices"
	"strings"
	"testing"
)

func mustParse(t testing.TB, src string) *File {
	t.Helper()
	f, fs := Parse("f.toml", []byte(src))
	if f == nil {
		t.Fatalf("%q is refused: %v", src, fs)
	}
	return f
}

// at walks to a node: "funds.budget", "problem.0.text".
func (n *Node) at(t *testing.T, path string) *Node {
	t.Helper()
	for _, part := range strings.Split(path, ".") {
		if n.Kind == KindArray {
			n = n.Items[int(part[0]-'0')]
		} else {
			n = n.Get(part)
		}
		if n == nil {
			t.Fatalf("no %s of %s", part, path)
		}
	}
	return n
}

const sample = `# 说明
title = "政协"   # 注
order=7
made = 2024-03-31
lines = ["甲", '乙',
  [1, 2.50], { x = "丙", y.z = true }]

[funds]
budget = 526.870
"支出" = '498.31万元'

[[problem]]
text = """
第一行
"""
[[problem]]
  text = "二"
  [problem.more]
  a.b = 1
`

func TestPlaces(t *testing.T) {
	root := mustParse(t, sample).Root
	for _, c := range []struct {
		path, key, value, literal string
		kind                      NodeKind
	}{
		{"title", "f.toml:2:1", "f.toml:2:9", `"政协"`, KindString},
		{"order", "f.toml:3:1", "f.toml:3:7", "7", KindInteger},
		{"made", "f.toml:4:1", "f.toml:4:8", "2024-03-31", KindDate},
		{"lines", "f.toml:5:1", "f.toml:5:9", "[\"甲\", '乙',\n  [1, 2.50], { x = \"丙\", y.z = true }]", KindArray},
		{"lines.0", "f.toml:5:10", "f.toml:5:10", `"甲"`, KindString},
		{"lines.1", "f.toml:5:15", "f.toml:5:15", `'乙'`, KindString},
		{"lines.2", "f.toml:6:3", "f.toml:6:3", "[1, 2.50]", KindArray},
		{"lines.2.1", "f.toml:6:7", "f.toml:6:7", "2.50", KindFloat},
		{"lines.3", "f.toml:6:14", "f.toml:6:14", "{ x = \"丙\", y.z = true }", KindTable},
		{"lines.3.x", "f.toml:6:16", "f.toml:6:20", `"丙"`, KindString},
		{"lines.3.y", "f.toml:6:25", "f.toml:6:25", "", KindTable},
		{"lines.3.y.z", "f.toml:6:27", "f.toml:6:31", "true", KindBool},
		{"funds", "f.toml:8:2", "f.toml:8:2", "", KindTable},
		{"funds.budget", "f.toml:9:1", "f.toml:9:10", "526.870", KindFloat},
		{"funds.支出", "f.toml:10:1", "f.toml:10:8", "'498.31万元'", KindString},
		{"problem", "f.toml:12:3", "f.toml:12:3", "", KindArray},
		{"problem.0", "f.toml:12:3", "f.toml:12:3", "", KindTable},
		{"problem.0.text", "f.toml:13:1", "f.toml:13:8", "\"\"\"\n第一行\n\"\"\"", KindString},
		{"problem.1", "f.toml:16:3", "f.toml:16:3", "", KindTable},
		{"problem.1.text", "f.toml:17:3", "f.toml:17:10", `"二"`, KindString},
		{"problem.1.more", "f.toml:18:12", "f.toml:18:12", "", KindTable},
		{"problem.1.more.a", "f.toml:19:3", "f.toml:19:3", "", KindTable},
		{"problem.1.more.a.b", "f.toml:19:5", "f.toml:19:9", "1", KindInteger},
	} {
		n := root.at(t, c.path)
		if n.KeyPlace.String() != c.key || n.Place.String() != c.value || n.Literal != c.literal || n.Kind != c.kind {
			t.Errorf("%s: %s %s %q %s", c.path, n.KeyPlace, n.Place, n.Literal, n.Kind)
		}
	}
	if want := []string{"title", "order", "made", "lines", "funds", "problem"}; !slices.Equal(root.Keys, want) {
		t.Errorf("keys %v, want %v", root.Keys, want)
	}
}

func TestValuesAreTheDecoders(t *testing.T) {
	root := mustParse(t, "a = \"x\\u653fy\"\nb = 0x1F\nc = 95.10\nd = \"\"\"one \\\n  two\"\"\"\ne = false\n").Root
	for path, want := range map[string]any{"a": "x政y", "b": int64(31), "c": 95.1, "d": "one two", "e": false} {
		if got := root.Get(path).Value; got != want {
			t.Errorf("%s = %v, want %v", path, got, want)
		}
	}
}

// TestHeaderOrder holds that a table may be opened before its parent.
func TestHeaderOrder(t *testing.T) {
	root := mustParse(t, "[a.b]\nx = 1\n[a]\ny = 2\n").Root
	if a := root.Get("a"); a.Place.String() != "f.toml:3:2" || a.Get("b").Get("x") == nil || a.Get("y") == nil {
		t.Errorf("a at %s: %v", a.Place, a.Keys)
	}
}

// TestDecoderDropsSecondKey: the decoder takes a.b = 1, a = 2 and drops the
// second without a word; the index does not.
func TestDecoderDropsSecondKey(t *testing.T) {
	const src = "a.b = 1\na = 2\n"
	if v, err := decode(src); err != nil || v["a"].(map[string]any)["b"] != int64(1) {
		t.Logf("the decoder has been mended: %v, %v", v, err)
	}
	if f, fs := Parse("f.toml", []byte(src)); f != nil || fs[0].Rule != RuleDuplicateKey {
		t.Errorf("file %v, findings %v", f, fs)
	}
}

func TestPlacerGoesBack(t *testing.T) {
	data := []byte("政协\nab政\n\nx")
	pl := newPlacer("f", data)
	want := map[int]string{0: "f:1:1", 3: "f:1:2", 6: "f:1:3", 7: "f:2:1", 9: "f:2:3", 12: "f:2:4", 13: "f:3:1", 14: "f:4:1", 15: "f:4:2", 99: "f:4:2"}
	for _, off := range []int{15, 0, 14, 13, 7, 9, 12, 3, 99, 6, 0, 9, 7, 13} {
		if got := pl.at(off).String(); got != want[off] {
			t.Errorf("%d is %s, want %s", off, got, want[off])
		}
	}
}
