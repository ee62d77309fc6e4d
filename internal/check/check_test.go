package check

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// year checks one report, written as TOML, with projects of the given spending;
// a project is "id name budget spent" with – for what is absent. Lines of
// severity info are left out.
func year(t *testing.T, report string, projects ...string) []source.Finding {
	t.Helper()
	profile, err := os.ReadFile("../../content/rules/mof-2020.toml")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{
		"site.toml":           []byte("name = \"明白账\"\ncounty = \"示例县\"\nprofile = \"mof-2020\"\n"),
		"rules/mof-2020.toml": profile,
		"departments/a.toml":  []byte("name = \"示例局\"\n"),
		"2023/a/report.toml":  []byte(report),
	}
	for i, p := range projects {
		f := strings.Fields(p)
		text := fmt.Sprintf("name = %q\norder = %d\n[funds]\n", f[1], i+1)
		for j, key := range []string{"budget", "spent"} {
			if f[2+j] != "–" {
				text += key + " = " + f[2+j] + "\n"
			}
		}
		files["2023/a/projects/"+f[0]+".toml"] = []byte(text)
	}
	content, faults := record.Load(source.NewTree(files))
	r := content.Reports[0]
	catalogue, more := metric.Compile(r.Rules)
	set, last := metric.Compute(r, catalogue)
	for _, f := range append(append(faults, more...), last...) {
		t.Fatalf("%s: %s", f.Place, f.Message)
	}
	return slices.DeleteFunc(Run(r, set), func(f source.Finding) bool { return f.Severity == source.Info })
}

// brief is what a test compares: rule, severity, the three values, the place.
func brief(fs []source.Finding) string {
	var lines []string
	for _, f := range fs {
		lines = append(lines, fmt.Sprintf("%s %s %s|%s|%s%s %s", f.Rule, f.Severity, f.Stated, f.Computed, f.Difference, f.Unit, f.Place))
	}
	return strings.Join(lines, "\n")
}

// parts makes projects a, b, c … that spent those sums.
func parts(spent ...string) []string {
	var out []string
	for i, s := range spent {
		out = append(out, fmt.Sprintf("%c 项目%c – %s", 'a'+i, 'A'+i, s))
	}
	return out
}

