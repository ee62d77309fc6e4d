package pdf

import (
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"mingbai/internal/font"
	"mingbai/internal/typeset"
)

// fontSet is the fonts of one document: a subset for each face that it uses. Roles that share a
// face share its subset.
type fontSet struct {
	subsets []*subset
	of      [typeset.RoleCount]int // index of each role's subset, -1 when the role is not used
}

// subset is the part of a face that a document uses. The content calls its characters by codes: the
// first one is 1, the others follow in ascending order.
type subset struct {
	face    *font.Face
	chars   runeSet
	runes   []rune // ascending
	program program
	glyphs  []uint16 // of the characters, in the program
}

// family is the name by which gofpdf knows the subset with index i. In the file it becomes the name
// of the font resource.
func family(i int) string { return "f" + strconv.Itoa(i) }

// collectFonts finds the characters that each face must draw, and makes the subsets.
func collectFonts(l *typeset.Layout) (*fontSet, error) {
	fs := new(fontSet)
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
			}
			fs.subsets[at].chars.add(run.Text)
		}
	}
	for _, s := range fs.subsets {
		if err := s.make(); err != nil {
			return nil, err
		}
	}
	return fs, nil
}

// add finds a place for a role's face.
func (fs *fontSet) add(role typeset.Role, face *font.Face) int {
	at := slices.IndexFunc(fs.subsets, func(s *subset) bool { return s.face == face })
	if at < 0 {
		at = len(fs.subsets)
		fs.subsets = append(fs.subsets, &subset{face: face})
	}
	fs.of[role] = at
	return at
}

// maxRunes is how many characters of one face a document may use: a table of 100 lists of codes that
// differ in one byte can't name more. All hanzi that a county may use are 8,105.
const maxRunes = 100<<8 - 1

// make cuts the subset out of its face. A character without a glyph is an error.
func (s *subset) make() error {
	s.runes = s.chars.sort()
	if len(s.runes) > maxRunes {
		return fmt.Errorf("字体 %s 的字符过多：%d 个", s.face.PostScriptName(), len(s.runes))
	}
	sub, err := s.face.Subset(s.runes)
	if err != nil {
		return err
	}
	if s.program, err = readProgram(sub.Data); err != nil {
		return err
	}
	s.glyphs, err = s.program.glyphs(s.runes, sub.Map)
	return err
}

// encode makes the codes of a text, two bytes each.
func (s *subset) encode(text string) string {
	b := make([]byte, 0, len(text))
	for _, r := range text {
		b = be.AppendUint16(b, uint16(s.chars.place(r)+1))
	}
	return string(b)
}

// runeSet is a set of characters.
type runeSet struct {
	basic  [1 << 10]uint64 // a bit for each up to U+FFFF
	before [1 << 10]uint16 // how many there are before each word; known when sorted
	beyond []rune          // ascending when sorted
}

func (s *runeSet) add(text string) {
	for _, r := range text {
		if r < 1<<16 {
			s.basic[r>>6] |= 1 << (r & 63)
		} else {
			s.beyond = append(s.beyond, r)
		}
	}
}

// sort lists the characters in ascending order. None may be added later.
func (s *runeSet) sort() []rune {
	var out []rune
	for i, word := range s.basic {
		s.before[i] = uint16(len(out))
		for ; word != 0; word &= word - 1 {
			out = append(out, rune(i<<6+bits.TrailingZeros64(word)))
		}
	}
	slices.Sort(s.beyond)
	s.beyond = slices.Compact(s.beyond)
	return append(out, s.beyond...)
}

// place is the index of a character of the set among all of them.
func (s *runeSet) place(r rune) int {
	if r < 1<<16 {
		below := s.basic[r>>6] & (1<<(r&63) - 1)
		return int(s.before[r>>6]) + bits.OnesCount64(below)
	}
	i, _ := slices.BinarySearch(s.beyond, r)
	last := len(s.basic) - 1
	return int(s.before[last]) + bits.OnesCount64(s.basic[last]) + i
}
