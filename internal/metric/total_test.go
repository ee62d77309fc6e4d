package metric

import (
	"strings"
	"testing"
)

// s4 is a published form: nine rows of weight 10, two of them scored directly with
// a deduction.
func s4(t testing.TB, more string) string {
	text := "name = \"甲\"\nunit = \"元\"\n[funds]\nbudget = 387664.62\nspent = 387664.62\n[scores]\ntotal = 96\ngrade = \"优\"\n" + more
	for i, level := range strings.Fields("产出 产出 产出 产出 效益 效益 效益 满意度 满意度") {
		score, extra := "10", ""
		switch i {
		case 2:
			score, extra = "7", "kind = \"direct\"\ndeduction = 3\ncause = \"因\"\nmeasure = \"改\"\n"
		case 6:
			score, extra = "9", "kind = \"direct\"\ndeduction = 1\ncause = \"因\"\nmeasure = \"改\"\n"
		}
		text += "[[indicator]]\nlevel1 = \"" + level + "指标\"\nname = \"第" + itoa(i+1) + "项\"\ntarget = \"=100%\"\nactual = \"100%\"\nweight = 10\nscore = " + score + "\n" + extra
	}
	return text
}

func TestTotals(t *testing.T) {
	s := figured(t, "unit = \"元\"\n", s4(t, ""))
	for key, want := range map[string]string{
		"total_score": "96.00", "total_score@stated": "96", "grade": "优", "grade@stated": "优", "execution_score": "10.00", "total_weight": "100.00",
		"indicators/3/score": "7.00", "indicators/3/score@stated": "7", "indicators/7/score": "9.00", "indicators/1/weight": "10", "indicators/1/target": "=100%",
		"indicators/1/actual": "100%", "budget": "387664.62",
	} {
		f := s.Project("p1", key)
		if f == nil || f.Shown() != want {
			t.Errorf("%s: %v, want %s", key, f, want)
		}
		if f != nil && s.Get("2023/a/projects/p1/"+key) != f {
			t.Errorf("%s is not found by its key", key)
		}
	}
	if got := plain(s.FormulaLabels(s.Project("p1", "total_score"))); got != "各项得分之和" {
		t.Error(got)
	}
	if got := plain(s.FormulaFigures(s.Project("p1", "total_score"))); got != "10.00 + 10 + 10 + 7 + 10 + 10 + 10 + 9 + 10 + 10 = 96.00" {
		t.Error(got)
	}
	if got := plain(s.FormulaFigures(s.Project("p1", "total_weight"))); got != "10 + 10 + 10 + 10 + 10 + 10 + 10 + 10 + 10 + 10 = 100.00" {
		t.Error(got)
	}
	if got := plain(s.FormulaFigures(s.Project("p1", "grade"))); got != "96.00 分，定为优" {
		t.Error(got)
	}
	for key, want := range map[string]string{"grades/1/count": "1", "grades/1/share": "100.00%", "grades/1/amount": "387664.62", "grades/4/count": "0",
		"average_score": "96.00", "scored_count": "1", "amount_coverage": "100.00%"} {
		if f := s.Report(key); f == nil || f.Shown() != want {
			t.Errorf("%s: %v, want %s", key, f, want)
		}
	}
	for i, f := range s.All() {
		if i > 0 && s.All()[i-1].Key >= f.Key {
			t.Errorf("%s is out of order", f.Key)
		}
	}
}

// A row without a score keeps the total from being known; one without an actual
// earns nothing and says so; a stated total without rows is an input.
func TestTotalsThatLack(t *testing.T) {
	text := "[funds]\nbudget = 10\nspent = 5\n" + rowText("≥50个", "40个", "45") + "[[indicator]]\nname = \"影响\"\ntarget = \"持续提升\"\nactual = \"有所提升\"\nweight = 45\n"
	s := figured(t, "", text)
	if f := s.Project("p1", "total_score"); f.Reason() != "“影响”定性指标由评价人评定，无法合计" {
		t.Error(f.Reason())
	}
	if f := s.Project("p1", "grade"); f.Status() != "undefined" || f.Kind() != "tier" {
		t.Errorf("%+v", f)
	}
	s = figured(t, "", text+"score = 40\n")
	if f := s.Project("p1", "total_score"); f.Shown() != "81.00" { // 5 + 36 + 40
		t.Error(f.Shown())
	}
	s = figured(t, "", "[funds]\nbudget = 10\nspent = 5\n"+rowText("≥50个", "", "90"))
	if f := s.Project("p1", "total_score"); f.Shown() != "5.00" {
		t.Error(f.Shown())
	}
	if f := s.Project("p1", "indicators/1/score"); f.Note != "没有填报实际完成值，按0分计" {
		t.Error(f.Note)
	}
	s = figured(t, "", "[funds]\nbudget = 100\nspent = 76\n[scores]\nexecution = 7.6\ntotal = 97.6\nreviewed_total = 95\ngrade = \"优\"\n")
	for key, want := range map[string]string{"total_score": "97.60", "grade": "优", "execution_score": "7.60", "execution_score@stated": "7.6", "reviewed_total": "95.00"} {
		f := s.Project("p1", key)
		if f == nil || f.Shown() != want {
			t.Errorf("%s: %v, want %s", key, f, want)
		} else if _, in := f.Origin.(Input); in != (key == "total_score" || key == "reviewed_total") {
			t.Errorf("%s: %T", key, f.Origin)
		}
	}
	if s.Project("p1", "total_score@stated") != nil || s.Project("p1", "finance_total") != nil {
		t.Error("figures from nothing")
	}
}

