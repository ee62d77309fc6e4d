package pdf

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"mingbai/internal/pdf/object"
)

// packSize is how many objects one object stream holds.
const packSize = 2000

// file is a PDF file in the making. What a person looks for stands in it as it is; all other objects
// that are not streams go into object streams.
type file struct {
	buf  []byte
	at   []position // by object number; number 0 is not used
	pack pack

	packers chan *packer // those that are free
	later   []stream     // written last, in this order
}

// position says where an object stands: at an offset, or in an object stream.
type position struct {
	offset int
	stream object.Ref
	index  int // within the stream
}

// pack is the objects that wait for their object stream.
type pack struct {
	refs  []object.Ref
	heads []byte // number and offset of each
	body  []byte
}

// newFile begins a file, whose streams are compressed by so many goroutines.
func newFile(workers int) *file {
	f := &file{buf: make([]byte, 0, 1<<18), at: make([]position, 1, 1024), packers: make(chan *packer, workers)}
	for range workers {
		f.packers <- newPacker()
	}
	f.buf = append(f.buf, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"...)
	return f
}

// reserve gives out the next object number.
func (f *file) reserve() object.Ref {
	f.at = append(f.at, position{})
	return object.Ref(len(f.at) - 1)
}

// put writes an object.
func (f *file) put(ref object.Ref, v object.Value) { f.small(ref, v.AppendTo) }

// putPlain writes an object where it can be read without unpacking.
func (f *file) putPlain(ref object.Ref, v object.Value) {
	f.begin(ref)
	f.buf = v.AppendTo(f.buf)
	f.buf = append(f.buf, "\nendobj\n"...)
}

// add writes an object under the next number.
func (f *file) add(v object.Value) object.Ref {
	ref := f.reserve()
	f.put(ref, v)
	return ref
}

func (f *file) begin(ref object.Ref) {
	f.at[ref].offset = len(f.buf)
	f.buf = strconv.AppendInt(f.buf, int64(ref), 10)
	f.buf = append(f.buf, " 0 obj\n"...)
}

// putStream writes a stream as it is.
func (f *file) putStream(ref object.Ref, d object.Dict, data []byte) {
	f.begin(ref)
	f.buf = d.With("Length", object.Int(len(data))).AppendTo(f.buf)
	f.buf = append(f.buf, "\nstream\n"...)
	f.buf = append(f.buf, data...)
	f.buf = append(f.buf, "\nendstream\nendobj\n"...)
}

// addStream writes a stream as it is, under the next number.
func (f *file) addStream(d object.Dict, data []byte) object.Ref {
	ref := f.reserve()
	f.putStream(ref, d, data)
	return ref
}

// addPacked writes a stream compressed, under the next number.
func (f *file) addPacked(d object.Dict, data []byte) object.Ref {
	p := <-f.packers
	ref := f.addStream(d.With("Filter", object.Name("FlateDecode")), p.deflate(data))
	f.packers <- p
	return ref
}

// small adds an object that goes into an object stream; write appends it.
func (f *file) small(ref object.Ref, write func(b []byte) []byte) {
	p := &f.pack
	p.refs = append(p.refs, ref)
	p.heads = strconv.AppendInt(p.heads, int64(ref), 10)
	p.heads = append(p.heads, ' ')
	p.heads = strconv.AppendInt(p.heads, int64(len(p.body)), 10)
	p.heads = append(p.heads, ' ')
	p.body = append(write(p.body), '\n')
	if len(p.refs) == packSize {
		f.flush()
	}
}

// flush writes the objects that wait.
func (f *file) flush() {
	p := &f.pack
	if len(p.refs) == 0 {
		return
	}
	data := slices.Concat(p.heads, p.body)
	ref := f.addLater(object.Dict{
		{Key: "Type", Value: object.Name("ObjStm")},
		{Key: "N", Value: object.Int(len(p.refs))},
		{Key: "First", Value: object.Int(len(p.heads))},
	}, func(p *packer) ([]byte, error) { return p.squeeze(data), nil })
	for i, r := range p.refs {
		f.at[r] = position{stream: ref, index: i}
	}
	p.refs, p.heads, p.body = p.refs[:0], p.heads[:0], p.body[:0]
}

// close writes the table of all objects, and returns the file.
func (f *file) close(root, info object.Ref) ([]byte, error) {
	f.flush()
	if err := f.finish(); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(f.buf)
	id := object.String(sum[:16])
	table := f.reserve()
	f.at[table].offset = len(f.buf)
	f.putStream(table, object.Dict{
		{Key: "Type", Value: object.Name("XRef")},
		{Key: "Size", Value: object.Int(len(f.at))},
		{Key: "W", Value: object.Array{object.Int(1), object.Int(4), object.Int(2)}},
		{Key: "Root", Value: root},
		{Key: "Info", Value: info},
		{Key: "ID", Value: object.Array{id, id}},
		{Key: "DecodeParms", Value: object.Dict{
			{Key: "Predictor", Value: object.Int(12)},
			{Key: "Columns", Value: object.Int(rowSize)},
		}},
		{Key: "Filter", Value: object.Name("FlateDecode")},
	}, (<-f.packers).deflate(f.table()))
	f.buf = append(f.buf, "startxref\n"...)
	f.buf = strconv.AppendInt(f.buf, int64(f.at[table].offset), 10)
	return append(f.buf, "\n%%EOF\n"...), nil
}

// rowSize is the length of a row of the table: kind, offset or stream, index.
const rowSize = 1 + 4 + 2

// table is the positions of all objects, each row as its difference from the one above.
func (f *file) table() []byte {
	out := make([]byte, 0, len(f.at)*(rowSize+1))
	var above, row [rowSize]byte
	for i, p := range f.at {
		switch {
		case i == 0:
			row = [rowSize]byte{}
			binary.BigEndian.PutUint16(row[5:], 0xFFFF)
		case p.stream != 0:
			row[0] = 2
			binary.BigEndian.PutUint32(row[1:], uint32(p.stream))
			binary.BigEndian.PutUint16(row[5:], uint16(p.index))
		default:
			row[0] = 1
			binary.BigEndian.PutUint32(row[1:], uint32(p.offset))
			binary.BigEndian.PutUint16(row[5:], 0)
		}
		out = append(out, 2) // the row above is to be added
		for j := range row {
			out = append(out, row[j]-above[j])
		}
		above = row
	}
	return out
}
