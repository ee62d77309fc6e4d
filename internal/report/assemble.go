package report

import (
	"strings"

	"mingbai/internal/doc"
)

// assemble makes the document's body of the blocks that the layout gave.
func (p *page) assemble(blocks []doc.Block, lay *layout) {
	blocks = p.title(hoist(blocks), lay)
	blocks = p.summaries(blocks, lay)
	blocks = notes(blocks)
	appendices(blocks)
	name(blocks, "")
	findingNotes(p.marks, blocks)
	p.doc.Body = backlinks(blocks)
}

// title takes the title off a page that begins with "# ". A report has a block of
// its own for it.
func (p *page) title(blocks []doc.Block, lay *layout) []doc.Block {
	var out []doc.Block
	for i, b := range blocks {
		s, ok := b.(doc.Section)
		if !ok || s.Level != 1 {
			out = append(out, b)
			continue
		}
		if i > 0 || len(p.doc.Title) > 0 {
			p.found = append(p.found, lay.finding(0, "页的标题（#）要写在最前面，只写一次", ""))
			return nil
		}
		p.doc.Title = []string{doc.PlainText(s.Title)}
		out = append(out, doc.Title{})
		for j, c := range s.Body {
			if para, ok := c.(doc.Paragraph); ok && j == 0 {
				para.Role = doc.Lead
				c = para
			}
			out = append(out, c)
		}
	}
	if len(p.doc.Title) == 0 {
		p.found = append(p.found, lay.finding(0, "版式没有标题", "第一行写“# 标题”，报告写```title"))
	}
	return out
}

// summaries turns a section that holds a summary into that summary, with the
// paragraphs before it as its sentence.
func (p *page) summaries(blocks []doc.Block, lay *layout) []doc.Block {
	var out []doc.Block
	for _, b := range blocks {
		s, ok := b.(doc.Section)
		if !ok {
			out = append(out, b)
			continue
		}
		at := -1
		for i, c := range s.Body {
			if _, ok := c.(doc.Summary); ok {
				at = i
			}
		}
		if at < 0 {
			s.Body = p.summaries(s.Body, lay)
			out = append(out, s)
			continue
		}
		sum := s.Body[at].(doc.Summary)
		sum.ID, sum.Title = s.ID, doc.PlainText(s.Title)
		for _, c := range s.Body[:at] {
			para, ok := c.(doc.Paragraph)
			if !ok {
				p.found = append(p.found, lay.finding(0, "提要里，summary块的前面只能写段落", ""))
				continue
			}
			sum.Lead = append(sum.Lead, para.Content...)
		}
		out = append(out, sum)
		out = append(out, s.Body[at+1:]...)
	}
	return out
}

// notePrefix begins a paragraph that is a note to what stands before it.
const notePrefix = "注："

// notes gives each paragraph that begins with 注： to the paragraph or table
// before it. One with nothing before it stays, in small type.
func notes(blocks []doc.Block) []doc.Block {
	var out []doc.Block
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			b.Body = notes(b.Body)
			out = append(out, b)
			continue
		case doc.Screen:
			b.Body = notes(b.Body)
			out = append(out, b)
			continue
		case doc.List:
			for i := range b.Items {
				b.Items[i] = notes(b.Items[i])
			}
		case doc.Paragraph:
			if rest, ok := cutNote(b.Content); ok {
				out = giveNote(out, b, rest)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// cutNote takes 注： off the start of a paragraph.
func cutNote(in []doc.Inline) ([]doc.Inline, bool) {
	if len(in) == 0 {
		return nil, false
	}
	first, ok := in[0].(doc.Text)
	if !ok {
		return nil, false
	}
	rest, ok := strings.CutPrefix(first.S, notePrefix)
	if !ok {
		return nil, false
	}
	if rest == "" {
		return in[1:], true
	}
	return append(inlines(doc.Text{S: rest}), in[1:]...), true
}

// giveNote hangs a note on the last of the blocks, or keeps it as a paragraph.
func giveNote(out []doc.Block, note doc.Paragraph, rest []doc.Inline) []doc.Block {
	if len(out) > 0 {
		switch last := out[len(out)-1].(type) {
		case doc.Paragraph:
			if last.Role != doc.Small {
				content := append(inlines(doc.Strong{Content: inlines(text(notePrefix))}), rest...)
				last.Notes = append(last.Notes, doc.Note{Content: content})
				out[len(out)-1] = last
				return out
			}
		case doc.Table:
			last.Notes = append(last.Notes, note.Content)
			out[len(out)-1] = last
			return out
		}
	}
	note.Role = doc.Small
	return append(out, note)
}

// name gives an anchor to each section that has none.
func name(blocks []doc.Block, parent string) {
	if parent == "" {
		parent = "section"
	}
	n := 0
	for i, b := range blocks {
		s, ok := b.(doc.Section)
		if !ok {
			continue
		}
		n++
		if s.ID == "" {
			s.ID = parent + "-" + itoa(n)
		}
		name(s.Body, s.ID)
		blocks[i] = s
	}
}
