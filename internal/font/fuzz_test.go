package font

import (
	"bytes"
	"slices"
	"testing"
)

// seed gives a fuzz test small fonts to start from.
func seed(f *testing.F) {
	f.Add([]byte("OTTO"))
	f.Add(file(tinyFont()))
	for _, name := range []string{"kai", "sans-bold"} {
		face := parse(f, bytesOf(f, name))
		small, err := face.WriteSubset([]rune("A1一，"+rare), map[uint16]string{0: "", 10: "", 13: ""})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(small)
		f.Add(subset(f, face, []rune("H二"+rare)).Data)
	}
}

// some are the first characters of a face, at most n of them from each plane.
func some(f *Face, n int) []rune {
	var runes []rune
	for r := range rune(len(f.bmp)) {
		if f.Has(r) && len(runes) < n {
			runes = append(runes, r)
		}
	}
	for _, g := range f.beyond[:min(n, len(f.beyond))] {
		runes = append(runes, g.first, g.last)
	}
	return runes
}

// Every byte of a small font damaged in turn; the fuzz test goes further.
func TestDamagedFiles(t *testing.T) {
	whole := file(tinyFont())
	for at := range whole {
		for _, b := range []byte{0, 1, 0x7F, 0x80, 0xFF} {
			data := slices.Clone(whole)
			data[at] = b
			exercise(t, data)
		}
	}
}

func FuzzParse(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) { exercise(t, data) })
}

// exercise holds what must be true of any file: no panic, and what we accept we can subset, or say
// why not; the subset is a font that we accept, and its characters are as wide as before.
func exercise(t *testing.T, data []byte) {
	t.Helper()
	before := slices.Clone(data)
	face, err := Parse(data)
	if err != nil {
		return
	}
	face.PostScriptName()
	runes := some(face, 200)
	s, err := face.Subset(runes)
	if !bytes.Equal(data, before) {
		t.Fatal("the file's bytes changed")
	}
	if err != nil {
		return
	}
	small, err := Parse(s.Data)
	if err != nil {
		t.Fatalf("a subset that we refuse: %v", err)
	}
	for _, r := range runes {
		code := r
		if s.Map[r] != 0 {
			code = s.Map[r]
		}
		if small.Advance(code) != face.Advance(r) || !small.Has(code) {
			t.Fatalf("%q is %d wide, was %d", r, small.Advance(code), face.Advance(r))
		}
	}
	again, err := small.Subset(some(small, 1000))
	if err != nil {
		t.Fatalf("a subset that can't be subset: %v", err)
	}
	if again.GlyphCount != s.GlyphCount {
		t.Fatalf("%d glyphs became %d", s.GlyphCount, again.GlyphCount)
	}
}
