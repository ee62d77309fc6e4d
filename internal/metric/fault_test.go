package metric

import (
	"strings"
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// formulaIn is a profile with one more metric, whose formula starts in column 12.
func formulaIn(t testing.TB, scope, kind, formula string) string {
	return profileText(t) + "\n[[metric]]\nkey = \"x\"\nlabel = \"甲\"\nscope = \"" + scope + "\"\nkind = \"" + kind + "\"\nformula = '" + formula + "'\n"
}

func TestFormulaFaults(t *testing.T) {
	for _, c := range []struct {
		formula string
		column  int // in the formula, from 1
		says    string
	}{
		{"spend / budget", 1, "没有指标“spend”（是否想写 spent？）"},
		{"spent / budgte", 9, "没有指标“budgte”（是否想写 budget？）"},
		{"spent / 全年预算数", 9, "没有指标“全年预算数”（公式里用 key：请写 budget）"},
		{"spent / share", 9, "没有指标“share”（它是项目的指标，请写 sum(projects.share) 这样的形式）"},
		{"spent ÷ budget", 7, "除号写成了“÷”（请写 /）"},
		{"100 × spent / budget", 5, "乘号写成了“×”（请写 *）"},
		{"spent − budget", 7, "减号写成了“−”（请写 -）"},
		{"（spent - budget) / 2", 1, "“（”不是公式里的符号"},
		{"spent / １００", 9, "“１”是全角数字"},
		{"spent // budget", 7, "公式里不能写“//”"},
		{"spent /* x */ / budget", 7, "公式里不能写“/*”"},
		{"spent / budget * 100%", 21, "公式里不能用“%”（百分之几请写成小数，例如 90% 写 0.9）"},
		{"spent / ", 9, "公式没有写完"},
		{"", 1, ""},
		{"(spent / budget", 16, "公式没有写完"},
		{"spent / budget)", 15, "在“)”处读不通"},
		{"spent budget", 7, "在“budget”处读不通"},
		{"spent / * budget", 9, "在“*”处读不通"},
		{"sum(projects)", 1, "sum 里要写一列数"},
		{"sum(spent, budget)", 12, "函数里不能再写条件"},
		{"projects.spent / budget", 1, "“projects.…”是一列数，不能直接计算"},
		{"projects / 2", 1, "“projects”是全部项目，不是数"},
		{"projects.spend", 10, "项目没有指标“spend”（是否想写 spent？）"},
		{"report.spend / budget", 8, "没有指标“spend”"},
		{"weights.exec / 2", 9, "规则里没有 weights.exec"},
		{"thresholds.low / 2", 12, "规则里没有 thresholds.low"},
		{"spent.value", 1, "“spent”后面不能用“.”"},
		{"projects.spent.sum", 16, "这里不能用“.”"},
		{"now() / 2", 1, "没有函数“now”"},
		{"len(projects)", 1, "没有函数“len”"},
		{"summ(projects.spent) / budget", 1, "没有函数“summ”（是否想写 sum？）"},
		{"filter(projects, .spent > 1)", 18, "函数里不能再写条件"},
		{"map(projects, spent)", 15, "函数里不能再写条件"},
		{"round(spent, 2)", 14, "金额在公式里以分计，只能取整到分"},
		{"round(execution_rate, 7)", 23, "小数位数要直接写0到6的整数"},
		{"round(execution_rate, -1)", 23, "小数位数要直接写0到6的整数"},
		{"round()", 1, "round 里要写一个数"},
		{"abs(1, 2)", 1, "abs 里要写一个数"},
		{"min(spent)", 1, "min 和 max 里至少要两个数"},
		{"min(spent, 3)", 12, "一边是金额，一边是普通的数"},
		{"spent + 1", 7, "一边是金额，一边是普通的数"},
		{"spent > 3 ? 1 : 2", 7, "一边是金额，一边是普通的数"},
		{"spent / budget > 0.9", 16, "这里要一个数，写的是条件"},
		{"spent ? 1 : 2", 1, "这里要一个条件"},
		{"!spent", 2, "这里要一个条件"},
		{"true ? 1 : 2", 1, "公式里不能写 true 或 false"},
		{"1e3 * execution_rate", 1, "“1e3”不是可以用的数"},
		{"0x10 * execution_rate", 1, "“0x10”不是可以用的数"},
		{"1_000 * execution_rate", 1, "“1_000”不是可以用的数"},
		{".5 * execution_rate", 1, "“.5”不是可以用的数"},
		{"1. * execution_rate", 1, "“1.”不是可以用的数"},
		{"1234567890123456789 * execution_rate", 1, "“1234567890123456789”不是可以用的数"},
		{"99999999999999999999999 / 2", 1, "不是可以用的数"},
		{"spent ^ 2", 7, "公式里不能用“^”"},
		{"spent ** 2", 7, "公式里不能用“**”"},
		{"spent = budget ? 1 : 2", 7, "公式里不能用“=”（比较是否相等请写 ==）"},
		{"let a = 1; a", 1, "公式里不能用“let”"},
		{"if spent > budget { 1 } else { 2 }", 1, "公式里不能用“if”"},
		{"1; 2", 2, "公式里不能用“;”"},
		{"spent ?? budget", 7, "公式里不能用“??”"},
		{"projects[0].spent", 9, "公式里不能用“[”"},
		{"projects | count()", 10, "公式里不能用“|”"},
		{"\"a\" + 1", 1, "公式里不能写文字"},
		{"spent in projects", 7, "公式里不能用“in”"},
		{"report.spent() / 2", 8, "这里不能调用函数"},
		{"@", 1, "在“@”处读不通"},
		{"spent / budget @", 16, "在“@”处读不通"},
		{"spent - budget", 1, "算出来的是金额，而 kind 是 quantity"},
		{"x + 1", 1, "公式绕成了一圈：“x” → “x”"},
		{strings.Repeat("(", 60) + "1" + strings.Repeat(")", 60) + "+", 123, "公式没有写完"},
		{strings.Repeat("-", 60) + "1", 1, "公式套得太深"},
		{strings.Repeat("1+", 600) + "1", 1, "公式太长"},
	} {
		_, faults := Compile(profile(t, formulaIn(t, "report", "quantity", c.formula)))
		if c.formula == "" {
			if len(faults) != 1 || !strings.Contains(messages(faults), "没有公式") {
				t.Errorf("empty formula: %s", messages(faults))
			}
			continue
		}
		if len(faults) == 0 {
			t.Errorf("%s compiles", c.formula)
			continue
		}
		f := faults[0]
		if got := f.Message + "（" + f.Hint + "）"; !strings.Contains(got, strings.TrimSuffix(c.says, "）")) {
			t.Errorf("%s: %s, want %s", c.formula, got, c.says)
		}
		if f.Place.Column != c.column+11 || f.Place.File != "rules/mof-2020.toml" || f.Rule != source.RuleFormula || f.Kind != source.Broken {
			t.Errorf("%s: at %s, want column %d", c.formula, f.Place, c.column+11)
		}
	}
}

func TestKindOfResult(t *testing.T) {
	for _, c := range []struct{ kind, formula, says string }{
		{"amount", "spent / budget", "算出来的不是金额，而 kind 是 amount"},
		{"amount", "spent * budget", "算出来的不是金额"},
		{"amount", "spent * budget / spent", ""},
		{"amount", "spent * 0.1", ""},
		{"amount", "max(0, spent - budget)", ""},
		{"amount", "spent > 0 ? spent : 0", ""},
		{"amount", "0", ""},
		{"ratio", "spent", "算出来的是金额，而 kind 是 ratio"},
		{"score", "weights.execution", ""},
	} {
		_, faults := Compile(profile(t, formulaIn(t, "report", c.kind, c.formula)))
		if got := messages(faults); (c.says == "") != (got == "") || !strings.Contains(got, c.says) {
			t.Errorf("%s %s: %s", c.kind, c.formula, got)
		}
	}
}

func TestProjectScopeFaults(t *testing.T) {
	_, faults := Compile(profile(t, formulaIn(t, "project", "ratio", "spent / project_spent_sum")))
	if got := messages(faults); !strings.Contains(got, "没有指标“project_spent_sum”（它是整个部门的指标，请写 report.project_spent_sum）") {
		t.Error(got)
	}
}

// All faults of a profile come at once, each at its place.
func TestAllFaultsAtOnce(t *testing.T) {
	text := `rounding = "up"
[weights]
[[metric]]
key = "budget"
label = "预算"
kind = "ratio"
[[metric]]
key = "a"
label = "甲"
kind = "ratio"
formula = "b / weights.execution"
[[metric]]
key = "b"
label = "乙"
kind = "ratoi"
formula = """
c +
 1"""
[[metric]]
key = "c"
label = "丙"
kind = "ratio"
unit = "分"
formula = "a"
[[metric]]
key = "c"
label = "丁"
kind = "ratio"
formula = "1"
[[metric]]
key = "e"
label = "甲"
alias = ["丙", "有.点"]
kind = "score"
decimals = 9
[[metric]]
key = "Sum"
label = "己"
[[metric]]
key = "sum"
label = "庚"
[[metric]]
label = "辛"
[[metric]]
key = "h"
scope = "county"
label = "壬"
[[metric]]
key = "i"
kind = "amount"
unit = "角"
formula = "budget * 2"
`
	f, _ := source.Parse("rules/mof-2020.toml", []byte(text))
	p := &record.Profile{ID: "mof-2020", File: "rules/mof-2020.toml"}
	source.Bind(f.Root, p, source.Context{}) // which says what is no word of a field
	c, faults := Compile(p)
	got := messages(faults)
	for _, want := range []string{
		":1:12: rounding 是“up”，没有这种舍入方法",
		"“budget”是填报的金额，kind 应当是 amount",
		"规则没有给出 weights.execution",
		"kind 是“ratoi”，没有这种数（是否想写 ratio？）",
		"比率的单位只能是 %，不能是“分”",
		"指标“c”定义了两次",
		"“甲”已经是指标“a”的名称", "“丙”已经是指标“c”的名称", "名称“有.点”里不能有",
		"decimals 应当在0到6之间", "指标“e”没有公式",
		"指标名“Sum”不合规", "指标名“sum”在公式里另有含义", "指标没有 key", "scope 是“county”",
		"指标“i”没有 label", "金额的单位只能是 元、万元、亿元，不能是“角”",
		"rules/mof-2020.toml: 指标目录缺少填报项“spent”（scope = \"report\"）", "指标目录缺少填报项“spent”（scope = \"project\"）",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing: %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	s := compute(t, report(t, "[funds]\nbudget = 3\n", items[:]...), c) // usable all the same
	if f := s.Report("b"); f.Status() != "undefined" {
		t.Errorf("%+v", f)
	}
	if f := s.Report("i"); f.Shown() != "6.00" {
		t.Errorf("%+v", f)
	}
}

func TestCircle(t *testing.T) {
	text := profileText(t) + `
[[metric]]
key = "a"
label = "甲"
kind = "ratio"
formula = "1 + b"
[[metric]]
key = "b"
label = "乙"
kind = "ratio"
formula = """
2 *
  sum(projects.c)"""
[[metric]]
key = "c"
scope = "project"
label = "丙"
kind = "ratio"
formula = "report.a"
[[metric]]
key = "d"
label = "丁"
kind = "ratio"
formula = "a * 2"
`
	c, faults := Compile(profile(t, text))
	if len(faults) != 1 || !strings.Contains(faults[0].Message, "“a” → “b” → “c” → “a”") || len(faults[0].Related) != 2 {
		t.Fatal(messages(faults))
	}
	if line := strings.Split(text, "\n")[faults[0].Place.Line-1]; line != `formula = "report.a"` || faults[0].Place.Column != 19 {
		t.Error(faults[0].Place, line)
	}
	s := compute(t, report(t, seed, items[:]...), c)
	for _, key := range []string{"a", "b", "d"} {
		if f := s.Report(key); f.Status() != "undefined" || !strings.Contains(f.Reason(), "公式有误") {
			t.Errorf("%s: %s", key, f.Reason())
		}
	}
}

// Formulas that square each other are refused before they fill the memory.
func TestRunawayGrowth(t *testing.T) {
	text := profileText(t)
	last := "execution_rate"
	for i := range 30 {
		key := "g" + string(rune('a'+i%26)) + string(rune('a'+i/26))
		text += "[[metric]]\nkey = \"" + key + "\"\nlabel = \"" + key + "甲\"\nkind = \"ratio\"\nformula = \"" + last + " * " + last + "\"\n"
		last = key
	}
	c, faults := Compile(profile(t, text))
	if !strings.Contains(messages(faults), "层层相乘") {
		t.Error(messages(faults))
	}
	compute(t, report(t, seed, items[:]...), c)
}

// Values that a kind cannot hold are the profile's fault and say where.
func TestMisfits(t *testing.T) {
	for _, c := range []struct{ kind, formula, says string }{
		{"amount", "spent / 3", "不是整数分"},
		{"count", "project_count / 2", "个数不是整数"},
		{"amount", "spent * 99999999999", "太大"},
	} {
		p := profile(t, formulaIn(t, "report", c.kind, c.formula))
		cat, faults := Compile(p)
		if len(faults) > 0 {
			t.Fatal(messages(faults))
		}
		s, faults := Compute(report(t, seed, items[:]...), cat)
		if len(faults) != 1 || !strings.Contains(faults[0].Message, c.says) || faults[0].Key != "2023/zhengxie/x" || faults[0].Place.Line == 0 {
			t.Errorf("%s: %s", c.formula, messages(faults))
		}
		if f := s.Report("x"); f.Status() != "undefined" {
			t.Errorf("%s: %s", c.formula, f.Shown())
		}
	}
}

// A stated figure of a metric that the profile lacks cannot be compared.
func TestStatedWithoutMetric(t *testing.T) {
	text := profileText(t)
	i := strings.Index(text, "[[metric]]\nkey = \"coverage\"")
	j := i + strings.Index(text[i:], "[[metric]]\nkey = \"project_budget_sum\"")
	c, faults := Compile(profile(t, text[:i]+text[j:]))
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	_, faults = Compute(report(t, seed, items[:]...), c)
	if len(faults) != 1 || !strings.Contains(faults[0].Message, "没有指标“coverage”") || faults[0].Place.Line != 12 {
		t.Error(messages(faults))
	}
}
