package typeset

import (
	"slices"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// structureText is the text of a layout in the order of its structure, as a
// screen reader has it: what belongs to an element itself stands among its kids
// as it was painted.
func structureText(l *Layout) string {
	type piece struct {
		seq  int
		text string
	}
	own := map[*Element][]piece{}
	seq := 0
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			if run, ok := item.(GlyphRun); ok && !run.Furniture {
				own[run.Of] = append(own[run.Of], piece{seq, run.Text})
				seq++
			}
		}
	}
	var first func(e *Element) int
	first = func(e *Element) int {
		n := 1 << 30
		if p := own[e]; len(p) > 0 {
			n = p[0].seq
		}
		for _, k := range e.Kids {
			n = min(n, first(k))
		}
		return n
	}
	var b strings.Builder
	var write func(e *Element)
	write = func(e *Element) {
		pieces := own[e]
		for _, k := range e.Kids {
			for at := first(k); len(pieces) > 0 && pieces[0].seq < at && at < 1<<30; pieces = pieces[1:] {
				b.WriteString(pieces[0].text)
			}
			write(k)
		}
		for _, p := range pieces {
			b.WriteString(p.text)
		}
	}
	write(l.Root)
	return b.String()
}

// expectation writes what print shows of a document, in reading order.
type expectation struct {
	strings.Builder
	notes map[int][]doc.Note
	pages map[string]string // of the items of contents, by title
}

// expected is the text of a document. Where contents lead is taken from the layout.
func expected(d *doc.Document, l *Layout) string {
	w := &expectation{notes: map[int][]doc.Note{}, pages: map[string]string{}}
	for i := range l.Pages {
		for _, k := range l.Pages[i].Links {
			if title, page, ok := strings.Cut(k.Alt, "，第"); ok {
				w.pages[title] = strings.TrimSuffix(page, "页")
			}
		}
	}
	w.collect(d.Body)
	w.blocks(d, d.Body)
	for n := range 20 {
		w.take(n)
	}
	return w.String()
}

func (w *expectation) collect(in []doc.Block) {
	for _, b := range in {
		switch b := b.(type) {
		case doc.Section:
			w.collect(b.Body)
		case doc.List:
			for _, it := range b.Items {
				w.collect(it)
			}
		case doc.Paragraph:
			for _, n := range b.Notes {
				if n.Mark != nil {
					w.notes[n.Mark.N] = append(w.notes[n.Mark.N], n)
				}
			}
		}
	}
}

func (w *expectation) in(in []doc.Inline) { w.WriteString(doc.PlainText(in)) }

// refer writes the notes to which a text refers first.
func (w *expectation) refer(in []doc.Inline) {
	text := doc.PlainText(in)
	for _, r := range text {
		if n := int(r-'①') + 1; n >= 1 && n <= 20 {
			w.take(n)
		}
	}
}

func (w *expectation) take(n int) {
	for _, note := range w.notes[n] {
		w.WriteString(note.Mark.String())
		w.in(note.Content)
	}
	delete(w.notes, n)
}

func (w *expectation) figure(f doc.FigureRef) { w.in([]doc.Inline{f}) }

func (w *expectation) blocks(d *doc.Document, in []doc.Block) {
	for _, b := range in {
		switch b := b.(type) {
		case doc.Title:
			w.WriteString(strings.Join(d.Title, ""))
			w.fields(b.By)
		case doc.Section:
			w.WriteString(b.Number)
			w.in(b.Title)
			w.refer(b.Title)
			w.blocks(d, b.Body)
		case doc.Summary:
			w.WriteString(b.Title)
			w.in(b.Lead)
			w.refer(b.Lead)
			for _, k := range b.Keys {
				w.WriteString(k.Label)
				w.figure(k.Figure)
			}
			if b.Chart != nil {
				w.chart(b.Chart)
			}
		case doc.Paragraph:
			w.in(b.Content)
			w.refer(b.Content)
			for _, n := range b.Notes {
				if n.Mark == nil {
					w.in(n.Content)
				}
			}
		case doc.List:
			for i, item := range b.Items {
				if b.Ordered {
					w.WriteString(itoa(b.Start+i) + ".")
				} else {
					w.WriteString("·")
				}
				w.blocks(d, item)
			}
		case doc.Table:
			w.table(&b)
		case doc.Chart:
			w.chart(&b)
		case doc.Entries:
			w.WriteString(b.Title)
			for i := range b.Items {
				w.entry(&b.Items[i])
			}
		case doc.Differences:
			for _, it := range b.Items {
				w.WriteString(it.Mark.String() + it.Title)
				if len(it.Stated)+len(it.Computed)+len(it.Diff) > 0 {
					w.WriteString("原文" + doc.PlainText(it.Stated) + "重算" + doc.PlainText(it.Computed) + "相差" + doc.PlainText(it.Diff))
				}
				w.WriteString(doc.PlainText(it.Text) + it.Severity + "：" + it.RuleTitle + it.Place.String())
			}
		case doc.Fields:
			w.fields(b.Items)
		case doc.Contents:
			w.WriteString(b.Title)
			for _, it := range b.Items {
				w.WriteString(it.Title + w.pages[it.Title])
			}
		}
	}
}

