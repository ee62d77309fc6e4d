package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// What is printed where there is no value.
const (
	textAbsent    = "未填报"
	textUndefined = "—"
)

// Format makes text of a value: the one place where a number that is published is
// rounded. A ratio is printed in percent, with its sign; nothing else carries its
// unit. The unit of an amount must be 元, 万元 or 亿元.
func Format(v Value, unit string, digits int, mode money.Mode) string {
	switch v := v.(type) {
	case Amount:
		return v.V.Text(moneyUnit(unit), digits, mode)
	case Ratio:
		return v.V.Mul(money.Int(100)).Text(digits, mode) + "%"
	case Score:
		return v.V.Text(digits, mode)
	case Count:
		return v.V.Text(digits, mode)
	case Quantity:
		return v.V.Text(digits, mode)
	case Limit:
		return v.Op + Format(v.Of, unit, digits, mode)
	case Range:
		return Format(v.Low, unit, digits, mode) + "~" + Format(v.High, unit, digits, mode)
	case Date:
		return v.S
	case Tier:
		return v.S
	case Text:
		return v.S
	case Absent:
		return textAbsent
	case Undefined:
		return textUndefined
	}
	panic("metric: unknown value")
}

func moneyUnit(name string) money.Unit {
	u, ok := money.UnitNamed(name)
	if !ok {
		panic("metric: “" + name + "” is no unit of money")
	}
	return u
}

// Shown is the figure as it is published: without a unit, but for % on ratios.
func (f *Figure) Shown() string {
	s := Format(f.Value, f.Unit, f.Digits, f.Rounding)
	if n, ok := f.Exact(); f.Signed && ok && n.Sign() > 0 {
		return "+" + s
	}
	return s
}

// WithUnit is the figure as running text has it: with its unit; a ratio carries its
// own, and what has no value has none.
func (f *Figure) WithUnit() string {
	if !f.OK() || f.Kind() == "ratio" {
		return f.Shown()
	}
	return f.Shown() + f.Unit
}

// Status is ok, absent or undefined.
func (f *Figure) Status() string {
	switch f.Value.(type) {
	case Absent:
		return "absent"
	case Undefined:
		return "undefined"
	}
	return "ok"
}

// OK reports whether the figure has a value.
func (f *Figure) OK() bool { return f.Status() == "ok" }

// Reason says in Chinese why the figure has no value; "" when it has one.
func (f *Figure) Reason() string {
	switch v := f.Value.(type) {
	case Absent:
		return v.Why
	case Undefined:
		return v.Why
	}
	return ""
}

// Kind is amount, ratio, score, count, quantity, range, date, tier or text. A
// figure without a value has the kind that its value would have; a target that is
// a limit has the kind of the limit.
func (f *Figure) Kind() string {
	v := f.Value
	if l, ok := v.(Limit); ok {
		v = l.Of
	}
	switch v.(type) {
	case Amount:
		return "amount"
	case Ratio:
		return "ratio"
	case Score:
		return "score"
	case Count:
		return "count"
	case Quantity:
		return "quantity"
	case Range:
		return "range"
	case Date:
		return "date"
	case Tier:
		return "tier"
	case Text:
		return "text"
	}
	if f.kind != "" {
		return f.kind
	}
	switch f.Unit {
	case "元", "万元", "亿元":
		return "amount"
	case "%":
		return "ratio"
	case "分":
		return "score"
	case "个":
		return "count"
	}
	return "quantity"
}

// Exact is the value as formulas compute with it: an amount in 分, a ratio as the
// plain ratio (0.9458), a limit as its number. ok is false where there is no
// number.
func (f *Figure) Exact() (n money.Number, ok bool) { return exact(f.Value) }

func exact(v Value) (n money.Number, ok bool) {
	switch v := v.(type) {
	case Amount:
		return v.V.Number(), true
	case Ratio:
		return v.V, true
	case Score:
		return v.V, true
	case Count:
		return v.V, true
	case Quantity:
		return v.V, true
	case Limit:
		return exact(v.Of)
	}
	return money.Number{}, false
}

// InUnit is the exact value that Shown rounds: an amount in the figure's unit, a
// ratio in percent.
func (f *Figure) InUnit() (n money.Number, ok bool) { return f.inUnit(f.Value) }

func (f *Figure) inUnit(v Value) (n money.Number, ok bool) {
	switch v := v.(type) {
	case Limit:
		return f.inUnit(v.Of)
	case Amount:
		return v.V.In(moneyUnit(f.Unit)), true
	case Ratio:
		return v.V.Mul(money.Int(100)), true
	}
	return exact(v)
}

// Inputs are the figures from which f follows: for a stated figure the one that
// it speaks of, for an input none.
func (f *Figure) Inputs() []*Figure {
	switch o := f.Origin.(type) {
	case Computed:
		return o.Inputs
	case Stated:
		if o.Of != nil {
			return []*Figure{o.Of}
		}
	}
	return nil
}

// Place is where the figure comes from: the value in a report or project file, or
// the formula in the profile.
func (f *Figure) Place() source.Place {
	switch o := f.Origin.(type) {
	case Input:
		return o.Place
	case Stated:
		return o.Place
	case Computed:
		return o.Place
	}
	return source.Place{}
}
