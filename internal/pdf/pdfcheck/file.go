// Package pdfcheck reads the files that package pdf writes and looks for what PDF/A (2a, 3a) and
// PDF/UA-1 forbid: content that belongs to nothing, broken structure, fonts whose characters can't
// be told, missing metadata. It also gives back the text as a screen reader meets it.
//
// It is for tests. It finds what we have learnt to look for, not everything: veraPDF is the judge.
// It must not know how the file was made: package pdf and its state are out of its reach, and it
// reads only what stands in the file.
package pdfcheck

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"

	"mingbai/internal/pdf/object"
)

// File is a PDF file that has been read.
type File struct {
	Objects map[object.Ref]Object
	Trailer object.Dict
}

// Object is an object of a file; Data is nil when it isn't a stream.
type Object struct {
	Value object.Value
	Data  []byte // decoded
}

// Open reads a file with a table of objects in a stream, as package pdf writes it.
func Open(data []byte) (*File, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-1.7\n%")) || len(data) < 15 || data[10] < 0x80 || data[13] < 0x80 {
		return nil, errors.New("no header with a binary comment")
	}
	i := bytes.LastIndex(data, []byte("startxref\n"))
	if i < 0 || !bytes.HasSuffix(data, []byte("\n%%EOF\n")) {
		return nil, errors.New("no startxref or %%EOF at the end")
	}
	start, err := (&object.Reader{Data: data, At: i + len("startxref\n")}).Next()
	if err != nil {
		return nil, err
	}
	at, ok := start.(object.Int)
	if !ok || int(at) >= len(data) {
		return nil, errors.New("startxref leads out of the file")
	}
	_, table, err := readObject(data, int(at))
	if err != nil {
		return nil, err
	}
	f := &File{Objects: make(map[object.Ref]Object)}
	if f.Trailer, ok = table.Value.(object.Dict); !ok || f.Trailer.Get("Type") != object.Name("XRef") {
		return nil, errors.New("no table of objects")
	}
	return f, f.readAll(data, table.Data)
}

// readAll reads every object that the table lists.
func (f *File) readAll(data, table []byte) error {
	const row = 7
	if w := string(f.Trailer.Get("W").AppendTo(nil)); w != "[1 4 2]" || len(table)%row != 0 {
		return errors.New("unexpected form of the table")
	}
	packs := make(map[object.Ref][]Object)
	for n := 1; n < len(table)/row; n++ {
		r := table[n*row : n*row+row]
		field, index := int(r[1])<<24|int(r[2])<<16|int(r[3])<<8|int(r[4]), int(r[5])<<8|int(r[6])
		switch r[0] {
		case 1:
			num, o, err := readObject(data, field)
			if err != nil {
				return fmt.Errorf("object %d: %w", n, err)
			}
			if num != n {
				return fmt.Errorf("object %d stands where %d should", num, n)
			}
			f.Objects[object.Ref(n)] = o
		case 2:
			pack := object.Ref(field)
			if packs[pack] == nil {
				var err error
				if packs[pack], err = f.unpack(data, table, pack); err != nil {
					return fmt.Errorf("object stream %d: %w", pack, err)
				}
			}
			if index >= len(packs[pack]) {
				return fmt.Errorf("object %d is not in its stream", n)
			}
			f.Objects[object.Ref(n)] = packs[pack][index]
		default:
			return fmt.Errorf("object %d is free", n)
		}
	}
	return nil
}

