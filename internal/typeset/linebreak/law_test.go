package linebreak

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// The sets of the rules: what starts no line and what ends none.
const (
	notAtStart = "。，、；：？！…—～·％%‰℃）〕］｝〉》」』】〗”’),.;:?!]}>°々"
	notAtEnd   = "（〔［｛〈《「『【〖“‘([{<￥$＃№§"
)

// check holds the result against the laws that know no exception, and returns how many lines are
// broken at a place that only an emergency opens.
func check(t *testing.T, runs []Run, p Params, r Result) (forced int) {
	t.Helper()
	var all, got strings.Builder
	for _, run := range runs {
		all.WriteString(run.Text)
	}
	at := 0
	for n, l := range r.Lines {
		if l.Start != at || l.End <= l.Start {
			t.Fatalf("line %d is bytes %d to %d, the last ended at %d", n, l.Start, l.End, at)
		}
		at = l.End
		var line strings.Builder
		for _, pc := range l.Pieces {
			line.WriteString(pc.Text)
		}
		got.WriteString(line.String())
		text := all.String()[l.Start:l.End]
		if line.String() != strings.ReplaceAll(text, "\u200b", "") {
			t.Fatalf("line %d has pieces %q, bytes %q", n, line.String(), text)
		}
		if l.Width > p.Width && !indivisible(line.String()) {
			t.Errorf("line %d is %d wide, the measure %d: %q", n, l.Width, p.Width, line.String())
		}
		if l.Last != (n == len(r.Lines)-1) {
			t.Errorf("line %d: Last = %v", n, l.Last)
		}
		checkPieces(t, runs, l)
		if n > 0 && badBreak(all.String(), l.Start) {
			forced++
		}
	}
	if want := strings.ReplaceAll(all.String(), "\u200b", ""); got.String() != want {
		t.Fatalf("lines joined are\n%q, want\n%q", got.String(), want)
	}
	return forced
}

// indivisible says whether a line is of one character, blanks and combining marks apart.
func indivisible(line string) bool {
	n := 0
	for _, r := range line {
		if c := class(classOf(r) & classMask); c != blank && c != mark {
			n++
		}
	}
	return n <= 1
}

// badBreak says whether a break before byte i is against L1, L2, or inside a number.
func badBreak(text string, i int) bool {
	before := strings.TrimRight(text[:i], " \u200b")
	a, _ := utf8.DecodeLastRuneInString(before)
	b, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[i:], " \u200b"))
	touch := len(before) == i
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	return strings.ContainsRune(notAtStart, b) || strings.ContainsRune(notAtEnd, a) || touch && digit(a) && digit(b)
}

// checkPieces sets the pieces as a painter would and looks whether they meet.
func checkPieces(t *testing.T, runs []Run, l Line) {
	t.Helper()
	for i, pc := range l.Pieces {
		run := runs[pc.Run]
		x, last := pc.X, int64(0)
		for _, r := range pc.Text {
			last = (int64(run.Face.Advance(r))*run.Size + 500) / 1000
			x += last + pc.Tracking
		}
		if pc.Text == "" {
			t.Errorf("piece %d is empty", i)
		}
		r, _ := utf8.DecodeLastRuneInString(pc.Text)
		// The box of an opening mark may start in the box before, if that holds another.
		if c := class(classOf(r) & classMask); i+1 < len(l.Pieces) && l.Pieces[i+1].X < pc.X && c != open {
			t.Errorf("piece %q at %d, the next at %d", pc.Text, pc.X, l.Pieces[i+1].X)
		}
		// Behind the last character the tracking is not drawn; blanks at the end don't count.
		ink := strings.TrimRightFunc(pc.Text, func(r rune) bool { return class(classOf(r)&classMask) == blank })
		if ink == pc.Text && x-pc.Tracking-last > pc.X+pc.Width {
			t.Errorf("piece %q: its last glyph is drawn at %d, behind its end %d", pc.Text, x-pc.Tracking-last, pc.X+pc.Width)
		}
	}
}

func TestSeed(t *testing.T) {
	paragraphs := seed(t)
	faces := []Metrics{grid{}, grid{narrowQuotes: true}}
	for _, name := range []string{"serif-regular", "kai"} {
		faces = append(faces, realFace(t, name))
	}
	var s Scratch
	lines, loose := 0, 0
	for _, face := range faces {
		for _, hang := range []bool{false, true} {
			for _, text := range paragraphs {
				runs := []Run{{Text: text, Face: face, Size: 16000, Tracking: -207}}
				p := gridPage
				p.Hanging = hang
				r := s.Break(runs, p)
				if check(t, runs, p, r) > 0 {
					t.Errorf("a line starts or ends against the rules:\n%s", joined(r))
				}
				last := r.Lines[len(r.Lines)-1]
				if n := len(r.Lines); n > 1 && utf8.RuneCountInString(strings.Trim(text[last.Start:], "。”，！")) < 2 {
					t.Errorf("a lone character:\n%s", joined(r))
				}
				for _, l := range r.Lines {
					if l.Gap > mostGap*16 {
						t.Errorf("gap %d in %q", l.Gap, text[l.Start:l.End])
					}
				}
				lines, loose = lines+len(r.Lines), loose+r.Loose
			}
		}
	}
	t.Logf("%d lines, %d loose", lines, loose)
	if loose*50 > lines {
		t.Errorf("%d of %d lines are loose", loose, lines)
	}
}

