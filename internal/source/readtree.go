package source

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// limits bound what one content root may hold.
type limits struct {
	files int   // files and folders
	depth int   // parts of a path
	total int64 // bytes of all TOML files
}

func defaultLimits() limits { return limits{files: 200_000, depth: 6, total: 1 << 30} }

// ReadTree reads the TOML files of a content root. Links are refused, wherever
// they lead, and so is whatever has no place in the layout or exceeds the
// limits; files of other kinds are passed over. The error is ErrNoRoot, or that
// of a root which cannot be opened.
func ReadTree(root string) (*Tree, []Finding, error) {
	info, err := os.Stat(root)
	if err != nil || !info.IsDir() {
		return nil, nil, fmt.Errorf("%w：%s", ErrNoRoot, root)
	}
	dir, err := os.OpenRoot(root)
	if err != nil {
		return nil, nil, fmt.Errorf("内容目录打不开：%s", root)
	}
	defer dir.Close()
	tree, faults := readFS(dir.FS(), defaultLimits())
	return tree, faults, nil
}

// readFS reads a content root from a file system that does not lead out of it.
func readFS(fsys fs.FS, lim limits) (*Tree, []Finding) {
	w := &treeWalk{fsys: fsys, lim: lim, tree: &Tree{files: map[string]*[]byte{}, refused: map[string]bool{}}, named: map[string]bool{}}
	w.folder(".", 0)
	w.read()
	slices.Sort(w.tree.Folders)
	sortInputs(w.tree.inputs)
	Sort(w.faults)
	return w.tree, w.faults
}

type treeWalk struct {
	fsys   fs.FS
	lim    limits
	tree   *Tree
	faults []Finding
	paths  []string
	named  map[string]bool // what has been reported as misplaced
	count  int
	total  int64
}

func (w *treeWalk) fault(rule, file, message, hint string) {
	w.faults = append(w.faults, broken(rule, Place{File: file, Line: 1, Column: 1}, message, hint))
}

// folder collects the TOML files below a folder; it returns false when there are
// too many to go on.
func (w *treeWalk) folder(dir string, depth int) bool {
	entries, err := fs.ReadDir(w.fsys, dir)
	if err != nil {
		w.fault(RuleMissingFile, dir, "文件夹读不出来", "请检查文件夹的权限")
	}
	for _, e := range entries {
		name := e.Name()
		p := path.Join(dir, name)
		if ignored(name) {
			continue
		}
		if w.count++; w.count > w.lim.files {
			w.fault(RuleUnsafePath, SiteFile, fmt.Sprintf("内容目录里的文件超过%d个，后面的没有读", w.lim.files), "请检查 --content 指的是不是内容目录")
			return false
		}
		if depth == 2 && isYear(p[:strings.IndexByte(p, '/')]) && (len(w.tree.Folders) == 0 || w.tree.Folders[len(w.tree.Folders)-1] != dir) {
			w.tree.Folders = append(w.tree.Folders, dir)
		}
		if !w.entry(p, e, depth+1) {
			return false
		}
	}
	return true
}

func (w *treeWalk) entry(p string, e fs.DirEntry, depth int) bool {
	name := e.Name()
	isTOML := strings.EqualFold(path.Ext(name), ".toml")
	switch {
	case e.Type()&fs.ModeSymlink != 0:
		w.fault(RuleUnsafePath, p, "这是一个链接，链接一律不读，不论指向哪里", "把文件本身放在这里")
		w.tree.refused[p] = true
	case e.IsDir() && depth >= w.lim.depth:
		w.fault(RuleUnsafePath, p, fmt.Sprintf("文件夹套得太深，超过%d层，里面的没有读", w.lim.depth), "按 年份/部门编号/projects 的样子放")
	case e.IsDir():
		return w.folder(p, depth)
	case wrapped(name):
		w.fault(RuleUnsafePath, p, "文件名里有两个扩展名，不会当作数据读", "改名为 "+name[:strings.Index(strings.ToLower(name), ".toml")]+".toml；在资源管理器里先打开“显示文件扩展名”")
	case !isTOML || p == "tombi.toml":
	case !e.Type().IsRegular():
		w.fault(RuleUnsafePath, p, "这不是普通文件，没有读", "")
	case path.Ext(name) != ".toml":
		w.fault(RuleUnsafePath, p, "扩展名要用小写的 .toml", "改名为 "+strings.TrimSuffix(name, path.Ext(name))+".toml")
	default:
		return w.file(p, e)
	}
	return true
}

