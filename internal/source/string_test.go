package source

import (
	"strings"
	"testing"
)

func TestPlaceAt(t *testing.T) {
	type file struct {
		Text String `toml:"text"`
	}
	for _, c := range []struct{ name, src, word, want string }{
		{"basic", `text = "政协会议费"`, "会议", "f.toml:1:11"},
		{"start", `text = "政协"`, "政", "f.toml:1:9"},
		{"literal", `text = '政协会议费'`, "费", "f.toml:1:13"},
		{"multi-line", "text = \"\"\"\n第一行\n第二行，招商经费\n\"\"\"", "招商", "f.toml:3:5"},
		{"multi-line, first line not trimmed", "text = \"\"\"第一行\n第二行\"\"\"", "一", "f.toml:1:12"},
		{"multi-line literal", "text = '''\n第一行\n  第二行'''", "第二", "f.toml:3:3"},
		{"blank lines", "text = \"\"\"\n\n\n第三行\"\"\"", "三", "f.toml:4:2"},
		{"line-ending backslash", "text = \"\"\"\n一 \\\n   二\\\n\n  三\"\"\"", "二", "f.toml:3:4"},
		{"after two of them", "text = \"\"\"\n一 \\\n   二\\\n\n  三\"\"\"", "三", "f.toml:5:3"},
		{"line-ending backslash first", "text = \"\"\"\\\n  一二\"\"\"", "一", "f.toml:2:3"},
		{"escape before", `text = "\u653f\"协"`, "协", "f.toml:1:17"},
		{"escape itself", `text = "a\tb政"`, "\t", "f.toml:1:10"},
		{"long escape", `text = "\U0001F600政"`, "政", "f.toml:1:19"},
		{"escape on an earlier line", "text = \"\"\"\na\\tb\n政协\"\"\"", "协", "f.toml:3:2"},
		{"quotes inside", "text = \"\"\"\n说“\"好\"”字\"\"\"", "字", "f.toml:2:7"},
		{"astral characters", `text = "𠮷𠮷字"`, "字", "f.toml:1:11"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got file
			if fs := Bind(mustParse(t, c.src+"\n").Root, &got, Context{}); len(fs) > 0 {
				t.Fatal(fs)
			}
			i := strings.Index(got.Text.Value, c.word)
			if i < 0 {
				t.Fatalf("no %q in %q", c.word, got.Text.Value)
			}
			if at := got.Text.PlaceAt(i); at.String() != c.want {
				t.Errorf("got %s, want %s", at, c.want)
			}
		})
	}
}

func TestPlaceAtBounds(t *testing.T) {
	s := String{Value: "一\n二", Place: Place{File: "f", Line: 3, Column: 5}, Set: true}
	for offset, want := range map[int]string{-1: "f:3:5", 0: "f:3:5", 3: "f:3:6", 4: "f:4:1", 7: "f:4:2", 99: "f:4:2"} {
		if got := s.PlaceAt(offset).String(); got != want {
			t.Errorf("%d is %s, want %s", offset, got, want)
		}
	}
}

// TestPlaceAtShapes holds the property of FuzzParse for every seed.
func TestPlaceAtShapes(t *testing.T) {
	for _, s := range shapes {
		if f, _ := Parse("f.toml", []byte(s)); f != nil {
			checkNodes(t, f.Data, f.Root)
		}
	}
}
