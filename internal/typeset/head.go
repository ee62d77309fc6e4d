package typeset

// heads are the running heads of a document in a book, measured from the top left
// corner of the text block: for even pages and for odd ones.
type heads struct {
	sides [2]ink
	tagY  Length // where the tag stands above such a head
}

const (
	headAbove = 48 * Pt / 10 // from the baseline of a head to its rule
	headGap   = 3            // least number of characters between the head and the title of the book
)

// runningHeads sets the head of a part's pages, 楷体 above a hairline: the part at the
// outer edge, where the page number stands, the title of the book at the inner edge
// if there is room for both. Pages of the front have the title alone. A document by
// itself has none.
func (s *setter) runningHeads(tag *ink) *heads {
	if s.bound == nil {
		return nil
	}
	h := &heads{tagY: -s.headRule - 2*Pt - tagHeight(s.captionSize)}
	width := s.textW
	if tag != nil {
		width -= tagWidth(tag) + 2*s.noteSize
	}
	outer, inner := s.bound.head, s.bound.title
	if outer == "" {
		outer, inner = inner, ""
	}
	lines := s.headLines(outer, width)
	var beside []textLine
	if inner != "" && inner != outer && len(lines) == 1 {
		beside = s.headText(inner, endless)
		if len(beside) == 0 || lines[0].width()+beside[0].width()+headGap*s.noteSize > width {
			beside = nil
		}
	}
	for side := range h.sides {
		k := &h.sides[side]
		y := -s.headRule - headAbove
		right := side == 1
		for i := range lines {
			ln := &lines[i]
			s.headAt(k, ln, y-Length(len(lines)-1-i)*s.noteSize*13/10, width, right)
		}
		if beside != nil {
			s.headAt(k, &beside[0], y, width, !right)
		}
		k.rule(0, s.textW, -s.headRule, s.hair)
		for i := range k.runs {
			k.runs[i].Of, k.runs[i].Furniture = nil, true
		}
	}
	return h
}

// headAt puts a line at the left or at the right edge.
func (s *setter) headAt(k *ink, ln *textLine, y, width Length, right bool) {
	x := Length(0)
	if right {
		x = width - ln.width()
	}
	s.emit(k, ln, x, y)
}

// headText breaks the text of a head.
func (s *setter) headText(text string, width Length) []textLine {
	st := textStyle{role: KaiFace, size: s.noteSize}
	return s.breakText(s.split(nil, text, st, nil), measure{width: width, balance: width != endless, em: s.noteSize})
}

// headLines breaks a head into two lines at most; what is longer is cut.
func (s *setter) headLines(text string, width Length) []textLine {
	lines := s.headText(text, width)
	for cut := []rune(text); len(lines) > 2 && len(cut) > 0; {
		cut = cut[:len(cut)-1]
		lines = s.headText(string(cut)+"……", width)
	}
	return lines[:min(len(lines), 2)]
}

// furnish paints what the number of a page decides: its head and its number; and the
// tag, which makes room for the head. The pages are those behind the first so many.
func (f *flow) furnish(before int) {
	for i := range f.pages {
		p := &f.pages[i]
		n := before + i + 1
		wide := p.page.Rotate != 0
		b := f.blockOf(wide)
		headed := f.heads != nil && i > 0
		if headed {
			f.head(p, &f.heads.sides[n%2], wide)
		}
		if f.tag != nil {
			y := -tagAbove
			if headed && !wide {
				y = f.heads.tagY
			}
			p.put(f.tag, b.left+b.width, b.top+y)
		}
		if i > 0 || !f.setter.titled {
			f.pageNumber(p, n, wide)
		}
	}
}

// head paints a running head. On a turned page it stays where the bound sheet has it,
// and so runs down the right edge as the page is seen.
func (f *flow) head(p *sheetOf, k *ink, wide bool) {
	if !wide {
		p.put(k, f.left, f.top)
		return
	}
	for _, r := range k.rules {
		x := f.height - f.top - r.Y1
		p.page.Items = append(p.page.Items, Rule{X1: x, Y1: f.left + r.X1, X2: x, Y2: f.left + r.X2, Width: r.Width})
	}
	for _, run := range k.runs {
		run.X, run.Y, run.Turned = f.height-f.top-run.Y, f.left+run.X, true
		p.page.Items = append(p.page.Items, run)
	}
}
