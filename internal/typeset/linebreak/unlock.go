package linebreak

// badness of a break of each level, in the unit of costs: squares of 1/1000 em.
var badness = [...]int64{
	free: 0, poor: 900, path: 3600, pathly: 14_400, whole: 40_000,
	soft: 100_000, hard: 400_000, taboo: 2_000_000, never: 4_000_000,
}

// breaks says whether a line may end before the item.
func (it *item) breaks() bool { return it.level <= whole || it.bits&openedBit != 0 }

// end is a possible end of a line.
type end struct {
	ink        int   // behind the last item that is no blank
	x          int64 // where that ends
	give       int64 // item.give and item.gaps up to there
	gaps       int32
	trim, hang int64 // what the last mark may give away: freely, and with hanging
}

// measure measures a line that ends before item i. (It fills e in place: returned by value, it would
// cost more than all the rest.)
func (e *end) measure(s *Scratch, i int) {
	for i > 0 && s.items[i-1].class == blank {
		i--
	}
	e.ink = i
	if i == 0 {
		*e = end{}
		return
	}
	it := &s.items[i-1]
	e.x = it.x + int64(it.width+min(it.track, 0))
	e.give, e.gaps = it.give, it.gaps
	e.trim, e.hang = 0, 0
	if it.bits&fullBit != 0 && it.class != open {
		e.trim = int64(it.width / 2)
		e.hang = e.trim
		if s.p.Hanging && it.class == stop {
			e.hang = int64(it.width)
		}
	}
}

// unlock opens pieces that are wider than the measure.
func (s *Scratch) unlock() {
	room := s.p.Width - max(s.p.First, s.p.Hang)
	n := len(s.items) - 1
	if s.items[n].x <= room {
		return
	}
	from := 0
	for i := 1; i <= n; i++ {
		if s.items[i].level > whole {
			continue
		}
		if i-from > 1 && s.items[i].x-s.items[from].x > room {
			s.open(from, i, soft, room)
		}
		from = i
	}
}

// open allows breaks in items a to b, of as low a level as makes the parts fit.
func (s *Scratch) open(a, b int, level uint8, room int64) {
	var e end
	for ; level < never; level++ {
		if e.measure(s, b); e.x-e.trim-s.items[a].x <= room {
			return
		}
		from := a
		for i := a + 1; i < b; i++ {
			if s.items[i].level == level {
				s.items[i].bits |= openedBit
				s.split = true
				s.open(from, i, level+1, room)
				from = i
			}
		}
		if from > a {
			s.open(from, b, level+1, room)
			return
		}
	}
}

// lonely is the first item from which on there is but one character beside marks; if that is the
// whole paragraph, it is none.
func (s *Scratch) lonely() int {
	seen := false
	n := len(s.items) - 1
	for i := n - 1; i >= 0; i-- {
		switch s.items[i].class {
		case stop, closer, blank, mark, note, asciiStop, asciiClose, dash, ellipsis, noStart, open:
		default:
			if seen {
				return i + 1
			}
			seen = true
		}
	}
	return n
}
