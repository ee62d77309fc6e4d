package verify

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"mingbai/internal/metric"
	"mingbai/internal/pdf"
	"mingbai/internal/pdf/read"
)

// document is a PDF while it is checked.
type document struct {
	Result
	opt     Options
	file    *read.File
	carried *carried
	parsed  map[string]*attachedFigures // by folder
	now     *recomputed
	keys    []string                         // of the figures that are printed
	over    func() map[string]*metric.Figure // figures over the reports of a book
}

// PDF checks one PDF. It is an error when the data is no PDF at all.
func PDF(name string, data []byte, opt Options) (*Result, error) {
	d, err := openPDF(name, data, opt, cache{})
	if err != nil {
		return nil, err
	}
	return &d.Result, nil
}

// openPDF reads a PDF and checks all that its own content tells.
func openPDF(name string, data []byte, opt Options, k cache) (*document, error) {
	d := &document{Result: Result{Path: name}, opt: opt, parsed: map[string]*attachedFigures{}}
	const id, title = "attachments", "附件"
	var err error
	if d.file, err = read.Open(data); errors.Is(err, read.ErrNotPDF) {
		return nil, ErrNotPDF
	} else if err != nil {
		d.fail("file", "文件", nil, "%v", err)
		return d, nil
	}
	files, err := d.file.Attachments()
	if err != nil {
		d.fail(id, title, nil, "%v", err)
		return d, nil
	}
	if d.carried, err = carriedBy(files); err != nil {
		d.fail(id, title, nil, "%v", err)
		return d, nil
	}
	d.hold(id, title, "附有数据（figures.json、figures.csv）、inputs.txt 和%d个 TOML 文件", len(d.carried.sources))
	if others := d.carried.others; len(others) > 0 {
		d.skip("others", "别的附件", "明白账不附%s，没有核验", strings.Join(others[:min(len(others), mostDetails)], "、"))
	}
	faults := d.carried.readInputs()
	text, textErr := d.file.Text(pdf.FigureProperty)
	d.checkHash(text)
	d.settle("inputs", "输入文件", append(faults, d.carried.checkSources()...),
		fmt.Sprintf("附的%d个 TOML 文件与 inputs.txt 里的摘要逐一相符，不多不少", len(d.carried.sources)),
		"附的 TOML 文件与 inputs.txt 对不上")
	if kept := d.carried.kept; len(kept) > 0 {
		d.skip("kept", "没有附的文件", "%s 只有摘要，没有附：报告文件里有不公开的内容就不附", strings.Join(kept, "、"))
	}
	d.now = k.recompute(d.carried.sources)
	d.over = sync.OnceValue(d.sums)
	d.checkFigures()
	d.checkPrinted(text, textErr)
	d.checkFolders()
	return d, nil
}

// checkHash holds the data hash against inputs.txt: the printed one, and the one that the
// description of the document gives.
func (d *document) checkHash(text *read.Text) {
	want := hashOf(d.carried.inputs)
	var faults []string
	inText := false
	if text != nil {
		whole := packed(text.Whole)
		inText = strings.Contains(whole, want)
		for _, m := range printedHash.FindAllStringSubmatch(whole, maxFaults) {
			if strings.HasPrefix(want, m[1]) {
				continue
			}
			inText = false
			faults = append(faults, "印着的数据摘要是 "+m[1]+"，附的 inputs.txt 的 SHA-256 是 "+want)
		}
	}
	inMeta := bytes.Contains(d.file.Metadata(), []byte("<dc:identifier>sha256:"+want+"</dc:identifier>"))
	if !inMeta {
		faults = append(faults, "文件属性里的数据摘要不是 inputs.txt 的 SHA-256："+want)
	}
	where := "印着的和文件属性里的"
	if !inText {
		where = "文件属性里的（正文没有印全）"
	}
	d.settle("hash", "数据摘要", faults, where+"数据摘要就是 inputs.txt 的 SHA-256："+want, "数据摘要对不上")
}

