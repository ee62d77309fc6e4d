package demo

import (
	"strconv"
	"strings"

	"mingbai/internal/source"
)

// decimal is a number with a fixed number of decimals.
type decimal struct {
	n     int64
	scale int
}

func parseDecimal(s string) decimal {
	whole, frac, _ := strings.Cut(s, ".")
	n, _ := strconv.ParseInt(whole+frac, 10, 64)
	return decimal{n, len(frac)}
}

func (d decimal) String() string {
	s := strconv.FormatInt(d.n, 10)
	if d.scale == 0 {
		return s
	}
	for len(s) <= d.scale {
		s = "0" + s
	}
	return s[:len(s)-d.scale] + "." + s[len(s)-d.scale:]
}

// to changes the number of decimals; fewer cut off.
func (d decimal) to(scale int) decimal {
	for ; d.scale < scale; d.scale++ {
		d.n *= 10
	}
	for ; d.scale > scale; d.scale-- {
		d.n /= 10
	}
	return d
}

// common brings two numbers to the same scale.
func (d decimal) common(e decimal) (int64, int64) {
	scale := max(d.scale, e.scale)
	return d.to(scale).n, e.to(scale).n
}

func values(list []source.String) []string {
	var out []string
	for _, s := range list {
		out = append(out, s.Value)
	}
	return out
}

// span reads 8200~9600 and gives the target of year nth of n.
func span(text string, nth, n int) decimal {
	lo, hi, ok := strings.Cut(text, "~")
	a := parseDecimal(lo)
	if !ok || n < 2 {
		return a
	}
	b := parseDecimal(hi)
	scale := max(a.scale, b.scale)
	a, b = a.to(scale), b.to(scale)
	nth = min(nth, n-1)
	return decimal{a.n + (b.n-a.n)*int64(nth)/int64(n-1), scale}
}

// measure draws the target and the actual of a row from its specification.
func (p *plan) measure(q *projectPlan, w *row, spec string, r *random) {
	op, rest, _ := strings.Cut(spec, " ")
	numbers, unit, _ := strings.Cut(strings.TrimSpace(rest), " ")
	w.unit = unit
	switch op {
	case "na":
		w.target, w.why, w.evidence = "不适用", w.evidence, ""
	case "text":
		w.kind, w.target, w.actual, w.band = "quality", rest, rest, "达成年度指标"
	case "date":
		w.kind, w.target, w.actual = "date", rest, dateBefore(rest, r)
	case "survey":
		w.survey(span(numbers, q.nth, len(q.Years)), r)
	case "range":
		w.within(numbers, unit, r)
	case "=":
		w.goal = parseDecimal(numbers)
		w.target, w.actual = "="+numbers+unit, numbers+unit
		w.done = w.goal
	default:
		w.goal = span(numbers, q.nth, len(q.Years))
		w.upper = op == "<="
		w.reach(r)
		w.target = map[bool]string{true: "≤", false: "≥"}[w.upper] + w.goal.String() + unit
		w.actual = w.done.String() + unit
	}
}

// reach draws the actual: a little better than the target, or as far from it as
// the texts say.
func (w *row) reach(r *random) {
	g := w.goal
	percent := w.unit == "%"
	if percent {
		g = g.to(max(g.scale, 1))
	}
	switch pct := w.percentOfTarget; {
	case pct != 100 && w.upper:
		w.done = decimal{(g.n*pct + 99) / 100, g.scale}
	case pct != 100:
		w.done = decimal{g.n * pct / 100, g.scale}
	case w.upper:
		w.done = decimal{(g.n*r.between(905, 996) + 999) / 1000, g.scale}
	case percent:
		full := decimal{100, 0}.to(g.scale).n
		w.done = decimal{min(full, g.n+r.between(1, min(26, max(g.n/12, 1)))), g.scale}
	default:
		w.done = decimal{g.n * r.between(1002, 1068) / 1000, g.scale}
	}
}

// survey draws answers: how many were sent, came back and were satisfied.
func (w *row) survey(goal decimal, r *random) {
	w.kind, w.goal = "satisfaction", goal
	if w.evidence == "" {
		w.evidence = "问卷汇总"
	}
	w.sent = r.between(220, 640)
	w.valid = w.sent * r.between(931, 987) / 1000
	permille := goal.n*10 + r.between(4, 31)
	if w.percentOfTarget != 100 {
		permille = goal.n * 10 * w.percentOfTarget / 100
	}
	w.satisfied = (w.valid*min(permille, 994) + 999) / 1000
	if w.percentOfTarget != 100 {
		w.satisfied = w.valid * permille / 1000
	}
	w.done = decimal{(2*10000*w.satisfied + w.valid) / (2 * w.valid), 2}
	w.target, w.actual = "≥"+goal.String()+"%", w.done.String()+"%"
}

// within draws an actual inside a range.
func (w *row) within(numbers, unit string, r *random) {
	lo, hi, _ := strings.Cut(numbers, "~")
	a, b := parseDecimal(lo), parseDecimal(hi)
	w.done = decimal{a.n + (b.n-a.n)*r.between(25, 75)/100, a.scale}
	w.target, w.actual = lo+"~"+hi+unit, w.done.String()+unit
	if unit == "%" {
		w.target = lo + "%~" + hi + "%"
	}
}

// dateBefore draws a day within the month of a limit such as 11月底前, 6月上旬前.
func dateBefore(limit string, r *random) string {
	month, rest, _ := strings.Cut(limit, "月")
	last := int64(27)
	if strings.HasPrefix(rest, "上旬") {
		last = 9
	}
	return month + "月" + strconv.FormatInt(r.between(3, last), 10) + "日"
}
