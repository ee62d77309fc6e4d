package pdf

import (
	"bytes"
	"errors"
)

// kind is what a statement of a content stream does, as far as it matters to tidy.
type kind int

const (
	draws  kind = iota // draws, or changes the state of graphics
	sets               // changes the state of text
	begins             // opens marked content
	ends               // closes it
	shows              // shows text
)

// statement is an operator with its operands as gofpdf wrote them.
type statement struct {
	kind kind
	text []byte // the statement with its end of line; of text that is shown the string alone
	x, y int64  // where text is shown, in hundredths
}

// tidier writes the contents of pages shorter, and keeps what one of them leaves for the next to use.
type tidier struct {
	all []statement
	out []byte
}

// tidy writes the content of a page shorter, without a change of what is painted or marked. gofpdf
// begins and ends a text object for each piece of text and places each from the corner of the page.
// Here all text that no drawing interrupts is one object, and a piece is placed from the one before:
// the next line of a paragraph is always as far below. Fonts get their short names. The result is
// good until the next call.
func (t *tidier) tidy(content []byte, names []fontName) ([]byte, error) {
	all, err := parseContent(t.all[:0], content, names)
	if err != nil {
		return nil, err
	}
	w := contentWriter{out: t.out[:0]}
	drawn := false // the open marked content has drawings; then its text objects lie within it
	for i, s := range all {
		switch s.kind {
		case begins:
			if drawn = hasDrawing(all[i+1:]); drawn {
				w.end()
			} else {
				w.begin()
			}
		case ends:
			if drawn {
				w.end()
			}
		case draws:
			w.end()
		case shows:
			w.show(s)
			continue
		}
		w.out = append(w.out, s.text...)
	}
	w.end()
	t.all, t.out = all, w.out
	return w.out, nil
}

// hasDrawing reports whether something is drawn before the marked content ends.
func hasDrawing(all []statement) bool {
	for _, s := range all {
		switch s.kind {
		case draws:
			return true
		case ends:
			return false
		}
	}
	return false
}

// contentWriter writes statements and knows where the last text began.
type contentWriter struct {
	out    []byte
	inText bool
	x, y   int64
}

func (w *contentWriter) begin() {
	if !w.inText {
		w.out = append(w.out, "BT\n"...)
		w.inText, w.x, w.y = true, 0, 0
	}
}

func (w *contentWriter) end() {
	if w.inText {
		w.out = append(w.out, "ET\n"...)
		w.inText = false
	}
}

func (w *contentWriter) show(s statement) {
	w.begin()
	w.out = append(appendDecimal(w.out, s.x-w.x, places), ' ')
	w.out = append(appendDecimal(w.out, s.y-w.y, places), " Td"...)
	w.out = append(append(w.out, s.text...), "Tj\n"...)
	w.x, w.y = s.x, s.y
}

var errContent = errors.New("gofpdf 的输出里页面内容有误")

// parseContent appends the statements of the content of a page.
func parseContent(all []statement, content []byte, names []fontName) ([]statement, error) {
	for c := (&cursor{rest: content}); len(c.rest) > 0; {
		s := c.statement(names)
		if c.bad {
			return nil, errContent
		}
		all = append(all, s)
	}
	return all, nil
}

// cursor reads content that gofpdf and the painter wrote.
type cursor struct {
	rest []byte
	bad  bool // something else was there than should be
}

// statement reads one statement: a line, unless text is shown, which may hold ends of lines.
func (c *cursor) statement(names []fontName) statement {
	if !bytes.HasPrefix(c.rest, []byte("BT ")) {
		return c.line()
	}
	c.skip("BT ")
	for _, name := range names {
		if rest, ok := bytes.CutPrefix(c.rest, name.long); ok {
			c.rest = rest
			text := appendDecimal(bytes.Clone(name.short), c.hundredths(), places)
			c.skip(" Tf ET\n")
			return statement{kind: sets, text: append(text, " Tf\n"...)}
		}
	}
	s := statement{kind: shows, x: c.hundredths()}
	c.skip(" ")
	s.y = c.hundredths()
	c.skip(" Td ")
	s.text = c.literal()
	c.skip(" Tj ET\n")
	return s
}

// line reads a statement that is a line, and tells its kind by its last word.
func (c *cursor) line() statement {
	n := bytes.IndexByte(c.rest, '\n')
	if n < 0 {
		c.bad = true
		return statement{}
	}
	s := statement{text: c.rest[:n+1]}
	switch string(c.rest[bytes.LastIndexByte(c.rest[:n], ' ')+1 : n]) {
	case "BDC":
		s.kind = begins
	case "EMC":
		s.kind = ends
	case "Tc":
		s.kind = sets
	case "BT", "ET":
		c.bad = true // these come with text only
	}
	c.rest = c.rest[n+1:]
	return s
}

// skip passes over what must come next.
func (c *cursor) skip(s string) {
	if !bytes.HasPrefix(c.rest, []byte(s)) {
		c.bad = true
		return
	}
	c.rest = c.rest[len(s):]
}

// hundredths reads a number with two decimals.
func (c *cursor) hundredths() int64 {
	n := bytes.IndexByte(c.rest, ' ')
	if n < 4 || n > 15 || c.rest[n-3] != '.' {
		c.bad = true
		return 0
	}
	var v int64
	digits, negative := bytes.CutPrefix(c.rest[:n], []byte("-"))
	for i, d := range digits {
		switch {
		case d >= '0' && d <= '9':
			v = 10*v + int64(d-'0')
		case i != len(digits)-3:
			c.bad = true
		}
	}
	c.rest = c.rest[n:]
	if negative {
		return -v
	}
	return v
}

// literal reads a string in parentheses, and leaves it as it is written.
func (c *cursor) literal() []byte {
	if len(c.rest) == 0 || c.rest[0] != '(' {
		c.bad = true
		return nil
	}
	n := 1
	for n < len(c.rest) && c.rest[n] != ')' { // gofpdf escapes every parenthesis
		if c.rest[n] == '\\' {
			n++
		}
		n++
	}
	if n >= len(c.rest) {
		c.bad = true
		return nil
	}
	s := c.rest[:n+1]
	c.rest = c.rest[n+1:]
	return s
}
