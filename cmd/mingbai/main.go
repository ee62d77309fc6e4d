// Command mingbai turns a county's budget self-evaluations, kept as TOML in git,
// into a web site and PDFs, and checks everything in them that can be checked.
//
// Results (findings, JSON, explanations) go to stdout; help, progress and errors
// to stderr. It exits 0 when done, 1 when something inside the content or the
// layouts is broken (for check also on findings of severity error), and 2 when
// the command could not run.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"mingbai/internal/source"
)

// Exit codes, as the contract has them.
const (
	exitDone   = 0
	exitBroken = 1
	exitUsage  = 2
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the whole program, so that tests can run it in-process.
func run(args []string, stdout, stderr io.Writer) int {
	a := &app{stdout: stdout, stderr: stderr}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stderr)
	root.SetErr(stderr)
	err := root.Execute()
	var e *exit
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &e):
		if e.text != "" {
			fmt.Fprintln(stderr, "错误："+e.text)
		}
		return e.code
	default:
		fmt.Fprintln(stderr, "错误："+chinese(root, args, err))
		fmt.Fprintln(stderr, "用 mingbai --help 看用法。")
		return exitUsage
	}
}

// app is what the commands share.
type app struct {
	stdout, stderr io.Writer
	content        string
	layouts        string
	out            string
	asOf           string
	format         string
	since          string
	failLevel      string
	list           bool
	quiet          bool
	reveal         bool
}

// exit ends the program with a code and, unless empty, a message.
type exit struct {
	code int
	text string
}

func (e *exit) Error() string { return e.text }

// cannotRun is an error that exits 2.
func cannotRun(err error) error { return &exit{exitUsage, err.Error()} }

// broken ends the program after the faults of the input were printed. Domain
// findings are not what stopped it.
func (a *app) broken(fs []source.Finding) error {
	a.printFindings(slices.DeleteFunc(slices.Clone(fs), func(f source.Finding) bool { return f.Kind != source.Broken }))
	return &exit{exitBroken, ""}
}
