package record

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// published reads the published cases, each as a report of its own.
func published(t testing.TB) map[string]*Report {
	t.Helper()
	a, err := txtar.ParseFile("testdata/cases.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{"site.toml": "", "rules/any.toml": ""}
	for _, f := range a.Files {
		id, rest, _ := strings.Cut(f.Name, "/")
		id = strings.ToLower(id)
		files["departments/"+id+".toml"] = "name = \"某部门\"\n"
		files["2023/"+id+"/"+rest] = string(f.Data)
	}
	c, fs := load(files)
	if len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	out := map[string]*Report{}
	for _, r := range c.Reports {
		out[strings.ToUpper(r.Dept)] = r
	}
	return out
}

// TestEveryPublishedCaseCanBeWritten holds the format against what departments
// published: all of it is read without a fault, faulty numbers included.
func TestEveryPublishedCaseCanBeWritten(t *testing.T) {
	cases := published(t)
	for i := 1; i <= 27; i++ {
		if cases[fmt.Sprintf("F%d", i)] == nil {
			t.Errorf("no F%d", i)
		}
	}
	for i := 1; i <= 8; i++ {
		if cases[fmt.Sprintf("S%d", i)] == nil {
			t.Errorf("no S%d", i)
		}
	}
	project := func(id string) *Project { return cases[id].Projects[0] }
	check := func(what string, got, want any) {
		t.Helper()
		if got != want {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	var parts money.Amount
	for _, p := range project("F5").Parts {
		parts += p.Budget.Value
	}
	check("F5's parts, in 分", parts, money.Amount(174_000_000))
	check("F5's total, in 分", project("F5").Funds.Budget.Value, money.Amount(202_640_000))
	check("F6's initial budget, in 分", project("F6").Funds.Initial.Value, money.Amount(202_640_000))
	check("F7's execution score is given", project("F7").Scores.Execution.Set, false)
	check("F9's rate", spell(project("F9").Indicators[0].RateValue()), "excess 43")
	check("F11's spending", cases["F11"].Stated.Spent.Kind, source.StatedText)
	check("F13's rate", project("F13").Parts[1].Rate.Text, "100%")
	check("F16's total, in 分", project("F16").Funds.Budget.Value, money.Amount(2_000_000))
	check("F16's sources", project("F16").Funds.Sources[2].Budget.Set, true)
	check("F18's spending", project("F18").Stated.Spent.Kind, source.StatedText)
	check("F19's spending, in 分", project("F19").Funds.Spent.Value, money.Amount(42_037))
	check("F19's unit", project("F19").Stated.Unspent.Kind, source.StatedText)
	check("F22's budget is given", project("F22").Funds.Budget.Set, true)
	check("F23's target", spell(project("F23").Indicators[0].TargetValue()), "not given")
	check("F24", Meets(project("F24").Indicators[0].TargetValue(), project("F24").Indicators[0].ActualValue()), Unsure)
	check("F26's target", spell(project("F26").Indicators[0].TargetValue()), "text: “百分比”不是单位，百分数写成 100%")
	check("F26's actual", spell(project("F26").Indicators[1].ActualValue()), "done true false")
	check("S1's printed rate", cases["S1"].Printed[0].Value.Kind, source.StatedPercent)
	check("S4's budget, in 分", project("S4").Funds.Budget.Value, money.Amount(38_766_462))
	check("S4's initial budget is given", project("S4").Funds.Initial.Set, false)
	check("S6's initial budget is given", project("S6").Funds.Initial.Set, true)
	check("S8's scores are given", project("S8").Scores.Total.Set, false)
	for _, i := range project("S7").Indicators {
		check("S7's "+i.Name.Value, Meets(i.TargetValue(), i.ActualValue()), Met)
	}
	var metrics []string
	for _, s := range project("F18").Stated.All() {
		metrics = append(metrics, s.Metric)
	}
	if !slices.Equal(metrics, []string{"received", "spent"}) {
		t.Errorf("F18 states %v", metrics)
	}
}

// TestReferences lists faults in the names that one part of a report gives
// another, and in values that contradict each other.
func TestReferences(t *testing.T) {
	const report, huiyi = "2023/zhengxie/report.toml", "2023/zhengxie/projects/huiyi.toml"
	for _, c := range []struct{ name, path, text, want string }{
		{"problem twice", report, "[[problem]]\nid = \"p1\"\n[[problem]]\nid = \"p1\"\n", report + ":4:6 duplicate-key 问题编号“p1”写了两次 | 换一个编号，各不相同 | " + report + ":2:6 第一次写在这里"},
		{"subunit twice", report, "[[subunit]]\nid = \"a\"\n[[subunit]]\nid = \"a\"\n", report + ":4:6 duplicate-key 单位编号“a”写了两次 | 换一个编号，各不相同 | " + report + ":2:6 第一次写在这里"},
		{"subunit unknown", huiyi, "subunit = \"zhan\"\n", huiyi + ":1:11 wrong-type 报告里没有编号是“zhan”的所属单位 | 在 report.toml 里加一组 [[subunit]]，写上 id = \"zhan\""},
		{"subunit of a part", huiyi, "[[part]]\nsubunit = \"zhan\"\n", huiyi + ":2:11 wrong-type 报告里没有编号是“zhan”的所属单位 | 在 report.toml 里加一组 [[subunit]]，写上 id = \"zhan\""},
		{"reviewed project", report, "[[review]]\nproject = \"huiyo\"\n", report + ":2:11 missing-file 没有编号是“huiyo”的项目（2023/zhengxie/projects/huiyo.toml） | 是否想写 huiyi？"},
		{"profile of a project", huiyi, "profile = \"mop\"\n", huiyi + ":1:11 missing-file 没有编号是“mop”的规则集（rules/mop.toml） | 是否想写 mof？"},
		{"item without a key", huiyi, "[[item]]\namount = 5\n", huiyi + ":1:3 wrong-type 这一组 [[item]] 没有 key | 写上 key，例如 key = \"central_2019\""},
		{"item twice", huiyi, "[[item]]\nkey = \"a\"\namount = 5\n[[item]]\nkey = \"a\"\nnumber = 5\n", huiyi + ":5:7 duplicate-key 名字“a”写了两次 | 换一个编号，各不相同 | " + huiyi + ":2:7 第一次写在这里"},
		{"item with two values", huiyi, "[[item]]\nkey = \"a\"\namount = 5\nnumber = 5\n", huiyi + ":4:10 wrong-type amount 和 number 只能写一个 | 是钱写 amount，不是钱写 number"},
		{"unit of an amount", huiyi, "[[item]]\nkey = \"a\"\namount = 5\nunit = \"万元\"\n", huiyi + ":4:8 wrong-type 金额的单位不写在 unit | 写在金额里：amount = \"5万元\""},
		{"printed without a formula", report, "[[printed]]\nvalue = \"85%\"\n", report + ":1:3 wrong-type 这一组 [[printed]] 没有 formula | 写上 formula，例如 formula = \"spent / budget\""},
		{"cut that adds", huiyi, "[[funds.adjustment]]\nkind = \"追减\"\namount = 5\n", huiyi + ":3:10 bad-number 追减的金额要写负数 | 写成 -5"},
		{"addition that cuts", report, "[[funds.adjustment]]\nkind = \"追加\"\namount = -5\n", report + ":3:10 bad-number 追加的金额不能是负数 | 去掉负号，或者把 kind 改成 追减"},
		{"accepted without a rule", report, "[[accepted]]\nkey = \"a\"\nreason = \"b\"\n", report + ":1:3 wrong-type 这一组 [[accepted]] 没有 rule | 写上 rule，例如 rule = \"C3\""},
		{"accepted without a reason", report, "[[accepted]]\nrule = \"C3\"\nkey = \"a\"\nreason = \" \"\n", report + ":4:10 wrong-type “reason”是空的 | 写上理由，例如 reason = \"……\""},
		{"origin of a problem", report, "[[problem]]\norigin = \"审记\"\n", report + ":2:10 wrong-type “审记”不是问题的来源 | 是否想写 审计？ 可以写：自评、复核、审计"},
		{"ledger's status", report, "[[rectification]]\nstatus = \"完成\"\n", report + ":2:10 wrong-type “完成”不是整改状态 | 是否想写 已完成？ 可以写：未启动、进行中、已完成、已销号"},
		{"level of a source", huiyi, "[[funds.source]]\nlevel = \"国家\"\n", huiyi + ":2:9 wrong-type “国家”不是资金的级次 | 可以写：中央、省级、市级、县级、乡级"},
		{"kind of a project", huiyi, "kind = \"建筑\"\n", huiyi + ":1:8 wrong-type “建筑”不是项目的种类 | 是否想写 建设？ 可以写：建设、修缮、购置、其他"},
		{"kind of an indicator", huiyi, "[[indicator]]\nkind = \"定量\"\n", huiyi + ":2:8 wrong-type “定量”不是指标的种类 | 是否想写 quantity？ 可以写：quantity（定量）、quality（定性）、direct（直接赋分）、satisfaction（满意度）、date（时间）、execution（预算执行率）"},
		{"outlook", huiyi, "[[monitoring]]\noutlook = \"可能\"\n", huiyi + ":2:11 wrong-type “可能”不是完成目标的可能性 | 是否想写 有可能？ 可以写：确定能、有可能、完全不可能"},
		{"negative count", report, "[staff]\nposts = -3\n", report + ":2:9 bad-number 编制数不能是 -3 | 至少是 0"},
		{"first version revised", report, "[[revision]]\nversion = 1\nreason = \"x\"\n", report + ":2:11 bad-number 版本不能是 1 | 至少是 2"},
		{"unit of a project", huiyi, "unit = \"圆\"\n", huiyi + ":1:8 wrong-type “圆”不是金额单位 | 是否想写 元？ 可以写：元、万元、亿元"},
		{"target as a number", huiyi, "[[indicator]]\ntarget = 50\n", huiyi + ":2:10 wrong-type “target”要写文字，这里写的是整数 | 两边加英文双引号：\"50\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := county()
			files[c.path] = c.text
			_, fs := load(files)
			if got := strings.TrimSpace(listing(fs)); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestLedger: a row of the ledger names a problem of the year before, where the
// content has that year.
func TestLedger(t *testing.T) {
	files := county()
	files["2022/zhengxie/report.toml"] = "[[problem]]\nid = \"zhixing\"\ntext = \"执行率低\"\n"
	files["2023/zhengxie/report.toml"] = "[[rectification]]\nyear = 2022\nproblem = \"zhixing\"\nstatus = \"进行中\"\n[[rectification]]\nyear = 2020\nproblem = \"old\"\n"
	if _, fs := load(files); len(fs) > 0 {
		t.Error(listing(fs))
	}
	files["2023/zhengxie/report.toml"] = "[[rectification]]\nyear = 2022\nproblem = \"zhixin\"\n"
	_, fs := load(files)
	if got, want := listing(fs), "2023/zhengxie/report.toml:3:11 wrong-type 2022年的报告里没有编号是“zhixin”的问题 | 是否想写 zhixing？\n"; got != want {
		t.Errorf("got %s", got)
	}
}

// TestUnitOfProject: a project's own unit holds for its bare amounts.
func TestUnitOfProject(t *testing.T) {
	files := county()
	files["2023/renda/projects/p.toml"] = "unit = \"万元\"\n[funds]\nbudget = 100\n[[part]]\nbudget = \"3元\"\n"
	c, fs := load(files)
	if p := c.Reports[1].Projects[0]; len(fs) > 0 || p.Funds.Budget.Value != 100_000_000 || p.Parts[0].Budget.Value != 300 {
		t.Errorf("%s%+v", listing(fs), p.Funds.Budget)
	}
}

// TestProjectRules: a project follows its report's profile, or one of its own,
// whose file then is one of the report's inputs.
func TestProjectRules(t *testing.T) {
	files := county()
	files["rules/own.toml"] = "name = \"自定\"\n"
	files["2023/zhengxie/projects/huiyi.toml"] = "profile = \"own\"\n"
	c, fs := load(files)
	if len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	r := c.Reports[2]
	for _, p := range r.Projects {
		if want := map[bool]*Profile{true: c.Profiles["own"], false: r.Rules}[p.ID == "huiyi"]; p.Rules != want {
			t.Errorf("%s has the rules %s", p.ID, p.Rules.ID)
		}
	}
	if !slices.ContainsFunc(r.Inputs, func(in source.Input) bool { return in.Path == "rules/own.toml" }) {
		t.Errorf("inputs %v", r.Inputs)
	}
}

// TestGuideExamples holds that every TOML example of the guide for clerks is
// sound, as the file that the line before it names or as a report.
func TestGuideExamples(t *testing.T) {
	guide, err := os.ReadFile("../../README.zh-CN.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(guide), "```toml\n")
	if len(blocks) < 8 {
		t.Fatalf("%d examples", len(blocks)-1)
	}
	for _, b := range blocks[1:] {
		text, _, _ := strings.Cut(b, "```")
		project := strings.Contains(text, "[[indicator]]") || strings.Contains(text, "[[approved]]") || strings.Contains(text, "purpose =") || strings.Contains(text, "disclosure_basis") || strings.Contains(text, "[[part]]") || strings.Contains(text, "[[management]]") || strings.Contains(text, "[[monitoring]]")
		files := county()
		files["2022/zhengxie/report.toml"] = "[[problem]]\nid = \"zhaoshang-man\"\n"
		if project {
			files["2023/zhengxie/projects/zhaoshang.toml"] = text
		} else {
			files["2023/zhengxie/report.toml"] = text
			files["2023/zhengxie/projects/zhaoshang.toml"] = ""
		}
		if _, fs := load(files); len(fs) > 0 {
			t.Errorf("%s%s", text, listing(fs))
		}
	}
}
