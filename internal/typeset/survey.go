package typeset

import "mingbai/internal/doc"

// survey learns before anything is set which places a link can lead to, which
// notes there are, and which of their marks the text refers to.
func (s *setter) survey(in []doc.Block) {
	for _, b := range in {
		switch b := b.(type) {
		case doc.Title:
			s.surveyFields(b.By)
		case doc.Section:
			s.know(b.ID)
			s.surveyText(b.Title)
			s.survey(b.Body)
		case doc.Summary:
			s.know(b.ID)
			s.surveyText(b.Lead)
			for i := range b.Keys {
				s.refer(b.Keys[i].Figure.Mark)
			}
			if b.Chart != nil {
				s.know(b.Chart.ID)
			}
		case doc.Paragraph:
			s.surveyText(b.Content)
			for i := range b.Notes {
				if m := b.Notes[i].Mark; m != nil {
					s.notes[m.N] = append(s.notes[m.N], &footnote{note: &b.Notes[i]})
				}
			}
		case doc.List:
			for _, item := range b.Items {
				s.survey(item)
			}
		case doc.Table:
			s.surveyTable(&b)
		case doc.Chart:
			s.know(b.ID)
			if b.Data != nil {
				s.surveyTable(b.Data)
			}
		case doc.Entries:
			s.surveyEntries(&b)
		case doc.Differences:
			for i := range b.Items {
				d := &b.Items[i]
				s.know(d.ID)
				for _, in := range [...][]doc.Inline{d.Stated, d.Computed, d.Diff, d.Text} {
					s.surveyText(in)
				}
			}
		case doc.Fields:
			s.know(b.ID)
			s.surveyFields(b.Items)
		}
	}
}

// know remembers a place that links can lead to.
func (s *setter) know(id string) {
	if id != "" {
		s.ids[id] = true
	}
}

// refer remembers a mark in the text.
func (s *setter) refer(m *doc.Mark) {
	if m != nil {
		s.refs[m.N] = true
	}
}

func (s *setter) surveyFields(fields []doc.Field) {
	for i := range fields {
		s.surveyText(fields[i].Content)
	}
}

func (s *setter) surveyTable(t *doc.Table) {
	s.know(t.ID)
	for _, rows := range [...][]doc.Row{t.Head, t.Body, t.Foot} {
		for i := range rows {
			s.know(rows[i].ID)
			for j := range rows[i].Cells {
				if c := &rows[i].Cells[j]; !c.Hidden {
					s.surveyText(c.Content)
				}
			}
		}
	}
	for _, n := range t.Notes {
		s.surveyText(n)
	}
}

func (s *setter) surveyEntries(b *doc.Entries) {
	for i := range b.Items {
		e := &b.Items[i]
		s.know(e.ID)
		s.refer(e.Figure.Mark)
		for _, in := range [...][]doc.Inline{e.Formula, e.Arithmetic, e.Stated} {
			s.surveyText(in)
		}
		for j := range e.Inputs {
			s.refer(e.Inputs[j].Figure.Mark)
		}
	}
}

// surveyText finds the marks of a text.
func (s *setter) surveyText(in []doc.Inline) {
	for _, n := range in {
		switch n := n.(type) {
		case doc.Strong:
			s.surveyText(n.Content)
		case doc.Emphasis:
			s.surveyText(n.Content)
		case doc.Link:
			s.surveyText(n.Content)
		case doc.FigureRef:
			s.refer(n.Mark)
		case doc.Said:
			s.surveyText(n.Content)
			s.refer(n.Mark)
		case doc.Mark:
			s.refer(&n)
		}
	}
}
