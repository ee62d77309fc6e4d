package report

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// County is all that the pages over several reports are made of.
type County struct {
	Site        *record.Site
	Version     Version
	Departments []*record.Department
	Reports     []Input
	Checks      []Check
	Findings    []source.Finding // of the domain, about no single report
	Downloads   []doc.Download   // of a year; addresses relative to the site's root
}

// yearOf lists the reports of a year in the order of their departments.
func (c *County) yearOf(year int) []Input {
	var out []Input
	for _, in := range c.Reports {
		if in.Report.Year == year {
			out = append(out, in)
		}
	}
	slices.SortStableFunc(out, func(a, b Input) int {
		return cmp.Or(cmp.Compare(order(a.Report), order(b.Report)), strings.Compare(a.Report.Dept, b.Report.Dept))
	})
	return out
}

func order(r *record.Report) int64 {
	if r.Department == nil || !r.Department.Order.Set {
		return 1 << 40
	}
	return r.Department.Order.Value
}

// years lists the years that have reports, the newest first.
func (c *County) years() []int {
	var out []int
	for _, in := range c.Reports {
		if !slices.Contains(out, in.Report.Year) {
			out = append(out, in.Report.Year)
		}
	}
	slices.SortFunc(out, func(a, b int) int { return b - a })
	return out
}

// Year holds the figures of a year. Over several reports they are sums with keys
// of their own (2023/budget), explained on the year's page; of a single report
// they are that report's.
type Year struct {
	Budget, Spent, Rate *metric.Figure
	Included            []Input       // the reports that the sums take in
	Summed              bool          // the figures are sums, not one report's own
	Group               *metric.Group // all of them together
}

// unitOfSite is the unit in which the pages of several reports publish.
func unitOfSite(site *record.Site) money.Unit {
	if u, ok := money.UnitNamed(site.Unit.Value); ok {
		return u
	}
	return money.WanYuan
}

// rowsOf are the compact rows of reports.
func rowsOf(reports []Input) []*metric.Row {
	var out []*metric.Row
	for _, in := range reports {
		if in.Figures != nil {
			out = append(out, in.Figures.Row(in.Report))
		}
	}
	return out
}

// YearFigures adds up the reports of a year that give both their budget and what
// they spent.
func YearFigures(site *record.Site, year int, reports []Input) Year {
	y := Year{Summed: true, Group: metric.Year(rowsOf(reports), year, unitOfSite(site))}
	y.Budget, y.Spent, y.Rate = y.Group.Budget, y.Group.Spent, y.Group.Rate
	for _, row := range y.Group.Included {
		for _, in := range reports {
			if in.Report.Key() == row.ID {
				y.Included = append(y.Included, in)
			}
		}
	}
	if len(y.Included) == 1 && y.Group.Included[0].Unit == unitOfSite(site).Name {
		set := y.Included[0].Figures
		if rate := set.Report("execution_rate"); rate != nil {
			y.Budget, y.Spent, y.Rate, y.Summed = set.Report("budget"), set.Report("spent"), rate, false
		}
	}
	return y
}

// countyView is what home.md and year.md see.
type countyView struct {
	County      string
	Site        string
	Year        int // of the page; the newest one at home; 0 when there is none
	Years       int // that have reports
	Reports     int // of the year
	Included    int // reports that the year's figures take in
	Summed      bool
	Differences int    // found in the year's reports
	Functions   int    // several functions (职能) among the year's departments, else 0
	Graded      int    // grades that reports or projects have
	Ranked      int    // reports that can be ranked
	Overall     int    // found about the county as a whole
	Notice      string // what every reader must know
	Address     string // of the year's page, "" where the site has no address
}

// countyPage is a page over the reports of a year.
type countyPage struct {
	page
	c       *County
	year    int
	reports []Input // of the year
	figures Year

	converted []*metric.Figure // shown in the county's unit
}

