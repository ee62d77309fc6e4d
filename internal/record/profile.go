package record

import (
	"strconv"

	"mingbai/internal/source"
)

// Profile is content/rules/ID.toml: the rules of one year and form, as data. A
// report names its profile and so keeps its rules for ever.
type Profile struct {
	ID         string                   `toml:"-"`
	File       string                   `toml:"-"`
	Name       source.String            `toml:"name"`     // 项目支出绩效评价管理办法
	Basis      []source.String          `toml:"basis"`    // documents it rests on
	Rounding   source.String            `toml:"rounding"` // half-up (default) or half-even
	Weights    Weights                  `toml:"weights"`
	Thresholds Thresholds               `toml:"thresholds"`
	Severity   map[string]source.String `toml:"severity"` // rule id → info, warning, error
	Sections   []source.String          `toml:"sections"` // sections a submitted report must have (goals, evaluation, analysis, problem, measures)
	Metrics    []Metric                 `toml:"metric"`
}

// Weights are the points of the form's parts.
type Weights struct {
	Execution source.Number `toml:"execution"` // 预算执行率分值, 10
}

// Thresholds are the limits that checks use.
type Thresholds struct {
	LowExecution   source.Number `toml:"low_execution"`   // percent below which execution counts as low, 90
	RateDecimals   source.Int    `toml:"rate_decimals"`   // decimals of every published percentage, 2
	SectionMinimum source.Int    `toml:"section_minimum"` // characters a required section has at least
}

// Metric is one entry of the catalogue. A metric without a formula is an input;
// a formula on an input applies where the department does not give it.
type Metric struct {
	Place    source.Place    `toml:"@"`        // of its [[metric]]
	Key      source.String   `toml:"key"`      // execution_rate
	Scope    source.String   `toml:"scope"`    // report (default) or project
	Label    source.String   `toml:"label"`    // 预算执行率
	Alias    []source.String `toml:"alias"`    // other labels by which prose may name it
	Formula  source.String   `toml:"formula"`  // spent / budget
	Kind     source.String   `toml:"kind"`     // amount, ratio, score, count, quantity
	Unit     source.String   `toml:"unit"`     // %, 分, 个, 元; "" on an amount: the report's unit
	Decimals source.Int      `toml:"decimals"` // decimals in which it is published
	Source   source.String   `toml:"source"`   // the document that defines it
	Note     source.String   `toml:"note"`     // what a reader must know (按…试算，非该部门公布的得分)
}

func itoa(n int) string { return strconv.Itoa(n) }
