package html

import "mingbai/internal/doc"

// far is a figure whose calculation stands on another page.
func far(metric, shown, unit string) doc.FigureRef {
	f := fig(metric, shown, unit)
	f.Href = "2023/zhengxie/index.html#" + metric
	return f
}

func sampleHome() *doc.Document {
	type dept struct{ name, budget, spent, rate, grade, score, date, diffs string }
	rows := []dept{
		{"教育局", "18,642.50", "18,391.27", "98.65%", "优", "95.86", "3月28日", ""},
		{"卫生健康局", "9,857.36", "9,120.04", "92.52%", "良", "88.92", "3月29日", "2处"},
		{"交通运输局", "7,420.00", "5,196.83", "70.04%", "中", "76.40", "3月31日", "1处"},
		{"市场监督管理局", "1,574.88", "1,498.02", "95.12%", "良", "89.30", "3月31日", "1处"},
		{"文化广电和旅游局", "1,126.40", "", "", "", "", "", ""},
	}
	widths := [][2]int{{932100, 919600}, {492900, 456000}, {371000, 259800}, {78700, 74900}, {56300, 0}}
	t := doc.Table{Number: "表1", Caption: "预算、支出与公开", Unit: "万元，按预算从多到少", Class: "list",
		Columns: []doc.Column{{}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {}, {}, {}, {Align: doc.Right}},
		Head: []doc.Row{{Cells: []doc.Cell{colHead("部门"), colHead("预算"), colHead("支出"), colHead("执行率"),
			{Header: true, Scope: "col", Hidden: true, Content: ins(txt("预算与支出条")), Drawing: scale(4, "0", "5,000", "10,000", "15,000")},
			colHead("等级、得分"), colHead("公开日期"), colHead("差异")}}},
		Foot:  []doc.Row{{Total: true, Cells: []doc.Cell{rowHead(txt("合计")), labelled("预算", far("all_budget", "52,149.03", "")), labelled("支出", far("all_spent", "47,379.73", "")), labelled("执行率", far("all_rate", "92.86%", "")), cell(), cell(), cell(), labelled("差异", txt("5处"))}}},
		Notes: [][]doc.Inline{ins(txt("注：条的外框是预算，实心是支出，虚框表示支出未填报。执行率合计以已公开的7个部门为准。公开期限为2024年3月31日。"))},
	}
	for i, d := range rows {
		c := []doc.Cell{rowHead(doc.Link{Href: "2023/zhengxie/index.html", Content: ins(txt(d.name))}), labelled("预算", far("budget", d.budget, ""))}
		b := &doc.Drawing{Height: 875, Shapes: []doc.Shape{doc.Rect{W: widths[i][0], H: 875, Fill: doc.Open}, doc.Rect{W: widths[i][1], H: 875}}}
		if d.spent == "" {
			b = bar(widths[i][0], 875, doc.Dashed)
			f := far("spent", "未填报", "")
			f.State, f.Title = doc.Absent, "没有公开"
			c = append(c, labelled("支出", f), labelled("执行率", none("—", "没有支出")), doc.Cell{Drawing: b}, labelled("等级、得分", none("—", "没有公开")), labelled("公开日期", doc.Said{Content: ins(txt("逾期未公开"))}), labelled("差异", none("—", "没有公开")))
		} else {
			diffs := none("无", "没有差异")
			if d.diffs != "" {
				diffs = doc.Link{Href: "#differences", Content: ins(txt(d.diffs))}
			}
			c = append(c, labelled("支出", far("spent", d.spent, "")), labelled("执行率", far("execution_rate", d.rate, "")), doc.Cell{Drawing: b},
				doc.Cell{Content: ins(strong(d.grade), txt(" "+d.score)), Label: "等级、得分"}, labelled("公开日期", txt(d.date)), labelled("差异", diffs))
		}
		t.Body = append(t.Body, doc.Row{Cells: c})
	}
	return &doc.Document{ID: "home", Title: []string{"2023年度部门预算绩效自评"}, Spine: "二〇二三年度", Body: []doc.Block{
		doc.Title{},
		doc.Summary{ID: "summary", Title: "提要",
			Lead: ins(txt("8个部门，预算"), far("all_budget", "5.21", "亿元"), txt("。7个已经公开，花了"), far("all_spent", "4.74", "亿元"), txt("。"), doc.Break{}, txt("文化广电和旅游局逾期没有公开，不计入执行率。")),
			Keys: []doc.Key{{Label: "预算执行率（已公开的7个部门）", Figure: far("all_rate", "92.86%", "")}, {Label: "申请预算（8个部门）", Figure: far("all_budget", "52,149.03", "万元")}, {Label: "实际支出（7个部门）", Figure: far("all_spent", "47,379.73", "万元")}}},
		doc.Fields{Items: []doc.Field{{Label: "公开", Content: ins(txt("按期6，迟1，未公开1"))}, {Label: "等级", Content: ins(txt("优4，良2，中1，差0"))}, {Label: "核对", Content: ins(doc.Link{Href: "#differences", Content: ins(txt("5处差异"))}, txt("，在4个部门"))}}},
		doc.Section{ID: "list", Level: 2, Title: ins(txt("各部门")), Body: []doc.Block{t}},
		doc.Section{ID: "years", Level: 2, Title: ins(txt("五年执行率")), Body: []doc.Block{sampleYears()}},
		doc.Section{ID: "differences", Level: 2, Title: ins(txt("核对发现的差异")), Body: []doc.Block{sampleDiffTable()}},
		doc.Section{ID: "data", Level: 2, Title: ins(txt("全年数据")), Body: []doc.Block{doc.Downloads{Items: []doc.Download{
			{Href: "2023/figures.csv", Name: "CSV", About: "每行一个数", Size: "52 KB · 611行"}, {Href: "2023/figures.json", Name: "JSON", About: "数、公式与出处", Size: "233 KB"}}}}},
	}}
}

