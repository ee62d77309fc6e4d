package site

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/demo"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/publish"
)

// worldOf loads a content of files beside the shipped rules and layouts.
func worldOf(t testing.TB, files map[string]string) *World {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "rules"), os.DirFS("../../content/rules")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	w, findings, err := Load(Options{Content: dir, Layouts: "../../layouts", LayoutsGiven: true, AsOf: "2024-05-01"})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		if HasBroken(findings) {
			t.Fatalf("%s: %s %s", f.Place, f.Message, f.Hint)
		}
	}
	return w
}

// built are the files of a whole site.
func built(t testing.TB, w *World) []publish.File {
	t.Helper()
	b, findings := w.Build(func(int, int) {})
	for _, f := range findings {
		if HasBroken(findings) && f.Key == "" {
			t.Fatalf("%s: %s %s", f.Place, f.Message, f.Hint)
		}
	}
	return b.Files
}

func fileNames(files []publish.File) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.Path)
	}
	return out
}

func fileOf(t testing.TB, files []publish.File, path string) string {
	t.Helper()
	i := slices.IndexFunc(files, func(f publish.File) bool { return f.Path == path })
	if i < 0 {
		t.Fatalf("there is no %s in %q", path, fileNames(files))
	}
	return string(files[i].Data)
}

// extremes are departments that put a page to the test: long names, large amounts,
// much or nothing to say.
func extremes() map[string]string {
	long := strings.Repeat("某某县人民政府办公室机关事务与公共资源统筹管理中心", 3)
	long = string([]rune(long)[:60])
	words := strings.Repeat("按年初计划完成主体工程并通过县级验收、工程质量合格率达到规定要求，", 12)
	files := map[string]string{
		"site.toml": "name = \"明白账\"\ncounty = \"某某县\"\nunit = \"万元\"\nprofile = \"mof-2020\"\nbase_url = \"https://a-long-name-of-a-county.example.gov.cn/budget/performance/self-evaluation/\"\n",
	}
	dept := func(id, name, report string, projects map[string]string) {
		files["departments/"+id+".toml"] = fmt.Sprintf("name = %q\n", name)
		files["2023/"+id+"/report.toml"] = "stage = \"draft\"\n" + report
		for p, text := range projects {
			files["2023/"+id+"/projects/"+p+".toml"] = text
		}
	}
	many := map[string]string{}
	for i := range 20 {
		many[fmt.Sprintf("p%d", i)] = fmt.Sprintf("name = \"%d%s\"\nresult = \"\"\"\n%s。\n\"\"\"\n[funds]\nbudget = 12345678.99\nspent = 12345%03d.01\n",
			i, string([]rune(long)[:57]), words, 100+i)
	}
	problems := strings.Repeat("[[problem]]\ntext = \"\"\"\n"+words+"\n\"\"\"\n", 9)
	dept("large", long, "[funds]\nbudget = 98765432.10\nspent = 87654321.09\nproject_budget = 55555555.55\nproject_spent = 44444444.44\n[goals]\nachieved = \"\"\"\n"+words+"\n\"\"\"\n"+problems, many)
	dept("empty", long, "", nil)
	dept("none", "某局", "[funds]\nspent = 1\n", nil)
	dept("over", long, "[funds]\nbudget = 1\nspent = 87654321.09\n"+problems, map[string]string{"p": "name = \"一\"\n[funds]\nspent = 0\n"})
	return files
}

// The summary is one page whatever the data, and every project has its form.
func TestBriefIsOnePage(t *testing.T) {
	w := worldOf(t, extremes())
	b := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	b.bundles = b.prepareBundles()
	for _, r := range w.reports {
		var o output
		d := b.brief(&o, r, b.input(r))
		if d == nil {
			t.Fatalf("%s has no summary: %+v", r.Key(), o.findings)
		}
		if !strings.HasSuffix(d.Size, "· 1页") {
			t.Errorf("%s: %s", r.Key(), d.Size)
		}
		for _, p := range r.Projects {
			if d := b.form(&o, r, b.input(r), p); d == nil || !strings.HasSuffix(d.Size, "· 1页") {
				t.Errorf("%s/%s: %+v %+v", r.Key(), p.ID, d, o.findings)
			}
		}
	}
}

// A layout whose fixed text alone fills more than a page is a fault of the layout.
func TestBriefTooLong(t *testing.T) {
	w := worldOf(t, extremes())
	w.layouts.FS = memory{}
	long := w.style.Brief
	long.TextHeight, long.Lines = 6000, 10
	w.style.Brief = long
	b := &builder{World: w, checks: checkList(), progress: func(int, int) {}}
	b.bundles = b.prepareBundles()
	var o output
	if d := b.brief(&o, w.reports[0], b.input(w.reports[0])); d != nil || len(o.findings) == 0 || !HasBroken(o.findings) {
		t.Errorf("a page of 6 cm holds %+v, %+v", d, o.findings)
	}
}

// The demo county has all its editions: they are where the contract says, and the
// pages lead to them.
func TestDemoEditions(t *testing.T) {
	opt := demo.Default()
	opt.Years, opt.First, opt.Departments = 1, 2023, 3
	made, err := demo.Generate(opt)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for name, data := range made {
		files[name] = string(data)
	}
	w := worldOf(t, files)
	out := built(t, w)
	for _, r := range w.reports {
		page := fileOf(t, out, r.Key()+"/index.html")
		fileOf(t, out, r.Key()+"/brief.pdf")
		if !strings.Contains(page, "brief.pdf") {
			t.Errorf("the page of %s doesn't lead to its summary", r.Key())
		}
		for _, p := range r.Projects {
			fileOf(t, out, r.Key()+"/projects/"+p.ID+".pdf")
			if page := fileOf(t, out, r.Key()+"/projects/"+p.ID+".html"); !strings.Contains(page, p.ID+".pdf") {
				t.Errorf("the page of %s/%s doesn't lead to its form", r.Key(), p.ID)
			}
		}
	}
	fileOf(t, out, "2023/book.pdf")
	for _, f := range out {
		if filepath.Ext(f.Path) == ".pdf" {
			for _, fault := range pdfcheck.Check(f.Data).Faults {
				t.Errorf("%s: %s", f.Path, fault)
			}
		}
	}
	if !strings.Contains(fileOf(t, out, "2023/index.html"), "book.pdf") {
		t.Error("the page of the year doesn't lead to its book")
	}
}

// A single report makes no book.
func TestNoBookOfOne(t *testing.T) {
	if names := fileNames(built(t, shipped(t))); slices.Contains(names, "2023/book.pdf") {
		t.Error("there is a book of one report")
	}
}
