package metric

import (
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/source"
)

// nearest lists at most n names that a word may have meant: mistyped ones first,
// then those that contain it.
func nearest(word string, names []string, n int) []string {
	rest := slices.Clone(names)
	var out []string
	take := func(name string) {
		out = append(out, name)
		rest = slices.DeleteFunc(rest, func(s string) bool { return s == name })
	}
	for len(out) < n {
		name := source.Nearest(word, rest)
		if name == "" {
			break
		}
		take(name)
	}
	if utf8.RuneCountInString(word) < 2 {
		return out
	}
	for _, name := range names {
		if len(out) < n && strings.Contains(name, word) && !slices.Contains(out, name) {
			take(name)
		}
	}
	return out
}

// orList asks whether the nearest name was meant, or else lists them all.
func orList(word string, names []string) string {
	if near := nearest(word, names, 1); len(near) > 0 {
		return "是否想写 " + near[0] + "？"
	}
	return "可以用的有：" + strings.Join(names, "、")
}
