package metric

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

func TestResolve(t *testing.T) {
	s := seedSet(t, "")
	for _, c := range []struct{ label, project, keys string }{
		{"支出", "", "spent"}, {"实际支出", "", "spent"}, {"spent", "", "spent"}, {" 实际 支出　", "", "spent"},
		{"申请预算资金", "", "budget"}, {"全年预算数", "", "budget"}, {"“预算”", "", "budget"},
		{"预算执行率", "", "execution_rate"}, {"预算执行率@原文", "", "execution_rate@stated"}, {"执行率＠原文", "", "execution_rate@stated"},
		{"execution_rate@stated", "", "execution_rate@stated"}, {"支出@原文", "", ""}, {"支出@旧", "", ""},
		{"支出", "huiyi", "projects/huiyi/spent"}, {"占比", "huiyi", "projects/huiyi/share"}, {"占比", "", ""},
		{"项目支出", "huiyi", "project_spent"}, {"部门.支出", "huiyi", "spent"}, {"部门.支出", "", "spent"}, {"部门.预算执行率@原文", "huiyi", "execution_rate@stated"},
		{"会议费.支出", "", "projects/huiyi/spent"}, {"政协会议费.支出", "", "projects/huiyi/spent"}, {"huiyi.支出", "shicha", "projects/huiyi/spent"},
		{"呔商历史与精神座谈会经费.支出", "", "projects/zuotanhui/spent"}, {"“呔商历史与精神”座谈会经费．占比", "", "projects/zuotanhui/share"},
		{"座谈会.spent", "", "projects/zuotanhui/spent"}, {"经费.支出", "", "projects/wenshi/spent projects/zhaoshang/spent projects/zuotanhui/spent projects/yanjiu/spent projects/zonghe/spent"},
		{"呔商历史.支出", "", "projects/zuotanhui/spent projects/yanjiu/spent"},
		{"会议费.支出@原文", "", ""}, {"无.支出", "", ""}, {".支出", "", ""}, {"", "", ""}, {"@", "", ""}, {".", "", ""},
	} {
		var got []string
		for _, f := range s.Resolve(c.label, c.project) {
			got = append(got, strings.TrimPrefix(f.Key, "2023/zhengxie/"))
		}
		if strings.Join(got, " ") != c.keys {
			t.Errorf("%s in %q: %v, want %s", c.label, c.project, got, c.keys)
		}
	}
}

// TestResolveIndicator names what an indicator reached, and what it aimed at.
func TestResolveIndicator(t *testing.T) {
	r := report(t, "[[indicator]]\nname = \"预算执行率\"\ntarget = \"≥90%\"\nactual = \"95%\"\n", [4]string{"a", "维修", "1", "1"})
	q := &r.Projects[0].Indicators
	*q = append(*q, record.Indicator{Name: text("维修“校舍”"), Target: text("≥50所"), Actual: text("52所")})
	s := compute(t, r, shipped(t, ""))
	for label, want := range map[string]string{
		"维修校舍": "indicators/1/actual", "维修校舍指标值": "indicators/1/target", "维修校舍的指标值": "indicators/1/target",
		"维修校舍得分": "", "指标值": "", "预算执行率": "execution_rate",
	} {
		got := s.Resolve(label, "a")
		if len(got) > 1 || (len(got) == 1) != (want != "") || len(got) == 1 && got[0].Metric != want {
			t.Errorf("%s: %v, want %s", label, got, want)
		}
	}
	if got := s.Resolve("维修.维修校舍", ""); len(got) != 1 || got[0].Metric != "indicators/1/actual" {
		t.Error(got)
	}
}

func text(s string) source.String { return source.String{Value: s, Set: true} }

// A name that is part of another is still the name of its project.
func TestResolveWholeName(t *testing.T) {
	s := compute(t, report(t, "", [4]string{"a", "会议费", "1", ""}, [4]string{"b", "会议费补助", "2", ""}), shipped(t, ""))
	if got := s.Resolve("会议费.支出", ""); len(got) != 1 || got[0].Project != "a" {
		t.Error(got)
	}
	if got := s.Resolve("会议.支出", ""); len(got) != 2 {
		t.Error(got)
	}
}

func TestCandidates(t *testing.T) {
	s := seedSet(t, "")
	for _, c := range []struct{ label, project, want string }{
		{"呔商历史.支出", "", "“呔商历史与精神”座谈会经费.实际支出 呔商历史文化研究经费.实际支出"},
		{"预算执行律", "", "预算执行率"},
		{"会议费.执行律", "", "政协会议费.预算执行率"},
		{"会仪费.支出", "", "政协会议费.实际支出"},
		{"未支处", "", "未支出"},
		{"预算执行率得分@原文", "", "预算执行率@原文 项目支出执行率@原文 项目个数@原文 自评覆盖率@原文"},
		{"占比", "", "项目预算占比 项目支出占比"},
	} {
		got := strings.Join(s.Candidates(c.label, c.project), " ")
		if !strings.HasPrefix(got, c.want) {
			t.Errorf("%s: %s, want %s", c.label, got, c.want)
		}
	}
	for _, label := range []string{"", "某", "某.某", "甲@原文", "经费.支出", "完全不相干的名称", "."} {
		got := s.Candidates(label, "")
		if len(got) > 5 {
			t.Errorf("%s: %v", label, got)
		}
		for _, l := range got { // each can be written as it stands
			if len(s.Resolve(l, "")) != 1 {
				t.Errorf("%s: candidate %s means %d figures", label, l, len(s.Resolve(l, "")))
			}
		}
	}
}

// Every figure has a label that means it alone, in the report's prose.
func TestEveryFigureHasALabel(t *testing.T) {
	s := seedSet(t, "")
	for _, f := range s.All() {
		label := s.proseLabel(f)
		if got := s.Resolve(label, ""); !slices.Equal(got, []*Figure{f}) {
			t.Errorf("%s is called %s, which means %d figures", f.Key, label, len(got))
		}
	}
}
