package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"mingbai/internal/pdf/object"
)

// source is a file that gofpdf wrote: objects that are found by its table, streams with a direct
// length, one trailer. It reads no other PDF files.
type source struct {
	data []byte
	at   []int // offsets by object number
	root object.Ref
}

// readSource reads the table at the end of the file.
func readSource(data []byte) (*source, error) {
	tail := max(0, len(data)-64)
	i := bytes.LastIndex(data[tail:], []byte("startxref\n"))
	if i < 0 {
		return nil, errors.New("gofpdf 的输出没有 startxref")
	}
	r := &object.Reader{Data: data, At: tail + i + len("startxref\n")}
	start, err := r.Next()
	if err != nil {
		return nil, err
	}
	at, ok := start.(object.Int)
	if !ok || at < 0 || int(at) >= len(data) {
		return nil, errors.New("gofpdf 的输出里 startxref 有误")
	}
	s := &source{data: data}
	r.At = int(at)
	if err := s.readTable(r); err != nil {
		return nil, err
	}
	trailer, err := r.Next()
	if err != nil {
		return nil, err
	}
	d, _ := trailer.(object.Dict)
	if s.root, ok = d.Get("Root").(object.Ref); !ok {
		return nil, errors.New("gofpdf 的输出没有 Root")
	}
	return s, nil
}

// entrySize is the length of a line of the table: "0000000017 00000 n \n".
const entrySize = 20

// readTable reads the table and the word behind it.
func (s *source) readTable(r *object.Reader) error {
	var head [3]object.Value
	for i := range head {
		v, err := r.Next()
		if err != nil {
			return err
		}
		head[i] = v
	}
	n, ok := head[2].(object.Int)
	if head[0] != object.Operator("xref") || head[1] != object.Int(0) || !ok || n < 1 {
		return errors.New("gofpdf 的输出里 xref 有误")
	}
	r.At++ // end of line
	if int(n) > (len(r.Data)-r.At)/entrySize {
		return errors.New("gofpdf 的输出里 xref 不完整")
	}
	s.at = make([]int, n)
	for i := range s.at {
		at, err := strconv.Atoi(string(r.Data[r.At : r.At+10]))
		if err != nil || at < 0 || at >= len(s.data) {
			return fmt.Errorf("gofpdf 的输出里对象 %d 的位置有误", i)
		}
		s.at[i] = at
		r.At += entrySize
	}
	if word, err := r.Next(); err != nil || word != object.Operator("trailer") {
		return errors.New("gofpdf 的输出没有 trailer")
	}
	return nil
}

// object reads the dictionary with the given number. Of a stream it returns the data, too.
func (s *source) object(v object.Value) (object.Dict, []byte, error) {
	ref, ok := v.(object.Ref)
	if !ok || int(ref) >= len(s.at) {
		return nil, nil, fmt.Errorf("gofpdf 的输出里引用 %v 有误", v)
	}
	r := &object.Reader{Data: s.data, At: s.at[ref]}
	var vs [4]object.Value // 7 0 obj, dictionary
	for i := range vs {
		v, err := r.Next()
		if err != nil {
			return nil, nil, fmt.Errorf("gofpdf 的输出里对象 %d：%w", ref, err)
		}
		vs[i] = v
	}
	d, ok := vs[3].(object.Dict)
	if vs[0] != object.Int(ref) || vs[2] != object.Operator("obj") || !ok {
		return nil, nil, fmt.Errorf("gofpdf 的输出里对象 %d 有误", ref)
	}
	word, err := r.Next()
	if err != nil || word != object.Operator("stream") {
		return d, nil, nil
	}
	n, ok := d.Get("Length").(object.Int)
	from := r.At + 1 // end of line
	if !ok || n < 0 || from > len(s.data) || int(n) > len(s.data)-from {
		return nil, nil, fmt.Errorf("gofpdf 的输出里对象 %d 的长度有误", ref)
	}
	return d, s.data[from : from+int(n)], nil
}

// contents are the content streams of all pages.
func (s *source) contents() ([][]byte, error) {
	root, _, err := s.object(s.root)
	if err != nil {
		return nil, err
	}
	pages, _, err := s.object(root.Get("Pages"))
	if err != nil {
		return nil, err
	}
	kids, _ := pages.Get("Kids").(object.Array)
	var out [][]byte
	for _, kid := range kids {
		page, _, err := s.object(kid)
		if err != nil {
			return nil, err
		}
		_, content, err := s.object(page.Get("Contents"))
		if err != nil {
			return nil, err
		}
		out = append(out, content)
	}
	return out, nil
}

// fonts are the entries of the font dictionary that all pages share.
func (s *source) fonts() (object.Dict, error) {
	resources, _, err := s.object(object.Ref(2))
	if err != nil {
		return nil, err
	}
	d, _ := resources.Get("Font").(object.Dict)
	return d, nil
}
