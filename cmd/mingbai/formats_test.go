package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"mingbai/internal/source"
)

func sample() []source.Finding {
	at := source.Place{File: "2023/a/report.toml", Line: 3, Column: 9}
	return []source.Finding{
		{Rule: "C3", Severity: source.Error, Kind: source.Domain, Place: at, Key: "2023/a/project_spent", Title: "合计不符",
			Message: "相加得1，写作2：a,b 100%\n第二行", Stated: "2", Computed: "1", Difference: "1", Unit: "万元", Hint: "核对",
			Related: []source.Related{{Place: at, Message: "甲 1万元"}}},
		{Rule: "C6", Severity: source.Warning, Kind: source.Domain, Place: at, Message: "有|竖线 <b> @某人 *强调*",
			Accepted: &source.Acceptance{Reason: "已核对", Who: "审核人", Date: "2024-04-01", Place: source.Place{File: "2023/a/report.toml", Line: 9, Column: 3}}},
		{Rule: "bad-number", Severity: source.Error, Kind: source.Broken, Place: source.Place{File: "2023/乙/report.toml"}, Message: "不是数"},
	}
}

func output(t *testing.T, f func(a *app) error) string {
	t.Helper()
	var out bytes.Buffer
	a := &app{stdout: &out, content: "content", layouts: "layouts"}
	if err := f(a); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestGitHub(t *testing.T) {
	got := output(t, func(a *app) error { return a.writeGitHub(sample()) })
	want := "::error file=content/2023/a/report.toml,line=3,col=9,title=差错 C3 合计不符::相加得1，写作2：a,b 100%25%0A第二行%0A改法：核对\n" +
		"::error file=content/2023/乙/report.toml,title=差错 bad-number::不是数\n"
	if got != want {
		t.Errorf("got\n%s", got)
	}
	if got := property("a:b,c%\n"); got != "a%3Ab%2Cc%25%0A" {
		t.Errorf("property: %s", got)
	}
}

func TestGitLab(t *testing.T) {
	var issues []gitlabIssue
	text := output(t, func(a *app) error { return a.writeJSON(a.gitlab(sample())) })
	if err := json.Unmarshal([]byte(text), &issues); err != nil || len(issues) != 2 {
		t.Fatalf("%v\n%s", err, text)
	}
	if i := issues[0]; i.Severity != "critical" || i.CheckName != "C3" || i.Location.Path != "content/2023/a/report.toml" || i.Location.Lines.Begin != 3 || len(i.Fingerprint) != 32 {
		t.Errorf("%+v", i)
	}
	if i := issues[1]; i.Severity != "blocker" || i.Location.Lines.Begin != 1 {
		t.Errorf("%+v", i)
	}
}

// TestFingerprints holds that a finding keeps its fingerprint when lines move, and
// that two of the same kind have two.
func TestFingerprints(t *testing.T) {
	a := sample()
	b := sample()
	b[0].Place.Line = 99
	if prints(a)[0] != prints(b)[0] {
		t.Error("another line, another fingerprint")
	}
	b[0].Computed = "3"
	if prints(a)[0] == prints(b)[0] {
		t.Error("another value, the same fingerprint")
	}
	twice := prints([]source.Finding{a[0], a[0]})
	if twice[0] == twice[1] {
		t.Error("two findings share a fingerprint")
	}
}

func TestSARIF(t *testing.T) {
	text := output(t, func(a *app) error { return a.writeJSON(a.sarif(sample())) })
	var log sarifLog
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if log.Version != "2.1.0" || run.Tool.Driver.Name != "mingbai" || run.Tool.Driver.Version == "" || len(run.Tool.Driver.Rules) != 74 {
		t.Errorf("%+v, %d rules", run.Tool.Driver.Name, len(run.Tool.Driver.Rules))
	}
	for i, r := range run.Results {
		if run.Tool.Driver.Rules[r.RuleIndex].ID != r.RuleID || r.Prints["mingbai/v1"] == "" {
			t.Errorf("result %d: %+v", i, r)
		}
	}
	first, second, third := run.Results[0], run.Results[1], run.Results[2]
	if first.Level != "error" || first.Suppressions != nil || first.Locations[0].Physical.Region.Column != 9 || *first.Related[0].ID != 1 || first.Properties["computed"] != "1" {
		t.Errorf("%+v", first)
	}
	if len(second.Suppressions) != 1 || second.Suppressions[0].Status != "accepted" || !strings.Contains(second.Suppressions[0].Justification, "已核对") || second.Suppressions[0].Location.Physical.Region.Line != 9 {
		t.Errorf("%+v", second)
	}
	if third.Locations[0].Physical.Region != nil || third.Locations[0].Physical.Artifact.URI != "content/2023/%E4%B9%99/report.toml" {
		t.Errorf("%+v", third)
	}
}

func TestCell(t *testing.T) {
	if got := cell("有|竖线 <b> @某人 *强调* a_b\n行"); got != "有\\|竖线 &lt;b&gt; @\u2060某人 \\*强调\\* a\\_b 行" {
		t.Errorf("%q", got)
	}
}

// TestCaretColumns holds that the mark stands below the character, wide ones
// counted as two columns, also in long lines.
func TestCaretColumns(t *testing.T) {
	for _, c := range []struct {
		line string
		at   int
		want int
	}{
		{"spent = 7", 8, 8}, {"name = \"政协\" # x", 8, 8}, {"政协会议费", 2, 4}, {"“呔商”座谈会", 4, 8}, {"\ta = 1", 1, 1},
	} {
		text, at := window([]rune(c.line), c.at)
		if got := columns(text[:at]); got != c.want {
			t.Errorf("%q at %d is column %d, want %d", c.line, c.at, got, c.want)
		}
	}
	long := strings.Repeat("长", 300)
	text, at := window([]rune(long), 200)
	if columns(text) > lineWidth+4 || columns(text[:at]) > lineWidth/2+2 || text[0] != '…' || text[len(text)-1] != '…' {
		t.Errorf("%d columns, mark at %d", columns(text), columns(text[:at]))
	}
	if text, at := window([]rune("短"), 9); at != 1 || string(text) != "短" {
		t.Errorf("%q, %d", string(text), at)
	}
}
