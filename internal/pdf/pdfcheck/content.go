package pdfcheck

import (
	"slices"

	"mingbai/internal/pdf/object"
)

// readPages reads the content of all pages.
func (c *checker) readPages() {
	root := c.catalog().Get("Pages")
	c.readPageTree(root, nil, 0)
}

// readPageTree reads a node of the tree of pages, with all below it, and returns how
// many pages it has.
func (c *checker) readPageTree(v, parent object.Value, depth int) int {
	d := c.dict(v)
	ref, ok := v.(object.Ref)
	if !ok || depth > 10 || d.Get("Parent") != parent {
		c.fault("pages: %v is no page, or has a wrong /Parent", v)
		return 0
	}
	if d.Get("Type") == object.Name("Page") && depth > 0 {
		c.readPage(ref, d)
		return 1
	}
	if d.Get("Type") != object.Name("Pages") {
		c.fault("pages: %v is no page", v)
	}
	n := 0
	for _, kid := range c.array(d.Get("Kids")) {
		n += c.readPageTree(kid, ref, depth+1)
	}
	if d.Get("Count") != object.Int(n) {
		c.fault("pages: wrong /Count")
	}
	return n
}

// readPage reads a page.
func (c *checker) readPage(ref object.Ref, d object.Dict) {
	c.pages = append(c.pages, ref)
	if box := c.array(d.Get("MediaBox")); len(box) != 4 {
		c.fault("page %d: no /MediaBox", len(c.pages))
	}
	if d.Get("Tabs") != object.Name("S") {
		c.fault("page %d: order of tabs is not that of the structure", len(c.pages))
	}
	p := &reader{checker: c, ref: ref, num: len(c.pages), id: -1,
		resources: c.dict(c.dict(d.Get("Resources")).Get("Font"))}
	p.read(c.stream(d.Get("Contents")))
}

// reader follows the content of one page.
type reader struct {
	*checker
	ref       object.Ref
	num       int
	resources object.Dict
	operands  []object.Value
	font      *embedded
	saved     []*embedded // fonts of the states that q saved
	inText    bool
	around    bool // the text object lies inside marked content
	marked    bool // inside marked content
	within    bool // the marked content lies inside a text object
	id        int  // its MCID, -1 for an artifact
	next      int  // the MCID to come
}

// read follows the operators.
func (r *reader) read(data []byte) {
	values := &object.Reader{Data: data}
	for {
		v, err := values.Next()
		if err == object.ErrEnd {
			break
		}
		if err != nil {
			r.fault("page %d: %v", r.num, err)
			return
		}
		op, ok := v.(object.Operator)
		if !ok {
			r.operands = append(r.operands, v)
			continue
		}
		r.operator(op)
		r.operands = r.operands[:0]
	}
	if r.marked || r.inText || len(r.saved) > 0 {
		r.fault("page %d: something is not closed", r.num)
	}
}

// operand is the operand with the given index; Null when there is none.
func (r *reader) operand(i int) object.Value {
	if i < len(r.operands) {
		return r.operands[i]
	}
	return object.Null{}
}

// operator handles one operator, and refuses those that we don't write.
func (r *reader) operator(op object.Operator) {
	switch op {
	case "q":
		r.drawn(op)
		r.saved = append(r.saved, r.font)
	case "Q":
		r.drawn(op)
		if len(r.saved) == 0 {
			r.fault("page %d: Q without q", r.num)
			return
		}
		r.font, r.saved = r.saved[len(r.saved)-1], r.saved[:len(r.saved)-1]
	case "BT", "ET":
		if r.inText == (op == "BT") {
			r.fault("page %d: wrong %s", r.num, op)
		}
		if r.inText && r.around != r.marked {
			r.fault("page %d: text object and marked content overlap", r.num)
		}
		r.inText, r.around = op == "BT", r.marked
	case "BDC":
		r.begin()
	case "EMC":
		if !r.marked {
			r.fault("page %d: EMC without BDC", r.num)
		}
		if r.within != r.inText {
			r.fault("page %d: marked content and text object overlap", r.num)
		}
		r.marked, r.id = false, -1
	case "Tf":
		r.setFont()
	case "Tj":
		r.show()
	case "S", "f", "B":
		if !r.marked {
			r.fault("page %d: %s outside marked content", r.num, op)
		}
		r.drawn(op)
	case "cm", "m", "l", "c", "re", "W", "n":
		r.drawn(op)
	case "w", "d", "J", "j", "Tc", "Td", "g", "G", "rg", "RG":
	default:
		r.fault("page %d: unexpected operator %s", r.num, op)
	}
}

// drawn is for operators that may not stand between BT and ET.
func (r *reader) drawn(op object.Operator) {
	if r.inText {
		r.fault("page %d: %s in a text object", r.num, op)
	}
}

// begin opens marked content.
func (r *reader) begin() {
	tag, _ := r.operand(0).(object.Name)
	d, _ := r.operand(1).(object.Dict)
	if r.marked {
		r.fault("page %d: marked content within marked content", r.num)
	}
	r.marked, r.within, r.id = true, r.inText, -1
	id, ok := d.Get("MCID").(object.Int)
	switch {
	case tag == "Artifact" && !ok:
		if kind := d.Get("Type"); kind != object.Name("Pagination") && kind != object.Name("Layout") {
			r.fault("page %d: artifact of unknown kind", r.num)
		}
	case tag == "Artifact" || !ok || int(id) != r.next:
		r.fault("page %d: marked content %s has a wrong MCID", r.num, tag)
	default:
		r.id = int(id)
		r.next++
		r.texts[content{r.ref, r.id}] = ""
	}
}

// setFont selects a font, and reads it when it is new.
func (r *reader) setFont() {
	name, _ := r.operand(0).(object.Name)
	ref, ok := r.resources.Get(name).(object.Ref)
	if !ok {
		r.fault("page %d: unknown font %s", r.num, name)
		return
	}
	if r.fonts[ref] == nil {
		r.fonts[ref] = r.readFont(ref)
	}
	r.font = r.fonts[ref]
}

// show shows text: two bytes a character.
func (r *reader) show() {
	s, _ := r.operand(0).(object.String)
	if r.font == nil || !r.inText || !r.marked || len(s)%2 != 0 {
		r.fault("page %d: text without a font, outside BT and ET or outside marked content", r.num)
		return
	}
	for i := 0; i < len(s); i += 2 {
		code := uint16(s[i])<<8 | uint16(s[i+1])
		if !slices.Contains(r.font.bad, code) {
			if why := r.font.check(code); why != "" {
				r.font.bad = append(r.font.bad, code)
				r.fault("page %d: font %s, code %04X: %s", r.num, r.font.name, code, why)
			}
		}
		if r.id >= 0 {
			r.texts[content{r.ref, r.id}] += r.font.unicode[code]
		}
	}
}
