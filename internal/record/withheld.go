package record

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/source"
)

// withheld is the word for what is not published at all.
const withheld = "withheld"

// Withheld names something that is not to be published: a project, or a report as
// a whole. Whoever prints for the public leaves out what speaks of it.
type Withheld struct {
	Key  string // 2023/a/projects/x; of a report 2023/a
	Path string // its file; of a report its folder, with / at the end
	Name string // of the project, "" where it has none
}

// Holds reports whether a file is among what is withheld.
func (w Withheld) Holds(file string) bool {
	return file == w.Path || strings.HasSuffix(w.Path, "/") && strings.HasPrefix(file, w.Path)
}

// Named reports whether a text has the project's name. A name of one character
// would be found everywhere.
func (w Withheld) Named(text string) bool {
	return utf8.RuneCountInString(w.Name) > 1 && strings.Contains(text, w.Name)
}

// Withheld lists what is not to be published among the reports read so far,
// sorted.
func (s *Store) Withheld() []Withheld {
	s.mu.Lock()
	defer s.mu.Unlock()
	slices.SortFunc(s.withheld, func(a, b Withheld) int { return cmp.Compare(a.Key, b.Key) })
	return slices.Clone(s.withheld)
}

func (s *Store) withhold(w Withheld) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.withheld = append(s.withheld, w)
}

// note notes a report and its projects that are not to be published.
func (s *Store) note(r *Report) {
	if r.Disclosure.Level.Value == withheld {
		s.withhold(Withheld{Key: r.Key(), Path: r.Key() + "/"})
	}
	for _, p := range r.Projects {
		if p.Hidden() {
			s.withhold(Withheld{r.Key() + "/projects/" + p.ID, p.File, strings.TrimSpace(p.Name.Value)})
		}
	}
}

// noteBroken does the same for a file that could not be read: it may well say so.
func (s *Store) noteBroken(key, path string) {
	data := s.tree.Data(path)
	if !regexp.MustCompile(`(?m)^\s*"?(disclosure|level)"?\s*=\s*["']+` + withheld).Match(data) {
		return
	}
	if strings.HasSuffix(path, "/report.toml") {
		path = strings.TrimSuffix(path, "report.toml")
	}
	w := Withheld{Key: key, Path: path}
	if m := regexp.MustCompile(`(?m)^\s*"?name"?\s*=\s*["']+([^"'\r\n]+)`).FindSubmatch(data); m != nil {
		w.Name = strings.TrimSpace(string(m[1]))
	}
	s.withhold(w)
}

// Hidden reports whether a project is not to be published.
func (p *Project) Hidden() bool { return p.Disclosure.Value == withheld }

// Hidden reports whether a report is not to be published, as a whole.
func (r *Report) Hidden() bool { return r.Disclosure.Level.Value == withheld }

// Public is the content as the public may see it: without the reports and projects
// that are withheld, without what other parts of a report say of such a project by
// its id, and without their files.
func (c *Content) Public() *Content {
	if len(c.Withheld) == 0 {
		return c
	}
	out := *c
	out.Reports = nil
	for _, r := range c.Reports {
		if p := r.Public(); p != nil {
			if p == r {
				p = new(*r)
			}
			p.Inputs = c.public(p.Inputs) // those of its earlier years too
			out.Reports = append(out.Reports, p)
		}
	}
	out.Inputs = c.public(c.Inputs)
	return &out
}

// Withhold withholds what is named, too. It is for content that was just loaded.
func (c *Content) Withhold(also []Withheld) {
	for _, w := range also {
		found := false
		for _, r := range c.Reports {
			if r.Key() == w.Key && !r.Hidden() {
				r.Disclosure.Level.Value, found = withheld, true
			}
			for _, p := range r.Projects {
				if r.Key()+"/projects/"+p.ID == w.Key && !p.Hidden() {
					p.Disclosure.Value, found = withheld, true
					w.Name = strings.TrimSpace(p.Name.Value)
				}
			}
		}
		if found {
			c.Withheld = append(c.Withheld, w)
		}
	}
}

func (c *Content) public(in []source.Input) []source.Input {
	return slices.DeleteFunc(slices.Clone(in), func(in source.Input) bool {
		return slices.ContainsFunc(c.Withheld, func(w Withheld) bool { return w.Holds(in.Path) })
	})
}

// Public is the report as the public may see it; nil when it is withheld, and the
// report itself when nothing of it is.
func (r *Report) Public() *Report {
	if r.Hidden() {
		return nil
	}
	var files, ids []string
	for _, p := range r.Projects {
		if p.Hidden() {
			files, ids = append(files, p.File), append(ids, p.ID)
		}
	}
	if len(ids) == 0 {
		return r
	}
	out := *r
	out.Left = len(ids)
	of := func(key string) bool {
		return slices.ContainsFunc(ids, func(id string) bool {
			rest, found := strings.CutPrefix(key, r.Key()+"/projects/"+id)
			return found && (rest == "" || rest[0] == '/')
		})
	}
	out.Projects = slices.DeleteFunc(slices.Clone(r.Projects), (*Project).Hidden)
	out.Inputs = slices.DeleteFunc(slices.Clone(r.Inputs), func(in source.Input) bool { return slices.Contains(files, in.Path) })
	out.Problems = keep(r.Problems, &out.Trimmed, func(x *Problem) bool { return slices.Contains(ids, x.Project.Value) })
	out.Reviews = keep(r.Reviews, &out.Trimmed, func(x *Review) bool { return slices.Contains(ids, x.Project.Value) })
	out.Revisions = keep(r.Revisions, &out.Trimmed, func(x *Revision) bool { return of(x.Key.Value) })
	out.Accepted = keep(r.Accepted, &out.Trimmed, func(x *Accepted) bool { return of(x.Key.Value) })
	return &out
}

