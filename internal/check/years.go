package check

import (
	"fmt"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// quote is a number that a report gives as last year's.
type quote struct {
	key, label string
	what       string // the name under which last year's digest has it
	other      string // the basis with which it is often confused
	a          source.Amount
}

func (s *scene) quotes() []quote {
	out := []quote{
		{"last_budget", "上年全年预算数", "budget", "spent", s.Funds.LastBudget},
		{"last_spent", "上年全年执行数", "spent", "budget", s.Funds.LastSpent},
		{"last_public_spent", "上年公用经费支出", "public_spent", "", s.Staff.LastPublicSpent},
		{"last_balance", "上年累计结转结余", "balance", "", s.Work.LastBalance},
		{"last_general", "上年一般性支出", "general", "", s.Work.LastGeneral},
	}
	t := &s.ThreePublic
	for _, c := range threeColumns() {
		out = append(out,
			quote{"three_public_last_actual." + c.key, "上年“三公”经费决算数（" + c.label + "）", "three_actual." + c.key, "three_budget." + c.key, c.of(&t.LastActual)},
			quote{"three_public_last_budget." + c.key, "上年“三公”经费预算数（" + c.label + "）", "three_budget." + c.key, "three_actual." + c.key, c.of(&t.LastBudget)})
	}
	return out
}

var ruleC16 = Rule{
	ID: "C16", Severity: source.Error,
	Title:     "引用的上年数与上年公布的一致",
	Explain:   "同比用的上年数，应当就是上年报告公布的数。不一致的，先看是不是把预算数和决算数混用了；上年公布后更正过的，用更正后的数。增减率由 C5 按它的公式重算。",
	Tolerance: "按位数较少的一个四舍五入后相等",
	Source:    "财预〔2013〕53号",
	run: func(p *pass) {
		if p.before == nil {
			return
		}
		for _, q := range p.quotes() {
			p.quotedAmount(q)
		}
		if last, now := p.before.counts["employed"], p.Staff.LastEmployed; last.Set && now.Set && last.Value != now.Value {
			p.add(source.Finding{
				Place: now.Place, Key: p.keyOf(nil, "last_employed"), Title: "与上年公布的不符",
				Message: fmt.Sprintf("引用的上年在职人员是%d人，上年报告公布的是%d人", now.Value, last.Value),
				Stated:  fmt.Sprint(now.Value), Computed: fmt.Sprint(last.Value), Difference: fmt.Sprint(max(now.Value-last.Value, last.Value-now.Value)), Unit: "人",
				Hint:    "改成上年公布的数；上年更正过的，写明更正",
				Related: []source.Related{{Place: last.Place, Message: "上年报告在这里"}},
			})
		}
		p.quotedActuals()
	},
}

func (p *pass) quotedAmount(q quote) {
	last, ok := p.before.amounts[q.what]
	if !q.a.Set || !ok || sameSum(q.a, last) {
		return
	}
	diff, c := distance(q.a.Value, last.Value), p.cash(nil)
	f := source.Finding{
		Place: q.a.Place, Key: p.keyOf(nil, q.key), Title: "与上年公布的不符",
		Message: fmt.Sprintf("引用的%s是%s，上年报告公布的是%s", q.label, c.with(q.a.Value), c.with(last.Value)),
		Stated:  c.shown(q.a.Value), Computed: c.shown(last.Value), Difference: c.shown(diff), Unit: c.unit.Name,
		Hint:    "改成上年公布的数；上年更正过的，写明更正",
		Related: []source.Related{{Place: last.Place, Message: "上年报告在这里"}},
	}
	if other, has := p.before.amounts[q.other]; has && other.Value == q.a.Value {
		f.Message += "；引用的正好是另一个口径的数，预算数和决算数混用了"
	}
	if p.before.Stage == record.Draft {
		p.addAs(p.milder(), f) // last year's report is not out yet
		return
	}
	p.add(f)
}

// quotedActuals holds last year's actuals of indicators against last year's form.
func (p *pass) quotedActuals() {
	for i := range p.forms {
		f := &p.forms[i]
		if f.q == nil {
			continue
		}
		before := p.before.project(f.q.ID)
		for j := range f.rows {
			r := &f.rows[j]
			if before == nil || !given(r.LastYear) {
				continue
			}
			last := before.indicator(r.name)
			if last == nil || strings.TrimSpace(r.LastYear.Value) == last.actualText || !record.SameUnit(r.lastYear(), last.actual) {
				continue
			}
			now, _, _ := record.Quantity(r.lastYear())
			then, _, _ := record.Quantity(last.actual)
			if now.Cmp(then) == 0 {
				continue
			}
			p.add(source.Finding{
				Place: r.LastYear.Place, Key: p.rowKey(f, r, "last_year"), Title: "与上年公布的不符",
				Message: fmt.Sprintf("%s引用的上年实际值是%s，上年报告写的是%s", f.name(r), said(r.LastYear), last.actualText),
				Stated:  strings.TrimSpace(r.LastYear.Value), Computed: last.actualText, Difference: plainly(distanceOf(now, then)),
				Hint: "改成上年公布的数",
			})
		}
	}
}

var ruleC21 = Rule{
	ID: "C21", Severity: source.Error,
	Title:     "上年结转等于上年报告的年末结转",
	Explain:   "本年的上年结转资金，就是上年报告的年末结转，一个部门、一个项目都应当对得上。对不上的，看上年是否更正过、资金是否收回。",
	Tolerance: "按位数较少的一个四舍五入后相等",
	Source:    "部门决算报表制度",
	run: func(p *pass) {
		if p.before == nil {
			return
		}
		p.carried(nil, carriedIn(p.Funds.CarriedIn, p.Funds.Sources), p.before.amounts["carried_over"])
		for _, q := range p.Projects {
			if last := p.before.project(q.ID); last != nil {
				p.carried(q, carriedIn(q.Funds.CarriedIn, q.Funds.Sources), last.over)
			}
		}
	},
}

// carriedIn is what was carried over from the year before: as such, or as a source.
func carriedIn(own source.Amount, rows []record.FundSource) source.Amount {
	if own.Set {
		return own
	}
	for i := range rows {
		if name := rows[i].Name.Value; strings.Contains(name, "上年结转") || strings.Contains(name, "结转资金") {
			if rows[i].Budget.Set {
				return rows[i].Budget
			}
			return rows[i].Received
		}
	}
	return source.Amount{}
}

func (p *pass) carried(q *record.Project, in, over source.Amount) {
	if !in.Set || !over.Set || sameSum(in, over) {
		return
	}
	diff, c := distance(in.Value, over.Value), p.cash(q)
	f := source.Finding{
		Place: in.Place, Key: p.keyOf(q, "carried_in"), Title: "结转没有对上",
		Message: fmt.Sprintf("%s的上年结转是%s，上年报告的年末结转是%s", subject(q), c.with(in.Value), c.with(over.Value)),
		Stated:  c.shown(in.Value), Computed: c.shown(over.Value), Difference: c.shown(diff), Unit: c.unit.Name,
		Hint:    "核对上年报告；财政收回或上年更正的，写明原因",
		Related: []source.Related{{Place: over.Place, Message: "上年报告的年末结转 " + c.with(over.Value)}},
	}
	p.add(f)
}

var ruleC43 = Rule{
	ID: "C43", Severity: source.Warning,
	Title:   "目标没有一年比一年低，也没有年年不变",
	Explain: "目标比上年实际完成值低两成以上，或者数量目标连续三年一模一样（规则集可以另定），可能没有随实际情况调整；比率和上限可以不变。有理由的，写在偏差原因里。",
	Source:  "财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			var before *projectDigest
			if f.q != nil {
				before = p.before.project(f.q.ID)
			}
			for j := range f.rows {
				if r := &f.rows[j]; !given(r.Cause) {
					p.targetHistory(f, r, before.indicator(r.name))
				}
			}
		}
	},
}

