package typeset

import (
	"strings"

	"mingbai/internal/typeset/linebreak"
)

// endless is wider than any line.
const endless Length = 1 << 32

// measure says how text is broken into lines.
type measure struct {
	width       Length
	first, hang Length
	justify     bool
	balance     bool // a heading: lines of even width
	em          Length
}

// textLine is a line with the spans its pieces come from.
type textLine struct {
	linebreak.Line
	spans []span // of the part that was broken; Piece.Run counts them
}

// breakText breaks spans into lines, at least one if there is any text.
func (s *setter) breakText(spans []span, m measure) []textLine {
	var lines []textLine
	for from := 0; from <= len(spans); {
		to := from
		for to < len(spans) && !spans[to].ends {
			to++
		}
		lines = s.breakPart(lines, spans[from:to], m)
		m.first = m.hang
		from = to + 1
	}
	return lines
}

// breakPart breaks text without forced ends.
func (s *setter) breakPart(lines []textLine, spans []span, m measure) []textLine {
	if len(spans) == 0 {
		return lines
	}
	runs := s.runs[:0]
	for i := range spans {
		sp := &spans[i]
		face := s.plain[sp.role]
		if sp.signs != plainSigns {
			face = s.formula[sp.signs][sp.role]
		}
		runs = append(runs, linebreak.Run{Text: sp.text, Face: face, Size: int64(sp.size),
			Tracking: int64(sp.tracking), Glue: sp.glue, Raise: int64(sp.raise), ID: i})
	}
	s.runs = runs
	p := linebreak.Params{Width: int64(m.width), First: int64(m.first), Hang: int64(m.hang),
		Justify: m.justify, Em: int64(m.em)}
	var r linebreak.Result
	if m.balance {
		r = linebreak.Balance(runs, p, 4)
	} else {
		r = s.scratch.Break(runs, p)
	}
	for _, ln := range r.Lines {
		lines = append(lines, textLine{ln, spans})
	}
	if r.Loose > 0 {
		s.reportLoose(lines[len(lines)-len(r.Lines):], m)
	}
	return lines
}

// reportLoose keeps the text of lines whose gaps are wider than 0.12 em.
func (s *setter) reportLoose(lines []textLine, m measure) {
	for _, ln := range lines {
		short := Length(ln.Width) < m.width-m.em/2
		if !ln.Last && (ln.Gap*1000 > int64(m.em)*120 || short) {
			s.loose = append(s.loose, ln.text())
		}
	}
}

// text is what a line prints.
func (ln *textLine) text() string {
	var b strings.Builder
	for _, p := range ln.Pieces {
		if p.Text != string(joiner) {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// width is how far the ink of a line reaches.
func (ln *textLine) width() Length { return Length(ln.Width) }

// emit paints a line into k, its baseline at y and its measure's left edge at x.
func (s *setter) emit(k *ink, ln *textLine, x, y Length) {
	for i := range ln.Pieces {
		p := &ln.Pieces[i]
		sp := &ln.spans[p.Run]
		at, width := x+Length(p.X), Length(p.Width)
		if sp.link != nil {
			k.link(sp, at, y, width)
		}
		if strings.IndexByte(p.Text, 0xE2) >= 0 && p.Text == string(joiner) {
			continue
		}
		run := GlyphRun{X: at, Y: y - sp.raise, Role: sp.role, Size: sp.size, Tracking: Length(p.Tracking),
			Text: p.Text, Width: width, Of: sp.of}
		switch {
		case sp.framed:
			s.frameDuty(k, run)
		case sp.signs != plainSigns:
			s.emitFormula(k, run, sp.signs)
		case sp.tail && s.rejoin(k, &run):
		default:
			k.runs = append(k.runs, run)
		}
	}
}

// rejoin adds a character to the run it was cut from, unless something came
// between them.
func (s *setter) rejoin(k *ink, run *GlyphRun) bool {
	n := len(k.runs) - 1
	if n < 0 {
		return false
	}
	last := &k.runs[n]
	if last.Of != run.Of || last.Y != run.Y || last.Role != run.Role || last.Size != run.Size ||
		last.X+last.Width != run.X || s.advanceOf(last.Role, last.Size, last.Tracking, last.Text) != last.Width {
		return false
	}
	last.Text += run.Text
	last.Width += run.Width
	return true
}

// link adds the rectangle of a linked piece, joined to the piece before it where
// both are of one link and one line.
func (k *ink) link(sp *span, x, y, width Length) {
	top, h := y-sp.raise-ascent(sp.size), sp.size
	if n := len(k.links); n > 0 {
		l := &k.links[n-1]
		if l.of == sp.of && l.x+l.w == x && l.y <= top+h && top <= l.y+l.h {
			l.w += width
			return
		}
	}
	k.links = append(k.links, link{x: x, y: top, w: width, h: h, href: sp.link.href, alt: sp.link.alt, of: sp.of})
}

// frameDuty paints 待填 in its dashed frame, which pieces side by side share.
func (s *setter) frameDuty(k *ink, run GlyphRun) {
	side, pad := framePad(run.Size), framePadY(run.Size)
	box := Box{
		X: run.X - side, Y: run.Y - ascent(run.Size) - pad, W: run.Width + 2*side, H: run.Size + 2*pad,
		Width: s.thin, Dash: 5 * Pt / 2,
	}
	if n := len(k.boxes); n > 0 && k.boxes[n-1].Y == box.Y && k.boxes[n-1].X+k.boxes[n-1].W == box.X+2*side {
		k.boxes[n-1].W += run.Width
	} else {
		k.boxes = append(k.boxes, box)
	}
	k.runs = append(k.runs, run)
}

// emitFormula paints a run with each sign in the middle of its box.
func (s *setter) emitFormula(k *ink, run GlyphRun, boxes signs) {
	face := s.faces[run.Role]
	text, x, from := run.Text, run.X, 0
	flush := func(to int, width Length) {
		if to > from {
			part := run
			part.Text, part.X, part.Width = text[from:to], x, min(width, run.X+run.Width-x)
			k.runs = append(k.runs, part)
			x += width
		}
		from = to
	}
	var width Length
	for i, r := range text {
		own := (Length(face.Advance(r))*run.Size + 500) / 1000
		box := (Length(boxes.width(r, face.Advance(r)))*run.Size + 500) / 1000
		switch {
		case r == ' ' && box < own: // a narrow blank ends its piece
			flush(i+1, width+box+run.Tracking)
			width = 0
		case box <= own:
			width += own + run.Tracking
		default:
			flush(i, width)
			x += (box - own) / 2
			flush(i+len(string(r)), own)
			x += box - own - (box-own)/2 + run.Tracking
			width = 0
		}
	}
	flush(len(text), width)
}

// takeNotes are the footnotes to which a line refers first.
func (s *setter) takeNotes(ln *textLine) []*footnote {
	var taken []*footnote
	for i := range ln.Pieces {
		if n := ln.spans[ln.Pieces[i].Run].mark; n > 0 {
			taken = append(taken, s.take(n)...)
		}
	}
	return taken
}
