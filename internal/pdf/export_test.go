package pdf

// For the tests that look at the package from outside.
var (
	Samples     = samples
	LoadFaces   = loadFaces
	ExpectSound = expectSound
)
