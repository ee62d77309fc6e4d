package record

import "mingbai/internal/source"

// SubUnit is a subordinate unit whose sums the report consolidates.
type SubUnit struct {
	Place         source.Place  `toml:"@"`
	ID            source.String `toml:"id" zh:"单位编号" desc:"永久编号，项目用它指认；一份报告里不能重复" form:"id"`
	Name          source.String `toml:"name" zh:"单位名称"`
	Initial       source.Amount `toml:"initial" zh:"年初预算数"`
	Budget        source.Amount `toml:"budget" zh:"全年预算数"`
	Received      source.Amount `toml:"received" zh:"资金到位数"`
	Spent         source.Amount `toml:"spent" zh:"全年执行数"`
	ProjectBudget source.Amount `toml:"project_budget" zh:"项目支出预算数"`
	ProjectSpent  source.Amount `toml:"project_spent" zh:"项目支出执行数"`
	Rate          source.Stated `toml:"rate" zh:"印出的执行率" desc:"照原样抄"`
	Score         source.Number `toml:"score" zh:"自评得分"`
	Grade         source.String `toml:"grade" zh:"等级"`
}

// ThreePublic is the "三公"经费: totals and parts for budget and accounts, and counts.
type ThreePublic struct {
	Budget     ThreePublicRow `toml:"budget" zh:"预算数"`
	Actual     ThreePublicRow `toml:"actual" zh:"决算数"`
	LastBudget ThreePublicRow `toml:"last_budget" zh:"上年预算数"`
	LastActual ThreePublicRow `toml:"last_actual" zh:"上年决算数"`
	Groups     source.Int     `toml:"groups" zh:"因公出国（境）团组数" least:"0"`
	Persons    source.Int     `toml:"persons" zh:"因公出国（境）人次" least:"0"`
	Bought     source.Int     `toml:"bought" zh:"公务用车购置数" desc:"辆" least:"0"`
	Cars       source.Int     `toml:"cars" zh:"公务用车保有量" desc:"辆" least:"0"`
	Receptions source.Int     `toml:"receptions" zh:"国内公务接待批次" least:"0"`
	Guests     source.Int     `toml:"guests" zh:"国内公务接待人次" least:"0"`
	Reason     source.String  `toml:"reason" zh:"增减原因"`
	None       source.Bool    `toml:"none" zh:"本部门无此项支出" desc:"没有这项支出写 true，空表照样公开并说明"`
}

// ThreePublicRow is one row of it.
type ThreePublicRow struct {
	Total     source.Amount `toml:"total" zh:"合计"`
	Abroad    source.Amount `toml:"abroad" zh:"因公出国（境）费"`
	Car       source.Amount `toml:"car" zh:"公务用车购置及运行维护费" desc:"小计"`
	CarBought source.Amount `toml:"car_bought" zh:"公务用车购置费"`
	CarRun    source.Amount `toml:"car_run" zh:"公务用车运行维护费"`
	Reception source.Amount `toml:"reception" zh:"公务接待费"`
}

// Staff are the counts of people.
type Staff struct {
	Posts           source.Int    `toml:"posts" zh:"编制数" desc:"编办核定的" least:"0"`
	Employed        source.Int    `toml:"employed" zh:"在职人员数" desc:"部门决算口径：财政供养在职，不含劳务派遣" least:"0"`
	Trained         source.Int    `toml:"trained" zh:"培训人次" least:"0"`
	PublicBudget    source.Amount `toml:"public_budget" zh:"公用经费预算数"`
	PublicSpent     source.Amount `toml:"public_spent" zh:"公用经费支出数"`
	LastPublicSpent source.Amount `toml:"last_public_spent" zh:"上年公用经费支出数"`
	LastEmployed    source.Int    `toml:"last_employed" zh:"上年在职人员数" least:"0"`
	Reason          source.String `toml:"reason" zh:"原因" desc:"超编、公用经费超支的原因"`
}

// Assets are the fixed assets.
type Assets struct {
	Total source.Amount `toml:"total" zh:"固定资产总额"`
	InUse source.Amount `toml:"in_use" zh:"在用固定资产总额"`
}

