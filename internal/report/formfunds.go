package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// fundLine is one row of the funds: the whole, a part of the department's
// spending, or a source of the money.
type fundLine struct {
	row     *record.FormRow // the form's, nil for a source that the form has no row for
	caption string
	source  int // index of the source, −1 for none
}

// funds is the block of the money: the rows that the form has, then the sources
// that no row of the form takes in.
func (f *filler) funds(b *record.FormBlock, room int) []formRow {
	lines := f.fundLines(b)
	return f.grid(b, room, len(lines), func(i int, s slot) formCell {
		l := &lines[i]
		key := s.col.Key.Value
		switch {
		case key == "name" || key == "caption":
			return fundName(l)
		case l.row != nil && slices.ContainsFunc(l.row.Dash, func(d source.String) bool { return d.Value == key }):
			return s.dash("表样在这一格不填数")
		case l.row == nil || l.row.Key.Value == "source":
			return f.sourceCell(s, l)
		}
		return f.fundCell(s, l.row.Key.Value)
	})
}

// fundName heads a row of the funds.
func fundName(l *fundLine) formCell {
	indent := 0
	if l.row != nil {
		indent = int(l.row.Indent.Value)
	}
	return formCell{content: inlines(text(strings.Repeat("　", max(indent, 0)) + l.caption)), scope: "row"}
}

// sources are the fund sources of the form's record.
func (f *filler) sources() []record.FundSource {
	if f.project != nil {
		return f.project.Funds.Sources
	}
	return f.report.Funds.Sources
}

// fundLines are the rows of the block. A row that takes in several sources is
// printed once for each, since the record keeps them apart.
func (f *filler) fundLines(b *record.FormBlock) []fundLine {
	sources := f.sources()
	taken := make([]bool, len(sources))
	var out []fundLine
	for i := range b.Rows {
		r := &b.Rows[i]
		caption := f.years(r.Caption.Value)
		if r.Key.Value != "source" {
			out = append(out, fundLine{r, caption, -1})
			continue
		}
		var found []int
		for j := range sources {
			if takesIn(r, &sources[j]) && !taken[j] {
				found, taken[j] = append(found, j), true
			}
		}
		for _, j := range found {
			name := caption
			if len(found) > 1 {
				name += "（" + sourceName(&sources[j]) + "）"
			}
			out = append(out, fundLine{r, name, j})
		}
		if len(found) == 0 {
			out = append(out, fundLine{r, caption, -1})
		}
	}
	for j := range sources {
		if !taken[j] {
			out = append(out, fundLine{nil, sourceName(&sources[j]), j})
		}
	}
	return out
}

// takesIn reports whether a row of the form stands for a source.
func takesIn(r *record.FormRow, s *record.FundSource) bool {
	if r.Level.Value != "" {
		return r.Level.Value == s.Level.Value
	}
	return slices.ContainsFunc(r.Names, func(n source.String) bool { return n.Value == s.Name.Value })
}

// sourceName tells a source from others of its kind.
func sourceName(s *record.FundSource) string {
	name := s.Name.Value
	if name == "" {
		name = s.Level.Value
	}
	if y := itoa(int(s.Year.Value)); s.Year.Set && !strings.Contains(name, y) {
		name += y + "年"
	}
	if s.Out.Value {
		name += "，转出"
	}
	return name
}

// fundKeys are the columns that a block of funds may have.
func fundKeys() []string {
	return []string{"name", "initial", "budget", "received", "spent", "weight", "execution_rate", "score", "unspent"}
}

// fundCell is a sum of the whole, or of the basic or project spending.
func (f *filler) fundCell(s slot, row string) formCell {
	key := s.col.Key.Value
	prefix := ""
	if row == "basic" || row == "project" || row == "other" {
		prefix = row + "_"
	}
	if !slices.Contains(fundKeys(), key) {
		return f.unknown(s, fundKeys())
	}
	if prefix != "" && (key == "weight" || key == "score") {
		return s.dash("只有总额计分")
	}
	switch key {
	case "weight":
		return f.executionWeight(s)
	case "score":
		return f.figureOr(s, f.scored("execution_score"), func() formCell {
			return f.number(s, f.scores().Execution, f.scoreDigits(), dashText, "没有预算执行率得分")
		})
	}
	name := prefix + key
	return f.figureOr(s, f.inputOr(name), func() formCell {
		if a, ok := f.fundInput(name); ok {
			return f.amount(s, a, absentText, "没有填报")
		}
		return s.dash("没有这个数")
	})
}

// inputOr is the figure of an input; one that the source printed only as a total
// counts as the input.
func (f *filler) inputOr(name string) *metric.Figure {
	fig := f.figure(name)
	if fig != nil && !fig.OK() {
		return f.saidOr(fig)
	}
	if fig != nil {
		if _, input := fig.Origin.(metric.Input); !input {
			return f.saidOr(fig)
		}
	}
	return fig
}

// fundInput is a sum of the record by its name there.
func (f *filler) fundInput(name string) (source.Amount, bool) {
	v, _, ok := f.lookup("funds." + name)
	if !ok {
		return source.Amount{}, false
	}
	a, ok := v.(source.Amount)
	return a, ok
}

func (f *filler) scores() *record.Scores {
	if f.project != nil {
		return &f.project.Scores
	}
	return &f.report.Scores
}

// executionWeight is how many points the execution of the budget can earn.
func (f *filler) executionWeight(s slot) formCell {
	n := f.scores().ExecutionWeight
	if p := f.rules(); !n.Set && p != nil {
		n = p.Weights.Execution
	}
	if n.Set && n.Value.Number.Sign() == 0 {
		return s.dash("预算执行率不计分")
	}
	return centred(f.number(s, n, -1, dashText, "预算执行率不计分"))
}

// sourceCell is a sum of one source of the money.
func (f *filler) sourceCell(s slot, l *fundLine) formCell {
	key := s.col.Key.Value
	if !slices.Contains(fundKeys(), key) {
		return f.unknown(s, fundKeys())
	}
	if key == "weight" || key == "score" {
		return s.dash("只有总额计分")
	}
	if l.source < 0 {
		return s.dash("没有填报这种来源")
	}
	src := &f.sources()[l.source]
	if key == "execution_rate" {
		if src.Rate.Set {
			if said := f.rowFigure("sources", l.source, "execution_rate@stated"); said != nil {
				return f.figureOr(s, said, nil)
			}
			return s.set(inlines(text(src.Rate.Text)), doc.Right, "", "")
		}
		return f.figureOr(s, f.rowFigure("sources", l.source, "execution_rate"), func() formCell { return s.dash("没有计算这一来源的执行率") })
	}
	a := map[string]source.Amount{"initial": src.Initial, "budget": src.Budget, "received": src.Received, "spent": src.Spent}[key]
	if !a.Set {
		return s.set(nil, doc.Center, dashText, "没有填报")
	}
	return f.figureOr(s, f.rowFigure("sources", l.source, key), func() formCell { return f.amount(s, a, dashText, "没有填报") })
}
