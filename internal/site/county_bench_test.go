package site

import (
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"

	"mingbai/internal/demo"
)

// county writes a fictional county of so many department-years of ten years each,
// with 7 projects a year and 20 indicators a project, file by file.
func county(b *testing.B, departmentYears int) string {
	b.Helper()
	root := b.TempDir()
	opt := demo.Options{Seed: 1, First: 2014, Years: 10, Departments: departmentYears / 10, Projects: demo.Range{Min: 7, Max: 7}, Indicators: 20}
	if err := demo.Each(opt, func(path string, data []byte) error {
		name := filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	}); err != nil {
		b.Fatal(err)
	}
	return root
}

// used is the processor time of this process so far, in seconds, and its peak
// memory in MiB.
func used() (seconds, peak float64) {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0, 0
	}
	t := func(v syscall.Timeval) float64 { return float64(v.Sec) + float64(v.Usec)/1e6 }
	return t(u.Utime) + t(u.Stime), float64(u.Maxrss) / 1024
}

func benchmarkCounty(b *testing.B, n int) {
	root := county(b, n)
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as the command does
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1600 << 20))
	runtime.GC()
	before, _ := used()
	for b.Loop() {
		in, err := Check(Options{Content: root, Layouts: filepath.Join("..", "..", "layouts")}, "")
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(in.Findings)), "findings")
	}
	after, peak := used()
	b.ReportMetric((after-before)/float64(b.N), "cpu-s/op")
	b.ReportMetric(peak, "peak-MiB")
}

func BenchmarkCounty100(b *testing.B)   { benchmarkCounty(b, 100) }
func BenchmarkCounty1000(b *testing.B)  { benchmarkCounty(b, 1000) }
func BenchmarkCounty10000(b *testing.B) { benchmarkCounty(b, 10000) }
