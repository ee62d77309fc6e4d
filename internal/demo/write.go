package demo

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// file writes one TOML file the way clerks are shown to.
type file struct {
	bytes.Buffer
	unit string // of its bare amounts
}

// comment writes lines of comment.
func (f *file) comment(lines ...string) {
	for _, l := range lines {
		f.WriteString(strings.TrimRight("# "+l, " ") + "\n")
	}
}

// gap writes an empty line.
func (f *file) gap() { f.WriteByte('\n') }

// table begins a table, list one more element of a list of tables.
func (f *file) table(name string) { fmt.Fprintf(f, "\n[%s]\n", name) }
func (f *file) list(name string)  { fmt.Fprintf(f, "\n[[%s]]\n", name) }

// text writes a string, if there is one.
func (f *file) text(key, value string) {
	if value != "" {
		f.plain(key, quoted(value))
	}
}

// prose writes paragraphs, a line each.
func (f *file) prose(key, value string) {
	if value = strings.TrimSpace(value); value != "" {
		fmt.Fprintf(f, "%s = \"\"\"\n%s\n\"\"\"\n", key, value)
	}
}

// texts writes an array of strings, one a line where there are several.
func (f *file) texts(key string, values ...string) {
	if len(values) < 2 {
		fmt.Fprintf(f, "%s = [%s]\n", key, strings.Join(quotedAll(values), ", "))
		return
	}
	fmt.Fprintf(f, "%s = [\n", key)
	for _, v := range values {
		fmt.Fprintf(f, "  %s,\n", quoted(v))
	}
	f.WriteString("]\n")
}

// plain writes a number, a date or a boolean as it is, if there is one.
func (f *file) plain(key, value string) {
	if value != "" {
		f.WriteString(key)
		f.WriteString(" = ")
		f.WriteString(value)
		f.WriteByte('\n')
	}
}

// count writes a whole number.
func (f *file) count(key string, n int64) { f.plain(key, strconv.FormatInt(n, 10)) }

// points writes hundredths of a point with no more decimals than they need.
func (f *file) points(key string, hundredths int64) {
	f.plain(key, short(hundredths))
}

func short(hundredths int64) string {
	s := decimal{hundredths, 2}.String()
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// amount writes a sum in the unit of the file, always with two decimals.
func (f *file) amount(key string, fen int64) { f.plain(key, inUnit(fen, f.unit)) }

// some writes a sum that is not zero: for rows that most projects lack.
func (f *file) some(key string, fen int64) {
	if fen != 0 {
		f.amount(key, fen)
	}
}

// inUnit prints a sum with two decimals. Generated sums have no more.
func inUnit(fen int64, unit string) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	if unit == "元" {
		return sign + decimal{fen, 2}.String()
	}
	return sign + decimal{fen / (fenOfWan / 100), 2}.String()
}

// quoted is a basic string of TOML. The texts hold no control characters.
func quoted(s string) string {
	if strings.ContainsAny(s, "\"\\\n") {
		return strconv.Quote(s)
	}
	return "\"" + s + "\""
}

func quotedAll(in []string) []string {
	var out []string
	for _, s := range in {
		out = append(out, quoted(s))
	}
	return out
}
