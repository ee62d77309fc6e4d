package history

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func all(string) bool { return true }

func TestReadRevision(t *testing.T) {
	dir, hashes := repo(t)
	write(t, filepath.Join(dir, "content/a.toml"), "x = 2\n") // not committed
	for _, c := range []struct {
		name, commit string
		files        []string
	}{
		{"HEAD", hashes[2], []string{"a.toml", "中文 名.toml"}},
		{"HEAD~2", hashes[0], []string{"a.toml"}},
		{hashes[1][:12], hashes[1], []string{"a.toml", "中文 名.toml"}},
		{"main", hashes[2], []string{"a.toml", "中文 名.toml"}},
	} {
		r, err := ReadRevision(filepath.Join(dir, "content"), c.name, all)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := slices.Sorted(maps.Keys(r.Files)); r.Commit != c.commit || !slices.Equal(got, c.files) {
			t.Errorf("%s is %s with %v", c.name, r.Commit, got)
		}
		if got := string(r.Files["a.toml"]); got != "x = 1\n" {
			t.Errorf("%s: a.toml is %q", c.name, got)
		}
	}
	r, err := ReadRevision(dir, "HEAD", func(p string) bool { return p == "content/a.toml" })
	if err != nil || len(r.Files) != 1 || r.Commit != hashes[2] {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestReadRevisionFails(t *testing.T) {
	dir, _ := repo(t)
	for _, name := range []string{"nowhere", "", "--all", "HEAD~9", "HEAD:content", "a..b"} {
		if _, err := ReadRevision(dir, name, all); !errors.Is(err, ErrNoRevision) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := ReadRevision(t.TempDir(), "HEAD", all); !errors.Is(err, ErrNoRepo) {
		t.Errorf("no repository: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := ReadRevision(dir, "HEAD", all); !errors.Is(err, ErrNoGit) {
		t.Errorf("no git: %v", err)
	}
}

// TestLinksAreNoFiles holds that a committed link is not read.
func TestLinksAreNoFiles(t *testing.T) {
	dir, _ := repo(t)
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "content/l.toml")); err != nil {
		t.Skip("no links here")
	}
	commitAll(t, dir)
	r, err := ReadRevision(filepath.Join(dir, "content"), "HEAD", all)
	if err != nil || r.Files["l.toml"] != nil || r.Files["a.toml"] == nil {
		t.Errorf("%v, %v", r, err)
	}
}
