package check

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Digest is what remains of a checked report: what the next year's report and the
// county are held against. It holds neither the record nor its figures.
type Digest struct {
	Key, Dept, File string
	Year            int
	Stage           record.Stage
	Name            string // of the department
	Scope           string
	Parent          string // id of the supervising department

	rules    *record.Profile
	amounts  map[string]source.Amount // of the report, by what next year calls last year's
	counts   map[string]source.Int
	projects []projectDigest
	problems []problemDigest
	sections []sectionDigest
	accepted []record.Accepted
	index    source.String // 索引号
	scores   []scoreDigest
	unread   bool // there is a report, which could not be read or computed
}

// projectDigest is one project of a year.
type projectDigest struct {
	id, name, code     string
	budget, spent      source.Amount
	over, next         source.Amount // 年末结转, 下年预算安排
	low, poor, decided bool          // executed little; graded 差 or executed hardly; the report says what follows
	indicators         []indicatorDigest
}

// indicatorDigest is one indicator of a year.
type indicatorDigest struct {
	name, target string
	actual       record.Target
	actualText   string
	years        int // for how many years in a row the target has been the same
}

type problemDigest struct {
	id, text string
	place    source.Place
	promised bool // a measure, an owner or a day is named
	closed   bool
}

// scoreDigest is a stated total of a report or a project, out of 100.
type scoreDigest struct {
	place source.Place
	total money.Number
}

// limits are the thresholds of the report's profile.
func (d *Digest) limits() *record.Thresholds { return limitsOf(d.rules) }

// project is the project with that id, or nil.
func (d *Digest) project(id string) *projectDigest {
	if d == nil {
		return nil
	}
	for i := range d.projects {
		if d.projects[i].id == id {
			return &d.projects[i]
		}
	}
	return nil
}

// Shed drops what only the next year's report needs.
func (d *Digest) Shed() {
	if d == nil {
		return
	}
	d.projects, d.amounts, d.counts, d.problems = nil, nil, nil, nil
}

// digest keeps of a report what others need.
func (s *scene) digest() *Digest {
	r := s.Report
	d := &Digest{
		Key: r.Key(), Dept: r.Dept, File: r.File, Year: r.Year, Stage: s.stage, Scope: strings.Clone(r.Scope.Value),
		rules: r.Rules, accepted: r.Accepted, index: r.Disclosure.Index.Own(),
	}
	if r.Department != nil {
		d.Name, d.Parent = r.Department.Name.Value, r.Department.Parent.Value
	}
	d.amounts = s.yearAmounts()
	d.counts = map[string]source.Int{"employed": r.Staff.Employed, "posts": r.Staff.Posts}
	for _, q := range r.Projects {
		d.projects = append(d.projects, s.projectDigest(q))
	}
	for i := range r.Problems {
		b := &r.Problems[i]
		d.problems = append(d.problems, problemDigest{
			id: b.ID.Value, text: quoted(b.Text.Value, 30), place: b.Text.Place,
			promised: given(b.Measure) || given(b.Owner) || b.Due.Set, closed: b.Status.Value == "已销号" || b.Status.Value == "已完成",
		})
	}
	d.sections = s.sectionDigests()
	for i := range s.forms {
		f := &s.forms[i]
		if total, _, place, ok := s.graded(f); ok && (f.scores.Total.Set || f.scored) {
			d.scores = append(d.scores, scoreDigest{s.at(place), s.outOfHundred(f, total)})
		}
	}
	return d
}

// yearAmounts are the sums that a later report quotes as last year's, by the name
// of the field that quotes them.
func (s *scene) yearAmounts() map[string]source.Amount {
	t := &s.ThreePublic
	out := map[string]source.Amount{
		"budget": s.Funds.Budget, "spent": s.Funds.Spent, "carried_over": s.Funds.CarriedOver,
		"public_spent": s.Staff.PublicSpent, "balance": s.Work.Balance, "general": s.Work.General,
	}
	for _, row := range []struct {
		name string
		r    *record.ThreePublicRow
	}{{"three_budget", &t.Budget}, {"three_actual", &t.Actual}} {
		for _, c := range threeColumns() {
			out[row.name+"."+c.key] = c.of(row.r)
		}
	}
	for key, a := range out {
		if !a.Set {
			delete(out, key)
		}
	}
	return out
}

func (s *scene) projectDigest(q *record.Project) projectDigest {
	out := projectDigest{
		id: q.ID, name: q.Title(), code: strings.TrimSpace(q.Code.Value), budget: q.Funds.Budget, spent: q.Funds.Spent,
		over: q.Funds.CarriedOver, next: q.ResultUse.NextBudget,
	}
	limits := s.limits()
	if rate, ok := ratePercent(q.Funds.Spent, q.Funds.Budget); ok {
		out.low = rate.Cmp(s.lowRateOf(q)) < 0
		out.poor = rate.Cmp(percent(limits.PoorExecution, 60)) < 0
	}
	out.poor = out.poor || s.worstGrade(q)
	out.decided = given(q.ResultUse.Reason) || given(q.ResultUse.Decision) || given(s.ResultUse.Reason) || given(s.ResultUse.Decision) || given(s.ResultUse.Text)
	before := s.before.project(q.ID)
	for i := range s.forms {
		f := &s.forms[i]
		if f.q != q {
			continue
		}
		for j := range f.rows {
			r := &f.rows[j]
			x := indicatorDigest{name: r.name, target: strings.TrimSpace(r.Target.Value), actual: r.actual, actualText: strings.TrimSpace(r.Actual.Value), years: 1}
			if last := before.indicator(x.name); last != nil && last.target == x.target {
				x.years = last.years + 1
			}
			out.indicators = append(out.indicators, x)
		}
	}
	return out
}

// worstGrade reports whether a project has the worst grade of its scale.
func (s *scene) worstGrade(q *record.Project) bool {
	for i := range s.forms {
		f := &s.forms[i]
		if f.q != q {
			continue
		}
		bands := s.bandsOf(f)
		total, _, _, ok := s.graded(f)
		if !ok || len(bands) < 2 {
			return false
		}
		return bandOf(bands, s.outOfHundred(f, total)) == &bands[len(bands)-1]
	}
	return false
}

// indicator is the indicator of that name, or nil.
func (p *projectDigest) indicator(name string) *indicatorDigest {
	if p == nil || name == "" {
		return nil
	}
	i := slices.IndexFunc(p.indicators, func(x indicatorDigest) bool { return x.name == name })
	if i < 0 {
		return nil
	}
	return &p.indicators[i]
}
