package record

import (
	"strconv"

	"mingbai/internal/source"
)

// Profile is content/rules/ID.toml: the rules of one year and form, as data. A
// report names its profile and so keeps its rules for ever.
//
// Everything is optional; where a field says nothing, the profile that it extends
// decides, and where there is none, the default named beside the field. Percent
// means a plain number: 90 is 90%.
type Profile struct {
	ID    string   `toml:"-"`
	File  string   `toml:"-"`
	Files []string `toml:"-"` // its own file and those it extends, itself first; set by Load
	Lost  bool     `toml:"-"` // one that it extends is missing or could not be parsed

	Name     source.String   `toml:"name" zh:"规则集名称" desc:"例如 项目支出绩效评价管理办法"`                     // 项目支出绩效评价管理办法
	Extends  source.String   `toml:"extends" zh:"沿用的规则集" desc:"编号；这里没有写的都照它" form:"id"`          // id of the profile whose rules apply where this one says nothing
	Omit     []source.String `toml:"omit" zh:"不要的指标" desc:"沿用的规则集里不要的指标：键名，项目的写 projects.键名"`    // metrics of that profile which this one does without: KEY, or projects.KEY
	Clear    []source.String `toml:"clear" zh:"不沿用的部分" desc:"沿用的规则集里整块不要的，例如 dimension、weights"` // tables and lists of that profile which do not apply here
	Basis    []source.String `toml:"basis" zh:"依据的文件" desc:"一条一份"`                               // documents it rests on
	Notes    []source.String `toml:"notes" zh:"填报说明"`                                            // what whoever fills the form must know
	Rounding source.String   `toml:"rounding" zh:"舍入办法" desc:"不写就是四舍五入" words:"half-up=四舍五入 half-even=四舍六入五成双"`

	Weights    Weights       `toml:"weights" zh:"分值"`
	Dimensions []Dimension   `toml:"dimension" zh:"指标体系" desc:"一级指标，按表样的顺序"` // the indicator tree, in the order of the form
	Execution  ExecutionRule `toml:"execution" zh:"执行率怎么计分"`
	Scoring    ScoringRules  `toml:"scoring" zh:"指标怎么计分" desc:"按指标值的写法分"`
	ScoreRules []ScoreRule   `toml:"score_rule" zh:"单个指标的计分规则" desc:"比 [scoring] 优先，先匹配的算"` // rules of single indicators, before those of scoring
	QualBands  []Band        `toml:"qual_band" zh:"定性指标的档次" desc:"从高到低"`                    // tiers of a qualitative indicator, the best first
	Grades     []Band        `toml:"grade" zh:"等级" desc:"从高到低；不写就不分等级"`                     // grades of a total, the best first; none: no grades
	Caps       []Cap         `toml:"cap" zh:"总分的上限" desc:"按执行率限制总分"`                        // limits of the total by the execution rate
	Deductions []Deduction   `toml:"deduction" zh:"固定扣分"`                                   // fixed deductions from the total

	FundRows   []source.String          `toml:"fund_rows" zh:"资金来源的行" desc:"表样里有哪几种资金来源"`                                                                          // names of the fund sources that the form has rows for
	Forms      []Form                   `toml:"form" zh:"表样" desc:"同一范围里第一个是默认的"`                                                                                  // the first is the default of its scope
	TextLimits []TextLimit              `toml:"text_limit" zh:"字数限制"`                                                                                              // lengths of texts
	Sections   []source.String          `toml:"sections" zh:"章节" desc:"报送以后的报告必须有的部分" words:"goals=绩效目标 evaluation=评价组织 analysis=绩效分析 problem=存在问题 measures=改进措施"` // sections a submitted report must have (goals, evaluation, analysis, problem, measures)
	Thresholds Thresholds               `toml:"thresholds" zh:"界限" desc:"核对规则用的界限"`
	Severity   map[string]source.String `toml:"severity" zh:"严重程度" desc:"规则编号 = 严重程度，例如 C45 = \"info\"；只能调整，不能关掉" words:"info=说明 warning=提醒 error=差错"` // rule id → info, warning, error
	Metrics    []Metric                 `toml:"metric" zh:"指标目录" desc:"公布哪些数、怎么算"`
	Checks     []OwnCheck               `toml:"check" zh:"自定的核对"`                              // the profile's own checks
	Forbidden  []source.String          `toml:"forbidden" zh:"不能用的词" desc:"正文里出现就是差错，例如过时的称谓"` // words that must not stand in any text (C56)
}

