package record

import (
	"strings"

	"mingbai/internal/money"
)

// Target is what an indicator aims at, or what came of it, told apart. It is a
// closed sum of NotGiven, Threshold, Zero, Range, PerRatio, Date, Tier, Done,
// Completion, Excess, NotApplicable and Text. The words as written stay in the
// field that was read.
type Target interface{ target() }

// Op is the operator of a target, look-alikes made one.
type Op int

// The operators.
const (
	Plain   Op = iota // none is written: so are actuals; a target's row decides
	AtLeast           // ≥ 不少于 不低于 以上
	Over              // > 大于 超过
	AtMost            // ≤ 不超过 以内
	Under             // < 小于 低于
	Exactly           // = 等于
)

// String is the operator as forms print it; "" for Plain.
func (o Op) String() string { return [...]string{"", "≥", ">", "≤", "<", "="}[o] }

// NotGiven is an empty cell.
type NotGiven struct{}

// Threshold is an operator, a number and a unit: ≥50个, =100%, 264户.
type Threshold struct {
	Op     Op
	Number money.Decimal // as written
	Unit   string        // normalised: km is 公里, ％ is %; "" where none is written
}

// Zero is a target of nothing at all, or that nothing happened: 0起, ≤0, 零事故.
type Zero struct {
	Op   Op
	Unit string
}

// Range is a number between two others, both included: 0.6~0.8, 63%~68%.
type Range struct {
	Lo, Hi money.Decimal
	Unit   string
}

// PerRatio is a number in a crowd: ≤3/10万, 2例/万人.
type PerRatio struct {
	Op      Op
	Number  money.Decimal
	Unit    string        // 例; "" where none is written
	Per     money.Decimal // 100000 of 10万
	PerUnit string        // 人; "" where none is written
}

// Day is a day, or a month or a year where the day, or the month, is 0. The year
// is 0 where none is written: it is that of the report.
type Day struct{ Year, Month, Day int }

// Date is a point in time, a limit or a span: 2023-09-30, 7月, 9月底前, 12月前,
// 第三季度, 1—12月.
type Date struct {
	Op   Op  // AtMost of 9月底前, Under of 12月前
	From Day // first day of a span; zero where none is written
	Day  Day // the day, the limit or the last day
}

// Tier is a word of a scale: 优, 合格, 达成年度指标.
type Tier struct {
	Word string
	Band int // 1 to 3 for the three bands of 财预〔2020〕10号, else 0
}

// Done says that something is done, or that it is not: 完成, 已完成, 未完成, 是, 否.
type Done struct {
	Word  string
	Yes   bool // 完成
	Parts bool // 部分完成, 基本完成
}

// Completion is a rate of completion, told apart from a value: 完成率98.6%.
type Completion struct{ Percent money.Decimal }

// Excess is by how much a target was passed: 超任务43%.
type Excess struct{ Percent money.Decimal }

// NotApplicable says that there is nothing to measure: 不适用, /, —.
type NotApplicable struct{ Word string }

// Text is whatever is no measurement. Reason says in Chinese what keeps it from
// being one where it looks as if it were meant to be (≥100百分比); it is "" for
// plain words, which a qualitative indicator may well have.
type Text struct {
	Words  string
	Reason string
}

func (NotGiven) target()      {}
func (Threshold) target()     {}
func (Zero) target()          {}
func (Range) target()         {}
func (PerRatio) target()      {}
func (Date) target()          {}
func (Tier) target()          {}
func (Done) target()          {}
func (Completion) target()    {}
func (Excess) target()        {}
func (NotApplicable) target() {}
func (Text) target()          {}

// cells are an indicator's target and actual, parsed once when it is loaded, and
// the words that were read.
type cells struct {
	of, did        string
	target, actual Target
}

// read parses the cells of indicators, for everyone who asks later.
func read(list []Indicator) {
	for k := range list {
		i := &list[k]
		c := &cells{of: i.Target.Value, did: i.Actual.Value}
		c.target = i.readTarget()
		c.actual = parseActual(c.did, c.target)
		i.cells = c
	}
}

// TargetValue is the target, parsed. Where an indicator's operator stands in its
// name (补助户数（≥**户）), it is taken from there.
func (i *Indicator) TargetValue() Target {
	if c := i.cells; c != nil && c.of == i.Target.Value {
		return c.target
	}
	return i.readTarget()
}

func (i *Indicator) readTarget() Target {
	t := ParseTarget(i.Target.Value)
	switch v := t.(type) {
	case Threshold:
		if v.Op == Plain {
			v.Op = opWithin(i.Name.Value)
		}
		return v
	case Zero:
		if op := opWithin(i.Name.Value); v.Op == Plain && op != Plain && op != AtLeast {
			v.Op = op
		}
		return v
	}
	return t
}

