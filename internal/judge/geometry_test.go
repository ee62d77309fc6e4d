package judge_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"mingbai/internal/doc"
	"mingbai/internal/testtool"
)

// TestGeometry measures the page of GB/T 9704-2012 on the finished file, as
// others see it: the words that poppler finds, and the ink that it paints, at
// 254 dots to the inch, so that a dot is a tenth of a millimetre.
func TestGeometry(t *testing.T) {
	pdftotext, pdftoppm := testtool.Need(t, "pdftotext"), testtool.Need(t, "pdftoppm")
	d := &doc.Document{ID: "x", Title: []string{"题"}, Body: []doc.Block{
		para(text(strings.Repeat("国", 26+21*28))...), para(text(strings.Repeat("国", 26+21*28))...)}}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, written(t, d, faces(t)), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	for i, page := range strings.Split(string(out), "<page ")[1:] {
		measureWords(t, i+1, page)
	}
	for number := 1; number <= 2; number++ {
		n := strconv.Itoa(number)
		picture, err := exec.Command(pdftoppm, "-r", "254", "-gray", "-f", n, "-l", n, file).Output()
		if err != nil {
			t.Fatal(err)
		}
		measureInk(t, number, picture)
	}
}

// tenths fails unless a length in millimetres is what it should be, to a tenth of
// a millimetre.
func tenths(t *testing.T, what string, got, want float64) {
	t.Helper()
	if d := got - want; d > 0.1 || d < -0.1 {
		t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
	}
}

var word = regexp.MustCompile(`<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(国+)</word>`)

// measureWords measures the lines of a page full of one character, each of which
// poppler takes for a word.
func measureWords(t *testing.T, number int, page string) {
	lines := word.FindAllStringSubmatch(page, -1)
	if len(lines) != 22 {
		t.Fatalf("page %d has %d lines", number, len(lines))
	}
	top := 0.0
	for n, m := range lines {
		var v [4]float64
		for k := range v {
			x, err := strconv.ParseFloat(m[k+1], 64)
			if err != nil {
				t.Fatal(err)
			}
			v[k] = x * 25.4 / 72
		}
		left, what := 28.0, fmt.Sprintf("page %d, line %d", number, n+1)
		if n == 0 {
			left, top = 28+2*156.0/28, v[1]
		}
		tenths(t, what+", left", v[0], left)
		tenths(t, what+", right", v[2], 184)
		tenths(t, what+", top", v[1]-top, float64(n)*225/22)
	}
}

// measureInk measures what is painted: the edges of the text block, and the axis
// and the place of the page number.
func measureInk(t *testing.T, number int, picture []byte) {
	head := regexp.MustCompile(`^P5\n(\d+) (\d+)\n255\n`).FindSubmatch(picture)
	if head == nil || len(head[1]) != 4 {
		t.Fatalf("page %d is %q", number, head)
	}
	wide, _ := strconv.Atoi(string(head[1]))
	pixels := picture[len(head[0]):]
	// ink is the box of what is dark in a part of the page, in tenths of a millimetre.
	ink := func(x1, x2, y1, y2 int) (left, right, top, foot float64) {
		left, top = 9999, 9999
		for y := y1; y < y2; y++ {
			for x := x1; x < x2; x++ {
				if pixels[y*wide+x] < 128 {
					left, right = min(left, float64(x)/10), max(right, float64(x+1)/10)
					top, foot = min(top, float64(y)/10), max(foot, float64(y+1)/10)
				}
			}
		}
		return left, right, top, foot
	}
	what := fmt.Sprintf("page %d", number)
	// 国 fills its em but for half a millimetre at each side.
	left, right, top, foot := ink(0, 2100, 0, 2640)
	if left < 28 || left > 28.6 || right > 184 || right < 183.4 || top < 37+2.2 || top > 37+3 || foot > 262-2.2 || foot < 262-3 {
		t.Errorf("%s: ink from %.1f to %.1f, %.1f to %.1f", what, left, right, top, foot)
	}
	// A dash stands in the middle of an em of 14 pt, which ends one character in.
	half := 7 * 25.4 / 72
	if number%2 == 1 {
		left, right, top, foot = ink(1740, 1840, 2650, 2750)
		tenths(t, what+", last dash", (left+right)/2, 184-156.0/28-half)
	} else {
		left, right, top, foot = ink(280, 380, 2650, 2750)
		tenths(t, what+", first dash", (left+right)/2, 28+156.0/28+half)
	}
	tenths(t, what+", axis of the dash", (top+foot)/2, 269)
}
