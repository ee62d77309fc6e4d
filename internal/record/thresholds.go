package record

import "mingbai/internal/source"

// Thresholds are the limits that checks use. Each has the default named beside
// it; percent are plain numbers.
type Thresholds struct {
	LowExecution    source.Number `toml:"low_execution" zh:"执行率偏低" desc:"低于百分之几要说明原因，默认90（C41、C52）"`  // 90: percent below which execution counts as low (C41, C52)
	RateDecimals    source.Int    `toml:"rate_decimals" zh:"比率的小数位数" desc:"默认2（C6）"`                  // 2: decimals of every published percentage (C6)
	SectionMinimum  source.Int    `toml:"section_minimum" zh:"每个部分最少字数" desc:"默认20（C46）"`             // 20: characters a required section has at least (C46)
	ScoreTolerance  source.Number `toml:"score_tolerance" zh:"得分的误差" desc:"分，默认0.005（C7、C11）"`        // 0.005: points by which a score may differ (C7, C11)
	ShareTolerance  source.Number `toml:"share_tolerance" zh:"占比合计的误差" desc:"百分点，默认0.1（C15）"`         // 0.1: percentage points by which shares may miss 100 (C15)
	ControlRate     source.Number `toml:"control_rate" zh:"控制率的上限" desc:"百分数的数，默认100（C22、C23）"`       // 100: percent that control rates stay within (C22, C23)
	UnitRatio       source.Number `toml:"unit_ratio" zh:"单位可疑的倍数" desc:"与同类相差多少倍就怀疑单位，默认79（C25）"`     // 79: times its peers from which a value's unit is doubted (C25)
	GradeMargin     source.Number `toml:"grade_margin" zh:"离等级界线多近要注明" desc:"分，默认0.05（C34）"`          // 0.05: points from a grade's limit at which the exact total is shown (C34)
	QuantifiedShare source.Number `toml:"quantified_share" zh:"定量指标的比例" desc:"百分数的数，默认60（C36）"`       // 60: percent of indicators that are quantitative (C36)
	SingleWeight    source.Number `toml:"single_weight" zh:"单个指标的最大分值" desc:"默认30（C39）"`              // 30: most points of one indicator (C39)
	OvershootWarn   source.Number `toml:"overshoot_warn" zh:"超过指标值多少要说明" desc:"百分数的数，默认130（C40）"`     // 130: percent of the target from which a reason is due (C40)
	Undershoot      source.Number `toml:"undershoot" zh:"低于指标值多少要说明" desc:"百分数的数，默认70（C40）"`          // 70: percent of the target below which a reason is due (C40)
	IdleExecution   source.Number `toml:"idle_execution" zh:"执行率低而产出全满" desc:"执行率低于百分之几，默认80（C41）"`   // 80: percent of execution below which full outputs contradict (C41)
	TargetDrop      source.Number `toml:"target_drop" zh:"指标值低于上年实际多少" desc:"百分数的数，默认20（C43）"`        // 20: percent that a target lies below last year's actual (C43)
	TargetYears     source.Int    `toml:"target_years" zh:"指标值几年不变" desc:"默认3（C43）"`                  // 3: years a target stays the same (C43)
	RoundShare      source.Number `toml:"round_share" zh:"整数支出的项目比例" desc:"百分数的数，默认50（C45）"`          // 50: percent of projects that spent round sums to the last (C45)
	Shingle         source.Int    `toml:"shingle" zh:"比较文字时一段几个字" desc:"默认8（C47、C48）"`                // 8: characters of a shingle (C47, C48)
	SimilarWarn     source.Number `toml:"similar_warn" zh:"文字雷同到多少提醒" desc:"百分数的数，默认60（C47、C48）"`     // 60: percent of a section like another's (C47, C48)
	SimilarError    source.Number `toml:"similar_error" zh:"文字雷同到多少算差错" desc:"百分数的数，默认85（C47、C48）"`   // 85: the same, as an error
	SimilarMinimum  source.Int    `toml:"similar_minimum" zh:"至少多少字才比较" desc:"默认60（C47、C48）"`         // 60: characters a section must have to be compared (C47, C48)
	DisclosureDays  source.Int    `toml:"disclosure_days" zh:"批复后几日内公开" desc:"默认20（C57）"`             // 20: days from approval to publication (C57)
	CountdownDays   source.Int    `toml:"countdown_days" zh:"期限前几日提醒" desc:"默认5（C57）"`                // 5: days before the limit at which to warn (C57)
	ReviewGap       source.Number `toml:"review_gap" zh:"自评与复核相差多少分" desc:"默认5（C70）"`                 // 5: points between self score and re-check (C70)
	HighScore       source.Number `toml:"high_score" zh:"高分" desc:"多少分算高分，默认95（C71）"`                 // 95: points from which a score counts as high (C71)
	PoorExecution   source.Number `toml:"poor_execution" zh:"执行率很低" desc:"低于百分之几，下年预算要有说法，默认60（C72）"` // 60: percent below which next year's budget should say why (C72)
	Deviation       source.Number `toml:"deviation" zh:"得分偏离几个标准差" desc:"默认2（C71）"`                   // 2: standard deviations from the county's mean (C71)
	RateGap         source.Number `toml:"rate_gap" zh:"部门与项目的执行率相差多少" desc:"百分点，默认5（C33）"`            // 5: percentage points between a department's rate and its projects' (C33)
}
