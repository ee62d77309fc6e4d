package report

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// page is one document under construction.
type page struct {
	site    *record.Site
	version Version
	path    string // of the page, from the site's root
	data    any    // what the layout's template sees
	blocks  map[string]block
	// figure finds the figure that a layout names; names lists what it may name.
	figure   func(name string) *metric.Figure
	names    func() []string
	marks    *marks
	report   *record.Report // the one whose figures these are; nil for pages of several
	previous metric.Earlier // the department's figures of the year before, or nil
	printed  bool           // no page of the site shows it: figures are explained there
	bound    bool           // it is the front of a book, or one of its parts

	refs   map[*metric.Figure]doc.FigureRef // made so far
	doc    doc.Document
	tables int
	charts int
	found  []source.Finding
}

// block is a kind of block that a layout may name in a fence.
type block struct {
	args  [][]string // what each argument may be; nil for a free one
	more  bool       // the last argument may be repeated
	text  bool       // the fence holds text
	build func(args []string, text string, at source.Place) []doc.Block
}

// build runs a layout and makes its document.
func (l *Layouts) build(kind string, p *page) (*doc.Document, []source.Finding) {
	lay := l.pages[kind]
	if lay == nil {
		return nil, nil // its absence was reported when the layouts were loaded
	}
	out, found := lay.run(p.data, p.funcs())
	if out == nil {
		return nil, found
	}
	level := 1 // a page begins with "# "; what is printed has a block for its title
	switch kind {
	case pageReport, pageForm, pageBrief, pageBook:
		level = 2
	}
	blocks, found := markdown.Parse(out.text, markdown.Options{
		At:      out.place,
		Figure:  p.layoutFigure,
		Block:   p.namedBlock,
		Trusted: true,
		Level:   level,
	})
	for i := range found {
		if found[i].Rule == source.RuleMarkup && strings.HasPrefix(found[i].Place.File, "layouts/") {
			found[i].Rule = source.RuleLayout
		}
	}
	p.found = append(p.found, found...)
	p.assemble(blocks, lay)
	return &p.doc, p.found
}

// fault reports a fault of the layout.
func (p *page) fault(at source.Place, message, hint string) {
	p.found = append(p.found, source.Finding{Rule: source.RuleLayout, Place: at, Message: message, Hint: hint})
}

// stubs are the functions of layouts, for parsing.
func stubs() template.FuncMap { return (&page{}).funcs() }

// functionNames lists the functions that layouts may use.
func functionNames() []string {
	return []string{"fig", "stated", "said", "has", "positive", "negative", "differs", "link"}
}

// funcs are the functions of layouts.
func (p *page) funcs() template.FuncMap {
	return template.FuncMap{
		"fig":      func(name string) (Markup, error) { return figureMarkup(name, "") },
		"stated":   func(name string) (Markup, error) { return figureMarkup(name, "@stated") },
		"said":     func(name string) (Markup, error) { return figureMarkup(name, "@said") },
		"has":      func(name string) (bool, error) { return p.has(name) },
		"positive": func(name string) (bool, error) { return p.sign(name, 1) },
		"negative": func(name string) (bool, error) { return p.sign(name, -1) },
		"differs":  func(name string) (bool, error) { return p.differs(name) },
		"link":     link,
		markFunc:   func(int) string { return "" },
		escapeFunc: escape,
	}
}

// figureMarkup is the Markdown that refers to a figure.
func figureMarkup(name, suffix string) (Markup, error) {
	if !isFigureName(name) {
		return "", fault{"这不是数的名称：" + name, `名称是规则里的key，如{{fig "budget"}}；项目的写成"huiyi.spent"`}
	}
	return Markup("{{" + name + suffix + "}}"), nil
}

func isFigureName(s string) bool {
	return s != "" && len(s) <= 160 && strings.IndexFunc(s, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || strings.ContainsRune("_-./", r))
	}) < 0
}

// link is the Markdown of a link to a page of the site.
func link(text, href string) (Markup, error) {
	if text == "" || href == "" || strings.ContainsAny(href, "<>\n ") {
		return "", fault{"链接没有文字或者地址：" + text + " " + href, `写作{{link "文字" "rules.html"}}`}
	}
	return Markup("[" + markdown.Escape(text) + "](<" + markdown.Escape(href) + ">)"), nil
}