// seed reads the paragraphs of the seed report, without the blanks that the PDF put round its figures.
func seed(t *testing.T) []string {
	t.Helper()
	var out []string
	data, err := os.ReadFile(filepath.Join("testdata", "seed.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line, strings.ReplaceAll(line, " ", ""))
		}
	}
	return out
}

// TestLeastSquares holds the pruned search against all ways to break short paragraphs.
func TestLeastSquares(t *testing.T) {
	texts := []string{prose, mixed, "“十四五”时期，（一）2023年7个项目。执行率为95%，完成《报告》1部；委员300余人参加……共计11.83万元。"}
	for _, text := range texts {
		for width := int64(5); width <= 9; width++ {
			for start := 0; start+14 <= utf8.RuneCountInString(text); start += 5 {
				part := string([]rune(text)[start : start+14])
				p := Params{Width: width * em, First: em, Justify: true, Hanging: width%2 == 0}
				var s Scratch
				s.prepare(one(part), p)
				s.pass(anyGap)
				got := s.items[len(s.items)-1].cost
				if want := s.exhaust(0, 0); got != want {
					t.Errorf("%q at %d em costs %d, the best %d", part, width, got, want)
				}
			}
		}
	}
}

// exhaust tries every next break after item i.
func (s *Scratch) exhaust(i int, spent int64) int64 {
	last := len(s.items) - 1
	if i == last {
		return spent
	}
	best := int64(unreached)
	for j, first := i+1, true; j <= last; j++ {
		if !s.items[j].breaks() {
			continue
		}
		var e end
		e.measure(s, j)
		to := &s.items[j]
		saved, next := *to, s.items[i]
		to.cost = unreached
		s.items[i].cost = 0
		s.reach(j, i, i, first, anyGap, &e)
		cost := to.cost
		*to, s.items[i] = saved, next
		first = false
		if cost < unreached {
			best = min(best, s.exhaust(j, spent+cost))
		}
	}
	return best
}

func TestScratchIsForgotten(t *testing.T) {
	var s Scratch
	for _, text := range []string{prose, mixed, "好", "", prose} {
		for _, p := range []Params{gridPage, {Width: 50_000, Hanging: true}} {
			got, want := s.Break(one(text), p), Break(one(text), p)
			if !reflect.DeepEqual(got, want) {
				t.Errorf("with used memory %q breaks as %s, else as %s", text, joined(got), joined(want))
			}
		}
	}
}

func FuzzBreak(f *testing.F) {
	for _, text := range []string{
		prose, mixed, "", " ", "\u200b", "a \u200b b", "——……——", "？！？！”’》", "（（（（“‘", "e\u0301e\u0301e\u0301",
		"GB/T 9704-2012", "content/2023/zhengxie/report.toml:12:9", "https://a.b/c?d=e&f=g#h", "〔2023〕第10号", "   预算   ", "𠮷野家㐂\U000E0100",
		"第\u200b第第12", "5±3×2÷1=≥50%", "a\u00a0b\u2060c\u3000d", "1/2/3—4～5·6",
	} {
		for k := range uint8(8) {
			f.Add(text, "甲，乙。", int64(28*em), int64(2*em), int64(0), k)
			f.Add(text, "①", int64(3*em), int64(0), int64(em), k)
		}
	}
	f.Fuzz(func(t *testing.T, a, b string, width, first, hang int64, k uint8) {
		const limit = 1 << 30
		if max(width, first, hang) > limit || min(width, first, hang) < -limit || len(a)+len(b) > 4000 || !utf8.ValidString(a+b) {
			return
		}
		face := grid{narrowQuotes: k&1 != 0}
		runs := []Run{
			{Text: a, Face: face, Size: em, Tracking: int64(k&2) * 100},
			{Text: b, Face: face, Size: 7000, Glue: k&4 != 0, Raise: int64(k & 8)},
			{Text: a, Face: face, Size: em, Tracking: -207, Glue: k&16 != 0},
		}
		p := Params{Width: width, First: first, Hang: hang, Justify: k&32 != 0, Hanging: k&64 != 0, Em: em}
		forced := check(t, runs, p, Break(runs, p))
		var s Scratch
		if raised := k&8 != 0; !raised && s.prepare(runs, p) && forced > 0 && !s.opened() {
			t.Errorf("a bad break without need: %s", joined(Break(runs, p)))
		}
		check(t, runs, p, Balance(runs, p, int(k%5)))
		if r := Break(runs, Params{Width: max(Natural(runs), 0), Em: em}); len(r.Lines) > 1 {
			t.Errorf("does not fit its natural width: %s", joined(r))
		}
	})
}

// opened says whether there was an emergency, or a path, whose breaks are their own.
func (s *Scratch) opened() bool {
	for i := range s.items {
		if s.items[i].bits&openedBit != 0 || s.items[i].level == path || s.items[i].level == pathly {
			return true
		}
	}
	return false
}
