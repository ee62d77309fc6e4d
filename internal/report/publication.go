package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// publication is the sentence with which accounts publish the result of a self
// evaluation; nil where there was none, or its figures are not there. A nil
// project means the whole department.
func (p *page) publication(q *record.Project) []doc.Inline {
	find, who, evaluated := p.marks.set.Report, "部门整体", len(p.report.Indicators) > 0
	if q != nil {
		find = func(name string) *metric.Figure { return p.marks.set.Project(q.ID, name) }
		who, evaluated = "项目", len(q.Indicators) > 0
	}
	budget, spent, rate := find("budget"), find("spent"), find("execution_rate")
	if !evaluated || !has(budget) || !has(spent) || !has(rate) {
		return nil
	}
	var out []doc.Inline
	if score := p.own(find("total_score")); has(score) {
		out = append(out, text("根据年初设定的绩效目标，"+who+"自评得分为"), p.saidRef(score))
		if grade := p.own(find("grade")); has(grade) {
			out = append(out, text("，等级为"), p.saidRef(grade))
		}
		out = append(out, text("。"))
	}
	return append(out, text("全年预算数为"), p.saidRef(budget), text("，执行数为"), p.saidRef(spent), text("，完成预算的"), p.ref(rate), text("。"))
}

// own is a score or grade as the report has it; nil where a transcribed one has
// none, whatever the rules give.
func (p *page) own(f *metric.Figure) *metric.Figure {
	if f == nil {
		return nil
	}
	said := p.asPrinted(f)
	if _, computed := said.Origin.(metric.Computed); computed && record.Stage(p.report.Stage.Value) == record.Transcribed {
		return nil
	}
	return said
}

func has(f *metric.Figure) bool { return f != nil && f.OK() }

// sentence is that of the whole department, or of the page's project.
func (p *reportPage) sentence([]string, string, source.Place) []doc.Block {
	return paragraphOf(p.publication(nil))
}

func (p *projectPage) sentence([]string, string, source.Place) []doc.Block {
	return paragraphOf(p.publication(p.project))
}

func paragraphOf(in []doc.Inline) []doc.Block {
	if len(in) == 0 {
		return nil
	}
	return []doc.Block{doc.Paragraph{Content: in}}
}

// projectTexts are what a project was for and what came of it; a form's own words
// stand in for a result that is not told otherwise.
func (p *page) projectTexts(q *record.Project) []source.String {
	var out []source.String
	result := q.Result
	if strings.TrimSpace(result.Value) == "" {
		result = q.Goals.Achieved
	}
	for _, s := range []source.String{q.Purpose, result} {
		if strings.TrimSpace(s.Value) != "" {
			out = append(out, s)
		}
	}
	return out
}

// projectFaults are the problems of a project and what is to be done about them.
func (p *page) projectFaults(q *record.Project) []doc.Block {
	var line []doc.Inline
	add := func(label string, texts ...source.String) {
		var words []doc.Inline
		for _, s := range texts {
			if in := p.plain(s, q.ID); len(in) > 0 {
				if len(words) > 0 {
					words = append(words, text("；"))
				}
				words = append(words, withoutStop(in)...)
			}
		}
		if len(words) > 0 {
			line = append(line, text(label))
			line = append(append(line, words...), text("。"))
		}
	}
	add("发现的主要问题及原因：", q.Problem, q.Cause)
	add("下一步改进措施：", q.Measure)
	return paragraphOf(line)
}
