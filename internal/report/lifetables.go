package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// tableNames are the tables that report.md may name.
func tableNames() []string {
	return []string{"funds", "projects", "sources", "adjustments", "subunits", "staff", "three_public", "procurement", "work", "change",
		"scores", "satisfaction", "ledger", "reviews", "revisions"}
}

// table is one of the tables of a report. But for the first two, a table stands
// only where the record has data for it.
func (p *reportPage) table(args []string, _ string, _ source.Place) []doc.Block {
	switch args[0] {
	case "funds":
		return p.fundsTable()
	case "projects":
		return p.projectsTable()
	case "sources":
		return p.sourcesTable()
	case "adjustments":
		return p.adjustmentsTable()
	case "subunits":
		return p.subUnitsTable()
	case "staff":
		return p.figureTable("人员、公用经费与资产", []string{"posts", "employed", "staff_control_rate", "public_budget", "public_spent", "public_control_rate",
			"public_per_head", "public_per_head_change_rate", "trained", "trained_per_head", "assets_total", "assets_in_use", "assets_use_rate"},
			p.plain(p.in.Report.Staff.Reason, ""))
	case "three_public":
		return p.threePublicTable()
	case "procurement":
		return p.figureTable("政府采购", []string{"procurement_budget", "procurement_actual", "procurement_rate", "procurement_goods", "procurement_works",
			"procurement_services", "procurement_small", "procurement_small_share", "procurement_micro", "procurement_micro_share"})
	case "work":
		return p.figureTable("职责履行与资金管理", []string{"work_planned", "work_done", "work_done_rate", "work_on_time", "work_on_time_rate", "work_qualified",
			"work_quality_rate", "key_work_assigned", "key_work_done", "key_work_rate", "key_project_budget", "key_project_share",
			"adjustment_rate", "balance_rate", "balance_change_rate", "payment_progress_rate", "general_cut_rate", "cost_control_rate"})
	case "change":
		return p.changeTable()
	case "scores":
		return p.scoresList()
	case "satisfaction":
		return p.satisfactionTable()
	case "ledger":
		return p.ledgerTable()
	case "reviews":
		return p.reviewsTable()
	}
	return p.revisionsTable()
}

// threePublicTable is the 三公 expenses: the form where the profile has one, which
// is an appendix, else a table; and what follows from them.
func (p *reportPage) threePublicTable() []doc.Block {
	r := p.in.Report
	var out []doc.Block
	if hasThreePublic(&r.ThreePublic) && !hasForm(r, "three_public") {
		out = append(out, p.threePublicSums()...)
	}
	return append(out, p.figureTable("“三公”经费的比率与数量", []string{"three_public_control_rate", "three_public_change_rate", "three_public_actual_change_rate",
		"three_public_groups", "three_public_persons", "three_public_bought", "three_public_cars", "three_public_receptions", "three_public_guests",
		"reception_per_guest", "car_run_per_car"}, p.plain(r.ThreePublic.Reason, ""))...)
}

// emptyTable says why a table is published without sums.
const emptyTable = "注：本部门无此项支出，故本表为空。"