// file collects a TOML file that has its place and keeps within the limits.
func (w *treeWalk) file(p string, e fs.DirEntry) bool {
	if at, message, hint := layoutFault(p); message != "" {
		if !w.named[at] {
			w.fault(RuleUnsafePath, at, message, hint)
		}
		w.named[at] = true
		return true
	}
	info, err := e.Info()
	switch {
	case err != nil:
		w.fault(RuleMissingFile, p, "文件读不出来", "请检查文件的权限")
		return true
	case info.Size() > MaxFileSize:
		w.faults = append(w.faults, tooBig(p, info.Size()))
		w.tree.refused[p] = true
		return true
	}
	if w.total += info.Size(); w.total > w.lim.total {
		w.fault(RuleUnsafePath, p, fmt.Sprintf("全部文件加起来超过%d字节，后面的没有读", w.lim.total), "请检查 --content 指的是不是内容目录")
		return false
	}
	w.paths = append(w.paths, p)
	return true
}

// wrapped reports whether a name is that of a TOML file to which an editor has put
// the ending of a text of its own: huiyi.toml.txt.
func wrapped(name string) bool {
	for _, ending := range []string{".txt", ".doc", ".docx", ".wps", ".rtf", ".md", ".csv", ".xlsx"} {
		if head, ok := strings.CutSuffix(strings.ToLower(name), ending); ok && path.Ext(head) == ".toml" {
			return true
		}
	}
	return false
}

// ignored reports whether a name never matters: dot files, notes for people, and
// what editors leave behind.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || strings.HasSuffix(name, ".swp") ||
		strings.HasPrefix(name, "#") || strings.EqualFold(name, "README.md")
}

// loaded is what came of reading one file.
type loaded struct {
	data []byte
	hash string
	err  error
}

// read reads the collected files, as many at a time as there are processors. The
// result does not depend on their number.
func (w *treeWalk) read() {
	out := make([]loaded, len(w.paths))
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(w.paths))
	for k := range workers {
		wg.Go(func() {
			for i := k; i < len(w.paths); i += workers {
				out[i] = w.load(w.paths[i])
			}
		})
	}
	wg.Wait()
	for i, p := range w.paths {
		switch l := out[i]; {
		case l.err != nil:
			w.fault(RuleMissingFile, p, "文件读不出来", "请检查文件的权限")
		case len(l.data) > MaxFileSize:
			w.faults = append(w.faults, tooBig(p, int64(len(l.data))))
		default:
			data := l.data
			w.tree.files[p] = &data
			w.tree.inputs = append(w.tree.inputs, Input{Path: p, SHA256: l.hash})
		}
	}
}

// load reads one file, one byte beyond the limit at most.
func (w *treeWalk) load(p string) loaded {
	f, err := w.fsys.Open(p)
	if err != nil {
		return loaded{err: err}
	}
	defer f.Close()
	data, err := readAll(f)
	return loaded{data: data, hash: HashText(data), err: err}
}

// readAll reads a file, one byte beyond the limit at most, into no more memory than
// it needs.
func readAll(f fs.File) ([]byte, error) {
	room := int64(MaxFileSize)
	if info, err := f.Stat(); err == nil {
		room = min(max(info.Size(), 0), room)
	}
	data := make([]byte, room+1)
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return data[:n], nil
	}
	if err != nil || n > MaxFileSize {
		return data[:n], err
	}
	more, err := io.ReadAll(io.LimitReader(f, int64(MaxFileSize+1-n))) // it has grown since
	return append(data, more...), err
}
