package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"mingbai/internal/testtool"
)

// The tests named TestContract… hold the contract that other programs rely on,
// line by line, on a real build of the shipped content.

// built is one finished build of the shipped content.
type built struct {
	dir     string
	files   map[string]string // path → bytes
	figures map[string]figureJSON
	order   []figureJSON
}

// figureJSON is one figure of figures.json or of explain --format json.
type figureJSON struct {
	Key, Label, Kind, Status, Reason string
	Fen, Num, Den                    string
	Unit, Shown, Note                string
	Origin                           struct {
		Type, File, Metric, Formula, Source, Of, Printed string
		Line, Column                                     *int
		Inputs                                           []string
		Counted                                          []struct {
			Project, Name, File string
			Line, Column        int
		}
	}
	Tree []figureJSON
}

// place is where an input stands, "" for one that stands nowhere.
func (f figureJSON) place() string {
	if f.Origin.Line == nil || *f.Origin.Line == 0 {
		return ""
	}
	return fmt.Sprintf("%s:%d:%d", f.Origin.File, *f.Origin.Line, *f.Origin.Column)
}

// report is the report of the shipped content, projects its projects.
const report = "2023/zhengxie"

var projects = strings.Fields("huiyi shicha wenshi zhaoshang zuotanhui yanjiu zonghe")

// sharedDir is where the tests' common build lies.
var sharedDir = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "mingbai-test-")
	if err != nil {
		panic(err)
	}
	return dir
})

// frozen is a content root with the first content as it was published.
var frozen = sync.OnceValue(func() string {
	dir := filepath.Join(sharedDir(), "content")
	if err := testtool.CopyContent("../..", dir); err != nil {
		panic(err)
	}
	return dir
})

var shared = sync.OnceValues(func() (*built, error) {
	out := filepath.Join(sharedDir(), "public")
	if _, stderr, code := inProcess("build", "--quiet", "--content", frozen(), "--layouts", "../../layouts", "--out", out); code != 0 {
		return nil, fmt.Errorf("build exits %d: %s", code, stderr)
	}
	files, err := folderFiles(out)
	if err != nil {
		return nil, err
	}
	b := &built{dir: out, files: files, figures: map[string]figureJSON{}}
	var f struct{ Figures []figureJSON }
	if err := json.Unmarshal([]byte(files[report+"/figures.json"]), &f); err != nil {
		return nil, err
	}
	for _, x := range f.Figures {
		b.figures[x.Key] = x
	}
	b.order = f.Figures
	return b, nil
})

func theSite(t *testing.T) *built {
	t.Helper()
	b, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// inProcess runs the program without a process of its own.
func inProcess(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	code = run(args, &out, &errs)
	return out.String(), errs.String(), code
}

// onShipped adds the roots of the shipped site to a command.
func onShipped(args ...string) []string {
	return append(args, "--content", frozen(), "--layouts", "../../layouts")
}

func TestContractFiles(t *testing.T) {
	want := []string{
		"index.html", "404.html", "manifest.json", "2023/index.html", "departments/zhengxie.html", "rules.html", "about.html",
		report + "/index.html", report + "/report.pdf", report + "/figures.json", report + "/figures.csv", report + "/findings.json",
		report + "/brief.pdf",
	}
	for _, id := range projects {
		want = append(want, report+"/projects/"+id+".html", report+"/projects/"+id+".pdf")
	}
	b := theSite(t)
	for p := range b.files {
		if !slices.Contains(want, p) && !strings.HasPrefix(p, "assets/") {
			t.Errorf("there is a file %s", p)
		}
	}
	for _, p := range want {
		if b.files[p] == "" {
			t.Errorf("there is no file %s", p)
		}
	}
}

func TestContractEncoding(t *testing.T) {
	for p, text := range theSite(t).files {
		if path.Ext(p) == ".pdf" {
			continue
		}
		if path.Ext(p) == ".csv" { // for Excel
			text, _ = strings.CutPrefix(text, "\ufeff")
		}
		if !utf8.ValidString(text) || strings.Contains(text, "\r") || strings.HasPrefix(text, "\ufeff") || !strings.HasSuffix(text, "\n") {
			t.Errorf("%s is no UTF-8 text with LF", p)
		}
	}
}

func TestContractManifest(t *testing.T) {
	b := theSite(t)
	var m struct {
		Schema, Tool, Commit, Content string
		Files                         []struct {
			Path, SHA256 string
			Size         int
		}
	}
	strict(t, b.files["manifest.json"], &m)
	version, _, _ := inProcess("version")
	if m.Schema != "mingbai.manifest/1" || m.Tool+"\n" != version || m.Commit == "" {
		t.Errorf("manifest of %s by %q at %q", m.Schema, m.Tool, m.Commit)
	}
	if want := inputDigest(t, frozen(), "../../layouts"); m.Content != want {
		t.Errorf("content is %s, not %s", m.Content, want)
	}
	var listed []string
	for _, f := range m.Files {
		listed = append(listed, f.Path)
		text, ok := b.files[f.Path]
		if sum := sha256.Sum256([]byte(text)); !ok || len(text) != f.Size || hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s is not as the manifest has it", f.Path)
		}
	}
	if !slices.IsSorted(listed) {
		t.Errorf("files are not sorted: %v", listed)
	}
	if len(listed) != len(b.files)-1 || slices.Contains(listed, "manifest.json") || slices.Contains(listed, ".gitkeep") {
		t.Errorf("%d files listed, there are %d", len(listed), len(b.files))
	}
}

