package linebreak

import (
	"strings"
	"testing"
	"unicode/utf8"
)

const prose = "本部门年初设定的部门整体绩效指标是：坚持以习近平新时代中国特色社会主义思想为指导，深入贯彻党的二十大以及中央、省市委政协工作会议精神，按照县委确定的“十四五”时期发展目标，着力发挥好政协专门协商机构作用，把加强思想政治引领，广泛凝聚共识作为履职的总目标，切实担负起把中央决策部署和省市县委要求落实下去，把各方面智慧和力量凝聚起来的政治责任，加快推动政协制度优势向治理效能转化，为加快建成全国百强美丽乐亭贡献力量。"

const mixed = "本部门2023年度申请预算资金526.87万元，实际支出498.31万元，预算执行率95%。其中：预算项目7个，金额合计150.73万元，实际支出131.73万元，执行率为87.39%。"

func benchmark(b *testing.B, text string, p Params) {
	b.Helper()
	face := realFace(b, "serif-regular")
	runs := []Run{{Text: text, Face: face, Size: 16000, Tracking: -207}}
	var s Scratch
	b.ReportAllocs()
	for b.Loop() {
		s.Break(runs, p)
	}
	n := utf8.RuneCountInString(text)
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)*1000/float64(n)/1000, "µs/1000字")
}

var gridPage = Params{Width: 442205, First: 31586, Justify: true, Em: 16000}

func BenchmarkProse(b *testing.B)  { benchmark(b, prose, gridPage) }
func BenchmarkMixed(b *testing.B)  { benchmark(b, mixed, gridPage) }
func BenchmarkRagged(b *testing.B) { benchmark(b, prose, Params{Width: 442205, Em: 16000}) }
func BenchmarkLong(b *testing.B)   { benchmark(b, strings.Repeat(prose+mixed, 10), gridPage) }
