package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sort"

	"mingbai/internal/publish"
	"mingbai/internal/source"
)

// Tool is the program's name and version as the manifest and mingbai version
// print it.
const Tool = "mingbai 0.1.0"

// CheckResult is the JSON of mingbai check and of a report's findings.json.
type CheckResult struct {
	Schema   string        `json:"schema"`
	Summary  checkSummary  `json:"summary"`
	Findings []findingJSON `json:"findings"`
}

type checkSummary struct {
	Error    int `json:"error"`
	Warning  int `json:"warning"`
	Info     int `json:"info"`
	Accepted int `json:"accepted"`
}

type findingJSON struct {
	Rule       string        `json:"rule"`
	Severity   string        `json:"severity"`
	Kind       string        `json:"kind"`
	File       string        `json:"file"`
	Line       int           `json:"line"`
	Column     int           `json:"column"`
	Key        string        `json:"key"`
	Message    string        `json:"message"`
	Stated     string        `json:"stated"`
	Computed   string        `json:"computed"`
	Difference string        `json:"difference"`
	Unit       string        `json:"unit"`
	Hint       string        `json:"hint"`
	Related    []relatedJSON `json:"related"`
	Accepted   *acceptedJSON `json:"accepted"`
}

// acceptedJSON is why a reviewer let a finding stand.
type acceptedJSON struct {
	Reason string `json:"reason"`
	Who    string `json:"who"`
	Date   string `json:"date"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
}

type relatedJSON struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Message string `json:"message"`
}

// CheckJSON is the findings in the contract's shape, sorted.
func CheckJSON(fs []source.Finding) CheckResult {
	source.Sort(fs)
	out := CheckResult{Schema: "mingbai.check/1", Findings: []findingJSON{}}
	for _, f := range fs {
		out.Summary.count(&f)
		out.Findings = append(out.Findings, jsonOf(&f))
	}
	return out
}

// count adds a finding; an accepted one counts as nothing else.
func (s *checkSummary) count(f *source.Finding) {
	switch {
	case f.Accepted != nil:
		s.Accepted++
	case f.Severity == source.Error:
		s.Error++
	case f.Severity == source.Warning:
		s.Warning++
	case f.Severity == source.Info:
		s.Info++
	}
}

func jsonOf(f *source.Finding) findingJSON {
	rel := []relatedJSON{}
	for _, r := range f.Related {
		rel = append(rel, relatedJSON{r.Place.File, r.Place.Line, r.Place.Column, r.Message})
	}
	out := findingJSON{
		Rule: f.Rule, Severity: f.Severity.String(), Kind: f.Kind.String(),
		File: f.Place.File, Line: f.Place.Line, Column: f.Place.Column,
		Key: f.Key, Message: f.Message, Stated: f.Stated, Computed: f.Computed,
		Difference: f.Difference, Unit: f.Unit, Hint: f.Hint, Related: rel,
	}
	if a := f.Accepted; a != nil {
		out.Accepted = &acceptedJSON{a.Reason, a.Who, a.Date, a.Place.File, a.Place.Line, a.Place.Column}
	}
	return out
}

// encode writes JSON for publication: UTF-8 as it is, one blank of indent, LF.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

type manifestFile struct {
	Schema  string          `json:"schema"`
	Tool    string          `json:"tool"`
	Commit  string          `json:"commit"`
	Content string          `json:"content"`
	Files   []manifestEntry `json:"files"`
}

type manifestEntry struct {
	Path   string `json:"path"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
}

// manifest lists the published files; it is compact, so that it begins as
// publish.Check expects.
func manifest(commit, content string, files []publish.File) ([]byte, error) {
	m := manifestFile{Schema: "mingbai.manifest/1", Tool: Tool, Commit: commit, Content: content, Files: []manifestEntry{}}
	for _, f := range files {
		sum := sha256.Sum256(f.Data)
		m.Files = append(m.Files, manifestEntry{f.Path, len(f.Data), hex.EncodeToString(sum[:])})
	}
	sort.Slice(m.Files, func(i, j int) bool { return m.Files[i].Path < m.Files[j].Path })
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(m)
	return b.Bytes(), err
}

// HasBroken reports whether a finding is broken input, which stops a build.
func HasBroken(fs []source.Finding) bool { return source.HasBroken(fs) }

// Failed reports whether check must exit 1: broken input, or a domain finding of
// that severity or a graver one that nobody accepted. Level none lets every domain
// finding pass.
func Failed(fs []source.Finding, level string) bool {
	for _, f := range fs {
		switch {
		case f.Kind == source.Broken:
			return true
		case f.Accepted != nil || level == "none":
		case f.Severity == source.Error, f.Severity == source.Warning && level == "warning":
			return true
		}
	}
	return false
}
