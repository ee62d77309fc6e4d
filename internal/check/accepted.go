package check

import (
	"fmt"
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// RuleAccepted names findings about acceptances themselves.
const RuleAccepted = "accepted"

// Settle applies what a reviewer accepted to a report's findings, and sorts them.
// A finding that is accepted stays, with its reason. An acceptance lapses when the
// finding's values changed, or when there is no such finding any more; it is then
// a finding of its own.
func Settle(d *Digest, found []source.Finding) []source.Finding {
	if d.unread {
		source.Sort(found)
		return found
	}
	for i := range d.accepted {
		a := &d.accepted[i]
		if f, bad := unfit(a); bad {
			found = append(found, f)
			continue
		}
		if f, lapsed := accept(a, found); lapsed {
			found = append(found, f)
		}
	}
	source.Sort(found)
	return found
}

// unfit reports an acceptance that cannot count: of broken input, or without who
// accepts what, when and why.
func unfit(a *record.Accepted) (source.Finding, bool) {
	rule := strings.TrimSpace(a.Rule.Value)
	var missing []string
	for _, m := range []struct {
		name string
		ok   bool
	}{{"规则（rule）", rule != ""}, {"键（key）", given(a.Key)}, {"理由（reason）", given(a.Reason)}, {"接受人（who）", given(a.Who)}, {"日期（date）", a.Date.Set}} {
		if !m.ok {
			missing = append(missing, m.name)
		}
	}
	f := acceptance(a, source.Error)
	switch {
	case len(missing) > 0:
		f.Title, f.Message = "说明不全", "这条说明没有写"+strings.Join(missing, "、")+"，不算数"
		f.Hint = "补齐；rule、key、stated、computed 照核对结果抄"
	case isBroken(rule):
		f.Place = a.Rule.Place
		f.Title, f.Message = "不能接受", "“"+rule+"”是输入有误，只能改正，不能接受"
		f.Hint = "改正输入，删去这条说明"
	default:
		return f, false
	}
	return f, true
}

// isBroken reports whether a rule is one of broken input. The domain's are C1 to
// C73, a profile's own have a name of its choosing.
func isBroken(rule string) bool {
	switch rule {
	case source.RuleSyntax, source.RuleEncoding, source.RuleWrongType, source.RuleUnknownKey, source.RuleBadNumber, source.RuleDuplicateKey,
		source.RuleMissingFile, source.RuleNoReport, source.RuleUnsafePath, source.RuleUnknownFigure, source.RuleMarkup, source.RuleFormula,
		source.RuleNoGlyph, source.RuleLayout, RuleAccepted:
		return true
	}
	return false
}

func acceptance(a *record.Accepted, s source.Severity) source.Finding {
	return source.Finding{
		Rule: RuleAccepted, Severity: s, Kind: source.Domain, Place: a.Place, Key: a.Key.Value,
		Stated: a.Stated.Value, Computed: a.Computed.Value,
	}
}

// accept marks the findings that a speaks of; lapsed is true when there is none
// with these values.
func accept(a *record.Accepted, found []source.Finding) (lapse source.Finding, lapsed bool) {
	var near *source.Finding
	hit := false
	for i := range found {
		f := &found[i]
		if f.Kind != source.Domain || f.Rule != a.Rule.Value || f.Key != a.Key.Value {
			continue
		}
		if strings.TrimSpace(a.Stated.Value) == f.Stated && strings.TrimSpace(a.Computed.Value) == f.Computed {
			hit = true
			f.Accepted = &source.Acceptance{Reason: strings.TrimSpace(a.Reason.Value), Who: strings.TrimSpace(a.Who.Value), Date: dateText(a.Date), Place: a.Place}
			continue
		}
		near = f
	}
	switch {
	case hit:
		return source.Finding{}, false
	case near != nil:
		lapse = acceptance(a, source.Warning)
		lapse.Title = "说明失效"
		lapse.Message = fmt.Sprintf("接受的是%s：原文“%s”、重算“%s”，现在是原文“%s”、重算“%s”，说明失效", a.Rule.Value, a.Stated.Value, a.Computed.Value, near.Stated, near.Computed)
		lapse.Hint = "重新核对；仍然接受的，改写 stated、computed、理由和日期"
		lapse.Related = []source.Related{{Place: near.Place, Message: "现在的差异"}}
	default:
		lapse = acceptance(a, source.Warning)
		lapse.Title = "说明没有对象"
		lapse.Message = fmt.Sprintf("没有%s关于 %s 的差异，这条说明用不上了", a.Rule.Value, a.Key.Value)
		lapse.Hint = "差异已经改正的，删去这条说明；键写错的，照核对结果抄"
	}
	return lapse, true
}
