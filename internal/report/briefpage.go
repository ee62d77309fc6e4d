package report

import (
	"cmp"
	"slices"
	"strings"

	"mingbai/internal/chart"
	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// briefBounds are how much a summary on one page may say.
type briefBounds struct {
	projects int   // rows of the table
	results  []int // characters of each thing that was achieved
	problems []int // of each problem
	gravest  int   // of the gravest difference, 0 where it is only counted
	chart    bool
}

// Characters of one and of two lines of a summary on one page.
const (
	oneLine  = 33
	twoLines = 67
	nameMost = 32 // of the name of a project in the table
)

// briefLevels are the bounds from the richest summary to the poorest: the order in
// which its parts are left out where a page is too small for them.
func briefLevels() []briefBounds {
	const one, two = oneLine, twoLines
	var out []briefBounds
	for _, b := range []struct{ results, problems []int }{
		{[]int{two, two, two, two}, []int{two, two, two, two}},
		{[]int{two, two, two}, []int{two, two, two}},
		{[]int{two, two, two}, []int{one, one, one}},
		{[]int{two, two, one}, []int{one, one, one}},
		{[]int{two, one, one}, []int{one, one}},
		{[]int{one, one, one}, []int{one, one}},
		{[]int{one, one}, []int{one}},
	} {
		out = append(out, briefBounds{projects: 7, results: b.results, problems: b.problems, gravest: two, chart: true})
	}
	for _, projects := range []int{5, 3} {
		out = append(out, briefBounds{projects: projects, results: []int{one, one}, problems: []int{one}, gravest: one, chart: true},
			briefBounds{projects: projects, results: []int{one}, problems: []int{one}, chart: true})
	}
	return append(out, briefBounds{projects: 3, chart: true}, briefBounds{projects: 3}, briefBounds{})
}

// BriefLevels is how many summaries on one page there are of a report, each shorter
// than the one before.
func BriefLevels() int { return len(briefLevels()) }

// briefView is what brief.md sees.
type briefView struct {
	reportView
	Site       string // name of the site
	Largest    int    // projects that the table lists
	Rest       int    // projects that it does not
	Achieved   bool   // something is told of what was achieved
	Unachieved bool   // nothing is there to tell
	Named      int    // problems that are told
	Unnamed    int    // problems that are not
	Counts     string // 差错1处、提醒2处
	Gravest    bool   // the gravest difference is told
	Draft      bool   // the department is still writing the report
	Address    string // of the report's page, "" where the site has no address
}

// briefPage is the summary of a department's year on one page.
type briefPage struct {
	*reportPage
	bounds  briefBounds
	checked []source.Finding // of the domain, the gravest first
	results [][]doc.Inline
}

// Brief builds the summary of a department's year on one page (要点): the richest one
// at level 0, shorter ones above. Whoever sets it takes the first that fits.
func (l *Layouts) Brief(in Input, level int) (*doc.Document, []source.Finding) {
	r := in.Report
	all := briefLevels()
	p := &briefPage{reportPage: newReportPage(in), bounds: all[min(max(level, 0), len(all)-1)]}
	p.printed = true
	p.checked = gravestFirst(p.marks.findings)
	p.marks = newMarks(in.Figures, nil) // the page has no notes
	p.refs = nil
	view := briefView{reportView: p.data.(reportView), Site: p.site.Name.Value, Draft: r.Draft()}
	if base := p.base(); base != "" {
		view.Address = base + "/" + r.Key() + "/"
	}
	spending := len(p.largest())
	view.Largest = min(spending, p.bounds.projects)
	view.Rest = spending - view.Largest
	p.results = p.achievements()
	view.Achieved = len(p.results) > 0
	view.Named = min(len(r.Problems), len(p.bounds.problems))
	view.Unnamed = len(r.Problems) - view.Named
	view.Counts, view.Gravest = counts(p.checked), p.bounds.gravest > 0 && len(p.checked) > 0
	p.data = view
	p.doc.ID, p.doc.Spine = r.Key()+"/brief", ""
	p.doc.Subject = itoa(r.Year) + "年度部门整体绩效自评的要点"
	p.doc.Last = slices.DeleteFunc(p.lastFields(), func(f doc.Field) bool { return f.Label == addressLabel }) // which the layout tells
	p.blocks = map[string]block{
		"title":    {build: p.titleBlock},
		"summary":  {args: [][]string{reportMetrics(r)}, more: true, build: p.summary},
		"table":    {args: [][]string{{"largest"}}, build: p.largestTable},
		"achieved": {build: p.achieved},
		"problems": {build: p.problems},
		"gravest":  {build: p.gravest},
		"fields":   {args: [][]string{{"verification"}}, build: p.fields},
	}
	d, found := l.build(pageBrief, &p.page)
	return d, found
}

func (p *briefPage) titleBlock([]string, string, source.Place) []doc.Block {
	r := p.in.Report
	p.doc.Title = []string{itoa(r.Year) + "年度" + departmentName(r), "预算绩效自评要点"}
	return []doc.Block{doc.Title{Head: doc.Tight, Code: p.code()}}
}

func (p *briefPage) summary(args []string, body string, at source.Place) []doc.Block {
	blocks := p.reportPage.summary(args, body, at)
	if s, ok := blocks[0].(doc.Summary); ok && !p.bounds.chart {
		s.Chart = nil
		blocks[0] = s
	}
	return blocks
}

// largest are the projects that give what they spent, the largest first.
func (p *briefPage) largest() []*record.Project {
	var out []*record.Project
	spent := map[*record.Project]money.Number{}
	for _, q := range p.in.Report.Projects {
		if a, ok := amount(p.in.Figures.Project(q.ID, "spent")); ok {
			out, spent[q] = append(out, q), a.num
		}
	}
	slices.SortStableFunc(out, func(a, b *record.Project) int { return spent[b].Cmp(spent[a]) })
	return out
}

// largestTable lists the projects that spent most, with their shares.
func (p *briefPage) largestTable([]string, string, source.Place) []doc.Block {
	all, set := p.largest(), p.in.Figures
	shown := all[:min(len(all), p.bounds.projects)]
	if len(shown) == 0 {
		return nil
	}
	scale := chart.NewScale(percents(set.Projects("share")))
	t := doc.Table{
		ID: "largest", Caption: "钱花在哪些项目上", Unit: unitOf(set.Report("spent")),
		Columns: []doc.Column{{Wide: true}, {Align: doc.Decimal}, {Align: doc.Decimal}, {Width: 260}},
		Head:    head("项目", "支出", "占比", "占比条"),
	}
	last := &t.Head[0].Cells[3]
	last.Hidden = true
	if scale.Steps > 0 {
		d := scale.Head("share-scale", "")
		last.Drawing = &d
	}
	for _, q := range shown {
		share := set.Project(q.ID, "share")
		bar := doc.Cell{}
		if n, ok := percent(share); ok && scale.Steps > 0 {
			d := scale.Share("share-"+q.ID, n)
			bar.Drawing = &d
		}
		name, _ := clip(inlines(text(projectName(q))), nameMost)
		t.Body = append(t.Body, doc.Row{Cells: []doc.Cell{rowHead(name...),
			p.cell(set.Project(q.ID, "spent"), "支出"), p.cell(share, "占比"), bar}})
	}
	name := itoa(len(all)) + "个项目合计"
	if rest := len(all) - len(shown); rest > 0 {
		name += "（另有" + itoa(rest) + "个没有列出）"
	}
	total := doc.Row{Total: true, Cells: []doc.Cell{rowHead(text(name)), p.cell(set.Report("project_spent_sum"), "支出"), {}, {}}}
	if whole, _, ok := shareSums(set.Projects("share")); ok {
		total.Cells[2].Content = inlines(text(whole))
	}
	t.Foot = []doc.Row{total}
	return []doc.Block{t}
}

// achievements are what was achieved, in the report's own words: of the whole, then
// of the projects that spent most. What could only be told in half a clause is left
// to the report.
func (p *briefPage) achievements() [][]doc.Inline {
	r, room := p.in.Report, p.bounds.results
	var out [][]doc.Inline
	add := func(name string, s source.String, project string) {
		if len(out) == len(room) {
			return
		}
		words, whole := clip(p.said(s, project), room[len(out)]-len([]rune(name)))
		if len(words) == 0 || !whole {
			return
		}
		if len(name) > 0 {
			words = append(inlines(doc.Strong{Content: inlines(text(name))}, text("：")), words...)
		}
		out = append(out, words)
	}
	add("", r.Goals.Achieved, "")
	for _, q := range p.largest() {
		result := q.Result
		if strings.TrimSpace(result.Value) == "" {
			result = q.Goals.Achieved
		}
		add(projectName(q), result, q.ID)
	}
	if len(out) == 0 {
		add("", r.Analysis.Text, "")
	}
	return out
}

// said is a text that the clerk wrote as one run of words, without its headings and
// its emphasis; lines end where its paragraphs do.
func (p *briefPage) said(s source.String, project string) []doc.Inline {
	if strings.TrimSpace(s.Value) == "" {
		return nil
	}
	return run(nil, p.proseOf(s, project, 3))
}

// run appends the paragraphs of blocks, each behind the end of a line.
func run(out []doc.Inline, blocks []doc.Block) []doc.Inline {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			out = run(out, b.Body)
		case doc.List:
			for _, item := range b.Items {
				out = run(out, item)
			}
		case doc.Paragraph:
			if len(out) > 0 {
				out = append(out, doc.Break{})
			}
			out = bare(out, b.Content)
		}
	}
	return out
}

