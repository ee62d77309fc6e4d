package demo

import (
	"strconv"
	"strings"
)

// money draws the amounts of all years. What a project does not spend it carries
// over, gives back, or has left, and next year begins with what was carried over.
func (p *plan) money() {
	for _, y := range p.years {
		r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "basic")
		base := wan(p.d.Basic.Literal)
		y.basic.initial = p.round(base * (1000 + int64(y.n)*28 + r.between(-6, 6)) / 1000)
		rise := p.round(y.basic.initial * r.between(9, 26) / 1000)
		y.basic.budget = y.basic.initial + rise
		y.basic.spent = p.round(y.basic.budget * r.between(9780, 9968) / 10000)
		y.basic.withdrawn = y.basic.budget - y.basic.spent
		y.adjustments = append(y.adjustments, adjustment{kind: "追加", amount: rise, date: dateOf(y.year, "0926"),
			authority: p.number("财预", y.year, 31+p.order), reason: "按国家统一政策调整人员经费", exempt: true})
		y.all = y.basic
		for _, q := range y.projects {
			p.fund(q)
			y.projectsSum.add(q.sums)
			y.adjustments = append(y.adjustments, named(q)...)
			y.over = y.over || q.spent > q.budget
		}
		y.all.add(y.projectsSum)
	}
}

// named are the adjustments of a project as its department lists them.
func named(q *projectPlan) []adjustment {
	var out []adjustment
	for _, a := range q.adjustments {
		a.reason = q.title + "：" + a.reason
		out = append(out, a)
	}
	return out
}

// fund draws the amounts of one project's year.
func (p *plan) fund(q *projectPlan) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(q.year), q.id, "funds")
	grant := p.round(between(q.Scale, q.nth, len(q.Years)) * r.between(975, 1025) / 1000)
	if y := p.before(p.years[q.year-p.opt.First]); y != nil {
		if last := y.find(q.id); last != nil {
			q.carriedIn = last.carriedOver
		}
	}
	q.initial = grant + q.carriedIn
	if q.Born.Value && q.first {
		q.initial = q.carriedIn
	}
	q.budget = q.initial
	for i, line := range q.text.Adjust {
		a := p.adjustment(q, r, line.Value, grant, i)
		q.adjustments = append(q.adjustments, a)
		q.budget += a.amount
	}
	q.spent = p.spend(q, r)
	left := q.budget - q.spent
	switch {
	case left < 0:
	case q.Carry.Value && !q.last || q.Carry.Value && q.To.Value == 0:
		q.carriedOver = left
	case q.last && !q.Carry.Value && q.Span > 0:
		q.surplus = left
	default:
		q.withdrawn = left
	}
}

// spend draws what was spent of the budget.
func (p *plan) spend(q *projectPlan, r *random) int64 {
	switch q.text.Exec {
	case "zero":
		return 0
	case "full":
		return q.budget
	case "over":
		return q.budget + p.round(q.budget*r.between(31, 48)/1000)
	case "low":
		return p.round(q.budget * r.between(6480, 7860) / 10000)
	case "normal":
		return p.round(q.budget * r.between(9130, 9590) / 10000)
	}
	return p.round(q.budget * r.between(9620, 9972) / 10000)
}

// adjustment reads one line of the texts: 追加 | 18.6 | 0617 | 原因 | 免.
func (p *plan) adjustment(q *projectPlan, r *random, line string, grant int64, i int) adjustment {
	c := cells(line, 5)
	a := adjustment{kind: c[0], date: dateOf(q.year, c[2]), reason: c[3], exempt: c[4] != "",
		authority: p.number("财预", q.year, 40+p.order*7+q.order*2+i)}
	switch {
	case c[1] == "all" && a.kind == "追减":
		a.amount = -q.budget
	case c[1] == "all":
		a.amount = grant
	default:
		a.amount = p.round(wan(c[1]) * r.between(940, 1060) / 1000)
	}
	return a
}

// number is an invented document number.
func (p *plan) number(office string, year, n int) string {
	return "示" + office + "〔" + strconv.Itoa(year) + "〕" + strconv.Itoa(n) + "号（虚构示例）"
}

// round brings a sum to the precision of the department.
func (p *plan) round(fen int64) int64 {
	half := p.step / 2
	if fen < 0 {
		return -((-fen + half) / p.step * p.step)
	}
	return (fen + half) / p.step * p.step
}

// wan reads a sum in 万元 with at most six decimals.
func wan(text string) int64 {
	sign := int64(1)
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = -1, rest
	}
	whole, frac, _ := strings.Cut(text, ".")
	n, _ := strconv.ParseInt(whole+(frac + "000000")[:6], 10, 64)
	return sign * n
}

// between reads a range 210~265 and returns what belongs to year nth of n.
func between(scale string, nth, n int) int64 {
	lo, hi, ok := strings.Cut(scale, "~")
	if !ok || n < 2 {
		return wan(lo)
	}
	a, b := wan(lo), wan(hi)
	return a + (b-a)*int64(min(nth, n-1))/int64(n-1)
}

// dateOf is a day of a year as TOML has it: 0617 of 2023 is 2023-06-17.
func dateOf(year int, day string) string {
	return strconv.Itoa(year) + "-" + day[:2] + "-" + day[2:]
}
