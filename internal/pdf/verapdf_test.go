package pdf_test

import (
	"bytes"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/pdf"
	"mingbai/internal/testtool"
)

// veraPDF finds veraPDF and returns its Java class path: the jar or folder that VERAPDF names, or
// what scripts/test-tools has fetched. Without it the test is skipped, but in CI it must be there.
func veraPDF(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("slow: starts Java")
	}
	place := os.Getenv("VERAPDF")
	if strings.HasSuffix(place, ".jar") {
		return place
	}
	if place == "" {
		place = filepath.Join("..", "..", ".tools", "verapdf")
	}
	for _, dir := range []string{place, filepath.Join(place, "bin")} { // bin: as its installer leaves it
		if jars, _ := filepath.Glob(filepath.Join(dir, "*.jar")); len(jars) > 0 {
			return filepath.Join(dir, "*") // Java expands it
		}
	}
	why := "veraPDF is not in " + place + ": make test fetches it where java and mvn are, or VERAPDF names a jar or folder"
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip(why)
	return ""
}

// verdicts lets veraPDF judge files against all that they claim to be, and returns what it says of
// each: "PASS" or "FAIL" by flavour, and the rules that failed.
func verdicts(t *testing.T, files map[string][]byte) map[string]map[string]string {
	t.Helper()
	classPath, java := veraPDF(t), testtool.Need(t, "java")
	dir := t.TempDir()
	args := []string{"-XX:TieredStopAtLevel=1", "-cp", classPath, // a short run: compile quickly, not well
		"org.verapdf.apps.GreenfieldCliWrapper", "--format", "text", "-v"}
	out := make(map[string]map[string]string)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, name+".pdf")
		if err := os.WriteFile(file, files[name], 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
		out[name] = make(map[string]string)
	}
	var complaints bytes.Buffer
	cmd := exec.Command(java, args...)
	cmd.Stderr = &complaints
	printed, err := cmd.Output() // it fails when a file does
	if complaints.Len() > 0 {
		t.Logf("veraPDF: %v\n%s", err, &complaints)
	}
	t.Logf("veraPDF says\n%s", printed)
	verdict := regexp.MustCompile(`^(PASS|FAIL) .*?([^/\\]+)\.pdf (\w+)\s*$`)
	name, flavour := "", ""
	for line := range strings.Lines(string(printed)) {
		if m := verdict.FindStringSubmatch(line); m != nil && out[m[2]] != nil {
			name, flavour = m[2], m[3]
			out[name][flavour] = m[1]
		} else if name != "" {
			out[name][flavour] += " " + strings.TrimSpace(line)
		}
	}
	return out
}

// TestVeraPDF holds that no rule of the standards that our files claim fails: PDF/A-2a, or PDF/A-3a
// where data is attached, and PDF/UA-1.
func TestVeraPDF(t *testing.T) {
	veraPDF(t)
	samples := pdf.Samples(t)
	broken := bytes.Replace(samples["2a"], []byte("/MarkInfo"), []byte("/MorkInfo"), 1)
	book, _ := bookFile(t, 6)
	files := map[string][]byte{
		"shipped": shippedFile(t), "book": book, "contents": contentsFile(t), "sample": samples["2a"], "attached": samples["3a"], "broken": broken,
	}
	part := regexp.MustCompile(`<pdfaid:part>(\d)</pdfaid:part>`)
	for name, said := range verdicts(t, files) {
		want := "PASS"
		if name == "broken" {
			want = "FAIL" // veraPDF is awake
		}
		m := part.FindSubmatch(files[name])
		if m == nil || len(said) != 2 {
			t.Fatalf("%s: claims %q, judged as %v", name, m, said)
		}
		for _, flavour := range []string{string(m[1]) + "a", "ua1"} {
			if got, _, _ := strings.Cut(said[flavour], " "); got != want {
				t.Errorf("%s, %s: %q", name, flavour, said[flavour])
			}
		}
	}
	if !bytes.Contains(files["attached"], []byte("<pdfaid:part>3<")) {
		t.Error("no file is judged as PDF/A-3a")
	}
}
