package check

import (
	"fmt"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC35 = Rule{
	ID: "C35", Severity: source.Error,
	Title:   "该有的指标都有",
	Explain: "报送以后，每个项目至少要有一个产出指标和一个效益指标；建设、修缮、购置类项目按规则集还要有成本指标；有服务对象的要有满意度指标，没有的写 applicable = false 和原因。规则集的 dimension 写明哪些是必需的。",
	Source:  "财预〔2020〕10号；财预〔2021〕101号",
	From:    record.Submitted, Spared: true,
	run: func(p *pass) {
		for _, q := range p.Projects {
			if q.Hidden() || q.Evaluated.Set && !q.Evaluated.Value || strings.Contains(q.Status.Value, "取消") {
				continue
			}
			p.requiredLevels(q)
		}
	},
}

// requiredLevels finds the level-1 indicators that a project lacks.
func (p *pass) requiredLevels(q *record.Project) {
	rules := p.rulesOf(q)
	if rules == nil {
		return
	}
	var missing []string
	for i := range rules.Dimensions {
		d := &rules.Dimensions[i]
		if !requiredFor(d, q) {
			continue
		}
		has := false
		for j := range q.Indicators {
			// One that does not apply counts when it says why.
			x := &q.Indicators[j]
			has = has || ofDimension(d, x.Level1.Value) && (!x.Applicable.Set || x.Applicable.Value || given(x.Why))
		}
		if !has {
			missing = append(missing, d.Name.Value)
		}
	}
	if len(missing) == 0 {
		return
	}
	p.add(source.Finding{
		Place: source.Place{File: q.File, Line: 1, Column: 1}, Key: p.keyOf(q, "indicators"), Title: "缺少指标",
		Message: fmt.Sprintf("%s没有%s", q.Title(), strings.Join(missing, "、")),
		Hint:    "加上 [[indicator]]，level1 写指标的名称；确实不适用的，写 applicable = false 和 why",
	})
}

func requiredFor(d *record.Dimension, q *record.Project) bool {
	if d.Required.Value {
		return true
	}
	for _, kind := range d.For {
		if kind.Value == q.Kind.Value && kind.Value != "" {
			return true
		}
	}
	return false
}

var ruleC36 = Rule{
	ID: "C36", Severity: source.Warning,
	Title:   "多数指标是定量的",
	Explain: "三级指标里用数、比例或日期表示的，应当占六成以上（规则集可以另定）。能用数说明的，不要只写“较好”“提升”。",
	Source:  "财预〔2021〕101号",
	Spared:  true,
	run: func(p *pass) {
		least := percent(p.limits().QuantifiedShare, 60)
		for i := range p.forms {
			f := &p.forms[i]
			n := 0
			for j := range f.rows {
				if f.rows[j].quantitative() {
					n++
				}
			}
			if len(f.rows) < 3 {
				continue
			}
			share := money.Frac(int64(100*n), int64(len(f.rows)))
			if share.Cmp(least) >= 0 {
				continue
			}
			p.add(source.Finding{
				Place: p.at(f.rows[0].Place), Key: p.keyOf(f.q, "indicators"), Title: "定量指标太少",
				Message: fmt.Sprintf("%s的%d个指标里只有%d个是定量的，占%s%%，应当不少于%s%%", f.of(), len(f.rows), n, points(share), least),
				Stated:  points(share) + "%", Computed: least.String() + "%", Difference: points(least.Sub(share)), Unit: "%",
				Hint: "把能用数说明的指标改成定量指标",
			})
		}
	},
}

var ruleC37 = Rule{
	ID: "C37", Severity: source.Error,
	Title:   "指标值和完成值可以衡量",
	Explain: "定量指标的目标是符号、数和单位（≥50个），完成值是同一单位的数（52个）。“完成”“≥100百分比”“42.59万元亩”都不是可以衡量的值。数量指标的符号写反了（要建的东西写成 ≤4），作提醒。",
	Source:  "财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				r := &f.rows[j]
				if r.rule != "execution" {
					p.measurable(f, r)
					p.direction(f, r)
				}
			}
		}
	},
}

