package site

import (
	"bytes"
	"errors"
	"maps"
	"path"
	"slices"
	"strconv"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/html"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
)

// frameSite is what every page's frame shows.
type frameSite = html.Site

// frameSite fills the frame from site.toml.
func (b *builder) frameSite() *frameSite {
	s := b.content.Site
	v := b.version(b.content.Inputs)
	short := v.Short
	if short == "" {
		short = "未提交"
	}
	out := &frameSite{
		Name: s.County.Value, Product: s.Name.Value,
		Nav: []html.NavLink{
			{ID: "home", Text: "首页", Href: "index.html"},
			{ID: "year", Text: "年度", Href: b.newestYear() + "/index.html"},
			{ID: "rules", Text: "算法", Href: "rules.html"},
			{ID: "about", Text: "说明", Href: "about.html"},
		},
		Links:   []html.Link{{Text: "关于本站", Href: "about.html"}, {Text: "计算与核对规则", Href: "rules.html"}, {Text: "文件清单", Href: "manifest.json"}},
		IDCode:  s.Footer.SiteCode.Value,
		Script:  true,
		Version: "由明白账生成。数据版本" + short + "。同一版本的数据总是生成同样的页面。",
	}
	tag := "说明"
	if s.Fictional.Value {
		tag = "虚构示例"
	}
	if s.Notice.Set || s.Fictional.Value {
		out.Notice = &html.Notice{Tag: tag, Text: s.Notice.Value}
	}
	for _, d := range []struct {
		label string
		text  string
	}{
		{"主办单位", s.Footer.Organiser.Value}, {"联系方式", s.Footer.Contact.Value},
		{"党政机关标识", s.Footer.SiteMark.Value}, {"网站标识码", s.Footer.SiteCode.Value},
		{"ICP备案", s.Footer.ICP.Value}, {"公安备案", s.Footer.Police.Value},
	} {
		if d.text != "" || s.Official() {
			out.Duties = append(out.Duties, html.Duty{Label: d.label, Text: d.text})
		}
	}
	return out
}

func (b *builder) newestYear() string {
	year := 0
	for _, r := range b.reports {
		year = max(year, r.Year)
	}
	return strconv.Itoa(year)
}

// pageInfo is one page on its way to HTML.
type pageInfo struct {
	path   string
	kind   string
	nav    string
	doc    *doc.Document
	crumbs []html.Link
	files  []doc.Download
	date   string // of publication, ISO
	draft  bool
	inputs []source.Input // whose texts stand on it
}

// page writes a document as a page of the site.
func (b *builder) page(o *output, p pageInfo) {
	root := html.Root(p.path)
	kind := p.kind
	if kind == "404" {
		kind = "about" // a class must not begin with a digit, and it reads like that page
	}
	article, err := html.Article(nil, p.doc, html.Options{Root: root, Kind: kind})
	if err != nil {
		if !b.clerksLink(o, err, p.inputs) {
			o.fail("layouts/"+p.kind+".md", err)
		}
		return
	}
	title := join(p.doc.Title)
	page := html.Page{
		Site: b.site, Path: p.path, Title: title + " · " + b.site.Name + " · " + b.site.Product,
		Description: p.doc.Subject, Nav: p.nav, Crumbs: p.crumbs, Article: article,
		Meta: []html.Meta{{Name: "ColumnName", Content: "预算绩效"}, {Name: "ArticleTitle", Content: title}, {Name: "PubDate", Content: p.date}, {Name: "ContentSource", Content: p.doc.Author}},
	}
	if p.draft {
		page.Notice = &html.Notice{Tag: "草稿", Text: "部门还没有报送，数和文字都可能改动，不能引用。" + b.content.Site.Notice.Value}
		if b.content.Site.Fictional.Value {
			page.Notice.Tag += "·虚构示例"
		}
	}
	for _, f := range p.files {
		page.Files = append(page.Files, html.File{Type: mediaType(f.Href), Href: f.Href, Name: f.Name})
	}
	data, err := b.frame.Render(page)
	if err != nil {
		o.fail("layouts/"+html.FrameFile, err)
		return
	}
	o.add(p.path, data)
	o.pages++
}

