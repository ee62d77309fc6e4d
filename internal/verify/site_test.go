package verify_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/demo"
	"mingbai/internal/publish"
	"mingbai/internal/site"
	"mingbai/internal/testtool"
	"mingbai/internal/verify"
)

// relist makes the manifest of a changed site tell of a file as it is now.
func relist(t *testing.T, dir, p string) {
	t.Helper()
	name := filepath.Join(dir, "manifest.json")
	list, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	now, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
	if err != nil {
		t.Fatal(err)
	}
	hash := func(b []byte) []byte {
		sum := sha256.Sum256(b)
		return []byte(hex.EncodeToString(sum[:]))
	}
	changed := bytes.Replace(list, hash(theSite(t)[p]), hash(now), 1)
	if bytes.Equal(changed, list) {
		t.Fatalf("the manifest does not list %s", p)
	}
	put(t, dir, "manifest.json", changed)
}

func put(t *testing.T, dir, p string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(p)), data, 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestSite changes a site in one way after the other and holds which checks fail.
func TestSite(t *testing.T) {
	figures := "2023/zhengxie/figures.json"
	for name, c := range map[string]struct {
		change func(dir string)
		opt    verify.Options
		fails  string
		words  []string
	}{
		"as built": {func(string) {}, verify.Options{}, "", []string{"没有核验 全部输入", "附的 figures.json、figures.csv 就是网站上公布的"}},
		"beside its folders": {func(string) {}, verify.Options{Content: frozen(), Layouts: "../../layouts"}, "",
			[]string{"成立 全部输入"}},
		"beside another content": {func(string) {}, verify.Options{Content: t.TempDir(), Layouts: "../../layouts"}, "content",
			[]string{"不成立 全部输入"}},
		"a page": {func(dir string) { put(t, dir, "about.html", []byte("x")) }, verify.Options{}, "files",
			[]string{"about.html 有1字节，清单上是"}},
		"a page as long": {func(dir string) {
			put(t, dir, "about.html", bytes.Replace(theSite(t)["about.html"], []byte("<html"), []byte("<hTml"), 1))
		}, verify.Options{}, "files", []string{"about.html 的内容变了"}},
		"one less": {func(dir string) { os.Remove(filepath.Join(dir, "about.html")) }, verify.Options{}, "files", []string{"about.html 没有了"}},
		"one more": {func(dir string) { put(t, dir, "2023/more.html", nil) }, verify.Options{}, "extra", []string{"清单上没有 2023/more.html"}},
		"keep":     {func(dir string) { put(t, dir, ".gitkeep", nil) }, verify.Options{}, "", nil},
		"a link": {func(dir string) {
			os.Remove(filepath.Join(dir, "about.html"))
			os.Symlink("index.html", filepath.Join(dir, "about.html"))
		}, verify.Options{}, "files", []string{"about.html 读不出来"}},
		"figures and manifest": {func(dir string) {
			put(t, dir, figures, bytes.Replace(theSite(t)[figures], []byte("498.31"), []byte("498.13"), 1))
			relist(t, dir, figures)
		}, verify.Options{}, "beside", []string{"附的 figures.json 与网站上的 " + figures + " 不同"}},
		"report and manifest": {func(dir string) {
			put(t, dir, reportPDF, reprint(t, theSite(t)[reportPDF], "498.31", "498.13"))
			relist(t, dir, reportPDF)
		}, verify.Options{}, "files printed", []string{"report.pdf 有", "印着“498.13"}},
		"report cut": {func(dir string) { put(t, dir, reportPDF, theSite(t)[reportPDF][:9999]) }, verify.Options{}, "files file",
			[]string{"没有核验 全部输入", "不完整或已损坏"}},
		"report text": {func(dir string) { put(t, dir, reportPDF, []byte("x")) }, verify.Options{}, "files file", []string{"这不是 PDF 文件"}},
		"another project": {func(dir string) {
			put(t, dir, "2023/zhengxie/projects/huiyi.pdf", theSite(t)["2023/zhengxie/projects/shicha.pdf"])
			relist(t, dir, "2023/zhengxie/projects/huiyi.pdf")
		}, verify.Options{}, "files place", []string{"另一个项目的 PDF：印着 2023/zhengxie/projects/shicha"}},
		"only the web": {func(dir string) {
			list := theSite(t)["manifest.json"]
			for p := range theSite(t) {
				if strings.HasSuffix(p, ".pdf") {
					os.Remove(filepath.Join(dir, filepath.FromSlash(p)))
					list = regexp.MustCompile(`\{"path":"`+p+`"[^}]*\},?\s*`).ReplaceAll(list, nil)
				}
			}
			put(t, dir, "manifest.json", list)
		}, verify.Options{}, "", []string{"没有核验 没有 PDF 的数据：没有 PDF 附着2023/zhengxie/figures.json", "没有核验 网页：14个网页"}},
		"manifest": {func(dir string) { put(t, dir, "manifest.json", []byte("[]")) }, verify.Options{}, "manifest", nil},
		"manifest leaves": {func(dir string) {
			put(t, dir, "manifest.json", []byte(`{"schema":"mingbai.manifest/1","files":[{"path":"../x.pdf"},{"path":"/etc/passwd"}]}`))
		}, verify.Options{}, "files extra", []string{"../x.pdf 不是网站里的路径", "/etc/passwd 不是网站里的路径", "网站里没有 PDF"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := write(t)
			c.change(dir)
			results, err := verify.Site(dir, c.opt)
			if err != nil {
				t.Fatal(err)
			}
			text, fails := "", ""
			for _, r := range results {
				text += printed(r)
				fails = strings.TrimSpace(fails + " " + failing(r))
			}
			fails = strings.Join(slices.Compact(strings.Fields(fails)), " ") // once for all PDFs that say so
			if fails != c.fails {
				t.Errorf("%q fail, not %q:\n%s", fails, c.fails, text)
			}
			for _, w := range c.words {
				if !strings.Contains(text, w) {
					t.Errorf("no %q in\n%s", w, text)
				}
			}
		})
	}
	for dir, want := range map[string]error{t.TempDir(): verify.ErrNotSite, filepath.Join(t.TempDir(), "no"): verify.ErrMissing} {
		if _, err := verify.Site(dir, verify.Options{}); err != want {
			t.Errorf("%s: %v, not %v", dir, err, want)
		}
	}
}

