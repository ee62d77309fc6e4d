package verify

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// recomputed is all figures that follow from the TOML files of a document.
type recomputed struct {
	sets    map[string]*metric.Set    // by key of the report
	reports map[string]*record.Report // likewise
	unit    money.Unit                // of the site
	forms   forms
	fault   string // the first fault of the files, "" for none
}

// cache keeps what was computed: the PDFs of one report carry the same files.
type cache map[[sha256.Size]byte]*recomputed

// recompute computes the figures of all reports in the files.
func (k cache) recompute(files map[string][]byte) *recomputed {
	h := sha256.New()
	for _, p := range sortedKeys(files) {
		fmt.Fprintf(h, "%q %d\n", p, len(files[p]))
		h.Write(files[p])
		io.WriteString(h, "\n")
	}
	id := [sha256.Size]byte(h.Sum(nil))
	if k[id] == nil {
		k[id] = recompute(files)
	}
	return k[id]
}

func recompute(files map[string][]byte) *recomputed {
	content, faults := record.Load(source.NewTree(files))
	out := &recomputed{sets: map[string]*metric.Set{}, reports: map[string]*record.Report{}, unit: money.WanYuan, forms: formsOf(content)}
	if u, ok := money.UnitNamed(content.Site.Unit.Value); ok {
		out.unit = u
	}
	catalogues := map[*record.Profile]*metric.Catalogue{}
	for _, id := range sortedKeys(content.Profiles) {
		p := content.Profiles[id]
		if p.Lost {
			continue
		}
		c, more := metric.Compile(p)
		catalogues[p] = c
		faults = append(faults, more...)
	}
	years := map[string][]*record.Report{}
	for _, r := range content.Reports { // by year
		years[r.Dept] = append(years[r.Dept], r)
	}
	for _, dept := range sortedKeys(years) {
		sets, more := metric.Context{}.Years(years[dept], func(p *record.Profile) *metric.Catalogue { return catalogues[p] })
		faults = append(faults, slices.Concat(more...)...)
		for i, r := range years[dept] {
			if sets[i] != nil {
				out.sets[r.Key()], out.reports[r.Key()] = sets[i], r
			}
		}
	}
	for _, f := range faults {
		if f.Kind == source.Broken {
			out.fault = fmt.Sprintf("%s:%d:%d %s", f.Place.File, f.Place.Line, f.Place.Column, f.Message)
			break
		}
	}
	return out
}

// figure finds a figure of any of the reports.
func (r *recomputed) figure(key string) *metric.Figure {
	parts := strings.SplitN(key, "/", 3)
	if len(parts) < 3 {
		return nil
	}
	set := r.sets[parts[0]+"/"+parts[1]]
	if set == nil {
		return nil
	}
	return set.Get(key)
}
