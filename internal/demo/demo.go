// Package demo writes the content of a county that does not exist: departments,
// projects, figures and prose that hang together over several years, with a few
// deliberate faults for the checks to find. With other sizes the same generator
// makes the content of benchmarks.
//
// What the departments say is embedded text (data/*.toml); every number is drawn
// by a generator of its own from a seed, so that the same options give the same
// bytes on every machine. The package knows how content files are written; it
// must not know how they are read, computed or checked.
package demo

import (
	"fmt"
	"io/fs"
	"strconv"

	"mingbai"
)

// Options say what to write. The zero value of a size means what the texts have.
type Options struct {
	Seed        uint64
	First       int // first year
	Years       int
	Departments int
	Projects    Range // projects of a department's year
	Indicators  int   // indicators of a project
}

// Range is a number from Min to Max.
type Range struct{ Min, Max int }

// Default is the county that `mingbai demo` writes.
func Default() Options { return Options{Seed: 20220101, First: 2022, Years: 3, Departments: 8} }

// County is the name of the fictional county.
const County = "示例县"

// Generate returns all files of a content folder by path.
func Generate(opt Options) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := Each(opt, func(path string, data []byte) error {
		files[path] = data
		return nil
	})
	return files, err
}

// Each passes the files one by one, department by department, and keeps none of
// them, so that memory does not grow with their number.
func Each(opt Options, write func(path string, data []byte) error) error {
	known, err := departments()
	if err != nil {
		return err
	}
	if opt.Years < 1 || opt.Departments < 1 || opt.First < 1990 || opt.First+opt.Years > 2101 {
		return fmt.Errorf("demo: %d departments, years from %d on for %d years", opt.Departments, opt.First, opt.Years)
	}
	if err := write("site.toml", siteFile()); err != nil {
		return err
	}
	if err := profiles(write); err != nil {
		return err
	}
	pool := sentences(known)
	for i := range opt.Departments {
		d := known[i%len(known)]
		if i >= len(known) {
			d = d.another(i)
		}
		p := newPlan(opt, d, i+1, pool)
		if err := p.write(write); err != nil {
			return err
		}
	}
	return nil
}

// profiles copies the rule profiles that the program is shipped with.
func profiles(write func(string, []byte) error) error {
	const folder = "content/rules"
	entries, err := fs.ReadDir(mingbai.Files, folder)
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := fs.ReadFile(mingbai.Files, folder+"/"+e.Name())
		if err != nil {
			return err
		}
		if err := write("rules/"+e.Name(), data); err != nil {
			return err
		}
	}
	return nil
}

// another is one more department of the same kind, for sizes beyond the texts.
func (d *department) another(i int) *department {
	c := *d
	n := strconv.Itoa(i + 1)
	c.ID = d.ID + "-" + n
	c.Name = County + "第" + n + d.Name[len(County):]
	c.Short = "第" + n + d.Short[len("县"):]
	c.Letter = d.Letter + n
	return &c
}