func sampleYears() doc.Chart {
	d := doc.Drawing{Title: "2019年至2023年全县预算执行率", Desc: "依次为91.35%、88.62%、90.17%、93.04%、92.86%。", Height: 12250,
		Shapes: []doc.Shape{doc.Line{X2: doc.Full, Y1: 10500, Y2: 10500, Stroke: doc.Axis}}}
	ys := []int{3806, 5338, 4469, 2850, 2956}
	vs := []string{"91.35", "88.62", "90.17", "93.04", "92.86"}
	for i := range ys {
		x := 75000 + 212500*i
		if i > 0 {
			l := doc.Line{X1: x - 212500, Y1: ys[i-1], X2: x, Y2: ys[i], Stroke: doc.Data}
			if i == 4 {
				l.Stroke = doc.Part
			}
			d.Shapes = append(d.Shapes, l)
		}
	}
	for i := range ys {
		x := 75000 + 212500*i
		f := far("all_rate", vs[i], "")
		d.Shapes = append(d.Shapes, doc.Dot{X: x, Y: ys[i], Hollow: i == 4},
			doc.Label{X: x, Y: ys[i] - 875, Anchor: doc.Middle, Least: []int{0, 20_000, 22_800, 36_000, 0}[i], Parts: []doc.LabelPart{{Figure: &f}}},
			doc.Label{X: x, Y: 11875, Anchor: doc.Middle, Parts: []doc.LabelPart{{Text: string(rune('0'+i)) + "年"}}})
	}
	data := &doc.Table{Caption: "五年执行率的数据", Columns: []doc.Column{{}, {Align: doc.Decimal}}, Head: []doc.Row{{Cells: []doc.Cell{colHead("年度"), colHead("执行率")}}}}
	for i, v := range vs {
		data.Body = append(data.Body, doc.Row{Cells: []doc.Cell{rowHead(txt(string(rune('0'+i)) + "年")), labelled("执行率", far("all_rate", v, ""))}})
	}
	return doc.Chart{Title: "五年执行率", Reading: []string{"单位：%。纵轴从80%起，不从零起。"}, Drawing: d, Data: data}
}

func sampleDiffTable() doc.Table {
	t := doc.Table{Caption: "核对发现的差异", Columns: []doc.Column{{}, {Align: doc.Right}, {Align: doc.Right}, {Align: doc.Right}, {Wide: true}},
		Head: []doc.Row{{Cells: []doc.Cell{colHead("部门与事项"), colHead("原文"), colHead("重算"), colHead("相差"), colHead("可能的原因")}}}}
	for _, r := range [][5]string{{"交通运输局", "80.00%", "70.04%", "9.96个百分点", "原文没有说明分母"}, {"卫生健康局", "2,418.60", "2,418.58", "0.02", "四舍五入的尾差"}} {
		said := far("said", r[1], "")
		said.Said = true
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(txt(r[0]), doc.Break{}, txt("预算执行率")), labelled("原文", said), labelled("重算", far("rate", r[2], "")), labelled("相差", txt(r[3])), labelled("可能的原因", txt(r[4]))}})
	}
	return t
}

