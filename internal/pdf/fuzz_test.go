package pdf

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"time"
)

// paintedSmall is what gofpdf writes for a small document, with the rest that the rewriter needs.
func paintedSmall(t testing.TB) ([]byte, *document) {
	l := small(t, "绩效", "自评")
	tags, err := newTags(l.Root, len(l.Pages))
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := collectFonts(l)
	if err != nil {
		t.Fatal(err)
	}
	painted, err := paint(l, fonts, tags)
	if err != nil {
		t.Fatal(err)
	}
	return painted, &document{layout: l, fonts: fonts, tags: tags, meta: sampleMeta(), date: time.Unix(0, 0).UTC()}
}

// FuzzRewrite replaces a part of gofpdf's file: the rewriter may refuse it, but not panic.
func FuzzRewrite(f *testing.F) {
	painted, d := paintedSmall(f)
	f.Add(uint(len(painted)-20), uint(20), []byte{})
	f.Add(uint(0), uint(len(painted)), []byte("startxref\n0\n%%EOF"))
	f.Add(uint(0), uint(0), []byte("%PDF-1.3\n"))
	f.Add(uint(bytes.Index(painted, []byte("/Length"))), uint(12), []byte("/Length 99999999999999"))
	f.Add(uint(bytes.Index(painted, []byte("/Kids"))), uint(12), []byte("/Kids [99 0 R"))
	f.Add(uint(bytes.Index(painted, []byte("/BaseFont /f0"))), uint(13), []byte("/BaseFont /f7"))
	f.Add(uint(bytes.LastIndex(painted, []byte("xref\n0"))), uint(9), []byte("xref\n0 9999999999999999999"))
	f.Fuzz(func(t *testing.T, at, cut uint, b []byte) {
		from := min(at, uint(len(painted)))
		to := from + min(cut, uint(len(painted))-from)
		mutated := append(append(append([]byte(nil), painted[:from]...), b...), painted[to:]...)
		rewrite(mutated, d)
	})
}

// TestMutations tries a fixed set of damaged files on every run: changed digits and delimiters, where
// they do harm.
func TestMutations(t *testing.T) {
	painted, d := paintedSmall(t)
	if _, err := rewrite(painted, d); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	const bad = "0123456789<>[]()/ R\nx"
	refused := 0
	for range 1000 {
		mutated := bytes.Clone(painted)
		for range 1 + random.IntN(3) {
			at := random.IntN(len(mutated))
			if random.IntN(2) == 0 { // the table, the trailer and the dictionaries before them
				at = len(mutated) - 1 - random.IntN(min(2500, len(mutated)))
			}
			mutated[at] = bad[random.IntN(len(bad))]
		}
		if random.IntN(10) == 0 {
			mutated = mutated[:random.IntN(len(mutated))]
		}
		if _, err := rewrite(mutated, d); err != nil {
			refused++
		}
	}
	if refused < 100 {
		t.Errorf("only %d of 1000 damaged files were refused", refused)
	}
}
