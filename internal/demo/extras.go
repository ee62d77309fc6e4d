package demo

import (
	"strconv"
	"time"
)

// stated writes what a report printed about itself.
func (p *plan) stated(f *file, y *yearPlan) {
	var lines [][2]string
	if _, ok := p.fault(y, nil, "stated/execution_rate"); ok {
		lines = append(lines, [2]string{"execution_rate", percentText(y.all.spent, y.all.budget, 0)})
	}
	if _, ok := p.fault(y, nil, "stated/project_execution_rate"); ok {
		lines = append(lines, [2]string{"project_execution_rate", percentText(y.all.spent, y.all.budget, 2)})
	}
	if len(lines) == 0 {
		return
	}
	f.gap()
	f.comment("报告自己印出来的数，照原样抄，程序会拿它与重算的结果核对。")
	f.WriteString("[stated]\n")
	for _, l := range lines {
		f.text(l[0], l[1])
	}
}

// percentText prints part ÷ whole in percent.
func percentText(part, whole int64, decimals int) string {
	scale := int64(100)
	for range decimals {
		scale *= 10
	}
	return decimal{(2*part*scale + whole) / (2 * whole), decimals}.String() + "%"
}

// extras writes corrections and accepted differences.
func (p *plan) extras(f *file, y *yearPlan) {
	if !p.texts {
		return
	}
	p.revision(f, y)
	first := true
	for _, a := range p.acceptances(y) {
		f.gap()
		if first {
			f.comment("已说明的差异：核对发现、经人认可的。任何一方的数变了，说明就失效。")
			first = false
		}
		f.WriteString("[[accepted]]\n")
		f.text("rule", a.rule)
		f.text("key", strconv.Itoa(y.year)+"/"+p.d.ID+"/"+a.key)
		f.text("stated", a.stated)
		f.text("computed", a.computed)
		f.text("reason", a.reason)
		f.text("who", "财政局绩效评价岗（虚构示例）")
		f.plain("date", dateOf(y.year+1, "1012"))
	}
}

// acceptance is a finding that a reviewer accepted, with its values.
type acceptance struct{ rule, key, stated, computed, reason string }

// acceptances are the faults that were looked into and explained.
func (p *plan) acceptances(y *yearPlan) []acceptance {
	switch p.d.ID + strconv.Itoa(y.n) {
	case "minzheng0":
		return []acceptance{{"C6", "execution_rate", percentText(y.all.spent, y.all.budget, 0), percentText(y.all.spent, y.all.budget, 2),
			"首次公开时按整数印发，纸质件已归档，网上版本保留原样"}}
	case "jiaoyu1":
		return []acceptance{{"C3", "project_spent", inUnit(p.shift(y, "project_spent", y.projectsSum.spent), "万元"), inUnit(y.projectsSum.spent, "万元"),
			"各学校以元报送，汇总后四舍五入到百元，尾差一百元"}}
	case "shuiwu1":
		q := y.find("hedao")
		return []acceptance{{"C17", "projects/hedao/spent", inUnit(q.spent, "万元"), inUnit(q.budget, "万元"),
			"洪水抢险经县政府批准先行支出，超出部分已列入下年预算"}}
	case "wenlv1":
		d := p.dates(y)
		return []acceptance{{"C57", "published", d.published, after(d.settled, 20),
			"公开平台迁移停机，恢复当日即公开，已向财政局书面说明"}}
	case "weijian2":
		return []acceptance{{"C54", "projects/jiating/purpose", "工资", "", "补贴发给返聘的退休医生，不在基本支出开支范围内"}}
	}
	return nil
}

// after is a day so many days later.
func after(day string, days int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}

// revision is a correction of what was published: both values and the reason stay.
func (p *plan) revision(f *file, y *yearPlan) {
	if p.d.ID != "dangan" || y.n != 0 {
		return
	}
	q := y.find("xiufu")
	f.gap()
	f.comment("更正说明：公开以后改了什么、为什么改。原来公布的数保留在这里。")
	f.WriteString("[[revision]]\n")
	f.count("version", 2)
	f.plain("date", dateOf(y.year+1, "1108"))
	f.text("key", strconv.Itoa(y.year)+"/"+p.d.ID+"/projects/xiufu/spent")
	f.text("old", inUnit(q.spent-120_000, "元")+"元")
	f.text("new", inUnit(q.spent, "元")+"元")
	f.text("reason", "漏记一笔十二月支付的装裱材料费，对账时发现")
	f.text("approver", "主要负责人（虚构示例）")
}
