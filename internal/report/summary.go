package report

import (
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/source"
)

// summary is the key figures and the chart of the budget's execution.
func (p *reportPage) summary(args []string, _ string, _ source.Place) []doc.Block {
	set := p.in.Figures
	s := doc.Summary{Keys: p.keys(args, set.Report), Chart: p.execution(executionFigures{
		budget: set.Report("budget"), spent: set.Report("spent"), unspent: set.Report("unspent"),
		project: set.Report("project_unspent"), basic: set.Report("basic_unspent"), rate: set.Report("execution_rate"),
	})}
	return []doc.Block{s}
}

// keys are the large figures of a summary.
func (p *page) keys(names []string, find func(string) *metric.Figure) []doc.Key {
	var out []doc.Key
	for _, name := range names {
		if f := find(name); f != nil {
			out = append(out, doc.Key{Label: f.Label, Figure: p.ref(f)})
		}
	}
	return out
}

// executionFigures are what the chart of execution shows. Any may be nil.
type executionFigures struct{ budget, spent, unspent, project, basic, rate *metric.Figure }

// execution draws how a budget was spent; nil where there is no budget to draw.
func (p *page) execution(f executionFigures) *doc.Chart {
	budget, ok := amount(f.budget)
	if !ok {
		return nil
	}
	e := chart.Execution{ID: "execution", Title: "预算的执行", Whole: budget.num, Desc: p.executionWords(f)}
	if spent, ok := amount(f.spent); ok {
		e.Done = &spent.num
		e.Left = p.figureLabel("已支出 ", f.spent)
		if left, ok := amount(f.unspent); ok && left.num.Sign() >= 0 {
			e.Right = p.figureLabel("未支出 ", f.unspent)
		}
		e.Limit = p.figureLabel(f.budget.Label+" ", f.budget)
	} else {
		e.Left = p.figureLabel(f.budget.Label+" ", f.budget)
		e.Right = []doc.LabelPart{{Text: "支出未填报"}}
	}
	project, ok1 := amount(f.project)
	basic, ok2 := amount(f.basic)
	if ok1 && ok2 {
		e.Rest = []chart.Part{
			{Size: project.num, Fill: doc.Hatch, Label: p.figureLabel("项目 ", f.project)},
			{Size: basic.num, Fill: doc.Open, Label: p.figureLabel("基本支出 ", f.basic)},
		}
	}
	d, times, ok := e.Draw()
	if !ok {
		return nil
	}
	p.charts++
	return &doc.Chart{
		ID: "figure-" + itoa(p.charts), Number: "图" + itoa(p.charts), Title: e.Title,
		Reading: executionReading(e, f.budget.Label, times), Drawing: d,
	}
}

// executionReading says how to read the chart.
func executionReading(e chart.Execution, budget string, times int) []string {
	switch {
	case e.Done == nil:
		return []string{"虚框：" + budget + "，支出没有填报"}
	case e.Done.Cmp(e.Whole) > 0:
		return []string{"整条：实际支出，竖线处是" + budget}
	case times > 0:
		return []string{"上条：" + budget, "下条：未支出部分，放大" + itoa(times) + "倍"}
	}
	return []string{"整条：" + budget}
}

// executionWords tells in words all that the chart shows.
func (p *page) executionWords(f executionFigures) string {
	parts := []string{"整条是" + f.budget.Label + withUnit(f.budget)}
	if f.spent != nil && f.spent.OK() {
		s := "已支出" + withUnit(f.spent)
		if f.rate != nil && f.rate.OK() {
			s += "，占" + f.rate.Shown()
		}
		parts = append(parts, s)
	} else {
		parts = append(parts, "支出没有填报")
	}
	if f.unspent != nil && f.unspent.OK() {
		s := "未支出" + withUnit(f.unspent)
		if f.project != nil && f.project.OK() && f.basic != nil && f.basic.OK() {
			s += "，其中项目" + withUnit(f.project) + "、基本支出" + withUnit(f.basic)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, "。") + "。"
}

// figureLabel is a label with a figure and its unit.
func (p *page) figureLabel(before string, f *metric.Figure) []doc.LabelPart {
	r := p.ref(f)
	parts := []doc.LabelPart{{Text: before}, {Figure: &r}}
	if r.Unit != "" {
		parts = append(parts, doc.LabelPart{Text: " " + r.Unit})
	}
	return parts
}

// withUnit is a figure as running text.
func withUnit(f *metric.Figure) string { return f.WithUnit() }
