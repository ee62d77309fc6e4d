package metric

import (
	"slices"
	"strings"
)

// sort lists all figures by key: record by record, whose keys have a beginning of
// their own, the projects in the place of the report's word “projects”.
func (s *Set) sort() {
	groups := make([][]*Figure, len(s.records))
	n := 0
	for i := range s.records {
		groups[i] = s.records[i].sorted(s.c)
		n += len(groups[i])
	}
	order := make([]int, len(s.ids))
	for i := range order {
		order[i] = i + 1
	}
	slices.SortFunc(order, func(a, b int) int { return strings.Compare(s.records[a].prefix, s.records[b].prefix) })
	s.sorted = make([]*Figure, 0, n)
	own := groups[0]
	at := len(own)
	if len(order) > 0 {
		at, _ = slices.BinarySearchFunc(own, s.records[order[0]].prefix, func(f *Figure, key string) int { return strings.Compare(f.Key, key) })
	}
	s.sorted = append(s.sorted, own[:at]...)
	for _, i := range order {
		s.sorted = append(s.sorted, groups[i]...)
	}
	s.sorted = append(s.sorted, own[at:]...)
}

// sorted lists the figures of a record by key.
func (r *figures) sorted(c *Catalogue) []*Figure {
	out := make([]*Figure, 0, len(r.metrics)+len(r.stated)+len(r.rows))
	for _, f := range r.metrics {
		if f != nil {
			out = append(out, f)
		}
	}
	out = append(append(out, r.stated...), r.rows...)
	skip := len(r.prefix)
	slices.SortFunc(out, func(a, b *Figure) int { return strings.Compare(a.Key[skip:], b.Key[skip:]) })
	return out
}

// All lists every figure, sorted by key.
func (s *Set) All() []*Figure { return s.sorted }

// Get returns the figure with that full key, or nil.
func (s *Set) Get(key string) *Figure {
	i, ok := slices.BinarySearchFunc(s.sorted, key, func(f *Figure, key string) int { return strings.Compare(f.Key, key) })
	if !ok {
		return nil
	}
	return s.sorted[i]
}

// recordOf is the index of the record of a project, or of the report for ""; −1
// where there is no such project.
func (s *Set) recordOf(project string) int {
	if project == "" {
		return 0
	}
	if i := slices.Index(s.ids, project); i >= 0 {
		return i + 1
	}
	return -1
}

// Report returns the report's figure of that metric ("execution_rate", with
// "@stated", or of a row: "indicators/3/score"), or nil when there is none.
func (s *Set) Report(metric string) *Figure { return s.of(0, metric) }

// Project returns the figure of that metric of the project with that id, or nil.
func (s *Set) Project(id, metric string) *Figure {
	i := slices.Index(s.ids, id)
	if i < 0 {
		return nil
	}
	return s.of(i+1, metric)
}

func (s *Set) of(record int, metric string) *Figure {
	rec := &s.records[record]
	if d := s.c.find(scopeOf(record-1), metric); d != nil {
		return rec.metrics[d.i]
	}
	if !strings.ContainsAny(metric, "/@") {
		return nil
	}
	return s.Get(rec.prefix + metric)
}

// Projects lists the figures of that metric, one for each project in the report's
// order; nil stands for a project that gives nothing for it.
func (s *Set) Projects(metric string) []*Figure {
	d := s.c.find(ofProject, metric)
	if d == nil {
		return nil
	}
	var out []*Figure
	for i := range s.ids {
		out = append(out, s.records[i+1].metrics[d.i])
	}
	return out
}

// Stated lists what was printed about figures that are computed: the report's in
// the order of the record, then each project's, scores of single indicators and
// printed figures with a formula among them.
func (s *Set) Stated() []*Figure {
	var out []*Figure
	for i := range s.records {
		out = append(out, s.records[i].stated...)
		for _, f := range s.records[i].rows {
			if _, ok := f.Origin.(Stated); ok {
				out = append(out, f)
			}
		}
	}
	return out
}

// StatedFor returns what was printed about f, or nil.
func (s *Set) StatedFor(f *Figure) *Figure {
	if _, ok := f.Origin.(Stated); ok {
		return nil
	}
	return s.Get(f.Key + statedSuffix)
}

// Adopted returns what counts of a score: what was stated about it where that is
// a number, else f itself.
func (s *Set) Adopted(f *Figure) *Figure {
	if st := s.StatedFor(f); st != nil {
		if _, ok := st.Exact(); ok {
			return st
		}
	}
	return f
}

// Near lists at most five keys that an unknown key may have meant.
func (s *Set) Near(key string) []string {
	short := strings.TrimPrefix(key, s.ID+"/")
	var names []string
	for _, f := range s.sorted {
		names = append(names, strings.TrimPrefix(f.Key, s.ID+"/"))
	}
	out := nearest(short, names, 5)
	for i := range out {
		out[i] = s.ID + "/" + out[i]
	}
	return out
}
