package typeset

import (
	"strings"
	"testing"
)

// headText is what a head says, from left to right and from the top down.
func headText(runs []GlyphRun) string {
	var b strings.Builder
	for _, run := range runs {
		b.WriteString(run.Text)
	}
	return b.String()
}

// The head of a part stands above its pages but the first, at the outer edge, with the
// title of the book at the inner one where there is room; on turned pages it stays where
// the bound sheet has it. Nothing of it touches the text block, the tag or the edges.
func TestRunningHeads(t *testing.T) {
	const title = "乐亭县2023年度部门整体绩效自评报告汇编"
	for _, tag := range []string{"", "虚构示例"} {
		b := sampleBook(8)
		b.Front.Tag = tag
		for i := range b.Parts {
			b.Parts[i].Document.Tag = tag
		}
		l := layBook(t, b)
		pages := firstPages(l)
		parts := find(l.Root, "Part")
		sheet := newSheet(DefaultStyle())
		part, turned, long := 0, 0, 0
		for i := range l.Pages {
			p := &l.Pages[i]
			opens := i == 0
			if part+1 < len(parts) && pages[find(parts[part+1], "H1")[0]] == i {
				part++
				opens = true
			}
			runs, rules := headRuns(p)
			if opens {
				if len(runs)+len(rules) > 0 {
					t.Errorf("page %d begins a part and bears the head %q", i+1, headText(runs))
				}
				continue
			}
			if len(rules) != 1 || rules[0].Width != 250 {
				t.Fatalf("page %d: rules %v", i+1, rules)
			}
			want := title
			if part > 0 {
				want = b.Parts[part-1].Head
			}
			if got := headText(runs); !strings.Contains(got, want) {
				t.Errorf("page %d: the head is %q, want %q", i+1, got, want)
			}
			outer := 0
			for _, run := range runs {
				x, y := run.X, run.Y // on the sheet
				if p.Rotate != 0 {
					x, y = run.Y, sheet.height-run.X
					turned++
				}
				if run.Turned != (p.Rotate != 0) || !run.Furniture || run.Of != nil || run.Role == HeadFace {
					t.Errorf("page %d: %+v", i+1, run)
				}
				right := sheet.left + sheet.textW
				if tag != "" {
					right -= 27 * Pt
				}
				if x < sheet.left || x+run.Width > right || y > sheet.top-Mm(600) || y < sheet.top-Mm(1200) {
					t.Errorf("page %d: %q from %s to %s at %s", i+1, run.Text, millimetres(x), millimetres(x+run.Width), millimetres(y))
				}
				if strings.Contains(want, run.Text) && run.Text != "" {
					outer++
				}
			}
			if want == longName {
				long++
				if len(lineYs(runs)) != 2 {
					t.Errorf("page %d: a long name on %d lines", i+1, len(lineYs(runs)))
				}
			}
			if outer == 0 {
				t.Errorf("page %d: no run of %q", i+1, want)
			}
		}
		if turned == 0 || long == 0 {
			t.Error("no turned page, or no long name: no test")
		}
	}
}

// lineYs are the baselines of runs.
func lineYs(runs []GlyphRun) map[Length]bool {
	ys := map[Length]bool{}
	for _, run := range runs {
		if run.Turned {
			ys[run.X] = true
		} else {
			ys[run.Y] = true
		}
	}
	return ys
}

// The part stands at the outer edge, where the page number is: at the right of odd pages.
func TestHeadSides(t *testing.T) {
	l := layBook(t, sampleBook(1))
	sheet := newSheet(DefaultStyle())
	for i := 4; i < len(l.Pages); i++ {
		runs, _ := headRuns(&l.Pages[i])
		for _, run := range runs {
			atRight := run.X > sheet.left+sheet.textW/2
			if part := strings.Contains("政协乐亭县委员会", run.Text); part != (atRight == ((i+1)%2 == 1)) {
				t.Errorf("page %d: %q at %s", i+1, run.Text, millimetres(run.X))
			}
		}
	}
}

// A head of any length has two lines at most and stays within the page.
func TestEndlessHead(t *testing.T) {
	b := sampleBook(2)
	b.Parts[0].Head = strings.Repeat("长", 300)
	b.Parts[1].Head = ""
	l := layBook(t, b)
	for i := range l.Pages {
		runs, _ := headRuns(&l.Pages[i])
		if got := headText(runs); strings.Contains(got, "长") && (len(lineYs(runs)) != 2 || !strings.Contains(got, "……")) {
			t.Errorf("page %d: %q on %d lines", i+1, got, len(lineYs(runs)))
		}
	}
	runs, _ := headRuns(&l.Pages[len(l.Pages)-1])
	if got := headText(runs); !strings.Contains(got, "2023年度乐亭县教育局整体绩效自评工作报告") {
		t.Errorf("a part without a head is called %q", got)
	}
}
