package money

import "testing"

func TestFromUnit(t *testing.T) {
	for _, c := range []struct {
		n    string
		unit Unit
		want Amount
	}{
		{"526.87", WanYuan, 526_870_000}, {"2026400", Yuan, 202_640_000}, {"0.01", Yuan, 1}, {"1.2", YiYuan, 12_000_000_000},
		{"0.000001", WanYuan, 1}, {"89.974", WanYuan, 89_974_000}, {"-3.36", WanYuan, -3_360_000}, {"0", Yuan, 0},
		{"1000000", YiYuan, 10_000_000_000_000_000}, {"-1000000", YiYuan, -10_000_000_000_000_000},
	} {
		got, err := FromUnit(MustParse(c.n), c.unit)
		if err != nil || got != c.want {
			t.Errorf("%s%s is %d, %v", c.n, c.unit.Name, got, err)
		}
		if back := got.In(c.unit); back.Cmp(MustParse(c.n)) != 0 {
			t.Errorf("%s%s comes back as %s", c.n, c.unit.Name, back)
		}
	}
	for _, c := range []struct {
		n    string
		unit Unit
	}{
		{"0.001", Yuan}, {"0.0000001", WanYuan}, {"1000000.0000000001", YiYuan}, {"99999999999999999999", Yuan}, {"-1000001", YiYuan},
	} {
		if got, err := FromUnit(MustParse(c.n), c.unit); err == nil {
			t.Errorf("%s%s is %d", c.n, c.unit.Name, got)
		}
	}
	if _, err := FromUnit(Frac(1, 3), Yuan); err == nil {
		t.Error("a third of a 元 is an amount")
	}
}

// TestOneAmountInEveryUnit: forms in 元, prose in 万元 and county tables in 亿元
// round the same exact value.
func TestOneAmountInEveryUnit(t *testing.T) {
	a := Amount(498_315_000)
	for _, c := range []struct {
		unit     Unit
		decimals int
		up, even string
	}{
		{Yuan, 2, "4983150.00", "4983150.00"}, {WanYuan, 2, "498.32", "498.32"}, {WanYuan, 1, "498.3", "498.3"}, {YiYuan, 2, "0.05", "0.05"}, {WanYuan, 3, "498.315", "498.315"},
	} {
		if got := a.Text(c.unit, c.decimals, HalfUp); got != c.up {
			t.Errorf("in %s %s, want %s", c.unit.Name, got, c.up)
		}
		if got := a.Text(c.unit, c.decimals, HalfEven); got != c.even {
			t.Errorf("in %s half even %s, want %s", c.unit.Name, got, c.even)
		}
	}
	if got := Amount(-1).Text(WanYuan, 2, HalfUp); got != "0.00" {
		t.Errorf("minus one 分 is %s万元", got)
	}
}

func TestUnitNamed(t *testing.T) {
	for _, u := range []Unit{Yuan, WanYuan, YiYuan} {
		if got, ok := UnitNamed(u.Name); !ok || got != u {
			t.Errorf("%s is %v, %v", u.Name, got, ok)
		}
	}
	for _, name := range []string{"", "万", "百元", "元 "} {
		if _, ok := UnitNamed(name); ok {
			t.Errorf("%q is a unit", name)
		}
	}
}

func TestDecimal(t *testing.T) {
	for _, c := range []struct {
		text, half string
		scale      int
	}{{"95", "0.5", 0}, {"95.10", "0.005", 2}, {"95.1", "0.05", 1}, {"-0.5", "0.05", 1}} {
		d, err := ParseDecimal(c.text)
		if err != nil || d.Scale != c.scale || d.Half().Cmp(MustParse(c.half)) != 0 {
			t.Errorf("%s: scale %d, half %s, %v", c.text, d.Scale, d.Half(), err)
		}
	}
	if _, err := ParseDecimal("1e2"); err == nil {
		t.Error("1e2 is a decimal")
	}
}

// TestFits: a printed figure is held against the exact one at its own precision.
func TestFits(t *testing.T) {
	rate := Frac(4_983_100*100, 5_268_700) // 94.579…
	for text, want := range map[string]bool{"95": true, "94.6": true, "94.58": true, "94.579": true, "94": false, "94.5": false, "94.57": false, "95.0": false, "100": false} {
		d, _ := ParseDecimal(text)
		if got := d.Fits(rate, HalfUp); got != want {
			t.Errorf("%s%% fits 94.579…%%: %v", text, got)
		}
	}
	tie := MustParse("2.5")
	two, three := Decimal{Int(2), 0}, Decimal{Int(3), 0}
	if two.Fits(tie, HalfUp) || !three.Fits(tie, HalfUp) || !two.Fits(tie, HalfEven) || three.Fits(tie, HalfEven) {
		t.Error("a tie fits the wrong way")
	}
}
