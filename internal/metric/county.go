package metric

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/money"
)

// Group is several reports taken together: a year of the county, or the departments
// of one function.
type Group struct {
	Key      string // 2023, 2023/functions/政治协商: what its figures' keys begin with
	Name     string
	Rows     []*Row // of the reports, in the order of lists
	Included []*Row // those that give budget and spending: the sums take them in
	Grades   []GradeCount

	Budget, Spent, Unspent, Rate       *Figure // over the included
	Projects, Evaluated, Coverage      *Figure // over all
	Score                              *Figure // 部门平均得分, weighted by budget, of the included that have a score
	ProjectBudget, ProjectSpent, PRate *Figure // over those whose projects give both
}

// GradeCount is how many reports and projects have a grade.
type GradeCount struct {
	Name              string
	Reports, Projects int
}

// Year takes a year's reports together.
func Year(rows []*Row, year int, unit money.Unit) *Group {
	var own []*Row
	for _, r := range rows {
		if r.Year == year {
			own = append(own, r)
		}
	}
	return group(itoa(year), itoa(year)+"年度", own, unit)
}

// Functions takes a year's reports together by the function of their departments,
// sorted by name; departments without one are left out.
func Functions(rows []*Row, year int, unit money.Unit) []*Group {
	by := map[string][]*Row{}
	var names []string
	for _, r := range rows {
		if r.Year != year || r.Function == "" {
			continue
		}
		if by[r.Function] == nil {
			names = append(names, r.Function)
		}
		by[r.Function] = append(by[r.Function], r)
	}
	slices.Sort(names)
	var out []*Group
	for _, name := range names {
		out = append(out, group(itoa(year)+"/functions/"+name, name, by[name], unit))
	}
	return out
}

// group adds up reports.
func group(key, name string, rows []*Row, unit money.Unit) *Group {
	g := &Group{Key: key, Name: name, Rows: slices.SortedStableFunc(slices.Values(rows), byOrder)}
	s := summer{g: g, unit: unit}
	for _, r := range g.Rows {
		_, ok1 := r.Number("budget")
		_, ok2 := r.Number("spent")
		if ok1 && ok2 {
			g.Included = append(g.Included, r)
		}
	}
	g.Budget, g.Spent = s.total("budget", "预算合计", g.Included), s.total("spent", "支出合计", g.Included)
	g.Unspent = s.difference("unspent", "未支出合计", g.Budget, g.Spent)
	g.Rate = s.ratio("execution_rate", "预算执行率", g.Spent, g.Budget)
	s.projects()
	s.average()
	s.grades()
	return g
}

type summer struct {
	g    *Group
	unit money.Unit
}

func (s summer) figure(metric, label, unit, kind string, digits int, formula string) *Figure {
	return &Figure{Key: s.g.Key + "/" + metric, Metric: metric, Label: label, Unit: unit, Digits: digits, kind: kind,
		Origin: Computed{Formula: formula, Inputs: []*Figure{}}}
}

const noneIncluded = "没有哪个部门既填报了预算又填报了支出"

func (s summer) total(metric, label string, rows []*Row) *Figure {
	f := s.figure(metric, label, s.unit.Name, "amount", 2, "sum("+metric+")")
	o := Computed{Formula: "sum(" + metric + ")", Inputs: make([]*Figure, 0, len(rows))}
	parts := make([]money.Number, 0, len(rows))
	for _, r := range rows {
		n, _ := r.Number(metric)
		parts = append(parts, n)
		o.Inputs = append(o.Inputs, r.Report(metric))
	}
	f.Origin, f.Value = o, valueOf("amount", result{n: money.Sum(parts...)})
	if len(rows) == 0 {
		f.Value = Undefined{noneIncluded}
	}
	return f
}

func (s summer) difference(metric, label string, a, b *Figure) *Figure {
	f := s.figure(metric, label, s.unit.Name, "amount", 2, a.Metric+" - "+b.Metric)
	f.Origin = Computed{Formula: a.Metric + " - " + b.Metric, Inputs: []*Figure{a, b}}
	x, ok1 := a.Exact()
	y, ok2 := b.Exact()
	f.Value = Undefined{noneIncluded}
	if ok1 && ok2 {
		f.Value = valueOf("amount", result{n: x.Sub(y)})
	}
	return f
}

func (s summer) ratio(metric, label string, part, whole *Figure) *Figure {
	f := s.figure(metric, label, "%", "ratio", 2, part.Metric+" / "+whole.Metric)
	f.Origin = Computed{Formula: part.Metric + " / " + whole.Metric, Inputs: []*Figure{part, whole}}
	x, ok1 := part.Exact()
	y, ok2 := whole.Exact()
	f.Value = Undefined{whole.Reason()}
	if ok1 && ok2 {
		f.Value = Undefined{whole.Label + "是零，无法计算"}
		if q, ok := x.Quo(y); ok {
			f.Value = Ratio{q}
		}
	}
	return f
}

