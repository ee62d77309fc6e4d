package pdf

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"github.com/jung-kurt/gofpdf"

	"mingbai/internal/typeset"
)

// gofpdf prints two decimals, and lengths have three. So the content is written in tenths of a
// point, and each page is shrunk to its true size by its first operator.
const places = 2

// units is a length in tenths of a point, for calls that take floats: such a float prints with two
// decimals exactly.
func units(v typeset.Length) float64 { return float64(v) / 100 }

// painter puts the items of a layout on the pages of a gofpdf document.
type painter struct {
	pdf   *gofpdf.Fpdf
	fonts *fontSet
	tags  *tags
	page  int   // 0-based
	sheet sheet // of the page
	buf   []byte

	open     content        // the marked content that is open
	font     int            // index of the current subset, -1 for none
	size     typeset.Length // of the font
	tracking typeset.Length
	width    typeset.Length // of lines
	dash     typeset.Length
	palette  typeset.Palette
	colour   typeset.Colour // of text, lines and areas
}

// content is what a piece of marked content belongs to: an element, or an artifact.
type content struct {
	of       *typeset.Element
	artifact string // its properties; "" for an element's content
}

const (
	pagination = "<</Type/Pagination>>"
	decoration = "<</Type/Layout>>"
)

// paint writes all pages with gofpdf and returns its file.
func paint(l *typeset.Layout, fonts *fontSet, tags *tags) ([]byte, error) {
	first := sheetOf(&l.Pages[0])
	p := &painter{fonts: fonts, tags: tags, palette: l.Palette, pdf: gofpdf.NewCustom(&gofpdf.InitType{
		UnitStr: "pt",
		Size:    gofpdf.SizeType{Wd: units(first.width), Ht: units(first.height)},
	})}
	fixed := time.Unix(0, 0).UTC() // the rewriter writes the document's own date
	p.pdf.SetCreationDate(fixed)
	p.pdf.SetModificationDate(fixed)
	p.pdf.SetCatalogSort(true)
	p.pdf.SetCompression(false) // the rewriter compresses
	p.pdf.SetAutoPageBreak(false, 0)
	for i := range fonts.subsets {
		p.pdf.AddFontFromBytes(family(i), "", fontDefinition(i), nil)
	}
	for i := range l.Pages {
		if err := p.paintPage(i, &l.Pages[i]); err != nil {
			return nil, fmt.Errorf("第 %d 页：%w", i+1, err)
		}
	}
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("gofpdf：%w", err)
	}
	return out.Bytes(), nil
}

// fontDefinition describes a font to gofpdf as one that every viewer has: so it reads and embeds
// nothing, and writes the bytes of a text as they are. The rewriter puts the true font in its place.
// gofpdf could embed it, but would take 1.7 ms for each, keep tables that no reader needs, and
// compress in haste.
func fontDefinition(i int) []byte {
	return []byte(`{"Tp":"Core","Name":"` + family(i) + `"}`)
}

// paintPage paints one page. Nothing of the graphics state of the page before it is left.
func (p *painter) paintPage(n int, page *typeset.Page) error {
	p.page, p.sheet = n, sheetOf(page)
	p.open, p.font, p.size, p.tracking, p.width, p.dash, p.colour = content{}, -1, 0, 0, -1, 0, typeset.Colour{}
	p.pdf.AddPageFormat("P", gofpdf.SizeType{Wd: units(p.sheet.width), Ht: units(p.sheet.height)})
	p.begin()
	for _, item := range page.Items {
		if err := p.item(item); err != nil {
			return err
		}
	}
	if err := p.mark(content{}); err != nil {
		return err
	}
	p.operator("Q")
	p.flush()
	return p.pdf.Error()
}

// begin sets the scale, and turns the page if it is to be turned.
func (p *painter) begin() {
	if !p.sheet.turned {
		p.operator("q .1 0 0 .1 0 0 cm")
		return
	}
	p.buf = append(p.buf, "q 0 .1 -.1 0 "...)
	p.buf = append(appendPoints(p.buf, p.sheet.height), ' ')
	p.operator("0 cm")
}

