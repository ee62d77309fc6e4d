package html

import "mingbai/internal/doc"

type project struct {
	id, name, purpose, spent, share string
	bar                             int
}

func sampleProjects() []project {
	return []project{
		{"huiyi", "政协会议费", "县政协十一届四次会议的租车、食宿、会场、会务、材料印刷和疫情防控等", "36.89", "28.01%", 933500},
		{"shicha", "委员视察费", "就项目建设、农业农村、社会法制和社会事业开展协商、调研", "7.00", "5.31%", 177100},
		{"wenshi", "乐亭文史研究专项经费", "收集、挖掘、整理本地文化、文艺和文物资料", "5.00", "3.80%", 126500},
		{"zhaoshang", "委员联络站招商经费", "驻外联络站日常运转，宣传推介、项目考察、走访洽谈", "11.00", "8.35%", 278400},
		{"zuotanhui", "“呔商历史与精神”座谈会经费", "高校和多省学者、企业家代表、媒体等300余人参加", "11.83", "8.98%", 299400},
		{"yanjiu", "呔商历史文化研究经费", "与北京大学经济学院完成研究", "30.00", "22.78%", 759200},
		{"zonghe", "综合业务管理经费", "自身建设、宣传联络、人事培训、后勤资产、接待和离退休服务等", "30.00", "22.78%", 759200},
	}
}

func bar(w, h int, fill doc.Fill) *doc.Drawing {
	return &doc.Drawing{Height: h, Shapes: []doc.Shape{doc.Rect{W: w, H: h, Fill: fill}}}
}

func scale(steps int, texts ...string) *doc.Drawing {
	d := &doc.Drawing{Height: 1500}
	for i, s := range texts {
		a := doc.Middle
		if i == 0 {
			a = doc.Start
		} else if i == steps {
			a = doc.End
		}
		d.Shapes = append(d.Shapes, doc.Label{X: doc.Full * i / steps, Y: 1080, Anchor: a, Small: true, Parts: []doc.LabelPart{{Text: s}}})
	}
	return d
}

func absent(metric, text string, s doc.State) doc.FigureRef {
	f := fig(metric, text, "")
	f.State, f.Title = s, "原文没有公布这个项目的预算"
	return f
}

func sampleResults() doc.Section {
	said := yuan("project_spent", "131.73")
	said.Said, said.Mark = true, mark(2)
	saidCell := said
	saidCell.Unit = ""
	t := doc.Table{ID: "tbl-2", Number: "表2", Caption: "七个项目的支出", Unit: "万元",
		Columns: []doc.Column{{}, {Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {}},
		Head: []doc.Row{{Cells: []doc.Cell{hiddenHead("序号"), colHead("项目"), colHead("预算"), colHead("支出"), colHead("占比"),
			{Header: true, Scope: "col", Hidden: true, Content: ins(txt("占比条")), Drawing: scale(3, "0", "10", "20", "30%")}}}},
		Notes: [][]doc.Inline{ins(txt("注：占比以逐项合计"), yuan("project_spent_sum", "131.72"), txt("为分母。各项占比分别四舍五入，直接相加为100.01%，属于尾差。"))},
	}
	for i, p := range sampleProjects() {
		name := ins(txt(p.name), doc.Break{}, txt(p.purpose))
		if p.id == "zhaoshang" {
			name = ins(txt(p.name), *mark(3), doc.Break{}, txt(p.purpose))
		}
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{
			cell(txt(string(rune('1' + i)))), rowHead(name...),
			labelled("预算", absent(p.id+".budget", "未填报", doc.Absent)),
			labelled("支出", fig(p.id+".spent", p.spent, "")), labelled("占比", fig(p.id+".share", p.share, "")),
			{Drawing: bar(p.bar, 750, doc.Solid)}}})
	}
	t.Foot = []doc.Row{
		{Total: true, Cells: []doc.Cell{cell(), rowHead(txt("逐项合计")), labelled("预算", none("—", "各项没有公布")), labelled("支出", fig("project_spent_sum", "131.72", "")), labelled("占比", txt("100.00%")), cell()}},
		{Cells: []doc.Cell{cell(), rowHead(txt("原文合计")), labelled("预算", fig("project_budget", "150.73", "")), labelled("支出", saidCell), labelled("占比", none("—", "不适用")), cell()}},
	}
	return doc.Section{ID: "s4", Level: 2, Number: "四、", Title: ins(txt("绩效实现情况分析")), Short: "实现情况", Body: []doc.Block{
		doc.Paragraph{Content: ins(txt("报告认为，七个专项的申请和设立合规，目标合理，指标清晰可衡量；资金基本到位，制度健全并得到执行，财务有监控，质量可控。报告还认为项目改善了民生，经济、生态和长远影响较好，社会公众满意度非常高。")),
			Notes: []doc.Note{{Content: ins(strong("满意度"), txt("："), none("未填报", "原文没有给出"), txt("。原文没有给出调查数据。"))}}},
		doc.Paragraph{Content: ins(txt("七个项目逐项相加，支出"), yuan("project_spent_sum", "131.72"), txt("，原文三处写作"), said, txt("。钱花在下面这些事上。")),
			Notes: []doc.Note{{Mark: mark(2), Difference: true, Content: ins(strong("尾差0.01"), txt("：七项各取两位小数，相加最多可差0.04万元；原文没有说明。"))}}},
		t,
	}}
}

