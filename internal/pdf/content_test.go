package pdf

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/pdf/object"
)

var tidyNames = []fontName{{[]byte("/Fabc "), []byte("/f0 ")}, {[]byte("/Fdef "), []byte("/f1 ")}}

func TestTidy(t *testing.T) {
	const head = "BT /Fabc 160.00 Tf ET\n"
	for _, c := range []struct{ name, in, out string }{
		{"nothing", "", ""},
		{"font alone", head, "/f0 160 Tf\n"},
		{"other font", "BT /Fdef 157.65 Tf ET\n", "/f1 157.65 Tf\n"},
		{"lines", "/P BDC\nBT 793.70 7184.33 Td (a) Tj ET\nBT 793.70 6894.43 Td (b) Tj ET\nEMC\n",
			"BT\n/P BDC\n793.7 7184.33 Td(a)Tj\n0 -289.9 Td(b)Tj\nEMC\nET\n"},
		{"elements", "/P BDC\nBT 0.00 5.00 Td (a) Tj ET\nEMC\n1.5 Tc\n/Link BDC\n" + head + "BT -3.25 5.00 Td (b) Tj ET\nEMC\n",
			"BT\n/P BDC\n0 5 Td(a)Tj\nEMC\n1.5 Tc\n/Link BDC\n/f0 160 Tf\n-3.25 0 Td(b)Tj\nEMC\nET\n"},
		{"drawing between", "/P BDC\nBT 1.00 2.00 Td (a) Tj ET\nEMC\n/Artifact BDC\n0 0 m\nS\nEMC\n/P BDC\nBT 1.00 2.00 Td (b) Tj ET\nEMC\n",
			"BT\n/P BDC\n1 2 Td(a)Tj\nEMC\nET\n/Artifact BDC\n0 0 m\nS\nEMC\nBT\n/P BDC\n1 2 Td(b)Tj\nEMC\nET\n"},
		{"drawing within", "/Figure BDC\nBT 1.00 2.00 Td (a) Tj ET\nBT 3.00 2.00 Td (b) Tj ET\n0 0 1 1 re\nf\nBT 1.00 2.00 Td (c) Tj ET\nEMC\n",
			"/Figure BDC\nBT\n1 2 Td(a)Tj\n2 0 Td(b)Tj\nET\n0 0 1 1 re\nf\nBT\n1 2 Td(c)Tj\nET\nEMC\n"},
		{"turned", "/Artifact BDC\nq 0 -1 1 0 0 0 cm\nBT 0.00 0.00 Td (a) Tj ET\nQ\nEMC\n",
			"/Artifact BDC\nq 0 -1 1 0 0 0 cm\nBT\n0 0 Td(a)Tj\nET\nQ\nEMC\n"},
		{"awkward string", "BT 1.00 2.00 Td (\n\\)\\\\ Tj ET\n\\() Tj ET\n", "BT\n1 2 Td(\n\\)\\\\ Tj ET\n\\()Tj\nET\n"},
	} {
		out, err := new(tidier).tidy([]byte(c.in), tidyNames)
		if err != nil || string(out) != c.out {
			t.Errorf("%s: got %q, %v; want %q", c.name, out, err, c.out)
		}
	}
	for _, in := range []string{
		"S", "BT ", "BT", "BT\n", "BT /Fxyz 160.00 Tf ET\n", "BT /Fabc 160 Tf ET\n", "BT /Fabc 160.00 Tf\n", "BT /Fabc 160.00",
		"BT 1.00 2 Td (a) Tj ET\n", "BT 1.00 2.00 Td a Tj ET\n", "BT 1.00 2.00 Td (a Tj ET\n", "BT 1.00 2.00 Td (a\\",
		"BT 1.00 2.00 Td (a) Tj\n", "BT 1.00\n2.00 Td (a) Tj ET\n", "BT 1.x0 2.00 Td (a) Tj ET\n", "BT 99999999999999999.00 2.00 Td (a) Tj ET\n",
	} {
		if out, err := new(tidier).tidy([]byte(in), tidyNames); err == nil {
			t.Errorf("%q becomes %q", in, out)
		}
	}
}

// painting is what a page's content does, each act with the state it depends on: positions of text
// from the corner of the page, font, tracking, marked content.
func painting(t *testing.T, content []byte) []string {
	t.Helper()
	r := &object.Reader{Data: content}
	var acts []string
	var operands []object.Value
	var x, y int64
	font, tracking, mark := "", "", ""
	for {
		v, err := r.Next()
		if err == object.ErrEnd {
			return acts
		}
		if err != nil {
			t.Fatal(err)
		}
		op, ok := v.(object.Operator)
		if !ok {
			operands = append(operands, v)
			continue
		}
		args := string(object.Array(operands).AppendTo(nil))
		switch op {
		case "BT":
			x, y = 0, 0
		case "Td":
			x, y = x+inHundredths(t, operands[0]), y+inHundredths(t, operands[1])
		case "Tf":
			font = fmt.Sprint(operands[0], inHundredths(t, operands[1]))
		case "Tc":
			tracking = args
		case "BDC":
			mark = args
		case "EMC":
			mark = ""
		case "ET":
		case "Tj":
			acts = append(acts, fmt.Sprint(args, x, y, font, tracking, mark))
		default:
			acts = append(acts, fmt.Sprint(op, args, mark))
		}
		operands = operands[:0]
	}
}

// inHundredths reads a number with at most two decimals.
func inHundredths(t *testing.T, v object.Value) int64 {
	t.Helper()
	whole, decimals, _ := strings.Cut(string(v.AppendTo(nil)), ".")
	var n int64
	if _, err := fmt.Sscan(whole+(decimals + "00")[:2], &n); err != nil || len(decimals) > 2 {
		t.Fatalf("number %s", v.AppendTo(nil))
	}
	return n
}

// TestTidyPaintsTheSame compares pages as gofpdf wrote them with what is made of them.
func TestTidyPaintsTheSame(t *testing.T) {
	l := sampleLayout(t, true)
	tags, err := newTags(l.Root, len(l.Pages))
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := collectFonts(l)
	if err != nil {
		t.Fatal(err)
	}
	painted, err := paint(l, fonts, tags)
	if err != nil {
		t.Fatal(err)
	}
	src, err := readSource(painted)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := src.fonts()
	if err != nil {
		t.Fatal(err)
	}
	var names []fontName
	for _, e := range entries {
		name := []byte("/" + string(e.Key) + " ")
		names = append(names, fontName{name, name})
	}
	contents, err := src.contents()
	if err != nil || len(contents) != len(l.Pages) {
		t.Fatal(len(contents), err)
	}
	for i, content := range contents {
		tidied, err := new(tidier).tidy(content, names)
		if err != nil {
			t.Fatal(err)
		}
		if len(tidied) >= len(content) {
			t.Errorf("page %d: %d bytes became %d", i+1, len(content), len(tidied))
		}
		was, is := painting(t, content), painting(t, tidied)
		if len(was) < 50 || !slices.Equal(was, is) {
			t.Errorf("page %d paints %d acts, then %d others", i+1, len(was), len(is))
		}
	}
}
