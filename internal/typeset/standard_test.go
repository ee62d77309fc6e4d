package typeset

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// within fails unless a length is a number of thousandths of a millimetre, to a
// tenth of a millimetre at most.
func within(t testing.TB, what string, got Length, micrometres int64) {
	t.Helper()
	want := Length((micrometres*720 + 127) / 254) // 1 µm is 72/25.4 thousandths of a point
	if d := got - want; d > Mm(10) || d < -Mm(10) {
		t.Errorf("%s: %s mm, want %d.%03d", what, millimetres(got), micrometres/1000, micrometres%1000)
	}
}

// origins are where the characters of a page stand, runs without a size left
// out, line by line.
func origins(s *setter, p *Page, size Length) [][]Length {
	var lines [][]Length
	last := Length(-1)
	for _, item := range p.Items {
		run, ok := item.(GlyphRun)
		if !ok || run.Size != size || run.Furniture {
			continue
		}
		if run.Y != last {
			lines, last = append(lines, []Length{run.Y}), run.Y
		}
		x := run.X
		for _, r := range run.Text {
			lines[len(lines)-1] = append(lines[len(lines)-1], x)
			x += s.advanceOf(run.Role, run.Size, run.Tracking, string(r))
		}
	}
	return lines
}

// TestStandardPage holds the page of GB/T 9704-2012 to a tenth of a millimetre:
// 37 mm above and 28 mm left of a block of 156 by 225 mm, which 22 lines of 28
// characters fill; 26 and 35 mm are left at the right and below.
func TestStandardPage(t *testing.T) {
	d := &doc.Document{Body: []doc.Block{para(strings.Repeat("国", 26+21*28)), para(strings.Repeat("国", 26+21*28))}}
	l := set(t, d)
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	s := newSetterForTest(t)
	for i := range l.Pages {
		p := &l.Pages[i]
		within(t, "width", p.Width, 210_000)
		within(t, "height", p.Height, 297_000)
		lines := origins(s, p, 16*Pt)
		if len(lines) != 22 {
			t.Fatalf("page %d has %d lines", i+1, len(lines))
		}
		for n, line := range lines {
			pitch := int64(n) * 225_000 / 22
			// The em boxes stand in the middle of their lines; 16 pt are 5.644 mm,
			// a line is 10.227 mm, and the baseline lies 0.88 em below the box's top.
			within(t, "baseline", line[0], 37_000+pitch+(10_227-5_644)/2+5_644*88/100)
			first := 0
			if n == 0 {
				first = 2 // the indent
			}
			if got := len(line) - 1; got != 28-first {
				t.Errorf("page %d: line %d has %d characters", i+1, n, got)
			}
			for k, x := range line[1:] {
				within(t, "origin", x, 28_000+int64(first+k)*156_000/28)
			}
			within(t, "right edge", line[len(line)-1]+16*Pt, 184_000)
		}
		if foot := lines[21][0] + 16*Pt*12/100; foot > Mm(26200) {
			t.Errorf("page %d: the last line ends at %s", i+1, millimetres(foot))
		}
	}
}

// TestStandardNumber holds where the page number stands: its axis 7 mm below the
// text block, one character in from the right on odd pages and from the left on
// even ones; and on the same spot of the bound sheet where a page is turned.
func TestStandardNumber(t *testing.T) {
	table := twelveColumns()
	d := &doc.Document{Body: []doc.Block{para("一。"), table, para("二。"), para("三。"), table, table}}
	l := set(t, d)
	turned := 0
	for i := range l.Pages {
		p := &l.Pages[i]
		items := p.Items[len(p.Items)-3:]
		first, last := items[0].(GlyphRun), items[2].(GlyphRun)
		from, to, y := first.X, last.X+last.Width, first.Y
		if p.Rotate == 90 { // as the sheet is bound
			turned++
			from, to, y = first.Y, last.Y+last.Width, p.Width-first.X
			if !first.Turned || !last.Turned {
				t.Errorf("page %d: the number is not turned", i+1)
			}
		}
		within(t, "axis", y-first.Size*Length(l.Faces[first.Role].Middle('—'))/1000, 269_000)
		side := (14*Pt - first.Width) / 2 // a dash stands in the middle of an em
		if i%2 == 0 {
			within(t, "odd page", to+side, 28_000+156_000-156_000/28)
		} else {
			within(t, "even page", from-side, 28_000+156_000/28)
		}
	}
	if turned < 2 || len(l.Pages) < 4 {
		t.Errorf("%d pages, %d turned", len(l.Pages), turned)
	}
}

// twelveColumns is a table for a turned page.
func twelveColumns() doc.Table {
	t := doc.Table{Caption: "十二栏", Columns: make([]doc.Column, 12)}
	for range 40 {
		t.Body = append(t.Body, cells("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"))
	}
	return t
}

// TestStandardLevels holds the faces, sizes and indents of the levels: 小标宋 二号
// for the title, 黑体, 楷体 and 仿宋 三号 for 一、 （一） 1., each indented by two
// characters.
func TestStandardLevels(t *testing.T) {
	d := &doc.Document{Title: []string{"关于某事的报告"}, Body: []doc.Block{doc.Title{},
		doc.Section{Level: 2, Number: "一、", Title: text("一级"), Body: []doc.Block{
			doc.Section{Level: 3, Number: "（一）", Title: text("二级"), Body: []doc.Block{
				doc.Section{Level: 4, Number: "1.", Title: text("三级"), Body: []doc.Block{para("正文。")}}}}}}}}
	l := set(t, d)
	p := &l.Pages[0]
	for _, tt := range []struct {
		text string
		role Role
		size Length
		x    int64
	}{
		{"关于", TitleFace, 22 * Pt, 28_000 + (156_000-7*22*25_400/72)/2}, {"一、", HeadFace, 16 * Pt, 28_000 + 2*156_000/28},
		{"（一）", KaiFace, 16 * Pt, 28_000 + 2*156_000/28}, {"1.", BodyFace, 16 * Pt, 28_000 + 2*156_000/28}, {"正文", BodyFace, 16 * Pt, 28_000 + 2*156_000/28},
	} {
		run := textAt(t, p, tt.text, 0)
		if run.Role != tt.role || run.Size != tt.size {
			t.Errorf("%s: face %d, size %d", tt.text, run.Role, run.Size)
		}
		within(t, tt.text, run.X, tt.x)
	}
}
