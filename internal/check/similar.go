package check

import (
	"fmt"
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// sectionDigest is one section of a report, to be compared with others.
type sectionDigest struct {
	section string // analysis
	title   string
	key     string
	s       source.String
	length  int      // characters that are compared
	hashes  []uint32 // of its shingles, sorted, each once
}

// sectionDigests are the report's own sections that are long enough to compare.
func (s *scene) sectionDigests() []sectionDigest {
	limits := s.limits()
	size, least := int(count(limits.Shingle, 8)), int(count(limits.SimilarMinimum, 60))
	var out []sectionDigest
	for i := range s.texts {
		t := &s.texts[i]
		if t.q != nil || t.short || sectionName(t.section) == "" || t.title != sectionName(t.section) {
			continue
		}
		runes := []rune(compact(t.plain))
		if len(runes) < least {
			continue
		}
		out = append(out, sectionDigest{t.section, t.title, t.key, t.s, len(runes), shingles(runes, size)})
	}
	return out
}

// shingles are the hashes of every run of size characters, sorted, each once.
func shingles(runes []rune, size int) []uint32 {
	size = max(size, 2)
	if len(runes) < size {
		return nil
	}
	out := make([]uint32, 0, len(runes)-size+1)
	for i := 0; i+size <= len(runes); i++ {
		out = append(out, shingle(runes[i:i+size]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func shingle(runes []rune) uint32 {
	h := uint64(14695981039346656037)
	for _, r := range runes {
		h = (h ^ uint64(r)) * 1099511628211
	}
	return uint32(h ^ h>>32)
}

// common counts the hashes that two sections share.
func common(a, b []uint32) int {
	n, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}

// likeness is the percentage of a section that another one has, too.
func likeness(of, other *sectionDigest) money.Number {
	if len(of.hashes) == 0 {
		return money.Number{}
	}
	return money.Frac(int64(100*common(of.hashes, other.hashes)), int64(len(of.hashes)))
}

var ruleC47 = Rule{
	ID: "C47", Severity: source.Error,
	Title:     "正文不是去年的稿子",
	Explain:   "一节文字与去年同一节有六成以上相同的，作提醒；八成半以上是差错（规则集可以另定）。标出的是从哪里开始相同。年年要写、没有变化的内容，移到部门简介里。",
	Tolerance: "以每8个字为一段比较，去掉标点和引用的数",
	Source:    "文字核对",
	run: func(p *pass) {
		if p.before == nil {
			return
		}
		warn, fault := percent(p.limits().SimilarWarn, 60), percent(p.limits().SimilarError, 85)
		mine := p.sectionDigests()
		for i := range mine {
			d := &mine[i]
			var best *sectionDigest
			var most money.Number
			for j := range p.before.sections {
				o := &p.before.sections[j]
				if same := likeness(d, o); o.section == d.section && same.Cmp(most) > 0 {
					best, most = o, same
				}
			}
			if best == nil || most.Cmp(warn) <= 0 {
				continue
			}
			severity := p.milder()
			if most.Cmp(fault) > 0 {
				severity = p.severity
			}
			p.addAs(severity, likeFinding(d, best, most, "去年"))
		}
	},
}

// likeFinding words that a section is like another one, and shows the longest
// passage that they share.
func likeFinding(d, other *sectionDigest, same money.Number, whose string) source.Finding {
	from, to := sharedPassage(d.s.Value, other.s.Value)
	rate := same.Text(0, money.HalfUp) + "%"
	return source.Finding{
		Place: d.s.PlaceAt(from), Key: d.key, Title: "文字雷同", Stated: rate, Unit: "%",
		Message: fmt.Sprintf("“%s”有%s与%s的同一节相同，例如“%s”", d.title, rate, whose, quoted(d.s.Value[from:to], 30)),
		Hint:    "写本年度、本部门自己的情况",
		Related: []source.Related{{Place: other.s.Place, Message: whose + "的这一节在这里"}},
	}
}

// sharedPassage is the longest run of whole clauses of a that b has word for word.
func sharedPassage(a, b string) (from, to int) {
	b = compact(b)
	start := -1
	best, length := span{}, 0
	flush := func(end int) {
		if start >= 0 && end-start > length {
			best, length = span{start, end}, end-start
		}
		start = -1
	}
	at := 0
	for at < len(a) {
		end := clauseAround(a, at, at).to
		text := compact(withoutFigures(a[at:end]))
		switch {
		case text == "":
		case strings.Contains(b, text):
			if start < 0 {
				start = at
			}
		default:
			flush(at)
		}
		at = end
		for at < len(a) && strings.ContainsRune("，。；：！？,;!?\n", runeAt(a, at)) {
			at += len(string(runeAt(a, at)))
		}
	}
	flush(len(a))
	for best.from < best.to && (a[best.from] == '\n' || a[best.from] == ' ') {
		best.from++
	}
	if length == 0 {
		return 0, min(len(a), 60)
	}
	return best.from, best.to
}

func runeAt(s string, i int) rune {
	for _, r := range s[i:] {
		return r
	}
	return 0
}

var ruleC48 = Rule{
	ID: "C48", Severity: source.Warning,
	Title:     "正文不是别的部门的稿子",
	Explain:   "一节文字与同年另一个部门的同一节有六成以上相同（规则集可以另定），说明套用了别处的文字。统一下发的范文，只能用它的格式。",
	Tolerance: "以每8个字为一段比较，去掉标点和引用的数",
	Source:    "文字核对",
	county:    checkSharedText,
}

// fewOwners is how many reports the index remembers for one shingle: enough to
// find one that a text is like, and few enough that a text which all departments
// share costs no more than any other.
const fewOwners = 4

// checkSharedText compares the sections of each year's reports by an index of
// their shingles.
func checkSharedText(c *survey) {
	for _, year := range c.years {
		for _, section := range []string{"goals", "evaluation", "analysis", "problem", "measures"} {
			c.sharedText(year, section)
		}
	}
}

func (c *survey) sharedText(year int, section string) {
	var all []*sectionDigest
	var owners []*Digest
	for _, d := range c.byYear[year] {
		for i := range d.sections {
			if d.sections[i].section == section {
				all, owners = append(all, &d.sections[i]), append(owners, d)
			}
		}
	}
	index := map[uint32][]int32{}
	for i, s := range all {
		for _, h := range s.hashes {
			if list := index[h]; len(list) < fewOwners && (len(list) == 0 || owners[list[len(list)-1]] != owners[i]) {
				index[h] = append(list, int32(i))
			}
		}
	}
	for i, s := range all {
		hits := map[int32]int{}
		for _, h := range s.hashes {
			for _, o := range index[h] {
				if owners[o] != owners[i] {
					hits[o]++
				}
			}
		}
		best, most := int32(-1), 0
		for o, n := range hits {
			if n > most || n == most && o < best {
				best, most = o, n
			}
		}
		if best >= 0 {
			c.sharedBy(s, all[best], owners[i], owners[best])
		}
	}
}

func (c *survey) sharedBy(s, other *sectionDigest, mine, theirs *Digest) {
	same := likeness(s, other)
	if same.Cmp(percent(mine.limits().SimilarWarn, 60)) > 0 && c.rule.applies(mine.Stage) {
		c.add(mine, likeFinding(s, other, same, theirs.Name))
	}
}
