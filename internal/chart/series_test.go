package chart

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// print is dump with dots, and with the width from which a label stands.
func shapesOf(d doc.Drawing) string {
	var b strings.Builder
	for _, s := range d.Shapes {
		switch s := s.(type) {
		case doc.Line:
			fmt.Fprintf(&b, "%s %d,%d %d,%d\n", [...]string{"hair", "axis", "line", "part"}[s.Stroke], s.X1, s.Y1, s.X2, s.Y2)
		case doc.Dot:
			fmt.Fprintf(&b, "%s %d,%d\n", map[bool]string{false: "dot", true: "ring"}[s.Hollow], s.X, s.Y)
		case doc.Label:
			b.WriteString(strings.TrimSuffix(dump(doc.Drawing{Shapes: []doc.Shape{s}}), "\n"))
			if s.Least > 0 {
				fmt.Fprintf(&b, " from %d", s.Least)
			}
			b.WriteByte('\n')
		default:
			b.WriteString(dump(doc.Drawing{Shapes: []doc.Shape{s}}))
		}
	}
	return b.String()
}

// series makes a series of numbers; "" is a gap, and a number with ~ is of a year
// that is not complete.
func series(values ...string) Series {
	s := Series{Name: text("名")}
	for _, v := range values {
		p := Point{Label: text("空")}
		if v != "" {
			v, part := strings.CutSuffix(v, "~")
			n := money.MustParse(v)
			p = Point{Value: &n, Label: text(v), Part: part}
		}
		s.Points = append(s.Points, p)
	}
	return s
}

func years(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprint(2001+i))
	}
	return out
}

