package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC26 = Rule{
	ID: "C26", Severity: source.Error,
	Title:     "正文的数和说法与数据一致",
	Explain:   "正文里的数应当出自数据：写成 {{预算执行率}} 的样子，数据改了正文跟着改。直接写出来的金额和百分数与同名的数对不上，或者说“全部支付”而执行率不到100%，是差错；数据里没有这个数，作提醒；数据里有而没有引用，以及人数、次数等，只作说明。日期、文号、届次和“300余人”这样的约数不算。",
	Tolerance: "按正文写的位数四舍五入后相等",
	Source:    "财预〔2020〕10号",
	run: func(p *pass) {
		for i := range p.texts {
			t := &p.texts[i]
			p.fullyPaid(t)
			if strings.ContainsAny(t.plain, "0123456789") {
				p.bareNumbers(t)
			}
		}
	},
}

// most is how many numbers of one text are reported one by one.
const mostNumbers = 5

// bareNumbers holds the numbers of a text that no reference produced against the
// data.
func (p *pass) bareNumbers(t *prose) {
	var loose []number // counts, and sums that a reference could produce
	unknown := 0
	for _, n := range numbersIn(t.plain) {
		switch known := p.known(&n); {
		case n.about || p.reported(t.place(n.from)):
		case known && p.contradicts(t, &n): // though it is the number of something else
		case known && (n.isMoney() || n.isRate()):
			loose = append(loose, n)
		case known:
		case p.contradicts(t, &n):
		case !n.isMoney() && !n.isRate():
			loose = append(loose, n)
		case unknown < mostNumbers && !t.short:
			unknown++
			p.addAs(p.milder(), source.Finding{
				Place: t.place(n.from), Key: t.key, Quote: t.plain[n.from:n.to], Title: "数没有出处",
				Message: fmt.Sprintf("“%s”里的%s在数据里找不到", t.title, n.String()), Stated: n.String(),
				Hint: "是数据里的数，核对后写成 {{名称}}；是另外的数，在 [[item]] 里写明，再引用",
			})
		}
	}
	if len(loose) == 0 || t.short {
		return
	}
	var words []string
	for _, n := range loose[:min(len(loose), mostNumbers)] {
		words = append(words, n.String())
	}
	more := ""
	if len(loose) > mostNumbers {
		more = "等"
	}
	n := loose[0]
	p.addAs(p.step(2), source.Finding{
		Place: t.place(n.from), Key: t.key, Quote: t.plain[n.from:n.to], Title: "数没有引用",
		Message: fmt.Sprintf("“%s”里直接写了%s%s，数据改动时不会跟着改", t.title, strings.Join(words, "、"), more),
		Stated:  strings.Join(words, "、"),
		Hint:    "数据里有的，写成 {{名称}}；没有的，核对后保留",
	})
}

// known reports whether the data hold the number, at the precision of the text.
func (p *pass) known(n *number) bool {
	switch {
	case n.isMoney():
		value, half := n.amount()
		for a := range p.allAmounts() {
			if distanceOf(a.Number(), value).Cmp(half) <= 0 {
				return true
			}
		}
	case n.isRate():
		for _, f := range p.Figures.All() {
			if exact, ok := percentOf(f); ok && n.value.Fits(exact, f.Rounding) {
				return true
			}
		}
		for i := range p.statements() {
			st := &p.stated[i]
			if st.kind == "ratio" && st.ok && n.value.Fits(st.exact, st.mode) {
				return true
			}
		}
	}
	return p.measured(n) || p.itemOf(n)
}

// reported reports whether an earlier rule found something at that place.
func (p *pass) reported(at source.Place) bool {
	return slices.ContainsFunc(p.earlier, func(f source.Finding) bool { return f.Place == at })
}

func distanceOf(a, b money.Number) money.Number { return a.Sub(b).Abs() }

