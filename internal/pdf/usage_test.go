//go:build unix

package pdf_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// usage is what the process has used so far: processor time, and the most memory at any time.
func usage(t testing.TB) (cpu time.Duration, peak float64) {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), peakOf(&u)
}

// peakOf is the most memory at any time, in MB.
func peakOf(u *syscall.Rusage) float64 {
	peak := float64(u.Maxrss) / 1e6 // of bytes
	if runtime.GOOS == "linux" {
		peak *= 1024 // which counts in KiB
	}
	return peak
}
