package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"mingbai/internal/testtool"
)

// TestMain makes the test binary double as the program, so that scripts and the
// tests of same bytes run the real main in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(suite{m}, map[string]func(){"mingbai": main})
}

// suite runs the tests and removes the site that they share.
type suite struct{ *testing.M }

func (s suite) Run() int {
	defer os.RemoveAll(sharedDir())
	return s.M.Run()
}

// TestScript runs the scripts of testdata/script. Besides testscript's own
// commands they use
//
//	site [layouts]           the first content (and layouts) and an old public/, all fresh
//	edit FILE OLD NEW        replaces OLD, which must stand there just once; \n is a new line
//	hex FILE DIGITS          writes a file of these bytes
//	crlf FILE...             gives files a byte order mark and CRLF
//	utf16 FILE               turns a file into UTF-16
//	code N PROGRAM ARGS...   runs a program that must exit with N
//	broken RULE PLACE WORD…  there is just this broken finding, in check and in build
//	faults N                 there are N broken findings, which build prints too
//	finding RULE PLACE WORD… one of the findings of check
//	findings N               check finds so many
//	field PATH VALUE         a value in the JSON that was printed last
//	keep DIR, kept DIR       DIR and its neighbours are as they were
//	detach PDF NAME FILE     saves an attached file
//	attach PDF NAME FILE OUT a PDF with another file in the place of an attached one
//	truncate FILE BYTES OUT  the beginning of a file
//	same DIR DIR             two folders hold the same files with the same bytes
func TestScript(t *testing.T) {
	shipped, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHIPPED", shipped)
			env.Values[keptKey{}] = map[string]string{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"site": cmdSite, "edit": cmdEdit, "hex": cmdHex, "crlf": cmdCRLF, "utf16": cmdUTF16,
			"code": cmdCode, "broken": cmdBroken, "faults": cmdFaults, "finding": cmdFinding,
			"findings": cmdFindings, "field": cmdField, "keep": cmdKeep, "kept": cmdKept, "same": cmdSame,
			"detach": cmdDetach, "attach": cmdAttach, "truncate": cmdTruncate,
		},
		RequireUniqueNames: true,
		ContinueOnError:    true,
	})
}

// copySite puts a copy of the first content, and if asked the layouts, into dir.
func copySite(dir, shipped string, layouts bool) error {
	content := filepath.Join(dir, "content")
	if err := os.RemoveAll(content); err != nil {
		return err
	}
	if err := testtool.CopyContent(shipped, content); err != nil || !layouts {
		return err
	}
	if err := os.RemoveAll(filepath.Join(dir, "layouts")); err != nil {
		return err
	}
	return copyTree(filepath.Join(shipped, "layouts"), filepath.Join(dir, "layouts"))
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(p string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, p)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o777)
		}
		if filepath.Ext(p) == ".ttf" {
			return linkFont(p, target)
		}
		return copyFile(p, target)
	})
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o666)
}

// linkFont links a font to the one copy of it that the tests share, for fonts
// are large and nobody writes to them.
func linkFont(from, to string) error {
	fonts.Lock()
	defer fonts.Unlock()
	one := filepath.Join(sharedDir(), filepath.Base(from))
	if _, err := os.Stat(one); err != nil {
		if err := copyFile(from, one); err != nil {
			return err
		}
	}
	if os.Link(one, to) == nil {
		return nil
	}
	return copyFile(from, to)
}

// fonts guards the shared copies.
var fonts sync.Mutex

// oldSite is what public/ holds before a script builds into it.
var oldSite = map[string]string{
	"manifest.json": `{"schema":"mingbai.manifest/1","files":[]}` + "\n",
	"index.html":    "the old page\n",
	".gitkeep":      "",
}

func cmdSite(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 || len(args) == 1 && args[0] != "layouts" {
		ts.Fatalf("usage: site [layouts]")
	}
	dir := ts.MkAbs(".")
	ts.Check(os.RemoveAll(filepath.Join(dir, "layouts")))
	ts.Check(copySite(dir, ts.Getenv("SHIPPED"), len(args) == 1))
	public := filepath.Join(dir, "public")
	ts.Check(os.RemoveAll(public))
	ts.Check(os.Mkdir(public, 0o777))
	for name, text := range oldSite {
		ts.Check(os.WriteFile(filepath.Join(public, name), []byte(text), 0o666))
	}
}

// edited replaces old, which must stand in the text just once. In both, \n and \r
// are line ends.
func edited(text, old, new string) (string, bool) {
	escapes := strings.NewReplacer(`\n`, "\n", `\r`, "\r")
	old, new = escapes.Replace(old), escapes.Replace(new)
	if strings.Count(text, old) != 1 {
		return "", false
	}
	return strings.Replace(text, old, new, 1), true
}

func cmdEdit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	text := ts.ReadFile(args[0])
	changed, ok := edited(text, args[1], args[2])
	if !ok {
		ts.Fatalf("%s holds %q %d times, not once", args[0], args[1], strings.Count(text, args[1]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(changed), 0o666))
}
