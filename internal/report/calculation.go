package report

import (
	"slices"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// calculation explains every figure of the report, each at one anchor: the inputs
// in a table, the computed ones in entries, the report's own first, then project
// by project, the lists of each behind it in tables.
func (p *reportPage) calculation([]string, string, source.Place) []doc.Block {
	own, byProject := p.ordered()
	rows := p.listed()
	var inputs []*metric.Figure
	var out []doc.Block
	take := func(title, project string, figures []*metric.Figure) {
		e := doc.Entries{Title: title}
		for _, f := range figures {
			if p.isPlainInput(f) {
				inputs = append(inputs, f)
				continue
			}
			e.Items = append(e.Items, p.entry(f))
		}
		if len(e.Items) > 0 {
			out = append(out, e)
		}
		for _, l := range rows[project] {
			out = append(out, p.listTable(l))
		}
	}
	take("部门的数", "", own)
	for i, q := range p.in.Report.Projects {
		take(projectName(q), q.ID, byProject[i])
	}
	if len(inputs) > 0 {
		out = append([]doc.Block{p.inputsTable(inputs)}, out...)
	}
	return out
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

// inputsTable lists what the department gives and where.
func (p *reportPage) inputsTable(inputs []*metric.Figure) doc.Block {
	unit := inputs[0].Unit
	for _, f := range inputs {
		if f.Unit != unit {
			unit = ""
		}
	}
	names := []string{"名称", "数值", "位置"}
	t := doc.Table{
		ID: "inputs", Caption: "直接填报的数", Unit: unit,
		Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {}},
		Head:    head(names...),
	}
	for _, f := range inputs {
		ref := p.bare(f)
		if unit == "" {
			ref = p.ref(f)
		}
		t.Body = append(t.Body, doc.Row{ID: anchor(f), Cells: []doc.Cell{
			rowHead(text(p.fullLabel(f))),
			{Content: inlines(ref), Label: names[1]},
			{Content: inlines(p.placeRef(f.Place())), Label: names[2]},
		}})
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
		if f.OK() {
			e.Arithmetic = p.parts(set.FormulaFigures(f))
		}
		e.Basis = o.Basis
		rule := p.placeRef(o.Place)
		e.Rule = &rule
		for _, in := range o.Inputs {
			e.Inputs = append(e.Inputs, p.entryInput(f, in))
		}
	case metric.Input:
		e.Inputs = []doc.EntryInput{p.entryInput(f, f)}
	}
	if s := p.marks.stated(f); s != nil {
		e.Stated = inlines(p.saidRef(s), text("，见"), p.placeRef(s.Place()))
	}
	return e
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
