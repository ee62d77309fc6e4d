package pdf

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
)

// seed is a defect put into a sound file.
type seed struct {
	name  string
	want  string   // what our own test says of it
	rule  string   // the flavour and the rule by which veraPDF condemns it
	has   []string // entries of the dictionary to spoil
	spoil func(d object.Dict) object.Dict
}

// seeds are the fourteen defects by which a judge shows that it is awake: our own
// test must find each alone, and so must veraPDF.
func seeds() []seed {
	span := object.Dict{{Key: "O", Value: object.Name("Table")}, {Key: "ColSpan", Value: object.Int(3)}}
	return []seed{
		{"Alt", "Figure without text alternative", "ua1 7.3-1", []string{"/S/Figure"}, without("Alt")},
		{"Scope", "TH without Scope", "ua1 7.5-1", []string{"/S/TH/"}, without("A")},
		{"F", "not printed", "3a 6.3.2-1", []string{"/Subtype/Link"}, without("F")},
		{"Contents", "no /Contents", "ua1 7.18.5-2", []string{"/Subtype/Link"}, without("Contents")},
		{"Tabs", "order of tabs", "ua1 7.18.3-1", []string{"/Type/Page/", "/Annots"}, without("Tabs")},
		{"Lang", "no /Lang", "ua1 7.2-34", []string{"/Lang", "/StructTreeRoot"}, without("Lang")},
		{"OutputIntent", "0 output intents", "3a 6.2.4.3-4", []string{"/Lang", "/StructTreeRoot"}, without("OutputIntents")},
		{"AFRelationship", "no relationship", "3a 6.8-3", []string{"/AFRelationship"}, without("AFRelationship")},
		{"DisplayDocTitle", "does not display the title", "ua1 7.1-10", []string{"/DisplayDocTitle", "/StructTreeRoot"}, without("ViewerPreferences")},
		{"ColSpan", "too long, or cells overlap", "ua1 7.2-42", []string{"/S/TD"}, with("A", span)},
		{"CIDToGIDMap", "no font program", "3a 6.2.11.3.2-1", []string{"/Subtype/CIDFontType2"}, without("CIDToGIDMap")},
		{"MIME Subtype", "no media type", "3a 6.8-1", []string{"/Type/EmbeddedFile"}, without("Subtype")},
		{"H2 to H4", "H4 after level 1", "ua1 7.4.2-1", []string{"/S/H2"}, with("S", object.Name("H4"))},
		{"ID", "no /ID", "3a 6.1.3-1", []string{"/Type/XRef"}, without("ID")},
	}
}

// seeded is the sound file with one defect, and nothing else amiss.
func seeded(t testing.TB, sound []byte, s seed) *pdfcheck.File {
	t.Helper()
	f, err := pdfcheck.Open(sound)
	if err != nil {
		t.Fatal(err)
	}
	if s.spoil != nil && !spoilFirst(f, s.has, s.spoil) {
		t.Fatalf("%s: nothing to spoil", s.name)
	}
	return f
}

// TestSeeded holds that our own test finds the fourteen defects without help.
func TestSeeded(t *testing.T) {
	sound := samples(t)["3a"]
	if r := pdfcheck.Check(sound); len(r.Faults) > 0 {
		t.Fatal(r.Faults)
	}
	all := seeds()
	if len(all) != 14 {
		t.Fatalf("%d seeds", len(all))
	}
	for _, s := range all {
		if faults := strings.Join(seeded(t, sound, s).Check().Faults, "\n"); !strings.Contains(faults, s.want) {
			t.Errorf("%s: no %q in %q", s.name, s.want, faults)
		}
	}
}

// Seeded are the files with one defect each as veraPDF gets them, by name, with
// the rule that condemns each; "sound" is the one without.
func Seeded(t *testing.T) (files map[string][]byte, rules map[string]string) {
	t.Helper()
	sound := samples(t)["3a"]
	files, rules = map[string][]byte{"sound": plain(seeded(t, sound, seed{}))}, map[string]string{}
	for _, s := range seeds() {
		name := "seed " + s.name
		files[name], rules[name] = plain(seeded(t, sound, s)), s.rule
	}
	return files, rules
}

// plain writes a file anew: no streams of objects, no compression, a table of
// objects in text.
func plain(f *pdfcheck.File) []byte {
	out := []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	last := object.Ref(0)
	for ref := range f.Objects {
		last = max(last, ref)
	}
	at := make([]int, last+1)
	for ref := object.Ref(1); ref <= last; ref++ {
		o, ok := f.Objects[ref]
		d, isDict := o.Value.(object.Dict)
		if kind := d.Get("Type"); !ok || isDict && (kind == object.Name("ObjStm") || kind == object.Name("XRef")) {
			continue
		}
		at[ref] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n", ref)
		if o.Data == nil {
			out = append(o.Value.AppendTo(out), "\nendobj\n"...)
			continue
		}
		d = d.Without("Filter").Without("DecodeParms").With("Length", object.Int(len(o.Data)))
		out = append(d.AppendTo(out), "\nstream\n"...)
		out = append(append(out, o.Data...), "\nendstream\nendobj\n"...)
	}
	start := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", last+1)
	for _, offset := range at[1:] {
		if offset == 0 {
			out = append(out, "0000000000 00000 f \n"...)
			continue
		}
		out = fmt.Appendf(out, "%010d 00000 n \n", offset)
	}
	trailer := object.Dict{{Key: "Size", Value: object.Int(last + 1)}}
	for _, e := range f.Trailer {
		if e.Key == "Root" || e.Key == "Info" || e.Key == "ID" {
			trailer = append(trailer, e)
		}
	}
	out = append(trailer.AppendTo(append(out, "trailer\n"...)), "\nstartxref\n"...)
	return fmt.Appendf(out, "%d\n%%%%EOF\n", start)
}
