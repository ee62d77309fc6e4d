package report

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
)

// figureList is one list of records in its figures: the fund sources of the
// department and of its projects, row by row.
type figureList struct {
	name   string // sources
	groups []figureGroup
}

// figureGroup is the rows of one project, or of the department.
type figureGroup struct {
	project string
	rows    []figureRow
}

// rows visits all rows.
func (l *figureList) rows(visit func(*figureRow)) {
	for i := range l.groups {
		for j := range l.groups[i].rows {
			visit(&l.groups[i].rows[j])
		}
	}
}

// figureRow is one element of a list: its figures by their fields, in the order of
// the data.
type figureRow struct {
	id      string
	figures []*metric.Figure
}

func (r *figureRow) field(name string) *metric.Figure {
	for _, f := range r.figures {
		if _, _, field, _ := rowOf(f); field == name {
			return f
		}
	}
	return nil
}

// listed gathers the figures of lists, those of the department before those of
// its projects.
func (p *reportPage) listed() []*figureList {
	var out []*figureList
	for _, f := range p.in.Figures.All() {
		name, id, _, ok := rowOf(f)
		if _, stated := f.Origin.(metric.Stated); !ok || stated {
			continue
		}
		at := slices.IndexFunc(out, func(l *figureList) bool { return l.name == name })
		if at < 0 {
			at, out = len(out), append(out, &figureList{name: name})
		}
		out[at].add(f, id)
	}
	slices.SortStableFunc(out, func(a, b *figureList) int { return listRank(a.name) - listRank(b.name) })
	rank := map[string]int{}
	for i, q := range p.in.Report.Projects {
		rank[q.ID] = i + 1
	}
	for _, l := range out {
		slices.SortStableFunc(l.groups, func(a, b figureGroup) int { return rank[a.project] - rank[b.project] })
		for _, g := range l.groups {
			slices.SortStableFunc(g.rows, func(a, b figureRow) int { return rowRank(a.id) - rowRank(b.id) })
		}
	}
	return out
}

// add puts a figure into its row.
func (l *figureList) add(f *metric.Figure, id string) {
	at := slices.IndexFunc(l.groups, func(g figureGroup) bool { return g.project == f.Project })
	if at < 0 {
		at, l.groups = len(l.groups), append(l.groups, figureGroup{project: f.Project})
	}
	g := &l.groups[at]
	row := slices.IndexFunc(g.rows, func(r figureRow) bool { return r.id == id })
	if row < 0 {
		row, g.rows = len(g.rows), append(g.rows, figureRow{id: id})
	}
	g.rows[row].figures = append(g.rows[row].figures, f)
}

// listNames names the lists in their order.
func listNames() [][2]string {
	return [][2]string{{"sources", "资金来源"}, {"adjustments", "预算调整"}, {"parts", "子项"}, {"subunits", "所属单位"}, {"monitoring", "运行监控"},
		{"approved", "批复的绩效指标"}, {"indicators", "绩效指标的得分"}, {"dimensions", "指标的小计"}, {"deductions", "扣分"}, {"grades", "项目的等级"}}
}

func listRank(name string) int {
	names := listNames()
	for i := range names {
		if names[i][0] == name {
			return i
		}
	}
	return len(names)
}

func listTitle(name string) string {
	if i := listRank(name); i < len(listNames()) {
		return listNames()[i][1]
	}
	return name
}

func rowRank(id string) int {
	n, err := strconv.Atoi(id)
	if err != nil {
		return 0
	}
	return n
}

// placedColumns is how many columns of figures leave room for one of places.
const placedColumns = 3

// listTable explains the figures of a list, a row at a time.
func (p *reportPage) listTable(l *figureList) doc.Block {
	if l.name == "indicators" {
		return p.scoresTable(l)
	}
	fields, labels := l.fields()
	t := doc.Table{ID: "list." + l.name, Caption: listTitle(l.name), Small: true,
		Columns: []doc.Column{{Wide: true}}}
	unit := listUnit(l)
	t.Unit = unit
	for range fields {
		t.Columns = append(t.Columns, doc.Column{Align: doc.Decimal})
	}
	names := append([]string{"名称"}, labels...)
	placed := len(fields) <= placedColumns && l.placed()
	if placed {
		names, t.Columns = append(names, "位置"), append(t.Columns, doc.Column{})
	}
	t.Head = head(names...)
	t.Body = p.listRows(l, len(names), func(r *figureRow) []doc.Cell {
		cells := []doc.Cell{p.rowName(r, !placed)}
		for j, field := range fields {
			c := doc.Cell{Label: labels[j], Content: inlines(none("没有填报"))}
			if f := r.field(field); f != nil {
				c.Content = p.rowValue(f, unit)
			}
			cells = append(cells, c)
		}
		if placed {
			c := doc.Cell{Label: "位置"}
			if f := r.input(); f != nil {
				c.Content = inlines(p.placeRef(f.Place()))
			}
			cells = append(cells, c)
		}
		return cells
	})
	t.Notes = p.listNotes(l, fields)
	return t
}

