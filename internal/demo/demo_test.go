package demo

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"os"
	"path/filepath"
	"slices"
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
		if dir := os.Getenv("DEMO_DUMP"); dir != "" && seed == 0 {
			dump(t, dir, files)
		}
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

func dump(t *testing.T, dir string, files map[string][]byte) {
	for path, data := range files {
		name := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}
