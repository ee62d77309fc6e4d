package record

import (
	"strings"
	"testing"

	"mingbai/internal/source"
)

// profiles loads rule files, and one report that uses the first of them.
func profiles(files map[string]string) (map[string]*Profile, *Report, []source.Finding) {
	all := map[string]string{"site.toml": "name = \"甲\"\nprofile = \"a\"\n", "departments/z.toml": "name = \"局\"\n", "2023/z/report.toml": ""}
	for id, text := range files {
		all["rules/"+id+".toml"] = text
	}
	c, faults := load(all)
	return c.Profiles, c.Reports[0], faults
}

const baseRules = `
name = "乙"
basis = ["某号"]
[weights]
execution = 10
total = 100
[thresholds]
low_execution = 90
rate_decimals = 2
[severity]
C3 = "info"
C4 = "info"
[[dimension]]
name = "产出"
[[grade]]
name = "优"
[[score_rule]]
kind = "date"
[[form]]
id = "project"
title = "表"
subtitle = "副"
[[form]]
id = "whole"
title = "整体"
[[metric]]
key = "budget"
label = "预算"
kind = "amount"
[[metric]]
key = "rate"
label = "率"
formula = "1"
kind = "ratio"
[[metric]]
key = "rate"
scope = "project"
label = "率"
formula = "2"
kind = "ratio"
[[check]]
id = "x"
title = "核"
formula = "1 > 2"
`

func TestExtend(t *testing.T) {
	p, r, faults := profiles(map[string]string{"b": baseRules, "a": `
extends = "b"
name = "甲"
omit = ["projects.rate"]
[weights]
execution = 20
[thresholds]
rate_decimals = 1
[severity]
C4 = "error"
[[score_rule]]
kind = "zero"
[[form]]
id = "project"
title = "新表"
[[metric]]
key = "rate"
formula = "3"
[[metric]]
key = "more"
label = "多"
formula = "4"
kind = "ratio"
`})
	if len(faults) > 0 {
		t.Fatal(listing(faults))
	}
	a := p["a"]
	if a.Name.Value != "甲" || len(a.Basis) != 1 || a.Weights.Execution.Literal != "20" || a.Weights.Total.Literal != "100" || a.Thresholds.LowExecution.Literal != "90" || a.Thresholds.RateDecimals.Value != 1 {
		t.Errorf("%+v", a)
	}
	if a.Severity["C3"].Value != "info" || a.Severity["C4"].Value != "error" || p["b"].Severity["C4"].Value != "info" {
		t.Errorf("%+v", a.Severity)
	}
	if len(a.ScoreRules) != 2 || a.ScoreRules[0].Kind.Value != "zero" || len(a.Dimensions) != 1 || len(a.Checks) != 1 {
		t.Errorf("%+v", a.ScoreRules)
	}
	if len(a.Forms) != 2 || a.Forms[0].Title.Value != "新表" || a.Forms[0].Subtitle.Set {
		t.Errorf("%+v", a.Forms)
	}
	var keys []string
	for _, m := range a.Metrics {
		keys = append(keys, m.name()+"="+m.Formula.Value+" "+m.Label.Value)
	}
	if got := strings.Join(keys, ","); got != "budget= 预算,rate=3 率,more=4 多" {
		t.Error(got)
	}
	if got := strings.Join(a.Files, " "); got != "rules/a.toml rules/b.toml" {
		t.Error(got)
	}
	var inputs []string
	for _, in := range r.Inputs {
		inputs = append(inputs, in.Path)
	}
	if got := strings.Join(inputs, " "); got != "2023/z/report.toml departments/z.toml rules/a.toml rules/b.toml site.toml" {
		t.Error(got)
	}
	if len(p["b"].Metrics) != 3 || p["b"].Forms[0].Title.Value != "表" {
		t.Errorf("the other profile has changed: %+v", p["b"])
	}
}

func TestExtendClearsAndChains(t *testing.T) {
	p, _, faults := profiles(map[string]string{"c": baseRules, "b": "extends = \"c\"\nclear = [\"dimension\", \"weights\", \"grade\"]\n", "a": "extends = \"b\"\nclear = [\"form\"]\n[[form]]\nid = \"own\"\n"})
	if len(faults) > 0 {
		t.Fatal(listing(faults))
	}
	a := p["a"]
	if a.Dimensions != nil || a.Grades != nil || a.Weights.Execution.Set || len(a.Metrics) != 3 || len(a.Forms) != 1 || strings.Join(a.Files, " ") != "rules/a.toml rules/b.toml rules/c.toml" {
		t.Errorf("%+v", a)
	}
}

func TestExtendFaults(t *testing.T) {
	for _, c := range []struct {
		files map[string]string
		says  string
	}{
		{map[string]string{"a": "extends = \"bb\"\n", "b": baseRules}, "2023"},
		{map[string]string{"a": "extends = \"b\"\nomit = [\"rat\"]\n", "b": baseRules}, "沿用的规则里没有指标“rat”"},
		{map[string]string{"a": "extends = \"b\"\nclear = [\"dimensions\"]\n", "b": baseRules}, "没有“dimensions”这一部分"},
		{map[string]string{"a": "extends = \"b\"\n", "b": "extends = \"c\"\n", "c": "extends = \"a\"\n"}, "绕成了一圈"},
		{map[string]string{"a": "extends = \"a\"\n"}, "绕成了一圈"},
	} {
		_, _, faults := profiles(c.files)
		got := listing(faults)
		if c.says == "2023" {
			c.says = "没有编号是“bb”的规则集"
		}
		if len(faults) != 1 || !strings.Contains(got, c.says) || !strings.HasPrefix(got, "rules/") {
			t.Errorf("%v: %s", c.files, got)
		}
	}
	// A profile that cannot be parsed has been reported already.
	if _, _, faults := profiles(map[string]string{"a": "extends = \"b\"\n", "b": "name = \n"}); len(faults) != 1 || faults[0].Rule != source.RuleSyntax {
		t.Error(listing(faults))
	}
}