// listRows are the rows of a list, those of each project below its name.
func (p *reportPage) listRows(l *figureList, columns int, cells func(*figureRow) []doc.Cell) []doc.Row {
	var out []doc.Row
	for i := range l.groups {
		g := &l.groups[i]
		if g.project != "" || len(l.groups) > 1 {
			out = append(out, p.groupRow(g.project, columns))
		}
		for j := range g.rows {
			out = append(out, doc.Row{ID: anchor(g.rows[j].figures[0]), Cells: cells(&g.rows[j])})
		}
	}
	return out
}

// input is the first figure of a row that was given; nil if all were computed.
func (r *figureRow) input() *metric.Figure {
	for _, f := range r.figures {
		if _, input := f.Origin.(metric.Input); input {
			return f
		}
	}
	return nil
}

// placed reports whether some row of a list was given somewhere.
func (l *figureList) placed() bool {
	placed := false
	l.rows(func(r *figureRow) { placed = placed || r.input() != nil })
	return placed
}

// fields lists the fields that a list's rows have, with their labels.
func (l *figureList) fields() (fields, labels []string) {
	order := []string{"initial", "budget", "received", "spent", "execution_rate"}
	l.rows(func(r *figureRow) {
		for _, f := range r.figures {
			_, _, field, _ := rowOf(f)
			if !slices.Contains(fields, field) {
				fields, labels = append(fields, field), append(labels, l.label(f, field))
			}
		}
	})
	rank := func(field string) int {
		if i := slices.Index(order, field); i >= 0 {
			return i
		}
		return len(order)
	}
	index := make([]int, len(fields))
	for i := range index {
		index[i] = i
	}
	slices.SortStableFunc(index, func(a, b int) int { return rank(fields[a]) - rank(fields[b]) })
	var f2, l2 []string
	for _, i := range index {
		f2, l2 = append(f2, fields[i]), append(l2, labels[i])
	}
	return f2, l2
}

// label names a column of a list.
func (l *figureList) label(f *metric.Figure, field string) string {
	if l.name == "grades" { // whose labels name the grade as well
		switch field {
		case "count":
			return "个数"
		case "share":
			return "占比"
		case "budget":
			return "预算"
		}
	}
	return f.Label
}

// listUnit is the unit of the sums of money of a list where they share one.
func listUnit(l *figureList) string {
	var units []string
	switch l.name {
	case "sources", "adjustments", "parts", "subunits", "monitoring":
	default:
		return ""
	}
	l.rows(func(r *figureRow) {
		for _, f := range r.figures {
			if f.Kind() == "amount" && !slices.Contains(units, f.Unit) {
				units = append(units, f.Unit)
			}
		}
	})
	if len(units) != 1 {
		return ""
	}
	return units[0]
}

// rowName heads a row with the name of its element and, where no column tells it,
// where that stands.
func (p *page) rowName(r *figureRow, place bool) doc.Cell {
	name := r.figures[0].Row
	if name == "" {
		name = r.figures[0].Label
	}
	content := inlines(text(name))
	if f := r.input(); f != nil && place {
		content = append(content, doc.Break{}, p.placeRef(f.Place()))
	}
	return rowHead(content...)
}

// rowValue is a figure in a table whose sums of money have that unit, with what
// the source printed about it.
func (p *page) rowValue(f *metric.Figure, unit string) []doc.Inline {
	r := p.ref(f)
	if f.Kind() == "amount" && f.Unit == unit {
		r.Unit = ""
	}
	if s := p.marks.stated(f); s != nil {
		return inlines(r, doc.Break{}, text("原文"), p.saidRef(s))
	}
	return inlines(r)
}

