package report

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
)

// figureList is one list of a record in its figures: the fund sources of a
// project, row by row.
type figureList struct {
	name    string // sources
	project string
	rows    []figureRow
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

// listed gathers the figures of lists by project, "" for the report.
func (p *reportPage) listed() map[string][]*figureList {
	out := map[string][]*figureList{}
	for _, f := range p.in.Figures.All() {
		name, id, _, ok := rowOf(f)
		if _, stated := f.Origin.(metric.Stated); !ok || stated {
			continue
		}
		lists := out[f.Project]
		at := slices.IndexFunc(lists, func(l *figureList) bool { return l.name == name })
		if at < 0 {
			at, lists = len(lists), append(lists, &figureList{name: name, project: f.Project})
			out[f.Project] = lists
		}
		l := lists[at]
		row := slices.IndexFunc(l.rows, func(r figureRow) bool { return r.id == id })
		if row < 0 {
			row, l.rows = len(l.rows), append(l.rows, figureRow{id: id})
		}
		l.rows[row].figures = append(l.rows[row].figures, f)
	}
	for _, lists := range out {
		slices.SortStableFunc(lists, func(a, b *figureList) int { return listRank(a.name) - listRank(b.name) })
		for _, l := range lists {
			slices.SortStableFunc(l.rows, func(a, b figureRow) int { return rowRank(a.id) - rowRank(b.id) })
		}
	}
	return out
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

// listTable explains the figures of a list, a row at a time.
func (p *reportPage) listTable(l *figureList) doc.Block {
	if l.name == "indicators" {
		return p.scoresTable(l)
	}
	fields, labels := l.fields()
	t := doc.Table{ID: p.listID(l), Caption: p.listCaption(l),
		Columns: []doc.Column{{Wide: true}}, Head: head(append([]string{"名称"}, labels...)...)}
	unit := listUnit(l)
	t.Unit = unit
	for range fields {
		t.Columns = append(t.Columns, doc.Column{Align: doc.Decimal})
	}
	for i := range l.rows {
		r := &l.rows[i]
		row := doc.Row{ID: anchor(r.figures[0]), Cells: []doc.Cell{p.rowName(r)}}
		for j, field := range fields {
			c := doc.Cell{Label: labels[j], Content: inlines(none("没有填报"))}
			if f := r.field(field); f != nil {
				c.Content = p.rowValue(f, unit)
			}
			row.Cells = append(row.Cells, c)
		}
		t.Body = append(t.Body, row)
	}
	t.Notes = p.listNotes(l, fields)
	return t
}

func (p *reportPage) listID(l *figureList) string {
	if l.project == "" {
		return "list." + l.name
	}
	return "list." + l.project + "." + l.name
}

func (p *reportPage) listCaption(l *figureList) string {
	if l.project == "" {
		return listTitle(l.name)
	}
	return p.projectName(l.project) + "：" + listTitle(l.name)
}

// fields lists the fields that a list's rows have, with their labels.
func (l *figureList) fields() (fields, labels []string) {
	order := []string{"initial", "budget", "received", "spent", "execution_rate"}
	for _, r := range l.rows {
		for _, f := range r.figures {
			_, _, field, _ := rowOf(f)
			if !slices.Contains(fields, field) {
				fields, labels = append(fields, field), append(labels, l.label(f, field))
			}
		}
	}
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
	unit := ""
	switch l.name {
	case "sources", "adjustments", "parts", "subunits", "monitoring":
	default:
		return ""
	}
	for _, r := range l.rows {
		for _, f := range r.figures {
			if f.Kind() != "amount" {
				continue
			}
			if unit != "" && f.Unit != unit {
				return ""
			}
			unit = f.Unit
		}
	}
	return unit
}

// rowName heads a row with the name of its element and where it stands.
func (p *page) rowName(r *figureRow) doc.Cell {
	name := r.figures[0].Row
	if name == "" {
		name = r.figures[0].Label
	}
	content := inlines(text(name))
	for _, f := range r.figures {
		if _, input := f.Origin.(metric.Input); input {
			content = append(content, doc.Break{}, p.placeRef(f.Place()))
			break
		}
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
		for i := range l.rows {
			f := l.rows[i].field(field)
			if f == nil {
				continue
			}
			if words := plainParts(p.in.Figures.FormulaLabels(f)); words != "" {
				out = append(out, inlines(text("注："+l.label(f, field)+"＝"+words+"。")))
				break
			}
		}
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
		if slices.ContainsFunc(l.rows, func(r figureRow) bool { return r.field(o[0]) != nil }) {
			others, names = append(others, o), append(names, o[1])
		}
	}
	t := doc.Table{ID: p.listID(l), Caption: p.listCaption(l), Head: head(names...),
		Columns: []doc.Column{{Wide: true}, {Align: doc.Center}, {Align: doc.Center}, {}, {Align: doc.Decimal}, {Align: doc.Decimal}}}
	for range others {
		t.Columns = append(t.Columns, doc.Column{Align: doc.Decimal})
	}
	for i := range l.rows {
		r := &l.rows[i]
		row := doc.Row{ID: anchor(r.figures[0]), Cells: []doc.Cell{p.rowName(r)}}
		cells := [][]doc.Inline{p.measures(l.project, r), p.orDash(r.field("weight"), "没有分值"), p.scoring(r), p.orDash(r.field("score"), "不计分"), p.selfScore(r)}
		for _, o := range others {
			cells = append(cells, p.orDash(r.field(o[0]), "没有这一项"))
		}
		for j, c := range cells {
			row.Cells = append(row.Cells, doc.Cell{Content: c, Label: names[j+1]})
		}
		t.Body = append(t.Body, row)
	}
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
func (p *reportPage) measures(project string, r *figureRow) []doc.Inline {
	var out []doc.Inline
	list := p.in.Figures.Indicators(project)
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
