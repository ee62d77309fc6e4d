package read

import (
	"maps"
	"slices"
	"strings"

	"mingbai/internal/pdf/object"
)

// Text is what a document prints, as far as its text tells.
type Text struct {
	Pages   int
	Whole   string    // of all elements, in the order of the structure
	Rest    string    // of those that are not marked, with a line end for each that is
	Around  string    // heads, page numbers and what else belongs to no element on purpose
	Marked  []Printed // the elements that have the user property that was asked for
	Loose   []int     // pages, from 1, with text that belongs to no element and is no furniture
	Foreign []int     // pages with pictures, or annotations that are no links
}

// Printed is the text of an element with a user property.
type Printed struct {
	Value string // of the property
	Other string // what the element reads as instead, or is described as, "" for nothing else
	Text  string
	Page  int // from 1, on which it begins; 0 where it prints nothing
}

// Text reads the pages and the structure. property is the name of the user property whose elements
// are listed.
func (f *File) Text(property string) (*Text, error) {
	root := f.dict(f.catalog().Get("StructTreeRoot"))
	if root == nil {
		return nil, damaged("没有文档结构")
	}
	p, err := f.readPages()
	if err != nil {
		return nil, err
	}
	w := &structure{pages: p, property: property, visited: map[object.Ref]bool{}, used: map[content]bool{}, number: map[object.Ref]int{}}
	for i, ref := range p.refs {
		w.number[ref] = i + 1
	}
	w.kids(root.Get("K"), 0, 0)
	if w.bad != nil {
		return nil, w.bad
	}
	for at := range p.texts {
		if !w.used[at] && strings.TrimSpace(string(p.texts[at])) != "" {
			p.loose[w.number[at.page]-1] = true
		}
	}
	return &Text{Pages: len(p.refs), Whole: w.out.String(), Rest: w.rest.String(), Around: string(p.furniture), Marked: w.marked, Loose: listed(p.loose), Foreign: listed(p.foreign)}, nil
}

// listed are the numbers of pages, from 1, sorted.
func listed(set map[int]bool) []int {
	out := slices.Sorted(maps.Keys(set))
	for i := range out {
		out[i]++
	}
	return out
}

// structure walks the elements.
type structure struct {
	*pages
	property string
	number   map[object.Ref]int // of pages, from 1
	visited  map[object.Ref]bool
	used     map[content]bool
	out      strings.Builder
	rest     strings.Builder
	inside   int    // marked elements
	within   string // what elements in them read as instead
	marked   []Printed
	page     int // on which the last text stood
	bad      error
}

// kids walks what an element consists of. page is the page of bare numbers.
func (w *structure) kids(v object.Value, page object.Ref, depth int) {
	if depth > maxDepth || w.bad != nil {
		if w.bad == nil {
			w.bad = damaged("文档结构太深")
		}
		return
	}
	if ref, ok := v.(object.Ref); ok {
		if w.visited[ref] {
			w.bad = damaged("文档结构里有环")
			return
		}
		w.visited[ref] = true
	}
	switch k := w.get(v).(type) {
	case object.Int:
		w.own(page, k)
	case object.Array:
		for _, kid := range k {
			w.kids(kid, page, depth+1)
		}
	case object.Dict:
		if k.Get("MCID") != nil {
			if pg, ok := k.Get("Pg").(object.Ref); ok {
				page = pg
			}
			if id, ok := k.Get("MCID").(object.Int); ok {
				w.own(page, id)
			}
		} else if k.Get("S") != nil {
			w.element(k, page, depth)
		}
	}
}

// element walks an element of the structure.
func (w *structure) element(d object.Dict, page object.Ref, depth int) {
	if pg, ok := d.Get("Pg").(object.Ref); ok {
		page = pg
	}
	value, marked := w.user(d.Get("A"))
	other := w.other(d)
	if !marked {
		n := len(w.marked)
		w.kids(d.Get("K"), page, depth+1)
		switch {
		case w.inside > 0:
			w.within += other
		case d.Get("ActualText") != nil:
			for i := range w.marked[n:] {
				w.marked[n+i].Other += other
			}
		}
		return
	}
	if w.inside == 0 {
		w.within = ""
	}
	n, from := len(w.marked), w.out.Len()
	w.marked = append(w.marked, Printed{Value: value})
	outer := w.page
	w.page = 0
	w.inside++
	w.kids(d.Get("K"), page, depth+1)
	if w.inside--; w.inside == 0 {
		w.rest.WriteByte('\n')
	}
	w.marked[n].Text, w.marked[n].Page, w.marked[n].Other = w.out.String()[from:], w.page, other+w.within
	if w.page == 0 {
		w.page = outer
	}
}

// other is what an element reads as instead of what it shows.
func (w *structure) other(d object.Dict) string {
	out := ""
	for _, key := range []object.Name{"ActualText", "Alt", "E"} {
		out += w.text(d.Get(key))
	}
	return out
}

// own adds a piece of marked content to the text.
func (w *structure) own(page object.Ref, id object.Int) {
	at := content{page, int(id)}
	if w.used[at] {
		w.bad = damaged("一段内容属于两个结构元素")
		return
	}
	w.used[at] = true
	w.out.Write(w.texts[at])
	if w.inside == 0 {
		w.rest.Write(w.texts[at])
	}
	if w.page == 0 {
		w.page = w.number[page]
	}
}

// user is the value of the user property among an element's attributes.
func (w *structure) user(v object.Value) (string, bool) {
	list := w.array(v)
	if list == nil {
		list = object.Array{v}
	}
	for _, a := range list {
		d := w.dict(a)
		if w.name(d.Get("O")) != "UserProperties" {
			continue
		}
		for _, p := range w.array(d.Get("P")) {
			if prop := w.dict(p); w.text(prop.Get("N")) == w.property {
				return w.text(prop.Get("V")), true
			}
		}
	}
	return "", false
}