// measured reports whether an indicator has the number as target or actual, or a
// printed figure as its value.
func (p *pass) measured(n *number) bool {
	for i := range p.forms {
		for j := range p.forms[i].rows {
			r := &p.forms[i].rows[j]
			for _, text := range []string{r.Target.Value, r.Actual.Value, r.Rate.Value, r.LastYear.Value} {
				if holds(text, n.text) {
					return true
				}
			}
		}
	}
	for i := range p.statements() {
		st := &p.stated[i]
		if st.number && st.v.Number.Cmp(n.value.Number) == 0 {
			return true
		}
	}
	return false
}

// holds reports whether a text has the digits as a number of its own.
func holds(text, digits string) bool {
	for i := 0; ; {
		at := strings.Index(text[i:], digits)
		if at < 0 {
			return false
		}
		at += i
		end := at + len(digits)
		if (at == 0 || !digit(text[at-1])) && (end == len(text) || !digit(text[end])) {
			return true
		}
		i = end
	}
}

func digit(b byte) bool { return b >= '0' && b <= '9' || b == '.' }

// itemOf reports whether the number is one that the record gives as an item.
func (p *pass) itemOf(n *number) bool {
	has := func(items []record.Item) bool {
		return slices.ContainsFunc(items, func(i record.Item) bool {
			return i.Number.Set && i.Number.Value.Number.Cmp(n.value.Number) == 0
		})
	}
	if has(p.Items) {
		return true
	}
	return slices.ContainsFunc(p.Projects, func(q *record.Project) bool { return has(q.Items) })
}

// contradicts finds a number whose label names a figure that is another number:
// 预算执行率95.00% where it is 94.58%. One that qualifies what follows (执行率为100%的
// 项目) says nothing of the figure.
func (p *pass) contradicts(t *prose, n *number) bool {
	if !n.isMoney() && !n.isRate() || strings.HasPrefix(t.plain[n.to:], "的") {
		return false
	}
	f := p.labelled(t, n)
	if f == nil || !f.OK() {
		return false
	}
	exact, ok := f.InUnit()
	stated := n.value
	switch {
	case !ok || n.isRate() != (f.Kind() == "ratio") || n.isMoney() != (f.Kind() == "amount"):
		return false
	case n.isMoney():
		u, _ := money.UnitNamed(n.unit)
		a, _ := amountOf(f)
		exact = a.In(u)
	}
	if distanceOf(stated.Number, exact).Cmp(stated.Half()) <= 0 || stated.Fits(exact, f.Rounding) || p.printedAs(f, stated.Number) {
		return false
	}
	digits := max(f.Digits, stated.Scale)
	diff := stated.Number.Sub(exact.Round(digits, f.Rounding)).Abs().Text(digits, money.HalfUp)
	unit := n.unit
	computed := exact.Text(digits, f.Rounding)
	if n.isRate() {
		unit, computed = "%", computed+"%"
	}
	p.add(source.Finding{
		Place: t.place(n.from), Key: f.Key, Quote: t.plain[n.from:n.to], Title: "正文与数据不一致",
		Message: fmt.Sprintf("“%s”写作“%s%s”，数据里的%s是%s", t.title, f.Label, n.String(), f.Label, f.WithUnit()),
		Stated:  strings.TrimSuffix(n.String(), unit) + map[bool]string{true: "%"}[unit == "%"], Computed: computed, Difference: diff, Unit: unit,
		Hint: "核对后写成 {{" + f.Label + "}}，就不会再不一致",
	})
	return true
}

// printedAs reports whether the report prints a figure as that number, which is for
// the rules of printed figures to judge.
func (p *pass) printedAs(f *metric.Figure, n money.Number) bool {
	return slices.ContainsFunc(p.statements(), func(st statement) bool { return st.key == f.Key && st.number && st.v.Number.Cmp(n) == 0 })
}

