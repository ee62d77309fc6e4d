// Mkfonts makes the font files that are committed in layouts/fonts: of each original it keeps the
// characters of 通用规范汉字表 and GB/T 2312, Latin letters, and the signs that Chinese documents
// use. Nothing else runs it; layouts/fonts/README.md says where the originals come from.
//
//	go run ./internal/font/mkfonts -serif-black FILE -serif-regular FILE \
//	    -sans-bold FILE -sans-regular FILE -kai FILE [-out layouts/fonts]
//
// Each flag names the original of one file; a file whose original isn't given is left as it is. The
// same originals give the same bytes. A hanzi or an ASCII character that an original lacks is an
// error; of the other signs the ones it lacks are listed.
//
// LXGW WenKai has a Reserved Font Name, and a subset is a modified version: the file made of it is
// called Mingbai Kai. The copyright notice and the licence in its name table stay.
//
// The program must not know how a document uses a font, and nothing may import it.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"mingbai/internal/font"
)

// target is one committed file.
type target struct {
	flag, usage string
	file        string
	names       map[uint16]string // names that the file gets instead of its original's
}

var targets = []target{
	{"serif-black", "Noto Serif SC Black (标题)", "serif-black.ttf", nil},
	{"serif-regular", "Noto Serif SC Regular (正文)", "serif-regular.ttf", nil},
	{"sans-bold", "Noto Sans SC Bold (黑体)", "sans-bold.ttf", nil},
	{"sans-regular", "Noto Sans SC Regular (数字)", "sans-regular.ttf", nil},
	{"kai", "LXGW WenKai Regular (楷体)", "kai.ttf", map[uint16]string{
		1: "Mingbai Kai", 2: "Regular", 3: "Mingbai Kai:subset of version 1.250",
		4: "Mingbai Kai", 6: "MingbaiKai-Regular", 16: "Mingbai Kai", 17: "Regular",
	}},
}

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "mkfonts:", err)
		os.Exit(1)
	}
}

// run makes the files whose originals are given.
func run(args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("mkfonts", flag.ContinueOnError)
	flags.SetOutput(stderr)
	originals := make([]*string, len(targets))
	for i, t := range targets {
		originals[i] = flags.String(t.flag, "", "original of "+t.file+": `FILE` of "+t.usage)
	}
	out := flags.String("out", "layouts/fonts", "`folder` for the files made")
	switch err := flags.Parse(args); {
	case err == flag.ErrHelp:
		return nil
	case err != nil:
		return err
	case flags.NArg() > 0:
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	made := 0
	for i, t := range targets {
		if *originals[i] == "" {
			continue
		}
		if err := t.make(*originals[i], *out, stdout); err != nil {
			return fmt.Errorf("%s: %w", *originals[i], err)
		}
		made++
	}
	if made == 0 {
		return fmt.Errorf("no original given; see -h")
	}
	return nil
}

// make writes the target's file and a line about it.
func (t target) make(original, folder string, log io.Writer) error {
	data, err := os.ReadFile(original)
	if err != nil {
		return err
	}
	face, err := font.Parse(data)
	if err != nil {
		return err
	}
	runes, extra := must(), []rune(nil)
	for _, r := range optional() {
		if face.Has(r) {
			runes = append(runes, r)
		} else {
			extra = append(extra, r)
		}
	}
	small, err := face.WriteSubset(runes, t.names)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%s: %d characters, %d bytes; not in the original: %s\n",
		t.file, len(runes), len(small), codes(extra))
	return os.WriteFile(filepath.Join(folder, t.file), small, 0o644)
}

// codes lists characters by their codes, runs of them as ranges.
func codes(runes []rune) string {
	var b strings.Builder
	for i := 0; i < len(runes); {
		j := i + 1
		for j < len(runes) && runes[j] == runes[j-1]+1 {
			j++
		}
		fmt.Fprintf(&b, " %04X", runes[i])
		if j > i+1 {
			fmt.Fprintf(&b, "-%04X", runes[j-1])
		}
		i = j
	}
	if b.Len() == 0 {
		return " none"
	}
	return b.String()[1:]
}
