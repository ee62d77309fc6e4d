package demo

import "strconv"

// publicRow is one row of the 三公 table, in 分.
type publicRow struct{ run, bought, reception int64 }

// public draws the 三公 of a year: the budget falls a little each year, the
// accounts stay within it.
func (p *plan) public(n int) (budget, actual publicRow, receptions, guests int64) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(n), "public")
	base := wan("2.35") * int64(p.d.Cars)
	budget = publicRow{run: p.round(base * int64(1000-22*n) / 1000), reception: p.round(wan(p.d.Public.Literal) * int64(21-n) / 1000)}
	actual = publicRow{run: p.round(budget.run * r.between(902, 985) / 1000), reception: p.round(budget.reception * r.between(612, 934) / 1000)}
	guests = max(actual.reception/(r.between(62, 88)*fenOfYuan), 1)
	return budget, actual, max(guests/r.between(6, 9), 1), guests
}

func (p *plan) threePublic(f *file, y *yearPlan) {
	f.gap()
	if p.d.None.Value {
		f.comment("“三公”经费：本部门没有这项支出，空表照样公开。")
		f.WriteString("[three_public]\n")
		f.plain("none", "true")
		return
	}
	f.comment("“三公”经费。没有因公出国（境），也没有购置公务用车。")
	budget, actual, receptions, guests := p.public(y.n)
	f.WriteString("[three_public]\n")
	f.count("groups", 0)
	f.count("persons", 0)
	f.count("bought", 0)
	f.count("cars", int64(p.d.Cars))
	f.count("receptions", receptions)
	f.count("guests", guests)
	f.text("reason", "严格执行接待标准，公务用车统一调度，全年支出控制在预算以内")
	budget.write(f, "budget")
	actual.write(f, "actual")
	if y.n > 0 {
		lastBudget, lastActual, _, _ := p.public(y.n - 1)
		lastBudget.write(f, "last_budget")
		lastActual.write(f, "last_actual")
	}
}

func (r publicRow) write(f *file, name string) {
	f.table("three_public." + name)
	f.amount("total", r.run+r.bought+r.reception)
	f.amount("abroad", 0)
	f.amount("car", r.run+r.bought)
	f.amount("car_bought", r.bought)
	f.amount("car_run", r.run)
	f.amount("reception", r.reception)
}

// people draws the counts of people and the running costs of a year.
func (p *plan) people(n int) (employed, trained, budget, spent int64) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(n), "people")
	employed = int64(p.d.Staff) + r.between(-1, 1)*min(1, int64(p.d.Posts-p.d.Staff)/2)
	budget = p.round(wan(p.d.Public.Literal) * int64(1000+12*n) / 1000)
	return employed, employed * r.between(97, 118) / 100, budget, p.round(budget * r.between(938, 991) / 1000)
}

func (p *plan) staff(f *file, y *yearPlan) {
	employed, trained, budget, spent := p.people(y.n)
	f.gap()
	f.comment("人员和公用经费。在职人员按部门决算口径，不含劳务派遣。")
	f.WriteString("[staff]\n")
	f.count("posts", int64(p.d.Posts))
	f.count("employed", employed)
	f.count("trained", trained)
	f.amount("public_budget", budget)
	f.amount("public_spent", spent)
	if y.n > 0 {
		before, _, _, last := p.people(y.n - 1)
		f.amount("last_public_spent", last)
		f.count("last_employed", before)
	}
	f.text("reason", p.d.Overstaff)
}

// assets writes fixed assets, procurement and the counts of duties done.
func (p *plan) assets(f *file, y *yearPlan) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "assets")
	total := p.round(wan(p.d.Public.Literal) * r.between(8100, 8700) * int64(100+2*y.n) / 100000)
	f.table("assets")
	f.amount("total", total)
	f.amount("in_use", p.round(total*r.between(944, 987)/1000))
	budget := p.round(y.projectsSum.budget * r.between(310, 420) / 1000)
	actual := p.round(budget * r.between(912, 978) / 1000)
	goods, services := p.round(actual*r.between(24, 36)/100), p.round(actual*r.between(18, 28)/100)
	f.gap()
	f.comment("政府采购。货物、工程、服务相加是实际采购金额。")
	f.WriteString("[procurement]\n")
	f.amount("budget", budget)
	f.amount("actual", actual)
	f.amount("goods", goods)
	f.amount("works", actual-goods-services)
	f.amount("services", services)
	f.amount("small", p.round(actual*r.between(52, 78)/100))
	w := p.work(y)
	f.gap()
	f.comment("职责履行：全年计划做多少件事，做成多少，按时和达标的各多少。")
	f.WriteString("[work]\n")
	f.count("planned", w.planned)
	f.count("done", w.done)
	f.count("on_time", w.onTime)
	f.count("qualified", w.qualified)
	f.count("key_assigned", w.key)
	f.count("key_done", w.key)
	if !y.over {
		f.amount("balance", y.all.carriedOver+y.all.surplus)
	}
	if b := p.before(y); b != nil && !b.over {
		f.amount("last_balance", b.all.carriedOver+b.all.surplus)
	}
	f.plain("planned_progress", "100")
}

// workCounts are the duties of a year and how many of them were done.
type workCounts struct{ planned, done, onTime, qualified, key int64 }

