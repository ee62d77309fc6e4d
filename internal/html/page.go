package html

import (
	"fmt"
	"html/template"
	"strings"
)

// Site is what all pages of a site share.
type Site struct {
	Name    string    // 乐亭县
	Product string    // 明白账
	Nav     []NavLink // main navigation
	Links   []Link    // 关于本站 … at the foot of every page
	Duties  []Duty    // what the law wants at the foot of every page
	Domain  string    // for the meta tags; "" leaves them out
	IDCode  string    // 网站标识码
	Notice  *Notice   // above the header; nil for none
	Version string    // the last line: by what and from which data the page was made
	Script  bool      // link assets/site.js, which remembers the display mode
}

// NavLink is an entry of the main navigation.
type NavLink struct {
	ID   string // Page.Nav names it on the pages that belong to it
	Text string
	Href string // relative to the site's root
}

// Link is a link of the frame.
type Link struct {
	Text string
	Href string // relative to the site's root, or an outside address
}

// Duty is a fact that every page must state. Without a text it shows 待填.
type Duty struct {
	Label string
	Text  string
	Href  string // may be ""
}

// Notice tells what a reader must know before all else: 虚构示例, 草稿.
type Notice struct {
	Tag  string
	Text string
}

// Page is one page of the site.
type Page struct {
	Site        *Site
	Path        string // from the site's root: 2023/zhengxie/index.html
	Title       string // whole title, for the window
	Description string
	Nav         string  // ID of the navigation entry the page belongs to
	Crumbs      []Link  // from the first column down; the last is the page itself, without Href
	Meta        []Meta  // further meta tags: ColumnName …, ArticleTitle, PubDate …
	Files       []File  // the same document in other formats
	Data        any     // JSON-LD; nil for none
	Notice      *Notice // above the header instead of the site's; nil for that
	Article     []byte  // what Article wrote, with Root(Path)
}

// Meta is a meta tag; one without content is left out.
type Meta struct{ Name, Content string }

// File is the page's document in another format.
type File struct {
	Type string // application/pdf
	Href string // relative to the site's root
	Name string
}

// Root is the way from the page at path to the site's root: "../../" for
// 2023/zhengxie/index.html.
func Root(path string) string { return strings.Repeat("../", strings.Count(path, "/")) }

// view is what the frame's template sees: every address relative to the page,
// every list decided.
type view struct {
	Lang        string
	Root        string
	Title       string
	Description string
	Site        string
	Product     string
	Home        string
	Meta        []Meta
	Files       []File
	Notice      *Notice
	Nav         []navView
	Crumbs      []Link
	Article     template.HTML
	Links       []Link
	Duties      []Duty
	Version     string
	Data        any
	Script      bool
}

type navView struct {
	Text, Href string
	Current    string // "page", "true" or ""
}

// view resolves the addresses of a page.
func (p *Page) view() (*view, error) {
	if p.Site == nil || p.Path == "" {
		return nil, fmt.Errorf("html: a page without site or path")
	}
	s, root := p.Site, Root(p.Path)
	r := &resolver{root: root}
	v := &view{
		Lang: "zh-CN", Root: root, Title: p.Title, Description: p.Description,
		Site: s.Name, Product: s.Product, Home: r.href("index.html"),
		Notice: s.Notice, Article: template.HTML(p.Article),
		Version: s.Version, Data: p.Data, Script: s.Script,
	}
	if p.Notice != nil {
		v.Notice = p.Notice
	}
	for _, m := range append([]Meta{{"SiteName", s.Name + s.Product}, {"SiteDomain", s.Domain}, {"SiteIDCode", s.IDCode}}, p.Meta...) {
		if m.Content != "" {
			v.Meta = append(v.Meta, m)
		}
	}
	for _, f := range p.Files {
		v.Files = append(v.Files, File{f.Type, r.href(f.Href), f.Name})
	}
	for _, n := range s.Nav {
		nv := navView{Text: n.Text, Href: r.href(n.Href)}
		if n.Href == p.Path {
			nv.Current = "page"
		} else if n.ID == p.Nav {
			nv.Current = "true"
		}
		v.Nav = append(v.Nav, nv)
	}
	v.Crumbs = r.links(p.Crumbs)
	v.Links = r.links(s.Links)
	for _, l := range s.Links {
		if l.Href == "" && r.err == nil {
			r.err = fmt.Errorf("the link %q has no address", l.Text)
		}
	}
	for _, d := range s.Duties {
		if d.Href != "" {
			d.Href = r.href(d.Href)
		}
		v.Duties = append(v.Duties, d)
	}
	if r.err != nil {
		return nil, fmt.Errorf("html: %s: %w", p.Path, r.err)
	}
	return v, nil
}

// resolver resolves addresses and keeps the first error.
type resolver struct {
	root string
	err  error
}

func (r *resolver) href(to string) string {
	s, err := resolve(r.root, to)
	if err != nil && r.err == nil {
		r.err = err
	}
	return s
}

func (r *resolver) links(in []Link) []Link {
	out := make([]Link, 0, len(in))
	for _, l := range in {
		if l.Href != "" {
			l.Href = r.href(l.Href)
		}
		out = append(out, l)
	}
	return out
}
