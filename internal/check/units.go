package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// oddSum is a sum that may be written in a unit of its own.
type oddSum struct {
	q     *record.Project
	key   string
	label string
	a     source.Amount
}

// writtenSums are the sums above zero that are held against each other's units.
func (p *pass) writtenSums() []oddSum {
	var all []oddSum
	add := func(q *record.Project, key, label string, a source.Amount) {
		if a.Set && a.Value > 0 {
			all = append(all, oddSum{q, key, label, a})
		}
	}
	for _, q := range p.Projects {
		for _, c := range columns() {
			add(q, c.key, c.label, c.project(&q.Funds))
		}
		for i := range q.Funds.Sources {
			r := &q.Funds.Sources[i]
			add(q, "budget", r.Name.Value, r.Budget)
			add(q, "spent", r.Name.Value, r.Spent)
		}
		for i := range q.Parts {
			add(q, "budget", q.Parts[i].Name.Value, q.Parts[i].Budget)
			add(q, "spent", q.Parts[i].Name.Value, q.Parts[i].Spent)
		}
	}
	for _, c := range columns() {
		add(nil, c.key, c.label, c.report(&p.Funds))
	}
	for i := range p.Items {
		add(nil, "items", p.Items[i].Label.Value, p.Items[i].Amount)
	}
	return all
}

// oddUnits finds sums written in a unit of their own that would only fit the
// others in the report's: 420.37元 among sums in 万元.
func (p *pass) oddUnits() {
	all := p.writtenSums()
	units := map[string]int{}
	for _, s := range all {
		units[s.a.Unit.Name]++
	}
	if len(units) < 2 {
		return
	}
	usual := usualUnit(units, p.unit.Name)
	var peers []money.Amount
	for _, s := range all {
		if s.a.Unit.Name == usual {
			peers = append(peers, s.a.Value)
		}
	}
	slices.Sort(peers)
	for _, s := range all {
		if s.a.Unit.Name != usual {
			p.oddUnit(s, usual, peers[len(peers)/2])
		}
	}
}

// oddUnit holds one sum against the middle of those in the usual unit.
func (p *pass) oddUnit(s oddSum, usual string, middle money.Amount) {
	u, _ := money.UnitNamed(usual)
	in, _ := s.a.Value.Number().Mul(money.Int(u.Fen)).Quo(money.Int(s.a.Unit.Fen))
	n, fits := in.Int64()
	meant := money.Amount(n)
	if !fits || !p.farApart(s.a.Value, middle) || p.farApart(meant, middle) {
		return
	}
	c := p.cash(s.q)
	written := strings.TrimSuffix(s.a.Literal, s.a.Unit.Name)
	p.add(source.Finding{
		Place: s.a.Place, Key: p.keyOf(s.q, s.key), Title: "单位疑似写错", Stated: s.a.Literal,
		Message:  fmt.Sprintf("%s的%s写作%s，合%s；其余的数都以%s为单位，疑似应为%s%s", subject(s.q), s.label, s.a.Literal, c.with(s.a.Value), usual, written, usual),
		Computed: written + usual, Difference: c.shown(distance(meant, s.a.Value)), Unit: c.unit.Name,
		Hint: "核对原件的单位",
	})
}

// usualUnit is the unit that most sums have; the report's own where it is even.
func usualUnit(units map[string]int, own string) string {
	best := own
	for _, name := range []string{"万元", "元", "亿元"} {
		if units[name] > units[best] {
			best = name
		}
	}
	return best
}

// impossibleUnits finds units in prose that cannot be: 42.59万元亩.
func (p *pass) impossibleUnits() {
	for i := range p.texts {
		t := &p.texts[i]
		for from := 0; ; {
			at := strings.Index(t.plain[from:], "元")
			if at < 0 {
				break
			}
			at += from
			from = at + len("元")
			for _, u := range []string{"亩", "公里", "平方米", "立方米", "台", "套", "吨", "千米"} {
				if !strings.HasPrefix(t.plain[from:], u) {
					continue
				}
				start := digitsBefore(t.plain, at)
				if start < 0 {
					continue
				}
				quote := t.plain[start : from+len(u)]
				p.add(source.Finding{
					Place: t.place(start), Key: t.key, Title: "没有这样的单位", Quote: quote, Stated: quote,
					Message: fmt.Sprintf("“%s”里的“%s”：金额后面又写了“%s”，不知道是多少钱还是多少%s", t.title, quote, u, u),
					Hint:    "核对原件，改成一个单位；单价写成“元/" + u + "”",
				})
			}
		}
	}
}

// digitsBefore is where the number before 元, 万元 or 亿元 begins, −1 for none.
func digitsBefore(s string, at int) int {
	head := strings.TrimSuffix(strings.TrimSuffix(s[:at], "万"), "亿")
	start := len(head)
	for start > 0 && (head[start-1] >= '0' && head[start-1] <= '9' || head[start-1] == '.') {
		start--
	}
	if start == len(head) {
		return -1
	}
	return start
}
