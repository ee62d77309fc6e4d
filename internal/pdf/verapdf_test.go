package pdf_test

import (
	"strings"
	"testing"

	"mingbai/internal/judge"
	"mingbai/internal/pdf"
)

// TestVeraPDF holds that no rule of the standards that our files claim fails:
// PDF/A-2a, or PDF/A-3a where data is attached, and PDF/UA-1; and that veraPDF
// is awake: it finds each of the seeded defects.
func TestVeraPDF(t *testing.T) {
	judge.HasVeraPDF(t)
	samples := pdf.Samples(t)
	book, _ := bookFile(t, 6)
	files, rules := pdf.Seeded(t)
	sound := map[string]string{"shipped": "3a", "book": "3a", "contents": "2a", "sample": "2a", "attached": "3a", "colours": "3a", "sound": "3a"}
	files["shipped"], files["book"], files["contents"] = shippedFile(t), book, contentsFile(t)
	files["sample"], files["attached"], files["colours"] = samples["2a"], samples["3a"], samples["colours"]
	for name, said := range judge.VeraPDF(t, files) {
		if flavour, ok := sound[name]; ok {
			for _, flavour := range []string{flavour, "ua1"} {
				if v := said[flavour]; !v.Pass || v.Rules < 100 {
					t.Errorf("%s, %s: %+v", name, flavour, said)
				}
			}
			continue
		}
		flavour, rule, _ := strings.Cut(rules[name], " ")
		v, judged := said[flavour]
		if !judged || v.Pass || !strings.Contains(strings.Join(v.Failed, "\n"), " "+rule+" (") {
			t.Errorf("%s: no %s in %+v", name, rules[name], said)
		}
	}
}

// TestPreflight holds that PDFBox Preflight has nothing against our files but
// that they keep a later standard than the one it knows.
func TestPreflight(t *testing.T) {
	judge.HasPreflight(t)
	samples := pdf.Samples(t)
	book, _ := bookFile(t, 6)
	files := map[string][]byte{"shipped": shippedFile(t), "book": book, "sample": samples["2a"], "attached": samples["3a"]}
	for name, said := range judge.Preflight(t, files) {
		if len(said) > 0 {
			t.Errorf("%s: %s", name, strings.Join(said, "\n"))
		}
	}
}
