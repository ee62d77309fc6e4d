package metric

import (
	"slices"
	"strings"
)

func (s *Set) sort() {
	n := len(s.report) + len(s.stated)
	for _, p := range s.projects {
		n += len(p)
	}
	s.sorted = make([]*Figure, 0, n)
	s.sorted = append(append(s.sorted, s.report...), s.stated...)
	for _, p := range s.projects {
		s.sorted = append(s.sorted, p...)
	}
	slices.SortFunc(s.sorted, func(a, b *Figure) int { return strings.Compare(a.Key, b.Key) })
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

// Report returns the report's figure of that metric ("execution_rate", or with
// "@stated"), or nil when the profile has none.
func (s *Set) Report(metric string) *Figure {
	if base, ok := strings.CutSuffix(metric, statedSuffix); ok {
		return s.statedOf(base)
	}
	if d := s.c.find(ofReport, metric); d != nil {
		return s.report[d.i]
	}
	return nil
}

func (s *Set) statedOf(metric string) *Figure {
	for _, f := range s.stated {
		if f.Metric == metric {
			return f
		}
	}
	return nil
}

// Project returns the figure of that metric of the project with that id, or nil.
func (s *Set) Project(id, metric string) *Figure {
	i := slices.Index(s.ids, id)
	d := s.c.find(ofProject, metric)
	if i < 0 || d == nil {
		return nil
	}
	return s.projects[i][d.i]
}

// Projects lists the figures of that metric, one for each project in the report's
// order.
func (s *Set) Projects(metric string) []*Figure {
	d := s.c.find(ofProject, metric)
	if d == nil {
		return nil
	}
	var out []*Figure
	for _, figures := range s.projects {
		out = append(out, figures[d.i])
	}
	return out
}

// Stated lists the stated figures, in the order of the record.
func (s *Set) Stated() []*Figure { return s.stated }

// StatedFor returns what the report printed about f, or nil.
func (s *Set) StatedFor(f *Figure) *Figure {
	if f.Project != "" {
		return nil
	}
	return s.statedOf(f.Metric)
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

// definition returns the metric of f, or nil for a figure of another set.
func (s *Set) definition(f *Figure) *def {
	if f.Project != "" {
		return s.c.find(ofProject, f.Metric)
	}
	return s.c.find(ofReport, f.Metric)
}
