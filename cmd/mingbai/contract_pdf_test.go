package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"mingbai/internal/testtool"
)

// tool runs a program on the report's PDF, which its arguments call FILE, and
// returns what it prints.
func tool(t *testing.T, program string, args ...string) string {
	t.Helper()
	return toolOn(t, filepath.Join(theSite(t).dir, report, "report.pdf"), program, args...)
}

// toolOn is tool for another file.
func toolOn(t *testing.T, file, program string, args ...string) string {
	t.Helper()
	path := testtool.Need(t, program)
	for i, a := range args {
		if a == "FILE" {
			args[i] = file
		}
	}
	out, err := exec.Command(path, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return string(out)
}

func TestContractPDFMetadata(t *testing.T) {
	info := tool(t, "pdfinfo", "-f", "1", "-l", "9999", "FILE")
	if !regexp.MustCompile(`(?m)^Title: +2023年度政协乐亭县委员会整体绩效自评工作报告$`).MatchString(info) {
		t.Errorf("no title in\n%s", info)
	}
	sizes := regexp.MustCompile(`(?m)^Page +\d+ size: +(.*)$`).FindAllStringSubmatch(info, -1)
	for _, m := range sizes {
		if !strings.HasPrefix(m[1], "595.276 x 841.89 pts (A4)") {
			t.Errorf("a page is %s", m[1])
		}
	}
	pages := regexp.MustCompile(`(?m)^Pages: +(\d+)$`).FindStringSubmatch(info)
	if pages == nil || fmt.Sprint(len(sizes)) != pages[1] {
		t.Fatalf("pages are %v", pages)
	}
	bytes := len(theSite(t).files[report+"/report.pdf"])
	if want := fmt.Sprintf("%d KB · %s页", (bytes+500)/1000, pages[1]); !strings.Contains(theSite(t).files[report+"/index.html"], want) {
		t.Errorf("the page does not say %q of the PDF", want)
	}
}

func TestContractPDFStructure(t *testing.T) {
	tool(t, "qpdf", "--check", "FILE")
	var q struct {
		Outlines []struct {
			Title string
			Kids  []any
			Dest  any
		}
		Qpdf []json.RawMessage
	}
	if err := json.Unmarshal([]byte(tool(t, "qpdf", "--json", "--json-key=outlines", "--json-key=qpdf", "FILE")), &q); err != nil {
		t.Fatal(err)
	}
	var titles []string
	for _, o := range q.Outlines {
		titles = append(titles, o.Title)
		if o.Dest == nil {
			t.Errorf("bookmark %s leads nowhere", o.Title)
		}
	}
	want := []string{
		"一、部门整体概况", "二、部门整体绩效目标和绩效指标设定情况", "三、绩效评价组织情况", "四、绩效实现情况分析",
		"五、存在问题", "六、相关建议、改进措施及结果应用", "计算说明", "数据核对",
	}
	if !slices.Equal(titles, want) {
		t.Errorf("outline is %v, not %v", titles, want)
	}
	var objects map[string]struct{ Value any }
	if err := json.Unmarshal(q.Qpdf[1], &objects); err != nil {
		t.Fatal(err)
	}
	lang := ""
	for _, o := range objects {
		if d, ok := o.Value.(map[string]any); ok && d["/Type"] == "/Catalog" {
			lang, _ = d["/Lang"].(string)
		}
	}
	if lang != "u:zh-CN" {
		t.Errorf("language is %q", lang)
	}
}

func TestContractPDFFonts(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(tool(t, "pdffonts", "FILE")), "\n")
	if len(lines) < 4 {
		t.Fatalf("fonts are %v", lines)
	}
	font := regexp.MustCompile(`^[A-Z]{6}\+\S+ .* yes +yes +yes +\d+ +\d+$`)
	for _, l := range lines[2:] {
		if !font.MatchString(l) {
			t.Errorf("not embedded, subset and with ToUnicode: %s", l)
		}
	}
}

// Page furniture, as it stands in lines of its own.
var (
	pageNumber  = regexp.MustCompile(`^— \d+ —$`)
	appendix    = regexp.MustCompile(`^附件\d*$`)
	continued   = regexp.MustCompile(`^（续表）`)
	identifiers = regexp.MustCompile(`^索引号.*数据版本`)
)