// bare appends inlines without their emphasis and their links.
func bare(out, in []doc.Inline) []doc.Inline {
	for _, n := range in {
		switch n := n.(type) {
		case doc.Strong:
			out = bare(out, n.Content)
		case doc.Emphasis:
			out = bare(out, n.Content)
		case doc.Link:
			out = bare(out, n.Content)
		default:
			out = append(out, n)
		}
	}
	return out
}

func (p *briefPage) achieved([]string, string, source.Place) []doc.Block {
	return paragraphs(p.results)
}

// problems are the first problems that the report names, each with its number.
func (p *briefPage) problems([]string, string, source.Place) []doc.Block {
	all := p.in.Report.Problems
	var out [][]doc.Inline
	for i := range all[:min(len(all), len(p.bounds.problems))] {
		number := ""
		if len(all) > 1 {
			number = itoa(i+1) + "."
		}
		words, _ := clip(p.said(all[i].Text, all[i].Project.Value), p.bounds.problems[i]-len(number))
		if number != "" {
			words = append(inlines(text(number)), words...)
		}
		out = append(out, words)
	}
	return paragraphs(out)
}

// gravest tells the gravest difference.
func (p *briefPage) gravest([]string, string, source.Place) []doc.Block {
	if len(p.checked) == 0 || p.bounds.gravest == 0 {
		return nil
	}
	f := &p.checked[0]
	kind := f.Severity.Label()
	if f.Accepted != nil {
		kind = explainedText
	}
	words := inlines(doc.Strong{Content: inlines(text(kind + "：" + findingTitle(f)))}, text("。"))
	message, _ := clip(inlines(text(sentence(f.Message))), p.bounds.gravest)
	return paragraphs([][]doc.Inline{append(words, message...)})
}

