package linebreak

// shape is a line about to be drawn.
type shape struct {
	from, to int   // its items
	ink      int   // behind the last that is no blank
	x        int64 // where the first box stands
	gap      int64 // to add at each opportunity
	over     int64 // to take from the 点号 inside, which can give away give
	give     int64
	line     Line
}

// lines builds the result from the chosen cuts.
func (s *Scratch) lines() Result {
	res := Result{Lines: make([]Line, len(s.cuts))}
	pieces := make([]Piece, 0, len(s.cuts)*4+len(s.runs)*2)
	from := 0
	for k, to := range s.cuts {
		sh := s.shape(from, to)
		sh.line.Last = k == len(s.cuts)-1
		if s.p.Justify && !sh.line.Last {
			s.spread(&sh)
			short := s.p.Width - sh.line.Width
			if sh.line.Gap*1000 > looseGap*s.p.Em || short > int64(sh.to-sh.from) {
				sh.line.Loose = true
				res.Loose++
			}
		}
		start := len(pieces)
		pieces = s.pieces(pieces, &sh)
		sh.line.Pieces = pieces[start:len(pieces):len(pieces)]
		res.Lines[k] = sh.line
		from = to
	}
	return res
}

// shape measures the line of items from to to and makes it fit.
func (s *Scratch) shape(from, to int) shape {
	var e end
	e.measure(s, to)
	start := &s.items[from]
	sh := shape{from: from, to: to, ink: e.ink}
	sh.line.Start, sh.line.End = s.offset(from), s.offset(to)
	if from == 0 {
		sh.line.Start = 0
	}
	width := max(e.x-start.x, 0)
	sh.line.Natural = width
	room := s.measure(from)
	if over := width - room; over > 0 {
		trim := min(over, e.trim)
		width -= trim
		over -= trim
		switch give := e.give - start.give; {
		case over == 0:
		case s.p.Justify && over <= give:
			sh.over, sh.give = over, give
			width -= over
		case over <= e.hang-e.trim:
			width -= over
		}
	}
	indent := s.p.Hang
	if from == 0 {
		indent = s.p.First
	}
	sh.line.Width = indent + width
	sh.x = indent
	if !s.p.Justify {
		switch s.p.Align {
		case Right:
			sh.x += max(room-width, 0)
		case Center:
			sh.x += max(room-width, 0) / 2
		}
	}
	return sh
}

// spread divides what a line lacks among its opportunities.
func (s *Scratch) spread(sh *shape) {
	if sh.ink == 0 {
		return
	}
	slack := s.p.Width - sh.line.Width
	n := int64(s.items[sh.ink-1].gaps - s.items[sh.from].gaps)
	if slack <= 0 || n <= 0 {
		return
	}
	sh.gap = min(slack/n, s.p.Em*mostGap/1000)
	sh.line.Gap = sh.gap
	sh.line.Width += sh.gap * n
}

// pieces places the characters of a line.
func (s *Scratch) pieces(out []Piece, sh *shape) []Piece {
	x := sh.x
	start := sh.from // first item of the piece under way
	var startX, track int64
	left := sh.over
	for i := sh.from; i < sh.to; i++ {
		it := &s.items[i]
		if i > start && i+1 < sh.ink && it.class == han && int64(it.track)+sh.gap == track {
			if next := &s.items[i+1]; next.class == han && next.run == it.run && next.bits == gapBefore {
				x += int64(it.width) + track // the plain case
				continue
			}
		}
		behind := s.behind(i, sh, &left)
		if i == start {
			startX, track = x+int64(it.pad), behind
		}
		if i < sh.ink {
			x += int64(it.width) + behind
		}
		if i+1 < sh.to && (behind == track || i+1 >= sh.ink) && s.follows(i, sh) {
			continue
		}
		end := x
		if it.class == open && i+1 < sh.ink {
			end += int64(s.items[i+1].nip) // it is the next mark's half that is cut off
		}
		out = append(out, s.piece(start, i, startX, end, track))
		start = i + 1
	}
	return out
}

// behind is the space behind item i: tracking, and what is spread or taken there.
func (s *Scratch) behind(i int, sh *shape, left *int64) int64 {
	it := &s.items[i]
	space := int64(it.track)
	if i+1 >= sh.ink {
		return space
	}
	next := &s.items[i+1]
	space -= int64(next.nip)
	if next.bits&gapBefore != 0 {
		space += sh.gap
	}
	if sh.over > 0 {
		if give := next.give - it.give; give > 0 {
			part := min((give*sh.over+sh.give-1)/sh.give, *left)
			*left -= part
			space -= part
			sh.line.Gap = min(sh.line.Gap, -part)
		}
	}
	return space
}

// follows says whether item i+1 may be of one piece with item i: of the same run with nothing left out
// between them, both where the face itself would put them, and not the start of a word that the gaps
// before it do not enter. Blanks at the line's end go with what is before them.
func (s *Scratch) follows(i int, sh *shape) bool {
	it, next := &s.items[i], &s.items[i+1]
	switch {
	case it.run != next.run || next.bits&wishBit != 0:
		return false
	case i+1 >= sh.ink:
		return true
	case it.bits&boxedBit != 0 || next.pad != 0:
		return false
	}
	return sh.gap == 0 || it.class.western() || !next.class.western()
}

// piece makes a piece of items a to b.
func (s *Scratch) piece(a, b int, at, end, track int64) Piece {
	first, last := &s.items[a], &s.items[b]
	run := int(first.run)
	text := s.runs[run].Text[first.off : last.off+int32(last.size)]
	return Piece{Run: run, Text: text, X: at, Width: end - at, Tracking: track}
}
