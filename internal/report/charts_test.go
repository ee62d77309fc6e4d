package report

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/html"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// chartTree is the files of a county whose reports are given as "2023/dept": lines of
// TOML for the funds, and for the rest of the report behind a line of ---.
func chartTree(t *testing.T, reports map[string]string) *source.Tree {
	t.Helper()
	files := map[string][]byte{"site.toml": []byte("name = \"示例账\"\ncounty = \"示例县\"\nunit = \"万元\"\nprofile = \"mof-2020\"\nfictional = true\nnotice = \"虚构示例，都是编的。\"\n")}
	rules, err := filepath.Glob("../../content/rules/*.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range rules {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files["rules/"+filepath.Base(path)] = data
	}
	for key, toml := range reports {
		year, dept, _ := strings.Cut(key, "/")
		funds, rest, _ := strings.Cut(toml, "---\n")
		files["departments/"+dept+".toml"] = []byte("name = \"示例县" + dept + "局\"\nshort = \"" + dept + "局\"\nfunction = \"综合\"\n")
		files[key+"/report.toml"] = []byte("title = \"" + year + "年度" + dept + "自评报告\"\nprofile = \"mof-2020\"\nstage = \"published\"\n" + rest + "[funds]\n" + funds)
	}
	return source.NewTree(files)
}

func chartCounty(t *testing.T, reports map[string]string) *County {
	t.Helper()
	c := loadCounty(t, chartTree(t, reports))
	for i := range c.Reports {
		for _, before := range c.Reports {
			if r := c.Reports[i].Report; before.Report.Dept == r.Dept && before.Report.Year < r.Year {
				c.Reports[i].Past = append(c.Reports[i].Past, Past{before.Report.Year, before.Figures})
			}
		}
	}
	return c
}

// chartsIn lists the charts of a document, those of the summary left out.
func chartsIn(blocks []doc.Block) []doc.Chart {
	var out []doc.Chart
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			out = append(out, chartsIn(b.Body)...)
		case doc.Chart:
			out = append(out, b)
		}
	}
	return out
}

// written holds that both writers take the document.
func written(t *testing.T, d *doc.Document) {
	t.Helper()
	if _, err := html.Article(nil, d, html.Options{Root: "../../", Kind: "report"}); err != nil {
		t.Error(err)
	}
	if _, err := typeset.Typeset(d, typeset.DefaultStyle(), shippedFaces(t)); err != nil {
		t.Error(err)
	}
}

func dumpChart(c doc.Chart) string {
	w := &dumper{}
	w.chart(c)
	return w.b.String()
}

// Years of a department: a gap for the year without a report, one for the year
// without a value, spending beyond the budget, and two units.
func TestYearsChart(t *testing.T) {
	c := chartCounty(t, map[string]string{
		"2019/a": "budget = 300\nspent = 280.5\n",
		"2021/a": "budget = 320.25\n",
		"2022/a": "budget = 310\nspent = 325.5\n",
		"2023/a": "budget = 3300000\nspent = 3100000\n---\nunit = \"元\"\n",
	})
	d, found := shipped(t).Report(c.input(t, "2023/a"))
	noFindings(t, found)
	charts := chartsIn(d.Body)
	if len(charts) != 1 {
		t.Fatalf("%d charts", len(charts))
	}
	golden(t, "chart_years.txt", dumpChart(charts[0]))
	written(t, d)

	// The page of the department has the figures in its table, so that the chart has none.
	d, found = shipped(t).Department(c, c.Departments[0])
	noFindings(t, found)
	if charts = chartsIn(d.Body); len(charts) != 1 || charts[0].Data != nil {
		t.Errorf("the department's charts are %v", charts)
	}

	// The first year alone is no line.
	d, _ = shipped(t).Report(c.input(t, "2019/a"))
	if charts = chartsIn(d.Body); len(charts) != 0 {
		t.Errorf("one year gives %v", charts)
	}
}

