package main

import (
	"strings"

	rules "mingbai/internal/check"
	"mingbai/internal/site"
	"mingbai/internal/source"
)

// The parts of SARIF 2.1.0 that are written.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string       `json:"id"`
		Short   *sarifText   `json:"shortDescription,omitempty"`
		Full    *sarifText   `json:"fullDescription,omitempty"`
		Help    *sarifText   `json:"help,omitempty"`
		Default *sarifConfig `json:"defaultConfiguration,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Prints       map[string]string `json:"partialFingerprints"`
		Suppressions []sarifSuppressed `json:"suppressions,omitempty"`
		Properties   map[string]string `json:"properties,omitempty"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
		Message  *sarifText    `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn"`
	}
	sarifSuppressed struct {
		Kind          string         `json:"kind"`
		Status        string         `json:"status"`
		Justification string         `json:"justification"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
)

// sarif is the log that code scanning reads. All rules are in it; an accepted
// difference is suppressed, with its reason.
func (a *app) sarif(fs []source.Finding) sarifLog {
	name, version, _ := strings.Cut(site.Tool, " ")
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: name, Version: version}
	index := map[string]int{}
	add := func(r rules.Rule) {
		if _, known := index[r.ID]; known {
			return
		}
		index[r.ID] = len(run.Tool.Driver.Rules)
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(r))
	}
	for _, r := range rules.Rules() {
		add(r)
	}
	names := prints(fs)
	for i := range fs {
		add(rules.Rule{ID: fs[i].Rule})
		run.Results = append(run.Results, a.sarifResult(&fs[i], index[fs[i].Rule], names[i]))
	}
	return sarifLog{Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run}}
}

func sarifRuleOf(r rules.Rule) sarifRule {
	out := sarifRule{ID: r.ID}
	if r.Title == "" {
		return out
	}
	out.Short, out.Full = &sarifText{r.Title}, &sarifText{r.Explain}
	help := r.Explain
	if r.Tolerance != "" {
		help += "\n允许的差：" + r.Tolerance
	}
	out.Help = &sarifText{help + "\n依据：" + r.Source}
	out.Default = &sarifConfig{sarifLevel(r.Severity)}
	return out
}

func sarifLevel(s source.Severity) string { return [...]string{"error", "warning", "note"}[s] }

func (a *app) sarifResult(f *source.Finding, rule int, fingerprint string) sarifResult {
	message := f.Message
	if f.Hint != "" {
		message += "\n改法：" + f.Hint
	}
	out := sarifResult{
		RuleID: f.Rule, RuleIndex: rule, Level: sarifLevel(f.Severity), Message: sarifText{message},
		Locations: []sarifLocation{a.sarifLocation(f.Place)}, Prints: map[string]string{"mingbai/v1": fingerprint},
	}
	for i, r := range f.Related {
		l := a.sarifLocation(r.Place)
		id := i + 1
		l.ID, l.Message = &id, &sarifText{r.Message}
		out.Related = append(out.Related, l)
	}
	values := map[string]string{}
	for _, v := range [][2]string{{"key", f.Key}, {"stated", f.Stated}, {"computed", f.Computed}, {"difference", f.Difference}, {"unit", f.Unit}} {
		if v[1] != "" {
			values[v[0]] = v[1]
		}
	}
	if len(values) > 0 {
		out.Properties = values
	}
	if x := f.Accepted; x != nil {
		at := a.sarifLocation(x.Place)
		out.Suppressions = []sarifSuppressed{{"inSource", "accepted", x.Reason + "（" + x.Who + "，" + x.Date + "）", &at}}
	}
	return out
}

func (a *app) sarifLocation(p source.Place) sarifLocation {
	l := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{uri(a.path(p))}}}
	if p.Line > 0 {
		l.Physical.Region = &sarifRegion{p.Line, max(p.Column, 1)}
	}
	return l
}
