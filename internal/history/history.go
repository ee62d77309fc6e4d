// Package history asks git which commit last changed a file, so that a document
// can say which version of its inputs it shows.
//
// It runs the git program: one pass over the log and one over the status, never
// one process a file. Without git, or outside a repository, every version is
// unknown, which is a state and not an error. The package must not know what the
// files mean.
package history

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Version is the state of a set of files.
type Version struct {
	Commit  string    // full hash of the last commit that changed one of them; "" when there is none
	Time    time.Time // its committer date, at +08:00; zero when there is none
	Changed bool      // one of them differs from what is committed
}

// Known reports whether the files are just as the commit has them.
func (v Version) Known() bool { return v.Commit != "" && !v.Changed }

// Short is the commit's first ten digits, or 未提交.
func (v Version) Short() string {
	if !v.Known() {
		return "未提交"
	}
	return v.Commit[:10]
}

// Long is the whole commit, or 未提交.
func (v Version) Long() string {
	if !v.Known() {
		return "未提交"
	}
	return v.Commit
}

// Date is the commit's day at +08:00 (2024-03-31), or "" when it is unknown.
func (v Version) Date() string {
	if !v.Known() {
		return ""
	}
	return v.Time.Format(time.DateOnly)
}

// Repo is what the log says of the files below some folders. A nil *Repo knows
// nothing and says so.
type Repo struct {
	Shallow bool           // the log is cut off: commits may be wrong
	order   map[string]int // file → index into commits, the newest that changed it
	commits []commit
	changed map[string]bool
	root    string
}

type commit struct {
	hash string
	time time.Time
}

// beijing is the zone of every date this tool prints.
var beijing = time.FixedZone("UTC+8", 8*3600)

// Open reads the history of the files below the folders, which must lie in one
// repository. It returns nil when there is no git program, no repository, or no
// commit yet.
func Open(folders ...string) *Repo {
	if len(folders) == 0 {
		return nil
	}
	top, err := git(folders[0], "rev-parse", "--show-toplevel", "--is-shallow-repository")
	if err != nil {
		return nil
	}
	lines := strings.Split(strings.TrimRight(string(top), "\r\n"), "\n")
	if len(lines) != 2 {
		return nil
	}
	r := &Repo{root: canonical(lines[0]), Shallow: lines[1] == "true", order: map[string]int{}, changed: map[string]bool{}}
	var paths []string
	for _, f := range folders {
		if p, ok := r.path(f); ok {
			paths = append(paths, p)
		}
	}
	if len(paths) == 0 || r.readLog(paths) != nil || r.readStatus(paths) != nil || len(r.commits) == 0 {
		return nil
	}
	return r
}

// Version is the state of the files, given by their paths in the file system.
func (r *Repo) Version(files []string) Version {
	if r == nil {
		return Version{Changed: true}
	}
	newest, v := -1, Version{}
	for _, f := range files {
		p, ok := r.path(f)
		i, committed := r.order[p]
		if !ok || !committed || r.changed[p] {
			v.Changed = true
			continue
		}
		if newest < 0 || i < newest {
			newest = i
		}
	}
	if newest >= 0 {
		v.Commit, v.Time = r.commits[newest].hash, r.commits[newest].time
	}
	return v
}

// Newest is the day of the newest commit that changed one of the folders, at
// +08:00 (2024-03-31), or "" when it is unknown.
func (r *Repo) Newest() string {
	if r == nil {
		return ""
	}
	var newest time.Time
	for _, c := range r.commits {
		if c.time.After(newest) {
			newest = c.time
		}
	}
	return newest.Format(time.DateOnly)
}

// path is a file's path inside the repository, with "/".
func (r *Repo) path(file string) (string, bool) {
	rel, err := filepath.Rel(r.root, canonical(file))
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// canonical is the path without links, as git sees it.
func canonical(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		p = abs
	}
	if real, err := filepath.EvalSymlinks(p); err == nil {
		return real
	}
	return p
}

// readLog notes for every file the newest commit that changed it.
func (r *Repo) readLog(paths []string) error {
	args := append([]string{"log", "--format=%x01%H %ct", "--name-only", "--no-renames", "-z", "--"}, paths...)
	out, err := git(r.root, args...)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(bytes.NewReader(out))
	sc.Buffer(nil, 1<<20)
	sc.Split(splitNUL)
	for sc.Scan() {
		field := strings.TrimLeft(sc.Text(), "\n")
		if head, ok := strings.CutPrefix(field, "\x01"); ok {
			hash, stamp, ok := strings.Cut(head, " ")
			if !ok {
				return errors.New("unexpected line of git log")
			}
			r.commits = append(r.commits, commit{hash, unix(strings.TrimSpace(stamp))})
			continue
		}
		if _, seen := r.order[field]; !seen && field != "" {
			r.order[field] = len(r.commits) - 1
		}
	}
	return sc.Err()
}

// readStatus notes which files differ from what is committed.
func (r *Repo) readStatus(paths []string) error {
	args := append([]string{"status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--"}, paths...)
	out, err := git(r.root, args...)
	if err != nil {
		return err
	}
	for _, line := range strings.Split(string(out), "\x00") {
		if len(line) > 3 {
			r.changed[line[3:]] = true
		}
	}
	return nil
}

// git runs the program in a folder and returns its standard output.
func git(dir string, args ...string) ([]byte, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	cmd := exec.Command("git", append([]string{"-c", "core.quotepath=false", "-c", "log.showSignature=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	cmd.Stderr = io.Discard
	return cmd.Output()
}

func splitNUL(data []byte, atEOF bool) (int, []byte, error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

func unix(s string) time.Time {
	var n int64
	for _, c := range s {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int64(c-'0')
	}
	return time.Unix(n, 0).In(beijing)
}
