package record

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// spell writes a parsed target so that a table can hold it.
func spell(t Target) string {
	num := func(d money.Decimal) string { return d.Number.Text(d.Scale, money.HalfUp) }
	day := func(d Day) string { return fmt.Sprintf("%d-%d-%d", d.Year, d.Month, d.Day) }
	switch v := t.(type) {
	case NotGiven:
		return "not given"
	case Threshold:
		return strings.TrimRight(fmt.Sprintf("number %s%s %s", v.Op, num(v.Number), v.Unit), " ")
	case Zero:
		return strings.TrimRight(fmt.Sprintf("zero %s %s", v.Op, v.Unit), " ")
	case Range:
		return strings.TrimRight(fmt.Sprintf("range %s..%s %s", num(v.Lo), num(v.Hi), v.Unit), " ")
	case PerRatio:
		return strings.TrimRight(fmt.Sprintf("per %s%s%s/%s%s", v.Op, num(v.Number), v.Unit, num(v.Per), v.PerUnit), " ")
	case Date:
		s := "date " + v.Op.String() + day(v.Day)
		if v.From != (Day{}) {
			s += " from " + day(v.From)
		}
		return s
	case Tier:
		return fmt.Sprintf("tier %s %d", v.Word, v.Band)
	case Done:
		return fmt.Sprintf("done %v %v", v.Yes, v.Parts)
	case Completion:
		return "completion " + num(v.Percent)
	case Excess:
		return "excess " + num(v.Percent)
	case NotApplicable:
		return "not applicable"
	case Text:
		if v.Reason != "" {
			return "text: " + v.Reason
		}
		return "text"
	}
	return fmt.Sprintf("%T", t)
}

