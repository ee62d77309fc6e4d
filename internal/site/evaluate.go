package site

import (
	"maps"
	"slices"
	"strings"

	"mingbai/internal/check"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
)

// evaluation is a content with its figures and what the checks found in it.
type evaluation struct {
	content    *record.Content
	catalogues map[*record.Profile]*metric.Catalogue
	reports    []*computed      // in the order of content.Reports
	county     []source.Finding // of the domain, about no single report
	faults     []source.Finding // of profiles, and of formulas in records
}

// evaluate compiles each profile once, then computes every report and checks them
// all. A report with a broken file is not checked: what cannot be read would only
// look like a difference. earlier is what an older revision had published, to find
// silent changes; nil for none.
func evaluate(content *record.Content, asOf string, faulty []source.Finding, earlier map[string]check.Edition) *evaluation {
	e := &evaluation{content: content}
	e.catalogues, e.faults = compile(content)
	e.compute(asOf)
	world := check.World{Site: content.Site, Departments: content.Departments, AsOf: asOf, Earlier: earlier, Unpublished: map[string]bool{}}
	for _, w := range content.Withheld {
		world.Unpublished[w.Key] = true
	}
	subjects := make([]check.Subject, len(e.reports))
	broken := append(slices.Clone(faulty), e.faults...)
	for i, r := range e.reports {
		subjects[i] = check.Subject{Report: r.Report}
		if !damaged(r.Report, broken) {
			subjects[i].Figures = r.set
		}
	}
	each, county := world.RunAll(subjects)
	for i, r := range e.reports {
		r.findings = each[i]
	}
	e.county = county
	return e
}

// compile compiles every profile, and checks its forms. One whose base is missing
// is left out: that has been said, and everything else would follow from it.
func compile(content *record.Content) (map[*record.Profile]*metric.Catalogue, []source.Finding) {
	catalogues := map[*record.Profile]*metric.Catalogue{}
	var out []source.Finding
	for _, id := range slices.Sorted(maps.Keys(content.Profiles)) {
		p := content.Profiles[id]
		if p.Lost {
			continue
		}
		c, faults := metric.Compile(p)
		catalogues[p] = c
		out = append(out, faults...)
		out = append(out, report.FormFaults(p)...)
	}
	source.Sort(out)
	return catalogues, source.Unique(out) // a fault of a base is one of each that extends it
}

// compute computes every report: departments side by side, the years of one in
// their order, so that each has the year before.
func (e *evaluation) compute(asOf string) {
	reports := e.content.Reports
	e.reports = make([]*computed, len(reports))
	faults := make([][]source.Finding, len(reports))
	var chains [][]int
	index := map[string]int{}
	for i, r := range reports { // by year, then department
		c, ok := index[r.Dept]
		if !ok {
			c = len(chains)
			index[r.Dept] = c
			chains = append(chains, nil)
		}
		chains[c] = append(chains[c], i)
	}
	ctx := metric.Context{AsOf: asOf}
	parallel(len(chains), func(c int) {
		own := make([]*record.Report, len(chains[c]))
		for k, i := range chains[c] {
			own[k] = reports[i]
		}
		sets, more := ctx.Years(own, func(p *record.Profile) *metric.Catalogue { return e.catalogues[p] })
		for k, i := range chains[c] {
			e.reports[i], faults[i] = &computed{Report: reports[i], set: sets[k]}, more[k]
		}
	})
	for _, f := range faults {
		e.faults = append(e.faults, f...)
	}
}

// damaged reports whether a fault lies in a file of the report's own folder or in
// its rules.
func damaged(r *record.Report, faults []source.Finding) bool {
	return slices.ContainsFunc(faults, func(f source.Finding) bool {
		return f.Kind == source.Broken && (strings.HasPrefix(f.Place.File, r.Key()+"/") || slices.Contains(r.Rules.Files, f.Place.File))
	})
}

// findings are the domain findings of all reports and of the county.
func (e *evaluation) findings() []source.Finding {
	var out []source.Finding
	for _, r := range e.reports {
		out = append(out, r.findings...)
	}
	return append(out, e.county...)
}
