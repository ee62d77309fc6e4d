package font

import (
	"maps"
	"slices"
	"unicode/utf16"
)

// lastName is the highest of the names kept: the registered ones, without those of a STAT table.
const lastName = 25

// readNames reads one string of each name, English where there is a choice. A face without names,
// or with a broken table, simply has none: nothing that is drawn depends on them.
func (f *Face) readNames() error {
	b := f.t.name
	f.names = make(map[uint16]string)
	if len(b) < 6 {
		return nil
	}
	n, base := int(be.Uint16(b[2:])), int(be.Uint16(b[4:]))
	if base > len(b) || len(b) < 6+12*n {
		return nil
	}
	best := make(map[uint16][]byte)
	for i := range n {
		rec := b[6+12*i : 18+12*i]
		id, size, at := be.Uint16(rec[6:]), int(be.Uint16(rec[8:])), base+int(be.Uint16(rec[10:]))
		if id > lastName || at+size > len(b) || nameRank(rec) == 0 {
			continue
		}
		if old := best[id]; old == nil || nameRank(rec) > nameRank(old) {
			best[id] = rec
		}
	}
	for id, rec := range best {
		at := base + int(be.Uint16(rec[10:]))
		if s := decodeName(be.Uint16(rec), b[at:at+int(be.Uint16(rec[8:]))]); s != "" {
			f.names[id] = s
		}
	}
	return nil
}

// nameRank says how welcome a record of the name table is; 0 is one in an unknown encoding.
func nameRank(rec []byte) int {
	platform, encoding, language := be.Uint16(rec), be.Uint16(rec[2:]), be.Uint16(rec[4:])
	switch {
	case platform == 3 && encoding <= 1 && language == 0x409:
		return 4
	case platform == 3 && (encoding <= 1 || encoding == 10):
		return 3
	case platform == 0:
		return 2
	case platform == 1 && encoding == 0 && language == 0:
		return 1
	}
	return 0
}

// decodeName turns the bytes of a name into text. Of Macintosh Roman only ASCII is taken.
func decodeName(platform uint16, b []byte) string {
	if platform == 1 {
		ascii := slices.DeleteFunc(slices.Clone(b), func(c byte) bool { return c >= 0x80 })
		return string(ascii)
	}
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = be.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// encodeNames makes a name table of format 0 with English records for Windows, which is what the
// PDF library and every viewer reads. Offsets have 16 bits: a name that no longer fits is left out.
func encodeNames(names map[uint16]string) []byte {
	var records, text []byte
	count := uint16(0)
	for _, id := range slices.Sorted(maps.Keys(names)) {
		units := utf16.Encode([]rune(names[id]))
		if len(units) == 0 || len(text)+2*len(units) > 0xFFFF {
			continue
		}
		for _, v := range []uint16{3, 1, 0x409, id, uint16(2 * len(units)), uint16(len(text))} {
			records = be.AppendUint16(records, v)
		}
		for _, u := range units {
			text = be.AppendUint16(text, u)
		}
		count++
	}
	out := make([]byte, 6, 6+len(records)+len(text))
	be.PutUint16(out[2:], count)
	be.PutUint16(out[4:], 6+uint16(len(records)))
	return append(append(out, records...), text...)
}
