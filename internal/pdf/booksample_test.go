package pdf_test

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
)

// bookOf is a book of n departments with invented numbers: for each a report of prose, tables, a
// drawing, forms on turned pages, the calculation and the differences, about ten pages.
func bookOf(n int) *doc.Book {
	names := []string{"政协某县委员会", "某县教育局", "某县文化广电和旅游局", "某县自然资源和规划局", "某县住房和城乡建设局", "某县农业农村局", "某县卫生健康局",
		"某县人民政府办公室机关后勤服务保障与公共机构节能管理中心暨某县政务服务和数据管理局联合工作领导小组综合协调办公室"}
	b := &doc.Book{Front: doc.Document{ID: "2023/book", Title: []string{"某县2023年度", "部门整体绩效自评报告汇编"}, Author: "某县财政局",
		Last: []doc.Field{{Label: "数据版本", Content: say("3f9c2a1")}, {Content: say("mingbai.example/2023")}}}}
	contents := doc.Contents{ID: "contents", Title: "目录"}
	for i := range n {
		name := names[i%len(names)]
		if i >= len(names) {
			name = fmt.Sprintf("第%d%s", i+1, name)
		}
		id := fmt.Sprintf("2023/d%03d", i+1)
		b.Parts = append(b.Parts, doc.BookPart{ID: id, Head: name, Document: departmentReport(name, i)})
		contents.Items = append(contents.Items, doc.ContentsItem{Title: name, Href: "#" + id})
	}
	b.Front.Body = []doc.Block{
		doc.Title{By: []doc.Field{{Content: say("某县财政局")}, {Content: say("2024年3月")}}},
		doc.Section{ID: "about", Level: 2, Title: say("编制说明"), Body: []doc.Block{
			prose("本汇编收录全县各部门2023年度整体绩效自评报告，按预算编码排列；数字由各部门填报，重新计算后列示。")}},
		contents,
	}
	return b
}

