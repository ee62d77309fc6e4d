// Package check holds the rules of the domain: what must be true of a report's
// figures and prose, and what is found when it is not.
//
// Each rule is one named entry of a table: id, severity, source, tolerance, an
// explanation for whoever has to mend it, and one function. A profile sets the
// thresholds and may move a severity between info, warning and error; nothing
// switches a rule off. The package must not know HTML, PDF or TOML.
package check

import (
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Rule is one check of the domain.
type Rule struct {
	ID        string          // C1 to C73, as the domain's rule book numbers them
	Severity  source.Severity // unless the profile moves it
	Title     string          // what it checks, in a few words
	Explain   string          // what it means and how to mend a finding
	Tolerance string          // what still counts as equal; "" where nothing is compared
	Source    string          // the document it rests on
	From      record.Stage    // the stage at which it begins; "" means always
	Spared    bool            // transcribed reports are spared
	run       func(*pass)
}

// Rules lists every rule in the order of their ids.
func Rules() []Rule {
	return []Rule{ruleC2, ruleC3, ruleC4, ruleC5, ruleC6, ruleC17, ruleC19, ruleC46, ruleC52}
}

// Run checks one report and returns its domain findings, sorted.
func Run(r *record.Report, s *metric.Set) []source.Finding {
	var out []source.Finding
	for _, rule := range Rules() {
		if !rule.applies(stageOf(r)) {
			continue
		}
		p := &pass{Report: r, Figures: s, rule: rule, severity: severityOf(rule, r.Rules)}
		rule.run(p)
		out = append(out, p.found...)
	}
	source.Sort(out)
	return out
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
	return record.Stage(r.Stage.Value)
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
		switch p.Severity[r.ID].Value {
		case "error":
			return source.Error
		case "warning":
			return source.Warning
		case "info":
			return source.Info
		}
	}
	return r.Severity
}

// pass is one rule looking at one report.
type pass struct {
	*record.Report
	Figures  *metric.Set
	rule     Rule
	severity source.Severity
	found    []source.Finding
}

// add records a finding of the rule at its own severity.
func (p *pass) add(f source.Finding) { p.addAs(p.severity, f) }

// addAs records a finding at a severity that differs from the rule's, for rules
// that tell a rounding tail from a fault.
func (p *pass) addAs(s source.Severity, f source.Finding) {
	f.Rule, f.Kind, f.Severity = p.rule.ID, source.Domain, s
	p.found = append(p.found, f)
}

// milder is the severity one step below the rule's own.
func (p *pass) milder() source.Severity {
	if p.severity == source.Info {
		return source.Info
	}
	return p.severity + 1
}

// place is where a figure was written, or where the file begins if it was
// computed.
func (p *pass) place(f *metric.Figure) source.Place {
	switch o := f.Origin.(type) {
	case metric.Input:
		return o.Place
	case metric.Stated:
		return o.Place
	}
	return source.Place{File: p.File, Line: 1, Column: 1}
}

// related names the places of figures.
func related(fs []*metric.Figure) []source.Related {
	var out []source.Related
	for _, f := range fs {
		if in, ok := f.Origin.(metric.Input); ok {
			out = append(out, source.Related{Place: in.Place, Message: f.Label + " " + f.Shown() + f.Unit})
		}
	}
	return out
}

// projectName is the project's name, or its id where the name is missing.
func projectName(p *record.Project) string {
	if p.Name.Set && strings.TrimSpace(p.Name.Value) != "" {
		return p.Name.Value
	}
	return p.ID
}
