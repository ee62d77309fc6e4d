package report

import (
	"fmt"
	"strconv"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/source"
)

func itoa(n int) string { return strconv.Itoa(n) }

func text(s string) doc.Inline { return doc.Text{S: s} }

func inlines(in ...doc.Inline) []doc.Inline { return in }

// missing stands for a duty that is not yet fulfilled.
func missing() doc.Inline { return doc.Missing{S: "待填"} }

// orMissing is a text, or 待填.
func orMissing(s source.String) []doc.Inline {
	if v := strings.TrimSpace(s.Value); v != "" {
		return inlines(text(v))
	}
	return inlines(missing())
}

// chineseDate prints a date as documents do: 2024年3月31日.
func chineseDate(d source.Date) string { return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day) }

func isoDate(d source.Date) string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// dateOrMissing is a date, or 待填.
func dateOrMissing(d source.Date) []doc.Inline {
	if d.Set {
		return inlines(text(chineseDate(d)))
	}
	return inlines(missing())
}

// chineseYear prints a year in the digits of documents: 二〇二三.
func chineseYear(year int) string {
	var b strings.Builder
	for _, c := range strconv.Itoa(year) {
		b.WriteRune([]rune("〇一二三四五六七八九")[c-'0'])
	}
	return b.String()
}

// text names the commit of the data, or says that they are not committed.
func (v Version) text() string {
	if v.Dirty || v.Commit == "" || v.Short == "" {
		return "未提交"
	}
	return v.Short
}

// groups parts a hash into groups of eight, so that it can be read out.
func groups(hash string) string {
	var parts []string
	for len(hash) > 8 {
		parts, hash = append(parts, hash[:8]), hash[8:]
	}
	return strings.Join(append(parts, hash), " ")
}
