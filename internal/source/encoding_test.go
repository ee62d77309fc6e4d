package source

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// gbkTitle is title = "政协" # 乐亭县 as a Chinese Windows saves it by default.
const gbkTitle = "title = \"\xd5\xfe\xd0\xad\" # \xc0\xd6\xcd\xa4\xcf\xd8\n"

func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

func TestEncoding(t *testing.T) {
	for _, c := range []struct{ name, src, place, word string }{
		{"gbk", "a = 1\n" + gbkTitle, "f.toml:2:10", "GBK"},
		{"gbk after many lines", strings.Repeat("# note\n", 500) + gbkTitle, "f.toml:501:10", "GBK"},
		{"utf-16 with mark", "\xff\xfe" + utf16le("a = 1\n"), "f.toml:1:1", "UTF-16"},
		{"utf-16 without mark", utf16le("title = 1\n"), "f.toml:1:1", "UTF-16"},
		{"utf-16 big endian", "\xfe\xff\x00a\x00=\x001", "f.toml:1:1", "UTF-16"},
		{"one bad byte", "a = \"政\xff协\"\n", "f.toml:1:7", "0xFF"},
		{"cut off", "a = 1\nb = \"\xe6\x94", "f.toml:2:6", "0xE6"},
		{"nul", "a = 1\nb = \"x\x00\"\n", "f.toml:2:7", "控制字符（U+0000）"},
		{"escape character", "a = \"\x1b[0m\"\n", "f.toml:1:6", "控制字符（U+001B）"},
		{"lone carriage return", "a = 1\rb = 2\n", "f.toml:1:6", "回车符"},
		{"zero width space", "a = \"政\u200b协\"\n", "f.toml:1:7", "看不见的字符（U+200B）"},
		{"bidi override", "# \u202e\na = 1\n", "f.toml:1:3", "看不见的字符（U+202E）"},
		{"second mark", "\xef\xbb\xbf\ufeffa = 1\n", "f.toml:1:1", "看不见的字符（U+FEFF）"},
		{"replacement character", "a = \"政\ufffd\"\n", "f.toml:1:7", "乱码字符（U+FFFD）"},
		{"private use", "a = \"\ue815\"\n", "f.toml:1:6", "自造字（U+E815）"},
		{"line separator", "a = \"x\u2028y\"\n", "f.toml:1:7", "特殊换行符"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, fs := Parse("f.toml", []byte(c.src))
			if f != nil || len(fs) == 0 {
				t.Fatalf("file %v, findings %v", f, fs)
			}
			got := fs[0]
			if got.Rule != RuleEncoding || got.Place.String() != c.place || !strings.Contains(got.Message, c.word) || got.Hint == "" {
				t.Errorf("got %s %s %q | %q, want %s and %q", got.Place, got.Rule, got.Message, got.Hint, c.place, c.word)
			}
			if len(fs) > 1 {
				t.Errorf("%d findings", len(fs))
			}
		})
	}
}

func TestEncodingReportsAllPlaces(t *testing.T) {
	_, fs := Parse("f.toml", []byte("a = \"\u200b\"\nb = \"\u200b\"\n"))
	if len(fs) != 2 || fs[1].Place.String() != "f.toml:2:6" {
		t.Errorf("findings %v", fs)
	}
	_, fs = Parse("f.toml", []byte(strings.Repeat("\u200b", 100)))
	if len(fs) != maxFaults {
		t.Errorf("%d findings, want %d", len(fs), maxFaults)
	}
}

// TestSameWhateverTheCheckout holds that mark and line ends change nothing.
func TestSameWhateverTheCheckout(t *testing.T) {
	const src = "a = 1\nb = \"\"\"\n政协\n\"\"\"\nc = “\n"
	const good = "a = 1\nb = \"\"\"\n政协\n\"\"\"\nc = 2\n"
	for _, variant := range []func(string) string{
		func(s string) string { return "\xef\xbb\xbf" + s },
		func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		func(s string) string { return "\xef\xbb\xbf" + strings.ReplaceAll(s, "\n", "\r\n") },
	} {
		want, _ := Parse("f.toml", []byte(good))
		got, fs := Parse("f.toml", []byte(variant(good)))
		if got == nil {
			t.Fatal(fs)
		}
		if sum := hashNormal(got.Data); sum != hashNormal(want.Data) || sum != HashText([]byte(variant(good))) {
			t.Errorf("hash %s, want %s", sum, hashNormal(want.Data))
		}
		if got.Root.Get("b").Value != "政协\n" || got.Root.Get("c").Place.String() != "f.toml:5:5" {
			t.Errorf("b = %q, c at %s", got.Root.Get("b").Value, got.Root.Get("c").Place)
		}
		_, faults := Parse("f.toml", []byte(variant(src)))
		if len(faults) != 1 || faults[0].Place.String() != "f.toml:5:5" {
			t.Errorf("findings %v", faults)
		}
	}
}

func TestFileTooBig(t *testing.T) {
	f, fs := Parse("f.toml", make([]byte, MaxFileSize+1))
	if f != nil || len(fs) != 1 || fs[0].Rule != RuleUnsafePath {
		t.Errorf("file %v, findings %v", f, fs)
	}
	big := []byte("# " + strings.Repeat("x", MaxFileSize-2))
	if f, fs := Parse("f.toml", big); f == nil {
		t.Errorf("a file of the limit: %v", fs)
	}
}
