package publish

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var tree = []File{{Marker, []byte(markerStart + `1"}`)}, {"index.html", []byte("一")}, {"2023/a/index.html", []byte("二")}}

func read(t *testing.T, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(root, p)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func siblings(t *testing.T, dir string) []string {
	t.Helper()
	names, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range names {
		out = append(out, n.Name())
	}
	return out
}

func TestReplaceWholeTree(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	os.Mkdir(out, 0o777)
	os.WriteFile(filepath.Join(out, keep), nil, 0o666)
	for range 2 {
		if err := Check(out); err != nil {
			t.Fatal(err)
		}
		if err := Replace(out, tree); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := os.Stat(filepath.Join(out, "index.html"))
	if err := Replace(out, append(tree[:2:2], File{"new.html", []byte("三")})); err != nil {
		t.Fatal(err)
	}
	got := read(t, out)
	want := map[string]string{Marker: markerStart + `1"}`, "index.html": "一", "new.html": "三", keep: ""}
	if len(got) != len(want) {
		t.Errorf("files %v", got)
	}
	for p, s := range want {
		if got[p] != s {
			t.Errorf("%s = %q, want %q", p, got[p], s)
		}
	}
	if after, _ := os.Stat(filepath.Join(out, "index.html")); !os.SameFile(before, after) {
		t.Error("an unchanged file lost its inode")
	}
	if s := siblings(t, dir); len(s) != 1 {
		t.Errorf("left beside the target: %v", s)
	}
}

func TestForeignTargetsAreRefused(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign")
	os.MkdirAll(foreign, 0o777)
	os.WriteFile(filepath.Join(foreign, "letter.txt"), []byte("x"), 0o666)
	file := filepath.Join(dir, "file")
	os.WriteFile(file, nil, 0o666)
	other := filepath.Join(dir, "other")
	os.MkdirAll(other, 0o777)
	os.WriteFile(filepath.Join(other, Marker), []byte(`{"name":"pwa"}`), 0o666)
	link := filepath.Join(dir, "link")
	if err := os.Symlink(foreign, link); err != nil {
		link = file
	}
	content := filepath.Join(dir, "content")
	os.MkdirAll(filepath.Join(content, "x"), 0o777)
	for target, want := range map[string]string{
		foreign:                     "letter.txt",
		file:                        "是一个文件",
		other:                       "不敢覆盖",
		content:                     "重叠",
		filepath.Join(content, "x"): "重叠",
		dir:                         "重叠",
		string(filepath.Separator):  "根目录",
	} {
		if err := Check(target, content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", target, err, want)
		}
	}
	if link != file {
		if err := Check(link, content); err == nil || !strings.Contains(err.Error(), "链接") {
			t.Errorf("a link was accepted: %v", err)
		}
	}
}

func TestFailureLeavesTheOldTree(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	if err := Replace(out, tree); err != nil {
		t.Fatal(err)
	}
	before := read(t, out)
	if err := Replace(out, append(tree[:1:1], File{"../escape", nil})); err == nil {
		t.Fatal("an unsafe path was written")
	}
	after := read(t, out)
	if len(before) != len(after) || after["index.html"] != "一" {
		t.Errorf("the old tree changed: %v", after)
	}
	deep := filepath.Join(dir, "a", "b", "public")
	if err := Replace(deep, []File{{"/abs", nil}}); err == nil {
		t.Fatal("an absolute path was written")
	}
	if s := siblings(t, dir); len(s) != 1 {
		t.Errorf("left beside the target: %v", s)
	}
}

func TestSweepRemovesWhatACrashLeft(t *testing.T) {
	dir := t.TempDir()
	out := filepath.Join(dir, "public")
	dead := filepath.Join(dir, ".public.tmp-2147483646")
	mine := filepath.Join(dir, ".public.tmp-notes")
	os.MkdirAll(dead, 0o777)
	os.MkdirAll(mine, 0o777)
	if err := Replace(out, tree); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error("a folder that is not ours was removed")
	}
	if _, err := os.Stat(dead); err == nil && !running("2147483646") {
		t.Error("the leftover of a dead process stayed")
	}
}

// TestKeepFileIsNoDoor holds that a .gitkeep that is a link carries nothing over.
func TestKeepFileIsNoDoor(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(dir, "secret")
	os.WriteFile(secret, []byte("secret"), 0o666)
	out := filepath.Join(dir, "public")
	os.Mkdir(out, 0o777)
	if err := os.Symlink(secret, filepath.Join(out, keep)); err != nil {
		t.Skip("no links here")
	}
	if err := Replace(out, tree); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(filepath.Join(out, keep)); err == nil {
		t.Error("the link, or what it points to, was published")
	}
}
