package font

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// rare are characters of 通用规范汉字表 beyond U+FFFF.
const rare = "\U00020CD0\U00025ED7\U0002C8D9"

// document is what a report might use: some 450 characters.
func document(f *Face) []rune {
	runes := []rune("0123456789.%（）《》“”，。、；：？！—…·①②Ⅰ㎡≥≤×÷ ABCabc" + rare)
	for r := rune(0x4E00); r < 0x9FA5 && len(runes) < 450; r += 31 {
		if f.Has(r) {
			runes = append(runes, r)
		}
	}
	return runes
}

// subset subsets or fails the test.
func subset(t testing.TB, f *Face, runes []rune) *Subset {
	t.Helper()
	s, err := f.Subset(runes)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSubset(t *testing.T) {
	for _, name := range faceNames {
		data := bytesOf(t, name)
		before := sha256.Sum256(data)
		f := parse(t, data)
		runes := document(f)
		s := subset(t, f, runes)
		if len(s.Map) != len([]rune(rare)) || s.GlyphCount < len(runes)-5 || s.GlyphCount > len(runes)+5 {
			t.Errorf("%s: %d glyphs of %d characters, map %v", name, s.GlyphCount, len(runes), s.Map)
		}
		small := parse(t, s.Data)
		for _, r := range runes {
			code := r
			if r > 0xFFFF {
				if code = s.Map[r]; code < 0xE000 || code > 0xF8FF {
					t.Fatalf("%s: %q stands as %U", name, r, code)
				}
			}
			if small.Advance(code) != f.Advance(r) || !small.Has(code) {
				t.Errorf("%s: %q is %d wide, was %d", name, code, small.Advance(code), f.Advance(r))
			}
			if !bytes.Equal(small.outline(small.glyph(code)), f.outline(f.glyph(r))) {
				t.Errorf("%s: another outline for %q", name, r)
			}
		}
		if small.PostScriptName() != f.PostScriptName() || small.Ascent() != f.Ascent() || small.CapHeight() != f.CapHeight() {
			t.Errorf("%s: became %s %d %d", name, small.PostScriptName(), small.Ascent(), small.CapHeight())
		}
		if small.Has('永') || small.Has([]rune(rare)[0]) {
			t.Errorf("%s: has characters that weren't asked for", name)
		}
		checkSums(t, s.Data)
		if sha256.Sum256(data) != before {
			t.Errorf("%s: the face's bytes changed", name)
		}
	}
}

// checkSums verifies the sums of every table and of the whole file.
func checkSums(t *testing.T, data []byte) {
	t.Helper()
	if got := checksum(data); got != 0xB1B0AFBA {
		t.Errorf("sum of the file is %08x", got)
	}
	last := ""
	for i := range int(be.Uint16(data[4:])) {
		rec := data[12+16*i:]
		at, size := be.Uint32(rec[8:]), be.Uint32(rec[12:])
		table := slices.Clone(data[at : at+(size+3)&^3])
		tag := string(rec[:4])
		if tag == "head" {
			clear(table[8:12])
		}
		if checksum(table) != be.Uint32(rec[4:]) || at%4 != 0 || tag <= last {
			t.Errorf("directory entry of %s", tag)
		}
		last = tag
	}
}

func TestSubsetIsDeterministic(t *testing.T) {
	f := parse(t, bytesOf(t, "kai"))
	runes := document(f)
	want := subset(t, f, runes)
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		twice := slices.Concat(runes, runes[:100])
		r.Shuffle(len(twice), func(i, j int) { twice[i], twice[j] = twice[j], twice[i] })
		got := subset(t, f, twice)
		if !bytes.Equal(got.Data, want.Data) || !maps.Equal(got.Map, want.Map) || got.GlyphCount != want.GlyphCount {
			t.Fatal("another order, another subset")
		}
	}
}

