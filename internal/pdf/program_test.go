package pdf

import (
	"bytes"
	"testing"

	"mingbai/internal/font"
	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

// readSubset makes a subset of a face and finds its tables.
func readSubset(t testing.TB, face *font.Face, text string) (program, *font.Subset) {
	t.Helper()
	sub, err := face.Subset([]rune(text))
	if err != nil {
		t.Fatal(err)
	}
	p, err := readProgram(sub.Data)
	if err != nil {
		t.Fatal(err)
	}
	return p, sub
}

// TestProgram holds that a font in a file has the tables that readers draw with, and no others, and
// that its sums fit.
func TestProgram(t *testing.T) {
	for role, face := range loadFaces(t) {
		p, _ := readSubset(t, face, "A—一办𬺈，")
		data := p.data()
		if len(data)%4 != 0 || sum(data) != 0xB1B0AFBA {
			t.Errorf("role %d: the sum of the program is %#x", role, sum(data))
		}
		tags := ""
		for i := range int(be.Uint16(data[4:])) {
			entry := data[12+16*i:]
			tag := string(entry[:4])
			tags += tag + " "
			from, size := be.Uint32(entry[8:]), be.Uint32(entry[12:])
			table := bytes.Clone(data[from : from+(size+3)&^3])
			if tag == "head" {
				be.PutUint32(table[8:], 0)
			}
			if sum(table) != be.Uint32(entry[4:]) || tag != "head" && !bytes.Equal(table[:size], p[tag]) {
				t.Errorf("role %d: table %s differs from that of the subset, or from its sum", role, tag)
			}
		}
		if tags != "glyf head hhea hmtx loca maxp " {
			t.Errorf("role %d: tables %s", role, tags)
		}
	}
}

// TestGlyphs holds that each character finds the glyph that has its width, stand-ins too.
func TestGlyphs(t *testing.T) {
	face := loadFaces(t)[typeset.BodyFace]
	runes := []rune("\u0020\u00A0Aijm—‘办，１𬺈𫖯")
	p, sub := readSubset(t, face, string(runes))
	glyphs, err := p.glyphs(runes, sub.Map)
	if err != nil {
		t.Fatal(err)
	}
	if glyphs[0] != glyphs[1] {
		t.Error("the two spaces have glyphs of their own; then others must be found that share one")
	}
	for i, r := range runes {
		if w := int(be.Uint16(p["hmtx"][4*glyphs[i]:])); glyphs[i] == 0 || w != face.Advance(r) {
			t.Errorf("%q has glyph %d of width %d, want %d", r, glyphs[i], w, face.Advance(r))
		}
	}
	for _, r := range []rune{'B', 0, 0xFFFE, 0x20000} {
		if g, err := p.glyphs([]rune{r}, nil); err == nil {
			t.Errorf("%U has glyph %d", r, g)
		}
	}
}

// TestSharedGlyphs holds that characters that look the same stay different characters.
func TestSharedGlyphs(t *testing.T) {
	const text = "甲\u3000乙\u2003丙\u00A0丁 戊〜己～•‧"
	data := write(t, small(t, text), sampleMeta())
	if got := expectSound(t, data); got != text {
		t.Errorf("text is %q", got)
	}
	if maps := glyphMaps(t, data); len(maps) != 1 || maps[0] == object.Name("Identity") {
		t.Errorf("map of glyphs is %v", maps)
	}
	data = write(t, small(t, "甲乙丙"), sampleMeta())
	if maps := glyphMaps(t, data); len(maps) != 1 || maps[0] != object.Name("Identity") {
		t.Errorf("map of glyphs is %v, though codes are glyphs", maps)
	}
}

// glyphMaps are the maps from codes to glyphs of all fonts.
func glyphMaps(t *testing.T, data []byte) []object.Value {
	t.Helper()
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []object.Value
	for n := range len(f.Objects) + 1 {
		d, _ := f.Objects[object.Ref(n)].Value.(object.Dict)
		if m := d.Get("CIDToGIDMap"); m != nil {
			out = append(out, m)
		}
	}
	return out
}

func TestTraits(t *testing.T) {
	faces := loadFaces(t)
	for role, want := range map[typeset.Role]traits{
		typeset.BodyFace: {box: [4]int{-997, -1049, 2929, 1809}, ascent: 1151, descent: -286, stem: 87},
		typeset.HeadFace: {box: [4]int{-1013, -1046, 2926, 1806}, ascent: 1160, descent: -288, stem: 165},
	} {
		p, _ := readSubset(t, faces[role], "一")
		if got := p.traits(faces[role]); got != want {
			t.Errorf("role %d: %+v, want %+v", role, got, want)
		}
	}
	p, _ := readSubset(t, faces[typeset.BodyFace], "一")
	delete(p, "OS/2")
	copy(p["post"][4:], "\xFF\xF4\x00\x00")  // leans by 12 degrees
	copy(p["post"][12:], "\x00\x00\x00\x01") // fixed pitch
	if got := p.traits(faces[typeset.BodyFace]); got.angle != -12 || !got.fixed || got.stem != 87 {
		t.Errorf("%+v", got)
	}
}

// TestBrokenProgram cuts a subset anywhere: an error or nothing, never a panic.
func TestBrokenProgram(t *testing.T) {
	_, sub := readSubset(t, loadFaces(t)[typeset.BodyFace], "一办")
	for n := range len(sub.Data) {
		if p, err := readProgram(sub.Data[:n:n]); err == nil {
			p.glyphs([]rune("一"), nil)
			t.Errorf("%d of %d bytes are accepted", n, len(sub.Data))
		}
	}
	p, _ := readSubset(t, loadFaces(t)[typeset.BodyFace], "一办")
	for at := range p["cmap"] {
		old := p["cmap"][at]
		p["cmap"][at] = 0xFF
		p.glyphs([]rune("一办"), nil)
		p["cmap"][at] = old
	}
}

// TestPlaces holds that places count the characters from the first to the last.
func TestPlaces(t *testing.T) {
	var s runeSet
	s.add("办𬺈一 ~")
	s.add("办？𫖯\uFFFD𬺈")
	runes := s.sort()
	if string(runes) != " ~一办？\uFFFD𫖯𬺈" {
		t.Errorf("characters %q", string(runes))
	}
	for i, r := range runes {
		if s.place(r) != i {
			t.Errorf("%q is at %d instead of %d", r, s.place(r), i)
		}
	}
}