// The scores of a report on the scale of its profile, or on its own.
func TestScoreChart(t *testing.T) {
	for _, tt := range []struct{ name, scores, want string }{
		{"self", "[scores]\ntotal = 93.5\n", "label 自评总分 {93.50分 #total_score} 分|label 等级 {优 #grade} "},
		{"all", "[scores]\ntotal = 93.5\nreviewed_total = 88\n", "label 自评总分 {93.50分 #total_score} 分|label 等级 {优 #grade} |label 复核总分 {88.00分 #reviewed_total} 分"},
		{"re-check", "[scores]\ntotal = 93.5\n[[review]]\nscore = 87.5\nreason = \"计算错误\"\n", "label 复核得分 87.50分"},
		{"own scale", "[scores]\ntotal = 110\nout_of = 120\n[[scores.scale]]\nname = \"合格\"\nfrom = 75\n[[scores.scale]]\nname = \"不合格\"\n", "label 不合格|label 合格|label 90"},
	} {
		c := chartCounty(t, map[string]string{"2023/a": "budget = 300\nspent = 280.5\n---\n" + tt.scores})
		d, found := shipped(t).Report(c.input(t, "2023/a"))
		noFindings(t, found)
		charts := chartsIn(d.Body)
		if len(charts) != 1 || charts[0].Title != "自评得分与等级" {
			t.Errorf("%s: charts %v", tt.name, charts)
			continue
		}
		got := dumpChart(charts[0])
		for _, want := range strings.Split(tt.want, "|") {
			if !strings.Contains(got, strings.TrimSpace(want)) {
				t.Errorf("%s: no %q in\n%s", tt.name, want, got)
			}
		}
		written(t, d)
	}
	c := chartCounty(t, map[string]string{"2023/a": "budget = 300\nspent = 280.5\n"})
	d, _ := shipped(t).Report(c.input(t, "2023/a"))
	if charts := chartsIn(d.Body); len(charts) != 0 {
		t.Errorf("a report without scores has %v", charts)
	}
}

// Seven departments: a distribution of their rates with the median, and of their
// scores by grades. Of four there is none.
func TestDistributionChart(t *testing.T) {
	reports := map[string]string{"2023/h": "budget = 100\n"}
	for i, spent := range []string{"93.5", "95", "96.5", "97.25", "97.75", "98", "103"} {
		dept := string(rune('a' + i))
		reports["2023/"+dept] = "budget = 100\nspent = " + spent + "\n---\n[scores]\ntotal = " + []string{"95", "90", "89.99", "85", "75", "60", "59"}[i] + "\n"
	}
	c := chartCounty(t, reports)
	d, found := shipped(t).Year(c, 2023)
	noFindings(t, found)
	var b strings.Builder
	for _, chart := range chartsIn(d.Body) {
		b.WriteString(dumpChart(chart))
	}
	golden(t, "chart_distribution.txt", b.String())
	written(t, d)
	for _, dept := range []string{"a", "b", "c", "h"} {
		delete(reports, "2023/"+dept)
	}
	d, found = shipped(t).Year(chartCounty(t, reports), 2023)
	noFindings(t, found)
	if charts := chartsIn(d.Body); len(charts) != 0 {
		t.Errorf("four departments give %v", charts)
	}
}

// A fence with a slip in a metric is a finding; a metric that the profile does not
// have is not.
func TestChartFences(t *testing.T) {
	c := chartCounty(t, map[string]string{"2023/a": "budget = 300\nspent = 280.5\n"})
	p := newReportPage(c.input(t, "2023/a"))
	p.chart([]string{"years", "budgte", "third_total"}, "", source.Place{})
	if len(p.found) != 1 || !strings.Contains(p.found[0].Message, "budgte") || !strings.Contains(p.found[0].Hint, "budget") {
		t.Errorf("found %v", p.found)
	}
	kinds := p.blocks["chart"]
	if why := kinds.argFault([]string{"yaers", "budget"}); !strings.Contains(why, "years") {
		t.Errorf("a wrong kind gives %q", why)
	}
	if !slices.Equal(kinds.args[0], []string{"years", "score"}) || kinds.argFault([]string{"score", "total_score", "reviewed_total"}) != "" {
		t.Error("a report's charts are not years and score")
	}
}
