package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// slot is where a value of a form goes: a column of a block.
type slot struct {
	block *record.FormBlock
	col   *record.FormColumn
}

// What a cell of a form prints where the record has no value.
const (
	absentText = "未填报" // a value was due
	dashText   = "—"   // none can be
)

// set finishes a cell: its content, or what an empty cell prints. std is that
// where neither column nor block says it, and why tells the reader the reason.
func (s slot) set(content []doc.Inline, align doc.Align, std, why string) formCell {
	if len(content) == 0 {
		empty := std
		switch {
		case s.col != nil && s.col.Empty.Set:
			empty = s.col.Empty.Value
		case s.block != nil && s.block.Empty.Set:
			empty = s.block.Empty.Value
		}
		if empty != "" {
			content = inlines(doc.None{S: empty, Title: why})
		}
		if empty == dashText {
			align = doc.Center
		}
	}
	if s.col != nil {
		switch s.col.Align.Value {
		case "left":
			align = doc.Left
		case "center":
			align = doc.Center
		case "right":
			align = doc.Right
		}
	}
	return formCell{content: content, align: align}
}

// dash is a cell that has no value here by the form's own rules.
func (s slot) dash(why string) formCell {
	return s.fixed(inlines(none(why)), doc.Center)
}

// fixed is a cell that is never empty.
func (s slot) fixed(content []doc.Inline, align doc.Align) formCell {
	return formCell{content: content, align: align}
}

// words is a text of the record; why tells what is missing where it has none.
func (f *filler) words(s slot, v source.String, std, why string) formCell {
	return s.set(f.plain(v), doc.Left, std, why)
}

// date is a day of the record.
func (f *filler) date(s slot, d source.Date, std, why string) formCell {
	if !d.Set {
		return s.set(nil, doc.Center, std, why)
	}
	return s.set(inlines(text(chineseDate(d))), doc.Center, std, why)
}

// figureOr is a figure, or what the record has where no figure stands for it.
func (f *filler) figureOr(s slot, fig *metric.Figure, otherwise func() formCell) formCell {
	if fig == nil {
		return otherwise()
	}
	align := doc.Decimal
	if !fig.OK() {
		align = doc.Center
	}
	return s.set(inlines(f.printed(s, fig)), align, "", "")
}

// printed is a figure in the unit and with the decimals that the form wants.
func (f *filler) printed(s slot, fig *metric.Figure) doc.FigureRef {
	r := f.saidRef(fig)
	r.Unit = ""
	if !fig.OK() {
		return r
	}
	unit, digits := fig.Unit, fig.Digits
	if fig.Kind() == "amount" {
		unit = f.unit.Name
	}
	if s.col != nil && s.col.Decimals.Set {
		digits = int(s.col.Decimals.Value)
	}
	if unit != fig.Unit || digits != fig.Digits {
		r.Text = metric.Format(fig.Value, unit, digits, fig.Rounding)
	}
	if fig.Kind() == "amount" {
		r.Text = f.grouped(r.Text)
	}
	return r
}

// grouped parts the thousands of a sum in 元 by commas, as accounts in 元 do; sums
// in larger units have none.
func (f *filler) grouped(s string) string {
	whole, frac, point := strings.Cut(s, ".")
	if len(whole) > 0 && (whole[0] < '0' || whole[0] > '9') {
		return s
	}
	if f.unit != money.Yuan || len(whole) < 4 {
		return s
	}
	out := ""
	for len(whole) > 3 {
		out = "," + whole[len(whole)-3:] + out
		whole = whole[:len(whole)-3]
	}
	out = whole + out
	if point {
		out += "." + frac
	}
	return out
}

// amount is a sum of money that the record gives.
func (f *filler) amount(s slot, a source.Amount, std, why string) formCell {
	if !a.Set {
		return s.set(nil, doc.Center, std, why)
	}
	return s.set(inlines(text(f.grouped(a.Value.Text(f.unit, s.decimals(2), f.rounding())))), doc.Decimal, std, why)
}

// number is a number that the record gives, with so many decimals; −1 leaves it
// as written.
func (f *filler) number(s slot, n source.Number, decimals int, std, why string) formCell {
	if !n.Set {
		return s.set(nil, doc.Center, std, why)
	}
	if decimals = s.decimals(decimals); decimals < 0 {
		decimals = n.Value.Scale
	}
	return s.set(inlines(text(n.Value.Number.Text(decimals, f.rounding()))), doc.Decimal, std, why)
}

func (s slot) decimals(otherwise int) int {
	if s.col != nil && s.col.Decimals.Set {
		return int(s.col.Decimals.Value)
	}
	return otherwise
}

// count is a whole number that the record gives.
func (f *filler) count(s slot, n source.Int, std, why string) formCell {
	if !n.Set {
		return s.set(nil, doc.Center, std, why)
	}
	return s.set(inlines(text(itoa(int(n.Value)))), doc.Decimal, std, why)
}

