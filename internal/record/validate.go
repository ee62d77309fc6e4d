package record

import (
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"mingbai/internal/source"
)

// longestBase is the most bytes of a site's address: with the path of a page it
// must go into a QR code.
const longestBase = 100

// longestRepository is the most bytes of the address of the repository.
const longestRepository = 300

// validate checks what the types of the site file cannot.
func (s *Site) validate() []source.Finding {
	var out []source.Finding
	for _, a := range []struct {
		name, example string
		address       source.String
		longest       int
	}{
		{"网站地址", "https://www.example.gov.cn/", s.BaseURL, longestBase},
		{"数据仓库的地址", "https://example.org/xian/data/src/branch/main/content", s.Repository, longestRepository},
	} {
		if why := baseFault(a.address.Value, a.longest); a.address.Set && why != "" {
			out = append(out, fault(source.RuleWrongType, a.address.Place, a.name+why, "写成 "+a.example+" 的样子；没有就删掉这一行"))
		}
	}
	return out
}

// baseFault says what is wrong with an address that paths are put behind, or "".
func baseFault(base string, longest int) string {
	if len(base) > longest {
		return fmt.Sprintf("太长，最多%d个字节", longest)
	}
	u, err := url.Parse(base)
	switch {
	case err != nil || strings.ContainsFunc(base, func(r rune) bool { return r <= ' ' || strings.ContainsRune("<>\"\\^`{|}", r) }):
		return "不是网址"
	case u.Scheme != "http" && u.Scheme != "https":
		return "不以 https:// 或者 http:// 开头"
	case u.Hostname() == "":
		return "没有域名"
	case u.User != nil:
		return "带有用户名或者密码，会公开出去"
	case u.RawQuery != "" || u.ForceQuery || strings.Contains(base, "#"):
		return "带有 ? 或者 # 后面的部分，不能在后面接路径"
	}
	return ""
}

// validate checks what the types of a profile cannot; formulas are not its
// business.
func (p *Profile) validate() []source.Finding {
	var out []source.Finding
	for _, rule := range slices.Sorted(maps.Keys(p.Severity)) {
		s := p.Severity[rule]
		if s.Set && !isRule(rule) {
			out = append(out, fault(source.RuleUnknownKey, s.Place, "“"+rule+"”不是核对规则的编号", "写成 C3 的样子；规则见 mingbai check --list"))
		}
	}
	first := map[string]source.Place{}
	for i := range p.Metrics {
		m := &p.Metrics[i]
		out = append(out, m.validate(first)...)
	}
	return out
}

// validate checks one metric; first holds where each metric was first seen.
func (m *Metric) validate(first map[string]source.Place) []source.Finding {
	var out []source.Finding
	if !source.IsName(m.Key.Value) {
		return nil // that has been said
	}
	if m.Decimals.Set && (m.Decimals.Value < 0 || m.Decimals.Value > 10) {
		out = append(out, fault(source.RuleBadNumber, m.Decimals.Place, fmt.Sprintf("小数位数 %d 不行", m.Decimals.Value), "写0到10之间的整数"))
	}
	scope := m.Scope.Value
	if scope == "" {
		scope = "report"
	}
	if at, twice := first[scope+"/"+m.Key.Value]; twice {
		f := fault(source.RuleDuplicateKey, m.Key.Place, "指标“"+m.Key.Value+"”写了两次", "同一范围里一个 key 只能有一个指标")
		f.Related = []source.Related{{Place: at, Message: "第一次写在这里"}}
		return append(out, f)
	}
	first[scope+"/"+m.Key.Value] = m.Key.Place
	return out
}

func isRule(s string) bool {
	n, ok := strings.CutPrefix(s, "C")
	return ok && n != "" && len(n) <= 3 && n[0] != '0' && strings.Trim(n, "0123456789") == ""
}
