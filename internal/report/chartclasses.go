package report

import (
	"slices"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// fewest is how many departments a distribution is drawn of at least; fewer are a
// table.
const fewest = 5

// chart draws how the year's departments are distributed over the classes of a
// metric.
func (p *countyPage) chart(args []string, _ string, at source.Place) []doc.Block {
	if !p.figures.Summed {
		return nil
	}
	var figures []*metric.Figure
	for _, r := range p.figures.Group.Rows {
		if f := r.Report(args[1]); f != nil && f.OK() {
			if _, ok := f.InUnit(); ok {
				figures = append(figures, f)
			}
		}
	}
	if len(figures) < fewest {
		return nil
	}
	slices.SortStableFunc(figures, func(a, b *metric.Figure) int { return inUnit(a).Cmp(inUnit(b)) })
	f, label := figures[0], commonLabel(figures)
	h := chart.Distribution{ID: "distribution", Title: "各部门" + label + "的分布", Unit: f.Unit, Mark: p.median(figures)}
	for _, f := range figures {
		h.Values = append(h.Values, inUnit(f))
	}
	n := len(figures)
	h.Marks = h.Values[(n-1)/2 : n/2+1]
	reading := []string{"柱上的数：部门的个数", "圆圈：中位数，部门从低到高排在正中的一个"}
	if n%2 == 0 {
		reading[1] = "圆圈：从低到高排在正中的两个部门，中位数在它们之间"
	}
	var grades string
	if f.Kind() == "score" {
		h.Classes, h.Names, grades = p.gradeClasses(args[1], h.Values)
	}
	ends := h.Names
	if h.Names == nil {
		h.Classes = chart.NewClasses(h.Values)
		ends = classNames(h.Classes, f.Unit)
		reading = append(reading, "每一档含上端，不含下端；最低的一档也含下端")
	} else {
		reading = append(reading, "等级："+grades)
	}
	if left := len(p.reports) - n; left > 0 {
		reading = append(reading, "另有"+itoa(left)+"个部门没有这个数")
	}
	counts := h.Classes.Count(h.Values)
	h.Desc = classWords(ends, counts) + strings.TrimSpace(labelText(h.Mark)) + "。"
	d, ok := h.Draw()
	if !ok {
		return nil
	}
	p.charts++
	return []doc.Block{doc.Chart{ID: "figure-" + itoa(p.charts), Number: "图" + itoa(p.charts), Title: h.Title, Reading: reading, Drawing: d,
		Data: classTable(h.Title, label, ends, counts)}}
}

// commonLabel is what most of the figures are called; profiles may name a metric
// differently.
func commonLabel(figures []*metric.Figure) string {
	n := map[string]int{}
	best := ""
	for _, f := range figures {
		n[f.Label]++
	}
	for _, f := range figures {
		if best == "" || n[f.Label] > n[best] {
			best = f.Label
		}
	}
	return best
}

// inUnit is the exact value of a figure that has one, in its unit.
func inUnit(f *metric.Figure) money.Number {
	n, _ := f.InUnit()
	return n
}

// median names the value in the middle of sorted figures, or the two that it lies
// between: no number is printed that no department has.
func (p *countyPage) median(sorted []*metric.Figure) []doc.LabelPart {
	n := len(sorted)
	low, high := sorted[(n-1)/2], sorted[n/2]
	if inUnit(low).Cmp(inUnit(high)) == 0 {
		return p.figureLabel("中位数 ", low)
	}
	return append(p.figureLabel("中位数 ", low), p.figureLabel("～", high)...)
}

// gradeClasses are the classes of the grades by which all departments with a score
// are graded, with their names and what they mean; there are none where they are
// graded differently.
func (p *countyPage) gradeClasses(name string, values []money.Number) (c chart.Classes, names []string, meaning string) {
	var g grading
	first := true
	for _, in := range p.reports {
		if !has(in.Figures.Report(name)) {
			continue
		}
		own := gradingOf(in.Report.Rules, &in.Report.Scores)
		if !first && !own.same(g) {
			return chart.Classes{}, nil, ""
		}
		g, first = own, false
	}
	if len(g.bands) < 2 {
		return chart.Classes{}, nil, ""
	}
	low, high := g.bands[0].From, g.total
	for _, v := range values {
		if v.Cmp(low) < 0 {
			low = v
		}
		if v.Cmp(high) > 0 {
			high = v
		}
	}
	c = chart.Classes{Lower: true, Edges: []money.Number{low}}
	for i, b := range g.bands {
		names = append(names, b.Name)
		if i > 0 {
			c.Edges = append(c.Edges, b.From)
		}
	}
	c.Edges = append(c.Edges, high)
	for i := range c.Edges[1:] {
		if c.Edges[i].Cmp(c.Edges[i+1]) >= 0 {
			return chart.Classes{}, nil, ""
		}
	}
	return c, names, g.words()
}

// classNames names classes by their ends: 90%～95%.
func classNames(c chart.Classes, unit string) []string {
	var out []string
	for i := range len(c.Edges) - 1 {
		out = append(out, exactText(c.Edges[i])+unit+"～"+exactText(c.Edges[i+1])+unit)
	}
	return out
}

// classWords tells how many departments there are in each class.
func classWords(names []string, counts []int) string {
	var b strings.Builder
	for i, n := range counts {
		if i > 0 {
			b.WriteString("，")
		}
		b.WriteString(names[i] + "有" + itoa(n) + "个部门")
	}
	return b.String() + "。"
}

// labelText is a label as plain text.
func labelText(parts []doc.LabelPart) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Figure != nil {
			b.WriteString(p.Figure.Text)
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// classTable is the distribution in numbers.
func classTable(caption, label string, names []string, counts []int) *doc.Table {
	t := &doc.Table{Caption: caption + "（数据）", Columns: []doc.Column{{Wide: true}, {Align: doc.Right}}, Head: head(label, "部门")}
	for i, n := range counts {
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(text(names[i])), {Content: inlines(text(itoa(n) + "个")), Label: "部门"}}})
	}
	return t
}
