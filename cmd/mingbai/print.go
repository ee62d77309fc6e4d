package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/site"
	"mingbai/internal/source"
)

// printFindings lists findings as text, each with its place.
func (a *app) printFindings(fs []source.Finding) {
	source.Sort(fs)
	for _, f := range fs {
		fmt.Fprintf(a.stdout, "%s %s %s %s\n", a.where(f.Place), f.Severity.Label(), f.Rule, oneLine(f.Message))
		if f.Stated != "" && f.Computed != "" && f.Difference != "" {
			fmt.Fprintf(a.stdout, "    原文 %s　重算 %s　相差 %s\n", measured(f.Stated, f.Unit), measured(f.Computed, f.Unit), difference(f))
		}
		if f.Hint != "" {
			fmt.Fprintf(a.stdout, "    改法：%s\n", f.Hint)
		}
	}
}

// measured prints a compared value with its unit, once.
func measured(s, unit string) string {
	if strings.HasSuffix(s, unit) || unit == "%" {
		return s
	}
	return s + unit
}

func difference(f source.Finding) string {
	if f.Unit == "%" {
		return f.Difference + "个百分点"
	}
	return f.Difference + f.Unit
}

func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// where prints a place so that a terminal can open it: with the root before it.
func (a *app) where(p source.Place) string {
	if rest, ok := strings.CutPrefix(p.File, "layouts/"); ok {
		p.File = filepath.ToSlash(filepath.Join(a.layouts, rest))
		return p.String()
	}
	p.File = filepath.ToSlash(filepath.Join(a.content, p.File))
	return p.String()
}

func (a *app) printSummary(w *site.World, fs []source.Finding) {
	if len(fs) == 0 {
		fmt.Fprintf(a.stdout, "核对了%d份报告，没有发现问题。\n", w.ReportCount())
		return
	}
	fmt.Fprintf(a.stdout, "\n核对了%d份报告，发现%s。\n", w.ReportCount(), countText(fs))
}

// countText counts findings by severity: 差错1处、提醒3处.
func countText(fs []source.Finding) string {
	var n [3]int
	for _, f := range fs {
		n[f.Severity]++
	}
	var parts []string
	for s, count := range n {
		if count > 0 {
			parts = append(parts, fmt.Sprintf("%s%d处", source.Severity(s).Label(), count))
		}
	}
	if len(parts) == 0 {
		return "问题0处"
	}
	return strings.Join(parts, "、")
}

// writeJSON prints a value as JSON: two blanks of indent, no HTML escapes.
func (a *app) writeJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := a.stdout.Write(b.Bytes())
	return err
}

// printExplanation prints how a figure came about, down to the TOML lines.
func (a *app) printExplanation(w *site.World, f *metric.Figure) {
	a.explainFigure(w, f, "", map[string]bool{})
}

func (a *app) explainFigure(w *site.World, f *metric.Figure, indent string, seen map[string]bool) {
	fmt.Fprintf(a.stdout, "%s%s %s　[%s]\n", indent, f.Label, shownWithUnit(f), f.Key)
	in := indent + "  "
	if why := f.Reason(); why != "" {
		fmt.Fprintf(a.stdout, "%s原因：%s\n", in, why)
	}
	switch o := f.Origin.(type) {
	case metric.Input:
		if f.Status() == "ok" {
			fmt.Fprintf(a.stdout, "%s填报：%s\n", in, a.where(o.Place))
		}
	case metric.Stated:
		fmt.Fprintf(a.stdout, "%s原文：%s\n", in, a.where(o.Place))
		a.explainInputs(w, []*metric.Figure{o.Of}, in, seen)
	case metric.Computed:
		a.explainComputed(w, f, o, in, seen)
	}
}

func (a *app) explainComputed(w *site.World, f *metric.Figure, o metric.Computed, in string, seen map[string]bool) {
	if labels, figures, ok := w.Formula(f); ok {
		fmt.Fprintf(a.stdout, "%s公式：%s\n", in, labels)
		if figures != "" {
			fmt.Fprintf(a.stdout, "%s计算：%s\n", in, figures)
		}
	}
	if o.Basis != "" {
		fmt.Fprintf(a.stdout, "%s依据：%s\n", in, o.Basis)
	}
	if f.Note != "" {
		fmt.Fprintf(a.stdout, "%s说明：%s\n", in, f.Note)
	}
	fmt.Fprintf(a.stdout, "%s规则：%s\n", in, a.where(o.Place))
	a.explainInputs(w, o.Inputs, in, seen)
}

// explainInputs prints each figure's tree once; a second mention is one line.
func (a *app) explainInputs(w *site.World, fs []*metric.Figure, indent string, seen map[string]bool) {
	for _, f := range fs {
		if seen[f.Key] {
			fmt.Fprintf(a.stdout, "%s%s %s　[%s]（见上）\n", indent, f.Label, shownWithUnit(f), f.Key)
			continue
		}
		seen[f.Key] = true
		a.explainFigure(w, f, indent, seen)
	}
}

// shownWithUnit prints a figure with its unit; a ratio carries its own.
func shownWithUnit(f *metric.Figure) string {
	if f.Unit == "%" || f.Status() != "ok" {
		return f.Shown()
	}
	return f.Shown() + f.Unit
}
