package metric

import (
	"slices"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Row is what is kept of a report once its figures are dropped: the values of its
// metrics and of its projects' metrics, without what they are made of. It serves
// the county, and the comparison in the year behind. Rows are immutable.
type Row struct {
	ID       string // 2023/zhengxie
	Year     int
	Dept     string
	Name     string // of the department
	Function string // 职能, "" where the department names none
	Parent   string // id of the supervising department
	Order    int64  // place of the department in lists
	Draft    bool   // the department is still writing it
	Unit     string // in which it publishes money
	Projects []ProjectRow

	mode   money.Mode
	file   string
	values []rowValue
}

// ProjectRow is a project's part of it.
type ProjectRow struct {
	ID, Name  string
	Evaluated bool

	file   string
	values []rowValue
}

// rowValue is one value with its metric, which all rows of a profile share.
type rowValue struct {
	d            *def
	v            Value
	line, column int32
}

// Row makes the row that is kept of the report whose figures these are.
func (s *Set) Row(r *record.Report) *Row {
	out := &Row{ID: s.ID, Year: r.Year, Dept: r.Dept, Name: r.Dept, Order: 1 << 40, Draft: r.Draft(), Unit: reportUnit(r).Name,
		mode: s.c.mode, file: r.File, values: kept(s.c.report, s.records[0].metrics)}
	if d := r.Department; d != nil {
		if d.Name.Value != "" {
			out.Name = d.Name.Value
		}
		out.Function, out.Parent = d.Function.Value, d.Parent.Value
		if d.Order.Set {
			out.Order = d.Order.Value
		}
	}
	out.Projects = make([]ProjectRow, len(r.Projects))
	for i, p := range r.Projects {
		out.Projects[i] = ProjectRow{ID: p.ID, Name: s.env.names[i], Evaluated: s.env.records[i+1].evaluated,
			file: p.File, values: kept(s.c.project, s.records[i+1].metrics)}
	}
	return out
}

// kept are the values that there are.
func kept(defs []*def, figures []*Figure) []rowValue {
	n := 0
	for _, f := range figures {
		if f != nil && f.OK() {
			n++
		}
	}
	out := make([]rowValue, 0, n)
	for i, f := range figures {
		if f != nil && f.OK() {
			at := f.Place()
			if _, in := f.Origin.(Input); !in {
				at = source.Place{}
			}
			out = append(out, rowValue{defs[i], f.Value, int32(at.Line), int32(at.Column)})
		}
	}
	return out
}

// Report makes the report's figure of that metric, or nil where it had no value.
func (r *Row) Report(metric string) *Figure {
	return r.figure(r.values, metric, r.ID+"/", "", r.file)
}

// Project makes the figure of that metric of the project with that id, or nil.
func (r *Row) Project(id, metric string) *Figure {
	i := slices.IndexFunc(r.Projects, func(p ProjectRow) bool { return p.ID == id })
	if i < 0 {
		return nil
	}
	return r.figure(r.Projects[i].values, metric, r.ID+"/projects/"+id+"/", id, r.Projects[i].file)
}

func (r *Row) figure(values []rowValue, metric, prefix, project, file string) *Figure {
	i := slices.IndexFunc(values, func(v rowValue) bool { return v.d.key == metric })
	if i < 0 {
		return nil
	}
	v := values[i]
	f := &Figure{Key: prefix + metric, Metric: metric, Project: project, Label: v.d.label, Value: v.v, Unit: v.d.unit, Digits: v.d.digits,
		Signed: v.d.signed, Rounding: r.mode, Note: v.d.note, kind: v.d.kind,
		Origin: Input{source.Place{File: file, Line: int(v.line), Column: int(v.column)}}}
	if v.d.kind == "amount" && f.Unit == "" {
		f.Unit = r.Unit
	}
	return f
}

// Number is the exact value of one of the report's metrics; ok is false where it
// had none.
func (r *Row) Number(metric string) (n money.Number, ok bool) { return valueIn(r.values, metric) }

// Number is the exact value of one of the project's metrics.
func (p *ProjectRow) Number(metric string) (n money.Number, ok bool) {
	return valueIn(p.values, metric)
}

func valueIn(values []rowValue, metric string) (n money.Number, ok bool) {
	for i := range values {
		if values[i].d.key == metric {
			return exact(values[i].v)
		}
	}
	return n, false
}

// Grade is the report's grade, "" where it has none.
func (r *Row) Grade() string { return gradeIn(r.values, "grade") }

// Grade is the project's grade, "" where it has none.
func (p *ProjectRow) Grade() string { return gradeIn(p.values, "grade") }

func gradeIn(values []rowValue, metric string) string {
	for i := range values {
		if t, ok := values[i].v.(Tier); ok && values[i].d.key == metric {
			return t.S
		}
	}
	return ""
}

// byOrder sorts rows as lists print them: by year, then the departments' order.
func byOrder(a, b *Row) int {
	switch {
	case a.Year != b.Year:
		return a.Year - b.Year
	case a.Order != b.Order:
		if a.Order < b.Order {
			return -1
		}
		return 1
	}
	return strings.Compare(a.Dept, b.Dept)
}
