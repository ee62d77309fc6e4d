package typeset

import (
	"testing"

	"mingbai/internal/doc"
)

// pattern is a code of a size without any order in it.
func pattern(size int) *doc.Matrix {
	m := &doc.Matrix{Size: size, Alt: "二维码"}
	for i := range size * size {
		m.Dark = append(m.Dark, i*i%7 < 3 || i%size < 7 && i/size < 7)
	}
	return m
}

// A code comes out module by module, in one figure with white around it, beside
// all of its fields on one page, wherever on the page they begin.
func TestCode(t *testing.T) {
	for lines := range 23 {
		for _, size := range []int{21, 57} {
			m := pattern(size)
			d := &doc.Document{}
			for range lines {
				d.Body = append(d.Body, para("一行。"))
			}
			d.Body = append(d.Body, doc.Fields{Code: m, Items: []doc.Field{
				{Label: "数据版本", Content: text("28fc08d675")},
				{Label: "永久地址", Content: text("https://example.org/2023/zhengxie/index.html")},
			}}, para("后面的话。"))
			l := set(t, d)
			page, boxes := boxesOf(t, l)
			if lines > 15 && page == 0 && len(l.Pages) > 1 && len(bodyRuns(l, 1)) > 20 {
				t.Errorf("%d lines: the fields are not beside their code", lines)
			}
			holdCode(t, l, m, page, boxes)
		}
	}
}

// boxesOf are the boxes of the only figure, and the page they all stand on.
func boxesOf(t *testing.T, l *Layout) (page int, out []Box) {
	t.Helper()
	page = -1
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			b, ok := item.(Box)
			if !ok {
				continue
			}
			if page >= 0 && page != i || b.Of == nil || b.Of.Tag != "Figure" || b.Of.Alt == "" || !b.Filled {
				t.Fatalf("box %+v on page %d", b, i+1)
			}
			page = i
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		t.Fatal("no code")
	}
	return page, out
}

// holdCode holds boxes against the code that they draw.
func holdCode(t *testing.T, l *Layout, m *doc.Matrix, page int, boxes []Box) {
	t.Helper()
	st := DefaultStyle()
	right := Mm(int64(st.Page.Left + st.Page.TextWidth))
	top, unit := boxes[0].Y, boxes[0].H
	for _, b := range boxes {
		top, unit = min(top, b.Y), min(unit, b.H, b.W)
	}
	left := right - Length(m.Size)*unit
	dark := make([]bool, m.Size*m.Size)
	for i, b := range boxes {
		if (b.X-left)%unit != 0 || (b.Y-top)%unit != 0 || b.W%unit != 0 || b.H%unit != 0 || unit%10 != 0 {
			t.Fatalf("box %+v does not stand on modules of %d", b, unit)
		}
		if b.Joined != (i+1 < len(boxes)) {
			t.Errorf("box %d of %d is joined: %v", i+1, len(boxes), b.Joined)
		}
		for y := (b.Y - top) / unit; y < (b.Y-top+b.H)/unit; y++ {
			for x := (b.X - left) / unit; x < (b.X-left+b.W)/unit; x++ {
				at := int(y)*m.Size + int(x)
				if dark[at] {
					t.Fatalf("module %d, %d is drawn twice", x, y)
				}
				dark[at] = true
			}
		}
	}
	for i := range dark {
		if dark[i] != m.Dark[i] {
			t.Fatalf("module %d, %d is wrong", i%m.Size, i/m.Size)
		}
	}
	if side := Length(m.Size+2*quiet) * unit; side < Mm(2200) || side > Mm(2500) {
		t.Errorf("the code of %d modules is %s mm wide", m.Size, millimetres(side))
	}
	for _, item := range l.Pages[page].Items {
		var x, y, w, h Length
		switch v := item.(type) {
		case GlyphRun:
			x, y, w, h = v.X, v.Y-ascent(v.Size), v.Width, v.Size
		case Rule:
			x, y, w, h = v.X1, v.Y1, v.X2-v.X1, v.Y2-v.Y1
		default:
			continue
		}
		white := quiet * unit
		if x+w > left-white && y+h > top-white && y < top+Length(m.Size)*unit+white {
			if run, ok := item.(GlyphRun); ok && run.Text == "后面的话。" || y+h <= top-white+unit {
				continue
			}
			t.Errorf("%T at %s, %s stands in the white of the code", item, millimetres(x), millimetres(y))
		}
	}
}
