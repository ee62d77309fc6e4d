package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// filler fills one form of a profile from a record and its figures.
type filler struct {
	*page
	form    *record.Form
	report  *record.Report
	project *record.Project // nil for a form of the whole department
	earlier []*record.Report
	unit    money.Unit
	last    []doc.Inline   // the signatures, which stand below the grid
	notes   [][]doc.Inline // below the grid
}

// ofReport reports whether the report's own record fills the form.
func ofReport(f *record.Form) bool { return f.Of.Value == "report" }

// projectForms are the forms that a project's record fills: the one that it names,
// or the first of its profile, and those kept beside it (the goal table, the
// monitoring) that it has data for.
func projectForms(r *record.Report, q *record.Project) []*record.Form {
	rules := q.Rules
	if rules == nil {
		return nil
	}
	var out []*record.Form
	main := true
	for i := range rules.Forms {
		f := &rules.Forms[i]
		if ofReport(f) {
			continue
		}
		named := q.Form.Value != "" && q.Form.Value == f.ID.Value
		switch {
		case aside(f):
			if named || due(f, r, q) {
				out = append(out, f)
			}
		case q.Form.Value == "" && main || named:
			main = false
			if named || due(f, r, q) {
				out = append(out, f)
			}
		}
	}
	return out
}

// reportForms are the forms of the whole department that its record has data for.
func reportForms(r *record.Report) []*record.Form {
	if r.Rules == nil {
		return nil
	}
	var out []*record.Form
	for i := range r.Rules.Forms {
		if f := &r.Rules.Forms[i]; ofReport(f) && due(f, r, nil) {
			out = append(out, f)
		}
	}
	return out
}

// aside reports whether a form is kept beside the one of the evaluation.
func aside(f *record.Form) bool {
	for i := range f.Blocks {
		switch f.Blocks[i].Kind.Value {
		case "approved", "monitoring", "monitored":
			return true
		}
	}
	return false
}

// due reports whether the record has what the form is there for.
func due(f *record.Form, r *record.Report, q *record.Project) bool {
	for i := range f.Blocks {
		switch f.Blocks[i].Kind.Value {
		case "indicators":
			if q != nil && len(q.Indicators) > 0 || q == nil && len(r.Indicators) > 0 {
				return true
			}
		case "approved":
			if q != nil && len(q.Approved) > 0 || q == nil && len(r.Approved) > 0 {
				return true
			}
		case "monitoring", "monitored":
			if q != nil && len(q.Monitoring) > 0 {
				return true
			}
		case "management", "checklist":
			if q != nil && len(q.Management) > 0 {
				return true
			}
		case "three_public":
			if q == nil && hasThreePublic(&r.ThreePublic) {
				return true
			}
		case "ledger":
			if q == nil && hasLedger(r) {
				return true
			}
		}
	}
	return false
}

// hasThreePublic reports whether anything is said about the 三公 expenses.
func hasThreePublic(t *record.ThreePublic) bool {
	for _, row := range []*record.ThreePublicRow{&t.Budget, &t.Actual, &t.LastBudget, &t.LastActual} {
		for _, a := range []source.Amount{row.Total, row.Abroad, row.Car, row.CarBought, row.CarRun, row.Reception} {
			if a.Set {
				return true
			}
		}
	}
	return t.None.Set
}

// hasLedger reports whether there are problems to be followed up: carried over, or
// named this year with what is to be done about them.
func hasLedger(r *record.Report) bool {
	for i := range r.Problems {
		p := &r.Problems[i]
		if p.Measure.Value != "" || p.Owner.Value != "" || p.Due.Set || p.Status.Value != "" {
			return true
		}
	}
	return len(r.Ledger) > 0
}

// formTitle is the form's title with its years filled in.
func (f *filler) formTitle() string { return f.years(f.form.Title.Value) }

// years fills the years of a text.
func (f *filler) years(s string) string {
	y := f.report.Year
	return strings.NewReplacer("{year}", itoa(y), "{last}", itoa(y-1), "{next}", itoa(y+1), "{unit}", f.unit.Name).Replace(s)
}

