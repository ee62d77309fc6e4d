package font

import (
	"errors"
	"math/bits"
)

// section is a table of the font that is written.
type section struct {
	tag  string
	data []byte
}

// write assembles a font file from the glyphs.
func (f *Face) write(chars []char, o *outlines, names map[uint16]string) ([]byte, error) {
	cmap, err := encodeCmap(chars, o.renum)
	if err != nil {
		return nil, err
	}
	glyf, loca, long := encodeGlyphs(o)
	sections := []section{ // in the order of their names
		{"OS/2", f.encodeOS2(chars)},
		{"cmap", cmap},
		{"glyf", glyf},
		{"head", f.encodeHead(long)},
		{"hhea", f.encodeHhea(len(o.old))},
		{"hmtx", f.encodeHmtx(o.old)},
		{"loca", loca},
		{"maxp", f.encodeMaxp(len(o.old))},
		{"name", encodeNames(names)},
		{"post", f.encodePost()},
	}
	if sections[0].data == nil {
		sections = sections[1:]
	}
	return assemble(sections), nil
}

// encodeGlyphs makes glyf and loca, and tells whether loca has long offsets.
func encodeGlyphs(o *outlines) (glyf, loca []byte, long bool) {
	total := 0
	for _, g := range o.glyphs {
		total += g.size()
	}
	long = total/2 > 0xFFFF
	glyf, loca = make([]byte, 0, total), make([]byte, 0, 4*(len(o.glyphs)+1))
	mark := func() {
		if long {
			loca = be.AppendUint32(loca, uint32(len(glyf)))
		} else {
			loca = be.AppendUint16(loca, uint16(len(glyf)/2))
		}
	}
	for _, g := range o.glyphs {
		mark()
		glyf = g.appendTo(glyf, o.renum)
	}
	mark()
	return glyf, loca, long
}

// encodeHmtx gives every glyph an advance of its own: where the last one stands for the rest, the
// PDF library reads past it.
func (f *Face) encodeHmtx(old []uint16) []byte {
	b := make([]byte, 0, 4*len(old))
	for _, g := range old {
		b = be.AppendUint16(b, f.advance(int(g)))
		b = be.AppendUint16(b, f.bearing(int(g)))
	}
	return b
}

func (f *Face) encodeHead(long bool) []byte {
	b := append([]byte(nil), f.t.head[:54]...)
	be.PutUint32(b[8:], 0) // assemble puts the sum of the file here
	be.PutUint16(b[50:], 0)
	if long {
		be.PutUint16(b[50:], 1)
	}
	be.PutUint16(b[52:], 0)
	return b
}

func (f *Face) encodeHhea(glyphs int) []byte {
	b := append([]byte(nil), f.t.hhea[:36]...)
	be.PutUint16(b[32:], 0)
	be.PutUint16(b[34:], uint16(glyphs))
	return b
}

// encodeMaxp keeps the limits of outlines; those of hinting become nothing.
func (f *Face) encodeMaxp(glyphs int) []byte {
	b := append([]byte(nil), f.t.maxp[:32]...)
	be.PutUint32(b, 0x00010000)
	be.PutUint16(b[4:], uint16(glyphs))
	be.PutUint16(b[14:], 1) // zones
	clear(b[16:28])
	return b
}

// encodePost makes a post table without glyph names.
func (f *Face) encodePost() []byte {
	b := make([]byte, 32)
	be.PutUint32(b, 0x00030000)
	if len(f.t.post) >= 16 {
		copy(b[4:16], f.t.post[4:16]) // slant, underline, fixed pitch
	}
	return b
}

func (f *Face) encodeOS2(chars []char) []byte {
	if f.t.os2 == nil {
		return nil
	}
	b := append([]byte(nil), f.t.os2...)
	if len(chars) > 0 {
		be.PutUint16(b[64:], uint16(min(chars[0].code, 0xFFFF)))
		be.PutUint16(b[66:], uint16(min(chars[len(chars)-1].code, 0xFFFF)))
	}
	return b
}

