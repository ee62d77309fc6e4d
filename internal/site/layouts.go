package site

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"

	"mingbai/internal/source"
)

// Bounds of a layouts folder; a font of a whole country's characters is 30 MB.
const (
	maxLayoutFile  = 64 << 20
	maxLayoutFiles = 1000
)

// layoutFiles is the layouts folder in memory: an fs.FS whose files are read
// once, so that the hash, the pages and the assets speak of the same bytes.
type layoutFiles struct {
	fs.FS
	inputs []source.Input // as "layouts/…"
	faults []source.Finding
	paths  []string // in the file system, "" for embedded ones
}

// openLayouts reads the layouts from a folder, or takes the embedded ones when
// the folder was not asked for and is not there.
func openLayouts(dir string, given bool, embedded fs.FS) (*layoutFiles, error) {
	info, err := os.Stat(dir)
	switch {
	case err == nil && info.IsDir():
		return readLayouts(os.DirFS(dir), dir)
	case err == nil:
		return nil, fmt.Errorf("版式目录“%s”不是目录", dir)
	case given || !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("没有版式目录“%s”", dir)
	}
	return readLayouts(embedded, "")
}

func readLayouts(from fs.FS, dir string) (*layoutFiles, error) {
	files := memory{}
	out := &layoutFiles{FS: files}
	err := fs.WalkDir(from, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if p != "." && strings.HasPrefix(path.Base(p), ".") {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if len(files) >= maxLayoutFiles {
			return fmt.Errorf("版式目录里的文件超过%d个", maxLayoutFiles)
		}
		if !d.Type().IsRegular() {
			out.fault(source.RuleUnsafePath, p, "这是一个链接，或者不是普通文件，没有读", "把文件本身放在这里")
			return nil
		}
		data, err := readBounded(from, p)
		if err != nil {
			out.fault(source.RuleMissingFile, p, "文件读不出来："+err.Error(), "请检查文件的权限和大小")
			return nil
		}
		files[p] = data
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("版式目录读不出来：%w", err)
	}
	for p := range files {
		out.inputs = append(out.inputs, source.Input{Path: "layouts/" + p, SHA256: source.HashFile(p, files[p])})
	}
	sort.Slice(out.inputs, func(i, j int) bool { return out.inputs[i].Path < out.inputs[j].Path })
	if dir != "" {
		for _, in := range out.inputs {
			out.paths = append(out.paths, path.Join(dir, strings.TrimPrefix(in.Path, "layouts/")))
		}
	}
	return out, nil
}

func (l *layoutFiles) fault(rule, p, message, hint string) {
	l.faults = append(l.faults, source.Finding{
		Rule: rule, Place: source.Place{File: "layouts/" + p, Line: 1, Column: 1}, Message: message, Hint: hint,
	})
}

func readBounded(from fs.FS, p string) ([]byte, error) {
	info, err := fs.Stat(from, p)
	if err != nil {
		return nil, err
	}
	if info.Size() > maxLayoutFile {
		return nil, fmt.Errorf("%s 超过%d MB", p, maxLayoutFile>>20)
	}
	data, err := fs.ReadFile(from, p)
	if err != nil || !source.IsText(p) {
		return data, err
	}
	return source.Normalise(data), nil
}

// assets lists the files below assets/, which are published as they are.
func (l *layoutFiles) assets() []string {
	var out []string
	for _, in := range l.inputs {
		if p := strings.TrimPrefix(in.Path, "layouts/"); strings.HasPrefix(p, "assets/") {
			out = append(out, p)
		}
	}
	return out
}
