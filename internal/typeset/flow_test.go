package typeset

import (
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// bodyRuns are the runs of a page that are neither furniture nor footnotes.
func bodyRuns(l *Layout, page int) []GlyphRun {
	var out []GlyphRun
	for _, item := range l.Pages[page].Items {
		if run, ok := item.(GlyphRun); ok && !run.Furniture && !inNote(l.Root, run.Of) {
			out = append(out, run)
		}
	}
	return out
}

// However much stands above it, a heading never ends a page, and two lines of
// its text follow it.
func TestHeadingKeeps(t *testing.T) {
	for n := range 26 {
		d := &doc.Document{}
		for range n {
			d.Body = append(d.Body, para("一行。"))
		}
		d.Body = append(d.Body, doc.Section{Level: 2, Number: "一、", Title: text("标题在这里"), Body: []doc.Block{
			doc.Section{Level: 3, Number: "（一）", Title: text("再下一级"), Body: []doc.Block{para(strings.Repeat("正文有三行以上。", 12))}}}})
		l := set(t, d)
		for i := range l.Pages {
			runs := bodyRuns(l, i)
			lines := 0
			last := Length(-1)
			below := false
			for _, run := range runs {
				if run.Role == HeadFace || run.Role == KaiFace {
					below, lines = true, 0
				} else if run.Y != last {
					lines++
				}
				last = run.Y
			}
			if below && lines < 2 && i+1 < len(l.Pages) {
				t.Errorf("%d lines above: %d lines below the heading on page %d", n, lines, i+1)
			}
		}
	}
}

// However much stands above them, a chart, its caption and its data stand on one
// page, and the caption belongs to the figure.
func TestChartKeeps(t *testing.T) {
	for n := range 24 {
		d := &doc.Document{}
		for range n {
			d.Body = append(d.Body, para("一行。"))
		}
		d.Body = append(d.Body, dataChart(3), para("后面一行。"))
		l := set(t, d)
		pages := map[int]bool{}
		found := 0
		for i := range l.Pages {
			for _, run := range bodyRuns(l, i) {
				for _, want := range []string{"图2", "纵轴不从零起", "各年度的支出的数据", "1002"} {
					if strings.Contains(run.Text, want) {
						pages[i] = true
						found++
					}
				}
			}
		}
		if len(pages) != 1 || found < 4 {
			t.Errorf("%d lines above: %d pieces on pages %v", n, found, pages)
		}
		figure := firstElement(l.Root, "Figure")
		if figure == nil || len(figure.Kids) != 1 || figure.Kids[0].Tag != "Caption" || figure.Alt == "" {
			t.Fatalf("the figure is %+v", figure)
		}
	}
}

// firstElement is the first element with a tag below e.
func firstElement(e *Element, tag string) *Element {
	if e.Tag == tag {
		return e
	}
	for _, k := range e.Kids {
		if found := firstElement(k, tag); found != nil {
			return found
		}
	}
	return nil
}

func TestFullPage(t *testing.T) {
	d := &doc.Document{}
	for range 44 {
		d.Body = append(d.Body, para("一行。"))
	}
	l := set(t, d)
	if len(l.Pages) != 2 {
		t.Fatalf("44 lines take %d pages", len(l.Pages))
	}
	runs := bodyRuns(l, 0)
	if last := runs[len(runs)-1]; !near(runs[0].Y, 4426) || !near(last.Y, 25903) {
		t.Errorf("lines from %s to %s", millimetres(runs[0].Y), millimetres(last.Y))
	}
}

// A chapter never leaves one line alone on its last page.
func TestLastLine(t *testing.T) {
	d := &doc.Document{}
	for range 19 {
		d.Body = append(d.Body, para("一行。"))
	}
	d.Body = append(d.Body, para(strings.Repeat("正文有四行。", 17)))
	l := set(t, d)
	lines := map[Length]bool{}
	for _, run := range bodyRuns(l, 1) {
		lines[run.Y] = true
	}
	if len(l.Pages) != 2 || len(lines) != 2 {
		t.Errorf("%d pages, %d lines on the last", len(l.Pages), len(lines))
	}
}

// noted is a paragraph with a reference and its note.
func noted(n int, note string) doc.Paragraph {
	return doc.Paragraph{Content: inl("这里有一处不一致", doc.Said{Content: text("95%"), Mark: mark(n)}, "。"),
		Notes: []doc.Note{{Mark: mark(n), Content: text(note)}}}
}

// A note stands on the page of the first reference to its mark, above the foot
// of the text block, and its text is whole.
func TestFootnotes(t *testing.T) {
	for n := range 24 {
		d := &doc.Document{}
		for range n {
			d.Body = append(d.Body, para("一行。"))
		}
		d.Body = append(d.Body, noted(1, strings.Repeat("第一条注释很长。", 12)), noted(2, "第二条。"), para("再次提到", *mark(1), "。"))
		l := set(t, d)
		checkText(t, d, l)
		checkWithin(t, l)
		for i := range l.Pages {
			for _, want := range []string{"①", "②"} {
				refs, notes := 0, 0
				for _, item := range l.Pages[i].Items {
					run, ok := item.(GlyphRun)
					if !ok || !strings.Contains(run.Text, want) {
						continue
					}
					if inNote(l.Root, run.Of) {
						notes++
					} else {
						refs++
					}
				}
				if refs == 0 && notes > 0 {
					t.Errorf("%d lines above: note %s on page %d without its reference", n, want, i+1)
				}
			}
		}
	}
}

// The last note of a page ends at the foot of the block, the rule above the
// first.
func TestFootnotePlace(t *testing.T) {
	d := &doc.Document{Body: []doc.Block{noted(1, "一。"), noted(2, "二。")}}
	l := set(t, d)
	note := textAt(t, &l.Pages[0], "二。", 0)
	if !near(note.Y, 26076) || !near(note.X, 2800+741) {
		t.Errorf("note at %s, %s", millimetres(note.Y), millimetres(note.X))
	}
	for _, item := range l.Pages[0].Items {
		if r, ok := item.(Rule); ok && (!near(r.Y1, 26200-2*529-180) || !near(r.X2-r.X1, 5200) || r.Width != 500) {
			t.Errorf("rule %+v", r)
		}
	}
	ref := textAt(t, &l.Pages[0], "①", 0)
	body := textAt(t, &l.Pages[0], "这里", 0)
	if ref.Size != 16*Pt*62/100 || body.Y-ref.Y != 16*Pt*34/100 {
		t.Errorf("reference %d raised by %d", ref.Size, body.Y-ref.Y)
	}
}

// Notes that are higher than a page go on over the next pages.
func TestEndlessFootnote(t *testing.T) {
	d := &doc.Document{Body: []doc.Block{noted(1, strings.Repeat("注释比一页还长。", 900)), para("后文。")}}
	l := set(t, d)
	checkText(t, d, l)
	checkWithin(t, l)
	if len(l.Pages) < 3 {
		t.Errorf("%d pages", len(l.Pages))
	}
}

// A note that fills pages does not part a heading from its text.
func TestEndlessFootnoteBelowHeading(t *testing.T) {
	for above := range 22 {
		d := &doc.Document{}
		for range above {
			d.Body = append(d.Body, para("一行。"))
		}
		p := noted(1, strings.Repeat("注释比一页还长。", 400))
		p.Content = append(p.Content, text(strings.Repeat("正文还有几行。", 20))...)
		d.Body = append(d.Body, doc.Section{Level: 2, Number: "一、", Title: text("标题在这里"), Body: []doc.Block{p}})
		l := set(t, d)
		checkText(t, d, l)
		checkWithin(t, l)
		checkOverprint(t, l)
		for i := range l.Pages {
			s := pageText(&l.Pages[i])
			if heading := strings.Contains(s, "标题在这里"); heading != strings.Contains(s, "不一致") || heading && strings.Count(s, "正文还有") < 1 {
				t.Errorf("%d lines above: the heading of page %d has no text", above, i+1)
			}
			if i+1 < len(l.Pages) && len(l.Pages[i].Items) < 5 {
				t.Errorf("%d lines above: page %d is empty", above, i+1)
			}
		}
	}
}

// A note nobody refers to stands with its paragraph.
func TestLoneNote(t *testing.T) {
	d := &doc.Document{Body: []doc.Block{doc.Paragraph{Content: text("没有标号。"), Notes: []doc.Note{{Mark: mark(4), Content: text("孤注。")}}}}}
	if s := Dump(set(t, d)); !strings.Contains(s, "④") || !strings.Contains(s, "孤注。") {
		t.Errorf("got\n%s", s)
	}
}

// The last line stands at the foot of the last page, whatever the text leaves.
func TestDocumentEnd(t *testing.T) {
	for n := range 23 {
		d := &doc.Document{Last: []doc.Field{{Label: "索引号", Content: text("甲")}, {Label: "数据版本", Content: text("3f9c2a1")}, {Label: "网址", Content: text("mingbai.example")}}}
		for range n {
			d.Body = append(d.Body, para("一行。"))
		}
		l := set(t, d)
		page := &l.Pages[len(l.Pages)-1]
		run := textAt(t, page, "索引号", 0)
		if !near(run.Y, 26076) || !run.Furniture {
			t.Errorf("%d lines: last line at %s", n, millimetres(run.Y))
		}
		for _, body := range bodyRuns(l, len(l.Pages)-1) {
			if body.Y > Mm(25541) {
				t.Errorf("%d lines: text at %s runs into the last line", n, millimetres(body.Y))
			}
		}
	}
}

func TestSummaryWhole(t *testing.T) {
	for n := range 22 {
		d := sampleReport()
		var body []doc.Block
		for range n {
			body = append(body, para("一行。"))
		}
		d.Body = append(body, d.Body[1])
		l := set(t, d)
		page := -1
		for i := range l.Pages {
			s := pageText(&l.Pages[i])
			if a, b := strings.Contains(s, "提要"), strings.Contains(s, "放大10倍"); a != b {
				t.Errorf("%d lines above: the summary is split", n)
			} else if a {
				page = i
			}
		}
		if page < 0 {
			t.Errorf("%d lines above: no summary", n)
		}
	}
}

// A line that leads to what follows (钱用在下面这些事上：) is never the last of a page.
func TestLeadStaysWithWhatFollows(t *testing.T) {
	for n := range 60 {
		d := &doc.Document{Title: []string{"报告"}}
		for range n {
			d.Body = append(d.Body, para("一行。"))
		}
		d.Body = append(d.Body, para("如下："), para("甲一。"), para("乙二。"))
		at := map[string]int{}
		for i, p := range set(t, d).Pages {
			for _, item := range p.Items {
				if r, ok := item.(GlyphRun); ok {
					at[r.Text] = i
				}
			}
		}
		if at["如下："] != at["甲一。"] {
			t.Fatalf("behind %d lines the lead is on page %d, what follows on page %d", n, at["如下："]+1, at["甲一。"]+1)
		}
	}
}
