package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Catalogue is a profile's metrics, ready to be computed. It is immutable and
// shared by all reports of that profile.
type Catalogue struct {
	id      string // of the profile
	mode    money.Mode
	report  []*def
	project []*def
	order   []*def    // every def after those it depends on
	keyed   [2][]*def // those of each scope, by key
	scoring *scoring
	checks  []*ownCheck
	profile *record.Profile
}

// scope says whether a metric belongs to the report or to each of its projects.
type scope int

const (
	ofReport scope = iota
	ofProject
)

// def is one metric, checked.
type def struct {
	scope    scope
	i        int // index among the metrics of its scope
	key      string
	label    string
	names    []string // label, aliases and key, normalised, by which prose may name it
	kind     string
	unit     string // "" on an amount: the report's unit
	digits   int
	basis    string
	note     string
	keyAt    source.Place
	formula  source.String
	signed   bool
	scored   bool   // only where the form has scores
	complete bool   // only where all that the formula names was given
	field    *field // where the department may give it, or nil
	core     bool   // has a figure even where it is not given
	root     *node  // nil without a formula, or with a faulty one
	uses     []use  // what the formula names, each once, in its order
	faulty   bool
	size     size     // bound of its value
	lacking  *problem // that it was not given

	scores          bool // the formula adds up scores
	executes        bool // it asks for the score of the execution
	formulaOptional bool // it has no value where nothing of what it names was given
	optional        bool // it has no figure where that is so
}

const kindGrade = "grade"

// kinds are what a metric may be.
func kinds() []string { return []string{"amount", "ratio", "score", "count", "quantity", kindGrade} }

// Info is what a page of rules tells about a metric.
type Info struct {
	Key     string
	Project bool // one value for each project
	Label   string
	Kind    string // amount, ratio, score, count, quantity, grade
	Unit    string // "" on an amount: the report's unit
	Digits  int
	Input   bool   // given by the department
	Field   string // the field that gives it: funds.budget; "" where none does
	Formula string // as the profile has it; "" for a plain input
	Words   string // the formula in labels
	Basis   string
	Note    string
	Place   source.Place // of the key, in the profile that has it last
	// Inherited is set where the profile takes the metric as it is from the one
	// that it extends.
	Inherited bool
}

// Metrics lists the catalogue: the report's metrics, then the projects', in the
// order of the profile.
func (c *Catalogue) Metrics() []Info {
	var out []Info
	for _, d := range slices.Concat(c.report, c.project) {
		info := Info{Key: d.key, Project: d.scope == ofProject, Label: d.label, Kind: d.kind, Unit: d.unit, Digits: d.digits,
			Input: d.field != nil, Field: d.fieldPath(), Formula: d.formula.Value, Basis: d.basis, Note: d.note, Place: d.keyAt,
			Inherited: d.keyAt.File != c.profile.File}
		if d.root != nil {
			info.Words = plain(writeFormula(d.root, labelTerms{c, d.scope, nil, 0}))
		}
		out = append(out, info)
	}
	return out
}

func (c *Catalogue) defs(s scope) []*def {
	if s == ofProject {
		return c.project
	}
	return c.report
}

func (d *def) fieldPath() string {
	if d.field == nil {
		return ""
	}
	return d.field.path
}

// find returns the metric with that key, or nil.
func (c *Catalogue) find(s scope, key string) *def {
	if c.keyed[s] != nil {
		i, ok := slices.BinarySearchFunc(c.keyed[s], key, func(d *def, key string) int { return strings.Compare(d.key, key) })
		if !ok {
			return nil
		}
		return c.keyed[s][i]
	}
	for _, d := range c.defs(s) {
		if d.key == key {
			return d
		}
	}
	return nil
}

// seal sorts the metrics by key, so that find need not look at each.
func (c *Catalogue) seal() {
	for _, s := range []scope{ofReport, ofProject} {
		c.keyed[s] = slices.SortedFunc(slices.Values(c.defs(s)), func(a, b *def) int { return strings.Compare(a.key, b.key) })
	}
}

func (c *Catalogue) keys(s scope) []string {
	var out []string
	for _, d := range c.defs(s) {
		out = append(out, d.key)
	}
	return out
}

// Compile checks a profile's metrics and their formulas and reports every fault
// at once. The catalogue is usable even then: a metric with a fault has no value
// in any report.
func Compile(p *record.Profile) (*Catalogue, []source.Finding) {
	k := compiler{profile: p, c: &Catalogue{id: p.ID, profile: p}}
	k.fields = [2][]*field{fields(ofReport), fields(ofProject)}
	k.named = [2]map[string]*def{{}, {}}
	k.c.mode = k.rounding()
	for i := range p.Metrics {
		k.define(&p.Metrics[i])
	}
	k.complete()
	k.c.seal()
	k.c.scoring = k.scoring()
	for _, d := range slices.Concat(k.c.report, k.c.project) {
		k.formula(d)
	}
	k.sort()
	k.ownChecks()
	source.Sort(k.findings)
	return k.c, k.findings
}

