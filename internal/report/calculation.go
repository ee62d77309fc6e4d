package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// calculation explains every figure of the report, each at one anchor: the inputs
// in a table, the computed ones in entries, the report's own first, then project
// by project, and the lists behind them in tables.
func (p *reportPage) calculation([]string, string, source.Place) []doc.Block {
	own, byProject := p.ordered()
	inputs := []group{{}}
	var out []doc.Block
	take := func(title, project string, figures []*metric.Figure) {
		e := doc.Entries{Title: title}
		in := group{project: project}
		for _, f := range figures {
			if p.isPlainInput(f) {
				in.figures = append(in.figures, f)
				continue
			}
			e.Items = append(e.Items, p.entry(f))
		}
		if inputs = append(inputs, in); len(e.Items) > 0 {
			out = append(out, e)
		}
	}
	take("部门的数", "", own)
	for i, q := range p.in.Report.Projects {
		take(projectName(q), q.ID, byProject[i])
	}
	if t := p.inputsTable(inputs); len(t.Body) > 0 {
		out = append([]doc.Block{t}, out...)
	}
	for _, l := range p.listed() {
		out = append(out, p.listTable(l))
	}
	return out
}

// group is the figures of one project, or of the department itself.
type group struct {
	project string
	figures []*metric.Figure
}

// groupRow heads the rows of a project in a table of several.
func (p *page) groupRow(project string, columns int) doc.Row {
	name := "部门"
	if project != "" {
		name = p.projectName(project)
	}
	return doc.Row{Cells: []doc.Cell{{Content: inlines(doc.Strong{Content: inlines(text(name))}), Header: true, Scope: "rowgroup", Cols: columns}}}
}

// ordered lists all figures but the stated ones and those of lists, in the order
// of the profile.
func (p *reportPage) ordered() (own []*metric.Figure, byProject [][]*metric.Figure) {
	r, set := p.in.Report, p.in.Figures
	seen := map[string]bool{}
	add := func(to []*metric.Figure, f *metric.Figure) []*metric.Figure {
		if f == nil || seen[f.Key] {
			return to
		}
		seen[f.Key] = true
		return append(to, f)
	}
	for _, m := range reportMetrics(r) {
		own = add(own, set.Report(m))
	}
	byProject = make([][]*metric.Figure, len(r.Projects))
	for i, q := range r.Projects {
		for _, m := range projectMetrics(r) {
			byProject[i] = add(byProject[i], set.Project(q.ID, m))
		}
	}
	for _, f := range set.All() {
		if _, stated := f.Origin.(metric.Stated); stated {
			continue
		}
		if _, _, _, row := rowOf(f); row {
			continue
		}
		at := slices.IndexFunc(r.Projects, func(q *record.Project) bool { return q.ID == f.Project })
		if at < 0 {
			own = add(own, f)
		} else {
			byProject[at] = add(byProject[at], f)
		}
	}
	return own, byProject
}

// isPlainInput reports whether a figure needs no more than a line of the table: it
// is an input, and the source printed nothing else about it.
func (p *page) isPlainInput(f *metric.Figure) bool {
	_, input := f.Origin.(metric.Input)
	return input && p.marks.stated(f) == nil
}

// inputsTable lists what the department gives and where, project by project.
func (p *reportPage) inputsTable(groups []group) doc.Table {
	unit, kinds := "", 0
	for _, g := range groups {
		for _, f := range g.figures {
			if kinds == 0 || f.Unit != unit {
				unit, kinds = f.Unit, kinds+1
			}
		}
	}
	if kinds > 1 {
		unit = ""
	}
	names := []string{"名称", "数值", "位置"}
	t := doc.Table{
		ID: "inputs", Caption: "直接填报的数", Unit: unit, Small: true,
		Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {}},
		Head:    head(names...),
	}
	for _, g := range groups {
		if len(g.figures) > 0 && g.project != "" {
			t.Body = append(t.Body, p.groupRow(g.project, len(names)))
		}
		for _, f := range g.figures {
			ref := p.bare(f)
			if unit == "" {
				ref = p.ref(f)
			}
			t.Body = append(t.Body, doc.Row{ID: anchor(f), Cells: []doc.Cell{
				rowHead(text(label(f))),
				{Content: inlines(ref), Label: names[1]},
				{Content: inlines(p.placeRef(f.Place())), Label: names[2]},
			}})
		}
	}
	return t
}

// fullLabel names a figure outside its project's own group.
func (p *page) fullLabel(f *metric.Figure) string {
	if f.Project == "" {
		return label(f)
	}
	return p.projectName(f.Project) + "·" + label(f)
}

func (p *page) projectName(id string) string {
	if p.report != nil {
		for _, q := range p.report.Projects {
			if q.ID == id {
				return projectName(q)
			}
		}
	}
	return id
}

// entry explains one figure.
func (p *page) entry(f *metric.Figure) doc.Entry {
	set := p.marks.set
	e := doc.Entry{ID: anchor(f), Label: f.Label, Figure: p.ref(f), Reason: remark(f)}
	switch o := f.Origin.(type) {
	case metric.Computed:
		e.Formula = p.parts(set.FormulaLabels(f))
		e.Basis = o.Basis
		rule := p.placeRef(o.Place)
		e.Rule = &rule
		rows := true
		for _, in := range o.Inputs {
			e.Inputs = append(e.Inputs, p.entryInput(f, in))
			_, _, _, row := rowOf(in)
			rows = rows && row
		}
		if words := p.parts(set.FormulaFigures(f)); f.OK() || len(e.Inputs) > 0 && telling(words) {
			e.Arithmetic = words
		}
		showInputs(&e, rows)
	case metric.Input:
		e.Inputs = []doc.EntryInput{p.entryInput(f, f)}
		e.Inputs[0].Shown = true
	}
	if s := p.marks.stated(f); s != nil {
		e.Stated = inlines(p.saidRef(s), text("，见"), p.placeRef(s.Place()))
	}
	return e
}