// checkFigures holds the attached figures against those computed anew.
func (d *document) checkFigures() {
	var figures, tables []string
	count, compared := 0, 0
	for _, folder := range d.carried.folders() {
		name := folder + figuresJSON
		f, err := parseFigures(d.carried.figures[folder])
		if err != nil {
			figures = append(figures, name+" 不是可读的 JSON")
			continue
		}
		d.parsed[folder] = f
		set := d.now.sets[f.Report]
		if folder != "" && folder != f.Report+"/" || set == nil {
			figures = append(figures, fmt.Sprintf("%s 说它是 %s 的数，附的 TOML 文件里没有这份报告，或者读不出来", name, f.Report))
			continue
		}
		count, compared = count+len(set.All()), compared+1
		figures = append(figures, compareFigures(name, d.carried.figures[folder], f, set)...)
		if table, ok := d.carried.tables[folder]; ok {
			tables = append(tables, compareTable(folder+figuresCSV, table, set)...)
		} else {
			tables = append(tables, "没有附 "+folder+figuresCSV)
		}
	}
	const id, title = "table", "数据表"
	if len(figures) > 0 && len(d.carried.kept) > 0 {
		d.skip("figures", "重新计算", "附的 TOML 文件不全，算不出全部的数，没有与 figures.json 比较")
		d.skip(id, title, "附的 TOML 文件不全，没有与 figures.csv 比较")
		return
	}
	if len(figures) > 0 && d.now.fault != "" {
		figures = append([]string{"附的 TOML 文件有误：" + d.now.fault}, figures...)
	}
	d.settle("figures", "重新计算", figures,
		fmt.Sprintf("由附的 TOML 文件重新算出%d个数，与附的 figures.json 逐字节相同", count),
		"由附的 TOML 文件重新算出的数，与附的 figures.json 不同")
	if compared < len(d.carried.figures) && len(tables) == 0 {
		d.skip(id, title, "不知道 figures.csv 应是哪份报告的，没有比较")
		return
	}
	d.settle(id, title, tables, "附的 figures.csv 与重新算出的逐字节相同", "附的 figures.csv 与重新算出的不同")
}

// shown is what a figure must read: as the attached figures have it; one over the reports
// of a book, or of an earlier year, which a ledger may print, as it was computed anew.
func (d *document) shown(key string) *metric.FigureJSON {
	for _, folder := range d.carried.folders() {
		if f := d.parsed[folder]; f != nil && f.by[key] != nil {
			return f.by[key]
		}
	}
	f := d.now.figure(key)
	if f == nil && d.overReports(key) {
		f = d.over()[key]
	}
	if f == nil {
		return nil
	}
	out := f.JSON()
	return &out
}

// checkPrinted holds what the pages print against the figures, and says what else there
// is on the pages.
func (d *document) checkPrinted(text *read.Text, err error) {
	const id, title = "printed", "印出的数"
	if err != nil {
		d.fail(id, title, nil, "%v", err)
		return
	}
	for _, m := range text.Marked {
		d.keys = append(d.keys, m.Value)
	}
	faults, unknown := d.comparePrinted(text.Marked)
	if len(text.Marked) == 0 {
		faults = append(faults, "没有一个数标明了是哪个数")
	}
	d.settle(id, title, faults,
		fmt.Sprintf("%d页上印出的%d处数，每一处都是数据里的那个数", text.Pages, len(text.Marked)-unknown),
		"有的数印得与数据不同")
	if unknown > 0 {
		d.skip("sums", "合计", "附的 TOML 文件不全，印出的%d处合计或往年的数没有核验", unknown)
	}
	if len(text.Loose) > 0 {
		d.fail("loose", "页面文字", nil, "第%s页有不属于文档结构的文字，是别的程序加上去的", pageList(text.Loose))
	}
	if len(text.Foreign) > 0 {
		d.skip("foreign", "图片和批注", "第%s页有图片、批注、签章或别的画法，是别的程序加上去的，没有看它们盖住或藏起了什么", pageList(text.Foreign))
	}
	if strings.Contains(text.Whole+text.Around, "\uFFFD") {
		d.skip("unread", "文字层", "有的字不知道是什么字，没有核验")
	}
	if extras := d.file.Extras(); len(extras) > 0 {
		d.skip("extras", "别的东西", "文件里有%s，是别的程序加上去的，没有核验", strings.Join(extras, "、"))
	}
	n := len(numbers.FindAllStringIndex(text.Rest+"\n"+text.Around, maxNumbers))
	d.skip("prose", "文字和版式", "数据以外的文字（其中的日期、文号、条款等%d处数字）、图形和排版没有核验；画面只按文字层核对", n)
}

// pageList names pages: 3、5、9.
func pageList(pages []int) string {
	var out []string
	for _, p := range slices.Compact(pages) {
		out = append(out, fmt.Sprint(p))
		if len(out) == mostDetails {
			return strings.Join(out, "、") + " 等"
		}
	}
	return strings.Join(out, "、")
}
