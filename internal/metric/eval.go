package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
)

// result is a number or a grade, or the reason why there is none.
type result struct {
	n    money.Number
	tier *tierOf // of a grade
	bad  *problem
	gone bool // nothing was given of what it is made of: no figure stands for it
	none bool // it is an input that was not given
}

// tierOf is a grade: its word, and which one it is, from 1; 0 for one that the
// rules do not know.
type tierOf struct {
	word string
	rank int
}

// problem is why a number does not exist. It travels through formulas as a value,
// so that a figure names what is missing at the root and not the step before.
type problem struct {
	missing []string // labels of what was not given
	why     string   // any other reason, in words
}

func (p *problem) String() string {
	if p.why != "" {
		return p.why
	}
	var quoted []string
	for _, label := range p.missing {
		quoted = append(quoted, "“"+label+"”")
	}
	return "没有填报" + strings.Join(quoted, "、") + "，无法计算"
}

func broken(why string) result { return result{bad: &problem{why: why}} }

// merge joins the reasons of two operands: what is missing on both sides is named
// together; else the first reason counts.
func merge(a, b *problem) *problem {
	switch {
	case a == nil:
		return b
	case b == nil || a == b || a.why != "" || b.why != "":
		return a
	}
	all := slices.Clone(a.missing)
	for _, label := range b.missing {
		if !slices.Contains(all, label) {
			all = append(all, label)
		}
	}
	return &problem{missing: all}
}

// env holds the results so far. Records are the report, 0, and behind it its
// projects.
type env struct {
	c       *Catalogue
	basis   string // the report's own word for its budget, or ""
	names   []string
	report  []result   // by the index of the metric
	project [][]result // by metric, then project
	records []inputs   // by record
	last    func(d *def, p int) result
}

// inputs are what formulas read of one record besides its metrics.
type inputs struct {
	scoring   *scoring
	outOf     money.Number // declared total
	evaluated bool         // of a project
	partial   bool         // some of its indicators do not apply
	items     []result
	labels    []string // of the items
	columns   [columnCount]rows
}

// rescaled is what the weights of the indicators that apply add up to, where the
// rules bring their scores up to the declared total; else 0.
func (in *inputs) rescaled() money.Number {
	if !in.scoring.rescale || !in.partial {
		return money.Number{}
	}
	weights := make([]money.Number, 0, len(in.columns[colWeight].values))
	for _, v := range in.columns[colWeight].values {
		weights = append(weights, v.n)
	}
	return money.Sum(weights...)
}

// label is how a reader knows the metric; basis is the report's own word for its
// budget, or "".
func (c *Catalogue) label(r ref, basis string) string {
	d := c.target(r)
	if r.to == toReport && d.key == "budget" && basis != "" {
		return basis
	}
	return d.label
}

// label names what a formula of record p refers to.
func (e *env) label(r ref, p int) string {
	switch r.to {
	case toList:
		return columns()[r.i].label
	case toItem:
		return e.records[p+1].labels[r.i]
	case toReportItem:
		return e.records[0].labels[r.i]
	case toLast:
		return "上年" + e.c.lastDef(r, p).label
	}
	return e.c.label(r, e.basis)
}

// lastDef is the metric that a reference to the year before names.
func (c *Catalogue) lastDef(r ref, p int) *def {
	if p < 0 {
		return c.report[r.i]
	}
	return c.project[r.i]
}

// look is the result that a reference leads to.
func (e *env) look(r ref, p int) result {
	switch r.to {
	case toReport:
		return e.report[r.i]
	case toItem:
		return e.records[p+1].items[r.i]
	case toReportItem:
		return e.records[0].items[r.i]
	case toLast:
		return e.last(e.c.lastDef(r, p), p)
	}
	return e.project[r.i][p]
}