// ActualValue is the actual, parsed. 无 is nothing at all where the target is
// zero, and else not applicable.
func (i *Indicator) ActualValue() Target {
	if c := i.cells; c != nil && c.of == i.Target.Value && c.did == i.Actual.Value {
		return c.actual
	}
	return parseActual(i.Actual.Value, i.TargetValue())
}

// RateValue is the rate of completion, parsed: a Completion, an Excess, or what
// else was written.
func (i *Indicator) RateValue() Target { return ParseRate(i.Rate.Value) }

// InitialValue is the target at the start of the year, parsed, where it was
// changed later.
func (i *Indicator) InitialValue() Target { return ParseTarget(i.Initial.Value) }

// LastYearValue is last year's actual, parsed.
func (i *Indicator) LastYearValue() Target { return parseActual(i.LastYear.Value, i.TargetValue()) }

// BandValue is the tier of a qualitative indicator, parsed.
func (i *Indicator) BandValue() Target { return ParseTarget(i.Band.Value) }

func parseActual(text string, target Target) Target {
	t := ParseTarget(text)
	if na, ok := t.(NotApplicable); ok && na.Word == "无" {
		if z, ok := target.(Zero); ok {
			return Zero{Unit: z.Unit}
		}
	}
	return t
}

// ParseRate reads a rate of completion: a bare percentage is one.
func ParseRate(text string) Target {
	s := strings.TrimRight(normal(text), ".,;")
	for _, word := range []string{"超额完成", "超任务", "超目标", "超计划", "超过任务", "超过目标", "超出", "超过", "高于目标", "超"} {
		if rest, ok := strings.CutPrefix(s, word); ok {
			if t, ok := ParseTarget(rest).(Threshold); ok && t.Op == Plain && t.Unit == "%" {
				return Excess{t.Number}
			}
		}
	}
	switch t := ParseTarget(text).(type) {
	case Threshold:
		if t.Op == Plain && t.Unit == "%" {
			return Completion{t.Number}
		}
		return t
	case Zero:
		if t.Op == Plain && t.Unit == "%" {
			return Completion{}
		}
		return t
	default:
		return t
	}
}

// ParseTarget reads a target or an actual as a clerk writes it. It never fails:
// what is no measurement is Text.
func ParseTarget(text string) Target {
	s := strings.TrimRight(normal(text), ".,;")
	if s == "" {
		return NotGiven{}
	}
	if t := parseWord(s); t != nil {
		return t
	}
	p := parseWhole(s)
	if t, bad := p.(Text); bad && t.Reason != "" {
		if short, cut := withoutRemark(s); cut {
			if q := ParseTarget(short); !isText(q) {
				return q
			}
		}
		if t.Words = strings.TrimSpace(text); len([]rune(t.Words)) > maxMeasure {
			t.Reason = "" // a sentence that happens to hold a number
		}
		return t
	}
	if t, words := p.(Text); words {
		t.Words = strings.TrimSpace(text)
		return t
	}
	return p
}

// maxMeasure is the length from which a text is a sentence, not a measurement.
const maxMeasure = 24

func isText(t Target) bool {
	_, ok := t.(Text)
	return ok
}

// parseWhole reads what is no single known word.
func parseWhole(s string) Target {
	if t, ok := parseDate(s); ok {
		return t
	}
	if t, ok := parseRange(s); ok {
		return t
	}
	if t, ok := parseCompletion(s); ok {
		return t
	}
	return parseNumber(s)
}

// withoutRemark cuts a remark in brackets off the end: 100%（预计）.
func withoutRemark(s string) (string, bool) {
	if !strings.HasSuffix(s, ")") {
		return s, false
	}
	i := strings.LastIndex(s, "(")
	if i <= 0 {
		return s, false
	}
	return s[:i], true
}

// parseCompletion reads 完成率98.6%, 已完成100%, 100%完成.
func parseCompletion(s string) (Target, bool) {
	rest := s
	for _, word := range []string{"完成率为", "完成率", "已完成", "完成比例", "完成"} {
		if cut, ok := strings.CutPrefix(s, word); ok {
			rest = cut
			break
		}
	}
	for _, word := range []string{"已完成", "完成"} {
		if cut, ok := strings.CutSuffix(rest, word); ok {
			rest = cut
			break
		}
	}
	if rest == s {
		return nil, false
	}
	switch t := parseNumber(rest).(type) {
	case Threshold:
		if t.Op == Plain && t.Unit == "%" {
			return Completion{t.Number}, true
		}
		return t, true // 完成50个
	case Zero:
		if t.Op == Plain && t.Unit == "%" {
			return Completion{}, true
		}
		return t, true
	}
	return nil, false
}
