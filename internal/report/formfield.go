package report

import (
	"reflect"
	"strings"

	"mingbai/internal/doc"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// value is a field of the form's record, as a label-value pair or a text block
// names it: a figure by its metric, a field by its path in the file (goals.midterm),
// one of the report behind “report.”, one of the department behind “department.”.
func (f *filler) value(s slot) formCell {
	key := s.col.Key.Value
	why := "没有填写“" + strings.ReplaceAll(f.captionOf(s), "|", "") + "”"
	switch key {
	case "":
		return blank(1)
	case "year":
		return s.fixed(inlines(text(itoa(f.report.Year))), doc.Left)
	case "department":
		return s.fixed(inlines(text(departmentName(f.report))), doc.Left)
	case "period":
		return s.set(f.period(), doc.Left, absentText, why)
	case "span":
		return s.set(f.span(), doc.Left, absentText, why)
	case "supervisor":
		if f.project != nil && f.project.Supervisor.Value != "" {
			return f.words(s, f.project.Supervisor, "", "")
		}
		return s.fixed(inlines(text(departmentName(f.report))), doc.Left)
	case "executor":
		return f.executor(s, why)
	}
	if fig := f.figure(key); fig != nil {
		c := f.figureOr(s, f.saidOr(fig), nil)
		if s.col.Align.Value == "" {
			c.align = doc.Left
		}
		return c
	}
	v, tag, ok := f.lookup(key)
	if !ok {
		v, tag, ok = f.lookup("funds." + key)
	}
	if !ok && f.knows(key) {
		return s.set(nil, doc.Left, absentText, why)
	}
	if !ok {
		return f.unknown(s, []string{"name", "code", "supervisor", "executor", "year", "department", "period", "span", "kind", "attribute", "purpose", "goals.expected"})
	}
	return f.leaf(s, v, tag, why)
}

// knows reports whether the rules have a metric of that name for the form's record.
func (f *filler) knows(key string) bool {
	p := f.rules()
	if p == nil {
		return false
	}
	for i := range p.Metrics {
		if m := &p.Metrics[i]; m.Key.Value == key && isProjectMetric(*m) == (f.project != nil) {
			return true
		}
	}
	return false
}

// captionOf names a column for whoever reads why its cell is empty.
func (f *filler) captionOf(s slot) string {
	switch {
	case s.col.Caption.Value != "":
		return f.years(s.col.Caption.Value)
	case s.block.Caption.Value != "":
		return f.years(s.block.Caption.Value)
	}
	return s.col.Key.Value
}

// executor is who carries a project out: as the form has it, else the subordinate
// unit that the project names.
func (f *filler) executor(s slot, why string) formCell {
	if f.project == nil {
		return s.fixed(inlines(text(departmentName(f.report))), doc.Left)
	}
	if f.project.Executor.Value == "" {
		for i := range f.report.SubUnits {
			if u := &f.report.SubUnits[i]; u.ID.Value != "" && u.ID.Value == f.project.SubUnit.Value {
				return f.words(s, u.Name, absentText, why)
			}
		}
	}
	return f.words(s, f.project.Executor, absentText, why)
}

// period is the evaluated period.
func (f *filler) period() []doc.Inline {
	p := f.periodOf()
	if !p.From.Set || !p.To.Set {
		return nil
	}
	return inlines(text(chineseDate(p.From) + "至" + chineseDate(p.To)))
}

// span is the years that a project lasts.
func (f *filler) span() []doc.Inline {
	p := f.periodOf()
	switch {
	case !p.SpanFrom.Set || !p.SpanTo.Set:
		return nil
	case p.SpanFrom.Value == p.SpanTo.Value:
		return inlines(text(itoa(int(p.SpanFrom.Value)) + "年"))
	}
	return inlines(text(itoa(int(p.SpanFrom.Value)) + "—" + itoa(int(p.SpanTo.Value)) + "年"))
}

func (f *filler) periodOf() *record.Period {
	if f.project != nil {
		return &f.project.Period
	}
	return &f.report.Period
}

// lookup finds a field of the record by its path in the file.
func (f *filler) lookup(path string) (v any, tag reflect.StructTag, ok bool) {
	if rest, yes := strings.CutPrefix(path, "report."); yes {
		return fieldOf(reflect.ValueOf(f.report).Elem(), rest)
	}
	if rest, yes := strings.CutPrefix(path, "department."); yes {
		if f.report.Department == nil {
			return source.String{}, "", true
		}
		return fieldOf(reflect.ValueOf(f.report.Department).Elem(), rest)
	}
	if f.project != nil {
		return fieldOf(reflect.ValueOf(f.project).Elem(), path)
	}
	return fieldOf(reflect.ValueOf(f.report).Elem(), path)
}

// fieldOf walks down the tables of a record to one of its leaves.
func fieldOf(v reflect.Value, path string) (leaf any, tag reflect.StructTag, ok bool) {
	name, rest, deeper := strings.Cut(path, ".")
	t := v.Type()
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Tag.Get("toml") != name || name == "" || name == "-" || name == "@" {
			continue
		}
		switch {
		case !deeper:
			return v.Field(i).Interface(), sf.Tag, isLeaf(v.Field(i).Interface())
		case sf.Type.Kind() == reflect.Struct && !isLeaf(v.Field(i).Interface()):
			return fieldOf(v.Field(i), rest)
		}
	}
	return nil, "", false
}

func isLeaf(v any) bool {
	switch v.(type) {
	case source.String, source.Bool, source.Int, source.Date, source.Number, source.Amount, source.Stated, []source.String:
		return true
	}
	return false
}

// leaf prints a field by its type.
func (f *filler) leaf(s slot, v any, tag reflect.StructTag, why string) formCell {
	var c formCell
	switch v := v.(type) {
	case source.String:
		if word, ok := wordFor(tag.Get("words"), v.Value); ok {
			return s.set(inlines(text(word)), doc.Left, absentText, why)
		}
		return f.words(s, v, absentText, why)
	case source.Date:
		c = f.date(s, v, absentText, why)
	case source.Amount:
		c = f.amount(s, v, absentText, why)
	case source.Number:
		c = f.number(s, v, -1, absentText, why)
	case source.Int:
		c = f.count(s, v, absentText, why)
	case source.Bool:
		if v.Set {
			c = s.set(inlines(text(map[bool]string{true: "是", false: "否"}[v.Value])), doc.Left, "", "")
		} else {
			c = s.set(nil, doc.Left, absentText, why)
		}
	case source.Stated:
		content := inlines(text(v.Text))
		if !v.Set {
			content = nil
		}
		c = s.set(content, doc.Left, absentText, why)
	case []source.String:
		var all []string
		for _, w := range v {
			all = append(all, w.Value)
		}
		if len(all) == 0 {
			return s.set(nil, doc.Left, absentText, why)
		}
		c = s.set(inlines(text(strings.Join(all, "；"))), doc.Left, absentText, why)
	}
	if s.col.Align.Value == "" {
		c.align = doc.Left
	}
	return c
}

// wordFor is what a code means: full is 公开 by “full=公开 partial=部分公开”.
func wordFor(words, code string) (string, bool) {
	for _, w := range strings.Fields(words) {
		if name, word, ok := strings.Cut(w, "="); ok && name == code && code != "" {
			return word, true
		}
	}
	return "", false
}
