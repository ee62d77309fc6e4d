package check

import (
	"fmt"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC61 = Rule{
	ID: "C61", Severity: source.Error, Manual: true,
	Title:   "没有秘密和个人信息",
	Explain: "公开的仓库里，草稿也是公开的。绝密、机密、秘密、内部资料等标志，18位身份证号、11位手机号、16至19位银行卡号，一个都不能有，什么阶段都查。提交过的内容留在历史里，删去当前的还不够：请立即联系管理仓库的人。程序查得出标志和号码，内容是不是秘密要由人审查。",
	Source:  "保守国家秘密法；个人信息保护法；政府信息公开条例第十五条",
	run: func(p *pass) {
		p.eachText(func(s source.String, q *record.Project, what string) {
			if !suspicious(s.Value) {
				return
			}
			for _, f := range leaks(s.Value) {
				p.add(source.Finding{
					Place: s.PlaceAt(f.from), Key: p.keyOf(q, what), Title: f.what,
					Message: fmt.Sprintf("这里有%s，不能放进公开的仓库", f.what), Stated: f.masked,
					Hint: "删去；已经提交过的，还要从历史里清除，请联系管理仓库的人",
				})
			}
		})
	},
}

// leak is something that must not be public.
type leak struct {
	from   int
	what   string
	masked string // what of it may be printed
}

// secretWords are marks of secrecy. Bare 秘密 is one unless it stands in a
// harmless phrase.
func secretWords() []string {
	return []string{"绝密", "机密", "★", "仅供内部", "内部资料", "内部文件", "内部使用", "内部参考", "秘密"}
}

// suspicious is a quick look that rules out nearly every text.
func suspicious(s string) bool {
	digits := 0
	for i := 0; i < len(s); i++ {
		if s[i] >= '0' && s[i] <= '9' {
			if digits++; digits == 11 {
				return true
			}
			continue
		}
		if s[i] != ' ' && s[i] != '-' {
			digits = 0
		}
	}
	return strings.Contains(s, "密") || strings.Contains(s, "★") || strings.Contains(s, "内部")
}

// leaks lists what must not be public in a text.
func leaks(s string) []leak {
	var out []leak
	for _, w := range secretWords() {
		for i := 0; ; {
			at := strings.Index(s[i:], w)
			if at < 0 {
				break
			}
			at += i
			i = at + len(w)
			if !harmless(s, at, w) {
				out = append(out, leak{at, "保密标志“" + w + "”", w})
				break
			}
		}
	}
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			i++
			continue
		}
		end, digits := digitRun(s, i)
		if l, ok := personal(s, i, end, digits); ok {
			out = append(out, l)
		}
		i = max(end, i+1)
	}
	return out
}

// harmless reports whether a word of secrecy stands in a phrase that marks
// nothing: 保守国家秘密, 机密性.
func harmless(s string, at int, w string) bool {
	before, after := s[:at], s[at+len(w):]
	for _, b := range []string{"国家", "商业", "工作", "保守", "泄露", "泄漏", "个人", "涉及", "任何", "非"} {
		if strings.HasSuffix(before, b) {
			return w != "★"
		}
	}
	for _, a := range []string{"性", "工作", "审查", "制度", "管理", "通信", "技术", "载体"} {
		if strings.HasPrefix(after, a) {
			return w != "★"
		}
	}
	return false
}

// digitRun is the end of a run of digits that may be grouped by blanks or dashes,
// and the digits; an X may end it.
func digitRun(s string, from int) (end int, digits string) {
	var b strings.Builder
	end = from
	for i := from; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			b.WriteByte(s[i])
			end = i + 1
		case (s[i] == ' ' || s[i] == '-') && i+1 < len(s) && s[i+1] >= '0' && s[i+1] <= '9' && b.Len() >= 3 && grouped(s[from:]):
		case (s[i] == 'X' || s[i] == 'x') && b.Len() == 17:
			b.WriteByte('X')
			return i + 1, b.String()
		default:
			return end, b.String()
		}
	}
	return end, b.String()
}

// grouped reports whether digits stand in groups of three or more, so that a date
// (2024-03-31) is none.
func grouped(s string) bool {
	n := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
			n++
		case s[i] == ' ' || s[i] == '-':
			if n < 3 {
				return false
			}
			n = 0
		default:
			return n >= 3 || n == 0
		}
	}
	return n >= 3
}

