// Package record turns TOML files into typed records: the site, its departments,
// the rule profiles, and each department's year with its projects.
//
// It knows units, ids and which files a department's year consists of. It must
// not know formulas, rules of the domain, or how anything is shown.
package record

import "mingbai/internal/source"

// Content is everything below one content root, in a fixed order.
type Content struct {
	Site        *Site
	Departments map[string]*Department // by id
	Profiles    map[string]*Profile    // by id
	Reports     []*Report              // by year, then department id
	Inputs      []source.Input         // every file read, sorted by path
}

// Site is content/site.toml: the county and the site.
type Site struct {
	Name       source.String `toml:"name"`       // 明白账
	County     source.String `toml:"county"`     // 乐亭县
	Region     source.String `toml:"region"`     // 130225, 行政区划代码
	BaseURL    source.String `toml:"base_url"`   // https://…/, "" for none
	Repository source.String `toml:"repository"` // address of the content in its repository, to link places; "" for none
	Notice     source.String `toml:"notice"`     // shown on every page: 本站非政府网站 …
	Profile    source.String `toml:"profile"`    // default rule profile
	Unit       source.String `toml:"unit"`       // default unit of money
	Footer     Footer        `toml:"footer"`
	File       string        `toml:"-"`
}

// Footer holds the duties of a government site's footer (国办发〔2017〕47号); what is
// not given prints as 待填.
type Footer struct {
	Organiser source.String `toml:"organiser"` // 主办单位
	Contact   source.String `toml:"contact"`   // 联系方式
	SiteMark  source.String `toml:"site_mark"` // 党政机关网站标识
	SiteCode  source.String `toml:"site_code"` // 网站标识码
	ICP       source.String `toml:"icp"`       // ICP备案编号
	Police    source.String `toml:"police"`    // 公安备案编号
}

// Department is content/departments/ID.toml: who they are.
type Department struct {
	ID       string          `toml:"-"`
	File     string          `toml:"-"`
	Name     source.String   `toml:"name"`     // standard full name
	Short    source.String   `toml:"short"`    // 政协
	Function source.String   `toml:"function"` // 职能
	Parent   source.String   `toml:"parent"`   // id of the supervising department
	Duties   []source.String `toml:"duties"`   // 主要职责
	Contact  source.String   `toml:"contact"`  // contact office
	Order    source.Int      `toml:"order"`    // place in lists
}

// Stage is where a report stands in its life.
type Stage string

const (
	Draft       Stage = "draft"       // 草稿
	Submitted   Stage = "submitted"   // 已报送
	Approved    Stage = "approved"    // 已审签
	Published   Stage = "published"   // 已公开
	Transcribed Stage = "transcribed" // 转录：copied from someone's publication
)

// Report is a department's year: content/YEAR/DEPT/report.toml and its projects.
type Report struct {
	Year    int      `toml:"-"`
	Dept    string   `toml:"-"` // department id
	File    string   `toml:"-"`
	Default Defaults `toml:"-"`

	Title      source.String   `toml:"title"`       // full title
	TitleLines []source.String `toml:"title_lines"` // the title broken by sense; joined they are the title
	Stage      source.String   `toml:"stage"`       // "" means draft
	Profile    source.String   `toml:"profile"`     // rule profile; "" means the site's
	Unit       source.String   `toml:"unit"`        // unit of bare amounts in this report; "" means the site's
	Scope      source.String   `toml:"scope"`       // 本级 or 汇总
	Funds      Funds           `toml:"funds"`
	Stated     Stated          `toml:"stated"`
	Goals      Goals           `toml:"goals"`
	Evaluation Evaluation      `toml:"evaluation"`
	Analysis   Analysis        `toml:"analysis"`
	Problems   []Problem       `toml:"problem"`
	Measures   Measures        `toml:"measures"`
	Disclosure Disclosure      `toml:"disclosure"`
	Source     Source          `toml:"source"`

	Department *Department    `toml:"-"`
	Rules      *Profile       `toml:"-"`
	Projects   []*Project     `toml:"-"` // by order, then id
	Inputs     []source.Input `toml:"-"` // every file this report depends on, layouts apart
}

