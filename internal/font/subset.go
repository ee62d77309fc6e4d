package font

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Subset is a TrueType font of its own with the characters that one document uses. The PDF library
// writes into the bytes that it is given, so a subset serves one document only.
type Subset struct {
	Data []byte // fresh bytes, owned by the caller

	// Map has the characters beyond U+FFFF and only those: the PDF library can't read them, so in
	// Data's cmap a private-use code (U+E000 …, none that the document uses itself) stands for each.
	// It is nil when there are none.
	Map map[rune]rune

	GlyphCount int // glyphs in Data, .notdef and the parts of composite glyphs included
}

// Private use area of the basic plane.
const privateFirst, privateLast = 0xE000, 0xF8FF

// char is a character of a subset, and the glyph in the face that draws it.
type char struct {
	code  rune
	glyph uint16
}

// Subset makes a font with the given characters, in any order and as often as you like: the same
// set gives the same bytes. A character without a glyph is an error.
func (f *Face) Subset(runes []rune) (*Subset, error) {
	chars, err := f.pick(runes)
	if err != nil {
		return nil, err
	}
	s := new(Subset)
	if s.Map, err = standIns(chars); err != nil {
		return nil, err
	}
	for i, c := range chars {
		if code, ok := s.Map[c.code]; ok {
			chars[i].code = code
		}
	}
	if s.Map != nil {
		slices.SortFunc(chars, byCode)
	}
	outlines, err := f.collect(chars)
	if err != nil {
		return nil, err
	}
	s.GlyphCount = len(outlines.glyphs)
	s.Data, err = f.write(chars, outlines, f.ownNames())
	return s, err
}

// WriteSubset makes a font file with the given characters for others to read: characters beyond
// U+FFFF keep their codes, and the names of the face are kept but for those given, of which an
// empty one is removed.
func (f *Face) WriteSubset(runes []rune, names map[uint16]string) ([]byte, error) {
	chars, err := f.pick(runes)
	if err != nil {
		return nil, err
	}
	outlines, err := f.collect(chars)
	if err != nil {
		return nil, err
	}
	all := make(map[uint16]string)
	for id, name := range f.names {
		all[id] = name
	}
	for id, name := range names {
		all[id] = name
	}
	return f.write(chars, outlines, all)
}

// ownNames are the names that go into a document: who made the face, and what it is called.
func (f *Face) ownNames() map[uint16]string {
	names := make(map[uint16]string, 6)
	for _, id := range []uint16{0, 1, 2, 4, 5, 6} {
		names[id] = f.names[id]
	}
	return names
}

func byCode(a, b char) int { return int(a.code) - int(b.code) }

// pick sorts the characters, removes repetitions, and finds their glyphs.
func (f *Face) pick(runes []rune) ([]char, error) {
	sorted := slices.Clone(runes)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	chars := make([]char, len(sorted))
	var missing []rune
	for i, r := range sorted {
		chars[i] = char{r, f.glyph(r)}
		if chars[i].glyph == 0 {
			missing = append(missing, r)
		}
	}
	if missing != nil {
		return nil, fmt.Errorf("字体 %s 缺字：%s", f.PostScriptName(), list(missing))
	}
	return chars, nil
}

// list prints at most ten characters, each with its code.
func list(runes []rune) string {
	var b strings.Builder
	for i, r := range runes {
		if i == 10 {
			fmt.Fprintf(&b, " 等 %d 个", len(runes))
			break
		}
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "%q（U+%04X）", r, r)
	}
	return b.String()
}

// standIns gives every character beyond U+FFFF the next private-use code that is free.
func standIns(sorted []char) (map[rune]rune, error) {
	first, _ := slices.BinarySearchFunc(sorted, char{code: 1 << 16}, byCode)
	if first == len(sorted) {
		return nil, nil
	}
	m := make(map[rune]rune, len(sorted)-first)
	code := rune(privateFirst)
	for _, c := range sorted[first:] {
		for isUsed(sorted[:first], code) {
			code++
		}
		if code > privateLast {
			return nil, errors.New("U+FFFF 以外的字符过多，私用区不够替代")
		}
		m[c.code] = code
		code++
	}
	return m, nil
}

// isUsed reports whether the sorted characters include the code.
func isUsed(sorted []char, code rune) bool {
	_, ok := slices.BinarySearchFunc(sorted, char{code: code}, byCode)
	return ok
}
