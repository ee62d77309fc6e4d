package check

import (
	"mingbai/internal/metric"
	"mingbai/internal/source"
)

// ownChecks are what the profile's own checks found.
func (s *scene) ownChecks() []source.Finding {
	var out []source.Finding
	for _, o := range s.Figures.Own() {
		severity := source.Warning
		if v, ok := severityNamed(o.Check.Severity.Value); ok {
			severity = v
		}
		f := source.Finding{
			Rule: o.Check.ID.Value, Severity: severity, Kind: source.Domain, Place: s.at(o.Place),
			Key: s.Key(), Title: o.Check.Title.Value, Message: o.Message, Hint: o.Check.Hint.Value,
		}
		if q := s.project(o.Project); q != nil {
			f.Key = s.Key() + "/projects/" + q.ID
		}
		if f.Message == "" {
			f.Message = f.Title
		}
		f.Related = related(o.Inputs)
		for _, in := range o.Inputs {
			if _, computed := in.Origin.(metric.Computed); computed && in.OK() {
				f.Key = in.Key
				f.Stated, f.Unit = in.Shown(), in.Unit
				break
			}
		}
		out = append(out, f)
	}
	return out
}
