package record

// Meets holds an actual against a target. Unsure is the answer wherever the two
// are not of one kind, a target gives no direction (264户), or words are held
// against numbers: those are questions for a rule of the domain.
func Meets(target, actual Target) Verdict {
	switch t := target.(type) {
	case Threshold, PerRatio:
		return meetsNumber(target, actual)
	case Zero:
		n, _, ok := Quantity(actual)
		if !ok {
			return Unsure
		}
		return decide(n.Sign() == 0, n.Sign() != 0)
	case Range:
		if !SameUnit(Threshold{Number: t.Lo, Unit: t.Unit}, actual) {
			return Unsure
		}
		n, _, _ := Quantity(actual)
		lo, _ := base(t.Lo.Number, t.Unit)
		hi, _ := base(t.Hi.Number, t.Unit)
		in := n.Cmp(lo) >= 0 && n.Cmp(hi) <= 0
		return decide(in, !in)
	case Date:
		if a, ok := actual.(Date); ok {
			return t.Meets(a)
		}
	case Tier:
		a, ok := actual.(Tier)
		switch {
		case !ok:
		case t.Band > 0 && a.Band > 0:
			return decide(a.Band <= t.Band, a.Band > t.Band)
		case t.Word == a.Word:
			return Met
		}
	case Done:
		if a, ok := actual.(Done); ok && t.Yes {
			return decide(a.Yes, !a.Yes)
		}
	}
	return Unsure
}

func meetsNumber(target, actual Target) Verdict {
	if !SameUnit(target, actual) {
		return Unsure
	}
	want, _, _ := Quantity(target)
	have, _, _ := Quantity(actual)
	c := have.Cmp(want)
	switch operator(target) {
	case AtLeast:
		return decide(c >= 0, c < 0)
	case Over:
		return decide(c > 0, c <= 0)
	case AtMost:
		return decide(c <= 0, c > 0)
	case Under:
		return decide(c < 0, c >= 0)
	case Exactly:
		return decide(c == 0, c != 0)
	}
	if c == 0 {
		return Met
	}
	return Unsure
}

// operator is a target's operator, Plain where it has none.
func operator(t Target) Op {
	switch v := t.(type) {
	case Threshold:
		return v.Op
	case Zero:
		return v.Op
	case PerRatio:
		return v.Op
	case Date:
		return v.Op
	}
	return Plain
}
