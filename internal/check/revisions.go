package check

import (
	"fmt"
	"strings"

	"mingbai/internal/metric"
	"mingbai/internal/record"
	"mingbai/internal/source"
)

var ruleC67 = Rule{
	ID: "C67", Severity: source.Warning,
	Title:   "公布过的数改了要有更正说明",
	Explain: "已经公布的数不能悄悄改：在 [[revision]] 里写明改的是哪个数（key）、原来是多少（old）、改成多少（new）、为什么、谁批准、哪天。更正说明里的新数要与现在的数相符。改没改过，要与从前的版本比才知道：运行 mingbai check --since 版本，或 mingbai diff。",
	Source:  "政府信息公开条例第六条",
	Spared:  true,
	run: func(p *pass) {
		p.revisionEntries()
		p.silentChanges()
	},
}

// revisionEntries holds the corrections themselves against what they must say.
func (p *pass) revisionEntries() {
	for i := range p.Revisions {
		v := &p.Revisions[i]
		var missing []string
		for _, m := range []struct {
			name string
			ok   bool
		}{{"原因（reason）", given(v.Reason)}, {"日期（date）", v.Date.Set}, {"批准人（approver）", given(v.Approver)}} {
			if !m.ok {
				missing = append(missing, m.name)
			}
		}
		if len(missing) > 0 {
			p.add(source.Finding{
				Place: p.at(v.Place), Key: v.Key.Value, Title: "更正说明不全", Stated: strings.Join(missing, "、"),
				Message: "更正说明没有写" + strings.Join(missing, "、"),
				Hint:    "补齐后再公布",
			})
		}
		if p.latest(v) {
			p.revisedValue(v)
		}
	}
}

// latest reports whether no later entry speaks of the same figure.
func (p *pass) latest(v *record.Revision) bool {
	for i := range p.Revisions {
		o := &p.Revisions[i]
		if o != v && o.Key.Value == v.Key.Value && (o.Version.Value > v.Version.Value || o.Date.Set && v.Date.Set && dateText(o.Date) > dateText(v.Date)) {
			return false
		}
	}
	return true
}

// revisedValue holds the new value of a correction against the figure.
func (p *pass) revisedValue(v *record.Revision) {
	key := strings.TrimSpace(v.Key.Value)
	f := p.figureOf(key)
	if f == nil || !given(v.New) {
		return
	}
	st := source.ParseStated(v.New.Value)
	exact, ok := f.InUnit()
	if !ok || st.Kind == source.StatedText || st.Value.Fits(exact, f.Rounding) {
		return
	}
	p.add(source.Finding{
		Place: v.New.Place, Key: f.Key, Title: "更正说明与数不符",
		Message: fmt.Sprintf("更正说明写%s改成%s，现在是%s", f.Label, v.New.Value, f.WithUnit()),
		Stated:  v.New.Value, Computed: f.Shown(), Unit: f.Unit,
		Hint: "核对更正后的数",
	})
}

// figureOf is the figure with a key, with or without the report's own before it.
func (p *pass) figureOf(key string) *metric.Figure {
	if f := p.Figures.Get(key); f != nil {
		return f
	}
	return p.Figures.Get(p.Key() + "/" + key)
}

// silentChanges finds figures that were published otherwise, without a correction.
func (p *pass) silentChanges() {
	before, ok := p.world.Earlier[p.Key()]
	if !ok {
		return
	}
	noted := map[string]bool{}
	for i := range p.Revisions {
		if f := p.figureOf(strings.TrimSpace(p.Revisions[i].Key.Value)); f != nil {
			noted[f.Key] = true
		}
	}
	for _, f := range p.Figures.All() {
		old, was := before.Shown[f.Key]
		if _, input := f.Origin.(metric.Input); !was || !input || old == f.Shown() || noted[f.Key] {
			continue
		}
		p.add(source.Finding{
			Place: p.place(f), Key: f.Key, Title: "改了没有说明",
			Message: fmt.Sprintf("%s公布过的是%s，现在是%s，没有更正说明", f.Label, old, f.Shown()),
			Stated:  f.Shown(), Computed: old, Unit: f.Unit,
			Hint: "在 [[revision]] 里写明原数、新数、原因、批准人和日期",
		})
	}
}
