// Package check holds the rules of the domain: what must be true of a report's
// figures and prose, and what is found when it is not.
//
// Each rule is one named entry of a table: id, severity, source, tolerance, an
// explanation for whoever has to mend it, and one function. A profile sets the
// thresholds and may move a severity between info, warning and error; nothing
// switches a rule off. The package must not know HTML, PDF or TOML.
//
// A report is checked against itself and what it was last year (World.Report);
// what only all reports together show (text that departments share, reports that
// are missing) comes after them (World.County). Between the two a report is kept
// as a Digest, a compact row, so that records and figures may be dropped.
package check

import (
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// World is what the rules know beyond one report.
type World struct {
	Site        *record.Site
	Departments map[string]*record.Department // by id
	AsOf        string                        // today: 2024-03-31; "" is unknown, and rules that need it are silent
	Unpublished map[string]bool               // keys of reports that are there but are not to be published; nil where they are among the checked
	Earlier     map[string]Edition            // by key of the report: as an earlier revision published it; nil: no revision is compared
}

// Edition is a published report as an earlier revision had it.
type Edition struct {
	Shown map[string]string // figures by key, as published
}

// Subject is one report to be checked.
type Subject struct {
	Report  *record.Report
	Figures *metric.Set
}

// Rule is one check of the domain.
type Rule struct {
	ID        string          // C1 to C73, as the domain's rule book numbers them
	Severity  source.Severity // of its gravest finding, unless the profile moves it
	Title     string          // what it checks, in a few words
	Explain   string          // what it means and how to mend a finding
	Tolerance string          // what still counts as equal; "" where nothing is compared
	Source    string          // the document it rests on
	From      record.Stage    // the stage at which it begins; "" means always
	Spared    bool            // transcribed reports are spared
	ByBuild   bool            // a part or all of it is held by the build and its tests, not by check
	Manual    bool            // a part or all of it needs a person

	run    func(*pass)   // looks at one report
	county func(*survey) // looks at all of them
}

// Decides reports whether check itself can find anything by the rule.
func (r Rule) Decides() bool { return r.run != nil || r.county != nil }

// By says in Chinese who decides: the program, the build, a person.
func (r Rule) By() string {
	var out []string
	if r.Decides() {
		out = append(out, "程序核对")
	}
	if r.ByBuild {
		out = append(out, "生成时保证")
	}
	if r.Manual {
		out = append(out, "人工核对")
	}
	return strings.Join(out, "、")
}

// When says in Chinese to which reports the rule applies.
func (r Rule) When() string {
	from := map[record.Stage]string{record.Submitted: "报送以后", record.Approved: "审签以后", record.Published: "公开以后"}[r.From]
	switch {
	case from != "" && r.Spared:
		return from + "，转录的除外"
	case from != "":
		return from
	case r.Spared:
		return "任何阶段，转录的除外"
	}
	return "任何阶段"
}

// Run checks one report by itself and returns its findings, sorted.
func Run(r *record.Report, s *metric.Set) []source.Finding {
	w := &World{}
	found, d := w.Report(Subject{r, s}, nil)
	return Settle(d, found)
}

// Report checks one report; before is what remains of last year's, or nil, and is
// spent by this: only the county may still look at it. The findings are neither sorted nor settled: see Settle.
func (w *World) Report(s Subject, before *Digest) ([]source.Finding, *Digest) {
	sc := newScene(w, s, before)
	var out []source.Finding
	for _, rule := range Rules() {
		if rule.run == nil || !rule.applies(sc.stage) {
			continue
		}
		p := &pass{scene: sc, rule: rule, severity: severityOf(rule, s.Report.Rules)}
		rule.run(p)
		out = append(out, p.found...)
		sc.earlier = append(sc.earlier, p.found...)
	}
	out = append(out, sc.ownChecks()...)
	d := sc.digest()
	before.Shed()
	return out, d
}

// applies reports whether the rule is held against a report in that stage.
func (r Rule) applies(st record.Stage) bool {
	if st == record.Transcribed {
		return !r.Spared
	}
	return stageRank(st) >= stageRank(r.From)
}

func stageOf(r *record.Report) record.Stage {
	if !r.Stage.Set {
		return record.Draft
	}
	return record.Stage(strings.Clone(r.Stage.Value))
}

func stageRank(s record.Stage) int {
	switch s {
	case record.Submitted:
		return 1
	case record.Approved:
		return 2
	case record.Published:
		return 3
	}
	return 0
}

func severityOf(r Rule, p *record.Profile) source.Severity {
	if p != nil {
		if s, ok := severityNamed(p.Severity[r.ID].Value); ok {
			return s
		}
	}
	return r.Severity
}

func severityNamed(name string) (source.Severity, bool) {
	switch name {
	case "error":
		return source.Error, true
	case "warning":
		return source.Warning, true
	case "info":
		return source.Info, true
	}
	return source.Info, false
}
