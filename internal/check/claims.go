package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// gradeWords are how reports praise without a number.
func gradeWords() []string {
	return []string{"非常高", "很高", "较高", "极高", "非常好", "很好", "较好", "更好", "良好", "显著", "明显", "突出", "非常满意", "高度满意", "普遍满意", "一致好评", "普遍好评"}
}

var ruleC42 = Rule{
	ID: "C42", Severity: source.Warning,
	Title:   "满意度有调查依据",
	Explain: "说满意度高，要有调查：怎么调查的、发出和收回多少份、满意的有多少、百分之几。在 [satisfaction] 里写明，正文再引用。没有调查过的，不要写满意度。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		p.praisedSatisfaction()
		p.incompleteSurveys()
	},
}

// surveyed reports whether a survey with answers stands behind the report or the
// project.
func surveyed(v *record.Satisfaction) bool {
	return given(v.Method) && v.Valid.Set && (v.Satisfied.Set || v.Percent.Set)
}

func (p *pass) praisedSatisfaction() {
	for i := range p.texts {
		t := &p.texts[i]
		at := strings.Index(t.plain, "满意度")
		if at < 0 || surveyed(&p.Satisfaction) || t.q != nil && surveyed(&t.q.Satisfaction) {
			continue
		}
		clause := clauseAround(t.plain, at, at+len("满意度"))
		text := t.plain[at:clause.to]
		_, praise := findAny(text, gradeWords())
		numbers := numbersIn(text)
		rate := slices.ContainsFunc(numbers, func(n number) bool { return n.isRate() })
		if _, aim := findAny(t.plain[clause.from:clause.to], []string{"目标", "指标", "提高", "提升", "调查", "不断", "努力"}); praise == "" && !rate || aim != "" && praise == "" {
			continue
		}
		f := source.Finding{
			Place: t.place(at), Key: t.key, Title: "满意度没有依据", Quote: strings.TrimSpace(text), Stated: strings.TrimSpace(text),
			Message: fmt.Sprintf("“%s”说“%s”，没有写调查的办法、份数和结果", t.title, quoted(text, 30)),
			Hint:    "在 [satisfaction] 里写明调查办法、有效份数和满意份数；没有调查的，删去这句话",
		}
		p.add(f)
	}
}

// incompleteSurveys finds surveys that say a result and not how it came about.
func (p *pass) incompleteSurveys() {
	look := func(q *record.Project, v *record.Satisfaction) {
		if !v.Percent.Set && !v.Satisfied.Set || surveyed(v) {
			return
		}
		place, stated := v.Percent.Place, v.Percent.Text
		if !v.Percent.Set {
			place, stated = v.Satisfied.Place, fmt.Sprint(v.Satisfied.Value)
		}
		var missing []string
		for _, m := range []struct {
			ok   bool
			name string
		}{{given(v.Method), "调查办法"}, {v.Valid.Set, "有效份数"}} {
			if !m.ok {
				missing = append(missing, m.name)
			}
		}
		p.add(source.Finding{
			Place: p.at(place), Key: p.keyOf(q, "satisfaction"), Title: "满意度没有依据", Stated: stated,
			Message: fmt.Sprintf("%s的满意度写作%s，没有写%s", subject(q), stated, strings.Join(missing, "、")),
			Hint:    "在 [satisfaction] 里写明 method（办法）、valid（有效份数）和 satisfied（满意份数）",
		})
	}
	look(nil, &p.Satisfaction)
	for _, q := range p.Projects {
		look(q, &q.Satisfaction)
	}
}

var ruleC51 = Rule{
	ID: "C51", Severity: source.Warning,
	Title:   "效益的说法有数支持",
	Explain: "“效益较好”“影响显著”这样的话，读者无从核对。写出能说明它的数：增加多少、减少多少、多少人受益。满意度由 C42 核对。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.texts {
			if t := &p.texts[i]; !t.short && strings.Contains(t.plain, "效益") {
				p.praisedBenefit(t)
			}
		}
	},
}

// praisedBenefit finds the first benefit of a text that is praised without a
// number in the same sentence.
func (p *pass) praisedBenefit(t *prose) {
	for i := 0; ; {
		at := strings.Index(t.plain[i:], "效益")
		if at < 0 {
			return
		}
		at += i
		i = at + len("效益")
		clause := clauseAround(t.plain, at, i)
		_, praise := findAny(t.plain[at:clause.to], gradeWords())
		if praise == "" {
			continue
		}
		sentence := sentenceAround(t.plain, at, i)
		text := t.plain[sentence.from:sentence.to]
		if strings.ContainsAny(text, "0123456789\x00") {
			continue
		}
		from := max(strings.LastIndexAny(t.plain[:at], "，、；。：\n"), -1)
		start := at
		if from >= 0 {
			start = from + len("，")
			if t.plain[from] == '\n' {
				start = from + 1
			}
		}
		quote := strings.TrimSpace(t.plain[start:clause.to])
		p.add(source.Finding{
			Place: t.place(start), Key: t.key, Title: "只有评语没有数", Quote: quote, Stated: quote,
			Message: fmt.Sprintf("“%s”说“%s”，没有数可以核对", t.title, quoted(quote, 30)),
			Hint:    "写出能说明效益的数；没有的，改为说清做了什么",
		})
		return
	}
}

