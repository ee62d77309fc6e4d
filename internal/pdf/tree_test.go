package pdf

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

// manyPages is a layout of n pages, each with a paragraph that has an ID and is a link to the page
// before, and with a bookmark.
func manyPages(t testing.TB, n int) *typeset.Layout {
	s := newSampler(loadFaces(t))
	for i := range n {
		s.newPage(0)
		link := &typeset.Element{Tag: "Link", ID: fmt.Sprintf("页%d", i+1)}
		p := s.elem("P")
		p.Kids = append(p.Kids, link)
		end := s.text(link, typeset.BodyFace, 16*pt, left, "页")
		s.page.Links = append(s.page.Links, typeset.LinkArea{X: left, Y: s.y, W: end - left, H: 16 * pt, Of: link,
			To: &typeset.Target{Page: max(i-1, 0)}, Alt: "前页"})
		s.Outline = append(s.Outline, typeset.Outline{Level: min(i%3, 1), Closed: i%2 == 0, Title: "页", Target: typeset.Target{Page: i}})
	}
	return s.Layout
}

// TestTrees holds that trees of any size are sound: at the limits of one node and of one level.
func TestTrees(t *testing.T) {
	for _, n := range []int{1, fan - 1, fan, fan + 1, 2*fan + 1, fan*fan + 1} {
		data := write(t, manyPages(t, n), sampleMeta())
		f, err := pdfcheck.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		report := f.Check()
		if report.Pages != n || report.Text != strings.Repeat("页", n) || len(report.Faults) > 0 {
			t.Errorf("%d pages: the checker finds %d, and %.300q", n, report.Pages, report.Faults)
		}
		if widest := widestKids(f); widest > fan {
			t.Errorf("%d pages: a node of %d kids", n, widest)
		}
	}
}

// widestKids is the greatest number of kids of a node.
func widestKids(f *pdfcheck.File) int {
	n := 0
	for _, o := range f.Objects {
		if d, ok := o.Value.(object.Dict); ok {
			for _, key := range []object.Name{"Kids", "Names"} {
				a, _ := d.Get(key).(object.Array)
				if key == "Names" {
					a = a[:len(a)/2]
				}
				n = max(n, len(a))
			}
		}
	}
	return n
}

// TestDefectsOfTrees holds that the checker sees what is wrong in a tree of several levels.
func TestDefectsOfTrees(t *testing.T) {
	data := write(t, manyPages(t, 2*fan+1), sampleMeta())
	for _, c := range []struct {
		name, want string
		has        []string
		spoil      func(d object.Dict) object.Dict
	}{
		{"page's parent", "wrong /Parent", []string{"/Type/Page/"}, with("Parent", object.Ref(1))},
		{"node's parent", "wrong /Parent", []string{"/Type/Pages/Parent"}, without("Parent")},
		{"node's count", "wrong /Count", []string{"/Type/Pages/Parent"}, with("Count", object.Int(3))},
		{"limits of parents", "tree of parents: wrong /Limits", []string{"/Limits", "/Nums"}, with("Limits", object.Array{object.Int(1), object.Int(63)})},
		{"parents without limits", "tree of parents: wrong /Limits", []string{"/Limits", "/Nums"}, without("Limits")},
		{"limits of IDs", "tree of IDs: wrong /Limits", []string{"/Limits", "/Names"}, with("Limits", object.Array{object.String("a"), object.String("b")})},
		{"leaf lost", "IDs, but", []string{"/Limits", "/Names"}, with("Names", object.Array{})},
		{"order of leaves", "keys do not ascend", []string{"/Kids", "<</Kids"}, reversed},
		{"open bookmark", "wrong /Last or /Count", []string{"/Type/Outlines"}, with("Count", object.Int(2*fan+1))},
	} {
		f, err := pdfcheck.Open(data)
		if err != nil {
			t.Fatal(err)
		}
		if !spoilFirst(f, c.has, c.spoil) {
			t.Errorf("%s: nothing to spoil", c.name)
			continue
		}
		if faults := strings.Join(f.Check().Faults, "\n"); !strings.Contains(faults, c.want) {
			t.Errorf("%s: no %q in %.300q", c.name, c.want, faults)
		}
	}
}

// reversed is a node with its kids in the wrong order.
func reversed(d object.Dict) object.Dict {
	var kids object.Array
	for _, k := range d.Get("Kids").(object.Array) {
		kids = append(object.Array{k}, kids...)
	}
	return d.With("Kids", kids)
}
