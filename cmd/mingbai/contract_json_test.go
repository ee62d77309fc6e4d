package main

import (
	"encoding/json"
	"math/big"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The kinds and states of figures that the contract knows.
var (
	figureKinds  = strings.Fields("amount ratio score count quantity range date tier text")
	figureStates = strings.Fields("ok absent undefined")
	originTypes  = strings.Fields("input computed stated")
)

func TestContractFiguresJSON(t *testing.T) {
	b := theSite(t)
	var top map[string]json.RawMessage
	if err := json.Unmarshal([]byte(b.files[report+"/figures.json"]), &top); err != nil {
		t.Fatal(err)
	}
	if len(top) != 3 || string(top["schema"]) != `"mingbai.figures/1"` || string(top["report"]) != `"`+report+`"` {
		t.Errorf("figures.json begins with %s, %s", top["schema"], top["report"])
	}
	var keys []string
	for _, f := range b.order {
		keys = append(keys, f.Key)
		holdFigure(t, b, f)
	}
	if !slices.IsSorted(keys) {
		t.Errorf("not sorted: %v", keys)
	}
	if len(keys) != len(b.figures) {
		t.Error("a key stands twice")
	}
}

var (
	shownNumber = regexp.MustCompile(`^-?\d+(\.\d+)?$`)
	whole       = regexp.MustCompile(`^(0|-?[1-9]\d*)$`)
)

// holdFigure holds what is true of every figure.
func holdFigure(t *testing.T, b *built, f figureJSON) {
	t.Helper()
	if !strings.HasPrefix(f.Key, report+"/") || f.Label == "" || !slices.Contains(figureKinds, f.Kind) || !slices.Contains(figureStates, f.Status) {
		t.Errorf("%s (%s) is a %s figure of kind %s", f.Key, f.Label, f.Status, f.Kind)
	}
	if (f.Reason == "") != (f.Status == "ok") {
		t.Errorf("%s is %s because %q", f.Key, f.Status, f.Reason)
	}
	switch f.Status {
	case "absent":
		if f.Shown != "未填报" || f.Fen+f.Num+f.Den != "" {
			t.Errorf("%s is absent and shows %s", f.Key, f.Shown)
		}
	case "undefined":
		if f.Shown != "—" || f.Fen+f.Num+f.Den != "" {
			t.Errorf("%s is undefined and shows %s", f.Key, f.Shown)
		}
	default:
		holdValue(t, f)
	}
	o := f.Origin
	switch {
	case !slices.Contains(originTypes, o.Type) || o.File == "" || o.Metric == "":
		t.Errorf("origin of %s is %+v", f.Key, o)
	case o.Type == "computed" && (o.Formula == "" || o.Line == nil):
		t.Errorf("computed %s has no formula or place: %+v", f.Key, o)
	case o.Type == "stated" && (!strings.HasSuffix(f.Key, "@stated") || o.Line == nil):
		t.Errorf("stated %s: %+v", f.Key, o)
	case o.Type == "input" && (o.Formula != "" || len(o.Inputs) > 0 || (o.Line == nil) != (f.Status == "absent")):
		t.Errorf("input %s: %+v", f.Key, o)
	}
	if base, ok := strings.CutSuffix(f.Key, "@stated"); ok && (b.figures[base].Key == "" || o.Of != base) {
		t.Errorf("%s is of %q", f.Key, o.Of)
	}
	for _, in := range o.Inputs {
		if b.figures[in].Key == "" {
			t.Errorf("%s has an unknown input %s", f.Key, in)
		}
	}
	if place := f.place(); place != "" {
		holdPlace(t, f)
	}
}

// holdValue holds the exact value and what is shown of it.
func holdValue(t *testing.T, f figureJSON) {
	t.Helper()
	shown := f.Shown
	if f.Kind == "ratio" {
		if shown = strings.TrimSuffix(shown, "%"); shown == f.Shown || f.Unit != "%" {
			t.Errorf("ratio %s shows %s in %s", f.Key, f.Shown, f.Unit)
		}
	}
	if !shownNumber.MatchString(shown) {
		t.Errorf("%s shows %q", f.Key, f.Shown)
	}
	exact := new(big.Rat)
	switch f.Kind {
	case "amount":
		if !whole.MatchString(f.Fen) || f.Num+f.Den != "" || f.Unit != "万元" {
			t.Errorf("amount %s is %s 分, %s/%s", f.Key, f.Fen, f.Num, f.Den)
			return
		}
		exact.SetString(f.Fen + "/1000000")
	case "ratio", "score", "count", "quantity":
		if !whole.MatchString(f.Num) || !whole.MatchString(f.Den) || f.Fen != "" {
			t.Errorf("%s %s is %s/%s, %s 分", f.Kind, f.Key, f.Num, f.Den, f.Fen)
			return
		}
		exact.SetString(f.Num + "/" + f.Den)
		if exact.Denom().String() != f.Den || exact.Num().String() != f.Num {
			t.Errorf("%s is %s/%s, not in lowest terms", f.Key, f.Num, f.Den)
		}
		if f.Kind == "ratio" {
			exact.Mul(exact, big.NewRat(100, 1))
		}
	default:
		return
	}
	digits := 0
	if _, after, ok := strings.Cut(shown, "."); ok {
		digits = len(after)
	}
	if got := roundHalfUp(exact, digits); got != shown {
		t.Errorf("%s shows %s, its value is %s", f.Key, f.Shown, got)
	}
}

// roundHalfUp rounds away from zero at half, as 四舍五入 does.
func roundHalfUp(r *big.Rat, digits int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
	scaled := new(big.Rat).Mul(r, new(big.Rat).SetInt(scale))
	half := big.NewRat(1, 2)
	negative := scaled.Sign() < 0
	scaled.Abs(scaled).Add(scaled, half)
	n := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	if negative {
		n.Neg(n)
	}
	return new(big.Rat).SetFrac(n, scale).FloatString(digits)
}

// holdPlace holds that something stands where the origin points: the value, or
// at least no blank.
func holdPlace(t *testing.T, f figureJSON) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(frozen(), f.Origin.File))
	if err != nil {
		t.Error(err)
		return
	}
	lines := strings.Split(string(data), "\n")
	if *f.Origin.Line > len(lines) {
		t.Errorf("%s stands at %s", f.Key, f.place())
		return
	}
	line := []rune(lines[*f.Origin.Line-1])
	if c := *f.Origin.Column; c < 1 || c > len(line) {
		t.Errorf("%s stands at %s of %q", f.Key, f.place(), string(line))
		return
	}
	key, _, _ := strings.Cut(string(line), " =")
	value := strings.Trim(string(line[*f.Origin.Column-1:]), `"`)
	switch f.Origin.Type {
	case "input":
		if key != f.Origin.Metric || trimZeros(value) != trimZeros(f.Shown) {
			t.Errorf("%s = %s stands at %s, there is %q", f.Key, f.Shown, f.place(), string(line))
		}
	case "stated":
		if key != f.Origin.Metric || value != f.Shown && value != f.Shown+f.Unit {
			t.Errorf("%s = %s stands at %s, there is %q", f.Key, f.Shown, f.place(), string(line))
		}
	case "computed":
		if value != f.Origin.Formula {
			t.Errorf("formula of %s stands at %s, there is %q", f.Key, f.place(), string(line))
		}
	}
}

