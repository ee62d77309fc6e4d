package money

import (
	"math/big"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{"526.87": "526.87", "-3": "-3", "0.50": "0.5", "-0": "0", "-0.0": "0", "007": "7", "0.10000000000000000555": "0.10000000000000000555", "123456789012345678901234567890.1": "123456789012345678901234567890.1"} {
		n, err := ParseNumber(text)
		if err != nil || n.String() != want {
			t.Errorf("%s is %s, %v", text, n, err)
		}
	}
	for _, text := range []string{"", "-", ".", "5.", ".5", "+5", "1e2", "1,000", "1_000", "５", "0x10", "inf", "NaN", " 5", "5 ", "1.2.3", "--5", "1/3", "−5"} {
		if n, err := ParseNumber(text); err == nil {
			t.Errorf("%q is %s", text, n)
		}
	}
}

func TestArithmeticIsExact(t *testing.T) {
	third, _ := Int(1).Quo(Int(3))
	for name, c := range map[string]struct{ got, want Number }{
		"1/3·3":     {third.Mul(Int(3)), Int(1)},
		"0.1+0.2":   {MustParse("0.1").Add(MustParse("0.2")), MustParse("0.3")},
		"0.3−0.1":   {MustParse("0.3").Sub(MustParse("0.1")), MustParse("0.2")},
		"−(−2)":     {Int(-2).Neg(), Int(2)},
		"|−2|":      {Int(-2).Abs(), Int(2)},
		"zero":      {Number{}.Add(Number{}), Int(0)},
		"zero·x":    {Number{}.Mul(Int(5)), Number{}},
		"2/4 = 1/2": {Frac(2, 4), MustParse("0.5")},
	} {
		if c.got.Cmp(c.want) != 0 {
			t.Errorf("%s is %s", name, c.got)
		}
	}
	if _, ok := Int(1).Quo(Number{}); ok {
		t.Error("1/0 is a number")
	}
	if num, den := Frac(-6, 4).NumDen(); num != "-3" || den != "2" {
		t.Errorf("-6/4 is %s/%s", num, den)
	}
}

func TestNumbersAreImmutable(t *testing.T) {
	a, b := Int(1), Int(2)
	a.Add(b)
	a.Neg()
	a.Round(0, HalfUp)
	if a.Cmp(Int(1)) != 0 || b.Cmp(Int(2)) != 0 {
		t.Errorf("a = %s, b = %s", a, b)
	}
}

func TestRounding(t *testing.T) {
	for _, c := range []struct {
		n        string
		decimals int
		up, even string
	}{
		{"0.5", 0, "1", "0"}, {"1.5", 0, "2", "2"}, {"2.5", 0, "3", "2"}, {"-0.5", 0, "-1", "0"}, {"-2.5", 0, "-3", "-2"},
		{"0.35", 1, "0.4", "0.4"}, {"1.050", 1, "1.1", "1.0"}, {"0.45", 1, "0.5", "0.4"}, {"1.005", 2, "1.01", "1.00"}, {"2.675", 2, "2.68", "2.68"},
		{"0.4999", 0, "0", "0"}, {"0.5001", 0, "1", "1"}, {"-0.004", 2, "0.00", "0.00"}, {"999.995", 2, "1000.00", "1000.00"},
		{"94.5793839", 2, "94.58", "94.58"}, {"0", 2, "0.00", "0.00"}, {"7", 3, "7.000", "7.000"}, {"0.05", 1, "0.1", "0.0"}, {"-0.05", 1, "-0.1", "0.0"},
	} {
		n := MustParse(c.n)
		if got := n.Text(c.decimals, HalfUp); got != c.up {
			t.Errorf("%s half up is %s, want %s", c.n, got, c.up)
		}
		if got := n.Text(c.decimals, HalfEven); got != c.even {
			t.Errorf("%s half even is %s, want %s", c.n, got, c.even)
		}
		for _, mode := range []Mode{HalfUp, HalfEven} {
			if round := n.Round(c.decimals, mode); round.Cmp(MustParse(n.Text(c.decimals, mode))) != 0 {
				t.Errorf("%s rounds to %s but prints %s", c.n, round, n.Text(c.decimals, mode))
			}
		}
	}
}

