package main

import (
	"bytes"
	"compress/zlib"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/testtool"
)

// secretProject is a project that is withheld; secrets are what nobody may read.
const secretProject = `# 批注甲乙丙
name = "金鱼池改造"
disclosure = "withheld"
disclosure_basis = "依据子丑寅"
purpose = "用途辰巳午"
cause = "原因未申酉"
measure = "措施戌亥子"
[funds]
budget = 77.41
spent = 63.19
[[indicator]]
name = "指标丁戊己"
level1 = "产出指标"
level2 = "数量指标"
target = "≥31座"
actual = "29座"
weight = 10
score = 9
`

const secretRows = `
[[problem]]
id = "jin"
project = "jinyu"
text = "问题庚辛壬：金鱼池改造没有完成。"
measure = "加快"
[[review]]
project = "jinyu"
self = 90
score = 71.5
text = "复核癸甲乙"
[[accepted]]
rule = "C52"
key = "2023/zhengxie/projects/jinyu/execution_rate"
stated = "81.63%"
computed = "90%"
reason = "认可丙丁戊"
who = "某人"
date = 2024-05-01
`

const secretReport = `title = "2023年度保密己庚局绩效自评报告"
stage = "transcribed"
[disclosure]
level = "withheld"
[funds]
budget = 888.37
spent = 801.73
[analysis]
text = "分析辛壬癸。"
`

func secrets() []string {
	return []string{"金鱼池", "批注甲乙丙", "依据子丑寅", "用途辰巳午", "原因未申酉", "措施戌亥子", "77.41", "63.19", "指标丁戊己", "≥31座",
		"问题庚辛壬", "复核癸甲乙", "71.5", "认可丙丁戊", "81.63", "保密己庚局绩效", "888.37", "801.73", "分析辛壬癸", "jinyu", "6319000", "80173000"}
}

// secretSite writes a site with something withheld, edited further.
func secretSite(t *testing.T, edits ...string) string {
	t.Helper()
	dir := t.TempDir()
	if err := copySite(dir, "../..", false); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) {
		name = filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		text = strings.NewReplacer(edits...).Replace(text)
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	report, err := os.ReadFile(filepath.Join(dir, "content/2023/zhengxie/report.toml"))
	if err != nil {
		t.Fatal(err)
	}
	write("2023/zhengxie/report.toml", string(report)+secretRows)
	write("2023/zhengxie/projects/jinyu.toml", secretProject)
	write("departments/baomi.toml", "name = \"保密局\"\n")
	write("2023/baomi/report.toml", secretReport)
	return dir
}

func onSite(dir string, args ...string) []string {
	return append(args, "--content", filepath.Join(dir, "content"), "--layouts", "../../layouts")
}

// readable is everything in a published file that can be read: of a PDF its text,
// its bytes, and what is packed in its streams.
func readable(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Ext(name) != ".pdf" {
		return string(data)
	}
	text, err := exec.Command(testtool.Need(t, "pdftotext"), name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	out := append(text, data...)
	for _, part := range bytes.Split(data, []byte("stream"))[1:] {
		z, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(part, "\r\n")))
		if err != nil {
			continue
		}
		plain, _ := io.ReadAll(z) // what could be unpacked counts
		if bytes.Contains(plain, []byte(" BDC\n")) {
			continue // a page: its words are in text, and its coordinates may be any number
		}
		out = append(append(out, plain...), '\n')
	}
	return string(out)
}