// keep leaves out the rows that are not to be published, and notes that there were
// any.
func keep[T any](rows []T, trimmed *bool, hidden func(*T) bool) []T {
	var out []T
	for i := range rows {
		if hidden(&rows[i]) {
			*trimmed = true
			continue
		}
		out = append(out, rows[i])
	}
	return out
}

// exposed finds the names of withheld projects in what a department publishes: the
// text would be on its pages and in the files attached to its PDFs. A year that has
// a public project of the same name may name it.
func (s *Store) exposed(reports []*Report) []source.Finding {
	var names []Withheld
	for _, r := range reports {
		for _, p := range r.Projects {
			if name := strings.TrimSpace(p.Name.Value); p.Hidden() && utf8.RuneCountInString(name) > 1 {
				names = append(names, Withheld{Path: p.File, Name: name})
			}
		}
	}
	if len(names) == 0 {
		return nil
	}
	var out []source.Finding
	seen := map[string]bool{}
	for _, r := range reports {
		pub := r.Public()
		if pub == nil {
			continue
		}
		for _, in := range pub.Inputs {
			for _, w := range names {
				known := slices.ContainsFunc(pub.Projects, func(p *Project) bool { return strings.TrimSpace(p.Name.Value) == w.Name })
				if known || seen[in.Path+"\x00"+w.Name] || !strings.HasPrefix(in.Path, r.Key()+"/") && in.Path != r.Department.File {
					continue
				}
				seen[in.Path+"\x00"+w.Name] = true
				if at, ok := s.names(pub, r, in.Path, w.Name); ok {
					f := fault(source.RuleWithheld, at, "这里写了不公开的项目的名称，会随网页和附件公开",
						"删去这个名称，或者写进那个项目自己的文件；别的事正好同名的，给不公开的项目换一个名称")
					f.Related = []source.Related{{Place: start(w.Path), Message: "不公开的项目"}}
					out = append(out, f)
				}
			}
		}
	}
	return out
}

// names finds a name in a file of a report, in what is published of it: in values,
// and in comments where the file itself is attached.
func (s *Store) names(pub, whole *Report, path, name string) (source.Place, bool) {
	data := s.tree.Data(path)
	if !bytes.Contains(data, []byte(name)) && !bytes.Contains(data, []byte(`\u`)) && !bytes.Contains(data, []byte(`\U`)) {
		return source.Place{}, false
	}
	left := map[source.Place]bool{}
	if path == whole.File && pub.Trimmed {
		left = leftOut(pub, whole)
	}
	if f, _ := source.Parse(path, data); f != nil {
		if at, ok := nameIn(f.Root, name, left); ok {
			return at, true
		}
	}
	if path == whole.File && pub.Trimmed {
		return source.Place{}, false // the file is not attached
	}
	before, _, found := bytes.Cut(data, []byte(name))
	if !found {
		return source.Place{}, false
	}
	line := bytes.Count(before, []byte("\n"))
	return source.Place{File: path, Line: line + 1, Column: utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1}, true
}

// leftOut are the places of the rows that a report has and its public form has not.
func leftOut(pub, whole *Report) map[source.Place]bool {
	out := map[source.Place]bool{}
	for _, at := range whole.rows() {
		out[at] = true
	}
	for _, at := range pub.rows() {
		delete(out, at)
	}
	return out
}

// rows are the places of the rows that may speak of a project.
func (r *Report) rows() []source.Place {
	var out []source.Place
	for i := range r.Problems {
		out = append(out, r.Problems[i].Place)
	}
	for i := range r.Reviews {
		out = append(out, r.Reviews[i].Place)
	}
	for i := range r.Revisions {
		out = append(out, r.Revisions[i].Place)
	}
	for i := range r.Accepted {
		out = append(out, r.Accepted[i].Place)
	}
	return out
}

func nameIn(n *source.Node, name string, left map[source.Place]bool) (source.Place, bool) {
	if n.Kind == source.KindTable && left[n.Place] {
		return source.Place{}, false
	}
	if text, ok := n.Value.(string); ok && n.Kind == source.KindString {
		if i := strings.Index(text, name); i >= 0 {
			return n.PlaceAt(i), true
		}
	}
	for _, item := range n.Items {
		if at, ok := nameIn(item, name, left); ok {
			return at, true
		}
	}
	return source.Place{}, false
}
