package metric

import (
	"slices"
	"strings"

	"mingbai/internal/source"
)

// maxBits bounds the numerators and denominators that a formula can lead to:
// formulas that multiply each other could otherwise grow without end.
const maxBits = 1 << 16

// listGrowth stands for the growth of a sum over many projects.
const listGrowth = 8

// size bounds a value by the bits of its numerator and of its denominator.
type size struct{ num, den int }

// inputSize holds any sum of money, which is a whole number of 分.
func inputSize() size { return size{num: 64} }

func (s size) capped() size { return size{min(s.num, 1<<24), min(s.den, 1<<24)} }

// sort puts the metrics in an order in which each can be computed, and reports
// circles and formulas that grow too far.
func (k *compiler) sort() {
	w := walk{k: k, state: map[*def]int{}}
	for _, d := range slices.Concat(k.c.report, k.c.project) {
		w.visit(d)
	}
	k.c.order = w.done
}

type walk struct {
	k     *compiler
	state map[*def]int // 0 not seen, 1 under way, 2 done
	path  []*def
	done  []*def
}

func (w *walk) visit(d *def) {
	w.state[d] = 1
	w.path = append(w.path, d)
	for _, u := range slices.Concat(d.uses, w.k.c.implied(d)) {
		next := w.k.c.target(u.ref)
		switch {
		case next == nil:
		case w.state[next] == 0:
			w.visit(next)
		case w.state[next] == 1:
			w.circle(d, next, u.at)
		}
	}
	w.path = w.path[:len(w.path)-1]
	w.state[d] = 2
	w.done = append(w.done, d)
	w.measure(d)
	w.k.c.settle(d)
}

// implied are the metrics that the scores of a record are made of: a formula that
// adds up scores comes after them.
func (c *Catalogue) implied(d *def) []use {
	if !slices.ContainsFunc(d.uses, func(u use) bool { return u.ref.to == toList && u.ref.i <= colPoints }) {
		return nil
	}
	var out []use
	for _, key := range []string{"spent", "budget", "execution_score"} {
		if next := c.find(d.scope, key); next != nil {
			r := ref{toReport, next.i}
			if d.scope == ofProject {
				r.to = toProject
			}
			out = append(out, use{ref: r})
		}
	}
	for i := range c.scoring.deduct {
		for _, u := range c.scoring.deduct[i].uses[d.scope] {
			out = append(out, use{ref: u.ref})
		}
	}
	return out
}

// settle notes when a metric has no value at all; those that it names are settled.
func (c *Catalogue) settle(d *def) {
	d.scores = len(c.implied(d)) > 0
	d.executes = d.root.has(func(n *node) bool { return n.op == opExecution || n.weight })
	d.formulaOptional = slices.ContainsFunc(d.uses, func(u use) bool { return c.mayLack(u.ref) })
	switch {
	case d.core:
	case d.field != nil:
		d.optional = d.scored || d.root == nil || d.formulaOptional
	default:
		d.optional = d.scored || d.executes || d.formulaOptional
	}
}

// has reports whether a formula holds such an operation.
func (n *node) has(such func(*node) bool) bool {
	return n != nil && (such(n) || slices.ContainsFunc(n.args, func(a *node) bool { return a.has(such) }))
}

// circle reports that d names next, which is already being computed for d.
func (w *walk) circle(d, next *def, at int) {
	ring := w.path[slices.Index(w.path, next):]
	var names []string
	var related []source.Related
	for _, r := range ring {
		names = append(names, "“"+r.key+"”")
		if r != d {
			related = append(related, source.Related{Place: r.formula.PlaceAt(0), Message: "“" + r.key + "”的公式：" + r.formula.Value})
		}
		r.faulty = true
	}
	names = append(names, "“"+next.key+"”")
	w.k.fault(d.formula.PlaceAt(at), "公式绕成了一圈："+strings.Join(names, " → "), "一个指标不能用自己来计算")
	w.k.findings[len(w.k.findings)-1].Related = related
}

func (w *walk) measure(d *def) {
	d.size = inputSize()
	if d.root == nil || d.faulty {
		return
	}
	s := w.k.c.size(d.root)
	if max(s.num, s.den) > maxBits {
		w.k.fault(d.formula.PlaceAt(0), "指标“"+d.key+"”的公式层层相乘，结果会长到无法计算", "请简化公式")
		d.faulty = true
		return
	}
	if d.kind != "amount" { // an amount that is no whole number of 分 is refused
		d.size = s
	}
}

// target is the metric that a reference names; nil for the projects themselves.
func (c *Catalogue) target(r ref) *def {
	switch r.to {
	case toReport:
		return c.report[r.i]
	case toProject, toEach, toEvaluated:
		return c.project[r.i]
	}
	return nil
}

// size bounds the value of n; the metrics that it names are measured.
func (c *Catalogue) size(n *node) size {
	switch n.op {
	case opNumber, opParam:
		return size{num: 64 + 4*len(n.text), den: 4 * len(n.text)}
	case opRef, opEach:
		if t := c.target(n.ref); t != nil {
			return t.size
		}
		if n.ref.to == toList { // sums of money, or points with a few decimals
			return size{128, 32}
		}
		return size{512, 512}
	case opCount, opProjects, opGrade, opCap:
		return inputSize()
	case opIf:
		x, y := c.size(n.args[1]), c.size(n.args[2])
		cond := c.size(n.args[0])
		return size{max(x.num, y.num, cond.num), max(x.den, y.den, cond.den)}
	}
	out := c.size(n.args[0])
	switch {
	case n.op == opSum:
		return size{out.num + listGrowth*out.den + 64, listGrowth * out.den}.capped()
	case n.op == opGiven:
		for _, a := range n.args[1:] {
			x := c.size(a)
			out = size{max(out.num+x.den, x.num+out.den) + 1, out.den + x.den}.capped()
		}
		return out
	case n.op == opAverage:
		w := c.size(n.args[len(n.args)-1])
		return size{listGrowth * (out.num + w.den), listGrowth * (out.den + w.num)}.capped()
	case n.op == opExecution:
		w := c.size(n.args[1])
		return size{out.num + w.den + 64, out.den + w.num + 64}.capped()
	case n.op == opRescaled:
		return size{out.num + 128, out.den + 128}
	case n.op == opRound:
		return size{out.num + 64, 64}
	}
	for _, a := range n.args[1:] {
		x, y := out, c.size(a)
		switch n.op {
		case opMul:
			out = size{x.num + y.num, x.den + y.den}
		case opQuo:
			out = size{x.num + y.den, x.den + y.num}
		case opAdd, opSub:
			out = size{max(x.num+y.den, y.num+x.den) + 1, x.den + y.den}
		default: // min, max, and comparisons, whose operands alone count
			out = size{max(x.num, y.num), max(x.den, y.den)}
		}
		out = out.capped()
	}
	return out
}
