package demo

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mingbai/internal/site"
)

// wanted are the findings of the demonstration, each by its rule and key; a star
// marks what a reviewer accepted. Nothing else is found.
func wanted() []string {
	return []string{
		"C1 2022/shuiwu/spent",
		"C11 2022/nongye/projects/renju/indicators/6/score",
		"C16 2023/minzheng/last_spent",
		"C17* 2023/shuiwu/projects/hedao/spent",
		"C21 2023/shuiwu/projects/jieshui/carried_in",
		"C26 2024/jiaoyu/execution_rate",
		"C27 2023/weijian/projects/manbing/indicators/5/target",
		"C28 2022/chengguan/spent",
		"C3* 2023/jiaoyu/project_spent",
		"C40 2024/wenlv/projects/lvyou/indicators/2/cause",
		"C49 2022/chengguan/analysis",
		"C5 2022/wenlv/project_execution_rate",
		"C50 2023/dangan/problem",
		"C54* 2024/weijian/projects/jiating/purpose",
		"C55 2024/dangan/analysis",
		"C55 2024/dangan/analysis",
		"C57* 2023/wenlv/published",
		"C57 2024/chengguan/published",
		"C6* 2022/minzheng/execution_rate",
		"C60 2024/chengguan/sign_off",
		"C70 2024/minzheng/projects/ertong/total_score",
		"C71 2022/scores",
		"C71 2022/wenlv/scores",
		"C71 2023/scores",
		"C71 2024/chengguan/scores",
		"C71 2024/scores",
		"C73 2023/chengguan/rectification",
	}
}

// written is the demonstration as files.
func written(t testing.TB, opt Options) string {
	t.Helper()
	root := t.TempDir()
	if err := Each(opt, func(path string, data []byte) error {
		name := filepath.Join(root, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		return os.WriteFile(name, data, 0o644)
	}); err != nil {
		t.Fatal(err)
	}
	return root
}

func found(t testing.TB, root string) []string {
	t.Helper()
	in, err := site.Check(site.Options{Content: root, Layouts: "../../layouts", LayoutsGiven: true, AsOf: "2025-10-10"}, "")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range in.Findings {
		mark := ""
		if f.Accepted != nil {
			mark = "*"
		}
		out = append(out, f.Rule+mark+" "+f.Key)
		if f.Rule[0] != 'C' {
			t.Errorf("%s %s: %s", f.Place, f.Rule, f.Message)
		}
	}
	slices.Sort(out)
	return out
}

func TestFindings(t *testing.T) {
	got, want := found(t, written(t, Default())), wanted()
	slices.Sort(want)
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("not found: %s", w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) {
			t.Errorf("not deliberate: %s", g)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d findings, want %d", len(got), len(want))
	}
}
