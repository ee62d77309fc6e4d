package metric

import (
	"strings"
	"testing"
)

// ruled computes one project under the shipped rules with more rules in front.
func ruled(t testing.TB, rules, project string) *Set {
	t.Helper()
	text := profileText(t)
	if rules != "" {
		text = "extends = \"mof-2020\"\n" + rules
	} else {
		text = "extends = \"mof-2020\"\n"
	}
	r := content(t, "profile = \"own\"\n", map[string]string{"rules/own.toml": text}, project).Reports[0]
	c, faults := Compile(r.Rules)
	if len(faults) > 0 {
		t.Fatal(messages(faults))
	}
	return compute(t, r, c)
}

// Rules 1.5: what each kind of target gives for each actual.
func TestScores(t *testing.T) {
	const banded = "[scoring]\nsatisfaction_rule = \"bands\"\n[[scoring.satisfaction_band]]\nfrom = 90\nshare = 100\n[[scoring.satisfaction_band]]\nfrom = 80\nshare = 80\n[[scoring.satisfaction_band]]\nfrom = 60\nshare = 50\n"
	const zeroes = "[scoring]\nforward_rule = \"zero\"\nreverse_rule = \"zero\"\nequal_rule = \"zero\"\nrange_rule = \"zero\"\n"
	const steps = "[[score_rule]]\nnames = [\"指标\"]\nmethod = \"steps\"\nstep = 1\nlose = 10\n"
	const whole = "[[score_rule]]\nnames = [\"指标\"]\nmethod = \"steps\"\nstep = 5\nlose = 20\nwhole = true\n"
	const hunan = "[[score_rule]]\nkind = \"at_most\"\nmethod = \"values\"\n[[score_rule.band]]\nup_to = 0\nshare = 100\n[[score_rule.band]]\nup_to = 10\nshare = 80\n[[score_rule.band]]\nup_to = 20\nshare = 60\n[[score_rule.band]]\nup_to = 30\nshare = 40\n"
	const byBands = "[[score_rule]]\nkind = \"at_least\"\nmethod = \"bands\"\n[[score_rule.band]]\nfrom = 100\nshare = 100\n[[score_rule.band]]\nfrom = 80\nshare = 70\n"
	for _, c := range []struct{ rules, target, actual, weight, more, want string }{
		// forward
		{"", "≥50个", "52个", "10", "", "10.00"}, {"", "≥50个", "50个", "10", "", "10.00"}, {"", "≥50个", "40个", "10", "", "8.00"},
		{"", "≥4754人", "4604人", "5", "", "4.84"}, {"", "50个", "25个", "3", "", "1.50"}, {"", "＞50个", "50个", "10", "", "10.00"},
		{"", ">50个", "25个", "10", "", "5.00"}, {"", "≥50个", "0个", "10", "", "0.00"}, {"", "不少于50个", "49个", "10", "", "9.80"},
		{"", "≥95%", "93.1%", "10", "", "9.80"}, {"", "95%", "95%", "30", "", "30.00"}, {"", "≥1.2万人", "6000人", "10", "", "5.00"},
		{"", "≥98.6%", "98.6%", "2", "", "2.00"}, {"", "100%", "98.6%", "2", "", "1.97"}, {"", "100%", "84.7%", "2", "", "1.69"}, {"", "100%", "62.7%", "2", "", "1.25"},
		{"", "≥100%", "72.74%", "2", "", "1.45"}, {zeroes, "≥50个", "49个", "10", "", "0.00"}, {"[scoring]\npass = 60\n", "≥50个", "29个", "10", "", "0.00"},
		{"[scoring]\npass = 60\n", "≥50个", "30个", "10", "", "6.00"}, {"[scoring]\nscore_decimals = 1\n", "≥3个", "2个", "10", "", "6.7"},
		// reverse
		{"", "≤30万元", "28万元", "10", "", "10.00"}, {"", "≤30万元", "40万元", "10", "", "7.50"}, {"", "≤30万元", "400000元", "10", "", "7.50"},
		{"", "<30天", "30天", "10", "", "10.00"}, {zeroes, "≤30万元", "31万元", "10", "", "0.00"},
		{"", "0起", "0起", "10", "", "10.00"}, {"", "≤0起", "1起", "10", "", "0.00"}, {"", "0起", "2起", "10", "", "0.00"}, {"", "无事故", "0起", "10", "", "10.00"},
		// equal and range
		{"", "=100%", "100%", "10", "", "10.00"}, {"", "=4个", "5个", "10", "", "8.00"}, {"", "=4个", "3个", "10", "", "7.50"}, {zeroes, "=4个", "5个", "10", "", "0.00"},
		{"", "0.6~0.8", "0.67", "10", "", "10.00"}, {"", "0.6~0.8", "0.8", "10", "", "10.00"}, {"", "0.6~0.8", "0.3", "10", "", "5.00"}, {"", "0.6~0.8", "1", "10", "", "8.00"},
		{zeroes, "0.6~0.8", "0.81", "10", "", "0.00"}, {"", "60%~80%", "90%", "9", "", "8.00"}, {"", "≤3/10万", "6/10万", "10", "", "5.00"},
		// dates
		{"", "9月底前", "7月", "10", "", "10.00"}, {"", "2023-09-30", "2023-10-08", "10", "", "0.00"}, {"", "9月底前", "按时完成", "10", "", "10.00"},
		{"", "9月底前", "完成", "10", "", "—"}, {"[scoring]\ndate_rule = \"free\"\n", "9月底前", "11月", "10", "", "—"},
		// direct
		{"", "完成", "完成", "10", "", "10.00"}, {"", "完成", "未完成", "10", "", "0.00"}, {"", "完成", "部分完成", "10", "", "—"},
		{"", "=100%", "98%", "10", "kind = \"direct\"\ndeduction = 1", "9.00"}, {"", "=100%", "98%", "10", "kind = \"direct\"", "0.00"},
		{"[scoring]\ndirect_rule = \"free\"\n", "完成", "未完成", "10", "", "—"}, {"[scoring]\ndone_words = [\"已上线\"]\n", "完成", "已上线", "10", "kind = \"direct\"", "10.00"},
		// satisfaction
		{"", "≥90%", "85%", "10", "kind = \"satisfaction\"", "9.44"}, {banded, "≥90%", "90%", "10", "kind = \"satisfaction\"", "10.00"},
		{banded, "≥90%", "89.9%", "10", "kind = \"satisfaction\"", "8.00"}, {banded, "≥90%", "60%", "10", "kind = \"satisfaction\"", "5.00"}, {banded, "≥90%", "59%", "10", "kind = \"satisfaction\"", "0.00"},
		// qualitative
		{"", "优", "优", "10", "", "—"}, {"", "持续提升", "达成年度指标", "10", "", "—"},
		// deductions, rates of completion, what cannot be scored
		{"", "≥50个", "100个", "10", "deduction = 2\ncause = \"定低了\"", "8.00"}, {"", "≥50个", "10个", "10", "deduction = 9", "0.00"},
		{"", "≥380公里", "", "10", "rate = \"52.64%\"", "5.26"}, {"", "≥380公里", "完成率98%", "10", "", "9.80"}, {"", "≥115户", "", "10", "rate = \"超任务43%\"", "10.00"},
		{"", "≥50个", "", "10", "", "0.00"}, {"", "", "", "10", "", "0.00"}, {"", "≤30万元", "完成", "10", "", "—"}, {"", "≥100百分比", "100", "10", "", "—"},
		{"", "≥50个", "3万元", "10", "", "—"}, {"", "≥-5%", "-8%", "10", "", "—"}, {"", "", "52个", "10", "", "—"},
		// the rules of single indicators
		{steps, "≤100%", "103.5%", "5", "", "3.25"}, {steps, "≤100%", "100%", "5", "", "5.00"}, {steps, "≤100%", "120%", "5", "", "0.00"},
		{whole, "100%", "88%", "10", "", "6.00"}, {whole, "100%", "96%", "10", "", "10.00"}, {whole, "100%", "95%", "10", "", "8.00"},
		{hunan, "≤0%", "0%", "5", "", "5.00"}, {hunan, "≤0%", "10%", "5", "", "4.00"}, {hunan, "≤0%", "10.01%", "5", "", "3.00"}, {hunan, "≤0%", "30%", "8", "", "3.20"}, {hunan, "≤0%", "31%", "8", "", "0.00"},
		{byBands, "≥50个", "45个", "10", "", "7.00"}, {byBands, "≥50个", "39个", "10", "", "0.00"}, {byBands, "≥50个", "60个", "10", "", "10.00"},
		{"[[score_rule]]\nnames = [\"指标\"]\nmethod = \"free\"\n", "≥50个", "45个", "10", "", "—"},
		{"[[score_rule]]\nnames = [\"别的\"]\nmethod = \"free\"\n", "≥50个", "45个", "10", "", "9.00"},
	} {
		s := ruled(t, c.rules, rowText(c.target, c.actual, c.weight, c.more))
		f := s.Project("p1", "indicators/1/score")
		if f == nil || f.Shown() != c.want {
			t.Errorf("%s, actual %s, of %s (%s): %v, want %s", c.target, c.actual, c.weight, c.more, f, c.want)
			continue
		}
		if (f.Shown() == "—") != (f.Reason() != "") {
			t.Errorf("%s, actual %s: reason %q", c.target, c.actual, f.Reason())
		}
		labels, figures := plain(s.FormulaLabels(f)), plain(s.FormulaFigures(f))
		if f.OK() && (labels == "" || !strings.Contains(figures, "=") || strings.Contains(figures, "—")) {
			t.Errorf("%s, actual %s: %q, %q", c.target, c.actual, labels, figures)
		}
	}
}

