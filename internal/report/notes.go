package report

import (
	"strings"

	"mingbai/internal/doc"
)

// noter puts the note of each finding at the paragraph that first refers to it. A
// finding that only tables refer to gets its note at the paragraph before them.
type noter struct {
	marks   *marks
	inProse map[int]bool // marks that some paragraph refers to
	done    map[int]bool
}

func findingNotes(m *marks, blocks []doc.Block) {
	if m == nil {
		return
	}
	n := &noter{marks: m, inProse: map[int]bool{}, done: map[int]bool{}}
	n.collect(blocks)
	n.blocks(blocks)
}

// collect finds the marks that paragraphs refer to.
func (n *noter) collect(blocks []doc.Block) {
	if evidence(blocks) {
		return
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			n.collect(b.Body)
		case doc.List:
			for _, item := range b.Items {
				n.collect(item)
			}
		case doc.Paragraph:
			for _, m := range marksIn(b.Content) {
				n.inProse[m] = true
			}
		}
	}
}

func (n *noter) blocks(blocks []doc.Block) {
	if evidence(blocks) {
		return
	}
	var open []int // marks whose note waits for a paragraph
	last := -1     // the last paragraph
	give := func(marks []int) {
		for _, m := range marks {
			if last < 0 {
				open = append(open, m)
				continue
			}
			para := blocks[last].(doc.Paragraph)
			n.note(&para, m)
			blocks[last] = para
		}
	}
	for i, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			n.blocks(b.Body)
		case doc.List:
			for _, item := range b.Items {
				n.blocks(item)
			}
		case doc.Summary:
			give(n.onlyHere(marksIn(b.Lead)))
		case doc.Table:
			give(n.onlyHere(tableMarks(b)))
		case doc.Paragraph:
			last = i
			give(open)
			open = nil
			give(marksIn(b.Content))
		}
	}
}

// onlyHere keeps the marks that no paragraph refers to.
func (n *noter) onlyHere(marks []int) []int {
	var out []int
	for _, m := range marks {
		if !n.inProse[m] {
			out = append(out, m)
		}
	}
	return out
}

// note adds the note of mark m to a paragraph, once in the document.
func (n *noter) note(para *doc.Paragraph, m int) {
	f := n.marks.finding(m)
	if f == nil || n.done[m] {
		return
	}
	n.done[m] = true
	mark := doc.Mark{N: m, Href: "#check-" + itoa(m)}
	var content []doc.Inline
	if f.Title != "" {
		content = append(content, doc.Strong{Content: inlines(text(f.Title + "："))})
	}
	content = append(content, text(sentence(f.Message)))
	para.Notes = append(para.Notes, doc.Note{Mark: &mark, Difference: true, Content: content})
}

// sentence ends a message with a full stop if it has no end of its own.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, "。") || strings.HasSuffix(s, "！") || strings.HasSuffix(s, "？") {
		return s
	}
	return s + "。"
}

// evidence reports whether blocks are the evidence itself, whose marks need no
// note.
func evidence(blocks []doc.Block) bool {
	for _, b := range blocks {
		switch b.(type) {
		case doc.Entries, doc.Differences:
			return true
		}
	}
	return false
}

// marksIn lists the marks that inlines refer to, in their order.
func marksIn(in []doc.Inline) []int {
	var out []int
	add := func(m *doc.Mark) {
		if m != nil {
			out = append(out, m.N)
		}
	}
	for _, n := range in {
		switch n := n.(type) {
		case doc.Strong:
			out = append(out, marksIn(n.Content)...)
		case doc.Emphasis:
			out = append(out, marksIn(n.Content)...)
		case doc.Link:
			out = append(out, marksIn(n.Content)...)
		case doc.FigureRef:
			add(n.Mark)
		case doc.Said:
			out = append(out, marksIn(n.Content)...)
			add(n.Mark)
		case doc.Mark:
			add(&n)
		}
	}
	return out
}

func tableMarks(t doc.Table) []int {
	var out []int
	for _, rows := range [][]doc.Row{t.Head, t.Body, t.Foot} {
		for _, r := range rows {
			for _, c := range r.Cells {
				out = append(out, marksIn(c.Content)...)
			}
		}
	}
	return out
}
