package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// list builds the blocks that list things: tasks, points to answer, years, open
// problems.
func (f *filler) list(b *record.FormBlock, room int) []formRow {
	n := len(b.Rows)
	var cell func(i int, s slot) formCell
	switch b.Kind.Value {
	case "tasks":
		n, cell = len(f.report.Projects), f.task
	case "checklist":
		cell = f.point
	case "management":
		return f.management(b, room)
	case "three_public":
		if f.report.ThreePublic.None.Value {
			f.notes = append(f.notes, inlines(text(emptyTable)))
		}
		cell = f.threePublic
	case "ledger":
		items := f.ledger()
		n, cell = len(items), func(i int, s slot) formCell { return f.ledgerCell(i, s, &items[i]) }
	case "monitoring":
		if f.project == nil {
			return nil
		}
		n, cell = len(f.project.Monitoring), f.monitored
	default:
		known := []string{"pairs", "funds", "goals", "indicators", "approved", "tasks", "checklist", "management", "total", "signatures",
			"three_public", "ledger", "monitoring", "monitored", "text"}
		f.wrong(b.Kind.Place, "没有这种块：“"+b.Kind.Value+"”", orKnown(b.Kind.Value, known))
		return nil
	}
	rows := f.grid(b, room, n, cell)
	for i := n; i < int(b.Minimum.Value) && len(rows) > 0; i++ {
		rows = append(rows, f.grid(noHead(b), room, 1, func(int, slot) formCell { return blank(1) })...)
	}
	if heads := len(rows) - n; heads >= 0 && len(b.Merge) > 0 {
		merge(b, rows[heads:])
	}
	if b.Total.Value != "" && b.Kind.Value == "tasks" && len(rows) > 0 {
		rows = append(rows, f.taskTotal(b, room)...)
	}
	return rows
}

func orKnown(s string, known []string) string {
	if hint := source.DidYouMean(s, known); hint != "" {
		return hint
	}
	return "可以写：" + joinWords(known)
}

// noHead is the block without the captions of its columns.
func noHead(b *record.FormBlock) *record.FormBlock {
	c := *b
	c.Head = source.Bool{Set: true}
	return &c
}

func taskKeys() []string {
	return []string{"n", "name", "purpose", "budget", "fiscal_budget", "spent", "fiscal_spent", "execution_rate", "score", "grade"}
}

// task is a cell of a project in the list of the year's tasks.
func (f *filler) task(i int, s slot) formCell {
	q := f.report.Projects[i]
	fig := func(name string) *metric.Figure { return f.ofProject(q, name) }
	key := s.col.Key.Value
	switch key {
	case "n":
		return s.set(inlines(text(itoa(i+1))), doc.Center, "", "")
	case "name":
		c := formCell{content: inlines(doc.Link{Href: projectPath(f.report, q), Content: inlines(text(projectName(q)))}), scope: "row"}
		return c
	case "purpose":
		return s.set(f.flat(q.Purpose, q.ID), doc.Left, absentText, "没有写主要内容")
	case "budget", "spent", "execution_rate", "initial", "received", "unspent":
		return f.figureOr(s, fig(key), func() formCell { return s.dash("没有这个数") })
	case "fiscal_budget", "fiscal_spent":
		return f.figureOr(s, fig(f.fiscal(q, key)), func() formCell { return s.dash("没有填报其中的财政拨款") })
	case "score":
		return f.figureOr(s, f.saidOr(fig("total_score")), func() formCell {
			return f.number(s, q.Scores.Total, f.scoreDigits(), dashText, "没有自评总分")
		})
	case "grade":
		return f.figureOr(s, f.saidOr(fig("grade")), func() formCell { return f.words(s, q.Scores.Grade, dashText, "没有等级") })
	}
	return f.unknown(s, taskKeys())
}

// ofProject is the figure of that metric of one of the report's projects, or nil.
func (f *filler) ofProject(q *record.Project, name string) *metric.Figure {
	if f.marks.set == nil {
		return nil
	}
	return f.marks.set.Project(q.ID, name)
}

