package html

import (
	"strconv"
	"strings"

	"mingbai/internal/doc"
)

// The sample documents below say what a report, a home page and a legal form
// say; their numbers are those of the first report or invented (虚构示例).

func txt(s string) doc.Inline                      { return doc.Text{S: s} }
func strong(s string) doc.Inline                   { return doc.Strong{Content: []doc.Inline{txt(s)}} }
func ins(in ...doc.Inline) []doc.Inline            { return in }
func para(in ...doc.Inline) doc.Paragraph          { return doc.Paragraph{Content: in} }
func prose(s string) doc.Paragraph                 { return para(txt(s)) }
func mark(n int) *doc.Mark                         { return &doc.Mark{N: n, Href: "#check-" + strconv.Itoa(n)} }
func yuan(metric, shown string) doc.FigureRef      { return fig(metric, shown, "万元") }
func cell(in ...doc.Inline) doc.Cell               { return doc.Cell{Content: in} }
func rowHead(in ...doc.Inline) doc.Cell            { return doc.Cell{Content: in, Header: true, Scope: "row"} }
func colHead(s string) doc.Cell                    { return doc.Cell{Content: ins(txt(s)), Header: true, Scope: "col"} }
func hiddenHead(s string) doc.Cell                 { c := colHead(s); c.Hidden = true; return c }
func none(s, why string) doc.Inline                { return doc.None{S: s, Title: why} }
func labelled(label string, n doc.Inline) doc.Cell { return doc.Cell{Content: ins(n), Label: label} }

func fig(metric, shown, unit string) doc.FigureRef {
	return doc.FigureRef{Key: "2023/zhengxie/" + metric, Text: shown, Unit: unit, Href: "#" + strings.TrimSuffix(metric, "@stated"), Title: metric}
}

func placeAt(line int) *doc.PlaceRef {
	return &doc.PlaceRef{File: "2023/zhengxie/report.toml", Line: line, Col: 10}
}

// executionBar is the bar of a summary with its magnified rest.
func executionBar() doc.Drawing {
	part := func(x, y int, a doc.Anchor, before string, f doc.FigureRef) doc.Label {
		return doc.Label{X: x, Y: y, Anchor: a, Parts: []doc.LabelPart{{Text: before + " "}, {Figure: &f}, {Text: " 万元"}}}
	}
	return doc.Drawing{
		ID: "execution", Title: "预算执行条", Height: 9625,
		Desc: "整条是预算526.87万元。已支出498.31万元，未支出28.56万元：项目19.00万元，基本支出9.56万元。",
		Shapes: []doc.Shape{
			part(0, 1000, doc.Start, "已支出", fig("spent", "498.31", "")),
			part(doc.Full, 1000, doc.End, "未支出", fig("unspent", "28.56", "")),
			doc.Rect{X: 0, W: 945793, Y: 1750, H: 2000},
			doc.Rect{X: 945793, W: 36062, Y: 1750, H: 2000, Fill: doc.Hatch},
			doc.Rect{X: 981855, W: 18145, Y: 1750, H: 2000, Fill: doc.Open},
			doc.Area{Points: []doc.Point{{X: 945793, Y: 3750}, {X: doc.Full, Y: 3750}, {X: doc.Full, Y: 6250}, {X: 457933, Y: 6250}}},
			doc.Rect{X: 457933, W: 360617, Y: 6250, H: 1500, Fill: doc.Hatch},
			doc.Rect{X: 818550, W: 181450, Y: 6250, H: 1500, Fill: doc.Open},
			part(457933, 9250, doc.Start, "项目", fig("project_unspent", "19.00", "")),
			part(doc.Full, 9250, doc.End, "基本支出", fig("basic_unspent", "9.56", "")),
		},
	}
}

