package font

import (
	"encoding/binary"
	"maps"
	"slices"
)

// tinyFont is a hand-made font of seven glyphs, as the tables of a file:
//
//	0 .notdef, blank      1 A, simple, with 3 bytes of hinting    2 B, made of 1 and 3
//	3 unencoded, simple   4 C, made of 2                          5 U+E000 and U+20000, simple
//	6 D, made of itself
//
// The last three glyphs share one advance.
func tinyFont() map[string][]byte {
	simple := func(hint string, points ...byte) []byte {
		g := words(1, 0, 0, 500, 700, 0, len(hint)) // one contour with one point
		g = append(append(g, hint...), points...)
		return append(g, make([]byte, -len(g)&3)...)
	}
	part := func(glyph, flags int) []byte { return words(flags, glyph, 0) }
	composite := func(parts ...[]byte) []byte {
		g := append(words(-1, 0, 0, 500, 700), slices.Concat(parts...)...)
		return append(g, make([]byte, -len(g)&3)...)
	}
	glyphs := [][]byte{
		{},
		simple("\x01\x02\x03", 0x37, 10, 20),
		composite(part(1, moreComponents), part(3, hasInstructions), words(2, 0x0102)),
		simple("", 0x37, 30, 40),
		composite(part(2, 0)),
		simple("", 0x37, 50, 60),
		composite(part(6, 0)),
	}
	var glyf []byte
	loca := words(0)
	for _, g := range glyphs {
		glyf = append(glyf, g...)
		loca = append(loca, words(len(glyf)/2)...)
	}
	head := make([]byte, 54)
	binary.BigEndian.PutUint32(head[12:], 0x5F0F3CF5)
	binary.BigEndian.PutUint16(head[18:], 500)
	hhea := make([]byte, 36)
	copy(hhea[4:], words(450, -50))
	hhea[35] = 5
	maxp := make([]byte, 32)
	maxp[5] = byte(len(glyphs))
	maxp[21] = 9 // function definitions
	return map[string][]byte{
		"head": head, "hhea": hhea, "maxp": maxp, "glyf": glyf, "loca": loca,
		"hmtx": words(250, 1, 300, 2, 333, 3, 100, 4, 501, 5, 6, 7),
		"cmap": slices.Concat(
			words(0, 2, 3, 1, 0, 20, 3, 10, 0, 68),
			words(4, 48, 0, 6, 4, 1, 2),
			words('D', 0xE000, 0xFFFF, 0, 'A', 0xE000, 0xFFFF), // ends, starts
			words(0, 5-0xE000, 1, 6, 0, 0, 1, 2, 4, 6),         // deltas, offsets, glyphs of A to D
			format12([3]uint32{'A', 'B', 5}, [3]uint32{0x20000, 0x20000, 5})),
	}
}

// words are 16-bit numbers as a font stores them.
func words(vs ...int) []byte {
	var b []byte
	for _, v := range vs {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

func format12(groups ...[3]uint32) []byte {
	b := words(12, 0, 0, 16+12*len(groups), 0, 0, 0, len(groups))
	for _, g := range groups {
		for _, v := range g {
			b = binary.BigEndian.AppendUint32(b, v)
		}
	}
	return b
}

// file makes a font file of the tables.
func file(tables map[string][]byte) []byte {
	var sections []section
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		sections = append(sections, section{tag, tables[tag]})
	}
	return assemble(sections)
}

// with is the tiny font with one table replaced, or removed where data is nil.
func with(tag string, data []byte) []byte {
	tables := tinyFont()
	if tables[tag] = data; data == nil {
		delete(tables, tag)
	}
	return file(tables)
}

// patched is the tiny font with other numbers at one place of a table.
func patched(tag string, at int, vs ...int) []byte {
	data := tinyFont()[tag]
	copy(data[at:], words(vs...))
	return with(tag, data)
}
