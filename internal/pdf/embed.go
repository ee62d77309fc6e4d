package pdf

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// fontName is how the content calls a font: gofpdf's name of 41 letters, and the short one.
type fontName struct{ long, short []byte }

// writeFonts copies the fonts that gofpdf embedded, under names of their own and with tables that
// tell which character each code stands for. It returns the resources of all pages and the names.
func (r *rewriter) writeFonts() (object.Ref, []fontName, error) {
	entries, err := r.src.fonts()
	if err != nil {
		return 0, nil, err
	}
	if len(entries) != len(r.fonts.subsets) {
		return 0, nil, fmt.Errorf("gofpdf 写了 %d 种字体，应为 %d 种", len(entries), len(r.fonts.subsets))
	}
	refs := make(object.Dict, len(entries))
	var names []fontName
	for _, e := range entries {
		composite, _, err := r.src.object(e.Value)
		if err != nil {
			return 0, nil, err
		}
		base, _ := composite.Get("BaseFont").(object.Name)
		i, err := strconv.Atoi(strings.TrimPrefix(string(base), "utf8f")) // "utf8" + family(i)
		if err != nil || i < 0 || i >= len(refs) || refs[i].Value != nil {
			return 0, nil, fmt.Errorf("gofpdf 的输出里字体 %q 有误", base)
		}
		ref, err := r.writeFont(composite, &r.fonts.subsets[i])
		if err != nil {
			return 0, nil, err
		}
		refs[i] = object.Entry{Key: object.Name(family(i)), Value: ref}
		names = append(names, fontName{[]byte("/" + string(e.Key) + " "), []byte("/" + family(i) + " ")})
	}
	return r.file.add(object.Dict{{Key: "Font", Value: refs}}), names, nil
}

// writeFont copies one font.
func (r *rewriter) writeFont(composite object.Dict, s *subset) (object.Ref, error) {
	kids, _ := composite.Get("DescendantFonts").(object.Array)
	if len(kids) != 1 {
		return 0, errors.New("gofpdf 的输出里字体没有 DescendantFonts")
	}
	cid, _, err := r.src.object(kids[0])
	if err != nil {
		return 0, err
	}
	descriptor, _, err := r.src.object(cid.Get("FontDescriptor"))
	if err != nil {
		return 0, err
	}
	programDict, program, err := r.src.object(descriptor.Get("FontFile2"))
	if err != nil {
		return 0, err
	}
	glyphsDict, glyphs, err := r.src.object(cid.Get("CIDToGIDMap"))
	if err != nil {
		return 0, err
	}
	name := object.Name(tagOf(program) + "+" + s.face.PostScriptName())
	descriptor = descriptor.Without("MissingWidth").With("FontName", name).
		With("FontFile2", r.file.addStream(programDict, program))
	cid = cid.With("BaseFont", name).With("DW", object.Int(em)).With("W", object.Raw(widths(s))).
		With("CIDSystemInfo", object.Raw("<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>")).
		With("FontDescriptor", r.file.add(descriptor)).
		With("CIDToGIDMap", r.file.addStream(glyphsDict, glyphs))
	return r.file.add(object.Dict{
		{Key: "Type", Value: object.Name("Font")},
		{Key: "Subtype", Value: object.Name("Type0")},
		{Key: "BaseFont", Value: name},
		{Key: "Encoding", Value: object.Name("Identity-H")},
		{Key: "DescendantFonts", Value: object.Array{r.file.add(cid)}},
		{Key: "ToUnicode", Value: r.file.addPacked(nil, toUnicode(s))},
	}), nil
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
	type char struct{ code, width int }
	chars := make([]char, len(s.runes))
	for i, r := range s.runes {
		chars[i] = char{int(s.code(r)), s.face.Advance(r)}
	}
	slices.SortFunc(chars, func(a, b char) int { return a.code - b.code }) // stand-ins are out of order
	b := []byte("[")
	last := -2 // the code before, if it is in the open list
	for _, c := range chars {
		if c.width == em {
			continue
		}
		switch {
		case c.code == last+1:
			b = append(b, ' ')
		case last >= 0:
			b = append(b, ']')
			fallthrough
		default:
			b = append(strconv.AppendInt(b, int64(c.code), 10), '[')
		}
		b = strconv.AppendInt(b, int64(c.width), 10)
		last = c.code
	}
	if last >= 0 {
		b = append(b, ']')
	}
	return append(b, ']')
}

// blockSize is how many lines a block of a ToUnicode table may have.
const blockSize = 100

// toUnicode is the table that tells which character each code of a subset stands for.
func toUnicode(s *subset) []byte {
	b := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for rest := s.runes; len(rest) > 0; {
		block := rest[:min(blockSize, len(rest))]
		rest = rest[len(block):]
		b = strconv.AppendInt(b, int64(len(block)), 10)
		b = append(b, " beginbfchar\n"...)
		for _, r := range block {
			b = appendHex16(append(b, '<'), uint16(s.code(r)))
			b = append(b, "> <"...)
			if r < 1<<16 {
				b = appendHex16(b, uint16(r))
			} else {
				high, low := utf16.EncodeRune(r)
				b = appendHex16(appendHex16(b, uint16(high)), uint16(low))
			}
			b = append(b, ">\n"...)
		}
		b = append(b, "endbfchar\n"...)
	}
	return append(b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"...)
}

// appendHex16 appends four hexadecimal digits.
func appendHex16(b []byte, v uint16) []byte {
	const digits = "0123456789ABCDEF"
	return append(b, digits[v>>12], digits[v>>8&15], digits[v>>4&15], digits[v&15])
}
