package check

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC46 = Rule{
	ID: "C46", Severity: source.Error,
	Title:   "应有的章节齐全",
	Explain: "报送以后，规则集列出的章节都要写，不能空着，也不能只有几个字。",
	Source:  "财预〔2020〕10号",
	From:    record.Submitted, Spared: true,
	run: checkSections,
}

// sectionNames are the sections a profile may require, by their TOML key.
var sectionNames = map[string]string{
	"goals":      "绩效目标和绩效指标设定情况",
	"evaluation": "绩效评价组织情况",
	"analysis":   "绩效实现情况分析",
	"problem":    "存在问题",
	"measures":   "相关建议、改进措施及结果应用",
}

func checkSections(p *pass) {
	if p.Rules == nil {
		return
	}
	minimum := int64(1)
	if p.Rules.Thresholds.SectionMinimum.Set {
		minimum = p.Rules.Thresholds.SectionMinimum.Value
	}
	for _, s := range p.Rules.Sections {
		text, place := p.section(s.Value)
		n := utf8.RuneCountInString(strings.TrimSpace(text))
		name := sectionNames[s.Value]
		if int64(n) >= minimum || name == "" {
			continue
		}
		f := source.Finding{
			Place: place, Title: "缺少章节",
			Message: fmt.Sprintf("没有写“%s”", name),
			Hint:    fmt.Sprintf("在 [%s] 里写 text，至少%d个字", s.Value, minimum),
		}
		if n > 0 {
			f.Title = "章节过短"
			f.Message = fmt.Sprintf("“%s”只有%d个字，至少要%d个字", name, n, minimum)
			f.Stated, f.Computed, f.Difference, f.Unit = fmt.Sprint(n), fmt.Sprint(minimum), fmt.Sprint(minimum-int64(n)), "字"
		}
		if s.Value == "problem" {
			f.Hint = strings.Replace(f.Hint, "[problem]", "[[problem]]", 1)
		}
		p.add(f)
	}
}

// section is the text of a section and where it stands, or where the file
// begins if it is missing.
func (p *pass) section(key string) (string, source.Place) {
	var text source.String
	switch key {
	case "goals":
		text = p.Goals.Text
	case "evaluation":
		text = p.Evaluation.Text
	case "analysis":
		text = p.Analysis.Text
	case "measures":
		text = p.Measures.Text
	case "problem":
		for i, q := range p.Problems {
			if i == 0 {
				text = q.Text
				continue
			}
			text.Value += q.Text.Value
		}
	}
	if text.Place.Line == 0 {
		text.Place = source.Place{File: p.File, Line: 1, Column: 1}
	}
	return text.Value, text.Place
}

var ruleC52 = Rule{
	ID: "C52", Severity: source.Warning,
	Title:   "低执行率与存在问题对应",
	Explain: "执行率低于规则集门槛的项目，应当在“存在问题”里说明；“存在问题”里说执行率低的项目，也应当真的低，并且能从公布的数算出来。",
	Source:  "财预〔2020〕10号",
	run:     checkLowExecution,
}

// lowClaim is how reports say that a rate is low.
var lowClaim = regexp.MustCompile(`(预算执行|执行|支出|资金使用|拨付)(率|进度)?[^。；！？，,;\n]{0,8}?(不高|偏低|较低|过低|很低|不理想|缓慢|较慢|偏慢|滞后|低于预期)`)

func checkLowExecution(p *pass) {
	threshold := money.Int(90)
	if p.Rules != nil && p.Rules.Thresholds.LowExecution.Set {
		threshold = p.Rules.Thresholds.LowExecution.Value.Number
	}
	named := map[string]bool{}
	for _, problem := range p.Problems {
		text := problem.Text.Value
		for _, q := range p.Projects {
			if at := strings.Index(text, projectName(q)); at >= 0 || problem.Project.Value == q.ID {
				named[q.ID] = true
				p.claim(problem.Text, q, max(at, 0), threshold)
			}
		}
	}
	for _, q := range p.Projects {
		f := p.Figures.Project(q.ID, "execution_rate")
		if rate, ok := rateOf(f); ok && rate.Cmp(threshold) < 0 && !named[q.ID] {
			p.add(source.Finding{
				Place: q.Funds.Spent.Place, Key: f.Key, Title: "低执行率没有说明",
				Message: fmt.Sprintf("%s执行率%s，低于%s%%，“存在问题”里没有说明原因", projectName(q), f.Shown(), threshold),
				Stated:  f.Shown(), Computed: threshold.String() + "%", Difference: threshold.Sub(rate).Text(2, money.HalfUp), Unit: "%",
				Hint: "在 report.toml 里加一条 [[problem]]，写明原因和改进措施",
			})
		}
	}
}

// claim holds “执行率不高” of one project against its rate.
func (p *pass) claim(text source.String, q *record.Project, from int, threshold money.Number) {
	loc := lowClaim.FindStringIndex(text.Value[from:])
	f := p.Figures.Project(q.ID, "execution_rate")
	if loc == nil || f == nil {
		return
	}
	quote := text.Value[from+loc[0] : from+loc[1]]
	finding := source.Finding{
		Place: text.PlaceAt(from + loc[0]), Key: f.Key, Quote: quote, Stated: quote, Unit: "%",
	}
	rate, ok := rateOf(f)
	switch {
	case !ok:
		finding.Title = "无法计算"
		finding.Message = fmt.Sprintf("报告说%s%s，但%s", projectName(q), quote, f.Reason())
		finding.Hint = "补上缺少的数，执行率就会自动算出"
	case rate.Cmp(threshold) >= 0:
		finding.Title = "说法与数不符"
		finding.Message = fmt.Sprintf("报告说%s%s，算出来是%s，不低于%s%%", projectName(q), quote, f.Shown(), threshold)
		finding.Computed = f.Shown()
		finding.Hint = "核对这个项目的预算数和执行数，或更正说法"
	default:
		return
	}
	p.add(finding)
}

// rateOf is an execution rate in percent.
func rateOf(f *metric.Figure) (money.Number, bool) {
	if f == nil {
		return money.Number{}, false
	}
	return percentOf(f)
}
