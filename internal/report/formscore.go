package report

import (
	"mingbai/internal/doc"
	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// targetCell is what an indicator aims at or what came of it; ok is false for
// other columns.
func (f *filler) targetCell(s slot, l *indicatorLine) (c formCell, ok bool) {
	ind := l.ind
	center := func(v source.String, std, why string) formCell { return f.short(s, v, std, why) }
	switch s.col.Key.Value {
	case "target":
		return center(ind.Target, absentText, "没有填写指标值"), true
	case "initial":
		if !ind.Initial.Set {
			return center(ind.Target, absentText, "没有填写指标值"), true
		}
		return center(ind.Initial, absentText, "没有填写年初指标值"), true
	case "adjusted":
		if !ind.Initial.Set {
			return s.set(nil, doc.Center, dashText, "年中没有调整"), true
		}
		return center(ind.Target, absentText, "没有填写指标值"), true
	case "midterm":
		return center(ind.MidTerm, dashText, "没有中期指标值"), true
	case "actual":
		return f.actual(center, l), true
	case "last_year":
		return center(ind.LastYear, dashText, "没有上年实际值"), true
	case "operator", "value", "unit":
		return f.targetPart(s, ind), true
	}
	return formCell{}, false
}

// short is a cell of words, in its middle where they are a value rather than a
// sentence.
func (f *filler) short(s slot, v source.String, std, why string) formCell {
	c := f.words(s, v, std, why)
	if s.col.Align.Value == "" && len([]rune(v.Value)) <= maxCentred {
		c.align = doc.Center
	}
	return c
}

// maxCentred is the length up to which a target or an actual is centred; longer
// ones are sentences.
const maxCentred = 12

// actual is what came of an indicator: a value, a tier or a rate of completion.
func (f *filler) actual(center func(source.String, string, string) formCell, l *indicatorLine) formCell {
	if l.seen != nil {
		return center(l.seen.Actual, absentText, "没有填写已完成值")
	}
	for _, v := range []source.String{l.ind.Actual, l.ind.Band, l.ind.Rate} {
		if v.Value != "" {
			return center(v, "", "")
		}
	}
	return center(l.ind.Actual, absentText, "没有填写实际完成值")
}

// targetPart is the operator, the number or the unit of a target.
func (f *filler) targetPart(s slot, ind *record.Indicator) formCell {
	op, value, unit := splitTarget(ind)
	part := map[string]string{"operator": op, "value": value, "unit": unit}[s.col.Key.Value]
	if part == "" {
		std := dashText
		if ind.Target.Value == "" {
			std = absentText
		}
		return s.set(nil, doc.Center, std, "指标值里没有这一部分")
	}
	return s.set(inlines(text(part)), doc.Center, "", "")
}

// splitTarget takes a target apart as forms with three columns print it.
func splitTarget(ind *record.Indicator) (op, value, unit string) {
	number := func(d money.Decimal) string { return d.Number.Text(d.Scale, money.HalfUp) }
	switch t := ind.TargetValue().(type) {
	case record.NotGiven:
		return "", "", ""
	case record.Threshold:
		return opText(t.Op), number(t.Number), t.Unit
	case record.Zero:
		return opText(t.Op), "0", t.Unit
	case record.Range:
		return "区间", number(t.Lo) + "~" + number(t.Hi), t.Unit
	case record.PerRatio:
		return opText(t.Op), number(t.Number) + "/" + number(t.Per), t.Unit
	}
	return "定性", ind.Target.Value, ""
}

func opText(o record.Op) string {
	if o == record.Plain {
		return "="
	}
	return o.String()
}

// scoreCell is a weight or a score; ok is false for other columns.
func (f *filler) scoreCell(s slot, list string, l *indicatorLine) (c formCell, ok bool) {
	ind := l.ind
	points := func(field string, n source.Number, decimals int, std, why string) (formCell, bool) {
		if !n.Set {
			return f.figureOr(s, f.computed(list, l.i, field), func() formCell { return s.set(nil, doc.Center, std, why) }), true
		}
		return f.figureOr(s, f.saidOr(f.rowFigure(list, l.i, field)), func() formCell { return f.number(s, n, decimals, std, why) }), true
	}
	switch s.col.Key.Value {
	case "weight":
		c, ok = points("weight", ind.Weight, -1, dashText, "没有分值")
		c.align = doc.Center
		return c, ok
	case "score":
		std := absentText
		if !ind.Weight.Set {
			std = dashText
		}
		return points("score", ind.Score, f.scoreDigits(), std, "没有填报得分")
	case "reviewed_score":
		return points("reviewed_score", ind.Reviewed, f.scoreDigits(), dashText, "没有复核")
	case "finance_score":
		return points("finance_score", ind.Finance, f.scoreDigits(), dashText, "财政部门没有审核")
	case "third_score":
		return points("third_score", ind.ThirdParty, f.scoreDigits(), dashText, "没有第三方评价")
	case "converted":
		return points("converted", ind.Converted, f.scoreDigits(), dashText, "没有折算得分")
	case "coefficient":
		return points("coefficient", ind.Coefficient, -1, dashText, "没有得分系数")
	case "share":
		return points("share", ind.Share, -1, dashText, "没有权重占比")
	case "rate":
		if ind.Rate.Value != "" {
			return f.words(s, ind.Rate, "", ""), true
		}
		return f.figureOr(s, f.rowFigure(list, l.i, "achievement"), func() formCell { return s.set(nil, doc.Center, dashText, "没有完成率") }), true
	case "band":
		return f.words(s, ind.Band, dashText, "没有档次"), true
	case "level1_weight", "level1_score":
		return f.dimensionCell(s, l, false), true
	case "level2_weight", "level2_score":
		return f.dimensionCell(s, l, true), true
	}
	return formCell{}, false
}

// computed is a score that the rules give where none was given: only in a form
// that is still being filled in, since a published one has what it has.
func (f *filler) computed(list string, i int, field string) *metric.Figure {
	switch fig := f.rowFigure(list, i, field); {
	case fig == nil || !fig.OK() || !waiting(f.report):
		return nil
	default:
		return fig
	}
}

// dimensionCell is what the form prints for a whole level of the indicators.
func (f *filler) dimensionCell(s slot, l *indicatorLine, second bool) formCell {
	rows, list := f.report.Dimensions, "dimensions"
	if f.project != nil {
		rows = f.project.Dimensions
	}
	key := s.col.Key.Value
	for i := range rows {
		d := &rows[i]
		if d.Level1.Value != l.level1 || second != (d.Level2.Value != "") || second && d.Level2.Value != l.level2 {
			continue
		}
		n, field := d.Weight, "weight"
		decimals := -1
		if key == "level1_score" || key == "level2_score" {
			n, field, decimals = d.Score, "score", f.scoreDigits()
		}
		c := f.figureOr(s, f.rowFigure(list, i, field), func() formCell { return f.number(s, n, decimals, dashText, "没有印出小计") })
		c.align, c.merge = doc.Center, l.level1
		if second {
			c.merge += "\n" + l.level2
		}
		return c
	}
	c := s.set(nil, doc.Center, dashText, "没有印出小计")
	if c.merge = l.level1; second {
		c.merge += "\n" + l.level2
	}
	return c
}
