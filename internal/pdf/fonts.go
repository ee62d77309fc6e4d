package pdf

import (
	"fmt"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"mingbai/internal/font"
	"mingbai/internal/typeset"
)

// fontSet is the fonts of one document: a subset for each face that it uses. Roles that share a
// face share its subset.
type fontSet struct {
	subsets []subset
	of      [typeset.RoleCount]int // index of each role's subset, -1 when the role is not used
}

// subset is the part of a face that a document uses.
type subset struct {
	face  *font.Face
	runes []rune // ascending
	data  []byte
	codes map[rune]rune // stand-ins of the characters beyond U+FFFF; nil when there are none
}

// family is the name by which gofpdf knows the subset with index i. In the file it becomes the name
// of the font resource.
func family(i int) string { return "f" + strconv.Itoa(i) }

// collectFonts finds the characters that each face must draw, and makes the subsets.
func collectFonts(l *typeset.Layout) (*fontSet, error) {
	fs := new(fontSet)
	var used []*runeSet
	for role := range fs.of {
		fs.of[role] = -1
	}
	for i, p := range l.Pages {
		for _, item := range p.Items {
			run, ok := item.(typeset.GlyphRun)
			if !ok || run.Text == "" {
				continue
			}
			if err := checkText(run.Text); err != nil {
				return nil, fmt.Errorf("第 %d 页：%w", i+1, err)
			}
			if run.Role < 0 || run.Role >= typeset.RoleCount || l.Faces[run.Role] == nil {
				return nil, fmt.Errorf("第 %d 页：文字 %q 没有字体", i+1, run.Text)
			}
			at := fs.of[run.Role]
			if at < 0 {
				at = fs.add(run.Role, l.Faces[run.Role])
				if at == len(used) {
					used = append(used, new(runeSet))
				}
			}
			used[at].add(run.Text)
		}
	}
	for i := range fs.subsets {
		if err := fs.subsets[i].make(used[i].sorted()); err != nil {
			return nil, err
		}
	}
	return fs, nil
}

// add finds a place for a role's face.
func (fs *fontSet) add(role typeset.Role, face *font.Face) int {
	at := slices.IndexFunc(fs.subsets, func(s subset) bool { return s.face == face })
	if at < 0 {
		at = len(fs.subsets)
		fs.subsets = append(fs.subsets, subset{face: face})
	}
	fs.of[role] = at
	return at
}

// make cuts the subset out of its face. A character without a glyph is an error.
func (s *subset) make(runes []rune) error {
	sub, err := s.face.Subset(runes)
	if err != nil {
		return err
	}
	s.runes, s.data, s.codes = runes, sub.Data, sub.Map
	return nil
}

// code is the number by which the content calls a character.
func (s *subset) code(r rune) rune {
	if c, ok := s.codes[r]; ok {
		return c
	}
	return r
}

// encode makes text of which every character has a code that gofpdf can print.
func (s *subset) encode(text string) string {
	if s.codes == nil {
		return text
	}
	return strings.Map(s.code, text)
}

// runeSet is a set of characters.
type runeSet struct {
	basic  [1 << 10]uint64 // a bit for each up to U+FFFF
	beyond map[rune]bool
}

func (s *runeSet) add(text string) {
	for _, r := range text {
		if r < 1<<16 {
			s.basic[r>>6] |= 1 << (r & 63)
			continue
		}
		if s.beyond == nil {
			s.beyond = make(map[rune]bool)
		}
		s.beyond[r] = true
	}
}

// sorted lists the characters in ascending order.
func (s *runeSet) sorted() []rune {
	var out []rune
	for i, word := range s.basic {
		for ; word != 0; word &= word - 1 {
			out = append(out, rune(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return append(out, slices.Sorted(maps.Keys(s.beyond))...)
}
