// Package object reads and writes the values that PDF files are made of: names, numbers, strings,
// arrays, dictionaries, references. Content streams consist of the same values and of operators.
//
// It must not know files, pages or fonts: where an object begins, what it means and how a stream is
// packed is the business of those who call it.
package object

import "strconv"

// Value is one of Name, Ref, Int, Real, String, Bool, Null, Array, Dict, Operator and Raw.
type Value interface {
	// AppendTo appends the value as it stands in a file.
	AppendTo(b []byte) []byte
}

type (
	// Name is a name without its slash.
	Name string
	// Ref refers to an object by its number; the generation is 0 always.
	Ref int
	// Int is a number without a point.
	Int int64
	// Real is a number with a point, as it was written.
	Real string
	// String is a string of bytes.
	String string
	// Bool is true or false.
	Bool bool
	// Null is nothing.
	Null struct{}
	// Array is a list of values.
	Array []Value
	// Dict is a dictionary. It keeps its entries in order, so that it is written as it was read.
	Dict []Entry
	// Operator is any other word: an operator of a content stream, or obj, stream, endobj.
	Operator string
	// Raw is a value that is already written.
	Raw []byte
)

// Entry is an entry of a dictionary.
type Entry struct {
	Key   Name
	Value Value
}

// Get is the value of a key, nil when there is none.
func (d Dict) Get(key Name) Value {
	for _, e := range d {
		if e.Key == key {
			return e.Value
		}
	}
	return nil
}

// With is the dictionary with a value set: in its old place, or behind all others.
func (d Dict) With(key Name, v Value) Dict {
	for i, e := range d {
		if e.Key == key {
			d[i].Value = v
			return d
		}
	}
	return append(d, Entry{key, v})
}

// Without is the dictionary without a key.
func (d Dict) Without(key Name) Dict {
	for i, e := range d {
		if e.Key == key {
			return append(d[:i], d[i+1:]...)
		}
	}
	return d
}

// AppendTo appends the name; what may not stand in it becomes #xx.
func (n Name) AppendTo(b []byte) []byte {
	b = append(b, '/')
	for i := range len(n) {
		if c := n[i]; isRegular(c) && c > ' ' && c < 0x7F && c != '#' {
			b = append(b, c)
		} else {
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return b
}

// AppendTo appends the reference.
func (r Ref) AppendTo(b []byte) []byte {
	return append(strconv.AppendInt(b, int64(r), 10), " 0 R"...)
}

// AppendTo appends the number.
func (n Int) AppendTo(b []byte) []byte { return strconv.AppendInt(b, int64(n), 10) }

// AppendTo appends the number.
func (n Real) AppendTo(b []byte) []byte { return append(b, n...) }

// AppendTo appends the string: in parentheses if it is plain ASCII, else in hexadecimal digits.
func (s String) AppendTo(b []byte) []byte {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return s.appendHex(b)
		}
	}
	b = append(b, '(')
	for i := range len(s) {
		switch s[i] {
		case '(', ')', '\\':
			b = append(b, '\\')
		}
		b = append(b, s[i])
	}
	return append(b, ')')
}

func (s String) appendHex(b []byte) []byte {
	b = append(b, '<')
	for i := range len(s) {
		b = append(b, hexDigits[s[i]>>4], hexDigits[s[i]&15])
	}
	return append(b, '>')
}

// AppendTo appends true or false.
func (v Bool) AppendTo(b []byte) []byte { return strconv.AppendBool(b, bool(v)) }

// AppendTo appends null.
func (Null) AppendTo(b []byte) []byte { return append(b, "null"...) }

// AppendTo appends the array.
func (a Array) AppendTo(b []byte) []byte {
	b = append(b, '[')
	for i, v := range a {
		if i > 0 {
			b = separate(b, v)
		}
		b = v.AppendTo(b)
	}
	return append(b, ']')
}

// AppendTo appends the dictionary.
func (d Dict) AppendTo(b []byte) []byte {
	b = append(b, "<<"...)
	for _, e := range d {
		b = e.Key.AppendTo(b)
		b = separate(b, e.Value)
		b = e.Value.AppendTo(b)
	}
	return append(b, ">>"...)
}

// AppendTo appends the word.
func (o Operator) AppendTo(b []byte) []byte { return append(b, o...) }

// AppendTo appends what was written.
func (r Raw) AppendTo(b []byte) []byte { return append(b, r...) }

// separate appends a space unless v begins with a mark that ends the token before it.
func separate(b []byte, v Value) []byte {
	switch v.(type) {
	case Name, String, Array, Dict:
		return b
	}
	return append(b, ' ')
}

const hexDigits = "0123456789ABCDEF"

// isRegular reports whether c may stand within a token: it is neither white space nor a delimiter.
func isRegular(c byte) bool {
	switch c {
	case 0, '\t', '\n', '\f', '\r', ' ', '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return false
	}
	return true
}

// twice finds a key that stands in the dictionary more than once: programs disagree on which
// of them counts.
func (d Dict) twice() (Name, bool) {
	if len(d) <= 16 {
		for i, e := range d {
			if d[:i].Get(e.Key) != nil {
				return e.Key, true
			}
		}
		return "", false
	}
	seen := make(map[Name]bool, len(d))
	for _, e := range d {
		if seen[e.Key] {
			return e.Key, true
		}
		seen[e.Key] = true
	}
	return "", false
}
