package report

import (
	"fmt"
	"strings"

	"mingbai/internal/doc"
)

// dumpDoc prints a document as text, all that both outputs are made of.
func dumpDoc(d *doc.Document) string {
	w := &dumper{}
	w.line("document %s %q", d.ID, d.Title)
	if d.Name != "" {
		w.line("name=%s", d.Name)
	}
	w.line("author=%s subject=%s keywords=%v date=%s spine=%s", d.Author, d.Subject, d.Keywords, d.Date, d.Spine)
	w.fields("last", d.Last)
	w.blocks(d.Body)
	return w.b.String()
}

type dumper struct {
	b      strings.Builder
	indent string
}

func (w *dumper) line(format string, args ...any) {
	fmt.Fprintf(&w.b, w.indent+format+"\n", args...)
}

func (w *dumper) in(f func()) {
	old := w.indent
	w.indent += "  "
	f()
	w.indent = old
}

func (w *dumper) fields(name string, fs []doc.Field) {
	for _, f := range fs {
		w.line("%s %s: %s", name, f.Label, in(f.Content))
	}
}

func (w *dumper) blocks(blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Title:
			w.line("title%s", [...]string{"", " tight"}[b.Head])
			w.in(func() { w.fields("by", b.By) })
		case doc.Section:
			w.line("section%s %d #%s %s|%s|%s|%d", [...]string{"", " alone", " beside"}[b.Head], b.Level, b.ID, b.Number, in(b.Title), b.Short, b.Appendix)
			w.in(func() { w.blocks(b.Body) })
		case doc.Summary:
			w.line("summary #%s %s: %s", b.ID, b.Title, in(b.Lead))
			w.in(func() {
				for _, k := range b.Keys {
					w.line("key %s %s", k.Label, in([]doc.Inline{k.Figure}))
				}
				if b.Chart != nil {
					w.chart(*b.Chart)
				}
			})
		case doc.Paragraph:
			w.line("p%s %s", [...]string{"", ".lead", ".small"}[b.Role], in(b.Content))
			w.in(func() {
				for _, n := range b.Notes {
					mark := ""
					if n.Mark != nil {
						mark = n.Mark.String()
					}
					w.line("note%s%v %s", mark, n.Difference, in(n.Content))
				}
			})
		case doc.List:
			w.line("list %v %d", b.Ordered, b.Start)
			for _, it := range b.Items {
				w.line("-")
				w.in(func() { w.blocks(it) })
			}
		case doc.Table:
			w.table(b)
		case doc.Chart:
			w.chart(b)
		case doc.Entries:
			w.line("entries %s", b.Title)
			w.in(func() {
				for _, e := range b.Items {
					w.entry(e)
				}
			})
		case doc.Differences:
			for _, d := range b.Items {
				w.line("difference #%s %s %s %s | %s | %s | %s | %s | %s %s | %s", d.ID, d.Rule, d.Mark, d.Title,
					in(d.Stated), in(d.Computed), in(d.Diff), in(d.Text), d.Severity, d.RuleTitle, d.Place)
			}
		case doc.Fields:
			w.line("fields #%s", b.ID)
			w.in(func() { w.fields("field", b.Items) })
		case doc.Contents:
			w.line("contents #%s %s", b.ID, b.Title)
			w.in(func() {
				for _, it := range b.Items {
					w.line("%d %s → %s", it.Level, it.Title, it.Href)
				}
			})
		case doc.Downloads:
			for _, d := range b.Items {
				w.line("download %s %s %s", d.Href, d.Name, d.About)
			}
		case doc.Screen:
			w.line("screen")
			w.in(func() { w.blocks(b.Body) })
		default:
			panic(fmt.Sprintf("%T", b))
		}
	}
}

