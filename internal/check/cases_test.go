package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// subjects loads and computes a content.
func subjects(t testing.TB, files map[string][]byte) (*record.Content, []Subject) {
	t.Helper()
	content, faults := record.Load(source.NewTree(files))
	var out []Subject
	catalogues := map[*record.Profile]*metric.Catalogue{}
	for _, r := range content.Reports {
		c := catalogues[r.Rules]
		if c == nil {
			var more []source.Finding
			c, more = metric.Compile(r.Rules)
			catalogues[r.Rules] = c
			faults = append(faults, more...)
		}
		set, more := metric.Compute(r, c)
		faults = append(faults, more...)
		out = append(out, Subject{r, set})
	}
	for _, f := range faults {
		t.Errorf("%s: %s: %s", f.Place, f.Rule, f.Message)
	}
	return content, out
}

// base is what every content of a test has.
func base(t testing.TB) map[string][]byte {
	t.Helper()
	profile, err := os.ReadFile("../../content/rules/mof-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	return map[string][]byte{
		"site.toml":           []byte("name = \"明白账\"\ncounty = \"示例县\"\nprofile = \"mof-2020\"\n"),
		"rules/mof-2020.toml": profile,
	}
}

// TestPublishedCases holds every published fault against what must be found, and
// every sound case against finding nothing.
func TestPublishedCases(t *testing.T) {
	cases, err := txtar.ParseFile("../record/testdata/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := base(t)
	for _, f := range cases.Files {
		id, rest, _ := strings.Cut(f.Name, "/")
		id = strings.ToLower(id)
		files["departments/"+id+".toml"] = []byte("name = \"示例局\"\n")
		files["2023/"+id+"/"+rest] = f.Data
	}
	content, in := subjects(t, files)
	w := &World{Site: content.Site, Departments: content.Departments, AsOf: "2024-06-01"}
	each, _ := w.RunAll(in)
	var got []string
	for i, s := range in {
		id := strings.ToUpper(s.Report.Dept)
		for _, f := range each[i] {
			if f.Severity == source.Info {
				continue
			}
			if id[0] == 'S' {
				t.Errorf("%s is sound, but: %s %s %s", id, f.Rule, f.Severity, f.Message)
			}
			got = append(got, fmt.Sprintf("%s %s %s %s|%s|%s%s %s", id, f.Rule, f.Severity, f.Stated, f.Computed, f.Difference, f.Unit, strings.TrimPrefix(f.Place.String(), "2023/"+s.Report.Dept+"/")))
		}
	}
	text := strings.Join(got, "\n") + "\n"
	if *update {
		if err := os.WriteFile("testdata/published.txt", []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/published.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(string(want), "\n") {
		if line != "" && !slices.Contains(got, line) {
			t.Errorf("not found: %s", line)
		}
	}
	for _, line := range got {
		if !strings.Contains(string(want), line+"\n") {
			t.Errorf("found:     %s", line)
		}
	}
	// What cases.md names, by rule and difference.
	for _, c := range namedFaults() {
		if !slices.ContainsFunc(got, func(l string) bool { return strings.HasPrefix(l, c[0]+" "+c[1]+" ") && strings.Contains(l, c[2]) }) {
			t.Errorf("%s: no %s with %s", c[0], c[1], c[2])
		}
	}
}

// namedFaults are what cases.md says is wrong: case, rule, and a part of the line.
func namedFaults() [][3]string {
	return [][3]string{
		{"F1", "C3", "|0.01万元"}, {"F2", "C6", "|0.42%"}, {"F3", "C52", "执行率不高"}, {"F4", "C5", "85%|90.46%|5.46%"}, {"F4", "C30", "2021|2019、2020"},
		{"F5", "C1", "2026400.00|1740000.00|286400.00元"}, {"F6", "C18", "|69.728万元"}, {"F7", "C17", "|8.54万元"}, {"F7", "C9", ""}, {"F7", "C37", "≤4"}, {"F7", "C40", "153.05%"},
		{"F8", "C11", "5|4.84|0.16分"}, {"F9", "C5", "超任务43%|129.57%"}, {"F10", "C11", "2|1.45|0.55分"}, {"F11", "C2", ",867.48|1867.48"},
		{"F12", "C11", "1.8|1.97"}, {"F12", "C11", "1.9|1.69"}, {"F12", "C11", "1.8|1.25"}, {"F13", "C17", "1605.00|1604.75|0.25万元"},
		{"F14", "C6", "30%|29.59%"}, {"F15", "C1", "2263.00|2253.00|10.00万元"}, {"F16", "C1", "20000.00|0.00|20000.00元"}, {"F17", "C2", "1366.23|1366.22|0.01万元"},
		{"F18", "C1", "7,00.0,77"}, {"F19", "C25", "420.37元|420.37万元"}, {"F19", "C25", "42.59万元亩"}, {"F20", "C26", "|80.00%|20.00%"},
		{"F21", "C5", "31.00%|31.08%|0.08%"}, {"F22", "C19", "100%"}, {"F23", "C11", "10|0|10分"}, {"F24", "C5", "100%|52.64%|47.36%"},
		{"F25", "C11", "27|30|3分"}, {"F26", "C37", "≥100百分比"}, {"F26", "C37", "完成"}, {"F27", "C11", "7|10|3分"}, {"F27", "C11", "9|9.8|0.8分"},
	}
}
