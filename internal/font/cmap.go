package font

import (
	"errors"
	"slices"
)

// group maps the characters first to last onto glyphs that follow each other.
type group struct {
	first, last rune
	glyph       uint16 // of first
}

// find is the glyph of r in ascending groups, 0 for none.
func find(groups []group, r rune) uint16 {
	i, ok := slices.BinarySearchFunc(groups, r, func(g group, r rune) int {
		switch {
		case g.last < r:
			return -1
		case g.first > r:
			return 1
		}
		return 0
	})
	if !ok {
		return 0
	}
	return groups[i].glyph + uint16(r-groups[i].first)
}

// readCmap reads the first Unicode subtable of format 4 and the first of format 12. Where both
// speak of a character, format 4 has the word: it is what the PDF library reads.
func (f *Face) readCmap() error {
	b := f.t.cmap
	n := int(be.Uint16(b[2:]))
	if len(b) < 4+8*n {
		return short("cmap")
	}
	var has4, has12 bool
	for i := range n {
		rec := b[4+8*i:]
		platform, encoding, off := be.Uint16(rec), be.Uint16(rec[2:]), uint64(be.Uint32(rec[4:]))
		unicode := platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
		if !unicode {
			continue
		}
		if off+2 > uint64(len(b)) {
			return short("cmap")
		}
		var err error
		switch format := be.Uint16(b[off:]); {
		case format == 4 && !has4:
			has4, err = true, f.readFormat4(b[off:])
		case format == 12 && !has12:
			has12, err = true, f.readFormat12(b[off:])
		}
		if err != nil {
			return err
		}
	}
	if !has4 && !has12 {
		return errors.New("字体没有 Unicode 字符表（cmap 格式 4 或 12）")
	}
	return nil
}

// set gives a character up to U+FFFF its glyph, unless it has one or can have none.
func (f *Face) set(r rune, g uint16, over bool) {
	if int(g) >= f.glyphs || r == 0 || r >= 0xFFFE || 0xD800 <= r && r < 0xE000 {
		return
	}
	if over || f.bmp[r] == 0 {
		f.bmp[r] = g
	}
}

// readFormat4 reads segments. The format sorts them by their ends, and the first segment whose end
// is not below a character speaks for it; so none can make us go over the same ground again.
func (f *Face) readFormat4(b []byte) error {
	if len(b) < 16 {
		return short("cmap")
	}
	n := int(be.Uint16(b[6:])) / 2
	if len(b) < 16+8*n {
		return short("cmap")
	}
	ends, starts, deltas, ranges := b[14:], b[16+2*n:], b[16+4*n:], b[16+6*n:]
	next := 0
	for i := range n {
		end, start := int(be.Uint16(ends[2*i:])), int(be.Uint16(starts[2*i:]))
		delta, offset := be.Uint16(deltas[2*i:]), int(be.Uint16(ranges[2*i:]))
		for c := max(start, next); c <= end; c++ {
			g := uint16(c)
			if offset != 0 && offset != 0xFFFF {
				at := 2*i + offset + 2*(c-start) // counted from the offset itself
				if at+2 > len(ranges) {
					break
				}
				if g = be.Uint16(ranges[at:]); g == 0 {
					continue
				}
			}
			f.set(rune(c), g+delta, true)
		}
		next = max(next, end+1)
	}
	return nil
}

// readFormat12 reads groups of 32-bit characters. Those that do not ascend are passed over.
func (f *Face) readFormat12(b []byte) error {
	if len(b) < 16 {
		return short("cmap")
	}
	n := uint64(be.Uint32(b[12:]))
	if n > uint64(len(b)-16)/12 {
		return short("cmap")
	}
	next := uint64(0)
	for i := range int(n) {
		rec := b[16+12*i:]
		start, end, glyph := uint64(be.Uint32(rec)), uint64(be.Uint32(rec[4:])), uint64(be.Uint32(rec[8:]))
		if start < next || end < start || end > 0x10FFFF || glyph >= uint64(f.glyphs) {
			continue
		}
		next = end + 1
		end = min(end, start+uint64(f.glyphs-1)-glyph)
		for ; start <= end && start < 1<<16; start, glyph = start+1, glyph+1 {
			f.set(rune(start), uint16(glyph), false)
		}
		if start > end {
			continue
		}
		if glyph == 0 { // .notdef stands for no character
			start, glyph = start+1, 1
		}
		if start <= end {
			f.beyond = append(f.beyond, group{rune(start), rune(end), uint16(glyph)})
		}
	}
	return nil
}