func sampleReport() *doc.Document {
	return &doc.Document{
		ID:    "2023/zhengxie",
		Title: []string{"2023年度政协乐亭县委员会", "整体绩效自评\u200b工作报告"},
		Spine: "二〇二三年度",
		Body: []doc.Block{
			doc.Title{By: []doc.Field{
				{Label: "发布机构", Content: ins(txt("政协乐亭县委员会"))},
				{Label: "成文日期", Content: ins(doc.Missing{S: "待填"})},
			}},
			doc.Summary{ID: "summary", Title: "提要",
				Lead: ins(txt("申请预算"), yuan("budget", "526.87"), txt("，实际支出"), yuan("spent", "498.31"), txt("，相当于每100元花出94.58元。"), doc.Break{},
					txt("未支出的"), yuan("unspent", "28.56"), txt("中，三分之二属于项目。")),
				Keys: []doc.Key{
					{Label: "预算执行率", Figure: fig("execution_rate", "94.58%", "")},
					{Label: "申请预算", Figure: yuan("budget", "526.87")},
					{Label: "实际支出", Figure: yuan("spent", "498.31")},
				},
				Chart: &doc.Chart{ID: "fig-1", Number: "图1", Title: "预算的执行", Reading: []string{"上条：申请预算", "下条：未支出部分，放大10倍"}, Drawing: executionBar()},
			},
			doc.Screen{Body: []doc.Block{doc.Paragraph{Role: doc.Small, Content: ins(txt("带"), doc.Link{Href: "#calculation", Content: ins(txt("点线"))}, txt("的数都能点开：公式、输入、出自哪一行。"), doc.Said{Content: ins(txt("红波线"))}, txt("是原文与重算不一致的地方，"), *mark(1), txt("指向核对结果。"))}}},
			doc.Downloads{Items: []doc.Download{
				{Href: "2023/zhengxie/report.pdf", Name: "PDF", Filename: "2023年度报告.pdf", About: "版式文件，可打印", Size: "312 KB · 9页"},
				{Href: "2023/zhengxie/figures.json", Name: "JSON", About: "数、公式与出处", Size: "29 KB"},
				{Href: "2023/zhengxie/findings.json", Name: "JSON", About: "核对结果", Size: "3 KB"},
			}},
			doc.Contents{Title: "全文目录", Items: []doc.ContentsItem{{Title: "一、部门整体概况", Href: "#s1"}, {Title: "二、部门整体绩效目标和绩效指标设定情况", Href: "#s2"}, {Level: 1, Title: "（一）总目标", Href: "#s2-1"}}},
			sampleOverview(), sampleGoals(),
			doc.Section{ID: "s3", Level: 2, Number: "三、", Title: ins(txt("绩效评价组织情况")), Short: "评价组织", Body: []doc.Block{
				doc.Paragraph{Content: ins(txt("部门自己成立工作组，按客观、公正、公开的原则自评。7个项目全部参评，占项目总数的"), fig("coverage", "100.00%", ""), txt("，涉及金额"), yuan("project_spent", "131.73"), txt("。报告说明，每个项目都设了可考核的关键产出和效果指标，自评结果真实可靠。")),
					Notes: []doc.Note{{Content: ins(strong("注"), txt("：这里的“涉及金额”与项目支出相同；按预算计是150.73万元。"))}}},
			}},
			sampleResults(),
			doc.Section{ID: "s5", Level: 2, Number: "五、", Title: ins(txt("存在问题")), Body: []doc.Block{
				doc.Paragraph{Content: ins(txt("委员联络站招商经费"), doc.Said{Content: ins(txt("执行率不高")), Mark: mark(3)}, txt("，原因是到外地联络招商的次数偏少。下一步要加大联络站的招商力度。")),
					Notes: []doc.Note{{Mark: mark(3), Difference: true, Content: ins(strong("无法计算"), txt("：原文没有公布这个项目的预算，只有支出11万元。"))}}},
			}},
			doc.Section{ID: "s6", Level: 2, Number: "六、", Title: ins(txt("相关建议、改进措施及"), doc.WordBreak{}, txt("结果应用")), Short: "改进与应用", Body: []doc.Block{
				prose("报告提出的办法有五条："),
				doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{
					{prose("任务、责任和时间节点定得更细，加强督促，保证完成年度目标。")},
					{prose("视察、招商等活动尽早组织。")},
					{prose("多调研、多测算，让计划跟得上实际进度；难以完成的，调整年初目标，加快拨付。")},
				}},
				doc.List{Items: [][]doc.Block{{prose("优化支出结构，把预算编细编实。")}, {prose("建立资金使用效益的考评制度。")}}},
			}},
			sampleCalculation(), sampleDifferences(),
			doc.Section{ID: "disclosure", Level: 2, Title: ins(txt("公开信息")), Body: []doc.Block{
				doc.Fields{Items: []doc.Field{
					{Label: "索引号", Content: ins(doc.Missing{S: "待填"})},
					{Label: "主题分类", Content: ins(txt("财政、金融、审计"))},
					{Label: "发布机构", Content: ins(txt("政协乐亭县委员会"))},
					{Label: "文号", Content: ins(none("—", "没有文号"))},
					{Label: "数据摘要", Content: ins(doc.Code{S: "72a15ba7 7aff28e7 23c934d1 e848da0c 7696959e 727113fd bf7e13be b4c3db2c"})},
					{Label: "发布日期", Content: ins(doc.Missing{S: "待填"})},
					{Label: "公开方式", Content: ins(txt("主动公开"))},
				}},
				doc.Paragraph{Role: doc.Small, Content: ins(txt("注：标“待填”的项目在正式发布前必须补齐，否则不能发布。"))},
				doc.Fields{ID: "verification", Code: sampleCode(), Items: []doc.Field{
					{Label: "永久地址", Content: ins(doc.Code{S: "https://example.org/2023/zhengxie/index.html"})},
				}},
			}},
		},
	}
}