// leaks lists the secrets that stand in some file of a folder.
func leaks(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	if err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(p, "assets") {
			return err
		}
		text := p + "\n" + readable(t, p)
		for _, s := range secrets() {
			if strings.Contains(text, s) {
				found[s] += " " + p
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

// TestWithheldNeverPublished builds a site with a withheld project and a withheld
// report and looks for their words in every file; the same site with both public
// shows that the words would be found.
func TestWithheldNeverPublished(t *testing.T) {
	dir := secretSite(t)
	out := filepath.Join(dir, "site")
	if stdout, stderr, code := inProcess(onSite(dir, "build", "--out", out)...); code != 0 {
		t.Fatalf("build exits %d\n%s%s", code, stdout, stderr)
	}
	for s, files := range leaks(t, out) {
		t.Errorf("%q is published in%s", s, files)
	}
	page, err := os.ReadFile(filepath.Join(out, "2023/zhengxie/index.html"))
	if err != nil || !strings.Contains(string(page), "依法不公开的项目不列入本表") || !strings.Contains(string(page), "部分公开") {
		t.Errorf("the report does not say that something is withheld: %v", err)
	}
	if strings.Contains(string(page), "没有2023年度的报告") {
		t.Error("a withheld report is called missing")
	}
	found := readable(t, filepath.Join(out, "2023/zhengxie/findings.json"))
	if strings.Contains(found, "个项目逐项相加") || strings.Contains(found, `"rule": "C4"`) {
		t.Errorf("what is withheld is published as a difference:\n%s", found)
	}

	open := secretSite(t, "withheld", "full")
	out = filepath.Join(open, "site")
	if stdout, stderr, code := inProcess(onSite(open, "build", "--out", out)...); code != 0 {
		t.Fatalf("build exits %d\n%s%s", code, stdout, stderr)
	}
	shown := leaks(t, out)
	for _, s := range []string{"金鱼池", "77.41", "63.19", "指标丁戊己", "问题庚辛壬", "复核癸甲乙", "888.37", "分析辛壬癸", "jinyu", "6319000"} {
		if shown[s] == "" {
			t.Errorf("the public site does not have %q: the test would find nothing", s)
		}
	}
}

// TestWithheldInCheck holds that check finds what is wrong with a withheld project
// in every format, and shows its words to the clerk alone.
func TestWithheldInCheck(t *testing.T) {
	dir := secretSite(t)
	for _, format := range checkFormats() {
		stdout, stderr, _ := inProcess(onSite(dir, "check", "--format", format)...)
		for _, s := range secrets() {
			if s != "jinyu" && strings.Contains(stdout+stderr, s) {
				t.Errorf("check --format %s prints %q:\n%s", format, s, stdout)
			}
		}
		if !strings.Contains(stdout, "内容不在这里显示") || !strings.Contains(stdout, "2023/zhengxie/projects/jinyu.toml") {
			t.Errorf("check --format %s is silent about the project:\n%s", format, stdout)
		}
	}
	stdout, _, _ := inProcess(onSite(dir, "check", "--reveal")...)
	for _, s := range []string{"金鱼池改造", "31座"} {
		if !strings.Contains(stdout, s) {
			t.Errorf("check --reveal does not show %q:\n%s", s, stdout)
		}
	}
	key := "2023/zhengxie/projects/jinyu/spent"
	if stdout, stderr, code := inProcess(onSite(dir, "explain", key)...); code != 0 || !strings.Contains(stdout, "63.19") || !strings.Contains(stderr, "不公开") {
		t.Errorf("explain %s exits %d: %s%s", key, code, stdout, stderr)
	}
}

// TestWithheldKeyElsewhere holds that a report of another year doesn't publish the key of what
// is withheld.
func TestWithheldKeyElsewhere(t *testing.T) {
	for name, rows := range map[string]string{
		"accepted": "[[accepted]]\nrule = \"C52\"\nkey = \"2023/zhengxie/projects/jinyu/execution_rate\"\nstated = \"1\"\ncomputed = \"2\"\nreason = \"理由\"\nwho = \"某人\"\ndate = 2024-05-01\n",
		"revision": "[[revision]]\nversion = 2\ndate = 2024-05-01\nkey = \"2023/zhengxie/projects/jinyu/spent\"\nold = \"1\"\nnew = \"2\"\nreason = \"理由\"\napprover = \"某人\"\n",
	} {
		t.Run(name, func(t *testing.T) {
			dir := secretSite(t)
			folder := filepath.Join(dir, "content/2024/zhengxie")
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			report := "title = \"2024年度报告\"\nstage = \"transcribed\"\n[funds]\nbudget = 1\nspent = 1\n" + rows
			if err := os.WriteFile(filepath.Join(folder, "report.toml"), []byte(report), 0o644); err != nil {
				t.Fatal(err)
			}
			out := filepath.Join(dir, "site")
			stdout, stderr, code := inProcess(onSite(dir, "build", "--out", out)...)
			if code != 1 || !strings.Contains(stdout+stderr, "差错 withheld ") {
				t.Errorf("build exits %d\n%s%s", code, stdout, stderr)
			}
		})
	}
}

// TestWithheldNamedElsewhere holds that a name which would be published stops the
// build, wherever the clerk wrote it.
func TestWithheldNamedElsewhere(t *testing.T) {
	for name, edits := range map[string][]string{
		"in a chapter":             {"报告认为，七个专项", "报告认为，金鱼池改造等七个专项"},
		"in a figure's reference":  {"报告认为，七个专项", "报告认为，{{jinyu.spent}}，七个专项"},
		"in a problem of its own":  {"委员联络站招商经费执行率不高", "委员联络站招商经费和金鱼池改造执行率不高"},
		"in a file that is broken": {"spent = 63.19", "spent = 63.19金鱼池改造"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := secretSite(t, edits...)
			out := filepath.Join(dir, "site")
			for _, args := range [][]string{{"build", "--out", out}, {"check"}} {
				stdout, stderr, code := inProcess(onSite(dir, args...)...)
				if code != 1 || strings.Contains(stdout+stderr, "金鱼池") || !strings.Contains(stdout, "差错") {
					t.Errorf("%s exits %d\n%s%s", args[0], code, stdout, stderr)
				}
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a site was written")
			}
		})
	}
}

// TestWithheldSince holds that diff is silent about what was public at the earlier revision and
// is withheld now.
func TestWithheldSince(t *testing.T) {
	git := testtool.Need(t, "git")
	dir := secretSite(t, "withheld", "full")
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"}, {"-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "one"}} {
		if out, err := exec.Command(git, append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	for _, p := range []string{"2023/zhengxie/projects/jinyu.toml", "2023/baomi/report.toml"} {
		name := filepath.Join(dir, "content", p)
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, bytes.Replace(data, []byte(`"full"`), []byte(`"withheld"`), 1), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, format := range []string{"text", "json", "markdown"} {
		stdout, stderr, code := inProcess("diff", "HEAD", "--content", filepath.Join(dir, "content"), "--format", format)
		if code != 0 {
			t.Errorf("diff --format %s exits %d: %s%s", format, code, stdout, stderr)
		}
		for _, s := range secrets() {
			if strings.Contains(stdout, s) {
				t.Errorf("diff --format %s prints %q:\n%s", format, s, stdout)
			}
		}
	}
}
