package check

import (
	"fmt"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/source"
)

var ruleC4 = Rule{
	ID: "C4", Severity: source.Error,
	Title:   "项目个数一致",
	Explain: "正文写的项目个数，应当等于列出的项目个数。请核对是否漏列或多列了项目。",
	Source:  "财预〔2020〕10号",
	run: func(p *pass) {
		st := p.Stated.ProjectCount
		f := p.Figures.Report("project_count")
		if !st.Set || f == nil {
			return
		}
		n, ok := f.Exact()
		if st.Kind != source.StatedNumber {
			p.malformed(f, st)
			return
		}
		if !ok || st.Value.Number.Cmp(n) == 0 {
			return
		}
		p.add(source.Finding{
			Place: st.Place, Key: f.Key, Title: "个数不符",
			Message: fmt.Sprintf("报告写作%s，列出的项目是%s%s", st.Text, f.Shown(), f.Unit),
			Stated:  st.Value.Number.Text(st.Value.Scale, money.HalfUp), Computed: f.Shown(),
			Difference: st.Value.Number.Sub(n).Abs().Text(st.Value.Scale, money.HalfUp), Unit: f.Unit,
			Hint: "补齐项目文件，或更正报告写的个数",
		})
	},
}

var ruleC5 = Rule{
	ID: "C5", Severity: source.Error,
	Title:     "印出的比率等于重算的比率",
	Explain:   "报告印出的比率，应当等于用它自己的数重算、再四舍五入到同样位数的结果。对不上时，常见原因是分母用错、数没有更新、或把比率倒过来算了。",
	Tolerance: "按报告印出的位数四舍五入后相等：95% 与 94.58% 相符，95.00% 与 94.58% 不符",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for _, st := range p.Stated.All() {
			f := p.Figures.Report(st.Metric)
			if f == nil || st.Metric == "project_count" {
				continue
			}
			p.statedRate(f, *st.Stated)
		}
	},
}

// statedRate holds a printed percentage against the computed ratio.
func (p *pass) statedRate(f *metric.Figure, st source.Stated) {
	if st.Kind != source.StatedPercent {
		p.malformed(f, st)
		return
	}
	exact, ok := percentOf(f)
	if !ok {
		p.uncomputable(f, st)
		return
	}
	if st.Value.Fits(exact, f.Rounding) {
		return
	}
	digits := max(f.Digits, st.Value.Scale)
	computed := exact.Text(digits, f.Rounding)
	diff := st.Value.Number.Sub(exact.Round(digits, f.Rounding)).Abs().Text(digits, money.HalfUp)
	p.add(source.Finding{
		Place: st.Place, Key: f.Key, Title: "比率不符",
		Message: fmt.Sprintf("%s重算为%s%%，报告写作%s，相差%s个百分点", f.Label, computed, st.Text, diff),
		Stated:  st.Text, Computed: computed + "%", Difference: diff, Unit: "%",
		Hint: "核对分子、分母各用了哪个数；数没有错的，更正印出的比率",
	})
}

// malformed reports a printed figure that is no figure.
func (p *pass) malformed(f *metric.Figure, st source.Stated) {
	p.add(source.Finding{
		Place: st.Place, Key: f.Key, Title: "不是一个数",
		Message: fmt.Sprintf("%s写作“%s”，不是一个可以核对的数；重算为%s", f.Label, st.Text, withUnit(f)),
		Stated:  st.Text, Computed: f.Shown(), Unit: f.Unit,
		Hint: "照原文抄错的，改正这里；原文就是这样的，保留，页面会标明",
	})
}

// uncomputable reports a printed figure whose own inputs are missing.
func (p *pass) uncomputable(f *metric.Figure, st source.Stated) {
	sev := source.Info
	if _, undefined := f.Value.(metric.Undefined); undefined && p.zeroBudget(f) {
		sev = p.severity
	}
	p.addAs(sev, source.Finding{
		Place: st.Place, Key: f.Key, Title: "无法计算",
		Message: fmt.Sprintf("%s写作%s，但无法重算：%s", f.Label, st.Text, f.Reason()),
		Stated:  st.Text, Computed: "", Unit: "%",
		Hint: "补上缺少的数，这一项就会自动算出",
	})
}

// zeroBudget reports whether a figure is undefined because an input that was
// given is zero: 0 ÷ 0 is never 100% and never 0%.
func (p *pass) zeroBudget(f *metric.Figure) bool {
	c, ok := f.Origin.(metric.Computed)
	if !ok || len(c.Inputs) == 0 {
		return false
	}
	for _, in := range c.Inputs {
		if n, ok := in.Exact(); ok && n.Sign() == 0 {
			return true
		}
	}
	return false
}

var ruleC6 = Rule{
	ID: "C6", Severity: source.Warning,
	Title:   "比率的精度一致",
	Explain: "四舍五入过的百分比都保留同样的位数（默认两位小数），一份报告只用一种精度。本来就是整数的比率（如 100%）不受限制。",
	Source:  "GB/T 8170-2008；表格惯例",
	run:     checkPrecision,
}

func checkPrecision(p *pass) {
	want := 2
	if p.Rules != nil && p.Rules.Thresholds.RateDecimals.Set {
		want = int(p.Rules.Thresholds.RateDecimals.Value)
	}
	for _, st := range p.Stated.All() {
		f := p.Figures.Report(st.Metric)
		if f == nil || st.Stated.Kind != source.StatedPercent || st.Stated.Value.Scale == want {
			continue
		}
		exact, ok := percentOf(f)
		if !ok || !st.Stated.Value.Fits(exact, f.Rounding) || exact.Cmp(st.Stated.Value.Number) == 0 {
			continue
		}
		computed := exact.Round(want, f.Rounding)
		diff := st.Stated.Value.Number.Sub(computed).Abs().Text(max(want, st.Stated.Value.Scale), money.HalfUp)
		p.add(source.Finding{
			Place: st.Stated.Place, Key: f.Key, Title: "精度不一",
			Message: fmt.Sprintf("%s重算为%s%%，报告写作%s，保留%s；比率应当都保留%s",
				f.Label, computed.Text(want, f.Rounding), st.Stated.Text, decimals(st.Stated.Value.Scale), decimals(want)),
			Stated: st.Stated.Text, Computed: computed.Text(want, f.Rounding) + "%", Difference: diff, Unit: "%",
			Hint: fmt.Sprintf("写成%s%%", computed.Text(want, f.Rounding)),
		})
	}
}

func decimals(n int) string {
	if n == 0 {
		return "到个位"
	}
	return fmt.Sprintf("%d位小数", n)
}

// percentOf is a ratio in percent, exactly.
func percentOf(f *metric.Figure) (money.Number, bool) {
	r, ok := f.Value.(metric.Ratio)
	if !ok {
		return money.Number{}, false
	}
	return r.V.Mul(money.Int(100)), true
}

// withUnit prints a figure with its unit; a ratio carries its own.
func withUnit(f *metric.Figure) string {
	if f.Unit == "%" || f.Status() != "ok" {
		return f.Shown()
	}
	return f.Shown() + f.Unit
}
