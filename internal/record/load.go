package record

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// Load turns the files of a content root into typed records. It reads all of
// them, whatever it finds; every fault is returned, sorted.
//
// A file that cannot be parsed leaves its record out. Where a report names a
// department or a profile that there is none of, an empty one stands in, so that
// Department and Rules of a report are never nil.
func Load(t *source.Tree) (*Content, []source.Finding) {
	l := &loader{tree: t, content: &Content{
		Site:        &Site{File: source.SiteFile},
		Departments: map[string]*Department{},
		Profiles:    map[string]*Profile{},
		Inputs:      t.Inputs(),
	}, hashes: map[string]source.Input{}}
	for _, in := range t.Inputs() {
		l.hashes[in.Path] = in
	}
	l.site()
	l.records()
	l.resolve()
	source.Sort(l.faults)
	return l.content, l.faults
}

type loader struct {
	tree    *source.Tree
	content *Content
	hashes  map[string]source.Input
	unit    money.Unit // the site's
	faults  []source.Finding
}

// start is the place of a file as a whole.
func start(file string) source.Place { return source.Place{File: file, Line: 1, Column: 1} }

func fault(rule string, at source.Place, message, hint string) source.Finding {
	return source.Finding{Rule: rule, Severity: source.Error, Kind: source.Broken, Place: at, Message: message, Hint: hint}
}

func (l *loader) site() {
	s := l.content.Site
	l.unit = money.WanYuan
	data, ok := l.tree.Files[source.SiteFile]
	if !ok {
		l.faults = append(l.faults, fault(source.RuleMissingFile, start(source.SiteFile),
			"缺少 site.toml，内容目录靠它认出来", "在内容目录里建一个 site.toml，至少写 name 和 county"))
		return
	}
	f, faults := source.Parse(source.SiteFile, data)
	l.faults = append(l.faults, faults...)
	if f == nil {
		return
	}
	l.faults = append(l.faults, source.Bind(f.Root, s, source.Context{})...)
	l.faults = append(l.faults, allowed(s.Unit, "金额单位", unitWords)...)
	if u, ok := money.UnitNamed(s.Unit.Value); ok {
		l.unit = u
	}
}

// job reads one record, or a report with its projects.
type job struct {
	path   string // file, or YEAR/DEPT
	files  []string
	result any
	faults []source.Finding
}

// records reads everything but the site, as many records at a time as there are
// processors. The result does not depend on their number.
func (l *loader) records() {
	jobs := l.jobs()
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), len(jobs))
	for k := range workers {
		wg.Go(func() {
			for i := k; i < len(jobs); i += workers {
				l.run(jobs[i])
			}
		})
	}
	wg.Wait()
	for _, j := range jobs {
		l.faults = append(l.faults, j.faults...)
		switch r := j.result.(type) {
		case *Department:
			l.content.Departments[r.ID] = r
		case *Profile:
			l.content.Profiles[r.ID] = r
		case *Report:
			l.content.Reports = append(l.content.Reports, r)
		}
	}
	if !slices.ContainsFunc(jobs, func(j *job) bool { return j.files != nil }) {
		l.faults = append(l.faults, fault(source.RuleNoReport, start(source.SiteFile),
			"还没有任何报告", "建一个 年份/部门编号/report.toml，例如 2023/zhengxie/report.toml"))
	}
}

// jobs lists what there is to read, by path; reports by year, then department.
func (l *loader) jobs() []*job {
	var out []*job
	reports := map[string]*job{}
	folder := func(name string) *job {
		if reports[name] == nil {
			reports[name] = &job{path: name, files: []string{}}
			out = append(out, reports[name])
		}
		return reports[name]
	}
	for _, name := range l.tree.Folders {
		folder(name)
	}
	for _, path := range l.tree.Paths() {
		parts := strings.Split(path, "/")
		switch {
		case len(parts) == 2:
			out = append(out, &job{path: path})
		case len(parts) >= 3:
			j := folder(parts[0] + "/" + parts[1])
			j.files = append(j.files, path)
		}
	}
	slices.SortFunc(out, func(a, b *job) int { return strings.Compare(a.path, b.path) })
	return out
}

func (l *loader) run(j *job) {
	dir, name, _ := strings.Cut(j.path, "/")
	id := strings.TrimSuffix(name, ".toml")
	switch {
	case j.files != nil:
		l.report(j, dir, name)
	case dir == "departments":
		if d := (&Department{ID: id, File: j.path}); l.bind(j, j.path, d, l.unit) {
			j.result = d
		}
	case dir == "rules":
		p := &Profile{ID: id, File: j.path}
		if l.bind(j, j.path, p, l.unit) {
			j.faults = append(j.faults, p.validate()...)
			j.result = p
		}
	}
}

// bind parses a file and fills a record from it; false means it has no record.
func (l *loader) bind(j *job, path string, into any, unit money.Unit) bool {
	f, faults := source.Parse(path, l.tree.Files[path])
	j.faults = append(j.faults, faults...)
	if f == nil {
		return false
	}
	j.faults = append(j.faults, source.Bind(f.Root, into, source.Context{Unit: unit})...)
	return true
}

// report reads a department's year.
func (l *loader) report(j *job, year, dept string) {
	r := &Report{Dept: dept, File: j.path + "/report.toml"}
	r.Year, _ = strconv.Atoi(year)
	unit := l.unit
	ok := false
	if data, exists := l.tree.Files[r.File]; !exists {
		j.faults = append(j.faults, fault(source.RuleMissingFile, start(r.File),
			"文件夹 "+j.path+" 里没有 report.toml", "建一个 report.toml，或者删去这个文件夹；文件名不能是 report.toml.txt 一类"))
	} else if f, faults := source.Parse(r.File, data); f == nil {
		j.faults = append(j.faults, faults...)
	} else {
		ok = true
		// The unit is needed before the amounts are read.
		if n := f.Root.Get("unit"); n != nil && n.Kind == source.KindString {
			if u, known := money.UnitNamed(n.Value.(string)); known {
				unit = u
			}
		}
		j.faults = append(j.faults, source.Bind(f.Root, r, source.Context{Unit: unit})...)
		j.faults = append(j.faults, r.validate()...)
	}
	l.projects(j, r, unit)
	r.Default = Defaults{Unit: l.unit.Name, Profile: l.content.Site.Profile.Value}
	if ok {
		j.result = r
	}
}

func (l *loader) projects(j *job, r *Report, unit money.Unit) {
	for _, path := range j.files {
		name, found := strings.CutPrefix(path, j.path+"/projects/")
		if !found {
			continue
		}
		p := &Project{ID: strings.TrimSuffix(name, ".toml"), File: path}
		if l.bind(j, path, p, unit) {
			r.Projects = append(r.Projects, p)
		}
	}
	slices.SortStableFunc(r.Projects, func(a, b *Project) int {
		switch {
		case a.Order.Set != b.Order.Set && a.Order.Set:
			return -1
		case a.Order.Set != b.Order.Set:
			return 1
		case a.Order.Value != b.Order.Value:
			return int(min(max(a.Order.Value-b.Order.Value, -1), 1))
		}
		return strings.Compare(a.ID, b.ID)
	})
}
