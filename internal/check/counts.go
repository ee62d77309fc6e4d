package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// countOf reads a count: 7, 七, 两.
func countOf(s string) (int64, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	if d, err := money.ParseDecimal(s); err == nil {
		n, ok := d.Number.Int64()
		return n, ok && d.Scale == 0
	}
	if s == "两" {
		return 2, true
	}
	return source.ParseChinese(s)
}

// copiedProjects finds project files that say the same of the same name: a copy
// that nobody changed counts its money twice.
func (p *pass) copiedProjects() {
	type content struct {
		name, batch, code, unit string
		initial, budget, spent  money.Amount
	}
	first := make(map[content]*record.Project, len(p.Projects))
	for _, q := range p.Projects {
		f := &q.Funds
		if !given(q.Name) || !f.Initial.Set && !f.Budget.Set && !f.Spent.Set {
			continue
		}
		c := content{q.Title(), q.Batch.Value, q.Code.Value, q.SubUnit.Value, f.Initial.Value, f.Budget.Value, f.Spent.Value}
		other := first[c]
		if other == nil {
			first[c] = q
			continue
		}
		p.addAs(p.milder(), source.Finding{
			Place: q.Name.Place, Key: p.keyOf(q, "name"), Title: "项目重复", Stated: c.name,
			Message: fmt.Sprintf("两个项目文件的名称都是“%s”，金额也一样，会算两遍", c.name),
			Hint:    "多余的删去一个；确实是两个项目的，名称写得能分开，或写明批次（batch）、项目代码（code）",
			Related: []source.Related{{Place: other.Name.Place, Message: "第一个写在这里"}},
		})
	}
}

// countsInProse holds the number of projects that the report's own text names
// against the list.
func (p *pass) countsInProse(f *metric.Figure, n money.Number) {
	for i := range p.texts {
		t := &p.texts[i]
		if t.q != nil || t.short || !strings.Contains(t.plain, "项目") && !strings.Contains(t.plain, "专项") {
			continue
		}
		for _, c := range projectCounts(t.plain) {
			if money.Int(c.n).Cmp(n) == 0 {
				continue
			}
			p.add(source.Finding{
				Place: t.place(c.from), Key: f.Key, Title: "个数不符", Quote: t.plain[c.from:c.to],
				Message: fmt.Sprintf("“%s”写作“%s”，列出的项目是%s%s", t.title, t.plain[c.from:c.to], f.Shown(), f.Unit),
				Stated:  fmt.Sprint(c.n), Computed: f.Shown(), Difference: money.Int(c.n).Sub(n).Abs().String(), Unit: f.Unit,
				Hint: "补齐项目文件，或更正正文的个数",
			})
		}
	}
}

type counted struct {
	n        int64
	from, to int
}