// labelled is the figure that the words right before a number name, where they
// speak of the whole year and nothing else.
func (p *pass) labelled(t *prose, n *number) *metric.Figure {
	clause := around(t.plain, n.from, n.to, clauseMarks+"、")
	head := t.plain[clause.from:n.from]
	for _, link := range []string{"共计", "合计", "达到", "约为", "共", "为", "达", "是", "：", ":"} {
		head = strings.TrimSuffix(strings.TrimSpace(head), link)
	}
	runes := []rune(strings.TrimSpace(head))
	owner := p.ownerIn(t, clause)
	project := ""
	if owner != nil {
		project = owner.ID
	}
	for size := min(len(runes), 12); size >= 2; size-- {
		label := string(runes[len(runes)-size:])
		found := p.Figures.Resolve(label, project)
		if len(found) != 1 {
			continue
		}
		if p.wholeYear(string(runes[:len(runes)-size]), owner) {
			return found[0]
		}
		return nil
	}
	return nil
}

// ownerIn is the project that a clause speaks of: the text's own, or the one that
// the sentence names so far.
func (p *pass) ownerIn(t *prose, clause span) *record.Project {
	if t.q != nil {
		return t.q
	}
	sentence := sentenceAround(t.plain, clause.from, clause.to)
	before := t.plain[sentence.from:clause.to]
	var owner *record.Project
	last := -1
	for _, q := range p.Projects {
		if i := strings.LastIndex(before, q.Title()); i > last {
			owner, last = q, i
		}
	}
	return owner
}

// wholeYear reports whether the words before a label leave it its plain meaning:
// none, the department, the year, or the project itself.
func (s *scene) wholeYear(before string, owner *record.Project) bool {
	rest := strings.ReplaceAll(before, fmt.Sprint(s.Year)+"年", "")
	if owner != nil {
		rest = strings.ReplaceAll(rest, owner.Title(), "")
	}
	for _, w := range []string{"本部门", "我单位", "本单位", "我局", "我委", "我办", "部门", "全年", "本年度", "本年", "年度", "当年", "共", "总", "实际", "项目", "的", "其", "该", "整体", "，", "“", "”", "《", "》", " "} {
		rest = strings.ReplaceAll(rest, w, "")
	}
	return rest == ""
}

// payWords are how reports say that everything was paid.
func payWords() []string {
	return []string{"全部支付", "全额支付", "足额支付", "全部支出", "已支付完毕", "支付完毕", "全部使用完毕", "全部执行", "全部拨付", "全额拨付", "足额拨付", "拨付完毕", "执行完毕", "已全部付清", "全部付清", "全部用完", "支付率100%", "执行率100%", "支出进度100%"}
}

// fullyPaid finds a claim that everything was paid where the rate says otherwise.
func (p *pass) fullyPaid(t *prose) {
	if !strings.Contains(t.plain, "全") && !strings.Contains(t.plain, "足额") && !strings.Contains(t.plain, "完毕") && !strings.Contains(t.plain, "100%") {
		return
	}
	at, word := findAny(t.plain, payWords())
	for at >= 0 && aWhole(t.plain, at, word) {
		more, w := findAny(t.plain[at+len(word):], payWords())
		if more >= 0 {
			more += at + len(word)
		}
		at, word = more, w
	}
	if at < 0 {
		return
	}
	clause := clauseAround(t.plain, at, at+len(word))
	if _, not := findAny(t.plain[clause.from:clause.to], []string{"未", "没有", "将", "拟", "计划", "尚", "确保", "力争", "推动", "争取", "应当", "待"}); not != "" {
		return
	}
	q := p.ownerIn(t, clause)
	f := p.figure(q, "execution_rate")
	rate, ok := percentOf(f)
	if !ok || rate.Cmp(money.Int(100)) >= 0 || strings.Contains(word, "拨付") && !p.sameAsPaid(q) {
		return
	}
	p.add(source.Finding{
		Place: t.place(at), Key: f.Key, Quote: word, Title: "说法与数不符",
		Message: fmt.Sprintf("“%s”写作“%s”，%s的%s是%s", t.title, word, subject(q), f.Label, f.Shown()),
		Stated:  word, Computed: f.Shown(), Difference: points(money.Int(100).Sub(rate)), Unit: "%",
		Hint: "核对支出数，或更正说法",
	})
}

