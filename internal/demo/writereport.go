package demo

import (
	"strconv"
	"strings"
)

// siteFile is site.toml.
func siteFile() []byte {
	f := newFile("site", "site", "万元")
	f.comment("站点：县和网站的基本情况。", "这是虚构的县：县名、单位、文号、人员、金额和报告都是为演示编写的，与任何真实的地方无关。")
	f.gap()
	f.text("name", "明白账演示站")
	f.text("county", County+"（虚构）")
	f.text("region", region)
	f.text("unit", "万元")
	f.text("profile", "mof-2020")
	f.plain("fictional", "true")
	f.text("notice", "虚构示例：本站的县、部门、人员、文号和数字全部是为演示编写的，不是任何真实地方的数据。")
	f.gap()
	f.comment("党政机关网站页脚应有的内容。演示站不是政府网站，没有这些号，只写明是虚构的。")
	f.WriteString("[footer]\n")
	f.text("organiser", County+"财政局（虚构示例）")
	for _, key := range []string{"contact", "site_mark", "site_code", "icp", "police"} {
		f.text(key, "虚构示例，没有")
	}
	return f.Bytes()
}

func (p *plan) departmentFile() []byte {
	f := newFile("department", "departments/"+p.d.ID, "万元")
	f.comment("部门（虚构示例）：一个部门一个文件，文件名是永久编号，改名只改这里的 name。")
	f.gap()
	f.text("name", p.d.Name)
	f.text("short", p.d.Short)
	f.text("function", p.d.Function)
	f.text("contact", p.d.Contact)
	f.count("order", int64(p.order))
	f.gap()
	f.comment("主要职责，一条一项。")
	f.texts("duties", values(p.d.Duties)...)
	return f.Bytes()
}

// reportFile is a department's year.
func (p *plan) reportFile(y *yearPlan) []byte {
	f := newFile("report", strconv.Itoa(y.year)+"/"+p.d.ID+"/report", p.unitName())
	head, tail := strconv.Itoa(y.year)+"年度"+p.d.Name, "部门整体支出绩效自评报告"
	const mark = "（虚构示例）"
	f.comment(head+tail+mark, "", "金额单位："+f.unit+"。没有的数不写，不写就是“未填报”，不是零；能算出来的数不写，程序会算。")
	f.gap()
	f.text("title", head+tail+mark)
	f.texts("title_lines", head, tail, mark)
	f.text("stage", p.faulty(y, nil, "stage", "published"))
	f.text("profile", y.profile)
	if p.d.UnitOfMoney != "" {
		f.text("unit", p.d.UnitOfMoney)
	}
	f.text("scope", map[bool]string{true: "汇总", false: "本级"}[len(p.d.Units) > 0])
	f.gap()
	f.comment("评价期间。")
	f.WriteString("[period]\n")
	f.plain("from", dateOf(y.year, "0101"))
	f.plain("to", dateOf(y.year, "1231"))
	p.reportFunds(f, y)
	p.stated(f, y)
	p.subUnits(f, y)
	p.reportProse(f, y)
	p.problems(f, y)
	p.ledger(f, y)
	p.reportUse(f, y)
	p.whole(f, y)
	p.threePublic(f, y)
	p.staff(f, y)
	p.assets(f, y)
	p.reportSurvey(f, y)
	p.review(f, y)
	p.disclosure(f, y)
	p.extras(f, y)
	return f.Bytes()
}

func (p *plan) reportFunds(f *file, y *yearPlan) {
	f.gap()
	f.comment("资金。全部门的数；基本支出与项目支出相加是总数。")
	f.WriteString("[funds]\n")
	f.amount("initial", y.all.initial)
	f.amount("budget", y.all.budget)
	f.amount("spent", p.shift(y, "spent", y.all.spent))
	f.amount("basic_initial", y.basic.initial)
	f.amount("basic_budget", y.basic.budget)
	f.amount("basic_spent", p.shift(y, "basic_spent", y.basic.spent))
	f.amount("project_initial", y.projectsSum.initial)
	f.amount("project_budget", y.projectsSum.budget)
	f.amount("project_spent", p.shift(y, "project_spent", y.projectsSum.spent))
	f.some("carried_in", y.all.carriedIn)
	if !y.over {
		f.some("carried_over", y.all.carriedOver)
		f.some("surplus", y.all.surplus)
		f.some("withdrawn", y.all.withdrawn)
	}
	f.amount("final_account", p.shift(y, "final_account", y.all.spent))
	if b := p.before(y); b != nil {
		f.amount("last_spent", p.shift(y, "last_spent", b.all.spent))
	}
	f.text("reason", p.fundsReason(y))
	for _, s := range p.reportSources(y) {
		s.write(f, "funds.source")
	}
	for _, a := range y.adjustments {
		a.write(f, "funds.adjustment")
	}
}

// shift moves a sum by what a fault says, in 万元.
func (p *plan) shift(y *yearPlan, what string, fen int64) int64 {
	if v, ok := p.fault(y, nil, what); ok {
		return fen + wan(v)
	}
	return fen
}

