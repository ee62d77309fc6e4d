package demo

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"mingbai/internal/money"
	"mingbai/internal/source"
)

// texts holds what the fictional departments say; the numbers are generated.
//
//go:embed data
var texts embed.FS

// department is one file of data: a fictional department.
type department struct {
	ID          string          `toml:"id"`
	Name        string          `toml:"name"`
	Short       string          `toml:"short"`
	Letter      string          `toml:"letter"` // of its document numbers: 教 in 示教〔2023〕8号
	Function    string          `toml:"function"`
	Contact     string          `toml:"contact"`
	Duties      []source.String `toml:"duties"`
	Profiles    []source.String `toml:"profiles"` // of the report, a year each
	Base        []source.String `toml:"base"`     // of its projects, where it is another
	UnitOfMoney string          `toml:"unit_of_money"`
	Basic       source.Number   `toml:"basic"` // 基本支出 of the first year, 万元
	Public      source.Number   `toml:"public"`
	Staff       int             `toml:"staff"`
	Posts       int             `toml:"posts"`
	Cars        int             `toml:"cars"`
	None        source.Bool     `toml:"none"` // no 三公 at all
	Survey      string          `toml:"survey"`
	Overstaff   string          `toml:"overstaff"`
	Units       []unit          `toml:"unit"`
	Years       []yearText      `toml:"year"`
	Projects    []project       `toml:"project"`
}

// unit is a subordinate unit with its share of the money in percent.
type unit struct {
	ID    string `toml:"id"`
	Name  string `toml:"name"`
	Share int    `toml:"share"`
}

// yearText is what a department says of one year.
type yearText struct {
	Goals      string        `toml:"goals"`
	Expected   string        `toml:"expected"`
	Achieved   string        `toml:"achieved"`
	Evaluation string        `toml:"evaluation"`
	Analysis   string        `toml:"analysis"`
	Measures   string        `toml:"measures"`
	Use        string        `toml:"use"`
	Problems   []problemText `toml:"problem"`
}

// problemText is one problem and what the ledgers of the following years say.
type problemText struct {
	ID      string          `toml:"id"`
	Project string          `toml:"project"`
	Text    string          `toml:"text"`
	Cause   string          `toml:"cause"`
	Measure string          `toml:"measure"`
	Owner   string          `toml:"owner"`
	Due     string          `toml:"due"`   // MMDD of the next year
	After   []source.String `toml:"after"` // 状态 | 进展 | 结果应用
}

// project is one project over its years.
type project struct {
	ID         string        `toml:"id"`
	Name       string        `toml:"name"`
	Kind       string        `toml:"kind"`
	Group      string        `toml:"group"`
	Unit       string        `toml:"unit"`  // id of the sub-unit that does it
	Form       string        `toml:"form"`  // transfer: the form without scores
	Scale      string        `toml:"scale"` // 210~265: 万元 in the first and the last year
	Purpose    string        `toml:"purpose"`
	Indicators string        `toml:"indicators"`
	From       source.Int    `toml:"from"` // first and last year, counted from 0; all unless given
	To         source.Int    `toml:"to"`
	Span       int           `toml:"span"`   // 新增 project of so many years
	Carry      source.Bool   `toml:"carry"`  // what is left is carried over
	Levels     source.Bool   `toml:"levels"` // money of several levels of government
	Born       source.Bool   `toml:"born"`   // began within the year: no initial budget
	Years      []projectText `toml:"year"`
}

// projectText is what is said of a project in one of its years.
type projectText struct {
	Exec     string          `toml:"exec"` // full, high, normal, low, over, zero
	Result   string          `toml:"result"`
	Reason   string          `toml:"reason"`
	Approval string          `toml:"approval"`
	Cause    string          `toml:"cause"`
	Measure  string          `toml:"measure"`
	Adjust   []source.String `toml:"adjust"` // 追加 | 18.6 | 0617 | 原因 | 免
	Miss     []source.String `toml:"miss"`   // 指标 | 占目标的百分数 | 原因 | 措施
	Over     []source.String `toml:"over"`   // the same, far above the target
	Lower    []source.String `toml:"lower"`  // 指标 | 目标为什么比上年低
}

// order is the order of the departments in lists.
func order() []string {
	return []string{"jiaoyu", "weijian", "minzheng", "nongye", "shuiwu", "wenlv", "chengguan", "dangan"}
}

// departments reads the embedded texts.
func departments() ([]*department, error) {
	var out []*department
	for _, id := range order() {
		path := "data/" + id + ".toml"
		data, err := fs.ReadFile(texts, path)
		if err != nil {
			return nil, err
		}
		f, faults := source.Parse(path, data)
		d := &department{}
		if f != nil {
			faults = append(faults, source.Bind(f.Root, d, source.Context{Unit: money.WanYuan})...)
		}
		for _, fault := range faults {
			return nil, fmt.Errorf("%s: %s", fault.Place, fault.Message)
		}
		out = append(out, d)
	}
	return out, nil
}

// cells splits a line of columns.
func cells(line string, n int) []string {
	out := make([]string, n)
	for i, c := range strings.SplitN(line, "|", n) {
		out[i] = strings.TrimSpace(c)
	}
	return out
}

// lines are the lines of a text that say something.
func lines(text string) []string {
	var out []string
	for _, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) != "" {
			out = append(out, l)
		}
	}
	return out
}
