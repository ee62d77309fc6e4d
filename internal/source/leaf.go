package source

import (
	"strings"

	"mingbai/internal/money"
)

// The leaf types of a record. Each keeps the place and the literal of its value,
// so that a page can lead back to the line; Set is false where the file says
// nothing, and absent is never zero. A place is that of the value's first
// character: of a string, of its opening quote.

// String is a TOML string. PlaceAt finds the place of a part of it.
type String struct {
	Value string
	Place Place
	Set   bool

	literal string // as written, with its quotes; "" for strings made in code
}

// Own is the string in memory of its own: a part of a file's text keeps all of that
// text in memory.
func (s String) Own() String {
	s.Value, s.literal = strings.Clone(s.Value), strings.Clone(s.literal)
	return s
}

// Own is the finding in memory of its own.
func (f Finding) Own() Finding {
	f.Stated, f.Computed, f.Quote = strings.Clone(f.Stated), strings.Clone(f.Computed), strings.Clone(f.Quote)
	return f
}

// Bool is a TOML boolean.
type Bool struct {
	Value bool
	Place Place
	Set   bool
}

// Int is a TOML integer.
type Int struct {
	Value int64
	Place Place
	Set   bool
}

// Date is a day, written as a TOML local date (2024-03-31).
type Date struct {
	Year, Month, Day int
	Place            Place
	Set              bool
}

// Number is a plain exact number with the scale in which it was written.
type Number struct {
	Value   money.Decimal
	Literal string
	Place   Place
	Set     bool
}

// Amount is a sum of money: a bare number in the unit that applies, or a string
// with its unit ("2026400元").
type Amount struct {
	Value   money.Amount
	Unit    money.Unit // as written, or the default
	Scale   int        // decimals written, in Unit
	Literal string     // without quotes
	Place   Place
	Set     bool
}

// StatedKind says what kind of thing a stated figure was printed as.
type StatedKind int

// The kinds of stated figures.
const (
	StatedText    StatedKind = iota // not a number: kept as printed ("7,00.0,77")
	StatedNumber                    // 7, 七个
	StatedPercent                   // 95%
	StatedAmount                    // 131.73万元
)

// Stated is what a published document printed about something that can be
// derived. It is kept as printed and compared at its own precision.
type Stated struct {
	Text  string // as printed
	Kind  StatedKind
	Value money.Decimal // 95 of "95%"; an amount in Unit
	Unit  string        // %, 万元, 个 …, "" when none was printed
	Place Place
	Set   bool
}