// Procurement is 政府采购.
type Procurement struct {
	Budget   source.Amount `toml:"budget" zh:"政府采购预算数"`
	Actual   source.Amount `toml:"actual" zh:"实际采购金额"`
	Goods    source.Amount `toml:"goods" zh:"货物类"`
	Works    source.Amount `toml:"works" zh:"工程类"`
	Services source.Amount `toml:"services" zh:"服务类"`
	Small    source.Amount `toml:"small" zh:"授予中小企业的金额"`
	Micro    source.Amount `toml:"micro" zh:"其中：授予小微企业的金额"`
}

// Work are the counts of duties done (职责履行), for the ratios of 财预〔2013〕53号.
type Work struct {
	Planned          source.Int    `toml:"planned" zh:"计划工作数" least:"0"`
	Done             source.Int    `toml:"done" zh:"实际完成工作数" least:"0"`
	OnTime           source.Int    `toml:"on_time" zh:"及时完成工作数" least:"0"`
	Qualified        source.Int    `toml:"qualified" zh:"质量达标工作数" least:"0"`
	KeyAssigned      source.Int    `toml:"key_assigned" zh:"重点工作交办数" least:"0"`
	KeyDone          source.Int    `toml:"key_done" zh:"重点工作完成数" least:"0"`
	KeyProjectBudget source.Amount `toml:"key_project_budget" zh:"重点项目支出"`
	LastBalance      source.Amount `toml:"last_balance" zh:"上年累计结转结余"`
	Balance          source.Amount `toml:"balance" zh:"本年累计结转结余"`
	PlannedProgress  source.Number `toml:"planned_progress" zh:"既定支付进度" desc:"百分数的数，例如 100"`
	LastGeneral      source.Amount `toml:"last_general" zh:"上年一般性支出"`
	General          source.Amount `toml:"general" zh:"本年一般性支出"`
	PlannedCost      source.Amount `toml:"planned_cost" zh:"计划成本"`
	ActualCost       source.Amount `toml:"actual_cost" zh:"实际成本"`
}

// Rectification is one row of 整改台账: what an earlier year's problem came to.
type Rectification struct {
	Place    source.Place  `toml:"@"`
	Year     source.Int    `toml:"year" zh:"问题的年度" desc:"提出这个问题的报告是哪一年的" least:"1949"`
	Problem  source.String `toml:"problem" zh:"问题编号" desc:"那一年报告里 [[problem]] 的 id" form:"id"`
	Text     source.String `toml:"text" zh:"问题" desc:"那一年的报告不在这里时，写问题本身"`
	Origin   source.String `toml:"origin" zh:"问题的来源" words:"自评 复核 审计"`
	Cause    source.String `toml:"cause" zh:"原因"`
	Measure  source.String `toml:"measure" zh:"整改措施"`
	Owner    source.String `toml:"owner" zh:"责任单位"`
	Due      source.Date   `toml:"due" zh:"完成时限"`
	Progress source.String `toml:"progress" zh:"进展"`
	Status   source.String `toml:"status" zh:"整改状态" desc:"已销号的下年不再带" words:"未启动 进行中 已完成 已销号"`
	Use      source.String `toml:"use" zh:"结果应用"`
}

// ResultUse is how the result was used (结果应用).
type ResultUse struct {
	Text       source.String `toml:"text" zh:"正文" desc:"一行一段"`
	NextBudget source.Amount `toml:"next_budget" zh:"下年预算安排"`
	Decision   source.String `toml:"decision" zh:"安排意见" words:"增加 保持 压减 取消"`
	Reason     source.String `toml:"reason" zh:"理由"`
}

// Step is one signature: who (not published unless wanted) and which day.
type Step struct {
	Name source.String `toml:"name" zh:"姓名或职务" desc:"会公开；不愿公开姓名就写职务"`
	Date source.Date   `toml:"date" zh:"日期"`
}

// SignOff are the steps before publication.
type SignOff struct {
	Leader   Step          `toml:"leader" zh:"项目负责人"`
	Prepared Step          `toml:"prepared" zh:"填报人"`
	Checked  Step          `toml:"checked" zh:"财务负责人"`
	Approved Step          `toml:"approved" zh:"主要负责人审签"`
	Secrecy  Step          `toml:"secrecy" zh:"保密审查"`
	Contact  source.String `toml:"contact" zh:"联系电话" desc:"写办公电话，不写个人手机号"`
}

