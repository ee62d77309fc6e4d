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
	if _, ok := f.Origin.(Computed); !ok {
		return nil
	}
	switch d := f.def; {
	case f.how != nil:
		return f.how.labels()
	case d == nil || d.root == nil || d.faulty:
		return nil
	default:
		return writeFormula(d.root, labelTerms{s.c, d.scope, s.env, s.recordOf(f.Project) - 1})
	}
}

// FormulaFigures is the formula of f in figures, with its exact result cut after
// six decimals: 498.31 ÷ 526.87 = 0.945793…
func (s *Set) FormulaFigures(f *Figure) []Part {
	if _, ok := f.Origin.(Computed); !ok {
		return nil
	}
	if f.how != nil {
		return f.how.figures(f)
	}
	d := f.def
	if d == nil || d.root == nil || d.faulty {
		return nil
	}
	t := &figureTerms{set: s, f: f, p: s.recordOf(f.Project) - 1, units: unitsDiffer(f)}
	w := &writer{terms: t}
	switch d.root.op {
	case opCount:
		w.counted(d.root)
	case opGrade:
		w.expr(d.root.args[0], 0)
		w.text(" 分，定为")
		w.add(Part{f.Shown(), f})
		return w.parts
	default:
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
	each(w *writer, r ref, sep string) // all values of a list, with sep between them
	list(r ref) bool                   // whether each writes more than a phrase
	param(n *node) string
	count(n *node) string
}

// labelTerms writes labels.
type labelTerms struct {
	c     *Catalogue
	scope scope // of the metric whose formula it is
	env   *env  // of the report, nil for none
	p     int   // the project, −1 for the report
}

func (t labelTerms) label(r ref) string {
	switch {
	case t.env != nil:
		return t.env.label(r, t.p)
	case r.to == toLast:
		return "上年" + t.c.defs(t.scope)[r.i].label
	case r.to == toList:
		return columns()[r.i].label
	}
	return t.c.label(r, "")
}

func (t labelTerms) ref(w *writer, r ref) {
	label := t.label(r)
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

func (t labelTerms) each(w *writer, r ref, _ string) { w.text(t.every(r)) }
func (t labelTerms) list(ref) bool                   { return false }
func (t labelTerms) param(n *node) string            { return n.text }

// every names a column of a list, or a figure of every project.
func (t labelTerms) every(r ref) string {
	switch r.to {
	case toEach:
		return "各项目" + t.label(r)
	case toEvaluated:
		return "各参评项目" + t.label(r)
	}
	return t.label(r)
}

func (t labelTerms) count(n *node) string {
	switch {
	case n.ref.to == toAssessed:
		return "计数（参评的项目）"
	case n.op == opProjects:
		return "计数（项目）"
	case n.ref.to == toList:
		return "计数（" + t.label(n.ref) + "）"
	case n.ref.to == toEvaluated:
		return "计数（填报了" + t.label(n.ref) + "的参评项目）"
	}
	return "计数（填报了" + t.label(n.ref) + "的项目）"
}

// figureTerms writes figures.
type figureTerms struct {
	set     *Set
	f       *Figure // whose formula it is
	p       int     // its project, −1 for the report
	units   bool    // sums of money are printed with their unit
	rounded bool    // set when one was printed that is rounded
}

func (t *figureTerms) figure(r ref) *Figure {
	s := t.set
	switch r.to {
	case toReport:
		return s.records[0].metrics[r.i]
	case toProject:
		return s.records[t.p+1].metrics[r.i]
	case toItem:
		return s.records[t.p+1].items[r.i]
	case toReportItem:
		return s.records[0].items[r.i]
	case toLast:
		key := s.env.c.lastDef(r, t.p).key
		for _, in := range t.f.Inputs() {
			if in.Metric == key && !strings.HasPrefix(in.Key, s.ID+"/") {
				return in
			}
		}
	}
	return nil
}

func (t *figureTerms) ref(w *writer, r ref) {
	if f := t.figure(r); f != nil {
		t.write(w, f)
		return
	}
	w.text(textUndefined)
}

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

// members are the figures of a list, or of every project; taken says which of
// them the list turns the sign of.
func (t *figureTerms) members(r ref) (out []*Figure, taken []bool) {
	s := t.set
	switch r.to {
	case toList:
		c := &s.env.records[t.p+1].columns[r.i]
		for i, f := range c.figures {
			n, ok := money.Number{}, false
			if f != nil {
				n, ok = f.Exact()
			}
			out = append(out, f)
			taken = append(taken, ok && n.Sign()*c.values[i].n.Sign() < 0)
		}
		return out, taken
	case toEach, toEvaluated:
		for i := range s.ids {
			if r.to == toEach || s.env.records[i+1].evaluated {
				out = append(out, s.records[i+1].metrics[r.i])
			}
		}
	}
	return out, make([]bool, len(out))
}

func (t *figureTerms) each(w *writer, r ref, sep string) {
	figures, taken := t.members(r)
	n := len(figures)
	size := r.to == toList && columns()[r.i].size
	for i, f := range figures {
		if n > spelledOut && i >= spelledOut/2 && i < n-1 {
			if i == spelledOut/2 {
				w.op(sep)
				w.text("…")
			}
			continue
		}
		switch {
		case taken[i] && !size && sep == " + ":
			w.op(" − ")
		case i > 0:
			w.op(sep)
		}
		switch {
		case f == nil && r.to == toList && r.i == colWeight: // of the execution, which no row gives
			w.text(t.set.env.records[t.p+1].columns[r.i].values[i].n.String())
		case f == nil:
			w.text(textUndefined)
		case taken[i] && size:
			w.open("绝对值")
			t.write(w, f)
			w.close()
		default:
			rounded := t.rounded
			t.write(w, f)
			if r.to == toList && r.i <= colPoints {
				t.rounded = rounded // scores are added as they are published
			}
		}
	}
	if n > spelledOut {
		w.text("（共" + strconv.Itoa(n) + "项）")
	}
	if n == 0 {
		w.text(textUndefined)
	}
}

func (t *figureTerms) list(r ref) bool {
	figures, _ := t.members(r)
	return len(figures) > 1
}

func (t *figureTerms) param(n *node) string {
	if n.weight {
		return t.set.env.records[t.p+1].scoring.execution.weight.String()
	}
	return n.num.String()
}

func (t *figureTerms) count(n *node) string { return strconv.Itoa(t.set.env.count(n, t.p)) }