func TestScoreWords(t *testing.T) {
	for _, c := range []struct{ target, actual, weight, more, labels, figures string }{
		{"≥4754人", "4604人", "5", "", "分值 × 实际完成值 ÷ 年度指标值", "5 × 4604 ÷ 4754 = 4.842238…"},
		{"≤30万元", "40万元", "10", "", "分值 × 年度指标值 ÷ 实际完成值", "10 × 30 ÷ 40 = 7.50"},
		{"≤30万元", "400000元", "10", "", "分值 × 年度指标值 ÷ 实际完成值", "10 × 30万元 ÷ 400000元 = 7.50"},
		{"0.6~0.8", "1", "10", "", "分值 × 年度指标值 ÷ 实际完成值", "10 × 0.8 ÷ 1 = 8.00"},
		{"≥50个", "52个", "10", "", "达到年度指标值，得分值", "52 达到 ≥50，得10 = 10.00"},
		{"=100%", "98%", "10", "kind = \"direct\"\ndeduction = 1", "达到年度指标值，得分值，再减去扣分", "98% 达到 =100%，得10 − 1 = 9.00"},
		{"0起", "2起", "10", "", "没有达到年度指标值，不得分", "2 没有达到 0，得0 = 0.00"},
		{"≥50个", "", "10", "", "没有填报实际完成值，不得分", "得0 = 0.00"},
	} {
		s := ruled(t, "", rowText(c.target, c.actual, c.weight, c.more))
		f := s.Project("p1", "indicators/1/score")
		if got := plain(s.FormulaLabels(f)); got != c.labels {
			t.Errorf("%s: %s, want %s", c.target, got, c.labels)
		}
		if got := plain(s.FormulaFigures(f)); got != c.figures {
			t.Errorf("%s: %s, want %s", c.target, got, c.figures)
		}
	}
}

