package pdf

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/typeset"
)

// write writes a layout.
func write(t testing.TB, l *typeset.Layout, m Meta) []byte {
	t.Helper()
	var out bytes.Buffer
	info, err := Write(&out, l, m)
	if err != nil {
		t.Fatal(err)
	}
	if info.Pages != len(l.Pages) || info.Size != out.Len() {
		t.Errorf("info is %v for %d pages and %d bytes", info, len(l.Pages), out.Len())
	}
	return out.Bytes()
}

// expectSound fails the test for each fault in a file, and returns the text of the document.
func expectSound(t testing.TB, data []byte) string {
	t.Helper()
	report := pdfcheck.Check(data)
	for i, fault := range report.Faults {
		if i == 10 {
			t.Errorf("… and %d more", len(report.Faults)-i)
			break
		}
		t.Error(fault)
	}
	return report.Text
}

// runsOf are the texts of a layout that belong to the document.
func runsOf(l *typeset.Layout) []string {
	var out []string
	for _, p := range l.Pages {
		for _, item := range p.Items {
			if run, ok := item.(typeset.GlyphRun); ok && !run.Furniture {
				out = append(out, run.Text)
			}
		}
	}
	return out
}

func sortedRunes(s string) string {
	r := []rune(s)
	slices.Sort(r)
	return string(r)
}

func TestSample(t *testing.T) {
	l := sampleLayout(t, true)
	for _, attached := range [][]Attachment{nil, sampleAttachment()} {
		m := sampleMeta()
		m.Attachments = attached
		text := expectSound(t, write(t, l, m))
		if sortedRunes(text) != sortedRunes(strings.Join(runsOf(l), "")) {
			t.Error("the text differs from that of the layout")
		}
		for _, want := range []string{
			"2023年度部门整体支出绩效自评报告一、部门基本情况全年预算数",
			"见注①之后的文字。① 脚注的文字 & <标记> (括号) \\ 反斜杠", // the note is painted last
			"2.办理提案𬺈𫖯3.联络站招商",
			"1委员联络站招商经费010.0036.8994.58%9.46委员联络站招商经费117.0136.89",
		} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in the text", want)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	m := sampleMeta()
	m.Attachments = sampleAttachment()
	first := write(t, sampleLayout(t, true), m)
	for range 3 {
		if !bytes.Equal(first, write(t, sampleLayout(t, true), m)) {
			t.Fatal("the same layout gave other bytes")
		}
	}
	m.Date = "2024-03-06"
	other := write(t, sampleLayout(t, true), m)
	id := regexp.MustCompile(`/ID\[<[0-9A-F]{32}>`)
	if a, b := id.Find(first), id.Find(other); a == nil || bytes.Equal(a, b) {
		t.Errorf("another document has the same identifier %s", b)
	}
}

// TestConcurrent writes one layout several times at once, as a site does with many.
func TestConcurrent(t *testing.T) {
	l, m := sampleLayout(t, true), sampleMeta()
	want := write(t, l, m)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			var out bytes.Buffer
			if _, err := Write(&out, l, m); err != nil || !bytes.Equal(out.Bytes(), want) {
				t.Errorf("other bytes, or %v", err)
			}
		})
	}
	wg.Wait()
}

