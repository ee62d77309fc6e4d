package check

import (
	"fmt"
	"strings"
	"time"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC57 = Rule{
	ID: "C57", Severity: source.Error,
	Title:     "批复后二十日内公开",
	Explain:   "部门决算和绩效自评在财政批复后20日内公开，批复当日不算。还没有公开的，离期限不到5日时提醒；过了期限是差错。",
	Tolerance: "20 日，按自然日",
	Source:    "预算法第十四条",
	From:      record.Submitted, Spared: true,
	run: func(p *pass) {
		d := &p.Disclosure
		if !d.Approved.Set {
			return
		}
		days := int(count(p.limits().DisclosureDays, 20))
		approved := dayOf(d.Approved)
		due := approved.AddDate(0, 0, days)
		if d.Published.Set {
			if late := daysBetween(due, dayOf(d.Published)); late > 0 {
				p.add(source.Finding{
					Place: d.Published.Place, Key: p.keyOf(nil, "published"), Title: "公开迟了",
					Message: fmt.Sprintf("%s批复，应在%s以前公开，%s才公开，迟了%d日", dateText(d.Approved), iso(due), dateText(d.Published), late),
					Stated:  dateText(d.Published), Computed: iso(due), Difference: fmt.Sprint(late), Unit: "日",
					Hint:    "核对批复日期和公开日期；确实迟了的，写明原因",
					Related: []source.Related{{Place: d.Approved.Place, Message: "批复日期"}},
				})
			}
			return
		}
		p.countdown(d.Approved, due)
	},
}

// countdown tells how much time is left before a report must be published.
func (p *pass) countdown(approved source.Date, due time.Time) {
	today, err := time.Parse(time.DateOnly, p.world.AsOf)
	if err != nil {
		return
	}
	left := daysBetween(today, due)
	f := source.Finding{
		Place: approved.Place, Key: p.keyOf(nil, "published"), Stated: p.world.AsOf, Computed: iso(due), Unit: "日",
		Hint: "公开后写 published",
	}
	switch {
	case left < 0:
		f.Title, f.Difference = "过期没有公开", fmt.Sprint(-left)
		f.Message = fmt.Sprintf("%s批复，应在%s以前公开，截至%s已过期%d日", dateText(approved), iso(due), p.world.AsOf, -left)
		p.add(f)
	case left <= int(count(p.limits().CountdownDays, 5)):
		f.Title, f.Difference = "快到公开期限", fmt.Sprint(left)
		f.Message = fmt.Sprintf("%s批复，应在%s以前公开，截至%s还有%d日", dateText(approved), iso(due), p.world.AsOf, left)
		p.addAs(p.milder(), f)
	}
}

func dayOf(d source.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}
func iso(t time.Time) string                { return t.Format(time.DateOnly) }
func daysBetween(from, to time.Time) int    { return int(to.Sub(from).Hours() / 24) }
func (p *pass) inStage(s record.Stage) bool { return stageRank(p.stage) >= stageRank(s) }

var ruleC58 = Rule{
	ID: "C58", Severity: source.Error,
	Title:   "公开信息齐全",
	Explain: "公开页面要有标题、索引号、主题分类、发布机构、成文日期、发布日期、公开方式、时效性，写在 [disclosure]。报送时先写标题、发布机构、主题分类、公开方式和时效性，审签后补成文日期，公开时补索引号和发布日期。索引号不重复、不改动。",
	Source:  "政府信息公开条例；国办公开办函〔2019〕61号",
	From:    record.Submitted, Spared: true,
	run:    checkMetadata,
	county: checkIndexes,
}

func checkMetadata(p *pass) {
	d := &p.Disclosure
	var missing []string
	for _, m := range []struct {
		name  string
		ok    bool
		since record.Stage
	}{
		{"标题", given(p.Title), record.Submitted}, {"发布机构", given(d.Publisher), record.Submitted}, {"主题分类", given(d.Theme), record.Submitted},
		{"公开方式", given(d.Openness), record.Submitted}, {"时效性", given(d.Validity), record.Submitted},
		{"成文日期", d.Made.Set, record.Approved}, {"索引号", given(d.Index), record.Published}, {"发布日期", d.Published.Set, record.Published},
	} {
		if !m.ok && p.inStage(m.since) {
			missing = append(missing, m.name)
		}
	}
	if len(missing) == 0 {
		return
	}
	p.add(source.Finding{
		Place: p.start(), Key: p.keyOf(nil, "disclosure"), Title: "公开信息不全",
		Message: "公开信息还没有" + strings.Join(missing, "、"), Stated: strings.Join(missing, "、"),
		Hint: "在 [disclosure] 里补齐（标题写在文件开头的 title）",
	})
}

var ruleC60 = Rule{
	ID: "C60", Severity: source.Error,
	Title:   "先审查、后公开",
	Explain: "报送以后要有保密审查和主要负责人审签的记录，写在 [sign_off]，日期都在公开之前；填报、审核、审签、保密审查不能都是同一个人。",
	Source:  "政府信息公开条例第十七条",
	From:    record.Submitted, Spared: true,
	run: func(p *pass) {
		s := &p.SignOff
		var missing []string
		for _, m := range []struct {
			name string
			step record.Step
		}{{"主要负责人审签", s.Approved}, {"保密审查", s.Secrecy}} {
			if !m.step.Date.Set {
				missing = append(missing, m.name)
				continue
			}
			if pub := p.Disclosure.Published; pub.Set && dateText(m.step.Date) > dateText(pub) {
				p.add(source.Finding{
					Place: m.step.Date.Place, Key: p.keyOf(nil, "sign_off"), Title: "审在公开之后",
					Message: fmt.Sprintf("%s是%s，公开日期是%s", m.name, dateText(m.step.Date), dateText(pub)),
					Stated:  dateText(m.step.Date), Computed: dateText(pub), Difference: fmt.Sprint(daysBetween(dayOf(pub), dayOf(m.step.Date))), Unit: "日",
					Hint: "核对日期；确实先公开后审查的，补办手续并写明",
				})
			}
		}
		if len(missing) > 0 {
			p.add(source.Finding{
				Place: p.start(), Key: p.keyOf(nil, "sign_off"), Title: "没有审查记录",
				Message: "没有" + strings.Join(missing, "和") + "的日期", Stated: strings.Join(missing, "、"),
				Hint: "在 [sign_off] 里写明日期（审签 approved，保密审查 secrecy）；姓名可以不公布",
			})
		}
		p.oneHand()
	},
}

// oneHand finds reports that one person prepared, checked and approved.
func (p *pass) oneHand() {
	s := &p.SignOff
	a, b := strings.TrimSpace(s.Prepared.Name.Value), strings.TrimSpace(s.Approved.Name.Value)
	if a == "" || a != b {
		return
	}
	p.addAs(p.milder(), source.Finding{
		Place: s.Approved.Name.Place, Key: p.keyOf(nil, "sign_off"), Title: "填报人和审签人相同",
		Message: "填报人和主要负责人审签是同一个人", Stated: b,
		Hint: "填报和审签由两个人办",
	})
}

var ruleC62 = Rule{
	ID: "C62", Severity: source.Error, ByBuild: true,
	Title:   "不公开的项目推不出来",
	Explain: "不公开（disclosure = \"withheld\"）的项目不出现在任何页面、PDF 和数据文件里，按项目相加的数也不含它，由生成站点时保证；别处写了它的名称，站点就不生成。这里核对：只有一个不公开的项目、又公布了合计时，读者一减就知道是多少，要合并或再少公开一级。真正涉密的，连数据文件也不能放进仓库。",
	Source:  "政府信息公开条例第十四条；预算法第十四条",
	Spared:  true,
	run: func(p *pass) {
		var hidden []*record.Project
		for _, q := range p.Projects {
			if q.Hidden() {
				hidden = append(hidden, q)
			}
		}
		if len(hidden) == 1 && len(p.Projects) > 1 && (p.Funds.ProjectBudget.Set || p.Funds.ProjectSpent.Set || p.Funds.Spent.Set) {
			q := hidden[0]
			p.addAs(p.milder(), source.Finding{
				Place: q.Disclosure.Place, Key: p.keyOf(q, "disclosure"), Title: "可以由合计推出",
				Message: "只有一个不公开的项目，用合计减去其他项目就能算出它的金额",
				Hint:    "合计也只公布到不能推算的一级，或者把几个项目合并公布",
			})
		}
	},
}

var ruleC63 = Rule{
	ID: "C63", Severity: source.Error, ByBuild: true,
	Title:   "空表照样公开并说明",
	Explain: "没有发生的支出，空表照样公开，并写“本部门无此项支出，故本表为空”，由生成站点时保证。这里核对：写了“无此项支出”（none = true）的，不能又有金额。",
	Source:  "地方预决算公开操作规程",
	Spared:  true,
	run: func(p *pass) {
		t := &p.ThreePublic
		if !t.None.Value {
			return
		}
		c := p.cash(nil)
		for _, col := range threeColumns() {
			a := col.of(&t.Actual)
			if !a.Set || a.Value == 0 {
				continue
			}
			p.add(source.Finding{
				Place: a.Place, Key: p.keyOf(nil, "three_public.actual."+col.key), Title: "空表里有金额",
				Message: fmt.Sprintf("写明没有“三公”经费支出，%s却是%s", col.label, c.with(a.Value)),
				Stated:  c.shown(a.Value), Computed: c.shown(0), Difference: c.shown(a.Value), Unit: c.unit.Name,
				Hint:    "删去 none，或核对金额",
				Related: []source.Related{{Place: t.None.Place, Message: "这里写明没有此项支出"}},
			})
			return
		}
	},
}

var ruleC68 = Rule{
	ID: "C68", Severity: source.Error,
	Title:   "日期合理",
	Explain: "报告的年度在成文年份之前，成文不晚于发布，任何日期都不在将来。",
	Source:  "政府信息公开工作规范",
	Spared:  true,
	run: func(p *pass) {
		d := &p.Disclosure
		if d.Made.Set && d.Made.Year <= p.Year {
			p.dateFinding(d.Made, "成文早于年度结束", fmt.Sprintf("%d年度的报告，成文日期是%s", p.Year, dateText(d.Made)), fmt.Sprint(p.Year+1), "made")
		}
		if d.Made.Set && d.Published.Set && dateText(d.Made) > dateText(d.Published) {
			p.dateFinding(d.Published, "发布早于成文", fmt.Sprintf("成文日期%s，发布日期%s", dateText(d.Made), dateText(d.Published)), dateText(d.Made), "published")
		}
		if p.world.AsOf == "" {
			return
		}
		for _, x := range []struct {
			name, key string
			d         source.Date
		}{
			{"成文日期", "made", d.Made}, {"发布日期", "published", d.Published}, {"批复日期", "approved", d.Approved},
			{"填报日期", "sign_off", p.SignOff.Prepared.Date}, {"审核日期", "sign_off", p.SignOff.Checked.Date},
			{"审签日期", "sign_off", p.SignOff.Approved.Date}, {"保密审查日期", "sign_off", p.SignOff.Secrecy.Date},
		} {
			if x.d.Set && dateText(x.d) > p.world.AsOf {
				p.dateFinding(x.d, "日期在将来", fmt.Sprintf("%s是%s，晚于%s", x.name, dateText(x.d), p.world.AsOf), p.world.AsOf, x.key)
			}
		}
	},
}

func (p *pass) dateFinding(d source.Date, title, message, computed, key string) {
	p.add(source.Finding{
		Place: d.Place, Key: p.keyOf(nil, key), Title: title, Message: message, Stated: dateText(d), Computed: computed,
		Hint: "核对日期",
	})
}
