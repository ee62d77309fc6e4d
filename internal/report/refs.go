package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// anchor is the anchor of a figure on the page that explains it: METRIC, or
// ID.METRIC for a project. A stated figure is explained with its computed one, and
// the figures of one row of a list together: indicators.3.
func anchor(f *metric.Figure) string {
	if o, ok := f.Origin.(metric.Stated); ok && o.Of != nil {
		f = o.Of
	}
	name := f.Metric
	if _, function, ok := strings.Cut(f.Key, "/functions/"); ok {
		function, _, _ = strings.Cut(function, "/")
		return "functions." + strings.Join(strings.Fields(function), "-")
	}
	if _, rest, ok := strings.Cut(f.Key, "/departments/"); ok { // a sum in the county's unit
		return "departments." + strings.ReplaceAll(rest, "/", ".")
	}
	if list, row, _, ok := rowOf(f); ok {
		name = list + "." + row
	} else {
		name = strings.ReplaceAll(name, "/", ".")
	}
	if f.Project != "" {
		return f.Project + "." + name
	}
	return name
}

// rowOf takes the metric of a list's figure apart: indicators/3/score.
func rowOf(f *metric.Figure) (list, row, field string, ok bool) {
	list, rest, ok := strings.Cut(f.Metric, "/")
	if !ok {
		return "", "", "", false
	}
	row, field, ok = strings.Cut(rest, "/")
	return list, row, field, ok
}

// pageOf is the page on which the figure with that key is explained: the
// report's, or the year's for a sum of several reports.
func pageOf(key string) string {
	parts := strings.Split(key, "/")
	if len(parts) == 2 || parts[1] == "functions" || parts[1] == "departments" && len(parts) == 4 {
		return parts[0] + "/index.html"
	}
	return parts[0] + "/" + parts[1] + "/index.html"
}

// to is the address of an anchor on a page, as this page links it. What is printed
// explains no figure itself; it needs the whole address of the page that does, and
// where the site has none, its writer drops the link.
func (p *page) to(path, anchor string) string {
	switch {
	case path == p.path && !p.printed:
		return "#" + anchor
	case p.printed && p.base() != "":
		return p.base() + "/" + path + "#" + anchor
	}
	return path + "#" + anchor
}

// base is the address of the site, without its last slash; "" where it has none.
func (p *page) base() string { return strings.TrimRight(p.site.BaseURL.Value, "/") }

// reportAt is how this page links a report, or an anchor of it: in a book, the part
// that holds it.
func (p *page) reportAt(r *record.Report, anchor string) string {
	href := r.Key() + "/index.html"
	if p.bound {
		href = "#" + r.Dept
	}
	if anchor != "" {
		href += "#" + anchor
	}
	return href
}

// ref is a printed reference to a figure. A number becomes text once a page.
func (p *page) ref(f *metric.Figure) doc.FigureRef {
	r, ok := p.refs[f]
	if !ok {
		r = p.newRef(f)
		if p.refs == nil {
			p.refs = map[*metric.Figure]doc.FigureRef{}
		}
		p.refs[f] = r
	}
	return r
}

func (p *page) newRef(f *metric.Figure) doc.FigureRef {
	r := doc.FigureRef{Key: f.Key, Text: f.Shown(), Href: p.to(pageOf(f.Key), anchor(f)), Title: label(f)}
	switch f.Status() {
	case "absent":
		r.State, r.Title = doc.Absent, f.Reason()
	case "undefined":
		r.State, r.Title = doc.Undefined, f.Reason()
	default:
		if f.Kind() != "ratio" {
			r.Unit = f.Unit
		}
	}
	return r
}

// bare is a reference without its unit, for tables whose caption names it.
func (p *page) bare(f *metric.Figure) doc.FigureRef {
	r := p.ref(f)
	r.Unit = ""
	return r
}

// saidRef is a reference to a figure as the source has it, with its mark if a
// check found something about it. A computed figure has none.
func (p *page) saidRef(f *metric.Figure) doc.FigureRef {
	r := p.ref(f)
	if i := p.marks.about(f); i >= 0 {
		m := p.marks.mark(i)
		r.Said, r.Mark = true, &m
	}
	return r
}

