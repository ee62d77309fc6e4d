package metric

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// rulesUnder are the rules of the shipped profile, with more in front.
func rulesUnder(t testing.TB, more string) *scoring {
	files := map[string]string{"rules/own.toml": "extends = \"mof-2020\"\n" + more}
	c, faults := Compile(content(t, "profile = \"own\"\n", files).Profiles["own"])
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	return c.scoring
}

func entryOf(target, actual string, weight money.Number) *entry {
	ind := &record.Indicator{Target: source.String{Value: target, Set: true}, Actual: source.String{Value: actual, Set: actual != ""}}
	return &entry{ind: ind, target: ind.TargetValue(), actual: ind.ActualValue(), weight: weight}
}

// Whatever is reached, a score lies within 0 and its weight; more of what is
// wanted never earns less.
func TestScoresAreBoundedAndMonotone(t *testing.T) {
	kinds := []string{"", "[scoring]\nforward_rule = \"zero\"\nreverse_rule = \"zero\"\n", "[scoring]\npass = 60\n",
		"[[score_rule]]\nkind = \"at_least\"\nmethod = \"steps\"\nstep = 3\nlose = 7\n[[score_rule]]\nkind = \"at_most\"\nmethod = \"steps\"\nstep = 2\nlose = 15\nwhole = true\n",
		"[[score_rule]]\nkind = \"at_least\"\nmethod = \"bands\"\n[[score_rule.band]]\nfrom = 100\nshare = 100\n[[score_rule.band]]\nfrom = 70\nshare = 60\n[[score_rule.band]]\nfrom = 50\nshare = 20\n"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, more := range kinds {
		rules := rulesUnder(t, more)
		for range 300 {
			weight := money.Frac(rnd.Int64N(300), 10)
			target := rnd.Int64N(200)
			op := []string{"≥", "≤", ">", "<"}[rnd.IntN(4)]
			last := money.Number{}
			for step := range int64(40) {
				actual := step * 8
				if op == "≤" || op == "<" {
					actual = (39 - step) * 8
				}
				o := rules.score(entryOf(op+fmt.Sprint(target, "个"), fmt.Sprint(actual, "个"), weight))
				if o.bad != nil {
					t.Fatalf("%s%d, %d: %s", op, target, actual, o.bad)
				}
				if o.score.Sign() < 0 || o.score.Cmp(weight) > 0 || o.score.Cmp(last) < 0 {
					t.Fatalf("%q: %s%d, actual %d of %s: %s after %s", more, op, target, actual, weight, o.score, last)
				}
				last = o.score
			}
			if last.Cmp(weight) != 0 && target < 300 && target > 0 && op != "<" {
				t.Errorf("%q: %s%d never earns its weight", more, op, target)
			}
		}
	}
}

// The score of an execution is bounded and monotone too.
func TestExecutionIsMonotone(t *testing.T) {
	rules := rulesUnder(t, "")
	ten := money.Int(10)
	last := money.Number{}
	for spent := range int64(150) {
		o := rules.executed(ten, result{n: money.Int(spent)}, result{n: money.Int(100)})
		if o.score.Sign() < 0 || o.score.Cmp(ten) > 0 || o.score.Cmp(last) < 0 {
			t.Fatalf("%d: %s", spent, o.score)
		}
		last = o.score
	}
}

// Sums conserve every 分: of projects, sources, subordinate units, grades and the
// county.
func TestSumsConserve(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		var projects []string
		var spent, budget int64
		for i := range 1 + rnd.IntN(9) {
			b, s := rnd.Int64N(1_000_000_00), rnd.Int64N(1_000_000_00)
			budget, spent = budget+b, spent+s
			projects = append(projects, fmt.Sprintf("name = \"%d\"\n[funds]\nbudget = \"%d.%02d元\"\n[scores]\ntotal = %d\ngrade = \"%s\"\n[[funds.source]]\nname = \"甲\"\nspent = \"%d.%02d元\"\n[[funds.source]]\nname = \"乙\"\nspent = \"%d.%02d元\"\n",
				i, b/100, b%100, 60+i*4, []string{"优", "良", "中"}[i%3], s/3/100, s/3%100, (s-s/3)/100, (s-s/3)%100))
		}
		r := content(t, "", nil, projects...).Reports[0]
		c, _ := Compile(r.Rules)
		s := compute(t, r, c)
		exact := func(f *Figure) string { n, _ := f.Exact(); return n.String() }
		if got := exact(s.Report("project_spent_sum")); got != fmt.Sprint(spent) {
			t.Errorf("%s 分 spent, want %d", got, spent)
		}
		if got := exact(s.Report("project_budget")); got != fmt.Sprint(budget) {
			t.Errorf("%s 分 of budget, want %d", got, budget)
		}
		graded, count := money.Number{}, money.Number{}
		for i := 1; i <= 4; i++ {
			a, _ := s.Report(fmt.Sprintf("grades/%d/amount", i)).Exact()
			n, _ := s.Report(fmt.Sprintf("grades/%d/count", i)).Exact()
			graded, count = graded.Add(a), count.Add(n)
		}
		if graded.String() != fmt.Sprint(budget) || count.String() != fmt.Sprint(len(projects)) {
			t.Errorf("graded %s of %d, %s of %d", graded, budget, count, len(projects))
		}
		row := s.Row(r)
		g := Year([]*Row{row, row}, 2023, money.WanYuan)
		if got := exact(g.ProjectSpent); got != fmt.Sprint(2*spent) {
			t.Errorf("the county spent %s, want %d", got, 2*spent)
		}
	}
}

