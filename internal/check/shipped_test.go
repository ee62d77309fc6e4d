package check

import (
	"fmt"
	"slices"
	"testing"

	"mingbai/internal/source"
	"mingbai/internal/testtool"
)

// TestShipped holds what the rules find in the first content: the three of the
// contract as they always were, the other defects of that report, and no error.
func TestShipped(t *testing.T) {
	tree, faults, err := source.ReadTree(testtool.Content(t))
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	files := map[string][]byte{}
	for _, path := range tree.Paths() {
		files[path] = tree.Data(path)
	}
	content, in := subjects(t, files)
	w := &World{Site: content.Site, Departments: content.Departments, AsOf: "2026-06-01"}
	each, county := w.RunAll(in)
	var got []string
	for _, f := range append(each[0], county...) {
		got = append(got, fmt.Sprintf("%s %s %s %s|%s|%s%s", f.Place, f.Severity, f.Rule, f.Stated, f.Computed, f.Difference, f.Unit))
	}
	want := []string{
		"2023/zhengxie/projects/huiyi.toml:7:1 warning C53 两次|1|1次",
		"2023/zhengxie/projects/shicha.toml:11:9 info C45 5||个",
		"2023/zhengxie/projects/zonghe.toml:4:56 warning C54 工资福利、离退休||",
		"2023/zhengxie/projects/zuotanhui.toml:4:110 info C53 ||",
		"2023/zhengxie/report.toml:16:17 warning C3 131.73|131.72|0.01万元",
		"2023/zhengxie/report.toml:20:18 warning C6 95%|94.58%|0.42%",
		"2023/zhengxie/report.toml:46:30 warning C49 住房、生态效益||",
		"2023/zhengxie/report.toml:46:49 warning C51 生态效益较好||",
		"2023/zhengxie/report.toml:46:78 warning C42 满意度非常高||",
		"2023/zhengxie/report.toml:52:10 warning C52 执行率不高||%",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got")
		for _, line := range got {
			t.Log(line)
		}
	}
}