func (p *plan) fundsReason(y *yearPlan) string {
	var names []string
	for _, q := range y.projects {
		switch q.text.Exec {
		case "low", "zero", "over":
			names = append(names, q.title)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.Join(names, "、") + "的执行情况见各项目的说明。"
}

// reportSources add up what basic expenditure and projects have.
func (p *plan) reportSources(y *yearPlan) []fundSource {
	grant := fundSource{name: "当年财政拨款", initial: y.basic.initial, budget: y.basic.budget, spent: y.basic.spent}
	carried := fundSource{name: "上年结转资金", year: y.year - 1}
	for _, q := range y.projects {
		fromCarried := min(q.spent, q.carriedIn)
		carried.initial += q.carriedIn
		carried.budget += q.carriedIn
		carried.spent += fromCarried
		grant.initial += q.initial - q.carriedIn
		grant.budget += q.budget - q.carriedIn
		grant.spent += q.spent - fromCarried
	}
	if carried.budget == 0 {
		return []fundSource{grant}
	}
	return []fundSource{grant, carried}
}

// subUnits part the money among the units: basic expenditure by their shares,
// projects by who does them.
func (p *plan) subUnits(f *file, y *yearPlan) {
	if len(p.d.Units) == 0 {
		return
	}
	f.gap()
	f.comment("所属单位。各单位相加是全部门的数。")
	leftBudget, leftSpent := y.basic.budget, y.basic.spent
	for i, u := range p.d.Units {
		budget, spent := p.round(y.basic.budget*int64(u.Share)/100), p.round(y.basic.spent*int64(u.Share)/100)
		if i == len(p.d.Units)-1 {
			budget, spent = leftBudget, leftSpent
		}
		leftBudget, leftSpent = leftBudget-budget, leftSpent-spent
		var projects sums
		for _, q := range y.projects {
			if q.Unit == u.ID {
				projects.add(q.sums)
			}
		}
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[subunit]]\n")
		f.text("id", u.ID)
		f.text("name", u.Name)
		f.amount("budget", budget+projects.budget)
		f.amount("spent", p.shift(y, "subunit/"+u.ID, spent+projects.spent))
		f.some("project_budget", projects.budget)
		f.some("project_spent", projects.spent)
	}
}

func (p *plan) reportProse(f *file, y *yearPlan) {
	f.gap()
	f.comment("正文。一行是一段；{{…}} 换成算出来的数。")
	f.WriteString("[goals]\n")
	f.prose("text", y.text.Goals)
	f.text("expected", y.text.Expected)
	f.text("achieved", y.text.Achieved)
	f.table("evaluation")
	f.prose("text", y.text.Evaluation)
	f.table("analysis")
	f.prose("text", y.text.Analysis+p.faulty(y, nil, "analysis", ""))
	f.table("measures")
	f.prose("text", y.text.Measures)
}

func (p *plan) problems(f *file, y *yearPlan) {
	if len(y.text.Problems) == 0 {
		return
	}
	f.gap()
	f.comment("存在问题，一个一组。id 是永久编号，下一年的整改台账用它指认。")
	for i, b := range y.text.Problems {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[problem]]\n")
		f.text("id", b.ID)
		f.text("project", b.Project)
		f.prose("text", b.Text)
		f.text("origin", "自评")
		f.text("cause", b.Cause)
		f.text("measure", p.faulty(y, nil, "measure/"+b.ID, b.Measure))
		f.text("owner", b.Owner)
		f.plain("due", dateOf(y.year+1, b.Due))
		f.text("status", "未启动")
	}
}

// ledger carries over the problems of earlier years until they are closed.
func (p *plan) ledger(f *file, y *yearPlan) {
	first := true
	for back := y.n; back >= 1; back-- {
		old := p.years[y.n-back]
		for _, b := range old.text.Problems {
			if back > len(b.After) || back > 1 && strings.HasPrefix(b.After[back-2].Value, "已销号") {
				continue
			}
			c := cells(b.After[back-1].Value, 3)
			status := p.faulty(y, nil, "status/"+b.ID, c[0])
			if status == "none" {
				continue
			}
			if first {
				f.gap()
				f.comment("整改台账：以前年度的问题办到哪一步。销号以前每年都要带过来。")
				first = false
			} else {
				f.gap()
			}
			f.WriteString("[[rectification]]\n")
			f.count("year", int64(old.year))
			f.text("problem", b.ID)
			f.text("owner", b.Owner)
			if status == "进行中" {
				f.plain("due", dateOf(y.year+1, "1231"))
				f.text("progress", c[1]+"；时限经同意延到年底")
			} else {
				f.plain("due", dateOf(old.year+1, b.Due))
				f.text("progress", c[1])
			}
			f.text("status", status)
			f.text("use", c[2])
		}
	}
}

func (p *plan) reportUse(f *file, y *yearPlan) {
	f.gap()
	f.comment("结果应用：下一年的预算怎么安排。")
	f.WriteString("[result_use]\n")
	f.prose("text", y.text.Use)
	next := p.round(y.all.initial * 1016 / 1000)
	if y.n+1 < len(p.years) {
		next = p.years[y.n+1].all.initial
	}
	f.amount("next_budget", next)
	word := "保持"
	switch {
	case next > y.all.initial*103/100:
		word = "增加"
	case next < y.all.initial*97/100:
		word = "压减"
	}
	f.text("decision", word)
}
