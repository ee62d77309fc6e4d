package typeset

// share gives the columns their widths; false if they don't fit at this size.
func (g *grid) share() bool {
	free, least, most := g.width, Length(0), Length(0)
	for i := range g.cols {
		c := &g.cols[i]
		if c.Width > 0 {
			c.w = max(c.min, g.width*Length(c.Width)/1000)
			free -= c.w
			continue
		}
		least += c.min
		most += c.max
	}
	if most > free {
		free += g.yieldBars(most - free)
	}
	switch {
	case free < least:
		return g.dropHints()
	case most <= free:
		g.widenColumns(free, most)
	default:
		g.narrowColumns(free, least, most)
	}
	return true
}

// dropHints is the case where the hints of the columns leave too little for the
// others: all columns then count as automatic, if that helps.
func (g *grid) dropHints() bool {
	var least Length
	hinted := false
	for i := range g.cols {
		least += g.cols[i].min
		hinted = hinted || g.cols[i].Width > 0
	}
	if !hinted || least > g.width {
		return false
	}
	for i := range g.cols {
		g.cols[i].Width = 0
	}
	return g.share()
}

// yieldBars takes room from columns of bars before text is broken for want of
// it, down to two thirds of what they were to have. It returns what they gave.
func (g *grid) yieldBars(want Length) Length {
	var given Length
	for i := range g.cols {
		c := &g.cols[i]
		if !c.bars || c.Width == 0 {
			continue
		}
		give := min(want-given, c.w-max(c.min, c.w*2/3))
		if give > 0 {
			c.w -= give
			given += give
		}
	}
	return given
}

// widenColumns divides what is over: a little to each, for white space between
// figures, and the rest to the wide columns; without such, to all in proportion.
func (g *grid) widenColumns(free, most Length) {
	over := free - most
	autos, wides := Length(0), Length(0)
	for i := range g.cols {
		if c := &g.cols[i]; c.Width == 0 {
			c.w = c.max
			autos++
			if c.Wide {
				wides++
			}
		}
	}
	if autos == 0 {
		g.cols[len(g.cols)-1].w += over
		return
	}
	each := Length(0)
	if wides > 0 && wides < autos {
		each = min(g.gap, over/2/(autos-wides))
	}
	last := -1
	rest := over
	for i := range g.cols {
		c := &g.cols[i]
		if c.Width > 0 {
			continue
		}
		var more Length
		switch {
		case wides == 0 && most > 0:
			more = over * c.max / most
			last = i
		case wides == 0:
			more = over / autos
			last = i
		case c.Wide:
			more = (over - each*(autos-wides)) / wides
			last = i
		default:
			more = each
		}
		c.w += more
		rest -= more
	}
	g.cols[last].w += rest
}

// narrowColumns finds widths when not every cell can stand on one line: each
// column yields in proportion, or one yields for all others, whichever takes the
// fewest lines.
func (g *grid) narrowColumns(free, least, most Length) {
	widths := make([]Length, len(g.cols))
	best := make([]Length, len(g.cols))
	fewest := -1
	for yield := -1; yield < len(g.cols); yield++ {
		if !g.tryWidths(widths, yield, free, least, most) {
			continue
		}
		if n := g.countLines(widths); fewest < 0 || n < fewest {
			fewest = n
			copy(best, widths)
		}
	}
	for i := range g.cols {
		g.cols[i].w = best[i]
	}
}

// tryWidths fills in the widths where column yield gives way, or all in
// proportion for -1; false if it can't give that much.
func (g *grid) tryWidths(widths []Length, yield int, free, least, most Length) bool {
	used, last := Length(0), -1
	for i := range g.cols {
		c := &g.cols[i]
		switch {
		case c.Width > 0:
			widths[i] = c.w
			continue
		case yield < 0:
			widths[i] = c.min
			if most > least {
				widths[i] += (c.max - c.min) * (free - least) / (most - least)
			}
		case yield == i:
			if widths[i] = c.max - (most - free); widths[i] < c.min {
				return false
			}
		default:
			widths[i] = c.max
		}
		used += widths[i]
		last = i
	}
	if last < 0 || yield >= 0 && g.cols[yield].Width > 0 {
		return false
	}
	widths[last] += free - used
	return true
}

// countLines is about how many lines the rows take in columns of these widths.
func (g *grid) countLines(widths []Length) int {
	rows := make([]int, len(g.rows))
	for i := range g.cells {
		c := &g.cells[i]
		inner := -g.left(c.col) - g.right(c.col+c.cols-1)
		for x := c.col; x < c.col+c.cols; x++ {
			inner += widths[x]
		}
		n := 1
		if w := g.scaled(c.natural); w > inner && inner > 0 {
			n = 1 + int(w/inner)
		}
		if c.rows == 1 {
			rows[c.row] = max(rows[c.row], n)
		}
	}
	total := 0
	for _, n := range rows {
		total += n
	}
	return total
}
