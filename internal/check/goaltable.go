package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC27 = Rule{
	ID: "C27", Severity: source.Error,
	Title:   "指标与批复的目标表一致",
	Explain: "指标的名称、目标、分值在批复预算时就定了，自评时不能改。写了 [[approved]] 的，逐项对照：少了、多了、目标变了、分值变了都是差错；经批准调整的，在 goal_change（或 [funds] 的 approval、调整的 authority）里写文号，就只作提醒。",
	Source:  "财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			if goals := p.goalsOf(f); len(goals) > 0 && len(f.rows) > 0 {
				p.againstGoals(f, goals)
			}
		}
		for _, q := range p.Projects {
			if len(q.Approved) > 0 && len(q.Indicators) == 0 && stageRank(p.stage) > 0 {
				p.goalFinding(q, q.Approved[0].Place, "indicators", "批复的指标没有自评", fmt.Sprintf("%s批复了%d个指标，自评一个也没有", q.Title(), len(q.Approved)), "", "", "")
			}
		}
	},
}

// goalsOf are the goals that were approved for a form.
func (p *pass) goalsOf(f *form) []record.Indicator {
	if f.q == nil {
		return p.Approved
	}
	return f.q.Approved
}

// againstGoals holds the indicators of a form against its approved goals.
func (p *pass) againstGoals(f *form, goals []record.Indicator) {
	approved := map[string]*record.Indicator{}
	for i := range goals {
		approved[compact(goals[i].Name.Value)] = &goals[i]
	}
	done := map[string]bool{}
	for j := range f.rows {
		r := &f.rows[j]
		name := r.name
		goal := approved[name]
		done[name] = true
		if goal == nil {
			p.goalFinding(f.q, r.Name.Place, "indicators/"+strconv.Itoa(r.n)+"/name", "目标表里没有这个指标", f.name(r)+"不在批复的目标表里", r.title(), "", "")
			continue
		}
		p.sameGoal(f, r, goal)
	}
	for i := range goals {
		goal := &goals[i]
		if !done[compact(goal.Name.Value)] && !p.inapplicable(f.q, goal.Name.Value) {
			p.goalFinding(f.q, goal.Place, "indicators", "少了批复的指标", fmt.Sprintf("%s批复的指标“%s”没有自评", f.of(), goal.Name.Value), "", goal.Name.Value, "")
		}
	}
}

// inapplicable reports whether an indicator is there and said not to apply.
func (p *pass) inapplicable(q *record.Project, name string) bool {
	list := p.Indicators
	if q != nil {
		list = q.Indicators
	}
	return slices.ContainsFunc(list, func(x record.Indicator) bool { return compact(x.Name.Value) == compact(name) })
}

func (p *pass) sameGoal(f *form, r *row, goal *record.Indicator) {
	if given(goal.Target) && !sameTarget(r.target, goal.TargetValue(), r.Target.Value, goal.Target.Value) && !sameTarget(r.InitialValue(), goal.TargetValue(), r.Initial.Value, goal.Target.Value) {
		p.goalFinding(f.q, p.rowPlace(r, r.Target.Place), "indicators/"+strconv.Itoa(r.n)+"/target", "目标改过",
			fmt.Sprintf("%s的目标%s，批复的是“%s”", f.name(r), said(r.Target), goal.Target.Value), strings.TrimSpace(r.Target.Value), strings.TrimSpace(goal.Target.Value), "")
	}
	if goal.Weight.Set && r.Weight.Set && goal.Weight.Value.Number.Cmp(r.Weight.Value.Number) != 0 {
		now, then := r.Weight.Value.Number, goal.Weight.Value.Number
		p.goalFinding(f.q, r.Weight.Place, "indicators/"+strconv.Itoa(r.n)+"/weight", "分值改过",
			fmt.Sprintf("%s的分值%s分，批复的是%s分", f.name(r), scoreText(now), scoreText(then)), scoreText(now), scoreText(then), scoreText(distanceOf(now, then)))
	}
}

// sameTarget reports whether two targets say the same: ≥50个 and 不少于50个.
func sameTarget(a, b record.Target, x, y string) bool {
	if compact(x) == compact(y) {
		return true
	}
	if r, ok := a.(record.Range); ok {
		other, same := b.(record.Range)
		return same && r.Lo.Number.Cmp(other.Lo.Number) == 0 && r.Hi.Number.Cmp(other.Hi.Number) == 0 && r.Unit == other.Unit
	}
	m, _, ok1 := record.Quantity(a)
	n, _, ok2 := record.Quantity(b)
	return ok1 && ok2 && record.SameUnit(a, b) && m.Cmp(n) == 0 && opOf(a) == opOf(b)
}

