package html

import (
	"strconv"

	"mingbai/internal/doc"
)

// quiet is the white around a code, in modules.
const quiet = 4

// code writes a QR code as a picture of one module a unit, its rows drawn as runs.
// The style sheet has it black on white whatever the colours of the page, for a
// camera reads no other.
func (w *writer) code(m *doc.Matrix) {
	side := strconv.Itoa(m.Size + 2*quiet)
	w.raw(`<svg class="qr" viewBox="0 0 ` + side + " " + side + `" role="img" focusable="false"><title>`)
	w.text(m.Alt)
	w.raw(`</title><path d="`)
	for row := range m.Size {
		for _, run := range m.Runs(row) {
			w.raw("M")
			w.b = strconv.AppendInt(w.b, int64(run[0]+quiet), 10)
			w.raw(" ")
			w.b = strconv.AppendInt(w.b, int64(row+quiet), 10)
			w.raw("h")
			w.b = strconv.AppendInt(w.b, int64(run[1]-run[0]), 10)
			w.raw("v1H")
			w.b = strconv.AppendInt(w.b, int64(run[0]+quiet), 10)
			w.raw("z")
		}
	}
	w.raw(`"/></svg>`)
}
