package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/source"
)

// field is an area of public work and the words by which a text speaks of it.
type field struct {
	name  string
	words []string
	own   []string // words of duties, functions and names that make it a department's own
}

// fields are areas that copied texts betray themselves by.
func fields() []field {
	return []field{
		{"住房", []string{"住房", "棚户区", "危房改造", "保障房"}, []string{"住房", "住建", "建设", "房产", "房管"}},
		{"生态环境", []string{benefitWord, "生态环境", "污染防治", "大气治理", "污水处理"}, []string{"生态", "环境", "环保", "林", "水", "农", "资源", "住建", "城管"}},
		{"扶贫", []string{"扶贫", "脱贫", "贫困户", "贫困村"}, []string{"扶贫", "乡村振兴", "农业", "农村"}},
		{"农田水利", []string{"农田水利", "高标准农田", "灌溉"}, []string{"农", "水", "国土", "资源"}},
		{"道路", []string{"道路硬化", "通村公路", "公路养护"}, []string{"交通", "公路", "住建", "建设", "乡村"}},
		{"医疗", []string{"医疗救治", "诊疗", "公共卫生服务", "医疗服务"}, []string{"卫生", "健康", "医", "疾", "保健"}},
		{"教育", []string{"教学质量", "义务教育", "办学条件", "在校学生"}, []string{"教育", "教体", "学校", "党校", "职教"}},
		{"养老救助", []string{"养老服务", "低保", "特困供养", "残疾人补贴"}, []string{"民政", "残联", "残疾", "养老", "社会保障", "人社", "老龄"}},
	}
}

var ruleC49 = Rule{
	ID: "C49", Severity: source.Warning,
	Title:   "文字与部门的职责相符",
	Explain: "报告里出现别的部门的工作（住房、扶贫、生态……），常常是从别处套用了文字。部门的职责写在 departments/编号.toml 的 duties 和 function 里；确实做这件事的，补上职责或在项目名称里写明。",
	Source:  "文字核对",
	run: func(p *pass) {
		own := p.ownWords()
		for i := range p.texts {
			t := &p.texts[i]
			if t.q == nil && !t.short && (t.section == "analysis" || t.section == "evaluation" || t.section == "problem") {
				p.foreignWords(t, own)
			}
		}
	},
}

// benefitWord stands in every form; only a claim about it says anything.
const benefitWord = "生态效益"

// praised reports whether the clause at that byte praises.
func praised(s string, at int) bool {
	_, praise := findAny(s[at:clauseAround(s, at, at).to], gradeWords())
	return praise != ""
}

// ownWords is everything by which a department says what it does.
func (s *scene) ownWords() string {
	d := s.Department
	words := []string{d.Name.Value, d.Short.Value, d.Function.Value}
	for _, duty := range d.Duties {
		words = append(words, duty.Value)
	}
	for _, q := range s.Projects {
		words = append(words, q.Title())
	}
	for i := range s.SubUnits {
		words = append(words, s.SubUnits[i].Name.Value)
	}
	return strings.Join(words, " ")
}

// foreignWords reports the words of other departments' work that a text uses.
func (p *pass) foreignWords(t *prose, own string) {
	first := -1
	var found []string
	for _, f := range fields() {
		if slices.ContainsFunc(f.own, func(w string) bool { return strings.Contains(own, w) }) {
			continue
		}
		at, word := findAny(t.plain, f.words)
		if at < 0 || word == benefitWord && !praised(t.plain, at) {
			continue
		}
		found = append(found, word)
		if first < 0 || at < first {
			first = at
		}
	}
	if len(found) == 0 {
		return
	}
	words := strings.Join(found, "、")
	p.add(source.Finding{
		Place: t.place(first), Key: t.key, Title: "不像本部门的工作", Stated: words,
		Message: fmt.Sprintf("“%s”里有“%s”，部门的名称、职责和项目里都没有这项工作，可能是套用了别处的文字", t.title, words),
		Hint:    "与本部门无关的删去；确实是本部门工作的，在 departments 的文件里补上职责",
	})
}
