package record

import "mingbai/internal/source"

// Form is one form of a profile as data: a grid of columns and the blocks that
// stand on it, from top to bottom. Go knows kinds of blocks, never a province.
type Form struct {
	Place    source.Place    `toml:"@"`
	ID       source.String   `toml:"id" zh:"表样的编号" desc:"project、whole、goal、monitoring、ledger 等，报告和项目用它指认"` // project, whole, goal, monitoring, ledger …; a record names it
	Of       source.String   `toml:"of" zh:"用于" desc:"project（项目，默认）、report（部门）"`                           // project (default) or report: whose record fills it
	Title    source.String   `toml:"title" zh:"表名" desc:"例如 项目支出绩效自评表"`                                     // 项目支出绩效自评表
	Subtitle source.String   `toml:"subtitle" zh:"副题" desc:"{year} 换成年度，{last} 上年，{next} 下年"`               // （{year}年度）; {year} {last} {next} stand for years
	Unit     source.String   `toml:"unit" zh:"金额单位" desc:"元、万元、亿元；不写就用报告的"`                                 // unit of its amounts: 元, 万元, 亿元; "": the report's
	Caption  source.String   `toml:"caption" zh:"表上方的话" desc:"例如 金额单位：{unit}；{unit} 换成表里金额的单位"`             // right above the table: 金额单位：{unit}, the unit in which it prints amounts
	Wide     source.Bool     `toml:"wide" zh:"横排"`                                                          // wants a landscape page
	Widths   []source.Int    `toml:"widths" zh:"栏宽" desc:"网格各栏的相对宽度"`                                       // relative widths of the grid's columns; spans count in them
	Blocks   []FormBlock     `toml:"block" zh:"表块" desc:"从上到下"`
	Notes    []source.String `toml:"notes" zh:"表下的注"` // 注：below the table
}

// FormBlock is one block of a form.
//
//	kind          rows                             keys that its columns may have
//	pairs         one for every Row of Columns     any field of the record: name, code, supervisor, executor,
//	                                               period, purpose, kind, attribute …; label and value alternate
//	funds         Rows, or one a fund source       name, initial, budget, received, spent, weight, execution_rate,
//	                                               score, unspent
//	goals         one                              expected, achieved
//	indicators    one a level-3 indicator          n, level1, level2, name, operator, target, value, unit, initial,
//	                                               adjusted, actual, rate, weight, score, coefficient, reviewed_score,
//	                                               finance_score, third_score, converted, share, cause, measure,
//	                                               reason (cause and measure), evidence, core, band
//	approved      one an indicator of the goal     as indicators, and midterm
//	              table approved with the budget
//	tasks         one a project                    n, name, purpose, budget, fiscal_budget, spent, fiscal_spent,
//	                                               execution_rate, score, grade
//	checklist     Rows: one a point to answer      caption, yes, text
//	management    Rows: one an aspect              aspect, situation, problem
//	total         one                              weight, score, reviewed_score, finance_score, grade
//	signatures    one for every Row of Columns     prepared, checked, approved, secrecy, contact, date
//	three_public  Rows: budget, actual …           total, abroad, car, car_bought, car_run, reception
//	ledger        one an open problem              n, year, text, origin, cause, measure, owner, due, progress,
//	                                               status, use
//	monitoring    one a state                      date, initial, planned, spent, execution_rate, expected, outlook, cause
//	monitored     one an indicator of the latest   n, level1, level2, name, target, actual, expected, lack, cause,
//	              monitoring                       outlook
//	text          one                              any text of the record; its caption is the row's label
type FormBlock struct {
	Place   source.Place  `toml:"@"`
	Kind    source.String `toml:"kind" zh:"表块的种类" desc:"pairs、funds、goals、indicators、tasks、checklist、management、total、signatures、three_public、ledger、monitoring、text"`
	Caption source.String `toml:"caption" zh:"表块的名称" desc:"合并成左边的一格，例如 绩效指标"` // label of the block, merged down its rows in the first grid columns: 绩效指标
	Span    source.Int    `toml:"span" zh:"名称占几栏"`                            // grid columns of that label, 1; without a caption none
	// Head is whether the columns' captions are printed above the rows; true
	// unless given, never of pairs, signatures, total and text.
	Head    source.Bool     `toml:"head" zh:"印栏名"`
	Columns []FormColumn    `toml:"columns" zh:"栏"`
	Rows    []FormRow       `toml:"rows" zh:"固定的行"`
	Merge   []source.String `toml:"merge" zh:"合并的栏" desc:"这些栏里上下相同的合成一格"`    // keys of columns whose equal neighbours below each other become one cell
	Empty   source.String   `toml:"empty" zh:"空格里印什么"`                       // what an empty cell prints; "": nothing
	Total   source.String   `toml:"total" zh:"合计行的名称" desc:"例如 金额合计"`        // caption of a row of sums below: 金额合计
	Minimum source.Int      `toml:"minimum" zh:"最少几行" desc:"不够的补空行"`         // rows at least, blank ones filled up
	Tree    source.Bool     `toml:"tree" zh:"补全二级指标" desc:"没有三级指标的二级指标也留一行"` // of indicators: a row also for every level-2 indicator of the profile that has none
	Note    source.String   `toml:"note" zh:"表块的注"`
}

// FormColumn is one column of a block, or one pair of label and value.
type FormColumn struct {
	Place    source.Place  `toml:"@"`
	Key      source.String `toml:"key" zh:"内容"`
	Caption  source.String `toml:"caption" zh:"栏名"`
	Group    source.String `toml:"group" zh:"上一层的栏名" desc:"相邻相同的合成一格，例如 预算数"` // caption above equal neighbours: 预算数
	Span     source.Int    `toml:"span" zh:"占几栏"`                             // grid columns of the cell, 1; the last one takes what is left
	LabelAs  source.Int    `toml:"label" zh:"名称占几栏" desc:"成对的名称和内容用"`         // of pairs: grid columns of the label, 1
	Row      source.Int    `toml:"row" zh:"第几行" desc:"成对的名称和内容、签字用"`          // of pairs and signatures: which row, from 1; not given: a row of its own
	Align    source.String `toml:"align" zh:"对齐" desc:"left、center、right"`    // left, center, right; "": numbers right, texts left
	Decimals source.Int    `toml:"decimals" zh:"小数位数" desc:"不写就照指标公布的位数"`     // not given: as the figure is published
	Empty    source.String `toml:"empty" zh:"空格里印什么"`                         // instead of the block's
}

// FormRow is one fixed row of a block.
type FormRow struct {
	Place   source.Place    `toml:"@"`
	Key     source.String   `toml:"key" zh:"哪一行" desc:"资金：total、basic、project、source；“三公”经费：budget、actual、last_budget、last_actual"` // funds: total, basic, project, source; three_public: budget, actual, last_budget, last_actual; else free
	Caption source.String   `toml:"caption" zh:"行名" desc:"例如 其中：当年财政拨款"`                                                            // 其中：当年财政拨款
	Names   []source.String `toml:"names" zh:"包括哪些" desc:"资金来源的名称；资金管理情况的方面"`                                                       // of funds: the sources that the row adds up; of management: names of the aspect
	Level   source.String   `toml:"level" zh:"资金的级次" desc:"例如 中央"`                                                                  // of funds: the government level instead: 中央
	Indent  source.Int      `toml:"indent" zh:"缩进"`
	Dash    []source.String `toml:"dash" zh:"印横线的栏" desc:"这些栏在这一行不填，印“—”"` // keys of columns that never have a value here and print —
}
