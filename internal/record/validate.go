package record

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingbai/internal/source"
)

// The words that fields may have, with their meaning in Chinese.
const (
	stageWords       = "draft=草稿 submitted=已报送 approved=已审签 published=已公开 transcribed=转录"
	scopeWords       = "本级 汇总"
	unitWords        = "元 万元 亿元"
	kindWords        = "amount=金额 ratio=比率 score=得分 count=个数 quantity=数量"
	metricScopeWords = "report=报告 project=项目"
	roundingWords    = "half-up=四舍五入 half-even=四舍六入五成双"
	severityWords    = "info=说明 warning=提醒 error=差错"
	sectionWords     = "goals=绩效目标 evaluation=评价组织 analysis=绩效分析 problem=存在问题 measures=改进措施"
)

// allowed checks a field against its words; empty fields pass.
func allowed(s source.String, what, words string) []source.Finding {
	var names, list []string
	meant := ""
	for _, w := range strings.Fields(words) {
		name, meaning, ok := strings.Cut(w, "=")
		if name == s.Value || s.Value == "" {
			return nil
		}
		if meaning == s.Value {
			meant = "是否想写 " + name + "？"
		}
		names = append(names, name)
		if ok {
			name += "（" + meaning + "）"
		}
		list = append(list, name)
	}
	if meant == "" {
		meant = source.DidYouMean(s.Value, names)
	}
	if meant != "" {
		meant += " "
	}
	return []source.Finding{fault(source.RuleWrongType, s.Place, "“"+s.Value+"”不是"+what, meant+"可以写："+strings.Join(list, "、"))}
}

// validate checks what the types cannot: enumerations, and the title's lines.
func (r *Report) validate() []source.Finding {
	var out []source.Finding
	out = append(out, allowed(r.Stage, "报告的阶段", stageWords)...)
	out = append(out, allowed(r.Scope, "报告的范围", scopeWords)...)
	out = append(out, allowed(r.Unit, "金额单位", unitWords)...)
	if joined, at := joinLines(r.TitleLines); len(r.TitleLines) > 0 && at.File != "" && joined != r.Title.Value {
		f := fault(source.RuleWrongType, at, "title_lines 连起来是“"+joined+"”，与 title 不一样", "title_lines 只是把 title 分行，字、空格和标点都要相同")
		if r.Title.Set {
			f.Related = []source.Related{{Place: r.Title.Place, Message: "title 写在这里"}}
		}
		out = append(out, f)
	}
	for _, p := range r.Problems {
		if p.Project.Set && p.Project.Value != "" && !source.IsID(p.Project.Value) {
			out = append(out, fault(source.RuleWrongType, p.Project.Place, "“"+p.Project.Value+"”不是项目编号", "写项目的文件名，不带 .toml"))
		}
	}
	return out
}

// joinLines joins the lines of a title; the place is the first line's, or none
// when a line could not be read.
func joinLines(lines []source.String) (string, source.Place) {
	var b strings.Builder
	for _, l := range lines {
		if !l.Set {
			return "", source.Place{}
		}
		b.WriteString(l.Value)
	}
	if len(lines) == 0 {
		return "", source.Place{}
	}
	return b.String(), lines[0].Place
}

// validate checks the enumerations of a profile; formulas are not its business.
func (p *Profile) validate() []source.Finding {
	var out []source.Finding
	out = append(out, allowed(p.Rounding, "舍入办法", roundingWords)...)
	for _, s := range p.Sections {
		out = append(out, allowed(s, "章节", sectionWords)...)
	}
	for _, rule := range slices.Sorted(maps.Keys(p.Severity)) {
		s := p.Severity[rule]
		out = append(out, allowed(s, "严重程度", severityWords)...)
		if s.Set && !isRule(rule) {
			out = append(out, fault(source.RuleUnknownKey, s.Place, "“"+rule+"”不是核对规则的编号", "写成 C3 的样子；规则见 mingbai check --list"))
		}
	}
	first := map[string]source.Place{}
	for i := range p.Metrics {
		m := &p.Metrics[i]
		out = append(out, allowed(m.Scope, "指标的范围", metricScopeWords)...)
		out = append(out, allowed(m.Kind, "指标的种类", kindWords)...)
		out = append(out, m.validate(first)...)
	}
	return out
}

// validate checks one metric; first holds where each metric was first seen.
func (m *Metric) validate(first map[string]source.Place) []source.Finding {
	var out []source.Finding
	switch {
	case !m.Key.Set:
		return append(out, fault(source.RuleWrongType, m.Place, "这一组 [[metric]] 没有 key", "写上 key，例如 key = \"execution_rate\""))
	case !isMetricKey(m.Key.Value):
		out = append(out, fault(source.RuleWrongType, m.Key.Place, "“"+m.Key.Value+"”不能作指标的 key", "用小写英文字母开头，只含小写字母、数字和下划线，例如 execution_rate"))
	}
	if m.Decimals.Set && (m.Decimals.Value < 0 || m.Decimals.Value > 10) {
		out = append(out, fault(source.RuleBadNumber, m.Decimals.Place, fmt.Sprintf("小数位数 %d 不行", m.Decimals.Value), "写0到10之间的整数"))
	}
	scope := m.Scope.Value
	if scope == "" {
		scope = "report"
	}
	if at, twice := first[scope+"/"+m.Key.Value]; twice {
		f := fault(source.RuleDuplicateKey, m.Key.Place, "指标“"+m.Key.Value+"”写了两次", "同一范围里一个 key 只能有一个指标")
		f.Related = []source.Related{{Place: at, Message: "第一次写在这里"}}
		return append(out, f)
	}
	first[scope+"/"+m.Key.Value] = m.Key.Place
	return out
}

func isRule(s string) bool {
	n, ok := strings.CutPrefix(s, "C")
	return ok && n != "" && len(n) <= 3 && n[0] != '0' && strings.Trim(n, "0123456789") == ""
}

func isMetricKey(s string) bool {
	if s == "" || len(s) > 60 || s[0] < 'a' || s[0] > 'z' {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_'
	}) < 0
}
