package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/font"
	"mingbai/internal/html"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
	"mingbai/internal/typeset"
)

// formCounty loads the fictional county of the forms, with the shipped rules
// beside those of its own.
func formCounty(t testing.TB) *County {
	t.Helper()
	files := map[string][]byte{}
	for _, root := range []string{"testdata/forms", "../../content"} {
		err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
			rel, _ := filepath.Rel(root, path)
			rel = filepath.ToSlash(rel)
			if err != nil || d.IsDir() || root != "testdata/forms" && !strings.HasPrefix(rel, "rules/") || files[rel] != nil {
				return err
			}
			files[rel], err = os.ReadFile(path)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return loadCounty(t, source.NewTree(files))
}

// loadCounty computes a county as the site does: each department's years in their
// order, so that each has the year before. Nothing is checked: what is found is
// given by the tests.
func loadCounty(t testing.TB, tree *source.Tree) *County {
	t.Helper()
	content, found := record.Load(tree)
	noFindings(t, found)
	c := &County{Site: content.Site, Version: Version{Commit: "abcdef0123456789", Short: "abcdef0", Hash: strings.Repeat("0123456789abcdef", 4), Date: "2024-05-01"}}
	catalogues := map[*record.Profile]*metric.Catalogue{}
	for _, p := range content.Profiles {
		cat, found := metric.Compile(p)
		noFindings(t, found)
		catalogues[p] = cat
	}
	for _, d := range content.Departments {
		c.Departments = append(c.Departments, d)
	}
	last := map[string]Input{}
	for _, r := range content.Reports {
		in := Input{Site: c.Site, Report: r, Version: c.Version}
		ctx := metric.Context{Catalogue: func(p *record.Profile) *metric.Catalogue { return catalogues[p] }}
		if before, ok := last[r.Dept]; ok {
			in.Earlier = append([]*record.Report{before.Report}, before.Earlier...)
			if before.Report.Year == r.Year-1 {
				in.Previous, ctx.Previous, ctx.PreviousReport = before.Figures, before.Figures, before.Report
			}
		}
		in.Figures, found = ctx.Compute(r, catalogues[r.Rules])
		noFindings(t, found)
		last[r.Dept] = in
		c.Reports = append(c.Reports, in)
	}
	return c
}

// formOf builds the form with that id, of a project or, for "", of the report.
func formOf(t testing.TB, in Input, project, id string) doc.Table {
	t.Helper()
	p := newReportPage(in)
	forms, q := reportForms(in.Report), (*record.Project)(nil)
	for _, r := range in.Report.Projects {
		if r.ID == project {
			q, forms = r, projectForms(in.Report, r)
		}
	}
	for _, f := range forms {
		if f.ID.Value == id {
			table := p.newFiller(f, in.Report, q, in.Earlier).table("form")
			noFindings(t, p.found)
			return table
		}
	}
	t.Fatalf("no form %q of %q", id, project)
	return doc.Table{}
}

func dumpTable(t doc.Table) string {
	w := &dumper{}
	w.table(t)
	return w.b.String()
}

// golden holds text against a golden file.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test -update writes it anew)\n%s", name, firstDifference(got, string(want)))
	}
}

