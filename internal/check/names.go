package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC30 = Rule{
	ID: "C30", Severity: source.Error,
	Title:   "年度前后一致",
	Explain: "标题、正文、资金和公开信息说的是同一个年度。标题写了别的年度，或者正文说的资金年度与资金来源里写的年度不同，是差错；正文在说预算、支出、自评时写了别的年度，又不是同比、结转或回顾，作提醒：常见原因是沿用了去年的稿子。",
	Source:  "财预〔2020〕10号；政府网站发展指引",
	run: func(p *pass) {
		p.titleYear()
		own := p.ownYears()
		for i := range p.texts {
			if t := &p.texts[i]; strings.Contains(t.plain, "年") {
				p.otherYears(t, own)
			}
		}
	},
}

// yearsIn lists the years (20\d\d年) of a text, by where they stand.
func yearsIn(s string) []struct{ year, from, to int } {
	var out []struct{ year, from, to int }
	for i := 0; ; {
		at := strings.Index(s[i:], "年")
		if at < 0 {
			return out
		}
		at += i
		i = at + len("年")
		if at < 4 || !strings.HasPrefix(s[at-4:], "20") || s[at-2] < '0' || s[at-2] > '9' || s[at-1] < '0' || s[at-1] > '9' {
			continue
		}
		if at >= 5 && s[at-5] >= '0' && s[at-5] <= '9' {
			continue
		}
		year := 2000 + int(s[at-2]-'0')*10 + int(s[at-1]-'0')
		out = append(out, struct{ year, from, to int }{year, at - 4, i})
	}
}

// unlessHandedIn is how grave something is that only a report which was handed in
// must have: the year and the name in its title. A publication that was copied may
// well have them elsewhere.
func (p *pass) unlessHandedIn() source.Severity {
	if stageRank(p.stage) > 0 {
		return p.milder()
	}
	return p.step(2)
}

func (p *pass) titleYear() {
	if !given(p.Title) {
		return
	}
	years := yearsIn(p.Title.Value)
	if slices.ContainsFunc(years, func(y struct{ year, from, to int }) bool { return y.year == p.Year }) {
		return
	}
	f := source.Finding{
		Place: p.Title.Place, Key: p.keyOf(nil, "title"), Title: "标题的年度", Computed: fmt.Sprint(p.Year),
		Message: fmt.Sprintf("标题里没有写年度，应当写“%d年度”", p.Year),
		Hint:    fmt.Sprintf("标题写成“%d年度……”", p.Year),
	}
	if len(years) == 0 {
		p.addAs(p.unlessHandedIn(), f)
		return
	}
	f.Stated = fmt.Sprint(years[0].year)
	f.Message = fmt.Sprintf("标题写的是%d年，报告的年度是%d年", years[0].year, p.Year)
	p.add(f)
}

// ownYears are the years of which a report may well speak: its own, those of its
// money, of its projects and of its dates.
func (s *scene) ownYears() map[int]bool {
	own := map[int]bool{s.Year: true, s.Year + 1: true}
	period := func(r *record.Period) {
		for _, d := range []source.Date{r.From, r.To} {
			if d.Set {
				own[d.Year] = true
			}
		}
		if r.MoneyYear.Set {
			own[int(r.MoneyYear.Value)] = true
		}
		if r.SpanFrom.Set {
			for y := r.SpanFrom.Value; y <= max(r.SpanTo.Value, r.SpanFrom.Value) && y < r.SpanFrom.Value+30; y++ {
				own[int(y)] = true
			}
		}
	}
	period(&s.Period)
	for _, y := range s.sourceYears(nil) {
		own[y] = true
	}
	for _, q := range s.Projects {
		period(&q.Period)
		for _, y := range s.sourceYears(q) {
			own[y] = true
		}
	}
	for i := range s.Ledger {
		own[int(s.Ledger[i].Year.Value)] = true
	}
	return own
}

