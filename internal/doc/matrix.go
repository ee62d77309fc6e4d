package doc

// Runs are the dark modules of a row as runs, each from its first module to the
// one behind its last.
func (m *Matrix) Runs(row int) [][2]int {
	var out [][2]int
	line := m.Dark[row*m.Size : (row+1)*m.Size]
	for x := 0; x < len(line); {
		from := x
		for x < len(line) && line[x] {
			x++
		}
		if x > from {
			out = append(out, [2]int{from, x})
		}
		x++
	}
	return out
}
