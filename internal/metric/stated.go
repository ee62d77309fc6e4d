package metric

import (
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// statedSuffix ends the key of a stated figure.
const statedSuffix = "@stated"

// stated adds what the published report printed about figures that are computed.
func (m *computation) stated() {
	for _, s := range m.r.Stated.All() {
		d := m.set.c.find(ofReport, s.Metric)
		if d == nil {
			m.findings = append(m.findings, source.Finding{
				Rule: source.RuleUnknownFigure, Severity: source.Error, Kind: source.Broken, Place: s.Stated.Place,
				Message: "规则“" + m.set.c.id + "”没有指标“" + s.Metric + "”，不能与原文核对",
				Hint:    "请在规则里加上这个指标，或删去这一行",
			})
			continue
		}
		of := m.set.report[d.i]
		f := &Figure{Key: of.Key + statedSuffix, Metric: of.Metric, Label: of.Label + "（原文）", Rounding: of.Rounding,
			Origin: Stated{Place: s.Stated.Place, Of: of, Text: s.Stated.Text, Scale: s.Stated.Value.Scale}}
		f.Value, f.Unit = m.statedValue(s.Stated, d)
		if _, isText := f.Value.(Text); !isText {
			f.Digits = s.Stated.Value.Scale
		}
		f.kind = f.Kind()
		m.set.stated = append(m.set.stated, f)
	}
}

// statedValue reads what was printed as what it is, whatever the metric's kind:
// a rate that was printed as a sum of money stays one.
func (m *computation) statedValue(s *source.Stated, d *def) (Value, string) {
	n := s.Value.Number
	unit := s.Unit
	switch s.Kind {
	case source.StatedPercent:
		ratio, _ := n.Quo(money.Int(100))
		return Ratio{ratio}, "%"
	case source.StatedNumber:
		if unit == "" && d.kind != "ratio" && d.kind != "amount" {
			unit = d.unit
		}
		switch {
		case d.kind == "amount" && unit == "":
			return m.statedAmount(s, m.unit.Name)
		case d.kind == "score" && unit == d.unit:
			return Score{n}, unit
		case d.kind == "count" && n.IsInt(): // 7个 and 7项 count the same things
			return Count{n}, unit
		}
		return Quantity{n}, unit
	case source.StatedAmount:
		if unit == "" {
			unit = m.unit.Name
		}
		return m.statedAmount(s, unit)
	}
	return Text{strings.TrimSpace(s.Text)}, ""
}

func (m *computation) statedAmount(s *source.Stated, unit string) (Value, string) {
	if u, ok := money.UnitNamed(unit); ok {
		if a, err := money.FromUnit(s.Value.Number, u); err == nil {
			return Amount{a}, unit
		}
	}
	return Text{strings.TrimSpace(s.Text)}, ""
}
