// Package publish replaces a published folder by a new one, whole or not at all.
//
// The new tree is written into a sibling folder and swapped in; whatever goes
// wrong before the swap leaves the old tree untouched and nothing beside it.
// The package must not know what the files are.
package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
)

// File is one file of the new tree. Path is relative, with "/".
type File struct {
	Path string
	Data []byte
}

// Marker is the file by which a folder is known to be ours.
const Marker = "manifest.json"

// markerStart is how our own marker begins.
const markerStart = `{"schema":"mingbai.manifest/`

// keep is the one foreign file that a published folder may hold.
const keep = ".gitkeep"

// Error is a target that must not or cannot be replaced; its text is Chinese.
type Error struct{ text string }

func (e *Error) Error() string { return e.text }

func refuse(format string, args ...any) error { return &Error{fmt.Sprintf(format, args...)} }

// Check reports why target must not be replaced: it is a link, no folder, holds
// foreign files, or overlaps one of the input folders. A target that does not
// exist is fine.
func Check(target string, inputs ...string) error {
	abs, err := filepath.Abs(target)
	if err != nil {
		return refuse("输出目录“%s”无法使用：%v", target, err)
	}
	if filepath.Dir(abs) == abs {
		return refuse("输出目录不能是根目录“%s”", target)
	}
	real := resolve(abs)
	for _, in := range inputs {
		if in == "" {
			continue
		}
		inReal := resolve(in)
		if within(real, inReal) || within(inReal, real) {
			return refuse("输出目录“%s”与输入目录“%s”重叠，请换一个目录", target, in)
		}
	}
	info, err := os.Lstat(abs)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return refuse("输出目录“%s”无法读取：%v", target, reason(err))
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return refuse("输出目录“%s”是一个链接，请直接写它指向的目录", target)
	}
	if !info.IsDir() {
		return refuse("“%s”是一个文件，不是目录", target)
	}
	return checkOurs(target, abs)
}

// checkOurs accepts an empty folder and one that carries our marker.
func checkOurs(target, abs string) error {
	names, err := os.ReadDir(abs)
	if err != nil {
		return refuse("输出目录“%s”无法读取：%v", target, reason(err))
	}
	foreign := ""
	for _, n := range names {
		if n.Name() != keep {
			foreign = n.Name()
			break
		}
	}
	if foreign == "" {
		return nil
	}
	f, err := os.Open(filepath.Join(abs, Marker))
	if err == nil {
		defer f.Close()
		head := make([]byte, len(markerStart))
		if _, err := io.ReadFull(f, head); err == nil && string(head) == markerStart {
			return nil
		}
	}
	return refuse("输出目录“%s”里有不是明白账生成的文件（例如“%s”），不敢覆盖；请换一个目录，或先把它清空", target, foreign)
}

// Replace publishes the files as the whole content of target. Check must have
// passed. Files equal to those already published keep their inode.
func Replace(target string, files []File) (err error) {
	abs, err := filepath.Abs(target)
	if err != nil {
		return refuse("输出目录“%s”无法使用：%v", target, err)
	}
	made, err := makeParents(filepath.Dir(abs))
	if err != nil {
		return refuse("无法建立目录“%s”：%v", filepath.Dir(target), reason(err))
	}
	sweep(abs)
	tmp, err := makeSibling(hidden(abs) + ".tmp-")
	if err != nil {
		return refuse("写入“%s”失败：%v", target, reason(err))
	}
	defer func() {
		os.RemoveAll(tmp)
		if err != nil {
			for _, d := range made {
				os.Remove(d)
			}
		}
	}()
	if err := writeTree(tmp, abs, files); err != nil {
		return refuse("写入“%s”失败：%v", target, reason(err))
	}
	if err := swap(tmp, abs); err != nil {
		return refuse("替换输出目录“%s”失败：%v", target, reason(err))
	}
	return nil
}

// hidden is the sibling name under which trees are prepared.
func hidden(abs string) string {
	return filepath.Join(filepath.Dir(abs), "."+filepath.Base(abs))
}

// makeSibling makes a folder of that prefix, this process's number, and a count
// where that name is taken: processes of two containers may share a number.
func makeSibling(prefix string) (string, error) {
	for n := 0; ; n++ {
		dir := fmt.Sprintf("%s%d-%d", prefix, os.Getpid(), n)
		if err := os.Mkdir(dir, 0o777); err == nil || !errors.Is(err, fs.ErrExist) || n > 99 {
			return dir, err
		}
	}
}

