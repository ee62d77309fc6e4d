package record

import (
	"maps"
	"slices"

	"mingbai/internal/source"
)

// resolve completes the profiles and checks what departments and the site name.
func (s *Store) resolve() []source.Finding {
	c := s.content
	faults := extend(c.Profiles, s.has)
	s.known.departments = slices.Sorted(maps.Keys(c.Departments))
	s.known.profiles = slices.Sorted(maps.Keys(c.Profiles))
	for _, id := range s.known.departments {
		if p := c.Departments[id].Parent; source.IsID(p.Value) && !s.has("departments/"+p.Value+".toml") {
			faults = append(faults, missing(p.Place, "部门", "departments", p.Value, s.known.departments))
		}
	}
	if p := c.Site.Profile; source.IsID(p.Value) && !s.has("rules/"+p.Value+".toml") {
		faults = append(faults, missing(p.Place, "规则集", "rules", p.Value, s.known.profiles))
	}
	return faults
}

// tie ties a report to its department and its profiles and lists its inputs.
func (s *Store) tie(r *Report) []source.Finding {
	faults := s.department(r)
	faults = append(faults, s.profile(r)...)
	faults = append(faults, s.references(r)...)
	s.inputs(r)
	return faults
}

func (s *Store) has(path string) bool { return s.tree.Has(path) }

// missing is the finding for an id that no file stands behind.
func missing(at source.Place, what, folder, id string, known []string) source.Finding {
	hint := source.DidYouMean(id, known)
	if hint == "" {
		hint = "在 " + folder + " 里建一个 " + id + ".toml"
	}
	return fault(source.RuleMissingFile, at, "没有编号是“"+id+"”的"+what+"（"+folder+"/"+id+".toml）", hint)
}

func (s *Store) department(r *Report) []source.Finding {
	r.Department = s.content.Departments[r.Dept]
	if r.Department != nil {
		return nil
	}
	file := "departments/" + r.Dept + ".toml"
	r.Department = &Department{ID: r.Dept, File: file}
	if s.has(file) {
		return nil // it could not be parsed, and that has been said
	}
	known := s.known.departments
	f := missing(start(r.File), "部门", "departments", r.Dept, known)
	if near := source.Nearest(r.Dept, known); near != "" {
		f.Hint = "文件夹名是部门的编号。" + source.DidYouMean(r.Dept, known)
	}
	return []source.Finding{f}
}

// profile finds a report's rules: its own, else the site's, else the only ones.
func (s *Store) profile(r *Report) []source.Finding {
	chosen, own := s.content.Site.Profile, false
	if r.Profile.Value != "" {
		chosen, own = r.Profile, true
	}
	known := s.known.profiles
	id := chosen.Value
	if chosen.Value == "" && len(known) == 1 {
		id = known[0]
	}
	r.Rules = s.content.Profiles[id]
	if r.Rules != nil {
		return nil
	}
	r.Rules = &Profile{ID: id, File: "rules/" + id + ".toml"}
	switch {
	case chosen.Value == "" && len(known) == 0:
		return []source.Finding{fault(source.RuleMissingFile, start(r.File), "没有规则集，报告无法计算", "把规则文件放进 rules，例如 rules/mof-2020.toml")}
	case chosen.Value == "" && !s.siteRead:
		return nil // the site may well say it, in a file that could not be parsed
	case chosen.Value == "":
		return []source.Finding{fault(source.RuleMissingFile, start(r.File), "没有说明用哪个规则集", "在 site.toml 或 report.toml 里写 profile = \""+known[0]+"\"")}
	case own && source.IsID(id) && !s.has("rules/"+id+".toml"):
		return []source.Finding{missing(chosen.Place, "规则集", "rules", id, known)}
	}
	return nil
}

// references finds the rules of a report's projects, and checks the projects that
// its problems and reviews name.
func (s *Store) references(r *Report) []source.Finding {
	var faults []source.Finding
	var known []string
	for _, p := range r.Projects {
		known = append(known, p.ID)
		p.Rules = r.Rules
		id := p.Profile.Value
		switch own := s.content.Profiles[id]; {
		case own != nil:
			p.Rules = own
		case source.IsID(id) && !s.has("rules/"+id+".toml"):
			faults = append(faults, missing(p.Profile.Place, "规则集", "rules", id, s.known.profiles))
		}
	}
	folder := r.Key() + "/projects"
	exists := func(id source.String) {
		if source.IsID(id.Value) && !s.has(folder+"/"+id.Value+".toml") {
			faults = append(faults, missing(id.Place, "项目", folder, id.Value, known))
		}
	}
	for i := range r.Problems {
		exists(r.Problems[i].Project)
	}
	for i := range r.Reviews {
		exists(r.Reviews[i].Project)
	}
	return faults
}

// inputs lists the files that a report depends on, sorted by path.
func (s *Store) inputs(r *Report) {
	paths := append([]string{source.SiteFile, r.Department.File, r.Rules.File, r.File}, r.Rules.Files...)
	for _, p := range r.Projects {
		paths = append(paths, p.File, p.Rules.File)
		paths = append(paths, p.Rules.Files...)
	}
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if in, ok := s.hashes[p]; ok {
			r.Inputs = append(r.Inputs, in)
		}
	}
}

// inherit adds to the inputs of a department's reports those of earlier years on
// which they depend, too: formulas may compare with the year before, which may have
// been compared with the one before it; and a ledger may take the words of a problem
// from the report that named it.
func inherit(reports []*Report) {
	for i, r := range reports { // the earliest first
		var more []source.Input
		if i > 0 && reports[i-1].Year == r.Year-1 {
			more = reports[i-1].Inputs
		}
		for _, old := range reports[:i] {
			if !names(r, old) {
				continue
			}
			for _, in := range old.Inputs {
				if in.Path == old.File {
					more = append(slices.Clone(more), in)
				}
			}
		}
		if len(more) > 0 {
			r.Inputs = source.Inputs(append(slices.Clone(more), r.Inputs...))
		}
	}
}

// names reports whether a report's ledger names a problem of an earlier report.
func names(r, old *Report) bool {
	return slices.ContainsFunc(r.Ledger, func(x Rectification) bool {
		return int(x.Year.Value) == old.Year && x.Problem.Value != ""
	})
}
