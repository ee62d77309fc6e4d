package record

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// Load turns the files of a content root into typed records. It reads all of
// them, whatever it finds; every fault is returned, sorted. A county too big to
// be held at once is read through Open.
//
// A file that cannot be parsed leaves its record out. Where a report names a
// department or a profile that there is none of, an empty one stands in, so that
// Department and Rules of a report are never nil.
func Load(t *source.Tree) (*Content, []source.Finding) {
	s, faults := Open(t)
	ids := s.Departments()
	reports, more := make([][]*Report, len(ids)), make([][]source.Finding, len(ids))
	parallel(len(ids), func(i int) { reports[i], more[i] = s.Department(ids[i]) })
	c := *s.Content()
	c.Reports = slices.Concat(reports...)
	c.Withheld = s.Withheld()
	slices.SortFunc(c.Reports, func(a, b *Report) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), strings.Compare(a.Dept, b.Dept))
	})
	faults = append(faults, slices.Concat(more...)...)
	source.Sort(faults)
	return &c, faults
}

// parallel calls do for 0 … n−1, as many at a time as there are processors. The
// calls share nothing, so that the result does not depend on their number.
func parallel(n int, do func(int)) {
	var wg sync.WaitGroup
	workers := min(runtime.GOMAXPROCS(0), n)
	for k := range workers {
		wg.Go(func() {
			for i := k; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}

// Store is an open content root: the site, the departments and the profiles are
// read, and reports are read when they are asked for. It may be used by several
// goroutines.
type Store struct {
	tree    *source.Tree
	content *Content // without reports
	hashes  map[string]source.Input
	unit    money.Unit // the site's
	plans   source.Plans
	folders map[string][]string // files of each YEAR/DEPT
	years   map[string][]string // its YEAR/DEPTs of each department, the earliest first
	known   struct{ departments, profiles []string }

	siteRead bool // site.toml is there and could be parsed

	mu       sync.Mutex // guards what is found while departments are read
	withheld []Withheld
}

// Open reads everything of a content root but its reports.
func Open(t *source.Tree) (*Store, []source.Finding) {
	s := &Store{tree: t, content: &Content{
		Site:        &Site{File: source.SiteFile},
		Departments: map[string]*Department{},
		Profiles:    map[string]*Profile{},
		Inputs:      t.Inputs(),
	}, hashes: map[string]source.Input{}, folders: map[string][]string{}, years: map[string][]string{}}
	for _, in := range t.Inputs() {
		s.hashes[in.Path] = in
	}
	faults := s.site()
	faults = append(faults, s.shared()...)
	faults = append(faults, s.resolve()...)
	if len(s.folders) == 0 {
		faults = append(faults, fault(source.RuleNoReport, start(source.SiteFile),
			"还没有任何报告", "建一个 年份/部门编号/report.toml，例如 2023/zhengxie/report.toml"))
	}
	source.Sort(faults)
	return s, faults
}

// Content is what Open has read: everything but the reports.
func (s *Store) Content() *Content { return s.content }

// Departments lists the ids of the departments that have reports, sorted.
func (s *Store) Departments() []string {
	var out []string
	for id := range s.years {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// Department reads the reports of one department, the earliest first, with the
// faults of their files, sorted. Reports that cannot be parsed are left out.
func (s *Store) Department(id string) ([]*Report, []source.Finding) {
	var out []*Report
	var faults []source.Finding
	for _, folder := range s.years[id] {
		r, more := s.report(folder)
		faults = append(faults, more...)
		if r != nil {
			out = append(out, r)
		}
	}
	faults = append(faults, ledgers(out)...)
	faults = append(faults, s.exposed(out)...)
	faults = append(faults, keyed(out)...)
	source.Sort(faults)
	inherit(out)
	return out, faults
}

// Release forgets the files of a department that was read, but for those that are
// to be kept.
func (s *Store) Release(id string, keep func(path string) bool) {
	for _, folder := range s.years[id] {
		for _, path := range s.folders[folder] {
			if !keep(path) {
				s.tree.Drop(path)
			}
		}
	}
}

// start is the place of a file as a whole.
func start(file string) source.Place { return source.Place{File: file, Line: 1, Column: 1} }

func fault(rule string, at source.Place, message, hint string) source.Finding {
	return source.Finding{Rule: rule, Severity: source.Error, Kind: source.Broken, Place: at, Message: message, Hint: hint}
}

func (s *Store) site() []source.Finding {
	s.unit = money.WanYuan
	if !s.tree.Has(source.SiteFile) {
		return []source.Finding{fault(source.RuleMissingFile, start(source.SiteFile),
			"缺少 site.toml，内容目录靠它认出来", "在内容目录里建一个 site.toml，至少写 name 和 county")}
	}
	read, faults := s.bind(source.SiteFile, s.content.Site, s.unit)
	s.siteRead = read
	faults = append(faults, s.content.Site.validate()...)
	if u, ok := money.UnitNamed(s.content.Site.Unit.Value); ok {
		s.unit = u
	}
	return faults
}

// shared reads departments and profiles, and lists the reports that there are.
func (s *Store) shared() []source.Finding {
	for _, folder := range s.tree.Folders {
		s.folders[folder] = []string{}
	}
	var files []string
	for _, path := range s.tree.Paths() {
		dir, rest, _ := strings.Cut(path, "/")
		if dept, _, deep := strings.Cut(rest, "/"); deep {
			s.folders[dir+"/"+dept] = append(s.folders[dir+"/"+dept], path)
		} else if rest != "" {
			files = append(files, path)
		}
	}
	for folder := range s.folders {
		_, dept, _ := strings.Cut(folder, "/")
		s.years[dept] = append(s.years[dept], folder)
	}
	for _, folders := range s.years {
		slices.Sort(folders)
	}
	records, faults := make([]any, len(files)), make([][]source.Finding, len(files))
	parallel(len(files), func(i int) { records[i], faults[i] = s.single(files[i]) })
	for _, r := range records {
		switch r := r.(type) {
		case *Department:
			s.content.Departments[r.ID] = r
		case *Profile:
			s.content.Profiles[r.ID] = r
		}
	}
	return slices.Concat(faults...)
}

// single reads a department or a profile; nil where it cannot be read.
func (s *Store) single(path string) (any, []source.Finding) {
	dir, name, _ := strings.Cut(path, "/")
	id := strings.TrimSuffix(name, ".toml")
	switch dir {
	case "departments":
		d := &Department{ID: id, File: path}
		ok, faults := s.bind(path, d, s.unit)
		if !ok {
			return nil, faults
		}
		return d, faults
	case "rules":
		p := &Profile{ID: id, File: path}
		ok, faults := s.bind(path, p, s.unit)
		if !ok {
			return nil, faults
		}
		return p, append(faults, p.validate()...)
	}
	return nil, nil
}

// bind parses a file and fills a record from it; false means it has no record.
// unit is that of bare amounts, unless the file names its own.
func (s *Store) bind(path string, into any, unit money.Unit) (bool, []source.Finding) {
	f, faults := source.Parse(path, s.tree.Data(path))
	if f == nil {
		return false, faults
	}
	return true, append(faults, source.Bind(f.Root, into, source.Context{Unit: unitOf(f, unit), Plans: &s.plans})...)
}

// unitOf is the unit of money that a file names at its head, else the one given:
// it is needed before the amounts are read.
func unitOf(f *source.File, unit money.Unit) money.Unit {
	if n := f.Root.Get("unit"); n != nil && n.Kind == source.KindString {
		if u, known := money.UnitNamed(n.Value.(string)); known {
			return u
		}
	}
	return unit
}

// report reads a department's year; nil where its report.toml cannot be read.
func (s *Store) report(folder string) (*Report, []source.Finding) {
	year, dept, _ := strings.Cut(folder, "/")
	r := &Report{Dept: dept, File: folder + "/report.toml"}
	r.Year, _ = strconv.Atoi(year)
	r.Default = Defaults{Unit: s.unit.Name, Profile: s.content.Site.Profile.Value}
	var faults []source.Finding
	ok := false
	if s.tree.Refused(r.File) {
		return nil, nil
	}
	if !s.tree.Has(r.File) {
		faults = append(faults, fault(source.RuleMissingFile, start(r.File),
			"文件夹 "+folder+" 里没有 report.toml", "建一个 report.toml，或者删去这个文件夹；文件名不能是 report.toml.txt 一类"))
	} else if ok, faults = s.bind(r.File, r, s.unit); ok {
		faults = append(faults, r.validate()...)
		read(r.Indicators)
		read(r.Approved)
	}
	unit, known := money.UnitNamed(r.Unit.Value)
	if !known {
		unit = s.unit
	}
	faults = append(faults, s.projects(folder, r, unit, ok)...)
	if !ok {
		s.noteBroken(folder, r.File)
		return nil, faults
	}
	s.note(r)
	return r, append(faults, s.tie(r)...)
}

// projects reads the projects of a report; ok reports whether the report itself
// could be read.
func (s *Store) projects(folder string, r *Report, unit money.Unit, ok bool) []source.Finding {
	var faults []source.Finding
	known, n := r.subunits(), 0
	for _, path := range s.folders[folder] {
		name, found := strings.CutPrefix(path, folder+"/projects/")
		if !found {
			continue
		}
		if n++; n > source.MaxItems {
			faults = append(faults, fault(source.RuleUnsafePath, start(path), fmt.Sprintf("一份报告最多%d个项目，从这个文件起没有读", source.MaxItems), "看是不是放错了文件夹；确实这样多的，把小项目合并成一个，用 [[part]] 列出"))
			break
		}
		p := &Project{ID: strings.TrimSuffix(name, ".toml"), File: path}
		sound, more := s.bind(path, p, unit)
		if faults = append(faults, more...); !sound {
			s.noteBroken(folder+"/projects/"+p.ID, path)
			continue
		}
		r.Projects = append(r.Projects, p)
		read(p.Indicators)
		read(p.Approved)
		if ok {
			faults = append(faults, p.validate(known)...)
		}
	}
	slices.SortStableFunc(r.Projects, byOrder)
	return faults
}

// byOrder sorts projects by their order, then by id; those without one come last.
func byOrder(a, b *Project) int {
	switch {
	case a.Order.Set != b.Order.Set && a.Order.Set:
		return -1
	case a.Order.Set != b.Order.Set:
		return 1
	case a.Order.Value != b.Order.Value:
		return cmp.Compare(a.Order.Value, b.Order.Value)
	}
	return strings.Compare(a.ID, b.ID)
}
