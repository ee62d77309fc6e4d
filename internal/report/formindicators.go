package report

import (
	"slices"

	"mingbai/internal/doc"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// indicatorLine is one row of the indicators.
type indicatorLine struct {
	i              int // index in the record's list, −1 for a row that the tree keeps
	ind            *record.Indicator
	level1, level2 string
	seen           *record.MonitoredIndicator // in the year, of a monitoring
}

// indicators is the block of the indicators, in the order of the profile's tree.
func (f *filler) indicators(b *record.FormBlock, room int) []formRow {
	list, lines := f.indicatorLines(b)
	rows := f.grid(b, room, len(lines), func(i int, s slot) formCell {
		l := &lines[i]
		switch s.col.Key.Value {
		case "level1":
			return f.level1(l, lines)
		case "level2":
			return levelCell(l.level2)
		}
		return f.indicatorCell(s, list, i, l)
	})
	if n := len(rows) - len(lines); n >= 0 {
		merge(b, rows[n:])
	}
	return rows
}

// indicatorLines lists the rows of a block: level-1 and level-2 indicators in the
// order of the profile's tree, else in that of the record.
func (f *filler) indicatorLines(b *record.FormBlock) (list string, out []indicatorLine) {
	list, own := "indicators", f.report.Indicators
	if f.project != nil {
		own = f.project.Indicators
	}
	var seen []record.MonitoredIndicator
	switch b.Kind.Value {
	case "approved":
		list, own = "approved", f.report.Approved
		if f.project != nil {
			own = f.project.Approved
		}
	case "monitored":
		if f.project != nil && len(f.project.Monitoring) > 0 {
			seen = f.project.Monitoring[len(f.project.Monitoring)-1].Indicators
		}
		if len(own) == 0 && f.project != nil {
			list, own = "approved", f.project.Approved
		}
	}
	for i := range own {
		l := indicatorLine{i: i, ind: &own[i], level1: own[i].Level1.Value, level2: own[i].Level2.Value}
		for j := range seen {
			if seen[j].Name.Value == own[i].Name.Value {
				l.seen = &seen[j]
			}
		}
		if b.Kind.Value != "monitored" || l.seen != nil {
			out = append(out, l)
		}
	}
	if b.Tree.Value {
		out = f.withTree(out)
	}
	f.sortByTree(out)
	return list, out
}

// dimension is the place of a level-1 indicator in the profile's tree.
func (f *filler) dimension(name string) (int, *record.Dimension) {
	p := f.rules()
	if p == nil {
		return 0, nil
	}
	for i := range p.Dimensions {
		d := &p.Dimensions[i]
		if d.Name.Value == name || slices.ContainsFunc(d.Alias, func(a source.String) bool { return a.Value == name }) {
			return i, d
		}
	}
	return len(p.Dimensions), nil
}

// withTree adds a row for every level-2 indicator of the tree that has none.
func (f *filler) withTree(lines []indicatorLine) []indicatorLine {
	p := f.rules()
	if p == nil {
		return lines
	}
	for i := range p.Dimensions {
		d := &p.Dimensions[i]
		name := d.Name.Value
		for j := range lines {
			if at, _ := f.dimension(lines[j].level1); at == i {
				name = lines[j].level1 // as the record writes it
				break
			}
		}
		for _, level2 := range d.Level2 {
			has := slices.ContainsFunc(lines, func(l indicatorLine) bool { return l.level1 == name && l.level2 == level2.Value })
			if !has {
				lines = append(lines, indicatorLine{i: -1, ind: &record.Indicator{}, level1: name, level2: level2.Value})
			}
		}
	}
	return lines
}

// sortByTree puts rows in the order of the tree. What the tree does not know keeps
// the order in which it first appears, behind.
func (f *filler) sortByTree(lines []indicatorLine) {
	first1, first2 := map[string]int{}, map[string]int{}
	for i, l := range lines {
		if _, ok := first1[l.level1]; !ok {
			first1[l.level1] = i
		}
		if _, ok := first2[l.level1+"\n"+l.level2]; !ok {
			first2[l.level1+"\n"+l.level2] = i
		}
	}
	rank := func(l indicatorLine) (int, int, int, int) {
		at, d := f.dimension(l.level1)
		second := 1 << 20
		if d != nil {
			if k := slices.IndexFunc(d.Level2, func(s source.String) bool { return s.Value == l.level2 }); k >= 0 {
				second = k
			}
		}
		return at, first1[l.level1], second, first2[l.level1+"\n"+l.level2]
	}
	slices.SortStableFunc(lines, func(a, b indicatorLine) int {
		a1, a2, a3, a4 := rank(a)
		b1, b2, b3, b4 := rank(b)
		return slices.Compare([]int{a1, a2, a3, a4}, []int{b1, b2, b3, b4})
	})
}

// levelCell heads the rows of a level-1 or level-2 indicator.
func levelCell(name string) formCell {
	if name == "" {
		return formCell{content: inlines(none("没有写明")), align: doc.Center}
	}
	return formCell{content: inlines(text(name)), scope: "row", align: doc.Center, merge: name}
}

// level1 is a level-1 indicator, with the points that the profile gives it where
// its rows keep to them.
func (f *filler) level1(l *indicatorLine, lines []indicatorLine) formCell {
	c := levelCell(l.level1)
	_, d := f.dimension(l.level1)
	if d == nil || !d.Weight.Set {
		return c
	}
	sum := money.Int(0)
	for i := range lines {
		if w := lines[i].ind.Weight; lines[i].level1 == l.level1 && w.Set && applies(lines[i].ind) {
			sum = sum.Add(w.Value.Number)
		}
	}
	if sum.Cmp(d.Weight.Value.Number) == 0 {
		c.content = append(c.content, doc.Break{}, text("（"+d.Weight.Literal+"分）"))
	}
	return c
}

// applies reports whether an indicator is measured at all.
func applies(i *record.Indicator) bool { return !i.Applicable.Set || i.Applicable.Value }

// indicatorKeys are the columns that a block of indicators may have.
func indicatorKeys() []string {
	return []string{"n", "level1", "level2", "name", "operator", "target", "value", "unit", "initial", "adjusted", "midterm", "actual",
		"rate", "band", "weight", "score", "coefficient", "reviewed_score", "finance_score", "third_score", "converted", "share",
		"level1_weight", "level2_weight", "level1_score", "level2_score", "cause", "measure", "reason", "evidence", "core", "last_year",
		"expected", "lack", "outlook"}
}

// indicatorCell is a cell of row n of the indicators.
func (f *filler) indicatorCell(s slot, list string, n int, l *indicatorLine) formCell {
	key, ind := s.col.Key.Value, l.ind
	switch key {
	case "n":
		return s.set(inlines(text(itoa(n+1))), doc.Center, "", "")
	case "name":
		c := f.words(s, ind.Name, dashText, "没有设这一类指标")
		if ind.Name.Value != "" {
			c.scope = "row"
		}
		return c
	}
	if !slices.Contains(indicatorKeys(), key) {
		return f.unknown(s, indicatorKeys())
	}
	if l.i < 0 {
		return s.dash("没有设这一类指标")
	}
	if !applies(ind) {
		if key == "reason" || key == "cause" {
			return f.notApplicable(s, ind)
		}
		return s.dash("不适用")
	}
	if c, ok := f.targetCell(s, l); ok {
		return c
	}
	if c, ok := f.scoreCell(s, list, l); ok {
		return c
	}
	return f.reasonCell(s, l)
}

func (f *filler) notApplicable(s slot, ind *record.Indicator) formCell {
	why := inlines(text("不适用"))
	if ind.Why.Value != "" {
		why = append(why, text("："))
		why = append(why, f.plain(ind.Why)...)
		return s.fixed(why, doc.Left)
	}
	return s.fixed(why, doc.Center)
}

// reasonCell explains an indicator.
func (f *filler) reasonCell(s slot, l *indicatorLine) formCell {
	const why = "没有需要说明的"
	ind := l.ind
	switch s.col.Key.Value {
	case "cause":
		if l.seen != nil {
			return f.words(s, l.seen.Cause, dashText, why)
		}
		return f.words(s, ind.Cause, dashText, why)
	case "measure":
		return f.words(s, ind.Measure, dashText, why)
	case "evidence":
		return f.words(s, ind.Evidence, dashText, "没有写明依据")
	case "reason":
		content := f.plain(ind.Cause)
		if more := f.plain(ind.Measure); len(more) > 0 {
			if len(content) > 0 {
				content = append(withoutStop(content), text("；"))
			}
			content = append(content, more...)
		}
		return s.set(content, doc.Left, dashText, why)
	case "core":
		return s.set(inlines(text(map[bool]string{true: "是", false: "否"}[ind.Core.Value])), doc.Center, "", "")
	}
	if l.seen == nil {
		return s.set(nil, doc.Center, dashText, "没有监控")
	}
	switch s.col.Key.Value {
	case "expected":
		return f.short(s, l.seen.Expected, absentText, "没有填写全年预计完成值")
	case "lack":
		return f.short(s, l.seen.Lack, dashText, why)
	}
	return f.short(s, l.seen.Outlook, absentText, "没有填写完成目标的可能性")
}

// withoutStop takes the full stop off a text that goes on.
func withoutStop(in []doc.Inline) []doc.Inline {
	if t, ok := in[len(in)-1].(doc.Text); ok {
		for _, stop := range []string{"。", "；", "，"} {
			if len(t.S) > len(stop) && t.S[len(t.S)-len(stop):] == stop {
				in[len(in)-1] = doc.Text{S: t.S[:len(t.S)-len(stop)]}
				break
			}
		}
	}
	return in
}