// telling reports whether the arithmetic of a figure without a value can be read:
// besides its result, a dash would be taken for a sign.
func telling(arithmetic []doc.Inline) bool {
	return strings.Count(doc.PlainText(arithmetic), "—") < 2
}

// The most inputs that have their places in an entry; fewer where they are rows of
// a list, which stand together. More are looked up where each of them is explained,
// to which the arithmetic leads.
const (
	maxPlaces    = 7
	maxRowPlaces = 3
)

// showInputs marks the inputs of an entry that its arithmetic shows; rows tells that
// they are all of lists.
func showInputs(e *doc.Entry, rows bool) {
	shown := map[string]bool{}
	for _, n := range e.Arithmetic {
		if r, ok := n.(doc.FigureRef); ok {
			shown[r.Key] = true
		}
	}
	for i := range e.Inputs {
		in := &e.Inputs[i]
		in.Shown = shown[in.Figure.Key]
		if in.Place != nil && in.Place.Line == 0 {
			in.Place = nil // not written anywhere
		}
	}
	most := maxPlaces
	if rows {
		most = maxRowPlaces
	}
	if len(e.Places()) <= most {
		return
	}
	for i := range e.Inputs {
		if e.Inputs[i].Shown {
			e.Inputs[i].Place = nil
		}
	}
	e.Elsewhere = "见算式里各数自己的一行"
}

// remark says why a figure has no value, and what its reader must know.
func remark(f *metric.Figure) string {
	if f.Reason() == "" || f.Note == "" {
		return f.Reason() + f.Note
	}
	return f.Reason() + "；" + f.Note
}

// entryInput names an input of an entry, and where it was written if nothing
// computes it.
func (p *page) entryInput(of, in *metric.Figure) doc.EntryInput {
	e := doc.EntryInput{Label: in.Label, Figure: p.ref(in)}
	switch _, row, _, _ := rowOf(in); {
	case in.Row != "" && oneField(of.Inputs()):
		e.Label = in.Row
	case in.Row != "" && in.Row != of.Row:
		e.Label = in.Row + "·" + in.Label
	case row != "" && in.Row == "":
		e.Label = "第" + row + "项·" + in.Label
	}
	if in.Project != of.Project {
		e.Label = p.fullLabel(in)
		if sameMetric(of.Inputs()) {
			e.Label = p.projectName(in.Project) // the formula has said which of its figures
		}
	}
	if _, ok := in.Origin.(metric.Input); ok {
		at := p.placeRef(in.Place())
		e.Place = &at
	}
	return e
}

// sameMetric reports whether the figures are one metric of several projects.
func sameMetric(fs []*metric.Figure) bool {
	for _, f := range fs {
		if f.Project == "" || f.Metric != fs[0].Metric {
			return false
		}
	}
	return len(fs) > 1
}

// oneField reports whether the figures of lists among these are all of one field,
// which the formula has named.
func oneField(fs []*metric.Figure) bool {
	field := ""
	for _, f := range fs {
		_, _, own, ok := rowOf(f)
		if ok && field != "" && own != field {
			return false
		}
		if ok {
			field = own
		}
	}
	return true
}

// parts turns a formula's pieces into inlines, each figure linked.
func (p *page) parts(parts []metric.Part) []doc.Inline {
	var out []doc.Inline
	for _, part := range parts {
		if part.Figure == nil {
			out = append(out, text(part.Text))
			continue
		}
		r := p.bare(part.Figure)
		r.Text = part.Text
		out = append(out, r)
	}
	return out
}

// maxBacklinks is how many ways back an entry offers.
const maxBacklinks = 3

// backlinks adds to each entry the ways back to the sections that use its figure.
func backlinks(blocks []doc.Block) []doc.Block {
	used := map[string][]doc.Link{}
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Summary:
			keys := map[string]bool{}
			summaryKeys(b, keys)
			addBacklink(used, keys, b.ID, b.Title)
		case doc.Section:
			if evidence(b.Body) || b.ID == "" {
				continue
			}
			keys := map[string]bool{}
			blockKeys(b.Body, keys)
			addBacklink(used, keys, b.ID, b.Number+sectionName(b))
		}
	}
	return withBacklinks(blocks, used)
}

func sectionName(s doc.Section) string {
	if s.Short != "" {
		return s.Short
	}
	return doc.PlainText(s.Title)
}

func addBacklink(used map[string][]doc.Link, keys map[string]bool, id, name string) {
	for k := range keys {
		if len(used[k]) < maxBacklinks {
			used[k] = append(used[k], doc.Link{Href: "#" + id, Content: inlines(text("回到" + name))})
		}
	}
}

func withBacklinks(blocks []doc.Block, used map[string][]doc.Link) []doc.Block {
	for i, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			b.Body = withBacklinks(b.Body, used)
			blocks[i] = b
		case doc.Entries:
			for j := range b.Items {
				b.Items[j].Backlinks = used[b.Items[j].Figure.Key]
			}
		}
	}
	return blocks
}
