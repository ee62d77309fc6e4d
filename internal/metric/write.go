package metric

import (
	"strconv"
	"strings"
)

// Binding strengths: an operand that binds less than its operator needs stands in
// brackets.
const (
	bindIf = iota
	bindOr
	bindAnd
	bindCompare
	bindAdd
	bindMul
	bindNeg
	bindAtom
)

// writeFormula writes n as people read it, with the given terms.
func writeFormula(n *node, t terms) []Part {
	w := &writer{terms: t}
	w.expr(n, 0)
	return w.parts
}

type writer struct {
	terms terms
	parts []Part
}

func (w *writer) add(p Part) {
	if n := len(w.parts); p.Figure == nil && n > 0 && w.parts[n-1].Figure == nil {
		w.parts[n-1].Text += p.Text
		return
	}
	w.parts = append(w.parts, p)
}

func (w *writer) text(s string) { w.add(Part{Text: s}) }

// op writes an operator. Full-width brackets bring their own space.
func (w *writer) op(s string) {
	if n := len(w.parts); n > 0 && w.parts[n-1].Figure == nil && strings.HasSuffix(w.parts[n-1].Text, "）") {
		s = strings.TrimPrefix(s, " ")
	}
	w.text(s)
}

// open starts a bracket, or a function with its bracket.
func (w *writer) open(name string) {
	if n := len(w.parts); name == "" && n > 0 && w.parts[n-1].Figure == nil {
		w.parts[n-1].Text = strings.TrimSuffix(w.parts[n-1].Text, " ")
	}
	w.text(name + "（")
}

func (w *writer) close() { w.text("）") }

// expr writes n; need is how strongly it must bind to stand without brackets.
func (w *writer) expr(n *node, need int) {
	if w.binding(n) < need {
		w.open("")
		w.expr(n, 0)
		w.close()
		return
	}
	switch n.op {
	case opNumber:
		w.text(n.text)
	case opParam:
		w.text(w.terms.param(n))
	case opRef:
		w.terms.ref(w, n.ref)
	case opAdd, opSub, opMul, opQuo, opLess, opAtMost, opMore, opAtLeast, opEqual, opDiffers, opAnd, opOr:
		b := w.binding(n)
		w.expr(n.args[0], b)
		w.op(sign(n.op))
		w.expr(n.args[1], b+1)
	case opNeg:
		w.text("−")
		w.expr(n.args[0], bindAtom)
	case opNot:
		w.function("不满足", n.args)
	case opIf:
		w.text("如果")
		w.expr(n.args[0], bindOr)
		w.text("，则")
		w.expr(n.args[1], bindOr)
		w.text("，否则")
		w.expr(n.args[2], bindOr)
	case opSum:
		w.sum(n)
	case opAverage:
		w.average(n)
	case opGiven:
		w.given(n)
	case opExecution:
		w.execution(n)
	case opCap:
		w.function("按执行率定总分的上限", n.args)
	case opGrade:
		w.function("定等级", n.args)
	case opMin, opMax:
		w.extreme(n)
	case opAbs:
		w.function("绝对值", n.args)
	case opRescaled:
		w.rescaled(n, need)
	case opRound:
		w.round(n)
	case opCount:
		w.text(w.terms.count(n.args[0]))
	default:
		panic("metric: operation without words")
	}
}

func (w *writer) binding(n *node) int {
	switch n.op {
	case opIf:
		return bindIf
	case opOr:
		return bindOr
	case opAnd:
		return bindAnd
	case opLess, opAtMost, opMore, opAtLeast, opEqual, opDiffers:
		return bindCompare
	case opAdd, opSub, opGiven:
		return bindAdd
	case opMul, opQuo, opExecution:
		return bindMul
	case opNeg:
		return bindNeg
	case opRescaled:
		return bindAdd
	case opSum:
		if w.terms.list(n.args[0].ref) {
			return bindAdd
		}
	}
	return bindAtom
}

func sign(o op) string {
	switch o {
	case opAdd:
		return " + "
	case opSub:
		return " − "
	case opMul:
		return " × "
	case opQuo:
		return " ÷ "
	case opLess:
		return " < "
	case opAtMost:
		return " ≤ "
	case opMore:
		return " > "
	case opAtLeast:
		return " ≥ "
	case opEqual:
		return " = "
	case opDiffers:
		return " ≠ "
	case opAnd:
		return " 且 "
	}
	return " 或 "
}

func (w *writer) function(name string, args []*node) {
	w.open(name)
	for i, a := range args {
		if i > 0 {
			w.text("，")
		}
		w.expr(a, 0)
	}
	w.close()
}

func (w *writer) sum(n *node) {
	w.terms.each(w, n.args[0].ref, " + ")
	if !w.figures() {
		w.text("之和")
	}
}

// rescaled writes a total that indicators that do not apply have been taken out of.
func (w *writer) rescaled(n *node, need int) {
	switch t := w.terms.(type) {
	case *figureTerms:
		in := &t.set.env.records[t.p+1]
		if whole := in.rescaled(); whole.Sign() > 0 {
			w.expr(n.args[0], bindMul)
			w.op(" × ")
			w.text(in.outOf.String() + " ÷ " + whole.String())
			return
		}
	case labelTerms:
		if t.env != nil && t.env.records[t.p+1].rescaled().Sign() > 0 {
			w.expr(n.args[0], bindMul)
			w.op(" × ")
			w.text("满分 ÷ 适用的分值合计")
			return
		}
	}
	w.expr(n.args[0], need)
}