func (p *pass) targetHistory(f *form, r *row, last *indicatorDigest) {
	if last == nil && !given(r.LastYear) || r.rule != "at_least" && r.rule != "satisfaction" && r.rule != "equal" {
		return
	}
	var actual record.Target
	if given(r.LastYear) && (last == nil || strings.TrimSpace(r.LastYear.Value) != last.actualText) {
		actual = r.lastYear()
	} else {
		actual = last.actual
	}
	drop := p.bounds.drop
	now, unit, ok1 := record.Quantity(r.target)
	then, thenUnit, ok2 := record.Quantity(actual)
	if ok1 && ok2 && r.rule != "equal" && then.Cmp(now) > 0 && (unit == thenUnit || record.SameUnit(r.target, actual)) {
		less, _ := then.Sub(now).Mul(money.Int(100)).Quo(then)
		if less.Cmp(drop) > 0 {
			p.add(source.Finding{
				Place: r.Target.Place, Key: p.rowKey(f, r, "target"), Title: "目标低于上年实际", Quote: r.Target.Value, Stated: strings.TrimSpace(r.Target.Value),
				Message:  fmt.Sprintf("%s的目标%s比上年实际完成值低%s%%，没有说明理由", f.name(r), said(r.Target), points(less)),
				Computed: plainly(then), Difference: points(less), Unit: "%",
				Hint: "按上年实际和本年条件重新定目标；有理由的，写在 cause 里",
			})
			return
		}
	}
	years := count(p.limits().TargetYears, 3)
	if last == nil || last.target == "" || last.target != strings.TrimSpace(r.Target.Value) || int64(last.years+1) != years || !ok1 || unit == "比率" || r.rule == "satisfaction" {
		return
	}
	p.add(source.Finding{
		Place: r.Target.Place, Key: p.rowKey(f, r, "target"), Title: "目标多年不变", Quote: r.Target.Value, Stated: strings.TrimSpace(r.Target.Value),
		Message: fmt.Sprintf("%s的目标%s连续%d年没有变", f.name(r), said(r.Target), years),
		Hint:    "按实际情况重新定目标；有理由的，写在 cause 里",
	})
}

