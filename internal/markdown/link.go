package markdown

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"mingbai/internal/doc"
)

// link lowers a link whose address is allowed.
func (l *lowerer) link(n ast.Node, raw string, content []doc.Inline, title bool) []doc.Inline {
	pos := max(n.Pos(), 0)
	href := lowerScheme(strings.TrimSpace(resolve([]byte(raw))))
	switch why := hrefFault(href); {
	case title:
		l.finding(pos, "链接的标题暂不支持", "只写[文字](地址)")
	case len(content) == 0:
		l.finding(pos, "链接没有文字", "写作[文字](地址)")
	case why != "":
		l.finding(pos, why+"："+href, "可以写http、https、mailto地址，#开头的锚点，或者本站的文件，如rules.html")
	default:
		return []doc.Inline{doc.Link{Href: href, Content: content}}
	}
	return content
}

// lowerScheme writes the scheme of an address in small letters: HTTPS:// is what some
// keyboards make of it.
func lowerScheme(href string) string {
	scheme, rest, found := strings.Cut(href, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		return href
	}
	return strings.ToLower(scheme) + ":" + rest
}

// hrefFault says what is wrong with an address, or "".
func hrefFault(href string) string {
	if href == "" {
		return "链接没有地址"
	}
	if strings.ContainsFunc(href, func(r rune) bool { return isBlank(r) || isControl(r) }) ||
		strings.ContainsAny(href, "\\<>\"`") {
		return "链接的地址里有不能用的字符"
	}
	scheme, _, found := strings.Cut(href, ":")
	if found && !strings.ContainsAny(scheme, "/?#") {
		return schemeFault(strings.ToLower(scheme), href)
	}
	if href[0] == '#' {
		if len(href) == 1 {
			return "链接没有地址"
		}
		return ""
	}
	file, _, _ := strings.Cut(href, "#")
	switch {
	case href[0] == '/', href[0] == '?', file == "":
		return "本站的地址要从站点的根写起，不以/开头"
	case strings.Contains(strings.ToLower(file), "%2e"), strings.HasSuffix(file, "/"):
		return "本站的地址要写到文件名"
	}
	for part := range strings.SplitSeq(file, "/") {
		if part == "." || part == ".." || part == "" {
			return "本站的地址里不能有.、..和空段"
		}
	}
	return ""
}

func schemeFault(scheme, href string) string {
	u, err := url.Parse(href)
	switch {
	case err != nil:
		return "链接的地址读不懂"
	case scheme == "mailto":
		if !strings.Contains(u.Opaque, "@") {
			return "邮件地址不完整"
		}
		return ""
	case scheme != "http" && scheme != "https":
		return "链接的协议不允许"
	case u.Host == "" || u.User != nil:
		return "链接的地址不完整"
	}
	return ""
}
