package metric

import (
	"fmt"
	"strings"
	"testing"
)

func TestSeed(t *testing.T) {
	s := seedSet(t, "")
	for key, want := range map[string]string{
		"budget": "526.87", "spent": "498.31", "execution_rate": "94.58%", "unspent": "28.56", "execution_score": "9.46",
		"basic_budget": "376.14", "basic_spent": "366.58", "basic_execution_rate": "97.46%", "basic_unspent": "9.56",
		"project_count": "7", "evaluated_count": "7", "project_budget": "150.73", "project_spent": "131.73", "project_spent_sum": "131.72",
		"project_execution_rate": "87.39%", "project_unspent": "19.00", "project_budget_share": "28.61%",
		"project_spent_share": "26.44%", "coverage": "100.00%", "spent_per_hundred": "94.58", "project_budget_sum": "—",
		"projects/huiyi/spent": "36.89", "projects/shicha/spent": "7.00", "projects/zhaoshang/budget": "未填报",
		"projects/zhaoshang/execution_rate": "—", "projects/zhaoshang/unspent": "—",
		"projects/huiyi/share": "28.01%", "projects/shicha/share": "5.31%", "projects/wenshi/share": "3.80%",
		"projects/zhaoshang/share": "8.35%", "projects/zuotanhui/share": "8.98%", "projects/yanjiu/share": "22.78%", "projects/zonghe/share": "22.78%",
		"execution_rate@stated": "95%", "project_execution_rate@stated": "87.39%", "project_count@stated": "7", "coverage@stated": "100%",
	} {
		f := s.Get("2023/zhengxie/" + key)
		if f == nil {
			t.Errorf("no figure %s", key)
		} else if f.Shown() != want {
			t.Errorf("%s shows %s, want %s", key, f.Shown(), want)
		}
	}
	if n := len(s.All()); n != 21+7*5+4 {
		t.Errorf("%d figures", n)
	}
	for i, f := range s.All() {
		if i > 0 && s.All()[i-1].Key >= f.Key {
			t.Errorf("%s is out of order", f.Key)
		}
	}
}

// The figures that the seed should print but does not: a county may add them.
func TestAddedMetrics(t *testing.T) {
	s := seedSet(t, `
[[metric]]
key = "unspent_rate"
label = "未支出率"
formula = "unspent / budget"
kind = "ratio"
[[metric]]
key = "project_unspent_rate"
label = "项目未支出率"
formula = "project_unspent / project_budget"
kind = "ratio"
[[metric]]
key = "basic_unspent_rate"
label = "基本支出未支出率"
formula = "1 - basic_execution_rate"
kind = "ratio"
[[metric]]
key = "project_unspent_share"
label = "项目占未支出的比重"
formula = "project_unspent / unspent"
kind = "ratio"
[[metric]]
key = "basic_budget_share"
label = "基本支出预算占比"
formula = "1 - project_budget_share"
kind = "ratio"
[[metric]]
key = "basic_spent_share"
label = "基本支出占比"
formula = "1 - project_spent_share"
kind = "ratio"
[[metric]]
key = "project_score"
label = "项目执行率得分"
formula = "weights.execution * project_spent / project_budget"
kind = "score"
[[metric]]
key = "shares"
label = "占比之和"
formula = "sum(projects.share)"
kind = "ratio"
[[metric]]
key = "share_of_all"
scope = "project"
label = "占部门支出的比重"
formula = "spent / report.spent"
kind = "ratio"
[[metric]]
key = "share_of_stated"
scope = "project"
label = "占报告所写项目支出的比重"
formula = "spent / report.project_spent"
kind = "ratio"
[[metric]]
key = "yuan"
label = "支出（元）"
formula = "spent"
kind = "amount"
unit = "元"
[[metric]]
key = "yi"
label = "支出（亿元）"
formula = "spent"
kind = "amount"
unit = "亿元"
decimals = 4
[[metric]]
key = "average"
label = "项目平均支出"
formula = "round(project_spent_sum / project_count)"
kind = "amount"
[[metric]]
key = "largest"
label = "最大项目支出"
formula = "max(projects.spent)"
kind = "amount"
[[metric]]
key = "low"
label = "执行率是否偏低"
formula = "execution_rate * 100 < thresholds.low_execution ? 1 : 0"
kind = "count"
`)
	for key, want := range map[string]string{
		"unspent_rate": "5.42%", "project_unspent_rate": "12.61%", "basic_unspent_rate": "2.54%", "project_unspent_share": "66.53%",
		"basic_budget_share": "71.39%", "basic_spent_share": "73.56%", "project_score": "8.74", "shares": "100.00%",
		"projects/huiyi/share_of_all": "7.40%", "projects/zuotanhui/share_of_all": "2.37%", "projects/huiyi/share_of_stated": "28.00%",
		"projects/yanjiu/share_of_stated": "22.77%", "yuan": "4983100.00", "yi": "0.0498", "average": "18.82", "largest": "36.89", "low": "0",
	} {
		if f := s.Get("2023/zhengxie/" + key); f == nil || f.Shown() != want {
			t.Errorf("%s: %+v, want %s", key, f, want)
		}
	}
}

