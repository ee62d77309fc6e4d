package metric

import (
	"fmt"
	"strings"
	"testing"
)

func TestFormulaWords(t *testing.T) {
	s := seedSet(t, "")
	for _, c := range []struct{ key, labels, figures string }{
		{"execution_rate", "实际支出 ÷ 申请预算资金", "498.31 ÷ 526.87 = 0.945793…"},
		{"unspent", "申请预算资金 − 实际支出", "526.87 − 498.31 = 28.56"},
		{"execution_score", "取较小值（预算执行率分值，预算执行率分值 × 实际支出 ÷ 申请预算资金）", "取较小值（10，10 × 498.31 ÷ 526.87）= 9.457930…"},
		{"spent_per_hundred", "100 × 实际支出 ÷ 申请预算资金", "100 × 498.31 ÷ 526.87 = 94.579307…"},
		{"basic_budget", "申请预算资金 − 项目支出预算", "526.87 − 150.73 = 376.14"},
		{"basic_execution_rate", "基本支出 ÷ 基本支出预算", "366.58 ÷ 376.14 = 0.974583…"},
		{"project_spent_sum", "各项目实际支出之和", "36.89 + 7.00 + 5.00 + 11.00 + 11.83 + 30.00 + 30.00 = 131.72"},
		{"project_unspent", "项目支出预算 − 项目支出", "150.73 − 131.73 = 19.00"},
		{"project_count", "计数（项目）", "计数（政协会议费、委员视察费、乐亭文史研究专项经费、委员联络站招商经费、“呔商历史与精神”座谈会经费、呔商历史文化研究经费、综合业务管理经费）= 7"},
		{"evaluated_count", "计数（填报了实际支出的项目）", "计数（36.89，7.00，5.00，11.00，11.83，30.00，30.00）= 7"},
		{"coverage", "参评项目个数 ÷ 项目个数", "7 ÷ 7 = 1"},
		{"projects/huiyi/share", "实际支出 ÷ 项目支出逐项合计", "36.89 ÷ 131.72 = 0.280063…"},
		{"projects/zhaoshang/execution_rate", "实际支出 ÷ 全年预算数", "11.00 ÷ 未填报 = —"},
		{"spent", "", ""}, {"project_spent", "", ""}, {"execution_rate@stated", "", ""},
	} {
		f := s.Get("2023/zhengxie/" + c.key)
		if got := plain(s.FormulaLabels(f)); got != c.labels {
			t.Errorf("%s: %s, want %s", c.key, got, c.labels)
		}
		if got := plain(s.FormulaFigures(f)); got != c.figures {
			t.Errorf("%s: %s, want %s", c.key, got, c.figures)
		}
	}
}

// Every number of an arithmetic that is a published figure is a reference to it.
func TestFormulaReferences(t *testing.T) {
	s := seedSet(t, "")
	for _, f := range s.All() {
		for _, p := range s.FormulaFigures(f) {
			if p.Figure != nil && p.Text != p.Figure.Shown() {
				t.Errorf("%s: part %q is not %s", f.Key, p.Text, p.Figure.Shown())
			}
		}
		for _, p := range s.FormulaLabels(f) {
			if p.Figure != nil {
				t.Errorf("%s: a label carries a figure", f.Key)
			}
		}
	}
	parts := s.FormulaFigures(s.Report("unspent"))
	if len(parts) != 5 || parts[0].Figure != s.Report("budget") || parts[2].Figure != s.Report("spent") || parts[4].Figure != s.Report("unspent") {
		t.Errorf("%+v", parts)
	}
	if parts := s.FormulaFigures(s.Report("execution_rate")); len(parts) != 4 || parts[3].Text != " = 0.945793…" {
		t.Errorf("%+v", parts)
	}
}

