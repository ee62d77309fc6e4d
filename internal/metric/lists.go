package metric

import (
	"mingbai/internal/money"
	"mingbai/internal/record"
)

// bothScopes marks a list that reports and projects have.
const bothScopes scope = -1

// column is a column of a list that formulas can add up: sources.budget. Lists
// belong to the record whose metric the formula is.
type column struct {
	list, field string
	label       string // 各资金来源全年预算数
	money       bool
	only        scope
	size        bool // the values are taken without their sign
}

// The columns that the engine itself fills, by their index in columns.
const (
	colSelf = iota
	colReviewed
	colFinance
	colThird
	colWeight
	colPoints
	colSourceInitial
	colSourceBudget
	colSourceReceived
	colSourceSpent
	colAdjusted
	colAdjustedSize
	colAdjustedCounted
	colAdded
	colCut
	colApproved
	colPartInitial
	colPartBudget
	colPartReceived
	colPartSpent
	colSubUnitInitial
	colSubUnitBudget
	colSubUnitReceived
	colSubUnitSpent
	colSubUnitProjectBudget
	colSubUnitProjectSpent
	columnCount
)

// columns lists them all, in the order of the constants.
func columns() [columnCount]column {
	return [...]column{
		{list: "scores", field: "self", label: "各项得分", only: bothScopes},
		{list: "scores", field: "reviewed", label: "各项复核得分", only: bothScopes},
		{list: "scores", field: "finance", label: "各项财政审核得分", only: bothScopes},
		{list: "scores", field: "third", label: "各项第三方得分", only: bothScopes},
		{list: "scores", field: "weight", label: "各项分值", only: bothScopes},
		{list: "deductions", field: "points", label: "各项扣分", only: bothScopes},
		{list: "sources", field: "initial", label: "各资金来源年初预算数", money: true, only: bothScopes},
		{list: "sources", field: "budget", label: "各资金来源全年预算数", money: true, only: bothScopes},
		{list: "sources", field: "received", label: "各资金来源到位数", money: true, only: bothScopes},
		{list: "sources", field: "spent", label: "各资金来源执行数", money: true, only: bothScopes},
		{list: "adjustments", field: "amount", label: "各次预算调整数", money: true, only: bothScopes},
		{list: "adjustments", field: "size", label: "各次预算调整数的绝对值", money: true, only: bothScopes, size: true},
		{list: "adjustments", field: "counted", label: "各次计入调整率的预算调整数的绝对值", money: true, only: bothScopes, size: true},
		{list: "adjustments", field: "added", label: "各次追加数", money: true, only: bothScopes},
		{list: "adjustments", field: "cut", label: "各次追减数", money: true, only: bothScopes, size: true},
		{list: "approved", field: "weight", label: "批复的各项分值", only: bothScopes},
		{list: "parts", field: "initial", label: "各子项年初预算数", money: true, only: ofProject},
		{list: "parts", field: "budget", label: "各子项全年预算数", money: true, only: ofProject},
		{list: "parts", field: "received", label: "各子项资金到位数", money: true, only: ofProject},
		{list: "parts", field: "spent", label: "各子项执行数", money: true, only: ofProject},
		{list: "subunits", field: "initial", label: "各所属单位年初预算数", money: true, only: ofReport},
		{list: "subunits", field: "budget", label: "各所属单位全年预算数", money: true, only: ofReport},
		{list: "subunits", field: "received", label: "各所属单位资金到位数", money: true, only: ofReport},
		{list: "subunits", field: "spent", label: "各所属单位执行数", money: true, only: ofReport},
		{list: "subunits", field: "project_budget", label: "各所属单位项目支出预算", money: true, only: ofReport},
		{list: "subunits", field: "project_spent", label: "各所属单位项目支出", money: true, only: ofReport},
	}
}

// rows is a column of one record: what its elements have there. A list that the
// record does not have is not there; one that is there may still be empty.
type rows struct {
	there   bool
	values  []result
	figures []*Figure
	names   []string // of the elements
}

// room makes room for n elements.
func (r *rows) room(n int) {
	r.values, r.figures, r.names = make([]result, 0, n), make([]*Figure, 0, n), make([]string, 0, n)
}

func (r *rows) add(v result, f *Figure, name string) {
	r.there = true
	r.values = append(r.values, v)
	r.figures = append(r.figures, f)
	r.names = append(r.names, name)
}

// param is a number of the profile that formulas may name.
type param struct {
	name, label string
	num         money.Number
	set         bool
}

func params(p *record.Profile) []param {
	w, t := p.Weights, p.Thresholds
	return []param{
		{"weights.execution", "预算执行率分值", w.Execution.Value.Number, w.Execution.Set},
		{"weights.total", "总分值", w.Total.Value.Number, w.Total.Set},
		{"thresholds.low_execution", "执行率偏低的界限", t.LowExecution.Value.Number, t.LowExecution.Set},
		{"thresholds.rate_decimals", "比率的小数位数", money.Int(t.RateDecimals.Value), t.RateDecimals.Set},
		{"thresholds.section_minimum", "章节的最少字数", money.Int(t.SectionMinimum.Value), t.SectionMinimum.Set},
		{"thresholds.control_rate", "控制率的界限", t.ControlRate.Value.Number, t.ControlRate.Set},
		{"thresholds.idle_execution", "执行率过低的界限", t.IdleExecution.Value.Number, t.IdleExecution.Set},
		{"thresholds.poor_execution", "执行率差的界限", t.PoorExecution.Value.Number, t.PoorExecution.Set},
	}
}
