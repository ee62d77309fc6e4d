package pdf

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// fontName is how the content calls a font: gofpdf's name of 41 letters, and the short one.
type fontName struct{ long, short []byte }

// writeFonts writes the fonts in place of those that gofpdf took for them. It returns the resources
// of all pages and the names.
func (r *rewriter) writeFonts() (object.Ref, []fontName, error) {
	entries, err := r.src.fonts()
	if err != nil {
		return 0, nil, err
	}
	if len(entries) != len(r.fonts.subsets) {
		return 0, nil, fmt.Errorf("gofpdf 写了 %d 种字体，应为 %d 种", len(entries), len(r.fonts.subsets))
	}
	fonts := make(object.Dict, len(entries))
	names := make([]fontName, len(entries))
	for _, e := range entries {
		d, _, err := r.src.object(e.Value)
		if err != nil {
			return 0, nil, err
		}
		base, _ := d.Get("BaseFont").(object.Name)
		i, err := strconv.Atoi(strings.TrimPrefix(string(base), "f"))
		if err != nil || i < 0 || i >= len(names) || names[i].long != nil {
			return 0, nil, fmt.Errorf("gofpdf 的输出里字体 %q 有误", base)
		}
		names[i] = fontName{[]byte("/" + string(e.Key) + " "), []byte("/" + family(i) + " ")}
	}
	for i, s := range r.fonts.subsets {
		fonts[i] = object.Entry{Key: object.Name(family(i)), Value: r.writeFont(s)}
	}
	return r.file.add(object.Dict{{Key: "Font", Value: fonts}}), names, nil
}

// writeFont writes one font with all that belongs to it.
func (r *rewriter) writeFont(s *subset) object.Ref {
	program := s.program.data()
	packer := <-r.file.packers
	packed := packer.deflate(program)
	name := object.Name(tagOf(packed) + "+" + s.face.PostScriptName())
	stream := r.file.addStream(object.Dict{
		{Key: "Filter", Value: object.Name("FlateDecode")},
		{Key: "Length1", Value: object.Int(len(program))},
	}, packed)
	r.file.packers <- packer
	cid := r.file.add(object.Dict{
		{Key: "Type", Value: object.Name("Font")},
		{Key: "Subtype", Value: object.Name("CIDFontType2")},
		{Key: "BaseFont", Value: name},
		{Key: "CIDSystemInfo", Value: object.Raw("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")},
		{Key: "FontDescriptor", Value: r.file.add(descriptor(s, name).With("FontFile2", stream))},
		{Key: "DW", Value: object.Int(em)},
		{Key: "W", Value: object.Raw(widths(s))},
		{Key: "CIDToGIDMap", Value: r.glyphMap(s)},
	})
	return r.file.add(object.Dict{
		{Key: "Type", Value: object.Name("Font")},
		{Key: "Subtype", Value: object.Name("Type0")},
		{Key: "BaseFont", Value: name},
		{Key: "Encoding", Value: object.Name("Identity-H")},
		{Key: "DescendantFonts", Value: object.Array{cid}},
		{Key: "ToUnicode", Value: r.file.addPacked(nil, toUnicode(s))},
	})
}

// descriptor describes the looks of a font, for those who have to do without it.
func descriptor(s *subset, name object.Name) object.Dict {
	t := s.program.traits(s.face)
	flags := 1 << 2 // has characters beyond Latin
	if t.fixed {
		flags |= 1
	}
	if t.angle != 0 {
		flags |= 1 << 6
	}
	box := make(object.Array, len(t.box))
	for i, v := range t.box {
		box[i] = object.Int(v)
	}
	return object.Dict{
		{Key: "Type", Value: object.Name("FontDescriptor")},
		{Key: "FontName", Value: name},
		{Key: "Flags", Value: object.Int(flags)},
		{Key: "FontBBox", Value: box},
		{Key: "ItalicAngle", Value: object.Int(t.angle)},
		{Key: "Ascent", Value: object.Int(t.ascent)},
		{Key: "Descent", Value: object.Int(t.descent)},
		{Key: "CapHeight", Value: object.Int(s.face.CapHeight())},
		{Key: "StemV", Value: object.Int(t.stem)},
	}
}

// glyphMap leads from codes to glyphs. They are the same, unless two characters share a glyph or one
// has a stand-in.
func (r *rewriter) glyphMap(s *subset) object.Value {
	same := true
	b := make([]byte, 2, 2+2*len(s.glyphs))
	for i, g := range s.glyphs {
		same = same && int(g) == i+1
		b = be.AppendUint16(b, g)
	}
	if same {
		return object.Name("Identity")
	}
	return r.file.addPacked(nil, b)
}

// tagOf is the six letters before the name of a subset: other contents, other letters.
func tagOf(program []byte) string {
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// em is the width of nearly all characters, in thousandths of the font's size.
const em = 1000

// widths is the table of the characters that are not one em wide: in each list, the first code and
// the widths from there on.
func widths(s *subset) []byte {
	b := []byte("[")
	last := -1 // the character before, if it is in the open list
	for i, r := range s.runes {
		width := s.face.Advance(r)
		if width == em {
			continue
		}
		switch {
		case last >= 0 && i == last+1:
			b = append(b, ' ')
		case last >= 0:
			b = append(b, ']')
			fallthrough
		default:
			b = append(strconv.AppendInt(b, int64(i+1), 10), '[')
		}
		b = strconv.AppendInt(b, int64(width), 10)
		last = i
	}
	if last >= 0 {
		b = append(b, ']')
	}
	return append(b, ']')
}

// toUnicode is the table that tells which character each code of a subset stands for: a list of
// characters for all codes that have their first byte in common.
func toUnicode(s *subset) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const width = 1 << 8
	var units [2]uint16
	b = strconv.AppendInt(b, int64(len(s.runes)/width+1), 10)
	b = append(b, " beginbfrange\n"...)
	for first := 0; first <= len(s.runes); first += width {
		last := min(first+width-1, len(s.runes))
		b = appendHex16(append(b, '<'), uint16(max(first, 1)))
		b = appendHex16(append(b, "> <"...), uint16(last))
		b = append(b, "> ["...)
		for _, r := range s.runes[max(first, 1)-1 : last] {
			b = append(b, '<')
			for _, unit := range utf16.AppendRune(units[:0], r) {
				b = appendHex16(b, unit)
			}
			b = append(b, '>')
		}
		b = append(b, "]\n"...)
	}
	return append(b, "endbfrange\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"...)
}

// appendHex16 appends four hexadecimal digits.
func appendHex16(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
