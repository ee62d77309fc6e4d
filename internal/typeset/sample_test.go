package typeset

import (
	"os"
	"sync"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/font"
)

// loadFaces parses the shipped fonts once.
func loadFaces(t testing.TB) *Faces {
	t.Helper()
	faces, err := shippedFaces()
	if err != nil {
		t.Fatal(err)
	}
	return faces
}

var shippedFaces = sync.OnceValues(func() (*Faces, error) {
	var f Faces
	for role, name := range map[Role]string{TitleFace: "serif-black", BodyFace: "serif-regular",
		HeadFace: "sans-bold", KaiFace: "kai", SansFace: "sans-regular"} {
		data, err := os.ReadFile("../../layouts/fonts/" + name + ".ttf")
		if err != nil {
			return nil, err
		}
		if f[role], err = font.Parse(data); err != nil {
			return nil, err
		}
	}
	f[LatinFace] = f[BodyFace]
	return &f, nil
})

func text(s string) []doc.Inline { return []doc.Inline{doc.Text{S: s}} }

func fig(key, s, unit string) doc.FigureRef {
	return doc.FigureRef{Key: "2023/zhengxie/" + key, Text: s, Unit: unit, Href: "#" + key, Title: "说明" + key}
}

func mark(n int) *doc.Mark { return &doc.Mark{N: n, Href: "#check-" + itoa(n)} }

func para(in ...any) doc.Paragraph { return doc.Paragraph{Content: inl(in...)} }

func inl(in ...any) []doc.Inline {
	var out []doc.Inline
	for _, v := range in {
		switch v := v.(type) {
		case string:
			out = append(out, doc.Text{S: v})
		case doc.Inline:
			out = append(out, v)
		}
	}
	return out
}

func sampleChart() *doc.Chart {
	f := func(s string) *doc.FigureRef { return &doc.FigureRef{Text: s} }
	return &doc.Chart{ID: "fig1", Number: "图1", Title: "预算的执行", Reading: []string{"上条：申请预算", "下条：未支出部分，放大10倍"},
		Drawing: doc.Drawing{Title: "预算执行条", Desc: "申请预算526.87万元。", Height: 9100, Shapes: []doc.Shape{
			doc.Label{X: 0, Y: 1000, Parts: []doc.LabelPart{{Text: "已支出 "}, {Figure: f("498.31")}, {Text: " 万元"}}},
			doc.Label{X: doc.Full, Y: 1000, Anchor: doc.End, Parts: []doc.LabelPart{{Text: "未支出 "}, {Figure: f("28.56")}, {Text: " 万元"}}},
			doc.Rect{X: 0, W: 945793, Y: 1750, H: 2000, Fill: doc.Solid},
			doc.Rect{X: 949000, W: 32855, Y: 1750, H: 2000, Fill: doc.Hatch},
			doc.Rect{X: 981855, W: 18145, Y: 1750, H: 2000, Fill: doc.Open},
			doc.Area{Points: []doc.Point{{X: 949000, Y: 3850}, {X: 1000000, Y: 3850}, {X: 1000000, Y: 5650}, {X: 457949, Y: 5650}}},
			doc.Rect{X: 457949, W: 360613, Y: 5750, H: 1500, Fill: doc.Hatch},
			doc.Rect{X: 818550, W: 181450, Y: 5750, H: 1500, Fill: doc.Open},
			doc.Label{X: 457949, Y: 8700, Parts: []doc.LabelPart{{Text: "项目 "}, {Figure: f("19.00")}, {Text: " 万元"}}},
			doc.Label{X: doc.Full, Y: 8700, Anchor: doc.End, Parts: []doc.LabelPart{{Text: "基本支出 "}, {Figure: f("9.56")}, {Text: " 万元"}}},
		}}}
}

