package check

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mingbai/internal/source"
)

var update = flag.Bool("update", false, "write the expected findings anew")

// TestRules runs the archives of testdata. Each folder of an archive is a
// department of its own; ID.2022 is its report of another year than 2023. The
// comment lists what must be found, a line each:
//
//	ID RULE SEVERITY STATED|COMPUTED|DIFFERENCE+UNIT PLACE
//
// and nothing else may be found in any department; lines of severity info count
// only for departments that list one.
func TestRules(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal(archives, err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head, want := expectations(string(a.Comment))
			got := findings(t, a, want)
			if *update {
				a.Comment = []byte(head + strings.Join(got, "\n") + "\n\n")
				if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			for _, line := range want {
				if !slices.Contains(got, line) {
					t.Errorf("not found: %s", line)
				}
			}
			for _, line := range got {
				if !slices.Contains(want, line) {
					t.Errorf("found:     %s", line)
				}
			}
		})
	}
}

// expectations parts the comment of an archive into prose and expected lines.
func expectations(comment string) (head string, want []string) {
	for _, line := range strings.Split(strings.TrimRight(comment, "\n"), "\n") {
		f := strings.Fields(line)
		if len(f) >= 4 && slices.Contains([]string{"error", "warning", "info"}, f[2]) {
			want = append(want, line)
			continue
		}
		head += line + "\n"
	}
	return strings.TrimRight(head, "\n") + "\n\n", want
}

// findings checks an archive as one content.
func findings(t *testing.T, a *txtar.Archive, want []string) []string {
	t.Helper()
	files := base(t)
	for _, f := range a.Files {
		first, rest, _ := strings.Cut(f.Name, "/")
		if rest == "" || first == "departments" || first == "rules" {
			files[f.Name] = f.Data
			continue
		}
		id, year, other := strings.Cut(first, ".")
		if !other {
			year = "2023"
		}
		if dept := "departments/" + id + ".toml"; files[dept] == nil {
			files[dept] = []byte("name = \"示例局\"\n")
		}
		files[year+"/"+id+"/"+rest] = f.Data
	}
	content, in := subjects(t, files)
	w := &World{Site: content.Site, Departments: content.Departments, AsOf: "2024-06-01"}
	each, county := w.RunAll(in)
	var all []source.Finding
	for _, fs := range each {
		all = append(all, fs...)
	}
	var out []string
	for _, f := range append(all, county...) {
		id := strings.SplitN(f.Place.File, "/", 3)
		name := "-"
		if len(id) == 3 {
			name = id[1]
		}
		line := fmt.Sprintf("%s %s %s %s|%s|%s%s %s", name, f.Rule, f.Severity, f.Stated, f.Computed, f.Difference, f.Unit, f.Place)
		if f.Accepted != nil {
			line += " accepted"
		}
		if f.Severity != source.Info || slices.ContainsFunc(want, func(w string) bool { return strings.HasPrefix(w, name+" ") && strings.Contains(w, " info ") }) {
			out = append(out, line)
		}
	}
	return out
}