// pdfLines is the lines of each page, without furniture. heads are the heads of
// the document's tables, which a page may repeat.
func pdfLines(t *testing.T, heads []string) [][]string {
	t.Helper()
	raw := strings.TrimSuffix(tool(t, "pdftotext", "-raw", "-enc", "UTF-8", "FILE", "-"), "\f")
	var out [][]string
	for _, page := range strings.Split(raw, "\f") {
		lines := strings.Split(strings.TrimSpace(page), "\n")
		n := len(lines) - 1
		if !pageNumber.MatchString(lines[n]) {
			t.Errorf("a page ends with %q, not with its number", lines[n])
		}
		lines = lines[:n]
		if n > 0 && appendix.MatchString(packed(lines[0])) {
			lines = lines[1:]
		}
		if n := len(lines); n > 0 && identifiers.MatchString(lines[n-1]) {
			lines = lines[:n-1]
		}
		var kept []string
		for len(lines) > 0 {
			if continued.MatchString(lines[0]) {
				lines = withoutHead(lines[1:], heads)
				continue
			}
			kept, lines = append(kept, lines[0]), lines[1:]
		}
		out = append(out, kept)
	}
	return out
}

// withoutHead drops the lines that repeat a table's head.
func withoutHead(lines []string, heads []string) []string {
	text := ""
	for i, l := range lines {
		text += packed(l)
		if slices.Contains(heads, text) {
			return lines[i+1:]
		}
	}
	return lines
}

// tableHeads are the texts of the heads of all tables.
func tableHeads(doc *html.Node) []string {
	var out []string
	for _, n := range all(doc, tag("thead")) {
		out = append(out, packed(printed(n, "")))
	}
	return out
}

func TestContractPDFParagraphs(t *testing.T) {
	doc := article(t, pages(t)[report+"/index.html"])
	var texts []string
	for _, lines := range pdfLines(t, tableHeads(doc)) {
		texts = append(texts, packed(strings.Join(lines, "")))
	}
	count := 0
	for _, p := range all(doc, tag("p")) {
		if within(p, unprinted) {
			continue
		}
		count++
		if text := packed(printed(p, "")); !contained(texts, text) {
			t.Errorf("the PDF does not hold %q", text)
		}
	}
	if count < 40 {
		t.Errorf("only %d paragraphs", count)
	}
}

// contained reports whether a text stands on a page, or on several: then each
// next page begins with what was left over.
func contained(pages []string, text string) bool {
	for i, page := range pages {
		if strings.Contains(page, text) {
			return true
		}
		if i+1 == len(pages) {
			break
		}
		runes := []rune(text)
		for k := len(runes) - 1; k > 0; k-- {
			if strings.Contains(page, string(runes[:k])) && begins(pages[i+1:], string(runes[k:])) {
				return true
			}
		}
	}
	return false
}

func begins(pages []string, rest string) bool {
	if strings.HasPrefix(pages[0], rest) {
		return true
	}
	return len(pages) > 1 && len(pages[0]) > 0 && strings.HasPrefix(rest, pages[0]) && begins(pages[1:], rest[len(pages[0]):])
}

// Several readings of what a number token is: all must agree.
var numberTokens = []*regexp.Regexp{
	regexp.MustCompile(`\d+`),
	regexp.MustCompile(`\d+(?:\.\d+)?%?`),
	regexp.MustCompile(`\d+(?:[.,]\d+)*`),
}

func TestContractSameNumbers(t *testing.T) {
	doc := article(t, pages(t)[report+"/index.html"])
	var lines []string
	for _, page := range pdfLines(t, tableHeads(doc)) {
		lines = append(lines, page...)
	}
	pdf := strings.Join(lines, "\n")
	for _, token := range numberTokens {
		a := tally(token.FindAllString(printed(doc, ""), -1))
		b := tally(token.FindAllString(printed(doc, " "), -1))
		c := tally(token.FindAllString(pdf, -1))
		if !maps.Equal(a, b) {
			t.Errorf("%v: a number of the article is split by an element: %v", token, unequal(a, b))
		}
		if !maps.Equal(b, c) {
			t.Errorf("%v: HTML and PDF differ in %v", token, unequal(b, c))
		}
	}
}

func tally(tokens []string) map[string]int {
	out := map[string]int{}
	for _, s := range tokens {
		out[s]++
	}
	return out
}

// unequal lists the tokens that two tallies count differently.
func unequal(a, b map[string]int) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(a)) {
		if a[k] != b[k] {
			out = append(out, fmt.Sprintf("%s: %d and %d", k, a[k], b[k]))
		}
	}
	for _, k := range slices.Sorted(maps.Keys(b)) {
		if a[k] == 0 {
			out = append(out, fmt.Sprintf("%s: 0 and %d", k, b[k]))
		}
	}
	return out
}
