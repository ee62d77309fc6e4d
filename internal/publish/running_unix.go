//go:build unix

package publish

import (
	"errors"
	"os"
	"strconv"
	"syscall"
)

// running reports whether a process of that number may still run; a name that is
// no number is taken for one, so that nothing foreign is removed.
func running(pid string) bool {
	n, err := strconv.Atoi(pid)
	if err != nil || n <= 0 {
		return true
	}
	p, err := os.FindProcess(n)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || errors.Is(err, syscall.EPERM)
}
