package record

import (
	"fmt"
	"maps"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/money"
	"mingbai/internal/source"
	"mingbai/internal/testtool"
)

// county is a sound content root: two departments, two years, one profile.
func county() map[string]string {
	return map[string]string{
		"site.toml":                 "name = \"明白账\"\nprofile = \"mof\"\nunit = \"万元\"\n",
		"departments/zhengxie.toml": "name = \"政协\"\n",
		"departments/renda.toml":    "name = \"人大\"\nparent = \"zhengxie\"\n",
		"rules/mof.toml":            "name = \"规则\"\n[[metric]]\nkey = \"budget\"\n",
		"2023/zhengxie/report.toml": `title = "2023年度报告"
title_lines = ["2023年度", "报告"]
stage = "transcribed"
[funds]
budget = 526.87
spent = "4983100元"
[[problem]]
project = "huiyi"
text = "x"
`,
		"2023/zhengxie/projects/huiyi.toml":  "name = \"会议\"\norder = 2\n[funds]\nspent = 36.89\n",
		"2023/zhengxie/projects/shicha.toml": "name = \"视察\"\norder = 1\n",
		"2023/zhengxie/projects/abc.toml":    "name = \"无序\"\n",
		"2023/zhengxie/projects/b.toml":      "name = \"同序\"\norder = 2\n",
		"2023/renda/report.toml":             "unit = \"元\"\n[funds]\nbudget = 387664.62\n",
		"2023/renda/projects/p.toml":         "[funds]\nbudget = 100\n",
		"2022/zhengxie/report.toml":          "[funds]\nbudget = 1\nspent = 1\n",
	}
}

func load(files map[string]string) (*Content, []source.Finding) {
	m := map[string][]byte{}
	for p, s := range files {
		m[p] = []byte(s)
	}
	return Load(source.NewTree(m))
}

