package record

import (
	"strings"

	"mingbai/internal/source"
)

// Project is content/YEAR/DEPT/projects/ID.toml.
type Project struct {
	ID    string   `toml:"-"`
	File  string   `toml:"-"`
	Rules *Profile `toml:"-"` // its own profile, else the report's; never nil after Load

	Name    source.String `toml:"name" zh:"项目名称"`
	Order   source.Int    `toml:"order" zh:"排序"`
	Purpose source.String `toml:"purpose" zh:"用途" desc:"钱用来做什么；一行一段"`
	Result  source.String `toml:"result" zh:"成效" desc:"做成了什么；一行一段"`
	Funds   ProjectFunds  `toml:"funds" zh:"资金" desc:"没有的数不写，不写不是零"`

	Code       source.String  `toml:"code" zh:"项目代码"`
	Unit       source.String  `toml:"unit" zh:"金额单位" desc:"本文件里不带单位的金额按它算；不写就用报告的" words:"元 万元 亿元"`
	SubUnit    source.String  `toml:"subunit" zh:"所属单位编号" desc:"由哪个所属单位实施：report.toml 里 [[subunit]] 的 id" form:"id"`
	Central    source.String  `toml:"central" zh:"中央主管部门" desc:"转移支付用"`
	Supervisor source.String  `toml:"supervisor" zh:"主管部门" desc:"表上印的名称；转移支付是地方主管部门"`
	Executor   source.String  `toml:"executor" zh:"实施单位" desc:"表上印的名称；转移支付是资金使用单位"`
	Kind       source.String  `toml:"kind" zh:"项目的种类" desc:"决定应当有哪些指标，例如建设项目要有成本指标" words:"建设 修缮 购置 其他"`
	Attribute  source.String  `toml:"attribute" zh:"项目属性" words:"延续 新增"`
	Group      source.String  `toml:"group" zh:"项目类别" desc:"同一类别的项目放在一起"`
	Batch      source.String  `toml:"batch" zh:"批次"`
	Status     source.String  `toml:"status" zh:"年中的变动" desc:"年中取消或新增的项目才写" words:"取消 新增"`
	Parts      []Part         `toml:"part" zh:"子项" desc:"项目由哪几项组成，一项一组"`
	Period     Period         `toml:"period" zh:"评价期间"`
	Form       source.String  `toml:"form" zh:"表样" desc:"规则集里项目表样的编号；不写就用第一个"`
	Profile    source.String  `toml:"profile" zh:"规则集" desc:"这个项目自己用的规则；不写就用报告的" form:"id"`
	Goals      Goals          `toml:"goals" zh:"总体目标"`
	Indicators []Indicator    `toml:"indicator" zh:"绩效指标" desc:"三级指标，一行一组"`
	Approved   []Indicator    `toml:"approved" zh:"批复的绩效指标" desc:"随预算批复的目标表：名称、指标值、分值；自评表要与它一致"`
	GoalChange source.String  `toml:"goal_change" zh:"调整目标的批准文号" desc:"指标值或分值与批复的不同，写批准调整的文件"`
	Dimensions []DimensionRow `toml:"dimension" zh:"指标的大类小计" desc:"原表印出的一级（二级）指标分值与得分"`
	Management []Management   `toml:"management" zh:"资金管理情况" desc:"转移支付自评表的七行，一行一组"`
	Scores     Scores         `toml:"scores" zh:"得分"`
	Stated     ProjectStated  `toml:"stated" zh:"原文印出的数" desc:"表上印出来、能由别的数算出来的数，照原样抄，供核对"`
	Items      []Item         `toml:"item" zh:"其他输入" desc:"别处放不下、公式又要用的数"`
	Printed    []Printed      `toml:"printed" zh:"印出的计算结果" desc:"印出来的任意一个数，连同它的算法：写明分子和分母"`
	Conclusion source.String  `toml:"conclusion" zh:"评价结论"`
	Problem    source.String  `toml:"problem" zh:"存在问题" desc:"表上“存在问题”一栏；要进台账的问题写在 report.toml"`
	Cause      source.String  `toml:"cause" zh:"原因" desc:"执行率低、未完成或者超出很多的原因"`
	Measure    source.String  `toml:"measure" zh:"改进措施"`
	Note       source.String  `toml:"note" zh:"说明" desc:"表末的说明"`

	Satisfaction Satisfaction  `toml:"satisfaction" zh:"满意度调查"`
	Monitoring   []Monitoring  `toml:"monitoring" zh:"绩效运行监控" desc:"年中每监控一次写一组"`
	ResultUse    ResultUse     `toml:"result_use" zh:"结果应用"`
	SignOff      SignOff       `toml:"sign_off" zh:"签字" desc:"填表、审核的人和日期"`
	Evaluated    source.Bool   `toml:"evaluated" zh:"是否参评" desc:"不写就是参评；没有参加自评的写 false"`
	Disclosure   source.String `toml:"disclosure" zh:"公开程度" desc:"不写就是全部公开" words:"full=公开 partial=部分公开 withheld=不公开"`
	Basis        source.String `toml:"disclosure_basis" zh:"不公开的依据"`
}

