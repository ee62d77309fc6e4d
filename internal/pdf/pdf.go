// Package pdf writes laid-out pages as a PDF file that can be archived (PDF/A-2a, or PDF/A-3a when
// files are attached) and read aloud (PDF/UA-1).
//
// It works in two steps. The painter hands the pages to gofpdf, which writes their content; every
// piece of it is marked with the element it belongs to. Then the rewriter takes the content out of
// gofpdf's file and builds the document around it that gofpdf can't write: fonts, structure, links,
// outline, metadata, attachments.
//
// The package must not know how a page is laid out: it moves nothing, breaks no line, and looks at
// no budget. No other package imports gofpdf. The same layout gives the same bytes: there is no
// clock here, and lengths stay integers until they are printed.
package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"time"
	"unicode"
	"unicode/utf8"

	"mingbai/internal/typeset"
)

// Meta says what a document is, for catalogues and viewers.
type Meta struct {
	Title       string
	Author      string
	Subject     string
	Keywords    []string
	Language    string // zh-CN
	Date        string // 2024-03-05 or RFC 3339; "" is 2000-01-01
	Creator     string // the program and its version
	Identifier  string // of the data that it was made of, for programs; "" for none
	Attachments []Attachment
}

// Attachment is a file inside the document.
type Attachment struct {
	Name         string // file name, or a path with /
	MIME         string // application/json
	Description  string
	Relationship string // Source, Data, Alternative, Supplement; "" is Unspecified
	Data         []byte
	Packed       []byte // Data as Pack packs it; nil leaves that to Write
}

// Pack packs attachments that go into several documents, once for all of them.
func Pack(files []Attachment) {
	var out bytes.Buffer
	zip, _ := zlib.NewWriterLevel(&out, level)
	for i := range files {
		out.Reset()
		zip.Reset(&out)
		zip.Write(files[i].Data) // a bytes.Buffer takes everything
		zip.Close()
		files[i].Packed = bytes.Clone(out.Bytes())
	}
}

// Info is what became of a document.
type Info struct {
	Pages int
	Size  int // bytes
}

// Write writes the layout as a PDF file.
func Write(w io.Writer, l *typeset.Layout, m Meta) (Info, error) {
	date, err := m.check()
	if err != nil {
		return Info{}, err
	}
	if err := checkPages(l); err != nil {
		return Info{}, err
	}
	tags, err := newTags(l.Root, len(l.Pages))
	if err != nil {
		return Info{}, err
	}
	fonts, err := collectFonts(l)
	if err != nil {
		return Info{}, err
	}
	painted, err := paint(l, fonts, tags)
	if err != nil {
		return Info{}, err
	}
	data, err := rewrite(painted, &document{layout: l, fonts: fonts, tags: tags, meta: m, date: date})
	if err != nil {
		return Info{}, err
	}
	if _, err := w.Write(data); err != nil {
		return Info{}, err
	}
	return Info{Pages: len(l.Pages), Size: len(data)}, nil
}

// check looks for what a valid document may not lack or contain, and reads the date.
func (m Meta) check() (time.Time, error) {
	if m.Title == "" {
		return time.Time{}, errors.New("PDF 缺少标题")
	}
	if m.Language == "" {
		return time.Time{}, errors.New("PDF 缺少语言")
	}
	texts := append([]string{m.Title, m.Author, m.Subject, m.Language, m.Creator, m.Identifier}, m.Keywords...)
	names := make(map[string]bool, len(m.Attachments))
	for _, a := range m.Attachments {
		texts = append(texts, a.Name, a.MIME, a.Description)
		saved := savedName(a.Name)
		if a.Name == "" || a.MIME == "" || names[saved] {
			return time.Time{}, fmt.Errorf("PDF 附件 %q 没有名称或类型，或者重名", a.Name)
		}
		names[saved] = true
		switch a.Relationship {
		case "", "Source", "Data", "Alternative", "Supplement", "Unspecified":
		default:
			return time.Time{}, fmt.Errorf("PDF 附件 %q 的关系 %q 不是 PDF/A-3 规定的值", a.Name, a.Relationship)
		}
	}
	for _, s := range texts {
		if err := checkText(s); err != nil {
			return time.Time{}, err
		}
	}
	return parseDate(m.Date)
}

// parseDate reads a date. One without a time is taken as midnight UTC, which is the same day in China.
func parseDate(s string) (time.Time, error) {
	if s == "" {
		s = "2000-01-01"
	}
	for _, form := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(form, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("日期 %q 有误，应写作 2024-03-05", s)
}

// checkPages refuses pages that no viewer shows, and bookmarks that lead nowhere. 14,400 pt is the
// largest size that PDF allows.
func checkPages(l *typeset.Layout) error {
	if len(l.Pages) == 0 {
		return errors.New("PDF 没有页")
	}
	for i, p := range l.Pages {
		if min(p.Width, p.Height) < 3*typeset.Pt || max(p.Width, p.Height) > 14400*typeset.Pt {
			return fmt.Errorf("第 %d 页的尺寸 %d × %d 超出范围", i+1, p.Width, p.Height)
		}
		if p.Rotate != 0 && p.Rotate != 90 {
			return fmt.Errorf("第 %d 页旋转 %d 度，只支持 0 和 90", i+1, p.Rotate)
		}
	}
	for _, o := range l.Outline {
		if o.Title == "" || o.Target.Page < 0 || o.Target.Page >= len(l.Pages) {
			return fmt.Errorf("书签 %q 没有标题或目标页", o.Title)
		}
		if err := checkText(o.Title); err != nil {
			return err
		}
	}
	return nil
}

// checkText refuses what can't be shown: broken UTF-8, control characters, noncharacters. gofpdf
// would print them or panic.
func checkText(s string) error {
	if !utf8.ValidString(s) {
		return fmt.Errorf("文字 %q 不是有效的 UTF-8", s)
	}
	for _, r := range s {
		if unicode.IsControl(r) || r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF {
			return fmt.Errorf("文字 %q 里有控制字符 %U", s, r)
		}
	}
	return nil
}
