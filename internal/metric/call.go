package metric

import (
	"github.com/expr-lang/expr/ast"

	"mingbai/internal/money"
)

// call is one of the few functions that formulas have.
func (b *builder) call(at int, name string, args []ast.Node) *node {
	functions := []string{"sum", "min", "max", "abs", "round", "count"}
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
	case "abs":
		if len(nodes) != 1 {
			return b.fault(at, "abs 里要写一个数", "")
		}
		if nodes[0].typ != number {
			return b.wantNumber(nodes[0])
		}
		return &node{op: opAbs, args: nodes, at: at, money: nodes[0].money, any: nodes[0].any}
	case "round":
		return b.round(at, nodes)
	}
	return b.fault(at, "没有函数“"+name+"”", orList(name, functions))
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