// TestTurnedPage holds where things of a turned page lie on its sheet.
func TestTurnedPage(t *testing.T) {
	s := sheetOf(&typeset.Page{Width: 841890, Height: 595276, Rotate: 90})
	for _, c := range []struct{ got, want []byte }{
		{s.media().appendTo(nil), []byte("[0 0 595.276 841.89]")},
		{s.rect(100*pt, 50*pt, 20*pt, 10*pt).appendTo(nil), []byte("[50 100 60 120]")},
		{s.appendDest(nil, 50*pt), []byte("/XYZ 50 0 null")},
	} {
		if !bytes.Equal(c.got, c.want) {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}

// TestSize holds the size of six pages in five faces.
func TestSize(t *testing.T) {
	if n := len(write(t, sampleLayout(t, true), sampleMeta())); n > 100_000 {
		t.Errorf("%d bytes", n)
	}
}

func TestOutward(t *testing.T) {
	for r, want := range map[rect]rect{
		{1000, 2000, 3000, 4000}: {1000, 2000, 3000, 4000},
		{1001, 1999, 3001, 3999}: {1000, 1000, 4000, 4000},
		{-1, -1001, -1, 0}:       {-1000, -2000, 0, 0},
	} {
		if got := r.outward(); got != want {
			t.Errorf("%v grows to %v, want %v", r, got, want)
		}
	}
}

// small is a layout of one paragraph on as many pages as there are texts.
func small(t testing.TB, texts ...string) *typeset.Layout {
	s := newSampler(loadFaces(t))
	var p *typeset.Element
	for _, text := range texts {
		s.newPage(0)
		if p == nil {
			p = s.elem("P")
		}
		s.text(p, typeset.BodyFace, 15765, left, text)
	}
	return s.Layout
}

func TestParagraphOverPages(t *testing.T) {
	l := small(t, "第一页", "第二页", "第三页")
	if got := expectSound(t, write(t, l, sampleMeta())); got != "第一页第二页第三页" {
		t.Errorf("text is %q", got)
	}
}

// TestExactNumbers holds that lengths reach the file as they are: in tenths of a point here.
func TestExactNumbers(t *testing.T) {
	l := small(t, "数")
	page := &l.Pages[0]
	page.Items = []typeset.Item{
		typeset.GlyphRun{X: 79371, Y: 123456, Size: 15765, Tracking: -207, Role: typeset.BodyFace, Text: "数", Of: l.Root.Kids[0]},
		typeset.Rule{X1: 1, Y1: 841889, X2: 2000, Y2: 841890, Width: 250, Dash: 1005},
	}
	tags, err := newTags(l.Root, 1)
	if err != nil {
		t.Fatal(err)
	}
	fonts, err := collectFonts(l)
	if err != nil {
		t.Fatal(err)
	}
	painted, err := paint(l, fonts, tags)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		" 157.65 Tf ET", "\n-2.07 Tc\n", "BT 793.71 7184.34 Td", "\n2.5 w\n", "[10.05 ] 0 d\n", "\n0.01 0.01 m\n", "\n20 0 l\nS\n",
	} {
		if !bytes.Contains(painted, []byte(want)) {
			t.Errorf("no %q in the content", want)
		}
	}
}

func TestStandIns(t *testing.T) {
	// U+E000 is what a stand-in would take first; here the document may not use it, the font lacks it.
	text := "提𬺈案𫖯办"
	l := small(t, text)
	if got := expectSound(t, write(t, l, sampleMeta())); got != text {
		t.Errorf("text is %q", got)
	}
}

// TestAwkwardText holds that no character of a face breaks the file: the bytes of their codes include
// parentheses, backslashes and ends of lines.
func TestAwkwardText(t *testing.T) {
	face := loadFaces(t)[typeset.BodyFace]
	var b strings.Builder
	for r := rune(' '); r < 0x30000; r++ {
		if face.Has(r) && r != 0x00AD && (r < 0xE000 || r > 0xF8FF) {
			b.WriteRune(r)
		}
	}
	l := small(t, b.String())
	if got := expectSound(t, write(t, l, sampleMeta())); got != b.String() || len(got) < 20_000 {
		t.Errorf("text of %d bytes differs", len(got))
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, want string
		spoil      func(l *typeset.Layout, m *Meta)
	}{
		{"no title", "标题", func(l *typeset.Layout, m *Meta) { m.Title = "" }},
		{"no language", "语言", func(l *typeset.Layout, m *Meta) { m.Language = "" }},
		{"date", "日期", func(l *typeset.Layout, m *Meta) { m.Date = "2024-13-01" }},
		{"control in title", "控制字符", func(l *typeset.Layout, m *Meta) { m.Title = "题\x07" }},
		{"attachment without type", "附件", func(l *typeset.Layout, m *Meta) { m.Attachments = []Attachment{{Name: "a"}} }},
		{"attachments of one name", "附件", func(l *typeset.Layout, m *Meta) {
			m.Attachments = append(sampleAttachment(), sampleAttachment()...)
		}},
		{"relationship", "关系", func(l *typeset.Layout, m *Meta) {
			m.Attachments = []Attachment{{Name: "a", MIME: "text/plain", Relationship: "Friend"}}
		}},
		{"no pages", "没有页", func(l *typeset.Layout, m *Meta) { l.Pages = nil }},
		{"page size", "尺寸", func(l *typeset.Layout, m *Meta) { l.Pages[0].Width = 0 }},
		{"rotation", "旋转", func(l *typeset.Layout, m *Meta) { l.Pages[0].Rotate = 45 }},
		{"no structure", "结构", func(l *typeset.Layout, m *Meta) { l.Root = nil }},
		{"unknown element", "Sidebar", func(l *typeset.Layout, m *Meta) { l.Root.Kids[0].Tag = "Sidebar" }},
		{"element twice", "两次", func(l *typeset.Layout, m *Meta) { l.Root.Kids = append(l.Root.Kids, l.Root.Kids[0]) }},
		{"ID twice", "重复", func(l *typeset.Layout, m *Meta) { l.Root.ID, l.Root.Kids[0].ID = "a", "a" }},
		{"stray element", "不在文档结构里", func(l *typeset.Layout, m *Meta) { l.Root.Kids = nil }},
		{"bookmark", "书签", func(l *typeset.Layout, m *Meta) {
			l.Outline = []typeset.Outline{{Title: "一", Target: typeset.Target{Page: 9}}}
		}},
		{"broken UTF-8", "UTF-8", text("\xE4\xB8")},
		{"control", "控制字符", text("a\rb")},
		{"noncharacter", "控制字符", text("\uFFFF")},
		{"no glyph", "U+A000", text("ꀀ")},
		{"emoji", "U+1F600", text("😀")},
		{"no element", "不属于", func(l *typeset.Layout, m *Meta) {
			l.Pages[0].Items = []typeset.Item{typeset.GlyphRun{Role: typeset.BodyFace, Size: pt, Text: "无"}}
		}},
		{"no face", "没有字体", func(l *typeset.Layout, m *Meta) { l.Faces[typeset.BodyFace] = nil }},
		{"unknown role", "没有字体", func(l *typeset.Layout, m *Meta) {
			l.Pages[0].Items = []typeset.Item{typeset.GlyphRun{Role: 77, Size: pt, Text: "无"}}
		}},
		{"link to nowhere", "没有目标", func(l *typeset.Layout, m *Meta) {
			l.Pages[0].Links = []typeset.LinkArea{{Of: l.Root.Kids[0], Alt: "去处"}}
		}},
		{"link to no page", "不存在", func(l *typeset.Layout, m *Meta) {
			l.Pages[0].Links = []typeset.LinkArea{{Of: l.Root.Kids[0], To: &typeset.Target{Page: -1}}}
		}},
		{"link of nothing", "不属于", func(l *typeset.Layout, m *Meta) {
			l.Pages[0].Links = []typeset.LinkArea{{To: &typeset.Target{}}}
		}},
	} {
		l, m := small(t, "正文"), sampleMeta()
		c.spoil(l, &m)
		info, err := Write(new(bytes.Buffer), l, m)
		if err == nil || !strings.Contains(err.Error(), c.want) || info != (Info{}) {
			t.Errorf("%s: got %v, want an error with %q", c.name, err, c.want)
		}
	}
}

// text makes the layout show a text.
func text(s string) func(*typeset.Layout, *Meta) {
	return func(l *typeset.Layout, _ *Meta) {
		l.Pages[0].Items = []typeset.Item{typeset.GlyphRun{Role: typeset.BodyFace, Size: pt, Text: s, Of: l.Root.Kids[0]}}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "D:20000101000000Z",
		"2024-03-05":                "D:20240305000000Z",
		"2024-03-05T10:30:00+08:00": "D:20240305103000+08'00'",
		"2024-03-05T10:30:00Z":      "D:20240305103000Z",
	} {
		date, err := parseDate(in)
		if err != nil || string(pdfDate(date)) != want {
			t.Errorf("%q gives %s, %v; want %s", in, pdfDate(date), err, want)
		}
	}
}

func TestDecimals(t *testing.T) {
	for v, want := range map[int64]string{0: "0", 5: "0.005", -5: "-0.005", 1000: "1", 1230: "1.23", -15785: "-15.785", 595276: "595.276"} {
		if got := string(appendDecimal(nil, v, 3)); got != want {
			t.Errorf("%d is printed as %s, want %s", v, got, want)
		}
	}
}

// TestBannedCalls keeps out what of gofpdf breaks lines (it drops hanzi), and every other importer.
func TestBannedCalls(t *testing.T) {
	banned := regexp.MustCompile(`\.(MultiCell|Cell|CellFormat|Write|Writef|WriteAligned|SplitText|SplitLines|SetAttachments)\(`)
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no source files")
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(src), `"github.com/jung-kurt/`+`gofpdf"`) != (name == "paint.go") {
			t.Errorf("%s: only paint.go imports gofpdf", name)
		}
		if m := banned.Find(src); name == "paint.go" && m != nil {
			t.Errorf("%s calls %s", name, m)
		}
	}
}

// BenchmarkWrite writes six pages in four faces.
func BenchmarkWrite(b *testing.B) { benchmarkWrite(b, sampleMeta()) }

// BenchmarkWriteAttached does so with a report's rules and figures attached, packed anew each time.
func BenchmarkWriteAttached(b *testing.B) {
	m := sampleMeta()
	rules, err := os.ReadFile("../../content/rules/mof-2020.toml")
	if err != nil {
		b.Fatal(err)
	}
	figures := bytes.Repeat([]byte(`{"key":"2023/zhengxie/execution_rate","label":"预算执行率","kind":"ratio"}`+"\n"), 300)
	m.Attachments = []Attachment{
		{Name: "rules/mof-2020.toml", MIME: "application/toml", Description: "规则", Relationship: "Source", Data: rules},
		{Name: "figures.json", MIME: "application/json", Description: "全部的数", Relationship: "Data", Data: figures},
	}
	benchmarkWrite(b, m)
}

func benchmarkWrite(b *testing.B, m Meta) {
	l := sampleLayout(b, false)
	var info Info
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if info, err = Write(new(bytes.Buffer), l, m); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(info.Size), "bytes")
}
