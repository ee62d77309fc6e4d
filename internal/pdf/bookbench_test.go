//go:build unix

package pdf_test

import (
	"bytes"
	"crypto/sha256"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"

	"mingbai/internal/pdf"
	"mingbai/internal/testtool"
	"mingbai/internal/typeset"
)

// bookParts is how many parts make a book of 1,000 pages.
const bookParts = 78

// TestBook1000 holds how much memory a book of 1,000 pages may take: 500 MB. A process of its own
// makes it, so that the system can tell. What it costs in time BenchmarkBook1000 says.
func TestBook1000(t *testing.T) {
	const child = "MINGBAI_BOOK1000"
	if os.Getenv(child) != "" {
		if _, l := bookFile(t, bookParts); len(l.Pages) < 1000 {
			t.Errorf("only %d pages", len(l.Pages))
		}
		return
	}
	testtool.Full(t)
	if testing.Short() {
		t.Skip("its limits are not those of a race detector")
	}
	cmd := exec.Command(os.Args[0], "-test.run=^TestBook1000$")
	cmd.Env = append(os.Environ(), child+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	peak := peakOf(cmd.ProcessState.SysUsage().(*syscall.Rusage))
	t.Logf("%v of the processor, %.0f MB", cpu, peak)
	if peak > 500 {
		t.Errorf("a book of 1,000 pages took %.0f MB", peak)
	}
}

// BenchmarkBook1000 makes a book of 1,000 pages: from the document to the bytes. It reports the
// processor time of one book beside the time on the clock, and the most memory that the process has
// had, as the system counts it.
func BenchmarkBook1000(b *testing.B) {
	faces := pdf.LoadFaces(b)
	book := bookOf(bookParts)
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

// BenchmarkReport makes a report of six pages: from the document to the bytes.
func BenchmarkReport(b *testing.B) {
	faces := pdf.LoadFaces(b)
	d := departmentReport("政协某县委员会", 1)
	d.Body = append(d.Body[:4:4], d.Body[6], d.Body[8])
	var info pdf.Info
	before, _ := usage(b)
	b.ReportAllocs()
	for b.Loop() {
		l, err := typeset.Typeset(d, typeset.DefaultStyle(), &faces)
		if err != nil {
			b.Fatal(err)
		}
		if info, err = pdf.Write(new(bytes.Buffer), l, bookMeta()); err != nil {
			b.Fatal(err)
		}
	}
	cpu, _ := usage(b)
	b.ReportMetric(float64((cpu-before).Microseconds())/float64(b.N), "cpu-µs/op")
	b.ReportMetric(float64(info.Pages), "pages")
	b.ReportMetric(float64(info.Size), "bytes")
}

// BenchmarkThroughput makes many small reports one after the other, from the document to the bytes,
// and reports the median of the first thousand and of the last, in processor time: nothing may pile
// up. A processor that others share is not always as fast, so the time of a report is compared in
// percent with that of a fixed piece of work beside it.
func BenchmarkThroughput(b *testing.B) {
	const reports, window = 10_000, 1000
	faces := pdf.LoadFaces(b)
	fixed := bytes.Repeat([]byte("0123456789abcdef"), 1<<15)
	for b.Loop() {
		var times, ratios []float64
		for i := range reports {
			start, _ := usage(b)
			l, err := typeset.Typeset(smallReport(i), typeset.DefaultStyle(), &faces)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := pdf.Write(new(bytes.Buffer), l, bookMeta()); err != nil {
				b.Fatal(err)
			}
			end, _ := usage(b)
			sha256.Sum256(fixed)
			after, _ := usage(b)
			times = append(times, float64((end-start).Nanoseconds())/1e3)
			ratios = append(ratios, float64(end-start)/float64(max(after-end, 1)))
		}
		b.ReportMetric(median(times[:window]), "first-µs")
		b.ReportMetric(median(times[reports-window:]), "last-µs")
		b.ReportMetric(100*median(ratios[reports-window:])/median(ratios[:window]), "last/first-%")
	}
	_, peak := usage(b)
	b.ReportMetric(peak, "peak-MB")
}

// median is the one in the middle.
func median(of []float64) float64 {
	of = slices.Sorted(slices.Values(of))
	return of[len(of)/2]
}
