package site

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
)

// Inspection is what was found in a whole content. Departments were read, computed
// and checked one after the other, and what was read is gone: a county of any size
// fits into memory.
type Inspection struct {
	Reports  int
	Findings []source.Finding // of the input and of the domain, sorted
	Warnings []string         // what the user must know though nothing is broken

	withheld []record.Withheld
	hushed   map[source.Place]bool // of the findings that are about it
	world    *World                // for the lines of its files
}

// inspector goes through the departments of a content.
type inspector struct {
	asOf       string
	faulty     []source.Finding         // of the input as a whole
	earlier    map[string]check.Edition // as an older revision had published; nil for none
	editions   *editions                // where published figures are kept; nil for nowhere
	store      *record.Store
	world      check.World
	catalogues map[*record.Profile]*metric.Catalogue

	rows   []inspected
	faults []source.Finding
	found  []source.Finding // of the domain
}

// inspected is what is kept of a report.
type inspected struct {
	digest *check.Digest
	found  []source.Finding
}

func (n *inspector) run(tree *source.Tree) {
	var faults []source.Finding
	n.store, faults = record.Open(tree)
	content := n.store.Content()
	var more []source.Finding
	n.catalogues, more = compile(content)
	faults = append(faults, more...)
	n.faults = faults
	n.faulty = append(slices.Clone(n.faulty), faults...)
	n.world = check.World{Site: content.Site, Departments: content.Departments, AsOf: n.asOf, Earlier: n.earlier}
	ids := n.store.Departments()
	rows, each := make([][]inspected, len(ids)), make([][]source.Finding, len(ids))
	parallel(len(ids), func(i int) { rows[i], each[i] = n.department(ids[i]) })
	n.rows = slices.Concat(rows...)
	n.faults = append(n.faults, slices.Concat(each...)...)
	slices.SortFunc(n.rows, func(a, b inspected) int {
		return cmp.Or(cmp.Compare(a.digest.Year, b.digest.Year), cmp.Compare(a.digest.Dept, b.digest.Dept))
	})
	n.settle()
}

// department reads, computes and checks the years of one department in their
// order; each is held against the one before.
func (n *inspector) department(id string) ([]inspected, []source.Finding) {
	reports, faults := n.store.Department(id)
	broken := append(slices.Clone(n.faulty), faults...)
	ctx := metric.Context{Catalogue: func(p *record.Profile) *metric.Catalogue { return n.catalogues[p] }, AsOf: n.asOf}
	var out []inspected
	var last *metric.Set
	var before *record.Report
	var digest *check.Digest
	for _, r := range reports {
		row := inspected{digest: check.Unread(r)}
		cat := n.catalogues[r.Rules]
		if cat == nil {
			last, before = nil, nil
			out = append(out, row)
			continue
		}
		ctx.Previous, ctx.PreviousReport = nil, nil
		if before != nil && before.Year == r.Year-1 {
			ctx.Previous, ctx.PreviousReport = last, before
		}
		set, more := ctx.Compute(r, cat)
		faults = append(faults, more...)
		faults = append(faults, report.Prose(r, set)...)
		if pub := r.Public(); pub != nil && pub != r { // what is published must not refer to what is not
			figures, _ := ctx.Compute(pub, cat)
			faults = append(faults, report.Prose(pub, figures)...)
		}
		n.editions.keep(r, set)
		if !damaged(r, broken) && !damaged(r, more) {
			earlier := digest
			if earlier != nil && earlier.Year != r.Year-1 {
				earlier = nil
			}
			row.found, row.digest = n.world.Report(check.Subject{Report: r, Figures: set}, earlier)
			for i := range row.found {
				row.found[i] = row.found[i].Own()
			}
			digest.Shed()
			digest = row.digest
		}
		last, before = set, r
		out = append(out, row)
	}
	digest.Shed()
	n.release(id, out, faults)
	return out, faults
}

// release forgets the files of a department of which nothing more will be said:
// those of projects without a finding.
func (n *inspector) release(id string, rows []inspected, faults []source.Finding) {
	said := map[string]bool{}
	note := func(fs []source.Finding) {
		for i := range fs {
			said[fs[i].Place.File] = true
		}
	}
	note(faults)
	for _, r := range rows {
		note(r.found)
	}
	n.store.Release(id, func(path string) bool { return said[path] || strings.HasSuffix(path, "/report.toml") })
}

// settle adds what only all reports together show.
func (n *inspector) settle() {
	digests := make([]*check.Digest, len(n.rows))
	place := map[*check.Digest]int{}
	for i := range n.rows {
		digests[i] = n.rows[i].digest
		place[digests[i]] = i
	}
	n.found = check.Assign(n.world.County(digests), digests, func(d *check.Digest, f source.Finding) {
		r := &n.rows[place[d]]
		r.found = append(r.found, f)
	})
	for i := range n.rows {
		n.found = append(n.found, check.Settle(n.rows[i].digest, n.rows[i].found)...)
	}
}
