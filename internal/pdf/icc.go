package pdf

import (
	"encoding/binary"
	"unicode/utf16"
)

// sRGB is an ICC profile (version 4) of the colour space sRGB: its primaries, adapted to the white
// of the profile connection space, and its curve as a formula. The numbers are those of IEC
// 61966-2-1 in the fixed-point form of ICC.1:2010.
func sRGB() []byte {
	xyz := func(x, y, z uint32) []byte {
		return words("XYZ ", 0, x, y, z)
	}
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", unicodeText("sRGB")},
		{"cprt", unicodeText("CC0")},
		{"wtpt", xyz(0xF6D6, 0x10000, 0xD32D)},
		{"rXYZ", xyz(0x6FA2, 0x38F5, 0x0390)},
		{"gXYZ", xyz(0x6299, 0xB785, 0x18DA)},
		{"bXYZ", xyz(0x24A0, 0x0F84, 0xB6CF)},
		// y = ((x + 0.055) / 1.055) ^ 2.4 above 0.04045, x / 12.92 below
		{"rTRC", words("para", 0, 3<<16, 0x26666, 0xF2A7, 0x0D59, 0x13D0, 0x0A5B)},
		{"gTRC", nil}, // the same
		{"bTRC", nil},
		// from the white of daylight (D65) to that of print (D50)
		{"chad", words("sf32", 0, 0x10C42, 0x05DE, 0xFFFFF325, 0x0793, 0xFD90, 0xFFFFFBA1,
			0xFFFFFDA2, 0x03DC, 0xC06E)},
	}
	const head, entry = 128, 12
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var body []byte
	at, size := 0, 0
	for _, t := range tags {
		if t.data != nil {
			at, size = head+4+entry*len(tags)+len(body), len(t.data)
			body = append(body, t.data...)
			body = append(body, make([]byte, (4-size%4)%4)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(size))
	}
	out := make([]byte, head, head+len(table)+len(body))
	binary.BigEndian.PutUint32(out, uint32(head+len(table)+len(body)))
	binary.BigEndian.PutUint32(out[8:], 0x04200000) // version 4.2
	copy(out[12:], "mntrRGB XYZ ")
	for i, v := range []uint16{2000, 1, 1, 0, 0, 0} { // date
		binary.BigEndian.PutUint16(out[24+2*i:], v)
	}
	copy(out[36:], "acsp")
	for i, v := range []uint32{0xF6D6, 0x10000, 0xD32D} { // white of the connection space
		binary.BigEndian.PutUint32(out[68+4*i:], v)
	}
	return append(append(out, table...), body...)
}

// words is an element of the given type that consists of 32-bit numbers.
func words(kind string, numbers ...uint32) []byte {
	b := []byte(kind)
	for _, n := range numbers {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return b
}

// unicodeText is an element with one text in English.
func unicodeText(s string) []byte {
	units := utf16.Encode([]rune(s))
	b := words("mluc", 0, 1, 12)
	b = append(b, "enUS"...)
	b = binary.BigEndian.AppendUint32(b, uint32(2*len(units)))
	b = binary.BigEndian.AppendUint32(b, 28)
	for _, u := range units {
		b = binary.BigEndian.AppendUint16(b, u)
	}
	return b
}