// fiscal is the metric of what the treasury gives to a project: that of the
// profile, else the row of the one source that is the treasury's.
func (f *filler) fiscal(q *record.Project, key string) string {
	if f.ofProject(q, key) != nil {
		return key
	}
	at := -1
	for i := range q.Funds.Sources {
		if !strings.Contains(q.Funds.Sources[i].Name.Value, "财政") {
			continue
		}
		if at >= 0 {
			return key // several: their sum is no figure
		}
		at = i
	}
	return "sources/" + itoa(at+1) + "/" + strings.TrimPrefix(key, "fiscal_")
}

// taskTotal is the row of sums below the tasks.
func (f *filler) taskTotal(b *record.FormBlock, room int) []formRow {
	widths := f.widths(b, room)
	row := formRow{total: true}
	label := 0
	for j := range b.Columns {
		s := slot{b, &b.Columns[j]}
		key := s.col.Key.Value
		if sums := []string{"budget", "fiscal_budget", "spent", "fiscal_spent", "execution_rate"}; !slices.Contains(sums, key) {
			if len(row.cells) == 0 {
				label += widths[j]
				continue
			}
			row.cells = append(row.cells, blank(widths[j]))
			continue
		}
		if label > 0 {
			row.cells = append(row.cells, captionCell(b.Total.Value, label, "row"))
			label = 0
		}
		name := "project_" + key
		if sum := f.figure(name + "_sum"); sum != nil {
			name += "_sum"
		}
		c := f.figureOr(s, f.figure(name), func() formCell { return s.dash("没有合计") })
		c.span = widths[j]
		row.cells = append(row.cells, c)
	}
	if label > 0 {
		row.cells = append(row.cells, captionCell(b.Total.Value, label, "row"))
	}
	return []formRow{row}
}

// answers are the qualitative rows of the form's record.
func (f *filler) answers() []record.Management {
	if f.project != nil {
		return f.project.Management
	}
	return nil
}

// answer is the one about that aspect, or nil.
func (f *filler) answer(r *record.FormRow) *record.Management {
	rows := f.answers()
	for i := range rows {
		a := rows[i].Aspect.Value
		if a == r.Caption.Value || slices.ContainsFunc(r.Names, func(n source.String) bool { return n.Value == a }) {
			return &rows[i]
		}
	}
	return nil
}

// point is a point of a checklist with its answer.
func (f *filler) point(i int, s slot) formCell {
	r := &s.block.Rows[i]
	m := f.answer(r)
	switch s.col.Key.Value {
	case "caption", "name":
		return captionCell(f.years(r.Caption.Value), 1, "row")
	case "yes":
		if m != nil && len([]rune(m.Situation.Value)) <= 2 {
			return f.words(s, m.Situation, absentText, "没有回答")
		}
		return s.set(nil, doc.Center, dashText, "没有用是或否回答")
	case "text", "situation":
		if m == nil {
			return s.set(nil, doc.Center, absentText, "没有回答")
		}
		if yes := slices.ContainsFunc(s.block.Columns, func(c record.FormColumn) bool { return c.Key.Value == "yes" }); yes && len([]rune(m.Situation.Value)) <= 2 {
			return f.words(s, m.Problem, dashText, "没有需要说明的")
		}
		return f.words(s, m.Situation, absentText, "没有回答")
	case "problem":
		if m == nil {
			return s.set(nil, doc.Center, absentText, "没有回答")
		}
		return f.words(s, m.Problem, dashText, "没有需要说明的")
	}
	return f.unknown(s, []string{"caption", "yes", "text", "problem"})
}

