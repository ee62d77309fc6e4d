package record

import "mingbai/internal/source"

// Indicator is one level-3 indicator: of an evaluation, with target, actual and
// scores, or of an approved goal table, without actuals. TargetValue and its
// neighbours read the cells.
type Indicator struct {
	cells *cells // as loaded; nil in an indicator made in code

	Place  source.Place  `toml:"@"`
	Level1 source.String `toml:"level1" zh:"一级指标" desc:"产出指标、效益指标、满意度指标等，照原表写"`
	Level2 source.String `toml:"level2" zh:"二级指标" desc:"数量指标、质量指标等，照原表写"`
	Name   source.String `toml:"name" zh:"三级指标"`
	Kind   source.String `toml:"kind" zh:"指标的种类" desc:"不写就看指标值：是数就是定量" words:"quantity=定量 quality=定性 direct=直接赋分 satisfaction=满意度 date=时间 execution=预算执行率"`

	Target   source.String `toml:"target" zh:"年度指标值" desc:"符号、数和单位，例如 ≥50个、=100%、0.6~0.8、≤3/10万、9月底前、优、不适用"`
	Initial  source.String `toml:"initial" zh:"年初指标值" desc:"年中调整过的才写；调整后的写在 target"`
	MidTerm  source.String `toml:"midterm" zh:"中期指标值" desc:"跨年度项目的目标表用"`
	Actual   source.String `toml:"actual" zh:"实际完成值" desc:"写数和单位，例如 52个；不要写“完成”代替数"`
	Rate     source.String `toml:"rate" zh:"完成率" desc:"原表给出的完成率，例如 98.6%、超任务43%"`
	Band     source.String `toml:"band" zh:"完成档次" desc:"定性指标所选的一档，例如 达成年度指标"`
	LastYear source.String `toml:"last_year" zh:"上年实际值"`

	Weight      source.Number `toml:"weight" zh:"分值"`
	Score       source.Number `toml:"score" zh:"自评得分" desc:"没有打分就不写，不写不是零"`
	Reviewed    source.Number `toml:"reviewed_score" zh:"复核得分"`
	Finance     source.Number `toml:"finance_score" zh:"财政审核得分"`
	ThirdParty  source.Number `toml:"third_score" zh:"第三方评价得分"`
	Deduction   source.Number `toml:"deduction" zh:"主动扣分" desc:"按公式不扣、自己扣的分，要写原因"`
	Coefficient source.Number `toml:"coefficient" zh:"得分系数" desc:"原表印的得分系数，百分数的数"`
	Converted   source.Number `toml:"converted" zh:"单项折算得分" desc:"原表另有折算得分的才写"`
	Share       source.Number `toml:"share" zh:"权重占比" desc:"原表印的权重占比，百分数的数"`

	Cause      source.String `toml:"cause" zh:"偏差原因" desc:"没有完成、扣了分或者超出很多，要写原因"`
	Measure    source.String `toml:"measure" zh:"改进措施"`
	Evidence   source.String `toml:"evidence" zh:"依据" desc:"会议通知、验收单、问卷汇总等"`
	Core       source.Bool   `toml:"core" zh:"核心指标"`
	Applicable source.Bool   `toml:"applicable" zh:"是否适用" desc:"不写就是适用；不适用的写 false 并写明原因"`
	Why        source.String `toml:"why" zh:"不适用的原因"`
}

// DimensionRow is what a form prints for a whole level of its indicators: points
// and scores. A level-2 row names both.
type DimensionRow struct {
	Place    source.Place  `toml:"@"`
	Level1   source.String `toml:"level1" zh:"一级指标" must:"产出指标"`
	Level2   source.String `toml:"level2" zh:"二级指标" desc:"是二级指标的小计才写"`
	Weight   source.Number `toml:"weight" zh:"分值"`
	Score    source.Number `toml:"score" zh:"自评得分"`
	Reviewed source.Number `toml:"reviewed_score" zh:"复核得分"`
	Finance  source.Number `toml:"finance_score" zh:"财政审核得分"`
}

// Scores are totals that a report or form states, side by side.
type Scores struct {
	ExecutionWeight source.Number `toml:"execution_weight" zh:"预算执行率分值" desc:"与规则集不同才写；0 就是没有这一项"`
	Execution       source.Number `toml:"execution" zh:"预算执行率得分" desc:"原表印的"`
	Total           source.Number `toml:"total" zh:"自评总分" desc:"原表印的；没有打分就不写"`
	Reviewed        source.Number `toml:"reviewed_total" zh:"复核总分"`
	Finance         source.Number `toml:"finance_total" zh:"财政审核总分"`
	ThirdParty      source.Number `toml:"third_total" zh:"第三方评价总分"`
	Grade           source.String `toml:"grade" zh:"等级" desc:"优、良、中、差，或者原表自己的说法"`
	OutOf           source.Number `toml:"out_of" zh:"满分" desc:"不写就是规则集的满分（100）"`
	Scale           []GradeStep   `toml:"scale" zh:"等级的标准" desc:"原表有自己的等级才写，从高到低；不写就用规则集的"`
}

// GradeStep is one grade of a form's own scale.
type GradeStep struct {
	Place source.Place  `toml:"@"`
	Name  source.String `toml:"name" zh:"等级" must:"优"`
	From  source.Number `toml:"from" zh:"最低分" desc:"达到这个分数就是这一等；最低一等可以不写"`
}

// Satisfaction is a survey (满意度调查).
type Satisfaction struct {
	Object    source.String `toml:"object" zh:"调查对象"`
	Method    source.String `toml:"method" zh:"调查方式" desc:"问卷、电话、座谈等"`
	Sent      source.Int    `toml:"sent" zh:"发放份数" least:"0"`
	Valid     source.Int    `toml:"valid" zh:"有效份数" least:"0"`
	Satisfied source.Int    `toml:"satisfied" zh:"满意份数" least:"0"`
	Percent   source.Stated `toml:"percent" zh:"印出的满意度" desc:"照原样抄，例如 96.5%"`
}
