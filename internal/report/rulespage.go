package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// RuleSet is a profile with its catalogue of metrics.
type RuleSet struct {
	Profile *record.Profile
	Metrics []metric.Info
}

// rulesView is what rules.md, about.md and 404.md see.
type rulesView struct {
	County  string
	Site    string
	Notice  string
	Version string
}

// rulesPage tells by which rules figures are computed and checked.
type rulesPage struct {
	page
	sets   []RuleSet
	checks []Check
}

// Rules builds the page of the rules.
func (l *Layouts) Rules(c *County, sets []RuleSet) (*doc.Document, []source.Finding) {
	p := &rulesPage{sets: sets, checks: c.Checks}
	p.plainPage(c, "rules", "怎么算、怎么核对")
	p.blocks["metrics"] = block{build: p.metrics}
	p.blocks["checks"] = block{build: p.checksTable}
	return l.build(pageRules, &p.page)
}

// About builds the page that tells what the site is.
func (l *Layouts) About(c *County) (*doc.Document, []source.Finding) {
	p := &page{}
	p.plainPage(c, "about", "本站说明和名词解释")
	return l.build(pageAbout, p)
}

// NotFound builds the page for addresses that lead nowhere.
func (l *Layouts) NotFound(c *County) (*doc.Document, []source.Finding) {
	p := &page{}
	p.plainPage(c, "404", "没有这个页面")
	return l.build(pageNotFound, p)
}

// plainPage prepares a page without figures.
func (p *page) plainPage(c *County, id, subject string) {
	p.site, p.version, p.path = c.Site, c.Version, id+".html"
	p.data = rulesView{County: c.Site.County.Value, Site: c.Site.Name.Value, Notice: c.Site.Notice.Value, Version: c.Version.text()}
	p.figure = func(string) *metric.Figure { return nil }
	p.names = func() []string { return nil }
	p.blocks = map[string]block{
		"screen": {text: true, build: p.screen},
		"fields": {args: [][]string{{"version"}}, build: func([]string, string, source.Place) []doc.Block {
			return []doc.Block{doc.Fields{ID: "version", Items: p.versionFields()}}
		}},
	}
	p.doc = doc.Document{ID: id, Author: c.Site.Name.Value, Subject: subject,
		Keywords: []string{"预算绩效", c.Site.County.Value}, Date: c.Version.Date}
}

// metrics lists the catalogue of each profile in a section of its own.
func (p *rulesPage) metrics([]string, string, source.Place) []doc.Block {
	var out []doc.Block
	for _, s := range p.sets {
		body := []doc.Block{}
		if b := s.Profile.Basis; len(b) > 0 {
			var list doc.List
			for _, d := range b {
				list.Items = append(list.Items, []doc.Block{doc.Paragraph{Content: inlines(text(d.Value))}})
			}
			body = append(body, doc.Paragraph{Content: inlines(text("依据的文件："))}, list)
		}
		for _, words := range append([]string{rounding(s.Profile)}, p.profileWords(s.Profile)...) {
			body = append(body, doc.Paragraph{Content: inlines(text(words))})
		}
		for _, project := range []bool{false, true} {
			if t, ok := p.metricsTable(s, project); ok {
				body = append(body, t)
			}
		}
		out = append(out, doc.Section{ID: "profile-" + s.Profile.ID, Level: 3, Title: inlines(text(profileName(s.Profile))), Body: body})
	}
	return out
}

func profileName(p *record.Profile) string {
	if p.Name.Value != "" {
		return p.Name.Value
	}
	return p.ID
}

func rounding(p *record.Profile) string {
	if p.Rounding.Value == "half-even" {
		return "舍入：按GB/T 8170修约，恰好是一半时取偶数。"
	}
	return "舍入：四舍五入，只在公布时舍入一次。"
}

// metricsTable lists the metrics of a report or those of each project.
func (p *rulesPage) metricsTable(s RuleSet, project bool) (doc.Table, bool) {
	names := []string{"名称", "算法", "单位", "小数", "依据", "引用名"}
	t := doc.Table{Head: head(names...),
		Columns: []doc.Column{{Width: 180}, {Wide: true}, {Width: 100}, {Width: 70, Align: doc.Right}, {Width: 140}, {Width: 220}}}
	for _, m := range s.Metrics {
		if m.Project != project || s.Profile.Extends.Value != "" && m.Place.File != s.Profile.File {
			continue
		}
		name := inlines(text(m.Label))
		if m.Note != "" {
			name = append(name, doc.Break{}, text(m.Note))
		}
		cells := []doc.Cell{rowHead(name...)}
		for i, c := range [][]doc.Inline{
			howComputed(m), orNone(metricUnit(m), "没有单位"), inlines(text(itoa(m.Digits) + "位")),
			orNone(m.Basis, "没有文件规定"), inlines(doc.Code{S: m.Key}),
		} {
			cells = append(cells, doc.Cell{Content: c, Label: names[i+1]})
		}
		t.Body = append(t.Body, doc.Row{Cells: cells})
	}
	if len(t.Body) == 0 {
		return t, false
	}
	t.ID, t.Number = p.tableNumber()
	t.Caption = "整个部门的数"
	if project {
		t.Caption = "每个项目的数"
	}
	return t, true
}

func howComputed(m metric.Info) []doc.Inline {
	switch {
	case m.Words != "" && m.Input:
		return inlines(text("部门填报；没有填报时：" + m.Words))
	case m.Words != "":
		return inlines(text(m.Words))
	}
	return inlines(text("部门填报"))
}

func metricUnit(m metric.Info) string {
	if m.Kind == "amount" && m.Unit == "" {
		return "报告单位"
	}
	return m.Unit
}

func orNone(s, why string) []doc.Inline {
	if strings.TrimSpace(s) == "" {
		return inlines(none(why))
	}
	return inlines(text(s))
}

// checksTable lists the rules of the check.
func (p *rulesPage) checksTable([]string, string, source.Place) []doc.Block {
	if len(p.checks) == 0 {
		return nil
	}
	names := []string{"编号", "核对什么", "程度", "适用", "由谁核对", "允许的差", "依据"}
	t := doc.Table{Caption: "核对规则", Columns: []doc.Column{{}, {Wide: true}, {}, {}, {}, {}, {}}, Head: head(names...)}
	t.ID, t.Number = p.tableNumber()
	for _, c := range p.checks {
		what := inlines(text(c.Title))
		if c.Explanation != "" {
			what = append(what, doc.Break{}, text(c.Explanation))
		}
		t.Body = append(t.Body, doc.Row{ID: "rule-" + strings.ToLower(c.ID), Cells: []doc.Cell{
			{Content: inlines(text(c.ID)), Label: names[0]},
			rowHead(what...),
			{Content: inlines(text(c.Severity)), Label: names[2]},
			{Content: orNone(c.When, "没有写明"), Label: names[3]},
			{Content: inlines(text(c.by())), Label: names[4]},
			{Content: orNone(c.Tolerance, "没有可比的数"), Label: names[5]},
			{Content: orNone(c.Source, "没有文件规定"), Label: names[6]},
		}})
	}
	return []doc.Block{t}
}

// by says who holds a report against the rule: the check, the build, or a person.
func (c *Check) by() string {
	var who []string
	if c.Decides || !c.ByBuild && !c.Manual {
		who = append(who, "程序")
	}
	if c.ByBuild {
		who = append(who, "生成站点时")
	}
	if c.Manual {
		who = append(who, "人工")
	}
	return strings.Join(who, "、")
}
