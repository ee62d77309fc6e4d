package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// scoring is a profile's rules for scores, ready to be applied. It is immutable.
type scoring struct {
	total     money.Number // declared total
	execution executionRule
	decimals  int
	mode      money.Mode
	forward   string // proportional or zero, as all of these
	reverse   string
	equal     string
	ranges    string
	late      string // zero or free
	undone    string // zero or free
	pleased   string // proportional or bands
	pass      money.Number
	rescale   bool
	satisfied []band
	rules     []scoreRule
	qual      []band
	grades    []band
	caps      []capRule
	deduct    []deduction
	reverseIn []string // levels in which a bare number is an upper limit
	doneWords []string
	basis     string
	file      string
	columns   []string // columns of the profile's forms that have figures of their own
	c         *Catalogue
}

type executionRule struct {
	weight money.Number
	part   bool // a part of its own, beside the indicators
	bands  []band
	linear bool
	names  []string // of the row, where it is one
}

// band is one interval of a scale.
type band struct {
	name           string
	names          []string // name and aliases
	from, upTo     money.Number
	hasFrom, hasUp bool
	share          money.Number // of the weight: 0.8
	hasShare       bool
	place          source.Place
}

type scoreRule struct {
	names  []string
	kind   string
	method string
	bands  []band
	step   money.Number
	lose   money.Number // share of the weight
	whole  bool
	basis  string
	place  source.Place
}

type capRule struct {
	below, total money.Number
	place        source.Place
}

type deduction struct {
	id, title, when string
	points          money.Number
	most            money.Number
	limited         bool
	above           money.Number // as a ratio
	month, day      int
	root            [2]*node // of a formula, by scope
	uses            [2][]use
	place           source.Place
}

const (
	ruleProportional = "proportional"
	ruleZero         = "zero"
	ruleFree         = "free"
	ruleBands        = "bands"
	ruleValues       = "values"
	ruleSteps        = "steps"
)

func hundredth(n money.Number) money.Number { return n.Mul(money.Frac(1, 100)) }

// scoring checks the rules for scores and makes them ready.
func (k *compiler) scoring() *scoring {
	p := k.profile
	s := &scoring{c: k.c, total: money.Int(100), decimals: 2, mode: k.c.mode, file: p.File, basis: basisOf(p)}
	if p.Weights.Total.Set {
		s.total = p.Weights.Total.Value.Number
	}
	if s.total.Sign() <= 0 {
		k.wrong(p.Weights.Total.Place, "总分值应当大于零", "一般写 100")
		s.total = money.Int(100)
	}
	r := &p.Scoring
	if d := r.Decimals; d.Set {
		if d.Value < 0 || d.Value > 6 {
			k.wrong(d.Place, "score_decimals 应当在0到6之间", "这是得分保留的小数位数")
		} else {
			s.decimals = int(d.Value)
		}
	}
	s.forward = k.choice(r.AtLeast, ruleProportional, ruleZero)
	s.reverse = k.choice(r.AtMost, ruleProportional, ruleZero)
	s.equal = k.choice(r.Equal, ruleProportional, ruleZero)
	s.ranges = k.choice(r.Range, ruleProportional, ruleZero)
	s.late = k.choice(r.Date, ruleZero, ruleFree)
	s.undone = k.choice(r.Direct, ruleZero, ruleFree)
	s.pleased = k.choice(r.Satisfaction, ruleProportional, ruleBands)
	s.rescale = r.Rescale.Value
	s.pass = hundredth(r.PassBelow.Value.Number)
	s.satisfied = k.bands(r.Satisfied, true)
	if s.pleased == ruleBands && len(s.satisfied) == 0 {
		k.wrong(r.Satisfaction.Place, "满意度按分档计分，却没有分档", "加上 [[scoring.satisfaction_band]]，写 from 和 share")
	}
	s.reverseIn, s.doneWords = values(r.ReverseIn), values(r.DoneWords)
	s.qual = k.bands(p.QualBands, true)
	s.grades = k.bands(p.Grades, false)
	k.execution(s)
	k.scoreRules(s)
	k.fixed(s)
	s.columns = formColumns(p)
	return s
}

func basisOf(p *record.Profile) string {
	if len(p.Basis) == 0 {
		return ""
	}
	number, _, _ := strings.Cut(p.Basis[0].Value, " ")
	return number
}

