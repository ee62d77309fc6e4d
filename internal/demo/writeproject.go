package demo

import (
	"strconv"
	"strings"

	"mingbai/internal/schema"
)

// write passes the files of a department: the department itself, then each year.
func (p *plan) write(write func(string, []byte) error) error {
	if err := write("departments/"+p.d.ID+".toml", p.departmentFile()); err != nil {
		return err
	}
	for _, y := range p.years {
		folder := strconv.Itoa(y.year) + "/" + p.d.ID + "/"
		if err := write(folder+"report.toml", p.reportFile(y)); err != nil {
			return err
		}
		for _, q := range y.projects {
			if err := write(folder+"projects/"+q.id+".toml", p.projectFile(y, q)); err != nil {
				return err
			}
		}
	}
	return nil
}

// newFile begins a file with the line that leads editors to its schema.
func newFile(kind, path, unit string) *file {
	f := &file{unit: unit}
	f.WriteString(schema.Line(kind, path) + "\n")
	return f
}

func (p *plan) unitName() string {
	if p.d.UnitOfMoney != "" {
		return p.d.UnitOfMoney
	}
	return "万元"
}

// projectFile is one project's year.
func (p *plan) projectFile(y *yearPlan, q *projectPlan) []byte {
	f := newFile("project", strconv.Itoa(y.year)+"/"+p.d.ID+"/projects/"+q.id, p.unitName())
	f.comment(q.title+"（虚构示例）", "金额单位："+f.unit+"。没有的数不写；能算出来的数不写，程序会算。")
	f.gap()
	f.text("name", q.title)
	f.count("order", int64(q.order))
	f.text("code", p.code(q))
	p.projectHead(f, y, q)
	f.prose("purpose", p.faulty(y, q, "purpose", q.Purpose))
	f.prose("result", p.bind(q, q.text.Result))
	f.text("cause", q.text.Cause)
	f.text("measure", q.text.Measure)
	p.projectFunds(f, y, q)
	p.parts(f, q)
	if q.text.Exec != "zero" {
		p.projectGoals(f, q)
	}
	p.period(f, q)
	p.indicatorTables(f, y, q)
	p.scores(f, y, q)
	p.survey(f, q)
	p.management(f, q)
	p.monitoring(f, y, q)
	p.projectUse(f, q)
	return f.Bytes()
}

func (p *plan) projectHead(f *file, y *yearPlan, q *projectPlan) {
	f.text("kind", q.Kind)
	f.text("attribute", map[bool]string{true: "新增", false: "延续"}[q.first && (q.From.Value > 0 || q.Span > 0)])
	f.text("group", q.Group)
	switch {
	case q.text.Exec == "zero":
		f.text("status", "取消")
	case q.Born.Value && q.first:
		f.text("status", "新增")
	}
	if q.Form == "transfer" {
		f.text("central", "中央主管部门（虚构示例）")
	}
	f.text("supervisor", p.d.Name)
	for _, u := range p.d.Units {
		if u.ID == q.Unit {
			f.text("executor", u.Name)
			f.text("subunit", u.ID)
		}
	}
	if q.profile != y.profile {
		f.comment("这个项目用的规则与部门报告不同。")
		f.text("profile", q.profile)
	}
}

// code is an invented project code: region, year, 特定目标 and twelve digits.
func (p *plan) code(q *projectPlan) string {
	r := seeded(p.opt.Seed, p.d.ID, q.id, "code")
	n := strconv.FormatInt(r.between(1_000_000, 9_999_999), 10)
	first := q.year - q.nth
	return region + strconv.Itoa(first)[2:] + "T00000" + n
}

func (p *plan) projectFunds(f *file, y *yearPlan, q *projectPlan) {
	f.gap()
	f.comment("资金。budget 是全年预算数（年初数加减年中的调整，含上年结转），执行率的分母。")
	f.WriteString("[funds]\n")
	f.amount("initial", q.initial)
	f.amount("budget", q.budget)
	f.amount("received", max(q.budget, q.spent))
	f.amount("spent", q.spent)
	f.some("carried_in", p.carriedIn(y, q))
	if q.spent <= q.budget {
		f.some("carried_over", q.carriedOver)
		f.some("surplus", q.surplus)
		f.some("withdrawn", q.withdrawn)
	}
	if p.faulty(y, q, "approval", "yes") == "yes" {
		f.text("approval", q.text.Approval)
	}
	reason := q.text.Reason
	if reason == "" && q.text.Exec == "low" {
		reason = q.text.Cause
	}
	f.text("reason", reason)
	if q.spent <= q.budget {
		for _, s := range p.sources(y, q) {
			s.write(f, "funds.source")
		}
	}
	for _, a := range q.adjustments {
		a.write(f, "funds.adjustment")
	}
}

// fundSource is one row of 资金来源.
type fundSource struct {
	name, level            string
	year                   int
	initial, budget, spent int64
}

func (s fundSource) write(f *file, name string) {
	f.list(name)
	f.text("name", s.name)
	f.text("level", s.level)
	if s.year > 0 {
		f.count("year", int64(s.year))
	}
	f.amount("initial", s.initial)
	f.amount("budget", s.budget)
	f.amount("spent", s.spent)
}

func (a adjustment) write(f *file, name string) {
	f.list(name)
	f.text("kind", a.kind)
	f.amount("amount", a.amount)
	f.plain("date", a.date)
	f.text("authority", a.authority)
	f.text("reason", a.reason)
	if a.exempt {
		f.plain("exempt", "true")
	}
}