func (p *plan) work(y *yearPlan) workCounts {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "work")
	w := workCounts{planned: int64(len(y.projects))*3 + r.between(6, 14), key: r.between(4, 8)}
	w.done = w.planned - r.between(0, 1)
	w.onTime, w.qualified = w.done-r.between(0, 1), w.done-r.between(0, 1)
	return w
}

// answers draws the survey of a department's year.
func (p *plan) answers(y *yearPlan) (sent, valid, satisfied int64) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "survey")
	sent = r.between(360, 880)
	valid = sent * r.between(924, 981) / 1000
	return sent, valid, valid * r.between(905, 948) / 1000
}

func (p *plan) reportSurvey(f *file, y *yearPlan) {
	sent, valid, satisfied := p.answers(y)
	f.gap()
	f.comment("部门整体的满意度调查。")
	f.WriteString("[satisfaction]\n")
	f.text("method", p.d.Survey)
	f.count("sent", sent)
	f.count("valid", valid)
	f.count("satisfied", satisfied)
}

// dates are the days of a report's life, as TOML has them.
type dates struct {
	prepared, checked, approved       string // signatures
	settled, made, secrecy, published string // the bureau's 批复, then the publication
	serial                            int    // of the document number
}

func (p *plan) dates(y *yearPlan) dates {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "disclosure")
	day := func(month string, lo, hi int64) string {
		return dateOf(y.year+1, month+digits(int(r.between(lo, hi)), 2))
	}
	d := dates{prepared: day("02", 12, 26), checked: day("03", 4, 14), approved: day("03", 17, 26),
		settled: day("08", 18, 22), made: day("08", 23, 25), secrecy: day("08", 26, 28), published: day("09", 1, 5),
		serial: 3 + int(r.between(0, 18))}
	if v, ok := p.fault(y, nil, "published"); ok {
		if d.published = ""; v != "" {
			d.published = dateOf(y.year+1, v)
		}
	}
	return d
}

// disclosure writes who signed and when, and the metadata of the publication.
func (p *plan) disclosure(f *file, y *yearPlan) {
	d := p.dates(y)
	f.gap()
	f.comment("审签。写职务就可以，不愿公开姓名的不写姓名。")
	for _, s := range []struct{ step, who, day string }{
		{"prepared", "填报人（虚构示例）", d.prepared}, {"checked", "财务负责人（虚构示例）", d.checked},
		{"approved", "主要负责人（虚构示例）", d.approved}, {"secrecy", "保密审查人（虚构示例）", d.secrecy},
	} {
		if p.faulty(y, nil, "sign_off/"+s.step, "yes") != "yes" {
			continue
		}
		f.WriteString("[sign_off." + s.step + "]\n")
		f.text("name", s.who)
		f.plain("date", s.day)
		f.gap()
	}
	f.comment("公开信息。")
	f.WriteString("[disclosure]\n")
	f.text("index", region+p.d.Letter+"/"+strconv.Itoa(y.year+1)+"-"+digits(10+p.order, 5))
	f.text("theme", "财政、金融、审计")
	f.text("genre", "报告")
	f.text("publisher", p.d.Name)
	f.text("number", p.number(p.d.Letter, y.year+1, d.serial))
	f.plain("approved", d.settled)
	f.plain("made", d.made)
	f.plain("published", d.published)
	f.text("openness", "主动公开")
	f.text("validity", "有效")
	f.texts("keywords", "绩效自评", p.d.Short, "虚构示例")
}

// review is what the finance bureau's sample found of one project.
func (p *plan) review(f *file, y *yearPlan) {
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(y.year), "review")
	var scored []*projectPlan
	for _, q := range y.projects {
		if !treeOf(q.profile).noScore && q.text.Exec != "zero" {
			scored = append(scored, q)
		}
	}
	gap, given := p.fault(y, nil, "review")
	if len(scored) == 0 || (y.n+p.order)%3 == 0 && !given {
		return
	}
	q := pick(r, scored)
	total := q.total()
	less := r.between(20, 260)
	f.gap()
	f.comment("财政部门抽查复核的结果。")
	f.WriteString("[[review]]\n")
	f.text("project", q.id)
	f.points("self", total)
	if given {
		f.points("score", total-wan(gap)/(fenOfWan/100))
		return
	}
	f.points("score", total-less)
	f.text("reason", pick(r, []string{"资料不全", "未说明偏差", "指标不合理"}))
	f.text("text", pick(r, []string{"部分佐证资料补交后复核通过", "个别指标的偏差说明过于简单，已补充", "一项质量指标与数量指标重复，建议下年调整"}))
	f.text("result", "已按复核意见整改")
}

// executionScore is ten points in proportion to what was spent, in hundredths.
func (q *projectPlan) executionScore() int64 {
	if q.budget == 0 || q.spent >= q.budget {
		return 1000
	}
	return (2*1000*q.spent + q.budget) / (2 * q.budget)
}

// scores writes the points of the execution, which no indicator has.
func (p *plan) scores(f *file, y *yearPlan, q *projectPlan) {
	if treeOf(q.profile).noScore || q.budget == 0 {
		return
	}
	f.gap()
	f.comment("预算执行率的得分：分值乘执行率。")
	f.WriteString("[scores]\n")
	if q.profile == "free" {
		f.count("execution_weight", 10)
	}
	f.points("execution", q.executionScore())
}

// total is the score of a project's form, in hundredths.
func (q *projectPlan) total() int64 {
	sum := q.executionScore()
	for _, w := range q.rows {
		sum += w.score
	}
	return sum
}