func sampleCalculation() doc.Section {
	input := func(metric, label, shown, unit string, line int) doc.Entry {
		f := fig(metric, shown, unit)
		return doc.Entry{ID: metric, Label: label, Figure: f, Inputs: []doc.EntryInput{{Label: label, Figure: f, Place: placeAt(line)}}, Backlinks: []doc.Link{{Href: "#s1", Content: ins(txt("回到第一节"))}}}
	}
	computed := func(metric, label, shown, unit, formula, arithmetic string, in ...doc.EntryInput) doc.Entry {
		return doc.Entry{ID: metric, Label: label, Figure: fig(metric, shown, unit), Formula: ins(txt(formula)), Arithmetic: ins(txt(arithmetic)), Inputs: in, Basis: "财预〔2020〕10号", Backlinks: []doc.Link{{Href: "#summary", Content: ins(txt("回到提要"))}}}
	}
	budget := doc.EntryInput{Label: "申请预算", Figure: fig("budget", "526.87", ""), Place: placeAt(14)}
	spent := doc.EntryInput{Label: "实际支出", Figure: fig("spent", "498.31", ""), Place: placeAt(15)}
	sums := doc.Entries{Title: "计算得出的数", Items: []doc.Entry{
		computed("execution_rate", "预算执行率", "94.58%", "", "实际支出 ÷ 申请预算", "498.31 ÷ 526.87 = 0.945793…", spent, budget),
		computed("unspent", "未支出", "28.56", "万元", "申请预算 − 实际支出", "526.87 − 498.31 = 28.56", budget, spent),
		computed("basic_execution_rate", "基本支出执行率", "97.46%", "", "（实际支出 − 项目支出）÷（申请预算 − 项目预算）", "（498.31 − 131.73）÷（526.87 − 150.73）= 366.58 ÷ 376.14 = 0.974583…",
			doc.EntryInput{Label: "基本支出的实际支出", Figure: fig("basic_spent", "366.58", "")}),
	}}
	sums.Items[0].Stated = ins(fig("execution_rate@stated", "95%", ""))
	for _, m := range [][3]string{{"project_unspent", "项目未支出", "19.00"}, {"basic_unspent", "基本支出未支出", "9.56"}, {"basic_budget", "基本支出预算", "376.14"}, {"basic_spent", "基本支出实际支出", "366.58"}, {"project_spent_sum", "项目支出逐项合计", "131.72"}, {"project_execution_rate", "项目支出执行率", "87.39%"}, {"coverage", "自评覆盖率", "100.00%"}} {
		sums.Items = append(sums.Items, computed(m[0], m[1], m[2], "", "见公式", m[2]))
	}
	group := doc.Entries{Title: "各项目"}
	for _, p := range sampleProjects() {
		b := doc.Entry{ID: p.id + ".budget", Label: p.name + "预算", Figure: absent(p.id+".budget", "未填报", doc.Absent), Reason: "原文没有公布这个项目的预算"}
		group.Items = append(group.Items, b, input(p.id+".spent", p.name+"支出", p.spent, "万元", 6), computed(p.id+".share", p.name+"占比", p.share, "", "项目支出 ÷ 项目支出逐项合计", p.spent+" ÷ 131.72 = "+p.share))
	}
	return doc.Section{ID: "calculation", Level: 2, Title: ins(txt("计算说明")), Appendix: 1, Body: []doc.Block{
		prose("每个算出来的数都按精确值计算，只在显示时四舍五入一次。输入后面是它在数据文件里的位置。"),
		sampleInputs(), sums, group,
	}}
}

