package check

import (
	"strconv"

	"mingbai/internal/money"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

// surveys are the percentages of satisfaction that follow from their answers.
func (s *scene) surveys() []statement {
	var out []statement
	add := func(q *record.Project, v *record.Satisfaction) {
		if v.Percent.Set && v.Satisfied.Set && v.Valid.Set {
			st := s.rateOf(q, "satisfaction", "满意度", &v.Percent)
			st.divide(money.Int(v.Satisfied.Value), money.Int(v.Valid.Value), "有效份数为零")
			out = append(out, st)
		}
	}
	add(nil, &s.Satisfaction)
	for _, q := range s.Projects {
		add(q, &q.Satisfaction)
	}
	return out
}

// rateOf is a printed percentage that has no computed value yet.
func (s *scene) rateOf(q *record.Project, metric, label string, p *source.Stated) statement {
	return statement{q: q, metric: metric, key: s.keyOf(q, metric), label: label, kind: "ratio", unit: "%", place: p.Place, text: p.Text,
		number: p.Kind == source.StatedPercent, v: p.Value, digits: 2, reason: "没有填报这一行的预算数或支出数"}
}

func (st *statement) divide(part, whole money.Number, zero string) {
	q, ok := part.Quo(whole)
	if !ok {
		st.reason, st.zero = zero, part.Sign() == 0
		return
	}
	st.exact, st.ok = q.Mul(money.Int(100)), true
	st.lo, st.hi = st.exact, st.exact
}

// rowRates are the rates that a form prints in the rows of its funds: spending by
// the budget, or by what was received where that is all the row gives.
func (s *scene) rowRates() []statement {
	var out []statement
	add := func(q *record.Project, metric, name string, rate *source.Stated, budget, received, spent source.Amount) {
		if !rate.Set {
			return
		}
		if !budget.Set {
			budget = received
		}
		st := s.rateOf(q, metric, "“"+name+"”的执行率", rate)
		if budget.Set && spent.Set {
			st.divide(spent.Value.Number(), budget.Value.Number(), "预算数为零")
			if st.ok {
				st.lo, st.hi = quotientBounds(spent.Value, budget.Value, spent.Unit.Name, budget.Unit.Name)
			}
		}
		out = append(out, st)
	}
	for i := range s.SubUnits {
		u := &s.SubUnits[i]
		add(nil, "subunits/"+u.ID.Value+"/execution_rate", u.Name.Value, &u.Rate, u.Budget, u.Received, u.Spent)
	}
	rows := func(q *record.Project, list []record.FundSource) {
		for i := range list {
			r := &list[i]
			add(q, "sources/"+strconv.Itoa(i+1)+"/execution_rate", r.Name.Value, &r.Rate, r.Budget, r.Received, r.Spent)
		}
	}
	rows(nil, s.Funds.Sources)
	for _, q := range s.Projects {
		rows(q, q.Funds.Sources)
		for i := range q.Parts {
			r := &q.Parts[i]
			add(q, "parts/"+strconv.Itoa(i+1)+"/execution_rate", r.Name.Value, &r.Rate, r.Budget, r.Received, r.Spent)
		}
	}
	return out
}
