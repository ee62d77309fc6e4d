package source

import (
	"strings"
	"unicode/utf8"
)

// PlaceAt is the place of the byte at that offset in Value, exact through
// several lines, escapes and line-ending backslashes. An offset beyond the end is
// the end. A string that was made in code is taken to be written as it is.
func (s String) PlaceAt(offset int) Place {
	offset = min(max(offset, 0), len(s.Value))
	w := walker{text: s.literal, place: s.Place}
	if s.literal == "" {
		w.text = s.Value
		for w.out < offset {
			w.char()
		}
		return w.place
	}
	w.open()
	for w.pos < len(w.text) {
		if w.multi && w.skipLineEnd() {
			continue
		}
		size := w.width()
		if w.out+size > offset {
			break
		}
		w.step(size)
	}
	return w.place
}

// walker goes through a string literal and counts what it decodes to.
type walker struct {
	text   string
	pos    int // in text
	out    int // bytes decoded
	place  Place
	multi  bool
	escape bool // backslashes are escapes
}

// open passes the opening quotes, and cuts off the closing ones.
func (w *walker) open() {
	quotes := w.text[:1]
	if three := strings.Repeat(quotes, 3); len(w.text) >= 6 && strings.HasPrefix(w.text, three) {
		quotes, w.multi = three, true
	}
	w.escape = quotes[0] == '"'
	w.text = strings.TrimSuffix(w.text, quotes)
	for range quotes {
		w.pos++
		w.place.Column++
	}
	if w.multi && strings.HasPrefix(w.text[w.pos:], "\n") {
		w.newline()
	}
}

func (w *walker) newline() {
	w.pos++
	w.place.Line++
	w.place.Column = 1
}

// skipLineEnd passes a backslash at a line's end and the white space behind it.
func (w *walker) skipLineEnd() bool {
	if !w.escape || w.text[w.pos] != '\\' {
		return false
	}
	rest := w.text[w.pos+1:]
	gap := len(rest) - len(strings.TrimLeft(rest, " \t\n"))
	if !strings.Contains(rest[:gap], "\n") {
		return false
	}
	for end := w.pos + 1 + gap; w.pos < end; {
		if w.text[w.pos] == '\n' {
			w.newline()
			continue
		}
		w.pos++
		w.place.Column++
	}
	return true
}

// width is how many bytes the next character or escape decodes to.
func (w *walker) width() int {
	if w.escape && w.text[w.pos] == '\\' {
		if n := hexDigits(w.text[w.pos:]); n > 0 {
			return runeLen(w.text[w.pos+2 : min(w.pos+2+n, len(w.text))])
		}
		return 1
	}
	_, size := utf8.DecodeRuneInString(w.text[w.pos:])
	return size
}

// step passes the next character or escape, which decodes to size bytes.
func (w *walker) step(size int) {
	if !w.escape || w.text[w.pos] != '\\' {
		w.char()
		return
	}
	length := min(2+hexDigits(w.text[w.pos:]), len(w.text)-w.pos)
	w.pos += length
	w.place.Column += length
	w.out += size
}

// char passes one character that stands for itself.
func (w *walker) char() {
	_, size := utf8.DecodeRuneInString(w.text[w.pos:])
	w.out += size
	if w.text[w.pos] == '\n' {
		w.newline()
		return
	}
	w.pos += size
	w.place.Column++
}

// hexDigits is the number of digits of a \x, \u or \U escape.
func hexDigits(s string) int {
	if len(s) < 2 {
		return 0
	}
	return map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[1]]
}

func runeLen(hex string) int {
	var r rune
	for _, c := range []byte(strings.ToLower(hex)) {
		d := strings.IndexByte("0123456789abcdef", c)
		r = r<<4 | rune(max(d, 0))
	}
	return max(1, utf8.RuneLen(r))
}

// PlaceAt is the place of the byte at that offset in a string node's value.
func (n *Node) PlaceAt(offset int) Place {
	text, _ := n.Value.(string)
	return String{Value: text, Place: n.Place, Set: true, literal: n.Literal}.PlaceAt(offset)
}
