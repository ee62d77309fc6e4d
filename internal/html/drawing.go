package html

import (
	"strconv"
	"strings"

	"mingbai/internal/doc"
)

func (w *writer) chart(c doc.Chart) {
	w.raw(`<figure class="chart`)
	if inset(c.Drawing) {
		w.raw(" full ex")
	}
	w.raw(`"`)
	w.id(c.ID)
	w.raw(">\n")
	w.drawing(c.Drawing, false)
	if c.Number != "" || c.Title != "" || len(c.Reading) > 0 {
		w.raw("<figcaption>")
		if c.Number != "" || c.Title != "" {
			w.raw("<b>")
			w.text(c.Number)
			if c.Number != "" && c.Title != "" {
				w.raw("\u3000")
			}
			w.text(c.Title)
			w.raw("</b>")
		}
		for _, r := range c.Reading {
			w.raw(" <span>")
			w.text(r)
			w.raw("</span>")
		}
		w.raw("</figcaption>")
	}
	w.raw("</figure>\n")
	if c.Data != nil {
		w.raw("<details class=\"grp data\"><summary data-web>这张图的数据</summary>\n")
		w.table(*c.Data)
		w.raw("</details>\n")
	}
}

// inset reports whether a drawing opens a bar into a lower one that leaves the
// left half free, so that the caption may stand there.
func inset(d doc.Drawing) bool {
	top := 0
	for _, s := range d.Shapes {
		if a, ok := s.(doc.Area); ok {
			for _, p := range a.Points {
				top = max(top, p.Y)
			}
		}
	}
	if top == 0 {
		return false
	}
	for _, s := range d.Shapes {
		switch s := s.(type) {
		case doc.Rect:
			if s.Y+s.H > top && s.X < doc.Full*45/100 {
				return false
			}
		case doc.Label:
			if s.Y > top && s.Anchor == doc.Start && s.X < doc.Full*45/100 {
				return false
			}
		}
	}
	return true
}

// drawing writes an SVG without viewBox: positions across are percentages, so
// that it stretches, and down they are rem, so that text keeps its size. A bar in
// a cell without text is hidden from those who read the cells beside it.
func (w *writer) drawing(d doc.Drawing, cell bool) {
	labels, figures := false, false
	for _, s := range d.Shapes {
		if l, ok := s.(doc.Label); ok {
			labels = true
			for _, p := range l.Parts {
				figures = figures || p.Figure != nil
			}
		}
	}
	var classes []string
	var room string
	if !cell {
		classes, room = crowded(d)
	}
	w.raw(`<svg class="`)
	switch {
	case cell && labels:
		w.raw("scale")
	case cell:
		w.raw("bar")
	default:
		w.raw("draw")
		w.raw(room)
	}
	w.raw(`" width="100%"`)
	w.rem("height", d.Height)
	w.raw(` focusable="false"`)
	switch {
	case cell && !labels:
		w.raw(` aria-hidden="true">`)
	case cell:
		w.raw(">")
	default:
		w.described(d, figures)
	}
	w.inCell = cell
	for i, s := range d.Shapes {
		class := ""
		if classes != nil {
			class = classes[i]
		}
		w.shape(s, d.Shapes[:i], class)
	}
	w.raw("</svg>")
}

// described gives a drawing its title and description. With figures in it, it is
// a group whose links can be reached; else it is one picture.
func (w *writer) described(d doc.Drawing, figures bool) {
	w.charts++
	id := "c." + strconv.Itoa(w.charts)
	role := "img"
	if figures {
		role = "group"
	}
	w.attr("role", role)
	w.attr("aria-labelledby", id+"-t")
	w.attr("aria-describedby", id+"-d")
	w.raw("><title")
	w.id(id + "-t")
	w.raw(">")
	w.text(d.Title)
	w.raw("</title><desc")
	w.id(id + "-d")
	w.raw(">")
	w.text(d.Desc)
	w.raw("</desc>\n")
}

func (w *writer) shape(s doc.Shape, before []doc.Shape, class string) {
	switch s := s.(type) {
	case doc.Rect:
		w.rect(s, before)
	case doc.Line:
		w.line(s)
	case doc.Area:
		w.area(s)
	case doc.Dot:
		w.raw(`<circle class="`)
		if s.Hollow {
			w.raw(`c-ring"`)
		} else {
			w.raw(`c-dot"`)
		}
		w.percent("cx", s.X)
		w.rem("cy", s.Y)
		w.raw(` r=".28125rem"/>`)
	case doc.Label:
		w.label(s, class)
	default:
		w.fail("shape %T cannot be drawn", s)
	}
}

// halfStroke is half the width of an outline in thousandths of a rem. By that an
// outline stays within its rectangle; bars in cells are drawn so already.
const halfStroke = 47

func (w *writer) rect(r doc.Rect, before []doc.Shape) {
	edge := halfStroke
	if w.inCell {
		edge = 0
	}
	switch r.Fill {
	case doc.Solid:
		w.box("c-solid", r, 0)
	case doc.Hatch:
		if !w.hatch {
			w.hatch = true
			w.raw(`<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="c-h0" width="5" height="5"/><rect class="c-h1" width="1.75" height="5"/></pattern></defs>`)
		}
		w.box(`hatch`, r, 0)
		w.box("c-edge", r, edge)
	case doc.Open:
		w.box("c-open", r, edge)
	case doc.Dashed:
		w.box("c-open c-dash", r, edge)
	default:
		w.fail("fill %d cannot be drawn", r.Fill)
		return
	}
	if r.Fill != doc.Solid && behindSolid(r, before) {
		w.raw(`<line class="c-gap"`)
		w.percent("x1", r.X)
		w.percent("x2", r.X)
		w.rem("y1", r.Y-2*halfStroke)
		w.rem("y2", r.Y+r.H+2*halfStroke)
		w.raw("/>")
	}
}

