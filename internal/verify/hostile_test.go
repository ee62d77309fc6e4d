package verify_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/verify"
)

// first finds the first object, by number, whose dictionary is taken.
func first(t *testing.T, f *pdfcheck.File, take func(object.Dict) bool) (object.Ref, object.Dict) {
	t.Helper()
	for n := object.Ref(1); int(n) <= len(f.Objects); n++ {
		if d, ok := f.Objects[n].Value.(object.Dict); ok && take(d) {
			return n, d
		}
	}
	t.Fatal("no such object")
	return 0, nil
}

func typed(name object.Name) func(object.Dict) bool {
	return func(d object.Dict) bool { return d.Get("Type") == name }
}

// repeat replaces a file by one thing again and again.
func repeat(before, s string, n int) func([]byte) []byte {
	return func([]byte) []byte { return []byte(before + strings.Repeat(s, n)) }
}

// sample is a sound file, and what is changed in it.
type sample struct {
	data                                                          []byte
	root, pageRef, contents, linkRef, specRef, markedRef, fontRef object.Ref
	catalog, page, link, spec, marked, font                       object.Dict
	text                                                          []byte     // of the page
	free                                                          object.Ref // a number that no object has
}

func newSample(t *testing.T) *sample {
	t.Helper()
	s := &sample{data: theSite(t)[reportPDF], free: 1 << 20}
	f, err := pdfcheck.Open(s.data)
	if err != nil {
		t.Fatal(err)
	}
	s.root = f.Trailer.Get("Root").(object.Ref)
	s.catalog = f.Objects[s.root].Value.(object.Dict)
	s.pageRef, s.page = first(t, f, typed("Page"))
	s.contents = s.page.Get("Contents").(object.Ref)
	s.text = f.Objects[s.contents].Data
	s.linkRef, s.link = first(t, f, func(d object.Dict) bool { return d.Get("Subtype") == object.Name("Link") })
	s.specRef, s.spec = first(t, f, typed("Filespec"))
	s.markedRef, s.marked = first(t, f, func(d object.Dict) bool {
		return bytes.Contains(asObject(d), []byte("UserProperties")) && d.Get("S") != nil && d.Get("Alt") == nil
	})
	s.fontRef, s.font = first(t, f, func(d object.Dict) bool { return d.Get("Subtype") == object.Name("Type0") })
	return s
}

func asObject(d object.Dict) []byte { return d.AppendTo(nil) }

// change puts a dictionary in the place of an object.
func (s *sample) change(t *testing.T, ref object.Ref, d object.Dict) []byte {
	t.Helper()
	return update(t, s.data, map[object.Ref][]byte{ref: asObject(d)})
}

// paint adds to the content of the page.
func (s *sample) paint(t *testing.T, more string) []byte {
	t.Helper()
	return update(t, s.data, map[object.Ref][]byte{s.contents: plainStream(append(bytes.Clone(s.text), more...))})
}

// hostile is a changed file, and what must be said of it; "" where it holds as before.
type hostile struct {
	data []byte
	want string
}

// otherwise are files that look or read otherwise than their text layer says.
func (s *sample) otherwise(t *testing.T) map[string]hostile {
	return map[string]hostile{
		"nothing":           {s.change(t, s.pageRef, s.page), ""},
		"second stream":     {update(t, s.data, map[object.Ref][]byte{s.free: plainStream([]byte(" BT /F1 9 Tf (1)Tj ET")), s.pageRef: asObject(slices.Clone(s.page).With("Contents", object.Array{s.contents, s.free}))}), "不成立 页面文字"},
		"free text":         {update(t, s.data, map[object.Ref][]byte{s.free: []byte("<</Type/Annot/Subtype/FreeText>>"), s.pageRef: asObject(slices.Clone(s.page).With("Annots", object.Array{s.free}))}), "没有核验 图片和批注"},
		"link with picture": {s.change(t, s.linkRef, slices.Clone(s.link).With("AP", object.Dict{})), "没有核验 图片和批注"},
		"link with border":  {s.change(t, s.linkRef, slices.Clone(s.link).With("Border", object.Array{object.Int(0), object.Int(0), object.Int(40)})), "没有核验 图片和批注"},
		"link to a script":  {s.change(t, s.linkRef, slices.Clone(s.link).With("A", object.Dict{{Key: "S", Value: object.Name("JavaScript")}})), "没有核验 图片和批注"},
		"form":              {s.paint(t, " /Fm1 Do"), "没有核验 图片和批注"},
		"picture":           {s.paint(t, " BI /W 1 /H 1 ID x EI"), "没有核验 图片和批注"},
		"pattern":           {s.paint(t, " /Pattern cs /P1 scn 0 0 900 900 re f"), "没有核验 图片和批注"},
		"not painted":       {s.paint(t, " 3 Tr"), "没有核验 图片和批注"},
		"layer":             {s.paint(t, " /OC /MC0 BDC EMC"), "没有核验 图片和批注"},
		"reads otherwise":   {s.paint(t, " /Span<</ActualText(1)>>BDC EMC"), "没有核验 图片和批注"},
		"layers":            {s.change(t, s.root, slices.Clone(s.catalog).With("OCProperties", object.Dict{})), "没有核验 别的东西：文件里有图层"},
		"action":            {s.change(t, s.root, slices.Clone(s.catalog).With("OpenAction", object.Dict{})), "没有核验 别的东西：文件里有打开时的动作"},
		"portfolio":         {s.change(t, s.root, slices.Clone(s.catalog).With("Collection", object.Dict{})), "没有核验 别的东西：文件里有文件包"},
		"actual text":       {s.change(t, s.markedRef, slices.Clone(s.marked).With("ActualText", object.String("1"))), "不成立 印出的数"},
		"alternative":       {s.change(t, s.markedRef, slices.Clone(s.marked).With("Alt", object.String("1"))), "不成立 印出的数"},
		"no key":            {s.change(t, s.markedRef, slices.Clone(s.marked).Without("A")), "没有核验 文字和版式"},
		"no letters":        {s.change(t, s.fontRef, slices.Clone(s.font).Without("ToUnicode")), "没有核验 文字层"},
		"plain font":        {s.change(t, s.fontRef, slices.Clone(s.font).With("Subtype", object.Name("Type3"))), "没有核验 图片和批注"},
	}
}

