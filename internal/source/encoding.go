package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"unicode/utf8"
)

// MaxFileSize bounds one content file.
const MaxFileSize = 1 << 20

// maxFaults bounds the faults of one kind that are reported of one file.
const maxFaults = 20

const saveAsUTF8 = "用记事本打开，选“文件→另存为”，把编码改成 UTF-8 再保存；WPS、Excel 导出的文本也要选 UTF-8"

// Normalise drops a byte order mark and turns CRLF into LF, so that a file
// means and hashes the same however it was checked out.
func Normalise(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(data, '\r') < 0 {
		return data
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}

// HashText is the SHA-256 of a text file, independent of byte order mark and
// line ends, in lower-case hex.
func HashText(data []byte) string { return hashNormal(Normalise(data)) }

// IsText reports whether a file of the layouts is text, whose line ends may differ
// from one checkout to the next.
func IsText(name string) bool {
	switch path.Ext(name) {
	case ".md", ".html", ".toml", ".css", ".js", ".svg", ".txt":
		return true
	}
	return false
}

// HashFile is the SHA-256 of a file as inputs list it: of the text of a text file, of
// the bytes of any other.
func HashFile(name string, data []byte) string {
	if IsText(name) {
		return HashText(data)
	}
	return hashNormal(data)
}

func hashNormal(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// checkEncoding finds what is no clean UTF-8 text. The data is normalised.
func checkEncoding(path string, data []byte) []Finding {
	first := Place{File: path, Line: 1, Column: 1}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || looksUTF16(data) {
		return []Finding{broken(RuleEncoding, first, "文件是 UTF-16 编码（记事本里叫“Unicode”），要用 UTF-8", saveAsUTF8)}
	}
	if at := firstInvalid(data); at >= 0 {
		place := newPlacer(path, data).at(at)
		if looksGBK(data) {
			return []Finding{broken(RuleEncoding, place, "文件是 GBK 编码（记事本里叫“ANSI”），要用 UTF-8", saveAsUTF8)}
		}
		return []Finding{broken(RuleEncoding, place,
			fmt.Sprintf("文件不是 UTF-8 编码：这里的字节 0x%02X 不成字，文件可能损坏或混用了几种编码", data[at]), saveAsUTF8)}
	}
	return checkRunes(path, data)
}

// checkRunes finds characters that have no business in a text.
func checkRunes(path string, data []byte) []Finding {
	var out []Finding
	pl := newPlacer(path, data)
	for i := 0; i < len(data); {
		if c := data[i]; c >= ' ' && c < 0x7f || c == '\n' || c == '\t' {
			i++
			continue
		} else if c >= 0xe4 && c <= 0xe9 { // U+4000 to U+9FFF, hanzi mostly: nothing is wrong with them
			i += 3
			continue
		}
		r, size := utf8.DecodeRune(data[i:])
		if name, hint := badRune(r); name != "" {
			out = append(out, broken(RuleEncoding, pl.at(i), fmt.Sprintf("这里有%s（U+%04X）", name, r), hint))
			if len(out) == maxFaults {
				return out
			}
		}
		i += size
	}
	return out
}

// badRune names a character that is refused, and says what to do; "" is none.
func badRune(r rune) (name, hint string) {
	const retype = "删去它；看不见时，把这几个字重新打一遍"
	switch {
	case r == '\r':
		return "单独的回车符", "换行请用 LF 或 CRLF；用编辑器重新保存即可"
	case r < ' ' && r != '\t' && r != '\n', r == 0x7f, r >= 0x80 && r < 0xa0:
		return "控制字符", retype
	case r == 0x2028, r == 0x2029:
		return "特殊换行符", "删去它，改用普通换行"
	case r >= 0x200b && r <= 0x200f, r == 0xfeff, r >= 0x202a && r <= 0x202e,
		r >= 0x2060 && r <= 0x206f, r == 0x00ad, r >= 0xe0000 && r <= 0xe0fff:
		return "看不见的字符", retype + "。多半是从网页或 Word 复制带来的"
	case r == utf8.RuneError:
		return "乱码字符", "这个字在转换编码时已经丢失，请对照原件补上"
	case r >= 0xe000 && r <= 0xf8ff, r >= 0xf0000:
		return "自造字", "自造字换一台电脑就显示不出来，请改用标准字"
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return "无效字符", retype
	}
	return "", ""
}

func firstInvalid(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// looksUTF16 reports whether every second byte of the first line or so is NUL,
// as it is in TOML saved as UTF-16 without a mark.
func looksUTF16(data []byte) bool {
	n := min(len(data), 64) &^ 1
	var even, odd int
	for i := 0; i < n; i += 2 {
		if data[i] == 0 {
			even++
		}
		if data[i+1] == 0 {
			odd++
		}
	}
	return n >= 4 && (even >= n/4 && odd == 0 || odd >= n/4 && even == 0)
}

// looksGBK reports whether all bytes above ASCII pair up as GBK does, most of
// them as common characters.
func looksGBK(data []byte) bool {
	var pairs, common int
	for i := 0; i < len(data); i++ {
		c := data[i]
		if c < 0x80 {
			continue
		}
		if c == 0x80 || c == 0xff || i+1 == len(data) {
			return false
		}
		d := data[i+1]
		if d < 0x40 || d == 0x7f || d == 0xff {
			return false
		}
		pairs++
		if d >= 0xa1 && (c >= 0xb0 && c <= 0xf7 || c == 0xa1 || c == 0xa3) {
			common++
		}
		i++
	}
	return pairs > 0 && common*2 >= pairs
}
