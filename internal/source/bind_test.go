package source

import (
	"reflect"
	"testing"

	"mingbai/internal/money"
)

// sampleRecord has a field of every type that Bind fills.
type sampleRecord struct {
	Computed string            `toml:"-"`
	At       Place             `toml:"@"`
	Title    String            `toml:"title"`
	Lines    []String          `toml:"title_lines"`
	Public   Bool              `toml:"public"`
	Order    Int               `toml:"order"`
	Made     Date              `toml:"made"`
	Weight   Number            `toml:"weight"`
	Funds    sampleFunds       `toml:"funds"`
	Stated   sampleStated      `toml:"stated"`
	Problems []sampleProblem   `toml:"problem"`
	Severity map[string]String `toml:"severity"`
}

type sampleFunds struct {
	Budget Amount `toml:"budget"`
	Spent  Amount `toml:"spent"`
}

type sampleStated struct {
	Rate  Stated `toml:"execution_rate"`
	Count Stated `toml:"project_count"`
}

type sampleProblem struct {
	At   Place  `toml:"@"`
	Text String `toml:"text"`
}

func TestBindFaults(t *testing.T) {
	golden(t, "bind.txt", func(src []byte) []Finding {
		f, fs := Parse("f.toml", src)
		if f == nil {
			return fs
		}
		var r sampleRecord
		return Bind(f.Root, &r, Context{Unit: money.WanYuan})
	})
}

func TestBind(t *testing.T) {
	f := mustParse(t, `title = "报告"
title_lines = ["甲", "乙"]
public = true
order = 7
made = 2024-03-31
weight = 10.50

[funds]
budget = 95.10
spent = "2026400 元"

[stated]
execution_rate = "９５％"
project_count = "七个"

[severity]
C3 = "info"

[[problem]]
text = "一"
[[problem]]
`)
	var r sampleRecord
	if fs := Bind(f.Root, &r, Context{}); len(fs) > 0 {
		t.Fatal(listing(fs))
	}
	at := func(line, column int) Place { return Place{"f.toml", line, column} }
	check := func(got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got  %+v\nwant %+v", got, want)
		}
	}
	check(r.At, at(1, 1))
	check(r.Title, String{Value: "报告", Place: at(1, 9), Set: true, literal: `"报告"`})
	check(r.Lines, []String{{"甲", at(2, 16), true, `"甲"`}, {"乙", at(2, 21), true, `"乙"`}})
	check(r.Public, Bool{true, at(3, 10), true})
	check(r.Order, Int{7, at(4, 9), true})
	check(r.Made, Date{2024, 3, 31, at(5, 8), true})
	check(r.Weight, Number{money.Decimal{Number: money.MustParse("10.5"), Scale: 2}, "10.50", at(6, 10), true})
	check(r.Funds.Budget, Amount{95_100_000, money.WanYuan, 2, "95.10", at(9, 10), true})
	check(r.Funds.Spent, Amount{202_640_000, money.Yuan, 0, "2026400 元", at(10, 9), true})
	check(r.Stated.Rate, Stated{"９５％", StatedPercent, money.Decimal{Number: money.Int(95)}, "%", at(13, 18), true})
	check(r.Stated.Count, Stated{"七个", StatedNumber, money.Decimal{Number: money.Int(7)}, "个", at(14, 17), true})
	check(r.Severity, map[string]String{"C3": {"info", at(17, 6), true, `"info"`}})
	check(r.Problems, []sampleProblem{{at(19, 3), String{"一", at(20, 8), true, `"一"`}}, {At: at(21, 3)}})
	check(r.Computed, "")
}

func TestBindUnit(t *testing.T) {
	f := mustParse(t, "[funds]\nbudget = 387664.62\nspent = \"38.766462万元\"\n")
	var r sampleRecord
	if fs := Bind(f.Root, &r, Context{Unit: money.Yuan}); len(fs) > 0 {
		t.Fatal(fs)
	}
	if r.Funds.Budget.Value != 38_766_462 || r.Funds.Budget.Unit != money.Yuan || r.Funds.Spent.Value != r.Funds.Budget.Value {
		t.Errorf("%+v", r.Funds)
	}
}

func TestBindEmpty(t *testing.T) {
	var r sampleRecord
	if fs := Bind(mustParse(t, "").Root, &r, Context{}); len(fs) > 0 {
		t.Fatal(fs)
	}
	if r.Title.Set || r.Funds.Budget.Set || r.Problems != nil || r.Severity != nil {
		t.Errorf("%+v", r)
	}
}

func TestBindPanicsOnForeignTypes(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	var r struct {
		X float64 `toml:"x"`
	}
	Bind(mustParse(t, "x = 1.5").Root, &r, Context{})
}

func TestNearest(t *testing.T) {
	keys := []string{"budget", "spent", "project_budget", "title", "name"}
	for word, want := range map[string]string{"bugdet": "budget", "BUDGET": "budget", "budgets": "budget", "ｂｕｄｇｅｔ": "budget", "spend": "spent", "projectbudget": "project_budget", "tilte": "title", "names": "name", "xyz": "", "": "", "预算": ""} {
		if got := Nearest(word, keys); got != want {
			t.Errorf("%s is near %q, want %q", word, got, want)
		}
	}
}

// projectFile is a project with a text and twenty indicators' worth of keys.
func projectFile() []byte {
	s := "name = \"政协会议费\"\norder = 1\npurpose = \"\"\"\n主要用于乐亭县政协十一届四次会议的租车、用餐、会场租用、住宿、会场会务、材料印刷、疫情防控及其他开支。\n\"\"\"\n\n[funds]\nbudget = 40.00\nspent = 36.89\n"
	for range 20 {
		s += "\n[[indicator]]\nname = \"召开会议次数\"\nweight = 2.5\ntarget = \"≥2次\"\nactual = \"2次\"\nscore = 2.5\n"
	}
	return []byte(s)
}

type benchProject struct {
	Name    String      `toml:"name"`
	Order   Int         `toml:"order"`
	Purpose String      `toml:"purpose"`
	Funds   sampleFunds `toml:"funds"`
	Rows    []struct {
		Name   String `toml:"name"`
		Weight Number `toml:"weight"`
		Target String `toml:"target"`
		Actual String `toml:"actual"`
		Score  Number `toml:"score"`
	} `toml:"indicator"`
}

func BenchmarkParse(b *testing.B) {
	data := projectFile()
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if f, fs := Parse("f.toml", data); f == nil {
			b.Fatal(fs)
		}
	}
}

func BenchmarkDecoderAlone(b *testing.B) {
	data := string(projectFile())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := decode(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBind(b *testing.B) {
	root := mustParse(b, string(projectFile())).Root
	var plans Plans
	b.ReportAllocs()
	for b.Loop() {
		var p benchProject
		if fs := Bind(root, &p, Context{Plans: &plans}); len(fs) > 0 {
			b.Fatal(fs)
		}
	}
}