func values(of []source.String) []string {
	var out []string
	for _, s := range of {
		if s.Value != "" {
			out = append(out, s.Value)
		}
	}
	return out
}

func (k *compiler) wrong(at source.Place, message, hint string) {
	k.findings = append(k.findings, source.Finding{
		Rule: source.RuleWrongType, Severity: source.Error, Kind: source.Broken, Place: at, Message: message, Hint: hint,
	})
}

// choice is one of the words; the first is the default.
func (k *compiler) choice(s source.String, words ...string) string {
	if s.Value == "" {
		return words[0]
	}
	if !slices.Contains(words, s.Value) {
		k.wrong(s.Place, "“"+s.Value+"”不是这里可以写的办法", "可以写："+strings.Join(words, "、"))
		return words[0]
	}
	return s.Value
}

// bands reads a scale, the best first; percent are turned into ratios.
func (k *compiler) bands(of []record.Band, percent bool) []band {
	var out []band
	for i := range of {
		r := &of[i]
		b := band{name: r.Name.Value, names: append([]string{r.Name.Value}, values(r.Alias)...), place: r.Place,
			from: r.From.Value.Number, hasFrom: r.From.Set, upTo: r.UpTo.Value.Number, hasUp: r.UpTo.Set,
			share: hundredth(r.Share.Value.Number), hasShare: r.Share.Set}
		if percent {
			b.from, b.upTo = hundredth(b.from), hundredth(b.upTo)
		}
		if i > 0 {
			last := out[i-1]
			switch {
			case b.hasFrom && (!last.hasFrom || last.from.Cmp(b.from) <= 0) && !last.hasUp:
				k.wrong(r.From.Place, "分档要从高到低写，from 一个比一个小", "")
			case b.hasUp && last.hasUp && last.upTo.Cmp(b.upTo) >= 0:
				k.wrong(r.UpTo.Place, "这里的分档要从低到高写，up_to 一个比一个大", "")
			}
		}
		out = append(out, b)
	}
	return out
}

func (k *compiler) execution(s *scoring) {
	p := k.profile
	w := p.Weights.Execution
	e := &s.execution
	e.weight = w.Value.Number
	if w.Set && e.weight.Sign() < 0 {
		k.wrong(w.Place, "预算执行率的分值不能是负数", "没有这一项就写 0")
	}
	e.part = w.Set && e.weight.Sign() > 0 && !p.Execution.Row.Value
	e.linear = k.choice(p.Execution.Rule, "linear", ruleBands) == "linear"
	e.bands = k.bands(p.Execution.Bands, true)
	if !e.linear && len(e.bands) == 0 {
		k.wrong(p.Execution.Rule.Place, "执行率按分档计分，却没有分档", "加上 [[execution.band]]，写 from 和 share")
	}
	if e.names = values(p.Execution.Names); len(e.names) == 0 {
		e.names = []string{"预算执行率", "执行率", "预算执行"}
	}
}

// ruleKinds are the kinds of indicators that a rule can speak of.
func ruleKinds() []string {
	return []string{"at_least", "at_most", "equal", "range", "zero", "date", "tier", "direct", "satisfaction"}
}

func (k *compiler) scoreRules(s *scoring) {
	for i := range k.profile.ScoreRules {
		r := &k.profile.ScoreRules[i]
		out := scoreRule{names: values(r.Names), kind: r.Kind.Value, bands: k.bands(r.Bands, false), step: r.Step.Value.Number,
			lose: hundredth(r.Lose.Value.Number), whole: r.Whole.Value, basis: r.Source.Value, place: r.Place,
			method: k.choice(r.Method, ruleProportional, ruleZero, ruleBands, ruleValues, ruleSteps, ruleFree)}
		if out.kind != "" && !slices.Contains(ruleKinds(), out.kind) {
			k.wrong(r.Kind.Place, "“"+out.kind+"”不是指标的种类", orList(out.kind, ruleKinds()))
		}
		if out.kind == "" && len(out.names) == 0 {
			k.wrong(r.Place, "这条计分规则没有说明用于哪些指标", "写 names（指标名称）或 kind（指标种类）")
			continue
		}
		switch {
		case (out.method == ruleBands || out.method == ruleValues) && len(out.bands) == 0:
			k.wrong(r.Place, "按分档计分，却没有分档", "加上 [[score_rule.band]]，写 from 或 up_to，和 share")
			continue
		case out.method == ruleSteps && (out.step.Sign() <= 0 || !r.Lose.Set):
			k.wrong(r.Place, "按步扣分要写 step 和 lose", "例如每超过1个百分点扣分值的10%：step = 1，lose = 10")
			continue
		}
		s.rules = append(s.rules, out)
	}
}

