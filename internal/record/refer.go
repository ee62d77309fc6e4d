package record

import (
	"strings"

	"mingbai/internal/source"
)

// validate checks what the types cannot: the title's lines, and the names that
// one part of a report gives another.
func (r *Report) validate() []source.Finding {
	var out []source.Finding
	if joined, at := joinLines(r.TitleLines); len(r.TitleLines) > 0 && at.File != "" && joined != r.Title.Value {
		f := fault(source.RuleWrongType, at, "title_lines 连起来是“"+joined+"”，与 title 不一样", "title_lines 只是把 title 分行，字、空格和标点都要相同")
		if r.Title.Set {
			f.Related = []source.Related{{Place: r.Title.Place, Message: "title 写在这里"}}
		}
		out = append(out, f)
	}
	problems, units := once{what: "问题编号"}, once{what: "单位编号"}
	for i := range r.Problems {
		out = append(out, problems.see(r.Problems[i].ID)...)
	}
	for i := range r.SubUnits {
		out = append(out, units.see(r.SubUnits[i].ID)...)
	}
	out = append(out, validItems(r.Items)...)
	return append(out, validAdjustments(r.Funds.Adjustments)...)
}

// validate checks what the types cannot; subunits are the ids that its report has.
func (p *Project) validate(subunits []string) []source.Finding {
	out := append(validItems(p.Items), validAdjustments(p.Funds.Adjustments)...)
	out = append(out, validSubUnit(p.SubUnit, subunits)...)
	for i := range p.Parts {
		out = append(out, validSubUnit(p.Parts[i].SubUnit, subunits)...)
	}
	return out
}

// joinLines joins the lines of a title; the place is the first line's, or none
// when a line could not be read.
func joinLines(lines []source.String) (string, source.Place) {
	var b strings.Builder
	for _, l := range lines {
		if !l.Set {
			return "", source.Place{}
		}
		b.WriteString(l.Value)
	}
	if len(lines) == 0 {
		return "", source.Place{}
	}
	return b.String(), lines[0].Place
}

// once reports names that are given twice.
type once struct {
	what string
	seen map[string]source.Place
}

func (o *once) see(s source.String) []source.Finding {
	if s.Value == "" {
		return nil
	}
	if first, twice := o.seen[s.Value]; twice {
		f := fault(source.RuleDuplicateKey, s.Place, o.what+"“"+s.Value+"”写了两次", "换一个编号，各不相同")
		f.Related = []source.Related{{Place: first, Message: "第一次写在这里"}}
		return []source.Finding{f}
	}
	if o.seen == nil {
		o.seen = map[string]source.Place{}
	}
	o.seen[s.Value] = s.Place
	return nil
}

// validItems checks that each item has one value and a name of its own.
func validItems(items []Item) []source.Finding {
	var out []source.Finding
	names := once{what: "名字"}
	for i := range items {
		it := &items[i]
		out = append(out, names.see(it.Key)...)
		switch {
		case it.Amount.Set && it.Number.Set:
			out = append(out, fault(source.RuleWrongType, it.Number.Place, "amount 和 number 只能写一个", "是钱写 amount，不是钱写 number"))
		case it.Amount.Set && it.Unit.Set:
			out = append(out, fault(source.RuleWrongType, it.Unit.Place, "金额的单位不写在 unit", "写在金额里：amount = \""+it.Amount.Literal+it.Amount.Unit.Name+"\""))
		}
	}
	return out
}

// validAdjustments checks that a sum's sign agrees with its kind.
func validAdjustments(list []Adjustment) []source.Finding {
	var out []source.Finding
	for i := range list {
		a := &list[i]
		switch {
		case !a.Amount.Set:
		case a.Kind.Value == "追减" && a.Amount.Value > 0:
			out = append(out, fault(source.RuleBadNumber, a.Amount.Place, "追减的金额要写负数", "写成 -"+a.Amount.Literal))
		case a.Kind.Value == "追加" && a.Amount.Value < 0:
			out = append(out, fault(source.RuleBadNumber, a.Amount.Place, "追加的金额不能是负数", "去掉负号，或者把 kind 改成 追减"))
		}
	}
	return out
}

func validSubUnit(s source.String, known []string) []source.Finding {
	if s.Value == "" || !source.IsID(s.Value) {
		return nil
	}
	for _, id := range known {
		if id == s.Value {
			return nil
		}
	}
	hint := source.DidYouMean(s.Value, known)
	if hint == "" {
		hint = "在 report.toml 里加一组 [[subunit]]，写上 id = \"" + s.Value + "\""
	}
	return []source.Finding{fault(source.RuleWrongType, s.Place, "报告里没有编号是“"+s.Value+"”的所属单位", hint)}
}

// subunits lists the ids of the report's units.
func (r *Report) subunits() []string {
	var out []string
	for i := range r.SubUnits {
		if id := r.SubUnits[i].ID.Value; id != "" {
			out = append(out, id)
		}
	}
	return out
}

// ledgers checks that the problems which the ledgers of a department's reports
// speak of exist, where the content has the report that named them.
func ledgers(reports []*Report) []source.Finding {
	var out []source.Finding
	named := map[int64][]string{}
	for _, r := range reports {
		named[int64(r.Year)] = []string{}
		for i := range r.Problems {
			if id := r.Problems[i].ID.Value; id != "" {
				named[int64(r.Year)] = append(named[int64(r.Year)], id)
			}
		}
	}
	for _, r := range reports {
		for i := range r.Ledger {
			row := &r.Ledger[i]
			known, there := named[row.Year.Value]
			if there && row.Year.Set && source.IsID(row.Problem.Value) {
				out = append(out, knownProblem(row, known)...)
			}
		}
	}
	return out
}

func knownProblem(row *Rectification, known []string) []source.Finding {
	for _, id := range known {
		if id == row.Problem.Value {
			return nil
		}
	}
	hint := source.DidYouMean(row.Problem.Value, known)
	switch {
	case hint != "":
	case len(known) > 0:
		hint = "那一年的问题有：" + strings.Join(known, "、")
	default:
		hint = "给那一年报告的 [[problem]] 写上 id，或者在这里删去 problem、写 text"
	}
	return []source.Finding{fault(source.RuleWrongType, row.Problem.Place, itoa(int(row.Year.Value))+"年的报告里没有编号是“"+row.Problem.Value+"”的问题", hint)}
}