func TestPublishedFaults(t *testing.T) {
	for _, c := range []struct {
		name, report string
		projects     []string
		want         string
	}{
		{"F1 a tail of rounding", "[funds]\nproject_spent = 131.73\n", parts("36.89", "7", "5", "11", "11.83", "30", "30"),
			"C3 warning 131.73|131.72|0.01万元 2023/a/report.toml:2:17"},
		{"F2 two precisions", "[funds]\nbudget = 526.87\nspent = 498.31\nproject_budget = 150.73\nproject_spent = 131.73\n[stated]\nexecution_rate = \"95%\"\nproject_execution_rate = \"87.39%\"\n", nil,
			"C6 warning 95%|94.58%|0.42% 2023/a/report.toml:7:18"},
		{"F3 a claim that cannot be computed", "[[problem]]\ntext = \"\"\"\n联络站经费执行率不高。\n\"\"\"\n", []string{"a 联络站经费 – 11"},
			"C52 warning 执行率不高||% 2023/a/report.toml:3:6"},
		{"F5 parts in 元", "unit = \"元\"\n[funds]\nproject_spent = 2026400\n", parts("400000", "252000", "28000", "960000", "100000"),
			"C3 error 2026400.00|1740000.00|286400.00元 2023/a/report.toml:3:17"},
		{"F14 30% of 29.59%", "[funds]\nbudget = 240\nspent = 71.01\n[stated]\nexecution_rate = \"30%\"\n", nil,
			"C6 warning 30%|29.59%|0.41% 2023/a/report.toml:5:18"},
		{"F15 parts add to 2253", "[funds]\nproject_spent = 2263\n", parts("1435", "25", "55", "700", "6", "14", "18"),
			"C3 error 2263.00|2253.00|10.00万元 2023/a/report.toml:2:17"},
		{"F17 a tail of two", "[funds]\nproject_spent = 1366.23\n", parts("802.21", "564.01"),
			"C3 warning 1366.23|1366.22|0.01万元 2023/a/report.toml:2:17"},
		{"F18 not a number", "[funds]\nbudget = 700\nspent = 700\n[stated]\nexecution_rate = \"7,00.0,77\"\n", nil,
			"C5 error 7,00.0,77|100.00%|% 2023/a/report.toml:5:18"},
		{"F21 one decimal computed, two printed", "[funds]\nbudget = 148\nspent = 46\n[stated]\nexecution_rate = \"31.00%\"\n", nil,
			"C5 error 31.00%|31.08%|0.08% 2023/a/report.toml:5:18"},
		{"F22 nothing of nothing", "[funds]\nbudget = 0\nspent = 0\n[stated]\nexecution_rate = \"100%\"\n", nil,
			"C19 error 100%||% 2023/a/report.toml:5:18"},
		{"the wrong denominator", "[funds]\nbudget = 198.98\nspent = 180\n[stated]\nexecution_rate = \"85%\"\n", nil,
			"C5 error 85%|90.46%|5.46% 2023/a/report.toml:5:18"},
		{"over budget", "[funds]\nbudget = 329.77\nspent = 338.31\n", nil,
			"C17 error 338.31|329.77|8.54万元 2023/a/report.toml:3:9"},
		{"spending without a budget", "[funds]\nbudget = 0\nspent = 3\n", nil,
			"C19 error 3.00|0.00|3.00万元 2023/a/report.toml:3:9"},
		{"a part above the whole", "[funds]\nbudget = 10\nspent = 10\nproject_budget = 12\nproject_spent = 9\n", nil,
			"C2 error 12.00|10.00|2.00万元 2023/a/report.toml:4:18"},
		{"a negative sum", "[funds]\nspent = -3\n", nil,
			"C2 error -3.00||万元 2023/a/report.toml:2:9"},
		{"a count", "[stated]\nproject_count = \"八个\"\n", parts("1", "2"),
			"C4 error 8|2|6个 2023/a/report.toml:2:17"},
		{"a low rate nobody explains", "", []string{"a 甲 100 50", "b 乙 100 95"},
			"C52 warning 50.00%|90%|40.00% 2023/a/projects/a.toml:5:9"},
		{"a rate that is not low", "[[problem]]\ntext = \"甲的执行率偏低。\"\n", []string{"a 甲 100 95"},
			"C52 warning 执行率偏低|95.00%|% 2023/a/report.toml:2:11"},
		{"two chapters missing", "stage = \"submitted\"\n[goals]\ntext = \"短\"\n[analysis]\ntext = \"" + strings.Repeat("长", 60) + "\"\n[[problem]]\ntext = \"" + strings.Repeat("长", 60) + "\"\n[measures]\ntext = \"" + strings.Repeat("长", 60) + "\"\n", nil,
			"C46 error ||  2023/a/report.toml:1:1\nC58 error 标题、发布机构、主题分类、公开方式、时效性|| 2023/a/report.toml:1:1\n" +
				"C60 error 主要负责人审签、保密审查|| 2023/a/report.toml:1:1\nC46 error 1|20|19字 2023/a/report.toml:3:8\n" +
				"C50 warning 整改措施（measure）、责任单位（owner）、完成时限（due）|| 2023/a/report.toml:7:8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := brief(year(t, c.report, c.projects...))
			want := strings.ReplaceAll(c.want, "||  ", "|| ")
			if got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func TestSoundCases(t *testing.T) {
	for _, c := range []struct {
		name, report string
		projects     []string
	}{
		{"S2", "[funds]\nbudget = 197\nspent = 186.98\n[stated]\nexecution_rate = \"94.91%\"\n", nil},
		{"S3", "[funds]\nproject_spent = 1950\n", parts("1000", "40", "20", "230", "220", "20", "200", "150", "70")},
		{"an exact 50% is never imprecise", "[funds]\nbudget = 10\nspent = 5\n[stated]\nexecution_rate = \"50%\"\n", nil},
		{"a draft of five figures", "[funds]\nbudget = 10\nspent = 9.5\n", nil},
		{"an explained low rate", "[[problem]]\ntext = \"甲的执行率偏低，原因是验收推迟。\"\n", []string{"a 甲 100 50"}},
		{"a transcribed report is spared its chapters", "stage = \"transcribed\"\n", nil},
		{"a legitimate zero", "[funds]\nbudget = 2380.91\nspent = 0\n", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := brief(year(t, c.report, c.projects...)); got != "" {
				t.Errorf("found\n%s", got)
			}
		})
	}
}

// TestTail holds the largest tail that rounding explains, and the first that it
// does not.
func TestTail(t *testing.T) {
	for total, want := range map[string]string{"3.02": "warning", "3.03": "error"} {
		fs := year(t, "[funds]\nproject_spent = "+total+"\n", parts("1.00", "1.00", "1.00")...)
		if len(fs) != 1 || fs[0].Severity.String() != want {
			t.Errorf("%s: %s, want %s", total, brief(fs), want)
		}
	}
	if fs := year(t, "unit = \"元\"\n[funds]\nproject_spent = 3.01\n", parts("1.00", "1.00", "1.00")...); len(fs) != 1 || fs[0].Severity != source.Error {
		t.Errorf("分 are exact, so no tail is allowed: %s", brief(fs))
	}
}

func TestProfileMovesSeverityButNeverOff(t *testing.T) {
	p := &record.Profile{Severity: map[string]source.String{"C5": {Value: "info", Set: true}, "C6": {Value: "off", Set: true}}}
	if got := severityOf(ruleC5, p); got != source.Info {
		t.Errorf("C5 is %s", got)
	}
	if got := severityOf(ruleC6, p); got != source.Warning {
		t.Errorf("C6 is %s", got)
	}
}

func TestEveryRuleIsDocumented(t *testing.T) {
	rules := Rules()
	if len(rules) != 73 {
		t.Errorf("%d rules", len(rules))
	}
	for i, r := range rules {
		if r.ID != fmt.Sprintf("C%d", i+1) || r.Title == "" || r.Explain == "" || r.Source == "" {
			t.Errorf("rule %d is %q: incomplete or out of order", i+1, r.ID)
		}
		if !r.Decides() && !r.ByBuild && !r.Manual {
			t.Errorf("nobody decides %s", r.ID)
		}
	}
}

// TestWhenRulesApply holds stages and what transcribed reports are spared against
// the rule book (7.3).
func TestWhenRulesApply(t *testing.T) {
	later := " C35 C46 C50 C57 C58 C59 C60 C69 "
	spared := " C35 C36 C46 C50 C57 C58 C59 C60 C62 C63 C65 C66 C67 C68 C69 "
	for _, r := range Rules() {
		id := " " + r.ID + " "
		if got := r.From == record.Submitted; got != strings.Contains(later, id) {
			t.Errorf("%s begins at %q", r.ID, r.From)
		}
		if r.Spared != strings.Contains(spared, id) {
			t.Errorf("%s: transcribed reports are spared: %v", r.ID, r.Spared)
		}
		if r.applies(record.Transcribed) == r.Spared || r.applies(record.Draft) != (r.From == "") || !r.applies(record.Published) {
			t.Errorf("%s applies wrongly", r.ID)
		}
	}
}
