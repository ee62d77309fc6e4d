package report

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"mingbai/internal/doc"
	"mingbai/internal/markdown"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Prose finds the faults of a report's texts that making its documents would find:
// figures that there are not, and marks that Markdown does not allow. It makes no
// document, so that a check of a whole county need not either.
func Prose(r *record.Report, set *metric.Set) []source.Finding {
	c := proseCheck{page: page{marks: newMarks(set, nil)}}
	for _, s := range []source.String{r.Goals.Text, r.Evaluation.Text, r.Analysis.Text, r.Measures.Text} {
		c.markdown(s, "", 3)
	}
	c.markdown(r.ResultUse.Text, "", noHeadings)
	for i := range r.Problems {
		c.markdown(r.Problems[i].Text, "", noHeadings)
	}
	c.plain(reflect.ValueOf(r).Elem(), "")
	for _, q := range r.Projects {
		for _, s := range []source.String{q.Purpose, q.Result, q.ResultUse.Text} {
			c.markdown(s, q.ID, noHeadings)
		}
		c.plain(reflect.ValueOf(q).Elem(), q.ID)
	}
	return c.page.found
}

// proseCheck goes through the texts of a report.
type proseCheck struct {
	page page
	seen map[source.Place]bool // texts that were read as Markdown
}

func (c *proseCheck) figure(project string) func(string, source.Place) (doc.Inline, []source.Finding) {
	return func(name string, at source.Place) (doc.Inline, []source.Finding) {
		if len(c.page.marks.set.Resolve(name, project)) == 1 {
			return text(name), nil
		}
		return c.page.named(name, project, at)
	}
}

func (c *proseCheck) markdown(s source.String, project string, level int) {
	if strings.TrimSpace(s.Value) == "" {
		return
	}
	if c.seen == nil {
		c.seen = map[source.Place]bool{}
	}
	c.seen[s.Place] = true
	if unmarked(s.Value) {
		c.names(&s, project)
		return
	}
	_, found := markdown.Parse(s.Value, markdown.Options{At: s.PlaceAt, Level: level, Figure: c.figure(project)})
	c.page.found = append(c.page.found, found...)
}

// unmarked reports whether a text has nothing that could mean anything to
// Markdown but {{names}}, so that there is no need to parse it.
func unmarked(text string) bool {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == '{' {
			name, end, ok := figureName(text[i:])
			if !ok || name == "" || strings.IndexFunc(text[i+2:i+end-2], func(r rune) bool { return !plainRune(r) && r != '.' && r != '@' && r != '/' && r != '_' }) >= 0 {
				return false
			}
			size = end
		} else if !plainRune(r) && r != '\n' {
			return false
		}
		i += size
	}
	return true
}

// plainRune reports whether a character means itself wherever it stands: hanzi and
// their punctuation, letters, digits.
func plainRune(r rune) bool {
	switch {
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '%', r == ',':
		return true
	case r >= 0x4e00 && r <= 0x9fff, r >= 0x3001 && r <= 0x3011, r >= 0xff01 && r <= 0xff5e:
		return true
	}
	return strings.ContainsRune("“”‘’—…·≥≤〔〕", r)
}

// plain resolves the names in every other text of a record; forms may print any of
// them.
func (c *proseCheck) plain(v reflect.Value, project string) {
	switch v.Kind() {
	case reflect.Slice:
		if list, ok := v.Addr().Interface().(*[]record.Indicator); ok {
			c.indicators(*list, project)
		} else if v.Type().Elem().Kind() == reflect.Struct {
			for i := range v.Len() {
				c.plain(v.Index(i), project)
			}
		}
	case reflect.Struct:
		if s, ok := v.Addr().Interface().(*source.String); ok {
			c.named(s, project)
			return
		}
		for _, i := range textFields[v.Type()] {
			c.plain(v.Field(i), project)
		}
	}
}

// textFields lists, for every type of record, the fields that may hold texts. It is
// made once and then only read.
var textFields = fieldsBelow(map[reflect.Type][]int{}, reflect.TypeFor[record.Report](), reflect.TypeFor[record.Project]())

// fieldsBelow adds the fields of types and of whatever they hold. Names and keys
// are printed as they are.
func fieldsBelow(all map[reflect.Type][]int, types ...reflect.Type) map[reflect.Type][]int {
	for _, t := range types {
		if t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if _, done := all[t]; done || t.Kind() != reflect.Struct {
			continue
		}
		all[t] = textFieldsOf(t)
		for _, i := range all[t] {
			fieldsBelow(all, t.Field(i).Type)
		}
	}
	return all
}

func textFieldsOf(t reflect.Type) []int {
	var out []int
	for i := range t.NumField() {
		f := t.Field(i)
		switch {
		case !f.IsExported():
		case slices.Contains([]string{"-", "@", "id", "key", "name", "title", "title_lines", "label"}, f.Tag.Get("toml")):
		case f.Type.Kind() == reflect.Struct, f.Type.Kind() == reflect.Slice:
			out = append(out, i)
		}
	}
	return out
}

// indicators does for the rows of a form, of which there are most, what plain does
// for everything else.
func (c *proseCheck) indicators(list []record.Indicator, project string) {
	for k := range list {
		for _, s := range indicatorTexts(&list[k]) {
			c.named(s, project)
		}
	}
}

func indicatorTexts(i *record.Indicator) [15]*source.String {
	return [...]*source.String{&i.Level1, &i.Level2, &i.Name, &i.Kind, &i.Target, &i.Initial, &i.MidTerm, &i.Actual,
		&i.Rate, &i.Band, &i.LastYear, &i.Cause, &i.Measure, &i.Evidence, &i.Why}
}

// named resolves the names in a text that is none of Markdown.
func (c *proseCheck) named(s *source.String, project string) {
	if strings.Contains(s.Value, "{{") && !c.seen[s.Place] {
		c.names(s, project)
	}
}

func (c *proseCheck) names(s *source.String, project string) {
	for i := 0; ; {
		at := strings.Index(s.Value[i:], "{{")
		if at < 0 {
			return
		}
		i += at
		name, end, ok := figureName(s.Value[i:])
		if !ok {
			i += len("{{")
			continue
		}
		if len(c.page.marks.set.Resolve(name, project)) != 1 {
			inner := s.Value[i+len("{{") : i+end]
			lead := len(inner) - len(strings.TrimLeft(inner, " "))
			_, found := c.page.named(name, project, s.PlaceAt(i+len("{{")+lead))
			c.page.found = append(c.page.found, found...)
		}
		i += end
	}
}
