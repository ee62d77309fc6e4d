package site

import (
	"path"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/pdf"
	"mingbai/internal/source"
)

// Names of what is published beside a report and attached to its PDFs.
const (
	figuresJSON = "figures.json"
	figuresCSV  = "figures.csv"
	inputsTXT   = "inputs.txt"
	withheldTXT = "withheld.txt"
)

// bundle is the data of a report, as it is published and as its PDFs carry it.
type bundle struct {
	figures, table []byte
	data           []pdf.Attachment // both of them
	sources        []pdf.Attachment // the TOML files, by path
}

// prepareBundles makes the data of each report when it is first asked for.
func (b *builder) prepareBundles() map[*computed]func() *bundle {
	out := make(map[*computed]func() *bundle, len(b.reports))
	b.trimmed = map[string]bool{}
	for _, r := range b.reports {
		if r.Trimmed {
			b.trimmed[r.File] = true
		}
		out[r] = sync.OnceValue(func() *bundle { return b.bundle(r) })
	}
	return out
}

func (b *builder) bundle(r *computed) *bundle {
	d := &bundle{figures: r.set.JSON(), table: r.set.CSV()}
	d.data = []pdf.Attachment{
		{Name: figuresJSON, MIME: "application/json", Description: "全部的数、公式与出处", Relationship: "Data", Data: d.figures},
		{Name: figuresCSV, MIME: "text/csv", Description: "全部的数，用电子表格打开", Relationship: "Data", Data: d.table},
	}
	var own []pdf.Attachment
	for _, in := range r.Inputs {
		if b.trimmed[in.Path] {
			continue
		}
		if isYear(strings.SplitN(in.Path, "/", 2)[0]) {
			own = append(own, b.source(in.Path))
		} else {
			d.sources = append(d.sources, b.sharedSource(in.Path))
		}
	}
	pdf.Pack(d.data)
	pdf.Pack(own)
	d.sources = append(d.sources, own...)
	sortFiles(d.sources)
	return d
}

func sortFiles(files []pdf.Attachment) {
	slices.SortFunc(files, func(a, b pdf.Attachment) int { return strings.Compare(a.Name, b.Name) })
}

// sharedSource is a file that many reports depend on, packed once.
func (b *builder) sharedSource(p string) pdf.Attachment {
	if a, ok := b.shared.Load(p); ok {
		return a.(pdf.Attachment)
	}
	one := []pdf.Attachment{b.source(p)}
	pdf.Pack(one)
	b.shared.Store(p, one[0])
	return one[0]
}

// source is an input of the content as it was hashed.
func (b *builder) source(p string) pdf.Attachment {
	return pdf.Attachment{Name: p, MIME: "application/toml", Description: aboutSource(p), Relationship: "Source",
		Data: source.Normalise(b.tree.Data(p))}
}

// aboutSource says what a file of the content holds.
func aboutSource(p string) string {
	parts := strings.Split(p, "/")
	switch {
	case p == source.SiteFile:
		return "县和网站的基本情况"
	case parts[0] == "departments":
		return "部门的基本情况"
	case parts[0] == "rules":
		return "规则：指标、公式和评分标准"
	case len(parts) == 4:
		return parts[0] + "年度项目 " + strings.TrimSuffix(parts[3], path.Ext(p)) + " 填报的内容"
	}
	return parts[0] + "年度报告填报的内容"
}

// attachments are what every PDF carries that is made of a report: its figures as
// JSON and as a table, the TOML files that they follow from, and the list of all
// inputs, whose hash the document prints.
func (b *builder) attachments(r *computed) []pdf.Attachment {
	d := b.bundles[r]()
	return append(slices.Concat(d.data, d.sources), b.inputsFiles(r.Inputs)...)
}

// bookAttachments are what a book of several reports carries: the figures of each
// below its key, and the inputs of all, each once.
func (b *builder) bookAttachments(reports []*computed) []pdf.Attachment {
	var out, sources []pdf.Attachment
	seen := map[string]bool{}
	for _, r := range reports {
		d := b.bundles[r]()
		for _, a := range d.data {
			a.Name = r.Key() + "/" + a.Name
			out = append(out, a)
		}
		for _, a := range d.sources {
			if !seen[a.Name] {
				seen[a.Name] = true
				sources = append(sources, a)
			}
		}
	}
	sortFiles(sources)
	return append(append(out, sources...), b.inputsFiles(inputsOf(reports))...)
}

// inputsOf are the inputs of several reports, each once, sorted by path.
func inputsOf(reports []*computed) []source.Input {
	var all []source.Input
	for _, r := range reports {
		all = append(all, r.Inputs...)
	}
	return source.Inputs(all)
}

// inputsFiles list the inputs of a document, layouts included, and those of them
// that are not attached because rows of them are withheld: without that list their
// absence would look like a file that somebody took out.
func (b *builder) inputsFiles(inputs []source.Input) []pdf.Attachment {
	out := []pdf.Attachment{{Name: inputsTXT, MIME: "text/plain", Description: "全部输入文件和各自的摘要，它的 SHA-256 就是数据摘要", Relationship: "Data",
		Data: source.InputLines(slices.Concat(inputs, b.layouts.inputs))}}
	var left []byte
	for _, in := range inputs {
		if b.trimmed[in.Path] {
			left = append(left, in.Path+"\n"...)
		}
	}
	if left != nil {
		out = append(out, pdf.Attachment{Name: withheldTXT, MIME: "text/plain", Description: "没有附上的文件：里面有依法不公开的内容",
			Relationship: "Supplement", Data: left})
	}
	return out
}