// Weights are the points of the form's parts; those of the dimensions stand with
// them.
type Weights struct {
	Execution source.Number `toml:"execution" zh:"预算执行率分值" desc:"不写或 0 就是没有这一项"` // 预算执行率分值: 0, 9, 10, 20 …; not given or 0: no such part
	Total     source.Number `toml:"total" zh:"满分" desc:"不写就是100"`                // declared total, 100
}

// Dimension is one level-1 indicator of the tree, with its level-2 ones.
type Dimension struct {
	Place    source.Place    `toml:"@"`
	Name     source.String   `toml:"name" zh:"一级指标"`                        // 产出指标
	Alias    []source.String `toml:"alias" zh:"别的叫法"`                       // other names: 产出
	Weight   source.Number   `toml:"weight" zh:"分值" desc:"不写就不限"`           // points; not given: free
	Required source.Bool     `toml:"required" zh:"必有" desc:"每个项目都要有"`       // every project has one (C35)
	For      []source.String `toml:"for" zh:"哪些项目要有" desc:"项目的种类：建设、修缮、购置"` // kinds of project that need one even where it is not required: 建设, 修缮, 购置
	Level2   []source.String `toml:"level2" zh:"二级指标" desc:"不写就不限"`         // 数量指标 …; none: free
	Level3   []source.String `toml:"level3" zh:"常用的三级指标" desc:"只作提示"`       // usual level-3 names, to propose; free all the same
}

// ExecutionRule says how the execution of the budget earns its points (1.2 F4, F9).
type ExecutionRule struct {
	Rule         source.String   `toml:"rule" zh:"计分办法" desc:"linear（分值×执行率，默认）、bands（分档）"`                       // linear (default): weight × rate, at most the weight; bands: by Bands
	Row          source.Bool     `toml:"row" zh:"是一行普通指标" desc:"执行率是指标表里的一行，不单列"`                                 // the execution is an ordinary indicator row, not a part of its own
	Names        []source.String `toml:"names" zh:"那一行的名称" desc:"例如 预算执行率"`                                       // names of that row: 预算执行率
	Level1       source.String   `toml:"level1" zh:"那一行所在的一级指标" desc:"例如 管理"`                                     // where the form has that row: 管理
	ExplainBelow source.Number   `toml:"explain_below" zh:"低于多少要说明原因" desc:"百分数的数；不写就用 thresholds.low_execution"` // percent below which a reason is due; not given: thresholds.low_execution
	Bands        []Band          `toml:"band" zh:"分档" desc:"从高到低"`                                                // the best first
}

// ScoringRules say how indicators earn their points (1.5), by the form of their
// target. A proportional rule gives weight × actual ÷ target (the other way round
// where less is better), a zero rule nothing once the target is missed, a bands
// rule what Bands of the matching score_rule say.
type ScoringRules struct {
	Decimals     source.Int      `toml:"score_decimals" zh:"得分的小数位数" desc:"不写就是2；最后只舍入一次"`                    // 2; a score is rounded once, at the end
	AtLeast      source.String   `toml:"forward_rule" zh:"≥ 的指标" desc:"proportional（按比例，默认）、zero（没有达到不得分）"`   // ≥, >: proportional (default), zero
	AtMost       source.String   `toml:"reverse_rule" zh:"≤ 的指标" desc:"proportional（按比例，默认）、zero（超过不得分）"`     // ≤, <: proportional (default), zero
	Equal        source.String   `toml:"equal_rule" zh:"= 的指标" desc:"proportional（按比例，默认）、zero（不等不得分）"`       // =: proportional (default), zero
	Range        source.String   `toml:"range_rule" zh:"区间的指标" desc:"proportional（按比例，默认）、zero（出了区间不得分）"`     // a~b: proportional (default), zero
	Date         source.String   `toml:"date_rule" zh:"时间的指标" desc:"迟了：zero（不得分，默认）、free（由打分的人定）"`            // late: zero (default), or free: whoever scores decides
	Satisfaction source.String   `toml:"satisfaction_rule" zh:"满意度的指标" desc:"proportional（按比例，默认）、bands（分档）"` // proportional (default), bands
	PassBelow    source.Number   `toml:"pass" zh:"及格线" desc:"完成不到指标值的百分之几就不得分；不写就是0"`                         // percent of the target below which a quantitative indicator gets nothing; 0
	Satisfied    []Band          `toml:"satisfaction_band" zh:"满意度的分档"`                                       // of the bands rule, by the percent itself
	Direct       source.String   `toml:"direct_rule" zh:"是否类的指标" desc:"没有完成：zero（不得分，默认）、free（由打分的人定）"`       // 是/否, 完成/未完成: zero (default) where not done, or free
	Rescale      source.Bool     `toml:"rescale" zh:"不适用的折算" desc:"不适用的指标去掉以后，其余的折算到满分"`                      // indicators that do not apply are dropped and the rest rescaled to the total
	DoneWords    []source.String `toml:"done_words" zh:"表示完成的其他词"`                                            // further words that mean done
	ReverseIn    []source.String `toml:"reverse_in" zh:"越少越好的指标" desc:"这些一级、二级指标里没有写符号的指标值是上限，例如 成本指标"`       // levels 1 and 2 in which a target without an operator is an upper limit: 成本指标
}

