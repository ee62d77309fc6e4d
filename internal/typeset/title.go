package typeset

import (
	"strings"

	"mingbai/internal/doc"
)

// title sets the head of the document: one blank line, the title centred over
// as many lines of the grid as it needs, the line 发布机构　成文日期, and one blank
// line.
func (s *setter) title(t *doc.Title) {
	if s.isFront() {
		s.titlePage(t)
		return
	}
	var v strip
	elem := s.parent.kid("H1")
	lines := s.titleLines(elem, s.titleSize, s.textW)
	height := Length(len(lines)) * s.titlePitch
	rows := 0 // of the grid
	for rows < 1<<16 && s.gridLine(rows) < height {
		rows++
	}
	y := s.gridLine(1) + (s.gridLine(1+rows)-s.gridLine(1)-height)/2 + baseline(s.titlePitch, s.titleSize)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, y+Length(i)*s.titlePitch)
	}
	end := 1 + rows
	if len(t.By) > 0 {
		by := s.byLines(t.By)
		for i, row := range by {
			s.centre(&v.ink, row, s.gridLine(end+i)+baseline(s.pitch(), s.bodySize))
		}
		end += len(by)
	}
	v.height, v.onGrid = s.gridLine(end+1), true
	s.push(v)
}

// titlePage sets the title of a book on a page of its own: half as large again, its
// middle above that of the page, and the fields one below the other at the foot.
func (s *setter) titlePage(t *doc.Title) {
	s.titled = s.titled || len(s.strips) == 0
	v := strip{height: s.textH, onGrid: true}
	size, pitch := s.titleSize*3/2, s.titlePitch*3/2
	lines := s.titleLines(s.parent.kid("H1"), size, s.textW)
	y := max(s.gridLine(s.lines*2/5)-Length(len(lines))*pitch/2, 0) + baseline(pitch, size)
	for i := range lines {
		s.emit(&v.ink, &lines[i], (s.textW-lines[i].width())/2, y+Length(i)*pitch)
	}
	if len(t.By) > 0 {
		elem := s.parent.kid("P")
		var by []textLine
		for i := range t.By {
			spans := s.fieldSpans(&t.By[i], s.bodyStyle(BodyFace), elem)
			by = append(by, s.breakText(spans, measure{width: s.textW, balance: true, em: s.bodySize})...)
		}
		for i := range by {
			row := max(s.lines-2-len(by)+i, 0)
			s.centre(&v.ink, by[i:i+1], s.gridLine(row)+baseline(s.pitch(), s.bodySize))
		}
	}
	s.push(v)
}

// titleLines breaks the title: its lines are broken by sense already, so only a
// line that is too wide is broken further, behind the year that it begins with if
// that takes no more lines: a name stays whole.
func (s *setter) titleLines(elem *Element, size, width Length) []textLine {
	st := textStyle{role: TitleFace, size: size}
	set := func(t string) []textLine {
		return s.breakText(s.split(nil, t, st, elem), measure{width: width, balance: true, em: size})
	}
	var lines []textLine
	for _, t := range s.doc.Title {
		broken := set(t)
		if year, rest, ok := strings.Cut(t, "年度"); ok && len(broken) > 1 && rest != "" {
			if parts := append(set(year+"年度"), set(rest)...); len(parts) <= len(broken) {
				broken = parts
			}
		}
		lines = append(lines, broken...)
	}
	return lines
}

// fieldSpans is a label with its content behind a space of one character.
func (s *setter) fieldSpans(f *doc.Field, st textStyle, elem *Element) []span {
	spans := s.split(nil, f.Label, st, elem)
	if len(f.Content) > 0 {
		spans = widen(spans, st.size)
	}
	return s.inlines(spans, f.Content, st, elem)
}

// widen adds white space behind the last character of spans, without adding a
// character to the text.
func widen(spans []span, by Length) []span {
	n := len(spans)
	if n == 0 {
		return spans
	}
	last := spans[n-1]
	head, tail := cutLast(last.text)
	spans = spans[:n-1]
	if head != "" {
		rest := last
		rest.text = head
		spans = append(spans, rest)
		last.tail = true
	}
	last.text, last.tracking = tail, last.tracking+by
	return append(spans, last)
}

// cutLast cuts off the last character.
func cutLast(text string) (head, tail string) {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i]&0xC0 != 0x80 {
			return text[:i], text[i:]
		}
	}
	return "", text
}

// byLines are the fields below the title: on one line where they fit, else each
// on lines of its own.
func (s *setter) byLines(fields []doc.Field) [][]textLine {
	elem := s.parent.kid("P")
	st := s.bodyStyle(BodyFace)
	var all []textLine
	total := Length(len(fields)-1) * 2 * s.advance
	for i := range fields {
		lines := s.breakText(s.fieldSpans(&fields[i], st, elem), measure{width: s.textW, balance: true, em: s.bodySize})
		for j := range lines {
			total += lines[j].width()
		}
		all = append(all, lines...)
	}
	if total <= s.textW && len(all) <= len(fields) {
		return [][]textLine{all}
	}
	var rows [][]textLine
	for i := range all {
		rows = append(rows, all[i:i+1])
	}
	return rows
}

// centre paints texts side by side, two characters apart, in the middle.
func (s *setter) centre(k *ink, texts []textLine, y Length) {
	width := Length(len(texts)-1) * 2 * s.advance
	for i := range texts {
		width += texts[i].width()
	}
	x := (s.textW - width) / 2
	for i := range texts {
		s.emit(k, &texts[i], x, y)
		x += texts[i].width() + 2*s.advance
	}
}
