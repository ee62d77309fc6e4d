package pdfcheck

import (
	"strconv"

	"mingbai/internal/pdf/object"
)

// tree is the structure while it is walked.
type tree struct {
	*checker
	seen     map[object.Ref]bool
	owner    map[content]object.Ref    // element of each piece of content
	links    map[object.Ref]object.Ref // element of each annotation
	ids      map[string]object.Ref
	heading  int // level of the last heading
	depth    int
	contents int // pieces of content seen
}

// checkStructure walks the structure, and compares it with the tree of parents.
func (c *checker) checkStructure() {
	root, _ := c.catalog().Get("StructTreeRoot").(object.Ref)
	d := c.dict(root)
	if d.Get("Type") != object.Name("StructTreeRoot") {
		c.fault("catalog: no structure")
		return
	}
	t := &tree{checker: c, seen: make(map[object.Ref]bool), owner: make(map[content]object.Ref),
		links: make(map[object.Ref]object.Ref), ids: make(map[string]object.Ref)}
	top, _ := d.Get("K").(object.Ref)
	t.walk(top, root, "")
	for _, page := range c.pages {
		for id := 0; ; id++ {
			at := content{page, id}
			if _, ok := c.texts[at]; !ok {
				break
			}
			if t.owner[at] == 0 {
				c.fault("page object %d: marked content %d belongs to no element", page, id)
			}
		}
	}
	t.checkParents(d.Get("ParentTree"))
	if got := len(c.entries("tree of IDs", d.Get("IDTree"), "Names", byText)); got != 2*len(t.ids) {
		c.fault("structure: %d IDs, but %d in their tree", len(t.ids), got/2)
	}
}

// maxDepth is how deep elements may be nested.
const maxDepth = 64

// walk walks an element and all below it.
func (t *tree) walk(ref, parent object.Ref, above object.Name) {
	d := t.dict(ref)
	tag, _ := d.Get("S").(object.Name)
	if t.seen[ref] || t.depth > maxDepth {
		t.fault("element %d (%s): reached twice", ref, tag)
		return
	}
	t.seen[ref] = true
	if d.Get("P") != parent {
		t.fault("element %d (%s): wrong /P", ref, tag)
	}
	if !allowed(above, tag) {
		t.fault("element %d: %s within %s", ref, tag, above)
	}
	t.checkElement(ref, tag, d)
	t.depth++
	content := t.contents
	var kids []object.Name
	for _, k := range t.array(d.Get("K")) {
		kids = append(kids, t.kid(ref, d.Get("Pg"), tag, k))
	}
	t.depth--
	t.checkKids(ref, tag, d, kids)
	if t.contents == content && len(t.array(d.Get("K"))) == 0 && tag != "TD" && tag != "TH" {
		t.fault("element %d (%s): empty", ref, tag)
	}
}

// kid handles an entry of /K and returns what it is.
func (t *tree) kid(ref object.Ref, page object.Value, tag object.Name, k object.Value) object.Name {
	switch k := k.(type) {
	case object.Int:
		t.own(ref, page, k)
		return "MCR"
	case object.Ref:
		t.walk(k, ref, tag)
		s, _ := t.dict(k).Get("S").(object.Name)
		return s
	case object.Dict:
		if k.Get("Type") == object.Name("MCR") {
			t.own(ref, k.Get("Pg"), k.Get("MCID"))
			return "MCR"
		}
		if annot, ok := k.Get("Obj").(object.Ref); ok && k.Get("Type") == object.Name("OBJR") {
			t.links[annot] = ref
			return "OBJR"
		}
	}
	t.fault("element %d (%s): unexpected kid %v", ref, tag, k)
	return ""
}

// own notes that a piece of content belongs to an element.
func (t *tree) own(ref object.Ref, page, id object.Value) {
	p, _ := page.(object.Ref)
	n, ok := id.(object.Int)
	at := content{p, int(n)}
	s, exists := t.texts[at]
	if !ok || !exists || t.owner[at] != 0 {
		t.fault("element %d: content %v of page %v is not there, or is used twice", ref, id, page)
		return
	}
	t.owner[at] = ref
	t.contents++
	t.text.WriteString(s)
}

