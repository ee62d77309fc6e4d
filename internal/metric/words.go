package metric

import (
	"strconv"
	"strings"

	"mingbai/internal/money"
)

// Part is a piece of a formula as people read it. Figure is set where Text is
// that figure as published, so that a page can link it.
type Part struct {
	Text   string
	Figure *Figure
}

// plain is the text of the parts.
func plain(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// cutAt is the number of decimals shown of an endless decimal.
const cutAt = 6

// spelledOut is the number of projects up to which a sum is written in full.
const spelledOut = 20

// inexact is put behind arithmetic whose operands are printed rounded.
const inexact = "（按未舍入的值计算）"

// FormulaLabels is the formula of f in labels: 实际支出 ÷ 全年预算数. It is nil
// where f was not computed, or its formula has a fault.
func (s *Set) FormulaLabels(f *Figure) []Part {
	d := s.definition(f)
	if _, ok := f.Origin.(Computed); !ok || d == nil || d.root == nil {
		return nil
	}
	return writeFormula(d.root, labelTerms{s.c, d.scope, s.env.basis})
}

// FormulaFigures is the formula of f in figures, with its exact result cut after
// six decimals: 498.31 ÷ 526.87 = 0.945793…
func (s *Set) FormulaFigures(f *Figure) []Part {
	d := s.definition(f)
	if _, ok := f.Origin.(Computed); !ok || d == nil || d.root == nil {
		return nil
	}
	t := &figureTerms{set: s, f: f, units: unitsDiffer(f)}
	w := &writer{terms: t}
	if d.root.op == opCount {
		w.counted(d.root)
	} else {
		w.expr(d.root, 0)
	}
	w.op(" = ")
	text, isShown := resultText(f)
	if isShown {
		w.add(Part{text, f})
	} else {
		w.text(text)
	}
	if t.units && f.Kind() == "amount" && f.OK() {
		w.text(f.Unit)
	}
	if t.rounded && f.OK() {
		w.text(inexact)
	}
	return w.parts
}

// printsExactly reports whether Shown loses nothing of the value.
func printsExactly(f *Figure) bool {
	n, ok := f.InUnit()
	if !ok {
		return true
	}
	for range f.Digits {
		n = n.Mul(money.Int(10))
	}
	return n.IsInt()
}

// resultText is what stands behind the equals sign; isShown tells that it is the
// figure as published.
func resultText(f *Figure) (text string, isShown bool) {
	ratio := f.Kind() == "ratio"
	if !f.OK() || !ratio && printsExactly(f) {
		return f.Shown(), true
	}
	n, _ := f.Exact()
	if !ratio {
		n, _ = f.InUnit()
	}
	if text, ok := n.Exact(); ok {
		if _, decimals, _ := strings.Cut(text, "."); len(decimals) <= cutAt {
			return text, false
		}
	}
	return n.Truncated(cutAt) + "…", false
}

// unitsDiffer reports whether the formula's sums of money are published in
// different units, so that the arithmetic must name them.
func unitsDiffer(f *Figure) bool {
	unit := ""
	for _, in := range append([]*Figure{f}, f.Inputs()...) {
		if in.Kind() != "amount" {
			continue
		}
		if unit != "" && in.Unit != unit {
			return true
		}
		unit = in.Unit
	}
	return false
}

// terms writes what a formula is made of.
type terms interface {
	ref(w *writer, r ref)
	each(w *writer, r ref, sep string) // all projects' values, with sep between them
	list(r ref) bool                   // whether each writes more than a phrase
	param(n *node) string
	count(n *node) string
}

// labelTerms writes labels.
type labelTerms struct {
	c     *Catalogue
	scope scope  // of the metric whose formula it is
	basis string // the report's own word for its budget; "" for none, or no report
}

func (t labelTerms) ref(w *writer, r ref) {
	label := t.c.label(r, t.basis)
	if r.to == toReport && t.scope == ofProject {
		for _, d := range t.c.project {
			if d.label == label { // both would read the same
				label = reportPrefix + label
				break
			}
		}
	}
	w.text(label)
}

func (t labelTerms) each(w *writer, r ref, _ string) { w.text("各项目" + t.c.label(r, t.basis)) }
func (t labelTerms) list(ref) bool                   { return false }
func (t labelTerms) param(n *node) string            { return n.text }
func (t labelTerms) count(n *node) string {
	if n.op == opProjects {
		return "计数（项目）"
	}
	return "计数（填报了" + t.c.label(n.ref, t.basis) + "的项目）"
}

// figureTerms writes figures.
type figureTerms struct {
	set     *Set
	f       *Figure // whose formula it is
	units   bool    // sums of money are printed with their unit
	rounded bool    // set when one was printed that is rounded
}

func (t *figureTerms) figure(r ref) *Figure {
	if r.to == toReport {
		return t.set.report[r.i]
	}
	return t.set.Project(t.f.Project, t.set.c.project[r.i].key)
}

func (t *figureTerms) ref(w *writer, r ref) { t.write(w, t.figure(r)) }

func (t *figureTerms) write(w *writer, f *Figure) {
	shown := f.Shown()
	negative := strings.HasPrefix(shown, "-")
	if negative {
		w.open("")
	}
	w.add(Part{shown, f})
	if t.units && f.Kind() == "amount" && f.OK() {
		w.text(f.Unit)
	}
	if negative {
		w.close()
	}
	t.rounded = t.rounded || !printsExactly(f)
}

func (t *figureTerms) each(w *writer, r ref, sep string) {
	n := len(t.set.projects)
	for i, figures := range t.set.projects {
		if n > spelledOut && i >= spelledOut/2 && i < n-1 {
			if i == spelledOut/2 {
				w.op(sep)
				w.text("…")
			}
			continue
		}
		if i > 0 {
			w.op(sep)
		}
		t.write(w, figures[r.i])
	}
	if n > spelledOut {
		w.text("（共" + strconv.Itoa(n) + "项）")
	}
	if n == 0 {
		w.text(textUndefined)
	}
}

func (t *figureTerms) list(ref) bool { return len(t.set.projects) > 1 }

func (t *figureTerms) param(n *node) string { return n.num.String() }

func (t *figureTerms) count(n *node) string { return strconv.Itoa(t.set.env.count(n)) }
