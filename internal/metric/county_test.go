package metric

import (
	"fmt"
	"slices"
	"testing"

	"mingbai/internal/money"
)

// counted loads several departments of one year and makes their rows.
func counted(t testing.TB, reports map[string]string, projects map[string]string) []*Row {
	files := map[string]string{}
	for dept, text := range reports {
		files["departments/"+dept+".toml"] = "name = \"" + dept + "局\"\nfunction = \"" + map[bool]string{true: "教育", false: "卫生"}[dept < "c"] + "\"\n"
		files["2023/"+dept+"/report.toml"] = text
	}
	for path, text := range projects {
		files["2023/"+path+".toml"] = text
	}
	c := content(t, reports["a"], files)
	cat, _ := Compile(c.Profiles["mof-2020"])
	var out []*Row
	for _, r := range c.Reports {
		out = append(out, compute(t, r, cat).Row(r))
	}
	return out
}

func TestCounty(t *testing.T) {
	rows := counted(t, map[string]string{
		"a": "[funds]\nbudget = 100\nspent = 90\n[scores]\ntotal = 96\ngrade = \"优\"\n", "b": "[funds]\nbudget = 300\nspent = 150\n[scores]\ntotal = 80\ngrade = \"良\"\n",
		"c": "[funds]\nbudget = 50\n", "d": "[funds]\nbudget = 10\nspent = 9\n",
	}, map[string]string{"a/projects/x": "[funds]\nbudget = 10\nspent = 5\n[scores]\ntotal = 70\ngrade = \"中\"\n", "d/projects/y": "evaluated = false\n[funds]\nbudget = 1\nspent = 1\n"})
	g := Year(rows, 2023, money.WanYuan)
	got := map[string]string{}
	for _, f := range g.Figures() {
		got[f.Key] = f.Shown()
	}
	want := map[string]string{"2023/budget": "410.00", "2023/spent": "249.00", "2023/unspent": "161.00", "2023/execution_rate": "60.73%", "2023/project_count": "2", "2023/evaluated_count": "1",
		"2023/coverage": "50.00%", "2023/average_score": "84.00", "2023/project_budget": "11.00", "2023/project_spent": "6.00", "2023/project_execution_rate": "54.55%"}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", got, want)
	}
	if len(g.Included) != 3 || len(g.Rows) != 4 || fmt.Sprint(g.Grades) != "[{优 1 0} {良 1 0} {中 0 1}]" {
		t.Errorf("%d %d %v", len(g.Included), len(g.Rows), g.Grades)
	}
	if in := g.Budget.Inputs(); len(in) != 3 || in[0].Key != "2023/a/budget" || in[0].Place().String() != "2023/a/report.toml:2:10" {
		t.Errorf("%+v", in)
	}
	functions := Functions(rows, 2023, money.WanYuan)
	if len(functions) != 2 || functions[1].Key != "2023/functions/教育" || functions[1].Rate.Shown() != "60.00%" || functions[0].Budget.Shown() != "10.00" {
		t.Errorf("%+v", functions)
	}
	empty := Year(rows, 2022, money.WanYuan)
	if empty.Budget.Status() != "undefined" || empty.Rate.Reason() != "没有哪个部门既填报了预算又填报了支出" || empty.Coverage.Status() != "undefined" {
		t.Errorf("%+v", empty.Rate)
	}
	ranked := Rank(rows, "execution_rate")
	var places []string
	for _, r := range ranked {
		places = append(places, fmt.Sprint(r.Row.Dept, r.Place))
	}
	if fmt.Sprint(places) != "[a1 d1 b3 c0]" {
		t.Error(places)
	}
}

// A row gives the figures that its report gave, where they have a value.
func TestRowKeepsValues(t *testing.T) {
	r := content(t, seed, nil, "name = \"甲\"\n[funds]\nbudget = 2\nspent = 1\n[scores]\ntotal = 90\n").Reports[0]
	cat, _ := Compile(r.Rules)
	s := compute(t, r, cat)
	row := s.Row(r)
	for _, f := range s.All() {
		if _, stated := f.Origin.(Stated); stated || slices.Contains([]string{"grades"}, f.Metric) {
			continue
		}
		var g *Figure
		if f.Project != "" {
			g = row.Project(f.Project, f.Metric)
		} else {
			g = row.Report(f.Metric)
		}
		switch {
		case f.OK() && s.c.find(scopeOf(s.recordOf(f.Project)-1), f.Metric) != nil:
			if g == nil || g.Shown() != f.Shown() || g.Key != f.Key || g.Unit != f.Unit || g.Kind() != f.Kind() {
				t.Errorf("%s: %+v", f.Key, g)
			}
		case g != nil:
			t.Errorf("%s has no value and %s", f.Key, g.Shown())
		}
	}
	if row.Project("nobody", "spent") != nil || row.Report("nothing") != nil {
		t.Error("figures from nowhere")
	}
}

func BenchmarkRow(b *testing.B) {
	r := content(b, "", nil, busy(7, 20)...).Reports[0]
	c, _ := Compile(r.Rules)
	s, _ := Compute(r, c)
	b.ReportAllocs()
	for b.Loop() {
		s.Row(r)
	}
}