// sampleCode looks like a small QR code.
func sampleCode() *doc.Matrix {
	m := &doc.Matrix{Size: 21, Text: "https://example.org", Alt: "二维码"}
	for i := range m.Size * m.Size {
		m.Dark = append(m.Dark, i%2 == 0 || i%7 == 3)
	}
	return m
}

func sampleOverview() doc.Section {
	money := func(label, metric, shown string) doc.Cell { return labelled(label, fig(metric, shown, "")) }
	row := func(name string, total bool, m [4]string, v [4]string) doc.Row {
		return doc.Row{Total: total, Cells: []doc.Cell{rowHead(txt(name)), money("申请预算", m[0], v[0]), money("实际支出", m[1], v[1]), money("未支出", m[2], v[2]), money("执行率", m[3], v[3])}}
	}
	said := fig("execution_rate", "95%", "")
	said.Said, said.Mark = true, mark(1)
	return doc.Section{ID: "s1", Level: 2, Number: "一、", Title: ins(txt("部门整体概况")), Short: "整体概况", Body: []doc.Block{
		doc.Paragraph{
			Content: ins(txt("2023年申请预算"), yuan("budget", "526.87"), txt("，实际支出"), yuan("spent", "498.31"), txt("，预算执行率"), fig("execution_rate", "94.58%", ""), txt("，原文写作"), said, txt("。")),
			Notes: []doc.Note{
				{Content: ins(strong("注"), txt("：原文称“申请预算资金”，没有区分年初数与全年数；本页按唯一的这个数计算。"))},
				{Mark: mark(1), Difference: true, Content: ins(strong("精度不一"), txt("：重算为94.58%；同一段里的另一个比率保留了两位小数。"))},
			}},
		para(txt("预算里有7个项目，合计"), yuan("project_budget", "150.73"), txt("，实际支出"), yuan("project_spent", "131.73"), txt("，执行率"), fig("project_execution_rate", "87.39%", ""), txt("。其余列为基本支出，由总额减去项目得出。")),
		doc.Table{ID: "tbl-1", Number: "表1", Caption: "预算与支出", Unit: "万元",
			Columns: []doc.Column{{}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}},
			Head:    []doc.Row{{Cells: []doc.Cell{hiddenHead("类别"), colHead("申请预算"), colHead("实际支出"), colHead("未支出"), colHead("执行率")}}},
			Body: []doc.Row{
				row("基本支出", false, [4]string{"basic_budget", "basic_spent", "basic_unspent", "basic_execution_rate"}, [4]string{"376.14", "366.58", "9.56", "97.46%"}),
				row("项目支出", false, [4]string{"project_budget", "project_spent", "project_unspent", "project_execution_rate"}, [4]string{"150.73", "131.73", "19.00", "87.39%"}),
			},
			Foot: []doc.Row{row("合计", true, [4]string{"budget", "spent", "unspent", "execution_rate"}, [4]string{"526.87", "498.31", "28.56", "94.58%"})}},
	}}
}

func sampleGoals() doc.Section {
	return doc.Section{ID: "s2", Level: 2, Number: "二、", Title: ins(txt("部门整体"), doc.WordBreak{}, txt("绩效目标和"), doc.WordBreak{}, txt("绩效指标"), doc.WordBreak{}, txt("设定情况")), Short: "目标与指标", Body: []doc.Block{
		doc.Section{ID: "s2-1", Level: 3, Number: "（一）", Title: ins(txt("总目标")), Body: []doc.Block{
			doc.Paragraph{Content: ins(txt("年初的总目标，是落实党的二十大和中央、省、市委政协工作会议的部署，围绕县委“十四五”时期的目标发挥专门协商机构的作用：引领思想，凝聚共识，把各方面的智慧和力量汇拢起来，让制度优势更快变成治理效能。")),
				Notes: []doc.Note{{Content: ins(strong("指标值"), txt("："), none("未填报", "原文没有列出"), txt("。原文没有列出带数值、单位和目标的指标，所以本页没有指标得分。"))}}},
			prose("总目标分四个方面展开："),
			doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{
				{prose("思想政治引领：做好政治、教育、思想三项引领，让政协成为坚持党的领导、团结各界代表人士、化解矛盾凝聚共识的阵地、平台和渠道。")},
				{prose("汇聚发展合力：为民履职，服务发展，同心聚力。")},
				{prose("加强队伍建设。")},
			}},
		}},
	}}
}
