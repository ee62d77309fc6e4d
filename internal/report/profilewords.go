package report

import (
	"strings"

	"mingbai/internal/record"
	"mingbai/internal/source"
)

// profileWords tell what a profile rules beside its metrics: points, grades,
// forms, and which profile it goes on from.
func (p *rulesPage) profileWords(r *record.Profile) []string {
	var out []string
	if w := weightWords(r); w != "" {
		out = append(out, w)
	}
	if g := gradeWords(r.Grades); g != "" {
		out = append(out, g)
	}
	var forms []string
	for i := range r.Forms {
		forms = append(forms, strings.NewReplacer("{year}", "", "{last}", "", "{next}", "").Replace(r.Forms[i].Title.Value))
	}
	if len(forms) > 0 {
		out = append(out, "表："+strings.Join(forms, "、")+"。")
	}
	for _, n := range r.Notes {
		if s := sentence(n.Value); s != "" {
			out = append(out, s)
		}
	}
	if id := r.Extends.Value; id != "" {
		name := id
		for _, s := range p.sets {
			if s.Profile.ID == id {
				name = profileName(s.Profile)
			}
		}
		out = append(out, "指标沿用“"+name+"”，下面只列不同的。")
	}
	return out
}

func weightWords(r *record.Profile) string {
	var parts []string
	add := func(name string, n source.Number) {
		if n.Set && n.Value.Number.Sign() > 0 {
			parts = append(parts, name+n.Value.Number.Text(n.Value.Scale, 0)+"分")
		}
	}
	add("预算执行率", r.Weights.Execution)
	for i := range r.Dimensions {
		add(r.Dimensions[i].Name.Value, r.Dimensions[i].Weight)
	}
	if len(parts) == 0 {
		return ""
	}
	return "分值：" + strings.Join(parts, "，") + "。"
}

func gradeWords(bands []record.Band) string {
	var parts []string
	for i := range bands {
		b := &bands[i]
		switch {
		case b.From.Set:
			parts = append(parts, b.Name.Value+"，"+b.From.Value.Number.Text(b.From.Value.Scale, 0)+"分以上")
		default:
			parts = append(parts, b.Name.Value+"，以下")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "等级：" + strings.Join(parts, "；") + "。按公布的总分定等级。"
}
