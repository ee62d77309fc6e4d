//go:build !unix

package publish

// running cannot be told here, so what lies beside the target is left alone.
func running(string) bool { return true }
