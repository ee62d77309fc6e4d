package judge

import (
	"os/exec"
	"strings"
	"testing"

	"mingbai/internal/testtool"
)

// Qpdf lets qpdf check the form of files and returns what it has against each;
// nothing is said of a file without fault.
func Qpdf(t testing.TB, files map[string][]byte) map[string]string {
	t.Helper()
	qpdf := testtool.Need(t, "qpdf")
	out := map[string]string{}
	for name := range files {
		_, paths := lay(t, map[string][]byte{name: files[name]})
		said, err := exec.Command(qpdf, "--check", paths[0]).CombinedOutput()
		if err != nil || strings.Contains(string(said), "WARNING") || !strings.Contains(string(said), "No syntax or stream encoding errors found") {
			out[name] = string(said)
		}
	}
	return out
}

// StructText is the text of a file as poppler finds it along the structure,
// without white space.
func StructText(t testing.TB, data []byte) string {
	t.Helper()
	pdfinfo := testtool.Need(t, "pdfinfo")
	_, paths := lay(t, map[string][]byte{"file": data})
	said, err := exec.Command(pdfinfo, "-struct-text", paths[0]).Output()
	if err != nil {
		t.Fatalf("pdfinfo: %v", err)
	}
	var text strings.Builder
	for line := range strings.Lines(string(said)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, `"`) && strings.HasSuffix(line, `"`) && len(line) > 1 {
			text.WriteString(line[1 : len(line)-1])
		}
	}
	return strings.Join(strings.Fields(text.String()), "")
}