// measurable finds targets and actuals that are no measurement.
func (p *pass) measurable(f *form, r *row) {
	for _, c := range []struct {
		what, key string
		s         source.String
		t         record.Target
	}{{"年度指标值", "target", r.Target, r.target}, {"实际完成值", "actual", r.Actual, r.actual}} {
		if t, bad := c.t.(record.Text); bad && t.Reason != "" {
			p.unmeasured(f, r, c.key, c.what, c.s, t.Reason)
		}
	}
	if !r.quantitative() || isDate(r.target) {
		return
	}
	switch a := r.actual.(type) {
	case record.Done:
		if r.Kind.Value != "direct" && !given(r.Rate) {
			p.unmeasured(f, r, "actual", "实际完成值", r.Actual, "指标值是“"+r.Target.Value+"”，完成值要写同一单位的数，不能写“"+a.Word+"”")
		}
	case record.Tier:
		if r.Kind.Value != "direct" {
			p.unmeasured(f, r, "actual", "实际完成值", r.Actual, "指标值是“"+r.Target.Value+"”，完成值要写同一单位的数")
		}
	case record.Text:
		if a.Reason == "" && r.Kind.Value != "direct" {
			p.unmeasured(f, r, "actual", "实际完成值", r.Actual, "指标值是“"+r.Target.Value+"”，完成值里没有数")
		}
	case record.Threshold:
		if a.Op != record.Plain && a.Op != record.Exactly {
			p.unmeasured(f, r, "actual", "实际完成值", r.Actual, "完成值是一个数，不带“"+a.Op.String()+"”")
			return
		}
		if !scored(r) {
			p.sameUnit(f, r)
		}
	case record.PerRatio:
		p.sameUnit(f, r)
	}
}

func isDate(t record.Target) bool {
	_, ok := t.(record.Date)
	return ok
}

func (p *pass) sameUnit(f *form, r *row) {
	target := r.target
	if t, ok := target.(record.Range); ok {
		target = record.Threshold{Number: t.Lo, Unit: t.Unit}
	}
	if !record.SameUnit(target, r.actual) {
		p.unmeasured(f, r, "actual", "实际完成值", r.Actual, "指标值是“"+r.Target.Value+"”，两个单位不同，不能比较")
	}
}

func (p *pass) unmeasured(f *form, r *row, key, what string, s source.String, why string) {
	p.add(source.Finding{
		Place: p.rowPlace(r, s.Place), Key: p.rowKey(f, r, key), Title: "不能衡量", Quote: s.Value, Stated: strings.TrimSpace(s.Value),
		Message: fmt.Sprintf("%s的%s“%s”不能衡量：%s", f.name(r), what, quoted(s.Value, 20), why),
		Hint:    "目标写成 ≥50个 的样子，完成值写成 52个 的样子；原文就是这样的，保留，页面会标明",
	})
}

// direction finds upper limits on what is to be built, held or done.
func (p *pass) direction(f *form, r *row) {
	t, ok := r.target.(record.Threshold)
	if !ok || t.Op != record.AtMost && t.Op != record.Under {
		return
	}
	if !strings.Contains(r.Level2.Value, "数量") && !strings.Contains(r.Level1.Value, "产出") || strings.Contains(r.Level2.Value, "成本") || strings.Contains(r.Level2.Value, "时效") || strings.Contains(r.Level2.Value, "质量") {
		return
	}
	if _, less := findAny(r.Name.Value, []string{"成本", "事故", "投诉", "费用", "支出", "用时", "时间", "时限", "天数", "死亡", "伤亡", "违规", "违纪", "超支", "债务", "能耗", "差错", "控制", "压减", "降低", "减少", "不超过", "上限", "增幅", "误差", "缺陷", "拖欠", "流失", "空置", "闲置"}); less != "" {
		return
	}
	if _, ratio := findAny(t.Unit, []string{"元", "%", "天", "小时", "分钟"}); ratio != "" {
		return
	}
	p.addAs(p.milder(), source.Finding{
		Place: r.Target.Place, Key: p.rowKey(f, r, "target"), Title: "符号的方向", Quote: r.Target.Value, Stated: strings.TrimSpace(r.Target.Value),
		Message: fmt.Sprintf("%s是数量指标，目标写作“%s”，做得越少反而越达标，疑似把 ≥ 写成了 ≤", f.name(r), r.Target.Value),
		Hint:    "核对符号；确实是上限的，在名称里写明（例如“……不超过”）",
	})
}

