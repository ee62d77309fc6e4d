package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/testtool"
)

// update writes the golden files anew: go test ./cmd/mingbai -run Golden -update
var update = flag.Bool("update", false, "write the golden files anew")

// uncommitted builds a copy of the shipped site outside of any repository, so
// that no commit stands in what it prints.
func uncommitted(t *testing.T) string {
	t.Helper()
	dir := copiedSite(t)
	spawn(t, dir, []string{"GIT_CEILING_DIRECTORIES=" + filepath.Dir(dir)}, "mingbai", "build", "--quiet")
	return filepath.Join(dir, "public")
}

func TestGoldenPage(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(uncommitted(t), report, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "report.html", string(data))
}

// TestGoldenPDF holds the text of every page of the PDF, line by line.
func TestGoldenPDF(t *testing.T) {
	path := testtool.Need(t, "pdftotext")
	out, err := exec.Command(path, "-raw", "-enc", "UTF-8", filepath.Join(uncommitted(t), report, "report.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i, page := range strings.Split(strings.TrimSuffix(string(out), "\f"), "\f") {
		fmt.Fprintf(&b, "==== %d\n%s\n", i+1, strings.TrimRight(page, "\n"))
	}
	golden(t, "report.pdf.txt", b.String())
}

// golden compares a text with testdata/golden/NAME.golden.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name+".golden")
	if *update {
		write(t, path, got)
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; make it with -update", err)
	}
	want := strings.ReplaceAll(string(data), "\r\n", "\n")
	if got == want {
		return
	}
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			t.Fatalf("%s:%d:\nwas %s\nis  %s\n(-update writes it anew)", path, i+1, a[i], b[i])
		}
	}
	t.Fatalf("%s has %d lines, now there are %d (-update writes it anew)", path, len(a), len(b))
}
