package read

import (
	"bytes"
	"errors"

	"mingbai/internal/pdf/object"
)

// Bounds of what all pages hold: text, and values.
const (
	maxText       = 64 << 20
	maxPageValues = 1 << 24
)

// content is a piece of marked content.
type content struct {
	page object.Ref
	id   int
}

// pages lists the pages of the document with their resources.
type pages struct {
	*File
	refs      []object.Ref
	resources map[object.Ref]object.Dict
	seen      map[object.Ref]bool
	texts     map[content][]byte
	size      int
	values    int
	furniture []byte
	loose     map[int]bool // pages with text that belongs to nothing
	foreign   map[int]bool // pages with what mingbai doesn't paint
}

// readPages finds all pages and reads their content.
func (f *File) readPages() (*pages, error) {
	p := &pages{File: f, resources: map[object.Ref]object.Dict{}, seen: map[object.Ref]bool{}, texts: map[content][]byte{},
		loose: map[int]bool{}, foreign: map[int]bool{}}
	if err := p.find(f.catalog().Get("Pages"), nil, 0); err != nil {
		return nil, err
	}
	if len(p.refs) == 0 {
		return nil, damaged("一页也没有")
	}
	for i, ref := range p.refs {
		if err := p.read(i, ref); err != nil {
			return nil, damaged("第%d页的内容读不出来", i+1)
		}
	}
	return p, nil
}

