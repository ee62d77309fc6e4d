package metric

import "mingbai/internal/money"

// Ways in which other figures of rows come about.
const (
	wayQuotient  way = iota + 100 // one figure ÷ another
	wayDeduction                  // a fixed number of points
	wayAchieved                   // actual ÷ target
	wayShare                      // weight ÷ all weights
	wayConverted                  // score ÷ all weights × the total
	wayGrades                     // a count or a sum over the projects of a grade
	waySum                        // a sum of figures
)

// how says in what way a figure came about that no formula of the catalogue
// computes.
type how struct {
	way                    way
	number                 money.Number
	whole                  money.Number // the weight, or the sum of the weights
	deduct                 money.Number
	band                   *band
	rule                   *scoreRule
	weight, target, actual *Figure
	parts                  []*Figure
	reverse                bool
	words                  string
}

func (h *how) inputs() []*Figure {
	out := []*Figure{}
	for _, f := range append([]*Figure{h.weight, h.actual, h.target}, h.parts...) {
		if f != nil {
			out = append(out, f)
		}
	}
	return out
}

// formula is the rule in the language of formulas, for data files.
func (h *how) formula() string {
	out := ""
	switch h.way {
	case wayFull:
		out = "weight"
	case wayNone, wayMissing, wayPass:
		out = "0"
	case wayForward:
		out = "weight * actual / target"
	case wayReverse:
		out = "weight * target / actual"
	case wayRate:
		out = "weight * rate"
	case wayBand:
		out = "weight * band"
	case waySteps:
		out = "weight * (1 - steps)"
	case wayExecution:
		out = "weight * spent / budget"
	case wayAchieved:
		out = "actual / target"
	case wayShare:
		out = "weight / sum(weights)"
	case wayConverted:
		out = "score / sum(weights) * total"
	case wayQuotient:
		out = "score / weight"
	}
	if h.way == wayAchieved && h.reverse {
		out = "target / actual"
	}
	if h.deduct.Sign() != 0 && out != "" {
		out += " - deduction"
	}
	return out
}

// labels is the rule in words.
func (h *how) labels() []Part {
	s := ""
	switch h.way {
	case wayUndecided:
		return nil
	case wayFull:
		s = "达到年度指标值，得分值"
	case wayNone:
		s = "没有达到年度指标值，不得分"
	case wayMissing:
		s = "没有填报实际完成值，不得分"
	case wayForward:
		s = "分值 × 实际完成值 ÷ 年度指标值"
	case wayReverse:
		s = "分值 × 年度指标值 ÷ 实际完成值"
	case wayRate:
		s = "分值 × 完成率"
	case wayBand:
		s = "分值 × 分档系数" + bandWords(h.band)
	case waySteps:
		s = "分值 ×（1 − 超出的步数 × 每步扣减）"
	case wayPass:
		s = "完成率低于" + percentText(h.number) + "，不得分"
	case wayExecution:
		s = "分值 × 执行数 ÷ 预算数"
	case wayQuotient:
		return []Part{{Text: h.parts[0].Label + " ÷ " + h.parts[1].Label}}
	case wayDeduction:
		return []Part{{Text: "扣分项：" + h.words}}
	case wayAchieved:
		s = "实际完成值 ÷ 年度指标值"
		if h.reverse {
			s = "年度指标值 ÷ 实际完成值"
		}
	case wayShare:
		s = "分值 ÷ 各项分值之和"
	case wayConverted:
		s = "得分 ÷ 各项分值之和 × 总分值"
	case wayGrades, waySum:
		s = h.words
	}
	if h.deduct.Sign() != 0 {
		s += "，再减去扣分"
	}
	return []Part{{Text: s}}
}

func bandWords(b *band) string {
	switch {
	case b == nil:
		return ""
	case b.name != "":
		return "（" + b.name + "）"
	case b.hasUp:
		return "（" + b.upTo.String() + "以内）"
	case b.hasFrom:
		return "（" + b.from.String() + "以上）"
	}
	return "（其余）"
}

func percentText(n money.Number) string { return n.Mul(money.Int(100)).String() + "%" }

