package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// document reads a file of the module's root.
func document(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestDocumentedFindings holds that what the clerk's guide shows of check is what
// check prints; …… stands for more.
func TestDocumentedFindings(t *testing.T) {
	stdout, _, _ := inProcess(onShipped("check")...)
	stdout = strings.ReplaceAll("\n"+stdout, "\n"+filepath.ToSlash(frozen())+"/", "\ncontent/")
	shown := 0
	for _, block := range strings.Split(document(t, "README.zh-CN.md"), "```") {
		if !strings.HasPrefix(block, "\ncontent/") || !strings.Contains(block, ".toml:") {
			continue
		}
		for line := range strings.Lines(strings.TrimSpace(block)) {
			shown++
			start, _, more := strings.Cut(strings.TrimRight(line, "\n"), "……")
			if !more {
				start += "\n"
			}
			if !strings.Contains(stdout, "\n"+start) {
				t.Errorf("README.zh-CN.md shows %q, check prints%s", line, stdout)
			}
		}
	}
	if shown < 3 {
		t.Error("README.zh-CN.md shows no finding")
	}
}

// TestDocumentedPlace holds the figure that ARCHITECTURE.md follows.
func TestDocumentedPlace(t *testing.T) {
	text := document(t, "ARCHITECTURE.md")
	m := regexp.MustCompile("`spent = 498\\.31` stands in `content/2023/zhengxie/report\\.toml`, line (\\d+)").FindStringSubmatch(text)
	places := regexp.MustCompile(`\b\d+:\d+\b`).FindAllString(text, -1)
	if m == nil || len(places) == 0 {
		t.Fatal("ARCHITECTURE.md follows no figure")
	}
	f := theSite(t).figures[report+"/spent"]
	if want := fmt.Sprint(*f.Origin.Line); m[1] != want {
		t.Errorf("ARCHITECTURE.md has spent on line %s, it is on line %s", m[1], want)
	}
	for _, p := range places {
		if want := fmt.Sprintf("%d:%d", *f.Origin.Line, *f.Origin.Column); p != want {
			t.Errorf("ARCHITECTURE.md has spent at %s, it is at %s", p, want)
		}
	}
}

// brokenLine is a line of check's text about broken input.
var brokenLine = regexp.MustCompile(`(?m)^\S+\.toml:\d+:\d+ 差错 [a-z]`)

// TestDocumentedMistakes holds the guide's table: what it calls wrong is refused
// and what it proposes is not.
func TestDocumentedMistakes(t *testing.T) {
	rows := regexp.MustCompile("(?m)^\\| `([a-z_]+) ?[^`]*` \\|").FindAllString(document(t, "README.zh-CN.md"), -1)
	code := regexp.MustCompile("(?m)^\\| `([^`]+)` \\| [^|]* \\| `([^`]+)` \\|$").FindAllStringSubmatch(document(t, "README.zh-CN.md"), -1)
	if len(code) < 5 || len(code) < len(rows) {
		t.Fatalf("%d of %d rows are read", len(code), len(rows))
	}
	for _, row := range code {
		for i, line := range row[1:] {
			dir := copiedSite(t)
			file, old := filepath.Join(dir, "content", report, "report.toml"), "budget = 526.87"
			if strings.HasPrefix(line, "name") {
				file, old = filepath.Join(dir, "content", report, "projects", "huiyi.toml"), `name = "政协会议费"`
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, ok := edited(string(data), old, line)
			if !ok {
				t.Fatalf("no %s to replace", old)
			}
			write(t, file, text)
			stdout, _, _ := inProcess("check", "--content", filepath.Join(dir, "content"))
			if refused := brokenLine.MatchString(stdout); refused != (i == 0) {
				t.Errorf("%s: refused is %v\n%s", line, refused, stdout)
			}
		}
	}
}

// TestDocumentedLinks holds that the documents lead to files that exist.
func TestDocumentedLinks(t *testing.T) {
	for _, name := range []string{"README.md", "README.zh-CN.md", "ARCHITECTURE.md", "CHANGELOG.md", "docs/contract.md"} {
		for _, m := range regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`).FindAllStringSubmatch(document(t, name), -1) {
			if strings.Contains(m[1], ":") {
				continue
			}
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s leads to %s, which there is not", name, m[1])
			}
		}
	}
}