type compiler struct {
	profile  *record.Profile
	c        *Catalogue
	fields   [2][]*field
	named    [2]map[string]*def // who has a name first
	findings []source.Finding
}

func (k *compiler) fault(at source.Place, message, hint string) {
	k.findings = append(k.findings, source.Finding{
		Rule: source.RuleFormula, Severity: source.Error, Kind: source.Broken,
		Place: at, Message: message, Hint: hint,
	})
}

func (k *compiler) rounding() money.Mode {
	switch r := k.profile.Rounding; r.Value {
	case "", "half-up":
	case "half-even":
		return money.HalfEven
	default:
		k.fault(r.Place, "rounding 是“"+r.Value+"”，没有这种舍入方法", "请写 half-up（四舍五入）或 half-even（GB/T 8170 修约）")
	}
	return money.HalfUp
}

// validKey reports whether s is 1 to 40 of a–z, 0–9 and _, a letter first.
func validKey(s string) bool {
	word := strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
	return word && s != "" && len(s) <= 40 && s[0] >= 'a' && s[0] <= 'z'
}

// reserved are words that mean something else in a formula.
func reserved() []string {
	return []string{"projects", "evaluated", "report", "last", "weights", "thresholds", "sum", "min", "max", "abs", "round", "count",
		"and", "or", "not", "in", "let", "if", "else", "true", "false", "nil", "matches", "contains"}
}

// define checks one entry of the catalogue, its formula apart.
func (k *compiler) define(m *record.Metric) {
	d := &def{key: m.Key.Value, label: m.Label.Value, keyAt: m.Key.Place, formula: m.Formula,
		basis: m.Source.Value, note: m.Note.Value, signed: m.Signed.Value}
	switch m.Scope.Value {
	case "", "report":
	case "project":
		d.scope = ofProject
	default:
		k.fault(m.Scope.Place, "scope 是“"+m.Scope.Value+"”，没有这种范围", "请写 report（整个部门）或 project（每个项目）")
		return
	}
	switch {
	case !m.Key.Set || d.key == "":
		at := m.Label.Place
		if !m.Label.Set {
			at = source.Place{File: k.profile.File}
		}
		k.fault(at, "指标没有 key", "请给它一个英文名，例如 key = \"execution_rate\"")
		return
	case !validKey(d.key):
		k.fault(d.keyAt, "指标名“"+d.key+"”不合规", "只能用小写英文字母、数字和下划线，以字母开头，最多40个字符")
		return
	case slices.Contains(reserved(), d.key):
		k.fault(d.keyAt, "指标名“"+d.key+"”在公式里另有含义", "请换一个名字")
		return
	case k.c.find(d.scope, d.key) != nil:
		k.fault(d.keyAt, "指标“"+d.key+"”定义了两次", "删去其中一个，或改名")
		return
	}
	d.core = slices.Contains(coreKeys(d.scope), d.key)
	k.given(d, m)
	d.i = len(k.c.defs(d.scope))
	if d.scope == ofProject {
		k.c.project = append(k.c.project, d)
	} else {
		k.c.report = append(k.c.report, d)
	}
	k.names(d, m)
	k.shape(d, m)
}

// given finds the field that gives the metric, and when it applies.
func (k *compiler) given(d *def, m *record.Metric) {
	switch m.When.Value {
	case "":
	case "scored":
		d.scored = true
	case "complete":
		d.complete = true
	default:
		k.fault(m.When.Place, "when 是“"+m.When.Value+"”，没有这种条件", "只能写 scored（表里有得分时才有）、complete（公式用到的数都填报了才有），或者不写")
	}
	if m.Input.Value == "" {
		d.field = findField(k.fields[d.scope], "funds."+d.key)
		return
	}
	if d.field = findField(k.fields[d.scope], m.Input.Value); d.field != nil {
		return
	}
	var paths []string
	for _, f := range k.fields[d.scope] {
		paths = append(paths, f.path)
	}
	hint := source.DidYouMean(m.Input.Value, paths)
	if hint == "" {
		hint = "写填报项在文件里的位置，例如 funds.initial、staff.employed"
	}
	k.fault(m.Input.Place, "没有填报项“"+m.Input.Value+"”", hint)
	d.faulty = true
}

// names checks the labels by which prose names the metric.
func (k *compiler) names(d *def, m *record.Metric) {
	if strings.TrimSpace(d.label) == "" {
		k.fault(d.keyAt, "指标“"+d.key+"”没有 label", "请写它的中文名称，例如 label = \"预算执行率\"")
		d.label = d.key
	}
	labels := append([]source.String{{Value: d.label, Place: m.Label.Place}}, m.Alias...)
	labels = append(labels, source.String{Value: d.key, Place: d.keyAt})
	for _, l := range labels {
		name := normal(l.Value)
		switch other := k.named[d.scope][name]; {
		case other == nil:
			k.named[d.scope][name] = d
		case other != d:
			k.fault(l.Place, "“"+l.Value+"”已经是指标“"+other.key+"”的名称", "正文用名称引用数字，名称不能重复")
		}
		if strings.ContainsAny(name, ".@{}") {
			k.fault(l.Place, "名称“"+l.Value+"”里不能有 . @ { }", "这些符号在正文引用里另有含义")
		}
		if !slices.Contains(d.names, name) {
			d.names = append(d.names, name)
		}
	}
}