// checkElement looks at an element by itself.
func (t *tree) checkElement(ref object.Ref, tag object.Name, d object.Dict) {
	attributes := t.attributes(d)
	switch tag {
	case "H1", "H2", "H3", "H4", "H5", "H6":
		level := int(tag[1] - '0')
		if level > t.heading+1 {
			t.fault("element %d: %s after level %d", ref, tag, t.heading)
		}
		t.heading = level
	case "Figure":
		if text(d.Get("Alt")) == "" && text(d.Get("ActualText")) == "" {
			t.fault("element %d: Figure without text alternative", ref)
		}
	case "Note":
		if text(d.Get("ID")) == "" {
			t.fault("element %d: Note without ID", ref)
		}
	case "TH":
		if attributes.Get("Scope") == nil {
			t.fault("element %d: TH without Scope", ref)
		}
	case "Table":
		t.checkGrid(ref, d)
	}
	if id := text(d.Get("ID")); id != "" {
		if t.ids[id] != 0 {
			t.fault("element %d: ID %q is used twice", ref, id)
		}
		t.ids[id] = ref
	}
}

// checkKids looks at what an element consists of.
func (t *tree) checkKids(ref object.Ref, tag object.Name, d object.Dict, kids []object.Name) {
	has := func(what object.Name) bool {
		for _, k := range kids {
			if k == what {
				return true
			}
		}
		return false
	}
	switch {
	case tag == "Link" && !has("OBJR"):
		t.fault("element %d: Link without annotation", ref)
	case tag != "Link" && has("OBJR"):
		t.fault("element %d: annotation in %s", ref, tag)
	case tag == "LI" && !has("LBody") && !has("Lbl"):
		t.fault("element %d: LI without label and body", ref)
	case tag == "L" && t.attributes(d).Get("ListNumbering") == nil && t.hasLabels(d):
		t.fault("element %d: L with labels does not say how they number", ref)
	}
	switch tag {
	case "Document", "Part", "Sect", "TOC", "TOCI", "Table", "THead", "TBody", "TFoot", "TR", "L", "LI":
		if has("MCR") {
			t.fault("element %d: text directly in %s", ref, tag)
		}
	}
}

// attributes are those of an element that belong to its tag; its user properties may stand beside
// them.
func (t *tree) attributes(d object.Dict) object.Dict {
	list := t.array(d.Get("A"))
	if list == nil {
		list = object.Array{d.Get("A")}
	}
	for _, v := range list {
		if a := t.dict(v); a != nil && a.Get("O") != object.Name("UserProperties") {
			return a
		}
	}
	return nil
}

// hasLabels reports whether items of a list have labels.
func (t *tree) hasLabels(list object.Dict) bool {
	for _, item := range t.array(list.Get("K")) {
		for _, k := range t.array(t.dict(item).Get("K")) {
			if _, ok := k.(object.Ref); ok && t.dict(k).Get("S") == object.Name("Lbl") {
				return true
			}
		}
	}
	return false
}

// allowed reports whether an element may stand within another, as far as it matters.
func allowed(above, tag object.Name) bool {
	switch tag {
	case "Document":
		return above == ""
	case "TR":
		return above == "Table" || above == "THead" || above == "TBody" || above == "TFoot"
	case "TH", "TD":
		return above == "TR"
	case "THead", "TBody", "TFoot":
		return above == "Table"
	case "LI":
		return above == "L"
	case "TOC":
		return above != "" && above != "Table" && above != "L"
	case "TOCI":
		return above == "TOC"
	case "Lbl":
		return above == "LI" || above == "Note" || above == "Reference"
	case "LBody":
		return above == "LI"
	case "Caption":
		return above == "Table" || above == "Figure" || above == "L" || above == "TOC"
	}
	switch above {
	case "", "Table", "TR", "THead", "TBody", "TFoot", "L", "LI", "TOC":
		return above == "L" && tag == "L"
	}
	return true
}

