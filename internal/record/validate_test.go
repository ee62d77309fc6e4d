package record

import (
	"strings"
	"testing"
)

func TestBaseURL(t *testing.T) {
	cases := []struct{ base, want string }{
		{"https://www.example.gov.cn/", ""},
		{"http://example.org:8080/zhang", ""},
		{"https://明白账.example.cn", ""},
		{"https://[2001:db8::1]/", ""},
		{"https://example.org/" + strings.Repeat("a", 80), ""},
		{"", "不以 https:// 或者 http:// 开头"},
		{"example.org", "不以 https:// 或者 http:// 开头"},
		{"//example.org/", "不以 https:// 或者 http:// 开头"},
		{"javascript:alert(1)", "不以 https:// 或者 http:// 开头"},
		{"ftp://example.org/", "不以 https:// 或者 http:// 开头"},
		{"https://", "没有域名"},
		{"https:///2023/", "没有域名"},
		{"https://:443/", "没有域名"},
		{"https://bob:secret@example.org/", "带有用户名或者密码，会公开出去"},
		{"https://bob@example.org/", "带有用户名或者密码，会公开出去"},
		{"https://example.org/?p=1", "带有 ? 或者 # 后面的部分，不能在后面接路径"},
		{"https://example.org/?", "带有 ? 或者 # 后面的部分，不能在后面接路径"},
		{"https://example.org/#top", "带有 ? 或者 # 后面的部分，不能在后面接路径"},
		{"https://example.org/a b", "不是网址"},
		{"https://example.org/<script>", "不是网址"},
		{"https://exa mple.org/", "不是网址"},
		{"https://example.org:port/", "不是网址"},
		{"https://example.org/%zz", "不是网址"},
		{"https://example.org/" + strings.Repeat("a", 81), "太长，最多100个字节"},
	}
	for _, c := range cases {
		files := county()
		files["site.toml"] += "base_url = \"" + c.base + "\"\n"
		_, found := load(files)
		want := ""
		if c.want != "" {
			want = "site.toml:4:12 wrong-type 网站地址" + c.want + " | 写成 https://www.example.gov.cn/ 的样子；没有就删掉这一行\n"
		}
		if got := listing(found); got != want {
			t.Errorf("%s: %s, not %s", c.base, got, want)
		}
	}
}
