package read

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"

	"mingbai/internal/pdf/object"
)

// load reads an object once; one that is not there or can't be read has no value.
func (f *File) load(ref object.Ref) entry {
	if e, ok := f.objects[ref]; ok {
		return e
	}
	at, ok := f.at[ref]
	if !ok || at.offset == free || f.loading[ref] || len(f.loading) > maxDepth {
		return entry{}
	}
	f.loading[ref] = true
	defer delete(f.loading, ref)
	var e entry
	if at.stream != 0 {
		e.value = f.packed(at)
	} else if read, num, err := f.objectAt(at.offset); err == nil && num == int(ref) {
		e = read
	}
	f.objects[ref] = e
	return e
}

// objectAt reads the object at an offset, and returns its number.
func (f *File) objectAt(at int) (entry, int, error) {
	r := f.reader(f.data, at)
	defer func() { f.values += r.Read }()
	var vs [4]object.Value // 7 0 obj, value
	for i := range vs {
		v, err := r.Next()
		if err != nil {
			return entry{}, 0, damaged("对象读不出来")
		}
		vs[i] = v
	}
	num, ok := vs[0].(object.Int)
	if !ok || vs[2] != object.Operator("obj") {
		return entry{}, 0, damaged("应有对象的地方没有对象")
	}
	e := entry{value: vs[3]}
	word, err := r.Next()
	d, isDict := e.value.(object.Dict)
	if err != nil || word != object.Operator("stream") || !isDict {
		return e, int(num), nil
	}
	n, ok := f.int(d.Get("Length"))
	from := r.At
	if from < len(f.data) && f.data[from] == '\r' {
		from++
	}
	from++ // \n
	if !ok || n < 0 || from > len(f.data) || n > len(f.data)-from {
		return entry{}, 0, damaged("对象 %d 的长度有误", num)
	}
	e.stream = f.data[from : from+n : from+n]
	if after := (&object.Reader{Data: f.data, At: from + n}); !ends(after) {
		return entry{}, 0, damaged("对象 %d 的长度有误", num)
	}
	return e, int(num), nil
}

// ends reports whether a stream ends here. Programs that don't find its end look for it, and
// may find more of it than its length says.
func ends(r *object.Reader) bool {
	v, err := r.Next()
	return err == nil && v == object.Operator("endstream")
}

// pack is an object stream: its data, and where each object in it begins.
type pack struct {
	data []byte
	at   []int
}

// packed reads an object from its object stream; nil when it can't.
func (f *File) packed(at position) object.Value {
	p, ok := f.packs[at.stream]
	if !ok {
		p = f.openPack(at.stream)
		f.packs[at.stream] = p
	}
	if p == nil || at.index >= len(p.at) {
		return nil
	}
	r := f.reader(p.data, p.at[at.index])
	v, err := r.Next()
	f.values += r.Read
	if err != nil {
		return nil
	}
	return v
}

func (f *File) openPack(ref object.Ref) *pack {
	if f.at[ref].stream != 0 {
		return nil // a stream never lies in a stream
	}
	e := f.load(ref)
	d, ok := e.value.(object.Dict)
	if !ok || e.stream == nil {
		return nil
	}
	data, err := f.unpack(d, e.stream)
	n, ok1 := d.Get("N").(object.Int)
	first, ok2 := d.Get("First").(object.Int)
	if err != nil || !ok1 || !ok2 || n < 0 || n > maxObjects || first < 0 {
		return nil
	}
	p := &pack{data: data}
	head := f.reader(data, 0)
	defer func() { f.values += head.Read }()
	for range int(n) {
		_, err1 := head.Next()
		v, err2 := head.Next()
		at, ok := v.(object.Int)
		if err1 != nil || err2 != nil || !ok || at < 0 || int(first)+int(at) > len(data) {
			return nil
		}
		p.at = append(p.at, int(first)+int(at))
	}
	return p
}

var (
	errFilter = errors.New("PDF 文件用了不支持的压缩方法")
	errTooBig = errors.New("PDF 文件解压以后太大")
)

// unpack undoes the compression of a stream.
func (f *File) unpack(d object.Dict, raw []byte) ([]byte, error) {
	filters, parms := f.get(d.Get("Filter")), f.get(d.Get("DecodeParms"))
	if list, ok := filters.(object.Array); ok {
		switch len(list) {
		case 0:
			filters = nil
		case 1:
			filters, parms = f.get(list[0]), f.first(parms)
		default:
			return nil, errFilter
		}
	}
	switch filters {
	case nil, object.Null{}:
		if f.unpacked += len(raw); f.unpacked > maxUnpacked {
			return nil, errTooBig
		}
		return raw, nil
	case object.Name("FlateDecode"):
	default:
		return nil, errFilter
	}
	out, err := f.inflate(raw)
	if err != nil {
		return nil, err
	}
	if p, ok := parms.(object.Dict); ok {
		return f.unpredict(out, p)
	}
	return out, nil
}

func (f *File) first(v object.Value) object.Value {
	if list, ok := v.(object.Array); ok && len(list) > 0 {
		return f.get(list[0])
	}
	return v
}

// inflate unpacks, but not more than is left of the bound.
func (f *File) inflate(raw []byte) ([]byte, error) {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, damaged("压缩的数据有误")
	}
	left := maxUnpacked - f.unpacked
	out, err := io.ReadAll(io.LimitReader(z, int64(left)+1))
	f.unpacked += len(out)
	if len(out) > left {
		return nil, errTooBig
	}
	if err != nil {
		return nil, damaged("压缩的数据有误")
	}
	return out, nil
}

// unpredict undoes the predictors of PNG.
func (f *File) unpredict(data []byte, parms object.Dict) ([]byte, error) {
	kind, _ := f.int(parms.Get("Predictor"))
	if kind <= 1 {
		return data, nil
	}
	columns, ok := f.int(parms.Get("Columns"))
	if kind < 10 || !ok || columns < 1 || columns > 1<<16 || parms.Get("Colors") != nil || parms.Get("BitsPerComponent") != nil {
		return nil, errFilter
	}
	out := make([]byte, 0, len(data))
	above := make([]byte, columns)
	for len(data) > columns {
		method, row := data[0], data[1:columns+1]
		data = data[columns+1:]
		from := len(out)
		out = append(out, row...)
		row = out[from:]
		for i := range row {
			var left, corner byte
			if i > 0 {
				left, corner = row[i-1], above[i-1]
			}
			row[i] += predicted(method, left, above[i], corner)
		}
		copy(above, row)
	}
	return out, nil
}

// predicted is what a byte was expected to be; its pixel is one byte wide.
func predicted(method, left, up, corner byte) byte {
	switch method {
	case 1:
		return left
	case 2:
		return up
	case 3:
		return byte((int(left) + int(up)) / 2)
	case 4:
		p := int(left) + int(up) - int(corner)
		a, b, c := distance(p, left), distance(p, up), distance(p, corner)
		switch {
		case a <= b && a <= c:
			return left
		case b <= c:
			return up
		}
		return corner
	}
	return 0
}

func distance(p int, v byte) int { return max(p-int(v), int(v)-p) }