// What is not given makes no figure.
func TestNothingBalloons(t *testing.T) {
	s := figured(t, "[funds]\nbudget = 2\nspent = 1\n", "[funds]\nbudget = 2\nspent = 1\n")
	if n := len(s.All()); n != 21+5 {
		for _, f := range s.All() {
			t.Log(f.Key)
		}
		t.Errorf("%d figures", n)
	}
}

func TestSideBySide(t *testing.T) {
	s := figured(t, "", "[funds]\nbudget = 1\nspent = 1\n"+rowText("≥1个", "1个", "45", "score = 45\nreviewed_score = 40\nfinance_score = 39.5")+rowText("≥1个", "1个", "45", "score = 45\nreviewed_score = 44\n"))
	for key, want := range map[string]string{"total_score": "100.00", "reviewed_total": "94.00", "finance_total": "—"} {
		if f := s.Project("p1", key); f == nil || f.Shown() != want {
			t.Errorf("%s: %v, want %s", key, f, want)
		}
	}
	if f := s.Project("p1", "third_total"); f != nil {
		t.Error(f.Shown())
	}
	x := s.Indicators("p1")[0]
	if x.Self.Shown() != "45" || x.Reviewed.Shown() != "40" || x.Finance.Shown() != "39.5" || x.ThirdParty != nil {
		t.Errorf("%+v", x)
	}
	if got := s.Project("p1", "finance_total").Reason(); got != "“指标”没有填报“财政审核得分”，无法合计" {
		t.Error(got)
	}
}

// Caps and deductions are data, and each application is named.
func TestCapsAndDeductions(t *testing.T) {
	const rules = `
[[cap]]
below = 80
total = 89
[[cap]]
below = 70
total = 79
[[cap]]
below = 60
total = 69
[[cap]]
below = 50
total = 59
[[deduction]]
id = "over"
title = "超过指标值30%以上"
when = "overshoot"
above = 130
points = 2
most = 3
[[deduction]]
id = "late"
title = "迟报"
when = "late"
due = "03-31"
points = 1
[[deduction]]
id = "evidence"
title = "缺附件"
when = "no_evidence"
points = 0.5
[[deduction]]
id = "slow"
title = "执行率过低"
when = "formula"
formula = "execution_rate < 0.5"
points = 4
[[metric]]
key = "score_cap"
label = "总分上限"
scope = "project"
kind = "score"
formula = "cap(spent, budget)"
when = "scored"
[[metric]]
key = "score_deductions"
label = "扣分合计"
scope = "project"
kind = "score"
formula = "sum(deductions.points)"
[[metric]]
key = "total_score"
scope = "project"
formula = "max(0, min(score_cap, sum(scores.self) - score_deductions))"
`
	for _, c := range []struct{ spent, more, total, cap, deductions string }{
		{"100", "evidence = \"单\"", "100.00", "100.00", "0.00"},
		{"79", "evidence = \"单\"", "89.00", "89.00", "0.00"}, {"80", "evidence = \"单\"", "98.00", "100.00", "0.00"},
		{"69.9", "evidence = \"单\"", "79.00", "79.00", "0.00"}, {"59", "evidence = \"单\"", "69.00", "69.00", "0.00"}, {"40", "evidence = \"单\"", "59.00", "59.00", "4.00"},
		{"100", "", "99.50", "100.00", "0.50"},
	} {
		s := ruled(t, rules, "[funds]\nbudget = 100\nspent = "+c.spent+"\n"+rowText("≥1个", "1个", "90", c.more))
		for key, want := range map[string]string{"total_score": c.total, "score_cap": c.cap, "score_deductions": c.deductions} {
			if f := s.Project("p1", key); f == nil || f.Shown() != want {
				t.Errorf("%s spent, %q: %s is %v, want %s", c.spent, c.more, key, f, want)
			}
		}
	}
	over := rowText("≥10个", "13个", "45", "evidence = \"单\"") + rowText("≤10个", "1个", "0", "evidence = \"单\"") + rowText("≥10个", "14个", "45", "evidence = \"单\"")
	s := ruled(t, rules, "[funds]\nbudget = 100\nspent = 100\n"+over)
	if f := s.Project("p1", "deductions/1/points"); f.Shown() != "2.00" || f.Row != "指标" || f.Label != "超过指标值30%以上" || plain(s.FormulaFigures(f)) != "超过指标值30%以上，扣2.00" {
		t.Errorf("%+v", f)
	}
	if f := s.Project("p1", "deductions/2/points"); f.Shown() != "1.00" || s.Project("p1", "deductions/3/points") != nil {
		t.Errorf("%+v", f)
	}
	if got := plain(s.FormulaFigures(s.Project("p1", "total_score"))); got != "取较大值（0，取较小值（100.00，10.00 + 45.00 + 0.00 + 45.00 − 3.00））= 97.00" {
		t.Error(got)
	}
}