// Defaults are what a report takes from its site.
type Defaults struct{ Unit, Profile string }

// Key is the report's key: 2023/zhengxie.
func (r *Report) Key() string { return itoa(r.Year) + "/" + r.Dept }

// Funds are the sums of a department's year.
type Funds struct {
	Basis         source.String `toml:"basis"`          // the word the source uses for its budget (申请预算资金); "" means 全年预算数
	Budget        source.Amount `toml:"budget"`         // 全年预算数
	Spent         source.Amount `toml:"spent"`          // 全年执行数
	ProjectBudget source.Amount `toml:"project_budget"` // 项目支出预算
	ProjectSpent  source.Amount `toml:"project_spent"`  // 项目支出执行数
}

// Stated are figures that the published report printed about what can be derived.
type Stated struct {
	ExecutionRate        source.Stated `toml:"execution_rate"`
	ProjectExecutionRate source.Stated `toml:"project_execution_rate"`
	ProjectCount         source.Stated `toml:"project_count"`
	Coverage             source.Stated `toml:"coverage"`
}

// All lists the stated figures that are set, with the metric each speaks of, in
// the order of the type.
func (s *Stated) All() []StatedOf {
	var out []StatedOf
	for _, e := range []StatedOf{
		{"execution_rate", &s.ExecutionRate},
		{"project_execution_rate", &s.ProjectExecutionRate},
		{"project_count", &s.ProjectCount},
		{"coverage", &s.Coverage},
	} {
		if e.Stated.Set {
			out = append(out, e)
		}
	}
	return out
}

// StatedOf is a stated figure and the metric it speaks of.
type StatedOf struct {
	Metric string
	Stated *source.Stated
}

// Goals are 绩效目标和绩效指标设定情况.
type Goals struct {
	Text source.String `toml:"text"` // Markdown
}

// Evaluation is how the evaluation was organised (绩效评价组织情况).
type Evaluation struct {
	Text source.String `toml:"text"` // Markdown
}

// Analysis is 绩效实现情况分析.
type Analysis struct {
	Text source.String `toml:"text"` // Markdown
}

// Problem is one problem the report names, with what is to be done about it.
type Problem struct {
	Text    source.String `toml:"text"`    // Markdown
	Project source.String `toml:"project"` // id of the project it speaks of; "" for none
}

// Measures are suggestions, measures and the use of the result.
type Measures struct {
	Text source.String `toml:"text"` // Markdown
}

// Disclosure is the catalogue metadata of the publication; what is not given
// prints as 待填.
type Disclosure struct {
	Index     source.String `toml:"index"`     // 索引号
	Theme     source.String `toml:"theme"`     // 主题分类
	Publisher source.String `toml:"publisher"` // 发布机构
	Number    source.String `toml:"number"`    // 文号
	Made      source.Date   `toml:"made"`      // 成文日期
	Published source.Date   `toml:"published"` // 发布日期
	Openness  source.String `toml:"openness"`  // 公开方式
	Validity  source.String `toml:"validity"`  // 时效性
}

// Source says where a transcribed report comes from.
type Source struct {
	Title source.String `toml:"title"` // title of the publication
	Note  source.String `toml:"note"`  // what the reader must know: 正文为转述 …
}

// Project is content/YEAR/DEPT/projects/ID.toml.
type Project struct {
	ID      string        `toml:"-"`
	File    string        `toml:"-"`
	Name    source.String `toml:"name"`
	Order   source.Int    `toml:"order"`
	Purpose source.String `toml:"purpose"` // Markdown: what the money was for
	Result  source.String `toml:"result"`  // Markdown: what came of it
	Funds   ProjectFunds  `toml:"funds"`
}

// ProjectFunds are the sums of one project.
type ProjectFunds struct {
	Budget source.Amount `toml:"budget"` // 全年预算数
	Spent  source.Amount `toml:"spent"`  // 全年执行数
}
