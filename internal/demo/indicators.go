package demo

import (
	"slices"
	"strconv"
	"strings"
)

// row is one level-3 indicator of a form.
type row struct {
	level1, level2, name, kind     string
	target, actual, band, evidence string
	weight, score                  int64 // in hundredths of a point
	cause, measure                 string
	lastYear                       string
	sent, valid, satisfied         int64 // of a survey
	why                            string
	goal, done                     decimal
	upper                          bool // less is better
	unit                           string
	percentOfTarget                int64
	noScore                        bool
}

// tree is how a profile calls the kinds of indicators of the texts.
type tree struct {
	weights [4]int64 // 成本, 产出, 效益, 满意度
	level2  map[string][2]string
	noScore bool
}

// treeOf is the tree of a profile.
func treeOf(profile string) tree {
	t := tree{level2: map[string][2]string{
		"数量": {"产出指标", "数量指标"}, "质量": {"产出指标", "质量指标"}, "时效": {"产出指标", "时效指标"},
		"经济": {"效益指标", "经济效益指标"}, "社会": {"效益指标", "社会效益指标"}, "生态": {"效益指标", "生态效益指标"},
		"满意": {"满意度指标", "服务对象满意度指标"},
	}, weights: [4]int64{0, 50, 30, 10}}
	switch profile {
	case "mof-2021":
		return t
	case "mof-2021-cost":
		t.weights = [4]int64{20, 40, 20, 10}
		t.level2["成本"] = [2]string{"成本指标", "经济成本指标"}
		t.level2["经济成本"] = [2]string{"成本指标", "经济成本指标"}
		t.level2["社会成本"] = [2]string{"成本指标", "社会成本指标"}
		t.level2["生态成本"] = [2]string{"成本指标", "生态环境成本指标"}
		return t
	}
	for _, cost := range []string{"成本", "经济成本", "社会成本", "生态成本"} {
		t.level2[cost] = [2]string{"产出指标", "成本指标"}
	}
	t.level2["可持续"] = [2]string{"效益指标", "可持续影响指标"}
	t.noScore = profile == "transfer"
	return t
}

// indicators draws the targets and actuals of a project's year and scores them.
func (p *plan) indicators(q *projectPlan) {
	t := treeOf(q.profile)
	specs := slices.DeleteFunc(lines(q.Indicators), func(spec string) bool {
		_, ok := t.level2[cells(spec, 2)[0]]
		return !ok // the profile of the year has no place for it
	})
	if n := p.opt.Indicators; n > 0 {
		specs = padded(specs, n)
	}
	for _, spec := range specs {
		c := cells(spec, 4)
		level := t.level2[c[0]]
		r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(q.year), q.id, c[1])
		w := &row{level1: level[0], level2: level[1], name: c[1], evidence: c[3], noScore: t.noScore, percentOfTarget: 100}
		w.outcome(&q.text)
		if v, ok := p.fault(p.years[q.year-p.opt.First], q, "over/"+w.name); ok {
			w.percentOfTarget, _ = strconv.ParseInt(v, 10, 64)
		}
		p.measure(q, w, c[2], r)
		q.rows = append(q.rows, w)
	}
	sortRows(q.rows)
	if !t.noScore {
		weigh(q.rows, t.weights)
		for _, w := range q.rows {
			w.rate()
		}
	}
	p.lastYear(q)
}

// padded repeats the specifications until there are n, under further names.
func padded(specs []string, n int) []string {
	var out []string
	for i := range n {
		c := cells(specs[i%len(specs)], 4)
		if lap := i / len(specs); lap > 0 {
			c[1] += "（第" + strconv.Itoa(lap+1) + "类）"
			c[2] = strings.Replace(c[2], "survey", ">=", 1) // a form has one survey
		}
		out = append(out, strings.Join(c, "|"))
	}
	return out
}

// outcome takes from the texts whether the target was missed or passed by far,
// and why it is lower than last year.
func (w *row) outcome(text *projectText) {
	for _, line := range values(text.Lower) {
		if c := cells(line, 2); c[0] == w.name {
			w.cause = c[1]
		}
	}
	for i, list := range [][]string{values(text.Miss), values(text.Over)} {
		for _, line := range list {
			c := cells(line, 4)
			if c[0] != w.name {
				continue
			}
			w.percentOfTarget, _ = strconv.ParseInt(c[1], 10, 64)
			w.cause, w.measure = c[2], c[3]
			if i == 1 {
				w.measure = ""
			}
		}
	}
}

// levels is the order of level-1 and level-2 indicators in a form.
func levels() []string {
	return []string{"经济成本指标", "社会成本指标", "生态环境成本指标", "数量指标", "质量指标", "时效指标", "成本指标",
		"经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标", "服务对象满意度指标"}
}

func sortRows(rows []*row) {
	var out []*row
	for _, l := range levels() {
		for _, w := range rows {
			if w.level2 == l {
				out = append(out, w)
			}
		}
	}
	copy(rows, out)
}

// weigh shares the points of each dimension among its rows, in steps of 5 points
// where there are enough of them; the first rows get the larger ones. Without a
// row of 满意度 its points go to 效益.
func weigh(rows []*row, points [4]int64) {
	dims := []string{"成本指标", "产出指标", "效益指标", "满意度指标"}
	of := map[string][]*row{}
	for _, w := range rows {
		if w.why == "" {
			of[w.level1] = append(of[w.level1], w)
		}
	}
	if len(of["满意度指标"]) == 0 {
		points[2] += points[3]
	}
	for i, dim := range dims {
		n := int64(len(of[dim]))
		step := int64(500)
		for step > 1 && n*step > points[i]*100 {
			step /= 5
		}
		for j, w := range of[dim] {
			units := points[i] * 100 / step
			w.weight = units / n * step
			if int64(j) < units%n {
				w.weight += step
			}
		}
	}
}

// rate scores a row by the default rules: in proportion to what was reached.
func (w *row) rate() {
	switch {
	case w.why != "":
		return
	case w.percentOfTarget == 100 || w.goal.n == 0:
		w.score = w.weight
	case w.upper:
		w.score = proportion(w.weight, w.goal, w.done)
	default:
		w.score = proportion(w.weight, w.done, w.goal)
	}
}

// proportion is weight × a ÷ b, rounded half up, at most the weight.
func proportion(weight int64, a, b decimal) int64 {
	x, y := a.common(b)
	if y == 0 || x >= y {
		return weight
	}
	return (2*weight*x + y) / (2 * y)
}

// lastYear gives each row what the same indicator reached the year before.
func (p *plan) lastYear(q *projectPlan) {
	y := p.before(p.years[q.year-p.opt.First])
	if y == nil {
		return
	}
	last := y.find(q.id)
	if last == nil {
		return
	}
	for _, w := range q.rows {
		for _, v := range last.rows {
			if v.name == w.name && v.actual != "" && w.why == "" {
				w.lastYear = v.actual
			}
		}
	}
}
