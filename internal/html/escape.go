package html

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// appendText appends s as element text. The characters that HTML cannot hold
// (controls, broken UTF-8) become U+FFFD, so that they are seen, not lost.
func appendText(b []byte, s string) []byte { return appendEscaped(b, s, false) }

// appendAttr appends s as the content of a double-quoted attribute.
func appendAttr(b []byte, s string) []byte { return appendEscaped(b, s, true) }

func appendEscaped(b []byte, s string, attr bool) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		esc := "\uFFFD"
		switch s[i] {
		case '&':
			esc = "&amp;"
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '"':
			if !attr {
				continue
			}
			esc = "&#34;"
		}
		b = append(b, s[from:i]...)
		b = append(b, esc...)
		from = i + 1
	}
	return append(b, s[from:]...)
}

// special are the bytes that are not written as they are: markup, and controls
// but for tab and line feed.
var special = [256]bool{
	0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true,
	11: true, 12: true, 13: true, 14: true, 15: true, 16: true, 17: true, 18: true, 19: true,
	20: true, 21: true, 22: true, 23: true, 24: true, 25: true, 26: true, 27: true, 28: true,
	29: true, 30: true, 31: true, '&': true, '<': true, '>': true, '"': true, 0x7f: true,
}

// resolve turns an address of the document into one of its page: an anchor stays,
// a path from the site's root gets root in front, an outside address must be
// http, https or mailto. Whatever a browser could read otherwise is an error.
func resolve(root, href string) (string, error) {
	if href == "" {
		return "", fmt.Errorf("a link without an address")
	}
	for i := 0; i < len(href); i++ {
		if c := href[i]; c <= ' ' || c == 0x7f || c == '\\' {
			return "", fmt.Errorf("address %q holds the character %q", href, c)
		}
	}
	if !utf8.ValidString(href) {
		return "", fmt.Errorf("address %q is no UTF-8", href)
	}
	if href[0] == '#' {
		if len(href) == 1 {
			return "", fmt.Errorf("address %q names no place", href)
		}
		return href, nil
	}
	if outside(href) {
		return href, nil
	}
	if i := strings.IndexAny(href, ":/?#"); i >= 0 && href[i] == ':' {
		return "", fmt.Errorf("address %q is neither relative nor http, https or mailto", href)
	}
	if href[0] == '/' {
		return "", fmt.Errorf("address %q is not relative to the site's root", href)
	}
	path, _, _ := strings.Cut(href, "#")
	for part := range strings.SplitSeq(path, "/") {
		if part == ".." || part == "." {
			return "", fmt.Errorf("address %q leads out of the site's root", href)
		}
	}
	return root + href, nil
}

// outside reports whether an address leads out of the site by a scheme we allow.
func outside(href string) bool {
	return strings.HasPrefix(href, "https://") || strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "mailto:")
}

// validName reports whether s may stand as a class name: a to z, digits, -.
func validName(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (i == 0 || (c < '0' || c > '9') && c != '-') {
			return false
		}
	}
	return s != ""
}

// validID reports whether s may be an anchor: not empty, without white space.
func validID(s string) bool {
	return s != "" && !strings.ContainsAny(s, " \t\n\r\f") && utf8.ValidString(s)
}
