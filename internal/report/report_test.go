package report

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/check"
	"mingbai/internal/doc"
	"mingbai/internal/html"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var update = flag.Bool("update", false, "write the golden files anew")

// county loads the fictional county of testdata.
func county(t testing.TB) (*County, []RuleSet) {
	t.Helper()
	tree, _, err := source.ReadTree("testdata/content")
	if err != nil {
		t.Fatal(err)
	}
	content, found := record.Load(tree)
	noFindings(t, found)
	c := &County{Site: content.Site, Version: Version{Commit: "abcdef0123456789", Short: "abcdef0", Hash: strings.Repeat("0123456789abcdef", 4), Date: "2024-05-01"}}
	for _, id := range []string{"shuili", "jiaoyu", "minzheng", "wenlv"} {
		c.Departments = append(c.Departments, content.Departments[id])
	}
	for _, r := range check.Rules() {
		c.Checks = append(c.Checks, Check{ID: r.ID, Severity: r.Severity.Label(), Title: r.Title, When: r.When(), ByBuild: r.ByBuild, Manual: r.Manual, Decides: r.Decides()})
	}
	var sets []RuleSet
	for _, r := range content.Reports {
		catalogue, found := metric.Compile(r.Rules)
		noFindings(t, found)
		set, found := metric.Compute(r, catalogue)
		noFindings(t, found)
		sets = []RuleSet{{Profile: r.Rules, Metrics: catalogue.Metrics()}}
		c.Reports = append(c.Reports, Input{
			Site: c.Site, Report: r, Figures: set, Findings: check.Run(r, set), Checks: c.Checks, Version: c.Version,
			Downloads: []doc.Download{{Href: r.Key() + "/report.pdf", Name: "PDF", About: "版式文件，可打印"}},
		})
	}
	return c, sets
}

func (c *County) input(t testing.TB, key string) Input {
	t.Helper()
	for _, in := range c.Reports {
		if in.Report.Key() == key {
			return in
		}
	}
	t.Fatalf("no report %s", key)
	return Input{}
}

func noFindings(t testing.TB, found []source.Finding) {
	t.Helper()
	for _, f := range found {
		if f.Kind == source.Broken {
			t.Fatalf("%s: %s: %s %s", f.Place, f.Rule, f.Message, f.Hint)
		}
	}
}

func shipped(t testing.TB) *Layouts {
	t.Helper()
	l, found := Load(os.DirFS("../../layouts"))
	noFindings(t, found)
	return l
}

// documents builds every page of the fictional county with the shipped layouts.
func documents(t testing.TB) []*doc.Document {
	t.Helper()
	c, sets := county(t)
	l := shipped(t)
	var out []*doc.Document
	add := func(d *doc.Document, found []source.Finding) {
		t.Helper()
		noFindings(t, found)
		out = append(out, d)
	}
	for _, in := range c.Reports {
		add(l.Report(in))
		for _, q := range in.Report.Projects {
			add(l.Project(in, q))
		}
	}
	add(l.Home(c))
	add(l.Year(c, 2023))
	add(l.Year(c, 2022))
	for _, d := range c.Departments {
		add(l.Department(c, d))
	}
	add(l.Rules(c, sets))
	add(l.About(c))
	add(l.NotFound(c))
	return out
}

func TestGolden(t *testing.T) {
	for _, d := range documents(t) {
		name := filepath.Join("testdata", "golden", strings.ReplaceAll(d.ID, "/", "_")+".txt")
		got := dumpDoc(d)
		if *update {
			if err := os.WriteFile(name, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from %s (go test -update writes it anew)\n%s", d.ID, name, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return "got  " + g[i] + "\nwant " + strings.Join(w[min(i, len(w)):min(i+1, len(w))], "")
		}
	}
	return "the golden file is longer"
}

// The HTML writer accepts every page: anchors are unique and links within a page
// lead somewhere.
func TestPagesCanBeShown(t *testing.T) {
	for _, d := range documents(t) {
		if _, err := html.Article(nil, d, html.Options{}); err != nil {
			t.Error(err)
		}
	}
}

// Every figure of a report has exactly one anchor in its 计算说明, and every
// printed reference of every page leads to one.
func TestEveryFigureIsExplained(t *testing.T) {
	c, _ := county(t)
	l := shipped(t)
	for _, in := range c.Reports {
		d, _ := l.Report(in)
		anchors := map[string]int{}
		collectAnchors(d.Body, anchors)
		for _, f := range in.Figures.All() {
			if anchors[anchor(f)] != 1 {
				t.Errorf("%s: the anchor %s stands %d times", f.Key, anchor(f), anchors[anchor(f)])
			}
		}
	}
}

func collectAnchors(blocks []doc.Block, to map[string]int) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			collectAnchors(b.Body, to)
		case doc.Entries:
			for _, e := range b.Items {
				to[e.ID]++
			}
		case doc.Table:
			for _, r := range b.Body {
				if r.ID != "" {
					to[r.ID]++
				}
			}
		}
	}
}

