package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/source"
)

// LeastBook is how many reports of a year make a book: one alone has its own PDF.
const LeastBook = 2

// bookPage is the front of a year's book: what it is, what it holds, and the county's
// tables.
type bookPage struct{ *countyPage }

// bookEnd is the section of the layout that closes a book, behind its parts.
const bookEnd = "verification"

// Book builds the book of a year's reports (汇编) without its parts, but for the one
// that closes it: the parts stand before that.
func (l *Layouts) Book(c *County, year int) (*doc.Book, []source.Finding) {
	p := &bookPage{newCountyPage(c, year, itoa(year)+"/index.html")}
	p.printed, p.bound = true, true
	title := []string{itoa(year) + "年度" + c.Site.County.Value, "部门预算绩效自评汇编"}
	p.doc = doc.Document{
		ID: itoa(year) + "/book", Author: c.Site.Name.Value, Subject: itoa(year) + "年度各部门的预算绩效自评报告",
		Keywords: []string{"预算绩效", "绩效自评", "汇编", c.Site.County.Value, itoa(year) + "年度"},
		Date:     c.Version.Date, Tag: tag(c.Site), Last: p.lastFields()[:1], // its 核验 says the rest
	}
	p.blocks["title"] = block{build: func([]string, string, source.Place) []doc.Block {
		p.doc.Title = title
		return []doc.Block{doc.Title{By: p.by()}}
	}}
	p.blocks["contents"] = block{build: func([]string, string, source.Place) []doc.Block {
		return []doc.Block{doc.Contents{ID: "contents", Title: "目录"}}
	}}
	p.blocks["fields"] = block{args: [][]string{{"verification"}}, build: func([]string, string, source.Place) []doc.Block {
		return []doc.Block{p.verification()}
	}}
	delete(p.blocks, "downloads")
	d, found := l.build(pageBook, &p.page)
	if d == nil {
		return nil, found
	}
	return p.book(d), found
}

// book takes the section that closes the book out of its front, and fills in the
// contents.
func (p *bookPage) book(front *doc.Document) *doc.Book {
	out := &doc.Book{}
	var body []doc.Block
	for _, b := range front.Body {
		s, ok := b.(doc.Section)
		if !ok || s.ID != bookEnd {
			body = append(body, b)
			continue
		}
		title := doc.PlainText(s.Title)
		end := &doc.Document{ID: front.ID + "/" + s.ID, Title: []string{title}, Tag: front.Tag, Body: []doc.Block{s}}
		out.Parts = append(out.Parts, doc.BookPart{ID: s.ID, Head: title, Document: end})
	}
	front.Body = body
	p.fill(body, out.Parts)
	out.Front = *front
	return out
}

// by says who bound the book, as far as the site knows.
func (p *bookPage) by() []doc.Field {
	var out []doc.Field
	if s := p.site.Footer.Organiser.Value; s != "" {
		out = append(out, doc.Field{Label: "主办单位", Content: inlines(text(s))})
	}
	out = append(out, doc.Field{Label: "编制", Content: inlines(text(p.site.Name.Value))})
	if y, m, d, ok := splitDate(p.version.Date); ok {
		out = append(out, doc.Field{Label: "数据截至", Content: inlines(text(y + "年" + m + "月" + d + "日"))})
	}
	return out
}

// splitDate takes an ISO date apart, without leading zeros.
func splitDate(iso string) (year, month, day string, ok bool) {
	if len(iso) != len("2024-03-31") || iso[4] != '-' || iso[7] != '-' {
		return "", "", "", false
	}
	plain := func(s string) string {
		if s[0] == '0' {
			return s[1:]
		}
		return s
	}
	return iso[:4], plain(iso[5:7]), plain(iso[8:]), true
}

// fill lists in the contents what the front holds, the parts, and what closes the
// book.
func (p *bookPage) fill(body []doc.Block, end []doc.BookPart) {
	for i, b := range body {
		c, ok := b.(doc.Contents)
		if !ok {
			continue
		}
		for _, b := range body[i+1:] {
			if s, ok := b.(doc.Section); ok {
				c.Items = append(c.Items, doc.ContentsItem{Title: s.Number + doc.PlainText(s.Title), Href: "#" + s.ID})
			}
		}
		for _, in := range p.reports {
			c.Items = append(c.Items, doc.ContentsItem{Title: departmentName(in.Report), Href: "#" + in.Report.Dept})
		}
		for _, part := range end {
			c.Items = append(c.Items, doc.ContentsItem{Title: part.Head, Href: "#" + part.ID})
		}
		body[i] = c
	}
}

// YearReports are the reports of a year in the order of their departments: the parts of
// its book.
func (c *County) YearReports(year int) []Input { return c.yearOf(year) }

// BookPart builds a report as a part of a book: without what only its own edition
// has, the explanation of its figures and the facts about its publication.
func (l *Layouts) BookPart(in Input) (doc.BookPart, []source.Finding) {
	p := newReportPage(in)
	p.printed, p.bound = true, true
	view := p.data.(reportView)
	view.Bound = true
	p.data = view
	p.doc.Last = nil
	d, found := l.build(pageReport, &p.page)
	return doc.BookPart{ID: in.Report.Dept, Head: shortName(in.Report) + itoa(in.Report.Year) + "年度", Document: d}, found
}