// ScoreRule is the rule of the indicators that it names, or of a kind of them.
// The first rule that matches applies.
type ScoreRule struct {
	Place  source.Place    `toml:"@"`
	Names  []source.String `toml:"names" zh:"三级指标" desc:"名称；不写就是这一种的全部"`                                                                         // level-3 names; none: every one of the kind
	Kind   source.String   `toml:"kind" zh:"指标的种类" desc:"at_least、at_most、equal、range、zero、date、tier、direct、satisfaction；不写就是任何一种"`              // at_least, at_most, equal, range, zero, date, tier, direct, satisfaction; "": any
	Method source.String   `toml:"method" zh:"计分办法" desc:"proportional（按比例）、zero（不达不得分）、bands（按完成程度分档）、values（按实际值分档）、steps（按步扣分）、free（由打分的人定）"` // proportional, zero, bands (by achievement), values (by the actual itself), steps, free
	Bands  []Band          `toml:"band" zh:"分档" desc:"从高到低"`                                                                                     // of bands and values, the best first
	Step   source.Number   `toml:"step" zh:"一步多少" desc:"按步扣分：每超出或相差这么多算一步"`                                                                      // of steps: every Step (percentage points or units) beyond the target …
	Lose   source.Number   `toml:"lose" zh:"一步扣多少" desc:"分值的百分之几"`                                                                               // … loses Lose percent of the weight
	Whole  source.Bool     `toml:"whole" zh:"只算整步"`                                                                                              // only whole steps count
	Source source.String   `toml:"source" zh:"依据"`                                                                                               // the document that says so
}

// Band is one interval of a scale, closed below: everything from From up to the
// band before it. Where less is better, UpTo closes it above instead.
type Band struct {
	Place source.Place    `toml:"@"`
	Name  source.String   `toml:"name" zh:"名称" desc:"例如 优、达成年度指标"`              // 优; 达成年度指标
	Alias []source.String `toml:"alias" zh:"别的叫法"`                              // 达成预期指标, 优秀
	From  source.Number   `toml:"from" zh:"下限" desc:"含本数；百分数的数，等级是分数；不写就是没有下限"` // percent, or points of 100 for grades; not given: open below
	UpTo  source.Number   `toml:"up_to" zh:"上限" desc:"越少越好的才写，含本数"`             // of values where less is better
	Share source.Number   `toml:"share" zh:"得分占比" desc:"得分值的百分之几"`              // percent of the weight that the band earns; of a qualitative tier none: From to the tier above
}

// Cap limits the total of a form by the execution rate.
type Cap struct {
	Place source.Place  `toml:"@"`
	Below source.Number `toml:"below" zh:"执行率低于" desc:"百分数的数；低于它才适用"` // applies where the rate is below this percent; of several the lowest
	Total source.Number `toml:"total" zh:"总分最多"`                      // the total is at most this
}

// Deduction is a fixed deduction from the total; each application is named in the
// calculation.
type Deduction struct {
	Place  source.Place  `toml:"@"`
	ID     source.String `toml:"id" zh:"编号"`
	Title  source.String `toml:"title" zh:"名称" desc:"例如 超过指标值30%以上"`                                                 // 超过指标值30%以上
	When   source.String `toml:"when" zh:"什么时候扣" desc:"overshoot（超出指标值太多）、no_evidence（没有依据）、late（迟报）、formula（公式成立）"` // overshoot, no_evidence (both once an indicator), late, or formula
	Points source.Number `toml:"points" zh:"每次扣几分"`                                                                  // of one application
	Most   source.Number `toml:"most" zh:"最多扣几分" desc:"不写就不限"`                                                       // of all applications together; not given: no limit
	Above  source.Number `toml:"above" zh:"超过多少" desc:"指标值的百分之几，不写就是130"`                                            // of overshoot: percent of the target from which it applies, 130
	Due    source.String `toml:"due" zh:"期限" desc:"次年的月和日，例如 03-31"`                                                 // of late: MM-DD of the year after
	// Formula applies the deduction where it is true; it reads what a metric of a
	// project reads, or of the report in the form of the whole department.
	Formula source.String `toml:"formula" zh:"条件" desc:"公式成立就扣"`
}

