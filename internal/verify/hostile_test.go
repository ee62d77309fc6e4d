package verify_test

import (
	"bytes"
	"fmt"
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

// TestHostile makes a sound file look, read or open otherwise in one program or the other,
// and holds that it isn't said to hold without a word.
func TestHostile(t *testing.T) {
	data := theSite(t)[reportPDF]
	f, err := pdfcheck.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	root := f.Trailer.Get("Root").(object.Ref)
	catalog := f.Objects[root].Value.(object.Dict)
	pageRef, page := first(t, f, typed("Page"))
	contents := page.Get("Contents").(object.Ref)
	text := f.Objects[contents].Data
	linkRef, link := first(t, f, func(d object.Dict) bool { return d.Get("Subtype") == object.Name("Link") })
	specRef, spec := first(t, f, typed("Filespec"))
	markedRef, marked := first(t, f, func(d object.Dict) bool {
		return bytes.Contains(d.AppendTo(nil), []byte("UserProperties")) && d.Get("S") != nil && d.Get("Alt") == nil
	})
	fontRef, font := first(t, f, func(d object.Dict) bool { return d.Get("Subtype") == object.Name("Type0") })
	free := object.Ref(1 << 20)
	write := func(d object.Dict) []byte { return d.AppendTo(nil) }
	change := func(ref object.Ref, d object.Dict) []byte {
		return update(t, data, map[object.Ref][]byte{ref: write(d)})
	}
	paint := func(more string) []byte {
		return update(t, data, map[object.Ref][]byte{contents: plainStream(append(bytes.Clone(text), more...))})
	}
	for name, c := range map[string]struct {
		data []byte
		want string // "" where it holds as before
	}{
		"nothing":           {change(pageRef, page), ""},
		"second stream":     {update(t, data, map[object.Ref][]byte{free: plainStream([]byte(" BT /F1 9 Tf (1)Tj ET")), pageRef: write(slices.Clone(page).With("Contents", object.Array{contents, free}))}), "不成立 页面文字"},
		"free text":         {update(t, data, map[object.Ref][]byte{free: []byte("<</Type/Annot/Subtype/FreeText>>"), pageRef: write(slices.Clone(page).With("Annots", object.Array{free}))}), "没有核验 图片和批注"},
		"link with picture": {change(linkRef, slices.Clone(link).With("AP", object.Dict{})), "没有核验 图片和批注"},
		"link with border":  {change(linkRef, slices.Clone(link).With("Border", object.Array{object.Int(0), object.Int(0), object.Int(40)})), "没有核验 图片和批注"},
		"link to a script":  {change(linkRef, slices.Clone(link).With("A", object.Dict{{Key: "S", Value: object.Name("JavaScript")}})), "没有核验 图片和批注"},
		"form":              {paint(" /Fm1 Do"), "没有核验 图片和批注"},
		"picture":           {paint(" BI /W 1 /H 1 ID x EI"), "没有核验 图片和批注"},
		"pattern":           {paint(" /Pattern cs /P1 scn 0 0 900 900 re f"), "没有核验 图片和批注"},
		"not painted":       {paint(" 3 Tr"), "没有核验 图片和批注"},
		"layer":             {paint(" /OC /MC0 BDC EMC"), "没有核验 图片和批注"},
		"reads otherwise":   {paint(" /Span<</ActualText(1)>>BDC EMC"), "没有核验 图片和批注"},
		"layers":            {change(root, slices.Clone(catalog).With("OCProperties", object.Dict{})), "没有核验 别的东西：文件里有图层"},
		"action":            {change(root, slices.Clone(catalog).With("OpenAction", object.Dict{})), "没有核验 别的东西：文件里有打开时的动作"},
		"portfolio":         {change(root, slices.Clone(catalog).With("Collection", object.Dict{})), "没有核验 别的东西：文件里有文件包"},
		"actual text":       {change(markedRef, slices.Clone(marked).With("ActualText", object.String("1"))), "不成立 印出的数"},
		"alternative":       {change(markedRef, slices.Clone(marked).With("Alt", object.String("1"))), "不成立 印出的数"},
		"no key":            {change(markedRef, slices.Clone(marked).Without("A")), "没有核验 文字和版式"},
		"no letters":        {change(fontRef, slices.Clone(font).Without("ToUnicode")), "没有核验 文字层"},
		"plain font":        {change(fontRef, slices.Clone(font).With("Subtype", object.Name("Type3"))), "没有核验 图片和批注"},
		"two contents": {update(t, data, map[object.Ref][]byte{pageRef: bytes.Replace(write(page), []byte("/Contents"),
			[]byte("/Contents 1 0 R/Contents"), 1)}), "不成立 印出的数"},
		"no page":           {change(pageRef, slices.Clone(page).With("Kids", object.Array{})), "不成立 印出的数"},
		"longer stream":     {update(t, data, map[object.Ref][]byte{contents: fmt.Appendf(nil, "<</Length %d>>\nstream\n%s\n0 0 9 9 re f\nendstream", len(text), text)}), "不成立 印出的数"},
		"head":              {append([]byte("%x\n"), data...), "不成立 文件"},
		"two tables":        {bytes.Replace(change(pageRef, page), []byte("/Prev "), []byte("/XRefStm 9/Prev "), 1), "不成立 文件"},
		"taken away":        {bytes.Replace(change(contents, object.Dict{}), []byte(" 00000 n"), []byte(" 00000 f"), 1), "不成立 印出的数"},
		"renamed":           {change(specRef, slices.Clone(spec).With("UF", object.String("x.json"))), "不成立 附件"},
		"two files":         {change(specRef, slices.Clone(spec).With("EF", object.Dict{{Key: "UF", Value: contents}, {Key: "F", Value: pageRef}})), "不成立 附件"},
		"bomb of objects":   {withAttachment(t, data, "figures.json", repeat(`{"figures":[`, "{},", 1<<20)), "不成立 附件：附件“figures.json”太多或太大"},
		"bomb of strings":   {withAttachment(t, data, "figures.json", repeat(`{"figures":[{"origin":{"inputs":[`, `"",`, 8<<20)), "不成立 附件：附件“figures.json”太多或太大"},
		"bomb of lines":     {withAttachment(t, data, "inputs.txt", repeat("", "\n", 9<<20)), "不成立 附件：附件“inputs.txt”太大"},
		"lines":             {withAttachment(t, data, "inputs.txt", repeat("", "\n", 1<<20)), "还有91处"},
		"bomb of values":    {paint(strings.Repeat("[]", 1<<24)), "不成立 印出的数"},
		"page of itself":    {update(t, data, map[object.Ref][]byte{pageRef: []byte(fmt.Sprintf("<</Type/Pages/Kids[%d 0 R]>>", pageRef))}), "不成立 印出的数"},
		"element of itself": {change(markedRef, slices.Clone(marked).With("K", object.Array{markedRef})), "不成立 印出的数"},
	} {
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
