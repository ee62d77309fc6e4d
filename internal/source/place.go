package source

import (
	"bytes"
	"unicode/utf8"
)

// placer turns byte offsets of one file into places. Offsets mostly come in
// rising order, so it remembers the last one and counts on from there: a file
// that is one long line costs no more than any other.
type placer struct {
	file      string
	data      []byte
	off       int // the offset last asked for
	lineStart int
	line, col int
}

func newPlacer(file string, data []byte) *placer {
	return &placer{file: file, data: data, line: 1, col: 1}
}

// at is the place of a byte offset; one beyond the end is the end.
func (p *placer) at(off int) Place {
	off = min(max(off, 0), len(p.data))
	if off < p.off {
		p.back(off)
	}
	for {
		i := bytes.IndexByte(p.data[p.off:off], '\n')
		if i < 0 {
			break
		}
		p.line++
		p.off += i + 1
		p.lineStart, p.col = p.off, 1
	}
	p.col += utf8.RuneCount(p.data[p.off:off])
	p.off = off
	return Place{File: p.file, Line: p.line, Column: p.col}
}

// back moves to an earlier offset: the start of its line.
func (p *placer) back(off int) {
	if off < p.lineStart {
		p.line -= bytes.Count(p.data[off:p.lineStart], []byte{'\n'})
		p.lineStart = bytes.LastIndexByte(p.data[:off], '\n') + 1
	}
	p.off, p.col = p.lineStart, 1
}

// lineAround is the line that holds the offset, without its end, and where it
// starts.
func lineAround(data []byte, off int) (line string, start int) {
	start = bytes.LastIndexByte(data[:off], '\n') + 1
	end := len(data)
	if i := bytes.IndexByte(data[start:], '\n'); i >= 0 {
		end = start + i
	}
	return string(data[start:end]), start
}

// broken makes a finding of broken input.
func broken(rule string, at Place, message, hint string) Finding {
	return Finding{Rule: rule, Severity: Error, Kind: Broken, Place: at, Message: message, Hint: hint}
}
