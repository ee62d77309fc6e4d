package source

import (
	"testing"

	"mingbai/internal/money"
)

func TestParseAmount(t *testing.T) {
	for _, c := range []struct {
		text  string
		fen   money.Amount
		unit  string
		scale int
	}{
		{"498.31", 498_310_000, "万元", 2},
		{"95.10", 95_100_000, "万元", 2},
		{"0", 0, "万元", 0},
		{"-3.5", -3_500_000, "万元", 1},
		{"2026400元", 202_640_000, "元", 0},
		{"387664.62元", 38_766_462, "元", 2},
		{"498.31万元", 498_310_000, "万元", 2},
		{"498.31 万元", 498_310_000, "万元", 2},
		{" 498.31\t万元 ", 498_310_000, "万元", 2},
		{"89.974000万元", 89_974_000, "万元", 6},
		{"1.2亿元", 12_000_000_000, "亿元", 1},
		{"100000000万元", 100_000_000_000_000, "万元", 0},
	} {
		a, err := ParseAmount(c.text, money.WanYuan)
		if err != nil || a.Value != c.fen || a.Unit.Name != c.unit || a.Scale != c.scale || a.Literal != c.text || a.Set {
			t.Errorf("%q: %+v, %v", c.text, a, err)
		}
	}
	if a, err := ParseAmount("5", money.YiYuan); err != nil || a.Value != 50_000_000_000 || a.Unit != money.YiYuan {
		t.Errorf("default unit: %+v, %v", a, err)
	}
}

func TestParseStated(t *testing.T) {
	for _, c := range []struct {
		text  string
		kind  StatedKind
		value string
		unit  string
	}{
		{"95%", StatedPercent, "95", "%"},
		{"95.10%", StatedPercent, "95.10", "%"},
		{"９５％", StatedPercent, "95", "%"},
		{" 87.39 % ", StatedPercent, "87.39", "%"},
		{"-5%", StatedPercent, "-5", "%"},
		{"百分之九十五", StatedPercent, "95", "%"},
		{"百分之百", StatedPercent, "100", "%"},
		{"百分之94.58", StatedPercent, "94.58", "%"},
		{"7", StatedNumber, "7", ""},
		{"7个", StatedNumber, "7", "个"},
		{"７ 个", StatedNumber, "7", "个"},
		{"七个", StatedNumber, "7", "个"},
		{"两次", StatedNumber, "2", "次"},
		{"十", StatedNumber, "10", ""},
		{"十一", StatedNumber, "11", ""},
		{"二十三项", StatedNumber, "23", "项"},
		{"一百零五人次", StatedNumber, "105", "人次"},
		{"3061人", StatedNumber, "3061", "人"},
		{"9.46分", StatedNumber, "9.46", "分"},
		{"131.73万元", StatedAmount, "131.73", "万元"},
		{"131.73 万元", StatedAmount, "131.73", "万元"},
		{"1,234.50", StatedNumber, "1234.50", ""},
		{"25,754,899.39元", StatedAmount, "25754899.39", "元"},
		{"一百二十万元", StatedAmount, "120", "万元"},
		{"95.10", StatedNumber, "95.10", ""},
		{"+31.39%", StatedPercent, "31.39", "%"},
		{"-5%", StatedPercent, "-5", "%"},
	} {
		s := ParseStated(c.text)
		if s.Kind != c.kind || s.Unit != c.unit || s.Text != c.text || s.Value.Number.Text(s.Value.Scale, money.HalfUp) != c.value {
			t.Errorf("%q: %+v, value %s", c.text, s, s.Value.Number)
		}
	}
	for _, text := range []string{
		"7,00.0,77", "12,34", "1,2345", ",123", "0,123", "42.59万元亩", "95%以上", "约95%", "≥95%", "63%~68%", "100~150kg", "1e2", "+5", "++5%", "+-5%", ".5", "5.", "1_000",
		"完成", "一般", "较好", "若干", "百分之", "百", "三万五", "一百五", "二三", "十十", "", "-", "%", "个", "95％％", "2023年度1月", "一二三个",
	} {
		if s := ParseStated(text); s.Kind != StatedText || s.Text != text || s.Unit != "" {
			t.Errorf("%q: %+v", text, s)
		}
	}
}

func TestParseChinese(t *testing.T) {
	for text, want := range map[string]int64{
		"零": 0, "一": 1, "两": 2, "九": 9, "十": 10, "十一": 11, "二十": 20, "二十三": 23, "九十九": 99, "一百": 100, "一百零一": 101, "一百一十": 110, "一百二十三": 123,
		"一千": 1000, "一千零一": 1001, "一千零一十": 1010, "两千三百": 2300, "九千九百九十九": 9999,
		"一万": 10_000, "一万零五": 10_005, "三万二千": 32_000, "十二万": 120_000, "一百二十万": 1_200_000, "一千万": 10_000_000,
		"一亿": 100_000_000, "一亿零三万": 100_030_000, "十二亿三千四百五十六万七千八百九十": 1_234_567_890, "二〇二三": 2023, "壹佰贰拾叁": 123,
	} {
		if n, ok := ParseChinese(text); !ok || n != want {
			t.Errorf("%s is %d, %v", text, n, ok)
		}
	}
	for _, text := range []string{"", "二三", "一百五", "三千五", "三万五", "百", "千万", "万", "亿", "十百", "一十百", "二百三百", "零百", "零零", "零五", "一零", "一百零", "个", "7", "一个", "一亿亿", "一万万", "一万一亿"} {
		if n, ok := ParseChinese(text); ok {
			t.Errorf("%s is %d", text, n)
		}
	}
}

func TestShort(t *testing.T) {
	long := "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一"
	for text, want := range map[string]string{"政协": "政协", "a\nb": "a b", long: long[:90] + "…"} {
		if got := short(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
