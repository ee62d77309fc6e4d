package check

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNumbersIn(t *testing.T) {
	for text, want := range map[string]string{
		"全年支出498.31万元，执行率95%。":        "498.31万元 95%",
		"财预〔2020〕10号、第3次会议、GB/T 9704": "",
		"2023年3月5日召开12次会议":            "12次",
		"300余人参加，近50户受益":              "300人~ 50户~",
		"1,234.50元和5％":                "1,234.50元 5%",
		"3个月内完成5个方面的工作，新建7个站":         "7个",
		"提高2.5个百分点":                   "2.5个百分点",
		"共36.89 万元":                   "36.89万元",
		"版本v2.0个人":                    "",
		"不少于100%以上":                   "100%~",
		"乡村医生5人均已到岗，人民币":              "",
		"13022522T000000000001项":      "",
	} {
		var got []string
		for _, n := range numbersIn(text) {
			s := n.String()
			if n.about {
				s += "~"
			}
			got = append(got, s)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

func TestProjectCounts(t *testing.T) {
	for text, want := range map[string][]int64{
		"我单位七个专项":                 {7},
		"预算项目7个，占100%":            {7},
		"共有15个项目，其中8个项目是年初安排的":    {15},
		"全部十一个项目":                 {11},
		"抽查了3个项目":                 nil,
		"涉及2个项目":                  nil,
		"3个项目组":                   nil,
		"重点项目5个":                  nil,
		"2023年度实施项目，共 12 个村受益":    nil,
		"部门项目16个、自评项目16个，共计16个专项": {16, 16, 16},
	} {
		var got []int64
		for _, c := range projectCounts(text) {
			got = append(got, c.n)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestTypos(t *testing.T) {
	for text, want := range map[string]string{
		"截止目前已完成。":              "截止目前",
		"完成，，好。。":               "，， 。。",
		"工作,完成":                 ",",
		"完成100,000元和v1.2(测试版)":  "",
		"《办法》（试行）“一”":           "",
		"（见附件":                  "（",
		"附件）":                   "）",
		"1）甲；2）乙":               "",
		"《办法》第三条》":              "》",
		"共１２个":                  "１２",
		"的确了解，不了了之，的的确确":        "",
		"**加粗** 和 [链接](a.html)": "",
		"执行率｛｛预算执行率｝｝，支出{支出}。": "｛｛预算执行率｝｝ {支出}",
		"｛｛混用}}、集合{}、没有配对｛":    "｛｛混用}}",
		"第一段“引文\n第二段”":         "“ ”",
	} {
		var got []string
		for _, s := range typos(text) {
			got = append(got, text[s.from:s.to])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

func TestLeaks(t *testing.T) {
	for text, want := range map[string]string{
		"联系人13812345678":            "手机号",
		"电话 139-1234-5678":          "手机号",
		"办公电话0315-4621234":          "",
		"11010519491231002X":        "身份证号",
		"110105194912310021":        "",
		"卡号4111 1111 1111 1111":     "银行卡号",
		"项目代码13022522T000000000001": "",
		"机密★5年":                     "保密标志“机密” 保密标志“★”",
		"严守国家秘密，保护商业秘密，完成保密审查":        "",
		"内部资料，注意保存":                   "保密标志“内部资料”",
		"内部控制制度健全":                    "",
		"2024-03-31至2024-04-15 12:30": "",
		"支出12345678901元":              "",
	} {
		var got []string
		if suspicious(text) {
			for _, l := range leaks(text) {
				got = append(got, l.what)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

func TestYearsIn(t *testing.T) {
	var got []int
	for _, y := range yearsIn("2023年度，2019—2021年，120235年，〔2020〕10号，1999年，2024年") {
		got = append(got, y.year)
	}
	if !slices.Equal(got, []int{2023, 2021, 2024}) {
		t.Errorf("%v", got)
	}
}

// FuzzProse holds that no text makes the readers of prose panic or point outside
// it.
func FuzzProse(f *testing.F) {
	for _, s := range []string{"", "全年支出498.31万元{{支出}}，执行率95%。", "七个专项，十一届四次会议", "“《（", "１２３年", "\x00\xff2023年", "机密★1381234567812345678", "{{", "元亩1元亩"} {
		f.Add(s, "截止目前，，(")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		plain := withoutFigures(a)
		if len(plain) != len(a) {
			t.Fatalf("%q became %q", a, plain)
		}
		inside := func(what string, from, to int) {
			if from < 0 || to < from || to > len(plain) || !utf8.ValidString(plain[from:to]) {
				t.Fatalf("%s: %d to %d of %q", what, from, to, plain)
			}
		}
		for _, n := range numbersIn(plain) {
			inside("number", n.from, n.to)
			c := clauseAround(plain, n.from, n.to)
			inside("clause", c.from, c.to)
		}
		for _, c := range projectCounts(plain) {
			inside("count", c.from, c.to)
		}
		for _, s := range typos(plain) {
			inside("slip", s.from, s.to)
		}
		for _, y := range yearsIn(plain) {
			inside("year", y.from, y.to)
		}
		for _, l := range leaks(plain) {
			inside("leak", l.from, len(plain))
		}
		from, to := sharedPassage(a, b)
		if from < 0 || to < from || to > len(a) {
			t.Fatalf("passage %d to %d of %q", from, to, a)
		}
		shingles([]rune(compact(a)), 8)
	})
}