// ambiguous are files that programs read in several ways, and those that would use up memory.
func (s *sample) ambiguous(t *testing.T) map[string]hostile {
	return map[string]hostile{
		"two contents": {update(t, s.data, map[object.Ref][]byte{s.pageRef: bytes.Replace(asObject(s.page), []byte("/Contents"),
			[]byte("/Contents 1 0 R/Contents"), 1)}), "不成立 印出的数"},
		"no page":           {s.change(t, s.pageRef, slices.Clone(s.page).With("Kids", object.Array{})), "不成立 印出的数"},
		"longer stream":     {update(t, s.data, map[object.Ref][]byte{s.contents: fmt.Appendf(nil, "<</Length %d>>\nstream\n%s\n0 0 9 9 re f\nendstream", len(s.text), s.text)}), "不成立 印出的数"},
		"head":              {append([]byte("%x\n"), s.data...), "不成立 文件"},
		"two tables":        {bytes.Replace(s.change(t, s.pageRef, s.page), []byte("/Prev "), []byte("/XRefStm 9/Prev "), 1), "不成立 文件"},
		"taken away":        {bytes.Replace(s.change(t, s.contents, object.Dict{}), []byte(" 00000 n"), []byte(" 00000 f"), 1), "不成立 印出的数"},
		"renamed":           {s.change(t, s.specRef, slices.Clone(s.spec).With("UF", object.String("x.json"))), "不成立 附件"},
		"two files":         {s.change(t, s.specRef, slices.Clone(s.spec).With("EF", object.Dict{{Key: "UF", Value: s.contents}, {Key: "F", Value: s.pageRef}})), "不成立 附件"},
		"bomb of objects":   {withAttachment(t, s.data, "figures.json", repeat(`{"figures":[`, "{},", 1<<20)), "不成立 附件：附件“figures.json”太多或太大"},
		"bomb of strings":   {withAttachment(t, s.data, "figures.json", repeat(`{"figures":[{"origin":{"inputs":[`, `"",`, 8<<20)), "不成立 附件：附件“figures.json”太多或太大"},
		"bomb of lines":     {withAttachment(t, s.data, "inputs.txt", repeat("", "\n", 9<<20)), "不成立 附件：附件“inputs.txt”太大"},
		"lines":             {withAttachment(t, s.data, "inputs.txt", repeat("", "\n", 1<<20)), "还有102处"},
		"bomb of values":    {s.paint(t, strings.Repeat("[]", 1<<24)), "不成立 印出的数"},
		"page of itself":    {update(t, s.data, map[object.Ref][]byte{s.pageRef: []byte(fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]>>", s.pageRef))}), "不成立 印出的数"},
		"element of itself": {s.change(t, s.markedRef, slices.Clone(s.marked).With("K", object.Array{s.markedRef})), "不成立 印出的数"},
	}
}

// TestHostile makes a sound file look, read or open otherwise in one program or the other,
// and holds that it isn't said to hold without a word.
func TestHostile(t *testing.T) {
	s := newSample(t)
	cases := s.otherwise(t)
	maps.Copy(cases, s.ambiguous(t))
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := check(t, c.data, verify.Options{})
			text := printed(r)
			if c.want == "" {
				if !r.OK() || r.Count(verify.Unchecked) != 2 {
					t.Errorf("does not hold:\n%s", text)
				}
				return
			}
			if !strings.Contains(text, c.want) {
				t.Errorf("no %q in\n%s", c.want, text)
			}
		})
	}
}
