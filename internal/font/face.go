// Package font reads TrueType faces: which characters a face has, how wide they are, and small
// fonts with just the characters that one document uses.
//
// A face is parsed once and shared by all documents. A subset is made for one document and belongs
// to it, because the PDF library writes into the bytes it is given. Subsets follow what that library
// reads: format 4 of cmap only, one horizontal metric a glyph, no character beyond U+FFFF. Hinting,
// layout tables and embedded bitmaps are left out: a printed page of hanzi needs none of them.
//
// Fonts come from users too, so nothing in a file is trusted: every offset is checked, work and
// memory stay in proportion to the size of the file, and a fault is an error in Chinese. The caller
// adds the file's name.
//
// The package must not know where a font comes from, what role it plays on a page, how a line is
// broken, or who writes the PDF. It reads no files.
package font

// Face is one parsed TrueType face. It is immutable after Parse and safe for concurrent use.
type Face struct {
	t        tables
	upem     int
	glyphs   int  // number of glyphs; every glyph number kept anywhere in Face is below it
	hmetrics int  // entries of hmtx with an advance of their own
	longLoca bool // loca holds 32-bit offsets

	bmp    [1 << 16]uint16 // glyph of each character up to U+FFFF, 0 where there is none
	beyond []group         // glyphs of the characters beyond, ascending
	adv    []int32         // advance of each glyph in 1/1000 em

	names                      map[uint16]string
	ascent, descent, capHeight int
}

// Has reports whether the face has a glyph for r.
func (f *Face) Has(r rune) bool { return f.glyph(r) != 0 }

// Advance is the width of r in 1/1000 em, rounded once; 0 when the face has no glyph for it.
func (f *Face) Advance(r rune) int {
	g := f.glyph(r)
	if g == 0 {
		return 0
	}
	return int(f.adv[g])
}

// Ascent is the height of the em box above the baseline in 1/1000 em: OS/2's typographic ascender
// (880 in most faces of hanzi), or that of hhea where there is no OS/2.
func (f *Face) Ascent() int { return f.ascent }

// Descent is the depth of the em box in 1/1000 em. It is negative: below the baseline.
func (f *Face) Descent() int { return f.descent }

// CapHeight is the height of a flat capital letter in 1/1000 em.
func (f *Face) CapHeight() int { return f.capHeight }

// Middle is how far above the baseline the middle of a character's ink lies, in
// 1/1000 em: the axis of a dash. It is 0 for one without ink.
func (f *Face) Middle(r rune) int {
	ink := f.outline(f.glyph(r))
	if len(ink) < 10 {
		return 0
	}
	return f.scale((int(int16(be.Uint16(ink[4:]))) + int(int16(be.Uint16(ink[8:])))) / 2)
}

// UnitsPerEm is the size of the grid on which the outlines are drawn.
func (f *Face) UnitsPerEm() int { return f.upem }

// PostScriptName is the name by which a PDF calls the face: name 6, else the family, without the
// characters that a PostScript name can't have.
func (f *Face) PostScriptName() string {
	for _, id := range []uint16{6, 4, 16, 1} {
		if s := postScript(f.names[id]); s != "" {
			return s
		}
	}
	return "Unnamed"
}

// postScript keeps what may stand in a PostScript name: printable ASCII without delimiters, at most
// 63 characters.
func postScript(s string) string {
	var out []byte
	for i := 0; i < len(s) && len(out) < 63; i++ {
		switch c := s[i]; {
		case c <= ' ' || c >= 0x7F:
		case c == '[', c == ']', c == '(', c == ')', c == '{', c == '}', c == '<', c == '>', c == '/', c == '%':
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// glyph is the number of r's glyph, 0 for none.
func (f *Face) glyph(r rune) uint16 {
	if uint32(r) < uint32(len(f.bmp)) {
		return f.bmp[r]
	}
	return find(f.beyond, r)
}

// scale turns font units into 1/1000 em, half away from zero.
func (f *Face) scale(v int) int {
	if v < 0 {
		return -f.scale(-v)
	}
	return (v*1000 + f.upem/2) / f.upem
}
