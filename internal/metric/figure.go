// Package metric computes figures: every value that anyone may publish, each
// with its exact value, its label, the precision in which it is published and
// its origin, down to the TOML line.
//
// Formulas come from the profile's catalogue and are evaluated over exact
// numbers. The package must not know how a figure is shown on a page, and it
// knows no rules of the domain beyond the formulas it is given.
package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/source"
)

// Figure is one value anyone may publish. Figures are immutable once computed.
type Figure struct {
	Key      string // "2023/zhengxie/execution_rate": unique, stable, citable
	Metric   string // execution_rate
	Project  string // id of the project, "" for the report
	Label    string // 预算执行率
	Value    Value
	Unit     string // unit in which it is published: 万元, %, 分, 个, 元
	Digits   int    // decimals in which it is published
	Rounding money.Mode
	Note     string // what a reader must know
	Origin   Origin

	kind string // what it is even where it has no value
}

// Value is one of Amount, Ratio, Score, Count, Quantity, Text, Absent, Undefined.
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