// sources parts a project's money: what was carried in is spent first.
func (p *plan) sources(y *yearPlan, q *projectPlan) []fundSource {
	fromCarried := min(q.spent, q.carriedIn)
	rest := fundSource{name: "当年财政拨款", initial: q.initial - q.carriedIn, budget: q.budget - q.carriedIn, spent: q.spent - fromCarried}
	var out []fundSource
	if q.Form == "transfer" || q.Levels.Value {
		central := fundSource{name: "中央财政资金", level: "中央", year: q.year}
		central.initial, central.budget = p.round(rest.initial*62/100), p.round(rest.budget*62/100)
		central.spent = p.round(rest.spent * 62 / 100)
		out = append(out, central)
		rest = fundSource{name: "县级配套资金", level: "县级", year: q.year, initial: rest.initial - central.initial,
			budget: rest.budget - central.budget, spent: rest.spent - central.spent}
	}
	out = append(out, rest)
	if in := p.carriedIn(y, q); in > 0 {
		out = append(out, fundSource{name: "上年结转资金", year: q.year - 1, initial: q.carriedIn, budget: q.carriedIn, spent: fromCarried})
	}
	return out
}

func (p *plan) projectGoals(f *file, q *projectPlan) {
	var want, got []string
	for _, w := range q.rows {
		if w.level2 == "数量指标" && w.target != "" {
			want = append(want, w.name+p.figureOf(q, w.name, "target"))
			got = append(got, w.name+p.figureOf(q, w.name, "actual"))
		}
	}
	if len(want) == 0 {
		return
	}
	f.gap()
	f.WriteString("[goals]\n")
	f.text("expected", strings.TrimSuffix(q.Purpose, "。")+"，"+strings.Join(want, "，")+"。")
	f.text("achieved", strings.Join(got, "，")+"。")
}

// parts are the sections of a construction project.
func (p *plan) parts(f *file, q *projectPlan) {
	if q.Kind != "建设" || q.spent > q.budget || p.opt.Indicators > 0 {
		return
	}
	f.gap()
	f.comment("子项。各子项相加是项目的数。")
	first := sums{budget: p.round(q.budget * 56 / 100), spent: p.round(q.spent * 56 / 100)}
	for i, s := range []sums{first, {budget: q.budget - first.budget, spent: q.spent - first.spent}} {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[part]]\n")
		f.text("name", []string{"一标段", "二标段"}[i])
		f.amount("budget", s.budget)
		f.amount("spent", s.spent)
	}
}

// period is the span of a project that has an end.
func (p *plan) period(f *file, q *projectPlan) {
	if q.Span == 0 {
		return
	}
	f.gap()
	f.comment("项目期：从哪一年到哪一年。")
	f.WriteString("[period]\n")
	f.count("span_from", int64(q.year-q.nth))
	f.count("span_to", int64(q.year-q.nth+q.Span-1))
}

func (p *plan) survey(f *file, q *projectPlan) {
	for _, w := range q.rows {
		if w.valid == 0 {
			continue
		}
		f.gap()
		f.comment("满意度调查。满意率由程序算。")
		f.WriteString("[satisfaction]\n")
		f.text("method", p.d.Survey)
		f.count("sent", w.sent)
		f.count("valid", w.valid)
		f.count("satisfied", w.satisfied)
	}
}

// monitoring is the state at the end of July.
func (p *plan) monitoring(f *file, y *yearPlan, q *projectPlan) {
	if q.text.Exec == "zero" || q.Born.Value && q.first {
		return
	}
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(q.year), q.id, "monitoring")
	planned := p.round(q.initial * 58 / 100)
	spent := p.round(q.spent * r.between(468, 562) / 1000)
	f.gap()
	f.comment("七月底的运行监控：按计划应支出多少，实际支出多少。")
	f.WriteString("[[monitoring]]\n")
	f.plain("date", dateOf(q.year, "0731"))
	f.amount("planned", planned)
	f.amount("spent", spent)
	expected, outlook := q.budget, "确定能"
	if q.text.Exec == "low" {
		expected, outlook = p.round(q.budget*r.between(82, 90)/100), "有可能"
	}
	f.amount("expected", expected)
	f.text("outlook", outlook)
	if q.text.Exec == "low" {
		f.text("cause", q.text.Cause)
	}
	for _, w := range q.rows {
		w.monitored(f, r)
	}
}

// monitored is how far a quantity is at the end of July.
func (w *row) monitored(f *file, r *random) {
	if w.level2 != "数量指标" || w.done.n == 0 {
		return
	}
	f.list("monitoring.indicator")
	f.text("name", w.name)
	f.text("actual", decimal{w.done.n * r.between(44, 61) / 100, w.done.scale}.String()+w.unit)
	if w.percentOfTarget >= 100 {
		f.text("expected", w.goal.String()+w.unit)
		f.text("outlook", "确定能")
		return
	}
	f.text("expected", w.done.String()+w.unit)
	f.text("outlook", "有可能")
	f.text("lack", "其他")
	f.text("cause", w.cause)
}

func (p *plan) projectUse(f *file, q *projectPlan) {
	if q.next == nil || q.text.Exec == "zero" {
		return
	}
	f.table("result_use")
	f.amount("next_budget", q.next.initial)
	switch {
	case q.next.initial > p.round(q.initial*102/100):
		f.text("decision", "增加")
	case q.next.initial < p.round(q.initial*98/100):
		f.text("decision", "压减")
	default:
		f.text("decision", "保持")
	}
	if q.text.Exec == "low" {
		f.text("reason", "含上年结转资金，先用结转，当年新增按实际进度安排")
	}
}
