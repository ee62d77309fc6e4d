package metric

import (
	"github.com/expr-lang/expr/ast"

	"mingbai/internal/money"
)

// functions are the few that formulas have.
func functions() []string {
	return []string{"sum", "min", "max", "abs", "round", "count", "given", "average", "execution", "cap", "rescaled", "grade"}
}

// call is one of the functions.
func (b *builder) call(at int, name string, args []ast.Node) *node {
	var nodes []*node
	for _, a := range args {
		n := b.build(a)
		if n == nil {
			return nil
		}
		nodes = append(nodes, n)
	}
	switch name {
	case "sum":
		if len(nodes) != 1 || nodes[0].typ != list {
			return b.fault(at, "sum 里要写一列数", "例如 sum(projects.spent)；几个数相加请用 +")
		}
		return &node{op: opSum, args: nodes, at: at, money: nodes[0].money}
	case "count":
		if len(nodes) != 1 || nodes[0].typ != list && nodes[0].typ != projects {
			return b.fault(at, "count 里要写项目", "例如 count(projects)，或 count(projects.budget)：填报了预算的项目")
		}
		return &node{op: opCount, args: nodes, at: at}
	case "min":
		return b.extreme(at, opMin, nodes)
	case "max":
		return b.extreme(at, opMax, nodes)
	case "abs", "rescaled":
		if len(nodes) != 1 {
			return b.fault(at, name+" 里要写一个数", "")
		}
		if nodes[0].typ != number {
			return b.wantNumber(nodes[0])
		}
		o := opAbs
		if name == "rescaled" {
			o = opRescaled
		}
		return &node{op: o, args: nodes, at: at, money: nodes[0].money, any: nodes[0].any}
	case "round":
		return b.round(at, nodes)
	case "given":
		return b.given(at, nodes)
	case "average":
		return b.average(at, nodes)
	case "execution", "cap":
		return b.execution(at, name, nodes)
	case "grade":
		return b.grade(at, nodes)
	}
	return b.fault(at, "没有函数“"+name+"”", orList(name, functions()))
}

// given is the sum of those metrics that were given.
func (b *builder) given(at int, nodes []*node) *node {
	if len(nodes) == 0 {
		return b.fault(at, "given 里要写指标", "例如 given(carried_over, surplus)：填报了的相加，没有填报的不计")
	}
	out := &node{op: opGiven, args: nodes, at: at}
	so := nodes[0]
	for i, n := range nodes {
		if n.op != opRef {
			return b.fault(n.at, "given 里只能写指标", "例如 given(carried_over, surplus)")
		}
		if i > 0 {
			if so = b.same(&node{at: n.at}, so, n); so == nil {
				return nil
			}
		}
	}
	out.money = so.money
	return out
}

// average is the mean of a list, or the mean weighted by another column of it.
func (b *builder) average(at int, nodes []*node) *node {
	if len(nodes) < 1 || len(nodes) > 2 || nodes[0].typ != list || nodes[len(nodes)-1].typ != list {
		return b.fault(at, "average 里要写一列数，后面可以写另一列作权数", "例如 average(projects.total_score, projects.budget)")
	}
	if len(nodes) == 2 && !sameList(nodes[0].ref, nodes[1].ref) {
		return b.fault(nodes[1].at, "两列数要出自同一个列表", "例如 average(projects.total_score, projects.budget)")
	}
	return &node{op: opAverage, args: nodes, at: at, money: nodes[0].money}
}

func sameList(a, b ref) bool {
	if a.to == toList && b.to == toList {
		return columns()[a.i].list == columns()[b.i].list
	}
	return a.to == b.to
}

// execution is execution(spent, budget), the score of an execution, or
// cap(spent, budget), the most that a total may be; the profile has the rules.
func (b *builder) execution(at int, name string, nodes []*node) *node {
	if len(nodes) != 2 {
		return b.fault(at, name+" 里要写执行数和预算数", "例如 "+name+"(spent, budget)")
	}
	for _, n := range nodes {
		if n.typ != number {
			return b.wantNumber(n)
		}
	}
	if b.same(&node{at: nodes[1].at}, nodes[0], nodes[1]) == nil {
		return nil
	}
	o := opExecution
	if name == "cap" {
		o = opCap
	}
	return &node{op: o, args: nodes, at: at}
}

// grade is the grade of a total, which is taken as published.
func (b *builder) grade(at int, nodes []*node) *node {
	if len(nodes) != 1 || nodes[0].typ != number || nodes[0].money != 0 {
		return b.fault(at, "grade 里要写一个总分", "例如 grade(total_score)")
	}
	out := &node{op: opGrade, typ: tier, args: nodes, at: at, num: money.Int(2)}
	if r := nodes[0].ref; nodes[0].op == opRef && (r.to == toReport || r.to == toProject) {
		out.num = money.Int(int64(b.c.target(r).digits))
	}
	return out
}

// extreme is min or max: of one list, or of two and more numbers.
func (b *builder) extreme(at int, o op, nodes []*node) *node {
	if len(nodes) == 1 && nodes[0].typ == list {
		return &node{op: o, args: nodes, at: at, money: nodes[0].money}
	}
	if len(nodes) < 2 {
		return b.fault(at, "min 和 max 里至少要两个数，或者一列数", "例如 min(spent, budget)，或 max(projects.spent)")
	}
	out := &node{op: o, args: nodes, at: at}
	so := nodes[0]
	for i, n := range nodes {
		if n.typ != number {
			return b.wantNumber(n)
		}
		if i > 0 {
			if so = b.same(&node{at: n.at}, so, n); so == nil {
				return nil
			}
		}
	}
	out.money, out.any = so.money, so.any
	return out
}

// round is round(x) or round(x, decimals); money is rounded to whole 分.
func (b *builder) round(at int, nodes []*node) *node {
	if len(nodes) != 1 && len(nodes) != 2 {
		return b.fault(at, "round 里要写一个数，后面可以写保留的小数位数", "例如 round(spent / 3)，round(execution_rate, 4)")
	}
	if nodes[0].typ != number {
		return b.wantNumber(nodes[0])
	}
	out := &node{op: opRound, args: nodes[:1], at: at, money: nodes[0].money, any: nodes[0].any}
	if len(nodes) == 1 {
		return out
	}
	digits := nodes[1]
	if digits.op != opNumber || !digits.num.IsInt() || digits.num.Cmp(money.Int(6)) > 0 {
		return b.fault(digits.at, "小数位数要直接写0到6的整数", "")
	}
	if out.money != 0 && digits.num.Sign() != 0 {
		return b.fault(digits.at, "金额在公式里以分计，只能取整到分", "请写 round(x)，不写小数位数")
	}
	out.num = digits.num
	return out
}
