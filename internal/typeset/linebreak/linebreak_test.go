package linebreak

import (
	"strings"
	"testing"
)

// grid is a face of two widths: what is Latin takes half an em.
type grid struct{ narrowQuotes bool }

func (g grid) Advance(r rune) int {
	switch {
	case g.narrowQuotes && strings.ContainsRune("“”‘’", r):
		return 350
	case r == '—':
		return 890
	case r < 0x2000 && r != '×' && r != '÷' && r != '±':
		return 500
	}
	return 1000
}

func (g grid) Has(rune) bool { return true }

// none is a face without glyphs.
type none struct{}

func (none) Advance(rune) int { return 0 }
func (none) Has(rune) bool    { return false }

const em = 10_000

func one(text string) []Run { return []Run{{Text: text, Face: grid{}, Size: em}} }

// joined shows lines as a|b.
func joined(r Result) string {
	var b strings.Builder
	for i, l := range r.Lines {
		if i > 0 {
			b.WriteByte('|')
		}
		for _, p := range l.Pieces {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// width in halves of an em, so that tables can say 5½ characters as 11.
func halves(n int) int64 { return int64(n) * em / 2 }

func TestRagged(t *testing.T) {
	tests := []struct {
		name   string
		halves int
		want   string // the text is want without bars
	}{
		{"hanzi anywhere", 8, "预算绩效|自评报告"},
		{"L1 no stop at line start", 8, "预算绩|效，自评|报告"},
		{"L1 stop takes half at line end", 9, "预算绩效，|自评报告"},
		{"L1 closing mark", 8, "预算绩|（效）自|评报告"},
		{"L1 two marks", 11, "预算“绩|效”。自评|报告"},
		{"L1 percent sign", 7, "预算率|95%高"},
		{"L1 per mille, degree", 8, "预算率|95℃以上"},
		{"L1 interpunct", 6, "政协|李·大|钊研究"},
		{"L1 connector", 6, "唐山|乐～亭|的路"},
		{"L2 opening mark", 8, "预算绩|（效）|《自评|报告》"},
		{"L2 currency", 7, "共计了|￥500元"},
		{"L2 number sign", 6, "文件|№12号"},
		{"slash on neither side", 6, "报告|元/人|数多少"},
		{"L3 dashes whole", 8, "预算绩|效——自|评报告"},
		{"L3 dashes end a line", 8, "预算——|自评报告"},
		{"L3 ellipsis whole", 8, "预算绩|效……自|评报告"},
		{"L3 decimals", 10, "执行率为|95.06高"},
		{"L3 thousands", 13, "共计支出了|1,234.5以上"},
		{"L3 number and 万元", 12, "实际支出为|36.89万元整"},
		{"L3 number, percent", 12, "执行率达到|94.58%以上"},
		{"L3 year", 10, "本部门于|2023年成立"},
		{"L3 year with blank", 12, "本部门于|2023 年成立"},
		{"L3 年度", 12, "本部门于|2023年度成立"},
		{"L3 month", 8, "今年的|11月召开"},
		{"L3 counter", 6, "项目|7个|完成"},
		{"L3 余人", 12, "各界代表等|300余人参加"},
		{"L3 万余元", 12, "各界资助共|3万余元左右"},
		{"L3 亿元", 12, "全县收入共|1.2亿元左右"},
		{"L3 at least", 8, "数量应|≥50个吧"},
		{"L3 number in 号", 8, "冀政办|10号文件"},
		{"L3 第 with hanzi", 12, "按照办法|第十二条执行"},
		{"L3 第 with digits", 12, "按照办法的|第12条执行"},
		{"L3 第 is no line end", 8, "乐亭县|第一次|会议"},
		{"L3 file number", 18, "按照冀财|〔2023〕10号文件|办理"},
		{"L3 百分点", 14, "比上年提高|2.5个百分点|以上"},
		{"L3 range", 12, "投入资金约|10～15万元|上下"},
		{"L3 years", 16, "规划的期间是|2021—2025年之间"},
		{"L3 plus-minus", 10, "误差应在|5±0.1以内"},
		{"L3 minus", 10, "比上年是|−5.3%增长"},
		{"operators with what follows", 20, "执行率是131.73|÷150.73×100%"},
		{"no range", 11, "表十 之（1）|2023年"},
		{"L3 square metres", 12, "办公用房的|500㎡面积"},
		{"L3 平方米", 14, "办公用房共计|500平方米面积"},
		{"L4 between hanzi and Latin", 6, "使用|TOML文|件记账"},
		{"L3 Latin words whole", 10, "使用|software编|写而成"},
		{"Latin phrase", 14, "the county |budget report"},
		{"standards stay whole", 30, "本报告的版面执行国家标准|GB/T 9704-2012关于公文格式的|规定"},
		{"apostrophe", 8, "这是|it’s|错的"},
		{"preferred point overrides glue", 9, "各代表300|\u200b余人"},
		{"reading marks", 4, "阿|佐々|木"},
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt.want, "|", "")
		got := joined(Break(one(text), Params{Width: halves(tt.halves)}))
		if want := strings.ReplaceAll(tt.want, "\u200b", ""); got != want {
			t.Errorf("%s: %d half ems\n got %s\nwant %s", tt.name, tt.halves, got, want)
		}
	}
}

func TestEmergency(t *testing.T) {
	tests := []struct {
		name   string
		halves int
		want   string
	}{
		{"unit goes first", 6, "36.89|万元"},
		{"then anywhere", 4, "36.|89|万元"},
		{"word", 6, "softwa|re"},
		{"one character a line", 2, "预|算|，|绩|效"},
		{"narrower than a character", 1, "预|算|绩|效"},
		{"nothing at all", 0, "预|算|绩"},
		{"path at slashes", 20, "content/2023/|zhengxie/|report.toml:12:9"},
		{"address", 22, "https://www.laoting.|gov.cn/zwgk/2024/|budget-report.html"},
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt.want, "|", "")
		got := joined(Break(one(text), Params{Width: halves(tt.halves)}))
		if got != tt.want {
			t.Errorf("%s: %d half ems\n got %s\nwant %s", tt.name, tt.halves, got, tt.want)
		}
	}
}

func TestNatural(t *testing.T) {
	tests := []struct {
		text  string
		width int // half ems
	}{
		{"", 0},
		{"预算", 4},
		{"预算，", 6},
		{"预算” ", 6},
		{"》，", 3},
		{"。”", 3},
		{"）、", 3},
		{"）（", 3},
		{"：“", 3},
		{"《“", 3},
		{"（）", 4},
		{"。””", 4},
		{"？！", 2},
		{"好？！吗", 6},
		{"——", 4},
		{"……", 4},
		{"2023年", 6},
		{"\u200b预\u200b", 2},
		{"， ，", 5},
	}
	for _, tt := range tests {
		if got := Natural(one(tt.text)); got != halves(tt.width) {
			t.Errorf("Natural(%q) = %d, want %d", tt.text, got, halves(tt.width))
		}
	}
}

// TestNoGlyphs says that text keeps its place where the face lacks it: the build reports the glyphs.
func TestNoGlyphs(t *testing.T) {
	runs := []Run{{Text: "预算 12，e\u0301", Face: none{}, Size: em}}
	if got := Natural(runs); got != 4*em+em/2 {
		t.Errorf("Natural = %d", got)
	}
}

func TestJustify(t *testing.T) {
	p := Params{Width: 10 * em, Justify: true}
	tests := []struct {
		name, want string
		gaps       []int64
		loose      int
	}{
		{"full lines need nothing", "预算绩效自评报告公开|预算绩效", []int64{0, 0}, 0},
		{"a stop is kept off the start", "预算绩效自评报告公|开，预算绩效", []int64{1250, 0}, 1},
		{"the last mark counts half", "预算绩效自评报告公，|开预算绩效", []int64{0, 0}, 0},
		{"a mark at the edge takes half", "预算、绩效自评报告，|开预算绩效", []int64{0, 0}, 0},
		{"stops inside give a quarter", "预算、绩、效，自、评。|预算绩效", []int64{-1250, 0}, 0},
		{"digits are not opened", "预算2023绩效报告公|12345678元", []int64{1428, 0}, 1},
	}
	for _, tt := range tests {
		text := strings.ReplaceAll(tt.want, "|", "")
		r := Break(one(text), p)
		if got := joined(r); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
			continue
		}
		for i, l := range r.Lines {
			if l.Gap != tt.gaps[i] {
				t.Errorf("%s: line %d has gap %d, want %d", tt.name, i, l.Gap, tt.gaps[i])
			}
		}
		if r.Loose != tt.loose {
			t.Errorf("%s: %d loose lines, want %d", tt.name, r.Loose, tt.loose)
		}
	}
}
