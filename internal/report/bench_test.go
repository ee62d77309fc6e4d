package report

import "testing"

func BenchmarkReport(b *testing.B) {
	c, _ := county(b)
	in := c.input(b, "2023/shuili")
	l := shipped(b)
	b.ReportAllocs()
	for b.Loop() {
		l.Report(in)
	}
}
