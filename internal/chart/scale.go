package chart

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/money"
)

// Scale is a round scale from zero that the bars of a table share.
type Scale struct {
	Step  money.Number
	Steps int
}

// Measures of a table's bars and of their scale, in thousandths of a rem.
const (
	shareBar   = 750 // a share, solid
	budgetBar  = 875 // a budget, outlined, with what is spent of it, solid
	outline    = 50  // by which an outline stays inside
	scaleLine  = 1_080
	scaleDepth = 1_500
)

// NewScale finds the smallest round scale of three or four steps that holds all
// values. Its step is 1, 2, 2.5 or 5 times a power of ten. Where nothing is above
// zero the scale has no steps and every bar is empty.
func NewScale(values []money.Number) Scale {
	top := money.Int(0)
	for _, v := range values {
		if v.Cmp(top) > 0 {
			top = v
		}
	}
	if top.Sign() == 0 {
		return Scale{}
	}
	ten := money.Int(10)
	unit := money.Int(1)
	for unit.Cmp(top) >= 0 {
		unit, _ = unit.Quo(ten)
	}
	for unit.Mul(ten).Cmp(top) < 0 {
		unit = unit.Mul(ten)
	}
	// Now unit < top ≤ 10 unit.
	for _, f := range []money.Number{money.Frac(1, 2), money.Int(1), money.Int(2), money.Frac(5, 2)} {
		step := unit.Mul(f)
		if step.Mul(money.Int(4)).Cmp(top) < 0 {
			continue
		}
		if step.Mul(money.Int(3)).Cmp(top) >= 0 {
			return Scale{step, 3}
		}
		return Scale{step, 4}
	}
	panic("chart: no scale")
}

// Max is the value at the right end.
func (s Scale) Max() money.Number { return s.Step.Mul(money.Int(int64(s.Steps))) }

// Head draws the scale itself: its numbers, the last one with its unit.
func (s Scale) Head(id, unit string) doc.Drawing {
	d := doc.Drawing{ID: id, Height: scaleDepth}
	for i := range s.Steps + 1 {
		value := s.Step.Mul(money.Int(int64(i)))
		text, _ := value.Exact()
		l := doc.Label{X: doc.Full * i / max(s.Steps, 1), Y: scaleLine, Anchor: doc.Middle, Small: true}
		text = group(text)
		switch {
		case i == 0:
			l.Anchor = doc.Start
		case i == s.Steps:
			l.Anchor = doc.End
			text += unit
		}
		l.Parts = []doc.LabelPart{{Text: text}}
		d.Shapes = append(d.Shapes, l)
	}
	return d
}

// Share draws one value as a solid bar.
func (s Scale) Share(id string, value money.Number) doc.Drawing {
	d := doc.Drawing{ID: id, Height: shareBar}
	if w := s.position(value); w > 0 {
		d.Shapes = append(d.Shapes, doc.Rect{W: w, H: shareBar, Fill: doc.Solid})
	}
	return d
}

// Budget draws an outline for a budget and a solid bar for what is spent of it; a
// dashed outline alone when that is not reported.
func (s Scale) Budget(id string, budget money.Number, spent *money.Number) doc.Drawing {
	d := doc.Drawing{ID: id, Height: budgetBar}
	fill := doc.Open
	if spent == nil {
		fill = doc.Dashed
	}
	if w := s.position(budget); w > 0 {
		d.Shapes = append(d.Shapes, doc.Rect{W: w, Y: outline, H: budgetBar - 2*outline, Fill: fill})
	}
	if spent != nil {
		if w := s.position(*spent); w > 0 {
			d.Shapes = append(d.Shapes, doc.Rect{W: w, H: budgetBar, Fill: doc.Solid})
		}
	}
	return d
}

func (s Scale) position(v money.Number) int { return position(share(v, s.Max())) }

// group puts a comma before each three digits of the whole part of four or more.
func group(s string) string {
	var b strings.Builder
	s, negative := strings.CutPrefix(s, "-")
	if negative {
		b.WriteString("−")
	}
	whole, frac, point := strings.Cut(s, ".")
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteByte(whole[i])
	}
	if point {
		b.WriteString("." + frac)
	}
	return b.String()
}
