// Package record turns TOML files into typed records: the site, its departments,
// the rule profiles, and each department's year with its projects.
//
// It knows units, operators, ids and which files a department's year consists of.
// It must not know formulas, rules of the domain, or how anything is shown.
//
// The types are also what editors are told of the files (package schema): a
// field's tag gives its key (toml), its Chinese name (zh), a line that explains
// it (desc), and the limits that source.Bind holds (words, form, least, must).
package record

import "mingbai/internal/source"

// Content is everything below one content root, in a fixed order.
type Content struct {
	Site        *Site
	Departments map[string]*Department // by id
	Profiles    map[string]*Profile    // by id
	Reports     []*Report              // by year, then department id
	Inputs      []source.Input         // every file read, sorted by path
	Withheld    []Withheld             // what is not to be published; see Public
}

// Site is content/site.toml: the county and the site.
type Site struct {
	Name       source.String `toml:"name" zh:"网站名称" desc:"例如 明白账"`
	County     source.String `toml:"county" zh:"县名" desc:"例如 乐亭县"`
	Region     source.String `toml:"region" zh:"行政区划代码" desc:"六位数字，例如 130225"`
	BaseURL    source.String `toml:"base_url" zh:"网站地址" desc:"https:// 开头；不写就全用相对地址"`
	Repository source.String `toml:"repository" zh:"数据仓库的地址" desc:"看得到这些文件的网页地址，到内容目录为止；写了以后，每个数都能链接到它所在的行"`
	Notice     source.String `toml:"notice" zh:"声明" desc:"每一页都印的话，例如 本站非政府网站"`
	Profile    source.String `toml:"profile" zh:"默认规则集" desc:"rules 里规则文件的名字，不带 .toml" form:"id"`
	Unit       source.String `toml:"unit" zh:"金额单位" desc:"不带单位的金额按它算；不写就是万元" words:"元 万元 亿元"`
	Fictional  source.Bool   `toml:"fictional" zh:"虚构示例" desc:"县、部门和数都是编的就写 true，每一页和每份 PDF 都标明"`
	Government source.Bool   `toml:"government" zh:"政府网站" desc:"不是政府网站的写 false，页脚就不印没有填的项目；不写就是政府网站"`
	Footer     Footer        `toml:"footer" zh:"页脚" desc:"党政机关网站页脚应有的内容；没有的不写，政府网站的页面印“待填”"`
	File       string        `toml:"-"`
}

// Official reports whether the site is a government's, which has duties.
func (s *Site) Official() bool { return !s.Government.Set || s.Government.Value }

// Footer holds the duties of a government site's footer (国办发〔2017〕47号); what is
// not given prints as 待填, unless the site says that it is none.
type Footer struct {
	Organiser source.String `toml:"organiser" zh:"主办单位"`
	Contact   source.String `toml:"contact" zh:"联系方式"`
	SiteMark  source.String `toml:"site_mark" zh:"党政机关网站标识"`
	SiteCode  source.String `toml:"site_code" zh:"网站标识码"`
	ICP       source.String `toml:"icp" zh:"ICP备案编号"`
	Police    source.String `toml:"police" zh:"公安备案编号"`
}