func TestYears(t *testing.T) {
	marked := series("90", "120")
	whole := money.Int(100)
	marked.Mark = &whole
	tests := []struct {
		name   string
		series Series
		from   string
		want   string
	}{
		{"rising and falling", series("50", "100", "75"), "40", `label 0@1000 start 名
axis 0,4750 1000000,4750
line 95000,4458 500000,3000
line 500000,3000 905000,3729
dot 95000,4458
dot 500000,3000
dot 905000,3729
label 95000@3858 middle 50
label 500000@2400 middle 100
label 905000@3129 middle 75
label 95000@6000 middle 2001
label 500000@6000 middle 2002
label 905000@6000 middle 2003
`},
		{"a gap and an open year", series("10", "", "20", "40~"), "0", `label 0@1000 start 名
axis 0,4750 1000000,4750
part 635000,3875 905000,3000
dot 95000,4313
dot 635000,3875
ring 905000,3000
label 95000@3713 middle 10
label 365000@4400 middle 空
label 635000@3275 middle 20
label 905000@2400 middle 40
label 95000@6000 middle 2001
label 365000@6000 middle 2002
label 635000@6000 middle 2003
label 905000@6000 middle 2004
`},
		{"one", series("7"), "6.2", `label 0@1000 start 名
axis 0,4750 1000000,4750
dot 500000,3000
label 500000@2400 middle 7
label 500000@6000 middle 2001
`},
		{"equal", series("8", "8"), "7.2", `label 0@1000 start 名
axis 0,4750 1000000,4750
line 95000,3000 905000,3000
dot 95000,3000
dot 905000,3000
label 95000@2400 middle 8
label 905000@2400 middle 8
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
		{"zeros", series("0", "0.00"), "0", `label 0@1000 start 名
axis 0,4750 1000000,4750
line 95000,4750 905000,4750
dot 95000,4750
dot 905000,4750
label 95000@4150 middle 0
label 905000@4150 middle 0.00
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
		{"below zero", series("-5", "15"), "-5", `label 0@1000 start 名
axis 0,4313 1000000,4313
line 95000,4750 905000,3000
dot 95000,4750
dot 905000,3000
label 95000@4150 middle -5
label 905000@2400 middle 15
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
		{"all below zero", series("-5", "-15"), "-15", `label 0@1000 start 名
axis 0,3000 1000000,3000
line 95000,3583 905000,4750
dot 95000,3583
dot 905000,4750
label 95000@2983 middle -5
label 905000@4150 middle -15
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
		{"beyond the whole", marked, "90", `label 0@1000 start 名
axis 0,4750 1000000,4750
hair 0,4167 1000000,4167
line 95000,4750 905000,3000
dot 95000,4750
dot 905000,3000
label 95000@4150 middle 90
label 905000@2400 middle 120
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
		{"all absent", series("", ""), "0", `label 0@1000 start 名
axis 0,4750 1000000,4750
label 95000@4400 middle 空
label 905000@4400 middle 空
label 95000@6000 middle 2001
label 905000@6000 middle 2002
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, from, ok := Years{Names: years(len(tt.series.Points)), Series: []Series{tt.series}}.Draw()
			if !ok {
				t.Fatal("nothing is drawn")
			}
			if got := shapesOf(d); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			if from[0].String() != tt.from {
				t.Errorf("the axis begins at %s, want %s", from[0], tt.from)
			}
			holds(t, d)
		})
	}
	for _, y := range []Years{{}, {Names: years(2)}, {Names: years(2), Series: []Series{series("1")}}} {
		if _, _, ok := y.Draw(); ok {
			t.Errorf("%+v is drawn", y)
		}
	}
}

// Series of one axis share it; others have their own.
func TestYearsShareAxis(t *testing.T) {
	a, b, c := series("100", "90"), series("60", "50"), series("100", "90")
	a.Axis, b.Axis = "money", "money"
	d, from, _ := Years{Names: years(2), Series: []Series{a, b, c}}.Draw()
	if got := fmt.Sprint(from); got != "[40 40 90]" {
		t.Errorf("the axes begin at %s", got)
	}
	holds(t, d)
}

// Of thirty years with long values those stand that say most: the last, the highest
// and the lowest, and every value where the page is wide enough.
func TestManyYears(t *testing.T) {
	var values []string
	for i := range 30 {
		values = append(values, fmt.Sprintf("%d.00", 10_000_000+(i*7919)%1000))
	}
	values[3], values[17] = "99999999.99", "10.00"
	d, _, _ := Years{Names: years(30), Series: []Series{series(values...)}}.Draw()
	holds(t, d)
	got := map[string]int{}
	for _, s := range d.Shapes {
		if l, ok := s.(doc.Label); ok {
			got[l.Parts[0].Text] = l.Least
		}
	}
	if least, ok := got["99999999.99"]; !ok || least > 36_000 {
		t.Errorf("the highest value stands from %d on, %v", least, ok)
	}
	for _, want := range []string{"10.00", values[29], "2030"} {
		if _, ok := got[want]; !ok {
			t.Errorf("%s has no label", want)
		}
	}
	if len(got) > 30 {
		t.Errorf("%d labels", len(got))
	}
	few, _, _ := Years{Names: years(5), Series: []Series{series("8096.95", "8604.26", "8451.09", "8000.00", "7999.99")}}.Draw()
	for _, s := range few.Shapes {
		if l, ok := s.(doc.Label); ok && l.Least > phone {
			t.Errorf("of five years %s does not stand on a telephone", l.Parts[0].Text)
		}
	}
}

func TestBands(t *testing.T) {
	num := money.MustParse
	grades := []Band{{"差", num("0")}, {"中", num("60")}, {"良", num("80")}, {"优", num("90")}}
	foot := `label 300000@3625 middle 差
label 700000@3625 middle 中
label 850000@3625 middle 良
label 950000@3625 middle 优
label 600000@4775 middle 60
label 800000@4775 middle 80
label 900000@4775 middle 90 from 20000
`
	tests := []struct {
		name, total, value string
		bands              []Band
		want               string
	}{
		{"within", "100", "85", grades, `solid 0+600000 @1500+875
solid 603000+197000 @1500+875
solid 803000+47000 @1500+875
open 850000+50000 @1500+875
open 903000+97000 @1500+875
` + foot},
		{"nothing", "100", "0", grades, `open 0+600000 @1500+875
open 603000+197000 @1500+875
open 803000+97000 @1500+875
open 903000+97000 @1500+875
` + foot},
		{"beyond", "100", "104.5", grades, `solid 0+600000 @1500+875
solid 603000+197000 @1500+875
solid 803000+97000 @1500+875
solid 903000+97000 @1500+875
` + foot},
		{"negative", "100", "-3", nil, "open 0+1000000 @1500+875\n"},
		{"bands not in order", "100", "50", []Band{{"甲", num("0")}, {"乙", num("70")}, {"丙", num("60")}}, `solid 0+500000 @1500+875
open 500000+500000 @1500+875
`},
		{"long names", "100", "100", []Band{{"不合格", num("0")}, {"合格", num("85")}, {"优秀等次", num("95")}}, `solid 0+850000 @1500+875
solid 853000+97000 @1500+875
solid 953000+47000 @1500+875
label 425000@3625 middle 不合格
label 900000@3625 middle 合格 from 20000
label 850000@4775 middle 85
label 950000@4775 middle 95 from 20000
`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d, ok := Bands{Total: num(tt.total), Bands: tt.bands, Values: []Measured{{Value: num(tt.value)}}}.Draw()
			if got := shapesOf(d); got != tt.want || !ok {
				t.Errorf("%v, got\n%s\nwant\n%s", ok, got, tt.want)
			}
			holds(t, d)
		})
	}
	two, _ := Bands{Total: num("100"), Bands: grades, Values: []Measured{{num("95"), text("自评"), text("优")}, {num("79"), text("复核"), nil}}}.Draw()
	if got := shapesOf(two); !strings.Contains(got, "label 0@4250 start 复核\n") || !strings.Contains(got, "label 300000@6875 middle 差\n") {
		t.Errorf("two values give\n%s", got)
	}
	holds(t, two)
	for _, b := range []Bands{{Total: num("100")}, {Total: num("0"), Values: make([]Measured, 1)}} {
		if _, ok := b.Draw(); ok {
			t.Errorf("%+v is drawn", b)
		}
	}
}

