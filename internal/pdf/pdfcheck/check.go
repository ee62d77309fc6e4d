package pdfcheck

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// Report is what was found in a file.
type Report struct {
	Faults []string
	Text   string // of the document, in the order of its structure
	Pages  int
}

// Check checks a file.
func Check(data []byte) Report {
	f, err := Open(data)
	if err != nil {
		return Report{Faults: []string{err.Error()}}
	}
	return f.Check()
}

// Check checks a file that has been read.
func (f *File) Check() Report {
	c := &checker{File: f, fonts: make(map[object.Ref]*embedded), texts: make(map[content]string)}
	c.checkRefs()
	c.checkCatalog()
	c.checkMetadata()
	c.checkAttachments()
	c.readPages()
	c.checkStructure()
	return Report{Faults: c.faults, Text: c.text.String(), Pages: len(c.pages)}
}

// checker collects faults.
type checker struct {
	*File
	faults []string
	pages  []object.Ref
	fonts  map[object.Ref]*embedded
	texts  map[content]string // of each piece of marked content
	text   strings.Builder
}

// content is a piece of marked content.
type content struct {
	page object.Ref
	id   int
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// checkRefs looks for references to objects that are not there.
func (c *checker) checkRefs() {
	var walk func(from object.Ref, v object.Value)
	walk = func(from object.Ref, v object.Value) {
		switch v := v.(type) {
		case object.Ref:
			if _, ok := c.Objects[v]; !ok {
				c.fault("object %d refers to %d, which is not there", from, v)
			}
		case object.Array:
			for _, e := range v {
				walk(from, e)
			}
		case object.Dict:
			for _, e := range v {
				walk(from, e.Value)
			}
		}
	}
	for n := range len(c.Objects) + 1 {
		walk(object.Ref(n), c.Objects[object.Ref(n)].Value)
	}
	walk(0, c.Trailer)
	id := c.array(c.Trailer.Get("ID"))
	if len(id) != 2 || string(id[0].AppendTo(nil)) != string(id[1].AppendTo(nil)) {
		c.fault("trailer: no /ID of two equal strings")
	}
}

// checkCatalog looks for what the root must say.
func (c *checker) checkCatalog() {
	root := c.catalog()
	if lang, _ := root.Get("Lang").(object.String); lang == "" {
		c.fault("catalog: no /Lang")
	}
	if c.dict(root.Get("MarkInfo")).Get("Marked") != object.Bool(true) {
		c.fault("catalog: not marked as tagged")
	}
	if c.dict(root.Get("ViewerPreferences")).Get("DisplayDocTitle") != object.Bool(true) {
		c.fault("catalog: does not display the title")
	}
	intents := c.array(root.Get("OutputIntents"))
	if len(intents) != 1 {
		c.fault("catalog: %d output intents", len(intents))
		return
	}
	intent := c.dict(intents[0])
	profile := c.stream(intent.Get("DestOutputProfile"))
	if intent.Get("S") != object.Name("GTS_PDFA1") || len(profile) < 132 || string(profile[16:20]) != "RGB " {
		c.fault("output intent: not for PDF/A, or without a profile for RGB")
	}
	c.checkOutline(root.Get("Outlines"))
}

// checkOutline looks at the chain of the bookmarks and their count.
func (c *checker) checkOutline(v object.Value) {
	if v == nil {
		return
	}
	var count func(ref object.Value, depth int) int
	count = func(parent object.Value, depth int) int {
		n := 0
		var last object.Value
		for at := c.dict(parent).Get("First"); at != nil && n < 1e6 && depth < 20; at = c.dict(at).Get("Next") {
			d := c.dict(at)
			if d.Get("Parent") != parent || d.Get("Prev") != last {
				c.fault("bookmark %v: wrong /Parent or /Prev", at)
			}
			if text(d.Get("Title")) == "" || len(c.array(d.Get("Dest"))) != 5 {
				c.fault("bookmark %v: no title or destination", at)
			}
			n++
			if below := count(at, depth+1); d.Get("Count") == object.Int(below) {
				n += below // else it is closed
			}
			last = at
		}
		d := c.dict(parent)
		total := d.Get("Count")
		if d.Get("Last") != last || n > 0 && total != object.Int(n) && (depth == 0 || total != object.Int(-n)) {
			c.fault("bookmark %v: wrong /Last or /Count", parent)
		}
		return n
	}
	count(v, 0)
}

// entries are those of a tree of names or numbers, whose keys must ascend: keys and
// values by turns. less compares keys.
func (c *checker) entries(what string, v object.Value, leaf object.Name, less func(a, b object.Value) bool) object.Array {
	var all object.Array
	var walk func(v object.Value, depth int)
	walk = func(v object.Value, depth int) {
		d := c.dict(v)
		from := len(all)
		all = append(all, c.array(d.Get(leaf))...)
		for _, kid := range c.array(d.Get("Kids")) {
			if depth > 10 {
				c.fault("%s: too deep", what)
				return
			}
			walk(kid, depth+1)
		}
		limits := c.array(d.Get("Limits"))
		switch {
		case depth == 0 && limits != nil:
			c.fault("%s: root with /Limits", what)
		case depth > 0 && (len(limits) != 2 || len(all) < from+2 ||
			less(limits[0], all[from]) || less(all[from], limits[0]) ||
			less(limits[1], all[len(all)-2]) || less(all[len(all)-2], limits[1])):
			c.fault("%s: wrong /Limits", what)
		}
	}
	walk(v, 0)
	for i := 2; i+1 < len(all); i += 2 {
		if !less(all[i-2], all[i]) {
			c.fault("%s: keys do not ascend at %v", what, all[i])
		}
	}
	return all
}

// byNumber and byText compare keys.
func byNumber(a, b object.Value) bool {
	x, _ := a.(object.Int)
	y, _ := b.(object.Int)
	return x < y
}

func byText(a, b object.Value) bool {
	x, _ := a.(object.String)
	y, _ := b.(object.String)
	return x < y
}

// text reads a text string.
func text(v object.Value) string {
	s, _ := v.(object.String)
	if !strings.HasPrefix(string(s), "\xFE\xFF") {
		return string(s)
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// checkMetadata compares both descriptions of the document.
func (c *checker) checkMetadata() {
	xmp := string(c.stream(c.catalog().Get("Metadata")))
	info := c.dict(c.Trailer.Get("Info"))
	escape := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	for _, key := range []object.Name{"Title", "Author", "Subject", "Keywords", "Creator", "Producer"} {
		if s := text(info.Get(key)); !strings.Contains(xmp, ">"+escape.Replace(s)+"<") && s != "" {
			c.fault("metadata: XMP does not have the %s of Info", key)
		}
	}
	if text(info.Get("Title")) == "" {
		c.fault("metadata: no title")
	}
	if d := text(info.Get("ModDate")); len(d) < 17 || d != text(info.Get("CreationDate")) {
		c.fault("metadata: dates without zone, or different")
	}
	part := "2"
	if c.catalog().Get("AF") != nil {
		part = "3"
	}
	for _, want := range []string{
		"<pdfaid:part>" + part + "<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<",
		"<pdfaSchema:prefix>pdfuaid<", `<rdf:li xml:lang="x-default">`,
	} {
		if !strings.Contains(xmp, want) {
			c.fault("metadata: no %s", want)
		}
	}
}

// checkAttachments looks at the attached files.
func (c *checker) checkAttachments() {
	names := c.entries("attachments", c.dict(c.catalog().Get("Names")).Get("EmbeddedFiles"), "Names", byText)
	files := c.array(c.catalog().Get("AF"))
	if len(names) != 2*len(files) {
		c.fault("attachments: %d names for %d files", len(names)/2, len(files))
		return
	}
	for i := 1; i < len(names); i += 2 {
		spec := c.dict(names[i])
		stream := c.dict(c.dict(spec.Get("EF")).Get("F"))
		mime, _ := stream.Get("Subtype").(object.Name)
		switch {
		case !slices.Contains(files, names[i]):
			c.fault("attachment %v: not associated with the document", names[i])
		case text(spec.Get("UF")) == "" || text(spec.Get("F")) == "" || text(spec.Get("Desc")) == "":
			c.fault("attachment %v: no name or description", names[i])
		case spec.Get("AFRelationship") == nil:
			c.fault("attachment %v: no relationship", names[i])
		case !strings.Contains(string(mime), "/") || c.dict(stream.Get("Params")).Get("ModDate") == nil:
			c.fault("attachment %v: no media type or date", names[i])
		}
	}
}
