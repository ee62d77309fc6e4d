package demo

import (
	"fmt"
	"mingbai/internal/source"
	"strconv"
	"strings"
)

// plan is a department over all years, before anything is written.
type plan struct {
	opt    Options
	d      *department
	order  int
	step   int64 // smallest sum of money that occurs, in 分
	texts  bool  // as the texts have it: no size is asked for that they lack
	pool   map[string][]string
	years  []*yearPlan
	faults []fault
}

// yearPlan is a department's year.
type yearPlan struct {
	year, n     int
	text        yearText
	profile     string // of the report
	base        string // of its projects
	projects    []*projectPlan
	basic, all  sums
	projectsSum sums
	adjustments []adjustment
	over        bool // some project spent more than its budget
}

// sums are the amounts of one budget, in 分.
type sums struct {
	initial, budget, spent                     int64
	carriedIn, carriedOver, surplus, withdrawn int64
}

func (s *sums) add(o sums) {
	s.initial += o.initial
	s.budget += o.budget
	s.spent += o.spent
	s.carriedIn += o.carriedIn
	s.carriedOver += o.carriedOver
	s.surplus += o.surplus
	s.withdrawn += o.withdrawn
}

// adjustment is one change of a budget.
type adjustment struct {
	kind      string
	amount    int64
	date      string
	authority string
	reason    string
	exempt    bool
}

// projectPlan is a project's year.
type projectPlan struct {
	*project
	sums
	text        projectText
	id, title   string
	order       int
	year, nth   int
	first, last bool // of its years
	adjustments []adjustment
	profile     string
	rows        []*row
	next        *projectPlan // the same project next year
}

const (
	fenOfYuan = 100
	fenOfWan  = 10_000 * fenOfYuan
)

func newPlan(opt Options, d *department, order int, pool map[string][]string) *plan {
	p := &plan{opt: opt, d: d, order: order, step: fenOfWan / 100, pool: pool,
		texts: opt.Projects == (Range{}) && opt.Indicators == 0 && opt.Years <= len(d.Years) && !strings.Contains(d.ID, "-")}
	if d.UnitOfMoney == "元" {
		p.step = 1
	}
	if p.texts {
		p.faults = faults()
	}
	for n := range opt.Years {
		y := &yearPlan{year: opt.First + n, n: n, profile: nth(d.Profiles, n), base: nth(d.Base, n)}
		if y.base == "" {
			y.base = y.profile
		}
		p.years = append(p.years, y)
		p.project(y)
		y.text = p.yearText(n)
	}
	p.money()
	for _, y := range p.years {
		for _, q := range y.projects {
			p.indicators(q)
		}
	}
	return p
}

// project lists the projects of a year.
func (p *plan) project(y *yearPlan) {
	if p.opt.Projects == (Range{}) {
		for i := range p.d.Projects {
			q := &p.d.Projects[i]
			from, to := int(q.From.Value), max(len(p.d.Years), p.opt.Years)-1
			if q.To.Set {
				to = int(q.To.Value)
			}
			if y.n >= from && y.n <= to {
				p.take(y, q, q.ID, q.Name, y.n-from, y.n == from, y.n == to)
			}
		}
		return
	}
	r := seeded(p.opt.Seed, p.d.ID, "projects")
	n := int(r.between(int64(p.opt.Projects.Min), int64(max(p.opt.Projects.Min, p.opt.Projects.Max))))
	for i := range n {
		q := &p.d.Projects[i%len(p.d.Projects)]
		id, name := q.ID, q.Name
		if lap := i / len(p.d.Projects); lap > 0 {
			id += "-" + strconv.Itoa(lap+1)
			name += fmt.Sprintf("（第%d批）", lap+1)
		}
		p.take(y, q, id, name, y.n, y.n == 0, y.n == p.opt.Years-1)
	}
}

func (p *plan) take(y *yearPlan, q *project, id, name string, nth int, first, last bool) {
	pp := &projectPlan{project: q, id: id, title: name, order: len(y.projects) + 1, year: y.year, nth: nth, first: first, last: last}
	pp.text = q.Years[nth%len(q.Years)]
	pp.profile = y.base
	if y.base == "mof-2021" && (q.Kind == "建设" || q.Kind == "修缮" || q.Kind == "购置") {
		pp.profile = "mof-2021-cost"
	}
	if q.Form == "transfer" {
		pp.profile = "transfer"
	}
	if y.n > 0 {
		for _, before := range p.years[y.n-1].projects {
			if before.id == id {
				before.next = pp
			}
		}
	}
	y.projects = append(y.projects, pp)
}

// before is the year before y, or nil.
func (p *plan) before(y *yearPlan) *yearPlan {
	if y.n == 0 {
		return nil
	}
	return p.years[y.n-1]
}

// find is the project with that id, or nil.
func (y *yearPlan) find(id string) *projectPlan {
	for _, q := range y.projects {
		if q.id == id {
			return q
		}
	}
	return nil
}

// nth is the value of year n, the last one for all that follow.
func nth(list []source.String, n int) string {
	if len(list) == 0 {
		return ""
	}
	return list[min(n, len(list)-1)].Value
}
