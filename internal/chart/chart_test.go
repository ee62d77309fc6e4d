package chart

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// dump prints the shapes of a drawing, one a line.
func dump(d doc.Drawing) string {
	var b strings.Builder
	for _, s := range d.Shapes {
		switch s := s.(type) {
		case doc.Rect:
			fmt.Fprintf(&b, "%s %d+%d @%d+%d\n", [...]string{"solid", "hatch", "open", "dashed"}[s.Fill], s.X, s.W, s.Y, s.H)
		case doc.Line:
			fmt.Fprintf(&b, "line %d,%d %d,%d\n", s.X1, s.Y1, s.X2, s.Y2)
		case doc.Area:
			fmt.Fprintf(&b, "area %v\n", s.Points)
		case doc.Label:
			text := ""
			for _, p := range s.Parts {
				text += p.Text
			}
			fmt.Fprintf(&b, "label %d@%d %s %s\n", s.X, s.Y, [...]string{"start", "middle", "end"}[s.Anchor], text)
		}
	}
	return b.String()
}

func text(s string) []doc.LabelPart { return []doc.LabelPart{{Text: s}} }

func TestExecution(t *testing.T) {
	num := money.MustParse
	part := func(size string, fill doc.Fill, label string) Part { return Part{num(size), fill, text(label)} }
	tests := []struct {
		name, whole, done string
		rest              []Part
		times             int
		ok                bool
		want              string
	}{
		{"seed", "526.87", "498.31", []Part{part("19.00", doc.Hatch, "项目"), part("9.56", doc.Open, "基本")}, 10, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+945793 @1750+2000
hatch 948793+33062 @1750+2000
open 981855+18145 @1750+2000
area [{948793 3850} {1000000 3850} {1000000 5650} {457931 5650}]
hatch 457931+360620 @5750+1500
open 818551+181449 @5750+1500
label 457931@8700 start 项目
label 1000000@8700 end 基本
`},
		{"all spent", "7", "7.00", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+1000000 @1750+2000
`},
		{"nothing spent", "7", "0", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
open 0+1000000 @1750+2000
`},
		{"not reported", "7", "", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
dashed 0+1000000 @1750+2000
`},
		{"no budget", "0", "0", nil, 0, false, ""},
		{"no budget, not reported", "0", "", nil, 0, false, ""},
		{"negative", "-1", "1", nil, 0, false, ""},
		{"spent without a budget", "0", "5", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+1000000 @1750+2000
line 0,1500 0,4000
label 0@5200 start 限
`},
		{"over", "329.77", "338.31", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+974757 @1750+2000
solid 977757+22243 @1750+2000
line 974757,1500 974757,4000
label 974757@5200 end 限
`},
		{"parts unknown", "100", "90", nil, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+900000 @1750+2000
open 903000+97000 @1750+2000
`},
		{"parts do not add up", "100", "90", []Part{part("4", doc.Hatch, "项目"), part("5", doc.Open, "基本")}, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+900000 @1750+2000
open 903000+97000 @1750+2000
`},
		{"a part is negative", "100", "90", []Part{part("-1", doc.Hatch, "项目"), part("11", doc.Open, "基本")}, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+900000 @1750+2000
open 903000+97000 @1750+2000
`},
		{"one part only", "100", "90", []Part{part("0", doc.Hatch, "项目"), part("10", doc.Open, "基本")}, 5, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+900000 @1750+2000
open 903000+97000 @1750+2000
area [{903000 3850} {1000000 3850} {1000000 5650} {500000 5650}]
open 500000+500000 @5750+1500
label 1000000@8700 end 基本
`},
		{"wide enough unmagnified", "100", "60", []Part{part("30", doc.Hatch, "项目"), part("10", doc.Open, "基本")}, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+600000 @1750+2000
hatch 603000+297000 @1750+2000
open 900000+100000 @1750+2000
label 450000@5200 start 项目
label 1000000@5200 end 基本
`},
		{"next to nothing left", "100000000", "99999999", []Part{part("1", doc.Hatch, "项目")}, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+1000000 @1750+2000
`},
		{"too thin to magnify", "100000", "99999", []Part{part("1", doc.Hatch, "项目")}, 0, true, `label 0@1000 start 左
label 1000000@1000 end 右
solid 0+999990 @1750+2000
hatch 999993+7 @1750+2000
label 1000000@5200 end 项目
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := Execution{Whole: num(tt.whole), Rest: tt.rest, Left: text("左"), Right: text("右"), Limit: text("限")}
			if tt.done != "" {
				n := num(tt.done)
				e.Done = &n
			}
			d, times, ok := e.Draw()
			if got := dump(d); got != tt.want || times != tt.times || ok != tt.ok {
				t.Errorf("times %d, ok %v, got\n%s\nwant times %d, ok %v\n%s", times, ok, got, tt.times, tt.ok, tt.want)
			}
			for _, s := range d.Shapes {
				if l, isLabel := s.(doc.Label); isLabel && l.Y >= d.Height {
					t.Errorf("label at %d lies below the drawing's height %d", l.Y, d.Height)
				}
			}
		})
	}
}

func TestScale(t *testing.T) {
	tests := []struct {
		values []string
		steps  int
		head   string
	}{
		{[]string{"28.0064", "5.31"}, 3, "0|10|20|30%"},
		{[]string{"100"}, 4, "0|25|50|75|100%"},
		{[]string{"18642.50", "0"}, 4, "0|5,000|10,000|15,000|20,000%"},
		{[]string{"9"}, 4, "0|2.5|5|7.5|10%"},
		{[]string{"6"}, 3, "0|2|4|6%"},
		{[]string{"1"}, 4, "0|0.25|0.5|0.75|1%"},
		{[]string{"0.0012"}, 3, "0|0.0005|0.001|0.0015%"},
		{[]string{"30"}, 3, "0|10|20|30%"},
		{[]string{"30.01"}, 4, "0|10|20|30|40%"},
		{[]string{"0", "-5"}, 0, "0"},
		{nil, 0, "0"},
	}
	for _, tt := range tests {
		var values []money.Number
		for _, v := range tt.values {
			values = append(values, money.MustParse(v))
		}
		s := NewScale(values)
		var labels []string
		for _, sh := range s.Head("h", "%").Shapes {
			labels = append(labels, sh.(doc.Label).Parts[0].Text)
		}
		if got := strings.Join(labels, "|"); got != tt.head || s.Steps != tt.steps {
			t.Errorf("%v: got %d steps, %s; want %d, %s", tt.values, s.Steps, got, tt.steps, tt.head)
		}
		for _, v := range values {
			if s.Steps > 0 && v.Cmp(s.Max()) > 0 {
				t.Errorf("%v: %s lies beyond the scale", tt.values, v)
			}
		}
	}
}

func TestBars(t *testing.T) {
	s := NewScale([]money.Number{money.MustParse("28.0064")})
	num := money.MustParse
	spent := num("20")
	over := num("40")
	tests := []struct {
		name string
		d    doc.Drawing
		want string
	}{
		{"share", s.Share("a", num("28.0064")), "solid 0+933547 @0+750\n"},
		{"zero", s.Share("a", num("0")), ""},
		{"negative", s.Share("a", num("-3")), ""},
		{"beyond", s.Share("a", over), "solid 0+1000000 @0+750\n"},
		{"no scale", Scale{}.Share("a", num("1")), ""},
		{"budget", s.Budget("a", num("24"), &spent), "open 0+800000 @50+775\nsolid 0+666667 @0+875\n"},
		{"budget, spending not reported", s.Budget("a", num("24"), nil), "dashed 0+800000 @50+775\n"},
		{"overspent", s.Budget("a", num("24"), &over), "open 0+800000 @50+775\nsolid 0+1000000 @0+875\n"},
	}
	for _, tt := range tests {
		if got := dump(tt.d); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Whatever the numbers, every shape lies within the drawing.
func FuzzExecution(f *testing.F) {
	f.Add(int64(52687), int64(49831), int64(1900), int64(956))
	f.Add(int64(0), int64(1), int64(0), int64(0))
	f.Add(int64(3), int64(2), int64(1), int64(0))
	f.Fuzz(func(t *testing.T, whole, done, a, b int64) {
		n := money.Frac(done, 100)
		e := Execution{Whole: money.Frac(whole, 100), Done: &n, Rest: []Part{{Size: money.Frac(a, 100)}, {Size: money.Frac(b, 100)}}}
		d, times, ok := e.Draw()
		if !ok && len(d.Shapes) > 0 || times < 0 || times > maxTimes {
			t.Fatalf("ok %v, times %d, %d shapes", ok, times, len(d.Shapes))
		}
		for _, s := range d.Shapes {
			if r, isRect := s.(doc.Rect); isRect {
				if r.X < 0 || r.W <= 0 || r.X+r.W > doc.Full || r.Y < 0 || r.Y+r.H > d.Height {
					t.Fatalf("%+v lies outside", r)
				}
			}
		}
	})
}
