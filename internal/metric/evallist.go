package metric

import (
	"strconv"
	"strings"

	"mingbai/internal/money"
)

// elements are the values of a list that a formula of record p names.
type elements struct {
	values []result
	names  []string
	kind   string // how many of them are counted: 个项目
}

func (e *env) elements(r ref, p int) elements {
	switch r.to {
	case toList:
		c := &e.records[p+1].columns[r.i]
		return elements{c.values, c.names, "项"}
	case toEvaluated:
		out := elements{kind: "个项目"}
		for i, v := range e.project[r.i] {
			if e.records[i+1].evaluated {
				out.values = append(out.values, v)
				out.names = append(out.names, e.names[i])
			}
		}
		return out
	}
	return elements{e.project[r.i], e.names, "个项目"}
}

// aggregate is the sum or an extreme, of a list or of the arguments.
func (e *env) aggregate(n *node, p int) result {
	values := make([]result, 0, 8)
	if n.args[0].op == opEach {
		r := n.args[0].ref
		list := e.elements(r, p)
		if len(list.values) == 0 && n.op == opSum && r.to == toList && e.records[p+1].columns[r.i].there {
			return result{}
		}
		if bad := e.listProblem(n, list, p); bad != nil {
			return result{bad: bad}
		}
		values = list.values
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
	if n.op == opSum {
		ns := make([]money.Number, len(values))
		for i, v := range values {
			ns[i] = v.n
		}
		return result{n: money.Sum(ns...)}
	}
	out := values[0].n
	for _, v := range values[1:] {
		switch {
		case n.op == opMin && v.n.Cmp(out) < 0, n.op == opMax && v.n.Cmp(out) > 0:
			out = v.n
		}
	}
	return result{n: out}
}

// average is the mean of a list, weighted where there is a second one.
func (e *env) average(n *node, p int) result {
	list := e.elements(n.args[0].ref, p)
	if bad := e.listProblem(n, list, p); bad != nil {
		return result{bad: bad}
	}
	weights := elements{}
	if len(n.args) == 2 {
		weights = e.elements(n.args[1].ref, p)
		if bad := e.listProblem(&node{op: n.op, args: n.args[1:]}, weights, p); bad != nil {
			return result{bad: bad}
		}
	}
	var sum, whole money.Number
	for i, v := range list.values {
		if weights.values == nil {
			sum, whole = sum.Add(v.n), whole.Add(money.Int(1))
			continue
		}
		w := weights.values[i].n
		sum, whole = sum.Add(v.n.Mul(w)), whole.Add(w)
	}
	mean, ok := sum.Quo(whole)
	if !ok {
		return broken("“" + e.label(n.args[1].ref, p) + "”合计为零，无法加权平均")
	}
	return result{n: mean}
}

// namedAtMost is the number of elements that a reason names one by one.
const namedAtMost = 5

// listProblem says why the list cannot be summed or compared: there is no
// element, or some of them have no value.
func (e *env) listProblem(n *node, list elements, p int) *problem {
	r := n.args[0].ref
	what := "无法合计"
	switch n.op {
	case opAverage:
		what = "无法平均"
	case opMin, opMax:
		what = "无法比较"
	}
	if len(list.values) == 0 {
		if r.to == toList {
			return &problem{why: "没有" + e.label(r, p) + "，" + what}
		}
		return &problem{why: "没有项目，" + what}
	}
	var lacking []string
	absent, first := true, ""
	for i, v := range list.values {
		if v.bad == nil {
			continue
		}
		lacking = append(lacking, "“"+list.names[i]+"”")
		absent = absent && v.none
		if first == "" {
			first = strings.TrimSuffix(v.bad.String(), "，无法计算")
		}
	}
	if len(lacking) == 0 {
		return nil
	}
	who := strings.Join(lacking, "、")
	switch {
	case len(lacking) == len(list.values) && (len(lacking) > 1 || r.to != toList):
		who = strconv.Itoa(len(list.values)) + list.kind + "都"
	case len(lacking) > namedAtMost:
		who = strings.Join(lacking[:3], "、") + "等" + strconv.Itoa(len(lacking)) + list.kind
	}
	label := "“" + e.label(r, p) + "”"
	if r.to == toList {
		label = strings.TrimPrefix(columns()[r.i].label, "各")
		label = "“" + strings.TrimPrefix(strings.TrimPrefix(label, "项"), "资金来源") + "”"
	}
	if absent {
		return &problem{why: who + "没有填报" + label + "，" + what}
	}
	if r.to == toList && len(lacking) == 1 {
		return &problem{why: who + first + "，" + what}
	}
	return &problem{why: who + "算不出" + label + "，" + what}
}

// count counts the projects, or those elements of a list that have a value.
func (e *env) count(n *node, p int) int {
	if n.op == opProjects {
		if n.ref.to == toProjects {
			return len(e.names)
		}
		count := 0
		for _, r := range e.records[1:] {
			if r.evaluated {
				count++
			}
		}
		return count
	}
	count := 0
	for _, v := range e.elements(n.ref, p).values {
		if v.bad == nil {
			count++
		}
	}
	return count
}