// checkGrid looks whether the cells of a table form a grid without holes.
func (t *tree) checkGrid(ref object.Ref, table object.Dict) {
	var below []int // rows that each column is still taken from above
	row := 0
	for _, tr := range t.rows(table) {
		row++
		at := 0
		for _, cell := range t.array(tr.Get("K")) {
			a := t.attributes(t.dict(cell))
			for at < len(below) && below[at] > 0 {
				below[at]--
				at++
			}
			for range span(a, "ColSpan") {
				if at == len(below) && row == 1 {
					below = append(below, 0)
				}
				if at == len(below) || below[at] > 0 {
					t.fault("element %d: row %d of the table is too long, or cells overlap", ref, row)
					return
				}
				below[at] = span(a, "RowSpan") - 1
				at++
			}
		}
		for ; at < len(below); at++ {
			if below[at] == 0 {
				t.fault("element %d: row %d of the table is too short", ref, row)
				return
			}
			below[at]--
		}
	}
}

// span is the number of columns or rows that a cell takes.
func span(a object.Dict, key object.Name) int {
	n, ok := a.Get(key).(object.Int)
	if !ok {
		return 1
	}
	return int(n)
}

// rows are the rows of a table with those of its parts.
func (t *tree) rows(d object.Dict) []object.Dict {
	var out []object.Dict
	for _, k := range t.array(d.Get("K")) {
		switch kid := t.dict(k); kid.Get("S") {
		case object.Name("TR"):
			out = append(out, kid)
		case object.Name("THead"), object.Name("TBody"), object.Name("TFoot"):
			out = append(out, t.rows(kid)...)
		}
	}
	return out
}

// checkParents compares the tree of parents with the structure, and looks at the annotations.
func (t *tree) checkParents(v object.Value) {
	parents := make(map[int]object.Value)
	nums := t.entries("tree of parents", v, "Nums", byNumber)
	for i := 0; i+1 < len(nums); i += 2 {
		key, _ := nums[i].(object.Int)
		parents[int(key)] = nums[i+1]
	}
	for i, ref := range t.pages {
		page := t.dict(ref)
		key, ok := page.Get("StructParents").(object.Int)
		list := t.array(parents[int(key)])
		if !ok {
			t.fault("page %d: no /StructParents", i+1)
		}
		for id := 0; ; id++ {
			at := content{ref, id}
			if _, exists := t.texts[at]; !exists {
				if id != len(list) {
					t.fault("page %d: %d parents for %d pieces of content", i+1, len(list), id)
				}
				break
			}
			if id >= len(list) || list[id] != t.owner[at] {
				t.fault("page %d: content %d has a wrong parent", i+1, id)
			}
		}
		for _, annot := range t.array(page.Get("Annots")) {
			t.checkAnnot(i+1, annot, parents)
		}
	}
}

// checkAnnot looks at the annotation of a link.
func (t *tree) checkAnnot(page int, v object.Value, parents map[int]object.Value) {
	ref, ok := v.(object.Ref)
	d := t.dict(v)
	key, hasKey := d.Get("StructParent").(object.Int)
	what := "page " + strconv.Itoa(page) + ", annotation " + strconv.Itoa(int(ref))
	switch {
	case !ok || d.Get("Subtype") != object.Name("Link"):
		t.fault("%s: no link of its own", what)
	case d.Get("F") != object.Int(4):
		t.fault("%s: not printed", what)
	case text(d.Get("Contents")) == "":
		t.fault("%s: no /Contents", what)
	case !hasKey || t.links[ref] == 0 || parents[int(key)] != t.links[ref]:
		t.fault("%s: wrong parent", what)
	case t.dict(t.links[ref]).Get("S") != object.Name("Link"):
		t.fault("%s: not in a Link", what)
	case (d.Get("Dest") == nil) == (d.Get("A") == nil):
		t.fault("%s: leads nowhere", what)
	case len(t.array(d.Get("Rect"))) != 4:
		t.fault("%s: no /Rect", what)
	}
}
