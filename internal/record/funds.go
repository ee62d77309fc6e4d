package record

import (
	"reflect"

	"mingbai/internal/source"
)

// Funds are the sums of a department's year. Any of them may be absent.
type Funds struct {
	Basis          source.String `toml:"basis" zh:"预算数的称呼" desc:"原文怎么称呼预算数，例如 申请预算资金；不写就是全年预算数"`
	Initial        source.Amount `toml:"initial" zh:"年初预算数"`
	Budget         source.Amount `toml:"budget" zh:"全年预算数" desc:"年初数加减年中的调整；执行率的分母"`
	Received       source.Amount `toml:"received" zh:"资金到位数"`
	Spent          source.Amount `toml:"spent" zh:"全年执行数" desc:"到年底实际支出的数，决算口径"`
	BasicInitial   source.Amount `toml:"basic_initial" zh:"基本支出年初预算数"`
	BasicBudget    source.Amount `toml:"basic_budget" zh:"基本支出预算数"`
	BasicSpent     source.Amount `toml:"basic_spent" zh:"基本支出执行数"`
	ProjectInitial source.Amount `toml:"project_initial" zh:"项目支出年初预算数"`
	ProjectBudget  source.Amount `toml:"project_budget" zh:"项目支出预算数"`
	ProjectSpent   source.Amount `toml:"project_spent" zh:"项目支出执行数"`
	OtherBudget    source.Amount `toml:"other_budget" zh:"其他支出预算数" desc:"经营、上缴、补助等"`
	OtherSpent     source.Amount `toml:"other_spent" zh:"其他支出执行数"`
	CarriedIn      source.Amount `toml:"carried_in" zh:"上年结转"`
	CarriedOver    source.Amount `toml:"carried_over" zh:"年末结转" desc:"钱还有用，转到下年"`
	Surplus        source.Amount `toml:"surplus" zh:"年末结余" desc:"事已办完，钱有剩余"`
	Withdrawn      source.Amount `toml:"withdrawn" zh:"财政收回"`
	FinalAccount   source.Amount `toml:"final_account" zh:"部门决算支出数" desc:"部门决算里印的数，供核对"`
	LastBudget     source.Amount `toml:"last_budget" zh:"上年全年预算数" desc:"本报告引用的数；与上年公开的对不上会指出来"`
	LastSpent      source.Amount `toml:"last_spent" zh:"上年全年执行数" desc:"本报告引用的数"`
	Approval       source.String `toml:"approval" zh:"批准文号" desc:"批准超预算支出、调整或取消的文件"`
	Reason         source.String `toml:"reason" zh:"原因" desc:"预算调整、执行率低等的原因"`
	Sources        []FundSource  `toml:"source" zh:"资金来源" desc:"一种来源一组；原文没有给出来源就不写"`
	Adjustments    []Adjustment  `toml:"adjustment" zh:"预算调整" desc:"一次调整一组"`
}

// ProjectFunds are the sums of one project. Any of them may be absent.
type ProjectFunds struct {
	Basis       source.String `toml:"basis" zh:"预算数的称呼" desc:"原文怎么称呼预算数，例如 申请资金；不写就是全年预算数"`
	Initial     source.Amount `toml:"initial" zh:"年初预算数"`
	Budget      source.Amount `toml:"budget" zh:"全年预算数" desc:"年初数加减年中的调整；执行率的分母"`
	Received    source.Amount `toml:"received" zh:"资金到位数"`
	Spent       source.Amount `toml:"spent" zh:"全年执行数" desc:"到年底实际支出的数"`
	CarriedIn   source.Amount `toml:"carried_in" zh:"上年结转"`
	CarriedOver source.Amount `toml:"carried_over" zh:"年末结转" desc:"钱还有用，转到下年"`
	Surplus     source.Amount `toml:"surplus" zh:"年末结余" desc:"事已办完，钱有剩余"`
	Withdrawn   source.Amount `toml:"withdrawn" zh:"财政收回"`
	Final       source.Amount `toml:"final_account" zh:"决算支出数" desc:"部门决算里印的这个项目的数"`
	LastBudget  source.Amount `toml:"last_budget" zh:"上年全年预算数" desc:"本表引用的数"`
	LastSpent   source.Amount `toml:"last_spent" zh:"上年全年执行数" desc:"本表引用的数"`
	Approval    source.String `toml:"approval" zh:"批准文号" desc:"批准超预算支出、调整或取消的文件"`
	Reason      source.String `toml:"reason" zh:"原因" desc:"预算调整、执行率低等的原因"`
	MidTerm     MidTerm       `toml:"midterm" zh:"中期资金" desc:"跨年度项目几年合计的资金"`
	Sources     []FundSource  `toml:"source" zh:"资金来源" desc:"一种来源一组；原文没有给出来源就不写"`
	Adjustments []Adjustment  `toml:"adjustment" zh:"预算调整" desc:"一次调整一组"`
}