// Department is content/departments/ID.toml: who they are.
type Department struct {
	ID       string          `toml:"-"`
	File     string          `toml:"-"`
	Name     source.String   `toml:"name" zh:"部门全称" desc:"规范的全称，不用简称"`
	Short    source.String   `toml:"short" zh:"简称" desc:"表格和导航里用"`
	Function source.String   `toml:"function" zh:"职能" desc:"同职能的部门之间才作比较，例如 教育、政治协商"`
	Parent   source.String   `toml:"parent" zh:"主管部门" desc:"主管部门的编号，即它的文件名" form:"id"`
	Duties   []source.String `toml:"duties" zh:"主要职责" desc:"一条一项；正文里与职责无关的词会被提醒"`
	Contact  source.String   `toml:"contact" zh:"联系科室" desc:"可以写办公电话，不写个人手机号"`
	Order    source.Int      `toml:"order" zh:"排序"`
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

	Title      source.String   `toml:"title" zh:"标题" desc:"报告的完整标题，要写明年度和部门全称"`
	TitleLines []source.String `toml:"title_lines" zh:"标题分行" desc:"按意思把标题分成几行，连起来必须与标题相同"`
	Stage      source.String   `toml:"stage" zh:"报告的阶段" desc:"不写就是草稿；报送以后才检查是否写全" words:"draft=草稿 submitted=已报送 approved=已审签 published=已公开 transcribed=转录"`
	Profile    source.String   `toml:"profile" zh:"规则集" desc:"rules 里规则文件的名字；不写就用站点的" form:"id"`
	Unit       source.String   `toml:"unit" zh:"金额单位" desc:"本报告里不带单位的金额按它算；不写就用站点的" words:"元 万元 亿元"`
	Scope      source.String   `toml:"scope" zh:"报告的范围" desc:"只含本级，还是连所属单位汇总" words:"本级 汇总"`
	Form       source.String   `toml:"form" zh:"表样" desc:"规则集里部门表样的编号；不写就用第一个"`
	Funds      Funds           `toml:"funds" zh:"资金" desc:"全部门的收支；没有的数不写，不写不是零"`
	Stated     Stated          `toml:"stated" zh:"原文印出的数" desc:"报告自己印出来、能由别的数算出来的数，照原样抄，供核对"`
	Goals      Goals           `toml:"goals" zh:"绩效目标"`
	Evaluation Evaluation      `toml:"evaluation" zh:"绩效评价组织情况"`
	Analysis   Analysis        `toml:"analysis" zh:"绩效实现情况分析"`
	Problems   []Problem       `toml:"problem" zh:"存在问题" desc:"一个问题一组"`
	Measures   Measures        `toml:"measures" zh:"改进措施"`
	Disclosure Disclosure      `toml:"disclosure" zh:"公开信息" desc:"信息公开目录要的内容；没有的不写，页面印“待填”"`
	Source     Source          `toml:"source" zh:"转录的来源"`

	Period       Period          `toml:"period" zh:"评价期间"`
	Items        []Item          `toml:"item" zh:"其他输入" desc:"别处放不下、公式又要用的数"`
	Printed      []Printed       `toml:"printed" zh:"印出的计算结果" desc:"印出来的任意一个数，连同它的算法：写明分子和分母"`
	SubUnits     []SubUnit       `toml:"subunit" zh:"所属单位"`
	Indicators   []Indicator     `toml:"indicator" zh:"绩效指标" desc:"整个部门的三级指标，一行一组"`
	Approved     []Indicator     `toml:"approved" zh:"批复的绩效指标" desc:"随预算批复的目标表：名称、指标值、分值"`
	GoalChange   source.String   `toml:"goal_change" zh:"调整目标的批准文号" desc:"指标值或分值与批复的不同，写批准调整的文件"`
	Dimensions   []DimensionRow  `toml:"dimension" zh:"指标的大类小计" desc:"原表印出的一级（二级）指标分值与得分"`
	Scores       Scores          `toml:"scores" zh:"得分"`
	ThreePublic  ThreePublic     `toml:"three_public" zh:"“三公”经费"`
	Staff        Staff           `toml:"staff" zh:"人员和公用经费"`
	Assets       Assets          `toml:"assets" zh:"固定资产"`
	Procurement  Procurement     `toml:"procurement" zh:"政府采购"`
	Work         Work            `toml:"work" zh:"职责履行" desc:"共性指标要用的工作数、结转结余和支付进度"`
	Ledger       []Rectification `toml:"rectification" zh:"整改台账" desc:"以前年度的问题办到哪一步；销号以前每年都要带过来"`
	ResultUse    ResultUse       `toml:"result_use" zh:"结果应用"`
	SignOff      SignOff         `toml:"sign_off" zh:"审签" desc:"填报、审核、审签、保密审查各由谁在哪一天做的"`
	Satisfaction Satisfaction    `toml:"satisfaction" zh:"满意度调查"`
	Reviews      []Review        `toml:"review" zh:"抽查复核"`
	Revisions    []Revision      `toml:"revision" zh:"更正说明" desc:"公开以后改了什么、为什么改"`
	Accepted     []Accepted      `toml:"accepted" zh:"已说明的差异" desc:"核对发现、经人认可的差异；任一方的数变了就失效"`

	Department *Department    `toml:"-"`
	Rules      *Profile       `toml:"-"`
	Projects   []*Project     `toml:"-"` // by order, then id
	Inputs     []source.Input `toml:"-"` // every file this report depends on, layouts apart

	// Of the public form of a report (Public): how many projects were left out, and
	// whether report.toml says things of them, so that the file itself stays here.
	Left    int  `toml:"-"`
	Trimmed bool `toml:"-"`
}

