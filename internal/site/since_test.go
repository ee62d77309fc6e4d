package site

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/history"
	"mingbai/internal/source"
	"mingbai/internal/testtool"
)

// repository commits a copy of the shipped content and returns its folder.
func repository(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := testtool.CopyContent("../..", filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	gitIn(t, dir, "init", "-q", "-b", "main")
	commit(t, dir, "first")
	return dir
}

func gitIn(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE=2026-01-05T10:00:00+0800", "GIT_COMMITTER_DATE=2026-01-05T10:00:00+0800")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func commit(t *testing.T, dir, message string) {
	t.Helper()
	gitIn(t, dir, "add", "-A")
	gitIn(t, dir, "commit", "-q", "-m", message)
}

func edit(t *testing.T, file, old, new string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil || strings.Count(string(data), old) != 1 {
		t.Fatalf("%s: %v, %q stands there %d times", file, err, old, strings.Count(string(data), old))
	}
	if err := os.WriteFile(file, []byte(strings.Replace(string(data), old, new, 1)), 0o666); err != nil {
		t.Fatal(err)
	}
}

// since is what check --since lists: rule, stated, computed.
func since(t *testing.T, dir, rev string) []string {
	t.Helper()
	in, err := Check(Options{Content: filepath.Join(dir, "content"), Layouts: filepath.Join("..", "..", "layouts")}, rev)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range in.Findings {
		if !strings.HasPrefix(f.Place.File, "layouts/") {
			out = append(out, f.Rule+" "+f.Stated+"|"+f.Computed)
		}
	}
	return out
}

func TestSince(t *testing.T) {
	dir := repository(t)
	report := filepath.Join(dir, "content/2023/zhengxie/report.toml")
	if got := since(t, dir, "HEAD"); len(got) != 0 {
		t.Errorf("nothing changed, found %v", got)
	}
	// Other lines above do not make an old finding new; another value does.
	edit(t, report, "[funds]\nbasis", "# 一行注释\n\n[funds]\nbasis")
	if got := since(t, dir, "HEAD"); len(got) != 0 {
		t.Errorf("only lines moved, found %v", got)
	}
	edit(t, report, `execution_rate = "95%"`, `execution_rate = "94%"`)
	if got := since(t, dir, "HEAD"); len(got) != 1 || got[0] != "C5 94%|94.58%" {
		t.Errorf("found %v", got)
	}
	// A second finding of the same kind is new though the first one is not.
	edit(t, report, `spent = 498.31`, `spent = "四百"`)
	if got := since(t, dir, "HEAD"); len(got) == 0 || !strings.HasPrefix(got[0], source.RuleBadNumber) {
		t.Errorf("found %v", got)
	}
	commit(t, dir, "broken")
	if got := since(t, dir, "HEAD"); len(got) != 0 {
		t.Errorf("committed, found %v", got)
	}
}

// TestSilentChange holds that a published figure which changed without a
// correction is found against the revision that published it.
func TestSilentChange(t *testing.T) {
	dir := repository(t)
	report := filepath.Join(dir, "content/2023/zhengxie/report.toml")
	edit(t, report, `stage = "transcribed"`, `stage = "published"`)
	commit(t, dir, "published")
	edit(t, report, `budget = 526.87`, `budget = 526.88`)
	got := since(t, dir, "HEAD")
	if len(got) != 1 || got[0] != "C67 526.88|526.87" {
		t.Errorf("found %v", got)
	}
	edit(t, report, "[source]", "[[revision]]\nversion = 2\nkey = \"2023/zhengxie/budget\"\nold = \"526.87\"\nnew = \"526.88\"\nreason = \"漏记\"\napprover = \"负责人\"\ndate = 2024-05-01\n\n[source]")
	if got := since(t, dir, "HEAD"); len(got) != 0 {
		t.Errorf("corrected, found %v", got)
	}
}

func TestCompare(t *testing.T) {
	dir := repository(t)
	opt := Options{Content: filepath.Join(dir, "content")}
	d, err := Compare(opt, "HEAD", "")
	if err != nil || len(d.Changes)+len(d.Added)+len(d.Removed)+len(d.Appeared)+len(d.Went) != 0 {
		t.Fatalf("%+v, %v", d, err)
	}
	edit(t, filepath.Join(opt.Content, "2023/zhengxie/projects/zhaoshang.toml"), "spent = 11", "spent = 13")
	commit(t, dir, "more")
	d, err = Compare(opt, "HEAD~1", "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	changes := map[string]Change{}
	for _, c := range d.Changes {
		changes[strings.TrimPrefix(c.Key, "2023/zhengxie/")] = c
	}
	spent, sum := changes["projects/zhaoshang/spent"], changes["project_spent_sum"]
	if !spent.Input || ShownText(spent.Before) != "11.00万元" || ShownText(spent.After) != "13.00万元" || spent.Moved() != "+2.00万元" || spent.Place.String() != "2023/zhengxie/projects/zhaoshang.toml:9:9" {
		t.Errorf("spent: %+v", spent)
	}
	if sum.Input || ShownText(sum.After) != "133.72万元" || len(sum.Why) != 1 || sum.Why[0].Key != "2023/zhengxie/projects/zhaoshang/spent" || sum.Why[0].After != "13.00万元" {
		t.Errorf("sum: %+v", sum)
	}
	if len(d.Went) != 1 || d.Went[0].Rule != "C3" || len(d.Appeared) != 1 || d.Appeared[0].Rule != "C3" || d.Appeared[0].Severity != source.Error {
		t.Errorf("appeared %v, went %v", d.Appeared, d.Went)
	}
	// The other way round.
	back, err := Compare(opt, "HEAD", "HEAD~1")
	if err != nil || len(back.Changes) != len(d.Changes) {
		t.Errorf("%d changes back, %d forth, %v", len(back.Changes), len(d.Changes), err)
	}
}

func TestCompareReportsAndFormulas(t *testing.T) {
	dir := repository(t)
	opt := Options{Content: filepath.Join(dir, "content")}
	if err := os.CopyFS(filepath.Join(opt.Content, "2024"), os.DirFS(filepath.Join(opt.Content, "2023"))); err != nil {
		t.Fatal(err)
	}
	edit(t, filepath.Join(opt.Content, "rules/mof-2020.toml"), `formula = "budget - spent"`+"\nkind = \"amount\"\ndecimals = 2\n\n# 支出超过预算时", `formula = "budget - spent + 0 * spent"`+"\nkind = \"amount\"\ndecimals = 2\n\n# 支出超过预算时")
	d, err := Compare(opt, "HEAD", "")
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Added) != 1 || d.Added[0].Key != "2024/zhengxie" || d.Added[0].Year != 2024 || len(d.Removed) != 0 {
		t.Errorf("added %+v, removed %+v", d.Added, d.Removed)
	}
	if len(d.Changes) != 0 {
		t.Errorf("a formula that gives the same changed %+v", d.Changes)
	}
}

func TestCompareFails(t *testing.T) {
	dir := repository(t)
	opt := Options{Content: filepath.Join(dir, "content")}
	if _, err := Compare(opt, "nowhere", ""); !errors.Is(err, history.ErrNoRevision) {
		t.Errorf("%v", err)
	}
	if _, err := Compare(Options{Content: t.TempDir()}, "HEAD", ""); !errors.Is(err, history.ErrNoRepo) {
		t.Errorf("%v", err)
	}
	if _, err := Compare(Options{Content: opt.Content, AsOf: "2024"}, "HEAD", ""); err == nil {
		t.Error("a bad day is taken")
	}
	if _, err := Compare(Options{Content: dir}, "HEAD", ""); err == nil {
		t.Error("a folder without site.toml is taken")
	}
}
