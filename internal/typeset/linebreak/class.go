package linebreak

// class is how a character behaves at line ends and beside others.
type class uint8

const (
	han   class = iota // hanzi, kana, ① and other signs that break on both sides
	latin              // letters of words
	digit
	open       // full-width opening marks
	closer     // full-width closing marks
	stop       // 点号: 。，、；：？！
	noStart    // ～ · 々 and the like
	dash       // —
	ellipsis   // …
	asciiOpen  // ( [ { <
	asciiClose // ) ] } >
	asciiStop  // , . ; : ? !
	hyphen     // - – ~
	asciiMark  // other ASCII
	percent    // % ‰ ℃ ° ²: stays with what is before
	slash      // /
	prefix     // ￥ $ № §: stays with what is after
	operator   // × ÷ ± − ≥: stays with what is after
	blank
	tie  // no-break space, word joiner
	mark // combining marks, variation selectors
	note // reference marks, whatever their characters
	zwsp // U+200B, no box at all
	classCount
)

// Bits of the class table beside the class.
const (
	classMask = 1<<5 - 1
	unitBit   = 1 << 5 // may stand behind a number as its unit
	ordBit    = 1 << 6 // 第
	longBit   = 1 << 7 // may start a unit of several characters
)

// classes has the class and bits of every character up to U+FFFF. It never changes.
var classes = makeClasses()

// span gives a class to a range of characters.
type span struct {
	from, to rune
	class    class
}

func makeClasses() *[1 << 16]uint8 {
	t := new([1 << 16]uint8) // all han
	for _, s := range [...]span{
		{0x0000, 0x0020, blank}, {0x0021, 0x007F, asciiMark}, {0x00A1, 0x10FF, latin},
		{0x1100, 0x1FFF, latin}, {0xA4D0, 0xABFF, latin}, {0xFB00, 0xFDFF, latin}, {0xFE70, 0xFEFE, latin},
		{'0', '9', digit}, {'A', 'Z', latin}, {'a', 'z', latin},
		{'０', '９', digit}, {'Ａ', 'Ｚ', latin}, {'ａ', 'ｚ', latin},
		{0x2000, 0x200A, blank}, {0x3000, 0x3000, blank}, {0x2007, 0x2007, tie}, {0x202F, 0x202F, tie},
		{0x00A0, 0x00A0, tie}, {0x2011, 0x2011, tie}, {0x2060, 0x2060, tie}, {0xFEFF, 0xFEFF, tie},
		{0x0300, 0x036F, mark}, {0x1AB0, 0x1AFF, mark}, {0x1DC0, 0x1DFF, mark}, {0x20D0, 0x20FF, mark},
		{0x302A, 0x302F, mark}, {0x3099, 0x309A, mark}, {0xFE00, 0xFE0F, mark}, {0xFE20, 0xFE2F, mark},
		{0x00AD, 0x00AD, mark}, {0x200C, 0x200D, mark}, {0x200B, 0x200B, zwsp},
		{0x2070, 0x209F, percent},
	} {
		for r := s.from; r <= s.to; r++ {
			t[r] = uint8(s.class)
		}
	}
	for _, s := range [...]struct {
		chars string
		class class
	}{
		{"（〔［｛〈《「『【〖“‘", open}, {"）〕］｝〉》」』】〗”’", closer}, {"。，、；：？！", stop},
		{"～〜·•・‧々〻ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ", noStart}, {"—―⸺", dash}, {"…‥", ellipsis},
		{"([{<", asciiOpen}, {")]}>", asciiClose}, {",.;:?!．", asciiStop}, {"-‐‒–~", hyphen},
		{"%％‰℃℉°′″²³¹", percent}, {"/／", slash}, {"￥¥$＄#＃№§£€", prefix},
		{"×÷±−＋－＝＜＞≥≤≈≠≡≮≯∶√", operator},
	} {
		for _, r := range s.chars {
			t[r] = uint8(s.class)
		}
	}
	for _, r := range units {
		t[r] |= unitBit
	}
	for _, u := range longUnits {
		for _, r := range u {
			t[r] |= unitBit | longBit
			break
		}
	}
	for r := 0x3380; r <= 0x33DF; r++ { // ㎡ ㎏ and their like
		t[r] |= unitBit
	}
	t['第'] |= ordBit
	return t
}

// classOf is the class and bits of any character.
func classOf(r rune) uint8 {
	switch {
	case uint32(r) < uint32(len(classes)):
		return classes[r]
	case r >= 0xE0100 && r <= 0xE01EF:
		return uint8(mark)
	default:
		return uint8(han)
	}
}

// Levels of breaks, ascending dislike. Up to whole a break may be chosen; those above are opened only
// inside a piece that is wider than the measure, the lowest first.
const (
	free   uint8 = iota
	poor         // before an operator, in a date, between 字 and 〔2023〕
	path         // behind / in an address or a path
	pathly       // behind . - ; : there
	whole        // in GB/T 9704-2012
	soft         // between number and unit, in glue
	hard         // in a word or number
	taboo        // before ， or after （
	never        // before a combining mark or a blank
)

// levelMask and the bits beside a level in the table of pairs.
const (
	levelMask = 1<<4 - 1
	gapBit    = 1 << 4 // justification may spread here
)

// pairs has level and bits of a break between two classes. It never changes.
var pairs = makePairs()

func makePairs() *[32][32]uint8 {
	t := new([32][32]uint8)
	for a := range classCount {
		for b := range classCount {
			t[a][b] = pairLevel(a, b)
			if spreads(a, b) {
				t[a][b] |= gapBit
			}
		}
	}
	return t
}

func pairLevel(a, b class) uint8 {
	switch {
	case b == mark || b == blank:
		return never
	case neverStarts(b) || neverEnds(a):
		return taboo
	case a == tie || b == tie || a.western() && b.western():
		return hard
	case a == operator:
		return soft
	case b == operator:
		return poor
	default:
		return free
	}
}

func neverStarts(c class) bool {
	switch c {
	case closer, stop, noStart, dash, ellipsis, asciiClose, asciiStop, hyphen, percent, slash, note:
		return true
	}
	return false
}

func neverEnds(c class) bool {
	switch c {
	case open, asciiOpen, slash, prefix:
		return true
	}
	return false
}

// western says whether two such characters side by side are one word or number.
func (c class) western() bool {
	switch c {
	case latin, digit, asciiOpen, asciiClose, asciiStop, hyphen, asciiMark, percent, slash, prefix:
		return true
	}
	return false
}

// spreads says whether a gap may be put between two characters: beside a hanzi, and behind a blank
// between Latin words.
func spreads(a, b class) bool {
	switch {
	case b == blank || b == mark || b == note || a == tie || b == tie:
		return false
	case a == han || b == han:
		return true
	}
	return a == blank
}

// full says whether marks of the class take half their em when squeezed.
func (c class) full() bool { return c == open || c == closer || c == stop }