// projects counts and adds up the projects of all reports.
func (s summer) projects() {
	g := s.g
	all, evaluated := 0, 0
	var budgets, spents []money.Number
	for _, r := range g.Rows {
		for i := range r.Projects {
			p := &r.Projects[i]
			all++
			if p.Evaluated {
				evaluated++
			}
			b, ok1 := p.Number("budget")
			x, ok2 := p.Number("spent")
			if ok1 && ok2 {
				budgets, spents = append(budgets, b), append(spents, x)
			}
		}
	}
	count := func(metric, label string, n int) *Figure {
		f := s.figure(metric, label, "个", "count", 0, "count(projects)")
		f.Value = Count{money.Int(int64(n))}
		return f
	}
	g.Projects, g.Evaluated = count("project_count", "项目个数", all), count("evaluated_count", "参评项目个数", evaluated)
	g.Coverage = s.ratio("coverage", "自评覆盖率", g.Evaluated, g.Projects)
	sum := func(metric, label string, ns []money.Number) *Figure {
		f := s.figure(metric, label, s.unit.Name, "amount", 2, "sum("+metric+")")
		f.Value = valueOf("amount", result{n: money.Sum(ns...)})
		if len(ns) == 0 {
			f.Value = Undefined{"没有哪个项目既填报了预算又填报了支出"}
		}
		return f
	}
	g.ProjectBudget, g.ProjectSpent = sum("project_budget", "项目预算合计", budgets), sum("project_spent", "项目支出合计", spents)
	g.PRate = s.ratio("project_execution_rate", "项目支出执行率", g.ProjectSpent, g.ProjectBudget)
}

// average is the mean of the departments' scores, weighted by their budgets; a
// department without a score of its own stands with the mean of its projects.
func (s summer) average() {
	f := s.figure("average_score", "部门平均得分", "分", "score", 2, "average(total_score, budget)")
	var sum, whole []money.Number
	o := Computed{Formula: "average(total_score, budget)", Inputs: []*Figure{}}
	for _, r := range s.g.Included {
		metric := "total_score"
		score, ok := r.Number(metric)
		if !ok {
			metric = "average_score"
			score, ok = r.Number(metric)
		}
		if !ok {
			continue
		}
		b, _ := r.Number("budget")
		sum, whole = append(sum, score.Mul(b)), append(whole, b)
		o.Inputs = append(o.Inputs, r.Report(metric), r.Report("budget"))
	}
	f.Value = Undefined{"没有填报了得分的部门"}
	if len(sum) > 0 {
		f.Value = Undefined{"预算合计是零，无法加权平均"}
		if q, ok := money.Sum(sum...).Quo(money.Sum(whole...)); ok {
			f.Value = Score{q}
		}
	}
	f.Origin, s.g.Score = o, f
}

// grades counts the grades, in the order in which they are first met.
func (s summer) grades() {
	at := map[string]int{}
	find := func(name string) *GradeCount {
		if _, ok := at[name]; !ok {
			at[name] = len(s.g.Grades)
			s.g.Grades = append(s.g.Grades, GradeCount{Name: name})
		}
		return &s.g.Grades[at[name]]
	}
	for _, r := range s.g.Rows {
		if g := r.Grade(); g != "" {
			find(g).Reports++
		}
		for i := range r.Projects {
			if g := r.Projects[i].Grade(); g != "" {
				find(g).Projects++
			}
		}
	}
	scale := []string{"优", "良", "中", "差"}
	slices.SortStableFunc(s.g.Grades, func(a, b GradeCount) int { return rank(scale, a.Name) - rank(scale, b.Name) })
}

// rank is the place of a grade in the national scale; others come behind it.
func rank(scale []string, name string) int {
	if i := slices.Index(scale, name); i >= 0 {
		return i
	}
	return len(scale)
}

// Figures lists the group's figures, sorted by key.
func (g *Group) Figures() []*Figure {
	out := []*Figure{g.Budget, g.Spent, g.Unspent, g.Rate, g.Projects, g.Evaluated, g.Coverage, g.Score, g.ProjectBudget, g.ProjectSpent, g.PRate}
	slices.SortFunc(out, func(a, b *Figure) int { return strings.Compare(a.Key, b.Key) })
	return out
}

// Converted is one of the report's sums in another unit: a figure of the year, for
// tables that set departments side by side. It is nil where the report has no such
// sum or publishes it in that unit.
func (r *Row) Converted(metric string, unit money.Unit) *Figure {
	of := r.Report(metric)
	if of == nil || of.Kind() != "amount" || of.Unit == unit.Name {
		return nil
	}
	return &Figure{Key: itoa(r.Year) + "/departments/" + r.Dept + "/" + metric, Metric: metric, Label: of.Label, Value: of.Value,
		Unit: unit.Name, Digits: 2, Rounding: of.Rounding, kind: "amount", Origin: Computed{Formula: metric, Inputs: []*Figure{of}}}
}

// Conversion says how a converted figure comes about, and what its input is
// multiplied with or divided by: 换算为万元, “ ÷ 10000”.
func Conversion(f *Figure) (words, factor string) {
	from, _ := money.UnitNamed(f.Inputs()[0].Unit)
	to, _ := money.UnitNamed(f.Unit)
	if from.Fen > to.Fen {
		return "换算为" + f.Unit, " × " + strconv.FormatInt(from.Fen/to.Fen, 10)
	}
	return "换算为" + f.Unit, " ÷ " + strconv.FormatInt(to.Fen/from.Fen, 10)
}

// Words say how a figure of the group comes about, and the sign that stands between
// its inputs, or "" where arithmetic would not say it.
func (g *Group) Words(f *Figure) (words, sign string) {
	switch f {
	case g.Rate, g.PRate, g.Coverage:
		in := f.Inputs()
		return in[0].Label + " ÷ " + in[1].Label, " ÷ "
	case g.Unspent:
		return g.Budget.Label + " − " + g.Spent.Label, " − "
	case g.Projects:
		return "各部门的项目个数相加", ""
	case g.Evaluated:
		return "各部门参评的项目个数相加", ""
	case g.ProjectBudget, g.ProjectSpent:
		return "预算和支出都已填报的项目相加", ""
	case g.Score:
		return "各部门的得分以全年预算数为权数平均；部门没有总分的，用它的项目平均得分", ""
	}
	return "各部门相加", " + "
}
