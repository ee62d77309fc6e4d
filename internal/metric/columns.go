package metric

import (
	"slices"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// formColumns makes the figures of those further columns of the indicators that
// the profile's forms print, or that the record gives.
func (m *computation) formColumns(p int, rules *scoring) {
	list := m.set.records[p+1].indicators
	if len(rules.columns) == 0 && !slices.ContainsFunc(list, func(x Indicator) bool {
		return x.Record.Coefficient.Set || x.Record.Share.Set || x.Record.Converted.Set
	}) {
		return
	}
	var whole money.Number
	for _, w := range m.env.records[p+1].columns[colWeight].values {
		whole = whole.Add(w.n)
	}
	for i := range list {
		x := &list[i]
		if x.Score == nil {
			continue
		}
		for _, c := range []struct {
			name    string
			to      **Figure
			printed *source.Number
		}{{"rate", &x.Rate, nil}, {"coefficient", &x.Coefficient, &x.Record.Coefficient}, {"share", &x.Share, &x.Record.Share}, {"converted", &x.Converted, &x.Record.Converted}} {
			given := c.printed != nil && c.printed.Set
			if !given && !slices.Contains(rules.columns, c.name) {
				continue
			}
			*c.to = m.formColumn(p, x, c.name, whole, rules)
			if *c.to != nil && given {
				m.besideNumber(p, *c.to, c.printed)
			}
		}
	}
}

// formColumn makes one of them; nil where it cannot be computed.
func (m *computation) formColumn(p int, x *Indicator, column string, whole money.Number, rules *scoring) *Figure {
	adopted := x.Score
	if x.Self != nil {
		adopted = x.Self
	}
	score, ok := adopted.Exact()
	if x.Weight == nil || !ok && column != "rate" && column != "share" {
		return nil
	}
	var v money.Number
	h := &how{}
	label := ""
	switch column {
	case "rate":
		label = "完成率"
		v, ok = rules.achievement(&x.entry)
		h = &how{way: wayAchieved, target: x.Target, actual: x.Actual, reverse: isUpper(rules.opOf(&x.entry))}
	case "coefficient":
		label = "得分系数"
		v, ok = score.Quo(x.entry.weight)
		h = &how{way: wayQuotient, parts: []*Figure{adopted, x.Weight}}
	case "share":
		label = "权重占比"
		v, ok = x.entry.weight.Quo(whole)
		h = &how{way: wayShare, weight: x.Weight, whole: whole}
	case "converted":
		label = "折算得分"
		v, ok = score.Mul(rules.total).Quo(whole)
		h = &how{way: wayConverted, parts: []*Figure{adopted}, whole: whole, number: rules.total}
	}
	if !ok {
		return nil
	}
	f := m.row(p, x.at, column, label)
	f.Row, f.Unit, f.Digits, f.kind, f.Value = x.Record.Name.Value, "%", m.rateDigits(), "ratio", Ratio{v}
	if column == "converted" {
		f.Unit, f.Digits, f.kind, f.Value = "分", rules.decimals, "score", Score{v}
	}
	f.how = h
	f.Origin = Computed{Formula: h.formula(), Place: source.Place{File: rules.file}, Inputs: h.inputs()}
	return f
}

func isUpper(op record.Op) bool { return op == record.AtMost || op == record.Under }

// besideNumber sets beside a figure a number that a form printed: of a ratio in
// percent.
func (m *computation) besideNumber(p int, f *Figure, n *source.Number) {
	if !n.Set {
		return
	}
	st := m.row(p, f.Metric, statedSuffix, f.Label+"（原文）")
	st.Row, st.Unit, st.Digits, st.kind = f.Row, f.Unit, n.Value.Scale, f.kind
	st.Value = Score{n.Value.Number}
	if f.kind == "ratio" {
		st.Value = Ratio{hundredth(n.Value.Number)}
	}
	st.Origin = Stated{Place: n.Place, Of: f, Text: n.Literal, Scale: n.Value.Scale}
}

// dimensions makes the figures of the levels for which a form prints points or
// scores: what their indicators add up to, and beside it what was printed.
func (m *computation) dimensions(p int, rules *scoring) {
	list := m.r.Dimensions
	if p >= 0 {
		list = m.r.Projects[p].Dimensions
	}
	for i := range list {
		d := &list[i]
		name := d.Level1.Value
		if d.Level2.Value != "" {
			name = d.Level2.Value
		}
		for _, c := range []struct {
			field, label string
			printed      *source.Number
			of           func(*Indicator) *Figure
		}{
			{"weight", "分值小计", &d.Weight, func(x *Indicator) *Figure { return x.Weight }},
			{"score", "得分小计", &d.Score, func(x *Indicator) *Figure {
				if x.Self != nil {
					return x.Self
				}
				return x.Score
			}},
			{"reviewed_score", "复核得分小计", &d.Reviewed, func(x *Indicator) *Figure { return x.Reviewed }},
			{"finance_score", "财政审核得分小计", &d.Finance, func(x *Indicator) *Figure { return x.Finance }},
		} {
			if !c.printed.Set {
				continue
			}
			f := m.row(p, nth("dimensions", i+1), c.field, c.label)
			f.Row, f.Unit, f.Digits, f.kind = name, "分", rules.decimals, "score"
			m.levelSum(f, p, d, c.of, rules)
			m.besideNumber(p, f, c.printed)
		}
	}
}

// levelSum adds up the indicators of a level.
func (m *computation) levelSum(f *Figure, p int, d *record.DimensionRow, of func(*Indicator) *Figure, rules *scoring) {
	h := &how{way: waySum, words: "这一类各项" + f.Label[:len(f.Label)-len("小计")] + "之和"}
	var sum money.Number
	lacking := ""
	list := m.set.records[p+1].indicators
	for i := range list {
		x := &list[i]
		if x.Score == nil || x.Record.Level1.Value != d.Level1.Value || d.Level2.Value != "" && x.Record.Level2.Value != d.Level2.Value {
			continue
		}
		part := of(x)
		if part == nil || !part.OK() {
			lacking = x.Record.Name.Value
			continue
		}
		n, _ := part.Exact()
		sum = sum.Add(n.Round(rules.decimals, rules.mode))
		h.parts = append(h.parts, part)
	}
	f.how = h
	f.Origin = Computed{Formula: "sum(" + f.Metric[len("dimensions/"):] + ")", Place: source.Place{File: rules.file}, Inputs: h.inputs()}
	switch {
	case lacking != "":
		f.Value = Undefined{"“" + lacking + "”没有填报，无法合计"}
	case len(h.parts) == 0:
		f.Value = Undefined{"没有这一类的指标，无法合计"}
	default:
		f.Value = Score{sum}
	}
}
