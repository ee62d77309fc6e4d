package site

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"mingbai/internal/history"
	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Diff is what changed between two states of the content, in figures.
type Diff struct {
	From, To       DiffSide
	Added, Removed []DiffReport // reports that there are on one side only
	Changes        []Change     // by report, inputs first, then by key
	Appeared, Went []source.Finding
}

// DiffSide is one of the two states.
type DiffSide struct {
	Name   string // as it was asked for; 工作区 for the files as they are
	Commit string // "" for the files as they are
}

// Short names a side: the revision, or 工作区.
func (s DiffSide) Short() string {
	if s.Commit == "" {
		return s.Name
	}
	return s.Commit[:min(10, len(s.Commit))]
}

// DiffReport is a report as a diff names it.
type DiffReport struct {
	Key        string // 2023/zhengxie
	Department string
	Year       int
	Figures    int
}

// Change is one figure that is not what it was.
type Change struct {
	Report        DiffReport
	Key           string
	Project       string // name of the project, "" for the report
	Label         string
	Before, After *metric.Figure // nil where there was or is none
	Place         source.Place   // of an input now, or before where it is gone
	Input         bool           // a value that a person wrote, not one that follows
	Formula       [2]string      // before and after, where the formula itself changed
	Why           []Cause        // the inputs that moved it
}

// Cause is an input that changed and moved a computed figure.
type Cause struct{ Key, Label, Before, After string }

// Compare says what changed between two revisions; an empty second one stands for
// the files as they are.
func Compare(opt Options, from, to string) (*Diff, error) {
	if opt.AsOf != "" {
		if _, err := time.Parse(time.DateOnly, opt.AsOf); err != nil {
			return nil, badDay(opt.AsOf)
		}
	}
	today := opt.AsOf
	if today == "" {
		today = history.Open(opt.Content).Newest()
	}
	d := &Diff{To: DiffSide{"工作区", ""}}
	var b *past
	var err error
	if to != "" {
		if b, err = readPast(opt.Content, to, today, nil); err != nil {
			return nil, err
		}
		d.To = DiffSide{to, b.rev.Commit}
	} else if b, err = readNow(opt.Content, today); err != nil {
		return nil, err
	}
	a, err := readPast(opt.Content, from, today, b.withheld)
	if err != nil {
		return nil, err
	}
	d.From = DiffSide{from, a.rev.Commit}
	d.figures(a, b)
	now, was := append(b.broken, b.findings()...), append(a.broken, a.findings()...)
	d.Appeared, d.Went = subtract(now, was), subtract(was, now)
	source.Sort(d.Appeared)
	source.Sort(d.Went)
	return d, nil
}

// readNow reads the content as it is.
func readNow(content, asOf string) (*past, error) {
	tree, faults, err := source.ReadTree(content)
	switch {
	case errors.Is(err, source.ErrNoRoot):
		return nil, noContent(content)
	case err != nil:
		return nil, err
	}
	records, more := record.Load(tree)
	faults = append(faults, more...)
	return newPast(records.Public(), faults, asOf), nil
}

func (r *computed) side() DiffReport {
	d := DiffReport{Key: r.Key(), Department: r.Department.Name.Value, Year: r.Year}
	if d.Department == "" {
		d.Department = r.Dept
	}
	if r.set != nil {
		d.Figures = len(r.set.All())
	}
	return d
}

// figures compares the reports of both sides by their keys.
func (d *Diff) figures(a, b *past) {
	before := map[string]*computed{}
	for _, r := range a.reports {
		before[r.Key()] = r
	}
	for _, r := range b.reports {
		old := before[r.Key()]
		delete(before, r.Key())
		switch {
		case old == nil:
			d.Added = append(d.Added, r.side())
		case old.set != nil && r.set != nil:
			d.report(old, r)
		}
	}
	for _, r := range a.reports {
		if before[r.Key()] != nil {
			d.Removed = append(d.Removed, r.side())
		}
	}
}

// report compares the figures of one report. Both lists are sorted by key; what
// people wrote comes before what follows from it.
func (d *Diff) report(a, b *computed) {
	x, y := a.set.All(), b.set.All()
	side, first := b.side(), len(d.Changes)
	for len(x) > 0 || len(y) > 0 {
		var old, now *metric.Figure
		switch {
		case len(y) == 0 || len(x) > 0 && x[0].Key < y[0].Key:
			old, x = x[0], x[1:]
		case len(x) == 0 || y[0].Key < x[0].Key:
			now, y = y[0], y[1:]
		default:
			old, now, x, y = x[0], y[0], x[1:], y[1:]
		}
		if !sameFigure(old, now) {
			d.Changes = append(d.Changes, change(side, a, b, old, now))
		}
	}
	slices.SortStableFunc(d.Changes[first:], func(x, y Change) int {
		switch {
		case x.Input == y.Input:
			return 0
		case x.Input:
			return -1
		}
		return 1
	})
}

