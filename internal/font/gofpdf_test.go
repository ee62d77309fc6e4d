package font

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"mingbai/internal/testtool"
)

// writePDF sets a text in each subset, on a page of its own, as package pdf does.
func writePDF(t testing.TB, text string, subsets ...*Subset) []byte {
	t.Helper()
	doc := gofpdf.New("P", "pt", "A4", "")
	doc.SetCatalogSort(true)
	for i, s := range subsets {
		name := string(rune('a' + i))
		doc.AddUTF8FontFromBytes(name, "", slices.Clone(s.Data))
		doc.AddPage()
		doc.SetFont(name, "", 16)
		line := strings.Map(func(r rune) rune {
			if code, ok := s.Map[r]; ok {
				return code
			}
			return r
		}, text)
		doc.Text(50, 100, line)
	}
	var out bytes.Buffer
	if err := doc.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// quietly runs a function and fails the test if anything was printed: the PDF library prints what
// it dislikes about a font.
func quietly(t testing.TB, do func()) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout := os.Stdout
	os.Stdout = w
	func() {
		defer func() { os.Stdout = stdout; w.Close() }()
		do()
	}()
	if printed, _ := io.ReadAll(r); len(printed) > 0 {
		t.Errorf("gofpdf printed %q", printed)
	}
}

func TestPDF(t *testing.T) {
	const text = "2023年度预算执行率94.58%，（一）①㎡" + rare
	var subsets []*Subset
	for _, name := range faceNames {
		subsets = append(subsets, subset(t, parse(t, bytesOf(t, name)), []rune(text)))
	}
	var made []byte
	quietly(t, func() { made = writePDF(t, text, subsets...) })
	if again := writePDF(t, text, subsets...); !bytes.Equal(withoutDates(made), withoutDates(again)) {
		t.Error("two runs, two files")
	}
	pdftotext := testtool.Need(t, "pdftotext")
	file := t.TempDir() + "/fonts.pdf"
	if err := os.WriteFile(file, made, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(pdftotext, file, "-")
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil || complaints.Len() > 0 {
		t.Errorf("%v %s", err, complaints.String())
	}
	// The PDF library has the codes as they are, stand-ins included; package pdf mends that.
	want := strings.TrimSuffix(text, rare) + "\uE000\uE001\uE002"
	if pages := strings.Count(string(out), want); pages != len(subsets) {
		t.Errorf("found on %d of %d pages: %q", pages, len(subsets), out)
	}
}

// withoutDates cuts off the end of the file, where the date stands.
func withoutDates(pdf []byte) []byte {
	return pdf[:bytes.Index(pdf, []byte("/CreationDate"))]
}

// What we hand on must not make the PDF library panic or print, whatever file it came from.
func FuzzPDF(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := Parse(data)
		if err != nil {
			return
		}
		runes := some(face, 40)
		s, err := face.Subset(runes)
		if err != nil {
			return
		}
		quietly(t, func() { writePDF(t, string(runes), s) })
	})
}
