package report

import (
	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// exact is the exact value of a figure, as formulas compute with it.
type exact struct{ num money.Number }

// amount is the value of a sum of money; ok is false where there is none.
func amount(f *metric.Figure) (exact, bool) {
	if f == nil || f.Kind() != "amount" {
		return exact{}, false
	}
	n, ok := f.Exact()
	return exact{n}, ok
}

func (p *page) tableNumber() (id, number string) {
	p.tables++
	return "table-" + itoa(p.tables), "表" + itoa(p.tables)
}

// head makes a row of column heads.
func head(names ...string) []doc.Row {
	var row doc.Row
	for _, n := range names {
		row.Cells = append(row.Cells, doc.Cell{Content: inlines(text(n)), Header: true, Scope: "col"})
	}
	return []doc.Row{row}
}

func rowHead(content ...doc.Inline) doc.Cell {
	return doc.Cell{Content: content, Header: true, Scope: "row"}
}

// cell is a figure in a table, without its unit; — where the profile has no such
// metric.
func (p *page) cell(f *metric.Figure, label string) doc.Cell {
	if f == nil {
		return doc.Cell{Content: inlines(none("这份规则没有这个指标")), Label: label}
	}
	return doc.Cell{Content: inlines(p.bare(f)), Label: label}
}

func none(why string) doc.None { return doc.None{S: "—", Title: why} }

// fundsTable is 表1: the parts of the budget and what was spent of each.
func (p *reportPage) fundsTable() []doc.Block {
	set := p.in.Figures
	id, number := p.tableNumber()
	names := []string{basis(p.in.Report), "实际支出", "未支出", "执行率"}
	t := doc.Table{
		ID: id, Number: number, Caption: "预算与支出", Unit: unitOf(set.Report("budget")),
		Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}},
		Head:    head(append([]string{"类别"}, names...)...),
	}
	row := func(name string, metrics [4]string) doc.Row {
		r := doc.Row{Cells: []doc.Cell{rowHead(text(name))}}
		for i, m := range metrics {
			r.Cells = append(r.Cells, p.cell(set.Report(m), names[i]))
		}
		return r
	}
	t.Body = []doc.Row{
		row("基本支出", [4]string{"basic_budget", "basic_spent", "basic_unspent", "basic_execution_rate"}),
		row("项目支出", [4]string{"project_budget", "project_spent", "project_unspent", "project_execution_rate"}),
	}
	total := row("合计", [4]string{"budget", "spent", "unspent", "execution_rate"})
	total.Total = true
	t.Foot = []doc.Row{total}
	return []doc.Block{t}
}

func unitOf(f *metric.Figure) string {
	if f == nil {
		return ""
	}
	return f.Unit
}

// projectsTable is 表2: the projects, what each spent, and its share.
func (p *reportPage) projectsTable() []doc.Block {
	r, set := p.in.Report, p.in.Figures
	if len(r.Projects) == 0 {
		return nil
	}
	id, number := p.tableNumber()
	scale := chart.NewScale(percents(set.Projects("share")))
	t := doc.Table{
		ID: id, Number: number, Caption: "各项目的支出", Unit: unitOf(set.Report("spent")),
		Columns: []doc.Column{{Align: doc.Center}, {Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Width: 190}},
		Head:    head("序号", "项目", "预算", "支出", "占比", "占比条"),
	}
	last := &t.Head[0].Cells[5]
	last.Content, last.Hidden = inlines(text("占比条")), true
	if scale.Steps > 0 {
		d := scale.Head("share-scale", "")
		last.Drawing = &d
	}
	for i, q := range r.Projects {
		t.Body = append(t.Body, p.projectRow(i, q, scale))
	}
	t.Foot = p.projectsFoot()
	t.Notes = p.shareNotes()
	if r.Left > 0 {
		t.Notes = append(t.Notes, inlines(text("注：依法不公开的项目不列入本表，按项目相加得出的数不含它们；部门公布的合计照部门公布的数。")))
	}
	return []doc.Block{t}
}

func (p *reportPage) projectRow(i int, q *record.Project, scale chart.Scale) doc.Row {
	set := p.in.Figures
	name := inlines(doc.Link{Href: projectPath(p.in.Report, q), Content: inlines(text(projectName(q)))})
	if len(projectForms(p.in.Report, q)) == 0 { // a form has them where they belong
		for _, i := range p.marks.project(q.ID) {
			name = append(name, p.marks.mark(i))
		}
	}
	share := set.Project(q.ID, "share")
	bar := doc.Cell{}
	if n, ok := percent(share); ok && scale.Steps > 0 {
		d := scale.Share("share-"+q.ID, n)
		bar.Drawing = &d
	}
	return doc.Row{Cells: []doc.Cell{
		{Content: inlines(text(itoa(i + 1)))},
		rowHead(name...),
		p.cell(set.Project(q.ID, "budget"), "预算"),
		p.cell(set.Project(q.ID, "spent"), "支出"),
		p.cell(share, "占比"),
		bar,
	}}
}

