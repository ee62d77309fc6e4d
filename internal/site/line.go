package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Line is the line of an input at which a place lies; ok is false where it is
// withheld.
func (i *Inspection) Line(p source.Place) (line string, ok bool) {
	line, ok = i.world.Line(p)
	if i.hushed[p] || slices.ContainsFunc(i.withheld, func(w record.Withheld) bool { return w.Holds(p.File) || w.Named(line) }) {
		return "", false
	}
	return line, ok
}

// lastFile is the file whose line was asked for last: findings come file by file,
// and there may be thousands in one.
type lastFile struct {
	sync.Mutex
	path  string
	lines []string // nil where there is no such file
}

// Line is the line of an input at which a place lies, without its end; ok is false
// where there is none.
func (w *World) Line(p source.Place) (line string, ok bool) {
	w.last.Lock()
	defer w.last.Unlock()
	if w.last.path != p.File || w.last.lines == nil {
		w.last.path, w.last.lines = p.File, w.lines(p.File)
	}
	if p.Line < 1 || p.Line > len(w.last.lines) {
		return "", false
	}
	return w.last.lines[p.Line-1], true
}

// lines are the lines of an input; nil where it can't be read.
func (w *World) lines(file string) []string {
	data, ok := w.tree.Data(file), w.tree.Has(file)
	if ok && data == nil { // it was dropped, and only the county as a whole says something of it
		var err error
		if data, err = os.ReadFile(filepath.Join(w.opt.Content, filepath.FromSlash(file))); err != nil {
			return nil
		}
	}
	if rest, isLayout := strings.CutPrefix(file, "layouts/"); isLayout && !ok {
		var err error
		if data, err = fs.ReadFile(w.layouts, rest); err != nil {
			return nil
		}
	} else if !ok {
		return nil
	}
	return strings.Split(string(source.Normalise(data)), "\n")
}