// sourceYears are the budget years that fund sources name.
func (s *scene) sourceYears(q *record.Project) []int {
	rows := s.Funds.Sources
	if q != nil {
		rows = q.Funds.Sources
	}
	var out []int
	for i := range rows {
		if y := int(rows[i].Year.Value); rows[i].Year.Set && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	slices.Sort(out)
	return out
}

// moneyYears are the budget years of the money that a text may speak of: the
// project's, or those of the report and all its projects.
func (s *scene) moneyYears(q *record.Project) []int {
	out := s.sourceYears(q)
	if q != nil {
		if len(out) == 0 {
			out = s.sourceYears(nil)
		}
		return out
	}
	for _, q := range s.Projects {
		out = append(out, s.sourceYears(q)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// otherYears finds years that a text gives its money or its evaluation by mistake.
func (p *pass) otherYears(t *prose, own map[int]bool) {
	for _, y := range yearsIn(t.plain) {
		if own[y.year] {
			continue
		}
		clause := clauseAround(t.plain, y.from, y.to)
		before, after := t.plain[clause.from:y.from], t.plain[y.to:clause.to]
		if _, past := findAny(before, []string{"比", "较", "自", "从", "上年", "去年", "以来", "同比", "截至", "历年", "《", "结转", "成立于", "始建于", "印发"}); past != "" {
			continue
		}
		if _, past := findAny(after, []string{"以来", "至", "—", "-", "~", "起", "结转", "之前", "以前", "年底", "相比", "同期", "成立", "印发", "》", "月", "规划", "出台", "建成"}); past != "" {
			continue
		}
		p.yearFinding(t, y.year, y.from, y.to, t.plain[clause.from:clause.to])
	}
}

func (p *pass) yearFinding(t *prose, year, from, to int, clause string) {
	_, about := findAny(clause, []string{"资金", "预算", "支出", "绩效", "自评", "执行", "下达", "拨付", "安排", "本部门", "我单位", "我局"})
	if about == "" {
		return
	}
	quote := t.plain[from:to]
	f := source.Finding{
		Place: t.place(from), Key: t.key, Title: "年度不一致", Quote: quote, Stated: fmt.Sprint(year), Computed: fmt.Sprint(p.Year),
		Message: fmt.Sprintf("“%s”说的是%d年，报告的年度是%d年", t.title, year, p.Year),
		Hint:    "核对年度，看是不是沿用了去年的稿子；说的是往年情况的，写明“上年”“同比”",
	}
	budgets := p.moneyYears(t.q)
	if _, money := findAny(clause, []string{"资金", "下达", "拨付", "中央", "省级"}); len(budgets) > 0 && money != "" {
		var names []string
		for _, y := range budgets {
			names = append(names, fmt.Sprint(y))
		}
		f.Computed = strings.Join(names, "、")
		f.Message = fmt.Sprintf("“%s”说的是%d年的资金，资金来源里写的年度是%s年", t.title, year, f.Computed)
		p.add(f)
		return
	}
	p.addAs(p.milder(), f)
}

var ruleC31 = Rule{
	ID: "C31", Severity: source.Error,
	Title:   "名称齐全，用全称、前后一致",
	Explain: "报告要有标题或内容，每个项目要有名称。标题里的部门名称和发布机构，用 departments 里登记的全称，不用简称；报送以后标题要写明部门和年度。名称改过的，改登记的 name。",
	Source:  "政府信息公开工作规范",
	run: func(p *pass) {
		p.nameless()
		d := p.Department
		if d == nil || !given(d.Name) {
			return
		}
		name := strings.TrimSpace(d.Name.Value)
		if title := compact(p.Title.Value); given(p.Title) && !strings.Contains(title, compact(name)) {
			severity, message := p.unlessHandedIn(), "标题里没有部门的全称“"+name+"”"
			if short := strings.TrimSpace(d.Short.Value); short != "" && strings.Contains(title, compact(short)) {
				severity, message = p.severity, "标题里用了简称“"+short+"”，没有用全称“"+name+"”"
			}
			p.nameFinding(severity, p.Title, "title", message, name)
		}
		if pub := p.Disclosure.Publisher; given(pub) && !p.registered(pub.Value) {
			p.nameFinding(p.severity, pub, "publisher", "发布机构“"+strings.TrimSpace(pub.Value)+"”不是登记的全称“"+name+"”", name)
		}
	},
}

// nameless finds projects without a name, and a report in which nothing stands.
func (p *pass) nameless() {
	for _, q := range p.Projects {
		if !given(q.Name) {
			p.addAs(p.unlessHandedIn(), source.Finding{
				Place: source.Place{File: q.File, Line: 1, Column: 1}, Key: p.keyOf(q, "name"), Title: "项目没有名称",
				Message: "项目没有名称，页面上只好印编号“" + q.ID + "”", Hint: "在文件开头写 name = \"项目全称\"",
			})
		}
	}
	if len(p.Projects) > 0 || len(p.texts) > 0 || len(p.forms) > 0 || given(p.Title) {
		return
	}
	for _, f := range p.Figures.All() {
		if _, input := f.Origin.(metric.Input); input && f.OK() {
			return
		}
	}
	p.addAs(p.unlessHandedIn(), source.Finding{
		Place: p.start(), Key: p.keyOf(nil, "title"), Title: "报告是空的",
		Message: "报告没有标题，没有数，也没有文字", Hint: "至少写 title 和 [funds]；还没有开始填报的，先删去这个文件",
	})
}

// registered reports whether a name is that of a department of the county.
func (p *pass) registered(name string) bool {
	name = compact(name)
	if name == compact(p.Department.Name.Value) {
		return true
	}
	for _, d := range p.world.Departments {
		if given(d.Name) && compact(d.Name.Value) == name {
			return true
		}
	}
	return false
}

func (p *pass) nameFinding(severity source.Severity, s source.String, key, message, name string) {
	p.addAs(severity, source.Finding{
		Place: s.Place, Key: p.keyOf(nil, key), Title: "名称不一致", Message: message,
		Stated: strings.TrimSpace(s.Value), Computed: name,
		Hint: "改成登记的全称；登记错了的，改 departments 里的 name",
	})
}