func (w *dumper) table(t doc.Table) {
	w.line("table #%s %s %s 单位=%s class=%s", t.ID, t.Number, t.Caption, t.Unit, t.Class)
	w.in(func() {
		for _, part := range []struct {
			name string
			rows []doc.Row
		}{{"head", t.Head}, {"row", t.Body}, {"foot", t.Foot}} {
			for _, r := range part.rows {
				var cells []string
				for _, c := range r.Cells {
					s := in(c.Content)
					if c.Drawing != nil {
						s += fmt.Sprintf("<%d shapes>", len(c.Drawing.Shapes))
					}
					if t.Grid {
						s = gridCell(c) + s
					}
					cells = append(cells, s)
				}
				w.line("%s #%s %s", part.name, r.ID, strings.Join(cells, " | "))
			}
		}
		for _, n := range t.Notes {
			w.line("tnote %s", in(n))
		}
	})
}

// gridCell is how a cell of a form stands in its grid: its scope, its size where
// it spans others, and its alignment.
func gridCell(c doc.Cell) string {
	s := c.Scope
	if c.Cols > 1 || c.Rows > 1 {
		s += fmt.Sprintf(" %d×%d", max(c.Cols, 1), max(c.Rows, 1))
	}
	if c.Align != nil {
		s += " " + [...]string{"l", "r", "c", "d"}[*c.Align]
	}
	return "[" + strings.TrimSpace(s) + "] "
}

func (w *dumper) chart(c doc.Chart) {
	w.line("chart #%s %s %s %v desc=%s shapes=%d", c.ID, c.Number, c.Title, c.Reading, c.Drawing.Desc, len(c.Drawing.Shapes))
	for _, s := range c.Drawing.Shapes {
		if l, ok := s.(doc.Label); ok {
			text := ""
			for _, p := range l.Parts {
				text += p.Text
				if p.Figure != nil {
					text += in([]doc.Inline{*p.Figure})
				}
			}
			w.line("  label %s", text)
		}
	}
	if c.Data != nil {
		w.in(func() { w.table(*c.Data) })
	}
}

func (w *dumper) entry(e doc.Entry) {
	w.line("entry #%s %s = %s reason=%s basis=%s", e.ID, e.Label, in([]doc.Inline{e.Figure}), e.Reason, e.Basis)
	w.in(func() {
		w.line("formula %s", in(e.Formula))
		w.line("arithmetic %s", in(e.Arithmetic))
		if len(e.Stated) > 0 {
			w.line("stated %s", in(e.Stated))
		}
		for _, i := range e.Inputs {
			at := ""
			if i.Place != nil {
				at = i.Place.String()
			}
			if i.Shown {
				at += " shown"
			}
			w.line("input %s %s %s", i.Label, in([]doc.Inline{i.Figure}), at)
		}
		if e.Elsewhere != "" {
			w.line("elsewhere %s", e.Elsewhere)
		}
		for _, l := range e.Backlinks {
			w.line("back %s %s", l.Href, in(l.Content))
		}
	})
}

// in prints inlines; figures as [key text unit].
func in(nodes []doc.Inline) string {
	var b strings.Builder
	for _, n := range nodes {
		switch n := n.(type) {
		case doc.Text:
			b.WriteString(n.S)
		case doc.Strong:
			b.WriteString("**" + in(n.Content) + "**")
		case doc.Emphasis:
			b.WriteString("*" + in(n.Content) + "*")
		case doc.Code:
			b.WriteString("`" + n.S + "`")
		case doc.Link:
			b.WriteString("[" + in(n.Content) + "](" + n.Href + ")")
		case doc.FigureRef:
			said := ""
			if n.Said {
				said = "~"
			}
			b.WriteString("{" + said + n.Text + n.Unit + " " + n.Href)
			if n.State != doc.OK {
				b.WriteString(" " + n.Title)
			}
			b.WriteString("}")
			if n.Mark != nil {
				b.WriteString(n.Mark.String())
			}
		case doc.Said:
			b.WriteString("~" + in(n.Content) + "~")
			if n.Mark != nil {
				b.WriteString(n.Mark.String())
			}
		case doc.Mark:
			b.WriteString(n.String())
		case doc.Missing:
			b.WriteString("!" + n.S)
		case doc.None:
			b.WriteString(n.S + "(" + n.Title + ")")
		case doc.PlaceRef:
			b.WriteString("@" + n.String())
		case doc.Break:
			b.WriteString("/")
		case doc.WordBreak:
			b.WriteString("¦")
		default:
			panic(fmt.Sprintf("%T", n))
		}
	}
	return b.String()
}
