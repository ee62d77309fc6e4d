package metric

import (
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// printed makes the figures of what a record printed and gives a formula for: the
// value that the formula has, printed/1, and beside it what was printed,
// printed/1@stated.
func (m *computation) printed(p int) {
	list, items := m.r.Printed, m.r.Items
	if p >= 0 {
		list, items = m.r.Projects[p].Printed, m.r.Projects[p].Items
	}
	if len(list) == 0 {
		return
	}
	own, report := m.itemsOf(p, items), m.itemsOf(-1, m.r.Items)
	for i := range list {
		m.printedOne(p, i+1, &list[i], own, report)
	}
}

// itemsOf are the items of a record as formulas see them.
func (m *computation) itemsOf(p int, list []record.Item) []item {
	out := make([]item, len(list))
	for i := range list {
		out[i] = item{list[i].Key.Value, m.env.records[p+1].labels[i], isMoney(&list[i])}
	}
	return out
}

func (m *computation) printedOne(p, n int, in *record.Printed, own, report []item) {
	key := "printed/" + itoa(n)
	label := in.Label.Value
	if label == "" {
		label = "原文第" + itoa(n) + "个数"
	}
	d := &def{scope: scopeOf(p), key: key, label: label, formula: in.Formula, note: in.Note.Value, keyAt: in.Place,
		lacking: &problem{missing: []string{label}}}
	m.printedKind(d, &in.Value)
	if !m.compilePrinted(d, in, own, report) {
		d.faulty = true
	}
	f := m.row(p, key, "", label)
	m.set.records[p+1].labelled = append(m.set.records[p+1].labelled, f)
	m.dress(f, d)
	out := broken("公式有误，无法计算")
	if !d.faulty {
		out = m.fits(d, p, m.env.num(d.root, p))
		f.Origin = m.origin(d, p)
	} else {
		f.Origin = Computed{Formula: in.Formula.Value, Place: d.place(), Inputs: []*Figure{}}
	}
	f.Value = valueOf(d.kind, out)
	if !in.Value.Set {
		return
	}
	st := m.row(p, key, statedSuffix, label+"（原文）")
	st.Origin = Stated{Place: in.Value.Place, Of: f, Text: in.Value.Text, Scale: in.Value.Value.Scale}
	s := statement{metric: key, stated: &in.Value}
	st.Value, st.Unit, st.Digits = m.printedValue(&s, d)
	st.kind = st.Kind()
}

// printedKind takes kind, unit and decimals from what was printed. What is no
// number is taken for a rate, which most formulas give.
func (m *computation) printedKind(d *def, v *source.Stated) {
	switch {
	case !v.Set || v.Kind == source.StatedPercent || v.Kind == source.StatedText:
		d.kind, d.unit, d.digits = "ratio", "%", max(m.rateDigits(), v.Value.Scale)
	case v.Kind == source.StatedAmount && v.Unit != "":
		d.kind, d.unit, d.digits = "amount", v.Unit, max(2, v.Value.Scale)
	case v.Kind == source.StatedAmount:
		d.kind, d.digits = "amount", max(2, v.Value.Scale)
	case v.Unit == "分":
		d.kind, d.unit, d.digits = "score", "分", max(m.set.c.scoring.decimals, v.Value.Scale)
	default:
		d.kind, d.unit, d.digits = "quantity", v.Unit, v.Value.Scale
	}
}

// compilePrinted compiles the formula, or reports its faults at their places. A
// formula whose kind does not show from what was printed settles it.
func (m *computation) compilePrinted(d *def, in *record.Printed, own, report []item) bool {
	c := m.set.c
	b := builder{text: in.Formula.Value, scope: d.scope, c: c, profile: c.profile, items: [2][]item{own, report}}
	var root *node
	if in.Formula.Value == "" {
		b.fault(0, "没有写公式", "写出这个数怎么从填报的数算出来，例如 spent / budget")
	} else if root = b.parse(); root != nil && root.typ == number {
		if root.money == 1 && !root.any && (d.kind == "quantity" && d.unit == "" || in.Value.Kind == source.StatedText || !in.Value.Set) {
			d.kind, d.unit, d.digits = "amount", "", 2
		}
		b.result(root, d.kind)
	} else if root != nil {
		b.wantNumber(root)
	}
	for _, f := range b.faults {
		at := in.Formula.PlaceAt(f.at)
		if !in.Formula.Set {
			at = in.Place
		}
		m.findings = append(m.findings, source.Finding{Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken,
			Place: at, Message: "“" + d.label + "”的公式：" + f.message, Hint: f.hint})
	}
	if len(b.faults) > 0 || root == nil {
		return false
	}
	d.root, d.uses = root, b.uses
	return true
}
