package metric

import (
	"slices"
	"strings"
	"unicode"
)

// Names in prose. A clerk writes 支出, 会议费.支出, 预算执行率@原文: the label, an
// alias or the key of a metric, before it a project (its id, its name, or a part
// of a name that no other project has), behind it @原文 for what the source
// printed. An indicator's name means what it reached, and with 指标值 behind it what
// it aims at, where nothing else has that name. 部门. in front names the report's figure where a project's prose
// would mean the project's own.

// reportPrefix names the report from within a project's prose.
const reportPrefix = "部门"

// Resolve returns the figures that a label in prose can mean: one when it is
// clear, several or none otherwise. project is the id of the project whose prose
// it is, "" for the report's own; there a bare label is the project's figure
// before it is the report's.
func (s *Set) Resolve(label, project string) []*Figure {
	name, stated := s.cutStated(label)
	owner, metric, dotted := cutOwner(name)
	var out []*Figure
	switch {
	case dotted && normal(owner) == reportPrefix:
		out = s.reportNamed(metric)
	case dotted:
		for _, i := range s.projectsNamed(owner) {
			out = append(out, s.projectNamed(i, metric)...)
		}
	default:
		if i := slices.Index(s.ids, project); project != "" && i >= 0 {
			out = s.projectNamed(i, metric)
		}
		if len(out) == 0 {
			out = s.reportNamed(metric)
		}
	}
	if !stated {
		return out
	}
	var printed []*Figure
	for _, f := range out {
		if p := s.StatedFor(f); p != nil {
			printed = append(printed, p)
		}
	}
	return printed
}

func (s *Set) cutStated(label string) (name string, stated bool) {
	label = strings.ReplaceAll(label, "＠", "@")
	i := strings.LastIndex(label, "@")
	if i < 0 {
		return label, false
	}
	switch normal(label[i+1:]) {
	case "原文", "stated":
		return label[:i], true
	}
	return label, false
}

// cutOwner parts 会议费.支出 at its last point.
func cutOwner(name string) (owner, metric string, dotted bool) {
	name = strings.ReplaceAll(name, "．", ".")
	i := strings.LastIndex(name, ".")
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

// normal drops what writers vary: blanks and quotation marks.
func normal(s string) string {
	if !varied(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("“”\"‘’'「」『』《》", r) {
			return -1
		}
		return r
	}, s)
}

// varied reports whether a text may have something that normal drops. All of that
// is ASCII or begins with one of a few bytes, with which hanzi do not begin.
func varied(s string) bool {
	for i := range len(s) {
		switch b := s[i]; {
		case b <= ' ', b == '"', b == '\'', b == 0xc2, b == 0xe1, b == 0xe2, b == 0xe3:
			return true
		}
	}
	return false
}

func (s *Set) reportNamed(metric string) []*Figure {
	metric = normal(metric)
	var out []*Figure
	for _, d := range s.c.report {
		f := s.records[0].metrics[d.i]
		if f != nil && (slices.Contains(d.names, metric) || called(f.Label, metric)) {
			out = append(out, f)
		}
	}
	return s.records[0].orRows(out, metric)
}

// orRows adds the rows that a word can mean; where there is nothing of that name,
// the indicators.
func (r *figures) orRows(out []*Figure, metric string) []*Figure {
	if out = append(out, r.named(metric)...); len(out) == 0 && metric != "" {
		out = r.indicatorNamed(metric)
	}
	return out
}

// indicatorNamed lists what an indicator of that name reached; with 指标值 behind
// the name, what it aims at.
func (r *figures) indicatorNamed(metric string) []*Figure {
	aim, target := strings.CutSuffix(metric, "指标值")
	aim = strings.TrimSuffix(aim, "的")
	var out []*Figure
	for i := range r.indicators {
		switch x := &r.indicators[i]; {
		case x.Actual != nil && x.called == metric:
			out = append(out, x.Actual)
		case x.Target != nil && target && x.called == aim:
			out = append(out, x.Target)
		}
	}
	return out
}

// called reports whether a row has that name, which is normal; most names are as
// they are written.
func called(row, name string) bool {
	return row == name || len(row) > len(name) && varied(row) && normal(row) == name
}