func numbers(values ...string) []money.Number {
	var out []money.Number
	for _, v := range values {
		out = append(out, money.MustParse(v))
	}
	return out
}

func TestClasses(t *testing.T) {
	tests := []struct {
		values, edges, counts string
	}{
		{"93.68 95.57 96.46 96.71 97.93 97.97 98.00 98.65", "[93 94 95 96 97 98 99]", "[1 0 1 2 3 1]"},
		{"100 100 100", "[99.8 100]", "[3]"},
		{"0 0", "[-0.2 0]", "[2]"},
		{"35 90 95 100 103", "[30 40 50 60 70 80 90 100 110]", "[1 0 0 0 0 1 2 1]"},
		{"-5 5", "[-6 -4 -2 0 2 4 6]", "[1 0 0 0 0 1]"},
		{"1 84510928.32", "[0 20000000 40000000 60000000 80000000 100000000]", "[1 0 0 0 1]"},
	}
	for _, tt := range tests {
		values := numbers(strings.Fields(tt.values)...)
		c := NewClasses(values)
		var edges []string
		for _, e := range c.Edges {
			edges = append(edges, exact(e))
		}
		if got := fmt.Sprint(edges); got != tt.edges {
			t.Errorf("%s: classes %s, want %s", tt.values, got, tt.edges)
		}
		if got := fmt.Sprint(c.Count(values)); got != tt.counts {
			t.Errorf("%s: %s, want %s", tt.values, got, tt.counts)
		}
	}
	grades := Classes{Lower: true, Edges: numbers("0", "60", "80", "90", "100")}
	if got := fmt.Sprint(grades.Count(numbers("0", "59.99", "60", "80", "89.99", "90", "100", "101"))); got != "[2 1 2 2]" {
		t.Errorf("grades count %s", got)
	}
}

func exact(n money.Number) string { s, _ := n.Exact(); return s }

func TestDistribution(t *testing.T) {
	values := numbers("93.5", "95.5", "96.5", "97.25", "97.75", "98")
	d, ok := Distribution{Classes: NewClasses(values), Values: values, Unit: "%", Marks: values[2:4], Mark: text("中位数")}.Draw()
	want := `label 0@1000 start 中位数
solid 16000+168000 @5417+1333
solid 416000+168000 @5417+1333
solid 616000+168000 @5417+1333
solid 816000+168000 @2750+4000
label 100000@5067 middle 1
label 300000@6400 middle 0
label 500000@5067 middle 1
label 700000@5067 middle 1
label 900000@2400 middle 3
axis 0,6750 1000000,6750
ring 700000,6750
ring 850000,6750
label 0@8200 start 93 from 20000
label 200000@8200 middle 94
label 400000@8200 middle 95 from 20000
label 600000@8200 middle 96
label 800000@8200 middle 97 from 20000
label 1000000@8200 end 98%
`
	if got := shapesOf(d); got != want || !ok {
		t.Errorf("%v, got\n%s\nwant\n%s", ok, got, want)
	}
	holds(t, d)
	named, _ := Distribution{Classes: Classes{Lower: true, Edges: numbers("0", "60", "100")}, Values: numbers("60", "99"), Names: []string{"差", "优"}}.Draw()
	if got := shapesOf(named); !strings.Contains(got, "label 250000@7200 middle 差\nlabel 750000@7200 middle 优\n") {
		t.Errorf("names give\n%s", got)
	}
	if _, ok := (Distribution{Classes: NewClasses(values)}).Draw(); ok {
		t.Error("no value is drawn")
	}
}