func say(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func prose(s string) doc.Paragraph { return doc.Paragraph{Content: say(s)} }

func amount(key string, n int, unit string) doc.FigureRef {
	return doc.FigureRef{Key: "2023/d/" + key, Text: fmt.Sprintf("%d.%02d", n/100, n%100), Unit: unit, Href: "#" + key, Title: "说明" + key}
}

// departmentReport is the report of one department.
func departmentReport(name string, seed int) *doc.Document {
	d := &doc.Document{ID: "2023/d", Title: []string{"2023年度" + name, "整体绩效自评工作报告"}, Author: name}
	d.Body = []doc.Block{
		doc.Title{By: []doc.Field{{Label: "发布机构", Content: say(name)}, {Label: "成文日期", Content: say("2024年3月1日")}}},
		summary(seed),
	}
	for i, title := range []string{"部门整体概况", "绩效目标和绩效指标设定情况", "绩效评价组织情况", "绩效实现情况分析"} {
		s := doc.Section{ID: fmt.Sprintf("s%d", i+1), Level: 2, Number: string([]rune("一二三四")[i]) + "、", Title: say(title)}
		for j, sub := range []string{"总体情况", "分项情况"} {
			s.Body = append(s.Body, doc.Section{ID: fmt.Sprintf("s%d-%d", i+1, j+1), Level: 3, Number: []string{"（一）", "（二）"}[j], Title: say(sub),
				Body: sectionBody(seed+3*i+j, i, j)})
		}
		d.Body = append(d.Body, s)
	}
	d.Body = append(d.Body,
		doc.Section{ID: "form", Level: 2, Appendix: 1, Title: say("项目支出绩效自评表"), Body: []doc.Block{indicatorForm(seed)}},
		calculation(seed), differences())
	return d
}

func summary(seed int) doc.Summary {
	f := amount("spent", 49831+seed, "")
	return doc.Summary{ID: "summary", Title: "提要",
		Lead: []doc.Inline{doc.Text{S: "申请预算"}, amount("budget", 52687+seed, "万元"), doc.Text{S: "，实际支出"}, amount("spent", 49831+seed, "万元"), doc.Text{S: "，相当于每100元花出94.58元。"}},
		Keys: []doc.Key{{Label: "预算执行率", Figure: doc.FigureRef{Key: "k", Text: "94.58%", Href: "#execution_rate", Title: "执行率"}},
			{Label: "申请预算", Figure: amount("budget", 52687+seed, "万元")}, {Label: "实际支出", Figure: amount("spent", 49831+seed, "万元")}},
		Chart: &doc.Chart{ID: "fig-1", Number: "图1", Title: "预算的执行", Reading: []string{"上条：申请预算", "下条：未支出部分"}, Drawing: doc.Drawing{
			Title: "预算执行条", Desc: "整条是预算，实心部分是支出。", Height: 5000, Shapes: []doc.Shape{
				doc.Label{X: 0, Y: 1000, Parts: []doc.LabelPart{{Text: "已支出 "}, {Figure: &f}, {Text: " 万元"}}},
				doc.Rect{W: 945793, Y: 1750, H: 2000}, doc.Rect{X: 949000, W: 51000, Y: 1750, H: 2000, Fill: doc.Hatch}}}}}
}

// sectionBody is some paragraphs, one of them with a note, and a list or a table.
func sectionBody(seed, i, j int) []doc.Block {
	texts := []string{
		"围绕中心服务大局建言资政凝聚共识，全年组织委员视察调研十二次，形成建议案及社情民意信息八十余件，得到县委县政府批示采纳；文史资料征编出版两辑，口述历史抢救整理按期完成，档案数字化率稳步提高。",
		"会议、视察、文史、招商、座谈、研究六项工作全部完成，群众满意度抽样问卷结果良好，培训覆盖基层联络站及各界别活动小组，重点提案办复率达到年初目标，外出招商签约项目陆续落地投产见效。",
		"存在的问题是部分项目进度偏慢、指标不够细化，采购程序衔接耗时较长，少数经费支付集中于第四季度，绩效目标设置与实际业务匹配程度有待加强，自评佐证材料归集尚欠规范，结余资金盘活使用不足。",
	}
	mark := &doc.Mark{N: i + 1, Href: fmt.Sprintf("#check-%d", i+1)}
	body := []doc.Block{prose(texts[seed%3]), doc.Paragraph{
		Content: []doc.Inline{doc.Text{S: "实际支出"}, amount("spent", 49831+seed, "万元"), doc.Text{S: "，执行率"}, amount("execution_rate", 9458, "%"), doc.Text{S: "，原文写作"},
			doc.Said{Content: say("95%"), Mark: mark}, doc.Text{S: "。" + texts[(seed+1)%3]}},
		Notes: []doc.Note{{Mark: mark, Difference: true, Content: say("精度不一：重算为94.58%，原文取整到个位。")}}}}
	if j == 1 {
		return append(body, spendingTable(seed, i))
	}
	return append(body, doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{{prose(texts[(seed+2)%3])}, {prose("加强队伍建设。")}}})
}

// spendingTable is a table of projects with bars.
func spendingTable(seed, n int) doc.Table {
	t := doc.Table{ID: fmt.Sprintf("table-%d", n), Number: fmt.Sprintf("表%d", n+1), Caption: "各项目的支出", Unit: "万元",
		Columns: []doc.Column{{Align: doc.Center}, {Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}},
		Notes:   [][]doc.Inline{say("注：占比以逐项合计为分母，各项分别四舍五入。")}}
	var head doc.Row
	for _, h := range []string{"序号", "项目", "预算", "支出", "占比%"} {
		head.Cells = append(head.Cells, doc.Cell{Content: say(h), Header: true, Scope: "col"})
	}
	t.Head = []doc.Row{head}
	for i := range 12 {
		t.Body = append(t.Body, doc.Row{ID: fmt.Sprintf("p%d-%d", n, i), Cells: []doc.Cell{
			{Content: say(fmt.Sprint(i + 1))}, {Content: say([]string{"政协会议费", "委员视察费", "“呔商历史与精神”座谈会经费", "综合业务管理经费"}[i%4]), Header: true, Scope: "row"},
			{Content: []doc.Inline{amount("budget", 3000+97*i+seed, "")}}, {Content: []doc.Inline{amount("spent", 2801+91*i+seed, "")}},
			{Content: []doc.Inline{amount("share", 531+i, "")}}}})
	}
	t.Foot = []doc.Row{{Total: true, Cells: []doc.Cell{{}, {Content: say("合计"), Header: true, Scope: "row"}, {Content: say("150.73")}, {Content: say("131.73")}, {Content: say("100.00")}}}}
	return t
}

