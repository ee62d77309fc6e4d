// Package verify holds published files against the data that they carry: it takes the
// TOML files out of a PDF, computes every figure anew, and compares the result with the
// attached figures and with what the pages print. Of a whole site it also checks that
// each file is as the manifest has it.
//
// It needs nothing but the files themselves. It must not use what a build knew: no
// layouts, no fonts and no repository; and it writes nothing. What it cannot check it
// says.
package verify

import (
	"errors"
	"fmt"
)

// Status is what came of a check.
type Status int

const (
	Holds     Status = iota // 成立
	Fails                   // 不成立
	Unchecked               // 没有核验
)

// String is the status as JSON has it.
func (s Status) String() string { return [...]string{"holds", "fails", "unchecked"}[s] }

// Label is the status as people read it.
func (s Status) Label() string { return [...]string{"成立", "不成立", "没有核验"}[s] }

// Check is one thing that was looked at.
type Check struct {
	ID      string // for programs
	Title   string
	Status  Status
	Message string   // what holds, or why not
	Details []string // what differs, one by one
}

// Result is all checks of one file, or of the site as a whole (Path "").
type Result struct {
	Path   string
	Checks []Check
}

// Count is how many checks have that status.
func (r *Result) Count(s Status) int {
	n := 0
	for i := range r.Checks {
		if r.Checks[i].Status == s {
			n++
		}
	}
	return n
}

// OK reports whether no check fails.
func (r *Result) OK() bool { return r.Count(Fails) == 0 }

// Options name what a file may be held against besides itself; "" for nothing.
type Options struct {
	Content string // content root
	Layouts string // layouts folder
}

// Errors that say that there is nothing to verify.
var (
	ErrMissing = errors.New("没有这个文件或文件夹")
	ErrNotPDF  = errors.New("这不是 PDF 文件")
	ErrNotSite = errors.New("这个文件夹里没有 manifest.json，不是明白账生成的网站")
)

// mostDetails is how many differences of one check are named.
const mostDetails = 10

func (r *Result) hold(id, title, format string, args ...any) {
	r.Checks = append(r.Checks, Check{ID: id, Title: title, Status: Holds, Message: fmt.Sprintf(format, args...)})
}

func (r *Result) fail(id, title string, details []string, format string, args ...any) {
	if n := len(details); n > mostDetails {
		details = append(details[:mostDetails:mostDetails], fmt.Sprintf("还有%d处", n-mostDetails))
	}
	r.Checks = append(r.Checks, Check{ID: id, Title: title, Status: Fails, Message: fmt.Sprintf(format, args...), Details: details})
}

func (r *Result) skip(id, title, format string, args ...any) {
	r.Checks = append(r.Checks, Check{ID: id, Title: title, Status: Unchecked, Message: fmt.Sprintf(format, args...)})
}

// settle adds a check that holds unless there are faults.
func (r *Result) settle(id, title string, faults []string, holds, fails string) {
	if len(faults) == 0 {
		r.hold(id, title, "%s", holds)
		return
	}
	r.fail(id, title, faults, "%s", fails)
}
