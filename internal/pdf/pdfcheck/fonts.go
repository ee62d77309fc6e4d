package pdfcheck

import (
	"encoding/binary"
	"fmt"
	"regexp"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// embedded is a font of the file.
type embedded struct {
	name    string
	widths  map[uint16]int
	usual   int // width of the codes without one
	unicode map[uint16]string
	glyphs  []byte // two bytes for each code
	direct  bool   // codes are glyphs
	program *program
	bad     []uint16 // codes that were complained about
}

// check says what is wrong with a code that is used; "" when nothing is.
func (e *embedded) check(code uint16) string {
	if e.program == nil || !e.direct && len(e.glyphs) < 2*int(code)+2 {
		return "no font program"
	}
	glyph := int(code)
	if !e.direct {
		glyph = int(binary.BigEndian.Uint16(e.glyphs[2*int(code):]))
	}
	if glyph == 0 || glyph >= e.program.glyphs {
		return "no glyph"
	}
	width, ok := e.widths[code]
	if !ok {
		width = e.usual
	}
	if want := e.program.width(glyph); width-want > 1 || want-width > 1 {
		return fmt.Sprintf("width %d, but %d in the font program", width, want)
	}
	for _, r := range e.unicode[code] {
		if r == 0 || r == 0xFFFE || r == 0xFEFF || r >= 0xE000 && r <= 0xF8FF {
			return fmt.Sprintf("stands for %U", r)
		}
		return ""
	}
	return "stands for nothing"
}

var subsetName = regexp.MustCompile(`^[A-Z]{6}\+[!-~]+$`)

// readFont reads a font with all that belongs to it.
func (c *checker) readFont(ref object.Ref) *embedded {
	d := c.dict(ref)
	name, _ := d.Get("BaseFont").(object.Name)
	e := &embedded{name: string(name), widths: make(map[uint16]int), unicode: make(map[uint16]string)}
	kids := c.array(d.Get("DescendantFonts"))
	if d.Get("Subtype") != object.Name("Type0") || d.Get("Encoding") != object.Name("Identity-H") || len(kids) != 1 {
		c.fault("font %s: unexpected kind", name)
		return e
	}
	cid := c.dict(kids[0])
	descriptor := c.dict(cid.Get("FontDescriptor"))
	if cid.Get("BaseFont") != name || descriptor.Get("FontName") != name || !subsetName.MatchString(e.name) {
		c.fault("font %s: names differ, or are not those of a subset", name)
	}
	for _, key := range []object.Name{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if descriptor.Get(key) == nil {
			c.fault("font %s: no /%s", name, key)
		}
	}
	usual, ok := cid.Get("DW").(object.Int)
	if e.usual = int(usual); !ok {
		e.usual = 1000
	}
	e.glyphs = c.stream(cid.Get("CIDToGIDMap"))
	e.direct = cid.Get("CIDToGIDMap") == object.Name("Identity")
	e.readWidths(c.array(cid.Get("W")))
	if err := e.readUnicode(c.stream(d.Get("ToUnicode"))); err != nil {
		c.fault("font %s: ToUnicode: %v", name, err)
	}
	var err error
	if e.program, err = readProgram(c.stream(descriptor.Get("FontFile2"))); err != nil {
		c.fault("font %s: %v", name, err)
	}
	return e
}

// readWidths reads both forms of /W: first [w w w], and first last w.
func (e *embedded) readWidths(a object.Array) {
	for i := 0; i+1 < len(a); {
		first, _ := a[i].(object.Int)
		if list, ok := a[i+1].(object.Array); ok {
			for j, w := range list {
				n, _ := w.(object.Int)
				e.widths[uint16(int(first)+j)] = int(n)
			}
			i += 2
			continue
		}
		if i+2 >= len(a) {
			return
		}
		last, _ := a[i+1].(object.Int)
		w, _ := a[i+2].(object.Int)
		for code := first; code <= last && code <= 0xFFFF; code++ {
			e.widths[uint16(code)] = int(w)
		}
		i += 3
	}
}

// readUnicode reads a table of lists: <first> <last> [<text> <text> …]. Other forms are not expected.
func (e *embedded) readUnicode(data []byte) error {
	r := &object.Reader{Data: data}
	var last object.Value
	for {
		v, err := r.Next()
		if err == object.ErrEnd {
			return nil
		}
		if err != nil {
			return err
		}
		switch op, _ := v.(object.Operator); op {
		case "beginbfrange":
			n, _ := last.(object.Int)
			if n < 1 || n > 100 {
				return fmt.Errorf("block of %d lists", n)
			}
			for range n {
				if err := e.readList(r); err != nil {
					return err
				}
			}
			if end, _ := r.Next(); end != object.Operator("endbfrange") {
				return fmt.Errorf("block longer than it says")
			}
		case "beginbfchar":
			return fmt.Errorf("unexpected bfchar")
		}
		last = v
	}
}

// readList reads the characters of codes that differ in their second byte only.
func (e *embedded) readList(r *object.Reader) error {
	var vs [3]object.Value
	for i := range vs {
		v, err := r.Next()
		if err != nil {
			return err
		}
		vs[i] = v
	}
	first, _ := vs[0].(object.String)
	last, _ := vs[1].(object.String)
	list, _ := vs[2].(object.Array)
	if len(first) != 2 || len(last) != 2 || first[0] != last[0] || len(list) != int(last[1])-int(first[1])+1 {
		return fmt.Errorf("list of %d from %x to %x", len(list), string(first), string(last))
	}
	for i, v := range list {
		s, _ := v.(object.String)
		if len(s) == 0 || len(s)%2 != 0 {
			return fmt.Errorf("text %v", v)
		}
		var units []uint16
		for j := 0; j < len(s); j += 2 {
			units = append(units, uint16(s[j])<<8|uint16(s[j+1]))
		}
		e.unicode[uint16(first[0])<<8|uint16(int(first[1])+i)] = string(utf16.Decode(units))
	}
	return nil
}

// program is what of a TrueType program concerns us.
type program struct {
	glyphs, upem, metrics int
	hmtx                  []byte
}

// readProgram reads a TrueType program.
func readProgram(b []byte) (*program, error) {
	if len(b) < 12 || string(b[:4]) != "\x00\x01\x00\x00" {
		return nil, fmt.Errorf("no TrueType program")
	}
	be := binary.BigEndian
	tables := make(map[string][]byte)
	for i := range int(be.Uint16(b[4:])) {
		if 28+16*i > len(b) {
			return nil, fmt.Errorf("broken TrueType program")
		}
		entry := b[12+16*i : 28+16*i]
		from, size := be.Uint32(entry[8:]), be.Uint32(entry[12:])
		if uint64(from)+uint64(size) > uint64(len(b)) {
			return nil, fmt.Errorf("broken TrueType program")
		}
		tables[string(entry[:4])] = b[from : from+size]
	}
	if len(tables["head"]) < 54 || len(tables["hhea"]) < 36 || len(tables["maxp"]) < 6 || len(tables["loca"]) == 0 || tables["glyf"] == nil {
		return nil, fmt.Errorf("TrueType program without head, hhea, maxp, loca or glyf")
	}
	p := &program{
		glyphs:  int(be.Uint16(tables["maxp"][4:])),
		upem:    int(be.Uint16(tables["head"][18:])),
		metrics: int(be.Uint16(tables["hhea"][34:])),
		hmtx:    tables["hmtx"],
	}
	if p.upem == 0 || p.metrics == 0 || len(p.hmtx) < 4*p.metrics {
		return nil, fmt.Errorf("TrueType program without widths")
	}
	return p, nil
}

// width is the advance of a glyph in 1/1000 em.
func (p *program) width(glyph int) int {
	return int(binary.BigEndian.Uint16(p.hmtx[4*min(glyph, p.metrics-1):])) * 1000 / p.upem
}