// Defaults are what a report takes from its site.
type Defaults struct{ Unit, Profile string }

// Draft reports whether the department is still writing the report; one without a
// stage is a draft.
func (r *Report) Draft() bool {
	switch Stage(r.Stage.Value) {
	case Submitted, Approved, Published, Transcribed:
		return false
	}
	return true
}

// Key is the report's key: 2023/zhengxie.
func (r *Report) Key() string { return itoa(r.Year) + "/" + r.Dept }

// Goals are 绩效目标和绩效指标设定情况.
type Goals struct {
	Text     source.String `toml:"text" zh:"正文" desc:"一行一段"`
	Expected source.String `toml:"expected" zh:"预期目标" desc:"年度总体目标"`
	Achieved source.String `toml:"achieved" zh:"实际完成情况" desc:"年度总体目标的完成情况"`
	MidTerm  source.String `toml:"midterm" zh:"中期目标" desc:"跨年度项目的目标；起止年份写在 [period]"`
}

// Evaluation is how the evaluation was organised (绩效评价组织情况).
type Evaluation struct {
	Text source.String `toml:"text" zh:"正文" desc:"一行一段"`
}

// Analysis is 绩效实现情况分析.
type Analysis struct {
	Text source.String `toml:"text" zh:"正文" desc:"一行一段"`
}

// Problem is one problem the report names, with what is to be done about it.
type Problem struct {
	Place   source.Place  `toml:"@"`
	ID      source.String `toml:"id" zh:"问题编号" desc:"永久编号，下一年的整改台账用它指认；一份报告里不能重复" form:"id"`
	Text    source.String `toml:"text" zh:"问题" desc:"一行一段"`
	Project source.String `toml:"project" zh:"项目编号" desc:"问题说的是哪个项目，写它的文件名；不是某个项目的不写" form:"id"`
	Origin  source.String `toml:"origin" zh:"问题的来源" words:"自评 复核 审计"`
	Cause   source.String `toml:"cause" zh:"原因"`
	Measure source.String `toml:"measure" zh:"整改措施"`
	Owner   source.String `toml:"owner" zh:"责任单位"`
	Due     source.Date   `toml:"due" zh:"完成时限"`
	Status  source.String `toml:"status" zh:"整改状态" words:"未启动 进行中 已完成 已销号"`
}

// Measures are suggestions, measures and the use of the result.
type Measures struct {
	Text source.String `toml:"text" zh:"正文" desc:"一行一段"`
}

// Source says where a transcribed report comes from.
type Source struct {
	Title   source.String `toml:"title" zh:"原件标题"`
	Address source.String `toml:"address" zh:"原件网址"`
	Note    source.String `toml:"note" zh:"转录说明" desc:"读者必须知道的话，例如 正文为转述"`
}
