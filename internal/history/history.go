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
	"strconv"
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

// Date is the commit's day at +08:00 (2024-03-31), or "" when it is unknown.
func (v Version) Date() string {
	if !v.Known() || v.Time.IsZero() {
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
	top, shallow, ok := repository(folders[0])
	if !ok {
		return nil
	}
	r := &Repo{root: top, Shallow: shallow, order: map[string]int{}, changed: map[string]bool{}}
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
	if newest.IsZero() {
		return ""
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

// repository finds the repository that holds a folder: the nearest one above it
// with a .git of its own. git is never left to find it, for it would take a folder
// of the content that looks like a bare repository for one, and run the commands
// that its config names.
func repository(folder string) (top string, shallow, ok bool) {
	for top = canonical(folder); ; top = filepath.Dir(top) {
		if _, err := os.Lstat(filepath.Join(top, ".git")); err == nil {
			break
		}
		if filepath.Dir(top) == top {
			return "", false, false
		}
	}
	out, err := git(top, "rev-parse", "--is-shallow-repository")
	return top, strings.TrimSpace(string(out)) == "true", err == nil
}

// isHash reports whether a text is the full hash of a commit.
func isHash(s string) bool {
	return (len(s) == 40 || len(s) == 64) && strings.Trim(s, "0123456789abcdef") == ""
}

// readLog notes for every file the newest commit that changed it. A header stands
// behind an empty field, which no file name can be.
func (r *Repo) readLog(paths []string) error {
	args := append([]string{"log", "--format=%x00%H %ct", "--name-only", "--no-renames", "-z", "--"}, paths...)
	out, err := git(r.root, args...)
	if err != nil {
		return err
	}
	sc := bufio.NewScanner(bytes.NewReader(out))
	sc.Buffer(nil, 1<<20)
	sc.Split(splitNUL)
	header := false
	for sc.Scan() {
		field := strings.TrimLeft(sc.Text(), "\n")
		if field == "" {
			header = true
			continue
		}
		if header {
			header = false
			hash, stamp, _ := strings.Cut(field, " ")
			if !isHash(hash) {
				return errors.New("unexpected line of git log")
			}
			r.commits = append(r.commits, commit{hash, unix(stamp)})
			continue
		}
		if _, seen := r.order[field]; !seen && len(r.commits) > 0 {
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

// git runs the program for the repository whose top folder is given, and returns
// its standard output. Nothing of the work tree may make it run anything else.
func git(top string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", append(gitOptions(top), args...)...)
	cmd.Dir = top
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	cmd.Stderr = io.Discard
	return cmd.Output()
}

// gitOptions name the repository and switch off what could run programs.
func gitOptions(top string) []string {
	return []string{
		"--git-dir=" + filepath.Join(top, ".git"), "--work-tree=" + top,
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull,
		"-c", "core.quotepath=false", "-c", "log.showSignature=false",
	}
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

// unix reads a commit's time; one outside the years that documents can bear is
// unknown.
func unix(s string) time.Time {
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil || n < 0 || n > maxTime {
		return time.Time{}
	}
	return time.Unix(n, 0).In(beijing)
}

// maxTime is the last second of 2199.
const maxTime = 7258118399
