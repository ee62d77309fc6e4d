package metric

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"mingbai/internal/money"
)

// build turns expr's syntax tree into nodes; nil means that a fault was noted.
func (b *builder) build(n ast.Node) *node {
	if b.depth++; b.depth > maxDepth {
		b.depth--
		if !slices.ContainsFunc(b.faults, func(f fault) bool { return f.message == "公式套得太深" }) {
			b.fault(0, "公式套得太深", "请拆成几个指标")
		}
		return nil
	}
	defer func() { b.depth-- }()
	at := b.offset(n.Location().From)
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		return b.literal(at, b.offset(n.Location().To))
	case *ast.IdentifierNode:
		return b.name(at, n.Value)
	case *ast.MemberNode:
		return b.member(at, n)
	case *ast.UnaryNode:
		return b.unary(at, n)
	case *ast.BinaryNode:
		return b.binary(at, n)
	case *ast.ConditionalNode:
		return b.condition(n)
	case *ast.BuiltinNode:
		return b.call(at, n.Name, n.Arguments)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return b.call(at, callee.Value, n.Arguments)
		}
		return b.fault(at, "这里不能调用函数", "函数只有 "+strings.Join(functions(), "、"))
	case *ast.BoolNode:
		return b.fault(at, "公式里不能写 true 或 false", "")
	case *ast.PredicateNode:
		return b.fault(at, "函数里不能再写条件", "请写 sum(projects.spent) 这样的形式")
	}
	return b.fault(at, "公式里不能这样写", "")
}

// literal takes the number from the source text, exactly.
func (b *builder) literal(from, end int) *node {
	text := b.text[from:end]
	n, err := money.ParseNumber(text)
	if err != nil {
		return b.fault(from, "“"+text+"”不是可以用的数", "请写普通的十进制数，例如 0.5")
	}
	return &node{op: opNumber, num: n, text: text, at: from, any: n.Sign() == 0}
}

func (b *builder) refer(at int, o op, t typ, r ref, power int) *node {
	if !slices.ContainsFunc(b.uses, func(u use) bool { return u.ref == r }) {
		b.uses = append(b.uses, use{r, at})
	}
	return &node{op: o, typ: t, ref: r, at: at, money: power}
}

// name is a bare word: a metric of the formula's own scope, an item of its
// record, or projects.
func (b *builder) name(at int, name string) *node {
	switch name {
	case "projects":
		return b.refer(at, opProjects, projects, ref{to: toProjects}, 0)
	case "evaluated":
		return b.refer(at, opProjects, projects, ref{to: toAssessed}, 0)
	}
	if d := b.c.find(b.scope, name); d != nil {
		r := ref{toReport, d.i}
		if b.scope == ofProject {
			r.to = toProject
		}
		return b.metric(at, opRef, number, r, d)
	}
	if n := b.item(at, name, 0); n != nil {
		return n
	}
	return b.fault(at, "没有指标“"+name+"”", b.unknown(name))
}

// metric refers to a metric; a grade is no number.
func (b *builder) metric(at int, o op, t typ, r ref, d *def) *node {
	if d.kind == kindGrade {
		return b.fault(at, "“"+d.key+"”是等级，不是数", "等级不能参加计算")
	}
	return b.refer(at, o, t, r, d.power())
}

// item refers to an item of the record at hand, or of its report.
func (b *builder) item(at int, name string, of int) *node {
	for i, it := range b.items[of] {
		if it.key != name {
			continue
		}
		r, power := ref{toItem, i}, 0
		if of == 1 {
			r.to = toReportItem
		}
		if it.money {
			power = 1
		}
		return b.refer(at, opRef, number, r, power)
	}
	return nil
}

// unknown says what an unknown name may have meant.
func (b *builder) unknown(name string) string {
	other, form := ofProject, "它是项目的指标，请写 sum(projects."+name+") 这样的形式"
	if b.scope == ofProject {
		other, form = ofReport, "它是整个部门的指标，请写 report."+name
	}
	if b.c.find(other, name) != nil {
		return form
	}
	for _, d := range b.c.defs(b.scope) {
		if slices.Contains(d.names, normal(name)) {
			return "公式里用 key：请写 " + d.key
		}
	}
	known := b.c.keys(b.scope)
	for _, it := range b.items[0] {
		if it.label == name {
			return "公式里用 key：请写 " + it.key
		}
		known = append(known, it.key)
	}
	return orList(name, known)
}

