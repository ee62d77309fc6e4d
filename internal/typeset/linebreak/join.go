package linebreak

import "strings"

// What may follow a number as its unit. Longer units come first.
const (
	singleUnits = "年月日时分秒号个项次家人名位户元角吨斤克米亩里辆台套件份篇部册期批届条款章节页点倍成级类种" +
		"处所间座栋幢层场站村镇乡县市省季周天岁轮张支只头匹棵株根块片段行列排组队班团艘架颗粒盒箱袋瓶桶" +
		"副口眼道门股派卷集首幅枚桩例档楼室科线路版环区字笔起宗稿"
	scales    = "十百千万亿"
	approxims = "余多几来"
	numerals  = "〇零一二三四五六七八九十百千两"
	counters  = "条款项章节次届号批期年季轮名位个部编页卷册级阶类组"
	units     = singleUnits + scales + approxims
)

var longUnits = [...]string{
	"个百分点", "个工作日", "个自然日", "个小时", "个季度", "个月", "百分点", "平方公里", "平方千米", "平方米", "立方米",
	"千瓦时", "工作日", "千瓦", "千米", "千克", "年度", "月份", "季度", "小时", "分钟", "人次", "人份", "人天", "公里", "公顷",
	"公斤", "毫米", "厘米", "毫升", "美元", "港元", "欧元", "家次", "场次", "台次", "台套", "件套", "课时", "学时", "周年", "周岁",
}

// join raises the levels where characters belong together although their classes would let them part:
// numbers and units, ordinals, file numbers, ranges. (A longer calculation may break before an operator.) In paths it lowers them.
func (s *Scratch) join() {
	n := len(s.items) - 1
	for i := 0; i < n; {
		it := &s.items[i]
		switch {
		case it.bits&worthBit == 0:
			i++
		case it.class == han: // 第
			i = s.ordinal(i)
		case it.class.western():
			i = s.word(i)
		default:
			s.beside(i)
			i++
		}
	}
	if s.zwsp {
		for i := range s.items {
			if it := &s.items[i]; it.bits&wishBit != 0 && it.level < taboo {
				it.level = free
			}
		}
	}
}

// raise makes a break before item i at least as bad as level.
func (s *Scratch) raise(i int, level uint8) {
	s.items[i].level = max(s.items[i].level, level)
}

// beside joins what stands round a full-width sign: 〔2023〕10号, 10～15, 2021—2023.
func (s *Scratch) beside(i int) {
	before, after := s.classAt(i-1) == digit, s.classAt(i+1) == digit
	switch r := s.items[i].r; {
	case r == '〔' && after:
		s.raise(i, poor)
	case r == '〕' && (after || i+1 < len(s.items) && s.items[i+1].r == '第'):
		s.raise(i+1, soft)
	case !before || !after:
	case r == '±' || s.items[i].class == dash || s.items[i].class == noStart:
		s.raise(i, soft)
		s.raise(i+1, soft)
	}
}

// ordinal joins 第 with its number and, where that is written in hanzi, with the counter: 第十二条. It
// returns where to go on; a number in digits is left to word.
func (s *Scratch) ordinal(i int) int {
	k := s.skipBlanks(i + 1)
	if s.classAt(k) == digit {
		s.raise(k, soft)
		return k
	}
	at := k
	for ; s.isOf(at, numerals); at++ {
		s.raise(at, soft)
	}
	if at > k && s.isOf(at, counters) {
		s.raise(at, soft)
		at++
	}
	return max(at, i+1)
}

// word handles a word or number that starts at item i, and returns where it ends.
func (s *Scratch) word(i int) int {
	end, slashes, lower := i, 0, false
	for ; s.classAt(end).western() && (end == i || s.items[end].level == hard || s.items[end].level == taboo); end++ {
		r := s.items[end].r
		lower = lower || r >= 'a' && r <= 'z'
		if r == '/' {
			slashes++
		}
	}
	size := end - i
	if lower && (slashes > 0 && size >= 12 || slashes > 1 || size >= 20) {
		s.split = true
		s.openPath(i, end)
	}
	next := s.skipBlanks(end)
	switch {
	case s.items[end-1].class == digit:
		s.unit(next)
	case next == end+1 && s.classAt(next) == digit && !lower && size > 1:
		s.split = true
		s.raise(next, whole) // GB/T 9704
	}
	return end
}

// unit joins a number with its unit, which starts at item i if there is one.
func (s *Scratch) unit(i int) {
	n := s.matchUnit(i)
	for k := i; k < i+n; k++ {
		s.raise(k, soft)
	}
	if n > 0 && s.isOf(i+n-1, "年月") {
		if k := s.skipBlanks(i + n); s.classAt(k) == digit {
			s.raise(k, poor)
		}
	}
}

// matchUnit is how many characters from item i on are the unit of a number before: 余人, 万元, 年度.
func (s *Scratch) matchUnit(i int) int {
	if i >= len(s.items) || s.items[i].class != han || classOf(s.items[i].r)&unitBit == 0 {
		return 0
	}
	k := i
	if s.isOf(k, approxims) {
		k++
	}
	scaled := k
	for s.isOf(k, scales) && !(s.isOf(k, "百千") && s.isOf(k+1, "瓦米克分")) {
		k++
	}
	number := 0
	if k > scaled {
		number = k - i
		if s.isOf(k, approxims) {
			k++
		}
	}
	if classOf(s.items[k].r)&longBit != 0 {
		for _, u := range longUnits {
			if s.starts(k, u) {
				return k - i + len(u)/3
			}
		}
	}
	if s.isOf(k, singleUnits) || s.classAt(k) == han && s.items[k].r >= 0x3380 && s.items[k].r <= 0x33DF {
		return k - i + 1
	}
	return number
}

// openPath lets an address or a path break behind / and, with less pleasure, behind . - ; : inside it.
func (s *Scratch) openPath(i, end int) {
	for k := i + 2; k < end-1; k++ {
		before, it := s.items[k-1].r, &s.items[k]
		if neverStarts(it.class) || s.runs[it.run].Glue && s.items[k-1].run == it.run {
			continue
		}
		switch before {
		case '/':
			it.level = path
		case '.', '-', ';', ':':
			it.level = pathly
		}
	}
}

// skipBlanks is the first of items i to i+2 that is no blank.
func (s *Scratch) skipBlanks(i int) int {
	for n := 0; n < 2 && i < len(s.items)-1 && s.items[i].class == blank; n++ {
		i++
	}
	return i
}

// isOf says whether item i is a character of running text and one of chars.
func (s *Scratch) isOf(i int, chars string) bool {
	return i < len(s.items)-1 && s.items[i].class == han && strings.ContainsRune(chars, s.items[i].r)
}

// starts says whether the items from i on spell word, whose characters take three bytes each.
func (s *Scratch) starts(i int, word string) bool {
	if i+len(word)/3 > len(s.items)-1 {
		return false
	}
	for _, r := range word {
		if s.items[i].r != r || s.items[i].class != han {
			return false
		}
		i++
	}
	return true
}
