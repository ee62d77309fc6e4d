package check

import (
	"testing"

	"mingbai/internal/demo"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// county computes a fictional county of so many department-years.
func county(b *testing.B, departments int) (*World, []Subject) {
	b.Helper()
	files, err := demo.Generate(demo.Options{Seed: 1, First: 2014, Years: 10, Departments: departments, Projects: demo.Range{Min: 7, Max: 7}, Indicators: 20})
	if err != nil {
		b.Fatal(err)
	}
	content, _ := record.Load(source.NewTree(files))
	catalogues := map[*record.Profile]*metric.Catalogue{}
	var in []Subject
	for _, r := range content.Reports {
		if catalogues[r.Rules] == nil {
			catalogues[r.Rules], _ = metric.Compile(r.Rules)
		}
		set, _ := metric.Compute(r, catalogues[r.Rules])
		in = append(in, Subject{r, set})
	}
	return &World{Site: content.Site, Departments: content.Departments, AsOf: "2026-06-01"}, in
}

func benchmarkRunAll(b *testing.B, departments int) {
	w, in := county(b, departments)
	b.ReportAllocs()
	b.ResetTimer()
	n := 0
	for b.Loop() {
		each, _ := w.RunAll(in)
		n = 0
		for _, fs := range each {
			n += len(fs)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(in)), "µs/report")
	b.ReportMetric(float64(n), "findings")
}

// Each of these has ten years: 10, 100 and 400 department-years.
func BenchmarkRunAll10(b *testing.B)  { benchmarkRunAll(b, 1) }
func BenchmarkRunAll100(b *testing.B) { benchmarkRunAll(b, 10) }
func BenchmarkRunAll400(b *testing.B) { benchmarkRunAll(b, 40) }