// lookup finds a figure for a function of a layout.
func (p *page) lookup(name string) (*metric.Figure, error) {
	name, stated := strings.CutSuffix(name, "@stated")
	f := p.figure(name)
	if f == nil {
		return nil, fault{"没有这个数：" + name, p.didYouMean(name)}
	}
	if stated {
		return p.marks.stated(f), nil
	}
	return f, nil
}

// ask is lookup for the questions of a layout. A figure that the profile does not
// have is simply not there, unless its name looks like a slip for another.
func (p *page) ask(name string) (*metric.Figure, error) {
	f, err := p.lookup(name)
	if err != nil {
		names, short := p.names(), strings.TrimSuffix(name, "@stated")
		if slices.Contains(names, short) || source.Nearest(short, names) == "" {
			return nil, nil
		}
	}
	return f, err
}

func (p *page) didYouMean(name string) string {
	names := p.names()
	return cmp.Or(source.DidYouMean(name, names), "可以用的名称："+strings.Join(names[:min(len(names), 12)], "、"))
}

// has reports whether a figure has a value.
func (p *page) has(name string) (bool, error) {
	f, err := p.ask(name)
	return f != nil && f.OK(), err
}

// sign reports whether a figure has a value of that sign.
func (p *page) sign(name string, sign int) (bool, error) {
	f, err := p.ask(name)
	if f == nil {
		return false, err
	}
	n, ok := f.Exact()
	return ok && n.Sign() == sign, nil
}

// differs reports whether a check found something about a figure as the source
// has it.
func (p *page) differs(name string) (bool, error) {
	f, err := p.ask(name)
	if f == nil {
		return false, err
	}
	return p.marks.about(f) >= 0, nil
}

// layoutFigure resolves {{name}} of a layout: what fig, stated and said wrote.
func (p *page) layoutFigure(name string, at source.Place) (doc.Inline, []source.Finding) {
	name, said := strings.CutSuffix(name, "@said")
	f, err := p.lookup(name)
	if err != nil {
		unknown := err.(fault)
		return nil, []source.Finding{{Rule: source.RuleLayout, Place: at, Message: unknown.message, Hint: unknown.hint}}
	}
	if f == nil {
		return nil, []source.Finding{{Rule: source.RuleLayout, Place: at,
			Message: "原文没有印出这个数：" + strings.TrimSuffix(name, "@stated"),
			Hint:    `先用{{if has "…@stated"}}判断`}}
	}
	if said {
		return p.saidRef(p.asPrinted(f)), nil
	}
	if strings.HasSuffix(name, "@stated") {
		return p.saidRef(f), nil
	}
	return p.ref(f), nil
}

// namedBlock builds the block that a fence of the layout names.
func (p *page) namedBlock(kind string, args []string, text string, at source.Place) ([]doc.Block, []source.Finding) {
	b, ok := p.blocks[kind]
	if !ok {
		kinds := sortedKeys(p.blocks)
		p.fault(at, "这种版式没有这个块："+kind, cmp.Or(source.DidYouMean(kind, kinds), "可以用的块："+strings.Join(kinds, "、")))
		return nil, nil
	}
	if why := b.argFault(args); why != "" {
		p.fault(at, "块的名字写得不对：“"+strings.Join(append([]string{kind}, args...), " ")+"”", why)
		return nil, nil
	}
	if !b.text && strings.TrimSpace(text) != "" {
		p.fault(at, "这种块里不写内容："+kind, "围栏块只写名字，不写值")
		return nil, nil
	}
	return b.build(args, text, at), nil
}

// argFault says what is wrong with the arguments of a block, or "".
func (b block) argFault(args []string) string {
	most := len(b.args)
	if len(args) < most || len(args) > most && !b.more {
		if most == 0 {
			return "这个块后面不写别的"
		}
		return fmt.Sprintf("要写%d个名字", most)
	}
	for i, a := range args {
		allowed := b.args[min(i, most-1)]
		if allowed != nil && !slices.Contains(allowed, a) {
			return cmp.Or(source.DidYouMean(a, allowed), "可以写："+strings.Join(allowed, "、"))
		}
	}
	return ""
}

func sortedKeys[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// fieldNames lists what a layout may write behind a point.
func fieldNames(data any) []string {
	t := reflect.TypeOf(data)
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	var out []string
	for _, f := range reflect.VisibleFields(t) {
		if f.IsExported() && !f.Anonymous {
			out = append(out, "."+f.Name)
		}
	}
	return out
}
