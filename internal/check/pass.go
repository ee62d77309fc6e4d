package check

import (
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// scene is a report with everything that its rules look at, gathered once.
type scene struct {
	*record.Report
	Figures *metric.Set
	world   *World
	before  *Digest // last year's report, or nil
	stage   record.Stage
	unit    money.Unit // in which the report publishes
	bounds  bounds
	texts   []prose
	forms   []form                // the report's own indicators and those of its projects, where there are any
	earlier []source.Finding      // of the rules that came before
	amounts map[money.Amount]bool // of allAmounts
	stated  []statement           // of statements
}

func newScene(w *World, s Subject, before *Digest) *scene {
	sc := &scene{Report: s.Report, Figures: s.Figures, world: w, before: before, stage: stageOf(s.Report), unit: unitOf(s.Report)}
	sc.bounds = boundsOf(sc.limits())
	sc.texts = sc.proses()
	sc.forms = sc.allForms()
	return sc
}

// unitOf is the unit of money in which the report publishes.
func unitOf(r *record.Report) money.Unit {
	for _, name := range []string{r.Unit.Value, r.Default.Unit} {
		if u, ok := money.UnitNamed(name); ok {
			return u
		}
	}
	return money.WanYuan
}

// pass is one rule looking at one report.
type pass struct {
	*scene
	rule     Rule
	severity source.Severity
	found    []source.Finding
}

// add records a finding of the rule at its own severity.
func (p *pass) add(f source.Finding) { p.addAs(p.severity, f) }

// addAs records a finding at a severity that differs from the rule's, for rules
// that tell a rounding tail from a fault.
func (p *pass) addAs(s source.Severity, f source.Finding) {
	f.Rule, f.Kind, f.Severity = p.rule.ID, source.Domain, s
	p.found = append(p.found, f)
}

// milder is the severity one step below the rule's own.
func (p *pass) milder() source.Severity { return p.step(1) }

// step is the severity so many steps below the rule's own.
func (p *pass) step(n int) source.Severity { return min(p.severity+source.Severity(n), source.Info) }

// start is the place of the report as a whole.
func (s *scene) start() source.Place { return source.Place{File: s.File, Line: 1, Column: 1} }

// at is a place, or the beginning of the report where there is none.
func (s *scene) at(p source.Place) source.Place {
	if p.Line == 0 {
		if p.File == "" {
			p.File = s.File
		}
		p.Line, p.Column = 1, 1
	}
	return p
}

// place is where a figure was written, or where the file begins if it was
// computed.
func (s *scene) place(f *metric.Figure) source.Place {
	switch o := f.Origin.(type) {
	case metric.Input:
		return s.at(o.Place)
	case metric.Stated:
		return s.at(o.Place)
	}
	if f.Project != "" {
		if q := s.project(f.Project); q != nil {
			return source.Place{File: q.File, Line: 1, Column: 1}
		}
	}
	return s.start()
}

// project is the project with that id, or nil.
func (s *scene) project(id string) *record.Project {
	for _, q := range s.Projects {
		if q.ID == id {
			return q
		}
	}
	return nil
}

// keyOf is the key of something of the report, or of a project where q is not nil.
func (s *scene) keyOf(q *record.Project, name string) string {
	if q == nil {
		return s.Key() + "/" + name
	}
	return s.Key() + "/projects/" + q.ID + "/" + name
}

// figure is the report's figure, or the project's where q is not nil; nil when the
// profile has none.
func (s *scene) figure(q *record.Project, name string) *metric.Figure {
	if q == nil {
		return s.Figures.Report(name)
	}
	return s.Figures.Project(q.ID, name)
}

// related names the places of figures.
func related(fs []*metric.Figure) []source.Related {
	var out []source.Related
	for _, f := range fs {
		if in, ok := f.Origin.(metric.Input); ok && f.OK() {
			out = append(out, source.Related{Place: in.Place, Message: f.Label + " " + f.Shown() + f.Unit})
		}
	}
	return out
}

// subject names what is spoken of: the project, or the department.
func subject(q *record.Project) string {
	if q == nil {
		return "部门"
	}
	return q.Title()
}

// given reports whether a text says anything.
func given(s source.String) bool { return s.Set && strings.TrimSpace(s.Value) != "" }

// percent is one of the profile's thresholds, or its default.
func percent(n source.Number, or int64) money.Number {
	if n.Set {
		return n.Value.Number
	}
	return money.Int(or)
}

// count is one of the profile's whole thresholds, or its default.
func count(n source.Int, or int64) int64 {
	if n.Set {
		return n.Value
	}
	return or
}

// bounds are thresholds that every indicator is held against, made ready once.
type bounds struct {
	over, under  money.Number // of what was reached of a target, as ratios
	drop, single money.Number // percent
	nearly       money.Number // tolerance of a score
}

func boundsOf(t *record.Thresholds) bounds {
	hundredth := money.Frac(1, 100)
	b := bounds{
		over: percent(t.OvershootWarn, 130).Mul(hundredth), under: percent(t.Undershoot, 70).Mul(hundredth),
		drop: percent(t.TargetDrop, 20), single: percent(t.SingleWeight, 30), nearly: money.Frac(5, 1000),
	}
	if t.ScoreTolerance.Set {
		b.nearly = t.ScoreTolerance.Value.Number
	}
	return b
}

// tally adds up points, most of which are whole numbers.
type tally struct {
	whole int64
	rest  money.Number
	some  bool // rest holds anything
}

func (t *tally) add(n money.Number) {
	if i, ok := n.Int64(); ok && i < 1<<40 && i > -1<<40 {
		t.whole += i
		return
	}
	t.rest, t.some = t.rest.Add(n), true
}

func (t *tally) sum() money.Number {
	if !t.some {
		return money.Int(t.whole)
	}
	return t.rest.Add(money.Int(t.whole))
}

// limits are the thresholds of the report's profile.
func (s *scene) limits() *record.Thresholds { return limitsOf(s.Rules) }

func limitsOf(p *record.Profile) *record.Thresholds {
	if p == nil {
		return &record.Thresholds{}
	}
	return &p.Thresholds
}
