package history

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestContentThatLooksLikeARepository holds that git never takes a folder of the
// content for the repository: its config names programs to run.
func TestContentThatLooksLikeARepository(t *testing.T) {
	dir, hashes := repo(t)
	content := filepath.Join(dir, "content")
	mark := filepath.Join(t.TempDir(), "ran")
	write(t, filepath.Join(content, "HEAD"), "ref: refs/heads/main\n")
	write(t, filepath.Join(content, "refs/heads/main"), hashes[2]+"\n")
	write(t, filepath.Join(content, "objects/info/alternates"), "../../.git/objects\n")
	write(t, filepath.Join(content, "config"), "[core]\nbare = false\nworktree = .\nfsmonitor = \"touch "+filepath.ToSlash(mark)+"; false\"\n")
	r := Open(content)
	if r == nil {
		t.Fatal("no history")
	}
	if v := r.Version([]string{filepath.Join(content, "a.toml")}); v.Commit != hashes[0] {
		t.Errorf("commit is %s, not %s", v.Commit, hashes[0])
	}
	if _, err := ReadRevision(content, "HEAD", func(string) bool { return true }); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a command of the content was run")
	}
}

// TestWorkTree holds that the .git of a work tree, a file, is followed.
func TestWorkTree(t *testing.T) {
	dir, hashes := repo(t)
	tree := filepath.Join(t.TempDir(), "tree")
	cmd := exec.Command("git", "worktree", "add", "-q", tree)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	r := Open(filepath.Join(tree, "content"))
	if r == nil {
		t.Fatal("no history")
	}
	if v := r.Version([]string{filepath.Join(tree, "content/a.toml")}); v.Commit != hashes[0] || v.Changed {
		t.Errorf("version is %+v", v)
	}
}

// TestNamesAndDatesNobodyShouldHave holds that a file's name forges no commit and
// a commit's date breaks no document.
func TestNamesAndDatesNobodyShouldHave(t *testing.T) {
	dir, _ := repo(t)
	forged := "\x01" + strings.Repeat("de", 20) + " 1893456000"
	path := filepath.Join(dir, "content", forged)
	if err := os.WriteFile(path, nil, 0o666); err != nil {
		t.Skip("no such names here")
	}
	for _, args := range [][]string{{"add", "."}, {"commit", "-q", "-m", "x"}} {
		cmd := exec.Command("git", append([]string{"-c", "user.name=t", "-c", "user.email=t@example.invalid"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_COMMITTER_DATE=@253402300800 +0000")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	r := Open(filepath.Join(dir, "content"))
	if r == nil {
		t.Fatal("no history")
	}
	if v := r.Version([]string{path}); strings.HasPrefix(v.Commit, "dede") || !isHash(v.Commit) || v.Date() != "" {
		t.Errorf("version is %+v, date %q", v, v.Date())
	}
}
