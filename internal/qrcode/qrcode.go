// Package qrcode turns an address into the dark and light modules of a QR code.
//
// It must not know how a document is laid out: html and typeset draw what it
// makes, each in its own way.
package qrcode

import (
	"fmt"
	"image/color"

	"github.com/boombuler/barcode/qr"

	"mingbai/internal/doc"
)

// Longest is the most bytes that a code holds: those of version 10 at level M. A
// denser one could not be read from a print of 22 mm.
const Longest = 213

// Encode makes the code of a text, with error correction of level M: it is still
// read with 15% of it soiled. The same text gives the same code. Its alternative
// in words is the caller's.
func Encode(text string) (*doc.Matrix, error) {
	switch {
	case text == "":
		return nil, fmt.Errorf("没有内容，做不成二维码")
	case len(text) > Longest:
		return nil, fmt.Errorf("内容有%d个字节，二维码里最多放%d个", len(text), Longest)
	}
	code, err := qr.Encode(text, qr.M, qr.Unicode)
	if err != nil {
		return nil, fmt.Errorf("做不成二维码：%w", err)
	}
	size := code.Bounds().Dx()
	m := &doc.Matrix{Size: size, Dark: make([]bool, 0, size*size), Text: text}
	for y := range size {
		for x := range size {
			m.Dark = append(m.Dark, color.GrayModel.Convert(code.At(x, y)).(color.Gray).Y < 128)
		}
	}
	return m, nil
}