func TestFormulaBrackets(t *testing.T) {
	for _, c := range []struct{ scope, kind, formula, labels, figures string }{
		{"report", "ratio", "(spent - project_spent) / (budget - project_budget)", "（实际支出 − 项目支出）÷（申请预算资金 − 项目支出预算）", "（498.31 − 131.73）÷（526.87 − 150.73）= 0.974583…"},
		{"report", "amount", "spent - (project_spent - unspent)", "实际支出 −（项目支出 − 未支出）", "498.31 −（131.73 − 28.56）= 395.14"},
		{"report", "amount", "(spent - project_spent) - unspent", "实际支出 − 项目支出 − 未支出", "498.31 − 131.73 − 28.56 = 338.02"},
		{"report", "ratio", "spent / (budget / 2)", "实际支出 ÷（申请预算资金 ÷ 2）", "498.31 ÷（526.87 ÷ 2）= 1.891586…"},
		{"report", "amount", "spent - sum(projects.spent)", "实际支出 − 各项目实际支出之和", "498.31 −（36.89 + 7.00 + 5.00 + 11.00 + 11.83 + 30.00 + 30.00）= 366.59"},
		{"report", "amount", "-unspent + budget", "−未支出 + 申请预算资金", "−28.56 + 526.87 = 498.31"},
		{"report", "amount", "0 - (spent - budget)", "0 −（实际支出 − 申请预算资金）", "0 −（498.31 − 526.87）= 28.56"},
		{"report", "amount", "max(projects.spent)", "取最大值（各项目实际支出）", "取最大值（36.89，7.00，5.00，11.00，11.83，30.00，30.00）= 36.89"},
		{"report", "quantity", "count(projects) / 2", "计数（项目）÷ 2", "7 ÷ 2 = 3.50"},
		{"report", "amount", "round(spent / 3)", "取整到分（实际支出 ÷ 3）", "取整到分（498.31 ÷ 3）= 166.103333"},
		{"report", "ratio", "round(execution_rate, 4)", "保留4位小数（预算执行率）", "保留4位小数（94.58%）= 0.9458（按未舍入的值计算）"},
		{"report", "ratio", "execution_rate - project_execution_rate", "预算执行率 − 项目支出执行率", "94.58% − 87.39% = 0.071846…（按未舍入的值计算）"},
		{"report", "ratio", "budget > 0 && spent <= budget ? spent / budget : 1", "如果申请预算资金 > 0 且 实际支出 ≤ 申请预算资金，则实际支出 ÷ 申请预算资金，否则1", "如果526.87 > 0 且 498.31 ≤ 526.87，则498.31 ÷ 526.87，否则1 = 0.945793…"},
		{"report", "ratio", "abs(spent - budget) / budget", "绝对值（实际支出 − 申请预算资金）÷ 申请预算资金", "绝对值（498.31 − 526.87）÷ 526.87 = 0.054206…"},
		{"project", "amount", "report.spent - spent", "部门实际支出 − 实际支出", "498.31 − 36.89 = 461.42"},
	} {
		s := seedSet(t, strings.TrimPrefix(formulaIn(t, c.scope, c.kind, c.formula), profileText(t)))
		f := s.Report("x")
		if c.scope == "project" {
			f = s.Project("huiyi", "x")
		}
		if got := plain(s.FormulaLabels(f)); got != c.labels {
			t.Errorf("%s: %s, want %s", c.formula, got, c.labels)
		}
		if got := plain(s.FormulaFigures(f)); got != c.figures {
			t.Errorf("%s: %s, want %s", c.formula, got, c.figures)
		}
	}
}

// Sums of money in different units are told apart.
func TestFormulaUnits(t *testing.T) {
	s := seedSet(t, `
[[metric]]
key = "yuan"
label = "支出（元）"
formula = "spent"
kind = "amount"
unit = "元"
[[metric]]
key = "rate"
label = "比率"
formula = "yuan / budget"
kind = "ratio"
`)
	if got := plain(s.FormulaFigures(s.Report("yuan"))); got != "498.31万元 = 4983100.00元" {
		t.Error(got)
	}
	if got := plain(s.FormulaFigures(s.Report("rate"))); got != "4983100.00元 ÷ 526.87万元 = 0.945793…" {
		t.Error(got)
	}
}

// Amounts that are published rounded say so in the arithmetic; negative ones
// stand in brackets.
func TestFormulaRounded(t *testing.T) {
	s := compute(t, report(t, "[funds]\nspent = 89.974\nbudget = 90\n"), shipped(t, "[[metric]]\nkey = \"y\"\nlabel = \"乙\"\nkind = \"amount\"\nformula = \"budget - x\"\n[[metric]]\nkey = \"x\"\nlabel = \"甲\"\nkind = \"amount\"\nformula = \"spent - budget\"\n"))
	for key, want := range map[string]string{
		"execution_rate": "89.97 ÷ 90.00 = 0.999711…（按未舍入的值计算）",
		"unspent":        "90.00 − 89.97 = 0.026（按未舍入的值计算）",
		"x":              "89.97 − 90.00 = -0.026（按未舍入的值计算）",
		"y":              "90.00 −（-0.03）= 90.026（按未舍入的值计算）",
	} {
		if got := plain(s.FormulaFigures(s.Report(key))); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
}

func TestFormulaOfManyProjects(t *testing.T) {
	var many [][4]string
	for i := range 30 {
		many = append(many, [4]string{fmt.Sprint("p", i), fmt.Sprint("项目", i), fmt.Sprint(i), ""})
	}
	s := compute(t, report(t, "", many...), shipped(t, ""))
	if got := plain(s.FormulaFigures(s.Report("project_spent_sum"))); got != "0.00 + 1.00 + 2.00 + 3.00 + 4.00 + 5.00 + 6.00 + 7.00 + 8.00 + 9.00 + … + 29.00（共30项）= 435.00" {
		t.Error(got)
	}
	if got := plain(s.FormulaFigures(s.Report("project_count"))); got != "计数（项目0、项目1、项目2等30个项目）= 30" {
		t.Error(got)
	}
	s = compute(t, report(t, ""), shipped(t, ""))
	if got := plain(s.FormulaFigures(s.Report("project_spent_sum"))); got != "— = —" {
		t.Error(got)
	}
}

func TestMetrics(t *testing.T) {
	for _, m := range shipped(t, "").Metrics() {
		if m.Label == "" || m.Kind == "" || m.Place.Line == 0 || m.Formula != "" && m.Words == "" || m.Formula == "" && !m.Input {
			t.Errorf("%+v", m)
		}
		if m.Key == "execution_rate" && m.Words != "实际支出 ÷ 全年预算数" {
			t.Error(m.Words)
		}
	}
}