// Rules 1.6: the tier of a qualitative indicator bounds its score.
func TestQualitativeBands(t *testing.T) {
	for _, c := range []struct{ rules, more, name, low, high string }{
		{"", "band = \"达成年度指标\"", "达成年度指标", "8.00", "10.00"},
		{"", "band = \"达成预期指标\"", "达成年度指标", "8.00", "10.00"},
		{"", "band = \"部分达成年度指标并具有一定效果\"", "部分达成年度指标并具有一定效果", "6.00", "8.00"},
		{"", "actual = \"未达成年度指标且效果较差\"", "未达成年度指标且效果较差", "0.00", "6.00"},
		{"[[qual_band]]\nname = \"好\"\nfrom = 80\n[[qual_band]]\nname = \"中\"\nfrom = 50\n", "band = \"中\"", "中", "5.00", "8.00"},
		{"[[qual_band]]\nname = \"好\"\nfrom = 80\nshare = 90\n", "band = \"好\"", "好", "9.00", "9.00"},
	} {
		s := ruled(t, c.rules, "[[indicator]]\nname = \"效果\"\ntarget = \"明显改善\"\nweight = 10\n"+c.more+"\n")
		x := &s.Indicators("p1")[0]
		name, low, high, ok := x.Band()
		if !ok || name != c.name || low.Text(2, 0) != c.low || high.Text(2, 0) != c.high {
			t.Errorf("%s: %s %s %s %v", c.more, name, low, high, ok)
		}
	}
}