func newCountyPage(c *County, year int, path string) *countyPage {
	p := &countyPage{c: c, year: year, reports: c.yearOf(year)}
	p.site, p.version, p.path = c.Site, c.Version, path
	p.figures = YearFigures(c.Site, year, p.reports)
	view := countyView{
		County: c.Site.County.Value, Site: c.Site.Name.Value, Year: year, Years: len(c.years()),
		Notice: c.Site.Notice.Value, Reports: len(p.reports), Included: len(p.figures.Included), Summed: p.figures.Summed,
	}
	for _, in := range p.reports {
		view.Differences += len(newMarks(nil, in.Findings).findings)
	}
	if base := p.base(); base != "" {
		view.Address = base + "/" + strings.TrimSuffix(path, "index.html")
	}
	p.wide(&view)
	p.data = view
	p.figure = p.find
	p.names = func() []string {
		return []string{"budget", "spent", "execution_rate", "unspent", "project_count", "evaluated_count", "coverage", "average_score", "project_execution_rate"}
	}
	names := [][]string{p.names()}
	p.blocks = map[string]block{
		"summary":     {args: names, more: true, build: p.summary},
		"table":       {args: [][]string{{"departments", "years", "differences", "functions", "grades", "ranking", "overall"}}, build: p.table},
		"chart":       {args: [][]string{{"distribution"}, {"execution_rate", "total_score", "average_score"}}, build: p.chart},
		"calculation": {build: p.calculation},
		"downloads":   {build: func([]string, string, source.Place) []doc.Block { return downloadsOf(c.Downloads) }},
		"screen":      {text: true, build: p.screen},
		"fields":      {args: [][]string{{"version"}}, build: p.fields},
	}
	return p
}

// find finds the year's figures by their short names, and any report's figure by
// its key.
func (p *countyPage) find(name string) *metric.Figure {
	switch name {
	case "budget":
		return p.figures.Budget
	case "spent":
		return p.figures.Spent
	case "execution_rate":
		return p.figures.Rate
	}
	if p.figures.Summed {
		for _, f := range p.figures.Group.Figures() {
			if f.Metric == name {
				return f
			}
		}
	}
	for _, in := range p.c.Reports {
		if f := in.Figures.Get(name); f != nil {
			return f
		}
	}
	return nil
}

// Home builds the first page of the site.
func (l *Layouts) Home(c *County) (*doc.Document, []source.Finding) {
	year := 0
	if years := c.years(); len(years) > 0 {
		year = years[0]
	}
	p := newCountyPage(c, year, "index.html")
	p.doc = doc.Document{ID: "index", Author: c.Site.Name.Value, Subject: c.Site.County.Value + "部门预算绩效自评",
		Keywords: []string{"预算绩效", "绩效自评", c.Site.County.Value}, Date: c.Version.Date}
	if year > 0 {
		p.doc.Spine = chineseYear(year) + "年度"
	}
	return l.build(pageHome, &p.page)
}

// Year builds the page of a year.
func (l *Layouts) Year(c *County, year int) (*doc.Document, []source.Finding) {
	p := newCountyPage(c, year, itoa(year)+"/index.html")
	p.doc = doc.Document{ID: itoa(year), Author: c.Site.Name.Value, Subject: itoa(year) + "年度部门预算绩效自评",
		Keywords: []string{"预算绩效", itoa(year) + "年度"}, Date: c.Version.Date, Spine: chineseYear(year) + "年度"}
	return l.build(pageYear, &p.page)
}

func (p *countyPage) summary(args []string, _ string, _ source.Place) []doc.Block {
	keys := p.keys(args, p.find)
	if len(keys) == 0 || p.year == 0 {
		return []doc.Block{doc.Summary{}}
	}
	return []doc.Block{doc.Summary{Keys: keys}}
}

func (p *countyPage) fields([]string, string, source.Place) []doc.Block {
	return []doc.Block{doc.Fields{ID: "version", Items: p.versionFields()}}
}