// item paints one item inside marked content.
func (p *painter) item(item typeset.Item) error {
	p.paintIn(p.palette.Of(item))
	switch it := item.(type) {
	case typeset.GlyphRun:
		return p.glyphRun(it)
	case typeset.Rule:
		box := p.sheet.rect(min(it.X1, it.X2), min(it.Y1, it.Y2), abs(it.X2-it.X1), abs(it.Y2-it.Y1))
		return p.drawing(it.Of, box, func() { p.rule(it) })
	case typeset.Box:
		return p.drawing(it.Of, p.sheet.rect(it.X, it.Y, it.W, it.H), func() { p.box(it) })
	case typeset.Disc:
		return p.drawing(it.Of, p.sheet.rect(it.X-it.R, it.Y-it.R, 2*it.R, 2*it.R), func() { p.disc(it) })
	case typeset.Hatching:
		return p.drawing(it.Of, p.sheet.rect(it.X, it.Y, it.W, it.H), func() { p.hatching(it) })
	}
	return fmt.Errorf("不认识的内容 %T", item)
}

// mark ends the open marked content and begins another, unless they are the same.
func (p *painter) mark(c content) error {
	if c == p.open {
		return nil
	}
	if p.open != (content{}) {
		p.operator("EMC")
	}
	p.open = c
	switch {
	case c.artifact != "":
		p.operator("/Artifact " + c.artifact + " BDC")
	case c.of != nil:
		id, err := p.tags.mark(c.of, p.page)
		if err != nil {
			return err
		}
		p.operator("/" + c.of.Tag + " <</MCID " + strconv.Itoa(id) + ">> BDC")
	}
	return nil
}

// glyphRun paints text.
func (p *painter) glyphRun(run typeset.GlyphRun) error {
	if run.Text == "" {
		return nil
	}
	c := content{of: run.Of}
	switch {
	case run.Furniture:
		c = content{artifact: pagination}
	case run.Of == nil:
		return fmt.Errorf("文字 %q 不属于任何结构元素", run.Text)
	}
	if err := p.mark(c); err != nil {
		return err
	}
	if c.of != nil {
		p.tags.text(c.of, run.Text)
		// The em box, near enough for the box of a figure.
		p.tags.extend(c.of, p.page, p.sheet.rect(run.X, run.Y-run.Size*88/100, run.Width, run.Size))
	}
	if run.Tracking != p.tracking {
		p.tracking = run.Tracking
		p.number(run.Tracking).operator("Tc")
	}
	at := p.fonts.of[run.Role]
	if at != p.font || run.Size != p.size {
		p.font, p.size = at, run.Size
		p.flush()
		p.pdf.SetFont(family(at), "", units(run.Size))
	}
	p.show(run, p.fonts.subsets[at].encode(run.Text))
	return nil
}

// show paints text in the current font.
func (p *painter) show(run typeset.GlyphRun, text string) {
	if !run.Turned {
		p.flush()
		p.pdf.Text(units(run.X), units(run.Y), text)
		return
	}
	p.buf = append(p.buf, "q 0 -1 1 0 "...)
	p.point(run.X, run.Y).operator("cm")
	p.flush()
	p.pdf.Text(0, units(p.sheet.height), text)
	p.operator("Q")
}

// drawing paints lines and areas: content of a figure, or decoration of the page.
func (p *painter) drawing(of *typeset.Element, box rect, draw func()) error {
	c := content{artifact: decoration}
	if of != nil {
		c = content{of: of}
	}
	if err := p.mark(c); err != nil {
		return err
	}
	if of != nil {
		p.tags.extend(of, p.page, box)
	}
	draw()
	return nil
}

func (p *painter) rule(r typeset.Rule) {
	p.stroke(r.Width, r.Dash)
	p.point(r.X1, r.Y1).operator("m")
	p.point(r.X2, r.Y2).operator("l")
	p.operator("S")
}

func (p *painter) box(b typeset.Box) {
	if b.Filled && b.Joined {
		p.rectangle(b.X, b.Y, b.W, b.H)
		return
	}
	if b.Filled {
		p.rectangle(b.X, b.Y, b.W, b.H).operator("f")
		return
	}
	p.stroke(b.Width, b.Dash)
	p.rectangle(b.X, b.Y, b.W, b.H).operator("S")
}