// num evaluates n for project p, or for the report where p is −1.
func (e *env) num(n *node, p int) result {
	switch n.op {
	case opNumber, opParam:
		if n.weight {
			return result{n: e.records[p+1].scoring.execution.weight}
		}
		return result{n: n.num}
	case opRef:
		r := e.look(n.ref, p)
		r.gone = false
		return r
	case opAdd, opSub, opMul, opQuo:
		return e.arithmetic(n, p)
	case opIf:
		return e.choose(n, p)
	case opSum, opMin, opMax:
		return e.aggregate(n, p)
	case opAverage:
		return e.average(n, p)
	case opGiven:
		return e.given(n, p)
	case opCount:
		return result{n: money.Int(int64(e.count(n.args[0], p)))}
	case opExecution, opCap, opGrade:
		return e.scored(n, p)
	}
	x := e.num(n.args[0], p)
	if x.bad != nil {
		return x
	}
	switch n.op {
	case opNeg:
		x.n = x.n.Neg()
	case opAbs:
		x.n = x.n.Abs()
	case opRescaled:
		if whole := e.records[p+1].rescaled(); whole.Sign() > 0 {
			x.n, _ = x.n.Mul(e.records[p+1].outOf).Quo(whole)
		}
	case opRound:
		digits, _ := n.num.Int64()
		x.n = x.n.Round(int(digits), e.c.mode)
	default:
		panic("metric: unknown operation")
	}
	return x
}

// given adds up what was given; nothing at all is no zero.
func (e *env) given(n *node, p int) result {
	var out result
	var bad *problem
	some := false
	for _, a := range n.args {
		v := e.look(a.ref, p)
		if v.bad == nil {
			out.n, some = out.n.Add(v.n), true
			continue
		}
		if !v.none && !v.gone {
			return result{bad: v.bad}
		}
		bad = merge(bad, v.bad)
	}
	if !some {
		return result{bad: bad}
	}
	return out
}

// scored asks the rules of the record at hand.
func (e *env) scored(n *node, p int) result {
	rec := &e.records[p+1]
	if n.op == opGrade {
		x := e.num(n.args[0], p)
		if x.bad != nil {
			return x
		}
		digits, _ := n.num.Int64()
		return rec.scoring.gradeOf(x.n.Round(int(digits), e.c.mode), rec.outOf)
	}
	spent, budget := e.num(n.args[0], p), e.num(n.args[1], p)
	if n.op == opCap {
		most, _, bad := rec.scoring.capOf(spent, budget)
		return result{n: most, bad: bad}
	}
	if !rec.scoring.execution.part {
		return broken("规则没有给出预算执行率的分值")
	}
	out := rec.scoring.executed(rec.scoring.execution.weight, spent, budget)
	return result{n: out.score, bad: out.bad}
}

func (e *env) arithmetic(n *node, p int) result {
	x, y := e.num(n.args[0], p), e.num(n.args[1], p)
	if bad := merge(x.bad, y.bad); bad != nil {
		return result{bad: bad}
	}
	switch n.op {
	case opAdd:
		return result{n: x.n.Add(y.n)}
	case opSub:
		return result{n: x.n.Sub(y.n)}
	case opMul:
		return result{n: x.n.Mul(y.n)}
	}
	q, ok := x.n.Quo(y.n)
	if !ok {
		if n.args[1].op == opRef {
			return broken("除数“" + e.label(n.args[1].ref, p) + "”为零，无法计算")
		}
		return broken("除数为零，无法计算")
	}
	return result{n: q}
}

func (e *env) choose(n *node, p int) result {
	yes, bad := e.truth(n.args[0], p)
	if bad != nil {
		return result{bad: bad}
	}
	if yes {
		return e.num(n.args[1], p)
	}
	return e.num(n.args[2], p)
}

// truth evaluates a condition. The second part of “and” and “or” is looked at
// only when it matters.
func (e *env) truth(n *node, p int) (bool, *problem) {
	switch n.op {
	case opNot:
		yes, bad := e.truth(n.args[0], p)
		return !yes, bad
	case opAnd, opOr:
		yes, bad := e.truth(n.args[0], p)
		if bad != nil || yes == (n.op == opOr) {
			return yes, bad
		}
		return e.truth(n.args[1], p)
	}
	x, y := e.num(n.args[0], p), e.num(n.args[1], p)
	if bad := merge(x.bad, y.bad); bad != nil {
		return false, bad
	}
	c := x.n.Cmp(y.n)
	switch n.op {
	case opLess:
		return c < 0, nil
	case opAtMost:
		return c <= 0, nil
	case opMore:
		return c > 0, nil
	case opAtLeast:
		return c >= 0, nil
	case opEqual:
		return c == 0, nil
	case opDiffers:
		return c != 0, nil
	}
	panic("metric: unknown condition")
}
