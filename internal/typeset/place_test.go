package typeset

import (
	"errors"
	"strings"
	"testing"

	"mingbai/internal/doc"
)

// set lays a document out or fails.
func set(t testing.TB, d *doc.Document) *Layout {
	t.Helper()
	l, err := Typeset(d, DefaultStyle(), loadFaces(t))
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// near says whether a length is a number of hundredths of a millimetre, to 0.1 mm.
func near(v Length, hundredths int64) bool {
	d := v - Mm(hundredths)
	return -Mm(10) <= d && d <= Mm(10)
}

// pageText is what is printed on a page, in the order of painting.
func pageText(p *Page) string {
	var b strings.Builder
	for _, item := range p.Items {
		if run, ok := item.(GlyphRun); ok {
			b.WriteString(run.Text)
		}
	}
	return b.String()
}

// textAt finds the first run of a size, 0 for any, on a page that contains s.
func textAt(t testing.TB, p *Page, s string, size Length) GlyphRun {
	t.Helper()
	for _, item := range p.Items {
		if run, ok := item.(GlyphRun); ok && strings.Contains(run.Text, s) && (size == 0 || run.Size == size) {
			return run
		}
	}
	t.Fatalf("no %q on the page", s)
	return GlyphRun{}
}

// The places of look/README.md section 8.
func TestPlaces(t *testing.T) {
	l := set(t, sampleReport())
	page := func(s string) *Page {
		for i := range l.Pages {
			if strings.Contains(pageText(&l.Pages[i]), s) {
				return &l.Pages[i]
			}
		}
		t.Fatalf("no %q in the document", s)
		return nil
	}
	for _, tt := range []struct {
		on, text string
		y, x     int64 // hundredths of a millimetre; x -1 for any
		size     Length
	}{
		{"整体绩效自评工作报告", "年度政协乐亭县委员会", 5934, -1, 0},
		{"整体绩效自评工作报告", "整体绩效自评工作报告", 7169, -1, 0},
		{"发布机构", "发布机", 8517, -1, 0},
		{"提", "提", 10682, 2800, 0},
		{"三分之二", "三分之二", 11705, -1, 0},
		{"预算执行率", "预算执行率", 12742, 2800, 0},
		{"预算执行率", "94.58", 14162, 2800, 36 * Pt},
		{"申请预算", "申请预算", 12742, 9000, 12 * Pt},
		{"实际支出", "实际支出", 12742, 14000, 12 * Pt},
		{"已支出", "已支出", 15202, 2800, 0},
		{"一、部门整体概况", "一、", 19767, 2800 + 1114, 0},
		{"四、绩效实现", "四、", 4426, 2800 + 1114, 0},
		{"精度不一", "精度不一", 26076, -1, 0},
		{"七个项目的支出", "单位：", 15940, -1, 0},
		{"政协会议费", "政协会议费", 16916 + 514, -1, 0},
		{"逐项合计", "逐项合计", 21854 + 514, -1, 0},
		{"注：", "注", 23790, 2800, 0},
		{"附件", "附件", 4426, 2800, 0},
		{"计算说明", "计算说明", 6552, -1, 0},
		{"每个数都按", "每个数都按", 8517, 2800 + 1114, 0},
		{"数据核对", "数据核对", 6552, -1, 0},
		{"部门预算执行率", "部门预算执行率", 10036 + 630, 3600, 0},
		{"个百分点", "个百分点", 10036 + 1400, -1, 0},
		{"索引", "索引", 26076, 2800, 0},
	} {
		run := textAt(t, page(tt.on), tt.text, tt.size)
		if !near(run.Y, tt.y) {
			t.Errorf("%s: baseline %s, want %d", tt.text, millimetres(run.Y), tt.y)
		}
		if tt.x >= 0 && !near(run.X, tt.x) {
			t.Errorf("%s: x %s, want %d", tt.text, millimetres(run.X), tt.x)
		}
	}
}

// Lines of the body stand on the grid, whatever was between them.
func TestGrid(t *testing.T) {
	l := set(t, sampleReport())
	for i := range l.Pages {
		for _, item := range l.Pages[i].Items {
			run, ok := item.(GlyphRun)
			if !ok || run.Size != 16*Pt || run.Of == nil || run.Y < Mm(12000) && i == 0 {
				continue
			}
			n := (int64(run.Y-Mm(4426))*22 + int64(Mm(22500))/2) / int64(Mm(22500))
			if want := Mm(4426) + Length(n)*Mm(22500)/22; run.Y-want > Mm(10) || want-run.Y > Mm(10) {
				t.Errorf("page %d: %q at %s is off the grid", i+1, run.Text, millimetres(run.Y))
			}
		}
	}
}

func TestPageNumbers(t *testing.T) {
	l := set(t, sampleReport())
	for i := range l.Pages {
		items := l.Pages[i].Items
		var text string
		last := items[len(items)-3:]
		for _, item := range last {
			run := item.(GlyphRun)
			text += run.Text
			if !run.Furniture || run.Of != nil || !near(run.Y, 27032) {
				t.Errorf("page %d: number %+v", i+1, run)
			}
		}
		if want := "—" + itoa(i+1) + "—"; text != want {
			t.Errorf("page %d ends with %q, want %q", i+1, text, want)
		}
		first, end := last[0].(GlyphRun), last[2].(GlyphRun)
		em := 14 * Pt
		if i%2 == 0 && !near(end.X+end.Width+(em-end.Width)/2, 2800+15600-557) {
			t.Errorf("page %d: number ends at %s", i+1, millimetres(end.X+end.Width))
		}
		if i%2 == 1 && !near(first.X-(em-first.Width)/2, 2800+557) {
			t.Errorf("page %d: number begins at %s", i+1, millimetres(first.X))
		}
	}
}

// Nothing is painted outside the text block, hanging marks and page numbers
// apart.
func checkWithin(t testing.TB, l *Layout) {
	t.Helper()
	for i := range l.Pages {
		p := &l.Pages[i]
		b := newSheet(DefaultStyle()).blockOf(p.Rotate == 90)
		slack := 9 * Pt
		for _, item := range p.Items {
			run, ok := item.(GlyphRun)
			if !ok || run.Furniture {
				continue
			}
			if run.X < b.left-slack || run.X+run.Width > b.left+b.width+2*slack {
				t.Errorf("page %d: %q from %s to %s lies outside", i+1, run.Text, millimetres(run.X), millimetres(run.X+run.Width))
			}
			if run.Y < b.top || run.Y > b.top+b.height {
				t.Errorf("page %d: %q at %s lies outside", i+1, run.Text, millimetres(run.Y))
			}
		}
	}
}

func TestLinksAndOutline(t *testing.T) {
	d := sampleReport()
	d.Body = append(d.Body, para(doc.Link{Href: "https://example.org/a", Content: text("网页")}, doc.Link{Href: "../index.html", Content: text("本站")},
		doc.Link{Href: "#nowhere", Content: text("无处")}))
	l := set(t, d)
	var outline []string
	for _, o := range l.Outline {
		outline = append(outline, itoa(o.Level)+o.Title)
	}
	want := "0一、部门整体概况 0四、绩效实现情况分析 1（一）总体评价 1（二）七个项目的支出 0计算说明 0数据核对"
	if got := strings.Join(outline, " "); got != want {
		t.Errorf("outline\n%s\nwant\n%s", got, want)
	}
	inside, outside := 0, 0
	for i := range l.Pages {
		for _, k := range l.Pages[i].Links {
			switch {
			case k.Of == nil || k.Alt == "" || k.W <= 0:
				t.Errorf("link %+v", k)
			case k.To != nil:
				inside++
			case k.URI == "https://example.org/a":
				outside++
			default:
				t.Errorf("link to %q", k.URI)
			}
		}
	}
	if inside < 20 || outside != 1 {
		t.Errorf("%d links inside, %d outside", inside, outside)
	}
	// ① in the text leads to its entry in 数据核对.
	entry := textAt(t, &l.Pages[len(l.Pages)-1], "部门预算执行率", 0)
	for _, k := range l.Pages[0].Links {
		if k.Alt == "数据核对①" && (k.To.Page != len(l.Pages)-1 || entry.Y-k.To.Y > Mm(700) || entry.Y < k.To.Y) {
			t.Errorf("① leads to page %d, %s", k.To.Page+1, millimetres(k.To.Y))
		}
	}
}

func TestMissingGlyphs(t *testing.T) {
	_, err := Typeset(&doc.Document{Body: []doc.Block{para("汉字\U0001F600与\U00020000。")}}, DefaultStyle(), loadFaces(t))
	var missing *MissingGlyphs
	if !errors.As(err, &missing) || len(missing.Runes) == 0 || missing.Runes[len(missing.Runes)-1] != 0x20000 && missing.Runes[0] != 0x1F600 {
		t.Fatalf("error %v", err)
	}
	if !strings.Contains(err.Error(), "U+1F600") {
		t.Errorf("error %v", err)
	}
}

func TestStyleCheck(t *testing.T) {
	if err := DefaultStyle().Check(); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*Style){
		"body":  func(s *Style) { s.Size.Body = 400 },
		"lines": func(s *Style) { s.Page.Lines = 0 },
		"block": func(s *Style) { s.Page.TextWidth = 20000 },
		"least": func(s *Style) { s.Size.Least = 0 },
	} {
		st := DefaultStyle()
		change(st)
		if st.Check() == nil {
			t.Errorf("%s: no error", name)
		}
		if _, err := Typeset(sampleReport(), st, loadFaces(t)); err == nil {
			t.Errorf("%s: set all the same", name)
		}
	}
}

func TestSameTwice(t *testing.T) {
	if a, b := Dump(set(t, sampleReport())), Dump(set(t, sampleReport())); a != b {
		t.Error("two layouts of one document differ")
	}
}