// encodeCmap makes a cmap of format 4 for the characters up to U+FFFF and, if there are others,
// one of format 12 for all.
func encodeCmap(chars []char, renum []uint16) ([]byte, error) {
	groups := group4(chars, renum)
	small := groups
	for i, g := range groups {
		if g.first > 0xFFFF {
			small = groups[:i]
			break
		}
	}
	four, err := encodeFormat4(small)
	if err != nil {
		return nil, err
	}
	ids := [][2]uint16{{0, 3}, {3, 1}}
	if len(small) < len(groups) {
		ids = [][2]uint16{{0, 3}, {0, 4}, {3, 1}, {3, 10}}
	}
	at := 4 + 8*len(ids)
	b := make([]byte, 0, at+len(four)+16+12*len(groups))
	b = be.AppendUint32(b, uint32(len(ids)))
	for _, id := range ids {
		b = be.AppendUint16(be.AppendUint16(b, id[0]), id[1])
		if id[1] == 4 || id[1] == 10 {
			b = be.AppendUint32(b, uint32(at+len(four)))
		} else {
			b = be.AppendUint32(b, uint32(at))
		}
	}
	b = append(b, four...)
	if len(small) < len(groups) {
		b = appendFormat12(b, groups)
	}
	return b, nil
}

// group4 joins characters that follow each other and whose glyphs do too. No group crosses U+FFFF.
func group4(chars []char, renum []uint16) []group {
	groups := make([]group, 0, len(chars))
	for _, c := range chars {
		g := renum[c.glyph]
		if n := len(groups); n > 0 && c.code != 1<<16 {
			last := &groups[n-1]
			if c.code == last.last+1 && g == last.glyph+uint16(c.code-last.first) {
				last.last = c.code
				continue
			}
		}
		groups = append(groups, group{c.code, c.code, g})
	}
	return groups
}

// encodeFormat4 writes one segment a group and the one that must end the table.
func encodeFormat4(groups []group) ([]byte, error) {
	n := len(groups) + 1
	size := 16 + 8*n
	if size > 0xFFFF {
		return nil, errors.New("字符过多：cmap 格式 4 容纳不下")
	}
	log := bits.Len(uint(n)) - 1
	b := make([]byte, size)
	for i, v := range []int{4, size, 0, 2 * n, 2 << log, log, 2*n - 2<<log} {
		be.PutUint16(b[2*i:], uint16(v))
	}
	ends, starts, deltas := b[14:], b[16+2*n:], b[16+4*n:] // all offsets into glyph lists are 0
	for i, g := range groups {
		be.PutUint16(ends[2*i:], uint16(g.last))
		be.PutUint16(starts[2*i:], uint16(g.first))
		be.PutUint16(deltas[2*i:], g.glyph-uint16(g.first))
	}
	be.PutUint16(ends[2*(n-1):], 0xFFFF)
	be.PutUint16(starts[2*(n-1):], 0xFFFF)
	be.PutUint16(deltas[2*(n-1):], 1)
	return b, nil
}

func appendFormat12(b []byte, groups []group) []byte {
	b = be.AppendUint32(b, 12<<16)
	b = be.AppendUint32(b, uint32(16+12*len(groups)))
	b = be.AppendUint32(b, 0)
	b = be.AppendUint32(b, uint32(len(groups)))
	for _, g := range groups {
		b = be.AppendUint32(b, uint32(g.first))
		b = be.AppendUint32(b, uint32(g.last))
		b = be.AppendUint32(b, uint32(g.glyph))
	}
	return b
}

// assemble lays out the sections behind their directory, with the sums that the format asks for.
func assemble(sections []section) []byte {
	n := len(sections)
	log := bits.Len(uint(n)) - 1
	at := 12 + 16*n
	size := at
	for _, s := range sections {
		size += (len(s.data) + 3) &^ 3
	}
	b := make([]byte, size)
	be.PutUint32(b, 0x00010000)
	for i, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		be.PutUint16(b[4+2*i:], uint16(v))
	}
	head := 0
	total := uint32(0)
	for i, s := range sections {
		padded := b[at : at+(len(s.data)+3)&^3]
		copy(padded, s.data)
		sum := checksum(padded)
		total += sum
		rec := b[12+16*i:]
		copy(rec, s.tag)
		be.PutUint32(rec[4:], sum)
		be.PutUint32(rec[8:], uint32(at))
		be.PutUint32(rec[12:], uint32(len(s.data)))
		if s.tag == "head" {
			head = at
		}
		at += len(padded)
	}
	total += checksum(b[:12+16*n])
	be.PutUint32(b[head+8:], 0xB1B0AFBA-total)
	return b
}

// checksum adds the 32-bit words of b, whose length is a multiple of 4.
func checksum(b []byte) uint32 {
	var hi, lo uint64 // of pairs of words; neither can overflow
	for ; len(b) >= 8; b = b[8:] {
		v := be.Uint64(b)
		hi += v >> 32
		lo += v & 0xFFFFFFFF
	}
	if len(b) >= 4 {
		hi += uint64(be.Uint32(b))
	}
	return uint32(hi + lo)
}