// fixed reads caps and deductions; the formulas of deductions come later.
func (k *compiler) fixed(s *scoring) {
	for i := range k.profile.Caps {
		c := &k.profile.Caps[i]
		if !c.Below.Set || !c.Total.Set {
			k.wrong(c.Place, "总分的上限要写 below 和 total", "例如执行率低于80%时总分不超过89：below = 80，total = 89")
			continue
		}
		s.caps = append(s.caps, capRule{hundredth(c.Below.Value.Number), c.Total.Value.Number, c.Place})
	}
	for i := range k.profile.Deductions {
		d := &k.profile.Deductions[i]
		out := deduction{id: d.ID.Value, title: d.Title.Value, when: k.choice(d.When, "overshoot", "no_evidence", "late", "formula"),
			points: d.Points.Value.Number, most: d.Most.Value.Number, limited: d.Most.Set, above: money.Frac(13, 10), place: d.Place}
		if d.Above.Set {
			out.above = hundredth(d.Above.Value.Number)
		}
		if out.title == "" {
			out.title = out.id
		}
		if !d.Points.Set || out.points.Sign() <= 0 {
			k.wrong(d.Place, "扣分项没有写 points", "写每一次扣几分，例如 points = 2")
			continue
		}
		if out.when == "late" {
			if out.month, out.day = monthDay(d.Due.Value); out.month == 0 {
				k.wrong(orPlace(d.Due.Place, d.Place), "迟报的期限“"+d.Due.Value+"”不是月和日", "写成 03-31 的样子")
				continue
			}
		}
		if out.when == "formula" && !k.deductionFormula(d, &out) {
			continue
		}
		s.deduct = append(s.deduct, out)
	}
}

// deductionFormula compiles the condition for whichever records it can be read of.
func (k *compiler) deductionFormula(d *record.Deduction, out *deduction) bool {
	if d.Formula.Value == "" {
		k.wrong(d.Place, "扣分项没有写 formula", "写一个条件，例如 formula = \"execution_rate < 0.5\"")
		return false
	}
	var first []fault
	for _, s := range []scope{ofProject, ofReport} {
		b := builder{text: d.Formula.Value, scope: s, c: k.c, profile: k.profile, truths: true}
		root := b.parse()
		if len(b.faults) > 0 || root == nil {
			if first == nil {
				first = b.faults
			}
			continue
		}
		out.root[s], out.uses[s] = root, b.uses
	}
	if out.root[ofReport] != nil || out.root[ofProject] != nil {
		return true
	}
	for _, f := range first {
		k.fault(d.Formula.PlaceAt(f.at), "扣分项“"+out.title+"”的公式："+f.message, f.hint)
	}
	return false
}

func orPlace(a, b source.Place) source.Place {
	if a.Line == 0 {
		return b
	}
	return a
}

// monthDay reads 03-31; 0 where it is none.
func monthDay(s string) (month, day int) {
	if len(s) != 5 || s[2] != '-' {
		return 0, 0
	}
	for i, c := range []byte(s) {
		if i != 2 && (c < '0' || c > '9') {
			return 0, 0
		}
	}
	month, day = int(s[0]-'0')*10+int(s[1]-'0'), int(s[3]-'0')*10+int(s[4]-'0')
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return 0, 0
	}
	return month, day
}

// formColumns lists those columns of the profile's forms that need a figure of
// their own for each indicator.
func formColumns(p *record.Profile) []string {
	var out []string
	for i := range p.Forms {
		for _, b := range p.Forms[i].Blocks {
			for _, c := range b.Columns {
				if slices.Contains([]string{"rate", "coefficient", "share", "converted"}, c.Key.Value) && b.Kind.Value == "indicators" && !slices.Contains(out, c.Key.Value) {
					out = append(out, c.Key.Value)
				}
			}
		}
	}
	return out
}