var ruleC38 = Rule{
	ID: "C38", Severity: source.Warning,
	Title:   "比率不超过100%",
	Explain: "合格率、覆盖率、满意度等是部分占全部的比例，目标和完成值都不会超过100%。超过的，可能是把完成率当成了合格率，或写错了数。",
	Source:  "财预〔2021〕101号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			for j := range f.rows {
				r := &f.rows[j]
				p.overWhole(f, r, "年度指标值", "target", r.Target, r.target)
				p.overWhole(f, r, "实际完成值", "actual", r.Actual, r.actual)
			}
		}
	},
}

// isProportion reports whether an indicator is a part of a whole.
func isProportion(name string) bool {
	_, w := findAny(name, []string{"合格率", "覆盖率", "满意度", "满意率", "达标率", "及格率", "入学率", "参保率", "知晓率", "办结率", "及时率", "普及率", "成活率", "准确率", "优良率", "通过率", "到位率", "使用率", "利用率", "公开率", "规范率", "处置率", "达产率"})
	return w != ""
}

func (p *pass) overWhole(f *form, r *row, what, key string, s source.String, t record.Target) {
	v, ok := t.(record.Threshold)
	if !ok || v.Unit != "%" || v.Number.Number.Cmp(money.Int(100)) <= 0 || !isProportion(r.Name.Value) {
		return
	}
	over := v.Number.Number.Sub(money.Int(100))
	p.add(source.Finding{
		Place: s.Place, Key: p.rowKey(f, r, key), Title: "比率超过100%", Quote: s.Value, Stated: strings.TrimSpace(s.Value),
		Message:  fmt.Sprintf("%s的%s是“%s”，部分不会大于全部", f.name(r), what, strings.TrimSpace(s.Value)),
		Computed: "100%", Difference: plainly(over), Unit: "%",
		Hint: "核对数和指标的名称",
	})
}

var ruleC39 = Rule{
	ID: "C39", Severity: source.Warning,
	Title:   "分值没有集中在一个指标上",
	Explain: "一个指标的分值一般不超过30分（规则集可以另定）；各项得分率一模一样，又都不是满分，多半是按总分倒推出来的。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.forms {
			f := &p.forms[i]
			most, whole := p.bounds.single, p.outOf(f)
			share := most.Mul(whole).Mul(money.Frac(1, 100))
			for j := range f.rows {
				r := &f.rows[j]
				w := r.Weight.Value.Number
				if !r.Weight.Set || w.Cmp(share) <= 0 {
					continue
				}
				p.add(source.Finding{
					Place: r.Weight.Place, Key: p.rowKey(f, r, "weight"), Title: "分值过于集中",
					Message: fmt.Sprintf("%s一项就占%s分，一般不超过%s分", f.name(r), scoreText(w), most),
					Stated:  scoreText(w), Computed: most.String(), Difference: scoreText(w.Sub(most)), Unit: "分",
					Hint: "把分值分给更能说明效果的指标",
				})
			}
			p.evenScores(f)
		}
	},
}

// evenScores finds forms in which every row lost the same share of its weight.
func (p *pass) evenScores(f *form) {
	if len(f.rows) < 4 {
		return
	}
	var first money.Number
	for j := range f.rows {
		r := &f.rows[j]
		share, ok := r.Score.Value.Number.Quo(r.Weight.Value.Number)
		if !r.Score.Set || !ok || j > 0 && share.Cmp(first) != 0 {
			return
		}
		first = share
	}
	if first.Cmp(money.Int(1)) >= 0 || first.Sign() == 0 {
		return
	}
	rate := points(first.Mul(money.Int(100))) + "%"
	p.add(source.Finding{
		Place: f.rows[0].Score.Place, Key: p.keyOf(f.q, "scores"), Title: "各项得分率一样",
		Message: fmt.Sprintf("%s的%d项指标都得分值的%s，没有区别", f.of(), len(f.rows), rate),
		Stated:  rate,
		Hint:    "按每一项的实际完成情况打分",
	})
}
