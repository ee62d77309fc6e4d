package metric

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// content loads a county with one report of the department a in 2023 and the
// projects p1, p2 …, under the shipped rules; more files may replace or join them.
func content(t testing.TB, report string, more map[string]string, projects ...string) *record.Content {
	t.Helper()
	files := map[string][]byte{
		"site.toml":           []byte("name = \"明白账\"\ncounty = \"示例县\"\nprofile = \"mof-2020\"\n"),
		"departments/a.toml":  []byte("name = \"示例局\"\nshort = \"示例\"\n"),
		"rules/mof-2020.toml": []byte(profileText(t)),
		"2023/a/report.toml":  []byte(report),
	}
	for i, p := range projects {
		files[fmt.Sprintf("2023/a/projects/p%d.toml", i+1)] = []byte(p)
	}
	for path, text := range more {
		files[path] = []byte(text)
	}
	c, faults := record.Load(source.NewTree(files))
	for _, f := range faults {
		t.Errorf("%s: %s（%s）", f.Place, f.Message, f.Hint)
	}
	return c
}

// figured loads and computes such a report.
func figured(t testing.TB, report string, projects ...string) *Set {
	t.Helper()
	r := content(t, report, nil, projects...).Reports[0]
	c, faults := Compile(r.Rules)
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	return compute(t, r, c)
}

// rowText is one indicator: target, actual, weight, and further lines.
func rowText(target, actual, weight string, more ...string) string {
	s := "[[indicator]]\nlevel1 = \"产出指标\"\nname = \"指标\"\n"
	for _, l := range [][2]string{{"target", target}, {"actual", actual}} {
		if l[1] != "" {
			s += l[0] + " = \"" + l[1] + "\"\n"
		}
	}
	if weight != "" {
		s += "weight = " + weight + "\n"
	}
	return s + strings.Join(more, "\n") + "\n"
}

// busy are n projects with k indicators each.
func busy(n, k int) []string {
	var texts []string
	for i := range n {
		text := fmt.Sprintf("name = \"项目%d\"\n[funds]\nbudget = %d\nspent = %d.5\ninitial = 20\n", i, 100+i, 90+i)
		for j := range k {
			switch j % 4 {
			case 0:
				text += rowText("≥50个", fmt.Sprint(45+j, "个"), "4.5", "score = 4.3")
			case 1:
				text += rowText("≥95%", "93.6%", "4.5", "score = 4.5")
			case 2:
				text += rowText("≤30万元", "28.5万元", "4.5", "score = 4.5")
			case 3:
				text += rowText("9月底前", "8月", "4.5", "score = 4.5")
			}
		}
		texts = append(texts, text)
	}
	return texts
}

// cpu is the processor time that this process has used, in nanoseconds.
func cpu() int64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return u.Utime.Nano() + u.Stime.Nano()
}

func BenchmarkComputeBusy(b *testing.B) {
	r := content(b, "", nil, busy(7, 20)...).Reports[0]
	c, _ := Compile(r.Rules)
	s, _ := Compute(r, c)
	start, n := cpu(), 0
	b.ReportAllocs()
	for b.Loop() {
		Compute(r, c)
		n++
	}
	b.ReportMetric(float64(cpu()-start)/float64(n)/1000, "cpu-µs/op")
	b.ReportMetric(float64(len(s.All())), "figures")
}