// Run with -race: documents share a face, and each may write into its own subset.
func TestParallelSubsets(t *testing.T) {
	f := parse(t, bytesOf(t, "serif-regular"))
	runes := document(f)
	want := subset(t, f, runes).Data
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for range 3 {
				s, err := f.Subset(runes)
				if err != nil || !bytes.Equal(s.Data, want) {
					t.Error("another subset", err)
					return
				}
				clear(s.Data)
			}
		})
	}
	wg.Wait()
}

func TestMissingCharacters(t *testing.T) {
	f := parse(t, file(tinyFont()))
	for text, want := range map[string]string{
		"A账B":           "缺字：'账'（U+8D26）",
		"A账\U00030000本": "缺字：'本'（U+672C）、'账'（U+8D26）、'\U00030000'（U+30000）",
	} {
		if _, err := f.Subset([]rune(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := f.WriteSubset([]rune("一二三四五六七八九十百千"), nil); err == nil || !strings.HasSuffix(err.Error(), " 等 12 个") {
		t.Errorf("a long list: %v", err)
	}
}

func TestEmptySubset(t *testing.T) {
	s := subset(t, parse(t, bytesOf(t, "kai")), nil)
	if parse(t, s.Data); s.GlyphCount != 1 || s.Map != nil || len(s.Data) > 1500 {
		t.Errorf("%d glyphs, %v, %d bytes", s.GlyphCount, s.Map, len(s.Data))
	}
}

func TestPrivateUseIsSpared(t *testing.T) {
	f := parse(t, file(tinyFont()))
	s := subset(t, f, []rune{0x20000, 'A'})
	if !maps.Equal(s.Map, map[rune]rune{0x20000: 0xE000}) {
		t.Errorf("map %v", s.Map)
	}
	s = subset(t, f, []rune{0x20000, 0xE000})
	if !maps.Equal(s.Map, map[rune]rune{0x20000: 0xE001}) || s.GlyphCount != 2 {
		t.Errorf("map %v, %d glyphs", s.Map, s.GlyphCount)
	}
	if small := parse(t, s.Data); small.glyph(0xE000) != 1 || small.glyph(0xE001) != 1 {
		t.Error("both are the same glyph")
	}
}

func TestTooManyCharacters(t *testing.T) {
	tables := tinyFont()
	tables["maxp"] = slices.Clone(tables["maxp"])
	const n = 20001
	copy(tables["maxp"][4:], words(n))
	tables["loca"], tables["hmtx"] = make([]byte, 2*n+2), make([]byte, 4+2*n+8)
	tables["hhea"][35], tables["glyf"] = 1, nil
	tables["cmap"] = slices.Concat(words(0, 1, 0, 4, 0, 12),
		format12([3]uint32{'A', 'A' + 20000, 0}, [3]uint32{0x20000, 0x20000 + 7000, 1}))
	f := parse(t, file(tables))
	var odd, beyond []rune
	for r := rune('B'); r < 'B'+20000; r += 2 {
		odd = append(odd, r)
	}
	for r := rune(0x20000); r < 0x20000+6401; r++ {
		beyond = append(beyond, r)
	}
	if _, err := f.Subset(odd); err == nil || !strings.Contains(err.Error(), "格式 4") {
		t.Errorf("more segments than format 4 has: %v", err)
	}
	if _, err := f.Subset(beyond); err == nil || !strings.Contains(err.Error(), "私用区") {
		t.Errorf("more characters than stand-ins: %v", err)
	}
	if _, err := f.Subset(beyond[:6400]); err != nil {
		t.Error(err)
	}
}

func TestComposites(t *testing.T) {
	f := parse(t, file(tinyFont()))
	s := subset(t, f, []rune("C"))
	small := parse(t, s.Data)
	if s.GlyphCount != 5 { // .notdef, C, and B with A and glyph 3
		t.Fatalf("%d glyphs", s.GlyphCount)
	}
	for g, want := range [][]int{nil, {2}, {3, 4}, nil, nil} {
		o, err := dissect(small.outline(uint16(g)))
		if err != nil {
			t.Fatal(err)
		}
		var parts []int
		for _, at := range o.parts {
			parts = append(parts, int(be.Uint16(o.src[at+2:])))
			if be.Uint16(o.src[at:])&hasInstructions != 0 {
				t.Errorf("glyph %d still speaks of hinting", g)
			}
		}
		if !slices.Equal(parts, want) {
			t.Errorf("parts of glyph %d: %v, want %v", g, parts, want)
		}
	}
	for g := range 5 { // advances and bearings go along, also those of the shared tail
		advance, bearing := []uint16{250, 501, 333, 300, 100}[g], []uint16{1, 5, 3, 2, 4}[g]
		if small.advance(g) != advance || small.bearing(g) != bearing {
			t.Errorf("glyph %d: %d, %d", g, small.advance(g), small.bearing(g))
		}
	}
	a := small.outline(small.glyph('C') + 2)
	if want := append(words(1, 0, 0, 500, 700, 0, 0), 0x37, 10, 20); !bytes.HasPrefix(a, want) || len(a) != 20 {
		t.Errorf("A without hinting: %x", a)
	}
	if b := small.t.maxp; be.Uint16(b[20:]) != 0 || be.Uint16(b[4:]) != 5 {
		t.Errorf("maxp %x", b)
	}
}

func TestBrokenGlyphs(t *testing.T) {
	f := parse(t, file(tinyFont()))
	if _, err := f.Subset([]rune("D")); err == nil || !strings.Contains(err.Error(), "循环引用") {
		t.Errorf("a glyph made of itself: %v", err)
	}
	for what, glyph := range map[string][]byte{
		"header cut":       words(1, 0, 0, 500),
		"contours cut":     words(9, 0, 0, 500, 700, 0, 0),
		"hinting cut":      words(1, 0, 0, 500, 700, 0, 99),
		"part cut":         words(-1, 0, 0, 500, 700, moreComponents, 1, 0),
		"arguments cut":    words(-1, 0, 0, 500, 700, argsAreWords|has2x2, 1, 0),
		"part of no glyph": words(-1, 0, 0, 500, 700, 0, 700, 0),
	} {
		tables := tinyFont()
		tables["glyf"] = glyph
		tables["loca"] = words(0, 0, len(glyph)/2, len(glyph)/2, len(glyph)/2, len(glyph)/2, len(glyph)/2, len(glyph)/2)
		if _, err := parse(t, file(tables)).Subset([]rune("A")); err == nil || !strings.Contains(err.Error(), "字体已损坏") {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestWriteSubset(t *testing.T) {
	f := parse(t, bytesOf(t, "kai"))
	data, err := f.WriteSubset([]rune("永和九年"+rare), map[uint16]string{6: "Other-Regular", 1: "Other", 9: ""})
	if err != nil {
		t.Fatal(err)
	}
	small := parse(t, data)
	for _, r := range "永和九年" + rare {
		if !small.Has(r) || small.Advance(r) != f.Advance(r) {
			t.Errorf("%q: %d", r, small.Advance(r))
		}
	}
	if small.names[6] != "Other-Regular" || small.names[1] != "Other" || small.names[0] != f.names[0] || small.names[13] != f.names[13] {
		t.Errorf("names %v", small.names)
	}
	if _, kept := small.names[9]; kept {
		t.Error("name 9 is still there")
	}
	checkSums(t, data)
}

// A committed face, written again with all that it has, is the same file.
func TestWritingAgainChangesNothing(t *testing.T) {
	for _, name := range faceNames {
		data := bytesOf(t, name)
		f := parse(t, data)
		var all []rune
		for r := range rune(0x30000) {
			if f.Has(r) {
				all = append(all, r)
			}
		}
		if again, err := f.WriteSubset(all, nil); err != nil || !bytes.Equal(again, data) {
			t.Errorf("%s: another file (%v)", name, err)
		}
	}
}

func BenchmarkSubset(b *testing.B) {
	var faces []*Face
	for _, name := range []string{"serif-black", "serif-regular", "sans-bold", "kai"} {
		faces = append(faces, parse(b, bytesOf(b, name)))
	}
	runes := document(faces[0])
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range faces {
			subset(b, f, runes)
		}
	}
}