// find goes through the tree of pages.
func (p *pages) find(v object.Value, resources object.Dict, depth int) error {
	ref, ok := v.(object.Ref)
	if !ok || p.seen[ref] || depth > maxDepth {
		return damaged("页的树有误")
	}
	p.seen[ref] = true
	d := p.dict(ref)
	if own := p.dict(d.Get("Resources")); own != nil {
		resources = own
	}
	if kids := p.array(d.Get("Kids")); kids != nil {
		if p.name(d.Get("Type")) != "Pages" {
			return damaged("页的树有误")
		}
		for _, kid := range kids {
			if err := p.find(kid, resources, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	if p.name(d.Get("Type")) != "Page" {
		return damaged("有一页读不出来")
	}
	p.refs = append(p.refs, ref)
	p.resources[ref] = resources
	return nil
}

// read reads the content of a page.
func (p *pages) read(n int, ref object.Ref) error {
	d := p.dict(ref)
	var data []byte
	streams := p.array(d.Get("Contents"))
	if streams == nil && d.Get("Contents") != nil {
		streams = object.Array{d.Get("Contents")}
	}
	for _, s := range streams {
		part, err := p.stream(s)
		if err != nil {
			return err
		}
		data = append(append(data, part...), '\n')
	}
	for _, a := range p.array(d.Get("Annots")) {
		if !p.plainLink(p.dict(a)) {
			p.foreign[n] = true
		}
	}
	r := &pageReader{pages: p, n: n, ref: ref, names: p.dict(p.resources[ref].Get("Font")), properties: p.dict(p.resources[ref].Get("Properties"))}
	return r.run(data)
}

// plainLink reports whether an annotation is a link that shows nothing.
func (p *pages) plainLink(d object.Dict) bool {
	if d.Get("Subtype") != object.Name("Link") || len(p.array(d.Get("Border"))) != 3 {
		return false
	}
	for _, key := range []object.Name{"AP", "AA", "BS", "OC"} {
		if d.Get(key) != nil {
			return false
		}
	}
	for _, width := range p.array(d.Get("Border")) {
		if width != object.Int(0) {
			return false
		}
	}
	action := p.dict(d.Get("A"))
	return action == nil || action.Get("S") == object.Name("URI") && action.Get("Next") == nil
}

// pageReader follows the operators of one page.
type pageReader struct {
	*pages
	n                 int
	ref               object.Ref
	names, properties object.Dict
	operands          []object.Value
	font              *font
	saved             []*font
	marks             []int // the open marked content: its MCID, or one of those below
}

// Marked content without an MCID.
const (
	artifact = -1
	plain    = -2
)

func (r *pageReader) run(data []byte) error {
	values := &object.Reader{Data: data, Most: max(maxPageValues-r.values, 1)}
	defer func() { r.values += values.Read }()
	for {
		v, err := values.Next()
		if errors.Is(err, object.ErrEnd) {
			return nil
		}
		if err != nil {
			return err
		}
		op, ok := v.(object.Operator)
		if !ok {
			if len(r.operands) < 64 {
				r.operands = append(r.operands, v)
			}
			continue
		}
		if op == "ID" { // a picture in the content; what follows are no values
			end := bytes.Index(data[values.At:], []byte("EI"))
			if end < 0 {
				return nil
			}
			values.At += end + len("EI")
		}
		if err := r.operator(op); err != nil {
			return err
		}
		r.operands = r.operands[:0]
	}
}

// operand is the i-th operand from the end, counted from 0.
func (r *pageReader) operand(i int) object.Value {
	if i < len(r.operands) {
		return r.operands[len(r.operands)-1-i]
	}
	return nil
}

func (r *pageReader) operator(op object.Operator) error {
	switch op {
	case "q":
		if len(r.saved) < 1<<10 {
			r.saved = append(r.saved, r.font)
		}
	case "Q":
		if n := len(r.saved); n > 0 {
			r.font, r.saved = r.saved[n-1], r.saved[:n-1]
		}
	case "Tf":
		name, _ := r.operand(1).(object.Name)
		r.font = r.fontOf(r.names.Get(name))
		if !r.font.wide {
			r.foreign[r.n] = true // no font of ours
		}
	case "BMC", "BDC":
		return r.begin(op)
	case "EMC":
		if n := len(r.marks); n > 0 {
			r.marks = r.marks[:n-1]
		}
	case "Tj", "'", `"`:
		return r.show(r.operand(0))
	case "TJ":
		parts, _ := r.operand(0).(object.Array)
		for _, v := range parts {
			if err := r.show(v); err != nil {
				return err
			}
		}
	case "cm", "w", "J", "j", "M", "d", "m", "l", "c", "v", "y", "h", "re", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "W", "W*",
		"BT", "ET", "Tc", "Tw", "TL", "Td", "TD", "Tm", "T*", "g", "G", "rg", "RG", "k", "K":
	default: // pictures, patterns, transparency, text that is not painted
		r.foreign[r.n] = true
	}
	return nil
}

// begin opens marked content.
func (r *pageReader) begin(op object.Operator) error {
	if len(r.marks) > maxDepth {
		return damaged("标记套得太深")
	}
	id, tag := plain, r.operand(0)
	if op == "BDC" {
		tag = r.operand(1)
		d, ok := r.operand(0).(object.Dict)
		if name, named := r.operand(0).(object.Name); !ok && named {
			d = r.dict(r.properties.Get(name))
		}
		if tag == object.Name("OC") || d.Get("ActualText") != nil || d.Get("Alt") != nil || d.Get("E") != nil {
			r.foreign[r.n] = true // may be hidden, or reads otherwise than it looks
		}
		if n, ok := d.Get("MCID").(object.Int); ok && n >= 0 {
			id = int(n)
		}
	}
	if tag == object.Name("Artifact") {
		id = artifact
	}
	r.marks = append(r.marks, id)
	return nil
}

// show adds the text of a string to the marked content it lies in.
func (r *pageReader) show(v object.Value) error {
	s, ok := v.(object.String)
	if !ok {
		return nil
	}
	for i := len(r.marks) - 1; i >= 0; i-- {
		id := r.marks[i]
		if id == artifact {
			if r.size += len(s); r.size > maxText {
				return damaged("文字太多")
			}
			r.furniture = append(r.font.decode(r.furniture, string(s)), '\n')
			return nil
		}
		if id >= 0 {
			at := content{r.ref, id}
			before := len(r.texts[at])
			r.texts[at] = r.font.decode(r.texts[at], string(s))
			if r.size += len(r.texts[at]) - before; r.size > maxText {
				return damaged("文字太多")
			}
			return nil
		}
	}
	r.loose[r.n] = true
	return nil
}