// Rules 1.2, F4 to F7, and the other forms that the execution has.
func TestExecutionScores(t *testing.T) {
	const bands = "[execution]\nrule = \"bands\"\n[[execution.band]]\nfrom = 95\nshare = 100\n[[execution.band]]\nfrom = 80\nshare = 60\n"
	for _, c := range []struct{ rules, budget, spent, want string }{
		{"", "90", "89.974", "10.00"}, {"", "100", "76", "7.60"}, {"", "526.87", "498.31", "9.46"}, {"", "329.77", "338.31", "10.00"},
		{"", "0", "0", "—"}, {"", "0", "5", "—"}, {"", "5", "0", "0.00"}, {"", "", "5", "—"}, {"[weights]\nexecution = 20\n", "100", "76", "15.20"}, {"[weights]\nexecution = 9\n", "100", "50", "4.50"},
		{bands, "100", "95", "10.00"}, {bands, "100", "94.99", "6.00"}, {bands, "100", "79", "0.00"},
	} {
		text := "[funds]\n"
		if c.budget != "" {
			text += "budget = " + c.budget + "\n"
		}
		s := ruled(t, c.rules, text+"spent = "+c.spent+"\n"+rowText("≥1个", "1个", "90"))
		if f := s.Project("p1", "execution_score"); f == nil || f.Shown() != c.want {
			t.Errorf("%s of %s under %q: %v, want %s", c.spent, c.budget, c.rules, f, c.want)
		}
	}
	s := ruled(t, "[weights]\nexecution = 0\n", "[funds]\nbudget = 1\nspent = 1\n"+rowText("≥1个", "1个", "100"))
	if f := s.Project("p1", "execution_score"); f != nil {
		t.Errorf("no weight, and %s", f.Shown())
	}
	if f := s.Project("p1", "total_score"); f.Shown() != "100.00" {
		t.Error(f.Shown())
	}
	s = ruled(t, "[execution]\nrow = true\nnames = [\"预算执行进度\"]\n", "[funds]\nbudget = 100\nspent = 76\n[[indicator]]\nname = \"预算执行进度\"\ntarget = \"100%\"\nactual = \"76%\"\nweight = 10\n"+rowText("≥1个", "1个", "90"))
	if f := s.Project("p1", "indicators/1/score"); f.Shown() != "7.60" || plain(s.FormulaFigures(f)) != "10 × 76.00 ÷ 100.00 = 7.60" {
		t.Error(f.Shown(), plain(s.FormulaFigures(f)))
	}
	if f := s.Project("p1", "total_score"); f.Shown() != "97.60" || s.Project("p1", "execution_score") != nil {
		t.Error(f.Shown())
	}
}

func TestExecutionWords(t *testing.T) {
	const bands = "[execution]\nrule = \"bands\"\n[[execution.band]]\nfrom = 95\nshare = 100\n[[execution.band]]\nfrom = 80\nshare = 60\n"
	for _, c := range []struct{ rules, spent, labels, figures string }{
		{"", "76", "分值 × 实际支出 ÷ 全年预算数，以分值为限", "10 × 76.00 ÷ 100.00 = 7.60"},
		{"", "120", "分值 × 实际支出 ÷ 全年预算数，以分值为限", "取较小值（10，10 × 120.00 ÷ 100.00）= 10.00"},
		{bands, "90", "分值 × 执行率（实际支出 ÷ 全年预算数）所在档的比例", "10 × 60%（90.00 ÷ 100.00 所在的档）= 6.00"},
	} {
		s := ruled(t, c.rules, "[funds]\nbudget = 100\nspent = "+c.spent+"\n"+rowText("≥1个", "1个", "90"))
		f := s.Project("p1", "execution_score")
		if got := plain(s.FormulaLabels(f)); got != c.labels {
			t.Error(got)
		}
		if got := plain(s.FormulaFigures(f)); got != c.figures {
			t.Error(got)
		}
	}
	s := ruled(t, "", "[funds]\nspent = 1\n"+rowText("≥1个", "1个", "90"))
	if got := s.Project("p1", "total_score").Reason(); got != "“预算执行率得分”没有填报“全年预算数”，无法合计" {
		t.Error(got)
	}
}
