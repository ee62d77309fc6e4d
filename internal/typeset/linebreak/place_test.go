package linebreak

import (
	"fmt"
	"strings"
	"testing"
)

// placed shows the pieces of lines as text@x+width, x and width in hundredths of an em.
func placed(r Result) string {
	var lines []string
	for _, l := range r.Lines {
		var line []string
		for _, p := range l.Pieces {
			line = append(line, fmt.Sprintf("%s@%d+%d", p.Text, p.X*100/em, p.Width*100/em))
		}
		lines = append(lines, strings.Join(line, " "))
	}
	return strings.Join(lines, "|")
}

func TestPlaces(t *testing.T) {
	kai := func(text string) []Run { return []Run{{Text: text, Face: grid{narrowQuotes: true}, Size: em}} }
	tests := []struct {
		name string
		runs []Run
		p    Params
		want string
	}{
		{"one piece of plain text", one("预算，绩效2023年"), Params{Width: 20 * em}, "预算，绩效2023年@0+800"},
		{"indents", one("预算绩效自评报"), Params{Width: 4 * em, First: 2 * em, Hang: em}, "预算@200+200|绩效自@100+300|评报@100+200"},
		{"right", one("预算绩效自评报"), Params{Width: 5 * em, Align: Right}, "预算绩效自@0+500|评报@300+200"},
		{"center", one("预算绩效自评报"), Params{Width: 5 * em, Align: Center}, "预算绩效自@0+500|评报@150+200"},
		{"marks meet", one("《甲》，乙“”（"), Params{Width: 20 * em}, "《甲》@0+250 ，乙“”@250+350 （@600+100"},
		{"opening marks meet", one("《“甲"), Params{Width: 20 * em}, "《“@0+150 甲@150+100"},
		{"narrow quotes stand in an em", kai("甲“乙”丙"), Params{Width: 20 * em}, "甲@0+100 “@165+35 乙”@200+200 丙@400+100"},
		{"narrow quotes meet", kai("“甲”，“乙"), Params{Width: 20 * em}, "“@65+35 甲”@100+150 ，@250+50 “@365+35 乙@400+100"},
		{"a lone dash is centred", one("甲—乙"), Params{Width: 20 * em}, "甲@0+100 —@105+94 乙@200+100"},
		{"two dashes touch", one("甲——乙"), Params{Width: 20 * em}, "甲@0+100 —@111+89 —@200+100 乙@300+100"},
		{"blanks at the end", one("the   end"), Params{Width: 3 * em}, "the   @0+150|end@0+150"},
		{"a point is left out", one("甲\u200b乙"), Params{Width: 9 * em}, "甲@0+100 乙@100+100"},
		{"runs", append(one("甲，"), one("“乙")...), Params{Width: 9 * em}, "甲，@0+150 “乙@150+200"},
		{"words are not opened", one("甲AB乙丙丁戊己庚辛"), Params{Width: 6*em + 500, Justify: true}, "甲@0+101 AB@101+101 乙丙丁戊@202+403|己庚辛@0+300"},
	}
	for _, tt := range tests {
		if got := placed(Break(tt.runs, tt.p)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestHanging(t *testing.T) {
	p := Params{Width: 10 * em, Justify: true, Hanging: true}
	r := Break(one("预算绩效自评报告公开，预算绩效"), p)
	if got, want := joined(r), "预算绩效自评报告公开，|预算绩效"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if w := r.Lines[0].Width; w != p.Width {
		t.Errorf("the line is %d wide, a hanging mark does not count: want %d", w, p.Width)
	}
	if got, want := joined(Break(one("预算绩效自评报告公（开）预算绩效"), p)), "预算绩效自评报告公|（开）预算绩效"; got != want {
		t.Errorf("only 点号 hang: got %s, want %s", got, want)
	}
}

func TestLoneCharacter(t *testing.T) {
	p := Params{Width: 10 * em, First: 2 * em}
	for _, p.Justify = range []bool{true, false} {
		for text, want := range map[string]string{
			"预算绩效自评报告公开情况说明书工作的。": "预算绩效自评报|告公开情况说明书工|作的。",
			"好。": "好。",
		} {
			if got := joined(Break(one(text), p)); got != want {
				t.Errorf("justified %v: got %s, want %s", p.Justify, got, want)
			}
		}
	}
}

func TestReferenceMarks(t *testing.T) {
	runs := []Run{
		{Text: "预算绩效", Face: grid{}, Size: em},
		{Text: "①", Face: grid{}, Size: em * 62 / 100, Raise: em * 34 / 100, ID: 7},
		{Text: "，自评", Face: grid{}, Size: em},
	}
	r := Break(runs, Params{Width: 4 * em})
	if got, want := joined(r), "预算绩|效①，|自评"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if p := r.Lines[1].Pieces[1]; runs[p.Run].ID != 7 || runs[p.Run].Raise == 0 {
		t.Errorf("the mark's piece is of run %d", p.Run)
	}
}

func TestGlue(t *testing.T) {
	runs := []Run{{Text: "预算", Face: grid{}, Size: em}, {Text: "绩效自评", Face: grid{}, Size: em, Glue: true}, {Text: "报告", Face: grid{}, Size: em}}
	for width, want := range map[int64]string{5: "预算|绩效自评|报告", 4: "预算|绩效自评|报告", 3: "预算绩|效自评|报告"} {
		if got := joined(Break(runs, Params{Width: width * em})); got != want {
			t.Errorf("%d em: got %s, want %s", width, got, want)
		}
	}
}

func TestBalance(t *testing.T) {
	tests := []struct {
		name, text string
		width, max int
		want       string
	}{
		{"fits", "预算绩效自评报告", 10, 3, "预算绩效自评报告"},
		{"even", "预算绩效自评报告公开", 8, 3, "预算绩效自|评报告公开"},
		{"three", "预算绩效自评报告公开情况", 5, 3, "预算绩效|自评报告|公开情况"},
		{"at the points", "2023年度\u200b政协乐亭县委员会\u200b整体绩效自评\u200b工作报告", 15, 3, "2023年度政协乐亭县委员会|整体绩效自评工作报告"},
		{"another line rather than inside a word", "政协乐亭县委员会\u200b整体绩效自评\u200b工作报告", 9, 3, "政协乐亭县委员会|整体绩效自评|工作报告"},
		{"no more lines than may be", "政协乐亭县委员会\u200b整体绩效自评\u200b工作报告", 9, 2, "政协乐亭县委员会整|体绩效自评工作报告"},
		{"a word too long for the line", "政协乐亭县委员会整体绩效\u200b自评", 9, 4, "政协乐亭县委员|会整体绩效自评"},
		{"nothing", "", 9, 4, ""},
	}
	for _, tt := range tests {
		r := Balance(one(tt.text), Params{Width: int64(tt.width) * em, Align: Center}, tt.max)
		if got := joined(r); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestFlush says that a justified line reaches the edge or is reported.
func TestFlush(t *testing.T) {
	for _, text := range seed(t) {
		r := Break(one(text), Params{Width: 28 * em, First: 2 * em, Justify: true})
		loose := 0
		for _, l := range r.Lines {
			short := 28*em - l.Width
			if want := !l.Last && (short > 40 || l.Gap > em*12/100); want != l.Loose {
				t.Errorf("line of %d with gap %d: Loose = %v", l.Width, l.Gap, l.Loose)
			} else if want {
				loose++
			}
		}
		if loose != r.Loose {
			t.Errorf("%d loose lines, reported %d:\n%s", loose, r.Loose, joined(r))
		}
	}
}
