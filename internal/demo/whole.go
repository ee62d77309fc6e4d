package demo

// whole writes the indicators of the whole department, where the report's profile
// is one of the two frameworks for them.
func (p *plan) whole(f *file, y *yearPlan) {
	var rows []*row
	switch y.profile {
	case "whole-a":
		rows = p.frameworkA(y)
	case "whole-b":
		rows = p.frameworkB(y)
	default:
		return
	}
	f.gap()
	f.comment("部门整体的绩效指标。")
	for i, w := range rows {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[indicator]]\n")
		w.head(f)
		f.text("actual", w.actual)
		f.text("band", w.band)
		f.points("weight", w.weight)
		f.points("score", w.score)
		f.text("cause", w.cause)
		f.text("measure", w.measure)
		f.text("evidence", w.evidence)
	}
}

// percentOf is part ÷ whole in percent with two decimals.
func percentOf(part, whole int64) decimal {
	if whole == 0 {
		return decimal{0, 2}
	}
	return decimal{(2*part*10_000 + whole) / (2 * whole), 2}
}

// rate is a row that is a percentage; less is better where upper.
func rateRow(level1, level2, name, target string, upper bool, actual decimal, weight int64, evidence string) *row {
	goal := parseDecimal(target)
	w := &row{level1: level1, level2: level2, name: name, upper: upper, goal: goal, done: actual, weight: weight * 100, evidence: evidence,
		target: map[bool]string{true: "≤", false: "≥"}[upper] + target + "%", actual: actual.String() + "%", percentOfTarget: 0}
	x, t := actual.common(goal)
	w.score = w.weight
	if x < t && !upper || x > t && upper {
		w.rate()
		w.cause, w.measure = "个别事项推进慢于年初安排", "按月对照计划，落后的事项当月会商"
	}
	return w
}

// wordRow is a qualitative row.
func wordRow(level1, level2, name, word string, weight int64, evidence string) *row {
	return &row{level1: level1, level2: level2, name: name, kind: "quality", target: word, actual: word, band: "达成年度指标",
		weight: weight * 100, score: weight * 100, evidence: evidence}
}

// executionRow is the execution of the budget as an ordinary row.
func (p *plan) executionRow(y *yearPlan, level1, level2, name string) *row {
	spent := p.shift(y, "spent", y.all.spent)
	w := &row{level1: level1, level2: level2, name: name, kind: "execution", target: "=100%",
		actual: percentOf(spent, y.all.budget).String() + "%", weight: 1000, evidence: "部门决算"}
	w.score = (2*1000*spent + y.all.budget) / (2 * y.all.budget)
	w.cause = "项目结转和收回的资金见资金部分"
	return w
}

// frameworkA is 投入, 过程, 产出, 效果 of 财预〔2013〕53号.
func (p *plan) frameworkA(y *yearPlan) []*row {
	employed, _, publicBudget, publicSpent := p.people(y.n)
	budget, actual, _, _ := p.public(y.n)
	w := p.work(y)
	_, valid, satisfied := p.answers(y)
	rows := []*row{
		wordRow("投入", "目标设定", "绩效目标合理性", "合理", 5, "目标论证记录"),
		wordRow("投入", "目标设定", "绩效指标明确性", "明确", 5, "批复的目标表"),
		rateRow("投入", "预算配置", "在职人员控制率", "100", true, percentOf(employed, int64(p.d.Posts)), 5, "编制批复"),
		p.executionRow(y, "过程", "预算执行", "预算完成率"),
		rateRow("过程", "预算执行", "公用经费控制率", "100", true, percentOf(publicSpent, publicBudget), 10, "部门决算"),
		rateRow("过程", "预算执行", "“三公经费”控制率", "100", true, percentOf(actual.run+actual.reception, budget.run+budget.reception), 10, "部门决算"),
		wordRow("过程", "预算管理", "管理制度健全性", "健全", 5, "制度汇编"),
		rateRow("产出", "职责履行", "实际完成率", "95", false, percentOf(w.done, w.planned), 8, "年度工作总结"),
		rateRow("产出", "职责履行", "完成及时率", "90", false, percentOf(w.onTime, w.planned), 8, "督查通报"),
		rateRow("产出", "职责履行", "质量达标率", "90", false, percentOf(w.qualified, w.planned), 7, "验收记录"),
		rateRow("产出", "职责履行", "重点工作办结率", "100", false, percentOf(w.key, w.key), 7, "督查通报"),
		wordRow("效果", "履职效益", "社会效益", "有效", 10, "走访记录"),
		rateRow("效果", "履职效益", "社会公众或服务对象满意度", "92", false, percentOf(satisfied, valid), 10, "问卷汇总"),
	}
	rows[len(rows)-1].kind = "satisfaction"
	return rows
}

// frameworkB is the six dimensions of 中发〔2018〕34号.
func (p *plan) frameworkB(y *yearPlan) []*row {
	employed, trained, publicBudget, publicSpent := p.people(y.n)
	budget, actual, _, _ := p.public(y.n)
	w := p.work(y)
	_, valid, satisfied := p.answers(y)
	limit := decimal{(publicBudget/employed + 9_999) / 10_000, 2}
	each := &row{level1: "运行成本", name: "人均公用经费", target: "≤" + limit.String() + "万元/人",
		actual: decimal{publicSpent / employed / 10_000, 2}.String() + "万元/人", weight: 700, score: 700, evidence: "部门决算"}
	rows := []*row{
		each,
		rateRow("运行成本", "", "“三公经费”控制率", "100", true, percentOf(actual.run+actual.reception, budget.run+budget.reception), 8, "部门决算"),
		p.executionRow(y, "管理效率", "预算执行", "预算执行率"),
		rateRow("管理效率", "绩效管理", "绩效自评覆盖率", "100", false, percentOf(int64(len(y.projects)), int64(len(y.projects))), 10, "自评表"),
		wordRow("管理效率", "财务管理", "财务合规性", "合规", 10, "内部审计报告"),
		rateRow("履职效能", "", "重点工作办结率", "100", false, percentOf(w.key, w.key), 10, "督查通报"),
		rateRow("履职效能", "", "部门项目实际完成率", "95", false, percentOf(w.done, w.planned), 10, "年度工作总结"),
		rateRow("履职效能", "", "完成及时率", "90", false, percentOf(w.onTime, w.planned), 10, "督查通报"),
		wordRow("社会效应", "社会效益", "履职社会效益", "有效", 10, "走访记录"),
		rateRow("可持续发展能力", "人才支撑", "培训人次与在职人数之比", "95", false, percentOf(trained, employed), 5, "培训名册"),
		rateRow("服务对象满意度", "", "服务对象满意度", "92", false, percentOf(satisfied, valid), 10, "问卷汇总"),
	}
	rows[len(rows)-1].kind = "satisfaction"
	return rows
}
