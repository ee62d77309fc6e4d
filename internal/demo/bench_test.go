package demo

import (
	"testing"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// BenchmarkGenerate writes 100 department-years of the size that the county
// benchmarks use.
func BenchmarkGenerate(b *testing.B) {
	for b.Loop() {
		files, bytes := 0, 0
		if err := Each(Options{Seed: 1, First: 2015, Years: 10, Departments: 10, Projects: Range{7, 7}, Indicators: 20}, func(_ string, data []byte) error {
			files++
			bytes += len(data)
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(files), "files")
		b.ReportMetric(float64(bytes), "bytes")
	}
}

func BenchmarkDecode(b *testing.B) {
	files, err := Generate(Options{Seed: 1, First: 2015, Years: 10, Departments: 10, Projects: Range{7, 7}, Indicators: 20})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		record.Load(source.NewTree(files))
	}
}