func TestParseTarget(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// Operators and their look-alikes.
		{"≥50个", "number ≥50 个"}, {"≧50个", "number ≥50 个"}, {">=50个", "number ≥50 个"}, {"＞＝50个", "number ≥50 个"}, {"⩾50", "number ≥50"}, {"≮95%", "number ≥95 %"},
		{"不少于50个", "number ≥50 个"}, {"不低于90%", "number ≥90 %"}, {"50个以上", "number ≥50 个"}, {"90%及以上", "number ≥90 %"}, {"90%（含）以上", "number ≥90 %"},
		{"大于等于50个", "number ≥50 个"}, {"大于或等于50个", "number ≥50 个"}, {"达到90%以上", "number ≥90 %"}, {"至少2次", "number ≥2 次"}, {"不低于90%以上", "number ≥90 %"},
		{"≤30万元", "number ≤30 万元"}, {"≦30万元", "number ≤30 万元"}, {"<=30万元", "number ≤30 万元"}, {"≤ 90 万元", "number ≤90 万元"}, {"≯5%", "number ≤5 %"},
		{"30万元以内", "number ≤30 万元"}, {"不超过30万元", "number ≤30 万元"}, {"不高于5%", "number ≤5 %"}, {"小于等于30天", "number ≤30 天"}, {"3个工作日内", "number ≤3 个工作日"}, {"控制在5%以内", "number ≤5 %"}, {"5%以下", "number ≤5 %"},
		{"＝100%", "number =100 %"}, {"=100%", "number =100 %"}, {"═100％", "number =100 %"}, {"等于100%", "number =100 %"}, {"==7", "number =7"},
		{">50", "number >50"}, {"＞50", "number >50"}, {"大于50", "number >50"}, {"超过50", "number >50"}, {"﹥50", "number >50"},
		{"<50", "number <50"}, {"＜50", "number <50"}, {"小于50", "number <50"}, {"低于50", "number <50"}, {"少于50", "number <50"},
		// Numbers and units.
		{"≥4754人", "number ≥4754 人"}, {"4604", "number 4604"}, {"115户", "number 115 户"}, {"≥2000", "number ≥2000"}, {"≤4", "number ≤4"}, {"380km", "number 380 公里"}, {"200.031km", "number 200.031 公里"},
		{"72.74%", "number 72.74 %"}, {"98.60％", "number 98.60 %"}, {"１００％", "number 100 %"}, {"1,234.5平方米", "number 1234.5 平方米"}, {"七个", "number 7 个"}, {"百分之九十五", "number 95 %"}, {"≥百分之95", "number ≥95 %"},
		{"20元/人", "number 20 元/人"}, {"≤20元/人·年", "number ≤20 元/人·年"}, {"1.2万人", "number 1.2 万人"}, {"3‰", "number 3 ‰"}, {"-5%", "number -5 %"}, {"2个百分点", "number 2 百分点"}, {"50㎡", "number 50 平方米"}, {"30日", "number 30 天"},
		{"完成50个", "number 50 个"}, {"50个。", "number 50 个"}, {"100%（预计）", "number 100 %"}, {"12个月", "number 12 个月"}, {"3年", "number 3 年"}, {"≥3年", "number ≥3 年"}, {"30万元", "number 30 万元"},
		// Zero targets.
		{"0", "zero"}, {"=0", "zero ="}, {"0起", "zero  起"}, {"≤0起", "zero ≤ 起"}, {"0%", "zero  %"}, {"零事故", "zero"}, {"无重大安全事故", "zero"}, {"未发生", "zero"}, {"≥0%", "number ≥0 %"}, {"0.00", "zero"},
		// Ranges.
		{"0.6~0.8", "range 0.6..0.8"}, {"0.6～0.8", "range 0.6..0.8"}, {"0.6-0.8", "range 0.6..0.8"}, {"0.6—0.8", "range 0.6..0.8"}, {"63%~68%", "range 63..68 %"}, {"100~150千克", "range 100..150 千克"}, {"100至150千克", "range 100..150 千克"},
		{"≥60%且≤80%", "range 60..80 %"}, {"≤80%，≥60%", "range 60..80 %"}, {"-5%~5%", "range -5..5 %"}, {"80%~60%", "text: 区间的下限比上限大"}, {"5人~8户", "text: 两头的单位不一样"},
		// A number in a crowd.
		{"≤3/10万", "per ≤3/100000"}, {"3/10万", "per 3/100000"}, {"≤3/10万人", "per ≤3/100000人"}, {"2例/万人", "per 2例/10000人"}, {"46/148", "per 46/148"},
		// Dates and months.
		{"2023-09-30", "date 2023-9-30"}, {"2023年9月30日", "date 2023-9-30"}, {"2023年9月30日前", "date ≤2023-9-30"}, {"2023/9/30", "date 2023-9-30"}, {"2023.9.30", "date 2023-9-30"}, {"2023年9月", "date 2023-9-0"}, {"2023-09", "date 2023-9-0"},
		{"7月", "date 0-7-0"}, {"7月份", "date 0-7-0"}, {"9月前", "date <0-9-0"}, {"12月前", "date <0-12-0"}, {"9月底前", "date ≤0-9-0"}, {"9月底前完成", "date ≤0-9-0"}, {"2023年12月底", "date 2023-12-0"}, {"12月31日前完成", "date ≤0-12-31"}, {"≤12月31日", "date ≤0-12-31"}, {"不晚于6月15日", "date ≤0-6-15"},
		{"6月中旬", "date 0-6-20"}, {"年底前", "date ≤0-12-0"}, {"2023年底前", "date ≤2023-12-0"}, {"2023年年底", "date 2023-12-0"}, {"年内", "date ≤0-12-0"}, {"当年", "date 0-12-0"}, {"2023年", "date 2023-0-0"}, {"2023年内", "date ≤2023-0-0"}, {"第三季度", "date 0-9-0"}, {"2023年三季度末前", "date ≤2023-9-0"}, {"上半年", "date 0-6-0"},
		{"1-12月", "date 0-12-0 from 0-1-0"}, {"2023年1月至12月", "date 2023-12-0 from 2023-1-0"}, {"2023.1-2023.12", "date 2023-12-0 from 2023-1-0"}, {"2023-2025年", "date 2025-0-0 from 2023-0-0"}, {"3月1日至15日", "date 0-3-15 from 0-3-1"},
		{"于2023年7月完成", "date 2023-7-0"}, {"2023年13月", "text: 不是日期的正确写法"},
		// Tiers, done, not applicable, text.
		{"优", "tier 优 0"}, {"良", "tier 良 0"}, {"合格", "tier 合格 0"}, {"达标", "tier 达标 0"}, {"=优", "tier 优 0"}, {"达成年度指标", "tier 达成年度指标 1"}, {"达成预期指标", "tier 达成预期指标 1"}, {"部分达成年度指标并具有一定效果", "tier 部分达成年度指标并具有一定效果 2"}, {"未达成年度指标且效果较差", "tier 未达成年度指标且效果较差 3"}, {"明显提升", "tier 明显提升 0"},
		{"完成", "done true false"}, {"已完成", "done true false"}, {"未完成", "done false false"}, {"部分完成", "done false true"}, {"是", "done true false"}, {"否", "done false false"},
		{"完成率98.6%", "completion 98.6"}, {"已完成100%", "completion 100"}, {"100%完成", "completion 100"}, {"完成率0%", "completion 0"},
		{"不适用", "not applicable"}, {"/", "not applicable"}, {"—", "not applicable"}, {"——", "not applicable"}, {"-", "not applicable"}, {"无", "not applicable"},
		{"", "not given"}, {"  　", "not given"},
		{"有效保障机关运转", "text"}, {"逐步完善", "text"}, {"做好三项引领，服务2023年中心工作，推动各项任务落地见效", "text"},
		// What is no measurement though it looks like one.
		{"≥100百分比", "text: “百分比”不是单位，百分数写成 100%"}, {"42.59万元亩", "text: “万元亩”不是单位"}, {"7,00.0,77", "text: “7,00.0,77”不是一个数"}, {"≥", "text: 只有符号，没有数"}, {"300余人", "text: “余”不是确定的数"}, {"约50人", "text: “约”不是确定的数"}, {"50人左右", "text: “左右”不是确定的数"},
		{"≥50以内", "text: 前后的比较符号互相矛盾"}, {"建设桥梁4座", "text: 不是“符号＋数＋单位”的写法"}, {"50个%", "text: “个%”不是单位"}, {"%", "text: 百分号前面没有数"}, {"数量≥50", "text: 符号要写在数的前面"}, {"1.2.3", "text: “1.2.3”不是一个数"}, {"≥优", "text: 不是“符号＋数＋单位”的写法"},
	} {
		if got := spell(ParseTarget(c.text)); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestParseRate(t *testing.T) {
	for text, want := range map[string]string{
		"98.6%": "completion 98.6", "完成率62.7%": "completion 62.7", "0%": "completion 0", "超任务43%": "excess 43", "超额完成129.57%": "excess 129.57", "超过43%": "excess 43",
		"完成": "done true false", "": "not given", "98.6": "number 98.6", "≥100百分比": "text: “百分比”不是单位，百分数写成 100%",
	} {
		if got := spell(ParseRate(text)); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func str(s string) source.String { return source.String{Value: s, Set: s != ""} }

// TestOperatorInTheName: some forms print the operator in the indicator's name.
func TestOperatorInTheName(t *testing.T) {
	for _, c := range []struct{ name, target, want string }{
		{"补助户数（≥**户）", "120户", "number ≥120 户"}, {"成本控制（＜＝**万元）", "30万元", "number ≤30 万元"}, {"补助户数", "120户", "number 120 户"},
		{"事故（≤**起）", "0起", "zero ≤ 起"}, {"投入（≥a且≤b）", "5", "number 5"}, {"补助户数（≥**户）", "=120户", "number =120 户"}, {"道路(≥**公里)", "9月底前", "date ≤0-9-0"},
	} {
		i := Indicator{Name: str(c.name), Target: str(c.target)}
		if got := spell(i.TargetValue()); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.name, c.target, got, c.want)
		}
	}
}

// TestMeets holds targets against actuals, the published pairs among them.
func TestMeets(t *testing.T) {
	for _, c := range []struct {
		target, actual string
		want           Verdict
	}{
		{"≥4754人", "4604人", Missed}, {"=100%", "72.74%", Missed}, {"≥380km", "200.031公里", Missed}, {"≥380公里", "400000米", Met}, {"≥1.2万人", "12000人", Met},
		{"0.6~0.8", "0.67", Met}, {"0.6~0.8", "0.81", Missed}, {"9月前", "7月", Met}, {"9月前", "9月", Missed}, {"9月底前", "9月", Met}, {"9月15日前", "9月", Unsure}, {"2023年9月底前", "2024年7月", Missed}, {"9月底前", "2023-10-08", Missed}, {"2023年", "7月", Unsure},
		{"0起", "0", Met}, {"零事故", "0起", Met}, {"0起", "无", Met}, {"0起", "1起", Missed}, {"=0", "未发生", Met}, {"≤0", "完成", Unsure},
		{"≤30万元", "完成", Unsure}, {"≤30万元", "298000元", Met}, {"≤30万元", "30人", Unsure}, {"≥50个", "52", Met}, {"≥50个", "52个村", Met}, {"115户", "264户", Unsure}, {"115户", "115户", Met},
		{"≤3/10万", "2.5/10万", Met}, {"≤3/10万", "4/10万", Missed}, {"≥95%", "950‰", Met}, {"≥95%", "完成率96%", Met}, {"优", "优", Met}, {"优", "良", Unsure}, {"完成", "已完成", Met}, {"完成", "未完成", Missed},
		{"达成年度指标", "部分达成年度指标并具有一定效果", Missed}, {"不适用", "5", Unsure}, {">5", "5", Missed}, {"<5", "4.99", Met}, {"", "", Unsure}, {"有效保障", "有效保障", Unsure},
	} {
		i := Indicator{Target: str(c.target), Actual: str(c.actual)}
		if got := Meets(i.TargetValue(), i.ActualValue()); got != c.want {
			t.Errorf("%q against %q is %d, want %d", c.actual, c.target, got, c.want)
		}
	}
}

// FuzzParseTarget holds that every text has a value, that a sound number keeps its
// digits, and that what is printed again reads the same.
func FuzzParseTarget(f *testing.F) {
	for _, s := range []string{"≥50个", "0.6~0.8", "≤3/10万", "9月底前", "达成年度指标", "完成率98.6%", "—", "≥100百分比", "1-12月", "百分之九十五", "-", "2023.9.30前", "（", "50人(约)", "超43%", "－５％", "零", "≥≤5"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v := ParseTarget(s)
		_ = spell(ParseRate(s))
		if v == nil {
			t.Fatalf("%q has no value", s)
		}
		switch n := v.(type) {
		case Threshold:
			if n.Number.Scale < 0 || n.Op == Plain && n.Number.Number.Sign() == 0 {
				t.Fatalf("%q is %s", s, spell(v))
			}
			again := ParseTarget(n.Op.String() + n.Number.Number.Text(n.Number.Scale, money.HalfUp) + n.Unit)
			if got, want := spell(again), spell(v); got != want {
				t.Fatalf("%q is %s, and that again %s", s, want, got)
			}
		case Range:
			if n.Lo.Number.Cmp(n.Hi.Number) > 0 {
				t.Fatalf("%q is %s", s, spell(v))
			}
		case PerRatio:
			if n.Per.Number.Sign() <= 0 {
				t.Fatalf("%q is %s", s, spell(v))
			}
		case Date:
			if n.Day.Month > 12 || n.Day.Day > 31 || n.Day == (Day{}) {
				t.Fatalf("%q is %s", s, spell(v))
			}
		}
		Meets(v, v)
	})
}

func BenchmarkParseTarget(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range []string{"≥50个", "98.6%", "9月底前", "0.6~0.8", "达成年度指标"} {
			ParseTarget(s)
		}
	}
}