// dataChart is a line through n years with the table of its values.
func dataChart(n int) doc.Chart {
	c := doc.Chart{ID: "years" + itoa(n), Number: "图2", Title: "各年度的支出", Reading: []string{"纵轴不从零起"},
		Drawing: doc.Drawing{Title: "各年度的支出", Desc: "依次为" + itoa(n) + "个数。", Height: 6400},
		Data:    &doc.Table{Caption: "各年度的支出的数据", Columns: []doc.Column{{}, {Align: doc.Decimal}}, Head: []doc.Row{{Cells: []doc.Cell{{Content: text("年度"), Header: true, Scope: "col"}, {Content: text("支出"), Header: true, Scope: "col"}}}}}}
	for i := range n {
		x := doc.Full / (n + 1) * (i + 1)
		c.Drawing.Shapes = append(c.Drawing.Shapes, doc.Dot{X: x, Y: 3000}, doc.Label{X: x, Y: 6000, Anchor: doc.Middle, Small: true, Parts: []doc.LabelPart{{Text: itoa(i)}}})
		c.Data.Body = append(c.Data.Body, doc.Row{Cells: []doc.Cell{{Content: text("第" + itoa(i) + "年"), Header: true, Scope: "row"}, {Content: inl(fig("spent", itoa(1000+i)+".00", ""))}}})
	}
	return c
}

func projectTable() doc.Table {
	t := doc.Table{ID: "table-2", Number: "表2", Caption: "七个项目的支出", Unit: "万元",
		Columns: []doc.Column{{Align: doc.Center}, {Align: doc.Left, Wide: true}, {Align: doc.Right}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Left}},
		Notes:   [][]doc.Inline{text("注：占比以逐项合计131.72万元为分母，条长同比例。各项占比分别四舍五入，直接相加为100.01%，属于尾差。")}}
	scale := &doc.Drawing{Height: 1500}
	for i, s := range []string{"0", "10", "20", "30"} {
		a := doc.Middle
		if i == 0 {
			a = doc.Start
		} else if i == 3 {
			a = doc.End
		}
		scale.Shapes = append(scale.Shapes, doc.Label{X: doc.Full * i / 3, Y: 1080, Anchor: a, Small: true, Parts: []doc.LabelPart{{Text: s}}})
	}
	head := doc.Row{}
	for _, h := range []string{"序号", "项目", "预算", "支出", "占比%"} {
		head.Cells = append(head.Cells, doc.Cell{Content: text(h), Header: true, Scope: "col"})
	}
	head.Cells = append(head.Cells, doc.Cell{Content: text("占比条"), Header: true, Scope: "col", Hidden: true, Drawing: scale})
	t.Head = []doc.Row{head}
	for i, r := range [][3]string{{"政协会议费", "36.89", "28.01"}, {"委员视察费", "7.00", "5.31"}, {"乐亭文史研究专项经费", "5.00", "3.80"},
		{"委员联络站招商经费", "11.00", "8.35"}, {"“呔商历史与精神”座谈会经费", "11.83", "8.98"}, {"呔商历史文化研究经费", "30.00", "22.78"}, {"综合业务管理经费", "30.00", "22.78"}} {
		name := inl(r[0])
		if i == 3 {
			name = append(name, *mark(3))
		}
		bar := &doc.Drawing{Height: 750}
		w := 0
		for _, c := range r[2] {
			if c != '.' {
				w = w*10 + int(c-'0')
			}
		}
		bar.Shapes = append(bar.Shapes, doc.Rect{W: doc.Full * w / 3000, H: 750})
		t.Body = append(t.Body, doc.Row{ID: "p" + itoa(i+1), Cells: []doc.Cell{
			{Content: text(itoa(i + 1))}, {Content: name, Header: true, Scope: "row"},
			{Content: inl(doc.None{S: "未填报", Title: "无"})}, {Content: inl(fig("spent", r[1], ""))}, {Content: inl(fig("share", r[2], ""))}, {Drawing: bar}}})
	}
	t.Foot = []doc.Row{
		{Total: true, Cells: []doc.Cell{{}, {Content: text("逐项合计"), Header: true, Scope: "row"}, {Content: inl(doc.None{S: "—"})}, {Content: inl(fig("spent", "131.72", ""))}, {Content: text("100.00")}, {}}},
		{Cells: []doc.Cell{{}, {Content: inl("原文合计", *mark(2)), Header: true, Scope: "row"}, {Content: text("150.73")}, {Content: text("131.73")}, {Content: inl(doc.None{S: "—"})}, {}}},
	}
	return t
}

