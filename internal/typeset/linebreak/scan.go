package linebreak

import (
	"slices"
	"unicode/utf8"
)

// item is one character's box.
type item struct {
	x     int64 // left edge on one endless line, neighbouring marks squeezed
	give  int64 // what all 点号 before it, and not at a line's end, may give away
	cost  int64 // of the best lines that end before it
	prev  int32 // where the last of these starts
	next  int32 // the next item before which lines can end
	off   int32 // byte offset in its run
	run   int32
	width int32 // of the box, without tracking
	track int32 // behind it
	nip   int32 // taken from the space before it because two marks meet
	pad   int32 // space in the box before the glyph
	gaps  int32 // places up to the one before it where justification may spread
	r     rune
	class class
	level uint8 // of a break before it
	bits  uint8
	size  uint8 // bytes
}

// Bits of an item.
const (
	fullBit   = 1 << iota // a mark of a whole em, which may lose half of it
	wishBit               // U+200B stood before it
	gapBefore             // justification may spread before it
	worthBit              // join should look here: 第, a digit, a letter
	openedBit             // a break inside a piece that is wider than the measure
	boxedBit              // its box is not as wide as its glyph
)

// scan makes the boxes; false if there are none.
func (s *Scratch) scan(runs []Run) bool {
	s.runs, s.items, s.bases, s.zwsp = runs, s.items[:0], s.bases[:0], false
	base := 0
	wish := false
	for i := range runs {
		s.bases = append(s.bases, base)
		wish = s.scanRun(i, wish)
		base += len(runs[i].Text)
	}
	n := len(s.items)
	if n == 0 {
		return false
	}
	s.measureAll()
	last := &s.items[n-1]
	s.items = append(s.items, item{
		x: last.x + int64(last.width+last.track), give: last.give, gaps: last.gaps, class: blank,
		run: int32(len(runs) - 1), off: int32(len(runs[len(runs)-1].Text)),
	})
	return true
}

// scanRun appends the boxes of one run. wish says whether U+200B came last.
func (s *Scratch) scanRun(i int, wish bool) bool {
	run := &s.runs[i]
	face, size, text := run.Face, run.Size, run.Text
	items := slices.Grow(s.items, len(text)/3+2)
	for at := 0; at < len(text); {
		r, n := rune(text[at]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[at:])
		}
		c := classOf(r)
		if c == uint8(zwsp) {
			wish, s.zwsp = true, true
			at += n
			continue
		}
		adv := int64(face.Advance(r))
		if adv == 0 && !face.Has(r) {
			adv = missing(class(c & classMask))
		}
		k := len(items)
		if k == cap(items) {
			items = slices.Grow(items, len(text)-at)
		}
		items = items[:k+1]
		it := &items[k]
		*it = item{off: int32(at), run: int32(i), width: int32((adv*size + 500) / 1000), track: int32(run.Tracking), r: r}
		it.class, it.size = class(c&classMask), uint8(n)
		if it.class != han || c&ordBit != 0 {
			it.bits = worthBit
		}
		if wish {
			it.bits |= wishBit
			wish = false
		}
		at += n
	}
	s.items = items
	return wish
}

// offset is where item i starts in the joined text.
func (s *Scratch) offset(i int) int {
	it := &s.items[i]
	return s.bases[it.run] + int(it.off)
}

// missing is the width that a character takes which the face lacks; the build refuses it elsewhere.
func missing(c class) int64 {
	switch {
	case c == blank || c == tie || c == mark:
		return 0
	case c.western():
		return 500
	}
	return 1000
}

// measureAll settles classes by context, lays the boxes side by side and grades the breaks.
func (s *Scratch) measureAll() {
	var x, give int64
	var gaps, widest int32
	last := tie // class of the last character that is not blank
	for i := range s.items {
		it := &s.items[i]
		run := &s.runs[it.run]
		if run.Raise != 0 && it.class != mark && it.class != blank {
			it.class = note
		}
		if it.class != han && it.class != latin && it.class != digit {
			s.settle(i)
		}
		if i > 0 {
			prev := &s.items[i-1]
			pair := pairs[prev.class][it.class]
			if prev.class == blank {
				pair = pair&gapBit | acrossBlank(last, it.class)
			}
			it.level = pair & levelMask
			if run.Glue && prev.run == it.run {
				it.level = max(it.level, soft)
			}
			if pair&gapBit != 0 {
				gaps++
				it.bits |= gapBefore
			}
			if prev.bits&fullBit != 0 && it.class.full() {
				it.nip = squeeze(prev, it)
				x -= int64(it.nip)
			}
			if prev.bits&fullBit != 0 {
				widest = max(widest, prev.width)
				if it.nip == 0 && prev.class == stop {
					give += int64(prev.width / 4)
				}
			}
		}
		if it.class != blank {
			last = it.class
		}
		it.x, it.give, it.gaps = x, give, gaps
		x += int64(it.width + it.track)
	}
	if last := &s.items[len(s.items)-1]; last.bits&fullBit != 0 {
		widest = max(widest, last.width)
	}
	s.mark = int64(widest)
}

// acrossBlank is the level of a break behind blanks: blanks part words, but no mark from its text.
func acrossBlank(a, b class) uint8 {
	level := pairs[a][b] & levelMask
	if level == hard && a != tie && b != tie {
		return free
	}
	return level
}

// squeeze is what two full-width marks lose where they meet: half a mark's em.
func squeeze(a, b *item) int32 {
	switch {
	case a.class == open && b.class == open:
		return b.width / 2
	case a.class == open:
		return 0
	default:
		return a.width / 2
	}
}

// settle gives the box its width where the face's own is not what Chinese text wants, and turns an
// apostrophe into a letter.
func (s *Scratch) settle(i int) {
	it := &s.items[i]
	size := int32(s.runs[it.run].Size)
	switch {
	case it.r == '’' && s.classAt(i-1) == latin && s.classAt(i+1) == latin:
		it.class = latin
		return
	case it.class == note:
		return
	case it.width < size:
		spare := size - it.width
		switch it.r {
		case '“', '‘':
			it.pad = spare
		case '”', '’':
		case '—':
			it.pad = spare / 2
			if i > 0 && s.items[i-1].r == '—' {
				it.pad = 0
				s.items[i-1].pad = spare
			}
		case '…':
			it.pad = spare / 2
		default:
			spare = 0
		}
		if spare > 0 {
			it.bits |= boxedBit
		}
		it.width += spare
	}
	if !it.class.full() || it.width*10 < size*9 {
		return
	}
	if i > 0 && exclaims(it.r) && exclaims(s.items[i-1].r) && s.items[i-1].bits&fullBit != 0 {
		it.width -= it.width / 2 // ？！ are one em together
		it.bits |= boxedBit
		return
	}
	it.bits |= fullBit
}

func exclaims(r rune) bool { return r == '？' || r == '！' }

func (s *Scratch) classAt(i int) class {
	if i < 0 || i >= len(s.items) {
		return tie
	}
	return s.items[i].class
}
