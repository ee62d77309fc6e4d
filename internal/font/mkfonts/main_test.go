package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mingbai/internal/font"
)

// committed is the folder of the files that this program makes.
const committed = "../../../layouts/fonts"

func TestLists(t *testing.T) {
	table, standard := plain(tgh8105), plain(gb2312)
	if n := len(distinct(slices.Clone(table))); n != 8105 || len(table) != n {
		t.Errorf("通用规范汉字表: %d characters, %d distinct", len(table), n)
	}
	if n := len(distinct(slices.Clone(standard))); n != 6763+682 || len(standard) != n {
		t.Errorf("GB/T 2312: %d characters, %d distinct", len(standard), n)
	}
	beyond, hanzi := 0, 0
	for _, r := range table {
		if r > 0xFFFF {
			beyond++
		}
	}
	for _, r := range standard {
		if r >= 0x4E00 && r <= 0x9FFF {
			hanzi++
		}
	}
	if beyond != 196 || hanzi != 6763 {
		t.Errorf("%d beyond U+FFFF, %d hanzi of GB/T 2312", beyond, hanzi)
	}
	if table[0] != '一' || table[3500] != '乂' || standard[0] != '\u3000' {
		t.Errorf("lists begin with %q %q %q", table[0], table[3500], standard[0])
	}
	required := must()
	for _, r := range optional() {
		if _, twice := slices.BinarySearch(required, r); twice {
			t.Errorf("%q is both required and optional", r)
		}
	}
}

func TestCommittedFiles(t *testing.T) {
	const signs = "①⑳ⅠⅫ㎡㎥≥≤≠±×÷−‰℃…—·“”‘’〔〕《》【】、，。；：！？（）％￥¥£€§○●□■△▲★☆√→←↑↓〇㈠㈩"
	for _, target := range targets {
		data, err := os.ReadFile(filepath.Join(committed, target.file))
		if err != nil {
			t.Fatal(err)
		}
		face, err := font.Parse(data)
		if err != nil {
			t.Fatalf("%s: %v", target.file, err)
		}
		count := 0
		for _, r := range plain(tgh8105) {
			if face.Advance(r) == 1000 {
				count++
			}
		}
		if count != 8105 {
			t.Errorf("%s: %d characters of 通用规范汉字表", target.file, count)
		}
		for _, r := range append(must(), []rune(signs)...) {
			if !face.Has(r) {
				t.Errorf("%s: no %q", target.file, r)
			}
		}
		if len(data) > 5<<20 {
			t.Errorf("%s: %d bytes", target.file, len(data))
		}
	}
}

// Made of a file that was made before, a file is the same.
func TestRun(t *testing.T) {
	out := t.TempDir()
	original := filepath.Join(committed, "kai.ttf")
	var log bytes.Buffer
	if err := run([]string{"-kai", original, "-out", out}, &log, io.Discard); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(original)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(out, "kai.ttf"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("another file (%v)", err)
	}
	if !strings.HasPrefix(log.String(), "kai.ttf: 9") || !strings.Contains(log.String(), " 2610-2611 ") {
		t.Errorf("log: %s", log.String())
	}
}

func TestRunRefuses(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "no original"},
		{[]string{"x.ttf"}, "unexpected argument"},
		{[]string{"-serif"}, "not defined"},
		{[]string{"-kai", "missing.ttf"}, "missing.ttf"},
		{[]string{"-kai", "main.go"}, "main.go: 不是 TrueType"}, // before anything is written,
	} {
		err := run(c.args, io.Discard, io.Discard)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.args, err, c.want)
		}
	}
	if err := run([]string{"-h"}, io.Discard, io.Discard); err != nil {
		t.Errorf("-h: %v", err)
	}
}
