package report

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// TestProseFindsWhatDocumentsFind puts faults into every text of a report and
// holds the check without documents to what making them finds.
func TestProseFindsWhatDocumentsFind(t *testing.T) {
	c, _ := county(t)
	i := slices.IndexFunc(c.Reports, func(in Input) bool { return len(in.Report.Projects) > 0 })
	in := c.Reports[i]
	r := *in.Report
	in.Report = &r
	text := func(s string) source.String {
		return source.String{Value: s, Set: true, Place: source.Place{File: r.File, Line: 900 + len(s), Column: 1}}
	}
	r.Goals.Text = text("目标{{没有这个数}}。")
	r.Evaluation.Text = text("评价<b>粗</b>。")
	r.Analysis.Text = text("执行率{{预算执行率}}，又{{ 也没有 }}，还有{{没有配对。")
	r.Measures.Text = text("1. 措施{{不存在的.执行率}}")
	q := *r.Projects[0]
	q.Purpose = text("用途{{项目没有}}")
	q.Result = text("**成效**{{项目也没有}}")
	r.Projects = append([]*record.Project{&q}, r.Projects[1:]...)

	key := func(fs []source.Finding) []string {
		var out []string
		for _, f := range fs {
			if f.Kind == source.Broken {
				out = append(out, fmt.Sprint(f.Place, f.Rule, f.Message))
			}
		}
		slices.Sort(out)
		return slices.Compact(out)
	}
	l := shipped(t)
	_, want := l.Report(in)
	for _, p := range r.Projects {
		_, more := l.Project(in, p)
		want = append(want, more...)
	}
	got, wanted := key(Prose(&r, in.Figures)), key(want)
	if !slices.Equal(got, wanted) || len(got) < 7 {
		t.Errorf("without documents:\n%q\nwith them:\n%q", got, wanted)
	}
}

// TestIndicatorTexts holds that no text of an indicator is left out.
func TestIndicatorTexts(t *testing.T) {
	v := reflect.TypeFor[record.Indicator]()
	n := 0
	for i := range v.NumField() {
		if v.Field(i).Type == reflect.TypeFor[source.String]() {
			n++
		}
	}
	if have := len(indicatorTexts(&record.Indicator{})); n != have {
		t.Errorf("an indicator has %d texts, %d of them are looked at", n, have)
	}
}

// FuzzUnmarked holds that Markdown finds in texts without its marks the same names
// as a plain search, and no fault.
func FuzzUnmarked(f *testing.F) {
	for _, s := range []string{"支出{{支出}}，执行率{{会议费.执行率}}", "{{a}}\n12{{ b }}c%", "2023年\n1、一", "　　段\n\n段", "{{}}{{x\n}}", "a,b{{一}}二}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !unmarked(s) {
			t.Skip()
		}
		var parsed, plain []string
		_, found := markdown.Parse(s, markdown.Options{Level: noHeadings, At: func(int) source.Place { return source.Place{} },
			Figure: func(name string, _ source.Place) (doc.Inline, []source.Finding) {
				parsed = append(parsed, name)
				return text(name), nil
			}})
		for i := 0; i < len(s); i++ {
			if name, end, ok := figureName(s[i:]); ok {
				plain = append(plain, name)
				i += end - 1
			}
		}
		if len(found) > 0 || !slices.Equal(parsed, plain) {
			t.Errorf("%q: parsed %q, plain %q, found %v", s, parsed, plain, found)
		}
	})
}
