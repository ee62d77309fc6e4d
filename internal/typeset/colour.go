package typeset

import "fmt"

// ColourStyle is what is printed in which colour, each written #RRGGBB. Official
// documents are black.
type ColourStyle struct {
	Head    string `toml:"head" zh:"标题的颜色" desc:"写成 \"#RRGGBB\"；公文用黑色 \"#000000\""`
	Text    string `toml:"text" zh:"文字的颜色" desc:"标题以外的全部文字"`
	Rule    string `toml:"rule" zh:"线的颜色" desc:"表格线、脚注线、框线"`
	Drawing string `toml:"drawing" zh:"图的颜色" desc:"图里的条、线和斜纹，二维码"`
}

// Colour is a colour of sRGB; its zero value is black.
type Colour struct{ R, G, B uint8 }

// Palette is a colour style, read.
type Palette struct{ Head, Text, Rule, Drawing Colour }

// Of is the colour in which an item is painted.
func (p *Palette) Of(item Item) Colour {
	var of *Element
	switch it := item.(type) {
	case GlyphRun:
		if it.Of != nil && (it.Of.Tag == "H1" || it.Of.Tag == "H2" || it.Of.Tag == "H3") {
			return p.Head
		}
		return p.Text
	case Rule:
		of = it.Of
	case Box:
		if it.Filled {
			return p.Drawing // a bar, be it in a cell
		}
		of = it.Of
	case Disc:
		of = it.Of
	case Hatching:
		of = it.Of
	}
	if of == nil {
		return p.Rule
	}
	return p.Drawing
}

// palette reads the colours of a style that has been checked.
func (c *ColourStyle) palette() Palette {
	read := func(s string) Colour {
		out, _ := parseColour(s)
		return out
	}
	return Palette{Head: read(c.Head), Text: read(c.Text), Rule: read(c.Rule), Drawing: read(c.Drawing)}
}

// check reports a colour that is none, or that is too pale to be read on paper.
func (c *ColourStyle) check() error {
	for _, v := range []struct{ name, value string }{
		{"head", c.Head}, {"text", c.Text}, {"rule", c.Rule}, {"drawing", c.Drawing},
	} {
		colour, ok := parseColour(v.value)
		switch {
		case !ok:
			return &StyleError{"colour." + v.name, fmt.Sprintf("样式 colour.%s 写作“%s”，不是颜色：要写成 #RRGGBB，例如 #000000 是黑色", v.name, v.value)}
		case colour.pale():
			return &StyleError{"colour." + v.name, fmt.Sprintf("样式 colour.%s = %s 太浅，印在白纸上看不清，要深一些", v.name, v.value)}
		}
	}
	return nil
}

// pale says whether a colour may stand out too little from white paper. Text needs a
// contrast of 4.5 to 1, that is a luminance of at most 0.1833. Squares are taken for
// the curve of sRGB: they are never less than it gives, so what passes is dark enough.
func (c Colour) pale() bool {
	r, g, b := int(c.R), int(c.G), int(c.B)
	return 2126*r*r+7152*g*g+722*b*b > 1833*255*255
}

// parseColour reads #RRGGBB.
func parseColour(s string) (Colour, bool) {
	if len(s) != 7 || s[0] != '#' {
		return Colour{}, false
	}
	var v [6]uint8
	for i := range v {
		switch d := s[i+1]; {
		case d >= '0' && d <= '9':
			v[i] = d - '0'
		case d >= 'a' && d <= 'f':
			v[i] = d - 'a' + 10
		case d >= 'A' && d <= 'F':
			v[i] = d - 'A' + 10
		default:
			return Colour{}, false
		}
	}
	return Colour{v[0]<<4 | v[1], v[2]<<4 | v[3], v[4]<<4 | v[5]}, true
}
