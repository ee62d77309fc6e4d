package typeset

import (
	"fmt"
	"strings"
)

// Dump prints a layout for reading and for comparing: page by page and in the
// order of painting, with positions in millimetres and thicknesses in thousandths
// of a point. Text on one baseline that
// belongs to one element stands on one line; ~ marks page furniture.
func Dump(l *Layout) string {
	var b strings.Builder
	for i := range l.Pages {
		p := &l.Pages[i]
		fmt.Fprintf(&b, "page %d %s×%s", i+1, millimetres(p.Width), millimetres(p.Height))
		if p.Rotate != 0 {
			fmt.Fprintf(&b, " turned %d", p.Rotate)
		}
		b.WriteByte('\n')
		for j := 0; j < len(p.Items); {
			j = dumpItem(&b, p.Items, j)
		}
		for _, k := range p.Links {
			fmt.Fprintf(&b, "link %s %s+%s %s\n", millimetres(k.Y), millimetres(k.X), millimetres(k.W), linkEnd(&k))
		}
	}
	for _, o := range l.Outline {
		fmt.Fprintf(&b, "outline %d %s → %d\n", o.Level, o.Title, o.Target.Page+1)
	}
	for _, s := range l.Loose {
		fmt.Fprintf(&b, "loose %s\n", s)
	}
	return b.String()
}

// dumpItem prints item j, with the text behind it that continues its line, and
// returns the item after that.
func dumpItem(b *strings.Builder, items []Item, j int) int {
	switch v := items[j].(type) {
	case GlyphRun:
		fmt.Fprintf(b, "%s %s ", millimetres(v.Y), millimetres(v.X))
		if v.Furniture {
			b.WriteByte('~')
		}
		b.WriteString(v.Text)
		for j++; j < len(items); j++ {
			next, ok := items[j].(GlyphRun)
			if !ok || next.Y != v.Y || next.Of != v.Of || next.Furniture != v.Furniture || next.Role != v.Role {
				break
			}
			b.WriteString(next.Text)
		}
		b.WriteByte('\n')
		return j
	case Rule:
		fmt.Fprintf(b, "rule %s %s–%s %s %d\n", millimetres(v.Y1), millimetres(v.X1), millimetres(v.X2), millimetres(v.Y2), v.Width)
	case Box:
		fmt.Fprintf(b, "box %s %s+%s+%s filled %v\n", millimetres(v.Y), millimetres(v.X), millimetres(v.W), millimetres(v.H), v.Filled)
	case Disc:
		fmt.Fprintf(b, "disc %s %s r %s filled %v\n", millimetres(v.Y), millimetres(v.X), millimetres(v.R), v.Filled)
	case Hatching:
		fmt.Fprintf(b, "hatching %s %s+%s+%s\n", millimetres(v.Y), millimetres(v.X), millimetres(v.W), millimetres(v.H))
	}
	return j + 1
}

func linkEnd(k *LinkArea) string {
	if k.To != nil {
		return fmt.Sprintf("page %d at %s", k.To.Page+1, millimetres(k.To.Y))
	}
	return k.URI
}

// millimetres prints a length with two decimals.
func millimetres(v Length) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	hundredths := (v*254 + 3600) / 7200
	return fmt.Sprintf("%s%d.%02d", sign, hundredths/100, hundredths%100)
}
