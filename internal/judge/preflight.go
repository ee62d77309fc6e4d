package judge

import (
	"bytes"
	"encoding/xml"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// expected are the complaints of Preflight that a file of PDF/A-3a must earn,
// since Preflight knows PDF/A-1b only, the standard of 2005 over PDF 1.4. Every
// other complaint is a fault.
var expected = []struct{ code, text, why string }{
	{"1.4", "/XRef cross reference streams are not allowed", "the table of objects is a stream, as PDF/A-2 and later allow"},
	{"2.1.6", "Invalid version of the ICCProfile", "the profile is one of ICC version 4, which PDF 1.4 did not know"},
	{"3.1.11", "The CIDSet entry is missing for the Composite Subset", "PDF/A-2 and later no longer want a CIDSet"},
	{"7.11.2", "part must be 1", "XMP says part 3"},
	{"1.2.9", "EmbeddedFile entry is present in a FileSpecification dictionary", "PDF/A-3 may have files attached"},
	{"1.4.7", "EmbeddedFile entry is present in the Names dictionary", "the same"},
}

// HasPreflight skips the test where PDFBox Preflight is not to be had.
func HasPreflight(t testing.TB) { t.Helper(); classPath(t, "PREFLIGHT", "preflight") }

// Preflight lets PDFBox Preflight judge files, in one run, and returns what it
// says against each beside what it must say.
func Preflight(t testing.TB, files map[string][]byte) map[string][]string {
	t.Helper()
	path := classPath(t, "PREFLIGHT", "preflight")
	dir, paths := lay(t, files)
	list := filepath.Join(dir, "files.txt")
	if err := os.WriteFile(list, []byte(strings.Join(paths, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	java(t, path, "org.apache.pdfbox.preflight.Validator_A1b", "xml", "batch", list)
	out := map[string][]string{}
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(files)) {
		said, err := os.ReadFile(filepath.Join(dir, flat(name)+".pdf.preflight.xml"))
		if err != nil {
			t.Fatal(err)
		}
		all.Write(said)
		out[name] = unexpected(t, said)
	}
	keep(t, "preflight.xml", all.Bytes())
	return out
}

// preflightReport is what of Preflight's report matters here.
type preflightReport struct {
	Valid  string `xml:"isValid"`
	Errors []struct {
		Code    string `xml:"code"`
		Details string `xml:"details"`
	} `xml:"errors>error"`
	Thrown string `xml:"exceptionThrown>message"`
}

// unexpected are the complaints of a report beside the expected ones.
func unexpected(t testing.TB, data []byte) []string {
	t.Helper()
	var r preflightReport
	if err := xml.Unmarshal(data, &r); err != nil {
		t.Fatalf("Preflight: %v\n%.2000s", err, data)
	}
	var out []string
	if r.Thrown != "" {
		out = append(out, "exception: "+r.Thrown)
	}
	if len(r.Errors) == 0 {
		out = append(out, "no complaint at all: Preflight did not look") // part 3 is always one
	}
	for _, e := range r.Errors {
		known := false
		for _, x := range expected {
			known = known || x.code == e.Code && strings.HasSuffix(e.Details, x.text)
		}
		if said := e.Code + " " + e.Details; !known && !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return out
}
