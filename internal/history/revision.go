package history

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// Errors of reading an earlier revision.
var (
	ErrNoGit      = errors.New("没有找到 git 程序，读不了以前的版本")
	ErrNoRepo     = errors.New("数据目录不在 git 仓库里，没有以前的版本")
	ErrNoRevision = errors.New("没有这个版本")
)

// Revision is what a folder held at one revision.
type Revision struct {
	Name   string // as it was asked for: HEAD~1, a tag, a branch
	Commit string // full hash
	Files  map[string][]byte
}

// maxRevision bounds the bytes that are read of one revision.
const maxRevision = 1 << 30

// ReadRevision reads the files below a folder as a revision of its repository had
// them, by path relative to the folder; keep tells which are wanted. Links are
// left out. The work tree is neither read nor changed.
func ReadRevision(folder, name string, keep func(path string) bool) (*Revision, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, ErrNoGit
	}
	top, shallow, ok := repository(folder)
	if !ok {
		return nil, ErrNoRepo
	}
	rel, err := filepath.Rel(top, canonical(folder))
	if err != nil || strings.HasPrefix(rel, "..") {
		return nil, ErrNoRepo
	}
	commit, err := git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	if err != nil || name == "" {
		if shallow {
			return nil, fmt.Errorf("%w：“%s”；这个仓库是浅克隆，先运行 git fetch --unshallow", ErrNoRevision, name)
		}
		return nil, fmt.Errorf("%w：“%s”", ErrNoRevision, name)
	}
	r := &Revision{Name: name, Commit: strings.TrimSpace(string(commit)), Files: map[string][]byte{}}
	prefix := filepath.ToSlash(rel)
	if prefix == "." {
		prefix = ""
	} else {
		prefix += "/"
	}
	return r, r.read(top, prefix, keep)
}

// blob is one file of a revision.
type blob struct{ path, id string }

// read lists the files, then asks one process for all their contents.
func (r *Revision) read(root, prefix string, keep func(string) bool) error {
	args := []string{"ls-tree", "-r", "-z", "--full-tree", r.Commit}
	if prefix != "" {
		args = append(args, "--", strings.TrimSuffix(prefix, "/"))
	}
	out, err := git(root, args...)
	if err != nil {
		return fmt.Errorf("读不了版本“%s”的文件清单", r.Name)
	}
	var blobs []blob
	for _, line := range strings.Split(string(out), "\x00") {
		head, path, ok := strings.Cut(line, "\t")
		fields := strings.Fields(head)
		if !ok || len(fields) != 3 || fields[1] != "blob" || fields[0] == "120000" {
			continue
		}
		if p, below := strings.CutPrefix(path, prefix); below && keep(p) {
			blobs = append(blobs, blob{p, fields[2]})
		}
	}
	if len(blobs) == 0 {
		return nil
	}
	return r.contents(root, blobs)
}

func (r *Revision) contents(root string, blobs []blob) error {
	var ask bytes.Buffer
	for _, b := range blobs {
		ask.WriteString(b.id + "\n")
	}
	cmd := exec.Command("git", append(gitOptions(root), "cat-file", "--batch")...)
	cmd.Dir, cmd.Stdin = root, &ask
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0")
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return ErrNoGit
	}
	answers := bufio.NewReaderSize(pipe, 1<<16)
	failed := r.answers(answers, blobs)
	if failed != nil {
		// Let the process end; what it still writes is of no use.
		_, _ = io.Copy(io.Discard, answers)
	}
	if err := cmd.Wait(); err != nil && failed == nil {
		failed = fmt.Errorf("读不了版本“%s”的文件", r.Name)
	}
	return failed
}

// answers reads what git cat-file --batch says: a line “id type size”, the bytes,
// and a line end, for every object in order.
func (r *Revision) answers(in *bufio.Reader, blobs []blob) error {
	total := 0
	for _, b := range blobs {
		head, err := in.ReadString('\n')
		fields := strings.Fields(head)
		if err != nil || len(fields) != 3 || fields[1] != "blob" {
			return fmt.Errorf("版本“%s”里的 %s 读不出来，可能是部分克隆，先取回它", r.Name, b.path)
		}
		size, err := strconv.Atoi(fields[2])
		if total += size; err != nil || size < 0 || total > maxRevision {
			return fmt.Errorf("版本“%s”的文件太大，没有读", r.Name)
		}
		data := make([]byte, size+1)
		if _, err := io.ReadFull(in, data); err != nil {
			return fmt.Errorf("版本“%s”里的 %s 读不完整", r.Name, b.path)
		}
		r.Files[b.path] = data[:size]
	}
	return nil
}
