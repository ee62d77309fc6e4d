package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed chars/tgh8105.txt
var tgh8105 string

//go:embed chars/gb2312.txt
var gb2312 string

//go:embed chars/extra.txt
var extra string

// must is every character that each file has to have: the hanzi and ASCII.
func must() []rune {
	runes := plain(tgh8105)
	for _, r := range plain(gb2312) {
		if r >= 0x4E00 {
			runes = append(runes, r)
		}
	}
	for r := rune(' '); r <= '~'; r++ {
		runes = append(runes, r)
	}
	return distinct(runes)
}

// optional is every further character that a file has if its original has it.
func optional() []rune {
	required := must()
	runes := distinct(append(plain(gb2312), ranges(extra)...))
	return slices.DeleteFunc(runes, func(r rune) bool {
		_, found := slices.BinarySearch(required, r)
		return found
	})
}

func distinct(runes []rune) []rune {
	slices.Sort(runes)
	return slices.Compact(runes)
}

// plain reads a list that is written as the characters themselves.
func plain(text string) []rune {
	var runes []rune
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "#") {
			runes = append(runes, []rune(strings.TrimSuffix(line, "\n"))...)
		}
	}
	return runes
}

// ranges reads a list that is written as code points, each line with a note after two spaces. The
// list is ours, so a fault in it is a panic.
func ranges(text string) []rune {
	var runes []rune
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		list, _, _ := strings.Cut(line, "  ")
		for field := range strings.FieldsSeq(list) {
			from, to, ranged := strings.Cut(field, "-")
			if !ranged {
				to = from
			}
			first, err1 := strconv.ParseUint(from, 16, 21)
			last, err2 := strconv.ParseUint(to, 16, 21)
			if err1 != nil || err2 != nil || first > last {
				panic(fmt.Sprintf("chars/extra.txt: %q", field))
			}
			for r := rune(first); r <= rune(last); r++ {
				runes = append(runes, r)
			}
		}
	}
	return runes
}
