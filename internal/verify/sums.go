package verify

import (
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
)

// sums are the figures over several reports that the front of a book prints, by key: those
// of the reports that are bound in it. It is nil where one of them could not be computed.
func (d *document) sums() map[string]*metric.Figure {
	rows := map[int][]*metric.Row{}
	for _, folder := range d.carried.folders() {
		key := strings.TrimSuffix(folder, "/")
		set, r := d.now.sets[key], d.now.reports[key]
		if set == nil {
			return nil
		}
		rows[r.Year] = append(rows[r.Year], set.Row(r))
	}
	unit := d.now.unit
	out := map[string]*metric.Figure{}
	for year, own := range rows {
		groups := append(metric.Functions(own, year, unit), metric.Year(own, year, unit))
		for _, g := range groups {
			for _, f := range []*metric.Figure{g.Budget, g.Spent, g.Unspent, g.Rate, g.Projects, g.Evaluated, g.Coverage, g.Score, g.ProjectBudget, g.ProjectSpent, g.PRate} {
				if f != nil {
					out[f.Key] = f
				}
			}
		}
		for _, r := range own {
			for _, name := range []string{"budget", "spent"} {
				if f := converted(r, name, unit); f != nil {
					out[f.Key] = f
				}
			}
		}
	}
	return out
}

// converted is a sum of a report in the unit of the site, as tables print it that set
// departments side by side.
func converted(r *metric.Row, name string, unit money.Unit) *metric.Figure {
	of := r.Report(name)
	if of == nil || of.Kind() != "amount" {
		return nil
	}
	f := *of
	f.Key = strings.Join([]string{strconv.Itoa(r.Year), "departments", r.Dept, name}, "/")
	f.Unit, f.Digits = unit.Name, 2
	return &f
}

// overReports reports whether a key is that of a figure over several reports: its second
// part is no department of the document.
func (d *document) overReports(key string) bool {
	if _, bound := d.carried.figures[""]; bound {
		return false // a report by itself, no book
	}
	parts := strings.SplitN(key, "/", 3)
	return len(parts) > 1 && !slices.ContainsFunc(d.carried.folders(), func(folder string) bool {
		return folder == parts[0]+"/"+parts[1]+"/"
	})
}