func listing(fs []source.Finding) string {
	var b strings.Builder
	for _, f := range fs {
		fmt.Fprintf(&b, "%s %s %s", f.Place, f.Rule, f.Message)
		if f.Hint != "" {
			b.WriteString(" | " + f.Hint)
		}
		for _, r := range f.Related {
			b.WriteString(" | " + r.Place.String() + " " + r.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestLoad(t *testing.T) {
	c, fs := load(county())
	if len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	var keys []string
	for _, r := range c.Reports {
		keys = append(keys, r.Key())
	}
	if want := []string{"2022/zhengxie", "2023/renda", "2023/zhengxie"}; !slices.Equal(keys, want) {
		t.Errorf("reports %v, want %v", keys, want)
	}
	r := c.Reports[2]
	var ids []string
	for _, p := range r.Projects {
		ids = append(ids, p.ID)
	}
	if want := []string{"shicha", "b", "huiyi", "abc"}; !slices.Equal(ids, want) {
		t.Errorf("projects %v, want %v", ids, want)
	}
	if r.Year != 2023 || r.Department != c.Departments["zhengxie"] || r.Rules != c.Profiles["mof"] || r.Default != (Defaults{"万元", "mof"}) {
		t.Errorf("report %+v", r)
	}
	if r.Funds.Budget.Value != 526_870_000 || r.Funds.Spent.Value != 498_310_000 || r.Funds.Budget.Place.String() != "2023/zhengxie/report.toml:5:10" || r.Funds.ProjectSpent.Set {
		t.Errorf("funds %+v", r.Funds)
	}
	if p := r.Projects[2]; p.Funds.Spent.Value != 36_890_000 || p.File != "2023/zhengxie/projects/huiyi.toml" {
		t.Errorf("project %+v", p)
	}
	if m := c.Profiles["mof"].Metrics[0]; m.Place.String() != "rules/mof.toml:2:3" || m.Key.Place.String() != "rules/mof.toml:3:7" {
		t.Errorf("metric %+v", m)
	}
}

// TestUnitOfReport: a report's unit holds for its bare amounts, and its projects'.
func TestUnitOfReport(t *testing.T) {
	c, _ := load(county())
	r := c.Reports[1]
	if r.Funds.Budget.Value != 38_766_462 || r.Funds.Budget.Unit != money.Yuan || r.Projects[0].Funds.Budget.Value != 10_000 {
		t.Errorf("%+v, project %+v", r.Funds.Budget, r.Projects[0].Funds.Budget)
	}
	files := county()
	files["site.toml"] = "unit = \"亿元\"\nprofile = \"mof\"\n"
	c, fs := load(files)
	if len(fs) > 0 || c.Reports[0].Funds.Budget.Value != 10_000_000_000 || c.Reports[1].Funds.Budget.Unit != money.Yuan {
		t.Errorf("%s%+v", listing(fs), c.Reports[0].Funds.Budget)
	}
}

func TestInputs(t *testing.T) {
	c, _ := load(county())
	var paths []string
	for _, in := range c.Reports[2].Inputs {
		paths = append(paths, in.Path)
		if in.SHA256 != source.HashText([]byte(county()[in.Path])) {
			t.Errorf("hash of %s is %s", in.Path, in.SHA256)
		}
	}
	want := []string{"2022/zhengxie/report.toml", "2023/zhengxie/projects/abc.toml", "2023/zhengxie/projects/b.toml", "2023/zhengxie/projects/huiyi.toml", "2023/zhengxie/projects/shicha.toml", "2023/zhengxie/report.toml", "departments/zhengxie.toml", "rules/mof.toml", "site.toml"}
	if !slices.Equal(paths, want) {
		t.Errorf("inputs %v", paths)
	}
	if got := len(c.Inputs); got != len(county()) {
		t.Errorf("%d inputs in all", got)
	}
}

// TestInputsOfEarlierYears: a report depends on the years before it without a gap,
// for each may be compared with the one before; and on a report whose problem its
// ledger follows up.
func TestInputsOfEarlierYears(t *testing.T) {
	files := county()
	files["2021/zhengxie/report.toml"] = files["2022/zhengxie/report.toml"]
	files["2019/zhengxie/report.toml"] = files["2022/zhengxie/report.toml"]
	files["2018/zhengxie/report.toml"] = files["2022/zhengxie/report.toml"] + "[[problem]]\nid = \"slow\"\ntext = \"慢\"\n"
	files["2023/zhengxie/report.toml"] += "[[rectification]]\nyear = 2018\nproblem = \"slow\"\n"
	c, fs := load(files)
	if len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	want := map[string]string{
		"2018/zhengxie": "2018", "2019/zhengxie": "2018 2019", "2021/zhengxie": "2021", "2022/zhengxie": "2021 2022",
		"2023/zhengxie": "2018 2021 2022 2023", "2023/renda": "2023",
	}
	for _, r := range c.Reports {
		var years []string
		for _, in := range r.Inputs {
			if year, report := strings.CutSuffix(in.Path, "/"+r.Dept+"/report.toml"); report {
				years = append(years, year)
			}
		}
		if got := strings.Join(years, " "); got != want[r.Key()] {
			t.Errorf("%s depends on the reports of %s, not %s", r.Key(), got, want[r.Key()])
		}
		if !slices.IsSortedFunc(r.Inputs, func(a, b source.Input) int { return strings.Compare(a.Path, b.Path) }) {
			t.Errorf("%s: inputs %v", r.Key(), r.Inputs)
		}
	}
}

// TestFaults changes one file of the county ("-" removes it, "+" appends) and
// lists the findings.
func TestFaults(t *testing.T) {
	for _, c := range []struct{ name, path, text, want string }{
		{"no site", "site.toml", "-", "site.toml:1:1 missing-file 缺少 site.toml，内容目录靠它认出来 | 在内容目录里建一个 site.toml，至少写 name 和 county"},
		{"site does not parse", "site.toml", "name = “x”\n", `site.toml:1:8 toml-syntax 文字两边用了中文引号 | 改用英文双引号：name = "x"`},
		{"unit of the site", "site.toml", "unit = \"百元\"\nprofile = \"mof\"\n", "site.toml:1:8 wrong-type “百元”不是金额单位 | 是否想写 元？ 可以写：元、万元、亿元"},
		{"profile of the site", "site.toml", "profile = \"mop\"\n", "site.toml:1:11 missing-file 没有编号是“mop”的规则集（rules/mop.toml） | 是否想写 mof？"},
		{"no department", "departments/zhengxie.toml", "-", `2022/zhengxie/report.toml:1:1 missing-file 没有编号是“zhengxie”的部门（departments/zhengxie.toml） | 在 departments 里建一个 zhengxie.toml
2023/zhengxie/report.toml:1:1 missing-file 没有编号是“zhengxie”的部门（departments/zhengxie.toml） | 在 departments 里建一个 zhengxie.toml
departments/renda.toml:2:10 missing-file 没有编号是“zhengxie”的部门（departments/zhengxie.toml） | 在 departments 里建一个 zhengxie.toml`},
		{"department misspelt", "2023/zhengxei/report.toml", "stage = \"draft\"\n", "2023/zhengxei/report.toml:1:1 missing-file 没有编号是“zhengxei”的部门（departments/zhengxei.toml） | 文件夹名是部门的编号。是否想写 zhengxie？"},
		{"department does not parse", "departments/renda.toml", "name =\n", "departments/renda.toml:1:7 toml-syntax “name”等号后面没有值 | 没有值就删去这一行，或者在行首加 #"},
		{"parent", "departments/renda.toml", "parent = \"zhengxi\"\n", "departments/renda.toml:1:10 missing-file 没有编号是“zhengxi”的部门（departments/zhengxi.toml） | 是否想写 zhengxie？"},
		{"no rules", "rules/mof.toml", "-", "site.toml:2:11 missing-file 没有编号是“mof”的规则集（rules/mof.toml） | 在 rules 里建一个 mof.toml"},
		{"rules do not parse", "rules/mof.toml", "[x\n", "rules/mof.toml:1:1 toml-syntax 方括号没有成对：“[x” | 写成 [x]"},
		{"profile of a report", "2023/renda/report.toml", "profile = \"mofs\"\n", "2023/renda/report.toml:1:11 missing-file 没有编号是“mofs”的规则集（rules/mofs.toml） | 是否想写 mof？"},
		{"unit of a report", "2023/renda/report.toml", "unit = \"万\"\n", "2023/renda/report.toml:1:8 wrong-type “万”不是金额单位 | 是否想写 元？ 可以写：元、万元、亿元"},
		{"stage", "2023/renda/report.toml", "stage = \"submited\"\n", "2023/renda/report.toml:1:9 wrong-type “submited”不是报告的阶段 | 是否想写 submitted？ 可以写：draft（草稿）、submitted（已报送）、approved（已审签）、published（已公开）、transcribed（转录）"},
		{"stage in Chinese", "2023/renda/report.toml", "stage = \"草稿\"\n", "2023/renda/report.toml:1:9 wrong-type “草稿”不是报告的阶段 | 是否想写 draft？ 可以写：draft（草稿）、submitted（已报送）、approved（已审签）、published（已公开）、transcribed（转录）"},
		{"scope", "2023/renda/report.toml", "scope = \"全部\"\n", "2023/renda/report.toml:1:9 wrong-type “全部”不是报告的范围 | 可以写：本级、汇总"},
		{"title lines", "2023/renda/report.toml", "title = \"甲 乙\"\ntitle_lines = [\"甲\", \"乙\"]\n", "2023/renda/report.toml:2:16 wrong-type title_lines 连起来是“甲乙”，与 title 不一样 | title_lines 只是把 title 分行，字、空格和标点都要相同 | 2023/renda/report.toml:1:9 title 写在这里"},
		{"title lines without a title", "2023/renda/report.toml", "title_lines = [\"甲\"]\n", "2023/renda/report.toml:1:16 wrong-type title_lines 连起来是“甲”，与 title 不一样 | title_lines 只是把 title 分行，字、空格和标点都要相同"},
		{"problem's project", "2023/zhengxie/report.toml", "[[problem]]\nproject = \"huiyo\"\n", "2023/zhengxie/report.toml:2:11 missing-file 没有编号是“huiyo”的项目（2023/zhengxie/projects/huiyo.toml） | 是否想写 huiyi？"},
		{"problem's project by name", "2023/zhengxie/report.toml", "[[problem]]\nproject = \"会议\"\n", "2023/zhengxie/report.toml:2:11 wrong-type “会议”不是项目编号 | 编号只用小写字母、数字和短横，例如 huiyi"},
		{"folder without a report", "2023/renda/report.toml", "-", "2023/renda/report.toml:1:1 missing-file 文件夹 2023/renda 里没有 report.toml | 建一个 report.toml，或者删去这个文件夹；文件名不能是 report.toml.txt 一类"},
		{"report does not parse", "2023/renda/report.toml", "[funds]\nbudget = 1,000\n", "2023/renda/report.toml:2:10 toml-syntax “1,000”里有千分位逗号，应写成 1000"},
		{"project does not parse", "2023/renda/projects/p.toml", "name = 会议\n", `2023/renda/projects/p.toml:1:8 toml-syntax 文字“会议”没有加引号 | 两边加英文双引号：name = "…"`},
		{"several in several files", "2023/renda/projects/p.toml", "nmae = \"x\"\n[funds]\nbudget = \"５\"\n", "2023/renda/projects/p.toml:1:1 unknown-key 没有“nmae”这个键 | 是否想写 name？\n2023/renda/projects/p.toml:3:10 bad-number “５”里有全角数字，应写成 5"},
		{"rounding", "rules/mof.toml", "rounding = \"half-odd\"\n", "rules/mof.toml:1:12 wrong-type “half-odd”不是舍入办法 | 可以写：half-up（四舍五入）、half-even（四舍六入五成双）"},
		{"severity", "rules/mof.toml", "[severity]\nC3 = \"warn\"\nc4 = \"info\"\n", "rules/mof.toml:2:6 wrong-type “warn”不是严重程度 | 可以写：info（说明）、warning（提醒）、error（差错）\nrules/mof.toml:3:6 unknown-key “c4”不是核对规则的编号 | 写成 C3 的样子；规则见 mingbai check --list"},
		{"sections", "rules/mof.toml", "sections = [\"goals\", \"problems\"]\n", "rules/mof.toml:1:22 wrong-type “problems”不是章节 | 是否想写 problem？ 可以写：goals（绩效目标）、evaluation（评价组织）、analysis（绩效分析）、problem（存在问题）、measures（改进措施）"},
		{"kind and scope of a metric", "rules/mof.toml", "[[metric]]\nkey = \"a\"\nkind = \"比率\"\nscope = \"reports\"\n", "rules/mof.toml:3:8 wrong-type “比率”不是指标的种类 | 是否想写 ratio？ 可以写：amount（金额）、ratio（比率）、score（得分）、count（个数）、grade（等级）、quantity（数量）\nrules/mof.toml:4:9 wrong-type “reports”不是指标的范围 | 是否想写 report？ 可以写：report（报告）、project（项目）"},
		{"metric without a key", "rules/mof.toml", "[[metric]]\nkey = \"a\"\n[[metric]]\nlabel = \"乙\"\n", "rules/mof.toml:3:3 wrong-type 这一组 [[metric]] 没有 key | 写上 key，例如 key = \"execution_rate\""},
		{"key of a metric", "rules/mof.toml", "[[metric]]\nkey = \"执行率\"\n", "rules/mof.toml:2:7 wrong-type “执行率”不能作指标的 key | 用小写英文字母开头，只含小写字母、数字和下划线，例如 execution_rate"},
		{"metric twice", "rules/mof.toml", "[[metric]]\nkey = \"a\"\n[[metric]]\nkey = \"a\"\nscope = \"project\"\n[[metric]]\nkey = \"a\"\nscope = \"report\"\n", "rules/mof.toml:7:7 duplicate-key 指标“a”写了两次 | 同一范围里一个 key 只能有一个指标 | rules/mof.toml:2:7 第一次写在这里"},
		{"decimals", "rules/mof.toml", "[[metric]]\nkey = \"a\"\ndecimals = -1\n", "rules/mof.toml:3:12 bad-number 小数位数 -1 不行 | 写0到10之间的整数"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := county()
			files[c.path] = c.text
			if c.text == "-" {
				delete(files, c.path)
			}
			content, fs := load(files)
			got := strings.TrimSpace(listing(fs))
			if !strings.HasPrefix(got, c.want) || strings.Count(got, "\n") > strings.Count(c.want, "\n")+1 {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			for _, r := range content.Reports {
				if r.Department == nil || r.Rules == nil {
					t.Errorf("%s has department %v, rules %v", r.Key(), r.Department, r.Rules)
				}
			}
			for _, f := range fs {
				if f.Kind != source.Broken || f.Severity != source.Error {
					t.Errorf("%+v", f)
				}
			}
		})
	}
}

func TestNoReport(t *testing.T) {
	files := county()
	maps.DeleteFunc(files, func(p, _ string) bool { return strings.HasPrefix(p, "20") })
	_, fs := load(files)
	if len(fs) != 1 || fs[0].Rule != source.RuleNoReport || fs[0].Place.String() != "site.toml:1:1" {
		t.Error(listing(fs))
	}
	_, fs = load(nil)
	if len(fs) != 2 || fs[0].Rule != source.RuleMissingFile || fs[1].Rule != source.RuleNoReport {
		t.Errorf("of nothing: %s", listing(fs))
	}
}

// TestSmallDraft: five figures are a report, and everything else is optional.
func TestSmallDraft(t *testing.T) {
	c, fs := load(map[string]string{
		"site.toml":               "",
		"departments/jiaoyu.toml": "name = \"教育局\"\n",
		"rules/any.toml":          "",
		"2024/jiaoyu/report.toml": "[funds]\nbudget = 10\nspent = 9.5\nproject_budget = 2\nproject_spent = 2\n[stated]\nexecution_rate = \"95%\"\n",
	})
	if len(fs) > 0 || len(c.Reports) != 1 {
		t.Fatal(listing(fs))
	}
	r := c.Reports[0]
	if r.Rules.ID != "any" || r.Default.Unit != "万元" || r.Title.Set || len(r.Stated.All()) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestProfileIsChosen(t *testing.T) {
	files := county()
	files["rules/other.toml"] = ""
	files["site.toml"] = ""
	files["2022/zhengxie/report.toml"] = "profile = \"other\"\n"
	c, fs := load(files)
	if len(fs) != 2 || fs[0].Rule != source.RuleMissingFile || !strings.Contains(fs[0].Hint, `profile = "mof"`) {
		t.Error(listing(fs))
	}
	if c.Reports[0].Rules.ID != "other" {
		t.Errorf("profile %+v", c.Reports[0].Rules)
	}
}

// TestSameOnAnyNumberOfProcessors holds that the order of work shows nowhere.
func TestSameOnAnyNumberOfProcessors(t *testing.T) {
	files := county()
	for i := range 30 {
		files[fmt.Sprintf("2021/d%d/report.toml", i)] = fmt.Sprintf("stage = \"x\"\n[funds]\nbudget = %d\nbugdet = 1\n", i)
		files[fmt.Sprintf("2021/d%d/projects/p.toml", i)] = "nmae = 1\n"
	}
	was := runtime.GOMAXPROCS(1)
	one, faultsOne := load(files)
	runtime.GOMAXPROCS(7)
	many, faultsMany := load(files)
	runtime.GOMAXPROCS(was)
	if !reflect.DeepEqual(one, many) || !reflect.DeepEqual(faultsOne, faultsMany) {
		t.Error("one processor and seven give different records")
	}
	if len(faultsOne) != 120 {
		t.Errorf("%d findings, want 120", len(faultsOne))
	}
}

// TestShippedContent holds that the first content is sound.
func TestShippedContent(t *testing.T) {
	tree, fs, err := source.ReadTree(testtool.Content(t))
	if err != nil || len(fs) > 0 {
		t.Fatal(err, listing(fs))
	}
	c, fs := Load(tree)
	if len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	r := c.Reports[0]
	if r.Key() != "2023/zhengxie" || r.Funds.Budget.Literal != "526.87" || r.Funds.ProjectSpent.Value != 131_730_000 {
		t.Errorf("%s: %+v", r.Key(), r.Funds)
	}
	var ids []string
	var sum money.Amount
	for _, p := range r.Projects {
		ids = append(ids, p.ID)
		sum += p.Funds.Spent.Value
		if p.Funds.Budget.Set {
			t.Errorf("%s has a budget, which the report does not give", p.ID)
		}
	}
	if want := "huiyi shicha wenshi zhaoshang zuotanhui yanjiu zonghe"; strings.Join(ids, " ") != want || sum != 131_720_000 {
		t.Errorf("projects %v, together %d", ids, sum)
	}
	for _, s := range r.Stated.All() {
		if s.Stated.Kind == source.StatedText {
			t.Errorf("%s is no number: %q", s.Metric, s.Stated.Text)
		}
	}
	text := r.Problems[0].Text
	if at := text.PlaceAt(strings.Index(text.Value, "招商")); at.Line != text.Place.Line+1 || at.Column != 6 {
		t.Errorf("招商 is at %s, the text at %s", at, text.Place)
	}
}

func BenchmarkLoad(b *testing.B) {
	tree, _, err := source.ReadTree(testtool.Content(b))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, fs := Load(tree); len(fs) > 0 {
			b.Fatal(fs)
		}
	}
}
