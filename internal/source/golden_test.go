package source

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite what the cases in testdata expect")

// golden runs the cases of a file in testdata. A case is "=== name", the source,
// "---", and one line a finding: place, rule, message, hint, related places.
func golden(t *testing.T, file string, run func(src []byte) []Finding) {
	t.Helper()
	path := "testdata/" + file
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cases := strings.Split(string(raw), "=== ")
	out.WriteString(cases[0])
	for _, c := range cases[1:] {
		name, body, _ := strings.Cut(c, "\n")
		src, want, ok := strings.Cut(body, "---\n")
		if !ok {
			t.Fatalf("%s: case %s has no ---", path, name)
		}
		got := listing(run([]byte(src)))
		out.WriteString("=== " + name + "\n" + src + "---\n" + got + "\n")
		t.Run(name, func(t *testing.T) {
			if want = strings.TrimRight(want, "\n"); !*update && strings.TrimRight(got, "\n") != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	if *update {
		if err := os.WriteFile(path, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func listing(fs []Finding) string {
	var b strings.Builder
	for _, f := range fs {
		b.WriteString(f.Place.String() + " " + f.Rule + " " + f.Message)
		if f.Hint != "" {
			b.WriteString(" | " + f.Hint)
		}
		for _, r := range f.Related {
			b.WriteString(" | " + r.Place.String() + " " + r.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestSyntax(t *testing.T) {
	golden(t, "syntax.txt", func(src []byte) []Finding {
		f, fs := Parse("f.toml", src)
		if (f == nil) != (len(fs) > 0) {
			t.Errorf("file and findings: %v, %v", f, fs)
		}
		return fs
	})
}
