// Package testtool finds the programs that tests call. A test whose program is
// missing is skipped by name on a developer's machine and fails in CI, where
// nothing may be skipped.
package testtool

import (
	"os"
	"os/exec"
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