// named lists the figures of a record's rows that a word can mean: items and
// printed figures by their labels, any row by the rest of its key.
func (r *figures) named(metric string) []*Figure {
	var out []*Figure
	for _, f := range r.labelled {
		if f.Metric == metric || normal(f.Label) == metric {
			out = append(out, f)
		}
	}
	if len(out) > 0 || !strings.Contains(metric, "/") {
		return out
	}
	for _, f := range r.rows {
		if _, ok := f.Origin.(Stated); !ok && f.Metric == metric {
			out = append(out, f)
		}
	}
	return out
}

func (s *Set) projectNamed(i int, metric string) []*Figure {
	metric = normal(metric)
	var out []*Figure
	for _, d := range s.c.project {
		if f := s.records[i+1].metrics[d.i]; f != nil && slices.Contains(d.names, metric) {
			out = append(out, f)
		}
	}
	return s.records[i+1].orRows(out, metric)
}

// projectsNamed lists the projects that a word can mean: by id, else by full
// name, else by a part of the name.
func (s *Set) projectsNamed(word string) []int {
	word = normal(word)
	if i := slices.Index(s.ids, word); i >= 0 {
		return []int{i}
	}
	var whole, part []int
	for i, name := range s.env.names {
		name = normal(name)
		if name == word {
			whole = append(whole, i)
		}
		if word != "" && strings.Contains(name, word) {
			part = append(part, i)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

// Candidates lists, for a label that Resolve finds nowhere or more than once,
// what prose may write instead: at most five labels, the likeliest first.
func (s *Set) Candidates(label, project string) []string {
	const most = 5
	found := s.Resolve(label, project)
	if len(found) == 0 {
		return s.similar(label, most)
	}
	var out []string
	for _, f := range found[:min(most, len(found))] {
		out = append(out, s.proseLabel(f))
	}
	return out
}

// proseLabel is the label by which prose names f and nothing else.
func (s *Set) proseLabel(f *Figure) string {
	suffix, label := "", f.Label
	if o, ok := f.Origin.(Stated); ok {
		suffix, label = "@原文", o.Of.Label
	}
	if strings.Contains(f.Metric, "/") {
		label = f.Metric
	}
	if f.Project != "" {
		if i := slices.Index(s.ids, f.Project); i >= 0 && len(s.projectsNamed(s.env.names[i])) == 1 {
			return s.env.names[i] + "." + label
		}
		return f.Project + "." + label
	}
	return label + suffix
}

// similar lists labels close to one that means nothing.
func (s *Set) similar(label string, most int) []string {
	name, stated := s.cutStated(label)
	owner, metric, dotted := cutOwner(name)
	var out []string
	add := func(figures ...*Figure) {
		for _, f := range figures {
			if l := s.proseLabel(f); len(out) < most && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	switch {
	case stated:
		add(s.records[0].stated...)
	case dotted && normal(owner) != reportPrefix:
		owners := s.projectsNamed(owner)
		if len(owners) == 0 {
			owners = s.projectsLike(owner)
		}
		for _, i := range owners {
			figures := s.projectNamed(i, metric)
			if len(figures) == 0 {
				figures = similarFigures(metric, s.c.project, s.records[i+1].metrics)
			}
			add(figures...)
		}
	default:
		add(similarFigures(metric, s.c.report, s.records[0].metrics)...)
		for i := range s.ids { // a project's metric, named bare
			add(s.projectNamed(i, metric)...)
		}
	}
	return out
}

// similarFigures lists figures with a name close to a mistyped one.
func similarFigures(metric string, defs []*def, figures []*Figure) []*Figure {
	var names []string
	var owners []*Figure
	for i, d := range defs {
		if figures[i] == nil {
			continue
		}
		for _, n := range append([]string{normal(figures[i].Label)}, d.names...) {
			names, owners = append(names, n), append(owners, figures[i])
		}
	}
	var out []*Figure
	for _, n := range nearest(normal(metric), names, 10) {
		if f := owners[slices.Index(names, n)]; !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// projectsLike lists all projects, those first whose names share most characters
// with the word.
func (s *Set) projectsLike(word string) []int {
	shared := make([]int, len(s.env.names))
	order := make([]int, len(s.env.names))
	for i, name := range s.env.names {
		order[i] = i
		for _, r := range normal(word) {
			if strings.ContainsRune(name, r) {
				shared[i]++
			}
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return shared[b] - shared[a] })
	return order
}
