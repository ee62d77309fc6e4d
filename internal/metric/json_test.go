package metric

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

func TestFigureJSON(t *testing.T) {
	s := seedSet(t, "")
	line := regexp.MustCompile(`"line":\d+,"column":\d+`)
	for key, want := range map[string]string{
		"spent":                              `{"key":"2023/zhengxie/spent","label":"实际支出","kind":"amount","status":"ok","fen":"498310000","unit":"万元","shown":"498.31","origin":{"type":"input","file":"2023/zhengxie/report.toml",L,"metric":"spent"}}`,
		"execution_rate":                     `{"key":"2023/zhengxie/execution_rate","label":"预算执行率","kind":"ratio","status":"ok","num":"49831","den":"52687","unit":"%","shown":"94.58%","origin":{"type":"computed","file":"rules/mof-2020.toml",L,"metric":"execution_rate","formula":"spent / budget","inputs":["2023/zhengxie/spent","2023/zhengxie/budget"],"source":"财预〔2020〕10号"}}`,
		"execution_rate@stated":              `{"key":"2023/zhengxie/execution_rate@stated","label":"预算执行率（原文）","kind":"ratio","status":"ok","num":"19","den":"20","unit":"%","shown":"95%","origin":{"type":"stated","file":"2023/zhengxie/report.toml",L,"metric":"execution_rate","of":"2023/zhengxie/execution_rate","printed":"95%"}}`,
		"projects/zhaoshang/budget":          `{"key":"2023/zhengxie/projects/zhaoshang/budget","label":"全年预算数","kind":"amount","status":"absent","reason":"没有填报“全年预算数”","unit":"万元","shown":"未填报","origin":{"type":"input","file":"2023/zhengxie/projects/zhaoshang.toml","metric":"budget"}}`,
		"projects/zhaoshang/execution_rate":  `{"key":"2023/zhengxie/projects/zhaoshang/execution_rate","label":"预算执行率","kind":"ratio","status":"undefined","reason":"没有填报“全年预算数”，无法计算","unit":"%","shown":"—","origin":{"type":"computed","file":"rules/mof-2020.toml",L,"metric":"execution_rate","formula":"spent / budget","inputs":["2023/zhengxie/projects/zhaoshang/spent","2023/zhengxie/projects/zhaoshang/budget"],"source":"财预〔2020〕10号"}}`,
		"execution_score":                    `"kind":"score","status":"ok","num":"498310","den":"52687","unit":"分","shown":"9.46","note":"按财预〔2020〕10号试算，非该部门公布的得分","origin"`,
		"project_count":                      `"kind":"count","status":"ok","num":"7","den":"1","unit":"个","shown":"7","origin":{"type":"computed","file":"rules/mof-2020.toml",L,"metric":"project_count","formula":"count(projects)","inputs":[],"counted":[{"project":"huiyi","name":"政协会议费","file":"2023/zhengxie/projects/huiyi.toml",L}`,
		"projects/zhaoshang/execution_rate ": "",
	} {
		if want == "" {
			continue
		}
		got := line.ReplaceAllString(string(Encode(s.Get("2023/zhengxie/"+key).JSON())), "L")
		if !strings.Contains(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", key, got, want)
		}
	}
}

func TestSetJSON(t *testing.T) {
	data := seedSet(t, "").JSON()
	if !bytes.Equal(data, seedSet(t, "").JSON()) {
		t.Error("not the same bytes twice")
	}
	var v struct {
		Schema, Report string
		Figures        []FigureJSON
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	if v.Schema != "mingbai.figures/1" || v.Report != "2023/zhengxie" || len(v.Figures) != 60 {
		t.Errorf("%s %s %d", v.Schema, v.Report, len(v.Figures))
	}
	if got := bytes.Count(data, []byte("\n")); got != 62 {
		t.Errorf("%d lines", got)
	}
	r := report(t, "[stated]\ncoverage = \"<a> & “b”\"\n")
	if got := string(compute(t, r, shipped(t, "")).JSON()); !strings.Contains(got, `"shown":"<a> & “b”"`) || !strings.Contains(got, `"kind":"text"`) {
		t.Error("escaped for HTML")
	}
}

func TestExplain(t *testing.T) {
	s := seedSet(t, "")
	e := s.Get("2023/zhengxie/projects/huiyi/share").Explain()
	if len(e.Tree) != 2 || e.Tree[0].Key != "2023/zhengxie/projects/huiyi/spent" || len(e.Tree[1].Tree) != 7 {
		t.Errorf("%s", Encode(e))
	}
	if in := string(Encode(s.Report("spent").Explain())); !strings.HasSuffix(in, `"tree":[]}`) {
		t.Error(in)
	}
	if st := s.Report("execution_rate@stated").Explain(); len(st.Tree) != 1 || len(st.Tree[0].Tree) != 2 {
		t.Errorf("%s", Encode(st))
	}
	rate := string(Encode(s.Report("basic_execution_rate").Explain()))
	if strings.Count(rate, `"report.toml`) > 8 || !strings.Contains(rate, `"key":"2023/zhengxie/project_budget"`) {
		t.Error(rate)
	}
}

// A tree repeats no branch, so that metrics built on each other stay small.
func TestExplainIsBounded(t *testing.T) {
	more := ""
	a, b := "spent", "budget"
	for i := range 25 {
		key := "f" + string(rune('a'+i/26)) + string(rune('a'+i%26))
		more += "[[metric]]\nkey = \"" + key + "\"\nlabel = \"" + key + "甲\"\nkind = \"amount\"\nformula = \"" + a + " - " + b + "\"\n"
		a, b = b, key
	}
	s := seedSet(t, more)
	if n := len(Encode(s.Report(b).Explain())); n > 100_000 {
		t.Errorf("%d bytes", n)
	}
}
