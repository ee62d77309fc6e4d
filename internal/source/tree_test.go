package source

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// fill writes files below a new folder; a path that ends in "/" is a folder.
func fill(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for path, text := range files {
		p := filepath.Join(root, filepath.FromSlash(path))
		dir := filepath.Dir(p)
		if strings.HasSuffix(path, "/") {
			dir = p
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if dir != p {
			if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return root
}

func sound() map[string]string {
	return map[string]string{
		"site.toml":                          "name = \"x\"\n",
		"departments/zhengxie.toml":          "name = \"政协\"\n",
		"rules/mof-2020.toml":                "name = \"y\"\n",
		"2023/zhengxie/report.toml":          "title = \"z\"\n",
		"2023/zhengxie/projects/huiyi.toml":  "name = \"会议\"\n",
		"2023/zhengxie/projects/shicha.toml": "\xef\xbb\xbfname = \"视察\"\r\n",
	}
}

func TestReadTree(t *testing.T) {
	files := sound()
	want := slices.Sorted(maps.Keys(files))
	for _, p := range []string{"README.md", ".gitkeep", ".git/config.toml", "2023/zhengxie/.report.toml.swp", "2023/zhengxie/report.toml~", "2023/zhengxie/#report.toml#", "2023/zhengxie/scan.pdf", "tombi.toml", "photos/a.jpg", "2023/zhengxie/projects/notes.txt", "departments/Read me.docx"} {
		files[p] = "not = TOML ="
	}
	tree, fs, err := ReadTree(fill(t, files))
	if err != nil || len(fs) > 0 {
		t.Fatal(err, listing(fs))
	}
	if got := tree.Paths(); !slices.Equal(got, want) {
		t.Errorf("paths %v", got)
	}
	if !slices.Equal(tree.Folders, []string{"2023/zhengxie"}) {
		t.Errorf("folders %v", tree.Folders)
	}
	memory := map[string][]byte{}
	for _, p := range want {
		memory[p] = []byte(files[p])
	}
	if other := NewTree(memory); !slices.Equal(other.Inputs(), tree.Inputs()) || !slices.Equal(other.Folders, tree.Folders) {
		t.Errorf("in memory: %v, read: %v", other.Inputs(), tree.Inputs())
	}
	for _, in := range tree.Inputs() {
		if in.SHA256 != HashText([]byte(strings.ReplaceAll(files[in.Path], "\xef\xbb\xbf", ""))) {
			t.Errorf("hash of %s is %s", in.Path, in.SHA256)
		}
	}
}

func TestReadTreeFaults(t *testing.T) {
	for _, c := range []struct{ path, want string }{
		{"foo.toml", "foo.toml:1:1 unsafe-path 这个文件放错了地方，不会被读取"},
		{"2023/report.toml", "2023/report.toml:1:1 unsafe-path 这个文件放错了地方，不会被读取"},
		{"2023/zhengxie/funds.toml", "2023/zhengxie/funds.toml:1:1 unsafe-path 这个文件放错了地方，不会被读取"},
		{"2023/zhengxie/huiyi/report.toml", "2023/zhengxie/huiyi/report.toml:1:1 unsafe-path 这个文件放错了地方，不会被读取"},
		{"departments/a/b.toml", "departments/a/b.toml:1:1 unsafe-path 这个文件放错了地方，不会被读取"},
		{"departments/政协.toml", "departments/政协.toml:1:1 unsafe-path 文件名“政协”不能作编号"},
		{"rules/MOF_2020.toml", "rules/MOF_2020.toml:1:1 unsafe-path 文件名“MOF_2020”不能作编号"},
		{"2023/ZhengXie/report.toml", "2023/ZhengXie:1:1 unsafe-path 文件夹名“ZhengXie”不能作编号"},
		{"2023/zhengxie/projects/Hui Yi.toml", "2023/zhengxie/projects/Hui Yi.toml:1:1 unsafe-path 文件名“Hui Yi”不能作编号"},
		{"2023/zhengxie/projects/" + strings.Repeat("a", 41) + ".toml", "2023/zhengxie/projects/" + strings.Repeat("a", 41) + ".toml:1:1 unsafe-path 文件名“" + strings.Repeat("a", 30) + "…”不能作编号"},
		{"2023年/zhengxie/report.toml", "2023年:1:1 unsafe-path 文件夹“2023年”不是年份"},
		{"1989/zhengxie/report.toml", "1989:1:1 unsafe-path 文件夹“1989”不是年份"},
		{"23/zhengxie/report.toml", "23:1:1 unsafe-path 文件夹“23”不是年份"},
		{"2023/zhengxie/projects/huiyi.TOML", "2023/zhengxie/projects/huiyi.TOML:1:1 unsafe-path 扩展名要用小写的 .toml"},
		{"a/b/c/d/e/f/g.toml", "a/b/c/d/e/f:1:1 unsafe-path 文件夹套得太深，超过6层，里面的没有读"},
	} {
		files := sound()
		delete(files, "2023/zhengxie/projects/huiyi.toml")
		files[c.path] = "x = 1\n"
		tree, fs, err := ReadTree(fill(t, files))
		if err != nil || len(fs) != 1 {
			t.Errorf("%s: %v\n%s", c.path, err, listing(fs))
			continue
		}
		if got, _, _ := strings.Cut(listing(fs), " | "); got != c.want {
			t.Errorf("%s: got  %s\nwant %s", c.path, got, c.want)
		}
		if fs[0].Hint == "" || tree.Has(c.path) {
			t.Errorf("%s: hint %q, read %v", c.path, fs[0].Hint, tree.Has(c.path))
		}
	}
}

func TestReadTreeNamesFolderOnce(t *testing.T) {
	_, fs, err := ReadTree(fill(t, map[string]string{"2023/政协/report.toml": "", "2023/政协/projects/a.toml": "", "2023/政协/projects/b.toml": ""}))
	if err != nil || len(fs) != 1 {
		t.Errorf("%v\n%s", err, listing(fs))
	}
}

func TestReadTreeLinks(t *testing.T) {
	outside := fill(t, map[string]string{"secret.toml": "x = 1\n", "dir/report.toml": "x = 1\n"})
	root := fill(t, sound())
	links := map[string]string{
		"departments/out.toml":           filepath.Join(outside, "secret.toml"),
		"departments/in.toml":            "zhengxie.toml",
		"departments/nowhere.toml":       "nowhere",
		"2022":                           "2023",
		"2023/other":                     filepath.Join(outside, "dir"),
		"2023/zhengxie/projects/up.toml": "../../../../../../../../etc/hostname",
		"2023/zhengxie/loop":             "..",
	}
	for at, to := range links {
		if err := os.Symlink(to, filepath.Join(root, filepath.FromSlash(at))); err != nil {
			t.Skip("no links here:", err)
		}
	}
	tree, fs, err := ReadTree(root)
	if err != nil || len(fs) != len(links) {
		t.Fatal(err, listing(fs))
	}
	for _, f := range fs {
		if f.Rule != RuleUnsafePath || links[f.Place.File] == "" || f.Place.Line != 1 {
			t.Errorf("%+v", f)
		}
	}
	if got := tree.Paths(); len(got) != len(sound()) {
		t.Errorf("paths %v", got)
	}
}

func TestReadTreeRoot(t *testing.T) {
	root := fill(t, sound())
	for _, bad := range []string{filepath.Join(root, "nowhere"), filepath.Join(root, "site.toml"), ""} {
		if _, _, err := ReadTree(bad); !errors.Is(err, ErrNoRoot) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	link := filepath.Join(t.TempDir(), "content")
	if err := os.Symlink(root, link); err == nil {
		if tree, fs, err := ReadTree(link); err != nil || len(fs) > 0 || len(tree.Paths()) != len(sound()) {
			t.Errorf("a root that is a link: %v %v", fs, err)
		}
	}
	if tree, fs, err := ReadTree(t.TempDir()); err != nil || len(fs) > 0 || len(tree.Paths()) != 0 {
		t.Errorf("an empty root: %v %v %v", tree, fs, err)
	}
}

func TestReadTreeSize(t *testing.T) {
	files := sound()
	files["rules/big.toml"] = strings.Repeat("#", MaxFileSize+1)
	files["rules/full.toml"] = strings.Repeat("#", MaxFileSize)
	tree, fs, err := ReadTree(fill(t, files))
	if err != nil || len(fs) != 1 || fs[0].Place.File != "rules/big.toml" || fs[0].Rule != RuleUnsafePath {
		t.Errorf("%v\n%s", err, listing(fs))
	}
	if tree.Has("rules/big.toml") || !tree.Has("rules/full.toml") {
		t.Error("big is read or full is not")
	}
}

func TestReadTreeUnreadable(t *testing.T) {
	root := fill(t, sound())
	p := filepath.Join(root, "rules", "mof-2020.toml")
	if err := os.Chmod(p, 0); err != nil {
		t.Skip(err)
	}
	if f, err := os.Open(p); err == nil {
		f.Close()
		t.Skip("permissions do not bind this user")
	}
	_, fs, err := ReadTree(root)
	if err != nil || len(fs) != 1 || fs[0].Rule != RuleMissingFile {
		t.Errorf("%v\n%s", err, listing(fs))
	}
}

func TestReadLimits(t *testing.T) {
	fsys := fstest.MapFS{}
	for i := range 20 {
		fsys[fmt.Sprintf("departments/d%02d.toml", i)] = &fstest.MapFile{Data: []byte("name = 1\n")}
	}
	for name, c := range map[string]struct {
		lim    limits
		read   int
		faults int
	}{
		"enough":         {limits{files: 100, depth: 6, total: 1000}, 20, 0},
		"too many files": {limits{files: 11, depth: 6, total: 1000}, 10, 1},
		"too many bytes": {limits{files: 100, depth: 6, total: 50}, 5, 1},
		"too deep":       {limits{files: 100, depth: 1, total: 1000}, 0, 1},
	} {
		tree, fs := readFS(fsys, c.lim)
		if len(tree.Paths()) != c.read || len(fs) != c.faults {
			t.Errorf("%s: %d files, %s", name, len(tree.Paths()), listing(fs))
		}
		for _, f := range fs {
			if f.Rule != RuleUnsafePath || f.Kind != Broken {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

func TestIsID(t *testing.T) {
	for id, want := range map[string]bool{"zhengxie": true, "mof-2020": true, "7": true, "": false, "A": false, "a_b": false, "a.b": false, "政协": false, "../x": false, strings.Repeat("a", 40): true, strings.Repeat("a", 41): false} {
		if IsID(id) != want {
			t.Errorf("%q: %v", id, !want)
		}
	}
}
