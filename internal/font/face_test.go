package font

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// faceNames are the committed faces.
var faceNames = []string{"serif-black", "serif-regular", "sans-bold", "sans-regular", "kai"}

// bytesOf reads a committed font file.
func bytesOf(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../layouts/fonts/" + name + ".ttf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// parse parses or fails the test.
func parse(t testing.TB, data []byte) *Face {
	t.Helper()
	f, err := Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestCommittedFaces(t *testing.T) {
	for _, c := range []struct {
		file, name      string
		capital         int
		dash, digit, op int // advances of — 8 ÷
	}{
		{"serif-black", "NotoSerifSC-Black", 729, 948, 613, 1000},
		{"serif-regular", "NotoSerifSC-Regular", 729, 890, 558, 1000},
		{"sans-bold", "NotoSansSC-Bold", 733, 908, 590, 1000},
		{"sans-regular", "NotoSansSC-Regular", 733, 894, 555, 1000},
		{"kai", "MingbaiKai-Regular", 695, 1000, 600, 600},
	} {
		f := parse(t, bytesOf(t, c.file))
		if f.PostScriptName() != c.name || f.UnitsPerEm() != 1000 || f.Ascent() != 880 || f.Descent() != -120 {
			t.Errorf("%s: %s, %d units, %d %d", c.file, f.PostScriptName(), f.UnitsPerEm(), f.Ascent(), f.Descent())
		}
		if f.CapHeight() != c.capital {
			t.Errorf("%s: capitals of %d, want %d", c.file, f.CapHeight(), c.capital)
		}
		for r, want := range map[rune]int{'—': c.dash, '8': c.digit, '÷': c.op, '〇': 1000, '\u3000': 1000, '，': 1000, 0x2C8D9: 1000, '☐': 0, '\uE000': 0, 0x10FFFF: 0, -1: 0, 0x110000: 0} {
			if got := f.Advance(r); got != want || f.Has(r) != (want > 0) {
				t.Errorf("%s: %q is %d wide, want %d; has: %v", c.file, r, got, want, f.Has(r))
			}
		}
	}
}

// The licence reserves the original's name; its notices must stay.
func TestReservedName(t *testing.T) {
	f := parse(t, bytesOf(t, "kai"))
	for id, name := range f.names {
		reserved := strings.Contains(name, "LXGW") || strings.Contains(name, "霞鹜")
		if reserved != (id == 0) {
			t.Errorf("name %d: %s", id, name)
		}
	}
	if !strings.Contains(f.names[13], "SIL Open Font License") || f.names[14] == "" {
		t.Errorf("licence %q %q", f.names[13], f.names[14])
	}
}

func TestTinyFace(t *testing.T) {
	f := parse(t, file(tinyFont()))
	for r, want := range map[rune]int{'A': 600, 'B': 666, 'C': 1002, 'D': 1002, 0xE000: 1002, 0x20000: 1002, 'E': 0, '@': 0, 0xFFFF: 0, 0x20001: 0} {
		if got := f.Advance(r); got != want {
			t.Errorf("%q is %d wide, want %d", r, got, want)
		}
	}
	if f.Ascent() != 900 || f.Descent() != -100 || f.CapHeight() != 900 || f.UnitsPerEm() != 500 {
		t.Errorf("metrics %d %d %d %d", f.Ascent(), f.Descent(), f.CapHeight(), f.UnitsPerEm())
	}
	if f.PostScriptName() != "Unnamed" {
		t.Errorf("name %q", f.PostScriptName())
	}
}

func TestCapHeight(t *testing.T) {
	tables := tinyFont()
	tables["cmap"] = slices.Concat(words(0, 1, 0, 4, 0, 12), format12([3]uint32{'H', 'H', 1}))
	if f := parse(t, file(tables)); f.CapHeight() != 1400 {
		t.Errorf("height of H: %d", f.CapHeight())
	}
	os2 := make([]byte, 96)
	copy(os2, words(2))
	copy(os2[68:], words(440, -60))
	copy(os2[88:], words(350))
	tables["OS/2"] = os2
	if f := parse(t, file(tables)); f.CapHeight() != 700 || f.Ascent() != 880 || f.Descent() != -120 {
		t.Errorf("OS/2: %d %d %d", f.CapHeight(), f.Ascent(), f.Descent())
	}
}

func TestNames(t *testing.T) {
	record := func(platform, encoding, language, id, size, at int) []byte {
		return words(platform, encoding, language, id, size, at)
	}
	name := func(text string, records ...[]byte) []byte {
		return slices.Concat(words(0, len(records), 6+12*len(records)), slices.Concat(records...), []byte(text))
	}
	for _, c := range []struct {
		what  string
		table []byte
		want  string
	}{
		{"none", nil, "Unnamed"},
		{"short", []byte{0, 0}, "Unnamed"},
		{"count too high", words(0, 9, 6), "Unnamed"},
		{"Macintosh", name("Fang (GB)/1\xA9", record(1, 0, 0, 6, 12, 0)), "FangGB1"},
		{"Windows first", name("mac\x00W\x00i", record(1, 0, 0, 6, 3, 0), record(3, 1, 0x409, 6, 4, 3)), "Wi"},
		{"family", name("\x4e\x00\x00F", record(3, 1, 0x804, 6, 2, 0), record(3, 1, 0x804, 1, 4, 0)), "F"},
		{"outside", name("F", record(1, 0, 0, 6, 900, 0)), "Unnamed"},
		{"odd length", name("\x00A\x00", record(3, 1, 0x409, 6, 3, 0)), "A"},
		{"long", name(strings.Repeat("x", 100), record(1, 0, 0, 6, 100, 0)), strings.Repeat("x", 63)},
	} {
		tables := tinyFont()
		tables["name"] = c.table
		f := parse(t, file(tables))
		if got := f.PostScriptName(); got != c.want {
			t.Errorf("%s: %q, want %q", c.what, got, c.want)
		}
	}
}

func TestRefusedFiles(t *testing.T) {
	restricted := make([]byte, 96)
	restricted[9] = 2
	whole := file(tinyFont())
	cff := with("CFF ", []byte("x"))
	for _, c := range []struct {
		what string
		data []byte
		want string
	}{
		{"nothing", nil, "内容过短"},
		{"text", []byte("[fonts]\ntitle = 1"), "不是 TrueType"},
		{"OpenType", []byte("OTTO\x00\x01        "), "CFF"},
		{"collection", []byte("ttcf\x00\x01        "), "TTC"},
		{"web font", []byte("wOF2\x00\x01        "), "WOFF"},
		{"no tables", []byte("\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), "缺少"},
		{"directory cut", whole[:40], "表目录被截断"},
		{"cut", whole[:len(whole)-8], "超出文件末尾"},
		{"CFF in a TrueType wrapper", []byte(strings.Replace(string(cff), "glyf", "glyg", 1)), "只有 CFF"},
		{"variable", with("fvar", []byte("x")), "可变字体"},
		{"no hmtx", with("hmtx", nil), `缺少 "hmtx"`},
		{"short head", with("head", make([]byte, 53)), `"head" 表过短`},
		{"head without its mark", patched("head", 12, 0), "没有标记"},
		{"no grid", patched("head", 18, 0), "每 em 单位数 0"},
		{"unknown loca", patched("head", 50, 2), "loca 格式 2"},
		{"no glyphs", patched("maxp", 4, 0), "没有字形"},
		{"no advances", patched("hhea", 34, 0), "0 个字宽"},
		{"too many advances", patched("hhea", 34, 8), "8 个字宽"},
		{"short hmtx", with("hmtx", make([]byte, 23)), `"hmtx" 表过短`},
		{"short loca", with("loca", make([]byte, 15)), `"loca" 表过短`},
		{"loca turns back", patched("loca", 4, 900), "次序颠倒"},
		{"short glyf", with("glyf", make([]byte, 40)), `"glyf" 表过短`},
		{"cmap of many", patched("cmap", 2, 900), `"cmap" 表过短`},
		{"cmap outside", patched("cmap", 8, 9), `"cmap" 表过短`},
		{"cmap of another kind", patched("cmap", 4, 1, 0, 0, 20, 1, 0), "没有 Unicode"},
		{"symbols only", patched("cmap", 4, 3, 0, 0, 20, 3, 0), "没有 Unicode"},
		{"long format 4", patched("cmap", 26, 9000), `"cmap" 表过短`},
		{"short OS/2", with("OS/2", slices.Concat(words(4), make([]byte, 76))), `"OS/2" 表过短`},
		{"not to be embedded", with("OS/2", restricted), "不允许嵌入"},
	} {
		f, err := Parse(c.data)
		if err == nil || f != nil {
			t.Errorf("%s: accepted", c.what)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.what, err, c.want)
		}
	}
}

// A file cut anywhere is an error, or at least no panic where only padding is gone.
func TestCutFiles(t *testing.T) {
	whole := file(tinyFont())
	for n := range len(whole) - 3 {
		if _, err := Parse(whole[:n:n]); err == nil {
			t.Fatalf("accepted %d of %d bytes", n, len(whole))
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for _, name := range faceNames {
		data := bytesOf(b, name)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				parse(b, data)
			}
		})
	}
}

func BenchmarkAdvance(b *testing.B) {
	f := parse(b, bytesOf(b, "serif-regular"))
	text := []rune("二〇二三年度预算执行率为 94.58%，较上年提高 3.2 个百分点。")
	b.ReportAllocs()
	for b.Loop() {
		for _, r := range text {
			if f.Advance(r) == 0 {
				b.Fatal(r)
			}
		}
	}
}
