package mingbai

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// The tests of this file hold the house rules of ARCHITECTURE.md over the source
// of the whole module.

// goFile is one Go file of the module.
type goFile struct {
	path  string // with "/"
	lines int
	tree  *ast.File
	test  bool
}

// pkg is the folder of a file without internal/: typeset/linebreak, cmd/mingbai.
func (f goFile) pkg() string { return strings.TrimPrefix(path.Dir(f.path), "internal/") }

// imports lists what the file imports.
func (f goFile) imports() []string {
	var out []string
	for _, spec := range f.tree.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			out = append(out, p)
		}
	}
	return out
}

// fileSet places the trees of all files.
var fileSet = token.NewFileSet()

var parsed = sync.OnceValues(func() ([]goFile, error) {
	var out []goFile
	err := filepath.WalkDir(".", func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && p != "." || d.Name() == "testdata" || d.Name() == "public") {
			return fs.SkipDir
		}
		if d.IsDir() || filepath.Ext(p) != ".go" {
			return nil
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(fileSet, p, data, parser.ParseComments)
		if err != nil {
			return err
		}
		out = append(out, goFile{filepath.ToSlash(p), strings.Count(string(data), "\n"), tree, strings.HasSuffix(p, "_test.go")})
		return nil
	})
	return out, err
})

// source is every Go file; without tests, what is shipped.
func source(t *testing.T, tests bool) []goFile {
	t.Helper()
	files, err := parsed()
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(slices.Clone(files), func(f goFile) bool { return f.test && !tests })
}

// helpers are packages that only tests and go generate use.
var helpers = []string{"testtool", "font/mkfonts", "pdf/pdfcheck", "browsertest", "judge"}

// floors reads the table of ARCHITECTURE.md.
func floors(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^(\d)  (\S.*)$`).FindAllStringSubmatch(string(text), -1) {
		for _, name := range strings.Fields(m[2]) {
			out[name], _ = strconv.Atoi(m[1])
		}
	}
	return out
}

// The short table of the README leaves out no package but those within another.
func TestReadmeFloors(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^\| (\d) \| (.*) \|$`).FindAllStringSubmatch(string(text), -1) {
		for _, name := range strings.Split(m[2], ", ") {
			listed[strings.Trim(name, "`")], _ = strconv.Atoi(m[1])
		}
	}
	for name, floor := range floors(t) {
		if strings.Contains(name, "/") && !strings.HasPrefix(name, "cmd/") {
			continue
		}
		if got, ok := listed[name]; !ok || got != floor {
			t.Errorf("%s is on floor %d of ARCHITECTURE.md, and in README.md on %d (%v)", name, floor, got, ok)
		}
	}
}

// floorOf is the floor of a package or of the one that it is a part of.
func floorOf(of map[string]int, pkg string) (string, int, bool) {
	for p := pkg; p != "."; p = path.Dir(p) {
		if n, ok := of[p]; ok {
			return p, n, true
		}
	}
	return "", 0, false
}

func TestFloors(t *testing.T) {
	of := floors(t)
	if len(of) < 15 {
		t.Fatalf("the table of floors has %d packages", len(of))
	}
	seen := map[string]bool{}
	for _, f := range source(t, false) {
		name, floor, ok := floorOf(of, f.pkg())
		seen[name] = true
		if f.pkg() == "." || slices.Contains(helpers, f.pkg()) {
			continue
		}
		if !ok {
			t.Errorf("%s is on no floor of ARCHITECTURE.md", f.pkg())
		}
		for _, imp := range f.imports() {
			to, inside := strings.CutPrefix(imp, "mingbai/internal/")
			if !inside {
				if strings.HasPrefix(imp, "mingbai/") {
					t.Errorf("%s imports %s", f.path, imp)
				}
				continue
			}
			target, below, ok := floorOf(of, to)
			switch {
			case slices.Contains(helpers, to):
				t.Errorf("%s imports %s, which is for tests", f.path, imp)
			case !ok, target == name:
			case name == "source" && target == "money": // both on the ground: values have units
			case below >= floor:
				t.Errorf("%s on floor %d imports %s on floor %d", f.path, floor, imp, below)
			}
		}
	}
	for name := range of {
		if !seen[name] {
			t.Errorf("ARCHITECTURE.md names %s, which there is not", name)
		}
	}
}

// The two sides that meet only in report.
var (
	dataSide     = []string{"record", "metric", "check"}
	documentSide = []string{"doc", "markdown", "chart", "html", "typeset", "typeset/linebreak", "pdf", "pdf/object", "pdf/read", "qrcode"}
)

func TestSides(t *testing.T) {
	for _, f := range source(t, false) {
		for _, imp := range f.imports() {
			to := strings.TrimPrefix(imp, "mingbai/internal/")
			if slices.Contains(append(dataSide, "source"), f.pkg()) && slices.Contains(documentSide, to) ||
				slices.Contains(documentSide, f.pkg()) && slices.Contains(dataSide, to) {
				t.Errorf("%s imports %s: the two sides meet only in report", f.path, imp)
			}
		}
	}
}

// importers are the only importers of outside libraries; tests may use others.
var importers = map[string]string{
	"github.com/BurntSushi/toml":        "source",
	"github.com/pelletier/go-toml/v2":   "source",
	"github.com/yuin/goldmark":          "markdown",
	"github.com/jung-kurt/gofpdf":       "pdf",
	"github.com/boombuler/barcode":      "qrcode",
	"github.com/expr-lang/expr":         "metric",
	"github.com/spf13/cobra":            "cmd/mingbai",
	"github.com/spf13/pflag":            "cmd/mingbai",
	"github.com/schollz/progressbar/v3": "cmd/mingbai",
	"golang.org/x/term":                 "cmd/mingbai",
	"golang.org/x/sys":                  "publish",
}