// behindSolid reports whether a rectangle begins where a solid one ends, so that
// a gap of paper must part them.
func behindSolid(r doc.Rect, before []doc.Shape) bool {
	for _, s := range before {
		if o, ok := s.(doc.Rect); ok && o.Fill == doc.Solid && o.Y == r.Y {
			if d := o.X + o.W - r.X; d >= -2 && d <= 2 && o.W > 0 {
				return true
			}
		}
	}
	return false
}

func (w *writer) box(class string, r doc.Rect, inner int) {
	w.raw("<rect")
	if class == "hatch" {
		w.raw(` fill="url(#hatch)"`)
	} else {
		w.attr("class", class)
	}
	w.percent("x", r.X)
	w.rem("y", r.Y+inner)
	w.percent("width", r.W)
	w.rem("height", max(r.H-2*inner, 0))
	w.raw("/>")
}

func (w *writer) line(l doc.Line) {
	class := ""
	switch l.Stroke {
	case doc.Hair:
		class = "c-hair"
	case doc.Axis:
		class = "c-axis"
	case doc.Data:
		class = "c-line"
	case doc.Part:
		class = "c-line c-part"
	default:
		w.fail("stroke %d cannot be drawn", l.Stroke)
		return
	}
	w.raw("<line")
	w.attr("class", class)
	w.percent("x1", l.X1)
	w.rem("y1", l.Y1)
	w.percent("x2", l.X2)
	w.rem("y2", l.Y2)
	w.raw("/>")
}

// area writes a closed shape in a drawing of its own whose view box is stretched,
// since a path knows no percentages. Its slanting sides get a thin line.
func (w *writer) area(a doc.Area) {
	if len(a.Points) < 3 {
		w.fail("an area of %d points", len(a.Points))
		return
	}
	top, bottom := a.Points[0].Y, a.Points[0].Y
	for _, p := range a.Points {
		top, bottom = min(top, p.Y), max(bottom, p.Y)
	}
	if top == bottom {
		w.fail("an area without height")
		return
	}
	w.raw(`<svg x="0" width="100%" preserveAspectRatio="none"`)
	w.rem("y", top)
	w.rem("height", bottom-top)
	w.raw(` viewBox="0 0 1000 `)
	w.b = strconv.AppendInt(w.b, int64(bottom-top), 10)
	w.raw(`"><path class="c-wedge" d="`)
	for i, p := range a.Points {
		w.point("ML"[min(i, 1)], p, top)
	}
	w.raw(`z"/><path class="c-hair" d="`)
	for i, p := range a.Points {
		q := a.Points[(i+1)%len(a.Points)]
		if p.Y != q.Y {
			w.point('M', p, top)
			w.point('L', q, top)
		}
	}
	w.raw(`"/></svg>`)
}

// point appends a step of a path, across in thousandths of the width.
func (w *writer) point(step byte, p doc.Point, top int) {
	w.b = append(w.b, step)
	w.b = appendThousandths(w.b, p.X)
	w.b = append(w.b, ' ')
	w.b = strconv.AppendInt(w.b, int64(p.Y-top), 10)
}

// label writes a line of text. A figure's unit, if it has one, follows it as it
// does in print.
func (w *writer) label(l doc.Label, class string) {
	w.raw("<text")
	if l.Small {
		class = strings.TrimSpace("small " + class)
	}
	if room := roomy(l.Least); room != "" {
		class = strings.TrimSpace(class + " " + room)
	}
	if class != "" {
		w.attr("class", class)
	}
	w.percent("x", l.X)
	w.rem("y", l.Y)
	switch l.Anchor {
	case doc.Start:
	case doc.Middle:
		w.raw(` text-anchor="middle"`)
	case doc.End:
		w.raw(` text-anchor="end"`)
	default:
		w.fail("anchor %d of a label", l.Anchor)
	}
	w.raw(">")
	for _, p := range l.Parts {
		if p.Figure == nil {
			w.text(p.Text)
			continue
		}
		w.raw(`<tspan class="d">`)
		w.door(*p.Figure, "v")
		w.raw("</tspan>")
		if p.Figure.Mark != nil {
			w.mark(*p.Figure.Mark)
		}
	}
	w.raw("</text>\n")
}

// percent appends a position across, given in millionths, as 94.5793%.
func (w *writer) percent(name string, millionths int) {
	w.b = append(w.b, ' ')
	w.b = append(w.b, name...)
	w.b = append(w.b, `="`...)
	w.b = appendDecimal(w.b, millionths, 4)
	w.b = append(w.b, `%"`...)
}

// rem appends a position down, given in thousandths of a rem, as 1.75rem.
func (w *writer) rem(name string, thousandths int) {
	w.b = append(w.b, ' ')
	w.b = append(w.b, name...)
	w.b = append(w.b, `="`...)
	w.b = appendThousandths(w.b, thousandths)
	w.b = append(w.b, `rem"`...)
}

func appendThousandths(b []byte, n int) []byte { return appendDecimal(b, n, 3) }

// appendDecimal appends n, counted in units of the given decimal place, without
// zeros at its end.
func appendDecimal(b []byte, n, places int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	one := 1
	for range places {
		one *= 10
	}
	b = strconv.AppendInt(b, int64(n/one), 10)
	if n %= one; n == 0 {
		return b
	}
	b = append(b, '.')
	for one /= 10; n > 0; one /= 10 {
		b = append(b, byte('0'+n/one))
		n %= one
	}
	return b
}
