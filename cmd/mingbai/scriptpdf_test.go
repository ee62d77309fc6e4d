package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"mingbai/internal/pdf/object"
	"mingbai/internal/pdf/pdfcheck"
	"mingbai/internal/pdf/read"
)

// cmdDetach saves an attached file.
func cmdDetach(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: detach PDF NAME FILE")
	}
	f, err := read.Open([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	files, err := f.Attachments()
	ts.Check(err)
	for _, a := range files {
		if a.Name == args[1] {
			ts.Check(os.WriteFile(ts.MkAbs(args[2]), a.Data, 0o666))
			return
		}
	}
	ts.Fatalf("%s has no attachment %s", args[0], args[1])
}

// cmdAttach writes a PDF with another file in the place of an attached one: it appends the new
// stream and a table, as programs do that change a PDF.
func cmdAttach(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: attach PDF NAME FILE OUT")
	}
	pdf, data := []byte(ts.ReadFile(args[0])), ts.ReadFile(args[2])
	original := pdf
	if end := bytes.Index(pdf, []byte("%%EOF\n")); end >= 0 {
		original = pdf[:end+len("%%EOF\n")]
	}
	f, err := pdfcheck.Open(original)
	ts.Check(err)
	saved := object.String(strings.ReplaceAll(args[1], "/", "_"))
	for _, o := range f.Objects {
		d, ok := o.Value.(object.Dict)
		if !ok || d.Get("Type") != object.Name("Filespec") || d.Get("UF") != saved {
			continue
		}
		ref := d.Get("EF").(object.Dict).Get("F").(object.Ref)
		last := bytes.LastIndex(pdf, []byte("startxref\n")) + len("startxref\n")
		prev := strings.Fields(string(pdf[last:]))[0]
		at := len(pdf)
		pdf = fmt.Appendf(pdf, "%d 0 obj\n<</Length %d>>\nstream\n%s\nendstream\nendobj\n", ref, len(data), data)
		table := len(pdf)
		pdf = fmt.Appendf(pdf, "xref\n%d 1\n%010d 00000 n \ntrailer\n<</Root %s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n",
			ref, at, f.Trailer.Get("Root").AppendTo(nil), prev, table)
		ts.Check(os.WriteFile(ts.MkAbs(args[3]), pdf, 0o666))
		return
	}
	ts.Fatalf("%s has no attachment %s", args[0], args[1])
}

// cmdTruncate copies the beginning of a file.
func cmdTruncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: truncate FILE BYTES OUT")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := ts.ReadFile(args[0])
	if n >= len(text) {
		ts.Fatalf("%s has only %d bytes", args[0], len(text))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(text[:n]), 0o666))
}