func TestOneImporter(t *testing.T) {
	used := map[string]bool{}
	for _, f := range source(t, false) {
		for _, imp := range f.imports() {
			if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
				continue
			}
			lib := ""
			for name := range importers {
				if imp == name || strings.HasPrefix(imp, name+"/") {
					lib = name
				}
			}
			used[lib] = true
			if f.pkg() != importers[lib] || lib == "" {
				t.Errorf("%s imports %s, which belongs to %q", f.path, imp, importers[lib])
			}
		}
	}
	for lib := range importers {
		if !used[lib] {
			t.Errorf("nobody imports %s", lib)
		}
	}
}

func TestFileLength(t *testing.T) {
	for _, f := range source(t, true) {
		if f.lines > 500 && !ast.IsGenerated(f.tree) {
			t.Errorf("%s has %d lines", f.path, f.lines)
		}
	}
}

func TestPackageComments(t *testing.T) {
	has := map[string]bool{}
	for _, f := range source(t, false) {
		has[f.pkg()] = has[f.pkg()] || f.tree.Doc != nil
	}
	for pkg, ok := range has {
		if !ok {
			t.Errorf("%s has no package comment", pkg)
		}
	}
}

// banned are functions that only cmd may call: what they return is no input of
// the site. history hands the environment on to git.
var banned = regexp.MustCompile(`^(time\.(Now|Since|Until|Local)|os\.(Getenv|LookupEnv|Environ|Hostname|UserHomeDir)|rand\..*|user\..*)$`)

func TestNoClockNoEnvironmentNoNetwork(t *testing.T) {
	for _, f := range source(t, false) {
		if strings.HasPrefix(f.path, "cmd/") || slices.Contains(helpers, f.pkg()) {
			continue
		}
		for _, imp := range f.imports() {
			if imp == "net" || strings.HasPrefix(imp, "net/") && imp != "net/url" || strings.HasPrefix(imp, "math/rand") || imp == "os/user" || imp == "os/exec" && f.pkg() != "history" {
				t.Errorf("%s imports %s", f.path, imp)
			}
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if call := selector(n); banned.MatchString(call) && (f.pkg() != "history" || call != "os.Environ") {
				t.Errorf("%s uses %s", fileSet.Position(n.Pos()), call)
			}
			return true
		})
	}
}

// selector prints a.B, or "".
func selector(n ast.Node) string {
	s, ok := n.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return x.Name + "." + s.Sel.Name
}

func TestNoFloats(t *testing.T) {
	exact := []string{"money", "record", "metric", "check", "report", "chart", "html", "typeset", "typeset/linebreak"}
	for _, f := range source(t, false) {
		if !slices.Contains(exact, f.pkg()) {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && (id.Name == "float64" || id.Name == "float32") {
				t.Errorf("%s: %s", fileSet.Position(n.Pos()), id.Name)
			}
			return true
		})
	}
}

// lossy are methods of gofpdf that drop a hanzi at a line break or panic beyond
// U+FFFF.
var lossy = []string{"MultiCell", "SplitText", "SplitLines", "WriteAligned", "Writef", "WriteLinkID", "WriteLinkString", "HTMLBasicNew"}

func TestNoLossyText(t *testing.T) {
	for _, f := range source(t, false) {
		if !slices.Contains(f.imports(), "github.com/jung-kurt/gofpdf") {
			continue
		}
		ast.Inspect(f.tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			// An io.Writer's Write has one argument, gofpdf's has two.
			if ok && (slices.Contains(lossy, s.Sel.Name) || s.Sel.Name == "Write" && len(call.Args) == 2) {
				t.Errorf("%s calls %s", fileSet.Position(n.Pos()), s.Sel.Name)
			}
			return true
		})
	}
}

// nothing stands in for every import: the check below asks only about names of
// the package itself.
type nothing struct{}

func (nothing) Import(p string) (*types.Package, error) {
	pkg := types.NewPackage(p, path.Base(p))
	pkg.MarkComplete()
	return pkg, nil
}

func TestNoMutablePackageVariables(t *testing.T) {
	packages := map[string][]*ast.File{}
	for _, f := range source(t, false) {
		if f.tree.Name.Name == "main" && f.pkg() != "cmd/mingbai" {
			continue
		}
		packages[f.pkg()] = append(packages[f.pkg()], f.tree)
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s: init", fileSet.Position(fn.Pos()))
			}
		}
	}
	for name, files := range packages {
		info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}
		conf := types.Config{Importer: nothing{}, Error: func(error) {}}
		pkg, _ := conf.Check(name, fileSet, files, info)
		for _, f := range files {
			for _, target := range written(f) {
				v, ok := info.Uses[target].(*types.Var)
				if ok && v.Parent() == pkg.Scope() {
					t.Errorf("%s writes to the package's variable %s", fileSet.Position(target.Pos()), target.Name)
				}
			}
		}
	}
}

// written lists the names that a file assigns to, counts up, takes the address
// of, or assigns below: x = …, x[i] = …, x.f = …, x++, &x.
func written(f *ast.File) []*ast.Ident {
	var out []*ast.Ident
	add := func(e ast.Expr) {
		for {
			switch x := e.(type) {
			case *ast.Ident:
				out = append(out, x)
				return
			case *ast.IndexExpr:
				e = x.X
			case *ast.SelectorExpr:
				e = x.X
			case *ast.ParenExpr:
				e = x.X
			case *ast.StarExpr:
				e = x.X
			default:
				return
			}
		}
	}
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				add(e)
			}
		case *ast.IncDecStmt:
			add(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				add(n.X)
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "delete" || id.Name == "clear") && len(n.Args) > 0 {
				add(n.Args[0])
			}
		}
		return true
	})
	return out
}
