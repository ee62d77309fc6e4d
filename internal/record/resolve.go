package record

import (
	"maps"
	"slices"

	"mingbai/internal/source"
)

// resolve ties reports to their departments and profiles and lists their inputs.
func (l *loader) resolve() {
	c := l.content
	departments := slices.Sorted(maps.Keys(c.Departments))
	for _, id := range departments {
		d := c.Departments[id]
		if p := d.Parent; p.Value != "" && !l.has("departments/"+p.Value+".toml") {
			l.faults = append(l.faults, missing(p.Place, "部门", "departments", p.Value, departments))
		}
	}
	if p := c.Site.Profile; p.Value != "" && !l.has("rules/"+p.Value+".toml") {
		l.faults = append(l.faults, missing(p.Place, "规则集", "rules", p.Value, l.profiles()))
	}
	for _, r := range c.Reports {
		l.department(r, departments)
		l.profile(r)
		l.project(r)
		l.inputs(r)
	}
}

func (l *loader) has(path string) bool {
	_, ok := l.tree.Files[path]
	return ok
}

func (l *loader) profiles() []string { return slices.Sorted(maps.Keys(l.content.Profiles)) }

// missing is the finding for an id that no file stands behind.
func missing(at source.Place, what, folder, id string, known []string) source.Finding {
	hint := source.DidYouMean(id, known)
	if hint == "" {
		hint = "在 " + folder + " 里建一个 " + id + ".toml"
	}
	return fault(source.RuleMissingFile, at, "没有编号是“"+id+"”的"+what+"（"+folder+"/"+id+".toml）", hint)
}

func (l *loader) department(r *Report, known []string) {
	r.Department = l.content.Departments[r.Dept]
	if r.Department != nil {
		return
	}
	file := "departments/" + r.Dept + ".toml"
	r.Department = &Department{ID: r.Dept, File: file}
	if l.has(file) {
		return // it could not be parsed, and that has been said
	}
	f := missing(start(r.File), "部门", "departments", r.Dept, known)
	if near := source.Nearest(r.Dept, known); near != "" {
		f.Hint = "文件夹名是部门的编号。" + source.DidYouMean(r.Dept, known)
	}
	l.faults = append(l.faults, f)
}

// profile finds a report's rules: its own, else the site's, else the only ones.
func (l *loader) profile(r *Report) {
	chosen, own := l.content.Site.Profile, false
	if r.Profile.Value != "" {
		chosen, own = r.Profile, true
	}
	known := l.profiles()
	id := chosen.Value
	if chosen.Value == "" && len(known) == 1 {
		id = known[0]
	}
	r.Rules = l.content.Profiles[id]
	if r.Rules != nil {
		return
	}
	r.Rules = &Profile{ID: id, File: "rules/" + id + ".toml"}
	switch {
	case chosen.Value == "" && len(known) == 0:
		l.faults = append(l.faults, fault(source.RuleMissingFile, start(r.File), "没有规则集，报告无法计算", "把规则文件放进 rules，例如 rules/mof-2020.toml"))
	case chosen.Value == "":
		l.faults = append(l.faults, fault(source.RuleMissingFile, start(r.File), "没有说明用哪个规则集", "在 site.toml 或 report.toml 里写 profile = \""+known[0]+"\""))
	case own && !l.has("rules/"+id+".toml"):
		l.faults = append(l.faults, missing(chosen.Place, "规则集", "rules", id, known))
	}
}

// project checks the projects that a report's problems name.
func (l *loader) project(r *Report) {
	var known []string
	for _, p := range r.Projects {
		known = append(known, p.ID)
	}
	folder := r.Key() + "/projects"
	for _, p := range r.Problems {
		if id := p.Project.Value; source.IsID(id) && !l.has(folder+"/"+id+".toml") {
			l.faults = append(l.faults, missing(p.Project.Place, "项目", folder, id, known))
		}
	}
}

// inputs lists the files that a report depends on, sorted by path.
func (l *loader) inputs(r *Report) {
	paths := []string{source.SiteFile, r.Department.File, r.Rules.File, r.File}
	for _, p := range r.Projects {
		paths = append(paths, p.File)
	}
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if in, ok := l.hashes[p]; ok {
			r.Inputs = append(r.Inputs, in)
		}
	}
}
