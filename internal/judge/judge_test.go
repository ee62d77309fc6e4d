package judge_test

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/demo"
	"mingbai/internal/judge"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/record"
	"mingbai/internal/site"
	"mingbai/internal/source"
	"mingbai/internal/testtool"
)

// built are the PDFs of a site, by path without .pdf.
func built(t testing.TB, content string) map[string][]byte {
	t.Helper()
	w, findings, err := site.Load(site.Options{Content: content, Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil || site.HasBroken(findings) {
		t.Fatal(err, findings)
	}
	b, findings := w.Build(func(int, int) {})
	if site.HasBroken(findings) {
		t.Fatal(findings)
	}
	files := map[string][]byte{}
	for _, f := range b.Files {
		if name, ok := strings.CutSuffix(f.Path, ".pdf"); ok {
			files[name] = f.Data
		}
	}
	return files
}

// chosen are PDFs of a site, the smallest that show each family once: a family is
// a kind of document (report, brief, project, book) under a profile. All PDFs of
// a county would take veraPDF minutes, and tell no more.
func chosen(t testing.TB, content string) map[string][]byte {
	t.Helper()
	tree, faults, err := source.ReadTree(content)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	records, _ := record.Load(tree)
	files := built(t, content)
	out, seen := map[string][]byte{}, map[string]bool{}
	for _, name := range bySize(files) {
		for _, family := range families(records, name) {
			if !seen[family] {
				seen[family] = true
				out[name] = files[name]
			}
		}
	}
	t.Logf("%d of %d PDFs for %v", len(out), len(files), slices.Sorted(maps.Keys(seen)))
	return out
}

// families are those that a PDF belongs to, by its path.
func families(records *record.Content, name string) []string {
	kind := path.Base(name)
	if path.Base(path.Dir(name)) == "projects" {
		kind = "project"
	}
	out := []string{kind}
	for _, r := range records.Reports {
		if !strings.HasPrefix(name, r.Key()+"/") {
			continue
		}
		if kind != "project" {
			out = append(out, kind+" "+r.Rules.ID)
		}
		for _, p := range r.Projects {
			if kind == "report" || kind == "project" && path.Base(name) == p.ID {
				out = append(out, kind+" with form "+p.Rules.ID)
			}
		}
	}
	return out
}

// TestJudges lets all judges look at the PDFs of the shipped content, of the
// fictional county, and of the torture county.
func TestJudges(t *testing.T) {
	testtool.Full(t)
	files := map[string][]byte{}
	county := t.TempDir()
	generated, err := demo.Generate(demo.Default())
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for name, data := range generated {
		texts[name] = string(data)
	}
	writeFiles(t, county, texts)
	for site, content := range map[string]map[string][]byte{
		"real": built(t, testtool.Content(t)), "demo": chosen(t, county), "torture": chosen(t, writeTorture(t)),
	} {
		for name, data := range content {
			files[site+"/"+name] = data
		}
	}
	shipped := faces(t)
	for _, n := range []int{0, 7, 17} {
		files[fmt.Sprint("document/", n)] = written(t, tortureDocument(n), shipped)
	}
	judged(t, files)
}

// TestTorture holds the torture county without Java, on every run.
func TestTorture(t *testing.T) {
	for name, data := range built(t, writeTorture(t)) {
		structure(t, name, data)
	}
}

// judged lets all judges look at files.
func judged(t *testing.T, files map[string][]byte) {
	t.Run("structure", func(t *testing.T) {
		for name, data := range files {
			structure(t, name, data)
		}
	})
	t.Run("qpdf", func(t *testing.T) {
		for name, said := range judge.Qpdf(t, files) {
			t.Errorf("%s: %s", name, said)
		}
	})
	t.Run("poppler", func(t *testing.T) {
		for _, name := range append(smallest(files, 6), "real/2023/zhengxie/report", "document/0") { // it takes minutes for hundreds of pages
			got, want := judge.StructText(t, files[name]), strings.Join(strings.Fields(pdfcheck.Check(files[name]).Text), "")
			if got != want {
				t.Errorf("%s: pdfinfo reads %d characters, we read %d", name, len([]rune(got)), len([]rune(want)))
			}
		}
	})
	t.Run("verapdf", func(t *testing.T) {
		for name, said := range judge.VeraPDF(t, files) {
			for _, flavour := range []string{"3a", "ua1"} {
				if v, ok := said[flavour]; !ok || !v.Pass || v.Rules < 100 {
					t.Errorf("%s, %s: %+v", name, flavour, said)
				}
			}
		}
	})
	t.Run("preflight", func(t *testing.T) {
		for name, said := range judge.Preflight(t, files) {
			if len(said) > 0 {
				t.Errorf("%s: %s", name, strings.Join(said, "\n"))
			}
		}
	})
}

// smallest are the names of the smallest n files.
func smallest(files map[string][]byte, n int) []string {
	names := bySize(files)
	return names[:min(n, len(names))]
}

// bySize are the names of files, the smallest first.
func bySize(files map[string][]byte) []string {
	return slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(files[a]), len(files[b])), strings.Compare(a, b))
	})
}

// structure holds a file against our own test, and that nothing of its text is
// lost on the way through the structure.
func structure(t *testing.T, name string, data []byte) {
	t.Helper()
	r := pdfcheck.Check(data)
	for i, fault := range r.Faults {
		if i == 10 {
			fault = fmt.Sprint("and ", len(r.Faults)-10, " more")
		}
		if i <= 10 {
			t.Errorf("%s: %s", name, fault)
		}
	}
	if r.Pages == 0 || len(r.Text) < 500 {
		t.Errorf("%s: %d pages, %d bytes of text", name, r.Pages, len(r.Text))
	}
}
