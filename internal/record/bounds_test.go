package record

import (
	"fmt"
	"strings"
	"testing"

	"mingbai/internal/source"
)

// TestBounds holds that what is put together to be slow is refused: lists, projects
// and metrics beyond all that any county has.
func TestBounds(t *testing.T) {
	files := func() map[string][]byte {
		return map[string][]byte{
			"site.toml": []byte("profile = \"a\"\n"), "departments/x.toml": []byte("name = \"示例局\"\n"),
			"rules/a.toml": []byte("name = \"甲\"\n"), "2023/x/report.toml": nil,
		}
	}
	many := func(n int, line string) []byte {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i)
		}
		return []byte(b.String())
	}
	const metric = "[[metric]]\nkey = \"m%d\"\nlabel = \"指标\"\nkind = \"amount\"\ninput = \"funds.spent\"\n"
	for name, c := range map[string]struct {
		put  func(map[string][]byte)
		want string
	}{
		"as many as there may be": {func(f map[string][]byte) {
			f["2023/x/report.toml"] = many(source.MaxItems, "[[problem]]\nid = \"p%d\"\n")
		}, ""},
		"rows": {func(f map[string][]byte) {
			f["2023/x/report.toml"] = many(source.MaxItems+1, "[[problem]]\nid = \"p%d\"\n")
		}, "2023/x/report.toml:2001:3 “problem”有1001项，最多1000项，后面的没有读"},
		"texts": {func(f map[string][]byte) {
			f["departments/x.toml"] = append([]byte("duties = ["), append(many(source.MaxItems+5, "\"%d\", "), "]\n"...)...)
		}, "departments/x.toml:1:6901 “duties”有1005项，最多1000项，后面的没有读"},
		"metrics": {func(f map[string][]byte) { f["rules/a.toml"] = many(1200, metric) }, "rules/a.toml:5001:3 “metric”有1200项，最多1000项，后面的没有读"},
		"metrics, inherited": {func(f map[string][]byte) {
			f["rules/b.toml"] = many(600, metric)
			f["rules/a.toml"] = append([]byte("extends = \"b\"\n"), many(600, strings.Replace(metric, "m%d", "n%d", 1))...)
		}, "rules/a.toml:1:11 连同沿用的，规则集有1200个指标，最多1000个，后面的没有读"},
		"projects": {func(f map[string][]byte) {
			for i := range 1003 {
				f[fmt.Sprintf("2023/x/projects/p%04d.toml", i)] = []byte("name = \"项目\"\n")
			}
		}, "2023/x/projects/p1000.toml:1:1 一份报告最多1000个项目，从这个文件起没有读"},
	} {
		t.Run(name, func(t *testing.T) {
			f := files()
			c.put(f)
			content, faults := Load(source.NewTree(f))
			var got []string
			for _, x := range faults {
				got = append(got, x.Place.String()+" "+x.Message)
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
			if r := content.Reports[0]; len(r.Projects) > source.MaxItems || len(r.Rules.Metrics) > source.MaxItems || len(r.Problems) > source.MaxItems {
				t.Errorf("%d projects, %d metrics, %d problems are read", len(r.Projects), len(r.Rules.Metrics), len(r.Problems))
			}
		})
	}
}
