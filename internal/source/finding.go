package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Place is a position in an input file. Lines and columns are 1-based, columns
// count characters; a zero line means the file as a whole.
type Place struct {
	File   string // relative to the content root, with "/"; layouts as "layouts/…"
	Line   int
	Column int
}

// String prints file:line:column, or the file alone where there is no line.
func (p Place) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Compare orders places by file, line, column.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Severity ranks findings; the zero value is an error.
type Severity int

const (
	Error   Severity = iota // 差错
	Warning                 // 提醒
	Info                    // 说明
)

// String is the severity's name in JSON.
func (s Severity) String() string { return [...]string{"error", "warning", "info"}[s] }

// Label is the severity in Chinese, as pages and messages print it.
func (s Severity) Label() string { return [...]string{"差错", "提醒", "说明"}[s] }

// Kind separates what cannot be read, computed or drawn from what can be
// published with its fault named.
type Kind int

const (
	Broken Kind = iota // 输入有误：stops a build
	Domain             // 数据核对：is published
)

// String is the kind's name in JSON.
func (k Kind) String() string { return [...]string{"broken", "domain"}[k] }

// Rules of broken input; rules of the domain are named C1 to C73.
const (
	RuleSyntax        = "toml-syntax"
	RuleEncoding      = "encoding"
	RuleWrongType     = "wrong-type"
	RuleUnknownKey    = "unknown-key"
	RuleBadNumber     = "bad-number"
	RuleDuplicateKey  = "duplicate-key"
	RuleMissingFile   = "missing-file"
	RuleNoReport      = "no-report"
	RuleUnsafePath    = "unsafe-path"
	RuleUnknownFigure = "unknown-figure"
	RuleMarkup        = "markup"
	RuleFormula       = "formula"
	RuleNoGlyph       = "no-glyph"
	RuleLayout        = "layout"
	RuleWithheld      = "withheld"
)

// Related is another place that a finding speaks of.
type Related struct {
	Place   Place
	Message string // what is there, in Chinese
}

// Finding is one fault or difference: where, what, by how much, how to mend it.
// All texts are Chinese.
type Finding struct {
	Rule       string // C3, toml-syntax …
	Severity   Severity
	Kind       Kind
	Place      Place
	Key        string // key of the figure concerned, or ""
	Title      string // a few words that name the difference, for pages and notes (精度不一); may be ""
	Message    string // what is wrong
	Stated     string // as printed, without unit; "" when the finding compares nothing
	Computed   string // the value it was held against
	Difference string // |stated − computed|; of rates in percentage points
	Unit       string // unit of the three, "%" for rates
	Quote      string // the words of the prose that the finding is about, found at Place; may be ""
	Hint       string // how to mend it
	Related    []Related
	Accepted   *Acceptance // a reviewer's explanation; nil while there is none
}

// Acceptance is why a reviewer lets a finding stand: it is published as an
// explained difference and fails nothing.
type Acceptance struct {
	Reason string
	Who    string
	Date   string // ISO
	Place  Place  // of the [[accepted]]
}

// Measured is one of the finding's values with its unit, once: a rate carries its
// own, and a day has none though days lie between two of them.
func (f *Finding) Measured(value string) string {
	_, err := time.Parse(time.DateOnly, value)
	if err == nil || f.Unit == "%" || strings.HasSuffix(value, f.Unit) {
		return value
	}
	return value + f.Unit
}

// Unique drops findings that say the same of the same place; the findings must be
// sorted.
func Unique(fs []Finding) []Finding {
	return slices.CompactFunc(fs, func(a, b Finding) bool {
		return a.Place == b.Place && a.Rule == b.Rule && a.Key == b.Key && a.Message == b.Message
	})
}

// Sort orders findings as every output prints them: file, line, column, rule,
// then message, so that the order never depends on how they were found.
func Sort(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int {
		return cmp.Or(a.Place.Compare(b.Place), cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Key, b.Key), cmp.Compare(a.Message, b.Message))
	})
}

// HasBroken reports whether any of the findings is broken input.
func HasBroken(fs []Finding) bool {
	return slices.ContainsFunc(fs, func(f Finding) bool { return f.Kind == Broken })
}