// threePublicSums are the 三公 expenses by item, budget and accounts of both years.
func (p *reportPage) threePublicSums() []doc.Block {
	f := p.newFiller(&record.Form{}, p.in.Report, nil, nil)
	empty := p.in.Report.ThreePublic.None.Value
	year := p.in.Report.Year
	columns := []column{{name: "项目", wide: true}}
	keys := []string{"last_budget", "last_actual", "budget", "actual"}
	for i, word := range []string{"预算数", "决算数", "预算数", "决算数"} {
		columns = append(columns, column{name: itoa(year-1+i/2) + "年" + word, align: doc.Decimal})
	}
	var rows [][]doc.Cell
	for _, item := range [][2]string{{"total", "合计"}, {"abroad", "因公出国（境）费"}, {"car", "公务用车购置及运行维护费"}, {"car_bought", "其中：购置费"},
		{"car_run", "　　　运行维护费"}, {"reception", "公务接待费"}} {
		row := []doc.Cell{rowHead(text(item[1]))}
		for _, key := range keys {
			c := p.value(f.inputFigure("three_public."+key+"."+item[0]), f.unit.Name)
			if empty && len(c.Content) == 0 {
				c.Content = inlines(none("本部门无此项支出"))
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	out := p.sparse("“三公”经费", f.unit.Name, columns, rows)
	if t, ok := out[0].(doc.Table); ok && empty {
		t.Notes = append(t.Notes, inlines(text(emptyTable)))
		out[0] = t
	}
	return out
}

// satisfactionTable is the survey behind a claim of satisfaction.
func (p *reportPage) satisfactionTable() []doc.Block {
	s := &p.in.Report.Satisfaction
	var note []doc.Inline
	if s.Object.Value != "" {
		note = append(inlines(text("调查对象：")), p.plain(s.Object, "")...)
	}
	if s.Method.Value != "" {
		if len(note) > 0 {
			note = append(note, text("；"))
		}
		note = append(append(note, text("调查方式：")), p.plain(s.Method, "")...)
	}
	return p.figureTable("满意度调查", []string{"survey_sent", "survey_valid", "survey_satisfied", "satisfaction_rate"}, note)
}

// ledgerTable is what is done about the problems, where no form of the profile
// tells it.
func (p *reportPage) ledgerTable() []doc.Block {
	r := p.in.Report
	if !hasLedger(r) || hasForm(r, "ledger") {
		return nil
	}
	return p.ledgerOf(r, p.in.Earlier)
}

// ledgerOf lists what is done about a report's problems and those carried over.
func (p *page) ledgerOf(r *record.Report, earlier []*record.Report) []doc.Block {
	columns := []column{{name: "问题", wide: true}, {name: "年度"}, {name: "原因"}, {name: "整改措施", wide: true}, {name: "责任单位"}, {name: "完成时限"}, {name: "进展"}, {name: "状态"}, {name: "结果应用"}}
	var rows [][]doc.Cell
	for _, it := range p.ledgerItems(r, earlier) {
		content := it.text
		if len(content) == 0 {
			content = inlines(none("没有写问题"))
		}
		row := []doc.Cell{rowHead(content...), {}}
		if it.year > 0 {
			row[1].Content = inlines(text(itoa(it.year)))
		}
		for _, s := range []source.String{it.cause, it.measure, it.owner} {
			row = append(row, p.textCell(s))
		}
		row = append(row, dateCell(it.due), p.textCell(it.progress), p.textCell(it.status), p.textCell(it.use))
		rows = append(rows, row)
	}
	return p.sparse("问题与整改", "", columns, rows)
}

// reviewsTable is what a re-check found.
func (p *reportPage) reviewsTable() []doc.Block {
	columns := []column{{name: "复核对象", wide: true}, {name: "自评得分", align: doc.Decimal}, {name: "复核得分", align: doc.Decimal}, {name: "差异的原因"}, {name: "复核意见", wide: true}, {name: "整改期限"}, {name: "整改结果"}}
	number := func(n source.Number) doc.Cell {
		if !n.Set {
			return doc.Cell{}
		}
		return doc.Cell{Content: inlines(text(n.Value.Number.Text(max(2, n.Value.Scale), 0)))}
	}
	var rows [][]doc.Cell
	for i := range p.in.Report.Reviews {
		v := &p.in.Report.Reviews[i]
		name := "整份报告"
		if v.Project.Value != "" {
			name = p.projectName(v.Project.Value)
		}
		rows = append(rows, []doc.Cell{rowHead(text(name)), number(v.Self), number(v.Score), p.textCell(v.Reason), p.textCell(v.Text), dateCell(v.Due), p.textCell(v.Result)})
	}
	return p.sparse("抽查复核", "", columns, rows)
}

// revisionsTable tells what was corrected after publication.
func (p *reportPage) revisionsTable() []doc.Block {
	columns := []column{{name: "更正的内容", wide: true}, {name: "日期"}, {name: "原来公布"}, {name: "更正为"}, {name: "原因", wide: true}, {name: "批准"}}
	var rows [][]doc.Cell
	for i := range p.in.Report.Revisions {
		v := &p.in.Report.Revisions[i]
		what := inlines(text("正文"))
		if f := p.in.Figures.Get(v.Key.Value); f != nil {
			what = inlines(text(p.fullLabel(f)))
		} else if v.Key.Value != "" {
			what = inlines(doc.Code{S: v.Key.Value})
		}
		if v.Version.Set {
			what = append(what, text("（第"+itoa(int(v.Version.Value))+"版）"))
		}
		rows = append(rows, []doc.Cell{rowHead(what...), dateCell(v.Date), p.textCell(v.Old), p.textCell(v.New), p.textCell(v.Reason), p.textCell(v.Approver)})
	}
	return p.sparse("更正说明", "", columns, rows)
}

// use tells how the result was used.
func (p *reportPage) use([]string, string, source.Place) []doc.Block {
	u := &p.in.Report.ResultUse
	var out []doc.Block
	if u.Text.Value != "" {
		out = append(out, p.proseOf(u.Text, "", noHeadings)...)
	}
	var line []doc.Inline
	if u.Decision.Value != "" {
		line = append(inlines(text("下年预算安排意见：")), p.plain(u.Decision, "")...)
	}
	if f := p.in.Figures.Report("next_budget"); f != nil && f.OK() {
		if len(line) > 0 {
			line = append(line, text("，"))
		}
		line = append(line, text("下年预算安排"), p.ref(f))
		if c := p.in.Figures.Report("next_budget_change_rate"); c != nil && c.OK() {
			line = append(line, text("（"), p.ref(c), text("）"))
		}
	}
	if u.Reason.Value != "" {
		if len(line) > 0 {
			line = append(line, text("。"))
		}
		line = append(append(line, text("理由：")), withoutStop(p.plain(u.Reason, ""))...)
	}
	if len(line) > 0 {
		out = append(out, doc.Paragraph{Content: append(line, text("。"))})
	}
	return out
}

// signOff are the steps before publication, with the names that were given.
func signOff(r *record.Report) []doc.Field {
	var out []doc.Field
	add := func(label, done string, s record.Step) {
		if !s.Date.Set && s.Name.Value == "" {
			return
		}
		words := done
		if s.Name.Value != "" {
			words = s.Name.Value
		}
		if s.Date.Set {
			words += "，" + chineseDate(s.Date)
		}
		out = append(out, doc.Field{Label: label, Content: inlines(text(words))})
	}
	so := &r.SignOff
	add("填报", "已填报", so.Prepared)
	add("财务审核", "已审核", so.Checked)
	add("主要负责人审签情况", "已审签", so.Approved)
	add("保密审查情况", "已审查", so.Secrecy)
	return out
}
