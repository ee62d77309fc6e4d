package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/record"
)

// signature is a step of the sign-off or another fact of a form's foot; it is nil
// where the record does not give it and the form need not wait for it.
func (f *filler) signature(s slot) []doc.Inline {
	steps := []*record.SignOff{&f.report.SignOff}
	if f.project != nil {
		steps = []*record.SignOff{&f.project.SignOff, &f.report.SignOff}
	}
	for _, so := range steps {
		switch key := s.col.Key.Value; key {
		case "contact":
			if so.Contact.Value != "" {
				return inlines(text(so.Contact.Value))
			}
		case "date":
			if so.Prepared.Date.Set {
				return inlines(text(chineseDate(so.Prepared.Date)))
			}
		default:
			step := stepOf(so, key)
			if step == nil {
				f.unknown(s, []string{"leader", "prepared", "checked", "approved", "secrecy", "contact", "date"})
				return nil
			}
			if step.Name.Value != "" {
				return inlines(text(step.Name.Value))
			}
		}
	}
	if waiting(f.report) {
		return inlines(missing())
	}
	return nil
}

func stepOf(so *record.SignOff, key string) *record.Step {
	switch key {
	case "leader":
		return &so.Leader
	case "prepared":
		return &so.Prepared
	case "checked":
		return &so.Checked
	case "approved":
		return &so.Approved
	case "secrecy":
		return &so.Secrecy
	}
	return nil
}

// waiting reports whether a report has yet to be signed: what is missing then is
// to be filled in, not withheld.
func waiting(r *record.Report) bool {
	switch record.Stage(r.Stage.Value) {
	case record.Published, record.Transcribed:
		return false
	}
	return true
}

// sign adds the signatures of a block to the line below the grid.
func (f *filler) sign(b *record.FormBlock) {
	for i := range b.Columns {
		s := slot{b, &b.Columns[i]}
		value := f.signature(s)
		if value == nil {
			continue
		}
		if len(f.last) > 0 {
			f.last = append(f.last, text("　　"))
		}
		f.last = append(f.last, text(f.years(s.col.Caption.Value)+"："))
		f.last = append(f.last, value...)
	}
}

// signatureRows are signatures that stand within the grid.
func (f *filler) signatureRows(b *record.FormBlock, room int) []formRow {
	var out []formRow
	for _, group := range byRow(b.Columns) {
		var line []doc.Inline
		for _, c := range group {
			if len(line) > 0 {
				line = append(line, text("　　"))
			}
			line = append(line, text(f.years(c.Caption.Value)+"："))
			if v := f.signature(slot{b, c}); v != nil {
				line = append(line, v...)
			} else {
				line = append(line, none("没有公布"))
			}
		}
		out = append(out, formRow{cells: []formCell{{content: line, span: room}}})
	}
	return out
}
