package metric

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
)

// csvHead heads figures.csv; what is here changes only with the contract.
var csvHead = []string{
	"键", "名称", "种类", "状态", "原因", "分", "分子", "分母", "单位", "公布值", "来源", "文件", "行", "列", "公式",
}

// CSV is all figures as a table, a row for each, for people with a spreadsheet.
// It begins with a byte order mark: without one, Excel takes the text for GBK and
// shows rubbish, and WPS, LibreOffice and the libraries of programs know the mark.
// An exact ratio stands in two cells, for 1/2 in one would become the second of
// January.
func (s *Set) CSV() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	writeRow(&b, csvHead)
	row := make([]string, len(csvHead))
	for _, f := range s.sorted {
		f.cells(row)
		writeRow(&b, row)
	}
	return b.Bytes()
}

// cells fills a row with what CSV says of a figure.
func (f *Figure) cells(row []string) {
	clear(row)
	name := f.Label
	if f.Row != "" {
		name = f.Row + "·" + f.Label
	}
	kind := f.Kind()
	copy(row, []string{f.Key, name, kindWord(kind), statusWord(f.Status()), f.Reason()})
	if n, ok := f.Exact(); ok {
		num, den := n.NumDen()
		if kind == "amount" {
			row[5] = num
		} else {
			row[6], row[7] = num, den
		}
	}
	row[8], row[9] = f.Unit, f.Shown()
	switch o := f.Origin.(type) {
	case Input:
		row[10] = "填报"
	case Stated:
		row[10] = "原文"
	case Computed:
		row[10], row[14] = "计算", o.Formula
	}
	if at := f.Place(); at.File != "" {
		row[11] = at.File
		if at.Line > 0 {
			row[12], row[13] = strconv.Itoa(at.Line), strconv.Itoa(at.Column)
		}
	}
}

func kindWord(kind string) string {
	switch kind {
	case "amount":
		return "金额"
	case "ratio":
		return "比率"
	case "score":
		return "分值"
	case "count":
		return "个数"
	case "quantity":
		return "数量"
	case "range":
		return "区间"
	case "date":
		return "日期"
	case "tier":
		return "等次"
	}
	return "文字"
}

func statusWord(status string) string {
	switch status {
	case "absent":
		return "未填报"
	case "undefined":
		return "无法计算"
	}
	return "有"
}

// writeRow writes a line of CSV.
func writeRow(b *bytes.Buffer, cells []string) {
	for i, c := range cells {
		if i > 0 {
			b.WriteByte(',')
		}
		c = harmless(c)
		if !strings.ContainsAny(c, ",\"\n\r") {
			b.WriteString(c)
			continue
		}
		b.WriteByte('"')
		b.WriteString(strings.ReplaceAll(c, `"`, `""`))
		b.WriteByte('"')
	}
	b.WriteByte('\n')
}

// plainNumber is a number as it is published; a sign before it starts no formula.
var plainNumber = regexp.MustCompile(`^[-+]?[0-9]+(\.[0-9]+)?%?$`)

// harmless puts an apostrophe before a text that a spreadsheet would run as a
// formula: labels and names come from whoever fills in the report.
func harmless(s string) string {
	for _, sign := range [...]string{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, sign) && !plainNumber.MatchString(s) {
			return "'" + s
		}
	}
	return s
}
