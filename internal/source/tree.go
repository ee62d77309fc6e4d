package source

import (
	"errors"
	"maps"
	"slices"
	"strings"
)

// ErrNoRoot is a content root that is missing or no folder: nothing can run.
var ErrNoRoot = errors.New("内容目录不存在，或者不是文件夹")

// SiteFile is the file that marks a content root.
const SiteFile = "site.toml"

// Tree is the TOML files of one content root, by path relative to it with "/".
type Tree struct {
	Folders []string // YEAR/DEPT folders that hold anything at all, sorted
	files   map[string]*[]byte
	inputs  []Input
	refused map[string]bool // files that are there but were not read; that has been said
}

// Refused reports whether a file is there but was not read.
func (t *Tree) Refused(path string) bool { return t.refused[path] }

// NewTree makes a tree of files in memory.
func NewTree(files map[string][]byte) *Tree {
	t := &Tree{files: make(map[string]*[]byte, len(files))}
	folders := map[string]bool{}
	for path, data := range files {
		t.files[path] = &data
		t.inputs = append(t.inputs, Input{Path: path, SHA256: HashText(data)})
		if p := strings.SplitN(path, "/", 3); len(p) == 3 && isYear(p[0]) {
			folders[p[0]+"/"+p[1]] = true
		}
	}
	t.Folders = slices.Sorted(maps.Keys(folders))
	sortInputs(t.inputs)
	return t
}

// Has reports whether there is such a file.
func (t *Tree) Has(path string) bool { return t.files[path] != nil }

// Data is what stands in a file: nil where there is none, or it was dropped.
func (t *Tree) Data(path string) []byte {
	if f := t.files[path]; f != nil {
		return *f
	}
	return nil
}

// Drop forgets what stands in a file that nobody will read again. Whoever drops
// files and whoever reads others may do so at the same time.
func (t *Tree) Drop(path string) {
	if f := t.files[path]; f != nil {
		*f = nil
	}
}

// Inputs lists every file of the tree with its hash, sorted by path.
func (t *Tree) Inputs() []Input { return t.inputs }

// Paths lists the paths of the tree, sorted.
func (t *Tree) Paths() []string { return slices.Sorted(maps.Keys(t.files)) }

func sortInputs(in []Input) {
	slices.SortFunc(in, func(a, b Input) int { return strings.Compare(a.Path, b.Path) })
}

// IsID reports whether a name may be an id: 1 to 40 of a–z, 0–9 and -.
func IsID(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-'
	}) < 0
}

// reserved reports whether Windows takes a name for a device, whatever stands behind
// a point: a checkout there would fail.
func reserved(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(name), ".")
	switch name {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) && name[3] >= '0' && name[3] <= '9'
}

// isYear reports whether a folder's name is a year of the records.
func isYear(s string) bool { return isDigits(s) && len(s) == 4 && s >= "1990" && s <= "2100" }

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// layoutFault says why a TOML file's path has no place in a content root: what
// is at fault (the file, or a folder above it), a message and a hint. The message
// is "" for a path that has its place.
func layoutFault(path string) (at, message, hint string) {
	parts := strings.Split(path, "/")
	id := strings.TrimSuffix(parts[len(parts)-1], ".toml")
	const rename = "文件名和文件夹名只用小写英文字母、数字和 -，最长40个字符；它是永久编号，中文名写在文件里的 name"
	const layout = "只读 site.toml、departments/编号.toml、rules/编号.toml、年份/部门编号/report.toml 和 年份/部门编号/projects/项目编号.toml"
	for _, name := range parts {
		if name = strings.TrimSuffix(name, ".toml"); reserved(name) {
			return path, "“" + name + "”不能作编号：在 Windows 上，这个名字的文件打不开", "换一个名字，例如 " + name + "-1"
		}
	}
	switch {
	case path == SiteFile:
		return "", "", ""
	case len(parts) == 2 && (parts[0] == "departments" || parts[0] == "rules"):
		if !IsID(id) {
			return path, "文件名“" + short(id) + "”不能作编号", rename
		}
		return "", "", ""
	case len(parts) >= 3 && !isYear(parts[0]):
		if isDigits(parts[0]) || strings.HasSuffix(parts[0], "年") || strings.HasSuffix(parts[0], "年度") {
			return parts[0], "文件夹“" + short(parts[0]) + "”不是年份", "年份文件夹用四位数字，1990到2100：2023"
		}
	case len(parts) == 3 && parts[2] == "report.toml", len(parts) == 4 && parts[2] == "projects":
		if !IsID(parts[1]) {
			return parts[0] + "/" + parts[1], "文件夹名“" + short(parts[1]) + "”不能作编号", rename
		}
		if !IsID(id) {
			return path, "文件名“" + short(id) + "”不能作编号", rename
		}
		return "", "", ""
	}
	return path, "这个文件放错了地方，不会被读取", layout
}
