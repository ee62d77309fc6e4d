// Package judge lets programs of others judge PDF files: veraPDF and PDFBox
// Preflight for the standards, qpdf for the form of the file, and poppler for
// whether another reader finds the same structure.
//
// It is for tests. What a judge says stays in .tools/reports, whole, for those
// who want to read it. The package must not know how the files were made: it
// gets bytes and says what the judges said.
package judge

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/testtool"
)

// root is the folder of the module, above the folder that a test runs in.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// classPath finds a judge written in Java: the jar or the folder of jars that
// the variable names, or what scripts/test-tools fetched into .tools. Without it
// the test is skipped, but in CI it must be there; and it takes seconds, which
// -short spares.
func classPath(t testing.TB, variable, tool string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("slow: starts Java")
	}
	place := os.Getenv(variable)
	if strings.HasSuffix(place, ".jar") {
		return place
	}
	if place == "" {
		place = filepath.Join(root(t), ".tools", tool)
	}
	for _, dir := range []string{place, filepath.Join(place, "bin")} { // bin: as an installer leaves it
		if jars, _ := filepath.Glob(filepath.Join(dir, "*.jar")); len(jars) > 0 {
			return filepath.Join(dir, "*") // Java expands it
		}
	}
	testtool.Missing(t, tool+" is not in "+place+": make test fetches it where java and mvn are, or "+variable+" names a jar or a folder")
	return ""
}

// keep writes a report into .tools/reports, under the name of the test.
func keep(t testing.TB, name string, report []byte) {
	t.Helper()
	dir := filepath.Join(root(t), ".tools", "reports")
	file := filepath.Join(dir, strings.ReplaceAll(t.Name(), "/", "-")+"-"+name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, report, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("kept %s", file)
}

// lay writes files into a folder of the test, each under its name with slashes
// made dashes, and returns the folder and their paths in order.
func lay(t testing.TB, files map[string][]byte) (dir string, paths []string) {
	t.Helper()
	dir = t.TempDir()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		path := filepath.Join(dir, flat(name)+".pdf")
		if err := os.WriteFile(path, files[name], 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return dir, paths
}

// flat is a name without slashes.
func flat(name string) string { return strings.ReplaceAll(name, "/", "-") }

// java runs a class once over all files and returns what it prints; a judge
// that condemns a file also fails, so its exit status says nothing.
func java(t testing.TB, path string, args ...string) []byte {
	t.Helper()
	cmd := exec.Command(testtool.Need(t, "java"), append([]string{
		"-XX:TieredStopAtLevel=1", // a short run: compile quickly, not well
		"-XX:+UseSerialGC", "-Xmx1g", "-cp", path}, args...)...)
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if complaints.Len() > 0 {
		t.Logf("%s: %v\n%s", args[0], err, &complaints)
	}
	if _, exited := err.(*exec.ExitError); err != nil && !exited {
		t.Fatal(err)
	}
	return out
}
