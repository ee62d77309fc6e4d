package demo

// random is a splitmix64 generator: the same numbers from the same seed on every
// processor and with every compiler.
type random struct{ state uint64 }

func (r *random) next() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below returns a number from 0 to n−1. The modulo favours small numbers by less
// than one in 2⁴⁰, which no report shows.
func (r *random) below(n int64) int64 {
	if n <= 0 {
		return 0
	}
	return int64(r.next() % uint64(n))
}

// between returns a number from lo to hi.
func (r *random) between(lo, hi int64) int64 { return lo + r.below(hi-lo+1) }

// seeded returns a generator of its own for one thing: what is drawn for it does
// not depend on what is drawn for others.
func seeded(seed uint64, names ...string) *random {
	h := seed ^ 0xcbf29ce484222325
	for _, name := range names {
		for i := range len(name) {
			h = (h ^ uint64(name[i])) * 0x100000001b3
		}
		h = (h ^ 0xff) * 0x100000001b3
	}
	r := &random{h}
	r.next()
	return r
}

// pick returns one of the elements.
func pick[T any](r *random, from []T) T { return from[r.below(int64(len(from)))] }