// asPrinted is a figure as the source has it: what it printed about a computed
// one, else the figure itself.
func (p *page) asPrinted(f *metric.Figure) *metric.Figure {
	if _, computed := f.Origin.(metric.Computed); computed {
		if s := p.marks.stated(f); s != nil {
			return s
		}
	}
	return f
}

// settled is a figure as the source has it. Where it agrees with the rules, no check
// took exception, and the report is no copy of one that was printed, it is the
// computed score, which has the decimals that the rules want.
func (p *page) settled(f *metric.Figure) *metric.Figure {
	said := p.asPrinted(f)
	if said == f || f.Kind() != "score" || p.marks.about(said) >= 0 || p.report != nil && record.Stage(p.report.Stage.Value) == record.Transcribed {
		return said
	}
	a, ok1 := said.Exact()
	b, ok2 := f.Exact()
	if ok1 && ok2 && a.Cmp(b.Round(f.Digits, f.Rounding)) == 0 {
		return f
	}
	return said
}

// label names a figure, with what its reader must know.
func label(f *metric.Figure) string {
	if f.Note != "" {
		return f.Label + "（" + f.Note + "）"
	}
	return f.Label
}

// placeRef is a position in an input file, linked to the repository if the site
// names one.
func (p *page) placeRef(at source.Place) doc.PlaceRef {
	ref := doc.PlaceRef{File: at.File, Line: at.Line, Col: at.Column}
	if base := strings.TrimRight(p.site.Repository.Value, "/"); base != "" && at.File != "" {
		ref.Href = base + "/" + at.File
		if at.Line > 0 {
			ref.Href += "#L" + itoa(at.Line)
		}
	}
	return ref
}

// marks numbers what the checks found, in the order in which the document first
// refers to each.
type marks struct {
	set      *metric.Set
	findings []source.Finding
	number   []int // 1, 2, 3 …; 0 as long as nothing refers to it
	last     int
}

func newMarks(set *metric.Set, findings []source.Finding) *marks {
	m := &marks{set: set}
	for _, f := range findings {
		if f.Kind == source.Domain {
			m.findings = append(m.findings, f)
		}
	}
	source.Sort(m.findings)
	m.number = make([]int, len(m.findings))
	return m
}

// mark is the mark of finding i, numbered now if it has no number yet.
func (m *marks) mark(i int) doc.Mark {
	if m.number[i] == 0 {
		m.last++
		m.number[i] = m.last
	}
	return doc.Mark{N: m.number[i], Href: "#check-" + itoa(m.number[i])}
}

// finding is the finding that has mark n.
func (m *marks) finding(n int) *source.Finding {
	for i, have := range m.number {
		if have == n {
			return &m.findings[i]
		}
	}
	return nil
}

// stated is what the source printed about a figure, or nil.
func (m *marks) stated(f *metric.Figure) *metric.Figure {
	if m == nil || m.set == nil {
		return nil
	}
	return m.set.StatedFor(f)
}

// about is the finding about a figure as the source has it: at its own place,
// and not about words of the prose. It is −1 when there is none.
func (m *marks) about(f *metric.Figure) int {
	if m == nil {
		return -1
	}
	switch f.Origin.(type) {
	case metric.Input, metric.Stated:
	default:
		return -1
	}
	for i := range m.findings {
		fd := &m.findings[i]
		if fd.Quote == "" && fd.Place.Line > 0 && fd.Place == f.Place() && sameKey(fd.Key, f.Key) {
			return i
		}
	}
	return -1
}

// sameKey reports whether two keys are of the same figure, stated or computed.
func sameKey(a, b string) bool {
	return strings.TrimSuffix(a, "@stated") == strings.TrimSuffix(b, "@stated")
}

// project lists the findings about a project.
func (m *marks) project(id string) []int {
	var out []int
	for i := range m.findings {
		if strings.HasPrefix(m.findings[i].Key, m.set.ID+"/projects/"+id+"/") {
			out = append(out, i)
		}
	}
	return out
}
