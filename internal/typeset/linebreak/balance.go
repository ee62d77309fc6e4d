package linebreak

const (
	unwished  = 1 << 40 // cost of a break beside the preferred points: more than any unevenness
	mostEven  = 12      // more lines than this are no title: they are set like any ragged text
	farFromIt = 10_000  // bounds the unevenness of a line, in 1/100 em
)

// balance chooses the cuts of a title.
func (s *Scratch) balance(maxLines int) {
	s.ragged()
	s.trace()
	fewest := len(s.cuts)
	if fewest > mostEven {
		return
	}
	t := title{Scratch: s, costs: make([]int64, len(s.items)), next: make([]int64, len(s.items))}
	if s.zwsp {
		for n := fewest; n <= min(maxLines, mostEven); n++ {
			if t.solve(n) < unwished {
				t.trace(n)
				return
			}
		}
	}
	if t.solve(fewest) < unreached {
		t.trace(fewest)
	}
}

// title looks for a given number of lines of even width.
type title struct {
	*Scratch
	costs, next []int64   // of the best lines up to each node, for one number of lines and for one more
	prevs       [][]int32 // for each number of lines, where the last of them starts
}

// solve finds the most even n lines and returns what they cost.
func (t *title) solve(n int) int64 {
	last := len(t.items) - 1
	target := t.items[last].x / int64(n)
	for i := range t.costs {
		t.costs[i] = unreached
	}
	t.costs[0] = 0
	t.prevs = t.prevs[:0]
	for range n {
		t.prevs = append(t.prevs, t.line(target))
		t.costs, t.next = t.next, t.costs
	}
	return t.costs[last]
}

// line adds one line to all that costs has, and returns where it starts for each item before which it
// ends.
func (t *title) line(target int64) []int32 {
	items := t.items
	last := len(items) - 1
	prevs := make([]int32, len(items))
	room := max(t.measure(0), t.measure(1))
	t.next[0] = unreached
	lo, before := 0, 0
	var e end
	for j := 1; j <= last; j++ {
		to := &items[j]
		t.next[j] = unreached
		if !to.breaks() {
			continue
		}
		e.measure(t.Scratch, j)
		for lo < before && e.x-items[lo].x-t.mark > room {
			lo++
		}
		bad := badness[to.level]
		if t.zwsp && j < last && to.bits&wishBit == 0 {
			bad += unwished
		}
		for i := lo; i <= before; i++ {
			if t.costs[i] >= unreached {
				continue
			}
			width := e.x - items[i].x
			cost := t.costs[i] + bad
			if width-e.hang > t.measure(i) {
				if i < before {
					continue
				}
				cost += overfull
			}
			off := max(min((width-target)*100/t.p.Em, farFromIt), -farFromIt)
			if cost += off * off; cost < t.next[j] {
				t.next[j], prevs[j] = cost, int32(i)
			}
		}
		before = j
	}
	return prevs
}

// trace notes the cuts of the n lines that solve found.
func (t *title) trace(n int) {
	t.cuts = make([]int, n)
	for k, at := n-1, len(t.items)-1; k >= 0; k-- {
		t.cuts[k] = at
		at = int(t.prevs[k][at])
	}
}