// Grades follow the published total, in the scale of the form.
func TestGrades(t *testing.T) {
	for _, c := range []struct{ rules, scores, grade string }{
		{"", "score = 89.995", "优"}, {"", "score = 89.994", "良"}, {"", "score = 80", "良"}, {"", "score = 79.99", "中"}, {"", "score = 59.99", "差"}, {"", "score = 0", "差"},
		{"[weights]\nexecution = 0\ntotal = 120\n", "score = 108", "优"}, {"[weights]\ntotal = 120\n", "score = 107", "良"},
		{"[[grade]]\nname = \"A\"\nfrom = 95\n[[grade]]\nname = \"B\"\n", "score = 94", "B"},
	} {
		s := ruled(t, "[weights]\nexecution = 0\n"+strings.TrimPrefix(strings.Replace(c.rules, "[weights]\n", "", 1), "execution = 0\n"), rowText("≥1个", "1个", "120", c.scores))
		if f := s.Project("p1", "grade"); f == nil || f.Shown() != c.grade {
			t.Errorf("%s %s: %v, want %s", c.rules, c.scores, f, c.grade)
		}
	}
	s := figured(t, "", rowText("≥1个", "1个", "100", "score = 70")+"[scores]\nexecution_weight = 0\nscale = [{name = \"合格\", from = 60}, {name = \"不合格\"}]\n")
	if f := s.Project("p1", "grade"); f.Shown() != "合格" {
		t.Error(f.Shown())
	}
}

// A form may give the execution another weight than the profile, or none.
func TestOwnExecutionWeight(t *testing.T) {
	s := figured(t, "[funds]\nbudget = 100\nspent = 76\n[scores]\nexecution_weight = 20\n")
	if f := s.Report("execution_score"); f.Shown() != "15.20" || plain(s.FormulaFigures(f)) != "取较小值（20，20 × 76.00 ÷ 100.00）= 15.20" {
		t.Error(f.Shown(), plain(s.FormulaFigures(f)))
	}
	s = figured(t, "[funds]\nbudget = 100\nspent = 76\n[scores]\nexecution_weight = 0\n")
	if f := s.Report("execution_score"); f != nil {
		t.Error(f.Shown())
	}
}

// Where the rules allow it, indicators that do not apply are taken out and the
// rest brought up to the declared total.
func TestRescaled(t *testing.T) {
	const rows = "[funds]\nbudget = 100\nspent = 76\n"
	text := rows + rowText("≥10个", "8个", "50") + rowText("不适用", "", "20") + rowText("≥10个", "10个", "20", "applicable = false\nwhy = \"未发生\"")
	s := ruled(t, "[scoring]\nrescale = true\n", text)
	f := s.Project("p1", "total_score") // (7.6 + 40) × 100 ÷ 60
	if f.Shown() != "79.33" || plain(s.FormulaFigures(f)) != "（7.60 + 40.00）× 100 ÷ 60 = 79.333333…" || plain(s.FormulaLabels(f)) != "各项得分之和 × 满分 ÷ 适用的分值合计" {
		t.Error(f.Shown(), plain(s.FormulaFigures(f)), plain(s.FormulaLabels(f)))
	}
	s = ruled(t, "", text)
	if f := s.Project("p1", "total_score"); f.Shown() != "47.60" || plain(s.FormulaFigures(f)) != "7.60 + 40.00 = 47.60" {
		t.Error(f.Shown(), plain(s.FormulaFigures(f)))
	}
	if x := s.Indicators("p1"); x[1].Applies() || x[2].Applies() || x[1].Score != nil {
		t.Errorf("%+v", x[1])
	}
}