func trimZeros(s string) string {
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func TestContractExplain(t *testing.T) {
	b := theSite(t)
	for key, want := range b.figures {
		stdout, stderr, code := inProcess(onShipped("explain", "--format", "json", key)...)
		var got figureJSON
		if code != 0 || stderr != "" {
			t.Fatalf("explain %s exits %d: %s", key, code, stderr)
		}
		strict(t, stdout, &got)
		holdTree(t, b, got, map[string]bool{})
		got.Tree = nil
		if !reflect.DeepEqual(got, want) {
			t.Errorf("explain %s is %+v, not %+v", key, got, want)
		}
	}
}

// holdTree holds that a tree is the inputs, all the way down; what was shown
// before comes again without its own tree.
func holdTree(t *testing.T, b *built, f figureJSON, seen map[string]bool) {
	t.Helper()
	if seen[f.Key] && f.Tree == nil {
		return
	}
	seen[f.Key] = true
	var keys []string
	for _, in := range f.Tree {
		keys = append(keys, in.Key)
		holdTree(t, b, in, seen)
		in.Tree = nil
		if !reflect.DeepEqual(in, b.figures[in.Key]) {
			t.Errorf("%s in the tree of %s is %+v", in.Key, f.Key, in)
		}
	}
	want := f.Origin.Inputs
	if f.Origin.Type == "stated" {
		want = []string{f.Origin.Of}
	}
	if !slices.Equal(keys, want) {
		t.Errorf("tree of %s is %v, its inputs are %v", f.Key, keys, want)
	}
}

// firstFindings are those that the contract promises for the shipped content.
type firstFinding struct{ rule, severity, stated, computed, difference, unit, key, at string }

var firstFindings = []firstFinding{
	{"C3", "warning", "131.73", "131.72", "0.01", "万元", "project_spent", "project_spent = 131.73"},
	{"C6", "warning", "95%", "94.58%", "0.42", "%", "execution_rate", `execution_rate = "95%"`},
	{"C52", "warning", "执行率不高", "", "", "%", "projects/zhaoshang/execution_rate", "执行率不高，原因是"},
}

func TestContractFindingsJSON(t *testing.T) {
	b := theSite(t)
	stdout, stderr, code := inProcess(onShipped("check", "--format", "json")...)
	if code != 0 || stderr != "" {
		t.Fatalf("check exits %d: %s", code, stderr)
	}
	var printed, published checked
	strict(t, stdout, &printed)
	strict(t, b.files[report+"/findings.json"], &published)
	if !reflect.DeepEqual(printed, published) {
		t.Errorf("check prints %v, findings.json has %v", printed, published)
	}
	if printed.Schema != "mingbai.check/1" || printed.Summary != (struct{ Error, Warning, Info, Accepted int }{0, 8, 2, 0}) {
		t.Errorf("%s sums up to %+v", printed.Schema, printed.Summary)
	}
	printed.Findings = slices.DeleteFunc(printed.Findings, func(f finding) bool {
		return !slices.ContainsFunc(firstFindings, func(want firstFinding) bool { return f.Rule == want.rule })
	})
	if len(printed.Findings) != len(firstFindings) {
		t.Fatalf("findings of the first rules are\n%v", printed)
	}
	data, err := os.ReadFile(filepath.Join(frozen(), report, "report.toml"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	for i, want := range firstFindings {
		f := printed.Findings[i]
		if f.Rule != want.rule || f.Severity != want.severity || f.Kind != "domain" || f.File != report+"/report.toml" ||
			f.Stated != want.stated || f.Computed != want.computed || f.Difference != want.difference || f.Unit != want.unit || f.Key != report+"/"+want.key {
			t.Errorf("%s is %+v", want.rule, f)
		}
		line := lines[f.Line-1]
		_, value, isField := strings.Cut(want.at, " = ")
		if !isField {
			value = want.at
		}
		if !strings.Contains(line, want.at) || !strings.HasPrefix(string([]rune(line)[f.Column-1:]), value) {
			t.Errorf("%s points at %s", f.Rule, f.place())
		}
		if !hasHan(f.Message) || !hasHan(f.Hint) || f.Accepted != nil || f.Related == nil {
			t.Errorf("%s says %+v", want.rule, f)
		}
	}
	if !strings.Contains(stdout, `"accepted": null`) {
		t.Error("accepted is not there as null")
	}
	for _, r := range printed.Findings[0].Related {
		if r.Line < 1 || r.Column < 1 || !strings.HasPrefix(r.File, report+"/projects/") {
			t.Errorf("related is %+v", r)
		}
	}
}
