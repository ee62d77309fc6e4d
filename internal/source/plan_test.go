package source

import (
	"strings"
	"sync"
	"testing"
)

type limited struct {
	Stage  String        `toml:"stage" zh:"报告的阶段" words:"draft=草稿 submitted=已报送"`
	Unit   String        `toml:"unit" zh:"金额单位" words:"元 万元"`
	Parent String        `toml:"parent" zh:"主管部门" form:"id"`
	Count  Int           `toml:"count" zh:"辆数" least:"0"`
	Words  []String      `toml:"sections" zh:"章节" words:"goals=目标 problem=问题"`
	Items  []limitedItem `toml:"item" zh:"其他输入"`
}

type limitedItem struct {
	At    Place  `toml:"@"`
	Key   String `toml:"key" zh:"名字" form:"key" must:"central_2019"`
	Value Stated `toml:"value" zh:"印出的数" must:"85%"`
}

func TestLimits(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"stage = \"draft\"\nunit = \"元\"\nparent = \"caizheng-1\"\ncount = 0\nsections = [\"goals\"]\n[[item]]\nkey = \"a_1\"\nvalue = \"1\"\n", ""},
		{"stage = \"submited\"\n", "f.toml:1:9 wrong-type “submited”不是报告的阶段 | 是否想写 submitted？ 可以写：draft（草稿）、submitted（已报送）"},
		{"stage = \"草稿\"\n", "f.toml:1:9 wrong-type “草稿”不是报告的阶段 | 是否想写 draft？ 可以写：draft（草稿）、submitted（已报送）"},
		{"unit = \"\"\n", "f.toml:1:8 wrong-type 金额单位是空的 | 可以写：元、万元；没有就删去这一行"},
		{"unit = \"百元\"\n", "f.toml:1:8 wrong-type “百元”不是金额单位 | 是否想写 元？ 可以写：元、万元"},
		{"parent = \"财政局\"\n", "f.toml:1:10 wrong-type “财政局”不是主管部门 | 编号只用小写字母、数字和短横，例如 huiyi"},
		{"parent = \"\"\n", ""},
		{"count = -1\n", "f.toml:1:9 bad-number 辆数不能是 -1 | 至少是 0"},
		{"sections = [\"goals\", \"xx\"]\n", "f.toml:1:22 wrong-type “xx”不是章节 | 可以写：goals（目标）、problem（问题）"},
		{"[[item]]\nvalue = \"1\"\n", "f.toml:1:3 wrong-type 这一组 [[item]] 没有 key | 写上 key，例如 key = \"central_2019\""},
		{"[[item]]\nkey = \"\"\nvalue = \"1\"\n", "f.toml:2:7 wrong-type “key”是空的 | 写上名字，例如 key = \"central_2019\""},
		{"[[item]]\nkey = \"中央\"\nvalue = \"1\"\n", "f.toml:2:7 wrong-type “中央”不能作名字 | 用小写英文字母开头，只含小写字母、数字和下划线，例如 central_2019"},
		{"[[item]]\nkey = \"a\"\n", "f.toml:1:3 wrong-type 这一组 [[item]] 没有 value | 写上 value，例如 value = \"85%\""},
		{"value = \"1\"\n", "f.toml:1:1 unknown-key 没有“value”这个键 | “value”要写在 [[item]] 下面。 这里可以写：stage、unit、parent、count、sections、item"},
	} {
		var v limited
		if got := strings.TrimSpace(listing(Bind(mustParse(t, c.text).Root, &v, Context{}))); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// TestPlansAreShared holds that the order in which files come shows nowhere.
func TestPlansAreShared(t *testing.T) {
	var plans Plans
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			f, _ := Parse("f.toml", []byte("stage = \"draft\"\n[[item]]\nkey = \"a\"\nvalue = \"1\"\n"))
			var v limited
			if fs := Bind(f.Root, &v, Context{Plans: &plans}); len(fs) > 0 || v.Items[0].Key.Value != "a" {
				t.Errorf("%+v %+v", v, fs)
			}
		})
	}
	wg.Wait()
}

func TestIsName(t *testing.T) {
	for s, want := range map[string]bool{"a": true, "central_2019": true, "": false, "_a": false, "2a": false, "A": false, "a-b": false, "中": false, strings.Repeat("a", 61): false} {
		if IsName(s) != want {
			t.Errorf("IsName(%q) is %v", s, !want)
		}
	}
}
