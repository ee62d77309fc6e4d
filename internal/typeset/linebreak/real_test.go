package linebreak

import (
	"os"
	"testing"

	"mingbai/internal/font"
)

// realFace reads one of the project's faces.
func realFace(tb testing.TB, name string) *font.Face {
	tb.Helper()
	data, err := os.ReadFile("../../../layouts/fonts/" + name + ".ttf")
	if err != nil {
		tb.Skip("no faces here: ", err)
	}
	face, err := font.Parse(data)
	if err != nil {
		tb.Fatal(err)
	}
	return face
}