// Whatever stands in a target, an actual or a weight, scoring neither fails nor
// leaves its bounds.
func FuzzScore(f *testing.F) {
	for _, s := range [][2]string{{"≥50个", "52个"}, {"0.6~0.8", "0.67"}, {"9月底前", "7月"}, {"0起", "1"}, {"优", "良"}, {"完成", "未完成"}, {"≤3/10万", "2"}, {"", ""}, {"≥-5%", "-1%"}, {"≥100百分比", "完成"}, {"=100%", "完成率98%"}} {
		f.Add(s[0], s[1], "", "10", "", "")
		f.Add(s[0], s[1], "direct", "7.5", "2", "98%")
	}
	rules := rulesUnder(f, "[scoring]\nsatisfaction_rule = \"bands\"\n[[scoring.satisfaction_band]]\nfrom = 90\nshare = 100\n")
	f.Fuzz(func(t *testing.T, target, actual, kind, weight, deduction, rate string) {
		number := func(s string) source.Number {
			d, err := money.ParseDecimal(s)
			return source.Number{Value: d, Set: err == nil && len(s) < 30}
		}
		w := number(weight)
		if !w.Set || w.Value.Number.Sign() < 0 {
			return
		}
		ind := &record.Indicator{Target: source.String{Value: target}, Actual: source.String{Value: actual}, Kind: source.String{Value: kind}, Deduction: number(deduction), Weight: w,
			Rate: source.String{Value: rate, Set: rate != ""}}
		x := &entry{ind: ind, target: ind.TargetValue(), actual: ind.ActualValue(), weight: w.Value.Number}
		o := rules.score(x)
		if o.bad == nil && (o.score.Sign() < 0 || o.score.Cmp(x.weight) > 0) {
			t.Errorf("%q %q: %s of %s", target, actual, o.score, x.weight)
		}
		if o.bad != nil && o.bad.String() == "" {
			t.Errorf("%q %q: no reason", target, actual)
		}
		rules.achievement(x)
		h := &how{way: o.way, number: o.number, band: o.band, rule: o.rule, deduct: o.deduct, whole: x.weight}
		for _, in := range []struct {
			to **Figure
			t  record.Target
			s  string
		}{{&h.target, x.target, target}, {&h.actual, x.actual, actual}} {
			if v, unit, digits := measurement(in.t, in.s); v != nil {
				*in.to = &Figure{Value: v, Unit: unit, Digits: digits}
			}
		}
		fig := &Figure{Value: Score{o.score}, Unit: "分", Digits: 2, how: h}
		h.labels()
		if o.bad == nil {
			plain(h.figures(fig))
		}
	})
}

// A whole record of odd rows has figures that all show, print and encode.
func FuzzIndicators(f *testing.F) {
	f.Add("≥50个", "52个", "10", "8", "1", true)
	f.Add("0.6~0.8", "9", "0", "", "", false)
	f.Add("2023-13-01", "“”", "-3", "1000000", "7,00", true)
	c := shipped(f, "")
	f.Fuzz(func(t *testing.T, target, actual, weight, score, review string, applies bool) {
		for _, s := range []string{target, actual} {
			if strings.ContainsAny(s, "\"\\\n\r\x00") || len(s) > 100 {
				return
			}
		}
		number := func(s string) source.Number {
			d, err := money.ParseDecimal(s)
			return source.Number{Value: d, Literal: s, Set: err == nil && len(s) < 30}
		}
		r := report(t, "", [4]string{"p", "甲", "1", "2"})
		ind := record.Indicator{Name: source.String{Value: "指标"}, Target: source.String{Value: target, Set: true}, Actual: source.String{Value: actual, Set: true},
			Weight: number(weight), Score: number(score), Reviewed: number(review), Applicable: source.Bool{Value: applies, Set: true}}
		r.Projects[0].Indicators = []record.Indicator{ind, ind}
		r.Indicators = []record.Indicator{ind}
		s, _ := Compute(r, c)
		for i, fig := range s.All() {
			if i > 0 && s.All()[i-1].Key >= fig.Key {
				t.Errorf("%s is out of order", fig.Key)
			}
			fig.Shown()
			Encode(fig.JSON())
			plain(s.FormulaLabels(fig))
			plain(s.FormulaFigures(fig))
			if _, computed := fig.Origin.(Computed); computed && fig.OK() && s.FormulaLabels(fig) == nil {
				t.Errorf("%s has no words", fig.Key)
			}
		}
	})
}