// Rates that other departments published.
func TestPublishedRates(t *testing.T) {
	for _, c := range []struct{ part, whole, rate, score string }{
		{"189.25", "602.97", "31.39%", "3.14"}, {"209.28", "582.94", "35.90%", "3.59"},
		{"654.08", "800.28", "81.73%", "8.17"}, {"146.2", "800.28", "18.27%", "1.83"},
		{"136", "143", "95.10%", "9.51"}, {"89.974", "90", "99.97%", "10.00"}, {"2690.62", "2710.42", "99.27%", "9.93"},
		{"3.36", "3.36", "100.00%", "10.00"}, {"338.31", "329.77", "102.59%", "10.00"}, {"0", "2380.91", "0.00%", "0.00"},
		{"71.01", "240", "29.59%", "2.96"}, {"46", "148", "31.08%", "3.11"}, {"180", "198.98", "90.46%", "9.05"},
		{"186.98", "197", "94.91%", "9.49"}, {"101.59", "108", "94.06%", "9.41"}, {"289.14", "300", "96.38%", "9.64"},
	} {
		s := compute(t, report(t, fmt.Sprintf("[funds]\nspent = %s\nbudget = %s\n", c.part, c.whole)), shipped(t, ""))
		if got := s.Report("execution_rate").Shown(); got != c.rate {
			t.Errorf("%s / %s = %s, want %s", c.part, c.whole, got, c.rate)
		}
		if got := s.Report("execution_score").Shown(); got != c.score {
			t.Errorf("score of %s / %s is %s, want %s", c.part, c.whole, got, c.score)
		}
	}
}

func TestExactArithmetic(t *testing.T) {
	for formula, want := range map[string]string{
		"0.1 + 0.2":                            "3/10",
		"1/3*3":                                "1/1",
		"1 - 0.9 - 0.1":                        "0/1",
		"9007199254740993 - 9007199254740992":  "1/1",
		"0.1 * 3":                              "3/10",
		"spent*(1/3)/spent":                    "1/3",
		"spent*0.1/spent":                      "1/10",
		"2 + 3 * 4 - 6 / 4":                    "25/2",
		"-(2 - 5)":                             "3/1",
		"2 - -1":                               "3/1",
		"+7":                                   "7/1",
		"10 / 4 / 5":                           "1/2",
		"10 - 4 - 5":                           "1/1",
		"min(3, 1, 2)":                         "1/1",
		"max(3, 1/3, 2)":                       "3/1",
		"abs(1 - 3)":                           "2/1",
		"round(2.5)":                           "3/1",
		"round(-2.5)":                          "-3/1",
		"round(1/3, 4)":                        "3333/10000",
		"1 < 2 ? 3 : 4":                        "3/1",
		"1 < 2 < 2 ? 3 : 4":                    "4/1",
		"1 == 1.0 && !(2 != 2) ? 3 : 4":        "3/1",
		"1 > 2 || 2 >= 2 ? 3 : 4":              "3/1",
		"not (1 <= 0) and true_ > 0 ? 3 : 4":   "",
		"budget > 0 ? spent / budget : 0":      "49831/52687",
		"budget == 0 ? 0 : 1 / 8":              "1/8",
		"sum(projects.spent) / spent":          "13172/49831",
		"count(projects) * 1.5":                "21/2",
		"count(projects.budget)":               "0/1",
		"max(0, spent - budget) / budget":      "0/1",
		"report.spent / report.budget":         "49831/52687",
		"weights.execution / 3":                "10/3",
		"0.000000000000001 * 1000000000000000": "1/1",
	} {
		p := profile(t, profileText(t)+"\n[[metric]]\nkey = \"x\"\nlabel = \"甲\"\nkind = \"quantity\"\nunit = \"个\"\nformula = \""+formula+"\"\n")
		c, faults := Compile(p)
		if want == "" {
			if len(faults) == 0 {
				t.Errorf("%s compiles", formula)
			}
			continue
		}
		if len(faults) > 0 {
			t.Errorf("%s: %s", formula, messages(faults))
			continue
		}
		n, ok := compute(t, report(t, seed, items[:]...), c).Report("x").Exact()
		num, den := n.NumDen()
		if !ok || num+"/"+den != want {
			t.Errorf("%s = %s/%s, want %s", formula, num, den, want)
		}
	}
}

