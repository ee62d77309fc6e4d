package report

import (
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/qrcode"
)

// verification is the block that closes a document (核验): from which data it was
// made, the address where it stays, also as a code for a telephone, and how to
// hold the one against the other.
func (p *page) verification() doc.Fields {
	f := doc.Fields{ID: "verification", Items: p.versionFields()}
	if at := p.address(); at != "" {
		f.Items = append(f.Items, doc.Field{Label: "永久地址", Content: inlines(doc.Code{S: at})})
		f.Code = p.code()
	}
	f.Items = append(f.Items, doc.Field{Label: "怎样核验", Content: inlines(
		text("下载PDF，运行"), doc.Code{S: "mingbai verify"}, text("加文件名：程序用附在里面的数据重新计算，逐个比对印出的数，再比对数据摘要。"))})
	return f
}

// code is the address as a code for a telephone; nil where the site does not say where
// it is.
func (p *page) code() *doc.Matrix {
	at := p.address()
	if at == "" {
		return nil
	}
	code, err := qrcode.Encode(at)
	if err != nil {
		return nil // the site's address is too long, which is a finding
	}
	code.Alt = "永久地址的二维码：" + at
	return code
}

// address is where the page stays, "" where the site does not say where it is; a
// folder's own page is the folder's, which is shorter to type.
func (p *page) address() string {
	if p.site.BaseURL.Value == "" {
		return ""
	}
	return strings.TrimRight(p.site.BaseURL.Value, "/") + "/" + strings.TrimSuffix(p.path, "index.html")
}
