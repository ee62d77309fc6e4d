package check

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// survey is one rule looking at all reports.
type survey struct {
	world  *World
	rule   Rule
	years  []int // in order
	byYear map[int][]*Digest
	found  []source.Finding
}

// add records a finding about one report at the rule's severity, as the report's
// profile has it.
func (c *survey) add(d *Digest, f source.Finding) { c.addAs(c.severity(d), f) }

func (c *survey) addAs(s source.Severity, f source.Finding) {
	f.Rule, f.Kind, f.Severity = c.rule.ID, source.Domain, s
	c.found = append(c.found, f)
}

// severity is the rule's for a report; nil stands for the county as a whole.
func (c *survey) severity(d *Digest) source.Severity {
	if d == nil {
		return c.rule.Severity
	}
	return severityOf(c.rule, d.rules)
}

// County checks what only all reports together show. The digests may come in any
// order; the findings are neither sorted nor settled.
func (w *World) County(all []*Digest) []source.Finding {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b *Digest) int { return strings.Compare(a.Key, b.Key) })
	byYear := map[int][]*Digest{}
	var years []int
	for _, d := range all {
		if byYear[d.Year] == nil {
			years = append(years, d.Year)
		}
		byYear[d.Year] = append(byYear[d.Year], d)
	}
	slices.Sort(years)
	var out []source.Finding
	for _, rule := range Rules() {
		if rule.county == nil {
			continue
		}
		c := &survey{world: w, rule: rule, years: years, byYear: byYear}
		rule.county(c)
		out = append(out, c.found...)
	}
	return out
}

var ruleC59 = Rule{
	ID: "C59", Severity: source.Error,
	Title:   "页脚应有的内容齐全",
	Explain: "政府网站每一页的页脚要有主办单位、联系方式、党政机关网站标识、网站标识码、ICP备案号、公安备案号，写在 site.toml 的 [footer]。没有的页面显示“待填”，不编造；正式发布前必须补齐。只转录别人公布的报告的，不核对；不是政府网站的，在 site.toml 里写 government = false，也不核对。",
	Source:  "国办发〔2017〕47号",
	From:    record.Submitted, Spared: true,
	county: func(c *survey) {
		if c.world.Site == nil || !c.world.Site.Official() || !c.any(c.rule.applies) {
			return
		}
		f := &c.world.Site.Footer
		var missing []string
		for _, d := range []struct {
			name string
			s    source.String
		}{{"主办单位", f.Organiser}, {"联系方式", f.Contact}, {"党政机关网站标识", f.SiteMark}, {"网站标识码", f.SiteCode}, {"ICP备案号", f.ICP}, {"公安备案号", f.Police}} {
			if !given(d.s) {
				missing = append(missing, d.name)
			}
		}
		if len(missing) == 0 {
			return
		}
		c.addAs(c.severity(nil), source.Finding{
			Place: source.Place{File: source.SiteFile, Line: 1, Column: 1}, Key: "site/footer", Title: "页脚不全",
			Message: "页脚还没有" + strings.Join(missing, "、"), Stated: fmt.Sprint(6 - len(missing)), Computed: "6", Difference: fmt.Sprint(len(missing)), Unit: "项",
			Hint: "在 site.toml 的 [footer] 里补齐，照备案和开办时的材料写；不是政府网站的，写 government = false",
		})
	},
}

// any reports whether some report is in a stage for which ok holds.
func (c *survey) any(ok func(record.Stage) bool) bool {
	for _, year := range c.years {
		for _, d := range c.byYear[year] {
			if ok(d.Stage) {
				return true
			}
		}
	}
	return false
}

// checkIndexes finds 索引号 that two publications share.
func checkIndexes(c *survey) {
	first := map[string]*Digest{}
	for _, year := range c.years {
		for _, d := range c.byYear[year] {
			n := strings.TrimSpace(d.index.Value)
			if n == "" || !c.rule.applies(d.Stage) {
				continue
			}
			other := first[n]
			if other == nil {
				first[n] = d
				continue
			}
			c.add(d, source.Finding{
				Place: d.index.Place, Key: d.Key + "/index", Title: "索引号重复", Stated: n,
				Message: fmt.Sprintf("索引号%s已经用在%d年度%s的报告上", n, other.Year, other.Name),
				Hint:    "换一个没有用过的索引号，用过的不再使用",
				Related: []source.Related{{Place: other.index.Place, Message: "第一次用在这里"}},
			})
		}
	}
}

var ruleC69 = Rule{
	ID: "C69", Severity: source.Warning,
	Title:   "各部门都有报告",
	Explain: "同一年度里有部门报送了，登记在 departments 里的其他部门也应当有报告；并入主管部门汇总报告的所属单位除外。不再存在的部门，删去登记或并入新部门。",
	Source:  "财预〔2020〕10号；中发〔2018〕34号",
	From:    record.Submitted, Spared: true,
	county: func(c *survey) {
		for _, year := range c.years {
			c.missingReports(year)
		}
	},
}