// projectsFoot is the sum of the listed projects and, where it was printed, the
// total that the source gives.
func (p *reportPage) projectsFoot() []doc.Row {
	set := p.in.Figures
	sum := doc.Row{Total: true, Cells: []doc.Cell{
		{}, rowHead(text("逐项合计")),
		p.cell(set.Report("project_budget_sum"), "预算"),
		p.cell(set.Report("project_spent_sum"), "支出"),
		{Content: inlines(none("没有可以相加的占比")), Label: "占比"},
		{},
	}}
	if whole, _, ok := shareSums(set.Projects("share")); ok {
		sum.Cells[4].Content = inlines(text(whole))
	}
	rows := []doc.Row{sum}
	budget, spent := set.Report("project_budget"), set.Report("project_spent")
	if !isInput(budget) && !isInput(spent) {
		return rows
	}
	given := doc.Row{Cells: []doc.Cell{{}, rowHead(text("原文合计"))}}
	for i, f := range []*metric.Figure{budget, spent} {
		c := doc.Cell{Content: inlines(none("报告没有给出合计")), Label: []string{"预算", "支出"}[i]}
		if isInput(f) {
			ref := p.saidRef(f)
			ref.Unit = ""
			c.Content = inlines(ref)
		}
		given.Cells = append(given.Cells, c)
	}
	given.Cells = append(given.Cells, doc.Cell{Content: inlines(none("占比以逐项合计为分母")), Label: "占比"}, doc.Cell{})
	return append(rows, given)
}

// shareNotes say what the shares are shares of, and that printed shares need not
// add up.
func (p *reportPage) shareNotes() [][]doc.Inline {
	set := p.in.Figures
	sum := set.Report("project_spent_sum")
	whole, printed, ok := shareSums(set.Projects("share"))
	if sum == nil || !ok {
		return nil
	}
	note := inlines(text("注：占比以逐项合计"), p.ref(sum), text("为分母。"))
	if whole != printed {
		note = append(note, text("各项占比分别四舍五入，直接相加为"+printed+"；部分合计数因四舍五入存在尾差。"))
	}
	return [][]doc.Inline{note}
}

// shareSums adds shares: exactly, printed once, and as they are printed. OK is
// false unless all have a value.
func shareSums(shares []*metric.Figure) (whole, printed string, ok bool) {
	sum, rounded := money.Int(0), money.Int(0)
	digits, mode := 0, money.HalfUp
	for _, f := range shares {
		n, has := percent(f)
		if !has {
			return "", "", false
		}
		sum = sum.Add(n)
		rounded = rounded.Add(n.Round(f.Digits, f.Rounding))
		digits, mode = max(digits, f.Digits), f.Rounding
	}
	return sum.Text(digits, mode) + "%", rounded.Text(digits, mode) + "%", len(shares) > 0
}

// percent is a ratio in percent, exactly.
func percent(f *metric.Figure) (money.Number, bool) {
	if f == nil || f.Kind() != "ratio" {
		return money.Number{}, false
	}
	return f.InUnit()
}

func percents(fs []*metric.Figure) []money.Number {
	var out []money.Number
	for _, f := range fs {
		if n, ok := percent(f); ok {
			out = append(out, n)
		}
	}
	return out
}

func isInput(f *metric.Figure) bool {
	if f == nil || !f.OK() {
		return false
	}
	_, ok := f.Origin.(metric.Input)
	return ok
}

func projectName(q *record.Project) string { return q.Title() }

func projectPath(r *record.Report, q *record.Project) string {
	return r.Key() + "/projects/" + q.ID + ".html"
}

// projects tells of each project what it cost, what the money was for and what
// came of it.
func (p *reportPage) projects([]string, string, source.Place) []doc.Block {
	list := doc.List{Ordered: true, Start: 1}
	for _, q := range p.in.Report.Projects {
		list.Items = append(list.Items, p.projectItem(q))
	}
	if len(list.Items) == 0 {
		return nil
	}
	return []doc.Block{list}
}

func (p *reportPage) projectItem(q *record.Project) []doc.Block {
	opening := inlines(doc.Strong{Content: inlines(text(projectName(q)))})
	if s := p.publication(q); s != nil {
		opening = append(append(opening, text("。")), s...)
	} else {
		if f := p.in.Figures.Project(q.ID, "spent"); f != nil {
			opening = append(opening, text("，支出"), p.ref(f))
		}
		opening = append(opening, text("。"))
	}
	var item []doc.Block
	for _, s := range p.projectTexts(q) {
		item = append(item, p.proseOf(s, q.ID, noHeadings)...)
	}
	item = append(item, p.projectFaults(q)...)
	if len(item) > 0 {
		if first, ok := item[0].(doc.Paragraph); ok {
			first.Content = append(opening, first.Content...)
			item[0] = first
			return item
		}
	}
	return append([]doc.Block{doc.Paragraph{Content: opening}}, item...)
}