// Review is what a re-check wrote of a project (抽查复核).
type Review struct {
	Place    source.Place    `toml:"@"`
	Project  source.String   `toml:"project" zh:"项目编号" desc:"复核的是哪个项目，写它的文件名；整份报告的不写" form:"id"`
	Self     source.Number   `toml:"self" zh:"自评得分"`
	Score    source.Number   `toml:"score" zh:"复核得分"`
	Reason   source.String   `toml:"reason" zh:"差异的原因" words:"资料不全 数据不实 计算错误 指标不合理 未说明偏差 其他"`
	Text     source.String   `toml:"text" zh:"复核意见"`
	Evidence []source.String `toml:"evidence" zh:"依据" desc:"支付凭证、合同、验收单、签到表、问卷汇总等"`
	Due      source.Date     `toml:"due" zh:"整改期限"`
	Result   source.String   `toml:"result" zh:"整改结果"`
}

// Revision is a correction of a published report (更正说明).
type Revision struct {
	Place    source.Place  `toml:"@"`
	Version  source.Int    `toml:"version" zh:"版本" desc:"更正后是第几版，首次公开是第1版" least:"2"`
	Date     source.Date   `toml:"date" zh:"更正日期"`
	Key      source.String `toml:"key" zh:"哪个数" desc:"数的键，例如 2023/zhengxie/spent；改文字的不写"`
	Old      source.String `toml:"old" zh:"原来公布的"`
	New      source.String `toml:"new" zh:"更正为"`
	Reason   source.String `toml:"reason" zh:"更正原因" must:"……"`
	Approver source.String `toml:"approver" zh:"批准人"`
}

// Accepted is a finding that a reviewer accepts, with the values it had: it
// lapses when either changes.
type Accepted struct {
	Place    source.Place  `toml:"@"`
	Rule     source.String `toml:"rule" zh:"规则" desc:"例如 C3" must:"C3"`
	Key      source.String `toml:"key" zh:"哪个数" desc:"核对结果里的键，例如 2023/zhengxie/project_spent" must:"2023/zhengxie/project_spent"`
	Stated   source.String `toml:"stated" zh:"原文的数" desc:"照核对结果抄"`
	Computed source.String `toml:"computed" zh:"重算的数" desc:"照核对结果抄"`
	Reason   source.String `toml:"reason" zh:"理由" must:"……"`
	Who      source.String `toml:"who" zh:"认可人" desc:"姓名或职务"`
	Date     source.Date   `toml:"date" zh:"认可日期"`
}

// Disclosure is the catalogue metadata of the publication; what is not given
// prints as 待填.
type Disclosure struct {
	Index     source.String   `toml:"index" zh:"索引号" desc:"全县唯一，定了就不变"`
	Theme     source.String   `toml:"theme" zh:"主题分类"`
	Genre     source.String   `toml:"genre" zh:"体裁分类"`
	Publisher source.String   `toml:"publisher" zh:"发布机构" desc:"规范的全称"`
	Number    source.String   `toml:"number" zh:"文号" desc:"年份用六角括号，例如 〔2024〕3号"`
	Approved  source.Date     `toml:"approved" zh:"批复日期" desc:"财政批复的日子，从第二天起20日内公开"`
	Made      source.Date     `toml:"made" zh:"成文日期"`
	Published source.Date     `toml:"published" zh:"发布日期"`
	Openness  source.String   `toml:"openness" zh:"公开方式" desc:"例如 主动公开"`
	Validity  source.String   `toml:"validity" zh:"时效性" desc:"例如 有效"`
	Summary   source.String   `toml:"summary" zh:"内容概述"`
	Keywords  []source.String `toml:"keywords" zh:"主题词"`
	Address   source.String   `toml:"address" zh:"公开网址" desc:"部门自己公开这份报告的网页"`
	Level     source.String   `toml:"level" zh:"公开程度" desc:"不写就是全部公开" words:"full=公开 partial=部分公开 withheld=不公开"`
	Basis     source.String   `toml:"basis" zh:"不公开的依据"`
}
