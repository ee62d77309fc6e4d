package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/internal/testtool"
)

// A site that says where it is gives each report the code of its permanent
// address, which a camera reads from the print and from the screen.
func TestQRCode(t *testing.T) {
	const base = "https://www.example.gov.cn/mingbai/"
	const want = base + report + "/"
	dir := copiedSite(t)
	site := filepath.Join(dir, "content", "site.toml")
	data, err := os.ReadFile(site)
	if err != nil {
		t.Fatal(err)
	}
	write(t, site, strings.Replace(string(data), "county =", "base_url = \"https://www.example.gov.cn/mingbai\"\ncounty =", 1))
	spawn(t, dir, nil, "mingbai", "build", "--quiet")
	folder := filepath.Join(dir, "public", report)
	page, err := os.ReadFile(filepath.Join(folder, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	if got := scan(t, screenshot(t, string(page))); got != want {
		t.Errorf("the code on the screen says %q", got)
	}
	if got := scan(t, lastPage(t, filepath.Join(folder, "report.pdf"))); got != want {
		t.Errorf("the code in print says %q", got)
	}
	out, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", filepath.Join(folder, "report.pdf"), "-").Output()
	lines := strings.Split(strings.Trim(string(out), "\f\n"), "\n")
	if n := len(lines); err != nil || n < 2 || !identifiers.MatchString(lines[n-2]) || !pageNumber.MatchString(lines[n-1]) {
		t.Errorf("with an address, the identifiers are not one line above the page number: %q, %v", lines[max(0, len(lines)-3):], err)
	}
	for file, want := range map[string]string{"brief.pdf": want, "projects/huiyi.pdf": base + report + "/projects/huiyi.html"} {
		if got := scan(t, lastPage(t, filepath.Join(folder, file))); got != want { // of one page
			t.Errorf("the code of %s says %q", file, got)
		}
	}
	if n := strings.Count(string(page), want); n != 2 {
		t.Errorf("the address stands %d times in the page: in words and for those who cannot see the code", n)
	}
}

// scan reads a code as a camera does: it has to find it first.
func scan(t *testing.T, img image.Image) string {
	t.Helper()
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	r, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatal(err)
	}
	return r.GetText()
}

// lastPage is a picture of the last page of a PDF.
func lastPage(t *testing.T, file string) image.Image {
	t.Helper()
	program := testtool.Need(t, "pdftoppm")
	info, err := exec.Command(testtool.Need(t, "pdfinfo"), file).Output()
	if err != nil {
		t.Fatal(err)
	}
	n := regexp.MustCompile(`(?m)^Pages: +(\d+)$`).FindSubmatch(info)
	if n == nil {
		t.Fatalf("no number of pages in\n%s", info)
	}
	out, err := exec.Command(program, "-png", "-r", "300", "-f", string(n[1]), file).Output()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// screenshot draws the only code of a page, 5 pixels a unit: black on white, as
// the style sheet has it.
func screenshot(t *testing.T, page string) image.Image {
	t.Helper()
	code := regexp.MustCompile(`<svg class="qr" viewBox="0 0 (\d+) (\d+)"[^>]*><title>[^<]*</title><path d="([^"]*)"/></svg>`).FindAllStringSubmatch(page, -1)
	if len(code) != 1 {
		t.Fatalf("%d codes", len(code))
	}
	const scale = 5
	side, _ := strconv.Atoi(code[0][1])
	img := image.NewGray(image.Rect(0, 0, side*scale, side*scale))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	for _, run := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1H\d+z`).FindAllStringSubmatch(code[0][3], -1) {
		x, _ := strconv.Atoi(run[1])
		y, _ := strconv.Atoi(run[2])
		w, _ := strconv.Atoi(run[3])
		for py := y * scale; py < (y+1)*scale; py++ {
			for px := x * scale; px < (x+w)*scale; px++ {
				img.SetGray(px, py, color.Gray{})
			}
		}
	}
	return img
}
