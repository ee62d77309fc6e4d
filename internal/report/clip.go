package report

import (
	"strings"

	"mingbai/internal/doc"
)

// leftOut stands where a text was cut.
const leftOut = "……"

// Where a text may be cut: behind its sentences, else behind one of its clauses.
const (
	sentenceEnds = "。！？"
	clauseEnds   = "；，：,;"
)

// clip takes the first sentences of a text, as many as have no more than so many
// characters; of a longer sentence its first clauses, with …… behind them. A line
// end ends a sentence; figures and the like stay whole. Whole is false where not even
// a clause was short enough, so that a word may have been cut.
func clip(in []doc.Inline, most int) (out []doc.Inline, whole bool) {
	c := clipper{most: max(most, 8)}
	for _, n := range in {
		if _, ok := n.(doc.Break); ok {
			c.ended()
			continue
		}
		if !c.add(n) {
			return c.cut()
		}
	}
	return trimmed(c.out), true
}

// clipper collects inlines until they have enough characters.
type clipper struct {
	most, length   int
	out            []doc.Inline
	sentence, part cutPoint // the last good places to cut
}

// cutPoint is behind so many characters of inline n.
type cutPoint struct {
	n, bytes int
	ok       bool
}

// add takes an inline, or as much of it as there is room for, and reports whether
// that was all of it.
func (c *clipper) add(n doc.Inline) bool {
	t, ok := n.(doc.Text)
	if !ok {
		c.length += len([]rune(doc.PlainText(inlines(n))))
		if c.length > c.most {
			return false
		}
		c.out = append(c.out, n)
		return true
	}
	c.out = append(c.out, doc.Text{})
	at := len(c.out) - 1
	for i, r := range t.S {
		c.length++
		if c.length > c.most {
			c.out[at] = doc.Text{S: t.S[:i]}
			return false
		}
		end := i + len(string(r))
		switch {
		case strings.ContainsRune(sentenceEnds, r):
			c.sentence = cutPoint{at, end, true}
		case strings.ContainsRune(clauseEnds, r):
			c.part = cutPoint{at, i, true}
		}
	}
	c.out[at] = t
	return true
}

// ended notes the end of a line, which is one of a sentence.
func (c *clipper) ended() {
	if n := len(c.out); n > 0 {
		c.sentence = cutPoint{n, 0, true}
	}
}

// cut is what was collected, up to the last good place; whole is false where there
// is none.
func (c *clipper) cut() (out []doc.Inline, whole bool) {
	if c.sentence.ok && c.before(c.sentence)*3 >= c.most {
		return trimmed(c.upTo(c.sentence)), true
	}
	if c.part.ok && c.before(c.part)*3 >= c.most {
		return append(trimmed(c.upTo(c.part)), text(leftOut)), true
	}
	return append(trimmed(c.out), text(leftOut)), false
}

// before is the number of characters before a place.
func (c *clipper) before(at cutPoint) int { return len([]rune(doc.PlainText(c.upTo(at)))) }

// upTo is what was collected before a place.
func (c *clipper) upTo(at cutPoint) []doc.Inline {
	out := append([]doc.Inline(nil), c.out[:min(at.n, len(c.out))]...)
	if t, ok := c.inline(at.n).(doc.Text); ok && at.bytes > 0 {
		out = append(out, doc.Text{S: t.S[:min(at.bytes, len(t.S))]})
	}
	return out
}

func (c *clipper) inline(n int) doc.Inline {
	if n < len(c.out) {
		return c.out[n]
	}
	return doc.Text{}
}

// trimmed leaves out text without characters.
func trimmed(in []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, n := range in {
		if t, ok := n.(doc.Text); !ok || t.S != "" {
			out = append(out, n)
		}
	}
	return out
}
