package judge_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai"
)

// The torture county: content that a county may write and no typographer wishes
// for. It goes the whole way, from TOML to PDF.

// rare are characters of 通用规范汉字表 beyond U+FFFF, as they stand in names.
const rare = "𬺈𫖯"

// sixty is a name of sixty characters.
var sixty = strings.Repeat("示例县退役军人事务和社会保障综合服务", 4)[:180]

// tortureFiles are the files of the county by path.
func tortureFiles(t testing.TB) map[string]string {
	t.Helper()
	files := map[string]string{"site.toml": `name = "受试站"
county = "示例县（虚构）"
region = "990101"
unit = "万元"
profile = "mof-2020"
fictional = true
notice = "虚构示例：专门用来为难排版的数据。"
`}
	profiles, err := fs.Glob(mingbai.Files, "content/rules/*.toml")
	if err != nil || len(profiles) < 11 {
		t.Fatal(profiles, err)
	}
	for _, path := range profiles {
		data, err := fs.ReadFile(mingbai.Files, path)
		if err != nil {
			t.Fatal(err)
		}
		files["rules/"+filepath.Base(path)] = string(data)
	}
	longNames(files)
	manyProjects(files)
	for _, path := range profiles {
		everyProfile(files, strings.TrimSuffix(filepath.Base(path), ".toml"))
	}
	return files
}

// longNames is the department with the longest name and all that is long.
func longNames(files map[string]string) {
	files["departments/chang.toml"] = fmt.Sprintf("name = %q\nshort = \"县退役局\"\norder = 1\nduties = [%q, \"二\"]\n", sixty, strings.Repeat("负责职责范围内的安全生产", 30))
	var list strings.Builder
	for i := range 300 {
		fmt.Fprintf(&list, "%d. 第%d项任务已经完成，支出{{实际支出}}，执行率{{预算执行率}}。\n", i+1, i+1)
	}
	report := func(year int) string {
		return fmt.Sprintf(`title = "%[1]d年度%[2]s部门整体支出绩效自评报告"
title_lines = ["%[1]d年度", "%[3]s", "%[4]s", "部门整体支出绩效自评报告"]
stage = "published"
unit = "元"

[funds]
initial = 12345678901.23
budget = 12345678901.23
spent = 98765432109.87
basic_budget = 0.01
basic_spent = 0.02
project_budget = 12345678901.22
project_spent = 98765432109.85
reason = "%[5]s"

[goals]
text = """
%[6]s
%[5]s
办公室在%[7]s路，负责人是%[7]s，系统的网址是%[8]s，内部编号是%[9]s。
"""

[evaluation]
text = """
%[10]s
"""

[analysis]
text = """
**%[12]s**
预算执行率{{预算执行率}}，超过百分之百。
"""

[[problem]]
text = """
%[11]s
"""
cause = "%[11]s"
measure = "%[11]s"

[measures]
text = """
1. %[12]s
2. 二。
"""

[disclosure]
publisher = "%[2]s"
`, year, sixty, sixty[:90], sixty[90:], strings.Repeat("执行率超过百分之百，是因为年中追加的资金没有列入预算数。", 20),
			strings.Repeat("没有标点的段落一直排下去不能停", 334)[:15000],
			rare, "https://www.example.invalid/"+strings.Repeat("yusuan/jixiao-2023/", 15)+"zongbiao.html?id="+strings.Repeat("0123456789", 3),
			strings.Repeat("Donaudampfschifffahrtselektrizitaeten", 3), list.String(), strings.Repeat("问题的原因有很多方面，", 180), strings.Repeat("没有标点", 40))
	}
	files["2023/chang/report.toml"] = report(2023)
	files["2022/chang/report.toml"] = fmt.Sprintf("title = %q\ntitle_lines = [%q]\n\n[funds]\nbudget = 0.01\nspent = -0.01\n",
		"2022年度"+sixty+"自评报告", "2022年度"+sixty+"自评报告")
	files["2023/chang/projects/zhibiao.toml"] = tortureProject("mof-2020", strings.Repeat("二百行指标的项目", 8)[:180], 200)
	files["2023/chang/projects/kong.toml"] = fmt.Sprintf("name = \"空表%s\"\norder = 2\n", rare)
}

