package report

import (
	"strings"

	"mingbai/internal/doc"
)

// The figures that blocks refer to, by key; a stated figure counts as the
// computed one that explains it.

func addKey(r doc.FigureRef, keys map[string]bool) {
	keys[strings.TrimSuffix(r.Key, "@stated")] = true
}

func inlineKeys(in []doc.Inline, keys map[string]bool) {
	for _, n := range in {
		switch n := n.(type) {
		case doc.FigureRef:
			addKey(n, keys)
		case doc.Strong:
			inlineKeys(n.Content, keys)
		case doc.Emphasis:
			inlineKeys(n.Content, keys)
		case doc.Link:
			inlineKeys(n.Content, keys)
		case doc.Said:
			inlineKeys(n.Content, keys)
		}
	}
}

func blockKeys(blocks []doc.Block, keys map[string]bool) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			blockKeys(b.Body, keys)
		case doc.Screen:
			blockKeys(b.Body, keys)
		case doc.Summary:
			summaryKeys(b, keys)
		case doc.Paragraph:
			inlineKeys(b.Content, keys)
			for _, n := range b.Notes {
				inlineKeys(n.Content, keys)
			}
		case doc.List:
			for _, item := range b.Items {
				blockKeys(item, keys)
			}
		case doc.Table:
			tableKeys(b, keys)
		case doc.Chart:
			chartKeys(b, keys)
		case doc.Fields:
			for _, f := range b.Items {
				inlineKeys(f.Content, keys)
			}
		}
	}
}

func tableKeys(t doc.Table, keys map[string]bool) {
	for _, rows := range [][]doc.Row{t.Head, t.Body, t.Foot} {
		for _, r := range rows {
			for _, c := range r.Cells {
				inlineKeys(c.Content, keys)
			}
		}
	}
	for _, n := range t.Notes {
		inlineKeys(n, keys)
	}
}

func summaryKeys(s doc.Summary, keys map[string]bool) {
	inlineKeys(s.Lead, keys)
	for _, k := range s.Keys {
		addKey(k.Figure, keys)
	}
	if s.Chart != nil {
		chartKeys(*s.Chart, keys)
	}
}

func chartKeys(c doc.Chart, keys map[string]bool) {
	for _, shape := range c.Drawing.Shapes {
		if l, ok := shape.(doc.Label); ok {
			for _, part := range l.Parts {
				if part.Figure != nil {
					addKey(*part.Figure, keys)
				}
			}
		}
	}
	if c.Data != nil {
		tableKeys(*c.Data, keys)
	}
}
