package pdf

import (
	"strings"
	"testing"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
)

// TestDefects holds that the checker is awake: each defect must be found in an otherwise sound file.
func TestDefects(t *testing.T) {
	m := sampleMeta()
	m.Attachments = sampleAttachment()
	data := write(t, sampleLayout(t, true), m)
	for _, c := range []struct {
		name, want string
		has        []string // entries of the dictionary to spoil, "/S/TH" or "/Tabs"
		spoil      func(d object.Dict) object.Dict
	}{
		{"language", "no /Lang", []string{"/Lang"}, without("Lang")},
		{"title shown", "does not display", []string{"/DisplayDocTitle", "/Lang"}, without("ViewerPreferences")},
		{"tagged", "not marked", []string{"/Lang"}, without("MarkInfo")},
		{"intent", "0 output intents", []string{"/Lang"}, without("OutputIntents")},
		{"metadata", "no <pdfaid", []string{"/Lang"}, without("Metadata")},
		{"structure", "no structure", []string{"/Lang"}, without("StructTreeRoot")},
		{"association", "0 files", []string{"/Lang"}, without("AF")},
		{"relationship", "no relationship", []string{"/AFRelationship"}, without("AFRelationship")},
		{"media type", "media type", []string{"/Type/EmbeddedFile"}, without("Subtype")},
		{"tabs", "tabs", []string{"/Type/Page/"}, without("Tabs")},
		{"page key", "StructParents", []string{"/Type/Page/"}, without("StructParents")},
		{"alternative", "Figure without", []string{"/S/Figure"}, without("Alt")},
		{"scope", "without Scope", []string{"/S/TH/"}, without("A")},
		{"span", "too short", []string{"/S/TD", "/RowSpan"}, without("A")},
		{"numbering", "does not say", []string{"/S/L/"}, without("A")},
		{"note", "Note without", []string{"/S/Note"}, without("ID")},
		{"heading", "after level 1", []string{"/S/H2"}, with("S", object.Name("H4"))},
		{"caption", "Caption within", []string{"/S/P/"}, with("S", object.Name("Caption"))},
		{"parent", "wrong /P", []string{"/S/H1"}, with("P", object.Ref(1))},
		{"content", "belongs to no element", []string{"/S/H1"}, with("K", object.Array{})},
		{"content twice", "used twice", []string{"/S/H1"}, with("K", object.Array{object.Int(0), object.Int(0)})},
		{"link", "Link without", []string{"/S/Link"}, with("K", object.Array{object.Int(3)})},
		{"link printed", "not printed", []string{"/Subtype/Link"}, without("F")},
		{"link told", "no /Contents", []string{"/Subtype/Link"}, without("Contents")},
		{"link owned", "wrong parent", []string{"/Subtype/Link"}, without("StructParent")},
		{"link target", "leads nowhere", []string{"/Subtype/Link"}, without("Dest")},
		{"font name", "names differ", []string{"/Type/FontDescriptor"}, with("FontName", object.Name("Song"))},
		{"font program", "no TrueType", []string{"/Type/FontDescriptor"}, without("FontFile2")},
		{"glyph map", "no font program", []string{"/Subtype/CIDFontType2"}, without("CIDToGIDMap")},
		{"widths", "in the font program", []string{"/Subtype/CIDFontType2", "SerifSC-Regular"}, with("W", object.Array{})},
		{"ToUnicode", "stands for nothing", []string{"/Subtype/Type0"}, without("ToUnicode")},
		{"bookmark", "/Prev", []string{"/Title", "/Dest", "/Prev"}, without("Prev")},
		{"bookmarks", "/Count", []string{"/Type/Outlines"}, without("Count")},
		{"dangling", "not there", []string{"/Type/Outlines"}, with("First", object.Ref(99999))},
		{"identifier", "/ID", []string{"/Type/XRef"}, with("ID", object.Array{})},
	} {
		f, err := pdfcheck.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if !spoilFirst(f, c.has, c.spoil) {
			t.Errorf("%s: nothing to spoil", c.name)
			continue
		}
		if faults := strings.Join(f.Check().Faults, "\n"); !strings.Contains(faults, c.want) {
			t.Errorf("%s: no %q in %q", c.name, c.want, faults)
		}
	}
}

// spoilFirst spoils the first dictionary that has all entries.
func spoilFirst(f *pdfcheck.File, has []string, spoil func(object.Dict) object.Dict) bool {
	matches := func(v object.Value) bool {
		d, ok := v.(object.Dict)
		if !ok {
			return false
		}
		s := string(d.AppendTo(nil))
		for _, h := range has {
			if !strings.Contains(s, h) {
				return false
			}
		}
		return true
	}
	if matches(f.Trailer) {
		f.Trailer = spoil(f.Trailer)
		return true
	}
	for n := range len(f.Objects) + 1 {
		ref := object.Ref(n)
		if o := f.Objects[ref]; matches(o.Value) {
			o.Value = spoil(o.Value.(object.Dict))
			f.Objects[ref] = o
			return true
		}
	}
	return false
}

func without(key object.Name) func(object.Dict) object.Dict {
	return func(d object.Dict) object.Dict { return d.Without(key) }
}

func with(key object.Name, v object.Value) func(object.Dict) object.Dict {
	return func(d object.Dict) object.Dict { return d.With(key, v) }
}

// TestDefectsOfContent does the same for content streams.
func TestDefectsOfContent(t *testing.T) {
	data := write(t, small(t, "正文"), sampleMeta())
	for _, c := range []struct{ old, new, want string }{
		{"EMC\n", "", "not closed"},
		{"/P <</MCID 0>> BDC\n", "", "outside marked content"},
		{"/MCID 0", "/MCID 1", "wrong MCID"},
		{"Q\n", "", "not closed"},
		{" Td", " Td 1 0 0 1 k", "unexpected operator"},
		{"/f0 ", "/f9 ", "unknown font"},
		{"EMC\n", "EMC\n0 0 1 1 re f\n", "f outside"},
		{"Tj\n", "Tj\n0 0 1 1 re\n", "re in a text object"},
		{"EMC\nET\n", "ET\nEMC\n", "overlap"},
		{"(\x00\x05", "(\x00\x09", "no glyph"}, // 正 is the fifth character of its font, there are no nine
	} {
		f, err := pdfcheck.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for ref, o := range f.Objects {
			if s := string(o.Data); strings.Contains(s, "BDC") && strings.Contains(s, c.old) {
				o.Data = []byte(strings.ReplaceAll(s, c.old, c.new))
				f.Objects[ref] = o
				found = true
			}
		}
		if faults := strings.Join(f.Check().Faults, "\n"); !found || !strings.Contains(faults, c.want) {
			t.Errorf("%q for %q: no %q in %q", c.new, c.old, c.want, faults)
		}
	}
}
