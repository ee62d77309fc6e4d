package metric

import (
	"strings"
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// shows compares figures of a project, or of the report for "", by their metric.
func shows(t *testing.T, s *Set, project string, want map[string]string) {
	t.Helper()
	for key, text := range want {
		f := s.Report(key)
		if project != "" {
			f = s.Project(project, key)
		}
		switch {
		case f == nil && text != "":
			t.Errorf("no figure %s", key)
		case f != nil && text == "":
			t.Errorf("%s shows %s, want none", key, f.Shown())
		case f != nil && f.Shown() != text:
			t.Errorf("%s shows %s (%s), want %s", key, f.Shown(), f.Reason(), text)
		}
	}
}

func TestFundSources(t *testing.T) {
	s := figured(t, "", `
[[funds.source]]
name = "当年财政拨款"
budget = 90
spent = 89.974
rate = "99.9%"
[[funds.source]]
name = "上年结转资金"
budget = 10
spent = 5
[[funds.source]]
name = "结转下年"
budget = 2
out = true
spent = 1
`, "[funds]\nbudget = 20000\nspent = 9034\n[[funds.source]]\nname = \"甲\"\nbudget = 0\n[[funds.source]]\nname = \"乙\"\nbudget = 0\n")
	shows(t, s, "p1", map[string]string{
		"budget": "98.00", "spent": "93.97", "execution_rate": "95.89%", "sources/1/budget": "90.00", "sources/1/execution_rate": "99.97%",
		"sources/1/execution_rate@stated": "99.9%", "sources/2/execution_rate": "50.00%", "sources/3/execution_rate": "50.00%", "initial": "", "sources/1/initial": "",
		"source_budget_sum": "98.00", "received": "",
	})
	if got := plain(s.FormulaFigures(s.Project("p1", "budget"))); got != "90.00 + 10.00 − 2.00 = 98.00" {
		t.Error(got)
	}
	if got := plain(s.FormulaLabels(s.Project("p1", "sources/1/execution_rate"))); got != "全年执行数 ÷ 全年预算数" {
		t.Error(got)
	}
	shows(t, s, "p2", map[string]string{"budget": "20000.00", "source_budget_sum": "0.00", "execution_rate": "45.17%", "source_spent_sum": ""})
	s = figured(t, "[[funds.source]]\nname = \"甲\"\nbudget = 1\n[[funds.source]]\nname = \"乙\"\n")
	if f := s.Report("budget"); f.Reason() != "“乙”没有填报“全年预算数”，无法合计" {
		t.Error(f.Reason())
	}
}

// Rules 1.2 F2: the budget is the initial one and its changes.
func TestAdjustments(t *testing.T) {
	s := figured(t, `
[funds]
initial = 602.97
budget = 792.22
spent = 700
[[funds.adjustment]]
kind = "追加"
amount = 200
[[funds.adjustment]]
kind = "追减"
amount = -10.75
exempt = true
[[funds.adjustment]]
kind = "调剂"
amount = 0
`, "[funds]\ninitial = 0\nbudget = 3.36\nspent = 3.36\n")
	shows(t, s, "", map[string]string{
		"adjustment_net": "+189.25", "adjustment_gross": "210.75", "adjusted": "200.00", "adjusted_budget": "792.22", "adjustment_rate": "25.25%",
		"initial_change_rate": "+31.39%", "initial_change": "+189.25", "adjustments/2/amount": "-10.75", "initial_execution_rate": "116.09%",
	})
	if got := plain(s.FormulaFigures(s.Report("adjustment_gross"))); got != "+200.00 + 绝对值（-10.75）+ 0.00 = 210.75" && got != "+200.00 + 绝对值（（-10.75））+ 0.00 = 210.75" {
		t.Error(got)
	}
	shows(t, s, "p1", map[string]string{"initial": "0.00", "execution_rate": "100.00%", "initial_execution_rate": "—", "initial_change": "+3.36", "adjustment_net": ""})
}

// Every ratio of 财预〔2013〕53号, with numbers of its own.
func TestDepartmentRatios(t *testing.T) {
	s := figured(t, `
[funds]
budget = 1000
spent = 900
carried_over = 60
surplus = 30
received = 950
project_budget = 400
project_spent = 300
withdrawn = 10
[staff]
posts = 40
employed = 38
trained = 76
public_budget = 100
public_spent = 95
last_public_spent = 90
last_employed = 40
[three_public.budget]
total = 32
[three_public.actual]
abroad = 0
car_bought = 10
car_run = 5.5
reception = 13.58
[three_public.last_budget]
total = 32
[three_public.last_actual]
total = 29.08
[three_public]
guests = 1358
receptions = 40
cars = 2
[procurement]
budget = 143
actual = 136
small = 68
[assets]
total = 2710.42
in_use = 2690.62
[work]
planned = 20
done = 19
on_time = 18
qualified = 17
key_assigned = 8
key_done = 8
key_project_budget = 300
balance = 63.46
last_balance = 32
planned_progress = 100
general = 45
last_general = 50
planned_cost = 200
actual_cost = 190
[satisfaction]
sent = 120
valid = 100
satisfied = 97
[result_use]
next_budget = 950
`)
	shows(t, s, "", map[string]string{
		"staff_control_rate": "95.00%", "three_public_control_rate": "90.88%", "three_public_change_rate": "0.00%", "three_public_actual_change_rate": "0.00%",
		"three_public_actual": "29.08", "three_public_actual_car": "15.50", "three_public_budget_car": "",
		"key_project_share": "75.00%", "execution_rate": "90.00%", "payment_progress_rate": "90.00%", "balance_total": "90.00", "balance_rate": "9.00%",
		"balance_change_rate": "+98.31%", "public_control_rate": "95.00%", "procurement_rate": "95.10%", "procurement_small_share": "50.00%",
		"assets_use_rate": "99.27%", "work_done_rate": "95.00%", "work_on_time_rate": "90.00%", "work_quality_rate": "85.00%", "key_work_rate": "100.00%",
		"satisfaction_rate": "97.00%", "public_per_head": "2.50", "public_per_head_change_rate": "+11.11%", "general_cut_rate": "+10.00%", "cost_control_rate": "95.00%",
		"trained_per_head": "2.00", "received_rate": "95.00%", "received_execution_rate": "94.74%", "unspent_use": "100.00", "next_budget_change_rate": "-5.00%",
		"reception_per_guest": "100.00", "car_run_per_car": "2.75", "posts": "40", "adjustment_rate": "", "budget_change_rate": "",
	})
	if f := s.Report("staff_control_rate"); f.Origin.(Computed).Basis != "财预〔2013〕53号" || f.Origin.(Computed).Inputs[0].Origin.(Input).Place.Line != 13 {
		t.Errorf("%+v", f.Origin)
	}
	if got := plain(s.FormulaFigures(s.Report("balance_total"))); got != "60.00 + 30.00 = 90.00" {
		t.Error(got)
	}
	s = figured(t, "[funds]\nbudget = 10\nspent = 9\nsurplus = 1\n[staff]\nemployed = 5\n[work]\nbalance = 1\nlast_balance = 0\n")
	shows(t, s, "", map[string]string{"balance_total": "1.00", "carried_over": "未填报", "staff_control_rate": "—", "posts": "未填报", "balance_change_rate": "—"})
	if got := plain(s.FormulaFigures(s.Report("balance_total"))); got != "1.00 = 1.00" {
		t.Error(got)
	}
	if got := s.Report("staff_control_rate").Reason() + s.Report("balance_change_rate").Reason(); got != "没有填报“编制数”，无法计算除数“上年累计结转结余”为零，无法计算" {
		t.Error(got)
	}
}

// Figures of the year before come from its published report alone.
func TestYearOnYear(t *testing.T) {
	files := map[string]string{"2022/a/report.toml": "stage = \"published\"\n[funds]\nbudget = 602.97\nspent = 500\n", "2022/a/projects/p1.toml": "[funds]\nspent = 115\n"}
	c := content(t, "[funds]\nbudget = 792.22\nspent = 650\n", files, "[funds]\nspent = 264\n")
	cat, _ := Compile(c.Reports[0].Rules)
	before, _ := Compute(c.Reports[0], cat)
	now := c.Reports[1]
	row := before.Row(c.Reports[0])
	for _, e := range []Earlier{before, row} {
		s, faults := Context{Previous: e, PreviousReport: c.Reports[0]}.Compute(now, cat)
		if len(faults) > 0 {
			t.Fatal(messages(faults))
		}
		shows(t, s, "", map[string]string{"budget_change_rate": "+31.39%", "budget_change": "+189.25", "spent_change_rate": "+30.00%", "execution_rate_change": "-0.87", "total_score_change": ""})
		shows(t, s, "p1", map[string]string{"spent_change_rate": "+129.57%"})
		f := s.Report("budget_change_rate")
		if got := plain(s.FormulaLabels(f)); got != "（全年预算数 − 上年全年预算数）÷ 上年全年预算数" {
			t.Error(got)
		}
		if got := plain(s.FormulaFigures(f)); got != "（792.22 − 602.97）÷ 602.97 = 0.313863…" {
			t.Error(got)
		}
		if in := f.Inputs(); len(in) != 2 || in[1].Key != "2022/a/budget" || in[1].Place().Line != 3 {
			t.Errorf("%+v", in)
		}
	}
	c.Reports[0].Stage.Value = "draft"
	s, _ := Context{Previous: before, PreviousReport: c.Reports[0]}.Compute(now, cat)
	shows(t, s, "", map[string]string{"budget_change_rate": ""})
	var none *Set
	s, _ = Context{Previous: none}.Compute(now, cat)
	shows(t, s, "", map[string]string{"budget_change_rate": "", "budget": "792.22"})
}

func TestPrinted(t *testing.T) {
	s := figured(t, `
[funds]
spent = 180
[[item]]
key = "central_2019"
label = "2019年中央资金"
amount = 99.49
[[item]]
key = "central_2020"
label = "2020年中央资金"
amount = 99.49
[[item]]
key = "county"
label = "县级资金"
amount = 13.91
[[item]]
key = "done"
number = 200.031
unit = "公里"
[[item]]
key = "task"
number = 380
unit = "公里"
[[printed]]
label = "中央资金使用率"
value = "85%"
formula = "spent / (central_2019 + central_2020)"
[[printed]]
label = "资金合计"
value = "212.89万元"
formula = "central_2019 + central_2020 + county"
[[printed]]
label = "完成率"
value = "100%"
formula = "done / task"
[[printed]]
label = "不是数"
value = "7,00.0,77"
formula = "spent"
`, "[[item]]\nkey = \"target\"\nnumber = 115\n[[item]]\nkey = \"actual\"\nnumber = 264\n[[printed]]\nlabel = \"超任务\"\nvalue = \"43%\"\nformula = \"(actual - target) / target * report.done / report.done\"\n")
	shows(t, s, "", map[string]string{"printed/1": "90.46%", "printed/1@stated": "85%", "printed/2": "212.89", "printed/2@stated": "212.89", "printed/3": "52.64%",
		"printed/4": "180.00", "printed/4@stated": "7,00.0,77", "items/county": "13.91", "items/done": "200.031"})
	shows(t, s, "p1", map[string]string{"printed/1": "129.57%", "items/target": "115"})
	if got := plain(s.FormulaFigures(s.Report("printed/1"))); got != "180.00 ÷（99.49 + 99.49）= 0.904613…" {
		t.Error(got)
	}
	if got := plain(s.FormulaLabels(s.Report("printed/1"))); got != "实际支出 ÷（2019年中央资金 + 2020年中央资金）" {
		t.Error(got)
	}
	if f := s.Report("printed/1"); s.StatedFor(f) == nil || s.StatedFor(f).Origin.(Stated).Of != f || len(f.Inputs()) != 3 {
		t.Errorf("%+v", f)
	}
	if got := s.Resolve("县级资金", ""); len(got) != 1 || got[0].Key != "2023/a/items/county" {
		t.Errorf("%v", got)
	}
	if got := s.Resolve("indicators/1/score", "p1"); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// A wrong formula in a record is a finding at its place.
func TestPrintedFaults(t *testing.T) {
	for _, c := range []struct{ formula, says, at string }{
		{"spent / budgte", "没有指标“budgte”", "2023/a/report.toml:6:20"}, {"spent ÷ 2", "除号写成了“÷”", "2023/a/report.toml:6:18"}, {"spent + 1", "一边是金额", "2023/a/report.toml:6:18"},
		{"spent", "算出来的是金额，而 kind 是 ratio", "2023/a/report.toml:6:12"}, {"gift / task", "没有指标“task”", "2023/a/report.toml:6:19"}, {"spent > budget", "这里要一个数", "2023/a/report.toml:6:18"},
		{"grade(1)", "等级", "2023/a/report.toml:6:12"}, {"now()", "没有函数", "2023/a/report.toml:6:12"}, {"projects.spent / spent", "是一列数", "2023/a/report.toml:6:12"},
	} {
		r := content(t, "[funds]\nspent = 1\n[[printed]]\nlabel = \"甲\"\nvalue = \"1%\"\nformula = \""+c.formula+"\"\n[[item]]\nkey = \"gift\"\namount = 3\n", nil).Reports[0]
		cat, _ := Compile(r.Rules)
		s, faults := Compute(r, cat)
		if len(faults) != 1 || !strings.Contains(faults[0].Message+faults[0].Hint, c.says) || faults[0].Place.String() != c.at || faults[0].Rule != source.RuleFormula || faults[0].Kind != source.Broken {
			t.Errorf("%s: %s", c.formula, messages(faults))
		}
		if f := s.Report("printed/1"); f.Status() != "undefined" {
			t.Errorf("%s: %s", c.formula, f.Shown())
		}
	}
	r := content(t, "[[item]]\nkey = \"spent\"\namount = 3\n[[item]]\nkey = \"sum\"\namount = 3\n", nil).Reports[0]
	cat, _ := Compile(r.Rules)
	_, faults := Compute(r, cat)
	if got := messages(faults); len(faults) != 2 || !strings.Contains(got, "“spent”已经是指标“实际支出”的 key") || !strings.Contains(got, "“sum”不能作填报项的 key") {
		t.Error(got)
	}
}

func TestOwnChecks(t *testing.T) {
	const rules = `
[[check]]
id = "x-reserve"
title = "预备费"
formula = "execution_rate < 0.5"
message = "执行率只有{{execution_rate}}，支出{{spent}}"
[[check]]
id = "x-project"
scope = "project"
severity = "error"
formula = "spent > budget && budget > 0"
message = "超支"
`
	s := ruled(t, rules, "[funds]\nbudget = 1\nspent = 2\n")
	if own := s.Own(); len(own) != 1 || own[0].Project != "p1" || own[0].Message != "超支" || own[0].Place.String() != "2023/a/projects/p1.toml:3:9" {
		t.Errorf("%+v", own)
	}
	r := content(t, "profile = \"own\"\n[funds]\nbudget = 10\nspent = 2\n", map[string]string{"rules/own.toml": "extends = \"mof-2020\"\n" + rules}).Reports[0]
	c, _ := Compile(r.Rules)
	s, _ = Compute(r, c)
	if own := s.Own(); len(own) != 1 || own[0].Message != "执行率只有20.00%，支出2.00万元" || own[0].Place.String() != "2023/a/report.toml:4:9" {
		t.Errorf("%+v", own)
	}
	for _, bad := range []struct{ text, says string }{
		{"[[check]]\nformula = \"1 > 0\"\n", "没有 id"}, {"[[check]]\nid = \"C3\"\nformula = \"1 > 0\"\n", "不能替换"}, {"[[check]]\nid = \"x\"\n", "没有公式"},
		{"[[check]]\nid = \"x\"\nformula = \"spent\"\n", "这里要一个条件"}, {"[[check]]\nid = \"x\"\nformula = \"spend > 0\"\n", "没有指标“spend”"},
	} {
		_, faults := Compile(profile(t, profileText(t)+bad.text))
		if got := messages(faults); !strings.Contains(got, bad.says) {
			t.Errorf("%s: %s", bad.text, got)
		}
	}
}

func TestSubUnitsAndParts(t *testing.T) {
	s := figured(t, "[[subunit]]\nid = \"school\"\nname = \"学校\"\nbudget = 10\nspent = 9\n[[subunit]]\nname = \"站\"\nbudget = 5\nspent = 1\n",
		"[[part]]\nname = \"一期\"\nbudget = 3\nspent = 2\n[[part]]\nname = \"二期\"\nbudget = 4\nspent = 4\n[[monitoring]]\ndate = 2023-07-31\nplanned = 50\nspent = 40\nexpected = 99\n[[approved]]\nname = \"户数\"\ntarget = \"≥115户\"\nweight = 30\n")
	shows(t, s, "", map[string]string{"subunits/school/execution_rate": "90.00%", "subunits/2/spent": "1.00", "subunit_budget_sum": "15.00", "subunit_spent_sum": "10.00", "goal_count": "1", "goal_coverage": "100.00%"})
	shows(t, s, "p1", map[string]string{"parts/1/execution_rate": "66.67%", "part_budget_sum": "7.00", "monitoring/1/progress_rate": "80.00%", "monitoring/1/expected": "99.00",
		"approved/1/target": "≥115", "approved/1/weight": "30", "goal_weight": "30.00"})
}

func TestMeasurements(t *testing.T) {
	for _, c := range []struct{ text, shown, kind, unit string }{
		{"≥50个", "≥50", "quantity", "个"}, {"≤30.5万元", "≤30.5", "amount", "万元"}, {"=100%", "=100%", "ratio", "%"}, {"0.6~0.8", "0.6~0.8", "range", ""}, {"63%~68%", "63%~68%", "range", "%"},
		{"≤3例/10万", "≤3", "quantity", "例/10万"}, {"9月底前", "9月底前", "date", ""}, {"优", "优", "tier", ""}, {"完成", "完成", "tier", ""}, {"0起", "0", "quantity", "起"}, {"完成率98.6%", "98.6%", "ratio", "%"},
	} {
		v, unit, digits := measurement(record.ParseTarget(c.text), c.text)
		f := &Figure{Value: v, Unit: unit, Digits: digits}
		if v == nil || f.Shown() != c.shown || f.Kind() != c.kind || f.Unit != c.unit {
			t.Errorf("%s: %+v", c.text, f)
		}
	}
	for _, text := range []string{"", "不适用", "持续提升区域生态质量", "≥100百分比"} {
		if v, _, _ := measurement(record.ParseTarget(text), text); v != nil {
			t.Errorf("%s is %v", text, v)
		}
	}
}
