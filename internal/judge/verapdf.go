package judge

import (
	"encoding/xml"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Verdict is what veraPDF says of a file and one standard.
type Verdict struct {
	Pass   bool
	Rules  int      // that held
	Failed []string // rules that failed: ISO 19005-3:2012 6.8-1 (3×)
}

// veraReport is what of veraPDF's report matters here.
type veraReport struct {
	Jobs []struct {
		Name    string `xml:"item>name"`
		Reports []struct {
			Profile   string `xml:"profileName,attr"`
			Compliant bool   `xml:"isCompliant,attr"`
			Details   struct {
				Passed int `xml:"passedRules,attr"`
				Rules  []struct {
					Specification string `xml:"specification,attr"`
					Clause        string `xml:"clause,attr"`
					Test          string `xml:"testNumber,attr"`
					Failed        int    `xml:"failedChecks,attr"`
				} `xml:"rule"`
			} `xml:"details"`
		} `xml:"validationReport"`
		Exception string `xml:"taskException>exceptionMessage"`
	} `xml:"jobs>job"`
}

// HasVeraPDF skips the test where veraPDF is not to be had.
func HasVeraPDF(t testing.TB) { t.Helper(); classPath(t, "VERAPDF", "verapdf") }

// VeraPDF judges files against all that they claim to be, in one run, and
// returns its verdicts by file and by flavour: 3a, ua1.
func VeraPDF(t testing.TB, files map[string][]byte) map[string]map[string]Verdict {
	t.Helper()
	path := classPath(t, "VERAPDF", "verapdf")
	dir, _ := lay(t, files)
	out := java(t, path, "org.verapdf.apps.GreenfieldCliWrapper", "--format", "xml", "--maxfailuresdisplayed", "3", dir)
	keep(t, "verapdf.xml", out)
	var report veraReport
	if err := xml.Unmarshal(out, &report); err != nil {
		t.Fatalf("veraPDF: %v\n%.2000s", err, out)
	}
	said := map[string]map[string]Verdict{}
	for _, job := range report.Jobs {
		of := map[string]Verdict{}
		said[strings.TrimSuffix(filepath.Base(job.Name), ".pdf")] = of
		if job.Exception != "" {
			t.Errorf("veraPDF, %s: %s", job.Name, job.Exception)
		}
		for _, r := range job.Reports {
			v := Verdict{Pass: r.Compliant, Rules: r.Details.Passed}
			for _, rule := range r.Details.Rules {
				if rule.Failed > 0 {
					v.Failed = append(v.Failed, fmt.Sprintf("%s %s-%s (%d×)", rule.Specification, rule.Clause, rule.Test, rule.Failed))
				}
			}
			of[flavour(r.Profile)] = v
		}
	}
	out2 := map[string]map[string]Verdict{}
	for name := range files {
		out2[name] = said[flat(name)]
		if len(out2[name]) == 0 {
			t.Errorf("veraPDF did not judge %s", name)
		}
	}
	return out2
}

var profile = regexp.MustCompile(`^PDF/(A-|UA-)(\w+) `)

// flavour is how a profile is called for short: 3a for PDF/A-3A, ua1 for PDF/UA-1.
func flavour(name string) string {
	m := profile.FindStringSubmatch(name)
	switch {
	case m == nil:
		return name
	case m[1] == "UA-":
		return "ua" + m[2]
	}
	return strings.ToLower(m[2])
}
