package site

import (
	"strconv"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
)

// sums are the figures over the reports of a year, by key, with the groups that
// they belong to; a converted figure belongs to none.
type sums struct {
	figures map[string]*metric.Figure
	groups  map[*metric.Figure]*metric.Group
	keys    []string
}

// sumsOf adds up the year with which a key begins; nil for a key of another kind.
func (w *World) sumsOf(key string) *sums {
	head, _, _ := strings.Cut(key, "/")
	year, err := strconv.Atoi(head)
	if err != nil {
		return nil
	}
	if s, done := w.sums[year]; done {
		return s
	}
	unit := money.WanYuan
	if u, ok := money.UnitNamed(w.content.Site.Unit.Value); ok {
		unit = u
	}
	var rows []*metric.Row
	for _, r := range w.reports {
		if r.Year == year && r.set != nil {
			rows = append(rows, r.set.Row(r.Report))
		}
	}
	if len(rows) == 0 {
		return nil
	}
	s := &sums{figures: map[string]*metric.Figure{}, groups: map[*metric.Figure]*metric.Group{}}
	for _, g := range append([]*metric.Group{metric.Year(rows, year, unit)}, metric.Functions(rows, year, unit)...) {
		for _, f := range g.Figures() {
			s.add(f)
			s.groups[f] = g
		}
	}
	for _, row := range rows {
		for _, name := range []string{"budget", "spent"} {
			if f := row.Converted(name, unit); f != nil {
				s.add(f)
			}
		}
	}
	for _, f := range s.figures {
		w.link(f)
	}
	if w.sums == nil {
		w.sums = map[int]*sums{}
	}
	w.sums[year] = s
	return s
}

func (s *sums) add(f *metric.Figure) {
	s.figures[f.Key] = f
	s.keys = append(s.keys, f.Key)
}

// link puts the reports' own figures, which know where they come from, in the place
// of those of rows.
func (w *World) link(f *metric.Figure) {
	c, ok := f.Origin.(metric.Computed)
	if !ok {
		return
	}
	for i, in := range c.Inputs {
		for _, r := range w.reports {
			if r.set == nil || !strings.HasPrefix(in.Key, r.Key()+"/") {
				continue
			}
			if own := r.set.Get(in.Key); own != nil {
				c.Inputs[i] = own
			}
		}
	}
}

// formula is how a figure of the year comes about, in words and in figures.
func (s *sums) formula(f *metric.Figure) (labels, figures string, ok bool) {
	if s == nil || s.figures[f.Key] != f {
		return "", "", false
	}
	g := s.groups[f]
	if g == nil {
		words, factor := metric.Conversion(f)
		return words, ShownText(f.Inputs()[0]) + factor + " = " + ShownText(f), true
	}
	words, sign := g.Words(f)
	if sign == "" || !f.OK() || len(f.Inputs()) < 2 {
		return words, "", true
	}
	var parts []string
	for _, in := range f.Inputs() {
		parts = append(parts, ShownText(in))
	}
	return words, strings.Join(parts, sign) + " = " + ShownText(f), true
}
