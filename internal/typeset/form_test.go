package typeset

import "mingbai/internal/doc"

// formTable is the MOF's project form, with the nine columns it has at its
// widest.
func formTable() doc.Table {
	lab := func(s string, cols, rows int) doc.Cell {
		return doc.Cell{Content: text(s), Header: true, Scope: "row", Cols: cols, Rows: rows}
	}
	col := func(s string, cols int) doc.Cell {
		return doc.Cell{Content: text(s), Header: true, Scope: "col", Cols: cols}
	}
	val := func(s string, cols int) doc.Cell { return doc.Cell{Content: text(s), Cols: cols} }
	row := func(cells ...doc.Cell) doc.Row { return doc.Row{Cells: cells} }
	t := doc.Table{ID: "form", Caption: "项目支出绩效自评表", Grid: true, Columns: []doc.Column{
		{Align: doc.Center}, {Align: doc.Center}, {Align: doc.Center}, {}, {Align: doc.Center}, {Align: doc.Center},
		{Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Center}, {Align: doc.Center}}}
	left := doc.Left
	name := val("示例县农村供水设施维修养护", 9)
	name.Align = &left
	t.Body = []doc.Row{
		row(lab("项目名称", 1, 1), name),
		row(lab("主管部门", 1, 1), val("示例县水务局", 4), col("实施单位（盖章）", 2), val("示例县农村供水管护中心", 3)),
		row(lab("项目资金（万元）", 1, 5), val("", 2), col("年初预算数", 1), col("全年预算数（A）", 1), col("全年执行数（B）", 1), col("分值", 1), col("执行率（B/A）", 1), col("得分", 2)),
		row(val("年度资金总额", 2), val("120.00", 1), val("132.00", 1), val("118.80", 1), val("10", 1), val("90.00%", 1), val("9.00", 2)),
		row(val("其中：当年财政拨款", 2), val("100.00", 1), val("112.00", 1), val("102.80", 1), val("—", 1), val("91.79%", 1), val("—", 2)),
		row(val("上年结转资金", 2), val("20.00", 1), val("20.00", 1), val("16.00", 1), val("—", 1), val("80.00%", 1), val("—", 2)),
		row(val("其他资金", 2), val("0.00", 1), val("0.00", 1), val("0.00", 1), val("—", 1), val("—", 1), val("—", 2)),
		row(lab("年度总体目标", 1, 2), col("预期目标", 4), col("实际完成情况", 5)),
		row(val("维修老旧供水管网不少于12公里，更换水表不少于800块；报修24小时内处置，供水稳定，用水户满意。", 4), val("维修管网12.4公里，更换水表760块；报修按时处置率96.2%，用水户满意度92.3%。水表少换40块，原因见下。", 5)),
	}
	head := row(lab("绩效指标", 1, 11), col("一级指标", 1), col("二级指标", 1), col("三级指标", 1), col("年度指标值", 1), col("实际完成值", 1), col("分值", 1), col("得分", 1), col("偏差原因分析及改进措施", 2))
	t.Body = append(t.Body, head)
	for i, r := range [][]string{
		{"数量指标", "维修管网长度", "≥12公里", "12.4公里", "10", "10.00", "—"}, {"数量指标", "更换水表数量", "≥800块", "760块", "10", "9.50", "到货推迟，少换40块，转入下年"},
		{"质量指标", "工程验收合格率", "=100%", "100%", "10", "10.00", "—"}, {"时效指标", "24小时内处置率", "≥95%", "96.2%", "10", "10.00", "—"}, {"成本指标", "每公里维修成本", "≤6.50万元", "6.42万元", "10", "10.00", "—"},
		{"经济效益指标", "—", "—", "—", "—", "—", "不适用"}, {"社会效益指标", "受益人口", "≥9500人", "9620人", "15", "15.00", "—"}, {"生态效益指标", "管网漏损率", "≤12.0%", "12.6%", "10", "9.52", "老管段未改完，明年优先安排"}, {"可持续影响指标", "管护制度执行", "达成", "达成年度指标", "5", "5.00", "—"},
		{"服务对象满意度指标", "用水户满意度", "≥90%", "92.3%", "10", "10.00", "—"}} {
		var cells []doc.Cell
		switch i {
		case 0:
			cells = append(cells, doc.Cell{Content: text("产出指标（50分）"), Header: true, Scope: "rowgroup", Rows: 5})
		case 5:
			cells = append(cells, doc.Cell{Content: text("效益指标（30分）"), Header: true, Scope: "rowgroup", Rows: 4})
		case 9:
			cells = append(cells, doc.Cell{Content: text("满意度指标（10分）"), Header: true, Scope: "rowgroup"})
		}
		if i == 0 {
			cells = append(cells, doc.Cell{Content: text(r[0]), Header: true, Scope: "row", Rows: 2})
		} else if i > 1 {
			cells = append(cells, doc.Cell{Content: text(r[0]), Header: true, Scope: "row"})
		}
		for j, s := range r[1:] {
			c := val(s, 1)
			if j == 5 {
				c.Cols = 2
			}
			cells = append(cells, c)
		}
		t.Body = append(t.Body, row(cells...))
	}
	t.Foot = []doc.Row{row(lab("总分", 6, 1), val("100", 1), doc.Cell{Content: inl(doc.Strong{Content: text("98.02")})}, val("", 2))}
	return t
}