// What the checks found stands where it belongs in a form: at a score as it was
// given, at a text, and at the words of a text.
func TestMarksInForms(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	set := in.Figures
	q := in.Report.Projects[0]
	said := set.Project("gongshui", "indicators/2/score@stated")
	goal := q.Goals.Achieved
	at := goal.PlaceAt(strings.Index(goal.Value, "96.2%"))
	in.Findings = []source.Finding{
		{Rule: "C11", Kind: source.Domain, Key: said.Key, Place: said.Place(), Message: "甲"},
		{Rule: "C27", Kind: source.Domain, Place: q.Indicators[2].Name.Place, Message: "乙"},
		{Rule: "C26", Kind: source.Domain, Place: at, Quote: "96.2%", Message: "丙"},
	}
	text := dumpTable(formOf(t, in, "gongshui", "project"))
	for _, want := range []string{"报修按时处置率~96.2%~①，", "{~9.5 #gongshui.indicators.2}②", "[row l] 工程验收合格率③"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

// Every standard form and every family of forms that departments publish.
func TestForms(t *testing.T) {
	c := formCounty(t)
	for _, tt := range []struct{ report, project, form string }{
		{"2023/shuiwu", "", "whole"}, {"2023/shuiwu", "", "three_public"}, {"2023/shuiwu", "", "ledger"},
		{"2023/shuiwu", "gongshui", "project"}, {"2023/shuiwu", "gongshui", "goal"}, {"2023/shuiwu", "gongshui", "monitoring"},
		{"2023/shili", "chengben", "project"}, {"2023/shili", "chengan", "project"}, {"2023/shili", "sichuan", "project"},
		{"2023/shili", "chongqing", "project"}, {"2023/shili", "hubei", "project"}, {"2023/shili", "ningxia", "project"},
		{"2023/shili", "hunan", "money"}, {"2023/shili", "transfer", "project"}, {"2023/shili", "poverty", "project"},
		{"2023/shili", "single", "project"}, {"2023/shili", "equal", "project"},
	} {
		table := formOf(t, c.input(t, tt.report), tt.project, tt.form)
		name := strings.Join(strings.Fields("form "+tt.project+" "+tt.form), "_") + ".txt"
		golden(t, name, dumpTable(table))
	}
}

// The forms name the unit in which they print the amounts, not always 万元.
func TestFormUnit(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	in.Report.Unit.Value = "元"
	for _, tt := range []struct{ project, form, want string }{
		{"gongshui", "project", "项目/资金/（元）"}, {"gongshui", "monitoring", "项目资金/（元）"}, {"", "whole", "预算/执行/（元）"},
	} {
		if got := dumpTable(formOf(t, in, tt.project, tt.form)); !strings.Contains(got, tt.want) || strings.Contains(got, "（万元）") {
			t.Errorf("%s %s does not say %s:\n%s", tt.project, tt.form, tt.want, got)
		}
	}
	if table := formOf(t, in, "", "three_public"); table.Unit != "元" {
		t.Errorf("the table of the three public expenses is in %q", table.Unit)
	}
}

// Both writers take every page with its forms: no cell overlaps, none is missing,
// and every link leads somewhere.
func TestFormsCanBeShown(t *testing.T) {
	c := formCounty(t)
	l := shipped(t)
	faces, style := shippedFaces(t), typeset.DefaultStyle()
	for _, in := range c.Reports {
		d, found := l.Report(in)
		noFindings(t, found)
		if _, err := html.Article(nil, d, html.Options{Root: "../../"}); err != nil {
			t.Error(err)
		}
		if _, err := typeset.Typeset(d, style, faces); err != nil {
			t.Error(err)
		}
		for _, q := range in.Report.Projects {
			d, found := l.Project(in, q)
			noFindings(t, found)
			if _, err := html.Article(nil, d, html.Options{Root: "../../../"}); err != nil {
				t.Error(err)
			}
		}
	}
	for _, year := range c.years() {
		d, found := l.Year(c, year)
		noFindings(t, found)
		if _, err := html.Article(nil, d, html.Options{Root: "../"}); err != nil {
			t.Error(err)
		}
	}
	for _, dept := range c.Departments {
		d, found := l.Department(c, dept)
		noFindings(t, found)
		if _, err := html.Article(nil, d, html.Options{Root: "../"}); err != nil {
			t.Error(err)
		}
	}
}

// shippedFaces are the fonts of the shipped layouts.
func shippedFaces(t testing.TB) *typeset.Faces {
	t.Helper()
	var faces typeset.Faces
	for role, name := range map[typeset.Role]string{typeset.TitleFace: "serif-black", typeset.BodyFace: "serif-regular",
		typeset.HeadFace: "sans-bold", typeset.KaiFace: "kai", typeset.SansFace: "sans-regular", typeset.LatinFace: "serif-regular"} {
		data, err := os.ReadFile("../../layouts/fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		if faces[role], err = font.Parse(data); err != nil {
			t.Fatal(err)
		}
	}
	return &faces
}

// Appendices are numbered in the order of the document, and a report without forms
// keeps the two that it has.
func TestAppendices(t *testing.T) {
	number := func(in Input) (names []string) {
		d, found := shipped(t).Report(in)
		noFindings(t, found)
		for _, b := range d.Body {
			if s, ok := b.(doc.Section); ok && s.Appendix > 0 {
				names = append(names, itoa(s.Appendix)+doc.PlainText(s.Title))
			}
		}
		return names
	}
	if got, want := strings.Join(number(formCounty(t).input(t, "2023/shuiwu")), " "),
		"1部门整体支出绩效自评表 2“三公”经费支出表 3整改台账 4项目支出绩效自评表 5项目支出绩效目标表 6预算绩效运行监控表 7计算说明 8数据核对"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	c, _ := county(t)
	if got, want := strings.Join(number(c.input(t, "2023/shuili")), " "), "1计算说明 2数据核对"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A form of a profile that cannot be built is a fault at its place in the rules.
func TestFaultyForms(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	q := in.Report.Projects[0]
	str := func(s string) source.String {
		return source.String{Value: s, Set: true, Place: source.Place{File: "rules/x.toml", Line: 7, Column: 3}}
	}
	num := func(n int64) source.Int { return source.Int{Value: n, Set: true} }
	for _, tt := range []struct {
		name  string
		block record.FormBlock
		want  string
	}{
		{"kind", record.FormBlock{Kind: str("indicator")}, "没有这种块：“indicator”"},
		{"column", record.FormBlock{Kind: str("indicators"), Columns: []record.FormColumn{{Key: str("scor")}}}, "“indicators”这种块没有栏目“scor”"},
		{"too wide", record.FormBlock{Kind: str("goals"), Columns: []record.FormColumn{{Key: str("expected"), Span: num(3)}, {Key: str("achieved")}}}, "“goals”这一块的列放不进表格：3格"},
		{"label", record.FormBlock{Kind: str("pairs"), Caption: str("甲"), Span: num(3), Columns: []record.FormColumn{{Key: str("name")}}}, "块的名称占满了整行，没有地方放内容"},
		{"field", record.FormBlock{Kind: str("pairs"), Columns: []record.FormColumn{{Key: str("goals.expect"), Caption: str("乙")}}}, "“pairs”这种块没有栏目“goals.expect”"},
		{"row", record.FormBlock{Kind: str("three_public"), Columns: []record.FormColumn{{Key: str("total")}}, Rows: []record.FormRow{{Key: str("next")}}}, "“三公”经费没有“next”这一行"},
	} {
		p := newReportPage(in)
		form := &record.Form{ID: str("x"), Title: str("表"), Widths: []source.Int{num(1), num(1), num(1)}, Blocks: []record.FormBlock{tt.block}}
		p.newFiller(form, in.Report, q, nil).table("x")
		if len(p.found) == 0 || p.found[0].Message != "表式“x”："+tt.want || p.found[0].Hint == "" {
			t.Errorf("%s: got %+v", tt.name, p.found)
		}
	}
}

// No form of the shipped rules has a fault, whatever record fills it.
func TestShippedForms(t *testing.T) {
	forms := 0
	for _, r := range formCounty(t).Reports {
		for _, p := range append([]*record.Profile{r.Report.Rules}, profilesOf(r.Report)...) {
			forms += len(p.Forms)
			for _, f := range FormFaults(p) {
				t.Errorf("%s %s: %s", p.ID, f.Place, f.Message)
			}
		}
	}
	if forms < 10 {
		t.Errorf("only %d forms", forms)
	}
	bad := *formCounty(t).Reports[0].Report.Rules
	bad.Forms = []record.Form{{Blocks: []record.FormBlock{{Kind: source.String{Value: "nothing"}}}}}
	if got := len(FormFaults(&bad)); got != 2 {
		t.Errorf("a form without title and with an unknown block has %d faults, want 2", got)
	}
}

func profilesOf(r *record.Report) (out []*record.Profile) {
	for _, q := range r.Projects {
		out = append(out, q.Rules)
	}
	return out
}

// Every figure of a full report has one anchor in its 计算说明, the figures of a
// list's row together.
func TestRowsAreExplained(t *testing.T) {
	c := formCounty(t)
	for _, key := range []string{"2023/shuiwu", "2023/shili"} {
		in := c.input(t, key)
		d, _ := shipped(t).Report(in)
		anchors := map[string]int{}
		collectAnchors(d.Body, anchors)
		for _, f := range in.Figures.All() {
			if anchors[anchor(f)] != 1 {
				t.Errorf("%s: the anchor %s stands %d times", f.Key, anchor(f), anchors[anchor(f)])
			}
		}
	}
}

// The sentence of the accounts, with the score as the report has it: a transcribed
// report that printed none gets none.
func TestPublication(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	q := in.Report.Projects[0]
	say := func() string { return doc.PlainText(newReportPage(in).publication(q)) }
	const rest = "全年预算数为132.00万元，执行数为118.80万元，完成预算的90.00%。"
	if got, want := say(), "根据年初设定的绩效目标，项目自评得分为98.02分，等级为优。"+rest; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	r := *in.Report
	r.Stage = source.String{Value: "transcribed", Set: true}
	bare := *q
	bare.Scores = record.Scores{}
	r.Projects = []*record.Project{&bare}
	cat, _ := metric.Compile(r.Rules)
	in.Report = &r
	in.Figures, _ = metric.Compute(&r, cat)
	q = &bare
	if got := say(); got != rest {
		t.Errorf("a transcribed form without a total: got %s, want %s", got, rest)
	}
	bare.Indicators = nil
	if got := say(); got != "" {
		t.Errorf("a project without evaluation: got %s", got)
	}
}

// Pages over several reports show what their data give.
func TestCountyTables(t *testing.T) {
	c := formCounty(t)
	c.Findings = []source.Finding{{Rule: "C69", Kind: source.Domain, Severity: source.Warning, Key: "2023/xx", Title: "没有报告", Message: "示例县某局没有2023年度的报告"}}
	d, found := shipped(t).Year(c, 2023)
	noFindings(t, found)
	golden(t, "forms_2023.txt", dumpDoc(d))
	for _, dept := range c.Departments {
		if dept.ID == "shuiwu" {
			d, found = shipped(t).Department(c, dept)
			noFindings(t, found)
			golden(t, "forms_departments_shuiwu.txt", dumpDoc(d))
		}
	}
}

// An explained difference says so, with who explained it and why.
func TestExplainedDifferences(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	in.Findings = []source.Finding{{Rule: "C3", Kind: source.Domain, Severity: source.Warning, Key: in.Report.Key() + "/spent", Message: "差0.01",
		Stated: "1", Computed: "2", Accepted: &source.Acceptance{Reason: "四舍五入。", Who: "示例丁", Date: "2024-03-05"}}}
	d, found := shipped(t).Report(in)
	noFindings(t, found)
	text := dumpDoc(d)
	for _, want := range []string{"差0.01。已说明：四舍五入（示例丁，2024-03-05）。 | 已说明", "其中1处已有说明。"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in the report", want)
		}
	}
}

// A department-year with everything that a record can hold.
func TestWholeReport(t *testing.T) {
	in := formCounty(t).input(t, "2023/shuiwu")
	d, found := shipped(t).Report(in)
	noFindings(t, found)
	golden(t, "forms_2023_shuiwu.txt", dumpDoc(d))
}

// The note about 待填 stands below the facts of a publication only where one is missing.
func TestNothingMissing(t *testing.T) {
	const note = "标“待填”的项目"
	in := formCounty(t).input(t, "2023/shuiwu")
	r := *in.Report
	in.Report = &r
	for _, full := range []bool{false, true} {
		if full {
			word := source.String{Value: "有", Set: true}
			day := source.Date{Year: 2024, Month: 5, Day: 6, Set: true}
			r.Disclosure = record.Disclosure{Index: word, Theme: word, Publisher: word, Openness: word, Validity: word, Made: day, Published: day}
		}
		d, found := shipped(t).Report(in)
		noFindings(t, found)
		if got := strings.Contains(dumpDoc(d), note); got == full {
			t.Errorf("with all facts given %v, the note stands there %v", full, got)
		}
	}
}
