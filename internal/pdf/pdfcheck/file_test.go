package pdfcheck

import (
	"strings"
	"testing"
)

// TestOpen holds that what isn't ours is refused, with a reason.
func TestOpen(t *testing.T) {
	const head = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
	for _, c := range []struct{ data, want string }{
		{"", "header"},
		{"%PDF-1.3\n", "header"},
		{"%PDF-1.7\n%text text", "header"},
		{head, "startxref"},
		{head + "startxref\n99999\n%%EOF\n", "leads out"},
		{head + "startxref\n0\n%%EOF\n", ""},
		{head + "1 0 obj\n<<>>\nendobj\nstartxref\n15\n%%EOF\n", "no table"},
		{head + "1 0 obj\n<</Type/XRef/Length 9>>\nstream\n\nendstream\nstartxref\n15\n%%EOF\n", "length"},
		{head + "1 0 obj\n<</Type/XRef/W[1 4 2]/Length 1>>\nstream\n0\nendstream\nendobj\nstartxref\n15\n%%EOF\n", "form"},
		{head + "1 0 obj\n<</Type/XRef/W[1 4 2]/Length 14>>\nstream\n00000000000000\nendstream\nendobj\nstartxref\n15\n%%EOF\n", "free"},
	} {
		f, err := Open([]byte(c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, %v; want an error with %q", c.data, f, err, c.want)
		}
		if report := Check([]byte(c.data)); len(report.Faults) == 0 {
			t.Errorf("%q: no faults", c.data)
		}
	}
}