var ruleC54 = Rule{
	ID: "C54", Severity: source.Warning,
	Title:   "项目里没有人员经费",
	Explain: "工资、津贴、离退休人员的费用属于基本支出。项目的用途里出现这些词，可能是把人员经费列进了项目，也可能只是在说部门的职责：核对后改正列支或改写用途。",
	Source:  "预算法实施条例；政府收支分类科目",
	run: func(p *pass) {
		words := []string{"工资福利", "工资", "津贴", "津补贴", "离退休", "退休费", "住房公积金", "奖金", "社会保险费", "社保缴费"}
		for _, q := range p.Projects {
			for _, t := range p.textsOf(q) {
				if t.section != "purpose" {
					continue
				}
				var found []string
				first := -1
				for _, w := range words {
					at := strings.Index(t.plain, w)
					if at < 0 || slices.ContainsFunc(found, func(f string) bool { return strings.Contains(f, w) }) {
						continue
					}
					found = append(found, w)
					if first < 0 || at < first {
						first = at
					}
				}
				if len(found) == 0 || notOwnStaff(t.plain) {
					continue
				}
				stated := strings.Join(found, "、")
				p.add(source.Finding{
					Place: t.place(first), Key: t.key, Title: "疑似人员经费", Stated: stated,
					Message: fmt.Sprintf("%s的用途里有“%s”，这些是基本支出的内容", q.Title(), stated),
					Hint:    "核对有没有把人员经费列进项目；没有的，改写用途",
				})
			}
		}
	},
}

// notOwnStaff reports whether a purpose speaks of other people's pay, which may
// well be a project: subsidies, village cadres, arrears of migrant workers.
func notOwnStaff(s string) bool {
	_, w := findAny(s, []string{"农民工工资", "村干部", "乡村医生", "公益性岗位", "困难群众", "护林员", "优抚", "退役", "见义勇为", "代课教师", "特岗教师", "三支一扶"})
	return w != ""
}

// lowClaim is how reports say that a rate is low.
var lowClaim = regexp.MustCompile(`(预算执行|执行|支出|资金使用|拨付)(率|进度)?[^。；！？，,;\n]{0,8}?(不高|偏低|较低|过低|很低|不理想|缓慢|较慢|偏慢|滞后|低于预期)`)

var ruleC52 = Rule{
	ID: "C52", Severity: source.Warning,
	Title:   "低执行率与存在问题对应",
	Explain: "执行率低于规则集门槛的项目，应当在“存在问题”里说明，或者在项目里写明原因（cause，或 [funds] 的 reason）；“存在问题”里说执行率低的项目，也应当真的低，并且能从公布的数算出来。",
	Source:  "财预〔2020〕10号",
	run:     checkLowExecution,
}

// mostClaims is how often one project's low rate is spoken of before more is noise.
const mostClaims = 3

func checkLowExecution(p *pass) {
	named, claimed := map[string]bool{}, map[string]int{}
	for i := range p.Problems {
		problem := &p.Problems[i]
		text := problem.Text.Value
		for _, q := range p.Projects {
			if at := strings.Index(text, q.Title()); at >= 0 || problem.Project.Value == q.ID {
				named[q.ID] = true
				if claimed[q.ID]++; claimed[q.ID] <= mostClaims {
					p.claim(problem.Text, q, max(at, 0))
				}
			}
		}
	}
	for _, q := range p.Projects {
		threshold := p.lowRateOf(q)
		f := p.Figures.Project(q.ID, "execution_rate")
		rate, ok := percentOf(f)
		if !ok || rate.Cmp(threshold) >= 0 || named[q.ID] || explained(q) {
			continue
		}
		p.add(source.Finding{
			Place: p.at(q.Funds.Spent.Place), Key: f.Key, Title: "低执行率没有说明",
			Message: fmt.Sprintf("%s执行率%s，低于%s%%，“存在问题”里没有说明原因", q.Title(), f.Shown(), threshold),
			Stated:  f.Shown(), Computed: threshold.String() + "%", Difference: threshold.Sub(rate).Text(2, money.HalfUp), Unit: "%",
			Hint: "在 report.toml 里加一条 [[problem]]，写明原因和改进措施；或者在项目文件里写 cause",
		})
	}
}

// explained reports whether a project itself says why it spent so little.
func explained(q *record.Project) bool {
	if given(q.Cause) || given(q.Funds.Reason) {
		return true
	}
	return slices.ContainsFunc(q.Funds.Adjustments, func(a record.Adjustment) bool { return given(a.Reason) })
}

// lowRateOf is the percentage below which a project's execution counts as low.
func (s *scene) lowRateOf(q *record.Project) money.Number {
	p := s.rulesOf(q)
	switch {
	case p == nil:
		return money.Int(90)
	case p.Execution.ExplainBelow.Set:
		return p.Execution.ExplainBelow.Value.Number
	}
	return percent(p.Thresholds.LowExecution, 90)
}

// claim holds “执行率不高” of one project against its rate.
func (p *pass) claim(text source.String, q *record.Project, from int) {
	loc := lowClaim.FindStringIndex(text.Value[from:])
	f := p.Figures.Project(q.ID, "execution_rate")
	if loc == nil || f == nil {
		return
	}
	threshold := p.lowRateOf(q)
	quote := text.Value[from+loc[0] : from+loc[1]]
	finding := source.Finding{
		Place: text.PlaceAt(from + loc[0]), Key: f.Key, Quote: quote, Stated: quote, Unit: "%",
	}
	rate, ok := percentOf(f)
	switch {
	case !ok:
		finding.Title = "无法计算"
		finding.Message = fmt.Sprintf("报告说%s%s，但%s", q.Title(), quote, f.Reason())
		finding.Hint = "补上缺少的数，执行率就会自动算出"
	case rate.Cmp(threshold) >= 0:
		finding.Title = "说法与数不符"
		finding.Message = fmt.Sprintf("报告说%s%s，算出来是%s，不低于%s%%", q.Title(), quote, f.Shown(), threshold)
		finding.Computed = f.Shown()
		finding.Hint = "核对这个项目的预算数和执行数，或更正说法"
	default:
		return
	}
	p.add(finding)
}
