package check

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// prose is one text of the report.
type prose struct {
	section string // goals, evaluation, analysis, problem, measures, purpose, result …
	title   string // what a reader calls it: 绩效实现情况分析
	key     string // 2023/zhengxie/analysis
	q       *record.Project
	s       source.String
	plain   string // s.Value, references to figures blanked out byte for byte
	short   bool   // a cell of a form, not running text
}

// place is where a part of the text stands.
func (t *prose) place(offset int) source.Place { return t.s.PlaceAt(offset) }

// sectionName is what a reader calls a section.
func sectionName(section string) string {
	switch section {
	case "goals":
		return "绩效目标和绩效指标设定情况"
	case "evaluation":
		return "绩效评价组织情况"
	case "analysis":
		return "绩效实现情况分析"
	case "problem":
		return "存在问题"
	case "measures":
		return "相关建议、改进措施及结果应用"
	}
	return ""
}

// proses lists the texts of the report and its projects, in the order in which a
// reader meets them.
func (s *scene) proses() []prose {
	var out []prose
	add := func(q *record.Project, section, title string, text source.String, short bool) {
		if !given(text) {
			return
		}
		out = append(out, prose{section: section, title: title, key: s.keyOf(q, section), q: q, s: text, plain: withoutFigures(text.Value), short: short})
	}
	r := s.Report
	add(nil, "goals", sectionName("goals"), r.Goals.Text, false)
	add(nil, "goals", "预期目标", r.Goals.Expected, false)
	add(nil, "goals", "实际完成情况", r.Goals.Achieved, false)
	add(nil, "evaluation", sectionName("evaluation"), r.Evaluation.Text, false)
	add(nil, "analysis", sectionName("analysis"), r.Analysis.Text, false)
	for _, q := range r.Projects {
		add(q, "purpose", q.Title()+"的用途", q.Purpose, false)
		add(q, "result", q.Title()+"的成效", q.Result, false)
		add(q, "goals", q.Title()+"的目标", q.Goals.Text, false)
		add(q, "goals", q.Title()+"的预期目标", q.Goals.Expected, false)
		add(q, "goals", q.Title()+"的实际完成情况", q.Goals.Achieved, false)
		add(q, "cause", q.Title()+"的偏差原因", q.Cause, true)
		add(q, "measure", q.Title()+"的改进措施", q.Measure, true)
		for i := range q.Management {
			add(q, "management", q.Management[i].Aspect.Value, q.Management[i].Situation, true)
			add(q, "management", q.Management[i].Aspect.Value, q.Management[i].Problem, true)
		}
	}
	for i := range r.Problems {
		b := &r.Problems[i]
		add(nil, "problem", sectionName("problem"), b.Text, false)
		add(nil, "problem", "问题的原因", b.Cause, true)
		add(nil, "problem", "整改措施", b.Measure, true)
	}
	add(nil, "measures", sectionName("measures"), r.Measures.Text, false)
	add(nil, "result_use", "结果应用", r.ResultUse.Text, false)
	return out
}

// withoutFigures blanks references to figures, so that offsets stay the same.
func withoutFigures(s string) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, "{{")
		if i < 0 {
			break
		}
		n := strings.Index(s[i:], "}}")
		if n < 0 {
			break
		}
		b.WriteString(s[:i])
		b.WriteString(strings.Repeat("\x00", n+2))
		s = s[i+n+2:]
	}
	b.WriteString(s)
	return b.String()
}

// explainsTails reports whether the report says that sums of rounded numbers may
// be off.
func (s *scene) explainsTails() bool {
	for i := range s.texts {
		if t := s.texts[i].plain; strings.Contains(t, "尾差") || strings.Contains(t, "四舍五入") {
			return true
		}
	}
	return strings.Contains(s.Funds.Reason.Value, "尾差") || strings.Contains(s.Funds.Reason.Value, "四舍五入")
}

// span is a part of a text, by bytes.
type span struct{ from, to int }

// clauseAround is the clause that holds the bytes from from to to: what stands
// between two marks of punctuation.
func clauseAround(s string, from, to int) span { return around(s, from, to, clauseMarks) }

// clauseMarks end a clause.
const clauseMarks = "，。；：！？,;!?\n"

// sentenceAround is the sentence that holds them.
func sentenceAround(s string, from, to int) span { return around(s, from, to, "。；！？;!?\n") }

func around(s string, from, to int, marks string) span {
	out := span{0, len(s)}
	if i := strings.LastIndexAny(s[:from], marks); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		out.from = i + size
	}
	if i := strings.IndexAny(s[to:], marks); i >= 0 {
		out.to = to + i
	}
	return out
}

// findAny is the first of the words that a text holds, and where; -1 for none.
func findAny(s string, words []string) (at int, word string) {
	at = -1
	for _, w := range words {
		if i := strings.Index(s, w); i >= 0 && (at < 0 || i < at) {
			at, word = i, w
		}
	}
	return at, word
}

// compact drops what writers vary: blanks, marks of punctuation and of emphasis.
func compact(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x4e00 && r <= 0x9fff, r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) || r == 0:
			return -1
		}
		return r
	}, s)
}

// isHan reports whether a rune is a Chinese character.
func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// quoted cuts a passage for a message.
func quoted(s string, most int) string {
	r := []rune(strings.TrimSpace(s))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "…"
}

// isHeadOffice reports whether a name is that of a department's own office.
func isHeadOffice(name string) bool {
	return strings.Contains(name, "本级") || strings.Contains(name, "机关")
}

// sortedKeys lists the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
