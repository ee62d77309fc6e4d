package pdf

import (
	"fmt"
	"time"

	"mingbai/internal/pdf/object"
	"mingbai/internal/typeset"
)

// document is what the rewriter knows about the document beside gofpdf's file.
type document struct {
	layout *typeset.Layout
	fonts  *fontSet
	tags   *tags
	meta   Meta
	date   time.Time
}

// rewriter builds the file.
type rewriter struct {
	*document
	file  *file
	src   *source
	pages []object.Ref

	scratch []byte // for the attributes of an element
}

// rewrite makes the final file from the one that gofpdf wrote.
func rewrite(painted []byte, d *document) ([]byte, error) {
	src, err := readSource(painted)
	if err != nil {
		return nil, err
	}
	r := &rewriter{document: d, file: newFile(workers(len(d.layout.Pages))), src: src}
	catalog, info := r.file.reserve(), r.file.reserve()
	r.file.putPlain(info, r.info())
	pages, err := r.writePages()
	if err != nil {
		return nil, err
	}
	root := object.Dict{
		{Key: "Type", Value: object.Name("Catalog")},
		{Key: "Pages", Value: pages},
		{Key: "Lang", Value: textString(d.meta.Language)},
		{Key: "MarkInfo", Value: r.tags.markInfo()},
		{Key: "ViewerPreferences", Value: object.Raw("<</DisplayDocTitle true>>")},
		{Key: "StructTreeRoot", Value: r.writeTags()},
		{Key: "OutputIntents", Value: object.Array{r.writeIntent()}},
		{Key: "Metadata", Value: r.file.addStream(object.Dict{
			{Key: "Type", Value: object.Name("Metadata")},
			{Key: "Subtype", Value: object.Name("XML")},
		}, r.xmp())},
	}
	if len(d.layout.Outline) > 0 {
		root = root.With("Outlines", r.writeOutline()).With("PageMode", object.Name("UseOutlines"))
	}
	if len(d.meta.Attachments) > 0 {
		names, files := r.writeAttachments()
		root = root.With("Names", object.Dict{{Key: "EmbeddedFiles", Value: names}}).With("AF", files)
	}
	r.file.putPlain(catalog, root)
	return r.file.close(catalog, info)
}

// writePages writes the pages with their content and links, and the fonts.
func (r *rewriter) writePages() (object.Ref, error) {
	contents, err := r.src.contents()
	if err != nil {
		return 0, err
	}
	if len(contents) != len(r.layout.Pages) {
		return 0, fmt.Errorf("gofpdf 写了 %d 页，应为 %d 页", len(contents), len(r.layout.Pages))
	}
	for range contents {
		r.pages = append(r.pages, r.file.reserve())
	}
	root, parents := r.writePageTree(r.pages)
	resources, names, err := r.writeFonts()
	if err != nil {
		return 0, err
	}
	for i, content := range contents {
		stream := r.file.addLater(nil, func(p *packer) ([]byte, error) {
			data, err := p.tidy.tidy(content, names)
			return p.deflate(data), err
		})
		if err := r.writePage(i, parents[i], resources, stream); err != nil {
			return 0, err
		}
	}
	return root, nil
}

// writePage writes one page.
func (r *rewriter) writePage(n int, parent, resources, content object.Ref) error {
	page := &r.layout.Pages[n]
	d := object.Dict{
		{Key: "Type", Value: object.Name("Page")},
		{Key: "Parent", Value: parent},
		{Key: "MediaBox", Value: object.Raw(sheetOf(page).media().appendTo(nil))},
		{Key: "Resources", Value: resources},
		{Key: "Contents", Value: content},
		{Key: "StructParents", Value: object.Int(n)},
		{Key: "Tabs", Value: object.Name("S")},
	}
	if page.Rotate != 0 {
		d = d.With("Rotate", object.Int(page.Rotate))
	}
	links, err := r.writeLinks(n, page)
	if err != nil {
		return fmt.Errorf("第 %d 页：%w", n+1, err)
	}
	if len(links) > 0 {
		d = d.With("Annots", links)
	}
	r.file.put(r.pages[n], d)
	return nil
}

// writeLinks writes the annotations of a page.
func (r *rewriter) writeLinks(n int, page *typeset.Page) (object.Array, error) {
	var refs object.Array
	for _, link := range page.Links {
		ref := r.file.reserve()
		key, err := r.tags.link(link.Of, n, ref)
		if err != nil {
			return nil, err
		}
		alt := link.Alt
		if alt == "" {
			alt = r.tags.of[link.Of].plain()
		}
		if alt == "" {
			alt = link.URI
		}
		if err := checkText(alt + link.URI); err != nil {
			return nil, err
		}
		action, err := r.action(link)
		if err != nil {
			return nil, err
		}
		r.file.small(ref, func(b []byte) []byte {
			b = append(b, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect"...)
			b = sheetOf(page).rect(link.X, link.Y, link.W, link.H).outward().appendTo(b)
			b = append(b, "/StructParent "...)
			b = object.Int(key).AppendTo(b)
			b = append(b, "/Contents"...)
			b = textString(alt).AppendTo(b)
			return append(append(b, action...), ">>"...)
		})
		refs = append(refs, ref)
	}
	return refs, nil
}

// action is the part of an annotation that says where it leads.
func (r *rewriter) action(link typeset.LinkArea) ([]byte, error) {
	switch {
	case link.To != nil:
		dest, err := r.dest(*link.To)
		return append([]byte("/Dest"), dest...), err
	case link.URI != "":
		b := []byte("/A<</S/URI/URI")
		return append(asciiURI(link.URI).AppendTo(b), ">>"...), nil
	}
	return nil, fmt.Errorf("链接 %q 没有目标", link.Alt)
}

// dest is a destination, ready to be written.
func (r *rewriter) dest(t typeset.Target) (object.Raw, error) {
	if t.Page < 0 || t.Page >= len(r.pages) {
		return nil, fmt.Errorf("链接的目标页 %d 不存在", t.Page+1)
	}
	b := r.pages[t.Page].AppendTo([]byte("["))
	return append(sheetOf(&r.layout.Pages[t.Page]).appendDest(b, t.Y), ']'), nil
}

// asciiURI writes an address in the characters that an address may have.
func asciiURI(s string) object.String {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7F {
			b = append(b, c)
		} else {
			b = append(b, '%', hex[c>>4], hex[c&15])
		}
	}
	return object.String(b)
}