// projectCounts finds how many projects a text says there are in all: 七个专项,
// 预算项目7个, 共有15个项目. Counts of some of them are none.
func projectCounts(s string) []counted {
	var out []counted
	for _, noun := range []string{"专项", "预算项目", "绩效项目", "自评项目", "参评项目", "部门项目", "评价项目", "项目"} {
		for i := 0; ; {
			at := strings.Index(s[i:], noun)
			if at < 0 {
				break
			}
			at += i
			i = at + len(noun)
			if c, ok := countWith(s, noun, at); ok && !overlaps(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

func overlaps(all []counted, c counted) bool {
	for _, o := range all {
		if c.from < o.to && o.from < c.to {
			return true
		}
	}
	return false
}

// countWith reads the count before or behind a noun at that byte.
func countWith(s, noun string, at int) (counted, bool) {
	clause := clauseAround(s, at, at+len(noun))
	if _, some := findAny(s[clause.from:clause.to], []string{"其中", "有关", "重点", "新增", "部分", "增加", "减少", "抽查", "抽取", "选取", "涉及"}); some != "" {
		return counted{}, false
	}
	head, behind := s[clause.from:at], s[at+len(noun):clause.to]
	for _, unit := range []string{"个", "项"} {
		if cut, ok := strings.CutSuffix(head, unit); ok {
			n, from, ok := countBefore(cut)
			whole := noun != "项目" || wholeBefore(cut[:from])
			if ok && whole && !strings.HasPrefix(behind, "（") && !strings.HasPrefix(behind, "组") {
				return counted{n, clause.from + from, at + len(noun)}, true
			}
		}
		if i := strings.Index(behind, unit); i > 0 && i <= 12 && noun != "专项" && (noun != "项目" || wholeBefore(head)) {
			if n, ok := countOf(strings.TrimSpace(strings.TrimLeft(behind[:i], "共有为计"))); ok {
				return counted{n, at + len(noun), at + len(noun) + i + len(unit)}, true
			}
		}
	}
	return counted{}, false
}

// wholeBefore reports whether a text says that what follows is all there is.
func wholeBefore(s string) bool {
	for _, w := range []string{"共", "共有", "共计", "合计", "全部", "所有", "总共", "共安排", "共实施", "共涉及"} {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

var ruleC53 = Rule{
	ID: "C53", Severity: source.Warning,
	Title:   "前后的次数、人数一致",
	Explain: "同一件事在用途和成效里的次数应当一样：用途写一次会议，成效就不能写两次会议。写了参加人数的，按支出算出人均，供读者判断。",
	Source:  "文字核对",
	run: func(p *pass) {
		for _, q := range p.Projects {
			p.meetings(q)
			p.perHead(q)
		}
	},
}

// textsOf are the texts of one project.
func (s *scene) textsOf(q *record.Project) []*prose {
	var out []*prose
	for i := range s.texts {
		if s.texts[i].q == q {
			out = append(out, &s.texts[i])
		}
	}
	return out
}

// meetings counts the sessions that a project names (十一届四次会议) and holds that
// against how many meetings it says there were (两次会议).
func (p *pass) meetings(q *record.Project) {
	const word = "次会议"
	sessions := map[string]source.Place{}
	type claim struct {
		t        *prose
		n        int64
		from, to int
	}
	var claims []claim
	for _, t := range p.textsOf(q) {
		for i := 0; ; {
			at := strings.Index(t.plain[i:], word)
			if at < 0 {
				break
			}
			at += i
			i = at + len(word)
			n, from, ok := countBefore(t.plain[:at])
			head := strings.TrimSuffix(t.plain[:from], "第")
			switch {
			case !ok:
			case strings.HasSuffix(head, "届"):
				_, start, _ := countBefore(strings.TrimSuffix(head, "届"))
				name := t.plain[start:i]
				if _, seen := sessions[name]; !seen {
					sessions[name] = t.place(start)
				}
			case head == t.plain[:from]:
				claims = append(claims, claim{t, n, from, i})
			}
		}
	}
	for _, c := range claims {
		if len(sessions) == 0 || c.n == int64(len(sessions)) {
			continue
		}
		f := source.Finding{
			Place: c.t.place(c.from), Key: c.t.key, Quote: c.t.plain[c.from:c.to], Title: "次数前后不一",
			Message: fmt.Sprintf("%s写作“%s”，点名的会议只有%d次", c.t.title, c.t.plain[c.from:c.to], len(sessions)),
			Stated:  strings.TrimSuffix(c.t.plain[c.from:c.to], "会议"), Computed: fmt.Sprint(len(sessions)), Difference: fmt.Sprint(max(c.n-int64(len(sessions)), int64(len(sessions))-c.n)), Unit: "次",
			Hint: "核对开了几次会；确实不止一次的，把每次会议的名称写全",
		}
		if c.n < int64(len(sessions)) {
			f.Message = fmt.Sprintf("%s写作“%s”，点名的会议有%d次", c.t.title, c.t.plain[c.from:c.to], len(sessions))
		}
		for _, name := range sortedKeys(sessions) {
			f.Related = append(f.Related, source.Related{Place: sessions[name], Message: "点名的会议：" + name})
		}
		p.add(f)
	}
}

// perHead computes the cost per participant where a project says how many came.
func (p *pass) perHead(q *record.Project) {
	spent := q.Funds.Spent
	if !spent.Set || spent.Value <= 0 {
		return
	}
	for _, t := range p.textsOf(q) {
		if t.section != "purpose" && t.section != "result" {
			continue
		}
		for _, n := range numbersIn(t.plain) {
			people, whole := n.value.Number.Int64()
			after := t.plain[n.to:]
			_, joined := findAny(after[:min(len(after), len("参加"))], []string{"参加", "参会", "与会", "出席", "参训"})
			if n.unit != "人" && n.unit != "人次" || joined == "" || !whole || people <= 0 {
				continue
			}
			c := p.cash(q)
			each, _ := spent.Value.In(money.Yuan).Quo(money.Int(people))
			most := "为"
			switch {
			case n.over:
				most = "不超过"
			case n.about:
				most = "约"
			}
			p.addAs(p.milder(), source.Finding{
				Place: t.place(n.from), Key: t.key, Title: "人均支出", Quote: t.plain[n.from:n.to],
				Message: fmt.Sprintf("%s：%s%s，支出%s，人均%s%s元", q.Title(), t.plain[n.from:n.to], joined, c.with(spent.Value), most, points(each)),
				Hint:    "供对照费用标准用",
			})
			return
		}
	}
}
