package report

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// Past is an earlier year of a department.
type Past struct {
	Year    int
	Figures *metric.Set
}

// yearLine is one metric through the years.
type yearLine struct {
	label, kind string
	unit        string            // of all its figures; "" where they differ, or for a ratio
	in          money.Unit        // in which amounts are drawn
	figures     []*metric.Figure  // one for each year, nil where there is none
	values      []*money.Number   // in the unit drawn
	labels      [][]doc.LabelPart // above the dots, or in the gaps
}

// yearsChart draws metrics through the years from the first to the last that is
// given; years between them without a report are gaps, and the reading line names
// them. A metric with fewer than two values is left out: one value is no line. With
// data the chart gets a table of its figures.
func (p *page) yearsChart(past []Past, metrics []string, data bool) []doc.Block {
	if len(past) == 0 {
		return nil
	}
	past = slices.SortedFunc(slices.Values(past), func(a, b Past) int { return a.Year - b.Year })
	first, last := past[0].Year, past[len(past)-1].Year
	sets := make([]*metric.Set, last-first+1)
	for _, y := range past {
		sets[y.Year-first] = y.Figures
	}
	var lines []yearLine
	for _, name := range metrics {
		if l := p.yearLine(sets, name); l != nil {
			lines = append(lines, *l)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	y := chart.Years{ID: "years", Title: "各年度的" + lineNames(lines), Desc: yearWords(lines, first)}
	for i := range sets {
		y.Names = append(y.Names, itoa(first+i))
	}
	for _, l := range lines {
		y.Series = append(y.Series, l.series())
	}
	d, from, ok := y.Draw()
	if !ok {
		return nil
	}
	p.charts++
	c := doc.Chart{ID: "figure-" + itoa(p.charts), Number: "图" + itoa(p.charts), Title: y.Title, Drawing: d, Reading: yearReading(lines, from, sets, first)}
	if data {
		c.Data = p.yearTable(c.Title, lines, first)
	}
	return []doc.Block{c}
}

// yearLine gathers a metric through the years, nil where it has fewer than two
// values.
func (p *page) yearLine(sets []*metric.Set, name string) *yearLine {
	l := &yearLine{figures: make([]*metric.Figure, len(sets)), values: make([]*money.Number, len(sets))}
	var newest *metric.Figure
	same, n := true, 0
	for i, set := range sets {
		if set == nil {
			continue
		}
		f := set.Report(name)
		if f == nil {
			continue
		}
		label := f.Label
		if f.Kind() == "score" {
			f = set.Adopted(f)
		}
		l.figures[i] = f
		if f.OK() {
			same = same && (newest == nil || newest.Unit == f.Unit)
			newest, l.label = f, label
			n++
		}
	}
	if n < 2 {
		return nil
	}
	l.kind = newest.Kind()
	l.in, _ = money.UnitNamed(newest.Unit)
	if same && l.kind != "ratio" {
		l.unit = newest.Unit
	}
	for i, f := range l.figures {
		l.labels = append(l.labels, p.yearLabel(f, sets[i] != nil, l.unit))
		if f != nil && f.OK() {
			l.values[i] = l.value(f)
		}
	}
	return l
}

// value is the exact value of a figure in the unit in which the line is drawn.
func (l *yearLine) value(f *metric.Figure) *money.Number {
	n, ok := f.InUnit()
	if l.kind == "amount" {
		if n, ok = f.Exact(); ok && l.in.Fen > 0 {
			n, ok = n.Quo(money.Int(l.in.Fen))
		}
	}
	if !ok {
		return nil
	}
	return &n
}

// yearLabel is what stands above a dot, or in a gap: a figure, with its unit where
// the line has none of its own, or why there is none.
func (p *page) yearLabel(f *metric.Figure, reported bool, unit string) []doc.LabelPart {
	switch {
	case f == nil && reported:
		return []doc.LabelPart{{Text: noSuchFigure}}
	case f == nil:
		return []doc.LabelPart{{Text: noReport}}
	}
	r := p.bare(f)
	parts := []doc.LabelPart{{Figure: &r}}
	if f.OK() && f.Kind() != "ratio" && unit == "" && f.Unit != "" {
		parts = append(parts, doc.LabelPart{Text: " " + f.Unit})
	}
	return parts
}

func (l *yearLine) series() chart.Series {
	name := l.label
	if l.unit != "" {
		name += "（" + l.unit + "）"
	}
	s := chart.Series{Name: []doc.LabelPart{{Text: name}}, Axis: l.label}
	if l.kind == "amount" {
		s.Axis = "amount " + l.in.Name
	}
	if l.kind == "ratio" {
		whole := money.Int(100)
		s.Mark = &whole
	}
	for i, v := range l.values {
		s.Points = append(s.Points, chart.Point{Value: v, Label: l.labels[i]})
	}
	return s
}

// beyond reports whether a ratio goes beyond the whole, so that its plot shows where
// that is.
func (l *yearLine) beyond(from money.Number) bool {
	whole := money.Int(100)
	return l.kind == "ratio" && from.Cmp(whole) < 0 && slices.ContainsFunc(l.values, func(v *money.Number) bool { return v != nil && v.Cmp(whole) > 0 })
}

// lineNames lists the metrics of a chart: 预算、支出和执行率.
func lineNames(lines []yearLine) string {
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i == 0:
		case i == len(lines)-1:
			b.WriteString("和")
		default:
			b.WriteString("、")
		}
		b.WriteString(l.label)
	}
	return b.String()
}

