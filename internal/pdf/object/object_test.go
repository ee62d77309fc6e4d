package object

import (
	"reflect"
	"testing"
)

func TestRead(t *testing.T) {
	for _, c := range []struct{ in, out string }{
		{"/Type", "/Type"},
		{"/application#2Fjson", "/application#2Fjson"},
		{"12", "12"}, {"-3", "-3"}, {"+4", "4"}, {".5", ".5"}, {"-0.207", "-0.207"},
		{"7 0 R", "7 0 R"}, {"7 0 Rx", "7"}, {"7 0", "7"},
		{"(a\\(b\\)c)", "(a\\(b\\)c)"}, {"(a(b)c)", "(a\\(b\\)c)"}, {"(\\101\\12)", "<410A>"}, {"(a\\\nb)", "(ab)"},
		{"(\r\n)", "<0A>"}, {"(\\r)", "<0D>"}, {"()", "()"},
		{"<48 6 5>", "(He)"}, {"<4>", "(@)"}, {"<feff4e2D>", "<FEFF4E2D>"},
		{"[1 0 R/A(b)]", "[1 0 R/A(b)]"}, {"[ ]", "[]"},
		{"<</K [ 1 2.50 ]\n/L<< >> /M null/N true>>", "<</K[1 2.50]/L<<>>/M null/N true>>"},
		{"% comment\n7", "7"}, {"Tj", "Tj"}, {"f*", "f*"}, {"1.2.3", "1.2.3"},
	} {
		v, err := (&Reader{Data: []byte(c.in)}).Next()
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if got := string(v.AppendTo(nil)); got != c.out {
			t.Errorf("%q is written as %q, want %q", c.in, got, c.out)
		}
	}
}

func TestReadFaults(t *testing.T) {
	deep := ""
	for range 100 {
		deep += "["
	}
	for _, in := range []string{"", "  ", "% only", "(", "(\\", "<4", "<4x>", "[1", "<<", "<</A>>", "<</A 1>", "<<1 2>>", "<</A 1/A 1>>", "<</A 1/B<</C 1/C 1>>>>", ">", ")", "]", "/A#", "/A#4", "/#zz", deep} {
		if v, err := (&Reader{Data: []byte(in)}).Next(); err == nil {
			t.Errorf("%q is read as %v", in, v)
		}
	}
}

func TestDict(t *testing.T) {
	d := Dict{{"A", Int(1)}, {"B", Int(2)}}
	if d.Get("C") != nil || d.Get("B") != Int(2) {
		t.Error("Get")
	}
	d = d.With("A", Name("x")).With("C", Ref(3)).Without("B").Without("Z")
	if got := string(d.AppendTo(nil)); got != "<</A/x/C 3 0 R>>" {
		t.Errorf("got %s", got)
	}
}

// FuzzRead holds that nothing panics, and that what is written reads as it was.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"<</A[1 0 R(b\\051)<0D>-.5]>>", "BT /F1 16 Tf (a) Tj ET", "(\\777\r)", "/a#20b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r := &Reader{Data: data}
		for {
			v, err := r.Next()
			if err != nil {
				return
			}
			written := v.AppendTo(nil)
			again, err := (&Reader{Data: written}).Next()
			if _, word := v.(Operator); word && err == nil {
				continue // any word, "-" too
			}
			if err != nil || !reflect.DeepEqual(again, v) {
				t.Fatalf("%#v is written as %q and read as %#v, %v", v, written, again, err)
			}
		}
	})
}
