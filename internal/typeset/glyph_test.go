package typeset

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// faceOf says in which role each run of a page is set.
func faceOf(p *Page) map[string]Role {
	out := map[string]Role{}
	for _, item := range p.Items {
		if run, ok := item.(GlyphRun); ok {
			out[run.Text] = run.Role
		}
	}
	return out
}

func TestFaces(t *testing.T) {
	faces := *loadFaces(t)
	faces[LatinFace] = faces[SansFace]
	d := &doc.Document{Body: []doc.Block{
		doc.Section{Level: 3, Number: "（一）", Title: text("甲“乙”丙9"), Body: []doc.Block{para("汉字12.5%汉字", doc.Strong{Content: text("粗8")}, "。")}}}}
	l, err := Typeset(d, DefaultStyle(), &faces)
	if err != nil {
		t.Fatal(err)
	}
	got := faceOf(&l.Pages[0])
	for s, want := range map[string]Role{"12.5%": LatinFace, "“": BodyFace, "粗": HeadFace, "8": HeadFace, "9": KaiFace, "甲": KaiFace} {
		if role, ok := got[s]; !ok || role != want {
			t.Errorf("%q is set in %d (%v), want %d; all: %v", s, role, ok, want, got)
		}
	}
}

// Signs of a formula stand in the middle of their boxes, whether the text has
// blanks beside them or not, and the text stays what it was.
func TestFormula(t *testing.T) {
	entry := func(formula string) (*Layout, GlyphRun, GlyphRun) {
		e := sampleEntry("e", "率", "1.00", "")
		e.Formula = text(formula)
		d := &doc.Document{Body: []doc.Block{doc.Entries{Items: []doc.Entry{e}}}}
		l := set(t, d)
		checkText(t, d, l)
		return l, textAt(t, &l.Pages[0], "支出", 10*Pt), textAt(t, &l.Pages[0], "预算", 10*Pt)
	}
	_, a, b := entry("支出÷预算")
	if gap := b.X - a.X - 2*10*Pt; gap != 13*10*Pt/10 {
		t.Errorf("÷ takes %d", gap)
	}
	l, a, b := entry("支出 ÷ 预算")
	if gap := b.X - a.X - 2*10*Pt; gap != 13*10*Pt/10 {
		t.Errorf("÷ with blanks takes %d", gap)
	}
	if !strings.Contains(pageText(&l.Pages[0]), "支出 ÷ 预算") {
		t.Error("the blanks are lost")
	}
}

// An amount, its unit and its mark are never parted, and a number is one run.
func TestFigureWhole(t *testing.T) {
	for n := range 40 {
		f := fig("a", "498.31", "万元")
		f.Mark = mark(1)
		l := set(t, &doc.Document{Body: []doc.Block{para(strings.Repeat("字", n), f, "之后还有字，要换行的字，要换行的字，要换行的字。")}})
		number := textAt(t, &l.Pages[0], "498.31", 0)
		unit := textAt(t, &l.Pages[0], "万元", 0)
		ref := textAt(t, &l.Pages[0], "①", 0)
		if number.Y != unit.Y || ref.Y+16*Pt*34/100 != number.Y || unit.X < number.X || ref.X < unit.X {
			t.Errorf("%d before: %v %v %v", n, number, unit, ref)
		}
	}
}
