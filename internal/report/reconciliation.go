package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/source"
)

// reconciliation is what the checks found, in the order of the marks; findings
// that the text does not refer to come last.
func (p *reportPage) reconciliation([]string, string, source.Place) []doc.Block {
	for i := range p.marks.findings {
		p.marks.mark(i)
	}
	var d doc.Differences
	for n := 1; n <= p.marks.last; n++ {
		d.Items = append(d.Items, p.difference(n, p.marks.finding(n)))
	}
	if len(d.Items) == 0 {
		return nil
	}
	return []doc.Block{d}
}

func (p *reportPage) difference(n int, f *source.Finding) doc.Difference {
	mark := doc.Mark{N: n, Href: "#check-" + itoa(n)}
	d := doc.Difference{
		ID: "check-" + itoa(n), Rule: f.Rule, Mark: mark, Title: p.subject(f),
		Severity: f.Severity.Label(), RuleTitle: p.ruleTitle(f.Rule), Place: p.placeRef(f.Place),
		Text: inlines(text(reason(f))), Versus: p.versus(f.Rule),
	}
	if a := f.Accepted; a != nil {
		d.Severity, d.Text = explainedText, append(d.Text, explained(a)...)
	}
	if f.Stated == "" && f.Computed == "" && f.Difference == "" {
		return d
	}
	d.Stated = p.compared(f, f.Stated, "原文没有给出")
	d.Computed = p.compared(f, f.Computed, "无法计算："+f.Message)
	d.Diff = inlines(none("无法比较"))
	if f.Difference != "" {
		d.Diff = inlines(text(f.Difference + differenceUnit(f)))
	}
	return d
}

// explainedText stands for the severity of a finding that a reviewer explained.
const explainedText = "已说明"

// explained is why a reviewer lets a finding stand.
func explained(a *source.Acceptance) []doc.Inline {
	who := a.Who
	if a.Date != "" {
		if who != "" {
			who += "，"
		}
		who += a.Date
	}
	s := "已说明：" + strings.TrimSuffix(strings.TrimSpace(a.Reason), "。")
	if who != "" {
		s += "（" + who + "）"
	}
	return inlines(text(s + "。"))
}

// explainedIn counts the findings that a reviewer explained.
func explainedIn(findings []source.Finding) int {
	n := 0
	for i := range findings {
		if findings[i].Accepted != nil {
			n++
		}
	}
	return n
}

// subject names what a finding is about: its figure, with its project's name.
func (p *reportPage) subject(f *source.Finding) string {
	fig := p.in.Figures.Get(f.Key)
	if fig == nil {
		if f.Title != "" {
			return f.Title
		}
		return p.ruleTitle(f.Rule)
	}
	name := fig.Label
	if o, ok := fig.Origin.(metric.Stated); ok && o.Of != nil {
		name = o.Of.Label
	}
	if fig.Project != "" {
		name = p.projectName(fig.Project) + "·" + name
	}
	if f.Title != "" {
		return name + "：" + f.Title
	}
	return name
}

func (p *reportPage) ruleTitle(id string) string {
	for _, c := range p.in.Checks {
		if c.ID == id {
			return c.Title
		}
	}
	return id
}

// versus names what the rule holds a stated value against.
func (p *reportPage) versus(id string) string {
	for _, c := range p.in.Checks {
		if c.ID == id {
			return c.Versus
		}
	}
	return ""
}

// reason is what was found. How to mend it is for whoever keeps the files, and
// check tells them; a reader of the page cannot mend anything.
func reason(f *source.Finding) string { return sentence(f.Message) }

// compared is one of the values of a finding: a reference where it is a figure's,
// the words of the prose as they stand, else the value as text.
func (p *reportPage) compared(f *source.Finding, value, why string) []doc.Inline {
	switch {
	case value == "":
		return inlines(none(why))
	case value == f.Quote:
		return inlines(doc.Said{Content: inlines(text(value))})
	}
	for _, key := range relatedKeys(f.Key) {
		fig := p.in.Figures.Get(key)
		if fig == nil || !fig.OK() || !sameValue(fig, value) {
			continue
		}
		r := p.ref(fig)
		_, computed := fig.Origin.(metric.Computed)
		r.Said = !computed && value == f.Stated
		return inlines(r)
	}
	if f.Unit == "%" {
		return inlines(text(strings.TrimSuffix(value, "%") + "%"))
	}
	return inlines(text(f.Measured(value)))
}

// sameValue reports whether a printed value is that of the figure.
func sameValue(f *metric.Figure, value string) bool {
	if o, ok := f.Origin.(metric.Stated); ok && o.Text == value {
		return true
	}
	return strings.TrimSuffix(f.Shown(), "%") == strings.TrimSuffix(value, "%")
}

// relatedKeys lists the keys of the figures that a finding about one of them
// compares: what was printed, what is computed, and the sum of its parts.
func relatedKeys(key string) []string {
	base := strings.TrimSuffix(key, "@stated")
	return []string{base + "@stated", base, base + "_sum"}
}

// differenceUnit is the unit of a difference: rates differ by percentage points.
func differenceUnit(f *source.Finding) string {
	if f.Unit == "%" {
		return "个百分点"
	}
	return f.Unit
}
