// Package testtool finds the programs that tests call, and the content that they
// read. A test whose program is missing is skipped by name on a developer's machine
// and fails in CI, where nothing may be skipped.
package testtool

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Need returns the path of a program, or skips the test (fails it when CI=true).
func Need(t testing.TB, program string) string {
	t.Helper()
	path, err := exec.LookPath(program)
	if err != nil {
		Missing(t, program+" is not installed")
	}
	return path
}

// Full skips a slow test unless the whole suite was asked for: make test sets
// MINGBAI_TEST=all, and CI always runs everything.
func Full(t testing.TB) {
	t.Helper()
	if os.Getenv("MINGBAI_TEST") != "all" && os.Getenv("CI") != "true" {
		t.Skip("slow: make test runs it")
	}
}

// Missing skips a test for want of something, or fails it when CI=true.
func Missing(t testing.TB, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// Content is a content root with the first content as it was published and the
// rules of today, for the tests of packages two folders below the module's root.
// What a clerk edits in content/ changes no test.
func Content(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := CopyContent(filepath.Join("..", ".."), dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

// CopyContent writes such a content root into a folder; root is the module's.
func CopyContent(root, to string) error {
	if err := os.MkdirAll(to, 0o777); err != nil {
		return err
	}
	frozen := filepath.Join(root, "testdata", "content")
	for _, name := range []string{"2023", "departments"} {
		if err := os.CopyFS(filepath.Join(to, name), os.DirFS(filepath.Join(frozen, name))); err != nil {
			return err
		}
	}
	site, err := os.ReadFile(filepath.Join(frozen, "site.toml"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(to, "site.toml"), site, 0o666); err != nil {
		return err
	}
	return os.CopyFS(filepath.Join(to, "rules"), os.DirFS(filepath.Join(root, "content", "rules")))
}
