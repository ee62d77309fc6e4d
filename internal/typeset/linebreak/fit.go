package linebreak

import "slices"

// Costs, in squares of 1/1000 em.
const (
	unreached = 1 << 61
	hanging   = 400             // a 点号 beyond the edge
	orphan    = 1_000_000       // a last line of one character
	gaping    = 2_000_000       // a line that the widest gaps don't fill
	overfull  = 1_000_000_000   // one character wider than the measure
	oneLine   = 100_000_000_000 // ragged: fewer lines before all else
)

const anyGap = 1 << 30 // wider than any

// inverse has 2^32/n, to spread slack without a division. It never changes.
var inverse = makeInverse()

func makeInverse() *[256]int64 {
	t := new([256]int64)
	t[0] = 1 << 32 // a line without opportunities: all in one place
	for n := 1; n < len(t); n++ {
		t[n] = (1 << 32) / int64(n)
	}
	return t
}

// justify finds the lines with the least squares. Most paragraphs come out well with small gaps, so
// that is tried first: it looks at few lines. If it fails or leaves a lone character, wider gaps are
// tried, at last any.
func (s *Scratch) justify() {
	last := &s.items[len(s.items)-1]
	if s.pass(looseGap) && (int(last.prev) < s.lone || last.prev == 0) || s.pass(mostGap) {
		return
	}
	s.pass(anyGap)
}

// pass finds the best lines with no gap above most; false if there are none.
func (s *Scratch) pass(most int64) bool {
	items := s.items
	last := len(items) - 1
	room := max(s.measure(0), s.measure(1))
	lo, least := 0, items[0].x-items[0].give // no line that starts before lo fits
	before, reached := 0, 0                  // the last break, the last that can be reached
	items[0].cost = 0
	var e end
	for j := 1; j <= last; j++ {
		to := &items[j]
		to.cost = unreached
		if !to.breaks() {
			continue
		}
		e.measure(s, j)
		edge := e.x - e.give - s.mark - room
		for edge > least && lo < reached {
			lo = int(items[lo].next)
			least = items[lo].x - items[lo].give
		}
		if edge > least && reached < before {
			return false
		}
		s.reach(j, lo, reached, reached == before, most, &e)
		before = j
		if to.cost < unreached {
			items[reached].next = int32(j)
			reached = j
		}
	}
	return items[last].cost < unreached
}

// reach finds the best line that ends before item j and starts at one of items lo to hi. If forced, a
// line is made from hi even if it does not fit: there is no later start.
func (s *Scratch) reach(j, lo, hi int, forced bool, most int64, e *end) {
	to := &s.items[j]
	last := j == len(s.items)-1
	perEm := s.perEm
	bad := badness[to.level]
	room := s.measure(1) - e.x
	items := s.items
	for i := lo; ; i = int(items[i].next) {
		from := &items[i]
		slack := room + from.x
		if i == 0 {
			slack += s.p.Hang - s.p.First
		}
		var cost int64
		if slack < 0 {
			cost = tight(from, e, slack, forced && i == hi)
		} else if !last {
			n := min(max(e.gaps-from.gaps, 0), int32(len(inverse)-1))
			gap := min(slack*perEm>>16, 1<<27) * inverse[n] >> 32
			if gap > most && i > 0 {
				return // lines that start later are looser still
			}
			cost = gap * gap
			if gap > most {
				cost = unreached
			} else if gap > mostGap {
				short := min(slack*perEm>>16, 30_000) - mostGap*int64(n)
				cost = gaping + short*short
			}
		}
		if last && i >= s.lone && i > 0 {
			cost += orphan
		}
		if cost += from.cost + bad; cost < to.cost {
			to.cost, to.prev = cost, int32(i)
		}
		if i == hi {
			return
		}
	}
}

// tight is the cost of a line that must give away -slack. forced: it is taken even if it can't.
func tight(from *item, e *end, slack int64, forced bool) int64 {
	over := -slack - e.trim
	if over <= 0 {
		return 0
	}
	if give := e.give - from.give; over <= give {
		part := over * mostGap / give
		return part * part / 16
	}
	if over <= e.hang-e.trim {
		return hanging
	}
	if forced {
		return overfull
	}
	return unreached
}

// ragged finds the fewest lines, and among those the most even ones.
func (s *Scratch) ragged() {
	items := s.items
	last := len(items) - 1
	room := max(s.measure(0), s.measure(1))
	lo, before := 0, 0
	items[0].cost = 0
	var e end
	for j := 1; j <= last; j++ {
		to := &items[j]
		to.cost = unreached
		if !to.breaks() {
			continue
		}
		e.measure(s, j)
		for lo < before && e.x-items[lo].x-s.mark > room {
			lo = int(items[lo].next)
		}
		bad := badness[to.level]
		if to.level >= pathly {
			bad += oneLine // rather another line
		}
		least := items[lo].cost / oneLine * oneLine
		for i := lo; ; i = int(items[i].next) {
			cost, ok := s.raggedCost(i, &e, j == last, i == before)
			if ok && i > 0 && !s.split && least+cost >= to.cost {
				break // lines that start later are shorter still
			}
			if cost += items[i].cost + bad; ok && cost < to.cost {
				to.cost, to.prev = cost, int32(i)
			}
			if i == before {
				break
			}
		}
		items[before].next = int32(j)
		before = j
	}
}

// raggedCost is the cost of a line that is not spread; false if it does not fit, unless it is forced.
func (s *Scratch) raggedCost(i int, e *end, last, forced bool) (int64, bool) {
	cost := int64(oneLine)
	slack := s.measure(i) - e.x + s.items[i].x
	if slack+e.hang < 0 {
		if !forced {
			return 0, false
		}
		cost += overfull
	}
	if !last {
		short := min(max(slack, 0)*s.perEm>>16, 100_000)
		cost += short * short / 10_000
	} else if i >= s.lone && i > 0 {
		cost += orphan
	}
	return cost, true
}

// trace follows the best lines back and notes where they end.
func (s *Scratch) trace() {
	s.cuts = s.cuts[:0]
	for k := len(s.items) - 1; k > 0; k = int(s.items[k].prev) {
		s.cuts = append(s.cuts, k)
	}
	slices.Reverse(s.cuts)
}
