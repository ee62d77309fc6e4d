//go:build unix

package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"slices"
	"syscall"
	"testing"
	"time"

	"mingbai/internal/pdf"
	"mingbai/internal/testtool"
	"mingbai/internal/typeset"
)

// TestBook1000 holds what a book of 1,000 pages may cost: 3 s of the processor and 500 MB. A process
// of its own makes it, so that the system can tell.
func TestBook1000(t *testing.T) {
	const child = "MINGBAI_BOOK1000"
	if os.Getenv(child) != "" {
		if _, l := bookFile(t, 71); len(l.Pages) < 1000 {
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
	if cpu > 3*time.Second || peak > 500 {
		t.Errorf("a book of 1,000 pages took %v and %.0f MB", cpu, peak)
	}
}

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
