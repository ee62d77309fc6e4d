package read

import (
	"unicode/utf8"

	"mingbai/internal/pdf/object"
)

// font tells which characters the codes of a font stand for.
type font struct {
	wide    bool // two bytes a code
	unicode map[int]string
	left    *int // how many codes may still be mapped
}

// Bounds of what fonts say of their codes: how often one is mapped in the whole file, and how long
// a text one stands for.
const (
	maxMapped = 1 << 22
	maxSpan   = 64
)

// fontOf reads a font once.
func (f *File) fontOf(v object.Value) *font {
	ref, ok := v.(object.Ref)
	if !ok {
		return f.readFont(f.dict(v))
	}
	if f.fonts[ref] == nil {
		f.fonts[ref] = f.readFont(f.dict(ref))
	}
	return f.fonts[ref]
}

func (f *File) readFont(d object.Dict) *font {
	out := &font{wide: d.Get("Subtype") == object.Name("Type0"), unicode: map[int]string{}, left: &f.mappable}
	data, err := f.stream(d.Get("ToUnicode"))
	if err != nil {
		return out
	}
	r := f.reader(data, 0)
	defer func() { f.values += r.Read }()
	for {
		v, err := r.Next()
		if err != nil {
			return out
		}
		switch v {
		case object.Operator("beginbfchar"):
			out.readChars(r)
		case object.Operator("beginbfrange"):
			out.readRanges(r)
		}
	}
}

// readChars reads pairs of a code and its text.
func (t *font) readChars(r *object.Reader) {
	for {
		code, err1 := r.Next()
		from, ok := code.(object.String)
		if err1 != nil || !ok {
			return
		}
		text, err2 := r.Next()
		to, ok := text.(object.String)
		if err2 != nil || !ok {
			return
		}
		t.set(codeOf(from), decodeUTF16(string(to)))
	}
}

// readRanges reads codes from first to last with the text of the first, which is counted up, or
// with a list of texts.
func (t *font) readRanges(r *object.Reader) {
	for {
		var vs [3]object.Value
		for i := range vs {
			v, err := r.Next()
			if _, end := v.(object.Operator); err != nil || end {
				return
			}
			vs[i] = v
		}
		first, ok1 := vs[0].(object.String)
		last, ok2 := vs[1].(object.String)
		if !ok1 || !ok2 {
			return
		}
		from, to := codeOf(first), codeOf(last)
		switch text := vs[2].(type) {
		case object.String:
			s := decodeUTF16(string(text[:min(len(text), maxSpan)]))
			end, size := utf8.DecodeLastRuneInString(s)
			for code := from; code <= to && *t.left > 0; code++ {
				t.set(code, s[:len(s)-size]+string(end+rune(code-from)))
			}
		case object.Array:
			for i, v := range text {
				if s, ok := v.(object.String); ok && from+i <= to {
					t.set(from+i, decodeUTF16(string(s)))
				}
			}
		}
	}
}

func (t *font) set(code int, text string) {
	if *t.left--; *t.left >= 0 && len(text) <= 2*maxSpan {
		t.unicode[code] = text
	}
}

// codeOf is the number of a code of one or two bytes.
func codeOf(s object.String) int {
	n := 0
	for i := range min(len(s), 2) {
		n = n<<8 | int(s[i])
	}
	return n
}

// unknown stands for a character that the file doesn't tell.
const unknown = "\uFFFD"

// decode appends the characters that a shown string stands for.
func (t *font) decode(b []byte, s string) []byte {
	step := 1
	if t != nil && t.wide {
		step = 2
	}
	for i := 0; i+step <= len(s) && len(b) <= maxText; i += step {
		text, ok := "", false
		if t != nil {
			text, ok = t.unicode[codeOf(object.String(s[i:i+step]))]
		}
		if !ok {
			text = unknown
		}
		b = append(b, text...)
	}
	return b
}
