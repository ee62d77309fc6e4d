package report

import (
	"slices"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// fields is a grid of facts about the document.
func (p *reportPage) fields(args []string, _ string, _ source.Place) []doc.Block {
	if args[0] == "verification" {
		return []doc.Block{p.verification()}
	}
	return []doc.Block{doc.Fields{ID: "disclosure", Items: disclosure(p.in.Report)}}
}

// disclosure is how the report was published.
func disclosure(r *record.Report) []doc.Field {
	d := r.Disclosure
	number := inlines(none("报告没有文号"))
	if d.Number.Value != "" {
		number = inlines(text(d.Number.Value))
	}
	items := []doc.Field{
		{Label: "索引号", Content: orMissing(d.Index)},
		{Label: "主题分类", Content: orMissing(d.Theme)},
		{Label: "发布机构", Content: orMissing(d.Publisher)},
		{Label: "文号", Content: number},
		{Label: "成文日期", Content: dateOrMissing(d.Made)},
		{Label: "发布日期", Content: dateOrMissing(d.Published)},
		{Label: "公开方式", Content: orMissing(d.Openness)},
		{Label: "时效性", Content: orMissing(d.Validity)},
		{Label: "状态", Content: inlines(text(stageName(r)))},
	}
	if r.Left > 0 || d.Level.Value == "partial" {
		level := "部分公开"
		if basis := strings.TrimSpace(d.Basis.Value); basis != "" {
			level += "（" + basis + "）"
		}
		items = append(items, doc.Field{Label: "公开程度", Content: inlines(text(level))})
	}
	return append(items, signOff(r)...)
}

// incomplete reports whether a fact of the publication is still 待填.
func incomplete(r *record.Report) bool {
	return slices.ContainsFunc(disclosure(r), func(f doc.Field) bool { return slices.Contains(f.Content, missing()) })
}

// versionFields say from which data the document was made.
func (p *page) versionFields() []doc.Field {
	f := []doc.Field{{Label: "数据版本", Content: inlines(doc.Code{S: p.version.text()})}}
	if p.version.Hash != "" {
		f = append(f, doc.Field{Label: "数据摘要（SHA-256）", Content: inlines(doc.Code{S: groups(p.version.Hash)})})
	}
	return f
}

// lastLine is the last line in print: which document it is. It stays one line, so the
// address stands under 核验 alone.
func (p *reportPage) lastLine() []doc.Field {
	return []doc.Field{
		{Label: "索引号", Content: orMissing(p.in.Report.Disclosure.Index)},
		{Label: "数据版本", Content: inlines(text(p.version.text()))},
	}
}

// stageName says where a report stands in its life.
func stageName(r *record.Report) string {
	switch record.Stage(r.Stage.Value) {
	case record.Submitted:
		return "已报送"
	case record.Approved:
		return "已审签"
	case record.Published:
		return "已公开"
	case record.Transcribed:
		return "转录"
	}
	return draftText
}
