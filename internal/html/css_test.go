package html

import (
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

func readAsset(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../layouts/assets/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestStyleSheetFetchesNothing(t *testing.T) {
	css := readAsset(t, "site.css")
	for _, bad := range []string{"@import", "url(", "http", "//", "expression", "\t", "\r"} {
		if strings.Contains(css, bad) {
			t.Errorf("site.css holds %q", bad)
		}
	}
	if strings.Count(css, "{") != strings.Count(css, "}") || strings.Count(css, "/*") != strings.Count(css, "*/") {
		t.Error("site.css: braces or comments are not paired")
	}
	if js := readAsset(t, "site.js"); strings.Contains(js, "http") || strings.Contains(js, "innerHTML") || strings.Contains(js, "eval") {
		t.Error("site.js fetches or evaluates something")
	}
}

var (
	classAttr = regexp.MustCompile(`class="([^"]*)"`)
	classRule = regexp.MustCompile(`\.([a-z][a-z0-9-]*)`)
)

// Each class of the pages has a rule, and each rule a page that needs it.
func TestStyleSheetAndPagesAgree(t *testing.T) {
	used := map[string]bool{}
	see := func(page []byte) {
		for _, m := range classAttr.FindAllSubmatch(page, -1) {
			for _, c := range strings.Fields(string(m[1])) {
				used[c] = true
			}
		}
	}
	for path := range samplePages() {
		see(sampleArticle(t, path))
	}
	site := sampleSite()
	site.Notice = &Notice{"示例", "示例"}
	page, err := sampleFrame(t).Render(samplePage(site))
	if err != nil {
		t.Fatal(err)
	}
	see(page)
	css := regexp.MustCompile(`(?s)/\*.*?\*/|"[^"]*"`).ReplaceAllString(readAsset(t, "site.css"), "")
	ruled := map[string]bool{}
	for _, m := range classRule.FindAllStringSubmatch(css, -1) {
		ruled[m[1]] = true
	}
	// kinds of pages, names for tests and scripts, and headings that need no more
	free := []string{"report", "home", "project", "place", "a"}
	for c := range used {
		if !ruled[c] && !slices.Contains(free, c) {
			t.Errorf("class %s has no rule", c)
		}
	}
	// what the samples happen not to need
	rare := regexp.MustCompile(`^(w\d+|k\d|s2|low0|high0|deep0|tall0|long|small|rem|em)$`)
	for c := range ruled {
		if !used[c] && !rare.MatchString(c) && c[0] > '9' {
			t.Errorf("rules for class %s, which no sample has", c)
		}
	}
}

var (
	tokenRule = regexp.MustCompile(`--([a-z0-9-]+):light-dark\((#[0-9a-f]+),(#[0-9a-f]+)\)`)
	wantRatio = map[string]float64{"ink": 14, "ink-2": 7, "accent": 7, "bar": 7, "zhu": 4.5, "field": 4.5}
)

// Text keeps its contrast to paper in every mode.
func TestContrast(t *testing.T) {
	css := readAsset(t, "site.css")
	blocks := strings.Split(css, "--paper:light-dark")[1:]
	if len(blocks) != 3 {
		t.Fatalf("%d sets of colours, want normal, high contrast by the system, and by the menu", len(blocks))
	}
	for i, b := range blocks {
		b, _, _ = strings.Cut("--paper:light-dark"+b, "}")
		tokens := map[string][2]string{}
		for _, m := range tokenRule.FindAllStringSubmatch(b, -1) {
			tokens[m[1]] = [2]string{m[2], m[3]}
		}
		for name, want := range wantRatio {
			for mode := range 2 {
				if got := contrast(tokens[name][mode], tokens["paper"][mode]); got < want {
					t.Errorf("set %d, mode %d: %s has %.2f, want %.1f", i, mode, name, got, want)
				}
				if name != "field" && contrast(tokens[name][mode], tokens["wash"][mode]) < 4.5 {
					t.Errorf("set %d, mode %d: %s on wash", i, mode, name)
				}
			}
		}
	}
	if blocks[1][:strings.Index(blocks[1], "}")] != blocks[2][:strings.Index(blocks[2], "}")] &&
		strings.Join(strings.Fields(strings.Split(blocks[1], "}")[0]), "") != strings.Join(strings.Fields(strings.Split(blocks[2], "}")[0]), "") {
		t.Error("the two high contrast modes differ")
	}
}

// contrast is the contrast ratio of WCAG 2.
func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	if len(hex) == 4 {
		hex = "#" + strings.Repeat(hex[1:2], 2) + strings.Repeat(hex[2:3], 2) + strings.Repeat(hex[3:4], 2)
	}
	if len(hex) != 7 {
		return 0.18
	}
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		n, _ := strconv.ParseUint(hex[1+2*i:3+2*i], 16, 8)
		c := float64(n) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}