// MidTerm is the money of a project over its whole span (中期资金总额).
type MidTerm struct {
	Total  source.Amount `toml:"total" zh:"中期资金总额"`
	Fiscal source.Amount `toml:"fiscal" zh:"其中：财政拨款"`
	Other  source.Amount `toml:"other" zh:"其他资金"`
}

// FundSource is one row of 资金来源.
type FundSource struct {
	Place       source.Place  `toml:"@"`
	Name        source.String `toml:"name" zh:"来源名称" desc:"当年财政拨款、上年结转资金、财政专户管理资金、单位自有资金、其他资金等，照原文写"`
	Level       source.String `toml:"level" zh:"资金的级次" desc:"哪一级财政的钱" words:"中央 省级 市级 县级 乡级"`
	Year        source.Int    `toml:"year" zh:"预算年度" desc:"哪一年预算安排的钱" least:"1949"`
	Initial     source.Amount `toml:"initial" zh:"年初预算数"`
	Budget      source.Amount `toml:"budget" zh:"全年预算数"`
	Received    source.Amount `toml:"received" zh:"资金到位数"`
	Spent       source.Amount `toml:"spent" zh:"全年执行数"`
	CarriedOver source.Amount `toml:"carried_over" zh:"结转下年"`
	Rate        source.Stated `toml:"rate" zh:"印出的执行率" desc:"原表在这一行印出的执行率，照抄"`
	Out         source.Bool   `toml:"out" zh:"转出" desc:"这一行是转出的钱（例如结转下年），合计时要减去"`
	Note        source.String `toml:"note" zh:"备注"`
}

// Adjustment is one change of a budget in the year (预算调整).
type Adjustment struct {
	Place     source.Place  `toml:"@"`
	Amount    source.Amount `toml:"amount" zh:"调整金额" desc:"追加写正数，追减写负数"`
	Kind      source.String `toml:"kind" zh:"调整的种类" words:"追加 追减 调剂"`
	Date      source.Date   `toml:"date" zh:"批准日期"`
	Authority source.String `toml:"authority" zh:"批准文号"`
	Reason    source.String `toml:"reason" zh:"调整原因"`
	Exempt    source.Bool   `toml:"exempt" zh:"不计入预算调整率" desc:"因国家政策、不可抗力、上级交办而调整的写 true"`
}

// Stated are figures that the published report printed about what can be derived.
// Each is named by the metric it speaks of; a figure that has no name here stands
// in [[printed]] with its formula.
type Stated struct {
	Initial              source.Stated `toml:"initial" zh:"年初预算数" desc:"印出的合计；原文印错的照抄"`
	Budget               source.Stated `toml:"budget" zh:"全年预算数" desc:"印出的合计；原文印错的照抄"`
	Received             source.Stated `toml:"received" zh:"资金到位数" desc:"印出的合计"`
	Spent                source.Stated `toml:"spent" zh:"全年执行数" desc:"印出的合计"`
	ExecutionRate        source.Stated `toml:"execution_rate" zh:"预算执行率"`
	Unspent              source.Stated `toml:"unspent" zh:"未支出数"`
	BasicBudget          source.Stated `toml:"basic_budget" zh:"基本支出预算数"`
	BasicSpent           source.Stated `toml:"basic_spent" zh:"基本支出执行数"`
	BasicExecutionRate   source.Stated `toml:"basic_execution_rate" zh:"基本支出执行率"`
	ProjectBudget        source.Stated `toml:"project_budget" zh:"项目支出预算数" desc:"印出的合计"`
	ProjectSpent         source.Stated `toml:"project_spent" zh:"项目支出执行数" desc:"印出的合计"`
	ProjectExecutionRate source.Stated `toml:"project_execution_rate" zh:"项目支出执行率"`
	ProjectUnspent       source.Stated `toml:"project_unspent" zh:"项目未支出数"`
	ProjectBudgetShare   source.Stated `toml:"project_budget_share" zh:"项目支出占预算的比重"`
	ProjectSpentShare    source.Stated `toml:"project_spent_share" zh:"项目支出占支出的比重"`
	ProjectCount         source.Stated `toml:"project_count" zh:"项目个数"`
	EvaluatedCount       source.Stated `toml:"evaluated_count" zh:"参评项目个数"`
	Coverage             source.Stated `toml:"coverage" zh:"自评覆盖率"`
}

