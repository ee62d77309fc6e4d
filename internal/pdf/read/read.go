// Package read reads PDF files that come from anywhere: it finds their objects, unpacks their
// streams, and gives back the attached files, the metadata and the text that each element of the
// structure prints.
//
// It trusts nothing. Every file ends in a result or an error, never in a panic or without end, and
// what is unpacked is bounded. The package must not know what a report is, and must not know the
// state of package pdf: it reads only what stands in the file.
package read

import (
	"bytes"
	"errors"
	"fmt"

	"mingbai/internal/pdf/object"
)

// Bounds of a file. A book of a thousand pages stays well below them.
const (
	maxFile     = 256 << 20 // bytes
	maxUnpacked = 256 << 20 // bytes of all streams, each as often as it is read
	maxObjects  = 1 << 21
	maxValues   = 1 << 23 // of all objects
	maxDepth    = 64      // of trees
)

// Errors that say what kind of file it is.
var (
	ErrNotPDF    = errors.New("这不是 PDF 文件")
	ErrDamaged   = errors.New("PDF 文件不完整或已损坏")
	ErrEncrypted = errors.New("PDF 文件加了密，读不了")
)

// File is an open PDF file. It is used by one goroutine.
type File struct {
	data    []byte
	at      map[object.Ref]position
	trailer object.Dict
	objects map[object.Ref]entry // read so far
	packs   map[object.Ref]*pack
	fonts   map[object.Ref]*font
	loading map[object.Ref]bool

	unpacked int // bytes
	mappable int // codes of fonts
	values   int
}

// position says where an object stands: at an offset, or in an object stream.
type position struct {
	offset int
	stream object.Ref // 0 for none
	index  int
}

// entry is an object that has been read.
type entry struct {
	value  object.Value
	stream []byte // as it stands in the file, nil when it is none
}

// damaged is ErrDamaged with a reason.
func damaged(format string, args ...any) error {
	return fmt.Errorf("%w：%s", ErrDamaged, fmt.Sprintf(format, args...))
}

// Open reads the tables of a file.
func Open(data []byte) (*File, error) {
	head := data[:min(len(data), 1024)]
	if !bytes.Contains(head, []byte("%PDF-")) {
		return nil, ErrNotPDF
	}
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, damaged("开头还有别的内容，不同的阅读器会看成不同的文件")
	}
	if len(data) > maxFile {
		return nil, fmt.Errorf("PDF 文件超过 %d MB", maxFile>>20)
	}
	f := &File{data: data, at: map[object.Ref]position{}, objects: map[object.Ref]entry{}, packs: map[object.Ref]*pack{},
		fonts: map[object.Ref]*font{}, loading: map[object.Ref]bool{}, mappable: maxMapped}
	if err := f.readTables(); err != nil {
		return nil, err
	}
	if f.trailer.Get("Encrypt") != nil {
		return nil, ErrEncrypted
	}
	if f.catalog() == nil {
		return nil, damaged("没有目录对象")
	}
	return f, nil
}

// catalog is the root of the document.
func (f *File) catalog() object.Dict { return f.dict(f.trailer.Get("Root")) }

// reader reads values of b, as many as are left.
func (f *File) reader(b []byte, at int) *object.Reader {
	return &object.Reader{Data: b, At: at, Most: max(maxValues-f.values, 1)}
}

// get is the value behind v: that of the object when v is a reference. What can't be read is nil.
func (f *File) get(v object.Value) object.Value {
	for range 8 { // a reference may lead to a reference
		ref, ok := v.(object.Ref)
		if !ok {
			return v
		}
		v = f.load(ref).value
	}
	return nil
}

func (f *File) dict(v object.Value) object.Dict {
	d, _ := f.get(v).(object.Dict)
	return d
}

func (f *File) array(v object.Value) object.Array {
	a, _ := f.get(v).(object.Array)
	return a
}

func (f *File) name(v object.Value) string {
	n, _ := f.get(v).(object.Name)
	return string(n)
}

func (f *File) int(v object.Value) (int, bool) {
	n, ok := f.get(v).(object.Int)
	return int(n), ok
}

// text is a text string.
func (f *File) text(v object.Value) string {
	s, _ := f.get(v).(object.String)
	return decodeText(string(s))
}

// stream is the unpacked data behind v.
func (f *File) stream(v object.Value) ([]byte, error) {
	ref, ok := v.(object.Ref)
	if !ok {
		return nil, damaged("流没有编号")
	}
	e := f.load(ref)
	d, ok := e.value.(object.Dict)
	if !ok || e.stream == nil {
		return nil, damaged("对象 %d 不是流", ref)
	}
	return f.unpack(d, e.stream)
}

// Metadata is the XMP description of the document, nil when there is none.
func (f *File) Metadata() []byte {
	data, err := f.stream(f.catalog().Get("Metadata"))
	if err != nil {
		return nil
	}
	return data
}

// Extras names what a reader program acts on or shows besides the pages and attachments that were
// read: scripts, forms, layers.
func (f *File) Extras() []string {
	var out []string
	c := f.catalog()
	for _, x := range []struct {
		key  object.Name
		name string
	}{{"AcroForm", "表单"}, {"OCProperties", "图层"}, {"Collection", "文件包"}, {"OpenAction", "打开时的动作"}, {"AA", "动作"}} {
		if c.Get(x.key) != nil {
			out = append(out, x.name)
		}
	}
	if f.dict(c.Get("Names")).Get("JavaScript") != nil {
		out = append(out, "脚本")
	}
	return out
}
