package metric

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// shippedRules are the profiles of content/rules, by their path.
func shippedRules(t testing.TB) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "..", "content", "rules", "*.toml"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no profiles", err)
	}
	out := map[string]string{}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out["rules/"+filepath.Base(p)] = string(data)
	}
	return out
}

// Every shipped profile loads and compiles without a fault.
func TestShippedProfiles(t *testing.T) {
	c := content(t, "", shippedRules(t))
	for _, id := range strings.Fields("mof-2020 mof-2021 mof-2021-cost whole-a whole-b hebei-ca sichuan-2023 hubei-2020 transfer free") {
		if c.Profiles[id] == nil {
			t.Errorf("no profile %s", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Profiles)) {
		p := c.Profiles[id]
		cat, faults := Compile(p)
		if len(faults) > 0 {
			t.Errorf("%s: %s", id, messages(faults))
		}
		if len(p.Basis) == 0 || p.Name.Value == "" || len(p.Notes) == 0 || len(p.Forms) == 0 {
			t.Errorf("%s lacks its documents, name, notes or forms", id)
		}
		sum, own := p.Weights.Execution.Value.Number, 0
		for _, d := range p.Dimensions {
			sum = sum.Add(d.Weight.Value.Number)
			if d.Weight.Set {
				own++
			}
		}
		if own > 0 && sum.String() != "100" {
			t.Errorf("%s: the weights add up to %s", id, sum)
		}
		for _, m := range cat.Metrics() {
			if m.Kind != "" && m.Label != "" && (m.Formula == "") == (m.Words == "") {
				continue
			}
			t.Errorf("%s: %+v", id, m)
		}
	}
}

// underProfile computes one project under a shipped profile.
func underProfile(t testing.TB, profile, report, project string) (*record.Report, *Set) {
	t.Helper()
	files := shippedRules(t)
	r := content(t, "profile = \""+profile+"\"\n"+report, files, project).Reports[0]
	c, faults := Compile(r.Rules)
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	return r, compute(t, r, c)
}

// What the profiles differ in.
func TestProfileRules(t *testing.T) {
	const rows = "[funds]\nbudget = 100\nspent = 76\n[[indicator]]\nlevel1 = \"产出指标\"\nname = \"产出\"\ntarget = \"≥10个\"\nactual = \"10个\"\nweight = 80\n"
	for _, c := range []struct {
		profile, more string
		want          map[string]string
	}{
		{"mof-2020", "weight = 90\n", map[string]string{"execution_score": "7.60", "total_score": "97.60", "grade": "优", "total_weight": "100.00"}},
		{"mof-2021", "weight = 90\n", map[string]string{"execution_score": "7.60", "total_score": "97.60"}},
		{"mof-2021-cost", "weight = 90\n", map[string]string{"total_score": "97.60"}},
		{"hubei-2020", "", map[string]string{"execution_score": "15.20", "total_score": "95.20", "total_weight": "100.00"}},
		{"sichuan-2023", "weight = 90\n", map[string]string{"execution_score": "7.60", "total_score": "97.60"}},
		{"free", "", map[string]string{"execution_score": "", "total_score": "80.00", "total_weight": "80.00", "grade": "良"}},
		{"free", "[scores]\nexecution_weight = 9\n", map[string]string{"execution_score": "6.84", "total_score": "86.84"}},
		{"transfer", "", map[string]string{"execution_score": "", "execution_rate": "76.00%", "grade": ""}},
		{"hebei-ca", "[[indicator]]\nname = \"预算执行率\"\ntarget = \"100%\"\nactual = \"76%\"\nweight = 20\n", map[string]string{"execution_score": "", "indicators/2/score": "15.20", "total_score": "95.20",
			"indicators/1/share": "80.00%", "indicators/1/converted": "80.00"}},
		{"whole-a", "[[indicator]]\nname = \"预算完成率\"\ntarget = \"100%\"\nactual = \"76%\"\nweight = 20\n", map[string]string{"indicators/2/score": "15.20", "total_score": "95.20"}},
		{"whole-b", "[[indicator]]\nname = \"预算执行率\"\ntarget = \"100%\"\nactual = \"76%\"\nweight = 20\n", map[string]string{"indicators/2/score": "15.20", "total_score": "95.20"}},
		{"whole-hunan", "[[indicator]]\nname = \"在职人员控制率\"\ntarget = \"≤100%\"\nactual = \"103%\"\nweight = 5\n[[indicator]]\nname = \"预算控制率\"\ntarget = \"≤0%\"\nactual = \"12%\"\nweight = 8\n",
			map[string]string{"indicators/2/score": "3.50", "indicators/3/score": "4.80"}},
	} {
		text := rows
		if rest, ok := strings.CutPrefix(c.more, "weight = 90\n"); ok {
			text, c.more = strings.Replace(rows, "weight = 80", "weight = 90", 1), rest
		}
		_, s := underProfile(t, c.profile, "", text+c.more)
		t.Run(c.profile, func(t *testing.T) { shows(t, s, "p1", c.want) })
	}
	_, s := underProfile(t, "whole-hunan", "[funds]\nbudget = 110\nspent = 104\ninitial = 95\ncarried_in = 5\ncarried_over = 6\nsurplus = 0\n[[funds.adjustment]]\nkind = \"追加\"\namount = 10\n", "")
	shows(t, s, "", map[string]string{"budget_control_rate": "10.53%", "completion_rate_by_balance": "94.55%", "execution_score": "", "execution_rate": "94.55%"})
	if got := s.Report("execution_rate").Label; got != "预算完成率" {
		t.Error(got)
	}
}

// A form without weights, targets or scores makes no scores (S8).
func TestFormWithoutScores(t *testing.T) {
	_, s := underProfile(t, "transfer", "", "[funds]\nbudget = 100\nspent = 76\n[[management]]\naspect = \"分配科学性\"\nsituation = \"好\"\n[[indicator]]\nname = \"户数\"\ntarget = \"≥10户\"\nactual = \"12户\"\n")
	for _, f := range s.All() {
		if f.Kind() == "score" || f.Kind() == "tier" {
			t.Errorf("%s is %s", f.Key, f.Shown())
		}
	}
	shows(t, s, "p1", map[string]string{"indicators/1/target": "≥10", "indicators/1/actual": "12"})
}

// The form of Chongqing, by TOML alone.
func TestChongqing(t *testing.T) {
	const rules = `
extends = "mof-2020"
clear = ["dimension"]
name = "重庆项目绩效自评表"

[weights]
execution = 10
total = 100

[[form]]
id = "project"
title = "项目绩效自评表"
subtitle = "（{year}年度）"
widths = [36, 16, 16, 24, 24, 24, 20, 16, 18, 18]

[[form.block]]
kind = "pairs"
columns = [
  { key = "name", caption = "项目名称", span = 4, row = 1 },
  { key = "supervisor", caption = "主管部门", row = 1 },
]

[[form.block]]
kind = "indicators"
columns = [
  { key = "name", caption = "指标名称" },
  { key = "unit", caption = "计量单位" },
  { key = "operator", caption = "指标性质" },
  { key = "initial", caption = "年初指标值" },
  { key = "adjusted", caption = "调整指标值" },
  { key = "actual", caption = "全年完成值" },
  { key = "coefficient", caption = "得分系数（%）" },
  { key = "weight", caption = "指标权重" },
  { key = "score", caption = "指标得分" },
  { key = "core", caption = "是否核心指标" },
]

[[form.block]]
kind = "total"
caption = "总分"
span = 7
columns = [{ key = "weight" }, { key = "score" }, {}]
`
	r := content(t, "profile = \"chongqing\"\n", map[string]string{"rules/chongqing.toml": rules},
		"[funds]\nbudget = 100\nspent = 76\n"+rowText("≥10个", "8个", "50", "core = true\ninitial = \"≥12个\"\ncoefficient = 80")+rowText("≥10个", "10个", "40", "score = 40")).Reports[0]
	c, faults := Compile(r.Rules)
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	s := compute(t, r, c)
	shows(t, s, "p1", map[string]string{"execution_score": "7.60", "indicators/1/score": "40.00", "indicators/1/coefficient": "80.00%", "indicators/1/coefficient@stated": "80%",
		"indicators/2/coefficient": "100.00%", "total_score": "87.60", "indicators/1/share": ""})
	f := r.Rules.Forms[slices.IndexFunc(r.Rules.Forms, func(f record.Form) bool { return f.ID.Value == "project" })]
	if f.Title.Value != "项目绩效自评表" || len(f.Blocks) != 3 || len(f.Blocks[1].Columns) != 10 || len(f.Notes) != 0 {
		t.Errorf("%+v", f)
	}
	if got := plain(s.FormulaFigures(s.Project("p1", "indicators/1/coefficient"))); got != "40.00 ÷ 50 = 0.8" {
		t.Error(got)
	}
}

// One project may be scored by other rules than its report.
func TestProjectsOwnProfile(t *testing.T) {
	files := shippedRules(t)
	r := content(t, "", files, "profile = \"hubei-2020\"\n[funds]\nbudget = 100\nspent = 76\n"+rowText("≥1个", "1个", "80"), "[funds]\nbudget = 100\nspent = 76\n"+rowText("≥1个", "1个", "90")).Reports[0]
	own, _ := Compile(r.Rules)
	others := map[*record.Profile]*Catalogue{}
	s, faults := Context{Catalogue: func(p *record.Profile) *Catalogue {
		if others[p] == nil {
			others[p], _ = Compile(p)
		}
		return others[p]
	}}.Compute(r, own)
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	shows(t, s, "p1", map[string]string{"execution_score": "15.20", "total_score": "95.20"})
	shows(t, s, "p2", map[string]string{"execution_score": "7.60", "total_score": "97.60"})
}

// Faults of the rules for scores are found at their places.
func TestScoringFaults(t *testing.T) {
	for _, c := range []struct{ text, says string }{
		{"[weights]\ntotal = 0\n", "总分值应当大于零"}, {"[weights]\nexecution = -1\n", "不能是负数"}, {"[scoring]\nscore_decimals = 9\n", "0到6之间"}, {"[scoring]\nforward_rule = \"some\"\n", "“some”不是"},
		{"[scoring]\nsatisfaction_rule = \"bands\"\n", "却没有分档"}, {"[execution]\nrule = \"bands\"\n", "却没有分档"}, {"[[grade]]\nname = \"中\"\nfrom = 60\n[[grade]]\nname = \"优\"\nfrom = 90\n", "从高到低"},
		{"[[score_rule]]\nmethod = \"zero\"\n", "没有说明用于哪些指标"}, {"[[score_rule]]\nkind = \"at_most\"\nmethod = \"steps\"\n", "step 和 lose"}, {"[[score_rule]]\nkind = \"at_most\"\nmethod = \"values\"\n", "没有分档"},
		{"[[score_rule]]\nkind = \"least\"\n", "“least”不是指标的种类"}, {"[[cap]]\nbelow = 80\n", "below 和 total"}, {"[[deduction]]\nid = \"x\"\nwhen = \"late\"\npoints = 1\ndue = \"3月\"\n", "不是月和日"},
		{"[[deduction]]\nid = \"x\"\nwhen = \"overshoot\"\n", "没有写 points"}, {"[[deduction]]\nid = \"x\"\nwhen = \"formula\"\npoints = 1\nformula = \"spend > 1\"\n", "没有指标“spend”"},
		{"[[deduction]]\nid = \"x\"\nwhen = \"formula\"\npoints = 1\n", "没有写 formula"},
	} {
		files := map[string][]byte{"site.toml": []byte("name = \"甲\"\nprofile = \"own\"\n"), "rules/mof-2020.toml": []byte(profileText(t)), "rules/own.toml": []byte("extends = \"mof-2020\"\n" + c.text),
			"departments/a.toml": []byte("name = \"甲\"\n"), "2023/a/report.toml": []byte("")}
		content, loaded := record.Load(source.NewTree(files))
		_, faults := Compile(content.Profiles["own"])
		faults = append(loaded, faults...)
		if got := messages(faults); !strings.Contains(got, c.says) || faults[0].Place.File != "rules/own.toml" || faults[0].Place.Line == 0 {
			t.Errorf("%s: %s", c.text, got)
		}
	}
}
