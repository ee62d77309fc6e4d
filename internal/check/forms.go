package check

import (
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// form is the indicators of the report itself, or of one project, with what the
// form says of them as a whole.
type form struct {
	q       *record.Project // nil for the report's own
	rows    []row
	scores  *record.Scores
	weighed bool // some indicator has a weight
	// withoutWeight is how many indicators have none.
	withoutWeight int
	scored        bool // some indicator has a score
}

// row is one indicator that applies.
type row struct {
	*record.Indicator
	n              int           // from 1, as the form has it
	name           string        // compact
	last           record.Target // last year's actual as quoted; nil until it is asked for
	fig            *metric.Indicator
	target, actual record.Target
	rule           string // how it is scored: at_least, direct, execution …
}

// allForms lists the forms that have indicators or scores.
func (s *scene) allForms() []form {
	var out []form
	add := func(q *record.Project, id string, list []record.Indicator, scores *record.Scores) {
		f := form{q: q, scores: scores}
		figures := s.Figures.Indicators(id)
		for i := range list {
			if i >= len(figures) || !figures[i].Applies() {
				continue
			}
			r := row{Indicator: &list[i], n: i + 1, fig: &figures[i], name: compact(list[i].Name.Value)}
			r.target, r.actual = r.fig.Parsed()
			r.rule = s.Figures.Rule(id, r.fig)
			f.weighed = f.weighed || r.Weight.Set
			if !r.Weight.Set {
				f.withoutWeight++
			}
			f.scored = f.scored || r.Score.Set
			f.rows = append(f.rows, r)
		}
		if len(f.rows) > 0 || scores.ExecutionWeight.Set || scores.Total.Set || scores.Execution.Set || given(scores.Grade) {
			out = append(out, f)
		}
	}
	add(nil, "", s.Indicators, &s.Scores)
	for _, q := range s.Projects {
		add(q, q.ID, q.Indicators, &q.Scores)
	}
	return out
}

// id is the project's id, "" for the report's own form.
func (f *form) id() string {
	if f.q == nil {
		return ""
	}
	return f.q.ID
}

// of names the form in a message: the project, or the department as a whole.
func (f *form) of() string {
	if f.q == nil {
		return "部门整体"
	}
	return f.q.Title()
}

// name is the indicator's name with that of its form.
func (f *form) name(r *row) string { return f.of() + "的“" + r.title() + "”" }

func (r *row) title() string {
	for _, s := range []source.String{r.Name, r.Level2, r.Level1} {
		if given(s) {
			return strings.TrimSpace(s.Value)
		}
	}
	return "第" + money.Int(int64(r.n)).String() + "项指标"
}

// rowKey is the key of one value of an indicator.
func (s *scene) rowKey(f *form, r *row, what string) string {
	return s.keyOf(f.q, "indicators/"+money.Int(int64(r.n)).String()+"/"+what)
}

// rowPlace is where a value of an indicator stands, or the indicator itself.
func (s *scene) rowPlace(r *row, p source.Place) source.Place {
	if p.Line > 0 {
		return p
	}
	return s.at(r.Place)
}

// outOf is the most points of a form.
func (s *scene) outOf(f *form) money.Number {
	if f.scores.OutOf.Set {
		return f.scores.OutOf.Value.Number
	}
	if p := s.rulesOf(f.q); p != nil && p.Weights.Total.Set {
		return p.Weights.Total.Value.Number
	}
	return money.Int(100)
}

// rulesOf is the profile of a project, or of the report.
func (s *scene) rulesOf(q *record.Project) *record.Profile {
	if q != nil && q.Rules != nil {
		return q.Rules
	}
	return s.Rules
}

// achievement is how far the target was reached; ok is false where it cannot be
// told.
func (s *scene) achievement(f *form, r *row) (money.Number, bool) {
	return s.Figures.Achievement(f.id(), r.n)
}

// lastYear is last year's actual as the indicator quotes it, read once.
func (r *row) lastYear() record.Target {
	if r.last == nil {
		r.last = r.LastYearValue()
	}
	return r.last
}

// isSatisfaction reports whether an indicator measures how satisfied people are.
func (r *row) isSatisfaction() bool {
	return strings.Contains(r.Level1.Value, "满意") || strings.Contains(r.Name.Value, "满意") || r.Kind.Value == "satisfaction"
}

// isOutput tells the indicators of 产出 from others.
func (r *row) isOutput() bool { return strings.Contains(r.Level1.Value, "产出") }

// quantitative reports whether the target is a measurement.
func (r *row) quantitative() bool {
	switch r.target.(type) {
	case record.Threshold, record.Zero, record.Range, record.PerRatio, record.Date:
		return true
	}
	return false
}

// scored reports whether the rules could score an indicator: its target and its
// actual then go together.
func scored(r *row) bool { return r.fig.Score != nil && r.fig.Score.OK() }