func (c *survey) missingReports(year int) {
	have := map[string]*Digest{}
	begun := false
	for _, d := range c.byYear[year] {
		have[d.Dept] = d
		begun = begun || c.rule.applies(d.Stage)
	}
	if !begun {
		return
	}
	var due, missing []*record.Department
	for _, id := range sortedKeys(c.world.Departments) {
		dept := c.world.Departments[id]
		if parent := have[dept.Parent.Value]; parent != nil && parent.Scope == "汇总" && have[id] == nil {
			continue
		}
		if c.world.Unpublished[fmt.Sprintf("%d/%s", year, id)] {
			continue
		}
		due = append(due, dept)
		if have[id] == nil {
			missing = append(missing, dept)
		}
	}
	for _, dept := range missing {
		rate := points(money.Frac(int64(100*(len(due)-len(missing))), int64(len(due))))
		c.addAs(c.severity(nil), source.Finding{
			Place: source.Place{File: dept.File, Line: 1, Column: 1}, Key: fmt.Sprintf("%d/%s", year, dept.ID), Title: "没有报告",
			Message: fmt.Sprintf("%s没有%d年度的报告；应评%d个部门，已评%d个，覆盖率%s%%", nameOf(dept), year, len(due), len(due)-len(missing), rate),
			Hint:    fmt.Sprintf("建 %d/%s/report.toml", year, dept.ID),
		})
	}
}

func nameOf(d *record.Department) string {
	if given(d.Name) {
		return strings.TrimSpace(d.Name.Value)
	}
	return d.ID
}

var ruleC71 = Rule{
	ID: "C71", Severity: source.Info,
	Title:   "自评得分的分布",
	Explain: "自评分普遍很高时，得分区分不出好坏。列出95分以上的占多少，以及平均得分与全县相差两个标准差以上的部门（规则集可以另定），供抽查复核时参考。",
	Source:  "财预〔2020〕10号",
	county: func(c *survey) {
		for _, year := range c.years {
			c.distribution(year)
		}
	},
}

// leastScores and leastDepartments are how many make a distribution.
const leastScores, leastDepartments = 8, 5

// mean is a department's average score of a year.
type mean struct {
	d  *Digest
	at *scoreDigest
	v  money.Number
}

func (c *survey) distribution(year int) {
	var means []mean
	var sum money.Number
	high, n := 0, 0
	for _, d := range c.byYear[year] {
		own := money.Number{}
		for i := range d.scores {
			own = own.Add(d.scores[i].total)
			if d.scores[i].total.Cmp(percent(d.limits().HighScore, 95)) >= 0 {
				high++
			}
		}
		if len(d.scores) == 0 {
			continue
		}
		n, sum = n+len(d.scores), sum.Add(own)
		v, _ := own.Quo(money.Int(int64(len(d.scores))))
		means = append(means, mean{d, &d.scores[0], v})
	}
	if n >= leastScores && 2*high >= n {
		all, _ := sum.Quo(money.Int(int64(n)))
		share := points(money.Frac(int64(100*high), int64(n)))
		c.addAs(c.severity(nil), source.Finding{
			Place: source.Place{File: source.SiteFile, Line: 1, Column: 1}, Key: fmt.Sprintf("%d/scores", year), Title: "得分普遍很高", Unit: "%",
			Message: fmt.Sprintf("%d年度%d个自评得分里，95分以上的有%d个，占%s%%，平均%s分", year, n, high, share, points(all)),
			Stated:  share + "%",
			Hint:    "抽查复核时优先核对满分和接近满分的",
		})
	}
	if len(means) >= leastDepartments {
		c.outliers(means)
	}
}

// outliers finds departments whose average lies far from the county's.
func (c *survey) outliers(means []mean) {
	n := money.Int(int64(len(means)))
	var sum, squares money.Number
	for _, m := range means {
		sum = sum.Add(m.v)
	}
	all, _ := sum.Quo(n)
	for _, m := range means {
		gap := m.v.Sub(all)
		squares = squares.Add(gap.Mul(gap))
	}
	variance, _ := squares.Quo(n)
	for _, m := range means {
		limit, gap := percent(m.d.limits().Deviation, 2), m.v.Sub(all)
		if variance.Sign() == 0 || gap.Mul(gap).Cmp(limit.Mul(limit).Mul(variance)) <= 0 {
			continue
		}
		c.add(m.d, source.Finding{
			Place: m.at.place, Key: m.d.Key + "/scores", Title: "得分偏离全县平均",
			Message: fmt.Sprintf("%s平均%s分，全县各部门平均%s分，相差%s个标准差", m.d.Name, points(m.v), points(all), standardised(gap, variance)),
			Stated:  points(m.v), Computed: points(all), Difference: points(gap.Abs()), Unit: "分",
			Hint: "供抽查复核时参考",
		})
	}
}

// standardised is |gap| ÷ √variance with one decimal, in whole numbers.
func standardised(gap, variance money.Number) string {
	square, _ := gap.Mul(gap).Mul(money.Int(10000)).Quo(variance)
	whole, ok := new(big.Int).SetString(square.Text(0, money.HalfUp), 10)
	if !ok {
		return ""
	}
	return money.Frac(new(big.Int).Sqrt(whole).Int64(), 100).Text(1, money.HalfUp)
}