// listNotes say how the computed columns of a list come about.
func (p *reportPage) listNotes(l *figureList, fields []string) [][]doc.Inline {
	var out [][]doc.Inline
	for _, field := range fields {
		said := false
		l.rows(func(r *figureRow) {
			f := r.field(field)
			if f == nil || said {
				return
			}
			if words := plainParts(p.in.Figures.FormulaLabels(f)); words != "" {
				out, said = append(out, inlines(text("注："+l.label(f, field)+"＝"+words+"。"))), true
			}
		})
	}
	return out
}

func plainParts(parts []metric.Part) string {
	var b strings.Builder
	for _, part := range parts {
		b.WriteString(part.Text)
	}
	return b.String()
}

// scoreFields are the scores beside the one by the rules, in their order.
func scoreFields() [][2]string {
	return [][2]string{{"reviewed_score", "复核"}, {"finance_score", "财政审核"}, {"third_score", "第三方"}}
}

// scoresTable explains how each indicator is scored: its target, what came of it,
// its points, the arithmetic, and the scores that were given.
func (p *reportPage) scoresTable(l *figureList) doc.Block {
	names := []string{"指标", "指标值与完成值", "分值", "怎么计分", "按规则", "自评"}
	var others [][2]string
	for _, o := range scoreFields() {
		given := false
		l.rows(func(r *figureRow) { given = given || r.field(o[0]) != nil })
		if given {
			others, names = append(others, o), append(names, o[1])
		}
	}
	t := doc.Table{ID: "list." + l.name, Caption: listTitle(l.name), Small: true, Head: head(names...),
		Columns: []doc.Column{{Width: 365}, {Align: doc.Center}, {Align: doc.Center}, {}, {Align: doc.Decimal}, {Align: doc.Decimal}}}
	for range others {
		t.Columns = append(t.Columns, doc.Column{Align: doc.Decimal})
	}
	t.Body = p.listRows(l, len(names), func(r *figureRow) []doc.Cell {
		out := []doc.Cell{p.rowName(r, true)}
		cells := [][]doc.Inline{p.measures(r), p.orDash(r.field("weight"), "没有分值"), p.scoring(r), p.orDash(r.field("score"), "不计分"), p.selfScore(r)}
		for _, o := range others {
			cells = append(cells, p.orDash(r.field(o[0]), "没有这一项"))
		}
		for j, c := range cells {
			out = append(out, doc.Cell{Content: c, Label: names[j+1]})
		}
		return out
	})
	return t
}

func (p *page) orDash(f *metric.Figure, why string) []doc.Inline {
	if f == nil {
		return inlines(none(why))
	}
	return inlines(p.bare(f))
}

// measures are a target and what came of it, as figures where they are
// measurements and else in the words of the record.
func (p *reportPage) measures(r *figureRow) []doc.Inline {
	var out []doc.Inline
	list := p.in.Figures.Indicators(r.figures[0].Project)
	n := rowRank(r.id)
	for i, field := range []string{"target", "actual"} {
		if i > 0 {
			out = append(out, doc.Break{})
		}
		switch f := r.field(field); {
		case f != nil:
			out = append(out, p.ref(f))
		case n >= 1 && n <= len(list):
			ind := list[n-1].Record
			words := ind.Target.Value
			if field == "actual" {
				words = firstOf(ind.Actual.Value, ind.Band.Value, ind.Rate.Value)
			}
			out = append(out, orNone(words, "没有填报")...)
		}
	}
	return out
}

func firstOf(words ...string) string {
	for _, w := range words {
		if strings.TrimSpace(w) != "" {
			return w
		}
	}
	return ""
}

// scoring is the arithmetic of a score, or the rule in words where there is none.
func (p *reportPage) scoring(r *figureRow) []doc.Inline {
	f := r.field("score")
	if f == nil {
		return inlines(none("不计分"))
	}
	if !f.OK() {
		return inlines(text(f.Reason()))
	}
	if parts := p.in.Figures.FormulaFigures(f); len(parts) > 0 {
		return p.parts(parts)
	}
	return p.wordsOnly(p.in.Figures.FormulaLabels(f))
}

func (p *page) selfScore(r *figureRow) []doc.Inline {
	f := r.field("score")
	if f == nil {
		return inlines(none("没有自评得分"))
	}
	s := p.marks.stated(f)
	if s == nil {
		return inlines(none("没有自评得分"))
	}
	ref := p.saidRef(s)
	ref.Unit = ""
	return inlines(ref)
}
