package site

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

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

// Line is the line of an input at which a place lies, without its end; ok is false
// where there is none.
func (w *World) Line(p source.Place) (line string, ok bool) {
	data, ok := w.tree.Data(p.File), w.tree.Has(p.File)
	if ok && data == nil { // it was dropped, and only the county as a whole says something of it
		var err error
		if data, err = os.ReadFile(filepath.Join(w.opt.Content, filepath.FromSlash(p.File))); err != nil {
			return "", false
		}
	}
	if rest, isLayout := strings.CutPrefix(p.File, "layouts/"); isLayout && !ok {
		var err error
		if data, err = fs.ReadFile(w.layouts, rest); err != nil {
			return "", false
		}
	} else if !ok {
		return "", false
	}
	text := string(source.Normalise(data))
	for n := 1; ; n++ {
		line, rest, more := strings.Cut(text, "\n")
		switch {
		case n == p.Line:
			return line, true
		case !more:
			return "", false
		}
		text = rest
	}
}
