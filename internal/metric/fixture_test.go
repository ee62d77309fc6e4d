package metric

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// profileText is the shipped profile.
func profileText(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "content", "rules", "mof-2020.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// profile reads a profile from TOML text.
func profile(t testing.TB, text string) *record.Profile {
	t.Helper()
	p := &record.Profile{ID: "mof-2020", File: "rules/mof-2020.toml"}
	bind(t, p.File, text, p)
	return p
}

func bind(t testing.TB, path, text string, into any) {
	t.Helper()
	f, faults := source.Parse(path, []byte(text))
	if len(faults) > 0 {
		t.Fatalf("%s: %v", path, faults)
	}
	if faults := source.Bind(f.Root, into, source.Context{Unit: money.WanYuan}); len(faults) > 0 {
		t.Fatalf("%s: %v", path, faults)
	}
}

// shipped compiles the shipped profile, with more TOML behind it.
func shipped(t testing.TB, more string) *Catalogue {
	t.Helper()
	c, faults := Compile(profile(t, profileText(t)+"\n"+more))
	for _, f := range faults {
		t.Errorf("%s: %s（%s）", f.Place, f.Message, f.Hint)
	}
	return c
}

// seed is the funds of the first report, as its files have them.
const seed = `
[funds]
basis = "申请预算资金"
budget = 526.87
spent = 498.31
project_budget = 150.73
project_spent = 131.73
[stated]
execution_rate = "95%"
project_execution_rate = "87.39%"
project_count = "七个"
coverage = "100%"
`

// items are the projects of the first report: id, name, spent, budget.
var items = [...][4]string{
	{"huiyi", "政协会议费", "36.89"},
	{"shicha", "委员视察费", "7"},
	{"wenshi", "乐亭文史研究专项经费", "5"},
	{"zhaoshang", "委员联络站招商经费", "11"},
	{"zuotanhui", "“呔商历史与精神”座谈会经费", "11.83"},
	{"yanjiu", "呔商历史文化研究经费", "30"},
	{"zonghe", "综合业务管理经费", "30"},
}

// report reads a report with its projects: id, name, spent, budget; "" is absent.
func report(t testing.TB, text string, projects ...[4]string) *record.Report {
	t.Helper()
	r := &record.Report{Year: 2023, Dept: "zhengxie", File: "2023/zhengxie/report.toml", Default: record.Defaults{Unit: "万元"}}
	bind(t, r.File, text, r)
	for _, it := range projects {
		p := &record.Project{ID: it[0], File: "2023/zhengxie/projects/" + it[0] + ".toml"}
		text := "name = '" + it[1] + "'\n[funds]\n"
		if it[2] != "" {
			text += "spent = " + it[2] + "\n"
		}
		if it[3] != "" {
			text += "budget = " + it[3] + "\n"
		}
		bind(t, p.File, text, p)
		r.Projects = append(r.Projects, p)
	}
	return r
}

// compute computes a report and fails on findings.
func compute(t testing.TB, r *record.Report, c *Catalogue) *Set {
	t.Helper()
	s, faults := Compute(r, c)
	for _, f := range faults {
		t.Errorf("%s: %s", f.Place, f.Message)
	}
	return s
}

// seedSet is the figures of the first report.
func seedSet(t testing.TB, more string) *Set {
	t.Helper()
	return compute(t, report(t, seed, items[:]...), shipped(t, more))
}

// messages prints findings as place: message（hint）, sorted.
func messages(fs []source.Finding) string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Place.String()+": "+f.Message+"（"+f.Hint+"）")
	}
	sort.Strings(out)
	return strings.Join(out, "\n")
}
