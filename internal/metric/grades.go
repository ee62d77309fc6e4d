package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// grades makes the figures of how the projects were graded: for each grade of the
// profile how many projects have it, with which budget, and their share of those
// that were graded. Without a graded project there are none.
func (m *computation) grades() {
	rules := m.set.c.scoring
	d := m.set.c.find(ofProject, "grade")
	budget := m.set.c.find(ofProject, "budget")
	if d == nil || len(rules.grades) == 0 {
		return
	}
	byGrade := make([][]int, len(rules.grades))
	graded := 0
	for i := range m.r.Projects {
		r := m.env.project[d.i][i]
		if r.bad != nil || r.tier == nil {
			continue
		}
		if g := rules.gradeNamed(r.tier.word); g > 0 {
			byGrade[g-1] = append(byGrade[g-1], i)
			graded++
		}
	}
	if graded == 0 {
		return
	}
	for g := range byGrade {
		name := rules.grades[g].name
		count := m.gradeFigure(g, "count", "评为“"+name+"”的项目个数", "个", 0, byGrade[g], nil)
		count.kind, count.Value = "count", Count{money.Int(int64(len(byGrade[g])))}
		share := m.gradeFigure(g, "share", "评为“"+name+"”的项目占比", "%", m.rateDigits(), byGrade[g], nil)
		share.kind, share.Value = "ratio", Ratio{money.Frac(int64(len(byGrade[g])), int64(graded))}
		share.how.number, share.how.whole = money.Int(int64(len(byGrade[g]))), money.Int(int64(graded))
		if budget != nil {
			m.gradeAmount(g, name, byGrade[g], budget)
		}
	}
}

func (m *computation) gradeFigure(g int, field, label, unit string, digits int, projects []int, parts []*Figure) *Figure {
	f := m.row(-1, nth("grades", g+1), field, label)
	f.Row, f.Unit, f.Digits = m.set.c.scoring.grades[g].name, unit, digits
	words := map[string]string{"count": "计数（评为这一等级的项目）", "share": "这一等级的项目个数 ÷ 已定等级的项目个数", "amount": "这一等级各项目全年预算数之和"}[field]
	f.how = &how{way: wayGrades, words: words, parts: parts}
	o := Computed{Place: source.Place{File: m.set.c.profile.File}, Basis: m.set.c.scoring.basis, Inputs: append([]*Figure{}, parts...),
		Formula: map[string]string{"count": "count(projects)", "share": "count(projects) / count(graded)", "amount": "sum(projects.budget)"}[field]}
	in := map[int]bool{}
	for _, i := range projects {
		in[i] = true
	}
	if field != "amount" {
		o.Counted = m.counted(nil, func(i int) bool { return in[i] })
	}
	f.Origin = o
	return f
}

// gradeAmount is the budget of the projects of a grade.
func (m *computation) gradeAmount(g int, name string, projects []int, budget *def) {
	var parts []*Figure
	var sum money.Number
	var bad *problem
	for _, i := range projects {
		r := m.env.project[budget.i][i]
		parts = append(parts, m.figure(budget, i))
		if bad == nil && r.bad != nil {
			bad = &problem{why: "“" + m.env.names[i] + "”没有填报“" + budget.label + "”，无法合计"}
		}
		sum = sum.Add(r.n)
	}
	f := m.gradeFigure(g, "amount", "评为“"+name+"”的项目预算", m.unit.Name, 2, projects, parts)
	f.kind = "amount"
	f.Value = valueOf("amount", result{n: sum, bad: bad})
}