// sameFigure reports whether a figure has the value it had. One that never had
// any is the same as none.
func sameFigure(a, b *metric.Figure) bool {
	switch {
	case a == nil:
		return !b.OK()
	case b == nil:
		return !a.OK()
	case a.Status() != b.Status():
		return false
	}
	m, ok1 := a.Exact()
	n, ok2 := b.Exact()
	if ok1 && ok2 {
		return m.Cmp(n) == 0 && a.Kind() == b.Kind() && a.Shown() == b.Shown() && a.Unit == b.Unit
	}
	return a.Shown() == b.Shown()
}

func change(side DiffReport, a, b *computed, old, now *metric.Figure) Change {
	f, r := now, b
	if f == nil {
		f, r = old, a
	}
	c := Change{Report: side, Key: f.Key, Label: f.Label, Before: old, After: now}
	if f.Row != "" {
		c.Label = f.Row + "·" + f.Label
	}
	if q := projectOf(r.Report, f.Project); q != nil {
		c.Project = q.Title()
	}
	switch f.Origin.(type) {
	case metric.Input, metric.Stated:
		c.Input, c.Place = true, f.Place()
		return c
	}
	if x, y := formula(old), formula(now); old != nil && now != nil && x != y {
		c.Formula = [2]string{x, y}
	}
	c.Why = causes(a.set, b.set, old, now)
	return c
}

func projectOf(r *record.Report, id string) *record.Project {
	i := slices.IndexFunc(r.Projects, func(q *record.Project) bool { return q.ID == id })
	if id == "" || i < 0 {
		return nil
	}
	return r.Projects[i]
}

func formula(f *metric.Figure) string {
	if f == nil {
		return ""
	}
	if c, ok := f.Origin.(metric.Computed); ok {
		return c.Formula
	}
	return ""
}

// causes lists the inputs below a computed figure that changed.
func causes(a, b *metric.Set, old, now *metric.Figure) []Cause {
	seen := map[string]bool{}
	var out []Cause
	var walk func(f *metric.Figure)
	walk = func(f *metric.Figure) {
		if f == nil || seen[f.Key] {
			return
		}
		seen[f.Key] = true
		c, computed := f.Origin.(metric.Computed)
		if !computed {
			x, y := a.Get(f.Key), b.Get(f.Key)
			if x != nil && y != nil && sameFigure(x, y) || x == nil && y == nil {
				return
			}
			label := f.Label
			if f.Row != "" {
				label = f.Row + "·" + label
			}
			out = append(out, Cause{f.Key, label, ShownText(x), ShownText(y)})
			return
		}
		for _, in := range c.Inputs {
			walk(in)
		}
	}
	walk(now)
	walk(old)
	slices.SortFunc(out, func(x, y Cause) int { return strings.Compare(x.Key, y.Key) })
	return out
}

// ShownText is a figure with its unit; 无 where there is none.
func ShownText(f *metric.Figure) string {
	if f == nil {
		return "无"
	}
	return f.WithUnit()
}

// Moved is by how much a figure changed, with its sign, in its unit; "" where the
// two are no numbers of one kind.
func (c *Change) Moved() string {
	if c.Before == nil || c.After == nil || c.Before.Kind() != c.After.Kind() || c.Before.Unit != c.After.Unit {
		return ""
	}
	a, ok1 := c.Before.InUnit()
	b, ok2 := c.After.InUnit()
	if !ok1 || !ok2 {
		return ""
	}
	diff := b.Sub(a)
	text := diff.Text(c.After.Digits, c.After.Rounding)
	if diff.Sign() > 0 {
		text = "+" + text
	}
	if c.After.Unit == "%" {
		return text + "个百分点"
	}
	return text + c.After.Unit
}

func noContent(path string) error {
	return fmt.Errorf("没有数据目录“%s”，请用 --content 指明", path)
}

func badDay(s string) error {
	return fmt.Errorf("--as-of 的日期“%s”不对，要写成 2024-03-31 这样", s)
}
