//go:build unix

package pdf_test

import (
	"bytes"
	"slices"
	"testing"
	"time"

	"mingbai/internal/pdf"
	"mingbai/internal/typeset"
)

// BenchmarkBook1000 makes a book of 1,000 pages: from the document to the bytes. It reports the
// processor time of one book beside the time on the clock, and the most memory that the process has
// had, as the system counts it.
func BenchmarkBook1000(b *testing.B) {
	faces := pdf.LoadFaces(b)
	book := bookOf(71)
	var info pdf.Info
	before, _ := usage(b)
	b.ReportAllocs()
	for b.Loop() {
		l, err := typeset.Book(book, typeset.DefaultStyle(), &faces)
		if err != nil {
			b.Fatal(err)
		}
		if info, err = pdf.Write(new(bytes.Buffer), l, bookMeta()); err != nil {
			b.Fatal(err)
		}
	}
	cpu, peak := usage(b)
	b.ReportMetric(float64((cpu-before).Milliseconds())/float64(b.N), "cpu-ms/op")
	b.ReportMetric(peak, "peak-MB")
	b.ReportMetric(float64(info.Pages), "pages")
	b.ReportMetric(float64(info.Size), "bytes")
}

// BenchmarkThroughput makes many small reports one after the other, from the document to the bytes,
// and reports the median of the first thousand and of the last: nothing may pile up. What other
// programs take of the machine changes in the meantime, so it is the processor's time that counts.
func BenchmarkThroughput(b *testing.B) {
	const reports, window = 10_000, 1000
	faces := pdf.LoadFaces(b)
	for b.Loop() {
		var times []time.Duration
		last, _ := usage(b)
		for i := range reports {
			l, err := typeset.Typeset(smallReport(i), typeset.DefaultStyle(), &faces)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := pdf.Write(new(bytes.Buffer), l, bookMeta()); err != nil {
				b.Fatal(err)
			}
			now, _ := usage(b)
			times = append(times, now-last)
			last = now
		}
		median := func(of []time.Duration) float64 {
			slices.Sort(of)
			return float64(of[len(of)/2].Microseconds())
		}
		first, end := median(times[:window]), median(times[reports-window:])
		b.ReportMetric(first, "first-µs")
		b.ReportMetric(end, "last-µs")
		b.ReportMetric(100*end/first, "last/first-%")
	}
	_, peak := usage(b)
	b.ReportMetric(peak, "peak-MB")
}