// manyProjects is a department whose year has forty projects.
func manyProjects(files map[string]string) {
	files["departments/duo.toml"] = "name = \"示例县项目很多的局\"\nshort = \"县多局\"\norder = 2\n"
	files["2023/duo/report.toml"] = "title = \"2023年度示例县项目很多的局部门整体支出绩效自评报告\"\n\n[funds]\nbudget = 99999999.99\nspent = 0\n"
	for i := range 40 {
		files[fmt.Sprintf("2023/duo/projects/p%02d.toml", i+1)] = fmt.Sprintf("name = \"%s%d\"\norder = %d\npurpose = \"用途。\"\n\n[funds]\nbudget = %d.%02d\nspent = %d.99\n",
			[]string{"短", "委员视察调研经费", sixty[:150], "教育信息化" + rare}[i%4], i+1, i+1, 7<<i%90000000, i, 3<<i%90000000)
	}
}

// everyProfile is a department whose report and forms follow one profile: a full
// form and an empty one.
func everyProfile(files map[string]string, profile string) {
	files["departments/d-"+profile+".toml"] = fmt.Sprintf("name = \"示例县%s局\"\nshort = \"%s\"\norder = 9\n", profile, profile)
	files["2023/d-"+profile+"/report.toml"] = fmt.Sprintf(`title = "2023年度示例县%[1]s局整体绩效自评报告"
profile = "%[1]s"

[funds]
initial = 100
budget = 12345678.91
spent = 12345678.90

[[funds.source]]
name = "当年财政拨款"
initial = 100
budget = 12345678.91
spent = 12345678.90

[[funds.adjustment]]
kind = "追减"
amount = -99999999.99
authority = "示财预〔2023〕32号（虚构示例）"
%[2]s`, profile, indicators(3))
	files["2023/d-"+profile+"/projects/man.toml"] = tortureProject(profile, "满表"+sixty[:120], 9)
	files["2023/d-"+profile+"/projects/kong.toml"] = "name = \"空表\"\norder = 2\n"
}

// tortureProject is a project with a form of n indicators.
func tortureProject(profile, name string, n int) string {
	return fmt.Sprintf(`name = "%[2]s"
order = 1
profile = "%[1]s"
supervisor = "%[3]s"
executor = "%[3]s"
purpose = "%[4]s"

[funds]
initial = 12345678.91
budget = 12345678.91
received = 12345678.91
spent = 98765432.10
reason = "%[4]s"

[[funds.source]]
name = "当年财政拨款"
initial = 12345678.91
budget = 12345678.91
spent = 98765432.10

[goals]
expected = "%[4]s"
achieved = "%[4]s"
%[5]s`, profile, name, sixty, strings.Repeat("目标写得很长，", 40), indicators(n))
}

// indicators are n rows: long names, amounts of eight digits, rates above 100%,
// negative numbers, and one cause that is longer than a page.
func indicators(n int) string {
	var b strings.Builder
	for i := range n {
		level := []string{"产出指标", "效益指标", "满意度指标"}[i*3/max(n, 3)]
		name := fmt.Sprintf("第%d项指标", i+1)
		target, actual, cause := fmt.Sprintf("≥%d个", i+1), fmt.Sprintf("%d个", i), "少完成一个。"
		switch i % 5 {
		case 1:
			target, actual, name = "≤12345678.91万元", "98765432.10万元", name+"的成本节约情况和资金使用的效益情况说明"
		case 2:
			target, actual = "≥100%", "1234.56%"
		case 3:
			target, actual = "≥-5.5%", "-12.75%"
		}
		if i == 2 {
			cause = strings.Repeat("这一格比一页还要高，原因写了又写。", 115)
		}
		fmt.Fprintf(&b, "\n[[indicator]]\nlevel1 = %q\nname = %q\ntarget = %q\nactual = %q\nweight = 0.5\nscore = 0.45\ncause = %q\n", level, name, target, actual, cause)
	}
	return b.String()
}

// writeTorture writes the county and returns its folder.
func writeTorture(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	writeFiles(t, dir, tortureFiles(t))
	return dir
}

func writeFiles(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for path, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
