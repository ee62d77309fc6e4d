package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/pdf/pdfcheck"
)

// run runs a program on a file and returns what it prints. Without the program the test is
// skipped, but in CI it must be there.
func run(t *testing.T, data []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed; install poppler-utils and qpdf to run this test", name)
	}
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// samples are the sample in both standards, and in colours.
func samples(t *testing.T) map[string][]byte {
	m := sampleMeta()
	out := map[string][]byte{"2a": write(t, sampleLayout(t, true), m)}
	m.Attachments = sampleAttachment()
	out["3a"] = write(t, sampleLayout(t, true), m)
	out["colours"] = write(t, coloured(t), m)
	return out
}

func TestQpdf(t *testing.T) {
	for name, data := range samples(t) {
		out := run(t, data, "qpdf", "--check", "FILE")
		if strings.Contains(out, "WARNING") || !strings.Contains(out, "No syntax or stream encoding errors found") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

func TestQpdfAttachment(t *testing.T) {
	data := samples(t)["3a"]
	if out := run(t, data, "qpdf", "--show-attachment=figures.json", "FILE"); out != string(sampleAttachment()[0].Data) {
		t.Errorf("attachment is %q", out)
	}
}

func TestPdfinfo(t *testing.T) {
	out := run(t, samples(t)["2a"], "pdfinfo", "-isodates", "FILE")
	for _, want := range []string{
		`Title: +2023年度部门整体支出绩效自评报告`, `Author: +某县政协办公室 & <测试>`, `Keywords: +绩效，自评`,
		`Creator: +mingbai 0\.1`, `CreationDate: +2024-03-05T00:00:00Z`, `Tagged: +yes`, `Suspects: +no`,
		`Pages: +6`, `Page size: +595\.276 x 841\.89 pts \(A4\)`, `PDF version: +1\.7`, `Metadata Stream: +yes`,
	} {
		if !regexp.MustCompile(`(?m)^` + want + `$`).MatchString(out) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
	out = run(t, samples(t)["2a"], "pdfinfo", "-l", "6", "FILE")
	if !regexp.MustCompile(`(?m)^Page +5 rot: +90$`).MatchString(out) {
		t.Errorf("page 5 is not turned:\n%s", out)
	}
}

func TestPdffonts(t *testing.T) {
	out := run(t, samples(t)["2a"], "pdffonts", "FILE")
	lines := strings.Split(strings.TrimSpace(out), "\n")[2:]
	if len(lines) != 5 {
		t.Errorf("%d fonts instead of 5", len(lines))
	}
	for _, line := range lines {
		if !regexp.MustCompile(`^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes `).MatchString(line) {
			t.Errorf("font %s", line)
		}
	}
}

// squeeze removes white space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }

func TestPdftotext(t *testing.T) {
	text := squeeze(run(t, samples(t)["2a"], "pdftotext", "-raw", "FILE", "-"))
	for _, run := range runsOf(sampleLayout(t, true)) {
		if !strings.Contains(text, squeeze(run)) {
			t.Errorf("no %q in the text", run)
		}
	}
	if !strings.Contains(text, "—1—") {
		t.Error("no page number in the text")
	}
}

// TestStructText holds that another reader finds the same text in the same order as ours.
func TestStructText(t *testing.T) {
	data := write(t, shortLayout(t), sampleMeta())
	var text strings.Builder
	for _, line := range strings.Split(run(t, data, "pdfinfo", "-struct-text", "FILE"), "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, `"`) && strings.HasSuffix(line, `"`) {
			text.WriteString(line[1 : len(line)-1])
		}
	}
	if got, want := squeeze(text.String()), squeeze(pdfcheck.Check(data).Text); got != want {
		t.Errorf("pdfinfo reads %d characters, we read %d", len([]rune(got)), len([]rune(want)))
	}
}

// TestPainted holds that the pages show something, and that nothing of them is lost at the edges:
// black in the text block, none in the margin at the left.
func TestPainted(t *testing.T) {
	for page, number := range []string{"1", "5"} {
		out := run(t, samples(t)["2a"], "pdftoppm", "-r", "36", "-gray", "-f", number, "-l", number, "FILE")
		head := regexp.MustCompile(`^P5\n(\d+) (\d+)\n255\n`).FindStringSubmatch(out)
		if head == nil {
			t.Fatalf("page %s: no picture", number)
		}
		wide := len(head[1]) == len(head[2]) && head[1] > head[2]
		if wide != (page == 1) {
			t.Errorf("page %s is %s by %s", number, head[1], head[2])
		}
		dark := 0
		for _, c := range []byte(out[len(head[0]):]) {
			if c < 128 {
				dark++
			}
		}
		if dark < 500 || dark > 20000 {
			t.Errorf("page %s: %d dark pixels", number, dark)
		}
	}
}