// rules are the rules by which the form's record is evaluated.
func (f *filler) rules() *record.Profile {
	if f.project != nil && f.project.Rules != nil {
		return f.project.Rules
	}
	return f.report.Rules
}

func (f *filler) rounding() money.Mode {
	if p := f.rules(); p != nil && p.Rounding.Value == "half-even" {
		return money.HalfEven
	}
	return money.HalfUp
}

// scoreDigits is how many decimals a score is published with.
func (f *filler) scoreDigits() int {
	if p := f.rules(); p != nil && p.Scoring.Decimals.Set {
		return int(p.Scoring.Decimals.Value)
	}
	return 2
}

// figure is the figure of that metric of the form's record, or nil.
func (f *filler) figure(name string) *metric.Figure {
	if f.marks.set == nil {
		return nil
	}
	if f.project != nil {
		return f.marks.set.Project(f.project.ID, name)
	}
	return f.marks.set.Report(name)
}

// saidOr is a figure as the source has it; nil for none.
func (f *filler) saidOr(fig *metric.Figure) *metric.Figure {
	if fig == nil {
		return nil
	}
	return f.settled(fig)
}

// scored is a score of the record as a whole: as it was stated, else by the rules,
// but in a transcribed form, which has what it has.
func (f *filler) scored(name string) *metric.Figure {
	fig := f.figure(name)
	if f.own(fig) == nil {
		return nil
	}
	return f.saidOr(fig)
}

// rowFigure is the figure of a field of row i of one of the record's lists, or
// nil.
func (f *filler) rowFigure(list string, i int, field string) *metric.Figure {
	if f.marks.set == nil {
		return nil
	}
	key := f.marks.set.ID + "/"
	if f.project != nil {
		key += "projects/" + f.project.ID + "/"
	}
	return f.marks.set.Get(key + list + "/" + itoa(i+1) + "/" + field)
}

// id is the project whose figures bare labels mean, "" for the report.
func (f *filler) id() string {
	if f.project != nil {
		return f.project.ID
	}
	return ""
}

// plain is a text that is printed as it stands: its lines, and the figures that
// {{…}} names.
func (f *filler) plain(v source.String) []doc.Inline { return f.page.plain(v, f.id()) }

// plain is a text without Markdown: line ends are kept, {{name}} is a figure, and
// what a check takes exception to is marked.
func (p *page) plain(v source.String, project string) []doc.Inline {
	s := strings.TrimSpace(v.Value)
	if s == "" {
		return nil
	}
	base := strings.Index(v.Value, s)
	var out []doc.Inline
	quotes := p.quotes(v)
	slices.SortFunc(quotes, func(a, b markdown.Quote) int { return a.Start - b.Start })
	for i := 0; i < len(s); {
		for len(quotes) > 0 && quotes[0].Start < base+i {
			quotes = quotes[1:] // overlaps the one before
		}
		if len(quotes) > 0 && quotes[0].Start == base+i {
			end := min(quotes[0].End-base, len(s))
			m := quotes[0].Mark()
			out = append(out, doc.Said{Content: inlines(text(s[i:end])), Mark: &m})
			i = end
			continue
		}
		if name, end, ok := figureName(s[i:]); ok {
			n, found := p.named(name, project, v.PlaceAt(base+i+2))
			p.found = append(p.found, found...)
			if n != nil {
				out = append(out, n)
			}
			i += end
			continue
		}
		end := plainEnd(s[i:])
		if len(quotes) > 0 {
			end = min(end, quotes[0].Start-base-i)
		}
		out = appendLines(out, s[i:i+end])
		i += end
	}
	return append(out, p.marksAt(v.Place)...)
}

// marksAt are the marks of the findings about a whole text.
func (p *page) marksAt(at source.Place) []doc.Inline {
	var out []doc.Inline
	for i := range p.marks.findings {
		if f := &p.marks.findings[i]; f.Quote == "" && at.Line > 0 && f.Place == at {
			out = append(out, p.marks.mark(i))
		}
	}
	return out
}

// figureName reads {{name}} at the start of s; end is its length.
func figureName(s string) (name string, end int, ok bool) {
	if !strings.HasPrefix(s, "{{") {
		return "", 0, false
	}
	i := strings.Index(s, "}}")
	if i < 0 || strings.Contains(s[:i], "\n") {
		return "", 0, false
	}
	return strings.TrimSpace(s[2:i]), i + 2, true
}

// plainEnd is how far plain text reaches: to the next {{, and at least one byte.
func plainEnd(s string) int {
	if i := strings.Index(s[1:], "{{"); i >= 0 {
		return i + 1
	}
	return len(s)
}

// appendLines appends text whose line ends are kept.
func appendLines(out []doc.Inline, s string) []doc.Inline {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			out = append(out, doc.Break{})
		}
		if line = strings.Trim(line, " \t\r　"); line != "" {
			out = append(out, text(line))
		}
	}
	return out
}
