package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// autoAppendix marks a section as an appendix; assemble numbers them all in the
// order of the document.
const autoAppendix = 1

// forms are the standard forms that the report's record and those of its projects
// fill, each an appendix.
func (p *reportPage) forms([]string, string, source.Place) []doc.Block {
	r := p.in.Report
	var out []doc.Block
	add := func(form *record.Form, q *record.Project) {
		f := p.newFiller(form, r, q, p.in.Earlier)
		id, short := "form-"+form.ID.Value, f.formTitle()
		if q != nil {
			id, short = "form-"+q.ID+"-"+form.ID.Value, short+"（"+projectName(q)+"）"
		}
		out = append(out, doc.Section{ID: id, Level: 2, Title: inlines(text(f.formTitle())), Short: short, Appendix: autoAppendix,
			Body: []doc.Block{f.table("table-" + id)}})
	}
	for _, form := range reportForms(r) {
		add(form, nil)
	}
	for _, q := range r.Projects {
		for _, form := range projectForms(r, q) {
			add(form, q)
		}
	}
	return out
}

// forms are the standard forms that the project's record fills, each a section.
func (p *projectPage) forms([]string, string, source.Place) []doc.Block {
	var out []doc.Block
	for _, form := range projectForms(p.in.Report, p.project) {
		f := p.newFiller(form, p.in.Report, p.project, p.in.Earlier)
		id := "form-" + form.ID.Value
		out = append(out, doc.Section{ID: id, Level: 2, Title: inlines(text(f.formTitle())), Body: []doc.Block{f.table("table-" + id)}})
	}
	return out
}

// FormFaults finds what is wrong with the forms of a profile, also with those that
// no record fills.
func FormFaults(profile *record.Profile) []source.Finding {
	r := &record.Report{Rules: profile, Department: &record.Department{}}
	q := &record.Project{Rules: profile}
	q.Monitoring = []record.Monitoring{{}}
	q.Indicators = []record.Indicator{{}}
	q.Approved = q.Indicators
	r.Indicators, r.Approved, r.Projects = q.Indicators, q.Indicators, []*record.Project{q}
	r.Ledger = []record.Rectification{{}}
	p := &page{site: &record.Site{}, marks: &marks{}, report: r}
	for i := range profile.Forms {
		form := &profile.Forms[i]
		if form.Title.Value == "" {
			p.found = append(p.found, formFault(form, form.ID.Place, "没有写表名", "写上 title"))
		}
		if ofReport(form) {
			p.newFiller(form, r, nil, nil).table("form")
		} else {
			p.newFiller(form, r, q, nil).table("form")
		}
	}
	source.Sort(p.found)
	return p.found
}

// hoist takes sections out of the sections of their own level in which a fence
// put them, and sets them behind.
func hoist(blocks []doc.Block) []doc.Block {
	var out []doc.Block
	for _, b := range blocks {
		s, ok := b.(doc.Section)
		if !ok {
			out = append(out, b)
			continue
		}
		var own []doc.Block
		var lifted []doc.Block
		for _, c := range hoist(s.Body) {
			if sub, ok := c.(doc.Section); ok && sub.Level <= s.Level {
				lifted = append(lifted, sub)
				continue
			}
			own = append(own, c)
		}
		s.Body = own
		out = append(append(out, s), lifted...)
	}
	return out
}

// appendices numbers the appendices in their order.
func appendices(blocks []doc.Block) {
	n := 0
	for i, b := range blocks {
		if s, ok := b.(doc.Section); ok && s.Appendix > 0 {
			n++
			s.Appendix = n
			blocks[i] = s
		}
	}
}
