package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// ledgerItem is a problem that is followed up: one of this year's, or one that is
// carried over from an earlier report.
type ledgerItem struct {
	year     int
	text     []doc.Inline
	origin   source.String
	cause    source.String
	measure  source.String
	owner    source.String
	due      source.Date
	progress source.String
	status   source.String
	use      source.String
}

// ledger lists the problems carried over, then those that the report names itself.
func (f *filler) ledger() []ledgerItem { return f.page.ledgerItems(f.report, f.earlier) }

func (p *page) ledgerItems(r *record.Report, earlier []*record.Report) []ledgerItem {
	var out []ledgerItem
	for i := range r.Ledger {
		x := &r.Ledger[i]
		it := ledgerItem{year: int(x.Year.Value), text: p.plain(x.Text, ""), origin: x.Origin, cause: x.Cause, measure: x.Measure,
			owner: x.Owner, due: x.Due, progress: x.Progress, status: x.Status, use: x.Use}
		if q := problemOf(earlier, it.year, x.Problem.Value); q != nil {
			it.fill(q, p)
		}
		out = append(out, it)
	}
	for i := range r.Problems {
		q := &r.Problems[i]
		it := ledgerItem{year: r.Year, text: p.flat(q.Text, ""), origin: q.Origin, cause: q.Cause, measure: q.Measure,
			owner: q.Owner, due: q.Due, status: q.Status}
		out = append(out, it)
	}
	return out
}

// problemOf is the problem of an earlier report, or nil.
func problemOf(earlier []*record.Report, year int, id string) *record.Problem {
	for _, r := range earlier {
		if r.Year != year || id == "" {
			continue
		}
		for i := range r.Problems {
			if r.Problems[i].ID.Value == id {
				return &r.Problems[i]
			}
		}
	}
	return nil
}

// fill takes from the earlier report what the ledger does not say again.
func (it *ledgerItem) fill(q *record.Problem, p *page) {
	if len(it.text) == 0 {
		it.text = p.bygone(q.Text)
	}
	for _, pair := range []struct{ to, from *source.String }{
		{&it.origin, &q.Origin}, {&it.cause, &q.Cause}, {&it.measure, &q.Measure}, {&it.owner, &q.Owner},
	} {
		if pair.to.Value == "" {
			*pair.to = *pair.from
		}
	}
	if !it.due.Set {
		it.due = q.Due
	}
}

// ledgerCell is a cell of the ledger.
func (f *filler) ledgerCell(i int, s slot, it *ledgerItem) formCell {
	switch s.col.Key.Value {
	case "n":
		return s.set(inlines(text(itoa(i+1))), doc.Center, "", "")
	case "year":
		if it.year == 0 {
			return s.set(nil, doc.Center, absentText, "没有写问题的年度")
		}
		return s.set(inlines(text(itoa(it.year))), doc.Center, "", "")
	case "text":
		return s.set(it.text, doc.Left, absentText, "没有写问题")
	case "origin":
		return centred(f.words(s, it.origin, dashText, "没有写问题的来源"))
	case "cause":
		return f.words(s, it.cause, dashText, "没有写原因")
	case "measure":
		return f.words(s, it.measure, absentText, "没有写整改措施")
	case "owner":
		return centred(f.words(s, it.owner, absentText, "没有写责任单位"))
	case "due":
		return f.date(s, it.due, absentText, "没有写完成时限")
	case "progress":
		return f.words(s, it.progress, dashText, "还没有进展可写")
	case "status":
		return centred(f.words(s, it.status, absentText, "没有写整改状态"))
	case "use":
		return f.words(s, it.use, dashText, "没有写结果应用")
	}
	return f.unknown(s, []string{"n", "year", "text", "origin", "cause", "measure", "owner", "due", "progress", "status", "use"})
}

func centred(c formCell) formCell {
	c.align = doc.Center
	return c
}

// flat is a Markdown text as the content of one cell: its paragraphs as lines.
func (p *page) flat(s source.String, project string) []doc.Inline {
	if strings.TrimSpace(s.Value) == "" {
		return nil
	}
	return flatten(p.proseOf(s, project, noHeadings))
}

// bygone is a text of an earlier report. Its figures are those of last year where
// they are known, else what the text calls them.
func (p *page) bygone(s source.String) []doc.Inline {
	blocks, _ := markdown.Parse(s.Value, markdown.Options{At: s.PlaceAt, Level: noHeadings,
		Figure: func(name string, _ source.Place) (doc.Inline, []source.Finding) {
			if set, ok := p.previous.(*metric.Set); ok && set != nil {
				if found := set.Resolve(name, ""); len(found) == 1 {
					return p.ref(found[0]), nil
				}
			}
			return text(name), nil
		}})
	return flatten(blocks)
}

// flatten makes lines of blocks.
func flatten(blocks []doc.Block) []doc.Inline {
	var out []doc.Inline
	line := func(in []doc.Inline) {
		if len(out) > 0 && len(in) > 0 {
			out = append(out, doc.Break{})
		}
		out = append(out, in...)
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Paragraph:
			line(b.Content)
		case doc.List:
			for i, item := range b.Items {
				in := flatten(item)
				if b.Ordered {
					in = append(inlines(text(itoa(b.Start+i)+". ")), in...)
				}
				line(in)
			}
		}
	}
	return out
}

// previousOf is the figure of last year that belongs to f, or nil.
func (p *page) previousOf(f *metric.Figure) *metric.Figure {
	if p.previous == nil || f == nil {
		return nil
	}
	return p.previous.Report(f.Metric)
}
