package demo

import (
	"strconv"
	"strings"
)

// yearText is what a department says of year n: what the texts have, or for
// sizes beyond them a mixture of sentences.
func (p *plan) yearText(n int) yearText {
	if p.texts {
		return p.d.Years[n]
	}
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(n), "prose")
	out := yearText{
		Goals: p.mix(r, "goals", 4), Evaluation: p.mix(r, "evaluation", 3), Analysis: p.mix(r, "analysis", 4),
		Measures: p.mix(r, "measures", 3), Use: p.mix(r, "use", 2),
	}
	out.Expected, out.Achieved = p.mix(r, "expected", 1), p.mix(r, "achieved", 1)
	for _, q := range p.years[n].projects {
		if q.text.Exec == "low" {
			out.Problems = append(out.Problems, problemText{ID: "jindu-" + q.id, Project: q.id, Owner: "财务股", Due: "0630",
				Text: q.title + "执行率偏低。" + q.text.Cause + "。", Cause: q.text.Cause, Measure: q.text.Measure})
		}
	}
	return out
}

// sentences collects the sentences of each section that name no project.
func sentences(all []*department) map[string][]string {
	out := map[string][]string{}
	add := func(section, text string) {
		for _, line := range lines(text) {
			for _, s := range strings.SplitAfter(line, "。") {
				_, rest, numbered := strings.Cut(s, ". ")
				if numbered {
					s = rest
				}
				if strings.Contains(s, ".") || len(s) < 3*len("字") {
					continue
				}
				out[section] = append(out[section], s)
			}
		}
	}
	for _, d := range all {
		for _, y := range d.Years {
			add("goals", y.Goals)
			add("expected", y.Expected)
			add("achieved", y.Achieved)
			add("evaluation", y.Evaluation)
			add("analysis", y.Analysis)
			add("measures", y.Measures)
			add("use", y.Use)
		}
	}
	return out
}

// mix picks n different sentences.
func (p *plan) mix(r *random, section string, n int) string {
	from := p.pool[section]
	var out []string
	for len(out) < min(n, len(from)) {
		s := pick(r, from)
		if !strings.Contains(strings.Join(out, ""), s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, "")
}