// sampleInputs is the table of what is given and not computed; its rows are the
// entries of those figures.
func sampleInputs() doc.Table {
	t := doc.Table{Number: "表3", Caption: "直接填报的数", Unit: "万元", Columns: []doc.Column{{}, {Align: doc.Decimal}, {}},
		Head: []doc.Row{{Cells: []doc.Cell{colHead("名称"), colHead("数值"), colHead("位置")}}}}
	for i, m := range [][3]string{{"budget", "申请预算", "526.87"}, {"spent", "实际支出", "498.31"}, {"project_budget", "项目预算合计", "150.73"}, {"project_spent", "项目支出合计（原文）", "131.73"}} {
		t.Body = append(t.Body, doc.Row{ID: m[0], Cells: []doc.Cell{rowHead(txt(m[1])), labelled("数值", fig(m[0], m[2], "")), labelled("位置", *placeAt(14 + i))}})
	}
	return t
}

func sampleDifferences() doc.Section {
	said := func(metric, shown, unit string) doc.FigureRef {
		f := fig(metric, shown, unit)
		f.Said = true
		return f
	}
	return doc.Section{ID: "reconciliation", Level: 2, Title: ins(txt("数据核对")), Appendix: 2, Body: []doc.Block{
		prose("把原文写下的数和重新算出的数放在一起。有差异不等于有差错，每一处都写明可能的原因。"),
		doc.Differences{Items: []doc.Difference{
			{ID: "check-1", Rule: "C6", Mark: *mark(1), Title: "部门预算执行率", Stated: ins(said("execution_rate", "95%", "")), Computed: ins(fig("execution_rate", "94.58%", "")), Diff: ins(txt("0.42个百分点")), Text: ins(txt("取整到个位时两者一致。但同一段里项目执行率写作87.39%，保留了两位小数，前后精度不同。")), Severity: "提醒", RuleTitle: "比率的精度", Place: *placeAt(16)},
			{ID: "check-2", Rule: "C3", Mark: *mark(2), Title: "七个项目支出合计", Stated: ins(said("project_spent", "131.73", "万元")), Computed: ins(fig("project_spent_sum", "131.72", "万元")), Diff: ins(txt("0.01万元")), Text: ins(txt("七项各自取到两位小数，合计最多可差0.04万元，所以0.01万元可以用尾差解释。原文没有加注，应当补一句“因四舍五入存在尾差”。")), Severity: "提醒", RuleTitle: "合计的尾差", Place: *placeAt(21)},
			{ID: "check-3", Rule: "C52", Mark: *mark(3), Title: "委员联络站招商经费执行率", Stated: ins(doc.Said{Content: ins(txt("不高"))}), Computed: ins(none("—", "没有预算，无法计算")), Diff: ins(none("—", "无法计算")), Text: ins(txt("原文指出执行率不高，却没有公布这个项目的预算，读者无从核对。补上预算数，这一项就会自动算出。")), Severity: "提醒", RuleTitle: "没有数据的说法", Place: doc.PlaceRef{File: "2023/zhengxie/projects/zhaoshang.toml", Line: 5, Col: 12}},
		}},
	}}
}
