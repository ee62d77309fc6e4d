package qrcode

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	reader "github.com/makiuchi-d/gozxing/qrcode"

	"mingbai/internal/doc"
)

// picture draws a code as a scanner sees it: 6 pixels a module, 4 modules of
// paper around it.
func picture(m *doc.Matrix) *image.Gray {
	const scale, quiet = 6, 4
	side := (m.Size + 2*quiet) * scale
	img := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			col, row := x/scale-quiet, y/scale-quiet
			inside := col >= 0 && row >= 0 && col < m.Size && row < m.Size
			if inside && m.Dark[row*m.Size+col] {
				img.SetGray(x, y, color.Gray{})
			} else {
				img.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return img
}

// read decodes a picture with another library than the one that encoded it.
func read(t *testing.T, img image.Image) (text, level string) {
	t.Helper()
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.NewQRCodeReader().Decode(bits, nil)
	if err != nil {
		t.Fatal(err)
	}
	level, _ = r.GetResultMetadata()[gozxing.ResultMetadataType_ERROR_CORRECTION_LEVEL].(string)
	return r.GetText(), level
}

func TestEncode(t *testing.T) {
	for _, text := range []string{
		"x",
		"https://example.org/2023/zhengxie/index.html",
		"https://明白账.example.cn/2023/zhengxie/report.pdf",
		"https://example.org/" + strings.Repeat("a", Longest-len("https://example.org/")),
	} {
		m, err := Encode(text)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Dark) != m.Size*m.Size || m.Text != text {
			t.Errorf("%s: %d modules of %d×%d, text %q", text, len(m.Dark), m.Size, m.Size, m.Text)
		}
		if got, level := read(t, picture(m)); got != text || level != "M" {
			t.Errorf("%q at level M was read as %q at level %s", text, got, level)
		}
		again, err := Encode(text)
		if err != nil || !slices.Equal(m.Dark, again.Dark) {
			t.Errorf("%q gives two codes", text)
		}
	}
}

// A soiled code is still read.
func TestSoiled(t *testing.T) {
	const text = "https://example.org/2023/zhengxie/index.html"
	m, err := Encode(text)
	if err != nil {
		t.Fatal(err)
	}
	for y := m.Size - 12; y < m.Size-8; y++ {
		for x := m.Size - 12; x < m.Size-8; x++ {
			m.Dark[y*m.Size+x] = true
		}
	}
	if got, _ := read(t, picture(m)); got != text {
		t.Errorf("read %q", got)
	}
}

func TestTooLong(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("a", Longest+1)} {
		if m, err := Encode(text); err == nil {
			t.Errorf("%d bytes gave a code of %d modules", len(text), m.Size)
		}
	}
	m, err := Encode(strings.Repeat("a", Longest))
	if err != nil || m.Size > 57 {
		t.Errorf("the longest text has version 10, not %v, %v", m, err)
	}
}
