// Package site makes the whole site out of a content folder: it runs every phase
// over every report, decides which files there are, and says what was found.
//
// It is the only package that knows both the data side and the document side of
// a report. It must not know how a page looks inside or how a figure is computed,
// and it has no clock: today is given, or the date of the newest commit.
package site

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"mingbai"
	"mingbai/internal/history"
	"mingbai/internal/html"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/report"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// Options name the inputs.
type Options struct {
	Content      string // content root
	Layouts      string // layouts folder
	LayoutsGiven bool   // the user named it: the embedded layouts are no substitute
	AsOf         string // today, 2024-03-31; "" means the date of the newest commit
	Reveal       bool   // for the clerk's own screen: what is withheld is computed and shown, too
}

// World is everything that was read and computed.
type World struct {
	opt     Options
	content *record.Content
	tree    *source.Tree
	reports []*computed      // in the order of content.Reports
	county  []source.Finding // of the domain, about no single report
	layouts *layoutFiles
	pages   *report.Layouts
	frame   *html.Frame
	style   *typeset.Style
	faces   *typeset.Faces
	repo    *history.Repo

	catalogues map[*record.Profile]*metric.Catalogue
	last       lastFile
	sums       map[int]*sums // of the years that were asked for
}

// computed is a report with its figures and what the checks found.
type computed struct {
	*record.Report
	set      *metric.Set
	findings []source.Finding // of the domain
}

// Load reads and computes everything. The findings are the faults of the input;
// the error says why nothing could be read at all.
func Load(opt Options) (*World, []source.Finding, error) {
	w, findings, err := open(opt)
	if err != nil {
		return nil, nil, err
	}
	content, faults := record.Load(w.tree)
	findings = append(findings, faults...)
	if !opt.Reveal {
		content = content.Public()
	}
	w.content = content
	e := evaluate(content, w.today(), findings, nil)
	w.reports, w.county, w.catalogues = e.reports, e.county, e.catalogues
	findings = append(findings, e.faults...)
	findings = append(findings, w.glyphFaults()...)
	source.Sort(findings)
	if !opt.Reveal {
		hush(findings, content.Withheld)
	}
	return w, source.Unique(findings), nil
}

// open reads the files, the layouts and the history; records come later.
func open(opt Options) (*World, []source.Finding, error) {
	if opt.AsOf != "" {
		if _, err := time.Parse(time.DateOnly, opt.AsOf); err != nil {
			return nil, nil, badDay(opt.AsOf)
		}
	}
	w := &World{opt: opt}
	tree, findings, err := source.ReadTree(opt.Content)
	if errors.Is(err, source.ErrNoRoot) {
		return nil, nil, noContent(opt.Content)
	}
	if err != nil {
		return nil, nil, err
	}
	w.tree = tree
	embedded, err := fs.Sub(mingbai.Files, "layouts")
	if err != nil {
		return nil, nil, err
	}
	if w.layouts, err = openLayouts(opt.Layouts, opt.LayoutsGiven, embedded); err != nil {
		return nil, nil, err
	}
	var history sync.WaitGroup
	history.Go(w.readHistory)
	findings = append(findings, w.layouts.faults...)
	findings = append(findings, w.loadLayouts()...)
	history.Wait()
	return w, findings, nil
}

// glyphFaults are the characters that no font of the style has.
func (w *World) glyphFaults() []source.Finding {
	if w.faces == nil {
		return nil
	}
	return append(checkGlyphs(w.tree, w.faces), checkLayoutGlyphs(w.layouts, w.faces)...)
}

// loadLayouts parses all of the layouts folder.
func (w *World) loadLayouts() []source.Finding {
	var out, more []source.Finding
	w.pages, out = report.Load(w.layouts)
	w.frame, more = html.ParseFrame(w.layouts)
	out = append(out, more...)
	w.style, w.faces, more = loadStyle(w.layouts)
	return append(out, more...)
}

// readHistory asks git once about all inputs.
func (w *World) readHistory() {
	folders := []string{w.opt.Content}
	if info, err := os.Stat(w.opt.Layouts); err == nil && info.IsDir() {
		folders = append(folders, w.opt.Layouts)
	}
	w.repo = history.Open(folders...)
}

// today is the day that counts as today: as given, else that of the newest commit,
// else unknown.
func (w *World) today() string {
	if w.opt.AsOf != "" {
		return w.opt.AsOf
	}
	return w.repo.Newest()
}

// parallel calls f for 0 to n−1 on all processors.
func parallel(n int, f func(i int)) {
	var wait sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wait.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

// Check returns the domain findings of all reports and of the county.
func (w *World) Check() []source.Finding {
	e := evaluation{reports: w.reports, county: w.county}
	return e.findings()
}

// Warnings are what the user must know though nothing is broken.
func (w *World) Warnings() []string {
	if w.repo != nil && w.repo.Shallow {
		return []string{"这个仓库没有完整的历史（浅克隆），页面上的数据版本可能不对；请运行 git fetch --unshallow"}
	}
	return nil
}

// Figure finds a figure by its key; near lists keys that are like it where there
// is none.
func (w *World) Figure(key string) (f *metric.Figure, near []string) {
	var closest *computed
	for _, r := range w.reports {
		if r.set == nil {
			continue
		}
		if f := r.set.Get(key); f != nil {
			return f, nil
		}
		if closest == nil || strings.HasPrefix(key, r.Key()+"/") {
			closest = r
		}
	}
	s := w.sumsOf(key)
	switch {
	case s != nil && s.figures[key] != nil:
		return s.figures[key], nil
	case s != nil && (strings.Count(key, "/") == 1 || closest == nil || !strings.HasPrefix(key, closest.Key()+"/")):
		if like := source.Nearest(key, s.keys); like != "" {
			return nil, []string{like}
		}
	}
	if closest == nil {
		return nil, nil
	}
	return nil, closest.set.Near(key)
}

// Formula is a computed figure's formula in labels and in figures.
func (w *World) Formula(f *metric.Figure) (labels, figures string, ok bool) {
	for _, r := range w.reports {
		if r.set != nil && r.set.Get(f.Key) == f {
			return words(r.set.FormulaLabels(f)), words(r.set.FormulaFigures(f)), true
		}
	}
	return w.sumsOf(f.Key).formula(f)
}

func words(parts []metric.Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// version is the state of a document that depends on those inputs of the content
// and on all layouts.
func (w *World) version(inputs []source.Input) report.Version {
	var files []string
	for _, in := range inputs {
		files = append(files, filepath.Join(w.opt.Content, filepath.FromSlash(in.Path)))
	}
	files = append(files, w.layouts.paths...)
	v := w.repo.Version(files)
	all := append(append([]source.Input(nil), inputs...), w.layouts.inputs...)
	out := report.Version{Dirty: !v.Known(), Hash: source.InputHash(all), Date: v.Date()}
	if v.Known() {
		out.Commit, out.Short = v.Commit, v.Short()
	}
	return out
}
