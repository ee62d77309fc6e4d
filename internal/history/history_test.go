package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// repo makes a repository with three commits and returns its folder and the
// hashes, oldest first.
func repo(t *testing.T) (string, []string) {
	t.Helper()
	dir := t.TempDir()
	var hashes []string
	run := func(stamp string, args ...string) string {
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+stamp, "GIT_COMMITTER_DATE="+stamp)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("", "init", "-q", "-b", "main")
	for i, f := range []string{"content/a.toml", "content/中文 名.toml", "README.md"} {
		write(t, filepath.Join(dir, f), "x = 1\n")
		stamp := []string{"2024-01-01T10:00:00+0000", "2024-02-01T18:30:00+0000", "2024-03-01T10:00:00+0000"}[i]
		run(stamp, "add", ".")
		run(stamp, "commit", "-q", "-m", f)
		hashes = append(hashes, run("", "rev-parse", "HEAD")[:40])
	}
	return dir, hashes
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

func TestVersionIsTheLastCommitThatChangedAnInput(t *testing.T) {
	dir, hashes := repo(t)
	a, b := filepath.Join(dir, "content/a.toml"), filepath.Join(dir, "content/中文 名.toml")
	r := Open(filepath.Join(dir, "content"))
	if r == nil {
		t.Fatal("no history")
	}
	for _, c := range []struct {
		files  []string
		commit string
		date   string
	}{
		{[]string{a}, hashes[0], "2024-01-01"},
		{[]string{b}, hashes[1], "2024-02-02"}, // 18:30 UTC is the next day at +08:00
		{[]string{a, b}, hashes[1], "2024-02-02"},
	} {
		v := r.Version(c.files)
		if v.Commit != c.commit || v.Date() != c.date || v.Changed {
			t.Errorf("%v: got %s %s, want %s %s", c.files, v.Commit, v.Date(), c.commit, c.date)
		}
	}
}

func TestChangedAndNewFilesAreNotCommitted(t *testing.T) {
	dir, _ := repo(t)
	a, n := filepath.Join(dir, "content/a.toml"), filepath.Join(dir, "content/new.toml")
	write(t, a, "x = 2\n")
	write(t, n, "x = 1\n")
	r := Open(filepath.Join(dir, "content"))
	for _, f := range []string{a, n, filepath.Join(t.TempDir(), "elsewhere.toml")} {
		if v := r.Version([]string{f}); v.Known() || v.Short() != "未提交" || v.Date() != "" {
			t.Errorf("%s: got %+v, want an uncommitted version", f, v)
		}
	}
}

func TestWithoutARepository(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.toml"), "x = 1\n")
	r := Open(dir)
	if r != nil {
		t.Skip("the temporary folder lies in a repository")
	}
	if v := r.Version([]string{filepath.Join(dir, "a.toml")}); v.Short() != "未提交" {
		t.Errorf("got %q", v.Short())
	}
}

func TestShallow(t *testing.T) {
	dir, _ := repo(t)
	clone := filepath.Join(t.TempDir(), "c")
	if out, err := exec.Command("git", "clone", "-q", "--depth=1", "file://"+filepath.ToSlash(dir), clone).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if r := Open(filepath.Join(clone, "content")); r == nil || !r.Shallow {
		t.Error("a shallow clone was not recognised")
	}
}

// commitAll commits whatever is in the work tree.
func commitAll(t *testing.T, dir string) {
	t.Helper()
	for _, args := range [][]string{{"add", "-A"}, {"-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "more"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

func TestNewest(t *testing.T) {
	dir, _ := repo(t)
	if got := Open(filepath.Join(dir, "content")).Newest(); got != "2024-02-02" {
		t.Errorf("newest is %q", got)
	}
	if got := (*Repo)(nil).Newest(); got != "" {
		t.Errorf("newest of nothing is %q", got)
	}
}
