package metric

import (
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// Earlier is the figures of an earlier year: a Set, or the Row that is kept of it.
type Earlier interface {
	Report(metric string) *Figure
	Project(id, metric string) *Figure
}

// Context is what figures depend on besides the report and its profile. The zero
// Context is a report on its own.
type Context struct {
	// Previous is the same department's published figures of the year before, nil
	// where there are none. Formulas read them as last.X.
	Previous Earlier
	// PreviousReport is the record that Previous was computed from; a draft is not
	// compared with.
	PreviousReport *record.Report
	// Catalogue finds the rules of a project that has a profile of its own; nil, or
	// a nil answer: the report's.
	Catalogue func(*record.Profile) *Catalogue
	AsOf      string // the day that counts as today, 2024-03-31; "" where it is not known
}

// Compute computes every figure of a report on its own.
func Compute(r *record.Report, c *Catalogue) (*Set, []source.Finding) {
	return Context{}.Compute(r, c)
}

// previous is the year before, where it may be compared with.
func (ctx Context) previous() Earlier {
	if p := ctx.PreviousReport; p != nil {
		switch record.Stage(p.Stage.Value) {
		case record.Published, record.Transcribed:
		default:
			return nil
		}
	}
	if s, ok := ctx.Previous.(*Set); ok && s == nil {
		return nil
	}
	if r, ok := ctx.Previous.(*Row); ok && r == nil {
		return nil
	}
	return ctx.Previous
}

// Years computes the reports of one department, the earliest first: each is held
// against the year before it. Where there are no rules for a report, it has no
// figures.
func (ctx Context) Years(reports []*record.Report, rules func(*record.Profile) *Catalogue) ([]*Set, [][]source.Finding) {
	ctx.Catalogue = rules
	sets, faults := make([]*Set, len(reports)), make([][]source.Finding, len(reports))
	for i, r := range reports {
		cat := rules(r.Rules)
		if cat == nil {
			continue
		}
		ctx.Previous, ctx.PreviousReport = nil, nil
		if i > 0 && sets[i-1] != nil && reports[i-1].Year == r.Year-1 {
			ctx.Previous, ctx.PreviousReport = sets[i-1], reports[i-1]
		}
		sets[i], faults[i] = ctx.Compute(r, cat)
	}
	return sets, faults
}
