package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/testscript"
)

// finding is one finding of check --format json.
type finding struct {
	Rule, Severity, Kind, File, Key, Message, Hint string
	Line, Column                                   int
	Stated, Computed, Difference, Unit             string
	Related                                        []struct {
		File, Message string
		Line, Column  int
	}
	Accepted any
}

func (f finding) place() string { return fmt.Sprintf("%s:%d:%d", f.File, f.Line, f.Column) }

// checked is the whole output of check --format json.
type checked struct {
	Schema   string
	Summary  struct{ Error, Warning, Info, Accepted int }
	Findings []finding
}

func (c checked) broken() []finding {
	return slices.DeleteFunc(slices.Clone(c.Findings), func(f finding) bool { return f.Kind != "broken" })
}

func (c checked) String() string {
	var b strings.Builder
	for _, f := range c.Findings {
		fmt.Fprintf(&b, "%s %s %s %s（%s）\n", f.place(), f.Severity, f.Rule, f.Message, f.Hint)
	}
	return b.String()
}

// exec runs a program in a script and returns its exit code.
func execCode(ts *testscript.TestScript, args ...string) int {
	err := ts.Exec(args[0], args[1:]...)
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("%v", err)
	return -1
}

func cmdCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if got := execCode(ts, args[1:]...); got != want {
		ts.Fatalf("%s exits %d, not %d", strings.Join(args[1:], " "), got, want)
	}
}

// quietly runs the program without writing its output into the log of the script.
func quietly(ts *testscript.TestScript, args ...string) (stdout, stderr string, code int) {
	path, err := exec.LookPath("mingbai")
	ts.Check(err)
	cmd := exec.Command(path, args...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TMP", "SYSTEMROOT"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err = cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		ts.Fatalf("%v", err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

// check runs check --format json.
func check(ts *testscript.TestScript) (checked, int) {
	stdout, stderr, code := quietly(ts, "check", "--format", "json")
	var c checked
	if err := json.Unmarshal([]byte(stdout), &c); err != nil {
		ts.Fatalf("check --format json: exit %d, %v\n%s", code, err, stderr)
	}
	if c.Schema != "mingbai.check/1" {
		ts.Fatalf("schema is %q", c.Schema)
	}
	return c, code
}

// cmdBroken holds that the content or the layouts have just one broken finding,
// that check and build both print it with its place and exit 1, and that public
// stays as it is.
func cmdBroken(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: broken RULE PLACE WORD...")
	}
	c, _ := check(ts)
	broken := c.broken()
	if len(broken) != 1 {
		ts.Fatalf("%d broken findings, not 1:\n%v", len(broken), c)
	}
	f := broken[0]
	if f.Rule != args[0] || f.place() != args[1] {
		ts.Fatalf("found %s at %s, not %s at %s:\n%v", f.Rule, f.place(), args[0], args[1], c)
	}
	for _, word := range args[2:] {
		if !strings.Contains(f.Message+"\n"+f.Hint, word) {
			ts.Fatalf("neither message nor hint has %q:\n%v", word, c)
		}
	}
	stops(ts, broken)
}

func cmdFaults(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: faults N")
	}
	c, _ := check(ts)
	if broken := c.broken(); strconv.Itoa(len(broken)) != args[0] {
		ts.Fatalf("%d broken findings, not %s:\n%v", len(broken), args[0], c)
	}
	stops(ts, c.broken())
}

// stops holds what all broken input has in common.
func stops(ts *testscript.TestScript, broken []finding) {
	before := snapshot(ts, ts.MkAbs("public"))
	for _, command := range [][]string{{"check", "--format", "json"}, {"check"}, {"build"}} {
		stdout, stderr, code := quietly(ts, command...)
		if code != 1 || stderr != "" {
			ts.Fatalf("%v exits %d, not 1; on stderr:\n%s", command, code, stderr)
		}
		if len(command) == 3 {
			continue
		}
		lines := strings.Split(stdout, "\n")
		for _, f := range broken {
			if want := f.line(); !slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(l, want) }) {
				ts.Fatalf("%v does not print %q but\n%s", command, want, stdout)
			}
		}
	}
	for _, f := range broken {
		if f.Kind != "broken" || f.Severity != "error" || !hasHan(f.Message) || f.Hint != "" && !hasHan(f.Hint) {
			ts.Fatalf("finding is %+v", f)
		}
		if text := english.FindString(f.Message + "\n" + f.Hint); text != "" {
			ts.Fatalf("finding speaks English (%s): %s", text, f.Message)
		}
	}
	if after := snapshot(ts, ts.MkAbs("public")); after != before {
		ts.Fatalf("public was\n%sand is\n%s", before, after)
	}
}

// english is how messages of Go's packages sound; ours are Chinese.
var english = regexp.MustCompile(`\b(executing|unexpected|expected|bad|invalid|missing|cannot|can't|undefined|no such|not|failed)\b`)