func TestHalfEven(t *testing.T) {
	text := strings.Replace(profileText(t), `rounding = "half-up"`, `rounding = "half-even"`, 1)
	for mode, text := range map[string]string{"0.12%": text, "0.13%": profileText(t)} {
		c, faults := Compile(profile(t, text))
		if len(faults) > 0 {
			t.Fatal(messages(faults))
		}
		s := compute(t, report(t, "[funds]\nspent = 1\nbudget = 800\n"), c)
		if got := s.Report("execution_rate").Shown(); got != mode {
			t.Errorf("1/800 shows %s, want %s", got, mode)
		}
	}
}

// Absent is not zero, zero is not absent, and what follows from either says why.
func TestNoValue(t *testing.T) {
	some := [][4]string{{"a", "甲", "5", "6"}, {"b", "乙", "7", ""}, {"c", "丙", "", ""}}
	for _, c := range []struct {
		report        string
		projects      [][4]string
		key           string
		shown, status string
		reason        string
	}{
		{"", nil, "budget", "未填报", "absent", "没有填报“全年预算数”"},
		{"[funds]\nbasis = \"批复预算\"\n", nil, "budget", "未填报", "absent", "没有填报“批复预算”"},
		{"[funds]\nspent = 1\n", nil, "execution_rate", "—", "undefined", "没有填报“全年预算数”，无法计算"},
		{"", nil, "execution_rate", "—", "undefined", "没有填报“实际支出”、“全年预算数”，无法计算"},
		{"", nil, "unspent", "—", "undefined", "没有填报“全年预算数”、“实际支出”，无法计算"},
		{"[funds]\nspent = 0\nbudget = 0\n", nil, "execution_rate", "—", "undefined", "除数“全年预算数”为零，无法计算"},
		{"[funds]\nspent = 1\nbudget = 0\nbasis = \"批复预算\"\n", nil, "execution_rate", "—", "undefined", "除数“批复预算”为零，无法计算"},
		{"[funds]\nspent = 0\nbudget = 5\n", nil, "execution_rate", "0.00%", "ok", ""},
		{"[funds]\nspent = 0\nbudget = 5\n", nil, "spent", "0.00", "ok", ""},
		{"", nil, "project_count", "0", "ok", ""},
		{"", nil, "coverage", "—", "undefined", "除数“项目个数”为零，无法计算"},
		{"", nil, "project_spent_sum", "—", "undefined", "没有项目，无法合计"},
		{"", nil, "project_spent", "—", "undefined", "没有项目，无法合计"},
		{"", some, "project_spent", "—", "undefined", "“丙”没有填报“实际支出”，无法合计"},
		{"", some, "project_budget", "—", "undefined", "“乙”、“丙”没有填报“全年预算数”，无法合计"},
		{"[funds]\nproject_budget = 9\n", some, "project_budget", "9.00", "ok", ""},
		{"[funds]\nproject_budget = 9\n", some, "project_execution_rate", "—", "undefined", "“丙”没有填报“实际支出”，无法合计"},
		{"", some[:1], "project_budget", "6.00", "ok", ""},
		{"", some[:1], "project_execution_rate", "83.33%", "ok", ""},
		{"", some[1:], "project_budget_sum", "—", "undefined", "2个项目都没有填报“全年预算数”，无法合计"},
		{"", some, "coverage", "66.67%", "ok", ""},
		{"", some, "projects/c/share", "—", "undefined", "没有填报“实际支出”，无法计算"},
		{"", some, "projects/a/share", "—", "undefined", "“丙”没有填报“实际支出”，无法合计"},
		{"", some, "projects/b/execution_rate", "—", "undefined", "没有填报“全年预算数”，无法计算"},
		{"", some, "projects/c/budget", "未填报", "absent", "没有填报“全年预算数”"},
	} {
		s := compute(t, report(t, c.report, c.projects...), shipped(t, ""))
		f := s.Get("2023/zhengxie/" + c.key)
		if f.Shown() != c.shown || f.Status() != c.status || f.Reason() != c.reason {
			t.Errorf("%s of %q: %s %s %s, want %s %s %s", c.key, c.report, f.Shown(), f.Status(), f.Reason(), c.shown, c.status, c.reason)
		}
	}
}

