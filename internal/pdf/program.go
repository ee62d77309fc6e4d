package pdf

import (
	"encoding/binary"
	"errors"

	"mingbai/internal/font"
)

var be = binary.BigEndian

// program is the tables of a TrueType font. Package font has made it, so it is sound; what is not
// there is an error all the same, never a panic.
type program map[string][]byte

var errProgram = errors.New("字体子集有误")

// readProgram finds the tables of a font.
func readProgram(data []byte) (program, error) {
	if len(data) < 12 || len(data) < 12+16*int(be.Uint16(data[4:])) {
		return nil, errProgram
	}
	p := make(program)
	for i := range int(be.Uint16(data[4:])) {
		entry := data[12+16*i : 28+16*i]
		from, size := uint64(be.Uint32(entry[8:])), uint64(be.Uint32(entry[12:]))
		if from+size > uint64(len(data)) {
			return nil, errProgram
		}
		p[string(entry[:4])] = data[from : from+size]
	}
	for _, need := range []struct {
		tag  string
		size int
	}{{"cmap", 12}, {"glyf", 0}, {"head", 54}, {"hhea", 36}, {"hmtx", 4}, {"loca", 4}, {"maxp", 6}} {
		if t := p[need.tag]; t == nil || len(t) < need.size {
			return nil, errProgram
		}
	}
	return p, nil
}

// drawn are the tables that a PDF reader draws with. Which character a glyph stands for, what the
// font is called and how lines of it are set it learns elsewhere, or need not know.
const drawn = "glyfheadhheahmtxlocamaxp" // four letters each, in the order of the format

// data is the font as it stands in a document.
func (p program) data() []byte {
	const n, log = len(drawn) / 4, 2 // log2(n), rounded down
	size := 12 + 16*n
	b := make([]byte, size, size+len(p["glyf"])+len(p["hmtx"])+len(p["loca"])+256)
	be.PutUint32(b, 0x00010000)
	for i, v := range []int{n, 16 << log, log, 16*n - 16<<log} {
		be.PutUint16(b[4+2*i:], uint16(v))
	}
	head := 0
	for i := range n {
		tag := drawn[4*i : 4*i+4]
		at := len(b)
		b = append(b, p[tag]...)
		if tag == "head" {
			head = at
			be.PutUint32(b[at+8:], 0) // the sum of the whole, below
		}
		b = append(b, 0, 0, 0)[:at+(len(p[tag])+3)&^3]
		entry := b[12+16*i:]
		copy(entry, tag)
		be.PutUint32(entry[4:], sum(b[at:]))
		be.PutUint32(entry[8:], uint32(at))
		be.PutUint32(entry[12:], uint32(len(p[tag])))
	}
	be.PutUint32(b[head+8:], 0xB1B0AFBA-sum(b))
	return b
}

// sum adds the 32-bit words of b, whose length is a multiple of 4.
func sum(b []byte) uint32 {
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

// glyphs are the numbers of the glyphs that draw the characters.
func (p program) glyphs(runes []rune, standIns map[rune]rune) ([]uint16, error) {
	cmap := p["cmap"]
	at := uint64(be.Uint32(cmap[8:])) // all tables up to U+FFFF are one
	if at+16 > uint64(len(cmap)) || be.Uint16(cmap[at:]) != 4 {
		return nil, errProgram
	}
	table := cmap[at:]
	n := int(be.Uint16(table[6:])) / 2
	if len(table) < 16+8*n {
		return nil, errProgram
	}
	ends, starts, deltas := table[14:], table[16+2*n:], table[16+4*n:] // there are no lists of glyphs
	out := make([]uint16, len(runes))
	segment, last := 0, rune(0)
	for i, r := range runes {
		if s, ok := standIns[r]; ok {
			r = s
		}
		if r < last {
			segment = 0 // stand-ins are out of order
		}
		last = r
		for segment < n && rune(be.Uint16(ends[2*segment:])) < r {
			segment++
		}
		if segment == n || r > 0xFFFF || rune(be.Uint16(starts[2*segment:])) > r {
			return nil, errProgram
		}
		out[i] = uint16(r) + be.Uint16(deltas[2*segment:])
	}
	return out, nil
}

// traits is what a PDF says about a font besides its name. Lengths are in 1/1000 em.
type traits struct {
	box             [4]int
	ascent, descent int
	angle           int // of the stems, in degrees
	stem            int // their width, as far as the weight tells
	fixed           bool
}

// traits are those that the tables tell.
func (p program) traits(face *font.Face) traits {
	scaled := func(b []byte) int { return int(int16(be.Uint16(b))) * 1000 / face.UnitsPerEm() }
	t := traits{ascent: scaled(p["hhea"][4:]), descent: scaled(p["hhea"][6:]), stem: 87}
	for i := range t.box {
		t.box[i] = scaled(p["head"][36+2*i:])
	}
	if post := p["post"]; len(post) >= 16 {
		t.angle, t.fixed = int(int16(be.Uint16(post[4:]))), be.Uint32(post[12:]) != 0
	}
	if os2 := p["OS/2"]; len(os2) >= 6 {
		weight := int(be.Uint16(os2[4:]))
		t.stem = 50 + weight*weight/(65*65)
	}
	return t
}
