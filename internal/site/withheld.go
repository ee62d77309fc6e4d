package site

import (
	"slices"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Withholds reports whether a key is of something that is not to be published.
func (w *World) Withholds(key string) bool {
	return slices.ContainsFunc(w.content.Withheld, func(h record.Withheld) bool { return strings.HasPrefix(key, h.Key+"/") })
}

// hush takes the words and values out of findings that are about something
// withheld, and returns their places: what check prints in CI and what build and
// diff print may be read by anybody. Place, key, rule and severity stay, so
// that whoever has the files can mend them.
func hush(findings []source.Finding, withheld []record.Withheld) map[source.Place]bool {
	if len(withheld) == 0 {
		return nil
	}
	places := map[source.Place]bool{}
	for i := range findings {
		f := &findings[i]
		if !slices.ContainsFunc(withheld, func(w record.Withheld) bool { return speaksOf(f, w) }) {
			continue
		}
		places[f.Place] = true
		*f = source.Finding{
			Rule: f.Rule, Severity: f.Severity, Kind: f.Kind, Place: f.Place, Key: f.Key, Accepted: f.Accepted,
			Message: "不公开的项目或报告有一处问题，内容不在这里显示", Hint: "在自己的电脑上运行 mingbai check --reveal 看全文",
		}
		if f.Rule == source.RuleWithheld {
			f.Message = "这里写了不公开的项目的名称，会随网页和附件公开"
		}
		if f.Accepted != nil {
			a := *f.Accepted
			a.Reason, f.Accepted = "（不公开）", &a
		}
	}
	return places
}

// speaksOf reports whether a finding tells something of what is withheld. A name
// counts in what is said of its department or of the county; elsewhere the same
// words mean something else.
func speaksOf(f *source.Finding, w record.Withheld) bool {
	near := departmentOf(f.Place.File) == "" || departmentOf(f.Place.File) == departmentOf(w.Path)
	about := func(at source.Place, texts ...string) bool {
		return w.Holds(at.File) || near && slices.ContainsFunc(texts, w.Named)
	}
	return about(f.Place, f.Message, f.Title, f.Stated, f.Computed, f.Quote, f.Hint) ||
		f.Key == w.Key || strings.HasPrefix(f.Key, w.Key+"/") ||
		slices.ContainsFunc(f.Related, func(r source.Related) bool { return about(r.Place, r.Message) })
}

// departmentOf is the department in whose folder a file lies, or "".
func departmentOf(file string) string {
	if parts := strings.SplitN(file, "/", 3); len(parts) == 3 {
		return parts[1]
	}
	return ""
}