// member is projects.X, evaluated.X, report.X, last.X, a list's column,
// weights.X or thresholds.X.
func (b *builder) member(at int, n *ast.MemberNode) *node {
	const hint = "只有 projects.指标、report.指标、last.指标、weights.分值、thresholds.界限和各种列表，例如 scores.self"
	base, ok := n.Node.(*ast.IdentifierNode)
	property, isName := n.Property.(*ast.StringNode)
	if !ok || !isName || n.Optional {
		return b.fault(at, "这里不能用“.”", hint)
	}
	name, from := property.Value, b.offset(base.Location().From)
	switch base.Value {
	case "projects", "evaluated":
		r := ref{to: toEach}
		if base.Value == "evaluated" {
			r.to = toEvaluated
		}
		if d := b.c.find(ofProject, name); d != nil {
			r.i = d.i
			return b.metric(from, opEach, list, r, d)
		}
		return b.fault(at, "项目没有指标“"+name+"”", orList(name, b.c.keys(ofProject)))
	case "report":
		if d := b.c.find(ofReport, name); d != nil {
			return b.metric(at, opRef, number, ref{toReport, d.i}, d)
		}
		if n := b.item(at, name, 1); n != nil {
			return n
		}
		return b.fault(at, "没有指标“"+name+"”", orList(name, b.c.keys(ofReport)))
	case "last":
		if d := b.c.find(b.scope, name); d != nil {
			return b.metric(at, opRef, number, ref{toLast, d.i}, d)
		}
		return b.fault(at, "没有指标“"+name+"”", orList(name, b.c.keys(b.scope)))
	case "weights", "thresholds":
		return b.param(at, base.Value+"."+name)
	}
	return b.column(from, at, base.Value, name, hint)
}

// column is one column of a list: sources.budget.
func (b *builder) column(from, at int, base, name, hint string) *node {
	var names []string
	for i, l := range columns() {
		switch {
		case l.list != base || l.only != bothScopes && l.only != b.scope:
		case l.field == name:
			power := 0
			if l.money {
				power = 1
			}
			return b.refer(from, opEach, list, ref{toList, i}, power)
		default:
			names = append(names, l.field)
		}
	}
	if names != nil {
		return b.fault(at, "“"+base+"”没有“"+name+"”这一列", orList(name, names))
	}
	return b.fault(from, "“"+base+"”后面不能用“.”", hint)
}

// param is a number that the profile itself gives.
func (b *builder) param(at int, name string) *node {
	var names []string
	for _, p := range params(b.profile) {
		if p.name == name && p.set {
			return &node{op: opParam, num: p.num, text: p.label, at: at, weight: name == "weights.execution"}
		}
		if p.name == name {
			return b.fault(at, "规则没有给出 "+name, "请在同一个文件里写上它的值")
		}
		names = append(names, p.name)
	}
	return b.fault(at, "规则里没有 "+name, orList(name, names))
}

func (b *builder) unary(at int, n *ast.UnaryNode) *node {
	x := b.build(n.Node)
	if x == nil {
		return nil
	}
	switch n.Operator {
	case "!", "not":
		if x.typ != truth {
			return b.wantTruth(x)
		}
		return &node{op: opNot, typ: truth, args: []*node{x}, at: at}
	case "-", "+":
		if x.typ != number {
			return b.wantNumber(x)
		}
		if n.Operator == "+" {
			return x
		}
		return &node{op: opNeg, args: []*node{x}, at: at, money: x.money, any: x.any}
	}
	return b.fault(at, "公式里不能用“"+n.Operator+"”", "")
}

func binaryOp(s string) (op, bool) {
	switch s {
	case "+":
		return opAdd, true
	case "-":
		return opSub, true
	case "*":
		return opMul, true
	case "/":
		return opQuo, true
	case "<":
		return opLess, true
	case "<=":
		return opAtMost, true
	case ">":
		return opMore, true
	case ">=":
		return opAtLeast, true
	case "==":
		return opEqual, true
	case "!=":
		return opDiffers, true
	case "&&", "and":
		return opAnd, true
	case "||", "or":
		return opOr, true
	}
	return 0, false
}