// newFiller prepares a form.
func (p *page) newFiller(form *record.Form, r *record.Report, q *record.Project, earlier []*record.Report) *filler {
	f := &filler{page: p, form: form, report: r, project: q, earlier: earlier, unit: money.WanYuan}
	own := ""
	if q != nil {
		own = q.Unit.Value
	}
	for _, name := range []string{r.Default.Unit, r.Unit.Value, own, form.Unit.Value} {
		if u, ok := money.UnitNamed(name); ok {
			f.unit = u
		}
	}
	return f
}

// table builds the form.
func (f *filler) table(id string) doc.Table {
	t := doc.Table{ID: id, Grid: true, Turned: f.form.Wide.Value, Caption: f.years(f.form.Subtitle.Value), Unit: formUnit(f.years(f.form.Caption.Value))}
	if t.Caption == "" {
		t.Caption = f.years("（{year}年度）")
	}
	cols := f.columns()
	t.Columns = cols
	blocks, end := f.form.Blocks, len(f.form.Blocks)
	for end > 0 && blocks[end-1].Kind.Value == "signatures" {
		end--
	}
	for i := range blocks[:end] {
		b := &blocks[i]
		rows := f.block(b, len(cols))
		if b.Kind.Value == "total" && i == end-1 {
			t.Foot = rows
		} else {
			t.Body = append(t.Body, rows...)
		}
		if b.Note.Value != "" {
			f.notes = append(f.notes, inlines(text(f.years(b.Note.Value))))
		}
	}
	for i := range blocks[end:] {
		f.sign(&blocks[end+i])
	}
	if len(f.last) > 0 {
		t.Notes = append(t.Notes, f.last)
	}
	t.Notes = append(t.Notes, f.notes...)
	for _, n := range f.form.Notes {
		t.Notes = append(t.Notes, inlines(text(f.years(n.Value))))
	}
	return t
}

// formUnit takes the unit out of “金额单位：万元”.
func formUnit(caption string) string {
	if _, unit, ok := strings.Cut(caption, "："); ok {
		return strings.TrimSpace(unit)
	}
	return strings.TrimSpace(caption)
}

// columns are the columns of the form's grid, in thousandths of its width.
func (f *filler) columns() []doc.Column {
	widths := f.form.Widths
	n, sum := len(widths), int64(0)
	for _, w := range widths {
		sum += max(w.Value, 1)
	}
	if n == 0 {
		n = f.natural()
	}
	out := make([]doc.Column, n)
	for i := range widths {
		out[i].Width = int(max(widths[i].Value, 1) * 1000 / sum)
	}
	return out
}

// natural is the number of grid columns of a form that does not give their widths.
func (f *filler) natural() int {
	most := 1
	for i := range f.form.Blocks {
		b := &f.form.Blocks[i]
		n := captionSpan(b)
		for j := range b.Columns {
			n += max(1, int(b.Columns[j].Span.Value))
		}
		if k := b.Kind.Value; k != "pairs" && k != "signatures" && k != "text" {
			most = max(most, n)
		}
	}
	return most
}

// captionSpan is how many grid columns the block's own label takes.
func captionSpan(b *record.FormBlock) int {
	switch {
	case b.Caption.Value == "":
		return 0
	case b.Span.Set:
		return max(1, int(b.Span.Value))
	}
	return 1
}

// wrong reports something that is wrong with the form itself.
func (f *filler) wrong(at source.Place, message, hint string) {
	f.found = append(f.found, formFault(f.form, at, message, hint))
}

func formFault(form *record.Form, at source.Place, message, hint string) source.Finding {
	if at.Line == 0 {
		at = form.Place
	}
	return source.Finding{Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken, Place: at,
		Message: "表式“" + form.ID.Value + "”：" + message, Hint: hint}
}

func splitLines(s string) []string { return strings.Split(s, "|") }
