package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC46 = Rule{
	ID: "C46", Severity: source.Error,
	Title:   "应有的章节齐全",
	Explain: "报送以后，规则集列出的章节都要写，不能空着，也不能只有几个字；章节的顺序由版式保证。规则集限定了长度的文字，超过的作提醒。",
	Source:  "财预〔2020〕10号",
	From:    record.Submitted, Spared: true,
	run: func(p *pass) {
		if p.Rules == nil {
			return
		}
		minimum := count(p.limits().SectionMinimum, 1)
		for _, s := range p.Rules.Sections {
			p.requiredSection(s.Value, minimum)
		}
		p.textLimits()
	},
}

func (p *pass) requiredSection(section string, minimum int64) {
	text, place := p.section(section)
	n := int64(utf8.RuneCountInString(strings.TrimSpace(text)))
	name := sectionName(section)
	if n >= minimum || name == "" {
		return
	}
	f := source.Finding{
		Place: place, Key: p.keyOf(nil, section), Title: "缺少章节",
		Message: fmt.Sprintf("没有写“%s”", name),
		Hint:    fmt.Sprintf("在 [%s] 里写 text，至少%d个字", section, minimum),
	}
	if n > 0 {
		f.Title = "章节过短"
		f.Message = fmt.Sprintf("“%s”只有%d个字，至少要%d个字", name, n, minimum)
		f.Stated, f.Computed, f.Difference, f.Unit = fmt.Sprint(n), fmt.Sprint(minimum), fmt.Sprint(minimum-n), "字"
	}
	if section == "problem" {
		f.Hint = strings.Replace(f.Hint, "[problem]", "[[problem]]", 1)
	}
	p.add(f)
}

// section is the text of a section and where it stands, or where the file begins
// if it is missing.
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
		for i := range p.Problems {
			q := &p.Problems[i]
			if i == 0 {
				text = q.Text
				continue
			}
			text.Value += q.Text.Value
		}
	}
	return text.Value, p.at(text.Place)
}

// textLimits holds texts against the lengths that the profile's form gives them.
func (p *pass) textLimits() {
	for _, q := range append([]*record.Project{nil}, p.Projects...) {
		rules := p.rulesOf(q)
		if rules == nil {
			continue
		}
		for i := range rules.TextLimits {
			l := &rules.TextLimits[i]
			for _, t := range p.fieldTexts(q, l.Field.Value) {
				p.textLength(q, l, t)
			}
		}
	}
}

// fieldTexts are the texts of a record that a profile limits, by the name of their
// field.
func (p *pass) fieldTexts(q *record.Project, field string) []source.String {
	indicators := p.Indicators
	one := map[string]source.String{
		"goals.expected": p.Goals.Expected, "goals.achieved": p.Goals.Achieved, "funds.reason": p.Funds.Reason,
		"goals.text": p.Goals.Text, "analysis.text": p.Analysis.Text, "evaluation.text": p.Evaluation.Text, "measures.text": p.Measures.Text,
	}
	if q != nil {
		indicators = q.Indicators
		one = map[string]source.String{
			"cause": q.Cause, "measure": q.Measure, "purpose": q.Purpose, "result": q.Result, "funds.reason": q.Funds.Reason,
			"goals.expected": q.Goals.Expected, "goals.achieved": q.Goals.Achieved, "goals.text": q.Goals.Text,
		}
	}
	if name, ok := strings.CutPrefix(field, "indicator."); ok {
		var out []source.String
		for i := range indicators {
			if t := map[string]source.String{"cause": indicators[i].Cause, "measure": indicators[i].Measure, "name": indicators[i].Name}[name]; t.Set {
				out = append(out, t)
			}
		}
		return out
	}
	if t := one[field]; t.Set {
		return []source.String{t}
	}
	return nil
}

func (p *pass) textLength(q *record.Project, l *record.TextLimit, t source.String) {
	n := int64(utf8.RuneCountInString(strings.TrimSpace(t.Value)))
	limit, what := l.Most.Value, "最多"
	switch {
	case l.Most.Set && n > l.Most.Value:
	case l.Least.Set && n < l.Least.Value:
		limit, what = l.Least.Value, "至少"
	default:
		return
	}
	p.addAs(p.milder(), source.Finding{
		Place: t.Place, Key: p.keyOf(q, l.Field.Value), Title: "文字长度",
		Message: fmt.Sprintf("%s的这段文字有%d个字，按规则%s%d个字", subject(q), n, what, limit),
		Stated:  fmt.Sprint(n), Computed: fmt.Sprint(limit), Difference: fmt.Sprint(max(n-limit, limit-n)), Unit: "字",
		Hint: "按规定的长度改写",
	})
}

var ruleC50 = Rule{
	ID: "C50", Severity: source.Warning,
	Title:   "问题写实，措施落到人和时间",
	Explain: "“存在问题”不能写“无”“暂无”；每个问题都要有整改措施（measure）、责任单位（owner）和完成时限（due）。",
	Source:  "财预〔2020〕10号",
	From:    record.Submitted, Spared: true,
	run: func(p *pass) {
		for i := range p.Problems {
			b := &p.Problems[i]
			if nothing(b.Text.Value) {
				p.add(source.Finding{
					Place: b.Text.Place, Key: p.keyOf(nil, "problem"), Title: "存在问题写作“无”", Stated: strings.TrimSpace(b.Text.Value),
					Message: fmt.Sprintf("“存在问题”写作“%s”", quoted(b.Text.Value, 20)),
					Hint:    "写出自评中发现的问题；执行率低、指标没有完成的，都是问题",
				})
				continue
			}
			p.measureOf(b)
		}
	},
}

// nothing reports whether a text says that there is no problem.
func nothing(s string) bool {
	switch compact(s) {
	case "无", "暂无", "没有", "无问题", "暂无问题", "没有问题", "无存在问题", "不存在问题", "未发现问题", "暂未发现问题", "无明显问题", "暂无存在问题":
		return true
	}
	return false
}

func (p *pass) measureOf(b *record.Problem) {
	var missing []string
	// A problem that names its measure in running text has one; owner and day are
	// wanted all the same.
	if _, inText := findAny(b.Text.Value, []string{"下一步", "措施", "将加大", "将进一步", "整改", "今后"}); !given(b.Measure) && inText == "" {
		missing = append(missing, "整改措施（measure）")
	}
	if !given(b.Owner) {
		missing = append(missing, "责任单位（owner）")
	}
	if !b.Due.Set {
		missing = append(missing, "完成时限（due）")
	}
	if len(missing) == 0 {
		return
	}
	p.add(source.Finding{
		Place: p.at(b.Text.Place), Key: p.keyOf(nil, "problem"), Title: "问题没有着落", Stated: strings.Join(missing, "、"),
		Message: fmt.Sprintf("问题“%s”没有写%s", quoted(b.Text.Value, 20), strings.Join(missing, "、")),
		Hint:    "在这条 [[problem]] 里补上；明年的整改台账会逐条跟踪",
	})
}
