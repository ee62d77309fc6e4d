// Package linebreak cuts a paragraph of Chinese text into lines (GB/T 15834-2011: 避头尾, 标点挤压)
// and says where on the line every character stands.
//
// Adjacent full-width marks share their blank halves; a mark at a line's end may lose its own. An
// opening mark at a line's start keeps it, and nothing is put between hanzi and figures.
//
// The text becomes boxes with widths, and every place between two of them gets a level: how much we
// dislike a break there. Of all ways to break the paragraph the one with the least squares is taken,
// so one unbreakable amount is paid for by its neighbours too and not by one gaping line.
//
// Nothing is ever lost or added: the pieces joined are the text, byte for byte, less U+200B. Lengths
// are thousandths of a point, integers throughout.
//
// The package must not know documents, pages, tables or PDF, nor the faces' files: it asks a face for
// widths only.
package linebreak

// Metrics is what the breaker wants to know of a face.
type Metrics interface {
	Advance(r rune) int // in 1/1000 em
	Has(r rune) bool
}

// Run is text in one face and size, of at most 2,000 pt. Line ends in it count as blanks. Tracking must
// be greater than minus the narrowest advance.
type Run struct {
	Text     string
	Face     Metrics
	Size     int64 // 16000 is 16 pt
	Tracking int64 // added behind every character
	Glue     bool  // not broken inside; gaps may be spread in it as elsewhere, save in numbers and words
	Raise    int64 // carried through; a run with a Raise is a reference mark: it never starts a line
	ID       int   // the caller's, carried through
}

// Align is where a line stands that is not justified.
type Align uint8

// The alignments.
const (
	Left Align = iota
	Right
	Center
)

// Params say how a paragraph is set.
type Params struct {
	Width   int64 // the measure
	First   int64 // indent of the first line
	Hang    int64 // indent of the other lines
	Justify bool  // spread all lines but the last
	Align   Align // of lines that are not spread
	Hanging bool  // one 点号 may hang beyond the edge
	Em      int64 // the body's em, by which gaps are judged; 0: the size of the first run
}

// Piece is part of one run on a line: characters of one tracking.
type Piece struct {
	Run  int    // index of its run
	Text string // a substring of the run's text
	// X is where the first glyph is drawn, from the left edge of the measure. It allows for glyphs
	// that stand in a full em although the face has them narrower: “ ‘ at its right, ” ’ at its
	// left, … and a lone — in the middle, the two halves of —— touching.
	X int64
	// Width reaches from X to where the next character's place begins, so the pieces of a line abut,
	// but for the empty half of an opening mark behind another. Blanks at a line's end have none.
	Width int64
	// Tracking is drawn behind every character but the last, behind which the next piece's X decides.
	Tracking int64
}

// Line is one line.
type Line struct {
	Pieces     []Piece
	Width      int64 // with the indent; of a mark that is cut or hangs at the end, only what lies inside
	Natural    int64 // width before anything is spread or squeezed for the measure, without the indent
	Gap        int64 // added at each opportunity; negative: the most that a 点号 inside the line gave away
	Loose      bool  // justified with a gap above 0.12 em, or short of the measure in spite of 0.25 em
	Last       bool
	Start, End int // byte offsets in the joined text; a line ends where the next starts
}

// Result is a paragraph in lines. Text without characters has no lines.
type Result struct {
	Lines []Line
	Loose int // loose lines, for the writer to reword
}

// Limits of gaps, in 1/1000 em.
const (
	looseGap = 120 // above, a line is reported
	mostGap  = 250 // no gap is wider
)

// Scratch is memory to be reused by one goroutine for paragraph after paragraph. The zero value is
// ready. Results don't point into it.
type Scratch struct {
	runs  []Run
	p     Params
	items []item // one more than there are characters: the last stands for the end
	bases []int  // byte offset of each run
	cuts  []int  // items before which the chosen lines end
	perEm int64  // turns lengths into 1/1000 em, less 16 bits
	mark  int64  // no line's last mark gives away more
	lone  int    // from this item on there is but one character beside marks
	zwsp  bool   // there are preferred break points
	split bool   // there are breaks that ragged text pays for with lines
}

// Break cuts the runs into lines.
func Break(runs []Run, p Params) Result {
	var s Scratch
	return s.Break(runs, p)
}

// Break cuts the runs into lines.
func (s *Scratch) Break(runs []Run, p Params) Result {
	if !s.prepare(runs, p) {
		return Result{}
	}
	if s.p.Justify {
		s.justify()
	} else {
		s.ragged()
	}
	s.trace()
	return s.lines()
}

// Balance cuts a title or a heading: into few lines of even width, broken at U+200B where the text has
// such points. It takes the fewest lines, up to maxLines, that need no other break; if there are none,
// the fewest at all, be they more than maxLines. It never justifies.
func Balance(runs []Run, p Params, maxLines int) Result {
	var s Scratch
	p.Justify = false
	if !s.prepare(runs, p) {
		return Result{}
	}
	s.balance(maxLines)
	return s.lines()
}

// Natural is the width of the runs on one line: neighbouring marks squeezed, blanks at the end not
// counted.
func Natural(runs []Run) int64 {
	var s Scratch
	if !s.scan(runs) {
		return 0
	}
	var e end
	e.measure(&s, len(s.items)-1)
	return e.x
}

// prepare turns runs into boxes and possible breaks; false if there is nothing to set.
func (s *Scratch) prepare(runs []Run, p Params) bool {
	if !s.scan(runs) {
		return false
	}
	if p.Em <= 0 {
		p.Em = runs[s.items[0].run].Size
	}
	p.Em = max(p.Em, 1000)
	p.Width = min(p.Width, 1<<36)
	s.p = p
	s.perEm = (1000 << 16) / p.Em
	if !p.Hanging {
		s.mark /= 2
	}
	s.split = false
	s.join()
	s.unlock()
	s.lone = s.lonely()
	return true
}

// measure is the width that a line has which starts at item i.
func (s *Scratch) measure(i int) int64 {
	if i == 0 {
		return s.p.Width - s.p.First
	}
	return s.p.Width - s.p.Hang
}
