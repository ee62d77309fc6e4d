package html

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"regexp"
	"strconv"

	"mingbai/internal/source"
)

// FrameFile is the template of the frame, in the layouts folder.
const FrameFile = "frame.html"

// Frame is the parsed frame of the site: all of a page but its article.
type Frame struct {
	tmpl *template.Template
}

// place of a fault in the messages of the template package
var faultLine = regexp.MustCompile(`^(?:html/)?template: ?[^:]*:(\d+)(?::(\d+))?: (.*)`)

// ParseFrame reads the frame from the layouts folder and tries it once, so that
// a fault in it is found before any page is made.
func ParseFrame(layouts fs.FS) (*Frame, []source.Finding) {
	data, err := fs.ReadFile(layouts, FrameFile)
	if err != nil {
		return nil, frameFault("没有页面框架 layouts/" + FrameFile + "，或者读不出来")
	}
	tmpl, err := template.New(FrameFile).Option("missingkey=error").Parse(string(data))
	if err != nil {
		return nil, templateFault(err)
	}
	f := &Frame{tmpl}
	const probe = "<!-- probe -->"
	out, err := f.Render(Page{
		Site:    &Site{Name: "县", Nav: []NavLink{{"a", "年度", "index.html"}}, Links: []Link{{"关于", "about.html"}}, Duties: []Duty{{Label: "主办单位"}}, Notice: &Notice{"示例", "示例"}, Script: true},
		Path:    "a/b.html",
		Crumbs:  []Link{{"年度", "index.html"}, {Text: "本页"}},
		Meta:    []Meta{{"ColumnName", "年度"}},
		Files:   []File{{"application/pdf", "a/b.pdf", "PDF"}},
		Data:    map[string]string{},
		Article: []byte(probe),
	})
	if err != nil {
		return nil, templateFault(err)
	}
	if bytes.Count(out, []byte(probe)) != 1 {
		return nil, frameFault("页面框架里要有且只有一处 {{.Article}}")
	}
	return f, nil
}

// Render puts an article into the frame.
func (f *Frame) Render(p Page) ([]byte, error) {
	v, err := p.view()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(len(p.Article) + 8<<10)
	if err := f.tmpl.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("html: %s: %w", p.Path, err)
	}
	return b.Bytes(), nil
}

// what the template package says, and what it means
var faultWords = []struct {
	english *regexp.Regexp
	chinese string
}{
	{regexp.MustCompile(`can't evaluate field (\w+)`), "没有“$1”这一项"},
	{regexp.MustCompile(`function "(\w+)" not defined`), "没有“$1”这个函数"},
	{regexp.MustCompile(`(?:unclosed action|unterminated|bad character|unexpected|missing value|malformed)`), "花括号里的写法不对"},
	{regexp.MustCompile(`(?:ends in|in unquoted attr|ambiguous|different contexts|{{.*}} in)`), "这里不能放花括号，会破坏网页的结构"},
}

// inChinese retells a message of the template package.
func inChinese(message string) string {
	for _, w := range faultWords {
		if m := w.english.FindStringSubmatchIndex(message); m != nil {
			return string(w.english.ExpandString(nil, w.chinese, message, m))
		}
	}
	return "模板用不了，请对照程序自带的 frame.html"
}

func frameFault(message string) []source.Finding {
	return []source.Finding{{
		Rule: source.RuleLayout, Kind: source.Broken,
		Place:   source.Place{File: "layouts/" + FrameFile, Line: 1, Column: 1},
		Message: message,
	}}
}

// templateFault turns an error of the template package into a finding at its line.
func templateFault(err error) []source.Finding {
	var inner *template.Error
	message, line, col := err.Error(), 1, 1
	if errors.As(err, &inner) {
		message = inner.Error()
	} else if u := errors.Unwrap(err); u != nil {
		message = u.Error()
	}
	if m := faultLine.FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		if m[2] != "" {
			col, _ = strconv.Atoi(m[2])
			col++
		}
		message = m[3]
	}
	f := frameFault("页面框架有误：" + inChinese(message))
	f[0].Place.Line, f[0].Place.Column = line, col
	return f
}
