package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// statedSums holds printed sums of money, and other printed numbers that are no
// rates, counts or scores, against what they are when they are computed. which
// tells the rule's own from others.
func (p *pass) statedSums(which func(*statement) bool) {
	for i := range p.statements() {
		st := &p.stated[i]
		switch st.kind {
		case "ratio", "count", "score", "tier":
			continue
		}
		if which(st) {
			p.statedNumber(st, "合计不符", "核对印出的数和算它的各个数")
		}
	}
}

// statedNumber holds a printed number that is no rate against the computed one.
func (p *pass) statedNumber(st *statement, title, hint string) {
	switch {
	case !st.number:
		p.malformed(st)
		return
	case !st.ok:
		p.uncomputable(st)
		return
	case st.v.Fits(st.exact, st.mode):
		return
	}
	diff := distanceOf(st.v.Number, st.exact)
	scale := st.v.Scale
	if st.kind == "amount" {
		scale = max(scale, 2)
	}
	f := source.Finding{
		Place: st.place, Key: st.key, Title: title, Stated: st.v.Number.Text(st.v.Scale, money.HalfUp),
		Computed: exactly(st.exact, scale), Difference: exactly(diff, scale), Unit: st.unit, Hint: hint,
	}
	if st.kind == "amount" {
		f.Stated = exactly(st.v.Number, scale)
	}
	f.Message = fmt.Sprintf("%s重算为%s%s，报告写作%s，相差%s%s", p.nameOf(st), f.Computed, f.Unit, st.text, f.Difference, f.Unit)
	if st.of != nil {
		f.Related = related(st.of.Inputs())
	}
	if tail, ok := st.tail(); ok && diff.Cmp(tail) <= 0 {
		f.Title = "尾差" + f.Difference
		f.Message += "；各数分别四舍五入，最多可差" + plainly(tail) + f.Unit
		f.Hint = "核对原始数；确属四舍五入的，加注“部分合计数因四舍五入存在尾差”"
		p.addAs(p.tailSeverity(), f)
		return
	}
	if unit := st.otherUnit(); unit != "" {
		f.Title = "单位疑似写错"
		f.Message += "；数一样而单位不同，疑似应为" + unit
	}
	p.add(f)
}

// tail is how far rounding may put a printed sum off, in its unit: half a unit of
// the last decimal for each of its inputs and for itself. There is none where the
// decimals reach 分, or the formula is no sum.
func (st *statement) tail() (money.Number, bool) {
	if st.of == nil || st.kind != "amount" {
		return money.Number{}, false
	}
	n := st.addends
	if c, ok := st.of.Origin.(metric.Computed); ok && n == 0 && !strings.ContainsAny(c.Formula, "*/") {
		n = len(c.Inputs)
	}
	if n == 0 {
		return money.Number{}, false
	}
	u, _ := money.UnitNamed(st.unit)
	step := money.Int(u.Fen)
	for range max(st.v.Scale, 2) {
		step = step.Mul(money.Frac(1, 10))
	}
	if step.Cmp(money.Int(1)) <= 0 {
		return money.Number{}, false
	}
	tail, _ := step.Mul(money.Frac(int64(n+1), 2)).Quo(money.Int(u.Fen))
	return tail, true
}

// otherUnit is the unit that a printed sum may have meant: its number is right in
// another one.
func (st *statement) otherUnit() string {
	own, ok := money.UnitNamed(st.unit)
	if !ok || st.kind != "amount" {
		return ""
	}
	for _, u := range []money.Unit{money.Yuan, money.WanYuan, money.YiYuan} {
		in, _ := st.exact.Mul(money.Int(own.Fen)).Quo(money.Int(u.Fen))
		if u != own && st.v.Fits(in, st.mode) {
			return u.Name
		}
	}
	return ""
}