// makeParents creates the missing folders above the target and returns those it
// made, deepest first.
func makeParents(dir string) ([]string, error) {
	var missing []string
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || filepath.Dir(d) == d {
			break
		}
		missing = append(missing, d)
	}
	return missing, os.MkdirAll(dir, 0o777)
}

// writeTree writes the new tree, linking what did not change from the old one.
func writeTree(tmp, old string, files []File) error {
	sorted := append([]File(nil), files...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].Path < sorted[j].Path })
	dirs := map[string]bool{tmp: true}
	for _, f := range sorted {
		if !fs.ValidPath(f.Path) {
			return fmt.Errorf("不安全的路径“%s”", f.Path)
		}
		to := filepath.Join(tmp, filepath.FromSlash(f.Path))
		if d := filepath.Dir(to); !dirs[d] {
			if err := os.MkdirAll(d, 0o777); err != nil {
				return err
			}
			dirs[d] = true
		}
		if linked(filepath.Join(old, filepath.FromSlash(f.Path)), to, f.Data) {
			continue
		}
		if err := os.WriteFile(to, f.Data, 0o666); err != nil {
			return err
		}
	}
	if info, err := os.Lstat(filepath.Join(old, keep)); err == nil && info.Mode().IsRegular() {
		return keepFile(filepath.Join(old, keep), filepath.Join(tmp, keep))
	}
	return nil
}

// keepFile carries a .gitkeep over: it is in the hands of whoever sends pull
// requests, so no more of it than a remark.
func keepFile(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, 4096))
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
}

// linked makes to a hard link of from if from is a regular file with just that
// content.
func linked(from, to string, data []byte) bool {
	info, err := os.Lstat(from)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	// Linked first and compared then: another build may swap the old tree meanwhile.
	if os.Link(from, to) != nil {
		return false
	}
	if have, err := os.ReadFile(to); err == nil && bytes.Equal(have, data) {
		return true
	}
	os.Remove(to)
	return false
}

// swap puts the new tree in the place of the old one and removes the old one.
func swap(tmp, target string) error {
	if _, err := os.Lstat(target); errors.Is(err, fs.ErrNotExist) {
		return os.Rename(tmp, target)
	}
	if exchange(tmp, target) == nil {
		return nil // the old tree now lies at tmp and goes with it
	}
	old, err := makeSibling(hidden(target) + ".old-")
	if err != nil {
		return err
	}
	if err := errors.Join(os.Remove(old), os.Rename(target, old)); err != nil {
		return err
	}
	if err := os.Rename(tmp, target); err != nil {
		return errors.Join(err, os.Rename(old, target))
	}
	os.RemoveAll(old)
	return nil
}

// sweep removes what a crashed run of this program left beside the target. A
// folder whose process still runs is left alone.
func sweep(abs string) {
	for _, kind := range []string{".tmp-", ".old-"} {
		prefix := hidden(abs) + kind
		left, _ := filepath.Glob(escapeGlob(prefix) + "*")
		for _, dir := range left {
			if pid, _, _ := strings.Cut(strings.TrimPrefix(dir, prefix), "-"); pid != fmt.Sprint(os.Getpid()) && !running(pid) {
				restore(dir, abs, kind)
			}
		}
	}
}

// restore removes a leftover folder, or puts back an old tree whose replacement
// never arrived.
func restore(dir, target, kind string) {
	if _, err := os.Lstat(target); kind == ".old-" && errors.Is(err, fs.ErrNotExist) {
		os.Rename(dir, target)
		return
	}
	os.RemoveAll(dir)
}

func escapeGlob(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(s)
}

// within reports whether path is dir or lies below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// resolve is the absolute path with links followed as far as it exists.
func resolve(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return p
	}
	rest := ""
	for d := abs; ; d = filepath.Dir(d) {
		if real, err := filepath.EvalSymlinks(d); err == nil {
			return filepath.Join(real, rest)
		}
		if filepath.Dir(d) == d {
			return abs
		}
		rest = filepath.Join(filepath.Base(d), rest)
	}
}

// reason words an error of the file system in Chinese where it is a common one.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, fs.ErrNotExist):
		return "不存在"
	case errors.Is(err, fs.ErrExist):
		return "已经存在"
	case errors.Is(err, syscall.ENOTDIR):
		return "上一级是文件，不是目录"
	case errors.Is(err, syscall.ENOSPC):
		return "磁盘满了"
	}
	return "系统说：" + err.Error()
}