// ProjectStated are figures that the published form of a project printed. Scores
// and a grade may also stand in [scores]; here a malformed one can be kept.
type ProjectStated struct {
	Initial        source.Stated `toml:"initial" zh:"年初预算数" desc:"印出的合计；原文印错的照抄"`
	Budget         source.Stated `toml:"budget" zh:"全年预算数" desc:"印出的合计；原文印错的照抄"`
	Received       source.Stated `toml:"received" zh:"资金到位数" desc:"印出的合计"`
	Spent          source.Stated `toml:"spent" zh:"全年执行数" desc:"印出的合计"`
	ExecutionRate  source.Stated `toml:"execution_rate" zh:"预算执行率"`
	Unspent        source.Stated `toml:"unspent" zh:"未支出数"`
	Share          source.Stated `toml:"share" zh:"占项目支出的比重"`
	ExecutionScore source.Stated `toml:"execution_score" zh:"预算执行率得分" desc:"也可以写在 [scores]；原文印错的照抄在这里"`
	TotalScore     source.Stated `toml:"total_score" zh:"自评总分" desc:"也可以写在 [scores]；原文印错的照抄在这里"`
	Grade          source.String `toml:"grade" zh:"等级" desc:"也可以写在 [scores]"`
}

// StatedOf is a stated figure and the metric it speaks of.
type StatedOf struct {
	Metric string
	Stated *source.Stated
}

// All lists the stated figures that are set, with the metric each speaks of, in
// the order of the type.
func (s *Stated) All() []StatedOf { return statedIn(reflect.ValueOf(s).Elem()) }

// All lists the stated figures that are set, with the metric each speaks of, in
// the order of the type; the grade, which is a word, is not among them.
func (s *ProjectStated) All() []StatedOf { return statedIn(reflect.ValueOf(s).Elem()) }

func statedIn(v reflect.Value) []StatedOf {
	var out []StatedOf
	for i := range v.NumField() {
		if s, ok := v.Field(i).Addr().Interface().(*source.Stated); ok && s.Set {
			out = append(out, StatedOf{v.Type().Field(i).Tag.Get("toml"), s})
		}
	}
	return out
}

// Item is a further input with a key of its own, for formulas and printed figures.
type Item struct {
	Place  source.Place  `toml:"@"`
	Key    source.String `toml:"key" zh:"名字" desc:"公式里用的英文名：小写字母开头，只含小写字母、数字和下划线" form:"key" must:"central_2019"`
	Label  source.String `toml:"label" zh:"中文名称"`
	Amount source.Amount `toml:"amount" zh:"金额" desc:"金额和数只写一个"`
	Number source.Number `toml:"number" zh:"数" desc:"不是金额的数，单位写在 unit"`
	Unit   source.String `toml:"unit" zh:"单位" desc:"数的单位，例如 人"`
	Note   source.String `toml:"note" zh:"备注"`
}

// Printed is a published figure that can be derived, with the formula that names
// its numerator and denominator.
type Printed struct {
	Place   source.Place  `toml:"@"`
	Label   source.String `toml:"label" zh:"名称" desc:"原文怎么称呼这个数"`
	Value   source.Stated `toml:"value" zh:"印出的数" desc:"照原样抄，例如 85%" must:"85%"`
	Formula source.String `toml:"formula" zh:"算法" desc:"用本报告（本项目）的指标和 [[item]] 的名字写，例如 spent / (central_2019 + central_2020)" must:"spent / budget"`
	Note    source.String `toml:"note" zh:"备注"`
}

// Period keeps the evaluated period apart from the money's year, the year of
// publication and the span of a project.
type Period struct {
	From      source.Date `toml:"from" zh:"评价开始日"`
	To        source.Date `toml:"to" zh:"评价截止日"`
	MoneyYear source.Int  `toml:"money_year" zh:"资金年度" desc:"钱是哪一年预算的；与报告年度相同就不写" least:"1949"`
	SpanFrom  source.Int  `toml:"span_from" zh:"项目期起始年" least:"1949"`
	SpanTo    source.Int  `toml:"span_to" zh:"项目期结束年" least:"1949"`
}