// shape checks kind, unit and decimals.
func (k *compiler) shape(d *def, m *record.Metric) {
	d.kind = m.Kind.Value
	if !slices.Contains(kinds(), d.kind) {
		at, message := m.Kind.Place, "kind 是“"+d.kind+"”，没有这种数"
		if !m.Kind.Set {
			at, message = d.keyAt, "指标“"+d.key+"”没有 kind"
		}
		hint := "请写 amount（金额）、ratio（比率）、score（得分）、count（个数）、grade（等级）或 quantity（其他数）"
		if near := source.Nearest(d.kind, kinds()); near != "" {
			hint = "是否想写 " + near + "？"
		}
		k.fault(at, message, hint)
		d.kind, d.faulty = "quantity", true
	}
	switch {
	case d.field == nil || d.faulty:
	case d.field.money && d.kind != "amount":
		k.fault(m.Kind.Place, "“"+d.key+"”是填报的金额，kind 应当是 amount", "")
		d.kind = "amount"
	case !d.field.money && (d.kind == "amount" || d.kind == kindGrade):
		k.fault(m.Kind.Place, "“"+d.key+"”是填报的数，不是金额，kind 不能是 "+d.kind, "个数写 count，比率写 ratio（填报百分之几），其他数写 quantity")
		d.kind = "quantity"
	}
	d.unit = m.Unit.Value
	_, isMoney := money.UnitNamed(d.unit)
	switch {
	case d.unit == "" && d.kind == "ratio":
		d.unit = "%"
	case d.unit == "" && d.kind == "score":
		d.unit = "分"
	case d.unit == "" && d.kind == "count":
		d.unit = "个"
	case d.kind == "ratio" && d.unit != "%":
		k.fault(m.Unit.Place, "比率的单位只能是 %，不能是“"+d.unit+"”", "要别的单位，请用 kind = \"quantity\"")
		d.unit = "%"
	case d.kind == "amount" && d.unit != "" && !isMoney:
		k.fault(m.Unit.Place, "金额的单位只能是 元、万元、亿元，不能是“"+d.unit+"”", "不写 unit 时用报告的单位")
		d.unit = ""
	}
	d.digits = k.digits(d.kind, m.Decimals)
}

func (k *compiler) digits(kind string, decimals source.Int) int {
	rate := k.profile.Thresholds.RateDecimals
	switch {
	case decimals.Set && (decimals.Value < 0 || decimals.Value > 6):
		k.fault(decimals.Place, "decimals 应当在0到6之间", "这是公布时保留的小数位数")
		return 2
	case decimals.Set:
		return int(decimals.Value)
	case kind == "ratio" && rate.Set && rate.Value >= 0 && rate.Value <= 6:
		return int(rate.Value)
	case kind == "count" || kind == kindGrade:
		return 0
	case kind == "score" && k.profile.Scoring.Decimals.Set:
		return int(min(max(k.profile.Scoring.Decimals.Value, 0), 6))
	}
	return 2
}

// complete reports values that departments give and the catalogue does not name:
// they would silently be lost.
func (k *compiler) complete() {
	for _, s := range []scope{ofReport, ofProject} {
		for _, key := range coreKeys(s) {
			if k.c.find(s, key) == nil {
				where := "scope = \"report\""
				if s == ofProject {
					where = "scope = \"project\""
				}
				k.fault(source.Place{File: k.profile.File}, "指标目录缺少填报项“"+key+"”（"+where+"）",
					"请加上 [[metric]]，写明 key、label 和 kind = \"amount\"")
			}
		}
	}
}

// formula parses the formula of d and checks what kind of number it gives.
func (k *compiler) formula(d *def) {
	d.lacking = &problem{missing: []string{d.label}}
	if d.formula.Value == "" {
		if d.field == nil && !d.faulty {
			k.fault(d.keyAt, "指标“"+d.key+"”没有公式，也不是部门填报的数",
				"请写 formula；是部门填报的，用 input 写明填在哪里，例如 input = \"staff.employed\"")
			d.faulty = true
		}
		return
	}
	b := builder{text: d.formula.Value, scope: d.scope, c: k.c, profile: k.profile}
	root := b.parse()
	if root != nil && len(b.faults) == 0 {
		b.result(root, d.kind)
	}
	for _, f := range b.faults {
		k.fault(d.formula.PlaceAt(f.at), "指标“"+d.key+"”的公式："+f.message, f.hint)
	}
	if len(b.faults) > 0 {
		d.faulty = true
		return
	}
	d.root, d.uses = root, b.uses
}
