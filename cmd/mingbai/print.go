package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

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
			fmt.Fprintf(a.stdout, "    原文 %s　%s %s　相差 %s\n", f.Measured(f.Stated), site.Versus(f.Rule), f.Measured(f.Computed), difference(f))
		}
		if f.Hint != "" {
			fmt.Fprintf(a.stdout, "    改法：%s\n", oneLine(f.Hint))
		}
	}
}

// printGrouped lists findings by file, each with its place and the line it is
// about.
func (a *app) printGrouped(in *site.Inspection) {
	file := ""
	for i, f := range in.Findings {
		if f.Place.File != file {
			if i > 0 {
				fmt.Fprintln(a.stdout)
			}
			file = f.Place.File
		}
		label := f.Severity.Label()
		if f.Accepted != nil {
			label = "已说明"
		}
		fmt.Fprintf(a.stdout, "%s %s %s %s\n", a.where(f.Place), label, f.Rule, oneLine(f.Message))
		a.printLine(in, f)
		if f.Stated != "" && f.Computed != "" && f.Difference != "" {
			fmt.Fprintf(a.stdout, "    原文 %s　%s %s　相差 %s\n", f.Measured(f.Stated), site.Versus(f.Rule), f.Measured(f.Computed), difference(f))
		}
		for _, r := range f.Related[:min(len(f.Related), mostRelated)] {
			fmt.Fprintf(a.stdout, "    对照 %s %s\n", a.where(r.Place), oneLine(r.Message))
		}
		if n := len(f.Related); n > mostRelated {
			fmt.Fprintf(a.stdout, "    对照还有%d处，见 --format json\n", n-mostRelated)
		}
		if x := f.Accepted; x != nil {
			fmt.Fprintf(a.stdout, "    说明：%s（%s，%s；%s）\n", oneLine(x.Reason), oneLine(x.Who), x.Date, a.where(x.Place))
			continue
		}
		if f.Hint != "" {
			fmt.Fprintf(a.stdout, "    改法：%s\n", oneLine(f.Hint))
		}
	}
}

// mostRelated is how many other places a finding in text names.
const mostRelated = 3

// lineWidth is how much of a line is shown, in columns of a terminal.
const lineWidth = 100

// printLine prints the line that a finding is about, with a mark below the place.
func (a *app) printLine(in *site.Inspection, f source.Finding) {
	line, ok := in.Line(f.Place)
	if !ok || f.Place.Column < 1 || strings.TrimSpace(line) == "" {
		return
	}
	text, at := window([]rune(line), f.Place.Column-1)
	number := fmt.Sprint(f.Place.Line)
	fmt.Fprintf(a.stdout, "    %s │ %s\n    %s │ %s^\n", number, string(text), strings.Repeat(" ", len(number)), strings.Repeat(" ", columns(text[:at])))
}

// window cuts a long line around the character at that index, and drops what a
// terminal would act on.
func window(line []rune, at int) ([]rune, int) {
	at = min(at, len(line))
	clean := make([]rune, len(line))
	for i, r := range line {
		if clean[i] = r; r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			clean[i] = ' '
		}
	}
	from, to := 0, len(clean)
	for columns(clean[from:at]) > lineWidth/2 {
		from++
	}
	for columns(clean[from:to]) > lineWidth {
		to--
	}
	out := clean[from:to:to]
	shift := at - from
	if to < len(clean) {
		out = append(out, '…')
	}
	if from > 0 {
		out, shift = append([]rune{'…'}, out...), shift+1
	}
	return out, shift
}

// columns is how many columns of a terminal a text takes: wide characters take
// two.
func columns(text []rune) int {
	n := 0
	for _, r := range text {
		switch {
		case r >= 0x300 && r <= 0x36f || r >= 0xfe00 && r <= 0xfe0f || r >= 0x200b && r <= 0x200f:
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide reports whether a character is shown in two columns where Chinese is read:
// hanzi and the marks that go with them.
func wide(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3, r >= 0xf900 && r <= 0xfaff,
		r >= 0xfe30 && r <= 0xfe6f, r >= 0xff00 && r <= 0xff60, r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return true
	}
	return strings.ContainsRune("“”‘’…—·≥≤×÷±①②③④⑤⑥⑦⑧⑨⑩★☆", r)
}

func difference(f source.Finding) string {
	if f.Unit == "%" {
		return f.Difference + "个百分点"
	}
	return f.Difference + f.Unit
}

// oneLine keeps a text of the content from starting a line of its own or reaching
// the terminal's controls.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r):
			return '\ufffd'
		}
		return r
	}, s)
}

// where prints a place so that a terminal can open it: with the root before it.
func (a *app) where(p source.Place) string {
	if rest, ok := strings.CutPrefix(p.File, "layouts/"); ok {
		p.File = filepath.ToSlash(filepath.Join(a.layouts, rest))
		return oneLine(p.String())
	}
	p.File = filepath.ToSlash(filepath.Join(a.content, p.File))
	return oneLine(p.String())
}

func (a *app) printSummary(in *site.Inspection) {
	fs := in.Findings
	since, none := "", "没有发现问题"
	if a.since != "" {
		since, none = "相对"+a.since+"，", "没有新的问题"
	}
	if len(fs) == 0 {
		fmt.Fprintf(a.stdout, "核对了%d份报告，%s%s。\n", in.Reports, since, none)
		return
	}
	what := "发现"
	if a.since != "" {
		what = "新出现"
	}
	fmt.Fprintf(a.stdout, "\n核对了%d份报告，%s%s%s。\n", in.Reports, since, what, countText(fs))
}

// countText counts findings by severity: 差错1处、提醒3处. Accepted ones are counted
// apart.
func countText(fs []source.Finding) string {
	var n [4]int
	for _, f := range fs {
		if f.Accepted != nil {
			n[3]++
			continue
		}
		n[f.Severity]++
	}
	var parts []string
	for i, count := range n {
		label := "已说明"
		if i < 3 {
			label = source.Severity(i).Label()
		}
		if count > 0 {
			parts = append(parts, fmt.Sprintf("%s%d处", label, count))
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
	fmt.Fprintf(a.stdout, "%s%s %s　[%s]\n", indent, f.Label, f.WithUnit(), f.Key)
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
	if o.Place.File != "" {
		fmt.Fprintf(a.stdout, "%s规则：%s\n", in, a.where(o.Place))
	}
	a.explainInputs(w, o.Inputs, in, seen)
}

// explainInputs prints each figure's tree once; a second mention is one line.
func (a *app) explainInputs(w *site.World, fs []*metric.Figure, indent string, seen map[string]bool) {
	for _, f := range fs {
		if seen[f.Key] {
			fmt.Fprintf(a.stdout, "%s%s %s　[%s]（见上）\n", indent, f.Label, f.WithUnit(), f.Key)
			continue
		}
		seen[f.Key] = true
		a.explainFigure(w, f, indent, seen)
	}
}