// clerksLink reports a link of the content that leads to no place on its page, at
// its line; false where the link is not in those files.
func (b *builder) clerksLink(o *output, err error, inputs []source.Input) bool {
	var missing *html.MissingAnchor
	if !errors.As(err, &missing) {
		return false
	}
	found := false
	for _, in := range inputs {
		data := source.Normalise(b.tree.Data(in.Path))
		for _, mark := range []string{"(#" + missing.Anchor + ")", "(<#" + missing.Anchor + ">)"} {
			before, _, ok := bytes.Cut(data, []byte(mark))
			if !ok {
				continue
			}
			found = true
			line := before[bytes.LastIndexByte(before, '\n')+1:]
			o.findings = append(o.findings, source.Finding{
				Rule: source.RuleMarkup, Message: missing.Error(), Hint: "改成页面上有的位置，例如 #s1（第一部分）、#calculation；指别的页要写到文件名，例如 rules.html#checks",
				Place: source.Place{File: in.Path, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(line) + 2},
			})
		}
	}
	return found
}

func mediaType(p string) string {
	switch path.Ext(p) {
	case ".pdf":
		return "application/pdf"
	case ".csv":
		return "text/csv"
	}
	return "application/json"
}

// reportCrumbs is the way from the home page down to a report.
func (b *builder) reportCrumbs(r *computed) []html.Link {
	year := strconv.Itoa(r.Year)
	return []html.Link{
		{Text: "首页", Href: "index.html"}, {Text: year + "年度", Href: year + "/index.html"},
		{Text: r.Department.Name.Value, Href: "departments/" + r.Dept + ".html"}, {Text: "自评报告"},
	}
}

// pages writes the pages around the reports.
func (b *builder) pages() output {
	var o output
	c := b.countyInput()
	var files []doc.Download // of the page
	write := func(path, kind, nav string, crumbs []html.Link, d *doc.Document, faults []source.Finding) {
		o.findings = append(o.findings, faults...)
		if d != nil && !source.HasBroken(faults) {
			b.page(&o, pageInfo{path: path, kind: kind, nav: nav, doc: d, crumbs: crumbs, files: files, date: c.Version.Date})
		}
	}
	from := func(text string) []html.Link { return []html.Link{{Text: "首页", Href: "index.html"}, {Text: text}} }
	l := b.World.pages
	d, faults := l.Home(c)
	write("index.html", "home", "home", nil, d, faults)
	for _, year := range b.years() {
		of := *c
		files = b.book(&o, c, year)
		of.Downloads = files
		d, faults = l.Year(&of, year)
		write(strconv.Itoa(year)+"/index.html", "year", "year", from(strconv.Itoa(year)+"年度"), d, faults)
	}
	files = nil
	for _, dept := range c.Departments {
		d, faults = l.Department(c, dept)
		write("departments/"+dept.ID+".html", "department", "", from(dept.Name.Value), d, faults)
	}
	d, faults = l.Rules(c, b.ruleSets())
	write("rules.html", "rules", "rules", from("算法"), d, faults)
	d, faults = l.About(c)
	write("about.html", "about", "about", from("说明"), d, faults)
	d, faults = l.NotFound(c)
	write("404.html", "404", "", nil, d, faults)
	return o
}

// countyInput is what the pages over several reports are made of.
func (b *builder) countyInput() *report.County {
	c := &report.County{Site: b.content.Site, Version: b.version(b.content.Inputs), Checks: b.checks, Findings: b.county}
	for _, id := range slices.Sorted(maps.Keys(b.content.Departments)) {
		c.Departments = append(c.Departments, b.content.Departments[id])
	}
	for _, r := range b.reports {
		c.Reports = append(c.Reports, b.input(r))
	}
	return c
}

// years lists the years that have reports, in their order.
func (b *builder) years() []int {
	var out []int
	for _, r := range b.reports {
		if !slices.Contains(out, r.Year) {
			out = append(out, r.Year)
		}
	}
	return out
}

// ruleSets lists the profiles that a report or a project uses, with their
// metrics, by id.
func (b *builder) ruleSets() []report.RuleSet {
	used := map[*record.Profile]bool{}
	for _, r := range b.reports {
		used[r.Rules] = true
		for _, p := range r.Projects {
			used[p.Rules] = true
		}
	}
	var out []report.RuleSet
	for _, id := range slices.Sorted(maps.Keys(b.content.Profiles)) {
		p := b.content.Profiles[id]
		if c := b.catalogues[p]; c != nil && used[p] {
			out = append(out, report.RuleSet{Profile: p, Metrics: c.Metrics()})
		}
	}
	return out
}