func opOf(t record.Target) record.Op {
	switch v := t.(type) {
	case record.Threshold:
		return v.Op
	case record.PerRatio:
		return v.Op
	case record.Zero:
		return v.Op
	}
	return record.Plain
}

func (p *pass) goalFinding(q *record.Project, at source.Place, key, title, message, stated, computed, diff string) {
	f := source.Finding{
		Place: p.at(at), Key: p.keyOf(q, key), Title: title, Message: message, Stated: stated, Computed: computed, Difference: diff,
		Hint: "照批复的目标表改；经批准调整的，写文号",
	}
	if diff != "" {
		f.Unit = "分"
	}
	severity := p.severity
	if number := p.approvalOf(q); number != "" {
		severity = p.milder()
		f.Message += "（调整的文号：" + number + "）"
	}
	p.addAs(severity, f)
}

// approvalOf is the document that approved a change, "" for none.
func (p *pass) approvalOf(q *record.Project) string {
	texts, changes := []source.String{p.Funds.Approval}, p.Funds.Adjustments
	if q != nil {
		texts, changes = []source.String{q.GoalChange, q.Funds.Approval}, q.Funds.Adjustments
	}
	for _, s := range texts {
		if given(s) {
			return strings.TrimSpace(s.Value)
		}
	}
	for i := range changes {
		if a := changes[i].Authority; given(a) {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// projectCode is region, year, kind and number.
var projectCode = regexp.MustCompile(`^[0-9]{6}[0-9]{2}[A-Z][0-9]{12}$`)

var ruleC29 = Rule{
	ID: "C29", Severity: source.Warning,
	Title:   "项目名称和代码前后一致",
	Explain: "项目代码是21位：6位行政区划、2位年度、1位字母（R人员、Y运转、T特定目标）、12位序号。同一个项目（同一个文件名）今年和去年的名称、代码应当一样；一份报告里代码不重复。",
	Source:  "预算管理一体化规范",
	run: func(p *pass) {
		seen := map[string]*record.Project{}
		for _, q := range p.Projects {
			code := strings.TrimSpace(q.Code.Value)
			if code != "" {
				p.codeShape(q, code)
				if first := seen[code]; first != nil {
					p.codeFinding(q, q.Code.Place, "代码重复", fmt.Sprintf("%s和%s的项目代码都是%s", first.Title(), q.Title(), code), code, "")
				}
				seen[code] = q
			}
			if last := p.before.project(q.ID); last != nil {
				if last.code != "" && code != "" && last.code != code {
					p.codeFinding(q, q.Code.Place, "代码变了", fmt.Sprintf("%s的项目代码是%s，上年报告是%s", q.Title(), code, last.code), code, last.code)
				}
				if given(q.Name) && compact(last.name) != compact(q.Title()) {
					p.codeFinding(q, q.Name.Place, "名称变了", fmt.Sprintf("项目“%s”上年报告叫“%s”", q.Title(), last.name), q.Title(), last.name)
				}
			}
		}
	},
}

func (p *pass) codeShape(q *record.Project, code string) {
	why := ""
	switch {
	case !projectCode.MatchString(code):
		why = "不是6位区划、2位年度、1位字母、12位序号"
	case p.world.Site != nil && given(p.world.Site.Region) && !strings.HasPrefix(code, p.world.Site.Region.Value):
		why = "前6位不是本县的行政区划代码" + p.world.Site.Region.Value
	case codeYear(code) > p.Year:
		why = "年度比报告的年度晚"
	}
	if why != "" {
		p.codeFinding(q, q.Code.Place, "代码不合规范", fmt.Sprintf("%s的项目代码“%s”%s", q.Title(), code, why), code, "")
	}
}

func codeYear(code string) int {
	n, err := strconv.Atoi(code[6:8])
	if err != nil {
		return 0
	}
	return 2000 + n
}

func (p *pass) codeFinding(q *record.Project, at source.Place, title, message, stated, computed string) {
	p.add(source.Finding{
		Place: p.at(at), Key: p.keyOf(q, "code"), Title: title, Message: message, Stated: stated, Computed: computed,
		Hint: "照预算管理一体化系统里的名称和代码改",
	})
}
