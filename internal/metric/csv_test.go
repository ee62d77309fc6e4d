package metric

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
)

// TestCSV holds the table against the figures, as another reader of CSV takes it.
func TestCSV(t *testing.T) {
	s := seedSet(t, "")
	data := s.CSV()
	if !bytes.Equal(data, seedSet(t, "").CSV()) {
		t.Error("not the same bytes twice")
	}
	text, marked := strings.CutPrefix(string(data), "\ufeff")
	if !marked || strings.Contains(text, "\r") || !strings.HasSuffix(text, "\n") {
		t.Errorf("no byte order mark, or wrong line ends: %.40q", data)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) != 1+len(s.All()) {
		t.Fatalf("%d rows for %d figures: %v", len(rows), len(s.All()), err)
	}
	of := map[string]string{}
	for i, f := range s.All() {
		if row := rows[i+1]; row[0] != f.Key || row[8] != f.Unit || row[9] != f.Shown() {
			t.Errorf("%s stands as %q", f.Key, row)
		}
		of[strings.TrimPrefix(f.Key, "2023/zhengxie/")] = strings.Join(rows[i+1][1:], "|")
	}
	for key, want := range map[string]string{
		"budget":                            "申请预算资金|金额|有||526870000|||万元|526.87|填报|2023/zhengxie/report.toml|",
		"execution_rate":                    "预算执行率|比率|有|||49831|52687|%|94.58%|计算|rules/mof-2020.toml|",
		"execution_rate@stated":             "预算执行率（原文）|比率|有|||19|20|%|95%|原文|2023/zhengxie/report.toml|",
		"projects/zhaoshang/budget":         "全年预算数|金额|未填报|没有填报“全年预算数”||||万元|未填报|填报|2023/zhengxie/projects/zhaoshang.toml|||",
		"projects/zhaoshang/execution_rate": "预算执行率|比率|无法计算|没有填报“全年预算数”，无法计算||||%|—|计算|rules/mof-2020.toml|",
	} {
		if !strings.HasPrefix(of[key], want) {
			t.Errorf("%s is %s, not %s", key, of[key], want)
		}
	}
	if !strings.HasSuffix(of["execution_rate"], "|spent / budget") {
		t.Errorf("no formula: %s", of["execution_rate"])
	}
}

// TestHarmless holds that no cell is run as a formula, and that numbers stay
// numbers.
func TestHarmless(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "526.87": "526.87", "-28.56": "-28.56", "+3.2%": "+3.2%", "≥50": "≥50", "—": "—", "a=1": "a=1",
		"=1+1": "'=1+1", "-1+cmd|' /C calc'!A0": "'-1+cmd|' /C calc'!A0", "+8613800000000-1": "'+8613800000000-1",
		"@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "＝1+1": "'＝1+1", "-": "'-", "-a / b": "'-a / b",
	} {
		if got := harmless(in); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
	var b bytes.Buffer
	writeRow(&b, []string{"a", `b"c`, "d,e", "f\ng", "=h,i"})
	if want := "a,\"b\"\"c\",\"d,e\",\"f\ng\",\"'=h,i\"\n"; b.String() != want {
		t.Errorf("row is %q, not %q", b.String(), want)
	}
}
