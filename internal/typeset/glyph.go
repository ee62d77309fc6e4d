package typeset

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"mingbai/internal/font"
)

// MissingGlyphs is the error of a document with characters that no face has.
type MissingGlyphs struct {
	Runes []rune // ascending
}

// Error lists the characters.
func (e *MissingGlyphs) Error() string {
	var b strings.Builder
	b.WriteString("字体中没有这些字：")
	for i, r := range e.Runes {
		if i > 0 {
			b.WriteString("、")
		}
		fmt.Fprintf(&b, "%c（U+%04X）", r, r)
	}
	return b.String()
}

// signs says how the signs of a formula are spaced.
type signs uint8

const (
	plainSigns  signs = iota // as they are
	boxedSigns               // in boxes of an em, ÷ and × a little more
	spacedSigns              // by the blanks beside them, which are narrow
	signKinds
)

// formulaFace is a face as a formula is measured.
type formulaFace struct {
	*font.Face
	signs signs
}

// Advance is the width of the character's box.
func (f formulaFace) Advance(r rune) int { return f.signs.width(r, f.Face.Advance(r)) }

// width is the box of a character in 1/1000 em whose own width is given.
func (k signs) width(r rune, own int) int {
	switch {
	case k == spacedSigns && r == ' ':
		return min(own, 150)
	case k != boxedSigns:
		return own
	}
	switch r {
	case '÷', '×':
		return max(own, 1300)
	case '−', '=', '+', '±', '≈', '≥', '≤', '<', '>':
		return max(own, 1000)
	}
	return own
}

// signsOf is how the signs of a formula are spaced: by its blanks if it has any.
func signsOf(text string) signs {
	if strings.Contains(text, " ") {
		return spacedSigns
	}
	return boxedSigns
}

// pick is the role whose face sets r in text of the given role. Characters that
// no face has are remembered and set in the role's own.
func (s *setter) pick(role Role, r rune) Role {
	switch {
	case role == BodyFace && s.latin && isLatin(r) && s.faces[LatinFace].Has(r):
		return LatinFace
	case role == KaiFace && isQuote(r) && s.faces[BodyFace].Has(r):
		return BodyFace
	case s.faces[role].Has(r):
		return role
	}
	for _, other := range [...]Role{BodyFace, HeadFace, KaiFace, TitleFace, SansFace, LatinFace} {
		if s.faces[other].Has(r) {
			return other
		}
	}
	if r != joiner && r != wordBreak {
		s.missing[r] = true
	}
	return role
}

// isLatin says which characters belong to the Latin face where it is not the
// body's own: letters, digits, and the signs that stand among them.
func isLatin(r rune) bool {
	return '!' <= r && r <= '~' || 0xC0 <= r && r <= 0x24F
}

// isQuote says which quotation marks 楷体 takes from the body's face.
func isQuote(r rune) bool { return r == '“' || r == '”' || r == '‘' || r == '’' }

// missingError is the error for the characters without a glyph, nil for none.
func (s *setter) missingError() error {
	if len(s.missing) == 0 {
		return nil
	}
	return &MissingGlyphs{Runes: slices.Sorted(maps.Keys(s.missing))}
}

// advance is the width of text in one face and size, as a painter sets it.
func (s *setter) advanceOf(role Role, size, tracking Length, text string) Length {
	var w Length
	face := s.faces[role]
	for _, r := range text {
		w += (Length(face.Advance(r))*size+500)/1000 + tracking
	}
	return w
}
