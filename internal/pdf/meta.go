package pdf

import (
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"mingbai/internal/pdf/object"
)

// producer is the program that made the file, as viewers show it.
const producer = "mingbai (gofpdf)"

// textString is text as PDF keeps it: ASCII as it is, anything else as UTF-16.
func textString(s string) object.String {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > '~' }) {
		return object.String(s)
	}
	b := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u>>8), byte(u))
	}
	return object.String(b)
}

// pdfDate is a date as PDF writes it, with its zone.
func pdfDate(t time.Time) object.String {
	s := t.Format("D:20060102150405Z07:00")
	if at := strings.LastIndexByte(s, ':'); at > 2 {
		s = s[:at] + "'" + s[at+1:] + "'"
	}
	return object.String(s)
}

// keywords are all keywords in one line.
func (r *rewriter) keywords() string { return strings.Join(r.meta.Keywords, "，") }

// info is the description of the document for old viewers. It says what xmp says.
func (r *rewriter) info() object.Dict {
	d := object.Dict{{Key: "Title", Value: textString(r.meta.Title)}}
	for _, f := range []struct {
		key  object.Name
		text string
	}{
		{"Author", r.meta.Author}, {"Subject", r.meta.Subject}, {"Keywords", r.keywords()},
		{"Creator", r.meta.Creator}, {"Producer", producer},
	} {
		if f.text != "" {
			d = append(d, object.Entry{Key: f.key, Value: textString(f.text)})
		}
	}
	return append(d,
		object.Entry{Key: "CreationDate", Value: pdfDate(r.date)},
		object.Entry{Key: "ModDate", Value: pdfDate(r.date)})
}

// xmp is the description of the document, and the standards that it keeps. PDF/UA's mark needs a
// schema of its own, because PDF/A does not know it.
func (r *rewriter) xmp() []byte {
	b := new(strings.Builder)
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"` +
		` xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
`)
	simple := func(tag, s string) {
		if s != "" {
			b.WriteString("<" + tag + ">" + escapeXML(s) + "</" + tag + ">\n")
		}
	}
	list := func(tag, kind, attr, s string) {
		if s != "" {
			b.WriteString("<" + tag + "><rdf:" + kind + "><rdf:li" + attr + ">" + escapeXML(s) +
				"</rdf:li></rdf:" + kind + "></" + tag + ">\n")
		}
	}
	const inAnyLanguage = ` xml:lang="x-default"`
	simple("dc:format", "application/pdf")
	list("dc:title", "Alt", inAnyLanguage, r.meta.Title)
	list("dc:creator", "Seq", "", r.meta.Author)
	list("dc:description", "Alt", inAnyLanguage, r.meta.Subject)
	simple("dc:identifier", r.meta.Identifier)
	list("dc:language", "Bag", "", r.meta.Language)
	simple("pdf:Keywords", r.keywords())
	simple("pdf:Producer", producer)
	simple("xmp:CreatorTool", r.meta.Creator)
	date := r.date.Format(time.RFC3339)
	simple("xmp:CreateDate", date)
	simple("xmp:ModifyDate", date)
	simple("xmp:MetadataDate", date)
	part := "2"
	if len(r.meta.Attachments) > 0 {
		part = "3" // part 2 lets only PDF/A files be attached
	}
	simple("pdfaid:part", part)
	simple("pdfaid:conformance", "A")
	simple("pdfuaid:part", "1")
	b.WriteString("</rdf:Description>\n" + schemaUA + "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return []byte(b.String())
}

// schemaUA declares the property pdfuaid:part.
const schemaUA = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
	` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// escapeXML makes text that may stand between tags.
func escapeXML(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// savedName is the name under which viewers save an attachment. They save all into one
// folder, so that a path can't be a name: pdfdetach stops at the first one, and Windows
// takes its slashes for folders. The tree of names keeps the path.
func savedName(path string) string { return strings.ReplaceAll(path, "/", "_") }

// writeAttachments writes the attached files. It returns the tree of their names, and the list of
// files that belong to the whole document.
func (r *rewriter) writeAttachments() (object.Ref, object.Array) {
	type file struct {
		name object.String
		spec object.Ref
	}
	var files []file
	var all object.Array
	for _, a := range r.meta.Attachments {
		d := object.Dict{
			{Key: "Type", Value: object.Name("EmbeddedFile")},
			{Key: "Subtype", Value: object.Name(a.MIME)},
			{Key: "Params", Value: r.file.add(object.Dict{ // a stream's own entries are never compressed
				{Key: "Size", Value: object.Int(len(a.Data))},
				{Key: "ModDate", Value: pdfDate(r.date)},
			})},
		}
		var stream object.Ref
		if a.Packed != nil {
			stream = r.file.addStream(d.With("Filter", object.Name("FlateDecode")), a.Packed)
		} else {
			stream = r.file.addPacked(d, a.Data)
		}
		relation := a.Relationship
		if relation == "" {
			relation = "Unspecified"
		}
		name, saved := textString(a.Name), textString(savedName(a.Name))
		spec := r.file.add(object.Dict{
			{Key: "Type", Value: object.Name("Filespec")},
			{Key: "F", Value: saved},
			{Key: "UF", Value: saved},
			{Key: "Desc", Value: textString(a.Description)},
			{Key: "AFRelationship", Value: object.Name(relation)},
			{Key: "EF", Value: object.Dict{{Key: "F", Value: stream}, {Key: "UF", Value: stream}}},
		})
		files = append(files, file{name, spec})
		all = append(all, spec)
	}
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(string(a.name), string(b.name)) })
	var names object.Array
	for _, f := range files {
		names = append(names, f.name, f.spec)
	}
	return r.file.add(object.Dict{{Key: "Names", Value: names}}), all
}

// writeIntent writes what the colours of the document mean: those of sRGB.
func (r *rewriter) writeIntent() object.Ref {
	profile := r.file.addPacked(object.Dict{{Key: "N", Value: object.Int(3)}}, sRGB())
	return r.file.add(object.Dict{
		{Key: "Type", Value: object.Name("OutputIntent")},
		{Key: "S", Value: object.Name("GTS_PDFA1")},
		{Key: "OutputConditionIdentifier", Value: object.String("sRGB IEC61966-2.1")},
		{Key: "Info", Value: object.String("sRGB IEC61966-2.1")},
		{Key: "DestOutputProfile", Value: profile},
	})
}