// TestCounty holds that everything holds of a county with several years and departments,
// whose figures are compared with the year before, whose forms print sums in 元, and whose
// ledgers print figures of last year.
func TestCounty(t *testing.T) {
	dir := t.TempDir()
	err := demo.Each(demo.Options{Seed: 20220101, First: 2022, Years: 2, Departments: 8}, func(p string, data []byte) error {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o666)
	})
	if err != nil {
		t.Fatal(err)
	}
	w, _, err := site.Load(site.Options{Content: dir, Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil {
		t.Fatal(err)
	}
	built, findings := w.Build(func(int, int) {})
	if site.HasBroken(findings) {
		t.Fatal(findings)
	}
	all := ""
	swapped(t, built.Files)
	for _, f := range built.Files {
		if strings.HasPrefix(f.Path, "2023/") && strings.HasSuffix(f.Path, ".pdf") { // the year before is in it
			r := check(t, f.Data, verify.Options{})
			if all += printed(r); !r.OK() {
				t.Errorf("%s\n%s", f.Path, printed(r))
			}
		}
	}
	if n := strings.Count(all, "成立 重新计算"); n < 8 {
		t.Errorf("only %d PDFs", n)
	}
}

// swapped puts PDFs of another report, of another year and of a book in the place of a report,
// with a manifest that lists them, and holds that each is noticed.
func swapped(t *testing.T, files []publish.File) {
	t.Helper()
	of := map[string][]byte{}
	var reports []string
	for _, f := range files {
		of[f.Path] = f.Data
		if strings.HasPrefix(f.Path, "2023/") && strings.HasSuffix(f.Path, "/report.pdf") {
			reports = append(reports, f.Path)
		}
	}
	if len(reports) < 2 {
		t.Fatal("too few reports")
	}
	at := reports[0]
	for _, other := range []string{reports[1], strings.Replace(at, "2023", "2022", 1), "2023/book.pdf"} {
		if of[other] == nil {
			t.Errorf("no %s", other)
			continue
		}
		dir := t.TempDir()
		key := path.Dir(at)
		os.MkdirAll(filepath.Join(dir, filepath.FromSlash(key)), 0o777)
		for _, p := range []string{key, path.Dir(other)} {
			for _, name := range []string{"figures.json", "figures.csv"} {
				if of[p+"/"+name] != nil {
					os.MkdirAll(filepath.Join(dir, filepath.FromSlash(p)), 0o777)
					put(t, dir, p+"/"+name, of[p+"/"+name])
				}
			}
		}
		put(t, dir, at, of[other])
		put(t, dir, "manifest.json", []byte(`{"schema":"mingbai.manifest/1","files":[{"path":"`+at+`"}]}`))
		results, err := verify.Site(dir, verify.Options{})
		if err != nil || len(results) != 2 || !strings.Contains(failing(results[1]), "place") {
			t.Errorf("%s in place of %s: %v %v", other, at, err, printed(results[len(results)-1]))
		}
	}
}

// TestWithheld holds what is said of a report whose own file is not attached, because it
// says things that are not to be published: its figures can't be computed anew, and all
// else is checked as ever.
func TestWithheld(t *testing.T) {
	dir := t.TempDir()
	if err := testtool.CopyContent("../..", dir); err != nil {
		t.Fatal(err)
	}
	add := func(p, text string) {
		name := filepath.Join(dir, filepath.FromSlash(p))
		data, _ := os.ReadFile(name)
		if err := os.WriteFile(name, append(data, text...), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	add("2023/zhengxie/projects/jinyu.toml", "name = \"金鱼池改造\"\ndisclosure = \"withheld\"\ndisclosure_basis = \"依据\"\n[funds]\nbudget = 77.41\nspent = 63.19\n")
	add("2023/zhengxie/report.toml", "\n[[problem]]\nid = \"jin\"\nproject = \"jinyu\"\ntext = \"慢\"\n")
	w, found, err := site.Load(site.Options{Content: dir, Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil || site.HasBroken(found) {
		t.Fatal(err, found)
	}
	built, _ := w.Build(func(int, int) {})
	for _, f := range built.Files {
		if f.Path != reportPDF {
			continue
		}
		r := check(t, f.Data, verify.Options{Content: dir})
		text := printed(r)
		if !r.OK() || r.Count(verify.Holds) != 5 || r.Count(verify.Unchecked) != 5 {
			t.Errorf("%d hold, %d fail, %d unchecked:\n%s", r.Count(verify.Holds), r.Count(verify.Fails), r.Count(verify.Unchecked), text)
		}
		for _, want := range []string{"没有核验 没有附的文件：2023/zhengxie/report.toml 只有摘要", "没有核验 重新计算", "没有核验 数据表", "成立 印出的数", "成立 数据目录：11个文件"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		r = check(t, withAttachment(t, f.Data, "figures.json", replace(`"shown":"498.31"`, `"shown":"498.32"`)), verify.Options{})
		if failing(r) != "printed" {
			t.Errorf("other figures pass:\n%s", printed(r))
		}
		r = check(t, withAttachment(t, f.Data, "withheld.txt", replace("zhengxie", "renda")), verify.Options{})
		if failing(r) != "inputs figures" || !strings.Contains(printed(r), "inputs.txt 里有 2023/zhengxie/report.toml，没有附它") {
			t.Errorf("a report's file can be taken out:\n%s", printed(r))
		}
		return
	}
	t.Fatal("no report.pdf")
}
