package pdf

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

// coloured is the sample with a colour for each kind of thing.
func coloured(t testing.TB) *typeset.Layout {
	l := sampleLayout(t, true)
	l.Palette = typeset.Palette{
		Head: typeset.Colour{R: 0xA0, G: 0x10, B: 0x10}, Rule: typeset.Colour{R: 0x55, G: 0x60, B: 0x70},
		Drawing: typeset.Colour{R: 0x1F, G: 0x38, B: 0x64},
	}
	return l
}

// Colours are painted as the style has them, and a document in black names none.
func TestColours(t *testing.T) {
	m := sampleMeta()
	m.Attachments = sampleAttachment()
	colour := regexp.MustCompile(`(?m)^[0-9. ]+ (rg|RG)$`)
	black, data := write(t, sampleLayout(t, true), m), write(t, coloured(t), m)
	if got := colour.FindString(contents(t, black)); got != "" {
		t.Errorf("a black document has the colour %s", got)
	}
	if expectSound(t, data) != expectSound(t, black) {
		t.Error("the text depends on the colours")
	}
	painted := contents(t, data)
	for _, want := range []string{
		"0.6275 0.0627 0.0627 rg", "0.3333 0.3765 0.4392 RG", "0.1216 0.2196 0.3922 rg", "0.1216 0.2196 0.3922 RG", "\n0 g\n",
	} {
		if !strings.Contains(painted, want) {
			t.Errorf("no %q among %q", want, colour.FindAllString(painted, 8))
		}
	}
}

// contents are the contents of all pages.
func contents(t *testing.T, data []byte) string {
	t.Helper()
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, o := range f.Objects {
		if s := string(o.Data); strings.Contains(s, "BDC") {
			out.WriteString(s + "\n")
		}
	}
	return out.String()
}