// Title is what the project is called: its name, or its id where it has none.
func (p *Project) Title() string {
	if name := strings.TrimSpace(p.Name.Value); name != "" {
		return name
	}
	return p.ID
}

// Part is a sub-item of a project (子项), or one of its batches.
type Part struct {
	Place    source.Place  `toml:"@"`
	Name     source.String `toml:"name" zh:"子项名称"`
	Batch    source.String `toml:"batch" zh:"批次"`
	SubUnit  source.String `toml:"subunit" zh:"所属单位编号" desc:"report.toml 里 [[subunit]] 的 id" form:"id"`
	Initial  source.Amount `toml:"initial" zh:"年初预算数"`
	Budget   source.Amount `toml:"budget" zh:"全年预算数"`
	Received source.Amount `toml:"received" zh:"资金到位数"`
	Spent    source.Amount `toml:"spent" zh:"全年执行数"`
	Rate     source.Stated `toml:"rate" zh:"印出的执行率" desc:"原表在这一行印出的执行率，照抄"`
	Status   source.String `toml:"status" zh:"年中的变动" desc:"年中取消或新增的子项才写" words:"取消 新增"`
	Note     source.String `toml:"note" zh:"备注"`
}

// Management is one qualitative row of a form without scores (资金管理情况).
type Management struct {
	Place     source.Place  `toml:"@"`
	Aspect    source.String `toml:"aspect" zh:"方面" desc:"分配科学性、下达及时性、拨付合规性、使用规范性、执行准确性、预算绩效管理情况、支出责任履行情况"`
	Situation source.String `toml:"situation" zh:"情况说明"`
	Problem   source.String `toml:"problem" zh:"存在问题和改进措施"`
}

// Monitoring is the state at one point of the year (预算绩效运行监控).
type Monitoring struct {
	Place      source.Place         `toml:"@"`
	Date       source.Date          `toml:"date" zh:"监控截止日" desc:"例如 2024-07-31"`
	Planned    source.Amount        `toml:"planned" zh:"计划支出数" desc:"到这一天按计划应当支出的数"`
	Spent      source.Amount        `toml:"spent" zh:"实际支出数" desc:"到这一天实际支出的数"`
	Expected   source.Amount        `toml:"expected" zh:"全年预计执行数"`
	Outlook    source.String        `toml:"outlook" zh:"完成目标的可能性" words:"确定能 有可能 完全不可能"`
	Cause      source.String        `toml:"cause" zh:"偏差原因"`
	Measure    source.String        `toml:"measure" zh:"纠偏措施"`
	Indicators []MonitoredIndicator `toml:"indicator" zh:"指标的进度" desc:"一个指标一组"`
}

// MonitoredIndicator is how far an indicator is at that point.
type MonitoredIndicator struct {
	Place    source.Place  `toml:"@"`
	Name     source.String `toml:"name" zh:"三级指标" desc:"与 [[indicator]] 的名称相同"`
	Actual   source.String `toml:"actual" zh:"已完成值"`
	Expected source.String `toml:"expected" zh:"全年预计完成值"`
	Outlook  source.String `toml:"outlook" zh:"完成目标的可能性" words:"确定能 有可能 完全不可能"`
	Lack     source.String `toml:"lack" zh:"偏差原因的种类" words:"经费保障 制度保障 人员保障 硬件条件保障 其他"`
	Cause    source.String `toml:"cause" zh:"偏差原因"`
}
