package check

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// RunAll checks all reports of a content: the findings of each, in the order of
// the reports, sorted and settled, and those that belong to no report. Departments
// are checked side by side, the years of one in their order.
func (w *World) RunAll(in []Subject) (each [][]source.Finding, county []source.Finding) {
	each = make([][]source.Finding, len(in))
	digests := make([]*Digest, len(in))
	var chains [][]int
	index := map[string]int{}
	for _, i := range byYear(in) {
		dept := in[i].Report.Dept
		c, ok := index[dept]
		if !ok {
			c = len(chains)
			index[dept] = c
			chains = append(chains, nil)
		}
		chains[c] = append(chains[c], i)
	}
	var wait sync.WaitGroup
	next := make(chan []int)
	for range min(len(chains), runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for chain := range next {
				w.runChain(in, chain, each, digests)
			}
		})
	}
	for _, c := range chains {
		next <- c
	}
	close(next)
	wait.Wait()
	place := map[*Digest]int{}
	for i, d := range digests {
		if d == nil {
			digests[i] = Unread(in[i].Report)
			d = digests[i]
		}
		place[d] = i
	}
	county = Assign(w.County(digests), digests, func(d *Digest, f source.Finding) {
		each[place[d]] = append(each[place[d]], f)
	})
	for i, d := range digests {
		each[i] = Settle(d, each[i])
	}
	source.Sort(county)
	return each, county
}

// Unread stands for a report that cannot be checked because something in it is
// broken: it is there all the same.
func Unread(r *record.Report) *Digest {
	d := &Digest{Key: r.Key(), Dept: r.Dept, File: r.File, Year: r.Year, Stage: stageOf(r), Scope: strings.Clone(r.Scope.Value), rules: r.Rules, unread: true}
	if r.Department != nil {
		d.Name, d.Parent = r.Department.Name.Value, r.Department.Parent.Value
	}
	return d
}

// byYear is the order of the reports by year; those without figures are left out.
func byYear(in []Subject) []int {
	var out []int
	for i := range in {
		if in[i].Figures != nil {
			out = append(out, i)
		}
	}
	slices.SortStableFunc(out, func(a, b int) int { return in[a].Report.Year - in[b].Report.Year })
	return out
}

// runChain checks one department's years in their order.
func (w *World) runChain(in []Subject, chain []int, each [][]source.Finding, digests []*Digest) {
	var last *Digest
	for _, i := range chain {
		before := last
		if before != nil && before.Year != in[i].Report.Year-1 {
			before = nil
		}
		each[i], digests[i] = w.Report(in[i], before)
		last = digests[i]
	}
}

// Assign gives each finding of the county to the report in whose folder it stands,
// and returns those that stand in none.
func Assign(found []source.Finding, all []*Digest, give func(*Digest, source.Finding)) []source.Finding {
	folders := map[string]*Digest{}
	for _, d := range all {
		folders[d.Key] = d
	}
	var rest []source.Finding
	for _, f := range found {
		parts := strings.SplitN(f.Place.File, "/", 3)
		if len(parts) == 3 {
			if d := folders[parts[0]+"/"+parts[1]]; d != nil {
				give(d, f)
				continue
			}
		}
		rest = append(rest, f)
	}
	return rest
}