// figures is the rule in figures, with the result behind it.
func (h *how) figures(f *Figure) []Part {
	w := &writer{terms: labelTerms{}}
	weight := func() {
		if h.weight != nil {
			w.add(Part{h.weight.Shown(), h.weight})
		}
	}
	switch h.way {
	case wayUndecided:
		return nil
	case wayFull:
		h.held(w, " 达到 ")
		w.text("得")
		weight()
	case wayNone, wayMissing, wayPass:
		h.held(w, " 没有达到 ")
		w.text("得0")
	case wayForward, wayReverse:
		h.proportion(w, weight)
	case wayRate, wayBand:
		weight()
		w.text(" × " + percentText(h.number))
	case waySteps:
		weight()
		w.text(" ×（1 − " + h.number.String() + " × " + percentText(h.rule.lose) + "）")
	case wayExecution, wayQuotient:
		h.quotient(w, weight)
	case wayDeduction:
		w.text(h.words + "，扣")
		w.add(Part{f.Shown(), f})
		return w.parts
	case wayAchieved:
		h.proportion(w, nil)
	case wayShare:
		weight()
		w.text(" ÷ " + h.whole.String())
	case wayConverted:
		w.add(Part{h.parts[0].Shown(), h.parts[0]})
		w.text(" ÷ " + h.whole.String() + " × " + h.number.String())
	case wayGrades, waySum:
		return h.graded(w, f)
	}
	if h.deduct.Sign() != 0 {
		w.text(" − " + h.deduct.String())
	}
	return h.end(w, f)
}

// held writes that the actual reaches the target, or that it does not.
func (h *how) held(w *writer, verb string) {
	if h.actual == nil || h.target == nil {
		return
	}
	w.add(Part{h.actual.Shown(), h.actual})
	w.text(verb)
	w.add(Part{h.target.Shown(), h.target})
	w.text("，")
}

// proportion writes weight × actual ÷ target. A target is written as the number
// that it holds, without its operator; units stand only where they differ.
func (h *how) proportion(w *writer, weight func()) {
	part, whole := h.actual, h.target
	if h.way == wayReverse || h.reverse {
		part, whole = whole, part
	}
	if weight != nil {
		weight()
		w.text(" × ")
	}
	units := part != nil && whole != nil && part.Unit != whole.Unit && part.Unit != "" && whole.Unit != ""
	for i, g := range []*Figure{part, whole} {
		if i == 1 {
			w.text(" ÷ ")
		}
		switch {
		case g == nil:
			w.text("—")
			continue
		case g == h.target:
			w.text(h.edge(g))
		default:
			w.add(Part{g.Shown(), g})
		}
		if units && g.Unit != "%" {
			w.text(g.Unit)
		}
	}
}

// edge is the number of a target, or the end of the range that was missed.
func (h *how) edge(g *Figure) string {
	switch v := g.Value.(type) {
	case Limit:
		return Format(v.Of, g.Unit, g.Digits, g.Rounding)
	case Range:
		low, _ := exact(v.Low)
		n := h.number
		if _, ratio := v.Low.(Ratio); ratio {
			n = hundredth(n)
		}
		if low.Cmp(n) == 0 {
			return Format(v.Low, g.Unit, g.Digits, g.Rounding)
		}
		return Format(v.High, g.Unit, g.Digits, g.Rounding)
	}
	return g.Shown()
}

func (h *how) quotient(w *writer, weight func()) {
	if h.way == wayExecution {
		weight()
		w.text(" × ")
	}
	for i, g := range h.parts {
		if i > 0 {
			w.text(" ÷ ")
		}
		w.add(Part{g.Shown(), g})
	}
}

func (h *how) end(w *writer, f *Figure) []Part {
	w.op(" = ")
	text, isShown := resultText(f)
	if isShown {
		w.add(Part{text, f})
	} else {
		w.text(text)
	}
	return w.parts
}

// graded writes what a count or a sum over the projects of a grade is made of.
func (h *how) graded(w *writer, f *Figure) []Part {
	c, _ := f.Origin.(Computed)
	switch {
	case f.kind == "count":
		w.text("计数（")
		for i, q := range c.Counted {
			if i > 0 {
				w.text("、")
			}
			if i == spelledOut {
				w.text("…")
				break
			}
			w.text(q.Name)
		}
		w.text("）")
	case f.kind == "ratio":
		w.text(h.number.String() + " ÷ " + h.whole.String())
	default:
		for i, g := range h.parts {
			if i > 0 {
				w.text(" + ")
			}
			w.add(Part{g.Shown(), g})
		}
	}
	return h.end(w, f)
}
