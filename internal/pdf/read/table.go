package read

import (
	"bytes"

	"mingbai/internal/pdf/object"
)

// maxTables is how many tables are read. Each time a file is signed, it gets another.
const maxTables = 1000

// readTables reads the tables of objects: the last one, and those that it says came before it.
// What stands in a later table counts.
func (f *File) readTables() error {
	tail := max(0, len(f.data)-2048)
	i := bytes.LastIndex(f.data[tail:], []byte("startxref"))
	if i < 0 {
		return damaged("末尾没有 startxref，文件可能没有传完")
	}
	r := f.reader(f.data, tail+i+len("startxref"))
	v, err := r.Next()
	start, ok := v.(object.Int)
	if err != nil || !ok {
		return damaged("startxref 有误")
	}
	seen := map[int]bool{}
	todo := []object.Value{start}
	for len(todo) > 0 {
		at, ok := todo[0].(object.Int)
		todo = todo[1:]
		if !ok || at < 0 || int(at) >= len(f.data) {
			return damaged("对象表的位置有误")
		}
		if seen[int(at)] || len(seen) == maxTables {
			continue
		}
		seen[int(at)] = true
		trailer, err := f.readTable(int(at))
		if err != nil {
			return err
		}
		if f.trailer == nil {
			f.trailer = trailer
		}
		if trailer.Get("XRefStm") != nil {
			return damaged("有两种对象表，不同的阅读器会看成不同的文件")
		}
		if more := trailer.Get("Prev"); more != nil {
			todo = append(todo, more)
		}
	}
	return nil
}

// readTable reads one table of either kind and returns its trailer.
func (f *File) readTable(at int) (object.Dict, error) {
	r := f.reader(f.data, at)
	v, err := r.Next()
	if err != nil {
		return nil, damaged("对象表有误")
	}
	if v == object.Operator("xref") {
		return f.plainTable(r)
	}
	e, _, err := f.objectAt(at)
	if err != nil {
		return nil, err
	}
	d, ok := e.value.(object.Dict)
	if !ok || e.stream == nil || d.Get("Type") != object.Name("XRef") {
		return nil, damaged("对象表有误")
	}
	rows, err := f.unpack(d, e.stream)
	if err != nil {
		return nil, err
	}
	return d, f.streamTable(d, rows)
}

// plainTable reads a table as PDF 1.4 had it.
func (f *File) plainTable(r *object.Reader) (object.Dict, error) {
	defer func() { f.values += r.Read }()
	for {
		v, err := r.Next()
		if err != nil {
			return nil, damaged("对象表有误")
		}
		if v == object.Operator("trailer") {
			v, err := r.Next()
			d, ok := v.(object.Dict)
			if err != nil || !ok {
				return nil, damaged("没有 trailer")
			}
			return d, nil
		}
		n, err := r.Next()
		first, ok1 := v.(object.Int)
		count, ok2 := n.(object.Int)
		if err != nil || !ok1 || !ok2 || first < 0 || count < 0 || int(count) > maxObjects {
			return nil, damaged("对象表有误")
		}
		for i := range int(count) {
			var row [3]object.Value
			for j := range row {
				if row[j], err = r.Next(); err != nil {
					return nil, damaged("对象表不完整")
				}
			}
			at, ok := row[0].(object.Int)
			if !ok || row[2] != object.Operator("n") {
				at = free
			}
			if err := f.place(int(first)+i, position{offset: int(at)}); err != nil {
				return nil, err
			}
		}
	}
}

// streamTable reads a table in a stream.
func (f *File) streamTable(d object.Dict, rows []byte) error {
	var w [3]int
	widths := f.array(d.Get("W"))
	size := 0
	for i := range w {
		if len(widths) != len(w) {
			return damaged("对象表有误")
		}
		n, ok := widths[i].(object.Int)
		if !ok || n < 0 || n > 8 {
			return damaged("对象表有误")
		}
		w[i] = int(n)
		size += w[i]
	}
	index := f.array(d.Get("Index"))
	if index == nil {
		index = object.Array{object.Int(0), d.Get("Size")}
	}
	if size == 0 {
		return damaged("对象表有误")
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, ok1 := index[i].(object.Int)
		count, ok2 := index[i+1].(object.Int)
		if !ok1 || !ok2 || first < 0 || count < 0 {
			return damaged("对象表有误")
		}
		for n := 0; n < int(count) && len(rows) >= size; n++ {
			if err := f.row(int(first)+n, rows[:size], w); err != nil {
				return err
			}
			rows = rows[size:]
		}
	}
	return nil
}

// row takes one line of a table in a stream.
func (f *File) row(num int, row []byte, w [3]int) error {
	var field [3]int
	for i, n := range w {
		for _, c := range row[:n] {
			field[i] = field[i]<<8 | int(c)
		}
		row = row[n:]
	}
	if w[0] == 0 {
		field[0] = 1
	}
	switch field[0] {
	case 0:
		return f.place(num, position{offset: free})
	case 1:
		return f.place(num, position{offset: field[1]})
	case 2:
		if field[1] <= 0 || field[1] > maxObjects || field[2] < 0 {
			return damaged("对象表有误")
		}
		return f.place(num, position{stream: object.Ref(field[1]), index: field[2]})
	}
	return nil
}

// free stands for the offset of an object that a later table has taken away.
const free = -1

// place notes where an object stands, unless a later table has said so.
func (f *File) place(num int, p position) error {
	if num <= 0 || num > maxObjects {
		return nil
	}
	if p.stream == 0 && p.offset != free && (p.offset < 0 || p.offset >= len(f.data)) {
		return damaged("对象 %d 的位置在文件以外", num)
	}
	ref := object.Ref(num)
	if _, known := f.at[ref]; !known {
		f.at[ref] = p
	}
	return nil
}
