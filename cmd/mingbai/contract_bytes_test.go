package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"mingbai/internal/testtool"
)

// copiedSite is a copy of the shipped site in a folder of its own.
func copiedSite(t *testing.T, parts ...string) string {
	t.Helper()
	shipped, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(append([]string{t.TempDir()}, parts...)...)
	if err := copySite(dir, shipped, true); err != nil {
		t.Fatal(err)
	}
	return dir
}

// spawn runs a command in a folder with more environment.
func spawn(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out.String(), errs.String())
	}
	return out.String()
}

// buildIn builds the site in a folder and returns its files.
func buildIn(t *testing.T, dir string, env []string) map[string]string {
	t.Helper()
	spawn(t, dir, env, "mingbai", "build", "--quiet")
	files, err := folderFiles(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestContractSameBytes(t *testing.T) {
	first := buildIn(t, copiedSite(t, "a"), []string{"TZ=UTC", "LANG=C", "LC_ALL=C", "GOMAXPROCS=1"})
	for name, env := range map[string][]string{
		"plain":      nil,
		"Shanghai":   {"TZ=Asia/Shanghai", "LANG=zh_CN.UTF-8", "LC_ALL=zh_CN.UTF-8", "GOMAXPROCS=7"},
		"Marquesas":  {"TZ=Pacific/Marquesas", "LANG=tr_TR.UTF-8", "GOGC=1"},
		"no home":    {"HOME=", "USER=", "PATH=" + onlyGit(t)},
		"dated":      {"SOURCE_DATE_EPOCH=1", "GODEBUG=randseednop=0"},
		"no colours": {"NO_COLOR=1", "TERM=dumb"},
	} {
		dir := copiedSite(t, "deep", "一个文件夹", name)
		if diff := differences(first, buildIn(t, dir, env)); len(diff) > 0 {
			t.Errorf("%s: other bytes in %v", name, diff)
		}
	}
	if runtime.GOOS == "windows" {
		return
	}
	dir := copiedSite(t)
	spawn(t, dir, nil, "sh", "-c", "umask 077 && exec mingbai build --quiet")
	files, err := folderFiles(filepath.Join(dir, "public"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := differences(first, files); len(diff) > 0 {
		t.Errorf("umask: other bytes in %v", diff)
	}
}

// onlyGit is a PATH with nothing but our program and git.
func onlyGit(t *testing.T) string {
	t.Helper()
	var dirs []string
	for _, name := range []string{"mingbai", "git"} {
		if p, err := exec.LookPath(name); err == nil {
			dirs = append(dirs, filepath.Dir(p))
		}
	}
	return strings.Join(dirs, string(filepath.ListSeparator))
}

// gitEnv makes git the same everywhere.
func gitEnv(date string) []string {
	return []string{
		"GIT_CONFIG_GLOBAL=" + os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.invalid", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.invalid",
		"GIT_AUTHOR_DATE=" + date, "GIT_COMMITTER_DATE=" + date,
	}
}

// repository is a git repository that holds the shipped site, committed.
func repository(t *testing.T) string {
	t.Helper()
	testtool.Need(t, "git")
	dir := copiedSite(t, "repository")
	for _, name := range []string{".gitignore", ".gitattributes"} {
		data, err := os.ReadFile(filepath.Join("../..", name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(data))
	}
	write(t, filepath.Join(dir, "public", ".gitkeep"), "")
	env := gitEnv("2024-03-31T20:00:00Z")
	spawn(t, dir, env, "git", "init", "-q", "-b", "main")
	spawn(t, dir, env, "git", "add", "-A")
	spawn(t, dir, env, "git", "commit", "-q", "-m", "content")
	return dir
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// clone makes a clone of a repository, whose text files end their lines as eol
// says: lf or crlf.
func clone(t *testing.T, from, name, eol string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), name)
	env := gitEnv("")
	spawn(t, filepath.Dir(from), env, "git", "clone", "-q", "--no-checkout", from, to)
	write(t, filepath.Join(to, ".git", "info", "attributes"), "* text=auto eol="+eol+"\n*.toml text eol="+eol+"\n*.md text eol="+eol+"\n*.ttf binary\n")
	spawn(t, to, env, "git", "checkout", "-q", "main")
	data, err := os.ReadFile(filepath.Join(to, "content", report, "report.toml"))
	if err != nil || bytes.Contains(data, []byte("\r\n")) != (eol == "crlf") {
		t.Fatalf("the checkout is not %s: %v", eol, err)
	}
	return to
}

func clean(t *testing.T, dir string) {
	t.Helper()
	if status := spawn(t, dir, gitEnv(""), "git", "status", "--porcelain"); status != "" {
		t.Errorf("git status is\n%s", status)
	}
}

func TestContractSameBytesOfOneCommit(t *testing.T) {
	origin := repository(t)
	one, other := clone(t, origin, "one", "lf"), clone(t, origin, "另一个", "crlf")
	head := strings.TrimSpace(spawn(t, one, gitEnv(""), "git", "rev-parse", "HEAD"))
	first := buildIn(t, one, []string{"TZ=UTC"})
	clean(t, one)
	if _, err := os.Stat(filepath.Join(one, "public", ".gitkeep")); err != nil {
		t.Error(".gitkeep is gone")
	}
	second := buildIn(t, other, []string{"TZ=Pacific/Kiritimati", "GOMAXPROCS=3"})
	clean(t, other)
	if diff := differences(first, second); len(diff) > 0 {
		t.Errorf("clones have other bytes in %v", diff)
	}
	var m struct{ Commit, Content string }
	if err := json.Unmarshal([]byte(first["manifest.json"]), &m); err != nil {
		t.Fatal(err)
	}
	if m.Commit != head {
		t.Errorf("manifest is of commit %q, not %s", m.Commit, head)
	}
	if want := inputDigest(t, filepath.Join(one, "content"), filepath.Join(one, "layouts")); m.Content != want {
		t.Errorf("content is %s, not %s", m.Content, want)
	}
	// The committer's day at +08:00: 20:00 UTC is the next morning.
	if !strings.Contains(first[report+"/index.html"], head[:10]) {
		t.Error("the report does not name its commit")
	}
	// A second build over the first, and one after an unrelated commit.
	if diff := differences(first, buildIn(t, one, nil)); len(diff) > 0 {
		t.Errorf("built again: other bytes in %v", diff)
	}
	write(t, filepath.Join(one, "NOTES.md"), "nothing to do with it\n")
	spawn(t, one, nil, "git", "add", "-A")
	spawn(t, one, gitEnv("2024-05-01T00:00:00Z"), "git", "commit", "-q", "-m", "notes")
	if diff := differences(first, buildIn(t, one, nil)); len(diff) > 0 {
		t.Errorf("after an unrelated commit: other bytes in %v", diff)
	}
	clean(t, one)
}

func TestContractVersionOfAChangedCheckout(t *testing.T) {
	dir := clone(t, repository(t), "changed", "lf")
	path := filepath.Join(dir, "content", report, "projects", "huiyi.toml")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, strings.Replace(string(data), "spent = 36.89", "spent = 36.88", 1))
	files := buildIn(t, dir, nil)
	if !strings.Contains(files["manifest.json"], `"commit":"未提交"`) || !strings.Contains(files[report+"/index.html"], "未提交") {
		t.Error("a changed checkout claims to be a commit")
	}
	if status := spawn(t, dir, gitEnv(""), "git", "status", "--porcelain"); status != " M content/"+report+"/projects/huiyi.toml\n" {
		t.Errorf("git status is\n%s", status)
	}
	// Without git at all the site is built just the same.
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	if diff := differences(files, buildIn(t, dir, nil)); len(diff) > 0 {
		t.Errorf("without a repository: other bytes in %v", diff)
	}
}
