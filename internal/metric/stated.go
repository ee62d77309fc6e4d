package metric

import (
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// statedSuffix ends the key of a stated figure.
const statedSuffix = "@stated"

// statement is what a record printed about a metric: one of the three is set.
type statement struct {
	metric string
	stated *source.Stated
	points *source.Number
	word   *source.String
}

func (s *statement) place() source.Place {
	switch {
	case s.stated != nil:
		return s.stated.Place
	case s.points != nil:
		return s.points.Place
	}
	return s.word.Place
}

// statements lists what record p printed about its metrics, in the order of its
// types.
func (m *computation) statements(p int) []statement {
	if p < 0 {
		out := scoreStatements(nil, &m.r.Scores)
		for _, s := range m.r.Stated.All() {
			out = append(out, statement{metric: s.Metric, stated: s.Stated})
		}
		return out
	}
	q := m.r.Projects[p]
	out := scoreStatements(nil, &q.Scores)
	for _, s := range q.Stated.All() {
		out = append(out, statement{metric: s.Metric, stated: s.Stated})
	}
	return out
}

func scoreStatements(out []statement, s *record.Scores) []statement {
	for _, st := range []statement{
		{metric: "execution_score", points: &s.Execution}, {metric: "total_score", points: &s.Total},
		{metric: "reviewed_total", points: &s.Reviewed}, {metric: "finance_total", points: &s.Finance}, {metric: "third_total", points: &s.ThirdParty},
	} {
		if st.points.Set {
			out = append(out, st)
		}
	}
	if s.Grade.Set {
		out = append(out, statement{metric: "grade", word: &s.Grade})
	}
	return out
}

// statedOf is what record p printed about a metric, or nil.
func (m *computation) statedOf(p int, d *def) *statement {
	for i := range m.said[p+1] {
		if s := &m.said[p+1][i]; s.metric == d.key {
			return s
		}
	}
	return nil
}

// stated adds the figures of what was printed about metrics.
func (m *computation) stated(p int) {
	for i := range m.said[p+1] {
		s := &m.said[p+1][i]
		d := m.set.c.find(scopeOf(p), s.metric)
		if d == nil {
			m.findings = append(m.findings, source.Finding{
				Rule: source.RuleUnknownFigure, Severity: source.Error, Kind: source.Broken, Place: s.place(),
				Message: "规则“" + m.set.c.id + "”没有指标“" + s.metric + "”，不能与原文核对",
				Hint:    "请在规则里加上这个指标，或删去这一行",
			})
			continue
		}
		if f := m.set.records[p+1].metrics[d.i]; f != nil && f.adopted {
			continue
		}
		m.statedFigure(p, d, s)
	}
}

// adopt takes what was printed for the metric itself, where nothing else says it:
// a total without the rows that it adds up is an input.
func (m *computation) adopt(d *def, p int) (result, bool) {
	s := m.statedOf(p, d)
	if s == nil {
		return result{}, false
	}
	v, _, _ := m.printedValue(s, d)
	if t, ok := v.(Tier); ok && d.kind == kindGrade {
		return result{tier: &tierOf{t.S, m.env.records[p+1].scoring.gradeNamed(t.S)}}, true
	}
	n, ok := exact(v)
	return result{n: n}, ok && d.kind != kindGrade
}

// gradeNamed is which grade has that name, 0 for none.
func (s *scoring) gradeNamed(word string) int {
	for i := range s.grades {
		for _, n := range s.grades[i].names {
			if n == word {
				return i + 1
			}
		}
	}
	return 0
}

// statedFigure is the figure of what record p printed about a metric.
func (m *computation) statedFigure(p int, d *def, s *statement) *Figure {
	rec := &m.set.records[p+1]
	for _, f := range rec.stated {
		if f.Metric == d.key {
			return f
		}
	}
	of := m.figure(d, p)
	f := m.take(p, d.key+statedSuffix, of.Label+"（原文）")
	f.Metric = d.key
	text, scale := "", 0
	switch {
	case s.stated != nil:
		text, scale = s.stated.Text, s.stated.Value.Scale
	case s.points != nil:
		text, scale = s.points.Literal, s.points.Value.Scale
	default:
		text = s.word.Value
	}
	f.Origin = Stated{Place: s.place(), Of: of, Text: text, Scale: scale}
	f.Value, f.Unit, f.Digits = m.printedValue(s, d)
	f.kind = f.Kind()
	rec.stated = append(rec.stated, f)
	return f
}

// printedValue is the value that was printed, with its unit and decimals.
func (m *computation) printedValue(s *statement, d *def) (v Value, unit string, digits int) {
	switch {
	case s.points != nil:
		return Score{s.points.Value.Number}, "分", s.points.Value.Scale
	case s.word != nil:
		return Tier{strings.TrimSpace(s.word.Value)}, "", 0
	}
	v, unit = m.statedValue(s.stated, d)
	if _, isText := v.(Text); !isText {
		digits = s.stated.Value.Scale
	}
	return v, unit, digits
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
