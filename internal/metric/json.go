package metric

import (
	"bytes"
	"encoding/json"

	"mingbai/internal/source"
)

// schema names the form of figures.json; what is here changes only with it.
const schema = "mingbai.figures/1"

// FigureJSON is a figure as figures.json and explain --format json give it. A
// field that does not apply is left out: reason where there is a value, fen, num
// and den where there is none or another form of it, note and source where there
// is none, place fields where there is no line.
type FigureJSON struct {
	Key    string `json:"key"`
	Label  string `json:"label"`
	Row    string `json:"row,omitempty"` // name of the indicator, fund source … whose figure it is
	Kind   string `json:"kind"`
	Status string `json:"status"`
	Reason string `json:"reason,omitempty"`
	Fen    string `json:"fen,omitempty"`
	Num    string `json:"num,omitempty"`
	Den    string `json:"den,omitempty"`
	// Operator stands with a target that is a limit, Low and High instead of a
	// number with one that is a range: in the unit of the figure.
	Operator string     `json:"operator,omitempty"`
	Low      string     `json:"low,omitempty"`
	High     string     `json:"high,omitempty"`
	Unit     string     `json:"unit"`
	Shown    string     `json:"shown"`
	Note     string     `json:"note,omitempty"`
	Origin   OriginJSON `json:"origin"`
	// Tree holds the inputs as the same objects; only explain gives it. A figure
	// that the tree has shown before comes again without its own tree.
	Tree []FigureJSON `json:"tree,omitzero"`
}

// OriginJSON is where a figure comes from. Formula, inputs (also when empty),
// counted and source belong to computed figures, of and printed to stated ones.
type OriginJSON struct {
	Type    string        `json:"type"` // input, computed or stated
	File    string        `json:"file,omitempty"`
	Line    int           `json:"line,omitempty"`
	Column  int           `json:"column,omitempty"`
	Metric  string        `json:"metric"`
	Formula string        `json:"formula,omitempty"`
	Inputs  []string      `json:"inputs,omitzero"` // keys
	Counted []CountedJSON `json:"counted,omitempty"`
	Source  string        `json:"source,omitempty"`
	Of      string        `json:"of,omitempty"`      // key of the computed figure
	Printed string        `json:"printed,omitempty"` // as the source has it
}

// CountedJSON is a project that a formula counted.
type CountedJSON struct {
	Project string `json:"project"`
	Name    string `json:"name"`
	File    string `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
}

// JSON is the figure in the form of figures.json.
func (f *Figure) JSON() FigureJSON {
	out := FigureJSON{Key: f.Key, Label: f.Label, Row: f.Row, Kind: f.Kind(), Status: f.Status(), Reason: f.Reason(),
		Unit: f.Unit, Shown: f.Shown(), Note: f.Note, Origin: f.originJSON()}
	if n, ok := f.Exact(); ok {
		num, den := n.NumDen()
		if out.Kind == "amount" {
			out.Fen = num
		} else {
			out.Num, out.Den = num, den
		}
	}
	switch v := f.Value.(type) {
	case Limit:
		out.Operator = v.Op
	case Range:
		low, _ := f.inUnit(v.Low)
		high, _ := f.inUnit(v.High)
		out.Low, out.High = low.String(), high.String()
	}
	return out
}

func (f *Figure) originJSON() OriginJSON {
	out := OriginJSON{Metric: f.Metric}
	out.place(f.Place())
	switch o := f.Origin.(type) {
	case Input:
		out.Type = "input"
	case Stated:
		out.Type, out.Printed = "stated", o.Text
		if o.Of != nil {
			out.Of = o.Of.Key
		}
	case Computed:
		out.Type, out.Formula, out.Source = "computed", o.Formula, o.Basis
		out.Inputs = make([]string, 0, len(o.Inputs))
		for _, in := range o.Inputs {
			out.Inputs = append(out.Inputs, in.Key)
		}
		for _, c := range o.Counted {
			out.Counted = append(out.Counted, CountedJSON{c.Project, c.Name, c.Place.File, c.Place.Line, c.Place.Column})
		}
	}
	return out
}

func (o *OriginJSON) place(p source.Place) { o.File, o.Line, o.Column = p.File, p.Line, p.Column }

// Explain is the figure with the tree of its inputs.
func (f *Figure) Explain() FigureJSON {
	seen := map[*Figure]bool{}
	out := f.explain(seen)
	if out.Tree == nil {
		out.Tree = []FigureJSON{}
	}
	return out
}

func (f *Figure) explain(seen map[*Figure]bool) FigureJSON {
	out := f.JSON()
	if seen[f] {
		return out
	}
	seen[f] = true
	for _, in := range f.Inputs() {
		out.Tree = append(out.Tree, in.explain(seen))
	}
	return out
}

// Encode writes v as JSON on one line, as every data file has it: UTF-8, no HTML
// escapes.
func Encode(v any) []byte {
	var b bytes.Buffer
	encode(&b, encoder(&b), v)
	return b.Bytes()
}

func encoder(b *bytes.Buffer) *json.Encoder {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	return e
}

func encode(b *bytes.Buffer, e *json.Encoder, v any) {
	if err := e.Encode(v); err != nil {
		panic("metric: " + err.Error()) // the types hold nothing that JSON lacks
	}
	b.Truncate(b.Len() - 1) // the encoder ends every value with a line end
}

// JSON is the whole of figures.json: a head and one figure a line, sorted by key.
func (s *Set) JSON() []byte {
	var b bytes.Buffer
	e := encoder(&b)
	b.WriteString(`{"schema":`)
	encode(&b, e, schema)
	b.WriteString(`,"report":`)
	encode(&b, e, s.ID)
	b.WriteString(`,"figures":[`)
	for i, f := range s.sorted {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		out := f.JSON()
		encode(&b, e, &out)
	}
	b.WriteString("\n]}\n")
	return b.Bytes()
}