func sampleEntry(id, label, value, unit string) doc.Entry {
	place := func(n int) *doc.PlaceRef { return &doc.PlaceRef{File: "2023/zhengxie/report.toml", Line: n, Col: 9} }
	return doc.Entry{ID: id, Label: label, Figure: doc.FigureRef{Text: value, Unit: unit},
		Formula: text("实际支出 ÷ 申请预算"), Arithmetic: text("498.31 ÷ 526.87 = 0.945793…"),
		Inputs: []doc.EntryInput{{Label: "实际支出", Figure: fig("spent", "498.31", ""), Place: place(15), Shown: true}, {Label: "申请预算", Figure: fig("budget", "526.87", ""), Place: place(14), Shown: true}},
		Basis:  "财预〔2020〕10号"}
}

// sampleReport is a report like the first content's.
func sampleReport() *doc.Document {
	d := &doc.Document{ID: "2023/zhengxie", Title: []string{"2023年度政协乐亭县委员会", "整体绩效自评工作报告"}, Author: "政协乐亭县委员会",
		Last: []doc.Field{{Label: "索引号", Content: inl(doc.Missing{S: "待填"})}, {Label: "数据版本", Content: text("3f9c2a1")}, {Label: "", Content: text("mingbai.example/2023/zhengxie")}}}
	note := func(n int, s string) doc.Note { return doc.Note{Mark: mark(n), Difference: true, Content: text(s)} }
	one := doc.Section{ID: "s1", Level: 2, Number: "一、", Title: text("部门整体概况"), Body: []doc.Block{
		doc.Paragraph{Content: inl("2023年申请预算", fig("budget", "526.87", "万元"), "，实际支出", fig("spent", "498.31", "万元"), "，预算执行率", fig("execution_rate", "94.58%", ""),
			"，原文写作", doc.Said{Content: text("95%"), Mark: mark(1)}, "。"),
			Notes: []doc.Note{note(1, "精度不一：重算为94.58%，原文取整到个位；同一段里的项目执行率却保留了两位小数。")}},
		para("预算里有", fig("n", "7", "个"), "项目，合计", fig("pb", "150.73", "万元"), "，实际支出131.73万元，执行率87.39%。其余列为基本支出，由总额减去项目得出。"),
	}}
	four := doc.Section{ID: "s4", Level: 2, Number: "四、", Title: text("绩效实现情况分析"), Body: []doc.Block{
		doc.Section{ID: "s4-1", Level: 3, Number: "（一）", Title: text("总体评价"), Body: []doc.Block{
			para("报告认为，七个专项的申请和设立合规，目标合理，指标清晰、可以衡量；资金落实较好，制度健全并得到执行，财务有监控，质量可控。报告还认为，项目改善了民生，保障了区域内的住房，为当地经济创造了条件，生态和长远影响较好，社会公众满意度非常高。"),
			para("满意度未填报：原文没有给出调查数据。")}},
		doc.Section{ID: "s4-2", Level: 3, Number: "（二）", Title: text("七个项目的支出"), Body: []doc.Block{
			doc.Paragraph{Content: inl("把七个项目的支出逐项相加，得131.72万元，而原文三处都写作131.73万元", *mark(2), "。支出和占比见表2。"),
				Notes: []doc.Note{note(2, "尾差0.01万元：七项各取两位小数，相加与合计最多可差0.04万元；原文没有说明。"), note(3, "无法计算：原文说执行率不高，但没有公布这个项目的预算，只有支出11万元。")}},
			projectTable(),
			doc.List{Ordered: true, Start: 1, Items: [][]doc.Block{{para("政协会议费共36.89万元，主要用于乐亭县政协十一届四次会议租车、用餐、会场租用、住宿、会场会务、材料印刷、疫情防控及其它。")}, {para("委员视察费7万元，主要用于租车、办公、餐用、会议。")}}},
			doc.Paragraph{Content: text("下一步将加大委员联络站招商工作的力度。"), Notes: []doc.Note{{Content: inl(doc.Strong{Content: text("原文：")}, "委员联络站招商经费执行率不高，原因是对外联络招商工作次数较少。")}}},
		}},
	}}
	calc := doc.Section{ID: "calculation", Level: 2, Appendix: 1, Title: text("计算说明"), Body: []doc.Block{
		para("每个数都按精确值计算，只在显示时四舍五入一次。输入后面是它在数据文件里的位置。"),
		doc.Entries{Title: "计算得出的数", Items: []doc.Entry{sampleEntry("execution_rate", "预算执行率", "94.58%", ""), sampleEntry("spent", "实际支出", "28.56", "万元"),
			sampleEntry("budget", "申请预算", "87.39%", ""),
			{ID: "zs", Label: "委员联络站招商经费执行率", Figure: doc.FigureRef{Text: "—", State: doc.Undefined}, Reason: "没有预算，无法计算"}}}}}
	diff := func(n int, title, a, b, c, why string) doc.Difference {
		return doc.Difference{ID: "check-" + itoa(n), Rule: "C3", Mark: *mark(n), Title: title, Stated: text(a), Computed: text(b), Diff: text(c), Text: text(why),
			Severity: "提醒", RuleTitle: "合计的尾差", Place: doc.PlaceRef{File: "2023/zhengxie/report.toml", Line: 16, Col: 4}}
	}
	check := doc.Section{ID: "reconciliation", Level: 2, Appendix: 2, Title: text("数据核对"), Body: []doc.Block{
		para("把原文写下的数和重新算出的数放在一起。有差异不等于有差错，每一处都写明可能的原因。共三处。"),
		doc.Differences{Items: []doc.Difference{
			diff(1, "部门预算执行率", "95%", "94.58%", "0.42个百分点", "取整到个位时两者一致；但同一段里的项目执行率写作87.39%，精度前后不同。"),
			diff(2, "七个项目支出合计", "131.73万元", "131.72万元", "0.01万元", "七项各取两位小数，相加与合计最多可差0.04万元，可以用尾差解释；原文没有加注。"),
			diff(3, "委员联络站招商经费执行率", "不高", "无法计算", "—", "原文说执行率不高，却没有公布这个项目的预算；补上预算数，就会自动算出。")}},
		doc.Fields{ID: "verify", Items: []doc.Field{{Label: "数据版本", Content: inl(doc.Code{S: "3f9c2a18151325dcdbae9e0ff95f9f9658432dbe"})}, {Label: "算法", Content: text("SHA-256，对数据文件夹的规范排列（示例值）")}}},
	}}
	d.Body = []doc.Block{
		doc.Title{By: []doc.Field{{Label: "发布机构", Content: text("政协乐亭县委员会")}, {Label: "成文日期", Content: inl(doc.Missing{S: "待填"})}}},
		doc.Summary{ID: "summary", Title: "提要", Lead: inl("申请预算", fig("budget", "526.87", "万元"), "，实际支出", fig("spent", "498.31", "万元"), "，相当于每100元花出94.58元。未支出的28.56万元中，三分之二属于项目。"),
			Keys:  []doc.Key{{Label: "预算执行率", Figure: fig("execution_rate", "94.58%", "")}, {Label: "申请预算", Figure: fig("budget", "526.87", "万元")}, {Label: "实际支出", Figure: fig("spent", "498.31", "万元")}},
			Chart: sampleChart()},
		one, four, calc, check,
	}
	return d
}
