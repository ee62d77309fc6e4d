package metric

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/money"
)

// result is a number, or the reason why there is none.
type result struct {
	n   money.Number
	bad *problem
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

// env holds the results so far, by the index of their metric.
type env struct {
	c        *Catalogue
	basis    string // the report's own word for its budget, or ""
	names    []string
	report   []result
	projects [][]result // by metric, then project
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

func (e *env) label(r ref) string { return e.c.label(r, e.basis) }

// num evaluates n for project p, or for the report where p is −1.
func (e *env) num(n *node, p int) result {
	switch n.op {
	case opNumber, opParam:
		return result{n: n.num}
	case opRef:
		if n.ref.to == toReport {
			return e.report[n.ref.i]
		}
		return e.projects[n.ref.i][p]
	case opAdd, opSub, opMul, opQuo:
		return e.arithmetic(n, p)
	case opIf:
		return e.choose(n, p)
	case opSum, opMin, opMax:
		return e.aggregate(n, p)
	case opCount:
		return result{n: money.Int(int64(e.count(n.args[0])))}
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
	case opRound:
		digits, _ := n.num.Int64()
		x.n = x.n.Round(int(digits), e.c.mode)
	default:
		panic("metric: unknown operation")
	}
	return x
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
			return broken("除数“" + e.label(n.args[1].ref) + "”为零，无法计算")
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

// aggregate is the sum or an extreme, of a list or of the arguments.
func (e *env) aggregate(n *node, p int) result {
	values := make([]result, 0, 8)
	if n.args[0].op == opEach {
		values = e.projects[n.args[0].ref.i]
		if bad := e.listProblem(n); bad != nil {
			return result{bad: bad}
		}
	} else {
		var bad *problem
		for _, a := range n.args {
			v := e.num(a, p)
			bad = merge(bad, v.bad)
			values = append(values, v)
		}
		if bad != nil {
			return result{bad: bad}
		}
	}
	out := values[0].n
	for _, v := range values[1:] {
		switch {
		case n.op == opSum:
			out = out.Add(v.n)
		case n.op == opMin && v.n.Cmp(out) < 0, n.op == opMax && v.n.Cmp(out) > 0:
			out = v.n
		}
	}
	return result{n: out}
}

// namedAtMost is the number of projects that a reason names one by one.
const namedAtMost = 5

// listProblem says why the list cannot be summed or compared: there is no
// project, or some of them have no value.
func (e *env) listProblem(n *node) *problem {
	what := "无法合计"
	if n.op != opSum {
		what = "无法比较"
	}
	values := e.projects[n.args[0].ref.i]
	if len(values) == 0 {
		return &problem{why: "没有项目，" + what}
	}
	var lacking []string
	absent := true
	for i, v := range values {
		if v.bad != nil {
			lacking = append(lacking, "“"+e.names[i]+"”")
			absent = absent && v.bad.why == "" && e.c.project[n.args[0].ref.i].root == nil
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	who := strings.Join(lacking, "、")
	switch {
	case len(lacking) == len(values):
		who = strconv.Itoa(len(values)) + "个项目都"
	case len(lacking) > namedAtMost:
		who = strings.Join(lacking[:3], "、") + "等" + strconv.Itoa(len(lacking)) + "个项目"
	}
	label := "“" + e.label(n.args[0].ref) + "”"
	if absent {
		return &problem{why: who + "没有填报" + label + "，" + what}
	}
	return &problem{why: who + "算不出" + label + "，" + what}
}

// count counts the projects, or those that have a value.
func (e *env) count(n *node) int {
	if n.op == opProjects {
		return len(e.names)
	}
	count := 0
	for _, v := range e.projects[n.ref.i] {
		if v.bad == nil {
			count++
		}
	}
	return count
}
