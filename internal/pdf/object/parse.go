package object

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// maxDepth is how deep values may be nested; files have four or five levels.
const maxDepth = 32

// ErrEnd says that there is no further value.
var ErrEnd = errors.New("数据已经结束")

// Reader reads values one after the other.
type Reader struct {
	Data []byte
	At   int // where the next value is looked for
	Most int // how many values may be read, those within others included; 0 for any number
	Read int // how many have been
}

// Next reads the next value. Behind the last one it returns ErrEnd.
func (r *Reader) Next() (Value, error) { return r.value(maxDepth) }

func (r *Reader) value(depth int) (Value, error) {
	r.skipSpace()
	if r.At >= len(r.Data) {
		return nil, ErrEnd
	}
	if r.Read++; r.Most > 0 && r.Read > r.Most {
		return nil, r.fault("值太多")
	}
	switch c := r.Data[r.At]; c {
	case '/':
		r.At++
		return r.name()
	case '(':
		r.At++
		return r.literal()
	case '[':
		r.At++
		return r.array(depth)
	case '<':
		r.At++
		if r.peek() == '<' {
			r.At++
			return r.dict(depth)
		}
		return r.hex()
	case ')', '>', ']', '{', '}':
		return nil, r.fault("多余的 %q", c)
	}
	return r.word()
}

// fault is an error with its place.
func (r *Reader) fault(format string, args ...any) error {
	return fmt.Errorf("第 %d 字节：%s", r.At, fmt.Sprintf(format, args...))
}

// peek is the byte at hand, 0 at the end.
func (r *Reader) peek() byte {
	if r.At < len(r.Data) {
		return r.Data[r.At]
	}
	return 0
}

// skipSpace passes over white space and comments.
func (r *Reader) skipSpace() {
	for r.At < len(r.Data) {
		switch r.Data[r.At] {
		case 0, '\t', '\n', '\f', '\r', ' ':
			r.At++
		case '%':
			n := bytes.IndexAny(r.Data[r.At:], "\r\n")
			if n < 0 {
				n = len(r.Data) - r.At
			}
			r.At += n
		default:
			return
		}
	}
}

// token takes the regular characters at hand.
func (r *Reader) token() string {
	from := r.At
	for r.At < len(r.Data) && isRegular(r.Data[r.At]) {
		r.At++
	}
	return string(r.Data[from:r.At])
}

func (r *Reader) name() (Value, error) {
	s := r.token()
	if !strings.Contains(s, "#") {
		return Name(s), nil
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '#' {
			out = append(out, s[i])
			continue
		}
		if i+2 >= len(s) {
			return nil, r.fault("名称不完整")
		}
		c, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
		if err != nil {
			return nil, r.fault("名称有误")
		}
		out = append(out, byte(c))
		i += 2
	}
	return Name(out), nil
}

func (r *Reader) array(depth int) (Value, error) {
	if depth == 0 {
		return nil, r.fault("嵌套过深")
	}
	a := Array{}
	for {
		r.skipSpace()
		if r.peek() == ']' {
			r.At++
			return a, nil
		}
		v, err := r.value(depth - 1)
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

func (r *Reader) dict(depth int) (Value, error) {
	if depth == 0 {
		return nil, r.fault("嵌套过深")
	}
	d := Dict{}
	for {
		r.skipSpace()
		if r.peek() == '>' {
			if r.At++; r.peek() != '>' {
				return nil, r.fault("字典没有结束")
			}
			r.At++
			if key, twice := d.twice(); twice {
				return nil, r.fault("字典里有两个 %s", key)
			}
			return d, nil
		}
		key, err := r.value(depth - 1)
		if err != nil {
			return nil, err
		}
		name, ok := key.(Name)
		if !ok {
			return nil, r.fault("字典的键不是名称")
		}
		v, err := r.value(depth - 1)
		if err != nil {
			return nil, err
		}
		d = append(d, Entry{name, v})
	}
}

// word reads a number, a reference, or another word.
func (r *Reader) word() (Value, error) {
	s := r.token()
	switch s {
	case "true", "false":
		return Bool(s == "true"), nil
	case "null":
		return Null{}, nil
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		if isReal(s) {
			return Real(s), nil
		}
		return Operator(s), nil
	}
	if n > 0 && n <= 1<<23 && r.isRef() {
		return Ref(n), nil
	}
	return Int(n), nil
}

// isRef passes over " 0 R" if that comes next.
func (r *Reader) isRef() bool {
	const tail = " 0 R"
	rest := r.Data[r.At:]
	if !bytes.HasPrefix(rest, []byte(tail)) || len(rest) > len(tail) && isRegular(rest[len(tail)]) {
		return false
	}
	r.At += len(tail)
	return true
}

// isReal reports whether s is a number with a point.
func isReal(s string) bool {
	digits, points := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case (c == '-' || c == '+') && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && points == 1
}

func (r *Reader) hex() (Value, error) {
	var out []byte
	high, half := byte(0), false
	for ; r.At < len(r.Data); r.At++ {
		c := r.Data[r.At]
		switch {
		case c == '>':
			r.At++
			if half {
				out = append(out, high<<4)
			}
			return String(out), nil
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		case c <= ' ':
			continue
		default:
			return nil, r.fault("十六进制字符串里有 %q", c)
		}
		if half {
			out = append(out, high<<4|c)
		}
		high, half = c, !half
	}
	return nil, r.fault("字符串没有结束")
}

// literal reads a string in parentheses.
func (r *Reader) literal() (Value, error) {
	var out []byte
	open := 1
	for r.At < len(r.Data) {
		c := r.Data[r.At]
		r.At++
		switch c {
		case '\\':
			out = r.escape(out)
			continue
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return String(out), nil
			}
		case '\r': // an end of line of any kind is read as \n
			if r.peek() == '\n' {
				r.At++
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return nil, r.fault("字符串没有结束")
}

// escape reads what follows a backslash.
func (r *Reader) escape(out []byte) []byte {
	c := r.peek()
	r.At++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if r.peek() == '\n' {
			r.At++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	n := c - '0'
	for range 2 {
		if d := r.peek(); d >= '0' && d <= '7' {
			n = n<<3 | (d - '0')
			r.At++
		}
	}
	return append(out, n)
}