// indicatorForm is the usual form on a turned page, with cells over several rows.
func indicatorForm(seed int) doc.Table {
	heads := []string{"一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"}
	t := doc.Table{ID: "form-1", Caption: "（2023年度）", Grid: true, Turned: true, Columns: make([]doc.Column, len(heads))}
	var head doc.Row
	for _, h := range heads {
		head.Cells = append(head.Cells, doc.Cell{Content: say(h), Header: true, Scope: "col"})
	}
	t.Head = []doc.Row{head}
	for i := range 24 {
		var cells []doc.Cell
		if i%8 == 0 {
			cells = append(cells, doc.Cell{Content: say([]string{"产出指标", "效益指标", "满意度指标"}[i/8]), Rows: 8, Header: true, Scope: "rowgroup"})
		}
		if i%4 == 0 {
			cells = append(cells, doc.Cell{Content: say([]string{"数量指标", "质量指标"}[i/4%2]), Rows: 4, Header: true, Scope: "rowgroup"})
		}
		cells = append(cells, doc.Cell{Content: say(fmt.Sprintf("组织委员视察调研活动次数及形成的建议案%d", i+1)), Header: true, Scope: "row"},
			doc.Cell{Content: say("≥12次")}, doc.Cell{Content: say(fmt.Sprintf("%d次", 10+(seed+i)%7))},
			doc.Cell{Content: []doc.Inline{amount("weight", 400, "")}}, doc.Cell{Content: []doc.Inline{amount("score", 380+i, "")}},
			doc.Cell{Content: say(strings.Repeat("无偏差。", i%3))})
		t.Body = append(t.Body, doc.Row{Cells: cells})
	}
	return t
}

// calculation is the entries of the figures.
func calculation(seed int) doc.Section {
	var items []doc.Entry
	place := func(n int) *doc.PlaceRef { return &doc.PlaceRef{File: "2023/d/report.toml", Line: n, Col: 9} }
	for i, id := range []string{"execution_rate", "spent", "budget", "share", "weight", "score", "rate_1", "rate_2", "rate_3", "rate_4", "rate_5", "rate_6"} {
		items = append(items, doc.Entry{ID: id, Label: "第" + fmt.Sprint(i+1) + "个指标", Figure: amount("x", 9458+seed+i, ""),
			Formula: say("实际支出 ÷ 申请预算"), Arithmetic: say("498.31 ÷ 526.87 = 0.945793…"), Basis: "财预〔2020〕10号",
			Inputs: []doc.EntryInput{{Label: "实际支出", Figure: amount("spent", 49831+seed, ""), Place: place(15)}, {Label: "申请预算", Figure: amount("budget", 52687+seed, ""), Place: place(14)}}})
	}
	return doc.Section{ID: "calculation", Level: 2, Appendix: 2, Title: say("计算说明"), Body: []doc.Block{
		prose("每个数都按精确值计算，只在显示时四舍五入一次。"), doc.Entries{Title: "计算得出的数", Items: items}}}
}

func differences() doc.Section {
	var items []doc.Difference
	for n := 1; n <= 4; n++ {
		items = append(items, doc.Difference{ID: fmt.Sprintf("check-%d", n), Rule: "C3", Mark: doc.Mark{N: n, Href: fmt.Sprintf("#check-%d", n)}, Title: "部门预算执行率",
			Stated: say("95%"), Computed: say("94.58%"), Diff: say("0.42个百分点"), Text: say("取整到个位时两者一致；但同一段里的项目执行率写作87.39%，精度前后不同。"),
			Severity: "提醒", RuleTitle: "精度", Place: doc.PlaceRef{File: "2023/d/report.toml", Line: 16, Col: 4}})
	}
	return doc.Section{ID: "reconciliation", Level: 2, Appendix: 3, Title: say("数据核对"), Body: []doc.Block{
		prose("把原文写下的数和重新算出的数放在一起。"), doc.Differences{Items: items}}}
}

// smallReport is a report of a page or two.
func smallReport(seed int) *doc.Document {
	d := departmentReport(fmt.Sprintf("第%d局", seed), seed)
	d.Body = d.Body[:3]
	return d
}