// yearReading says where the axes begin that do not begin at zero, what a line
// across marks, and which years are gaps.
func yearReading(lines []yearLine, from []money.Number, sets []*metric.Set, first int) []string {
	var over, gaps, out []string
	for i, l := range lines {
		if l.beyond(from[i]) {
			over = append(over, l.label)
		}
	}
	if s := axisStarts(lines, from); s != "" {
		out = append(out, "纵轴不从零起："+s)
	}
	if len(over) > 0 {
		out = append(out, strings.Join(over, "、")+"里的横线是100%")
	}
	var none []string
	for i, set := range sets {
		if set == nil {
			none = append(none, itoa(first+i)+"年度")
		}
	}
	if len(none) > 0 {
		gaps = append(gaps, strings.Join(none, "、")+"没有收录报告")
	}
	for _, l := range lines {
		for i, f := range l.figures {
			if sets[i] != nil && l.values[i] == nil {
				gaps = append(gaps, itoa(first+i)+"年度"+l.label+yearReason(f))
			}
		}
	}
	if len(gaps) > 0 {
		out = append(out, "线断开的地方："+strings.Join(gaps, "，"))
	}
	return out
}

// yearReason says in a word why a figure of a year that has a report has no value.
func yearReason(f *metric.Figure) string {
	switch {
	case f == nil:
		return noSuchFigure
	case f.Status() == "absent":
		return "未填报"
	}
	return "算不出"
}

// What stands in a gap that has no figure.
const (
	noReport     = "无报告"
	noSuchFigure = "没有这个数"
)

// axisStarts says where the axes above zero begin, measures with the same start
// together.
func axisStarts(lines []yearLine, from []money.Number) string {
	var starts []string
	names := map[string][]string{}
	for i, l := range lines {
		if from[i].Sign() <= 0 {
			continue
		}
		start := "从" + exactText(from[i]) + cmp.Or(l.unit, l.in.Name) + "起"
		if l.kind == "ratio" {
			start = "从" + exactText(from[i]) + "%起"
		}
		if names[start] == nil {
			starts = append(starts, start)
		}
		names[start] = append(names[start], l.label)
	}
	for i, s := range starts {
		starts[i] = strings.Join(names[s], "、") + s
	}
	return strings.Join(starts, "，")
}

// yearWords tells all that the chart shows.
func yearWords(lines []yearLine, first int) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.label + "：")
		for i, f := range l.figures {
			if i > 0 {
				b.WriteString("，")
			}
			b.WriteString(itoa(first+i) + "年度")
			if f == nil {
				b.WriteString(l.labels[i][0].Text)
			} else {
				b.WriteString(withUnit(f))
			}
		}
		b.WriteString("。")
	}
	return b.String()
}

// yearTable is the figures of a chart, a row for each year.
func (p *page) yearTable(caption string, lines []yearLine, first int) *doc.Table {
	t := &doc.Table{Caption: caption + "（数据）", Columns: []doc.Column{{}}}
	names := []string{"年度"}
	for _, l := range lines {
		name := l.label
		if l.unit != "" {
			name += "（" + l.unit + "）"
		}
		names = append(names, name)
		t.Columns = append(t.Columns, doc.Column{Align: doc.Decimal})
	}
	t.Head = head(names...)
	for i := range lines[0].figures {
		row := doc.Row{Cells: []doc.Cell{rowHead(text(itoa(first+i) + "年度"))}}
		for j, l := range lines {
			c := doc.Cell{Content: inlines(none(l.labels[i][0].Text)), Label: names[j+1]}
			if f := l.figures[i]; f != nil {
				ref := p.ref(f)
				if l.unit != "" {
					ref.Unit = ""
				}
				c.Content = inlines(ref)
			}
			row.Cells = append(row.Cells, c)
		}
		t.Body = append(t.Body, row)
	}
	return t
}

// chartNames checks the metrics that a fence names against those there are. One that
// the profile does not have is simply not drawn, unless it looks like a slip.
func (p *page) chartNames(names, known []string, at source.Place) {
	for _, name := range names {
		if slices.Contains(known, name) || len(known) == 0 {
			continue
		}
		if near := source.DidYouMean(name, known); near != "" {
			p.fault(at, "没有这个数："+name, near)
		}
	}
}
