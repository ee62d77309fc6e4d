package font

import (
	"os"
	"testing"
)

func TestMiddle(t *testing.T) {
	data, err := os.ReadFile("../../layouts/fonts/serif-regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		r        rune
		from, to int
	}{{'—', 200, 400}, {'_', -300, -20}, {'国', 340, 420}, {' ', 0, 0}} {
		if got := f.Middle(c.r); got < c.from || got > c.to {
			t.Errorf("%q has its middle at %d, want %d to %d", c.r, got, c.from, c.to)
		}
	}
}