// inputDigest computes a manifest's content from the inputs themselves.
func inputDigest(t *testing.T, content, layouts string) string {
	t.Helper()
	var lines []string
	for prefix, root := range map[string]string{"": content, "layouts/": layouts} {
		files, err := folderFiles(root)
		if err != nil {
			t.Fatal(err)
		}
		for p, text := range files {
			if prefix == "" && path.Ext(p) != ".toml" || strings.HasPrefix(path.Base(p), ".") {
				continue
			}
			if path.Ext(p) != ".ttf" {
				text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
			}
			sum := sha256.Sum256([]byte(text))
			lines = append(lines, prefix+p+" "+hex.EncodeToString(sum[:])+"\n")
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	return hex.EncodeToString(sum[:])
}

// strict decodes JSON that may have no other fields than into has.
func strict(t *testing.T, text string, into any) {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		t.Fatal(err)
	}
}

// shownKeys is the contract's table of keys.
const shownKeys = `
budget 526.87
spent 498.31
execution_rate 94.58%
unspent 28.56
execution_score 9.46
basic_budget 376.14
basic_spent 366.58
basic_execution_rate 97.46%
basic_unspent 9.56
project_count 7
project_budget 150.73
project_spent 131.73
project_spent_sum 131.72
project_execution_rate 87.39%
project_unspent 19.00
project_budget_share 28.61%
project_spent_share 26.44%
coverage 100.00%
projects/huiyi/spent 36.89
projects/huiyi/share 28.01%
projects/zhaoshang/budget 未填报
projects/zhaoshang/execution_rate —
execution_rate@stated 95%
project_execution_rate@stated 87.39%
`

func TestContractKeys(t *testing.T) {
	b := theSite(t)
	for line := range strings.Lines(strings.TrimPrefix(shownKeys, "\n")) {
		key, shown, _ := strings.Cut(strings.TrimSpace(line), " ")
		if f, ok := b.figures[report+"/"+key]; !ok || f.Shown != shown {
			t.Errorf("%s shows %q, not %q", key, f.Shown, shown)
		}
	}
	for key, origin := range map[string]string{
		"project_spent": "input", "project_spent_sum": "computed", "execution_rate@stated": "stated", "execution_rate": "computed", "budget": "input",
	} {
		if got := b.figures[report+"/"+key].Origin.Type; got != origin {
			t.Errorf("%s is %s, not %s", key, got, origin)
		}
	}
	for key, status := range map[string]string{
		"projects/zhaoshang/budget": "absent", "projects/zhaoshang/execution_rate": "undefined", "spent": "ok",
	} {
		if got := b.figures[report+"/"+key].Status; got != status {
			t.Errorf("%s is %s, not %s", key, got, status)
		}
	}
	shares := 0
	for _, id := range projects {
		f := b.figures[report+"/projects/"+id+"/share"]
		var whole, cents int
		if n, err := fmt.Sscanf(f.Shown, "%d.%d%%", &whole, &cents); n != 2 || err != nil {
			t.Fatalf("share of %s is %q", id, f.Shown)
		}
		shares += whole*100 + cents
	}
	if shares != 10001 {
		t.Errorf("the printed shares add to %d hundredths of a per cent", shares)
	}
	page := b.files[report+"/index.html"]
	if !strings.Contains(page, "100.01%") || !strings.Contains(page, "尾差") {
		t.Error("no note says that the shares add to 100.01%")
	}
	if !strings.Contains(page, "按财预〔2020〕10号试算，非该部门公布的得分") {
		t.Error("execution_score is not labelled as a trial")
	}
}