// disc paints a circle from four curves. Their control points lie 0.5523 radii from their ends.
func (p *painter) disc(d typeset.Disc) {
	paint := "f"
	if !d.Filled {
		p.stroke(d.Width, 0)
		p.operator("1 g")
		paint = "B"
	}
	x, y, r, c := d.X, d.Y, d.R, d.R*5523/10000
	p.point(x+r, y).operator("m")
	p.point(x+r, y-c).point(x+c, y-r).point(x, y-r).operator("c")
	p.point(x-c, y-r).point(x-r, y-c).point(x-r, y).operator("c")
	p.point(x-r, y+c).point(x-c, y+r).point(x, y+r).operator("c")
	p.point(x+c, y+r).point(x+r, y+c).point(x+r, y).operator("c")
	p.operator(paint)
	if !d.Filled {
		p.fill()
	}
}

// paintIn changes the colour of what follows. Where everything is black, nothing is written.
func (p *painter) paintIn(c typeset.Colour) {
	if c == p.colour {
		return
	}
	p.colour = c
	p.fill()
	p.channels().operator("RG")
}

// fill sets the colour of text and areas.
func (p *painter) fill() {
	if p.colour == (typeset.Colour{}) {
		p.operator("0 g")
		return
	}
	p.channels().operator("rg")
}

// channels appends the current colour as three numbers from 0 to 1.
func (p *painter) channels() *painter {
	for _, v := range [...]uint8{p.colour.R, p.colour.G, p.colour.B} {
		p.buf = append(appendDecimal(p.buf, (int64(v)*10000+127)/255, 4), ' ')
	}
	return p
}

// clear is the paper between a hatch and the inner edge of its outline, besides half the outline.
const clear = typeset.Length(40)

// hatching strokes a rectangle from its left bottom to its right top, and then its outline.
func (p *painter) hatching(h typeset.Hatching) {
	if inset := h.Outline/2 + clear; h.Step > 0 && min(h.W, h.H) > 2*inset {
		p.operator("q")
		p.rectangle(h.X+inset, h.Y+inset, h.W-2*inset, h.H-2*inset).operator("W")
		p.operator("n")
		width, dash := p.width, p.dash
		p.stroke(h.Width, 0)
		for x := h.X - h.H + h.Step; x < h.X+h.W; x += h.Step {
			p.point(x, h.Y+h.H).operator("m")
			p.point(x+h.H, h.Y).operator("l")
		}
		p.operator("S")
		p.operator("Q")
		p.width, p.dash = width, dash
	}
	if h.Outline > 0 {
		p.stroke(h.Outline, 0)
		p.rectangle(h.X, h.Y, h.W, h.H).operator("S")
	}
}

// stroke sets how lines are drawn.
func (p *painter) stroke(width, dash typeset.Length) {
	if width != p.width {
		p.width = width
		p.number(width).operator("w")
	}
	if dash != p.dash {
		p.dash = dash
		p.buf = append(p.buf, '[')
		if dash > 0 {
			p.number(dash)
		}
		p.buf = append(p.buf, "] 0 "...)
		p.operator("d")
	}
}

// rectangle writes the path of a rectangle, and leaves the painting to the caller.
func (p *painter) rectangle(x, y, w, h typeset.Length) *painter {
	p.point(x, y+h).number(w).number(h)
	p.buf = append(p.buf, "re "...)
	return p
}

// point appends the coordinates of a place; here y turns upwards.
func (p *painter) point(x, y typeset.Length) *painter { return p.number(x).number(p.sheet.height - y) }

// number appends an operand.
func (p *painter) number(v typeset.Length) *painter {
	p.buf = append(appendDecimal(p.buf, int64(v), places), ' ')
	return p
}

// operator appends an operator, behind its operands.
func (p *painter) operator(op string) { p.buf = append(append(p.buf, op...), '\n') }

// flush hands on what was appended. It must come before any call of gofpdf that writes itself.
func (p *painter) flush() {
	if n := len(p.buf); n > 0 {
		p.pdf.RawWriteStr(string(p.buf[:n-1])) // it ends the line
		p.buf = p.buf[:0]
	}
}

func abs(v typeset.Length) typeset.Length { return max(v, -v) }