// management is the qualitative part of a form without scores: the aspects that
// it asks about, then those that only the record has.
func (f *filler) management(b *record.FormBlock, room int) []formRow {
	rows := slices.Clone(b.Rows)
	for _, m := range f.answers() {
		asked := slices.ContainsFunc(b.Rows, func(r record.FormRow) bool {
			return r.Caption.Value == m.Aspect.Value || slices.ContainsFunc(r.Names, func(n source.String) bool { return n.Value == m.Aspect.Value })
		})
		if !asked {
			rows = append(rows, record.FormRow{Caption: m.Aspect})
		}
	}
	return f.grid(b, room, len(rows), func(i int, s slot) formCell {
		if s.col.Key.Value == "aspect" {
			return captionCell(f.years(rows[i].Caption.Value), 1, "row")
		}
		own := *b
		own.Rows = rows
		return f.point(i, slot{&own, s.col})
	})
}

// threePublic is a sum of the 三公 expenses.
func (f *filler) threePublic(i int, s slot) formCell {
	r := &s.block.Rows[i]
	key := s.col.Key.Value
	if key == "name" || key == "caption" {
		return captionCell(f.years(r.Caption.Value), 1, "row")
	}
	row := map[string]*record.ThreePublicRow{"budget": &f.report.ThreePublic.Budget, "actual": &f.report.ThreePublic.Actual,
		"last_budget": &f.report.ThreePublic.LastBudget, "last_actual": &f.report.ThreePublic.LastActual}[r.Key.Value]
	if row == nil {
		f.wrong(r.Key.Place, "“三公”经费没有“"+r.Key.Value+"”这一行", "可以写：budget、actual、last_budget、last_actual")
		return formCell{}
	}
	a, ok := map[string]source.Amount{"total": row.Total, "abroad": row.Abroad, "car": row.Car, "car_bought": row.CarBought,
		"car_run": row.CarRun, "reception": row.Reception}[key]
	if !ok {
		return f.unknown(s, []string{"name", "total", "abroad", "car", "car_bought", "car_run", "reception"})
	}
	if f.report.ThreePublic.None.Value && !a.Set {
		return s.set(nil, doc.Center, dashText, "本部门无此项支出")
	}
	return f.figureOr(s, f.inputFigure("three_public."+r.Key.Value+"."+key), func() formCell {
		return f.amount(s, a, absentText, "没有填报")
	})
}

// inputFigure is the figure of the input with that path in the record, or nil.
func (f *filler) inputFigure(path string) *metric.Figure {
	p := f.rules()
	if p == nil {
		return nil
	}
	for i := range p.Metrics {
		if m := &p.Metrics[i]; m.Input.Value == path && isProjectMetric(*m) == (f.project != nil) {
			return f.figure(m.Key.Value)
		}
	}
	return nil
}

// monitored is the state of a project at one point of the year.
func (f *filler) monitored(i int, s slot) formCell {
	m := &f.project.Monitoring[i]
	amount := func(key string, a source.Amount, why string) formCell {
		return f.figureOr(s, f.rowFigure("monitoring", i, key), func() formCell { return f.amount(s, a, absentText, why) })
	}
	switch key := s.col.Key.Value; key {
	case "date":
		return f.date(s, m.Date, absentText, "没有写监控截止日")
	case "initial":
		return f.figureOr(s, f.inputOr("initial"), func() formCell {
			return f.amount(s, f.project.Funds.Initial, absentText, "没有填报年初预算数")
		})
	case "planned":
		return amount(key, m.Planned, "没有填报计划支出数")
	case "spent":
		return amount(key, m.Spent, "没有填报实际支出数")
	case "expected":
		return amount(key, m.Expected, "没有填报全年预计执行数")
	case "execution_rate", "progress_rate":
		return f.figureOr(s, f.rowFigure("monitoring", i, key), func() formCell { return s.dash("没有计算这时的执行率") })
	case "outlook":
		return f.short(s, m.Outlook, absentText, "没有填写完成目标的可能性")
	case "cause":
		return f.words(s, m.Cause, dashText, "没有需要说明的")
	case "measure":
		return f.words(s, m.Measure, dashText, "没有需要说明的")
	}
	return f.unknown(s, []string{"date", "initial", "planned", "spent", "execution_rate", "progress_rate", "expected", "outlook", "cause", "measure"})
}
