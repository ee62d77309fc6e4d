package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestLiveContent holds what must be true of content/ whatever clerks write there:
// it loads, nothing in it is broken, and a site is built of it. What its reports say
// is tested nowhere; all other tests read the first content as it was published.
func TestLiveContent(t *testing.T) {
	live := []string{"--content", "../../content", "--layouts", "../../layouts"}
	stdout, stderr, _ := inProcess(append([]string{"check", "--format", "json"}, live...)...)
	var c checked
	if err := json.Unmarshal([]byte(stdout), &c); err != nil {
		t.Fatalf("%v\n%s", err, stderr)
	}
	if broken := c.broken(); len(broken) > 0 {
		t.Errorf("content is broken:\n%v", checked{Findings: broken})
	}
	out := filepath.Join(t.TempDir(), "public")
	if stdout, stderr, code := inProcess(append([]string{"build", "--quiet", "--out", out}, live...)...); code != 0 {
		t.Fatalf("build exits %d\n%s%s", code, stdout, stderr)
	}
	if _, err := os.Stat(filepath.Join(out, "index.html")); err != nil {
		t.Error(err)
	}
}