func (w *expectation) fields(fields []doc.Field) {
	for _, f := range fields {
		w.WriteString(f.Label)
		w.in(f.Content)
	}
}

func (w *expectation) chart(c *doc.Chart) {
	w.drawing(&c.Drawing)
	w.WriteString(c.Number + c.Title + strings.Join(c.Reading, ""))
	if c.Data != nil {
		w.table(c.Data)
	}
}

func (w *expectation) drawing(d *doc.Drawing) {
	for _, s := range d.Shapes {
		if l, ok := s.(doc.Label); ok {
			for _, p := range l.Parts {
				if p.Figure != nil {
					w.WriteString(p.Figure.Text)
				} else {
					w.WriteString(p.Text)
				}
			}
		}
	}
}

func (w *expectation) table(t *doc.Table) {
	w.WriteString(t.Number + t.Caption)
	if t.Unit != "" {
		w.WriteString("单位：" + t.Unit)
	}
	var refs []doc.Inline
	for _, rows := range [][]doc.Row{t.Head, t.Body, t.Foot} {
		for _, r := range rows {
			for _, c := range r.Cells {
				if c.Drawing != nil {
					w.drawing(c.Drawing)
				}
				if !c.Hidden {
					w.in(c.Content)
					refs = append(refs, c.Content...)
				}
			}
		}
	}
	w.refer(refs)
	for _, n := range t.Notes {
		w.in(n)
	}
}

func (w *expectation) entry(e *doc.Entry) {
	w.WriteString(e.Label)
	w.figure(e.Figure)
	w.in(e.Formula)
	w.in(e.Arithmetic)
	w.WriteString(e.Reason)
	if len(e.Stated) > 0 {
		w.WriteString("原文" + doc.PlainText(e.Stated))
	}
	var places []string
	placed := false
	for _, in := range e.Inputs {
		at := ""
		if in.Place != nil {
			at, placed = in.Place.String(), true
		}
		switch {
		case !in.Shown:
			w.WriteString(in.Label)
			w.figure(in.Figure)
			if at != "" {
				w.WriteString("，" + at)
			}
		case at != "" && !slices.Contains(places, at):
			places = append(places, at)
		}
	}
	if len(places) > 0 {
		w.WriteString("出处" + strings.Join(places, "、"))
	}
	if e.Elsewhere != "" {
		w.WriteString("出处" + e.Elsewhere)
	}
	if e.Rule != nil && !placed {
		w.WriteString("规则" + e.Rule.String())
	}
	if e.Basis != "" {
		w.WriteString("依据" + e.Basis)
	}
}

// checkText fails unless a layout prints its document, no more and no less.
func checkText(t testing.TB, d *doc.Document, l *Layout) {
	t.Helper()
	got, want := structureText(l), expected(d, l)
	if got == want {
		return
	}
	a, b := []rune(got), []rune(want)
	at := 0
	for at < len(a) && at < len(b) && a[at] == b[at] {
		at++
	}
	show := func(r []rune) string { return string(r[max(0, min(at-20, len(r))):min(len(r), at+40)]) }
	t.Errorf("text differs at character %d:\n got …%s…\nwant …%s…", at, show(a), show(b))
}

func TestReading(t *testing.T) {
	d := sampleReport()
	l := set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
	six := sixPages()
	checkText(t, six, set(t, six))
	form := &doc.Document{Body: []doc.Block{para("前文。"), formTable(), para("后文。")}}
	l = set(t, form)
	checkText(t, form, l)
	checkWithin(t, l)
}

// The text of a paragraph is painted in one piece; one that crosses a page goes
// on at the start of the next page's text, with only footnotes, furniture and
// the page number between.
func TestPaintingOrder(t *testing.T) {
	d := sampleReport()
	long := strings.Repeat("把七个项目的支出逐项相加，得131.72万元，而原文三处都写作131.73万元。", 60)
	d.Body = append(d.Body, para(long))
	l := set(t, d)
	var body strings.Builder
	for i := range l.Pages {
		notes := false
		for _, item := range l.Pages[i].Items {
			run, ok := item.(GlyphRun)
			switch {
			case !ok || run.Furniture:
			case inNote(l.Root, run.Of):
				notes = true
			default:
				if notes {
					t.Errorf("page %d: %q behind the footnotes", i+1, run.Text)
				}
				body.WriteString(run.Text)
			}
		}
	}
	for _, p := range []string{long, "行率94.58%，原文写作95%①。", "由总额减去项目得出。"} {
		if !strings.Contains(body.String(), p) {
			t.Errorf("%.60s… is not in one piece", p)
		}
	}
}

// inNote says whether e lies in a footnote.
func inNote(root, e *Element) bool {
	var find func(at *Element, note bool) bool
	find = func(at *Element, note bool) bool {
		note = note || at.Tag == "Note" && !strings.HasPrefix(at.ID, "note-below")
		if at == e {
			return note
		}
		for _, k := range at.Kids {
			if find(k, note) {
				return true
			}
		}
		return false
	}
	return find(root, false)
}
