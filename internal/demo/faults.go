package demo

import "strconv"

// region is the code of the fictional county: no province begins with 99.
const region = "990101"

// fault is one deliberate fault: where it is put, and what is written there
// instead of what would be right.
type fault struct {
	dept    string
	year    int    // counted from 0
	project string // "" for the report
	what    string
	value   string
}

// faults are the deliberate faults of the demonstration, each of another rule, so
// that the checks have something to show.
func faults() []fault {
	return []fault{
		{"shuiwu", 0, "", "subunit/shuiku", "0.60"},                    // C1: the units do not add up
		{"jiaoyu", 1, "", "project_spent", "0.01"},                     // C3: a tail of rounding …
		{"jiaoyu", 1, "", "basic_spent", "-0.01"},                      // … which leaves the whole as it is
		{"wenlv", 0, "", "stated/project_execution_rate", "whole"},     // C5: the rate of the whole department
		{"minzheng", 0, "", "stated/execution_rate", "whole"},          // C6: printed without decimals
		{"nongye", 0, "renju", "score/反弹点位整改率", "full"},                // C11: full marks on a missed target
		{"minzheng", 1, "", "last_spent", "0.37"},                      // C16: not what was published last year
		{"shuiwu", 1, "jieshui", "carried_in", "0.50"},                 // C21: not what was carried over
		{"jiaoyu", 2, "", "analysis", "全年支出进度良好，预算执行率为98.88%，资金足额到位。"}, // C26: a number of its own
		{"weijian", 1, "manbing", "approved/血压控制达标率", "≥70%"},          // C27: lowered without approval
		{"chengguan", 0, "", "final_account", "0.20"},                  // C28: the accounts say otherwise
		{"wenlv", 2, "lvyou", "over/线上推介作品", "165"},                    // C40: far above the target, no cause
		{"chengguan", 0, "", "analysis", "部分项目改善了区域内住房的保障条件。"},         // C49: another department's words
		{"dangan", 1, "", "measure/daicha-ming", ""},                   // C50: a problem without a measure
		{"weijian", 2, "jiating", "purpose", "用于签约医生的工资补贴，为签约居民提供健康咨询、用药指导和转诊联系。"}, // C54: pay in a project
		{"dangan", 2, "", "analysis", "数字化质检结果按月通报,不合格的当月返工。。"},                    // C55: punctuation
		{"wenlv", 1, "", "published", "0921"},      // C57: late
		{"chengguan", 2, "", "stage", "submitted"}, // not published at all
		{"chengguan", 2, "", "published", ""},
		{"chengguan", 2, "", "sign_off/secrecy", ""},
		{"minzheng", 2, "", "review", "7.40"},                    // C70: the re-check gives much less
		{"chengguan", 1, "", "status/shoulei-hunzhuang", "none"}, // C73: not followed up
	}
}

// fault is what is to be written at a place instead of the truth.
func (p *plan) fault(y *yearPlan, q *projectPlan, what string) (string, bool) {
	id := ""
	if q != nil {
		id = q.id
	}
	for _, f := range p.faults {
		if f.dept == p.d.ID && f.year == y.n && f.project == id && f.what == what {
			return f.value, true
		}
	}
	return "", false
}

// faulty is a text, or what a fault puts in its place.
func (p *plan) faulty(y *yearPlan, q *projectPlan, what, right string) string {
	if v, ok := p.fault(y, q, what); ok {
		return v
	}
	return right
}

// carriedIn is what a project says it carried in.
func (p *plan) carriedIn(y *yearPlan, q *projectPlan) int64 {
	if v, ok := p.fault(y, q, "carried_in"); ok {
		return q.carriedIn + wan(v)
	}
	return q.carriedIn
}

// approved is a row as the goal table has it.
func (p *plan) approved(y *yearPlan, q *projectPlan, w *row) *row {
	if v, ok := p.fault(y, q, "approved/"+w.name); ok {
		c := *w
		c.target = v
		return &c
	}
	return w
}

func digits(n int, width int) string {
	s := strconv.Itoa(n)
	for len(s) < width {
		s = "0" + s
	}
	return s
}
