package source

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// Input is one file that was read, and the hash of its content. Text files are
// hashed without a BOM and with LF line ends, so that the hash does not depend
// on how they were checked out.
type Input struct {
	Path   string // relative to the content root, with "/"; layouts as "layouts/…"
	SHA256 string // lower-case hex
}

// Inputs sorts inputs by path, and drops those that are there twice.
func Inputs(in []Input) []Input {
	sortInputs(in)
	return slices.Compact(in)
}

// InputLines lists inputs as the text that is published with what was made of
// them: a line "path SP sha256 LF" for each, sorted by path.
func InputLines(inputs []Input) []byte {
	sorted := slices.Clone(inputs)
	sortInputs(sorted)
	var b []byte
	for _, in := range sorted {
		b = append(b, in.Path...)
		b = append(b, ' ')
		b = append(b, in.SHA256...)
		b = append(b, '\n')
	}
	return b
}

// InputHash is the one hash of all inputs: the SHA-256 of their lines.
func InputHash(inputs []Input) string {
	sum := sha256.Sum256(InputLines(inputs))
	return hex.EncodeToString(sum[:])
}