// unpack reads the objects of an object stream.
func (f *File) unpack(data, table []byte, pack object.Ref) ([]Object, error) {
	at := int(pack) * 7
	if at+7 > len(table) || table[at] != 1 {
		return nil, errors.New("it is not in the table")
	}
	offset := int(table[at+1])<<24 | int(table[at+2])<<16 | int(table[at+3])<<8 | int(table[at+4])
	_, o, err := readObject(data, offset)
	if err != nil {
		return nil, err
	}
	d, _ := o.Value.(object.Dict)
	n, _ := d.Get("N").(object.Int)
	first, _ := d.Get("First").(object.Int)
	head := &object.Reader{Data: o.Data}
	var out []Object
	for range n {
		if _, err := head.Next(); err != nil {
			return nil, err
		}
		at, err := head.Next()
		if err != nil {
			return nil, err
		}
		pos, _ := at.(object.Int)
		v, err := (&object.Reader{Data: o.Data, At: int(first + pos)}).Next()
		if err != nil {
			return nil, err
		}
		out = append(out, Object{Value: v})
	}
	return out, nil
}

// readObject reads the object at an offset.
func readObject(data []byte, at int) (num int, o Object, err error) {
	r := &object.Reader{Data: data, At: at}
	var vs [4]object.Value
	for i := range vs {
		if vs[i], err = r.Next(); err != nil {
			return 0, o, err
		}
	}
	n, ok := vs[0].(object.Int)
	if !ok || vs[2] != object.Operator("obj") {
		return 0, o, fmt.Errorf("no object at %d", at)
	}
	o.Value = vs[3]
	word, err := r.Next()
	if err != nil {
		return 0, o, err
	}
	switch word {
	case object.Operator("endobj"):
	case object.Operator("stream"):
		o.Data, err = readStream(r, o.Value)
	default:
		err = fmt.Errorf("the object at %d does not end", at)
	}
	return int(n), o, err
}

// readStream reads and decodes the data of a stream.
func readStream(r *object.Reader, v object.Value) ([]byte, error) {
	d, _ := v.(object.Dict)
	n, ok := d.Get("Length").(object.Int)
	from := r.At + 1
	if !ok || n < 0 || from+int(n) > len(r.Data) {
		return nil, errors.New("a stream has a wrong length")
	}
	raw := r.Data[from : from+int(n)]
	r.At = from + int(n)
	if word, err := r.Next(); err != nil || word != object.Operator("endstream") {
		return nil, errors.New("a stream has a wrong length")
	}
	if d.Get("Filter") == nil {
		return raw, nil
	}
	if d.Get("Filter") != object.Name("FlateDecode") {
		return nil, errors.New("unexpected filter")
	}
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	out, err := io.ReadAll(z)
	if parms, ok := d.Get("DecodeParms").(object.Dict); ok && err == nil {
		return unpredict(out, parms)
	}
	return out, err
}

// unpredict undoes the predictor of PNG that takes differences to the row above.
func unpredict(data []byte, parms object.Dict) ([]byte, error) {
	columns, _ := parms.Get("Columns").(object.Int)
	row := int(columns) + 1
	if parms.Get("Predictor") != object.Int(12) || row < 2 || len(data)%row != 0 {
		return nil, errors.New("unexpected predictor")
	}
	var out []byte
	above := make([]byte, columns)
	for ; len(data) > 0; data = data[row:] {
		for i := range above {
			above[i] += data[1+i]
		}
		out = append(out, above...)
	}
	return out, nil
}

// get is the value behind v: that of the object when v is a reference.
func (f *File) get(v object.Value) object.Value {
	if ref, ok := v.(object.Ref); ok {
		return f.Objects[ref].Value
	}
	return v
}

// dict is the dictionary behind v, nil when there is none.
func (f *File) dict(v object.Value) object.Dict {
	d, _ := f.get(v).(object.Dict)
	return d
}

// array is the array behind v, nil when there is none.
func (f *File) array(v object.Value) object.Array {
	a, _ := f.get(v).(object.Array)
	return a
}

// stream is the data behind v.
func (f *File) stream(v object.Value) []byte {
	ref, _ := v.(object.Ref)
	return f.Objects[ref].Data
}

// catalog is the root of the document.
func (f *File) catalog() object.Dict { return f.dict(f.Trailer.Get("Root")) }