func (p *briefPage) fields([]string, string, source.Place) []doc.Block {
	return []doc.Block{p.verification()}
}

func paragraphs(texts [][]doc.Inline) []doc.Block {
	var out []doc.Block
	for _, t := range texts {
		out = append(out, doc.Paragraph{Content: t})
	}
	return out
}

// gravestFirst sorts what was found by how grave it is; what a reviewer explained
// comes last.
func gravestFirst(found []source.Finding) []source.Finding {
	weight := func(f *source.Finding) int {
		switch {
		case f.Accepted != nil:
			return 3
		case f.Severity == source.Error:
			return 0
		case f.Severity == source.Warning:
			return 1
		}
		return 2
	}
	out := slices.Clone(found)
	slices.SortStableFunc(out, func(a, b source.Finding) int { return cmp.Compare(weight(&a), weight(&b)) })
	return out
}

// counts says how many differences of each kind there are: 差错1处、提醒2处.
func counts(found []source.Finding) string {
	var kinds []string
	number := map[string]int{}
	for i := range found {
		kind := found[i].Severity.Label()
		if found[i].Accepted != nil {
			kind = explainedText
		}
		if number[kind] == 0 {
			kinds = append(kinds, kind)
		}
		number[kind]++
	}
	for i, kind := range kinds {
		kinds[i] = kind + itoa(number[kind]) + "处"
	}
	return strings.Join(kinds, "、")
}
