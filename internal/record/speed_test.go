package record

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/source"
)

// many is a county of departments with one report, seven projects and twenty
// indicators a project each.
func many(departments int) *source.Tree {
	files := map[string][]byte{"site.toml": nil, "rules/any.toml": nil}
	var b strings.Builder
	b.WriteString("name = \"政协会议费\"\norder = 1\npurpose = \"\"\"\n主要用于全会的租车、用餐、会场租用、住宿、会务、材料印刷及其他开支。\n\"\"\"\n[funds]\ninitial = 40\nbudget = 40.00\nspent = 36.89\n[[funds.source]]\nname = \"当年财政拨款\"\nbudget = 40\nspent = 36.89\n")
	for i := range 20 {
		fmt.Fprintf(&b, "[[indicator]]\nlevel1 = \"产出指标\"\nlevel2 = \"数量指标\"\nname = \"召开会议次数%d\"\ntarget = \"≥2次\"\nactual = \"2次\"\nweight = 2.5\nscore = 2.5\n", i)
	}
	for d := range departments {
		id := fmt.Sprintf("d%d", d)
		files["departments/"+id+".toml"] = []byte("name = \"部门\"\n")
		files["2023/"+id+"/report.toml"] = []byte("[funds]\nbudget = 526.87\nspent = 498.31\n[analysis]\ntext = \"\"\"\n全年支出。\n\"\"\"\n")
		for p := range 7 {
			files[fmt.Sprintf("2023/%s/projects/p%d.toml", id, p)] = []byte(b.String())
		}
	}
	return source.NewTree(files)
}

// BenchmarkDepartment reads one department's year: seven projects with twenty
// indicators each.
func BenchmarkDepartment(b *testing.B) {
	s, faults := Open(many(1))
	if len(faults) > 0 {
		b.Fatal(listing(faults))
	}
	b.ReportAllocs()
	for b.Loop() {
		if r, fs := s.Department("d0"); len(fs) > 0 || len(r[0].Projects) != 7 {
			b.Fatal(listing(fs))
		}
	}
}

// TestOpen: what is read department by department is what is read at once.
func TestOpen(t *testing.T) {
	tree := many(3)
	whole, _ := Load(tree)
	s, _ := Open(tree)
	if got := strings.Join(s.Departments(), " "); got != "d0 d1 d2" || len(s.Content().Reports) != 0 || len(s.Content().Departments) != 3 {
		t.Errorf("departments %s", got)
	}
	for i, id := range s.Departments() {
		rs, fs := s.Department(id)
		if len(fs) > 0 || len(rs) != 1 || rs[0].Key() != whole.Reports[i].Key() || len(rs[0].Projects) != len(whole.Reports[i].Projects) || len(rs[0].Inputs) != 11 {
			t.Errorf("%s: %s", id, listing(fs))
		}
	}
	if rs, fs := s.Department("nobody"); rs != nil || fs != nil {
		t.Errorf("nobody has %v, %v", rs, fs)
	}
}