// aWhole reports whether words name all of the spending, of which something is a
// part, and claim nothing: 占全部支出的26%, 全部支出中.
func aWhole(s string, at int, word string) bool {
	if word != "全部支出" && word != "全部执行" && word != "全部拨付" && word != "全部支付" {
		return false
	}
	before, after := strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+len(word):])
	for _, w := range []string{"占", "在", "占到", "与", "对", "除以"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	if after != "" && after[0] >= '0' && after[0] <= '9' {
		return !strings.HasSuffix(before, "已") && !strings.HasSuffix(before, "均") && !strings.HasSuffix(before, "都")
	}
	for _, w := range []string{"的", "中", "里", "合计", "总", "数", "额", "金额", "为", "是", "共"} {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// sameAsPaid reports whether what was handed out can only be what was spent: the
// record does not tell what was received.
func (p *pass) sameAsPaid(q *record.Project) bool {
	if q == nil {
		return !p.Funds.Received.Set
	}
	return !q.Funds.Received.Set
}

// allAmounts is every sum of money that the report gives or that follows from it.
func (s *scene) allAmounts() map[money.Amount]bool {
	if s.amounts != nil {
		return s.amounts
	}
	s.amounts = map[money.Amount]bool{}
	add := func(all ...source.Amount) {
		for _, a := range all {
			if a.Set {
				s.amounts[a.Value] = true
			}
		}
	}
	for _, f := range s.Figures.All() {
		if a, ok := amountOf(f); ok {
			s.amounts[a] = true
		}
	}
	rows := func(sources []record.FundSource, changes []record.Adjustment, items []record.Item) {
		for i := range sources {
			add(sources[i].Initial, sources[i].Budget, sources[i].Received, sources[i].Spent)
		}
		for i := range changes {
			add(changes[i].Amount)
			s.amounts[-changes[i].Amount.Value] = true
		}
		for i := range items {
			add(items[i].Amount)
		}
	}
	f := &s.Funds
	rows(f.Sources, f.Adjustments, s.Items)
	add(f.Initial, f.Received, f.BasicInitial, f.BasicBudget, f.BasicSpent, f.ProjectInitial, f.OtherBudget, f.OtherSpent, f.CarriedIn, f.CarriedOver, f.Surplus, f.Withdrawn, f.FinalAccount, f.LastBudget, f.LastSpent)
	for i := range s.SubUnits {
		add(s.SubUnits[i].Budget, s.SubUnits[i].Spent)
	}
	for _, r := range []*record.ThreePublicRow{&s.ThreePublic.Budget, &s.ThreePublic.Actual, &s.ThreePublic.LastBudget, &s.ThreePublic.LastActual} {
		add(r.Total, r.Abroad, r.Car, r.CarBought, r.CarRun, r.Reception)
	}
	add(s.Procurement.Budget, s.Procurement.Actual, s.Procurement.Goods, s.Procurement.Works, s.Procurement.Services, s.Procurement.Small)
	add(s.Staff.PublicBudget, s.Staff.PublicSpent, s.Staff.LastPublicSpent, s.Assets.Total, s.Assets.InUse, s.ResultUse.NextBudget)
	for _, q := range s.Projects {
		g := &q.Funds
		rows(g.Sources, g.Adjustments, q.Items)
		add(g.Initial, g.Received, g.CarriedIn, g.CarriedOver, g.Surplus, g.Withdrawn, g.Final, g.LastBudget, g.LastSpent, q.ResultUse.NextBudget)
		for i := range q.Parts {
			add(q.Parts[i].Budget, q.Parts[i].Spent)
		}
		for i := range q.Monitoring {
			add(q.Monitoring[i].Planned, q.Monitoring[i].Spent, q.Monitoring[i].Expected)
		}
	}
	return s.amounts
}
