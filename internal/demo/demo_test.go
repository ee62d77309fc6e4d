package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// generated is the demonstration, or the content of the options.
func generated(t testing.TB, opt Options) map[string][]byte {
	t.Helper()
	files, err := Generate(opt)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSameBytes(t *testing.T) {
	sum := func(opt Options) string {
		h := sha256.New()
		files := generated(t, opt)
		for _, path := range slices.Sorted(maps.Keys(files)) {
			h.Write([]byte(path + "\x00"))
			h.Write(files[path])
		}
		return hex.EncodeToString(h.Sum(nil))
	}
	a, b := sum(Default()), sum(Default())
	if a != b {
		t.Errorf("two runs differ: %s, %s", a, b)
	}
	other := Default()
	other.Seed++
	if sum(other) == a {
		t.Error("another seed gives the same bytes")
	}
}

// TestLoads holds that nothing of the demonstration is broken input, whatever
// the seed.
func TestLoads(t *testing.T) {
	for seed := range uint64(3) {
		opt := Default()
		opt.Seed += seed
		files := generated(t, opt)
		content, faults := record.Load(source.NewTree(files))
		for _, r := range content.Reports {
			c, more := metric.Compile(r.Rules)
			_, found := metric.Compute(r, c)
			faults = append(faults, append(more, found...)...)
		}
		for _, f := range faults {
			t.Errorf("seed %d: %s %s: %s（%s）", opt.Seed, f.Place, f.Rule, f.Message, f.Hint)
		}
		if n := len(content.Reports); n != 24 {
			t.Errorf("%d reports", n)
		}
	}
}

// TestSized holds the content of benchmarks to the sizes that were asked for, and
// to being sound input.
func TestSized(t *testing.T) {
	opt := Options{Seed: 5, First: 2001, Years: 5, Departments: 11, Projects: Range{2, 12}, Indicators: 23}
	files := generated(t, opt)
	content, faults := record.Load(source.NewTree(files))
	for _, f := range faults {
		t.Errorf("%s %s: %s（%s）", f.Place, f.Rule, f.Message, f.Hint)
	}
	if n := len(content.Reports); n != 55 || len(content.Departments) != 11 {
		t.Errorf("%d reports of %d departments", n, len(content.Departments))
	}
	for _, r := range content.Reports {
		if n := len(r.Projects); n < 2 || n > 12 {
			t.Errorf("%s has %d projects", r.Key(), n)
		}
		for _, q := range r.Projects {
			if n := len(q.Indicators); n != 23 {
				t.Errorf("%s has %d indicators", q.File, n)
			}
		}
	}
}

func TestWrongSizes(t *testing.T) {
	for _, opt := range []Options{{}, {Years: 1, Departments: 1}, {First: 2020, Years: 0, Departments: 1}, {First: 2099, Years: 3, Departments: 1}} {
		if _, err := Generate(opt); err == nil {
			t.Errorf("%+v is accepted", opt)
		}
	}
	stop := errors.New("disk full")
	if err := Each(Default(), func(path string, _ []byte) error {
		if path == "2022/jiaoyu/report.toml" {
			return stop
		}
		return nil
	}); err != stop {
		t.Errorf("a failing writer gives %v", err)
	}
}

// TestFictional holds that every file says that it is invented.
func TestFictional(t *testing.T) {
	for path, data := range generated(t, Default()) {
		if !strings.HasPrefix(path, "rules/") && !strings.Contains(string(data), "虚构") {
			t.Errorf("%s does not say that it is invented", path)
		}
	}
}