// TextLimit is the length that a text of the form may have.
type TextLimit struct {
	Place source.Place  `toml:"@"`
	Field source.String `toml:"field" zh:"哪一项" desc:"例如 cause、goals.achieved、indicator.cause"` // as in the record: cause, measure, goals.achieved, indicator.cause …
	Most  source.Int    `toml:"most" zh:"最多字数"`                                                // characters
	Least source.Int    `toml:"least" zh:"最少字数"`
}

// Metric is one entry of the catalogue: a value that departments give (an input),
// or one that a formula computes.
//
// An input is named by its key (budget is funds.budget) or by Input. One that a
// report does not give makes no figure, unless it is one of budget, spent,
// project_budget and project_spent; nor does a formula of which every such
// optional input is missing. A formula on an input applies where the department
// does not give it.
type Metric struct {
	Place    source.Place    `toml:"@"`                                                                                  // of its [[metric]]
	Key      source.String   `toml:"key" zh:"指标的 key" desc:"英文名，是网址和数据文件里的永久名称，定了就不要改" form:"key" must:"execution_rate"` // execution_rate
	Scope    source.String   `toml:"scope" zh:"指标的范围" desc:"不写就是整个部门" words:"report=报告 project=项目"`                      // report (default) or project
	Label    source.String   `toml:"label" zh:"中文名称" desc:"正文里用 {{预算执行率}} 引用"`                                           // 预算执行率
	Alias    []source.String `toml:"alias" zh:"别的叫法" desc:"也可以用来引用"`                                                     // other labels by which prose may name it
	Input    source.String   `toml:"input" zh:"填报的位置" desc:"由哪一项填报，例如 staff.employed"`                                   // the field that gives it: staff.employed, three_public.actual.total
	Formula  source.String   `toml:"formula" zh:"公式" desc:"不写的是部门自己填报的数"`                                                // spent / budget
	When     source.String   `toml:"when" zh:"什么时候算" desc:"scored：有打分的才算；complete：公式用到的数都填报了才算"`                         // scored: only where the form has scores; complete: only where all that the formula names was given
	Kind     source.String   `toml:"kind" zh:"指标的种类" words:"amount=金额 ratio=比率 score=得分 count=个数 grade=等级 quantity=数量"`  // amount, ratio, score, count, quantity, grade
	Unit     source.String   `toml:"unit" zh:"单位" desc:"金额不写就用报告的单位"`                                                    // %, 分, 个, 元; "" on an amount: the report's unit
	Decimals source.Int      `toml:"decimals" zh:"小数位数" desc:"公布时保留几位"`                                                  // decimals in which it is published
	Signed   source.Bool     `toml:"signed" zh:"带正负号" desc:"例如 +31.39%"`                                                 // published with its sign: +31.39%
	Source   source.String   `toml:"source" zh:"依据的文件"`                                                                  // the document that defines it
	Note     source.String   `toml:"note" zh:"与数字一起公布的话"`                                                                // what a reader must know (按…试算，非该部门公布的得分)
}

// OwnCheck is a check that the profile itself adds; it cannot replace one of the
// domain's.
type OwnCheck struct {
	Place    source.Place  `toml:"@"`
	ID       source.String `toml:"id" zh:"编号" desc:"自己取，例如 x-guiding"`                          // of the profile's own choosing: x-guiding
	Scope    source.String `toml:"scope" zh:"范围" desc:"report（报告，默认）、project（项目）"`              // report (default) or project
	Severity source.String `toml:"severity" zh:"严重程度" desc:"info（说明）、warning（提醒，默认）、error（差错）"` // info, warning (default), error
	Title    source.String `toml:"title" zh:"名称"`
	Formula  source.String `toml:"formula" zh:"条件" desc:"成立就是有问题"`        // a condition; true is a fault; undefined is none
	Message  source.String `toml:"message" zh:"提示的话" desc:"{{键名}} 换成那个数"` // {{KEY}} stands for a figure of the scope
	Hint     source.String `toml:"hint" zh:"怎样改"`
	Source   source.String `toml:"source" zh:"依据"`
}

func itoa(n int) string { return strconv.Itoa(n) }