// line is how text output begins a finding.
func (f finding) line() string {
	root := "content/"
	if strings.HasPrefix(f.File, "layouts/") {
		root = ""
	}
	label := map[string]string{"error": "差错", "warning": "提醒", "info": "说明"}[f.Severity]
	return root + f.place() + " " + label + " " + f.Rule + " "
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
}

func cmdFinding(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || neg && len(args) > 2 {
		ts.Fatalf("usage: [!] finding RULE PLACE WORD...")
	}
	c, code := check(ts)
	var hit *finding
	for i, f := range c.Findings {
		if f.Rule == args[0] && f.place() == args[1] {
			hit = &c.Findings[i]
		}
	}
	if neg {
		if hit != nil {
			ts.Fatalf("there is a finding %s at %s:\n%v", args[0], args[1], c)
		}
		return
	}
	if hit == nil {
		ts.Fatalf("no finding %s at %s:\n%v", args[0], args[1], c)
	}
	for _, word := range args[2:] {
		all := strings.Join([]string{hit.Severity, hit.Kind, hit.Message, hit.Hint, hit.Stated, hit.Computed, hit.Difference, hit.Key}, "\n")
		if !strings.Contains(all, word) {
			ts.Fatalf("no %q in %+v", word, *hit)
		}
	}
	if want := map[bool]int{true: 1, false: 0}[c.Summary.Error > 0]; code != want {
		ts.Fatalf("check exits %d with %d errors", code, c.Summary.Error)
	}
}

func cmdFindings(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: findings N")
	}
	if c, _ := check(ts); strconv.Itoa(len(c.Findings)) != args[0] {
		ts.Fatalf("%d findings, not %s:\n%v", len(c.Findings), args[0], c)
	}
}

// cmdField reads a dotted path in the JSON on stdout; numbers index lists.
func cmdField(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] field PATH VALUE")
	}
	var v any
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	ts.Check(dec.Decode(&v))
	for _, part := range strings.Split(args[0], ".") {
		switch x := v.(type) {
		case map[string]any:
			v = x[part]
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i >= len(x) {
				ts.Fatalf("no %s in a list of %d", part, len(x))
			}
			v = x[i]
		default:
			ts.Fatalf("nothing at %s", args[0])
		}
	}
	if got := fmt.Sprint(v); (got == args[1]) == neg {
		ts.Fatalf("%s is %s", args[0], got)
	}
}

func cmdHex(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: hex FILE DIGITS")
	}
	data, err := hex.DecodeString(strings.ReplaceAll(args[1], " ", ""))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o666))
}

func cmdCRLF(ts *testscript.TestScript, neg bool, args []string) {
	for _, name := range args {
		text := strings.ReplaceAll(ts.ReadFile(name), "\n", "\r\n")
		ts.Check(os.WriteFile(ts.MkAbs(name), []byte("\ufeff"+text), 0o666))
	}
}

func cmdUTF16(ts *testscript.TestScript, neg bool, args []string) {
	var b bytes.Buffer
	b.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(ts.ReadFile(args[0]))) {
		ts.Check(binary.Write(&b, binary.LittleEndian, u))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

type keptKey struct{}

func cmdKeep(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Value(keptKey{}).(map[string]string)[dir] = snapshot(ts, dir)
}

func cmdKept(ts *testscript.TestScript, neg bool, args []string) {
	dir := ts.MkAbs(args[0])
	before := ts.Value(keptKey{}).(map[string]string)[dir]
	if after := snapshot(ts, dir); (after == before) == neg {
		ts.Fatalf("%s was\n%sand is\n%s", args[0], before, after)
	}
}

// snapshot is a folder's files with their bytes and times, and its neighbours'
// names.
func snapshot(ts *testscript.TestScript, dir string) string {
	text, err := folderState(dir)
	ts.Check(err)
	return text
}

func folderState(dir string) (string, error) {
	var b strings.Builder
	beside, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		return "", err
	}
	for _, e := range beside {
		fmt.Fprintf(&b, "beside: %s\n", e.Name())
	}
	if _, err := os.Lstat(dir); errors.Is(err, fs.ErrNotExist) {
		return b.String(), nil
	}
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		var sum [32]byte
		if info.Mode().IsRegular() {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			sum = sha256.Sum256(data)
		}
		fmt.Fprintf(&b, "%s %v %v %x\n", p, info.Mode(), info.ModTime().UnixNano(), sum[:8])
		return nil
	})
	return b.String(), err
}

// folderFiles is every file below a folder with its bytes.
func folderFiles(dir string) (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	return out, err
}

// differences lists the files that two folders do not share.
func differences(a, b map[string]string) []string {
	var out []string
	for p, text := range a {
		if other, ok := b[p]; !ok || other != text {
			out = append(out, p)
		}
	}
	for p := range b {
		if _, ok := a[p]; !ok {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

func cmdSame(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] same DIR DIR")
	}
	a, err := folderFiles(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := folderFiles(ts.MkAbs(args[1]))
	ts.Check(err)
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	if diff := differences(a, b); (len(diff) == 0) == neg {
		ts.Fatalf("%s and %s differ in %v", args[0], args[1], diff)
	}
}
