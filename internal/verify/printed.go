package verify

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"mingbai/internal/metric"
	"mingbai/internal/money"
	"mingbai/internal/pdf/read"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// packed is a text without what separates its characters.
func packed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}

// comparePrinted holds each printed figure against what it must read. unknown counts those
// that follow from a file which is not attached.
func (d *document) comparePrinted(marked []read.Printed) (out []string, unknown int) {
	for _, m := range marked {
		if m.Page == 0 && packed(m.Text) == "" {
			continue // on no page
		}
		where := fmt.Sprintf("第%d页：", m.Page)
		text := strings.TrimSpace(m.Text)
		switch f := d.shown(m.Value); {
		case f == nil && len(d.carried.kept) > 0 && !d.own(m.Value):
			unknown++
		case f == nil:
			out = append(out, fmt.Sprintf("%s印着 %s“%s”，附的数据里没有这个数", where, m.Value, text))
		case m.Other != "" && packed(m.Other) != packed(text):
			out = append(out, fmt.Sprintf("%s%s 印着“%s”，朗读和复制出来是“%s”", where, m.Value, text, m.Other))
		case !reads(text, f) && !d.formReads(text, m.Value, f):
			out = append(out, fmt.Sprintf("%s%s 印着“%s”，应是“%s”", where, m.Value, text, valueOf(f)))
		}
	}
	return out, unknown
}

// own reports whether a key is that of a figure of the document's reports, which their
// figures.json must have.
func (d *document) own(key string) bool {
	for _, f := range d.parsed {
		if strings.HasPrefix(key, f.Report+"/") {
			return true
		}
	}
	return false
}

// reads reports whether a text is the figure as published, with its unit or without.
func reads(text string, f *metric.FigureJSON) bool {
	text = packed(text)
	return text == packed(f.Shown) || f.Unit != "" && text == packed(f.Shown+f.Unit)
}

// forms is how forms may print figures otherwise than they are published: sums in another
// unit, and numbers with other decimals. The rules say so, which the document carries.
type forms struct {
	units  []string
	digits []int
}

func formsOf(c *record.Content) forms {
	var out forms
	unit := func(name source.String) {
		if _, ok := money.UnitNamed(name.Value); ok && !slices.Contains(out.units, name.Value) {
			out.units = append(out.units, name.Value)
		}
	}
	unit(c.Site.Unit)
	for _, r := range c.Reports {
		unit(r.Unit)
		for _, p := range r.Projects {
			unit(p.Unit)
		}
	}
	for _, id := range sortedKeys(c.Profiles) {
		for _, f := range c.Profiles[id].Forms {
			unit(f.Unit)
			for _, b := range f.Blocks {
				for _, col := range b.Columns {
					if n := int(col.Decimals.Value); col.Decimals.Set && n >= 0 && n <= 20 && !slices.Contains(out.digits, n) {
						out.digits = append(out.digits, n)
					}
				}
			}
		}
	}
	return out
}

// formReads reports whether a text is the figure as a form may print it. Sums in 元 have
// their thousands parted.
func (d *document) formReads(text, key string, as *metric.FigureJSON) bool {
	f := d.now.figure(key)
	if f == nil { // its file is not attached
		f = attachedFigure(as)
	}
	if f == nil || !f.OK() {
		return false
	}
	units := []string{f.Unit}
	if f.Kind() == "amount" {
		units = append(units, d.now.forms.units...)
	}
	for _, unit := range units {
		for _, digits := range append([]int{f.Digits}, d.now.forms.digits...) {
			s := metric.Format(f.Value, unit, digits, f.Rounding)
			if text == s || unit == money.Yuan.Name && text == thousands(s) {
				return true
			}
		}
	}
	return false
}

// maxLength bounds the digits of a number that is printed otherwise.
const maxLength = 100

// attachedFigure is the figure that figures.json tells of, as far as a form may print it
// otherwise: a sum or a number. It is nil for anything else.
func attachedFigure(as *metric.FigureJSON) *metric.Figure {
	_, decimals, _ := strings.Cut(strings.TrimSuffix(as.Shown, "%"), ".")
	f := &metric.Figure{Key: as.Key, Unit: as.Unit, Digits: len(decimals)}
	exact := as.Fen
	if exact == "" {
		exact = as.Num
	}
	n, err := money.ParseNumber(exact)
	if err != nil || as.Operator != "" || len(exact)+len(as.Den)+len(decimals) > maxLength {
		return nil
	}
	if as.Den != "" {
		den, err := money.ParseNumber(as.Den)
		q, ok := n.Quo(den)
		if err != nil || !ok {
			return nil
		}
		n = q
	}
	switch as.Kind {
	case "amount":
		sum, err := money.FromUnit(n, money.Unit{Name: "分", Fen: 1})
		if _, known := money.UnitNamed(as.Unit); err != nil || !known {
			return nil
		}
		f.Value = metric.Amount{V: sum}
	case "ratio":
		f.Value = metric.Ratio{V: n}
	default:
		f.Value = metric.Quantity{V: n}
	}
	return f
}

// thousands parts the whole digits of a number by commas.
func thousands(s string) string {
	whole, frac, point := strings.Cut(s, ".")
	digits := strings.TrimPrefix(whole, "-")
	sign := whole[:len(whole)-len(digits)]
	whole = digits
	out := ""
	for len(whole) > 3 {
		out = "," + whole[len(whole)-3:] + out
		whole = whole[:len(whole)-3]
	}
	out = sign + whole + out
	if point {
		out += "." + frac
	}
	return out
}

// printedHash is the data hash behind its label.
var printedHash = regexp.MustCompile(`摘要（SHA-256）([0-9a-f]{8,64})`)

// maxNumbers bounds how many numbers of a text are counted.
const maxNumbers = 1 << 20

// numbers are those of a text.
var numbers = regexp.MustCompile(`[0-9]+(?:\.[0-9]+)?`)
