package report

import (
	"slices"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
)

// grading is the scale of scores and the grades on it, from the lowest up. The names
// and limits are those of the form, else of the rules.
type grading struct {
	total money.Number
	bands []chart.Band
}

// gradingOf is the scale by which a record is graded.
func gradingOf(rules *record.Profile, own *record.Scores) grading {
	g := grading{total: money.Int(100)}
	if rules == nil {
		return g
	}
	if t := rules.Weights.Total; t.Set && t.Value.Number.Sign() > 0 {
		g.total = t.Value.Number
	}
	if t := own.OutOf; t.Set && t.Value.Number.Sign() > 0 {
		g.total = t.Value.Number
	}
	add := func(name string, from money.Number) { // grades are points of a hundred
		g.bands = append(g.bands, chart.Band{Name: name, From: from.Mul(g.total).Mul(money.Frac(1, 100))})
	}
	for _, s := range own.Scale {
		add(s.Name.Value, s.From.Value.Number)
	}
	for _, s := range rules.Grades {
		if len(own.Scale) == 0 {
			add(s.Name.Value, s.From.Value.Number)
		}
	}
	slices.Reverse(g.bands)
	return g
}

// same reports whether two scales grade alike.
func (g grading) same(h grading) bool {
	return g.total.Cmp(h.total) == 0 && slices.EqualFunc(g.bands, h.bands, func(a, b chart.Band) bool { return a.Name == b.Name && a.From.Cmp(b.From) == 0 })
}

// words say from where on each grade is given, the best first.
func (g grading) words() string {
	var parts []string
	for i := len(g.bands) - 1; i >= 0; i-- {
		if i == 0 && len(g.bands) > 1 {
			parts = append(parts, g.bands[0].Name+"不满"+exactText(g.bands[1].From)+"分")
		} else {
			parts = append(parts, g.bands[i].Name+exactText(g.bands[i].From)+"分以上")
		}
	}
	return strings.Join(parts, "，")
}

// exactText is a number with all its decimals.
func exactText(n money.Number) string {
	s, _ := n.Exact()
	return s
}

// scoreChart draws the scores of a record, one bar for each of the metrics that it
// has a score for, on the scale of its grades. The grade belongs to the first metric.
// The figures are those of the source, under the names that the metrics have; where
// none is of a re-check, the re-check of the record has a bar, too.
func (p *page) scoreChart(title string, g grading, names []string, find func(string) *metric.Figure, review *record.Review) []doc.Block {
	b := chart.Bands{ID: "score", Title: title, Total: g.total, Bands: g.bands}
	grade := p.own(find("grade"))
	var desc strings.Builder
	for i, name := range names {
		f := p.own(find(name))
		if !has(f) || f.Kind() != "score" {
			continue
		}
		n, _ := f.Exact()
		label := find(name).Label
		v := chart.Measured{Value: n, Left: p.figureLabel(label+" ", f)}
		desc.WriteString(label + withUnit(f))
		if i == 0 && has(grade) {
			v.Right = p.figureLabel("等级 ", grade)
			desc.WriteString("，等级" + grade.Shown())
		}
		desc.WriteString("。")
		b.Values = append(b.Values, v)
	}
	if review != nil && len(b.Values) > 0 && !has(find("reviewed_total")) {
		said := review.Score.Value.Number.Text(max(2, review.Score.Value.Scale), 0) + "分"
		b.Values = append(b.Values, chart.Measured{Value: review.Score.Value.Number, Left: []doc.LabelPart{{Text: "复核得分 " + said}}})
		desc.WriteString("复核得分" + said + "。")
	}
	reading := []string{"整条：满分" + exactText(g.total) + "分"}
	desc.WriteString("满分" + exactText(g.total) + "分。")
	if len(g.bands) > 0 {
		reading = append(reading, "等级："+g.words())
		desc.WriteString("等级：" + g.words() + "。")
	}
	b.Desc = desc.String()
	d, ok := b.Draw()
	if !ok {
		return nil
	}
	p.charts++
	return []doc.Block{doc.Chart{ID: "figure-" + itoa(p.charts), Number: "图" + itoa(p.charts), Title: title, Reading: reading, Drawing: d}}
}

// reviewOf is the last re-check of a project that gives a score, of the whole report
// for "".
func reviewOf(r *record.Report, project string) *record.Review {
	for i := len(r.Reviews) - 1; i >= 0; i-- {
		if v := &r.Reviews[i]; v.Project.Value == project && v.Score.Set {
			return v
		}
	}
	return nil
}