func (b *builder) binary(at int, n *ast.BinaryNode) *node {
	o, ok := binaryOp(n.Operator)
	if !ok {
		return b.fault(at, "公式里不能用“"+n.Operator+"”", "")
	}
	x, y := b.build(n.Left), b.build(n.Right)
	if x == nil || y == nil {
		return nil
	}
	out := &node{op: o, args: []*node{x, y}, at: at}
	if o == opAnd || o == opOr {
		out.typ = truth
		if x.typ != truth {
			return b.wantTruth(x)
		}
		if y.typ != truth {
			return b.wantTruth(y)
		}
		return out
	}
	if x.typ != number {
		return b.wantNumber(x)
	}
	if y.typ != number {
		return b.wantNumber(y)
	}
	switch o {
	case opMul:
		out.money, out.any = x.money+y.money, x.any || y.any
	case opQuo:
		out.money, out.any = x.money-y.money, x.any
	case opAdd, opSub:
		return b.same(out, x, y)
	default:
		out.typ = truth
		return b.same(out, x, y)
	}
	return out
}

func (b *builder) condition(n *ast.ConditionalNode) *node {
	if !n.Ternary {
		return b.fault(b.offset(n.Location().From), "公式里不能写 if", "请写 条件 ? 甲 : 乙")
	}
	c, x, y := b.build(n.Cond), b.build(n.Exp1), b.build(n.Exp2)
	if c == nil || x == nil || y == nil {
		return nil
	}
	if c.typ != truth {
		return b.wantTruth(c)
	}
	if x.typ != number {
		return b.wantNumber(x)
	}
	if y.typ != number {
		return b.wantNumber(y)
	}
	return b.same(&node{op: opIf, args: []*node{c, x, y}, at: c.at}, x, y)
}

// power is the power of money in the metric's value.
func (d *def) power() int {
	if d.kind == "amount" {
		return 1
	}
	return 0
}

// same checks that x and y, which out adds, compares or chooses between, are
// both money or both plain numbers. Without this rule 预算 + 1 would add one 分,
// and the arithmetic printed in 万元 would not hold.
func (b *builder) same(out, x, y *node) *node {
	out.money, out.any = x.money, x.any && y.any
	switch {
	case x.any:
		out.money = y.money
	case y.any:
	case x.money != y.money:
		return b.fault(out.at, "一边是金额，一边是普通的数，不能相加减、比较或二选一", "金额只能与金额相加减；乘除一个数是可以的")
	}
	return out
}

// result checks the root against the kind of the metric.
func (b *builder) result(root *node, kind string) {
	switch {
	case root.typ == tier && kind != kindGrade:
		b.fault(0, "算出来的是等级，而 kind 是 "+kind, "请写 kind = \"grade\"")
	case root.typ != tier && kind == kindGrade:
		b.fault(0, "算出来的是数，而 kind 是 grade", "等级请写 grade(total_score) 这样的公式")
	case root.any:
	case kind == "amount" && root.money != 1:
		b.fault(0, "算出来的不是金额，而 kind 是 amount", "比率请写 ratio，其他数请写 quantity")
	case kind != "amount" && root.money != 0:
		b.fault(0, "算出来的是金额，而 kind 是 "+kind, "请写 kind = \"amount\"，单位用 unit 给出")
	}
}

func (b *builder) wantNumber(n *node) *node {
	switch n.typ {
	case list:
		name := "projects"
		if n.ref.to == toList {
			name = columns()[n.ref.i].list
		}
		return b.fault(n.at, "“"+name+".…”是一列数，不能直接计算", "请放进 sum()、min()、max() 或 count()")
	case projects:
		return b.fault(n.at, "“projects”是全部项目，不是数", "请写 count(projects) 或 sum(projects.spent)")
	case tier:
		return b.fault(n.at, "等级不是数，不能参加计算", "")
	}
	return b.fault(n.at, "这里要一个数，写的是条件", "")
}

func (b *builder) wantTruth(n *node) *node {
	return b.fault(n.at, "这里要一个条件，例如 budget > 0", "")
}