// personal tells numbers of identity, telephones and bank cards.
func personal(s string, from, end int, digits string) (leak, bool) {
	if from > 0 && (s[from-1] >= 'A' && s[from-1] <= 'Z' || s[from-1] >= 'a' && s[from-1] <= 'z') {
		return leak{}, false // a part of a code
	}
	switch n := len(digits); {
	case n == 18 && validIdentity(digits):
		return leak{from, "身份证号", digits[:6] + strings.Repeat("*", 12)}, true
	case n == 11 && digits[0] == '1' && digits[1] >= '3':
		return leak{from, "手机号", digits[:3] + strings.Repeat("*", 8)}, true
	case n >= 16 && n <= 19 && luhn(digits) && !strings.HasSuffix(digits, "00000000"):
		return leak{from, "银行卡号", digits[:4] + strings.Repeat("*", n-4)}, true
	}
	return leak{}, false
}

// validIdentity checks the check digit of a number of identity (GB 11643), and
// that its day of birth may exist.
func validIdentity(s string) bool {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		sum += int(s[i]-'0') * w
	}
	month, day := s[10:12], s[12:14]
	return "10X98765432"[sum%11] == s[17] && (strings.HasPrefix(s[6:], "19") || strings.HasPrefix(s[6:], "20")) && month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

// luhn checks the check digit of a bank card.
func luhn(s string) bool {
	sum, double := 0, false
	for i := len(s) - 1; i >= 0; i-- {
		d := int(s[i] - '0')
		if d > 9 {
			return false
		}
		if double {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
		double = !double
	}
	return sum%10 == 0
}

// eachText calls f for every text that a person writes, in the report and its
// projects; what names it.
func (s *scene) eachText(f func(s source.String, q *record.Project, what string)) {
	see := func(q *record.Project, what string, texts ...source.String) {
		for _, t := range texts {
			if t.Set {
				f(t, q, what)
			}
		}
	}
	for i := range s.texts {
		f(s.texts[i].s, s.texts[i].q, s.texts[i].section)
	}
	r := s.Report
	see(nil, "title", r.Title)
	see(nil, "funds", r.Funds.Basis, r.Funds.Reason, r.Funds.Approval)
	d := &r.Disclosure
	see(nil, "disclosure", d.Index, d.Theme, d.Publisher, d.Number, d.Summary, d.Basis)
	see(nil, "source", r.Source.Title, r.Source.Note)
	see(nil, "sign_off", r.SignOff.Prepared.Name, r.SignOff.Checked.Name, r.SignOff.Approved.Name, r.SignOff.Secrecy.Name)
	see(nil, "satisfaction", r.Satisfaction.Method)
	see(nil, "staff", r.Staff.Reason, r.ThreePublic.Reason)
	see(nil, "result_use", r.ResultUse.Reason)
	for i := range r.Problems {
		see(nil, "problem", r.Problems[i].Owner)
	}
	for i := range r.Ledger {
		l := &r.Ledger[i]
		see(nil, "rectification", l.Text, l.Measure, l.Owner, l.Progress, l.Use)
	}
	for i := range r.Reviews {
		see(nil, "review", r.Reviews[i].Text, r.Reviews[i].Result)
	}
	s.rowTexts(nil, r.Indicators, see)
	for _, q := range r.Projects {
		see(q, "name", q.Name, q.Supervisor, q.Executor, q.Group, q.Batch)
		see(q, "funds", q.Funds.Reason, q.Funds.Approval)
		see(q, "satisfaction", q.Satisfaction.Method)
		for i := range q.Funds.Sources {
			see(q, "funds", q.Funds.Sources[i].Name)
		}
		for i := range q.Funds.Adjustments {
			see(q, "funds", q.Funds.Adjustments[i].Reason, q.Funds.Adjustments[i].Authority)
		}
		for i := range q.Monitoring {
			see(q, "monitoring", q.Monitoring[i].Cause)
		}
		for i := range q.Parts {
			see(q, "part", q.Parts[i].Name)
		}
		s.rowTexts(q, q.Indicators, see)
	}
}

func (s *scene) rowTexts(q *record.Project, list []record.Indicator, see func(*record.Project, string, ...source.String)) {
	for i := range list {
		x := &list[i]
		see(q, "indicators", x.Name, x.Target, x.Actual, x.Cause, x.Measure, x.Evidence, x.Why)
	}
}
