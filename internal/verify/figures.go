package verify

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"mingbai/internal/metric"
)

// attachedFigures is figures.json as it stands in a document.
type attachedFigures struct {
	Report  string
	Figures []metric.FigureJSON
	by      map[string]*metric.FigureJSON
}

func parseFigures(data []byte) (*attachedFigures, error) {
	f := &attachedFigures{by: map[string]*metric.FigureJSON{}}
	if err := json.Unmarshal(data, f); err != nil {
		return nil, err
	}
	for i := range f.Figures {
		f.by[f.Figures[i].Key] = &f.Figures[i]
	}
	return f, nil
}

// compareFigures holds an attached figures.json against the figures computed anew.
func compareFigures(name string, data []byte, f *attachedFigures, set *metric.Set) []string {
	now := set.JSON()
	if bytes.Equal(data, now) {
		return nil
	}
	var out []string
	seen := map[string]bool{}
	for _, x := range set.All() {
		seen[x.Key] = true
		want := x.JSON()
		switch got := f.by[x.Key]; {
		case got == nil:
			out = append(out, fmt.Sprintf("%s：%s 里没有，重算是“%s”", x.Key, name, valueOf(&want)))
		case bytes.Equal(metric.Encode(got), metric.Encode(&want)):
		case valueOf(got) != valueOf(&want):
			out = append(out, fmt.Sprintf("%s：%s 里是“%s”，重算是“%s”", x.Key, name, valueOf(got), valueOf(&want)))
		default:
			out = append(out, fmt.Sprintf("%s：公布值相同，精确值、名称或出处不同", x.Key))
		}
	}
	for i := range f.Figures {
		if key := f.Figures[i].Key; !seen[key] {
			out = append(out, fmt.Sprintf("%s：%s 里有，重算没有这个数", key, name))
		}
	}
	if len(out) == 0 {
		out = append(out, name+" 的数都对，写法（次序、空格或别的内容）与重算的不同")
	}
	return out
}

func valueOf(f *metric.FigureJSON) string {
	if f.Status == "ok" && f.Kind != "ratio" {
		return f.Shown + f.Unit
	}
	return f.Shown
}

// compareTable holds an attached figures.csv against the one computed anew.
func compareTable(name string, data []byte, set *metric.Set) []string {
	now := set.CSV()
	if bytes.Equal(data, now) {
		return nil
	}
	want := strings.Split(string(now), "\n")
	got := strings.SplitN(string(data), "\n", len(want)+1)
	var out []string
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return append(out, fmt.Sprintf("%s 只有%d行，重算有%d行", name, len(got)-1, len(want)-1))
		case i >= len(want):
			return append(out, fmt.Sprintf("%s 有多余的行，重算只有%d行", name, len(want)-1))
		case got[i] != want[i]:
			key, _, _ := strings.Cut(want[i], ",")
			out = append(out, fmt.Sprintf("%s 第%d行（%s）与重算的不同", name, i+1, key))
		}
	}
	return out
}