// execution writes how the profile scores an execution.
func (w *writer) execution(n *node) {
	quotient := &node{op: opQuo, args: n.args}
	t, ok := w.terms.(*figureTerms)
	if !ok {
		linear := true
		switch l, _ := w.terms.(labelTerms); {
		case l.env != nil:
			linear = l.env.records[l.p+1].scoring.execution.linear
		case l.c != nil && l.c.scoring != nil:
			linear = l.c.scoring.execution.linear
		}
		if !linear {
			w.text("分值 × 执行率（")
			w.expr(quotient, 0)
			w.text("）所在档的比例")
			return
		}
		w.text("分值 × ")
		w.expr(quotient, bindMul)
		w.text("，以分值为限")
		return
	}
	rules := t.set.env.records[t.p+1].scoring.execution
	weight := rules.weight.String()
	spent, budget := t.set.env.num(n.args[0], t.p), t.set.env.num(n.args[1], t.p)
	switch {
	case !rules.linear:
		o := t.set.env.records[t.p+1].scoring.executed(rules.weight, spent, budget)
		w.text(weight + " × " + percentText(o.number) + "（")
		w.expr(quotient, 0)
		w.text(" 所在的档）")
	case spent.bad == nil && budget.bad == nil && spent.n.Cmp(budget.n) > 0:
		w.text("取较小值（" + weight + "，" + weight + " × ")
		w.expr(quotient, bindMul)
		w.text("）")
	default:
		w.text(weight + " × ")
		w.expr(quotient, bindMul)
	}
}

// given writes the sum of what was given; in figures the others are left out.
func (w *writer) given(n *node) {
	t, ok := w.terms.(*figureTerms)
	first := true
	for _, a := range n.args {
		if ok {
			if f := t.figure(a.ref); f == nil || !f.OK() {
				continue
			}
		}
		if !first {
			w.op(" + ")
		}
		first = false
		w.expr(a, bindAdd)
	}
	if first {
		w.text(textUndefined)
	}
	if !ok {
		w.text("（没有填报的不计）")
	}
}

// average writes a mean, in figures the products that it is made of.
func (w *writer) average(n *node) {
	t, ok := w.terms.(*figureTerms)
	if !ok {
		l, _ := w.terms.(labelTerms)
		w.text(l.every(n.args[0].ref))
		if len(n.args) == 2 {
			w.text("按" + strings.TrimPrefix(strings.TrimPrefix(l.every(n.args[1].ref), "各项目"), "各参评项目") + "加权")
		}
		w.text("平均")
		return
	}
	values, _ := t.members(n.args[0].ref)
	var weights []*Figure
	if len(n.args) == 2 {
		weights, _ = t.members(n.args[1].ref)
	}
	w.open("")
	for i, f := range values {
		if len(values) > spelledOut && i >= spelledOut/2 && i < len(values)-1 {
			if i == spelledOut/2 {
				w.text(" + …")
			}
			continue
		}
		if i > 0 {
			w.text(" + ")
		}
		t.write(w, f)
		if weights != nil {
			w.text(" × ")
			t.write(w, weights[i])
		}
	}
	w.close()
	w.op(" ÷ ")
	if weights == nil {
		w.text(strconv.Itoa(len(values)))
		return
	}
	w.open("")
	t.each(w, n.args[1].ref, " + ")
	w.close()
}

// figures reports whether the formula is written in figures.
func (w *writer) figures() bool {
	_, ok := w.terms.(*figureTerms)
	return ok
}

func (w *writer) extreme(n *node) {
	name := map[bool]string{true: "取最小值", false: "取最大值"}[n.op == opMin]
	if len(n.args) == 2 {
		name = map[bool]string{true: "取较小值", false: "取较大值"}[n.op == opMin]
	}
	if n.args[0].op == opEach {
		w.open(name)
		w.terms.each(w, n.args[0].ref, "，")
		w.close()
		return
	}
	w.function(name, n.args)
}

func (w *writer) round(n *node) {
	name := "取整到个位"
	digits, _ := n.num.Int64()
	switch {
	case n.args[0].money != 0:
		name = "取整到分"
	case digits > 0:
		name = "保留" + strconv.FormatInt(digits, 10) + "位小数"
	}
	w.function(name, n.args)
}

// counted writes a whole formula that only counts, with what it counts.
func (w *writer) counted(n *node) {
	t, ok := w.terms.(*figureTerms)
	if !ok {
		w.expr(n, 0)
		return
	}
	w.open("计数")
	if n.args[0].op == opEach {
		t.each(w, n.args[0].ref, "，")
	} else {
		var names []string
		for i, name := range t.set.env.names {
			if n.args[0].ref.to == toProjects || t.set.env.records[i+1].evaluated {
				names = append(names, name)
			}
		}
		if len(names) > spelledOut {
			w.text(strings.Join(names[:3], "、") + "等" + strconv.Itoa(len(names)) + "个项目")
		} else {
			w.text(strings.Join(names, "、"))
		}
	}
	w.close()
}
