package typeset

import (
	"errors"
	"testing"
)

// A colour is #RRGGBB, and dark enough for white paper: a finding says which is not.
func TestColourStyle(t *testing.T) {
	for _, tt := range []struct {
		value string
		ok    bool
	}{
		{"#000000", true}, {"#c00000", true}, {"#1F3864", true}, {"#0000FF", true}, {"#006400", true}, {"#6D6D6D", true},
		{"", false}, {"red", false}, {"#000", false}, {"000000", false}, {"#00000g", false}, {"#0000000", false},
		{"#FFFFFF", false}, {"#FF0000", false}, {"#808080", false}, {"#00FF00", false}, {"#FFFF00", false},
	} {
		for key, at := range map[string]func(*ColourStyle) *string{
			"colour.head":    func(c *ColourStyle) *string { return &c.Head },
			"colour.text":    func(c *ColourStyle) *string { return &c.Text },
			"colour.rule":    func(c *ColourStyle) *string { return &c.Rule },
			"colour.drawing": func(c *ColourStyle) *string { return &c.Drawing },
		} {
			st := DefaultStyle()
			*at(&st.Colour) = tt.value
			err := st.Check()
			if tt.ok {
				if err != nil {
					t.Errorf("%s = %q: %v", key, tt.value, err)
				}
				continue
			}
			var e *StyleError
			if !errors.As(err, &e) || e.Key != key {
				t.Errorf("%s = %q: %v", key, tt.value, err)
			}
		}
	}
}

// Each kind of thing has its colour.
func TestPalette(t *testing.T) {
	st := DefaultStyle()
	st.Colour = ColourStyle{Head: "#A01010", Text: "#101020", Rule: "#203040", Drawing: "#1F3864"}
	if err := st.Check(); err != nil {
		t.Fatal(err)
	}
	p := newSheet(st).palette
	head, text, rule, drawing := Colour{0xA0, 0x10, 0x10}, Colour{0x10, 0x10, 0x20}, Colour{0x20, 0x30, 0x40}, Colour{0x1F, 0x38, 0x64}
	for _, tt := range []struct {
		item Item
		want Colour
	}{
		{GlyphRun{Of: &Element{Tag: "H1"}}, head}, {GlyphRun{Of: &Element{Tag: "H3"}}, head},
		{GlyphRun{Of: &Element{Tag: "P"}}, text}, {GlyphRun{Furniture: true}, text},
		{Rule{}, rule}, {Box{}, rule}, {Box{Filled: true}, drawing}, {Box{Of: &Element{Tag: "Figure"}}, drawing},
		{Disc{Of: &Element{Tag: "Figure"}}, drawing}, {Hatching{Of: &Element{Tag: "Figure"}}, drawing},
	} {
		if got := p.Of(tt.item); got != tt.want {
			t.Errorf("%#v: %v, want %v", tt.item, got, tt.want)
		}
	}
}

// A line of the grid is at least as high as the text that stands on it.
func TestStyleLines(t *testing.T) {
	for key, spoil := range map[string]func(*Style){
		"page.lines":  func(s *Style) { s.Page.Lines = 100 },
		"brief.lines": func(s *Style) { s.Brief.Lines = 100 },
	} {
		st := DefaultStyle()
		spoil(st)
		var e *StyleError
		if err := st.Check(); !errors.As(err, &e) || e.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
}