func TestMarksFollowTheDocument(t *testing.T) {
	c, _ := county(t)
	in := c.input(t, "2023/shuili")
	d, _ := shipped(t).Report(in)
	var text strings.Builder
	text.WriteString(dumpDoc(d))
	last := -1
	for _, m := range []string{"①", "②", "③", "④", "⑤"} {
		at := strings.Index(text.String(), m)
		if at <= last {
			t.Errorf("%s stands at %d, after or without the one before", m, at)
		}
		last = at
	}
	for _, m := range []string{"①", "②", "③", "④", "⑤"} {
		if n := strings.Count(text.String(), "note"+m); n != 1 {
			t.Errorf("finding %s has %d notes, want 1", m, n)
		}
	}
}

func TestYearFigures(t *testing.T) {
	c, _ := county(t)
	y := YearFigures(c.Site, 2023, c.yearOf(2023))
	if !y.Summed || len(y.Included) != 2 {
		t.Fatalf("summed %v over %d reports", y.Summed, len(y.Included))
	}
	for _, tt := range []struct {
		f          *metric.Figure
		key, shown string
	}{{y.Budget, "2023/budget", "400.00"}, {y.Spent, "2023/spent", "400.50"}, {y.Rate, "2023/execution_rate", "100.13%"}} {
		if tt.f.Key != tt.key || tt.f.Shown() != tt.shown {
			t.Errorf("got %s %s, want %s %s", tt.f.Key, tt.f.Shown(), tt.key, tt.shown)
		}
	}
	y = YearFigures(c.Site, 2022, c.yearOf(2022))
	if y.Summed || y.Rate.Key != "2022/shuili/execution_rate" {
		t.Errorf("a single report: got %v %s", y.Summed, y.Rate.Key)
	}
	y = YearFigures(c.Site, 2021, nil)
	if y.Rate.OK() || y.Rate.Reason() == "" {
		t.Errorf("no report: got %s", y.Rate.Shown())
	}
}

func TestUnknownFigureInProse(t *testing.T) {
	c, _ := county(t)
	in := c.input(t, "2023/shuili")
	r := *in.Report
	in.Report = &r
	for _, tt := range []struct{ text, place, message string }{
		{"一\n二{{执行绿}}", "x:2:4", "没有名叫“执行绿”的数"},
		{"{{无此项目.支出}}", "x:1:3", "没有名叫“无此项目.支出”的数"},
	} {
		r.Goals.Text = source.String{Value: tt.text, Place: source.Place{File: "x", Line: 1, Column: 1}, Set: true}
		_, found := shipped(t).Report(in)
		if len(found) != 1 {
			t.Fatalf("%q: got %d findings", tt.text, len(found))
		}
		f := found[0]
		if f.Rule != source.RuleUnknownFigure || f.Place.String() != tt.place || f.Message != tt.message || f.Hint == "" {
			t.Errorf("%q: got %s %s %s %s", tt.text, f.Rule, f.Place, f.Message, f.Hint)
		}
	}
}

// A site without reports has its pages all the same.
func TestEmptyCounty(t *testing.T) {
	c, _ := county(t)
	c.Reports = nil
	d, found := shipped(t).Home(c)
	noFindings(t, found)
	if got := dumpDoc(d); !strings.Contains(got, "还没有收录报告。") || strings.Contains(got, "table") {
		t.Errorf("got\n%s", got)
	}
	if _, err := html.Article(nil, d, html.Options{}); err != nil {
		t.Error(err)
	}
}

// Chart and tables of a report say what a drawing cannot.
func TestExecutionWithoutSpending(t *testing.T) {
	c, _ := county(t)
	d, _ := shipped(t).Report(c.input(t, "2023/minzheng"))
	for _, want := range []string{"虚框：全年预算数，支出没有填报", "支出没有填报。", "label 支出未填报"} {
		if !strings.Contains(dumpDoc(d), want) {
			t.Errorf("no %q in the report", want)
		}
	}
}
