package source

// Input is one file that was read, and the hash of its content. Text files are
// hashed without a BOM and with LF line ends, so that the hash does not depend
// on how they were checked out.
type Input struct {
	Path   string // relative to the content root, with "/"; layouts as "layouts/…"
	SHA256 string // lower-case hex
}
