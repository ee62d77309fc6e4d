package font

import (
	"errors"
	"fmt"
)

// Flags of a component of a composite glyph.
const (
	argsAreWords     = 1 << 0
	hasScale         = 1 << 3
	moreComponents   = 1 << 5
	hasXYScale       = 1 << 6
	has2x2           = 1 << 7
	hasInstructions  = 1 << 8
	maxDepth         = 8    // of composites in composites; faces have one, two at most
	maxParts         = 1024 // in one glyph, those of its parts included
	glyphHeaderBytes = 10
)

// outline is a glyph of the face, ready to be copied without its hinting.
type outline struct {
	src       []byte
	cut, drop int   // src[cut:cut+drop] is hinting
	parts     []int // where in src the parts of a composite begin: flags, then glyph number
}

// outlines are the glyphs of a subset in their new order.
type outlines struct {
	glyphs []outline
	old    []uint16 // their numbers in the face
	renum  []uint16 // new numbers by old ones; 0 for glyphs left out, and for .notdef
}

// collect gathers .notdef, the glyphs of the characters in their order, then the parts of which
// composites among them consist.
func (f *Face) collect(chars []char) (*outlines, error) {
	o := &outlines{
		glyphs: make([]outline, 0, len(chars)+16),
		old:    make([]uint16, 0, len(chars)+16),
		renum:  make([]uint16, f.glyphs),
	}
	o.old = append(o.old, 0)
	for _, c := range chars {
		o.add(c.glyph)
	}
	for i := 0; i < len(o.old); i++ { // o.old grows
		g, err := dissect(f.outline(o.old[i]))
		if err != nil {
			return nil, fmt.Errorf("字体已损坏：第 %d 号字形%w", o.old[i], err)
		}
		for _, at := range g.parts {
			part := be.Uint16(g.src[at+2:])
			if int(part) >= f.glyphs {
				return nil, fmt.Errorf("字体已损坏：第 %d 号字形引用了不存在的字形", o.old[i])
			}
			o.add(part)
		}
		if g.parts != nil && f.count(o.old[i], maxDepth, maxParts) == 0 {
			return nil, fmt.Errorf("字体已损坏：第 %d 号字形的部件有误（循环引用、过多或不完整）", o.old[i])
		}
		o.glyphs = append(o.glyphs, g)
	}
	return o, nil
}

// add numbers a glyph, unless it has its number.
func (o *outlines) add(g uint16) {
	if g != 0 && o.renum[g] == 0 {
		o.renum[g] = uint16(len(o.old))
		o.old = append(o.old, g)
	}
}

// count is what budget is left when glyph g is drawn with all its parts; 0 when it can't be.
// Whoever draws a glyph follows its parts without end, so we must not hand on a circle.
func (f *Face) count(g uint16, depth, budget int) int {
	if depth == 0 || budget <= 1 || int(g) >= f.glyphs {
		return 0
	}
	budget--
	o, err := dissect(f.outline(g))
	if err != nil {
		return 0
	}
	for _, at := range o.parts {
		if budget = f.count(be.Uint16(o.src[at+2:]), depth-1, budget); budget == 0 {
			return 0
		}
	}
	return budget
}

var errOutline = errors.New("的轮廓不完整")

// dissect finds the hinting and the parts of a glyph.
func dissect(src []byte) (outline, error) {
	if len(src) == 0 {
		return outline{}, nil
	}
	if len(src) < glyphHeaderBytes {
		return outline{}, errOutline
	}
	contours := int(int16(be.Uint16(src)))
	switch {
	case contours == 0:
		return outline{}, nil
	case contours < 0:
		return dissectComposite(src)
	}
	at := glyphHeaderBytes + 2*contours
	if len(src) < at+2 {
		return outline{}, errOutline
	}
	o := outline{src: src, cut: at + 2, drop: int(be.Uint16(src[at:]))}
	if o.cut+o.drop > len(src) {
		return outline{}, errOutline
	}
	return o, nil
}

// dissectComposite is dissect for a glyph that is made of others. All that follows its last part
// is hinting.
func dissectComposite(src []byte) (outline, error) {
	o := outline{src: src}
	for at, more := glyphHeaderBytes, true; more; {
		if len(src) < at+4 {
			return outline{}, errOutline
		}
		flags := be.Uint16(src[at:])
		o.parts = append(o.parts, at)
		at += 6
		if flags&argsAreWords != 0 {
			at += 2
		}
		switch {
		case flags&hasScale != 0:
			at += 2
		case flags&hasXYScale != 0:
			at += 4
		case flags&has2x2 != 0:
			at += 8
		}
		if len(src) < at {
			return outline{}, errOutline
		}
		more = flags&moreComponents != 0
		o.cut = at
	}
	o.drop = len(src) - o.cut
	return o, nil
}

// size is the length of the glyph without hinting, rounded up to whole words.
func (o outline) size() int { return (len(o.src) - o.drop + 3) &^ 3 }

// appendTo copies the glyph without its hinting; parts get their new numbers.
func (o outline) appendTo(b []byte, renum []uint16) []byte {
	from := len(b)
	b = append(b, o.src[:o.cut]...)
	b = append(b, o.src[o.cut+o.drop:]...)
	g := b[from:]
	if len(o.parts) == 0 && len(g) > 0 {
		be.PutUint16(g[o.cut-2:], 0) // length of the instructions
	}
	for _, at := range o.parts {
		be.PutUint16(g[at:], be.Uint16(g[at:])&^hasInstructions)
		be.PutUint16(g[at+2:], renum[be.Uint16(g[at+2:])])
	}
	return append(b, zeros[:from+o.size()-len(b)]...)
}

var zeros [4]byte
