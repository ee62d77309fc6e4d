// Package metric computes figures: every value that anyone may publish, each
// with its exact value, its label, the precision in which it is published and
// its origin, down to the TOML line.
//
// Formulas come from the profile's catalogue and are evaluated over exact
// numbers; scores follow the kinds of rules that a profile chooses from and sets.
// Totals over several reports (a year, a function) are made of
// compact rows. The package must not know how a figure is shown on a page, what is
// right or wrong about it, or any province.
package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// Figure is one value anyone may publish. Figures are immutable once computed.
type Figure struct {
	Key      string // "2023/zhengxie/execution_rate": unique, stable, citable
	Metric   string // execution_rate; of a row's figure the rest of the key: indicators/3/score
	Project  string // id of the project, "" for the report
	Label    string // 预算执行率
	Row      string // name of the indicator, fund source … whose figure it is; "" for none
	Value    Value
	Unit     string // unit in which it is published: 万元, %, 分, 个, 元
	Digits   int    // decimals in which it is published
	Signed   bool   // a positive number is published with its sign
	Rounding money.Mode
	Note     string // what a reader must know
	Origin   Origin

	kind string // what it is even where it has no value
	def  *def   // its formula, nil for an input
	how  *how   // how a score was reached, nil for anything else

	adopted bool // taken from what was printed, there being nothing to compute it from
}

// Value is one of Amount, Ratio, Score, Count, Quantity, Limit, Range, Date, Tier,
// Text, Absent, Undefined.
type Value interface{ value() }

type (
	// Amount is a sum of money.
	Amount struct{ V money.Amount }
	// Ratio is an exact ratio; 94.58% is 0.9458.
	Ratio struct{ V money.Number }
	// Score is a number of points.
	Score struct{ V money.Number }
	// Count is a whole number of things.
	Count struct{ V money.Number }
	// Quantity is a number of some other unit.
	Quantity struct{ V money.Number }
	// Limit is a target that a value is held against: ≥50. Of is an Amount, a Ratio
	// or a Quantity.
	Limit struct {
		Op string // ≥ ≤ > < =
		Of Value
	}
	// Range is a target between two values, both included: 0.6~0.8.
	Range struct{ Low, High Value }
	// Date is a day or month, as written: 9月底前.
	Date struct{ S string }
	// Tier is a step of a scale: 优, 达成年度指标, 完成.
	Tier struct{ S string }
	// Text is a value that is no number: a malformed published one, kept as printed.
	Text struct{ S string }
	// Absent is a value that the source does not give. Absent is not zero.
	Absent struct{ Why string }
	// Undefined is a value that cannot exist or be computed.
	Undefined struct{ Why string }
)

func (Amount) value()    {}
func (Ratio) value()     {}
func (Score) value()     {}
func (Count) value()     {}
func (Quantity) value()  {}
func (Limit) value()     {}
func (Range) value()     {}
func (Date) value()      {}
func (Tier) value()      {}
func (Text) value()      {}
func (Absent) value()    {}
func (Undefined) value() {}

// Origin is one of Input, Stated and Computed.
type Origin interface{ origin() }

// Input is a value that the department gives and nothing derives.
type Input struct{ Place source.Place }

// Stated is what a published document printed about a figure that can be
// derived; it is compared at its own precision.
type Stated struct {
	Place source.Place
	Of    *Figure // the computed figure it speaks of
	Text  string  // as printed
	Scale int     // decimals printed
}

// Computed is a value that follows from others.
type Computed struct {
	Formula string       // as the profile has it: spent / budget
	Place   source.Place // of the formula, in the profile
	Inputs  []*Figure    // in the order in which the formula names them, each once
	Counted []Counted    // the projects, where the formula counts them: no figure stands for one
	Basis   string       // 财预〔2020〕10号
}

// Counted is a project that was counted.
type Counted struct {
	Project string // id
	Name    string
	Place   source.Place // of its name
}

func (Input) origin()    {}
func (Stated) origin()   {}
func (Computed) origin() {}