// sampleForm is the 项目支出绩效自评表: merged cells, headers in the body.
func sampleForm() *doc.Document {
	th := func(s string, cols, rows int, scope string) doc.Cell {
		return doc.Cell{Content: ins(txt(s)), Header: true, Scope: scope, Cols: cols, Rows: rows}
	}
	td := func(s string, cols int) doc.Cell { return doc.Cell{Content: ins(txt(s)), Cols: cols} }
	money := func(name string, v ...string) doc.Row {
		left := doc.Left
		r := doc.Row{Cells: []doc.Cell{th(name, 2, 1, "row")}}
		r.Cells[0].Align = &left
		for _, s := range v {
			r.Cells = append(r.Cells, td(s, 1))
		}
		return r
	}
	first := money("年度资金总额", "120.00", "132.00", "118.80", "10", "90.00%", "9.00")
	head := doc.Row{Cells: []doc.Cell{th("项目资金（万元）", 1, 3, "rowgroup"), {Cols: 2}, th("年初预算数", 1, 1, "col"), th("全年预算数（A）", 1, 1, "col"), th("全年执行数（B）", 1, 1, "col"), th("分值", 1, 1, "col"), th("执行率（B/A）", 1, 1, "col"), th("得分", 1, 1, "col")}}
	t := doc.Table{ID: "form", Caption: "项目支出绩效自评表", Grid: true,
		Columns: []doc.Column{{Width: 80}, {Width: 90}, {Width: 120}, {Width: 120, Align: doc.Center}, {Width: 120, Align: doc.Center}, {Width: 120, Align: doc.Center}, {Width: 80, Align: doc.Center}, {Width: 110, Align: doc.Center}, {Width: 160}},
		Body: []doc.Row{
			{Cells: []doc.Cell{th("项目名称", 1, 1, "row"), td("示例县农村供水设施维修养护", 8)}},
			{Cells: []doc.Cell{th("主管部门", 1, 1, "row"), td("示例县水务局", 4), th("实施单位（盖章）", 2, 1, "row"), td("示例县农村供水管护中心", 2)}},
			head, first, money("其中：当年财政拨款", "100.00", "112.00", "102.80", "—", "91.79%", "—"),
			{Cells: []doc.Cell{th("年度总体目标", 1, 2, "rowgroup"), th("预期目标", 4, 1, "col"), th("实际完成情况", 4, 1, "col")}},
			{Cells: []doc.Cell{td("维修老旧供水管网不少于12公里，更换水表不少于800块；报修24小时内处置，供水稳定，用水户满意。", 4), td("维修管网12.4公里，更换水表760块；报修按时处置率96.2%，用水户满意度92.3%。", 4)}},
			{Cells: []doc.Cell{th("绩效指标", 1, 3, "rowgroup"), th("一级指标", 1, 1, "col"), th("二级指标", 1, 1, "col"), th("三级指标", 1, 1, "col"), th("年度指标值", 1, 1, "col"), th("实际完成值", 1, 1, "col"), th("分值", 1, 1, "col"), th("得分", 1, 1, "col"), th("偏差原因分析及改进措施", 1, 1, "col")}},
			{Cells: []doc.Cell{th("产出指标（50分）", 1, 2, "rowgroup"), th("数量指标", 1, 2, "rowgroup"), td("维修管网长度", 1), td("≥12公里", 1), td("12.4公里", 1), td("10", 1), td("10.00", 1), td("—", 1)}},
			{Cells: []doc.Cell{td("更换水表数量", 1), td("≥800块", 1), td("760块", 1), td("10", 1), td("9.50", 1), td("到货推迟，少换40块，转入下年", 1)}},
			{Total: true, Cells: []doc.Cell{th("总分", 6, 1, "row"), td("100", 1), td("98.02", 1), td("", 1)}},
		},
		Notes: [][]doc.Inline{ins(txt("注：得分按mof-2020规则。"))}}
	return &doc.Document{ID: "form", Title: []string{"示例县农村供水设施维修养护"}, Body: []doc.Block{
		doc.Title{By: []doc.Field{{Label: "部门", Content: ins(doc.Link{Href: "2023/zhengxie/index.html", Content: ins(txt("示例县水务局"))})}, {Label: "年度", Content: ins(txt("2023"))}}},
		doc.Section{ID: "f", Level: 2, Title: ins(txt("自评表")), Body: []doc.Block{t}},
	}}
}
