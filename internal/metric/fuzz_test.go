package metric

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mingbai/internal/source"
)

// Whatever stands in a formula, it compiles or gives findings inside the formula,
// at once, and what compiles has a value and words.
func FuzzFormula(f *testing.F) {
	for _, s := range []string{
		"spent / budget", "min(weights.execution, weights.execution * spent / budget)", "sum(projects.spent)", "count(projects)",
		"spent*(1/3)", "0.1+0.2", "budget > 0 && !(spent == 0) ? spent / budget : 0", "round(execution_rate, 4)", "max(projects.share)",
		"abs(-1) - -1", "report.spent", "(((1)))", "spent ÷ budget", "1e9", "projects | sum()", "a?.b", "#x", "'a'", "1..2", "not in", "x", "//", "/*", "b'x'", "let x = 1; x", "?:", "1 ? 2 : 3", "sum(projects.spent,.x)", "grade(spent)", "average(projects.spent, projects.budget)", "execution(spent, budget)", "cap(spent, budget)", "sum(scores.self)", "last.spent", "given(budget, spent)", "count(evaluated)", "sum(sources.nothing)", "deductions.points",
	} {
		f.Add(s, "ratio")
	}
	base := profile(f, profileText(f))
	base.Metrics = base.Metrics[:26] // those of the first report: the rest only costs time
	r := report(f, seed, items[:]...)
	f.Fuzz(func(t *testing.T, formula, kind string) {
		start := time.Now()
		p := *base
		x := p.Metrics[len(p.Metrics)-1]
		x.Key.Value, x.Label.Value, x.Alias, x.Kind.Value = "x", "甲", nil, kind
		x.Scope, x.Unit = source.String{}, source.String{}
		x.Formula = source.String{Value: formula, Set: true, Place: source.Place{File: "f", Line: 1, Column: 1}}
		p.Metrics = append(p.Metrics[:len(p.Metrics):len(p.Metrics)], x)
		c, faults := Compile(&p)
		for _, g := range faults {
			lines := strings.Split(formula, "\n")
			if g.Place.File == "f" && (g.Place.Line < 1 || g.Place.Line > len(lines) || g.Place.Column < 1 || g.Place.Column > utf8.RuneCountInString(lines[g.Place.Line-1])+1) {
				t.Errorf("%q: place %s", formula, g.Place)
			}
			if g.Message == "" || g.Rule != source.RuleFormula {
				t.Errorf("%q: %+v", formula, g)
			}
		}
		s, _ := Compute(r, c)
		for _, fig := range []*Figure{s.Report("x"), s.Report("spent")} {
			if fig == nil { // nothing was given of what the formula names
				continue
			}
			fig.Shown()
			Encode(fig.JSON())
			if words, figures := s.FormulaLabels(fig), s.FormulaFigures(fig); (words == nil) != (figures == nil) {
				t.Errorf("%q: labels %v, figures %v", formula, words, figures)
			}
		}
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q took %s", formula, d)
		}
	})
}

// Whatever stands in a label, it means figures of this set or nothing.
func FuzzResolve(f *testing.F) {
	for _, s := range []string{"支出", "会议费.支出", "预算执行率@原文", "部门.支出", "..", "@@", "", "huiyi.", "经费.支出"} {
		f.Add(s, "huiyi")
	}
	s := seedSet(f, "")
	f.Fuzz(func(t *testing.T, label, project string) {
		for _, fig := range s.Resolve(label, project) {
			if s.Get(fig.Key) != fig {
				t.Errorf("%q: foreign figure %s", label, fig.Key)
			}
		}
		for _, l := range s.Candidates(label, project) {
			if len(s.Resolve(l, "")) != 1 {
				t.Errorf("%q: candidate %q is unclear", label, l)
			}
		}
	})
}

func BenchmarkCompile(b *testing.B) {
	p := profile(b, profileText(b))
	for b.Loop() {
		Compile(p)
	}
}

func BenchmarkCompute(b *testing.B) {
	c, r := shipped(b, ""), report(b, seed, items[:]...)
	b.ReportAllocs()
	for b.Loop() {
		Compute(r, c)
	}
}

func BenchmarkJSON(b *testing.B) {
	s := seedSet(b, "")
	for b.Loop() {
		s.JSON()
	}
}

func BenchmarkWords(b *testing.B) {
	s := seedSet(b, "")
	for b.Loop() {
		for _, f := range s.All() {
			s.FormulaLabels(f)
			s.FormulaFigures(f)
		}
	}
}