// TestPublishedRates are the figures of the first report, from 分 (rules.md 3).
func TestPublishedRates(t *testing.T) {
	for _, c := range []struct {
		spent, budget Amount
		want          string
	}{
		{498_310_000, 526_870_000, "94.58"}, {131_730_000, 150_730_000, "87.39"}, {366_580_000, 376_140_000, "97.46"},
		{150_730_000, 526_870_000, "28.61"}, {131_730_000, 498_310_000, "26.44"}, {36_890_000, 131_720_000, "28.01"},
	} {
		q, ok := c.spent.Number().Quo(c.budget.Number())
		if got := q.Mul(Int(100)).Text(2, HalfUp); !ok || got != c.want {
			t.Errorf("%d/%d is %s%%, want %s%%", c.spent, c.budget, got, c.want)
		}
	}
}

func TestExactAndTruncated(t *testing.T) {
	third := Frac(1, 3)
	if s, ok := third.Exact(); ok {
		t.Errorf("1/3 is exactly %s", s)
	}
	for n, want := range map[Number]string{Frac(1, 8): "0.125", Int(-7): "-7", Frac(-3, 2): "-1.5", Number{}: "0"} {
		if s, ok := n.Exact(); !ok || s != want {
			t.Errorf("%s: %s, %v", n, s, ok)
		}
	}
	if third.String() != "1/3" {
		t.Errorf("String of 1/3 is %s", third)
	}
	for n, want := range map[Number]string{Frac(2, 3): "0.6666", Frac(-2, 3): "-0.6666", Int(5): "5.0000", Frac(-1, 100000): "0.0000"} {
		if got := n.Truncated(4); got != want {
			t.Errorf("%s truncated is %s, want %s", n, got, want)
		}
	}
}

func TestInt64(t *testing.T) {
	if i, ok := Frac(10, 2).Int64(); !ok || i != 5 {
		t.Errorf("10/2 is %d, %v", i, ok)
	}
	for _, n := range []Number{Frac(1, 2), MustParse("9223372036854775808")} {
		if i, ok := n.Int64(); ok {
			t.Errorf("%s is %d", n, i)
		}
	}
}

// FuzzText holds that rounding errs by half a unit of the last decimal at most,
// and that both modes differ on ties alone.
func FuzzText(f *testing.F) {
	for _, s := range [][3]int64{{1, 3, 2}, {-5, 2, 0}, {4983100, 5268700, 4}, {1, 1, 0}, {-1, 1000, 2}} {
		f.Add(s[0], s[1], int(s[2]))
	}
	f.Fuzz(func(t *testing.T, num, den int64, decimals int) {
		if den == 0 || decimals < 0 || decimals > 30 {
			return
		}
		n := Frac(num, den)
		up, even := MustParse(n.Text(decimals, HalfUp)), MustParse(n.Text(decimals, HalfEven))
		half := Decimal{Scale: decimals}.Half()
		for _, r := range []Number{up, even} {
			if n.Sub(r).Abs().Cmp(half) > 0 {
				t.Fatalf("%s is printed as %s", n, r)
			}
		}
		if up.Cmp(even) != 0 && n.Sub(up).Abs().Cmp(half) != 0 {
			t.Fatalf("%s is no tie, but %s and %s", n, up, even)
		}
		if s := n.Text(decimals, HalfUp); s == "-0" || len(s) > 1 && s[0] == '-' && up.Sign() == 0 {
			t.Fatalf("%s prints as %s", n, s)
		}
	})
}

// FuzzParseNumber holds that what is accepted equals what math/big reads, and
// that printing it with its own scale gives the same number.
func FuzzParseNumber(f *testing.F) {
	for _, s := range []string{"526.87", "-0.50", "1e2", "", "1/3", "00.10"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecimal(s)
		if err != nil {
			return
		}
		r, ok := new(big.Rat).SetString(s)
		if !ok || d.Number.rat().Cmp(r) != 0 {
			t.Fatalf("%q is %s", s, d.Number)
		}
		if MustParse(d.Number.Text(d.Scale, HalfUp)).Cmp(d.Number) != 0 {
			t.Fatalf("%q loses digits", s)
		}
	})
}
