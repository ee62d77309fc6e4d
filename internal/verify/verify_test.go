package verify_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/pdf/read"
	"mingbai/internal/site"
	"mingbai/internal/testtool"
	"mingbai/internal/verify"
)

const reportPDF = "2023/zhengxie/report.pdf"

// frozen is a content root with the first content as it was published.
var frozen = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "mingbai-verify-")
	if err == nil {
		err = testtool.CopyContent("../..", dir)
	}
	if err != nil {
		panic(err)
	}
	return dir
})

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(frozen())
	os.Exit(code)
}

// shipped is the site of the shipped content, built once.
var shipped = sync.OnceValues(func() (map[string][]byte, error) {
	w, _, err := site.Load(site.Options{Content: frozen(), Layouts: "../../layouts", LayoutsGiven: true})
	if err != nil {
		return nil, err
	}
	built, findings := w.Build(func(int, int) {})
	if site.HasBroken(findings) {
		return nil, fmt.Errorf("%v", findings)
	}
	out := map[string][]byte{}
	for _, f := range built.Files {
		out[f.Path] = f.Data
	}
	return out, nil
})

func theSite(t testing.TB) map[string][]byte {
	t.Helper()
	files, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// printed is what a result says, a line for each check and each detail.
func printed(r *verify.Result) string {
	var b strings.Builder
	for _, c := range r.Checks {
		fmt.Fprintf(&b, "%s %s：%s\n", c.Status.Label(), c.Title, c.Message)
		for _, d := range c.Details {
			fmt.Fprintf(&b, "\t%s\n", d)
		}
	}
	return b.String()
}

// failing lists the ids of the checks that fail.
func failing(r *verify.Result) string {
	var ids []string
	for _, c := range r.Checks {
		if c.Status == verify.Fails {
			ids = append(ids, c.ID)
		}
	}
	return strings.Join(ids, " ")
}

func check(t *testing.T, data []byte, opt verify.Options) *verify.Result {
	t.Helper()
	r, err := verify.PDF("report.pdf", data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestPDF holds that everything holds of a file as it was built, and that what can't be
// checked is said.
func TestPDF(t *testing.T) {
	data := theSite(t)[reportPDF]
	r := check(t, data, verify.Options{})
	if !r.OK() || r.Count(verify.Holds) != 6 || r.Count(verify.Unchecked) != 2 {
		t.Errorf("not sound:\n%s", printed(r))
	}
	if text := printed(r); !strings.Contains(text, "重新算出60个数") || !regexp.MustCompile(`\d页上印出的[1-9]\d\d处数`).MatchString(text) {
		t.Errorf("too little was checked:\n%s", text)
	}
	r = check(t, data, verify.Options{Content: frozen(), Layouts: "../../layouts"})
	if !r.OK() || r.Count(verify.Holds) != 8 || r.Count(verify.Unchecked) != 1 {
		t.Errorf("not sound beside its folders:\n%s", printed(r))
	}
	r = check(t, data, verify.Options{Content: t.TempDir(), Layouts: frozen()})
	if failing(r) != "content layouts" {
		t.Errorf("other folders pass:\n%s", printed(r))
	}
}

// update appends new versions of objects to a file, as a program does that changes it.
func update(t *testing.T, data []byte, objects map[object.Ref][]byte) []byte {
	t.Helper()
	prev := bytes.LastIndex(data, []byte("startxref\n")) + len("startxref\n")
	table := strings.Fields(string(data[prev:]))[0]
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	out := bytes.Clone(data)
	xref := "xref\n"
	for ref, o := range objects {
		xref += fmt.Sprintf("%d 1\n%010d 00000 n \n", ref, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", ref, o)
	}
	root := f.Trailer.Get("Root").AppendTo(nil)
	start := len(out)
	return fmt.Appendf(out, "%strailer\n<</Root %s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n", xref, root, table, start)
}

func plainStream(data []byte) []byte {
	return fmt.Appendf(nil, "<</Length %d>>\nstream\n%s\nendstream", len(data), data)
}

// withAttachment replaces the content of an attached file.
func withAttachment(t *testing.T, data []byte, name string, change func([]byte) []byte) []byte {
	t.Helper()
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	saved := object.String(strings.ReplaceAll(name, "/", "_"))
	for _, o := range f.Objects {
		d, ok := o.Value.(object.Dict)
		if !ok || d.Get("Type") != object.Name("Filespec") || d.Get("UF") != saved {
			continue
		}
		ref := d.Get("EF").(object.Dict).Get("F").(object.Ref)
		was := f.Objects[ref].Data
		now := change(bytes.Clone(was))
		if bytes.Equal(was, now) {
			t.Fatalf("%s did not change", name)
		}
		return update(t, data, map[object.Ref][]byte{ref: plainStream(now)})
	}
	t.Fatalf("there is no attachment %s", name)
	return nil
}

func replace(old, new string) func([]byte) []byte {
	return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
}

// reprint shows another text instead of one, where a page first shows it.
func reprint(t *testing.T, data []byte, old, new string) []byte {
	t.Helper()
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range f.Objects { // a font
		d, ok := o.Value.(object.Dict)
		if !ok || d.Get("ToUnicode") == nil {
			continue
		}
		codes := codesOf(f.Objects[d.Get("ToUnicode").(object.Ref)].Data)
		from, to := shownAs(codes, old), shownAs(codes, new)
		if from == nil || to == nil {
			continue
		}
		for n := object.Ref(1); int(n) <= len(f.Objects); n++ {
			page, ok := f.Objects[n].Value.(object.Dict)
			if !ok || page.Get("Type") != object.Name("Page") {
				continue
			}
			ref := page.Get("Contents").(object.Ref)
			if content := f.Objects[ref].Data; bytes.Contains(content, from) {
				return update(t, data, map[object.Ref][]byte{ref: plainStream(bytes.Replace(content, from, to, 1))})
			}
		}
	}
	t.Fatalf("no page shows %q by itself", old)
	return nil
}

// codesOf are the codes of a font's characters; the table lists them from code 1.
func codesOf(table []byte) map[rune]uint16 {
	codes := map[rune]uint16{}
	for _, m := range regexp.MustCompile(`<(\w{4})> <\w{4}> \[([<>\w]*)\]`).FindAllSubmatch(table, -1) {
		first, _ := strconv.ParseUint(string(m[1]), 16, 16)
		for i, hex := range bytes.Split(bytes.Trim(m[2], "<>"), []byte("><")) {
			if r, err := strconv.ParseUint(string(hex), 16, 16); err == nil {
				codes[rune(r)] = uint16(int(first) + i)
			}
		}
	}
	return codes
}

// shownAs is the operator that shows just this text; nil where the font lacks a character.
func shownAs(codes map[rune]uint16, text string) []byte {
	b := []byte("(")
	for _, r := range text {
		code, ok := codes[r]
		if !ok {
			return nil
		}
		for _, c := range []byte{byte(code >> 8), byte(code)} {
			if bytes.IndexByte([]byte("()\\"), c) >= 0 {
				b = append(b, '\\')
			}
			b = append(b, c)
		}
	}
	return append(b, ")Tj"...)
}

// TestTampered changes one thing in the shipped PDF and holds which checks fail for it, and
// that they name it.
func TestTampered(t *testing.T) {
	data := theSite(t)[reportPDF]
	toml := "2023/zhengxie/projects/huiyi.toml"
	attached := func(name, old, new string) []byte { return withAttachment(t, data, name, replace(old, new)) }
	for name, c := range map[string]struct {
		data  []byte
		fails string
		words []string
	}{
		"input": {attached(toml, "spent = 36.89", "spent = 36.88"), "inputs figures table", []string{
			toml + " 的内容与 inputs.txt 里的摘要不符", "2023/zhengxie/projects/huiyi/spent：figures.json 里是“36.89万元”，重算是“36.88万元”",
		}},
		"comment": {attached(toml, "name", "# 看不见的改动\nname"), "inputs figures table", []string{"精确值、名称或出处不同"}},
		"broken":  {attached(toml, "name", "=="), "inputs figures table", []string{"附的 TOML 文件有误：" + toml}},
		"lines": {attached("inputs.txt", "site.toml ", "site.toml f"), "hash inputs", []string{
			"inputs.txt 第", "附有 site.toml，inputs.txt 里没有它", "印着的数据摘要是",
		}},
		"missing": {attached("inputs.txt", "departments/zhengxie.toml ", "departments/zhengxie2.toml "), "hash inputs", []string{"inputs.txt 里有 departments/zhengxie2.toml，没有附它"}},
		"figures": {attached("figures.json", `"shown":"498.31"`, `"shown":"498.32"`), "figures printed", []string{
			"2023/zhengxie/spent：figures.json 里是“498.32万元”，重算是“498.31万元”", "2023/zhengxie/spent 印着“498.31",
		}},
		"exact": {attached("figures.json", `"fen":"498310000"`, `"fen":"498310001"`), "figures", []string{"2023/zhengxie/spent：公布值相同，精确值、名称或出处不同"}},
		"space": {attached("figures.json", "]}\n", "] }\n"), "figures", []string{"写法"}},
		"json":  {attached("figures.json", "{", "["), "figures", []string{"figures.json 不是可读的 JSON", "没有核验 数据表"}},
		"other": {attached("figures.json", `"2023/zhengxie"`, `"2023/renda"`), "figures", []string{"说它是 2023/renda 的数", "没有核验 数据表"}},
		"table": {attached("figures.csv", "498.31", "498.32"), "table", []string{"figures.csv 第"}},
		"page":  {reprint(t, data, "498.31", "498.13"), "printed", []string{"第1页：2023/zhengxie/spent 印着“498.13"}},
		"meta":  {bytes.Replace(data, []byte("<dc:identifier>sha256:"), []byte("<dc:identifier>sha257:"), 1), "hash", []string{"文件属性里的数据摘要不是"}},
		"cut":   {data[:len(data)-100], "file", []string{"不完整或已损坏"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := check(t, c.data, verify.Options{})
			text := printed(r)
			if got := failing(r); got != c.fails {
				t.Errorf("%q fail, not %q:\n%s", got, c.fails, text)
			}
			for _, w := range c.words {
				if !strings.Contains(text, w) {
					t.Errorf("no %q in\n%s", w, text)
				}
			}
		})
	}
}

// TestForeign holds what is said of files that are no report of ours.
func TestForeign(t *testing.T) {
	if _, err := verify.PDF("x", []byte("no PDF"), verify.Options{}); err != verify.ErrNotPDF {
		t.Errorf("text is refused with %v", err)
	}
	foreign := []byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R>>\nstartxref\n42\n%%EOF\n")
	if r := check(t, foreign, verify.Options{}); failing(r) != "attachments" || !strings.Contains(printed(r), "不是明白账生成的") {
		t.Errorf("a foreign file: %s", printed(r))
	}
}

// TestRewritten holds that a file which another program has written anew, with the same
// content, holds as before; one that is encrypted can't be read.
func TestRewritten(t *testing.T) {
	qpdf := testtool.Need(t, "qpdf")
	in := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(in, theSite(t)[reportPDF], 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args  []string
		fails string
	}{
		{[]string{"--linearize"}, ""}, {[]string{"--object-streams=disable"}, ""}, {[]string{"--compress-streams=n"}, ""},
		{[]string{"--encrypt", "", "owner", "256", "--"}, "file"},
	} {
		out := filepath.Join(t.TempDir(), "out.pdf")
		if text, err := exec.Command(qpdf, append(c.args, in, out)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", c.args, err, text)
		}
		data, err := os.ReadFile(out)
		if err != nil {
			t.Fatal(err)
		}
		if r := check(t, data, verify.Options{}); failing(r) != c.fails {
			t.Errorf("%v:\n%s", c.args, printed(r))
		}
	}
}

// write writes the shipped site into a folder.
func write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for p, data := range theSite(t) {
		file := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// FuzzPDF changes bytes of attachments and of the file: whatever becomes of it, verify
// ends, and never says that a changed input file holds.
func FuzzPDF(f *testing.F) {
	data := theSite(f)[reportPDF]
	f.Add(uint32(20), byte('x'))
	f.Add(uint32(len(data)-30), byte('0'))
	f.Fuzz(func(t *testing.T, at uint32, c byte) {
		mutated := bytes.Clone(data)
		mutated[int(at)%len(mutated)] ^= c
		r, err := verify.PDF("x", mutated, verify.Options{})
		if err != nil || !r.OK() {
			return
		}
		before, _ := read.Open(data)
		after, _ := read.Open(mutated)
		a, _ := before.Attachments()
		b, _ := after.Attachments()
		for i := range a {
			if !bytes.Equal(a[i].Data, b[i].Data) {
				t.Errorf("%s changed, and all holds", a[i].Name)
			}
		}
	})
}
