package record

import (
	"slices"
	"strings"

	"mingbai/internal/source"
)

// keyed finds the keys of withheld projects and reports in the other reports of a
// department: rows of their own report are left out, these would be published.
func keyed(reports []*Report) []source.Finding {
	var hidden []Withheld
	for _, r := range reports {
		if r.Hidden() {
			hidden = append(hidden, Withheld{Key: r.Key(), Path: r.File})
		}
		for _, p := range r.Projects {
			if p.Hidden() {
				hidden = append(hidden, Withheld{Key: r.Key() + "/projects/" + p.ID, Path: p.File})
			}
		}
	}
	if len(hidden) == 0 {
		return nil
	}
	var out []source.Finding
	for _, r := range reports {
		pub := r.Public()
		if pub == nil {
			continue
		}
		keys := make([]source.String, 0, len(pub.Accepted)+len(pub.Revisions))
		for i := range pub.Accepted {
			keys = append(keys, pub.Accepted[i].Key)
		}
		for i := range pub.Revisions {
			keys = append(keys, pub.Revisions[i].Key)
		}
		for _, k := range keys {
			i := slices.IndexFunc(hidden, func(w Withheld) bool { return k.Value == w.Key || strings.HasPrefix(k.Value, w.Key+"/") })
			if i < 0 {
				continue
			}
			f := fault(source.RuleWithheld, k.Place, "这里写了不公开的项目或报告的键，会随网页和附件公开", "移到那个项目自己那一年的报告里，或者删去")
			f.Related = []source.Related{{Place: start(hidden[i].Path), Message: "不公开的项目或报告"}}
			out = append(out, f)
		}
	}
	return out
}