func TestManyProjectsLacking(t *testing.T) {
	var many [][4]string
	for i := range 9 {
		spent := ""
		if i == 8 {
			spent = "1"
		}
		many = append(many, [4]string{fmt.Sprint("p", i), fmt.Sprint("项目", i), spent, ""})
	}
	s := compute(t, report(t, "", many...), shipped(t, "[[metric]]\nkey = \"largest\"\nlabel = \"最大\"\nkind = \"amount\"\nformula = \"max(projects.unspent)\"\n"))
	if got := s.Report("project_spent").Reason(); got != "“项目0”、“项目1”、“项目2”等8个项目没有填报“实际支出”，无法合计" {
		t.Error(got)
	}
	if got := s.Report("largest").Reason(); got != "9个项目都算不出“未支出”，无法比较" {
		t.Error(got)
	}
}

func TestOrigins(t *testing.T) {
	s := seedSet(t, "")
	in := s.Report("spent").Origin.(Input)
	if in.Place.String() != "2023/zhengxie/report.toml:5:9" {
		t.Error(in.Place)
	}
	sum := s.Report("project_spent_sum").Origin.(Computed)
	if len(sum.Inputs) != 7 || sum.Inputs[3].Key != "2023/zhengxie/projects/zhaoshang/spent" || sum.Formula != "sum(projects.spent)" {
		t.Errorf("%+v", sum)
	}
	if sum.Place.File != "rules/mof-2020.toml" || sum.Place.Line == 0 {
		t.Error(sum.Place)
	}
	score := s.Report("execution_score")
	o := score.Origin.(Computed)
	if len(o.Inputs) != 2 || o.Inputs[0].Metric != "spent" || o.Basis != "财预〔2020〕10号" || score.Note != "按财预〔2020〕10号试算，非该部门公布的得分" {
		t.Errorf("%+v %s", o, score.Note)
	}
	count := s.Report("project_count").Origin.(Computed)
	if len(count.Inputs) != 0 || len(count.Counted) != 7 || count.Counted[0].Place.String() != "2023/zhengxie/projects/huiyi.toml:1:8" {
		t.Errorf("%+v", count)
	}
	if _, ok := s.Report("project_spent").Origin.(Input); !ok {
		t.Error("project_spent was given and is computed")
	}
	st := s.Report("execution_rate@stated")
	if o := st.Origin.(Stated); o.Of != s.Report("execution_rate") || o.Scale != 0 || o.Text != "95%" || st.Kind() != "ratio" {
		t.Errorf("%+v", o)
	}
	if got := s.Project("zhaoshang", "budget").Place().String(); got != "2023/zhengxie/projects/zhaoshang.toml" {
		t.Error(got)
	}
	if s.Report("nothing") != nil || s.Project("huiyi", "nothing") != nil || s.Project("nobody", "spent") != nil || s.Get("x") != nil {
		t.Error("figures from nowhere")
	}
	if got := s.Near("2023/zhengxie/execution_rat"); len(got) == 0 || got[0] != "2023/zhengxie/execution_rate" {
		t.Error(got)
	}
}

// What was printed keeps its own kind, unit and precision.
func TestStated(t *testing.T) {
	for _, c := range []struct{ line, key, shown, kind, unit string }{
		{`execution_rate = "95.10%"`, "execution_rate", "95.10%", "ratio", "%"},
		{`execution_rate = "９５％"`, "execution_rate", "95%", "ratio", "%"},
		{`execution_rate = "498.31万元"`, "execution_rate", "498.31", "amount", "万元"},
		{`execution_rate = "7,00.0,77"`, "execution_rate", "7,00.0,77", "text", ""},
		{`execution_rate = "0.95"`, "execution_rate", "0.95", "quantity", ""},
		{`project_count = "七个"`, "project_count", "7", "count", "个"},
		{`project_count = "15项"`, "project_count", "15", "count", "项"},
		{`project_count = "7.5个"`, "project_count", "7.5", "quantity", "个"},
		{`project_count = "7"`, "project_count", "7", "count", "个"},
	} {
		s := compute(t, report(t, seed[:strings.Index(seed, "execution_rate")]+c.line+"\n", items[:]...), shipped(t, ""))
		f := s.Report(c.key + "@stated")
		if f.Shown() != c.shown || f.Kind() != c.kind || f.Unit != c.unit {
			t.Errorf("%s: %s %s %s", c.line, f.Shown(), f.Kind(), f.Unit)
		}
		if s.StatedFor(s.Report(c.key)) != f {
			t.Error("StatedFor does not find it")
		}
	}
}

func TestReportUnit(t *testing.T) {
	r := report(t, seed, items[:]...)
	r.Unit.Value = "元"
	s := compute(t, r, shipped(t, ""))
	if f := s.Report("spent"); f.Shown() != "4983100.00" || f.Unit != "元" {
		t.Error(f.Shown(), f.Unit)
	}
	if f := s.Report("execution_rate"); f.Shown() != "94.58%" {
		t.Error(f.Shown())
	}
}
