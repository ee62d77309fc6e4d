package demo

import (
	"strconv"
	"strings"
)

// indicatorTables writes the indicators, and the goal table they were approved
// with.
func (p *plan) indicatorTables(f *file, y *yearPlan, q *projectPlan) {
	if len(q.rows) == 0 {
		return
	}
	f.gap()
	f.comment("绩效指标，一行一组。target 是指标值，actual 是实际完成值，score 是自评得分。")
	for i, w := range q.rows {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[indicator]]\n")
		w.head(f)
		f.text("actual", w.actual)
		f.text("band", w.band)
		if w.weight > 0 {
			f.points("weight", w.weight)
			p.score(f, y, q, w)
		}
		f.text("last_year", w.lastYear)
		f.text("cause", w.cause)
		f.text("measure", w.measure)
		if w.why != "" {
			f.plain("applicable", "false")
			f.text("why", w.why)
		}
		f.text("evidence", w.evidence)
	}
	if p.opt.Indicators > 0 || q.text.Exec == "zero" || q.Born.Value && q.first {
		return
	}
	f.gap()
	f.comment("随预算批复的目标表。批复以后不能自己改；要改，写批准的文号。")
	for i, w := range q.rows {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[approved]]\n")
		p.approved(y, q, w).head(f)
		if w.weight > 0 {
			f.points("weight", w.weight)
		}
	}
}

func (w *row) head(f *file) {
	f.text("level1", w.level1)
	f.text("level2", w.level2)
	f.text("name", w.name)
	f.text("kind", w.kind)
	f.text("target", w.target)
}

// figureOf is how prose names the actual or the target of an indicator, so that
// the text never says anything else than the table. Indicators that the profile of
// the year does not have leave nothing.
func (p *plan) figureOf(q *projectPlan, name, column string) string {
	for _, w := range q.rows {
		if w.name == name {
			return "{{" + name + map[string]string{"target": "指标值"}[column] + "}}"
		}
	}
	return ""
}

// bind replaces 〈指标〉 in the prose of a project.
func (p *plan) bind(q *projectPlan, text string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(text, "〈")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "〉")
		b.WriteString(p.figureOf(q, name, "actual"))
		text = after
	}
}

// management are the seven rows of the form for transfers.
func (p *plan) management(f *file, q *projectPlan) {
	if q.Form != "transfer" {
		return
	}
	f.gap()
	f.comment("资金管理情况：七个方面。")
	rows := managementRows()
	r := seeded(p.opt.Seed, p.d.ID, strconv.Itoa(q.year), q.id, "management")
	for i, aspect := range []string{"分配科学性", "下达及时性", "拨付合规性", "使用规范性", "执行准确性", "预算绩效管理情况", "支出责任履行情况"} {
		if i > 0 {
			f.gap()
		}
		f.WriteString("[[management]]\n")
		f.text("aspect", aspect)
		f.text("situation", pick(r, rows[i]))
		f.text("problem", "无")
	}
}

func managementRows() [][]string {
	return [][]string{
		{"按核定的对象数和标准测算到乡镇", "以上年核实数为基础，结合本年变化分配", "分配方案经局务会讨论并公示"},
		{"收到指标后二十日内分解下达", "提前下达部分年初即分解，其余随到随分", "资金文件收到当月下达"},
		{"通过国库直接支付，没有以拨代支", "按合同和名册支付，没有提前拨付", "支付申请逐笔附凭证，财政复核后支付"},
		{"用途与批复一致，没有挤占挪用", "专账核算，年中抽查凭证没有发现问题", "支出范围符合管理办法，审计没有提出问题"},
		{"按进度执行，年末余款按规定处理", "执行数与国库对账单一致", "执行与计划基本吻合，差异已说明"},
		{"目标随资金一并下达，年中开展监控", "绩效目标分解到乡镇，自评结果公开", "监控发现的偏差当月纠正"},
		{"县级应承担部分已列入预算并到位", "配套资金足额安排", "县级支出责任已落实，没有缺口"},
	}
}

// score writes the score of a row.
func (p *plan) score(f *file, y *yearPlan, q *projectPlan, w *row) {
	if _, ok := p.fault(y, q, "score/"+w.name); ok {
		f.points("score", w.weight)
		return
	}
	f.points("score", w.score)
}
