package site

import (
	"mingbai/internal/metric"
	"mingbai/internal/source"
)

// DiffResult is the JSON of mingbai diff.
type DiffResult struct {
	Schema   string       `json:"schema"`
	From     diffSide     `json:"from"`
	To       diffSide     `json:"to"`
	Reports  diffReports  `json:"reports"`
	Figures  []diffFigure `json:"figures"`
	Findings diffFindings `json:"findings"`
}

type diffSide struct {
	Revision string `json:"revision"` // "" for the files as they are
	Commit   string `json:"commit"`
}

type diffReports struct {
	Added   []diffReport `json:"added"`
	Removed []diffReport `json:"removed"`
}

type diffReport struct {
	Key        string `json:"key"`
	Department string `json:"department"`
	Year       int    `json:"year"`
	Figures    int    `json:"figures"`
}

type diffFigure struct {
	Report     string       `json:"report"`
	Department string       `json:"department"`
	Key        string       `json:"key"`
	Label      string       `json:"label"`
	Project    string       `json:"project"`
	Before     *diffValue   `json:"before"` // null where there was none
	After      *diffValue   `json:"after"`
	Difference string       `json:"difference"`
	Origin     string       `json:"origin"` // input, computed
	File       string       `json:"file"`
	Line       int          `json:"line"`
	Column     int          `json:"column"`
	Formula    *diffFormula `json:"formula"` // null where it is the same
	Why        []diffCause  `json:"why"`
}

type diffValue struct {
	Status string `json:"status"`
	Shown  string `json:"shown"`
	Unit   string `json:"unit"`
	Reason string `json:"reason"`
}

type diffFormula struct {
	Before string `json:"before"`
	After  string `json:"after"`
}

type diffCause struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Before string `json:"before"`
	After  string `json:"after"`
}

type diffFindings struct {
	Appeared []findingJSON `json:"appeared"`
	Went     []findingJSON `json:"went"`
}

// DiffJSON is a diff in the contract's shape.
func DiffJSON(d *Diff) DiffResult {
	out := DiffResult{
		Schema: "mingbai.diff/1", From: diffSide{d.From.Name, d.From.Commit}, To: diffSide{d.To.Name, d.To.Commit},
		Reports: diffReports{reportsJSON(d.Added), reportsJSON(d.Removed)}, Figures: []diffFigure{},
		Findings: diffFindings{findingsJSON(d.Appeared), findingsJSON(d.Went)},
	}
	if d.To.Commit == "" {
		out.To.Revision = ""
	}
	for i := range d.Changes {
		c := &d.Changes[i]
		f := diffFigure{
			Report: c.Report.Key, Department: c.Report.Department, Key: c.Key, Label: c.Label, Project: c.Project,
			Before: valueJSON(c.Before), After: valueJSON(c.After), Difference: c.Moved(), Origin: "computed", Why: []diffCause{},
		}
		if c.Input {
			f.Origin, f.File, f.Line, f.Column = "input", c.Place.File, c.Place.Line, c.Place.Column
		}
		if c.Formula != [2]string{} {
			f.Formula = &diffFormula{c.Formula[0], c.Formula[1]}
		}
		for _, w := range c.Why {
			f.Why = append(f.Why, diffCause(w))
		}
		out.Figures = append(out.Figures, f)
	}
	return out
}

func reportsJSON(rs []DiffReport) []diffReport {
	out := []diffReport{}
	for _, r := range rs {
		out = append(out, diffReport(r))
	}
	return out
}

func findingsJSON(fs []source.Finding) []findingJSON {
	out := []findingJSON{}
	for i := range fs {
		out = append(out, jsonOf(&fs[i]))
	}
	return out
}

func valueJSON(f *metric.Figure) *diffValue {
	if f == nil {
		return nil
	}
	return &diffValue{f.Status(), f.Shown(), f.Unit, f.Reason()}
}
