package read

import (
	"strings"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// maxAttachments bounds the attached files that are read.
const maxAttachments = 1 << 16

// Attachment is a file in the document.
type Attachment struct {
	Name         string // in the tree of names: a path with /
	MIME         string
	Relationship string // Source, Data …
	Data         []byte
}

// Attachments are the attached files, in the order of the tree of their names.
func (f *File) Attachments() ([]Attachment, error) {
	w := &nameWalk{File: f, seen: map[object.Ref]bool{}}
	err := w.walk(f.dict(f.catalog().Get("Names")).Get("EmbeddedFiles"), 0)
	return w.found, err
}

// nameWalk goes through a tree of names.
type nameWalk struct {
	*File
	seen  map[object.Ref]bool
	found []Attachment
}

func (w *nameWalk) walk(v object.Value, depth int) error {
	if ref, ok := v.(object.Ref); ok {
		if w.seen[ref] {
			return damaged("附件名称的树里有环")
		}
		w.seen[ref] = true
	}
	if depth > maxDepth {
		return damaged("附件名称的树太深")
	}
	d := w.dict(v)
	for _, kid := range w.array(d.Get("Kids")) {
		if err := w.walk(kid, depth+1); err != nil {
			return err
		}
	}
	names := w.array(d.Get("Names"))
	for i := 0; i+1 < len(names); i += 2 {
		if len(w.found) == maxAttachments {
			return damaged("附件太多")
		}
		a, err := w.attachment(w.text(names[i]), w.dict(names[i+1]))
		if err != nil {
			return err
		}
		w.found = append(w.found, a)
	}
	return nil
}

func (w *nameWalk) attachment(name string, spec object.Dict) (Attachment, error) {
	files := w.dict(spec.Get("EF"))
	ref := files.Get("UF")
	if ref == nil {
		ref = files.Get("F")
	}
	if other := files.Get("F"); other != nil && other != ref {
		return Attachment{}, damaged("附件“%s”有两份内容", shorten(name))
	}
	if shown := w.text(spec.Get("UF")); strings.ReplaceAll(name, "/", "_") != strings.ReplaceAll(shown, "/", "_") {
		return Attachment{}, damaged("附件“%s”在阅读器里叫“%s”", shorten(name), shorten(shown))
	}
	data, err := w.stream(ref)
	if err != nil {
		return Attachment{}, damaged("附件“%s”读不出来", shorten(name))
	}
	r, _ := ref.(object.Ref)
	d, _ := w.load(r).value.(object.Dict)
	return Attachment{Name: name, MIME: w.name(d.Get("Subtype")), Relationship: w.name(spec.Get("AFRelationship")), Data: data}, nil
}

// shorten cuts a text that goes into a message.
func shorten(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// decodeText reads a text string: UTF-16 or UTF-8 with a mark, else one byte a character, of which
// only ASCII is taken for sure.
func decodeText(s string) string {
	if text, ok := strings.CutPrefix(s, "\xEF\xBB\xBF"); ok {
		return strings.ToValidUTF8(text, "\uFFFD")
	}
	if strings.HasPrefix(s, "\xFE\xFF") {
		return decodeUTF16(s[2:])
	}
	out := make([]rune, 0, len(s))
	for i := range len(s) {
		out = append(out, rune(s[i]))
	}
	return string(out)
}

// decodeUTF16 reads text of two bytes a unit.
func decodeUTF16(s string) string {
	units := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}
