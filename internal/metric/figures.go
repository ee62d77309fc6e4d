package metric

import (
	"slices"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// figure is the figure of a metric, made when it is first asked for: also those
// that were not given have one where a formula names them.
func (m *computation) figure(d *def, p int) *Figure {
	if d.scope == ofReport {
		p = -1
	}
	at := &m.set.records[p+1].metrics[d.i]
	if *at != nil {
		return *at
	}
	label := d.label
	if d.scope == ofReport {
		label = m.env.label(ref{toReport, d.i}, p)
	}
	f := m.take(p, d.key, label)
	*at = f // before its inputs, whose formulas may name it when they have faults
	m.dress(f, d)
	out := *m.env.result(d, p)
	var place source.Place
	given := false
	if d.field != nil {
		_, place, given = d.field.read(m.values[p+1])
	}
	switch {
	case given && !d.faulty:
		f.Value, f.Origin, f.def = valueOf(d.kind, out), Input{place}, nil
	case d.root != nil && !d.faulty && !out.none:
		f.Origin = m.origin(d, p)
		f.Value = valueOf(d.kind, out)
	case d.faulty:
		f.Value, f.Origin = Undefined{out.bad.why}, Computed{Formula: d.formula.Value, Place: d.place(), Basis: d.basis}
	default:
		f.Value, f.Origin = Absent{"没有填报“" + f.Label + "”"}, Input{source.Place{File: m.file(p)}}
	}
	return f
}

// dress gives a figure what its metric says of it.
func (m *computation) dress(f *Figure, d *def) {
	f.Unit, f.Digits, f.Signed, f.Note, f.kind, f.def = d.unit, d.digits, d.signed, d.note, d.kind, d
	if d.kind == "amount" && f.Unit == "" {
		f.Unit = m.unit.Name
	}
	if d.kind == kindGrade {
		f.kind = "tier"
	}
}

func (m *computation) file(p int) string {
	if p < 0 {
		return m.r.File
	}
	return m.r.Projects[p].File
}

func (d *def) place() source.Place {
	if d.formula.Set || d.formula.Value != "" {
		return d.formula.Place
	}
	return d.keyAt
}

// origin lists the figures that the formula names.
func (m *computation) origin(d *def, p int) Computed {
	o := Computed{Formula: d.formula.Value, Place: d.formula.Place, Basis: d.basis, Inputs: make([]*Figure, 0, len(d.uses))}
	for _, u := range d.uses {
		switch u.ref.to {
		case toEach, toEvaluated:
			for i := range m.r.Projects {
				if u.ref.to == toEvaluated && !m.env.records[i+1].evaluated {
					continue
				}
				if f := m.figure(m.set.c.project[u.ref.i], i); !slices.Contains(o.Inputs, f) {
					o.Inputs = append(o.Inputs, f)
				}
			}
		case toProjects, toAssessed:
			o.Counted = m.counted(o.Counted, func(i int) bool { return u.ref.to == toProjects || m.env.records[i+1].evaluated })
		case toList:
			for _, f := range m.env.records[p+1].columns[u.ref.i].figures {
				if f != nil && !slices.Contains(o.Inputs, f) {
					o.Inputs = append(o.Inputs, f)
				}
			}
		default:
			if f := m.referred(u.ref, p); f != nil {
				o.Inputs = append(o.Inputs, f)
			}
		}
	}
	return o
}

// referred is the one figure that a reference leads to; nil for one of a year
// before that has none.
func (m *computation) referred(r ref, p int) *Figure {
	switch r.to {
	case toReport:
		return m.figure(m.set.c.report[r.i], -1)
	case toProject:
		return m.figure(m.set.c.project[r.i], p)
	case toItem:
		return m.set.records[p+1].items[r.i]
	case toReportItem:
		return m.set.records[0].items[r.i]
	case toLast:
		return m.lastFigure(m.set.c.lastDef(r, p), p)
	}
	return nil
}

// counted lists the projects that a formula counts.
func (m *computation) counted(out []Counted, which func(i int) bool) []Counted {
	for i, p := range m.r.Projects {
		if !which(i) {
			continue
		}
		at := p.Name.Place
		if at.File == "" {
			at.File = p.File
		}
		out = append(out, Counted{p.ID, m.env.names[i], at})
	}
	return out
}

// valueOf turns a result into the value that the metric's kind asks for.
func valueOf(kind string, out result) Value {
	if out.bad != nil {
		return Undefined{out.bad.String()}
	}
	switch kind {
	case "ratio":
		return Ratio{out.n}
	case "score":
		return Score{out.n}
	case "count":
		return Count{out.n}
	case kindGrade:
		return Tier{out.tier.word}
	case "amount":
		a, err := money.FromUnit(out.n, fen())
		if err != nil {
			return Undefined{"金额太大"}
		}
		return Amount{a}
	}
	return Quantity{out.n}
}