var ruleC25 = Rule{
	ID: "C25", Severity: source.Error,
	Title:     "单位没有写错",
	Explain:   "一个数比上年、比同一份报告里的其他数大或小将近一百倍、一万倍，多半是元和万元写错了；“42.59万元亩”这样的单位不存在。核对原件的单位。",
	Tolerance: "相差不到79倍不算（规则集可以另定）",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		p.unitJumps()
		p.oddUnits()
		p.impossibleUnits()
	},
}

// farApart reports whether two sums differ by more than the profile's ratio.
func (p *pass) farApart(a, b money.Amount) bool {
	if a <= 0 || b <= 0 {
		return false
	}
	limit := percent(p.limits().UnitRatio, 79)
	return max(a, b).Number().Cmp(min(a, b).Number().Mul(limit)) > 0
}

// unitJumps finds sums that leapt since last year.
func (p *pass) unitJumps() {
	jump := func(q *record.Project, key, label string, now, last source.Amount) {
		if !now.Set || !last.Set || !p.farApart(now.Value, last.Value) {
			return
		}
		c := p.cash(q)
		times, _ := max(now.Value, last.Value).Number().Quo(min(now.Value, last.Value).Number())
		severity := p.severity
		if q != nil && times.Cmp(money.Int(3000)) < 0 {
			severity = p.milder() // projects do grow and shrink
		}
		p.addAs(severity, source.Finding{
			Place: now.Place, Key: p.keyOf(q, key), Title: "与上年相差悬殊",
			Message: fmt.Sprintf("%s的%s今年%s，上年%s，相差约%s倍，疑似单位写错", subject(q), label, c.with(now.Value), c.with(last.Value), times.Text(0, money.HalfUp)),
			Stated:  c.shown(now.Value), Computed: c.shown(last.Value), Difference: c.shown(distance(now.Value, last.Value)), Unit: c.unit.Name,
			Hint:    "核对原件的单位是元还是万元",
			Related: []source.Related{{Place: last.Place, Message: "上年的数 " + c.with(last.Value)}},
		})
	}
	if p.before == nil {
		return
	}
	jump(nil, "budget", "全年预算数", p.Funds.Budget, p.before.amounts["budget"])
	jump(nil, "spent", "全年执行数", p.Funds.Spent, p.before.amounts["spent"])
	for _, q := range p.Projects {
		if last := p.before.project(q.ID); last != nil {
			jump(q, "budget", "全年预算数", q.Funds.Budget, last.budget)
			jump(q, "spent", "全年执行数", q.Funds.Spent, last.spent)
		}
	}
}
